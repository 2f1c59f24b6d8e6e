/* Without a name: nothing in the file leads to who wrote, and still they can change their own
   words; two people together can find them. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "catalogue/word_list.h"
#include "site/commons/powers.h"
#include "site/commons/unseal.h"

#include <math.h>

#define DAY ((int64_t)86400)
#define SECOND (20000 * DAY + 45296) /* 12:34:56 */
#define HANDLE "zaphod-handle"
#define EMAIL "zaphod-mail@example.org"
#define NUMBER 771144771

typedef struct Hand {
    Context *context;
    StoreChange *change;
    StoreReader *reader;
    SealKey key;
    int64_t audit;
    int64_t question; /* in another thread */
    int64_t answer;   /* of the person, without a name, to the audit */
    int64_t by_slip;
    Str slip;
} Hand;

static void words(void)
{
    bool clean = true;
    bool order = true;
    size_t at;

    for (size_t i = 0; i < slip_words_count(); i++) {
        Str word = slip_word(i);

        clean = clean && word.length >= 3 && word.length <= 9 && forbidden_find(word, &at) == NULL;
        for (size_t k = 0; k < word.length; k++) {
            clean = clean && word.bytes[k] >= 'a' && word.bytes[k] <= 'z';
        }
        order = order && (i == 0 || str_compare(slip_word(i - 1), word) < 0);
    }
    OK(clean && order && slip_words_count() >= 2048,
       "%zu plain words, each once, none of those the house does not use", slip_words_count());
    OK(5 * log2((double)slip_words_count()) > 55, "five of them are %.1f bits",
       5 * log2((double)slip_words_count()));
}

static void slips(const Hand *hand)
{
    uint8_t random[SLIP_RANDOM_BYTES] = {1, 0, 0, 0, 0, 0, 0, 0, 2};
    Str slip;
    Str read;
    bool is_one = false;

    OK(!failed(slip_make(hand->context, random, &slip)) &&
           !failed(slip_read(hand->context, slip, &is_one, &read)) && is_one &&
           str_equal(read, slip),
       "a slip is read as it was given");
    OK(!failed(
           slip_read(hand->context, STR("  Acorn, KITE river\noak - moss. "), &is_one, &read)) &&
           is_one && str_equal(read, STR("acorn-kite-river-oak-moss")),
       "whatever stands between its words");
    OK(!failed(slip_read(hand->context, STR("acorn kyte river oak moss"), &is_one, &read)) &&
           !is_one && str_equal(read, STR("kyte")) &&
           !failed(slip_read(hand->context, STR("acorn kite river oak"), &is_one, &read)) &&
           !is_one && read.length == 0 &&
           !failed(slip_read(hand->context, STR(""), &is_one, &read)) && !is_one,
       "a word that no slip has is named; four words are none");
}

/* Python: hmac.new(b'Jefe' + bytes(28), b'p:7:3', 'sha256').hexdigest() */
static void hash(const Hand *hand)
{
    static const char WANT[] = "a4289ce120547aa82af9a9f956bd266137e15b28bed7aac6cc1f221c78d2fd11";
    SealKey key = {"Jefe"};
    Str seal;
    char got[2 * SEAL_BYTES + 1];

    OK(!failed(seal_of_person(hand->context, &key, 7, 3, &seal)) && seal.length == SEAL_BYTES,
       "a seal has 32 bytes");
    for (size_t i = 0; i < SEAL_BYTES; i++) {
        snprintf(got + 2 * i, 3, "%02x", (unsigned char)seal.bytes[i]);
    }
    if (!OK(strcmp(got, WANT) == 0, "HMAC-SHA-256 of p:7:3, as Python's hmac has it")) {
        printf("# %s\n", got);
    }
}

static int64_t send(const Hand *hand, KindId kind, int64_t parent, Str seal, Str byline)
{
    EntryWords words = {.kind = kind,
                        .title = parent == 0 ? STR("A title") : STR(""),
                        .slug = STR("a"),
                        .plain = STR("Plain."),
                        .body = STR("Words of somebody."),
                        .data = STR("{}"),
                        .lang = STR("en")};
    EntrySender sender = {
        .seal = seal, .byline = byline, .state = STR("live"), .parent = parent, .at = SECOND};
    EntrySent sent = {0};

    if (failed(entry_send(hand->context, hand->change, &words, &sender, &sent))) {
        fixture_print(hand->context);
    }
    return sent.id;
}

static int64_t send_unnamed(const Hand *hand, int64_t parent, bool with_slip)
{
    int64_t root = 0;
    Str seal = STR_NONE;
    Str name = STR_NONE;
    KindId kind = parent == 0 ? KIND_QUESTION : KIND_ANSWER;

    if (failed(unnamed_root(hand->context, hand->change, parent, &root)) ||
        failed(with_slip ? seal_of_slip(hand->context, &hand->key, hand->slip, root, &seal)
                         : seal_of_person(hand->context, &hand->key, NUMBER, root, &seal)) ||
        failed(made_up_name(hand->context, hand->reader, root, seal, &name))) {
        return 0;
    }
    return send(hand, kind, parent, seal, name);
}

static EntryRow entry(const Hand *hand, int64_t id)
{
    EntryRows rows = {0};

    return failed(store_entry(hand->context, hand->reader, &(EntryIn){id}, &rows)) ||
                   rows.count == 0
               ? (EntryRow){0}
               : rows.items[0];
}

static void writing(Hand *hand)
{
    EntryRow first;
    EntryRow second;
    EntryRow other;
    EntryRow begun;
    SealedEntries own = {0};
    bool is_own = false;
    int64_t again;

    hand->audit = send(hand, KIND_AUDIT, 0, STR_NONE, STR_NONE);
    hand->answer = send_unnamed(hand, hand->audit, false);
    again = send_unnamed(hand, hand->audit, false);
    hand->by_slip = send_unnamed(hand, hand->audit, true);
    hand->question = send_unnamed(hand, 0, false);
    first = entry(hand, hand->answer);
    second = entry(hand, again);
    other = entry(hand, hand->by_slip);
    begun = entry(hand, hand->question);
    OK(first.seal.length == SEAL_BYTES && !first.author.known && first.made == 20000 * DAY &&
           first.changed == 20000 * DAY && first.moved == 20000 * DAY,
       "what is sealed has no author, and its day alone");
    OK(str_equal(first.byline, second.byline) && !str_equal(first.byline, other.byline) &&
           str_equal(first.seal, second.seal) && !str_equal(first.seal, begun.seal),
       "one name for one writer in a thread; another seal in the next thread");
    OK(!failed(sealed_is_of_person(hand->context, &hand->key, &begun, NUMBER, &is_own)) && is_own &&
           !failed(sealed_is_of_person(hand->context, &hand->key, &begun, NUMBER + 1, &is_own)) &&
           !is_own &&
           !failed(sealed_is_of_slip(hand->context, &hand->key, &other, hand->slip, &is_own)) &&
           is_own,
       "who wrote it is known to be so; nobody else");
    OK(!failed(sealed_of_person(hand->context, hand->reader, &hand->key, NUMBER, &own)) &&
           own.count == 3 && own.items[0] == hand->answer && own.items[2] == hand->question &&
           !failed(sealed_of_slip(hand->context, hand->reader, &hand->key, hand->slip, &own)) &&
           own.count == 1 && own.items[0] == hand->by_slip,
       "all that somebody wrote is found by them");
}

/* They change their own words, and nothing of them stays in the history. */
static void changing(const Hand *hand)
{
    EntryWords words;
    EntryRow row = entry(hand, hand->answer);
    EntryEditor editor = {hand->answer, 1, {false, 0}, STR(""), SECOND + 5 * DAY, NULL};
    bool kept = false;

    OK(!failed(entry_row_words(hand->context, &row, &words)), "the words are read back");
    words.body = STR("Other words.");
    OK(!failed(entry_change(hand->context, hand->change, &words, &editor, &kept)) && kept &&
           entry(hand, hand->answer).edited == 20005 * DAY &&
           str_equal(entry(hand, hand->answer).byline, row.byline),
       "who wrote changes their words; the day alone is kept, and the name");
}

/* Every column of every row of every table but the people's own. */
static size_t leaks(sqlite3 *handle)
{
    static const char TABLES[] = "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                 " AND name NOT LIKE 'sqlite%' AND name <> 'person'"
                                 " AND name NOT LIKE 'search_%'";
    char number[32];
    char second[32];
    char query[256];
    sqlite3_stmt *tables = NULL;
    size_t found = 0;
    size_t cells = 0;

    snprintf(number, sizeof number, "%lld", (long long)NUMBER);
    snprintf(second, sizeof second, "%lld", (long long)SECOND);
    if (sqlite3_prepare_v2(handle, TABLES, -1, &tables, NULL) != SQLITE_OK) {
        return 1;
    }
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        sqlite3_stmt *rows = NULL;

        /* the audit was sent with a second of its own, which says nothing of anybody */
        snprintf(query, sizeof query, "SELECT * FROM \"%s\" %s", name,
                 strcmp(name, "entry") == 0 ? "WHERE seal IS NOT NULL" : "");
        if (sqlite3_prepare_v2(handle, query, -1, &rows, NULL) != SQLITE_OK) {
            return 1;
        }
        while (sqlite3_step(rows) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(rows); i++) {
                const char *text = (const char *)sqlite3_column_text(rows, i);

                cells++;
                if (text != NULL &&
                    (strstr(text, HANDLE) != NULL || strstr(text, EMAIL) != NULL ||
                     strstr(text, number) != NULL || strstr(text, second) != NULL)) {
                    printf("# %s: %s\n", name, text);
                    found++;
                }
            }
        }
        (void)sqlite3_finalize(rows);
    }
    (void)sqlite3_finalize(tables);
    return cells < 100 ? 1 : found;
}

static void hunt(const Hand *hand, sqlite3 *handle)
{
    (void)hand;
    OK(leaks(handle) == 0,
       "in no table stands the number, handle, address or second of who wrote without a name");
    (void)fixture_sql(handle, "SAVEPOINT bite; UPDATE entry SET byline = '" HANDLE
                              "', version = version + 1 WHERE seal IS NOT NULL");
    OK(leaks(handle) > 0, "and the hunt would find one");
    (void)fixture_sql(handle, "ROLLBACK TO bite; RELEASE bite");
}

static void unsealing(const Hand *hand)
{
    Context *context = hand->context;
    StoreInteger person = {false, 0};
    UnsealAct one = {hand->answer, 1, STR("Somebody is in danger."), SECOND};
    UnsealAct two = {hand->answer, 2, STR("I agree."), SECOND + 60};
    UnsealAct keeper = {hand->answer, 3, STR("I would like to know."), SECOND};
    UnsealAct silent = {hand->answer, 2, STR(" "), SECOND};
    UnsealAct late = {hand->answer, 2, STR("I agree."), SECOND + 8 * DAY};
    UnsealAct slip_one = {hand->by_slip, 1, STR("Somebody is in danger."), SECOND};
    UnsealAct slip_two = {hand->by_slip, 2, STR("I agree."), SECOND};
    UnsealAct named = {hand->audit, 1, STR("Who is it?"), SECOND};
    LogOpenRowsRows open;

    OK(failed(unseal_ask(context, hand->change, &keeper)) &&
           fixture_said(context, "named for safeguarding"),
       "a keeper cannot ask");
    OK(failed(unseal_ask(context, hand->change, &silent)) && fixture_said(context, "reason"),
       "without a reason nobody can");
    OK(failed(unseal_ask(context, hand->change, &named)) &&
           fixture_said(context, "not written without"),
       "nor of what has a name");
    OK(failed(unseal(context, hand->change, &hand->key, &two, &person)) &&
           fixture_said(context, "nobody else"),
       "one alone finds nobody");
    OK(!failed(unseal_ask(context, hand->change, &one)) &&
           failed(unseal(context, hand->change, &hand->key, &one, &person)) && !person.known,
       "nor does the same person twice");
    OK(failed(unseal(context, hand->change, &hand->key, &late, &person)), "nor a second too late");
    OK(!failed(unseal(context, hand->change, &hand->key, &two, &person)) && person.known &&
           person.value == NUMBER,
       "two people together find who wrote");
    OK(failed(unseal(context, hand->change, &hand->key, &two, &person)),
       "and for a second time both must ask again");
    OK(!failed(unseal_ask(context, hand->change, &slip_one)) &&
           !failed(unseal(context, hand->change, &hand->key, &slip_two, &person)) && !person.known,
       "who has a slip is found by nobody");
    OK(!failed(store_log_open_rows(context, hand->reader, &(LogOpenRowsIn){1000, 10}, &open)) &&
           open.count == 2 && open.items[0].why.length == 0 && !open.items[0].entry.known,
       "each is counted in the open, without what it was about");
}

int main(void)
{
    Fixture fixture;
    StoreChange *change = NULL;
    char people[512];

    snprintf(people, sizeof people,
             "INSERT INTO person(id, handle, name, email, power, state, made, seen) VALUES"
             "(1, 'one', '', NULL, %d, 'here', 1, 0), (2, 'two', '', NULL, %d, 'here', 1, 0),"
             "(3, 'three', '', NULL, %d, 'here', 1, 0), (%d, '" HANDLE "', '', '" EMAIL
             "', 0, 'here', 1, 0)",
             POWER_SAFEGUARDING, POWER_SAFEGUARDING, POWER_KEEPER | POWER_MODERATOR, NUMBER);
    if (!fixture_begin(&fixture) || !fixture_open(&fixture)) {
        return tap_done();
    }
    words();
    if (OK(fixture_raw(fixture.path, people) == SQLITE_OK &&
               !failed(store_begin(&fixture.context, fixture.writer, &change)),
           "four people, two of them for safeguarding")) {
        Hand hand = {.context = &fixture.context,
                     .change = change,
                     .reader = store_change_reader(change),
                     .key = {"a key of thirty-two bytes, as is"},
                     .slip = STR("acorn-kite-river-oak-moss")};

        slips(&hand);
        hash(&hand);
        writing(&hand);
        changing(&hand);
        hunt(&hand, fixture.writer->connection.handle);
        unsealing(&hand);
        store_change_end(&change);
    }
    fixture_end(&fixture);
    return tap_done();
}
