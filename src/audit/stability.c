/* One person, several codes: of people who have a group's code written down twice or more, how many
   carry codes that disagree, by the code they have most often. */
#include "audit/audit_internal.h"

#include "catalogue/code_list.h"
#include "catalogue/phrase.h"

#define CODES_LEAST 2

/* The codes of one way of grouping, while people are counted. */
typedef struct Codes {
    const Grouping *grouping;
    const RowTable *rows; /* dimension 0 is the grouping, 1 blank where it is not recorded */
    const bool *recorded; /* by level of dimension 1 */
    const uint32_t *rank; /* by level of dimension 0: which goes first of equally frequent ones */
    size_t *first;        /* of each person, and one more: where the rows begin in `sorted` */
    size_t *sorted;       /* rows, persons together */
    Cell *cells;          /* by level of dimension 0 */
    size_t asked;         /* persons with two codes or more */
} Codes;

/* ---- what a person carries ---- */

static bool row_is_recorded(const Codes *codes, size_t row)
{
    return codes->recorded[codes->rows->levels[1][row]];
}

/* How many of the person's rows have the level. */
static size_t count_level(const Codes *codes, uint32_t person, uint32_t level)
{
    size_t count = 0;

    for (size_t i = codes->first[person]; i < codes->first[person + 1]; i++) {
        count += codes->rows->levels[0][codes->sorted[i]] == level;
    }
    return count;
}

/* What is recorded goes before what is not, then the more frequent, then the order of labels. */
static uint32_t most_frequent(const Codes *codes, uint32_t person)
{
    uint32_t best = UINT32_MAX;
    size_t most = 0;
    bool recorded = false;

    for (size_t i = codes->first[person]; i < codes->first[person + 1]; i++) {
        size_t row = codes->sorted[i];
        uint32_t level = codes->rows->levels[0][row];
        bool own = row_is_recorded(codes, row);
        size_t count = count_level(codes, person, level);
        bool earlier = best == UINT32_MAX || codes->rank[level] < codes->rank[best];

        if (own != recorded ? own : count > most || (count == most && earlier)) {
            best = level;
            most = count;
            recorded = own;
        }
    }
    return best;
}

/* A person of one row has nothing that could disagree, and is not asked about; one who has several
   and fewer than two codes among them is counted as not known. */
static void add_person(Codes *codes, uint32_t person)
{
    size_t rows = codes->first[person + 1] - codes->first[person];
    size_t known = 0;
    uint32_t level;
    Cell *cell;

    if (rows < CODES_LEAST) {
        return;
    }
    level = most_frequent(codes, person);
    cell = &codes->cells[level];
    for (size_t i = codes->first[person]; i < codes->first[person + 1]; i++) {
        known += row_is_recorded(codes, codes->sorted[i]);
    }
    cell->rows++;
    if (known < CODES_LEAST) {
        cell->unknown++;
        return;
    }
    cell->people++;
    cell->people_most++;
    cell->events += count_level(codes, person, level) < known;
    cell->events_most = cell->events;
    codes->asked++;
}

/* ---- the order of rows and labels ---- */

/* Rows of one person together, persons by number. */
static Status sort_rows(Context *context, Codes *codes)
{
    const RowTable *rows = codes->rows;
    size_t *next = TAKE(context, size_t, (size_t)rows->person_count + 1);

    codes->first = TAKE(context, size_t, (size_t)rows->person_count + 1);
    codes->sorted = TAKE(context, size_t, rows->count);
    if (next == NULL || codes->first == NULL || codes->sorted == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        codes->first[rows->person[row] + 1]++;
    }
    for (uint32_t person = 0; person < rows->person_count; person++) {
        codes->first[person + 1] += codes->first[person];
        next[person] = codes->first[person];
    }
    for (size_t row = 0; row < rows->count; row++) {
        codes->sorted[next[rows->person[row]]++] = row;
    }
    return done();
}

/* The study's own order first, then that of the labels. */
static Status rank_levels(Context *context, Codes *codes)
{
    StrSpan levels = codes->rows->dimensions[0].levels;
    StrSpan order = codes->grouping->order_list;
    uint32_t *rank = TAKE(context, uint32_t, levels.count);

    if (rank == NULL) {
        return fail_memory(context);
    }
    for (size_t l = 0; l < levels.count; l++) {
        rank[l] = (uint32_t)(order.count + l);
        for (size_t i = 0; i < order.count; i++) {
            rank[l] = str_equal(levels.items[l], order.items[i]) ? (uint32_t)i : rank[l];
        }
    }
    codes->rank = rank;
    return done();
}

static Status mark_recorded(Context *context, Codes *codes)
{
    StrSpan levels = codes->rows->dimensions[1].levels;
    bool *recorded = TAKE(context, bool, levels.count);

    if (recorded == NULL) {
        return fail_memory(context);
    }
    for (size_t l = 0; l < levels.count; l++) {
        recorded[l] = derived_label_is_recorded(levels.items[l], (StrSpan){NULL, 0});
    }
    codes->recorded = recorded;
    return done();
}

static Status count_people(Context *context, Codes *codes)
{
    codes->cells = TAKE(context, Cell, codes->rows->dimensions[0].levels.count);
    if (codes->cells == NULL) {
        return fail_memory(context);
    }
    TRY(rank_levels(context, codes));
    TRY(mark_recorded(context, codes));
    TRY(sort_rows(context, codes));
    for (uint32_t person = 0; person < codes->rows->person_count; person++) {
        add_person(codes, person);
    }
    return done();
}

/* ---- the finding ---- */

static Status make_tally(Context *context, const Codes *codes, Tally *out)
{
    const Dimension *dimension = &codes->rows->dimensions[0];
    Str name = dimension->name;
    StrSpan names = {&name, 1};
    TallyBuilder *builder;

    TRY(tally_builder_new(context, names, &builder));
    for (size_t l = 0; l < dimension->levels.count; l++) {
        if (codes->cells[l].rows > 0) {
            TRY(tally_builder_add(context, builder, &dimension->levels.items[l], &codes->cells[l]));
        }
    }
    return tally_builder_finish(context, builder, out);
}

/* "Any other Black background", "Other ethnic group": rows of a list that gather who fits none. */
static bool is_other(Str label)
{
    return str_starts_with(label, STR("Any other ")) || str_starts_with(label, STR("Other "));
}

/* Which rows of the table say how many end in "other", where the group's list of codes has such. */
static Status note_other(Auditing *auditing, const Codes *codes, const FindingTable *table,
                         StrSpan *notes)
{
    Text names = text_new(auditing->context->arena);
    size_t count = 0;
    Str named;

    for (size_t g = 0; g < table->group_count; g++) {
        if (is_other(table->groups[g].level)) {
            text_add(&names, count++ == 0 ? STR_NONE : phrase_plain(PHRASE_NOTE_NEXT_GROUP));
            text_add_shown(&names, table->groups[g].level, 60);
        }
    }
    if (count == 0 || code_list_find(codes->grouping->group->codes.text) == NULL) {
        return done();
    }
    TRY(text_finish(auditing->context, &names, &named));
    notes->items[notes->count++] =
        PHRASE(auditing->context->arena, PHRASE_NOTE_OTHER_CODES,
               {SLOT_COUNT, phrase_count(auditing->context->arena, count)}, {SLOT_GROUPS, named});
    return notes->items[notes->count - 1].length > 0 ? done() : fail_memory(auditing->context);
}

static Status add_notes(Auditing *auditing, const Codes *codes, const FindingTable *table,
                        StrSpan *notes)
{
    notes->items = TAKE(auditing->context, Str, 3);
    if (notes->items == NULL) {
        return fail_memory(auditing->context);
    }
    notes->items[0] = phrase_plain(PHRASE_NOTE_ONE_CODE);
    notes->items[1] = phrase_plain(PHRASE_NOTE_CODES_NOT_RECORDED);
    notes->count = 2;
    return note_other(auditing, codes, table, notes);
}

static Status add_finding(Auditing *auditing, const Room *room, const Grouping *grouping,
                          const Codes *codes)
{
    Context *context = auditing->context;
    int64_t rows_read = auditing->audit->data[room->index].rows_set.counts.rows;
    AuditFinding finding = {.check = CHECK_STABILITY,
                            .subject = grouping->group->name.text,
                            .topic = grouping->topic,
                            .among = grouping->group->name.text,
                            .among_kind = AMONG_CODES,
                            .row = STR("person"),
                            .better = BETTER_LESS,
                            .unit = SHOWN_PER_100,
                            .matters = study_margin(&auditing->study->matters)};
    Answered own = {.count = 1};
    GapDimension dimension;
    GapQuestion gap = {.form = GAP_SHARE,
                       .of_study = true,
                       .data = room->table->name.text,
                       .outcome = grouping->group->name.text,
                       .better = BETTER_LESS,
                       .rows_read = rows_read,
                       .rows_kept = (int64_t)codes->rows->count,
                       .dimensions = &dimension,
                       .dimension_count = 1};
    Findings *findings;
    Tally tally;

    TRY(make_tally(context, codes, &tally));
    TRY(grouping_dimension(context, grouping, &tally, NULL, &dimension));
    TRY(check_gap(context, &gap, &findings));
    findings->finer = grouping->sensitive;
    TRY(audit_add_answer(auditing, findings, &own.answer));
    TRY(add_notes(auditing, codes, &findings->tables[0], &finding.notes));
    TRY(audit_parts(auditing, &own, &finding));
    return audit_add_finding(auditing, room, grouping, &finding);
}

/* ---- what is asked ---- */

/* What is true of a person for long: another code says that one of them is wrong. Age, address, the
   place of care and what else a study groups by may be another at every visit. */
static bool should_stay(const Grouping *grouping)
{
    return !grouping->combination &&
           (str_equal(grouping->about, STR("ethnicity")) ||
            str_equal(grouping->about, STR("sex")) || grouping->sensitive);
}

static Status check_grouping(Auditing *auditing, const Room *room, const Grouping *grouping,
                             bool *asked)
{
    Codes codes = {.grouping = grouping};
    const Tally *tally;
    RowTable rows;

    TRY(ask_crossed(auditing, room, grouping, grouping->recorded, &rows, &tally));
    if (rows.count == 0 || rows.person == NULL) {
        return done();
    }
    codes.rows = &rows;
    TRY(count_people(auditing->context, &codes));
    if (codes.asked == 0) {
        return done();
    }
    *asked = true;
    return add_finding(auditing, room, grouping, &codes);
}

/* A row that stands for many people is no one person's. */
static bool can_be_asked(const Room *room)
{
    return room->source != NULL && room->person != COLUMN_NONE && room->count == COLUMN_NONE &&
           room->table->status.value != STATUS_PUBLISHED;
}

Status check_stability(Auditing *auditing)
{
    bool asked = false;

    for (size_t i = 0; i < auditing->study->tables.count; i++) {
        const Room *room = &auditing->rooms[i];

        TRY(check_stop(auditing->context));
        for (size_t g = 0; can_be_asked(room) && g < room->grouping_count; g++) {
            if (should_stay(&room->groupings[g])) {
                TRY(check_grouping(auditing, room, &room->groupings[g], &asked));
            }
        }
    }
    return asked ? done()
                 : audit_note_unseen(auditing, phrase_plain(PHRASE_UNSEEN_CODES),
                                     phrase_plain(PHRASE_NEEDED_CODES));
}
