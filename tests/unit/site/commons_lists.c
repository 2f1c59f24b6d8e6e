/* Lists by filters and the gap map, on 20,000 pieces of evidence: the map's cells are the counts of
   their lists, and a list in parts is the list. Times are printed and not tested. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "site/commons/entry_keep.h"
#include "site/commons/filtered_list.h"
#include "site/commons/gap_map.h"

#include <time.h>

#define ENTRIES 20000
#define MEMORY ((size_t)1 << 28)

#define TAG(facet, at, where)                                                                      \
    "INSERT OR IGNORE INTO tag(facet, term, entry) SELECT t.facet, t.term, n.i FROM t CROSS JOIN " \
    "n"                                                                                            \
    " ON t.at = " at " WHERE t.facet = '" facet "'" where ";"

/* Numbers without a pattern, the same each time; tags as forms would make them. */
static const char GENERATE[] =
    "BEGIN;"
    "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
    " WHERE i < 20000) SELECT i, (i * 7919) % 10007 AS h FROM c;"
    "CREATE TEMP TABLE t AS SELECT facet, term, row_number() OVER (PARTITION BY facet ORDER BY pos)"
    " - 1 AS at FROM term;"
    "INSERT INTO entry(kind, slug, title, plain, state, made, changed, edited, moved)"
    " SELECT 'evidence', 'a', 'A ' || i, 'Plain.', CASE WHEN h % 50 = 0 THEN 'waiting' ELSE 'live'"
    " END, 86400, 86400 + h, 86400, 86400 FROM n ORDER BY i;" TAG("knot", "n.h % 50", "")
        TAG("knot", "(n.h / 7) % 50", " AND n.h % 3 = 0") TAG("group", "n.h % 16", "")
            TAG("group", "(n.h / 11) % 16", " AND n.h % 2 = 0") TAG("effect", "n.h % 13 % 5", "")
                TAG("strength", "n.h % 4", "") TAG("standing", "1", " AND n.h % 97 = 0") "COMMIT;"
                                                                                         "ANALYZE;";

/* The stop of each knot, as the catalogue has it. */
static const char STAGES[] =
    "INSERT OR IGNORE INTO tag(facet, term, entry) SELECT 'stage', m.stage,"
    " g.entry FROM tag g JOIN temp.stage_of m ON m.knot = g.term"
    " WHERE g.facet = 'knot'";

typedef struct Hand {
    Context *context;
    StoreWriter *writer;
    StoreReader *reader;
    sqlite3 *handle; /* of the writer */
} Hand;

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

/* Knots stand in the order of the stages in the catalogue: three in the first, and so on. */
static bool generate(const Hand *hand)
{
    StoreChange *change = NULL;

    return !failed(store_begin(hand->context, hand->writer, &change)) &&
           !failed(facets_keep(hand->context, change)) &&
           !failed(store_commit(hand->context, change)) &&
           fixture_sql(hand->handle, GENERATE) == SQLITE_OK &&
           fixture_sql(hand->handle,
                       "CREATE TEMP TABLE stage_of AS SELECT term AS knot, CASE WHEN pos < 3 THEN"
                       " 'frame' WHEN pos < 11 THEN 'reach' WHEN pos < 20 THEN 'record'"
                       " WHEN pos < 27 THEN 'join' WHEN pos < 36 THEN 'model' WHEN pos < 40 THEN"
                       " 'prove' WHEN pos < 47 THEN 'use' ELSE 'watch' END AS stage FROM term"
                       " WHERE facet = 'knot'") == SQLITE_OK &&
           fixture_sql(hand->handle, STAGES) == SQLITE_OK;
}

static int64_t cell_in_sql(const Hand *hand, Str row, Str group)
{
    char query[512];

    snprintf(query, sizeof query,
             "SELECT count(*) FROM entry WHERE kind = 'evidence' AND state = 'live' AND id IN("
             "SELECT entry FROM tag WHERE facet = 'stage' AND term = '%.*s') AND id IN(SELECT entry"
             " FROM tag WHERE facet = 'group' AND term = '%.*s')",
             STR_ARGS(row), STR_ARGS(group));
    return fixture_number(hand->handle, query);
}

static void gap_map(const Hand *hand)
{
    GapMap map = {0};
    int64_t sum = 0;
    bool lists = true;
    bool sql = true;
    bool effects = true;
    bool lines = true;
    double begin = now();
    Str words = STR_NONE;

    OK(!failed(gap_map_read(hand->context, hand->reader, STR("stage"), &map)) &&
           map.rows.count == 8 && map.groups.count == 16 && map.effects.count == 5,
       "a map of eight stops and sixteen groups");
    printf("# map of %d entries: %.1f ms\n", ENTRIES, now() - begin);
    for (size_t row = 0; row < map.rows.count; row++) {
        EntryList all = {.kind = KIND_EVIDENCE};
        int64_t in_row = -1;

        lines = lines && list_filter(&all, STR("stage"), map.rows.items[row].id) &&
                !failed(list_count(hand->context, hand->reader, &all, &in_row)) &&
                in_row == map.of_rows[row] && in_row > 0;
        for (size_t group = 0; group < map.groups.count; group++) {
            const GapCell *cell = gap_cell(&map, row, group);
            EntryList list = {.kind = KIND_EVIDENCE};
            int64_t count = -1;
            int64_t of_effects = 0;

            for (size_t i = 0; i < map.effects.count; i++) {
                of_effects += cell->effects[i];
            }
            effects = effects && of_effects == cell->entries;
            lists = lists && list_filter(&list, STR("stage"), map.rows.items[row].id) &&
                    list_filter(&list, STR("group"), map.groups.items[group].id) &&
                    !failed(list_count(hand->context, hand->reader, &list, &count)) &&
                    count == cell->entries;
            sql = sql &&
                  (row != group % 8 || cell_in_sql(hand, map.rows.items[row].id,
                                                   map.groups.items[group].id) == cell->entries);
            sum += count;
        }
    }
    OK(lists && sum == map.in_cells && sum > ENTRIES, "each cell is the count of its list");
    OK(lines, "and each stop counts a piece once, as its list does");
    OK(sql, "and what another question counts");
    OK(effects, "its effects add up");
    OK(map.entries == fixture_number(hand->handle, "SELECT count(*) FROM entry WHERE state = 'live'"
                                                   " AND kind = 'evidence'"),
       "%" PRId64 " pieces of evidence in all, those that wait not among them", map.entries);
    OK(!failed(gap_cell_words(hand->context, &map, &(GapCell){4, 1, (int64_t[]){3, 1, 0, 0, 0}},
                              &words)) &&
           str_equal(words, STR("4 pieces of evidence: 3 worse, 1 better; 1 withdrawn")) &&
           !failed(
               gap_cell_words(hand->context, &map, &(GapCell){0, 0, (int64_t[5]){0}}, &words)) &&
           str_equal(words, STR("none yet")),
       "a cell in words");
    OK(!failed(gap_map_read(hand->context, hand->reader, STR("knot"), &map)) &&
           map.rows.count == 50,
       "each stop opens to its knots");
}

static void kept_map(const Hand *hand)
{
    AUTO(GapMapKept *, gap_map_kept_end) kept = gap_map_kept_new(hand->context);
    const GapMap *first = NULL;
    const GapMap *again = NULL;
    int64_t before;
    const GapCell *cells;
    double begin;

    OK(kept != NULL &&
           !failed(gap_map_keep(hand->context, kept, hand->reader, STR("stage"), &first)),
       "a map is kept");
    before = first->entries;
    cells = first->cells;
    begin = now();
    OK(!failed(gap_map_keep(hand->context, kept, hand->reader, STR("stage"), &again)) &&
           again->cells == cells,
       "and given again as long as nobody writes");
    printf("# kept map: %.3f ms\n", now() - begin);
    (void)fixture_sql(hand->handle, "UPDATE entry SET state = 'live' WHERE id = (SELECT min(id)"
                                    " FROM entry WHERE state = 'waiting')");
    OK(!failed(gap_map_keep(hand->context, kept, hand->reader, STR("stage"), &again)) &&
           again->entries == before + 1,
       "after one more was published the next map has one more");
}

static void filters(const Hand *hand)
{
    EntryList list = {.kind = KIND_EVIDENCE};
    FilteredRows part = {0};
    int64_t before = INT64_MAX;
    int64_t want = -1;
    int64_t got = 0;
    bool falls = true;
    bool counted;
    double begin;

    OK(list_filter(&list, STR("effect"), STR("worse")) &&
           list_filter(&list, STR("knot"), STR("proxy-for-need")) &&
           list_filter(&list, STR("group"), STR("ethnicity")) &&
           list_filter(&list, STR("group"), STR("ethnicity")) && list.count == 3 &&
           !list_filter(&list, STR("group"), STR("martians")) &&
           !list_filter(&list, STR("pay"), STR("low")) &&
           !list_filter(&list, STR("offer-sort"), STR("job")),
       "a filter is a word of a list that the kind has; twice is once");
    begin = now();
    counted = !failed(list_count(hand->context, hand->reader, &list, &want));
    printf("# count by three filters: %.2f ms\n", now() - begin);
    OK(counted && want > 0, "%" PRId64 " are about one knot and group, and make it worse", want);
    begin = now();
    do {
        falls = falls && !failed(list_read(hand->context, hand->reader, &list, before, 3, &part));
        for (size_t i = 0; i < part.count; i++) {
            falls = falls && part.items[i].id < before;
            before = part.items[i].id;
            got++;
        }
    } while (part.count == 3);
    printf("# all parts of that list: %.2f ms\n", now() - begin);
    OK(falls && got == want, "read in parts of three it is as long, the newest first");
    OK(list_filter(&list, STR("strength"), STR("good")) &&
           !list_filter(&list, STR("country"), STR("uk")) &&
           !failed(list_count(hand->context, hand->reader, &list, &got)) && got < want,
       "a fourth filter makes it shorter, and there are no five");
    list.count = 0;
    OK(!failed(list_count(hand->context, hand->reader, &list, &want)) &&
           !failed(list_read(hand->context, hand->reader, &list, INT64_MAX, 2, &part)) &&
           part.count == 2 && part.items[0].id > part.items[1].id && want > ENTRIES / 2,
       "without a filter it is all of the kind");
}

int main(void)
{
    Fixture fixture;
    Arena *arena = arena_new(MEMORY);

    if (!fixture_begin(&fixture) || !fixture_open(&fixture) || arena == NULL) {
        return tap_done();
    }
    fixture.context.arena = arena;
    {
        Hand hand = {&fixture.context, fixture.writer, fixture.reader,
                     fixture.writer->connection.handle};
        double begin = now();

        OK(generate(&hand), "%d pieces of evidence with their tags", ENTRIES);
        printf("# %.0f ms\n", now() - begin);
        gap_map(&hand);
        kept_map(&hand);
        filters(&hand);
    }
    fixture_print(&fixture.context);
    fixture.context.arena = fixture.arena;
    fixture_end(&fixture);
    arena_free(arena);
    return tap_done();
}
