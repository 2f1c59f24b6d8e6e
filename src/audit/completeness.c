/* What is written down, by group: of outcomes, and of the groups themselves. */
#include "audit/audit_internal.h"

#include "catalogue/phrase.h"

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

static Status outcome_known(Context *context, const StudyOutcome *outcome, Str *condition)
{
    Str mistaken;

    *condition = STR_NONE;
    switch (outcome->form) {
    case OUTCOME_IS:
        return add_known(context, outcome->is.expression, condition);
    case OUTCOME_FROM_TO:
        TRY(known_column(context, outcome->from.text, condition));
        TRY(out_of_order(context, outcome->from.text, outcome->to.text, &mistaken));
        return text_of(context, condition, "%.*s and not (%.*s)", STR_ARGS(*condition),
                       STR_ARGS(mistaken));
    case OUTCOME_AMOUNT:
        return known_column(context, outcome->amount.text, condition);
    case OUTCOME_EVENTS:
    case OUTCOME_ESTIMATE:
        break;
    }
    return done();
}

/* ---- questions ---- */

/* Columns that an expression reads, at most as many as there is room for. */
static void add_columns(const Source *source, const Expression *expression, uint32_t *columns,
                        size_t *count)
{
    if (expression->kind == EXPRESSION_COLUMN) {
        columns[*count] = column_of(source, expression->text);
        *count += 1;
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        add_columns(source, expression->parts[i], columns, count);
    }
}

static size_t count_columns(const Expression *expression)
{
    size_t count = expression->kind == EXPRESSION_COLUMN ? 1 : 0;

    for (size_t i = 0; i < expression->part_count; i++) {
        count += count_columns(expression->parts[i]);
    }
    return count;
}

/* The columns whose being written down is asked. */
static Status outcome_columns(Context *context, const Room *room, const StudyOutcome *outcome,
                              ColumnSpan *out)
{
    const Expression *is = outcome->form == OUTCOME_IS ? outcome->is.expression : NULL;
    uint32_t *columns = TAKE(context, uint32_t, 3 + (is == NULL ? 0 : count_columns(is)));
    size_t count = 0;

    if (columns == NULL) {
        return fail_memory(context);
    }
    columns[count++] = column_of(room->source, outcome->from.text);
    columns[count++] = column_of(room->source, outcome->to.text);
    columns[count++] = column_of(room->source, outcome->amount.text);
    if (is != NULL) {
        add_columns(room->source, is, columns, &count);
    }
    *out = (ColumnSpan){columns, count};
    return done();
}

/* Another way of grouping the same rows; by itself a group tells nothing of who lacks it. */
static bool has_other_grouping(const Room *room, const Grouping *own)
{
    for (size_t g = 0; g < room->grouping_count; g++) {
        if (!room->groupings[g].combination && room->groupings[g].group != own->group) {
            return true;
        }
    }
    return false;
}

static Status note_not_asked(Auditing *auditing, const Grouping *grouping)
{
    /* the name of a sensitive one would stand in the public view */
    Str what = grouping->sensitive ? phrase_plain(PHRASE_UNSEEN_WRITTEN_SENSITIVE)
                                   : PHRASE(auditing->context->arena, PHRASE_UNSEEN_WRITTEN,
                                            {SLOT_LABEL, grouping->group->name.text});

    return audit_note_unseen(auditing, what,
                             phrase_plain(grouping->where.length > 0 ? PHRASE_NEEDED_WRITTEN_WHERE
                                                                     : PHRASE_NEEDED_WRITTEN));
}

/* Where (nearly) all is recorded one finding says so; where not, each grouping has its own. */
static Status complete_group(Auditing *auditing, const Room *room, size_t g)
{
    const Grouping *grouping = &room->groupings[g];
    const ColumnSpan columns = {&grouping->recorded, 1};
    RowQuestion asked = {.like = {.check = CHECK_COMPLETENESS, .topic = grouping->topic},
                         .but = grouping->group,
                         .once_if_few = true};
    Str condition;

    if (grouping->where.length > 0 || !has_other_grouping(room, grouping)) {
        return note_not_asked(auditing, grouping);
    }
    TRY(known_column(auditing->context, room->source->columns.items[grouping->recorded],
                     &condition));
    asked.question = question_of_rows(condition, grouping->group->name.text, BETTER_MORE);
    asked.question.alone = true;
    asked.question.but = g;
    TRY(among_found(auditing, room, &columns, &asked.question, &asked.like.found_in));
    return add_row_findings(auditing, room, &asked);
}

static Status complete_groups(Auditing *auditing, const Room *room)
{
    for (size_t g = 0; g < room->grouping_count; g++) {
        if (!room->groupings[g].combination && !is_another_detail(room, g)) {
            TRY(complete_group(auditing, room, g));
        }
    }
    return done();
}

static Status complete_outcome(Auditing *auditing, const Room *room, const StudyOutcome *outcome)
{
    RowQuestion asked = {
        .like = {.check = CHECK_COMPLETENESS, .of_dates = outcome->form == OUTCOME_FROM_TO},
        .once_if_few = true};
    ColumnSpan columns;
    Str condition;

    TRY(outcome_known(auditing->context, outcome, &condition));
    if (condition.length == 0) {
        return done();
    }
    asked.question = question_of_rows(condition, outcome->name.text, BETTER_MORE);
    asked.question.alone = true;
    asked.question.among = outcome->among.source.text;
    asked.question.conditioned = asked.question.among.length > 0;
    name_among(auditing->study, outcome, &asked.like);
    TRY(outcome_columns(auditing->context, room, outcome, &columns));
    TRY(among_found(auditing, room, &columns, &asked.question, &asked.like.found_in));
    return add_row_findings(auditing, room, &asked);
}

static Status complete_outcomes(Auditing *auditing, const Room *room)
{
    const StudyOutcomes *outcomes = &auditing->study->outcomes;

    for (size_t i = 0; i < outcomes->count; i++) {
        if (outcomes->items[i].table == room->index) {
            TRY(complete_outcome(auditing, room, &outcomes->items[i]));
        }
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
