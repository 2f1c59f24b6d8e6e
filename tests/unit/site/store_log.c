/* The log: a chain that shows every change to it, also by who goes past its triggers. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "site/store/log_chain.h"

#define ROWS 1203 /* more than two parts of a reading */

static bool fill(Fixture *fixture, Str *middle)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    Context *context = &fixture->context;
    bool fine = !failed(store_begin(context, fixture->writer, &change));

    for (int64_t i = 0; i < ROWS && fine; i++) {
        LogWords words = {.at = 1000 + i,
                          .actor = {i % 2 == 0, i},
                          .verb = STR("hide"),
                          .entry = {true, i},
                          .why = i % 3 == 0 ? STR("law") : STR(""),
                          .is_open = i % 2 == 0};
        Str head;

        fine = !failed(store_log_add(context, change, &words, &head));
        *middle = i == 700 ? head : *middle;
    }
    return fine && !failed(store_commit(context, change));
}

static LogState state_of(Fixture *fixture, Str known)
{
    LogState state = {.broken = -1};

    if (failed(store_log_check(&fixture->context, fixture->reader, known, &state))) {
        fixture_print(&fixture->context);
    }
    return state;
}

static int raw(Fixture *fixture, const char *text)
{
    return fixture_sql(fixture->writer->connection.handle, text);
}

/* Changes one thing with the triggers away, looks, and puts it back. */
static void is_noticed(Fixture *fixture, const char *change, const char *back, int64_t row,
                       const char *what)
{
    bool fine = raw(fixture, change) == SQLITE_OK;
    LogState state = state_of(fixture, STR_NONE);

    OK(fine && state.broken == row, "%s: row %lld is named (%lld)", what, (long long)row,
       (long long)state.broken);
    OK(raw(fixture, back) == SQLITE_OK && state_of(fixture, STR_NONE).broken == 0,
       "and put back it holds");
}

/* SHA-256 by a program of others, over the bytes that the header of this room promises. */
static void first_hash(Fixture *fixture)
{
    LogState state;
    StoreChange *change = NULL;
    LogWords words = {
        .at = 5, .actor = {true, 7}, .verb = STR("hide"), .why = STR("law"), .is_open = true};
    Str head = STR_NONE;
    bool fine = !failed(store_begin(&fixture->context, fixture->writer, &change)) &&
                !failed(store_log_add(&fixture->context, change, &words, &head));

    /* python3: h(t) = i(len(t)) + t; i(v) = b"i" + v.to_bytes(8, "little"); none = b"n" + 8 zeros;
       sha256(h(b"unknot log, first form") + h(b"") + i(1) + i(5) + i(7) + h(b"hide") + none + none
       + h(b"law") + i(1)) */
    OK(fine &&
           str_equal(head, STR("cab338c9a939a83493d55bc71e7909dd8f699d77a84bd6aebb92d635eeaab70a")),
       "a row's hash is what another program works out");
    store_change_end(&change);
    state = state_of(fixture, STR_NONE);
    OK(state.count == 0 && state.head.length == 0 && state.broken == 0, "no row, no head");
}

int main(void)
{
    Fixture fixture;
    Str middle = STR_NONE;
    LogState state;

    if (!fixture_begin(&fixture) || !fixture_open(&fixture)) {
        return tap_done();
    }
    first_hash(&fixture);
    OK(fill(&fixture, &middle), "%d rows are logged", ROWS);
    state = state_of(&fixture, STR_NONE);
    OK(state.count == ROWS && state.broken == 0 && state.head.length == 64, "the chain holds");
    OK(state_of(&fixture, middle).met_known && state_of(&fixture, state.head).met_known,
       "heads that were told are in it");
    OK(!state_of(&fixture, STR("00")).met_known, "others are not");
    OK((raw(&fixture, "UPDATE log SET why = 'x' WHERE id = 5") & 0xff) == SQLITE_CONSTRAINT &&
           (raw(&fixture, "DELETE FROM log WHERE id = 1203") & 0xff) == SQLITE_CONSTRAINT &&
           (raw(&fixture, "INSERT INTO log VALUES(1300, 1, NULL, 'a', NULL, NULL, '', 0, "
                          "zeroblob(32))") &
            0xff) == SQLITE_CONSTRAINT,
       "the log only grows, and without gaps");
    OK(raw(&fixture, "DROP TRIGGER log_same; DROP TRIGGER log_stays; DROP TRIGGER log_grows") ==
           SQLITE_OK,
       "somebody takes its triggers away");
    is_noticed(&fixture, "UPDATE log SET why = 'x' WHERE id = 700",
               "UPDATE log SET why = 'law' WHERE id = 700", 700, "another reason");
    is_noticed(&fixture, "UPDATE log SET actor = NULL WHERE id = 3",
               "UPDATE log SET actor = 2 WHERE id = 3", 3, "nobody in place of somebody");
    is_noticed(&fixture, "UPDATE log SET open = 0 WHERE id = 1203",
               "UPDATE log SET open = 1 WHERE id = 1203", 1203, "the last row no longer open");
    is_noticed(&fixture, "UPDATE log SET id = -9 WHERE id = 9",
               "UPDATE log SET id = 9 WHERE id = -9", -9, "a row that was moved");
    is_noticed(&fixture,
               "INSERT INTO log SELECT -5, at, actor, verb, entry, person, why, open, "
               "hash FROM log WHERE id = 1",
               "DELETE FROM log WHERE id = -5", -5, "a row before the first");
    OK(raw(&fixture, "DELETE FROM log WHERE id > 600") == SQLITE_OK &&
           state_of(&fixture, STR_NONE).broken == 0 && !state_of(&fixture, middle).met_known,
       "an end that was cut off is seen by who was told a head");
    fixture_end(&fixture);
    return tap_done();
}
