/* How well what a score is made from tells who is in which group: of pairs of one person of a group
   and one of everyone else, in how many the first has the higher value. Of rows that are each a
   person. */
#include "audit/score_seen.h"
#include "catalogue/phrase.h"
#include "check/pairs.h"

#include <math.h>

/* What is compared: one column of a score, or the score itself, by one grouping. */
typedef struct Proxy {
    const StudyScore *score;
    const Room *room;
    Str column;
    bool itself; /* it is the score's own */
    size_t grouping;
    const FindingTable *counted; /* all rows by the grouping */
    const Dimension *levels;
    const PairValues *values;
    double confidence;
} Proxy;

/* ---- the table ---- */

static Quantity open(QuantityKind kind, uint32_t set, Str reason)
{
    Quantity quantity = quantity_new(kind, METHOD_NONE, set, SET_NONE);

    quantity.undefined = reason;
    quantity.open_reason = true;
    return quantity;
}

/* Rows that carry this label; the number of labels for none. */
static uint32_t level_of(const Dimension *dimension, Str label)
{
    const StrSpan *levels = &dimension->levels;
    uint32_t level = 0;

    while (level < levels->count && !str_equal(levels->items[level], label)) {
        level++;
    }
    return level;
}

/* Sets: the groups, then everyone else of each, everyone, and those without a value. */
static void fill_group(const Proxy *proxy, size_t index, FindingTable *out)
{
    const FindingGroup *like = &proxy->counted->groups[index];
    size_t g = out->group_count;
    int64_t members = pairs_mark(proxy->values, level_of(proxy->levels, like->level));
    int64_t all = (int64_t)proxy->values->count;
    uint32_t own = (uint32_t)g;
    uint32_t others = (uint32_t)(proxy->counted->group_count + g);
    FindingGroup *group = &out->groups[g];

    if (members == 0) {
        return;
    }
    out->group_count++;
    out->sets[own] = counted_set(SET_MEMBERS, g, members, members);
    out->sets[others] = counted_set(SET_MEMBERS, g, all - members, all - members);
    *group = (FindingGroup){.level = like->level, .recorded = like->recorded};
    group->people = quantity_new(QUANTITY_PEOPLE, METHOD_NONE, own, SET_NONE);
    group->people.exact.estimate = (double)members;
    group->total = group->people;
    group->ratio = open(QUANTITY_RATIO, own, STR("pairs are compared with one half"));
    check_pairs(proxy->values, own, others, proxy->confidence, group);
}

static Status add_note(Context *context, uint32_t missing, FindingTable *out)
{
    FindingNote *note = TAKE(context, FindingNote, 1);
    Quantity *quantity = TAKE(context, Quantity, 1);

    if (note == NULL || quantity == NULL) {
        return fail_memory(context);
    }
    *quantity = quantity_new(QUANTITY_PEOPLE, METHOD_NONE, missing, SET_NONE);
    quantity->exact.estimate = (double)out->sets[missing].counts.people;
    *note = (FindingNote){
        .text = STR("{0} rows are left out, since no value is written down; equal values count as "
                    "one half"),
        .quantities = quantity,
        .quantity_count = 1};
    out->notes = (FindingNotes){.items = note, .count = 1, .capacity = 1};
    return done();
}

static Status make_table(Context *context, const Proxy *proxy, FindingTable *out)
{
    const FindingTable *counted = proxy->counted;
    size_t everyone = 2 * counted->group_count;
    int64_t all = (int64_t)proxy->values->count;
    int64_t missing = (int64_t)proxy->values->missing;

    *out = (FindingTable){.dimension = counted->dimension,
                          .said = counted->said,
                          .compared_with = STR("everyone else"),
                          .sets = TAKE(context, CellSet, everyone + 2),
                          .set_count = everyone + 2,
                          .groups = TAKE(context, FindingGroup, counted->group_count)};
    if (out->sets == NULL || out->groups == NULL) {
        return fail_memory(context);
    }
    for (size_t g = 0; g < everyone; g++) {
        out->sets[g] = counted_set(SET_MEMBERS, 0, 0, 0);
    }
    for (size_t g = 0; g < counted->group_count; g++) {
        fill_group(proxy, g, out);
    }
    out->sets[everyone] = counted_set(SET_EVERYONE, 0, all, all);
    out->sets[everyone + 1] = counted_set(SET_UNKNOWN_OUTCOME, 0, missing, missing);
    out->overall = open(QUANTITY_PAIRS, (uint32_t)everyone, STR("pairs are of two groups"));
    return missing > 0 ? add_note(context, (uint32_t)(everyone + 1), out) : done();
}

/* ---- findings ---- */

static Status add_proxy(Auditing *auditing, const Proxy *proxy, const ScoreRows *rows,
                        const Answered *counted)
{
    Findings *findings = TAKE(auditing->context, Findings, 1);
    Answered own = {.count = 1};
    AuditFinding finding = {.check = CHECK_PROXIES,
                            .subject = proxy->itself ? proxy->score->name.text : proxy->column,
                            .better = BETTER_NEITHER,
                            .unit = SHOWN_PER_100,
                            .matters = study_margin(&auditing->study->matters)};

    if (findings == NULL) {
        return fail_memory(auditing->context);
    }
    *findings = *auditing->audit->answers[counted->answer];
    findings->repeats = false; /* each row is another person, as was seen before */
    findings->finer |= rows->finer;
    findings->better = BETTER_NEITHER;
    findings->tables = TAKE(auditing->context, FindingTable, 1);
    if (findings->tables == NULL) {
        return fail_memory(auditing->context);
    }
    findings->table_count = 1;
    TRY(make_table(auditing->context, proxy, findings->tables));
    if (findings->tables->group_count < 2) {
        return done(); /* one group alone is no pair */
    }
    TRY(audit_add_answer(auditing, findings, &own.answer));
    TRY(audit_parts(auditing, &own, &finding));
    finding.parts[0].label = proxy->itself ? STR_NONE : proxy->score->name.text;
    return audit_add_finding(auditing, proxy->room, &proxy->room->groupings[proxy->grouping],
                             &finding);
}

/* False, and a mistake where the rows are everybody's: nothing could come of these. */
static bool tells_apart(Context *context, const ScoreRows *rows, const StudyText *column)
{
    Seen seen = score_look_at(&rows->rows);
    Str name = str_show(context->arena, column->text, 60);

    if (seen.known > 0 && seen.lowest < seen.highest) {
        return true;
    }
    if (rows->everybody && seen.known == 0) {
        note_error(context, FAIL_INPUT, column->place,
                   "no row has a value of '%.*s'; name a column that is filled in", STR_ARGS(name));
    } else if (rows->everybody) {
        note_error(context, FAIL_INPUT, column->place,
                   "'%.*s' is the same for everybody, and tells nobody apart; leave it out of "
                   "'made_from'",
                   STR_ARGS(name));
    }
    return false;
}

/* One score while it is asked. */
typedef struct Asking {
    Auditing *auditing;
    const StudyScore *score;
    const Room *room;
    Answered *counted; /* all rows, by grouping */
    PairValues values; /* of one column by one grouping, then of the next */
    bool repeats;      /* some person has several rows: nothing is asked */
} Asking;

static Status add_groupings(Asking *asking, const StudyText *column, const ScoreRows *rows)
{
    Auditing *auditing = asking->auditing;

    for (size_t i = 0; i < rows->count; i++) {
        size_t dimension = score_dimension_of(asking->room, rows, i);
        Proxy proxy = {.score = asking->score,
                       .room = asking->room,
                       .column = column->text,
                       .itself = column == &asking->score->column,
                       .grouping = rows->groupings[i],
                       .levels = &rows->rows.dimensions[dimension],
                       .values = &asking->values,
                       .confidence = auditing->audit->confidence};
        const Answered *counted = &asking->counted[proxy.grouping];

        if (counted->answer == NO_ANSWER || is_another_detail(asking->room, proxy.grouping)) {
            continue;
        }
        proxy.counted = answered_table(auditing, counted);
        TRY(pairs_sort(auditing->context, &rows->rows, dimension, &asking->values));
        TRY(add_proxy(auditing, &proxy, rows, counted));
    }
    return done();
}

/* One finding for each grouping. */
static Status add_column(Asking *asking, const StudyText *column)
{
    Auditing *auditing = asking->auditing;
    const Room *room = asking->room;
    ScoreAsked asked = {
        .question = question_of_rows(room->everyone, asking->score->name.text, BETTER_NOT_SAID),
        .column = column_of(room->source, column->text),
        .need = COLUMN_NONE};
    ScoreRows *rows = TAKE(auditing->context, ScoreRows, room->grouping_count);
    size_t count;

    if (rows == NULL) {
        return fail_memory(auditing->context);
    }
    asked.question.alone = true;
    TRY(ask_score(auditing, room, &asked, rows, &count));
    for (size_t r = 0; r < count && !asking->repeats; r++) {
        TRY(score_repeats_people(auditing->context, &rows[r].rows, &asking->repeats));
        if (!asking->repeats && tells_apart(auditing->context, &rows[r], column)) {
            TRY(add_groupings(asking, column, &rows[r]));
        }
    }
    return done();
}

static Status note_unseen(Auditing *auditing, const StudyScore *score, bool together, Str needed)
{
    return audit_note_unseen(
        auditing,
        PHRASE(auditing->context->arena,
               together ? PHRASE_UNSEEN_PROXIES_TOGETHER : PHRASE_UNSEEN_PROXIES,
               {SLOT_LABEL, score->name.text}),
        needed);
}

static Status ask_one(Auditing *auditing, const StudyScore *score)
{
    const Room *room = &auditing->rooms[score->table];
    Question everyone = question_of_rows(room->everyone, STR("everyone"), BETTER_NOT_SAID);
    Asking asking = {.auditing = auditing,
                     .score = score,
                     .room = room,
                     .counted = TAKE(auditing->context, Answered, room->grouping_count)};

    if (asking.counted == NULL) {
        return fail_memory(auditing->context);
    }
    if (score->made_from.count == 0) {
        return note_unseen(auditing, score, false, phrase_plain(PHRASE_NEEDED_MADE_FROM));
    }
    everyone.alone = true;
    TRY(ask(auditing, room, &everyone, asking.counted));
    TRY(add_column(&asking, &score->column));
    for (size_t i = 0; i < score->made_from.count && !asking.repeats; i++) {
        TRY(check_stop(auditing->context));
        TRY(add_column(&asking, &score->made_from.items[i]));
    }
    if (asking.repeats) {
        return note_unseen(auditing, score, false, phrase_plain(PHRASE_NEEDED_ONE_ROW));
    }
    return score->made_from.count < 2
               ? done()
               : note_unseen(auditing, score, true, phrase_plain(PHRASE_NEEDED_MODEL));
}

Status check_proxies(Auditing *auditing)
{
    const StudyScores *scores = &auditing->study->scores;
    size_t errors = auditing->context->error_count;

    for (size_t i = 0; i < scores->count; i++) {
        const StudyScore *score = &scores->items[i];

        /* of a survey, that scores are not asked is told with the score */
        if (score->table != STUDY_NO_TABLE && auditing->rooms[score->table].source != NULL &&
            !auditing->rooms[score->table].surveyed) {
            TRY(ask_one(auditing, score));
        }
    }
    return status_since(auditing->context, errors);
}
