/* People, sign-ins, links and settings: what is kept, what ends, and what the store refuses
   whoever asks. */
#define _GNU_SOURCE
#include "store_fixture.h"

#define DAY ((int64_t)86400)

static const Str SECRET = {"0123456789abcdef0123456789abcde1", 32};
static const Str OTHER = {"0123456789abcdef0123456789abcde2", 32};

static Status sign_in(Context *context, StoreChange *change, int64_t person, Str hash)
{
    SessionAddIn in = {.hash = hash, .person = person, .made = 5, .seen = DAY};
    SessionAddRows rows;

    return store_session_add(context, change, &in, &rows);
}

static void people_are_kept(Context *context, StoreChange *change, int64_t person)
{
    StoreReader *reader = store_change_reader(change);
    PersonRows found;
    PersonByHandleRows by_handle;
    PersonDescribeRows described;
    PersonPowerRows power;

    OK(!failed(store_person(context, reader, &(PersonIn){person}, &found)) && found.count == 1 &&
           str_equal(found.items[0].handle, STR("ada")) && found.items[0].email.bytes == NULL &&
           !found.items[0].until.known && found.items[0].made == 1000,
       "a person is found, and what is missing stays missing");
    OK(!failed(
           store_person_by_handle(context, reader, &(PersonByHandleIn){STR("ADA")}, &by_handle)) &&
           by_handle.count == 1 && by_handle.items[0].id == person,
       "by a handle in any case");
    OK(!failed(store_person_describe(context, change,
                                     &(PersonDescribeIn){STR("Ada"), STR("{\"a\":[1]}"), person},
                                     &described)) &&
           described.count == 1 &&
           !failed(store_person(context, reader, &(PersonIn){person}, &found)) &&
           str_equal(found.items[0].prefs, STR("{\"a\":[1]}")),
       "what a person chose is kept");
    OK(!failed(store_person_power(context, change, &(PersonPowerIn){3, person}, &power)) &&
           power.count == 1 &&
           !failed(store_person_power(context, change, &(PersonPowerIn){3, 999}, &power)) &&
           power.count == 0,
       "changing nobody gives no row");
}

static void sign_ins_end(Context *context, StoreChange *change, int64_t person)
{
    StoreReader *reader = store_change_reader(change);
    SessionRows session;
    SessionsOfRows all;
    SessionsEndRows ended;
    SessionsIdleEndRows idle;
    SessionSeenRows seen;
    bool fine = !failed(sign_in(context, change, person, SECRET)) &&
                !failed(sign_in(context, change, person, OTHER));

    OK(fine && !failed(store_session(context, reader, &(SessionIn){SECRET}, &session)) &&
           session.count == 1 && session.items[0].person == person && session.items[0].power == 3,
       "a sign-in leads to the person and their powers");
    OK(!failed(store_sessions_of(context, reader, &(SessionsOfIn){person}, &all)) &&
           all.count == 2 && str_equal(all.items[0].hash, SECRET),
       "a person's sign-ins are listed");
    OK(!failed(store_sessions_end(context, change, &(SessionsEndIn){person, SECRET}, &ended)) &&
           !failed(store_sessions_of(context, reader, &(SessionsOfIn){person}, &all)) &&
           all.count == 1,
       "all but this one end");
    OK(!failed(store_session_seen(context, change, &(SessionSeenIn){3 * DAY, SECRET}, &seen)) &&
           !failed(
               store_sessions_idle_end(context, change, &(SessionsIdleEndIn){3 * DAY}, &idle)) &&
           !failed(store_session(context, reader, &(SessionIn){SECRET}, &session)) &&
           session.count == 1,
       "one that was used is not idle");
    OK(!failed(store_sessions_idle_end(context, change, &(SessionsIdleEndIn){4 * DAY}, &idle)) &&
           !failed(store_session(context, reader, &(SessionIn){SECRET}, &session)) &&
           session.count == 0,
       "an idle one ends");
}

static void links_work_once(Context *context, StoreChange *change, int64_t person)
{
    TokenAddIn in = {.hash = SECRET,
                     .use = STR("sign-in"),
                     .person = {true, person},
                     .data = STR("{}"),
                     .ends = 100};
    TokenAddRows added;
    TokenTakeRows taken;
    TokensEndRows ended;

    OK(!failed(store_token_add(context, change, &in, &added)) &&
           !failed(store_token_take(context, change, &(TokenTakeIn){SECRET, STR("invite"), 50},
                                    &taken)) &&
           taken.count == 0,
       "a link is for one use alone");
    OK(!failed(store_token_take(context, change, &(TokenTakeIn){SECRET, STR("sign-in"), 100},
                                &taken)) &&
           taken.count == 0,
       "and until it ends");
    OK(!failed(
           store_token_take(context, change, &(TokenTakeIn){SECRET, STR("sign-in"), 99}, &taken)) &&
           taken.count == 1 && taken.items[0].person.value == person &&
           !failed(store_token_take(context, change, &(TokenTakeIn){SECRET, STR("sign-in"), 99},
                                    &taken)) &&
           taken.count == 0,
       "and once");
    OK(!failed(store_token_add(context, change, &in, &added)) &&
           !failed(store_tokens_end(context, change, &(TokensEndIn){100}, &ended)) &&
           fixture_number(change->writer->connection.handle, "SELECT count(*) FROM token") == 0,
       "those that ended are taken away");
}

static void going_takes_all_along(Fixture *fixture, StoreChange *change, int64_t person)
{
    Context *context = &fixture->context;
    sqlite3 *handle = fixture->writer->connection.handle;
    PersonGoRows gone;
    TokenAddIn link = {.hash = OTHER,
                       .use = STR("invite"),
                       .person = {true, person},
                       .data = STR("{}"),
                       .ends = 100};
    TokenAddRows added;
    bool fine = !failed(sign_in(context, change, person, SECRET)) &&
                !failed(store_token_add(context, change, &link, &added));

    OK(fine &&
           !failed(store_person_go(context, change, &(PersonGoIn){STR("gone-1"), person}, &gone)) &&
           gone.count == 1 && fixture_number(handle, "SELECT count(*) FROM session") == 0 &&
           fixture_number(handle, "SELECT count(*) FROM token") == 0,
       "who goes is signed out everywhere, and no link of theirs works");
    OK(fixture_number(handle, "SELECT count(*) FROM person WHERE name <> '' OR email IS NOT NULL "
                              "OR prefs <> '{}'") == 0,
       "and leaves a number without a name");
}

/* Each is refused for itself, by the store and not by care. */
static void is_refused(Fixture *fixture, const char *text, const char *what)
{
    sqlite3 *handle = fixture->writer->connection.handle;
    int64_t before = sqlite3_total_changes64(handle);
    int code = fixture_sql(handle, text);

    if (!OK((code & 0xff) == SQLITE_CONSTRAINT && sqlite3_total_changes64(handle) == before, "%s",
            what)) {
        printf("# %d %s\n", code, sqlite3_errmsg(handle));
    }
}

static void what_is_refused(Fixture *fixture)
{
    sqlite3 *handle = fixture->writer->connection.handle;

    OK(fixture_sql(handle, "INSERT INTO person(id, handle, email, made, seen) "
                           "VALUES(50, 'bea', 'b@example.org', 1, 0)") == SQLITE_OK,
       "a second person");
    is_refused(fixture, "INSERT INTO person(handle, made, seen) VALUES('BEA', 1, 0)",
               "one handle for two, in whatever case");
    is_refused(fixture,
               "INSERT INTO person(handle, email, made, seen) "
               "VALUES('c', 'B@example.org', 1, 0)",
               "one address for two");
    is_refused(fixture, "UPDATE person SET state = 'angry' WHERE id = 50", "a state of no list");
    is_refused(fixture, "UPDATE person SET state = 'gone' WHERE id = 50",
               "going with an address left");
    is_refused(fixture, "UPDATE person SET state = 'here' WHERE state = 'gone'", "coming back");
    is_refused(fixture, "UPDATE person SET name = 'x' WHERE state = 'gone'",
               "a name for who is gone");
    is_refused(fixture, "DELETE FROM person WHERE id = 50", "removing a person");
    is_refused(fixture, "UPDATE person SET seen = 86401 WHERE id = 50", "the second of a visit");
    is_refused(fixture, "INSERT INTO session VALUES(zeroblob(32), 50, 1, 86401, 0)",
               "the second of a sign-in's last use");
    is_refused(fixture, "INSERT INTO session VALUES(zeroblob(31), 50, 1, 0, 0)",
               "what is not a hash, as a secret");
    is_refused(fixture, "INSERT INTO session VALUES(zeroblob(32), 77, 1, 0, 0)",
               "signing nobody in");
    is_refused(fixture,
               "INSERT INTO session SELECT zeroblob(32), id, 1, 0, 0 FROM person WHERE "
               "state = 'gone'",
               "signing in who is gone");
    is_refused(fixture, "INSERT INTO token VALUES(zeroblob(5), 'x', NULL, '{}', 1)",
               "a link that is no hash");
    OK(fixture_sql(handle, "UPDATE person SET made = 'soon' WHERE id = 50") ==
           SQLITE_CONSTRAINT_DATATYPE,
       "a text where a number belongs");
}

static void json_is_json(Fixture *fixture)
{
    static const char *const BAD[] = {"", "{", "[1]", "7", "{\"a\":1,}", "{} x", "\xff"};
    Context *context = &fixture->context;
    StoreChange *change = NULL;
    PersonDescribeRows rows;
    size_t refused = 0;

    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        bool fine = !failed(store_begin(context, fixture->writer, &change));

        refused += fine && failed(store_person_describe(
                               context, change, &(PersonDescribeIn){STR("x"), str_from(BAD[i]), 50},
                               &rows))
                       ? 1
                       : 0;
        store_change_end(&change);
    }
    OK(refused == sizeof BAD / sizeof BAD[0], "what is no object in JSON is not kept as one");
}

static void reasons_are_words(Fixture *fixture)
{
    Context *context = &fixture->context;
    StoreChange *change = NULL;
    PersonMoveRows moved;
    PersonAddRows added;
    PersonAddIn twin = {.handle = STR("bea"), .name = STR(""), .state = STR("here")};
    bool fine = !failed(store_begin(context, fixture->writer, &change));

    OK(fine &&
           failed(store_person_move(context, change, &(PersonMoveIn){STR("here"), {false, 0}, 1},
                                    &moved)) &&
           str_equal(context->last->text, STR("who is gone stays so; let them join anew")) &&
           context->last->fail == FAIL_INPUT,
       "a rule of the store answers with its own sentence");
    OK(failed(store_person_add(context, change, &twin, &added)) &&
           fixture_said(context, "refuses this change (UNIQUE constraint failed: person.handle)"),
       "any other with the rule that was broken");
    store_change_end(&change);
}

int main(void)
{
    Fixture fixture;
    Context *context = &fixture.context;
    StoreChange *change = NULL;
    int64_t person;

    if (!fixture_begin(&fixture)) {
        return tap_done();
    }
    if (fixture_open(&fixture) && !failed(store_begin(context, fixture.writer, &change))) {
        person = fixture_person(context, change, "ada");
        OK(person == 1, "a person has a number");
        people_are_kept(context, change, person);
        sign_ins_end(context, change, person);
        links_work_once(context, change, person);
        going_takes_all_along(&fixture, change, person);
        OK(!failed(store_commit(context, change)), "all of it is committed");
        store_change_end(&change);
        what_is_refused(&fixture);
        json_is_json(&fixture);
        reasons_are_words(&fixture);
    }
    fixture_end(&fixture);
    return tap_done();
}
