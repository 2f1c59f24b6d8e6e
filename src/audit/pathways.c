/* Where people leave the path: of those who reached one step, who reached the next. */
#include "audit/audit_internal.h"

#include "catalogue/phrase.h"

#include <math.h>

static Status step_condition(Context *context, const StudyStep *step, Str *out)
{
    if (step->test.source.text.length > 0) {
        *out = step->test.source.text;
        return done();
    }
    return known_column(context, step->column.text, out);
}

/* Of published counts each step is a column; of rows a condition, among who passed the others. */
static Status step_question(Auditing *auditing, const Room *room, const StudyPathway *pathway,
                            size_t step, Question *out)
{
    const StudySteps *steps = &pathway->steps;
    bool published = room->table->status.value == STATUS_PUBLISHED;

    *out = question_of_rows(STR_NONE, steps->items[step].name.text, BETTER_MORE);
    out->alone = true;
    if (published) {
        out->form = GAP_EVENTS_OF;
        out->by_period = room->period != COLUMN_NONE;
        out->events = column_of(room->source, steps->items[step].column.text);
        out->out_of = column_of(room->source, steps->items[step > 0 ? step - 1 : 0].column.text);
        return done();
    }
    if (step > 0) {
        out->also_left_out = STR("the steps before, not all of which they reached");
    }
    TRY(step_condition(auditing->context, &steps->items[step], &out->condition));
    for (size_t i = 0; i < step; i++) {
        Str reached;

        TRY(step_condition(auditing->context, &steps->items[i], &reached));
        TRY(both_conditions(auditing->context, out->among, reached, &out->among));
    }
    return done();
}

static Status steps_note(Auditing *auditing, const Room *room, StrSpan *notes)
{
    if (room->table->status.value == STATUS_PUBLISHED) {
        return done();
    }
    notes->items = TAKE(auditing->context, Str, 1);
    if (notes->items == NULL) {
        return fail_memory(auditing->context);
    }
    notes->items[notes->count++] = phrase_plain(PHRASE_NOTE_STEPS);
    return done();
}

/* One finding for each grouping, of all steps that somebody reached; `answered` is by step, then by
   grouping. */
static Status add_pathway(Auditing *auditing, const Room *room, const StudyPathway *pathway,
                          size_t grouping, const Answered *answered)
{
    const StudySteps *steps = &pathway->steps;
    const StudyMargin *matters = &auditing->study->matters;
    AuditFinding finding = {.check = CHECK_PATHWAY,
                            .subject = pathway->name.text,
                            .better = BETTER_MORE,
                            .unit = SHOWN_PER_100,
                            .matters = study_margin(matters)};

    TRY(steps_note(auditing, room, &finding.notes));
    finding.parts = TAKE(auditing->context, AuditPart, steps->count);
    if (finding.parts == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t s = 0; s < steps->count; s++) {
        Answered step = answered[s * room->grouping_count + grouping];

        if (step.answer == NO_ANSWER) {
            break;
        }
        step = step.count > 1 ? last_period(auditing, step) : step;
        finding.parts[finding.part_count++] =
            (AuditPart){.label = steps->items[s].name.text,
                        .of = s > 0 ? steps->items[s - 1].name.text : STR_NONE,
                        .answer = step.answer,
                        .table = step.first};
    }
    return finding.part_count < 2
               ? done()
               : audit_add_finding(auditing, room, &room->groupings[grouping], &finding);
}

/* ---- rows that do not follow the steps ---- */

static Status either_condition(Context *context, Str a, Str b, Str *out)
{
    if (a.length == 0) {
        *out = b;
        return done();
    }
    return text_of(context, out, "%.*s or (%.*s)", STR_ARGS(a), STR_ARGS(b));
}

/* The one column that a condition reads; empty: several. */
static Str only_column(const Expression *expression)
{
    Str only = STR_NONE;

    if (expression->kind == EXPRESSION_COLUMN) {
        return expression->text;
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        Str column = only_column(expression->parts[i]);

        if (column.length == 0 && expression->parts[i]->kind == EXPRESSION_LITERAL) {
            continue;
        }
        if (column.length == 0 || (only.length > 0 && !str_equal(only, column))) {
            return STR_NONE;
        }
        only = column;
    }
    return only;
}

/* Not reached, as far as can be told: of a test of several columns a blank in one tells nothing. */
static Status not_reached(Context *context, const StudyStep *step, Str *out)
{
    Str column = STR_NONE;
    Str known;

    TRY(step_condition(context, step, out));
    if (step->test.source.text.length > 0) {
        column = only_column(step->test.expression);
    }
    if (column.length == 0) {
        return text_of(context, out, "not (%.*s)", STR_ARGS(*out));
    }
    TRY(known_column(context, column, &known));
    return text_of(context, out, "not (%.*s) or not %.*s", STR_ARGS(*out), STR_ARGS(known));
}

/* A later step without an earlier one is somewhere a step without the one before it. Such rows are
   left out of every step after the gap. */
static Status find_skipped(Auditing *auditing, const Room *room, const StudyPathway *pathway)
{
    RowQuestion asked = {.like = {.check = CHECK_ROWS_LOST}, .once_if_few = true};
    Context *context = auditing->context;
    Str skipped = STR_NONE;
    Str subject;

    for (size_t i = 1; i < pathway->steps.count; i++) {
        Str reached;
        Str before;

        TRY(step_condition(context, &pathway->steps.items[i], &reached));
        TRY(not_reached(context, &pathway->steps.items[i - 1], &before));
        TRY(both_conditions(context, reached, before, &reached));
        TRY(either_condition(context, skipped, reached, &skipped));
    }
    TRY(around_name(context, "a later step of ", pathway->name.text, " without an earlier one",
                    &subject));
    asked.question = question_of_rows(skipped, subject, BETTER_LESS);
    asked.question.alone = true;
    asked.question.unknown_is_no = true;
    return add_row_findings(auditing, room, &asked);
}

/* Beside what is wrong with the cells of a step: only here are they read as dates. */
static void offer_test(Context *context, const StudyPathway *pathway)
{
    Str name = str_show(context->arena, pathway->name.text, 80);

    note_error(context, FAIL_INPUT, pathway->place,
               "a step of pathway '%.*s' that is a column's name is reached on a date; write a "
               "step that has none, only Y and N perhaps, as a test: attended: seen = 'Y'",
               STR_ARGS(name));
}

/* Rows are counted as on the path whatever the order of their dates: that is told beside it. */
static Status find_backwards(Auditing *auditing, const Room *room, const StudyPathway *pathway)
{
    const StudySteps *steps = &pathway->steps;
    RowQuestion asked = {.like = {.check = CHECK_COMPLETENESS}, .once_if_few = true};
    Context *context = auditing->context;
    Str backwards = STR_NONE;
    Status found;
    Str subject;

    for (size_t i = 1; i < steps->count; i++) {
        for (size_t earlier = 0; earlier < i; earlier++) {
            Str pair;

            if (steps->items[i].column.text.length > 0 &&
                steps->items[earlier].column.text.length > 0) {
                TRY(out_of_order(context, steps->items[earlier].column.text,
                                 steps->items[i].column.text, &pair));
                TRY(either_condition(context, backwards, pair, &backwards));
            }
        }
    }
    if (backwards.length == 0) {
        return done();
    }
    TRY(text_of(context, &backwards, "not (%.*s)", STR_ARGS(backwards)));
    TRY(around_name(context, "", pathway->name.text, " with its dates in order", &subject));
    asked.question = question_of_rows(backwards, subject, BETTER_MORE);
    asked.question.alone = true;
    found = add_row_findings(auditing, room, &asked);
    if (found.kind == FAIL_INPUT) {
        offer_test(context, pathway);
    }
    return found;
}

static Status find_off_path(Auditing *auditing, const Room *room, const StudyPathway *pathway)
{
    if (room->table->status.value == STATUS_PUBLISHED || room->table->spread.place.line > 0) {
        return done();
    }
    TRY(find_skipped(auditing, room, pathway));
    return find_backwards(auditing, room, pathway);
}

static Status check_pathway(Auditing *auditing, const StudyPathway *pathway)
{
    const Room *room = &auditing->rooms[pathway->table];
    size_t steps = pathway->steps.count;
    Answered *answered = TAKE(auditing->context, Answered, steps * room->grouping_count);

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    if (room->surveyed) {
        TRY(audit_note_unseen(auditing,
                              PHRASE(auditing->context->arena, PHRASE_UNSEEN_PATH_OF,
                                     {SLOT_LABEL, pathway->name.text}),
                              phrase_plain(PHRASE_NEEDED_PATH_SURVEY)));
        return find_off_path(auditing, room, pathway);
    }
    for (size_t s = 0; s < steps; s++) {
        Question question;

        TRY(step_question(auditing, room, pathway, s, &question));
        TRY(ask(auditing, room, &question, &answered[s * room->grouping_count]));
    }
    for (size_t g = 0; g < room->grouping_count; g++) {
        TRY(add_pathway(auditing, room, pathway, g, answered));
    }
    return find_off_path(auditing, room, pathway);
}

Status check_pathways(Auditing *auditing)
{
    const StudyPathways *pathways = &auditing->study->pathways;

    for (size_t i = 0; i < pathways->count; i++) {
        TRY(check_stop(auditing->context));
        if (pathways->items[i].table != STUDY_NO_TABLE &&
            auditing->rooms[pathways->items[i].table].source != NULL) {
            TRY(check_pathway(auditing, &pathways->items[i]));
        }
    }
    return done();
}
