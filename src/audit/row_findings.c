/* Findings about the rows themselves: what is written down, what is left out, by group. */
#include "audit/audit_internal.h"

/* So few rows of a kind make one finding, of the first way of grouping all rows: how many exactly,
   none or nine, is what protection hides, and the number of findings must not tell it either. */
#define FEW_ROWS 9

static bool are_few(const FindingTable *table, Better better)
{
    const Counts *counts = &table->sets[table->overall.one].counts;

    return (better == BETTER_LESS ? counts->events : counts->people - counts->events) <= FEW_ROWS;
}

/* The column is made, through others perhaps, of what this look-up's file has. */
static bool is_looked_up(Auditing *auditing, const Room *room, const bool *used, size_t look_up)
{
    const Source *other = auditing->tables[room->index].look_ups[look_up];

    for (size_t i = 0; i < room->source->columns.count; i++) {
        const Derived *derived = source_derived(room->source, (uint32_t)i);

        if (used[i] && derived != NULL && derived->kind == DERIVED_LOOK_UP &&
            derived->other == other) {
            return true;
        }
    }
    return false;
}

Status comes_from(Auditing *auditing, const Room *room, const ColumnSpan *columns, size_t look_up,
                  bool *out)
{
    bool *used = TAKE(auditing->context, bool, room->source->columns.count);

    if (used == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->items[i] != COLUMN_NONE) {
            used[columns->items[i]] = true;
        }
    }
    derived_mark_inputs(room->source, used);
    *out = is_looked_up(auditing, room, used, look_up);
    return done();
}

/* Who is not found lacks everything that the look-up tells: one thing, and no news of another. */
Status among_found(Auditing *auditing, const Room *room, const ColumnSpan *columns,
                   Question *question, Str *words)
{
    Context *context = auditing->context;

    for (size_t l = 0; l < room->table->look_ups.count; l++) {
        Str name = room->table->look_ups.items[l].name.text;
        Str found;
        bool comes;

        TRY(comes_from(auditing, room, columns, l, &comes));
        if (!comes) {
            continue;
        }
        TRY(in_brackets(context, room->source->columns.items[room->matched[l]], &found));
        TRY(text_of(context, &found, "%.*s >= 1", STR_ARGS(found)));
        TRY(both_conditions(context, question->among, found, &question->among));
        TRY(text_of(context, words, "%.*s%s%.*s", STR_ARGS(*words),
                    words->length > 0 ? " and " : "", STR_ARGS(name)));
        TRY(text_of(
            context, &question->also_left_out, "%.*s%s“%.*s”", STR_ARGS(question->also_left_out),
            question->also_left_out.length > 0 ? ", " : "not being found in ", STR_ARGS(name)));
    }
    return done();
}

Status add_row_findings(Auditing *auditing, const Room *room, const RowQuestion *asked)
{
    Answered *answered = TAKE(auditing->context, Answered, room->grouping_count);
    Question question = asked->question;
    bool last = false;

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    question.as_counted = true; /* of what was written down, not of a country */
    TRY(ask(auditing, room, &question, answered));
    for (size_t g = 0; g < room->grouping_count && !last; g++) {
        const Grouping *grouping = &room->groupings[g];
        AuditFinding finding = asked->like;

        if (answered[g].answer == NO_ANSWER || is_another_detail(room, g) ||
            grouping->group == asked->but || (asked->left_out != NULL && asked->left_out[g])) {
            continue;
        }
        finding.subject = asked->question.outcome;
        finding.better = asked->question.better;
        finding.unit = SHOWN_PER_100;
        finding.matters = study_margin(&auditing->study->matters);
        answered_table(auditing, &answered[g])->recorded_alone = true;
        last = asked->once_if_few && grouping->where.length == 0 &&
               are_few(answered_table(auditing, &answered[g]), finding.better);
        TRY(audit_parts(auditing, &answered[g], &finding));
        TRY(audit_add_finding(auditing, room, grouping, &finding));
    }
    return done();
}
