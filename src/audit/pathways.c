/* Where people leave the path: of those who reached one step, who reached the next. */
#include "audit/audit_internal.h"

#include <math.h>

static Status step_condition(Context *context, const StudyStep *step, Str *out)
{
    if (step->test.source.text.length > 0) {
        *out = step->test.source.text;
        return done();
    }
    TRY(in_brackets(context, step->column.text, out));
    return text_of(context, out, "known(%.*s)", STR_ARGS(*out));
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
    TRY(step_condition(auditing->context, &steps->items[step], &out->condition));
    for (size_t i = 0; i < step; i++) {
        Str reached;

        TRY(step_condition(auditing->context, &steps->items[i], &reached));
        TRY(both_conditions(auditing->context, out->among, reached, &out->among));
    }
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

static Status check_pathway(Auditing *auditing, const StudyPathway *pathway)
{
    const Room *room = &auditing->rooms[pathway->table];
    size_t steps = pathway->steps.count;
    Answered *answered = TAKE(auditing->context, Answered, steps * room->grouping_count);

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t s = 0; s < steps; s++) {
        Question question;

        TRY(step_question(auditing, room, pathway, s, &question));
        TRY(ask(auditing, room, &question, &answered[s * room->grouping_count]));
    }
    for (size_t g = 0; g < room->grouping_count; g++) {
        TRY(add_pathway(auditing, room, pathway, g, answered));
    }
    return done();
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
