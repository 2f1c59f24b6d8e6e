/* What is written down, by group: of outcomes, and of the groups themselves. */
#include "audit/audit_internal.h"

/* ---- conditions ---- */

/* Every column that decides a condition must be known; those only asked whether they are known are
   no part of it. */
static Status add_known(Context *context, const Expression *expression, Str *condition)
{
    Str column;

    if (expression->kind == EXPRESSION_KNOWN) {
        return done();
    }
    if (expression->kind == EXPRESSION_COLUMN) {
        TRY(in_brackets(context, expression->text, &column));
        TRY(text_of(context, &column, "known(%.*s)", STR_ARGS(column)));
        return both_conditions(context, *condition, column, condition);
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        TRY(add_known(context, expression->parts[i], condition));
    }
    return done();
}

static Status known_column(Context *context, Str name, Str *condition)
{
    Str column;

    TRY(in_brackets(context, name, &column));
    return text_of(context, condition, "known(%.*s)", STR_ARGS(column));
}

static Status outcome_known(Context *context, const StudyOutcome *outcome, Str *condition)
{
    *condition = STR_NONE;
    switch (outcome->form) {
    case OUTCOME_IS:
        return add_known(context, outcome->is.expression, condition);
    case OUTCOME_FROM_TO:
        return known_column(context, outcome->from.text, condition);
    case OUTCOME_AMOUNT:
        return known_column(context, outcome->amount.text, condition);
    case OUTCOME_EVENTS:
    case OUTCOME_ESTIMATE:
        break;
    }
    return done();
}

/* ---- questions ---- */

/* So few may lack it: how many exactly, none or nine, is what protection hides, and the number of
   findings must not tell it either. */
#define COMPLETE_BUT 9

static bool is_complete(const FindingTable *table)
{
    const Counts *counts = &table->sets[table->overall.one].counts;

    return counts->people - counts->events <= COMPLETE_BUT;
}

/* Where (nearly) all is recorded one finding says so; where not, each grouping has its own. */
static Status ask_known(Auditing *auditing, const Room *room, const Question *question,
                        const Grouping *subject)
{
    const StudyMargin *matters = &auditing->study->matters;
    Answered *answered = TAKE(auditing->context, Answered, room->grouping_count);
    bool complete = false;

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(ask(auditing, room, question, answered));
    for (size_t g = 0; g < room->grouping_count && !complete; g++) {
        const Grouping *grouping = &room->groupings[g];
        AuditFinding finding = {.check = CHECK_COMPLETENESS,
                                .subject = question->outcome,
                                .topic = subject != NULL ? subject->topic : STR_NONE,
                                .among = question->among,
                                .better = BETTER_MORE,
                                .unit = SHOWN_PER_100,
                                .matters = study_margin(matters)};

        if (answered[g].answer == NO_ANSWER || is_another_detail(room, g) ||
            (subject != NULL && grouping->group == subject->group)) {
            continue;
        }
        answered_table(auditing, &answered[g])->recorded_alone = true;
        complete = is_complete(answered_table(auditing, &answered[g]));
        TRY(audit_parts(auditing, &answered[g], &finding));
        TRY(audit_add_finding(auditing, room, grouping, &finding));
    }
    return done();
}

static Status complete_groups(Auditing *auditing, const Room *room)
{
    for (size_t g = 0; g < room->grouping_count; g++) {
        const Grouping *grouping = &room->groupings[g];
        Question question;
        Str condition;

        if (grouping->combination || grouping->where.length > 0 || is_another_detail(room, g)) {
            continue;
        }
        TRY(known_column(auditing->context, room->source->columns.items[grouping->recorded],
                         &condition));
        question = question_of_rows(condition, grouping->group->name.text, BETTER_MORE);
        question.alone = true;
        question.but = g;
        TRY(ask_known(auditing, room, &question, grouping));
    }
    return done();
}

static Status complete_outcomes(Auditing *auditing, const Room *room)
{
    const StudyOutcomes *outcomes = &auditing->study->outcomes;

    for (size_t i = 0; i < outcomes->count; i++) {
        const StudyOutcome *outcome = &outcomes->items[i];
        Question question;
        Str condition;

        if (outcome->table != room->index) {
            continue;
        }
        TRY(outcome_known(auditing->context, outcome, &condition));
        if (condition.length == 0) {
            continue;
        }
        question = question_of_rows(condition, outcome->name.text, BETTER_MORE);
        question.alone = true;
        question.among = outcome->among.source.text;
        TRY(ask_known(auditing, room, &question, NULL));
    }
    return done();
}

/* Rows of a published table stand for many people each; what they lack, their publisher said. */
Status check_completeness(Auditing *auditing)
{
    for (size_t i = 0; i < auditing->study->tables.count; i++) {
        const Room *room = &auditing->rooms[i];

        TRY(check_stop(auditing->context));
        if (room->source != NULL && room->table->status.value != STATUS_PUBLISHED) {
            TRY(complete_groups(auditing, room));
            TRY(complete_outcomes(auditing, room));
        }
    }
    return done();
}
