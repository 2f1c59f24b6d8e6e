/* What a new commons begins with: all of the catalogue, nothing that was not read, and made-up
   entries that each say so; the same every time, whole or not at all. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "base/sha256.h"
#include "catalogue/catalogue_source.h"
#include "catalogue/word_list.h"
#include "site/commons/entry_values.h"
#include "site/commons/seed.h"

#include <time.h>

#define DAY ((int64_t)86400)
#define SEED_BYTES ((size_t)1 << 27)

static const SeedPlan PLAN = {20000 * DAY + 3600, true, NULL};

/* All rows that the seed writes, as one hash. */
static Str dump(Arena *arena, sqlite3 *handle)
{
    static const char *const QUERIES[] = {
        "SELECT kind || '|' || id || '|' || root || '|' || ifnull(parent, '') || '|' || slug || '|'"
        " || title || '|' || plain || '|' || body || '|' || data || '|' || made || '|' ||"
        " ifnull(starts, '') || '|' || ifnull(ends, '') || '|' || ifnull(due, '') || '|' ||"
        " hex(press) FROM entry ORDER BY id",
        "SELECT a || rel || b || '@' || at FROM link ORDER BY a, rel, b",
        "SELECT facet || term || entry FROM tag ORDER BY facet, term, entry",
        "SELECT facet || term || label || plain || pos FROM term ORDER BY facet, term"};
    Sha256 hash = sha256_begin();
    uint8_t digest[SHA256_BYTES];
    size_t rows = 0;

    for (size_t i = 0; i < sizeof QUERIES / sizeof QUERIES[0]; i++) {
        sqlite3_stmt *statement = NULL;

        if (sqlite3_prepare_v2(handle, QUERIES[i], -1, &statement, NULL) != SQLITE_OK) {
            printf("# %s\n", sqlite3_errmsg(handle));
        }
        while (sqlite3_step(statement) == SQLITE_ROW) {
            sha256_add(&hash, str_from((const char *)sqlite3_column_text(statement, 0)));
            rows++;
        }
        (void)sqlite3_finalize(statement);
    }
    sha256_finish(&hash, digest);
    printf("# %zu rows\n", rows);
    return rows < 1000 ? STR_NONE : sha256_digits(arena, digest);
}

static Status seed(Context *context, StoreWriter *writer, bool commits, SeedCounts *counts)
{
    StoreChange *change = NULL;
    Status status = store_begin(context, writer, &change);

    if (!failed(status)) {
        status = commons_seed(context, change, &PLAN, counts);
        if (!failed(status) && commits) {
            return store_commit(context, change);
        }
        store_change_end(&change);
    }
    return status;
}

static void counting(Context *context, StoreWriter *writer, sqlite3 *handle)
{
    SeedCounts counts;
    SeedCounts again;
    struct timespec begin;
    struct timespec end;

    OK(!failed(seed(context, writer, false, &counts)) && counts.entries > 250 &&
           fixture_number(handle, "SELECT count(*) FROM entry") == 0 &&
           fixture_number(handle, "SELECT count(*) FROM setting") == 0,
       "what was not committed leaves nothing");
    (void)clock_gettime(CLOCK_MONOTONIC, &begin);
    OK(!failed(seed(context, writer, true, &counts)), "a store is filled");
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    printf("# %" PRId64 " entries in %.0f ms\n", counts.entries,
           1e3 * (double)(end.tv_sec - begin.tv_sec) +
               1e-6 * (double)(end.tv_nsec - begin.tv_nsec));
    fixture_print(context);
    OK(counts.knots == 50 && counts.methods == 32 && counts.recommendations == 26 &&
           counts.evidence >= 60 && counts.words > 60 && counts.pages == 5,
       "50 knots, 32 methods, 26 recommendations, %" PRId64 " pieces of evidence", counts.evidence);
    OK(fixture_number(handle, "SELECT count(*) FROM entry") == counts.entries,
       "every entry is counted");
    OK(!failed(seed(context, writer, true, &again)) && again.entries == 0 &&
           fixture_number(handle, "SELECT count(*) FROM entry") == counts.entries,
       "a second time adds nothing");
    OK(fixture_number(handle, "SELECT count(*) FROM tag WHERE facet = 'made-up'") ==
               counts.made_up &&
           counts.made_up >= 10 &&
           fixture_number(handle, "SELECT count(*) FROM entry e WHERE kind IN('story', 'question',"
                                  " 'reply', 'event', 'offer', 'statement', 'theme', 'system',"
                                  " 'organisation', 'advice', 'resource', 'answer', 'audit', 'tip')"
                                  " AND (plain || body NOT LIKE '%Made up%' OR NOT EXISTS(SELECT 1"
                                  " FROM tag WHERE facet = 'made-up' AND entry = e.id))") == 0 &&
           fixture_number(handle, "SELECT count(*) FROM entry WHERE author IS NOT NULL"
                                  " OR byline <> 'the makers of this software'") == 0,
       "what shows the form says that it is made up, and by whom");
}

/* Each entry is one that its form would take, in the words of the house. */
static void entries(Context *context, StoreReader *reader, int64_t count)
{
    bool kept = true;
    bool clean = true;

    for (int64_t id = 1; id <= count; id++) {
        EntryRows rows = {0};
        EntryWords words;
        FormValues values;
        EntryWords again = {0};

        if (failed(store_entry(context, reader, &(EntryIn){id}, &rows)) || rows.count == 0 ||
            failed(entry_row_words(context, &rows.items[0], &words)) ||
            failed(entry_values_read(context, &words, &values)) ||
            failed(entry_form_check(
                context, reader,
                &(EntryForm){words.kind, values, false, true, words.data, 20000 * DAY}, &again)) ||
            again.mistake_count > 0 || !str_equal(again.data, words.data)) {
            printf("# entry %" PRId64 "\n", id);
            kept = false;
            continue;
        }
        for (size_t i = 0; i < values.count; i++) {
            size_t at;
            const ForbiddenWord *word = forbidden_find(values.items[i].value, &at);

            /* titles of sources are the sources' own words */
            if (word != NULL && words.kind != KIND_WORD && words.kind != KIND_EVIDENCE &&
                !str_equal(values.items[i].key, STR("sources"))) {
                printf("# entry %" PRId64 ": %.*s\n", id, STR_ARGS(word->word));
                clean = false;
            }
        }
    }
    OK(kept, "each entry's form would take it again as it is");
    OK(clean, "in the words of the house");
}

static void evidence(sqlite3 *handle)
{
    OK(fixture_number(handle, "SELECT count(*) FROM entry WHERE kind = 'evidence'"
                              " AND data NOT LIKE '%\"known\":\"seen\"%'"
                              " AND data NOT LIKE '%\"known\":\"retold\"%'") == 0,
       "every piece of evidence says how its source is known; none was not opened");
    OK(fixture_number(handle, "SELECT count(*) FROM entry WHERE kind = 'evidence'"
                              " AND data LIKE '%\"known\":\"retold\"%'"
                              " AND title NOT LIKE '%(as reported elsewhere)'"
                              " AND plain NOT LIKE 'The catalogue names%'") == 0,
       "what was read in another's account says so in its title");
    OK(fixture_number(handle, "SELECT count(*) FROM entry WHERE kind = 'evidence'"
                              " AND plain LIKE 'The catalogue names%'"
                              " AND data NOT LIKE '%\"effect\":\"unclear\"%'") == 0,
       "and of a source that is only named no effect is claimed");
    OK(fixture_number(handle, "SELECT count(*) FROM tag t WHERE facet = 'knot' AND NOT EXISTS("
                              "SELECT 1 FROM entry WHERE id = t.entry AND kind = 'page') AND NOT"
                              " EXISTS(SELECT 1 FROM link l JOIN tag p ON p.entry = l.b"
                              " AND p.facet = 'knot' AND p.term = t.term WHERE l.a = t.entry"
                              " AND l.rel = 'about')") == 0,
       "what is about a knot is linked to its page");
    OK(fixture_number(handle, "SELECT count(*) FROM link WHERE rel = 'pulls'") >= 50 &&
           fixture_number(handle, "SELECT count(*) FROM link WHERE rel = 'uses'") >= 3,
       "knots are linked to those they make worse, recommendations to what they rest on");
}

int main(void)
{
    Fixture fixture;
    Fixture other;
    Arena *arena = arena_new(SEED_BYTES);
    SeedCounts counts = {0};

    if (!fixture_begin(&fixture) || !fixture_open(&fixture) || !fixture_begin(&other) ||
        !fixture_open(&other) || arena == NULL) {
        return tap_done();
    }
    fixture.context.arena = arena;
    counting(&fixture.context, fixture.writer, fixture.writer->connection.handle);
    evidence(fixture.writer->connection.handle);
    entries(&fixture.context, fixture.reader,
            fixture_number(fixture.writer->connection.handle, "SELECT max(id) FROM entry"));
    fixture_print(&fixture.context);
    other.context.arena = arena;
    OK(!failed(seed(&other.context, other.writer, true, &counts)) &&
           str_equal(dump(arena, fixture.writer->connection.handle),
                     dump(arena, other.writer->connection.handle)) &&
           dump(arena, other.writer->connection.handle).length > 0,
       "two stores are filled with the same bytes");
    printf("# %zu bytes of memory\n", arena_used(arena));
    fixture.context.arena = fixture.arena;
    other.context.arena = other.arena;
    fixture_end(&fixture);
    fixture_end(&other);
    arena_free(arena);
    return tap_done();
}
