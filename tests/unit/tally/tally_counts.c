/* Tallies: the same bytes for every order, adding, rolling up, merging, limits. */
#include "tap.h"

#include "tally/tally.h"

#include <stdlib.h>

#define MEMORY ((size_t)1 << 28)

/* A small random table with labels that are to be trimmed, blank, and in natural order. */
#define RECORDS 400

typedef struct Record {
    Str labels[3];
    Cell cell;
} Record;

static const char *const FIRST[] = {"10", "9", " 9", "2 ", "", "White", " White", "white"};
static const char *const SECOND[] = {"2017-18", "2024-25", "NULL", "\xc2\xa0NULL"};
static const char *const THIRD[] = {"a\"b", "a\\b", "a\nb", "A", "b"};

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static void make_records(Record *records, uint64_t seed)
{
    for (size_t i = 0; i < RECORDS; i++) {
        int64_t people = (int64_t)(next_random(&seed) % 50);
        int64_t amount = (int64_t)(next_random(&seed) % 2000) - 1000;
        int64_t largest = amount < 0 ? -amount : amount;

        records[i].labels[0] = str_from(FIRST[next_random(&seed) % 8]);
        records[i].labels[1] = str_from(SECOND[next_random(&seed) % 4]);
        records[i].labels[2] = str_from(THIRD[next_random(&seed) % 5]);
        records[i].cell = (Cell){1, people, people + 3,      people / 2, people / 2 + 1,
                                 2, amount, amount * amount, largest,    largest / 2};
    }
}

static void shuffle(Record *records, uint64_t seed)
{
    for (size_t i = RECORDS - 1; i > 0; i--) {
        size_t other = (size_t)(next_random(&seed) % (i + 1));
        Record swap = records[i];

        records[i] = records[other];
        records[other] = swap;
    }
}

static bool build(Context *context, const Record *records, size_t from, size_t to, Tally *out)
{
    TallyBuilder *builder;
    Str names[] = {STR("group"), STR("period"), STR("kind")};

    if (failed(tally_builder_new(context, (StrSpan){names, 3}, &builder))) {
        return false;
    }
    for (size_t i = from; i < to; i++) {
        if (failed(tally_builder_add(context, builder, records[i].labels, &records[i].cell))) {
            return false;
        }
    }
    return !failed(tally_builder_finish(context, builder, out));
}

static Str written(Context *context, const Tally *tally)
{
    Text text = text_new(context->arena);

    tally_write(tally, &text);
    return text_str(&text);
}

static void test_order(Context *context)
{
    Record records[RECORDS];
    Tally tally;
    Tally other;
    bool same = true;

    make_records(records, 7);
    OK(build(context, records, 0, RECORDS, &tally), "a tally of 400 cells is built");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        shuffle(records, seed);
        same = same && build(context, records, 0, RECORDS, &other) &&
               str_equal(written(context, &tally), written(context, &other));
    }
    OK(same, "20 other orders of adding give the same bytes");
}

static void test_labels(Context *context)
{
    Record records[RECORDS];
    Tally tally;
    const char *want[] = {"", "2", "9", "10", "White", "white"};
    bool as_wanted;

    make_records(records, 7);
    as_wanted = build(context, records, 0, RECORDS, &tally) &&
                tally.dimensions[0].levels.count == sizeof want / sizeof want[0];
    for (size_t i = 0; as_wanted && i < sizeof want / sizeof want[0]; i++) {
        as_wanted = str_equal(tally.dimensions[0].levels.items[i], str_from(want[i]));
    }
    OK(as_wanted, "labels are trimmed, distinct and in natural order, 9 before 10");
    OK(tally.dimensions[1].levels.count == 3, "a no-break space before a label is not a new level");
}

/* Every cell of the tally against sums over the records, made here the slow way. */
static void test_direct_sums(Context *context)
{
    Record records[RECORDS];
    Tally tally;
    int64_t people = 0;
    bool right;
    size_t matched = 0;

    make_records(records, 11);
    right = build(context, records, 0, RECORDS, &tally);
    for (size_t c = 0; right && c < tally.cell_count; c++) {
        Cell want = {0};

        for (size_t i = 0; i < RECORDS; i++) {
            bool here = true;

            for (size_t d = 0; d < 3; d++) {
                here = here && str_equal(str_trim(records[i].labels[d]),
                                         tally.dimensions[d].levels.items[tally.keys[c * 3 + d]]);
            }
            if (here) {
                want.rows += records[i].cell.rows;
                want.people += records[i].cell.people;
                want.people_most += records[i].cell.people_most;
                want.events += records[i].cell.events;
                want.unknown += records[i].cell.unknown;
                want.sum += records[i].cell.sum;
                want.sum_of_squares += records[i].cell.sum_of_squares;
                want.largest =
                    records[i].cell.largest > want.largest ? records[i].cell.largest : want.largest;
                matched++;
            }
        }
        people += want.people;
        right = tally.cells[c].rows == want.rows && tally.cells[c].people == want.people &&
                tally.cells[c].people_most == want.people_most &&
                tally.cells[c].events == want.events && tally.cells[c].unknown == want.unknown &&
                tally.cells[c].sum == want.sum &&
                tally.cells[c].sum_of_squares == want.sum_of_squares &&
                tally.cells[c].largest == want.largest;
    }
    OK(right && matched == RECORDS && people > 0, "each cell is the sum of its records, no more");
}

static void test_roll_up(Context *context)
{
    Record records[RECORDS];
    Tally tally;
    Tally rolled;
    Tally direct;
    Tally total;
    TallyBuilder *builder;
    Str names[] = {STR("kind"), STR("group")};
    uint32_t keep[] = {2, 0};
    bool built;
    int64_t rows = 0;

    make_records(records, 13);
    built = build(context, records, 0, RECORDS, &tally) &&
            !failed(tally_roll_up(context, &tally, keep, 2, &rolled)) &&
            !failed(tally_builder_new(context, (StrSpan){names, 2}, &builder));
    for (size_t i = 0; built && i < RECORDS; i++) {
        Str labels[] = {records[i].labels[2], records[i].labels[0]};

        built = !failed(tally_builder_add(context, builder, labels, &records[i].cell));
    }
    built = built && !failed(tally_builder_finish(context, builder, &direct));
    OK(built && str_equal(written(context, &rolled), written(context, &direct)),
       "a roll-up equals the tally made directly, in the order wanted");
    OK(!failed(tally_roll_up(context, &tally, NULL, 0, &total)) && total.cell_count == 1,
       "keeping no dimension gives one cell");
    for (size_t i = 0; i < RECORDS; i++) {
        rows += records[i].cell.rows;
    }
    OK(total.cells[0].rows == rows, "that holds everything");
}

static void test_roll_up_keeps_levels(Context *context)
{
    TallyBuilder *builder;
    Str names[] = {STR("group")};
    uint32_t level;
    uint32_t keep[] = {0};
    Tally tally;
    Tally rolled;
    bool built = !failed(tally_builder_new(context, (StrSpan){names, 1}, &builder)) &&
                 !failed(tally_builder_level(context, builder, 0, STR("empty"), &level)) &&
                 !failed(tally_builder_finish(context, builder, &tally)) &&
                 !failed(tally_roll_up(context, &tally, keep, 1, &rolled));

    OK(built && rolled.cell_count == 0 && rolled.dimensions[0].levels.count == 1,
       "a level that no cell holds stays");
    OK(!failed(tally_merge(context, &tally, &rolled, &rolled)) &&
           rolled.dimensions[0].levels.count == 1,
       "in a merge too");
}

static void test_merge(Context *context)
{
    Record records[RECORDS];
    Tally all;
    Tally parts[3];
    Tally left;
    Tally right;
    Tally other;
    bool built;

    make_records(records, 17);
    built = build(context, records, 0, RECORDS, &all) &&
            build(context, records, 0, 50, &parts[0]) &&
            build(context, records, 50, 51, &parts[1]) &&
            build(context, records, 51, RECORDS, &parts[2]) &&
            !failed(tally_merge(context, &parts[0], &parts[1], &left)) &&
            !failed(tally_merge(context, &left, &parts[2], &left)) &&
            !failed(tally_merge(context, &parts[1], &parts[2], &right)) &&
            !failed(tally_merge(context, &parts[0], &right, &right)) &&
            !failed(tally_merge(context, &right,
                                &(Tally){.dimensions = right.dimensions, .dimension_count = 3},
                                &other));
    OK(built && str_equal(written(context, &left), written(context, &all)),
       "(a + b) + c is the whole");
    OK(built && str_equal(written(context, &right), written(context, &all)), "a + (b + c) too");
    OK(built && str_equal(written(context, &other), written(context, &all)),
       "adding a tally without cells changes nothing");
    built = !failed(tally_merge(context, &parts[2], &parts[0], &left)) &&
            !failed(tally_merge(context, &parts[0], &parts[2], &right));
    OK(built && str_equal(written(context, &left), written(context, &right)), "a + c is c + a");
    parts[0].dimensions[1].name = STR("year");
    OK(failed(tally_merge(context, &parts[0], &parts[2], &left)),
       "tallies by different columns do not merge");
}

static void test_find(Context *context)
{
    Record records[RECORDS];
    Tally tally;
    bool found;
    size_t missing = 0;

    make_records(records, 19);
    found = build(context, records, 0, 40, &tally);
    for (size_t i = 0; found && i < tally.cell_count; i++) {
        found = tally_find(&tally, &tally.keys[i * 3]) == &tally.cells[i];
    }
    OK(found, "every cell is found by its key");
    for (uint32_t a = 0; a < 8; a++) {
        for (uint32_t b = 0; b < 4; b++) {
            for (uint32_t c = 0; c < 5; c++) {
                missing += tally_find(&tally, (uint32_t[]){a, b, c}) == NULL ? 1 : 0;
            }
        }
    }
    OK(missing == (size_t)8 * 4 * 5 - tally.cell_count, "and no other");
}

static void test_text(Context *context)
{
    Record records[] = {
        {{STR("b\n"), STR("x"), STR("q\"")}, {1, 2, INT64_MAX, 1, 2, 3, -4, 16, 4, 0}},
        {{STR("a"), STR("x"), STR("")}, {1, 5, 5, 0, 0, 0, 0, 0, 0, 0}}};
    Tally tally;
    Str want = STR("tally 1\nby \"group\"\n0 \"a\"\n1 \"b\"\nby \"period\"\n0 \"x\"\n"
                   "by \"kind\"\n0 \"\"\n1 \"q\\x22\"\n"
                   "0,0,0: rows 1 people 5 events 0 unknown 0 sum 0 squares 0 largest 0 0\n"
                   "1,0,1: rows 1 people 2-9223372036854775807 events 1-2 unknown 3 sum -4 "
                   "squares 16 largest 4 0\n");

    OK(build(context, records, 0, 2, &tally) && str_equal(written(context, &tally), want),
       "the text of a tally is as written by hand");
}

static void test_cell_add(void)
{
    Cell total = {.people = 5, .people_most = INT64_MAX, .largest = 7, .second_largest = 3};
    Cell part = {.people = 2, .people_most = 4, .largest = 7, .second_largest = 1};
    Cell huge = {.people = INT64_MAX};
    Cell squares = {.sum_of_squares = (Int128)(~(UInt128)0 >> 1)};
    Cell one = {.sum_of_squares = 1};

    OK(cell_add(&total, &part) && total.people == 7 && total.people_most == INT64_MAX,
       "no upper end stays none");
    OK(total.largest == 7 && total.second_largest == 7, "the two largest may be alike");
    OK(!cell_add(&total, &huge) && total.people == INT64_MAX, "a count past int64 is told");
    OK(!cell_add(&squares, &one), "so are squares past 128 bits");
}

static void test_overflow(Context *context)
{
    Record records[] = {{{STR("a"), STR("x"), STR("y")}, {.people = INT64_MAX}},
                        {{STR("a"), STR("x"), STR("y")}, {.people = 1}}};
    Tally tally;

    OK(!build(context, records, 0, 2, &tally) && context->last != NULL &&
           context->last->fail == FAIL_LIMIT,
       "counts that add up past int64 are a limit, not a wrong number");
}

static void test_levels(Context *context)
{
    TallyBuilder *builder;
    Str names[] = {STR("id")};
    Status status = tally_builder_new(context, (StrSpan){names, 1}, &builder);
    size_t count = 0;

    while (!failed(status)) {
        char label[32];
        uint32_t level;

        (void)snprintf(label, sizeof label, "%zu", count);
        status = tally_builder_level(context, builder, 0, str_from(label), &level);
        count += failed(status) ? 0 : 1;
    }
    OK(count == TALLY_LEVELS_MOST && status.kind == FAIL_LIMIT, "100,000 levels and no more");
    OK(str_starts_with(
           context->last->text,
           STR("column 'id' has more than 100,000 different values; is it an identifier")),
       "the sentence names the column and what to do");
}

static void test_cells(Context *context)
{
    TallyBuilder *builder;
    Str names[] = {STR("a"), STR("b")};
    Status status = tally_builder_new(context, (StrSpan){names, 2}, &builder);
    uint32_t count = 0;
    bool zero = true;

    while (!failed(status)) {
        uint32_t key[] = {count / 1024, count % 1024};
        Cell *cell;

        status = tally_builder_cell(context, builder, key, &cell);
        zero = zero && (failed(status) || cell->rows == 0);
        count += failed(status) ? 0 : 1;
    }
    OK(zero && count == TALLY_CELLS_MOST && status.kind == FAIL_LIMIT,
       "1,000,000 cells and no more");
}

/* With every limit of memory from almost none: a limit with words, or the whole tally. */
static void test_memory(const Record *records, Str want)
{
    bool right = true;
    bool reached = false;
    size_t tries = 0;

    for (size_t limit = 16; right && !reached; limit += 208) {
        Arena *arena = arena_new(limit);
        Context context = {.arena = arena};
        Tally tally;

        tries++;
        if (build(&context, records, 0, RECORDS, &tally)) {
            AUTO(Arena *, arena_cleanup) other = arena_new(MEMORY);
            Context roomy = {.arena = other};

            right = str_equal(written(&roomy, &tally), want);
            reached = true;
        } else {
            right = context.error_count > 0 && context.first != NULL &&
                    context.first->fail == FAIL_LIMIT;
        }
        arena_free(arena);
    }
    OK(right && reached && tries > 10, "%zu limits of memory: said, or the right tally", tries);
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Record records[RECORDS];
    Tally tally;

    test_order(&context);
    test_labels(&context);
    test_direct_sums(&context);
    test_roll_up(&context);
    test_roll_up_keeps_levels(&context);
    test_merge(&context);
    test_find(&context);
    test_text(&context);
    test_cell_add();
    test_overflow(&context);
    test_levels(&context);
    test_cells(&context);
    make_records(records, 23);
    if (build(&context, records, 0, RECORDS, &tally)) {
        test_memory(records, written(&context, &tally));
    }
    return tap_done();
}
