/* Gaps in outcomes, and how average and gap changed over the periods. */
#include "audit/audit_internal.h"

#include "catalogue/phrase.h"
#include "study/labels.h"

#include <math.h>

double study_margin(const StudyMargin *margin)
{
    return margin->unit == UNIT_NONE ? (double)NAN : margin->value;
}

static CheckUnit unit_of(const StudyOutcome *outcome)
{
    if (study_outcome_is_share(outcome)) {
        return SHOWN_PER_100;
    }
    return outcome->form == OUTCOME_FROM_TO ? SHOWN_DAYS : SHOWN_OWN_UNIT;
}

static bool is_step(const StudyStep *step, Str condition)
{
    Str column = step->column.text;

    if (step->test.source.text.length > 0) {
        return str_equal(str_trim(step->test.source.text), condition);
    }
    return column.length > 0 && str_starts_with(condition, STR("known(")) &&
           condition.length == column.length + 7 &&
           str_equal(str_slice(condition, 6, column.length), column);
}

static bool name_step(const Study *study, size_t table, AuditFinding *finding)
{
    for (size_t p = 0; p < study->pathways.count; p++) {
        const StudyPathway *pathway = &study->pathways.items[p];

        for (size_t s = 0; pathway->table == table && s < pathway->steps.count; s++) {
            if (is_step(&pathway->steps.items[s], finding->among)) {
                finding->among = pathway->steps.items[s].name.text;
                finding->among_kind = AMONG_STEP;
                return true;
            }
        }
    }
    return false;
}

void name_among(const Study *study, const StudyOutcome *outcome, AuditFinding *finding)
{
    finding->among = str_trim(outcome->among.source.text);
    finding->among_kind = AMONG_CONDITION;
    if (finding->among.length == 0 || name_step(study, outcome->table, finding)) {
        return;
    }
    for (size_t i = 0; i < study->outcomes.count; i++) {
        const StudyOutcome *other = &study->outcomes.items[i];

        if (other->table == outcome->table && other->form == OUTCOME_IS &&
            str_equal(str_trim(other->is.source.text), finding->among)) {
            finding->among = other->name.text;
            finding->among_kind = AMONG_OUTCOME;
            return;
        }
    }
}

AuditFinding finding_of_outcome(const Study *study, const StudyOutcome *outcome, CheckKind check)
{
    AuditFinding finding = {
        .check = check,
        .subject = outcome->name.text,
        .means = outcome->means.text,
        .chosen_by = outcome->chosen_by.text,
        .better = (Better)outcome->better.value,
        .unit = unit_of(outcome),
        .unit_name = unit_of(outcome) == SHOWN_OWN_UNIT ? outcome->matters.unit_text : STR_NONE,
        .matters = study_margin(&outcome->matters),
        .of_dates = outcome->form == OUTCOME_FROM_TO};

    if (outcome->form == OUTCOME_EVENTS) {
        finding.among = outcome->out_of.text;
        finding.among_kind = AMONG_COUNT;
    } else {
        name_among(study, outcome, &finding);
    }
    return finding;
}

static Status within_condition(Auditing *auditing, Room *room, const StudyOutcome *outcome,
                               Str *condition)
{
    Derived derived = {.kind = DERIVED_WITHIN,
                       .place = outcome->place,
                       .column = column_of(room->source, outcome->from.text),
                       .to = column_of(room->source, outcome->to.text),
                       .days = (int64_t)outcome->within_days.value,
                       .known_until = (int32_t)outcome->known_until.days};
    uint32_t column;

    TRY(room_derive(auditing, room, &derived, outcome->name.text, &column));
    TRY(in_brackets(auditing->context, room->source->columns.items[column], condition));
    return text_of(auditing->context, condition, "%.*s >= 1", STR_ARGS(*condition));
}

static Status make_question(Auditing *auditing, Room *room, const StudyOutcome *outcome,
                            Question *out)
{
    *out = question_of_rows(STR_NONE, outcome->name.text, (Better)outcome->better.value);
    switch (outcome->form) {
    case OUTCOME_IS:
        out->condition = outcome->is.source.text;
        out->among = outcome->among.source.text;
        return done();
    case OUTCOME_FROM_TO:
        return within_condition(auditing, room, outcome, &out->condition);
    case OUTCOME_AMOUNT:
        out->form = GAP_AMOUNT;
        out->amount = column_of(room->source, outcome->amount.text);
        return done();
    case OUTCOME_EVENTS:
        out->form = GAP_EVENTS_OF;
        out->events = column_of(room->source, outcome->events.text);
        out->out_of = column_of(room->source, outcome->out_of.text);
        return done();
    case OUTCOME_ESTIMATE:
        break;
    }
    return done();
}

size_t recorded_periods(const Auditing *auditing, const Answered *answered)
{
    const Findings *findings = auditing->audit->answers[answered->answer];
    size_t count = 0;

    while (count < answered->count &&
           label_not_recorded(findings->tables[answered->first + count].period) == RECORDED) {
        count++;
    }
    return count;
}

Answered last_period(const Auditing *auditing, Answered answered)
{
    size_t count = recorded_periods(auditing, &answered);

    answered.first += count > 0 ? count - 1 : 0;
    answered.count = 1;
    return answered;
}

static Status add_gap(Auditing *auditing, const Room *room, const StudyOutcome *outcome,
                      size_t grouping, Answered answered)
{
    CheckKind check = outcome->form == OUTCOME_FROM_TO ? CHECK_WAITS : CHECK_GAP;
    AuditFinding finding = finding_of_outcome(auditing->study, outcome, check);

    if (outcome->form == OUTCOME_FROM_TO) {
        finding.notes.items = TAKE(auditing->context, Str, 1);
        if (finding.notes.items == NULL) {
            return fail_memory(auditing->context);
        }
        finding.notes.items[finding.notes.count++] = phrase_plain(PHRASE_NOTE_DATES);
    }
    TRY(audit_parts(auditing, &answered, &finding));
    return audit_add_finding(auditing, room, &room->groupings[grouping], &finding);
}

static Status add_change(Auditing *auditing, const Room *room, const StudyOutcome *outcome,
                         size_t grouping, Answered answered)
{
    AuditFinding finding = finding_of_outcome(auditing->study, outcome, CHECK_CHANGE);

    answered.count = recorded_periods(auditing, &answered);
    if (answered.count < 2) {
        return done();
    }
    TRY(audit_parts(auditing, &answered, &finding));
    return audit_add_finding(auditing, room, &room->groupings[grouping], &finding);
}

/* Published counts are of one period each: the gap is that of the last. */
static Status ask_published(Auditing *auditing, const Room *room, const StudyOutcome *outcome,
                            Question *question, Answered *answered)
{
    question->by_period = true;
    TRY(ask(auditing, room, question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        if (answered[g].answer == NO_ANSWER) {
            continue;
        }
        TRY(add_gap(auditing, room, outcome, g, last_period(auditing, answered[g])));
        TRY(add_change(auditing, room, outcome, g, answered[g]));
    }
    return done();
}

static Status ask_rows(Auditing *auditing, const Room *room, const StudyOutcome *outcome,
                       Question *question, Answered *answered)
{
    question->adjusted = true;
    TRY(ask(auditing, room, question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        if (answered[g].answer != NO_ANSWER) {
            TRY(add_gap(auditing, room, outcome, g, answered[g]));
        }
    }
    if (room->period == COLUMN_NONE) {
        return done();
    }
    question->by_period = true;
    question->alone = true;
    TRY(ask(auditing, room, question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        if (answered[g].answer != NO_ANSWER) {
            TRY(add_change(auditing, room, outcome, g, answered[g]));
        }
    }
    return done();
}

static bool asks_of_blanks(const Expression *expression)
{
    if (expression == NULL || expression->kind == EXPRESSION_KNOWN) {
        return expression != NULL;
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        if (asks_of_blanks(expression->parts[i])) {
            return true;
        }
    }
    return false;
}

/* Whose answer is another one by the other rule; unknown where either rule cannot tell. */
static Status check_other_rule(Auditing *auditing, Room *room, const StudyOutcome *outcome,
                               Answered *answered)
{
    Str rule = outcome->is.source.text;
    Str other = outcome->other_rule.source.text;
    Question question = question_of_rows(STR_NONE, outcome->name.text, BETTER_NEITHER);

    if (other.length == 0) {
        return done();
    }
    question.among = outcome->among.source.text;
    TRY(text_of(auditing->context, &question.condition,
                "((%.*s) and not (%.*s)) or (not (%.*s) and (%.*s))", STR_ARGS(rule),
                STR_ARGS(other), STR_ARGS(rule), STR_ARGS(other)));
    TRY(ask(auditing, room, &question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        if (answered[g].answer != NO_ANSWER) {
            AuditFinding finding = finding_of_outcome(auditing->study, outcome, CHECK_ASSUMPTIONS);

            finding.better = BETTER_NEITHER;
            finding.topic = asks_of_blanks(outcome->is.expression) ||
                                    asks_of_blanks(outcome->other_rule.expression)
                                ? STR("blanks")
                                : STR("rules");
            TRY(audit_parts(auditing, &answered[g], &finding));
            TRY(audit_add_finding(auditing, room, &room->groupings[g], &finding));
        }
    }
    return done();
}

static Status check_outcome(Auditing *auditing, const StudyOutcome *outcome)
{
    Room *room = &auditing->rooms[outcome->table];
    Answered *answered = TAKE(auditing->context, Answered, room->grouping_count);
    Question question;

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    if (outcome->form == OUTCOME_ESTIMATE) {
        return audit_note_unseen(auditing, outcome->name.text,
                                 phrase_plain(PHRASE_NEEDED_ESTIMATES));
    }
    if (room->surveyed && unit_of(outcome) == SHOWN_DAYS) {
        return audit_note_unseen(auditing,
                                 PHRASE(auditing->context->arena, PHRASE_UNSEEN_WAITS_FOR,
                                        {SLOT_LABEL, outcome->name.text}),
                                 phrase_plain(PHRASE_NEEDED_WAITS_SURVEY));
    }
    if (room->surveyed && outcome->form == OUTCOME_EVENTS) {
        return audit_note_unseen(auditing,
                                 PHRASE(auditing->context->arena, PHRASE_UNSEEN_OUTCOME,
                                        {SLOT_LABEL, outcome->name.text}),
                                 phrase_plain(PHRASE_NEEDED_OUTCOME_SURVEY));
    }
    if (unit_of(outcome) == SHOWN_DAYS) {
        return check_waits(auditing, outcome);
    }
    TRY(check_other_rule(auditing, room, outcome, answered));
    TRY(make_question(auditing, room, outcome, &question));
    return room->period != COLUMN_NONE && room->table->status.value == STATUS_PUBLISHED
               ? ask_published(auditing, room, outcome, &question, answered)
               : ask_rows(auditing, room, outcome, &question, answered);
}

Status check_outcomes(Auditing *auditing)
{
    const StudyOutcomes *outcomes = &auditing->study->outcomes;

    for (size_t i = 0; i < outcomes->count; i++) {
        TRY(check_stop(auditing->context));
        if (outcomes->items[i].table != STUDY_NO_TABLE &&
            auditing->rooms[outcomes->items[i].table].source != NULL) {
            TRY(check_outcome(auditing, &outcomes->items[i]));
        }
    }
    return done();
}
