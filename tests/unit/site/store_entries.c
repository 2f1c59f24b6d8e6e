/* Entries: what is kept of every change, which moves of state there are, what an entry without a
   name gives away, and what is left of one that was erased. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "site/store/search_words.h"

#define DAY ((int64_t)86400)

static const Str SEAL = {"0123456789abcdef0123456789abcdef", 32};

static EntryAddIn draft_of(const char *kind, const char *title)
{
    return (EntryAddIn){.kind = str_from(kind),
                        .slug = STR("words"),
                        .title = str_from(title),
                        .plain = STR("plainly"),
                        .body = STR("body"),
                        .html = STR("<p>body</p>"),
                        .data = STR("{}"),
                        .lang = STR("en"),
                        .state = STR("live"),
                        .at = 10 * DAY};
}

/* One entry in a change of its own; 0 when it was refused. */
static int64_t add(Fixture *fixture, const EntryAddIn *in)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    Context *context = &fixture->context;
    EntryAddRows rows;

    return !failed(store_begin(context, fixture->writer, &change)) &&
                   !failed(store_entry_add(context, change, in, &rows)) && rows.count == 1 &&
                   !failed(store_commit(context, change))
               ? rows.items[0].id
               : 0;
}

static bool edit(Fixture *fixture, int64_t id, int64_t version, const char *title)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    Context *context = &fixture->context;
    EntryEditIn in = {.slug = STR("words"),
                      .title = str_from(title),
                      .plain = STR("plainly"),
                      .body = STR("body"),
                      .html = STR("<p>body</p>"),
                      .data = STR("{\"a\":1}"),
                      .lang = STR("en"),
                      .at = 11 * DAY,
                      .editor = {true, 1},
                      .why = STR("better"),
                      .id = id,
                      .version = version};
    EntryEditRows rows;

    return !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(store_entry_edit(context, change, &in, &rows)) && rows.count == 1 &&
           rows.items[0].version == version + 1 && !failed(store_commit(context, change));
}

static bool move(Fixture *fixture, int64_t id, const char *was, const char *state)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    Context *context = &fixture->context;
    EntryMoveIn in = {.state = str_from(state),
                      .at = 12 * DAY + 5,
                      .mover = {true, 2},
                      .reason = STR("because"),
                      .id = id,
                      .was = str_from(was)};
    EntryMoveRows rows;

    return !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(store_entry_move(context, change, &in, &rows)) && rows.count == 1 &&
           !failed(store_commit(context, change));
}

static bool erase(Fixture *fixture, int64_t id, int64_t person)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    Context *context = &fixture->context;
    EntryEraseIn in = {.at = 13 * DAY, .mover = {true, person}, .reason = STR("asked"), .id = id};
    EntryEraseRows rows;

    return !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(store_entry_erase(context, change, &in, &rows)) && rows.count == 1 &&
           !failed(store_commit(context, change));
}

static int64_t number(const Fixture *fixture, const char *text)
{
    return fixture_number(fixture->writer->connection.handle, text);
}

/* The kinds of the design, and no other. */
static void kinds(Fixture *fixture)
{
    static const char *const ALONE[] = {
        "theme",    "system",         "evidence",  "method", "story",  "question",
        "audit",    "recommendation", "statement", "event",  "letter", "offer",
        "resource", "organisation",   "advice",    "page",   "word"};
    static const char *const TO_SOMETHING[] = {"reply", "tip", "answer"};
    static const char *const NONE[] = {"talk", "issue", "course", "org", "", "Theme"};
    int64_t head = 0;
    size_t right = 0;

    for (size_t i = 0; i < sizeof ALONE / sizeof ALONE[0]; i++) {
        EntryAddIn in = draft_of(ALONE[i], "An entry");
        int64_t id = add(fixture, &in);

        head = id != 0 ? id : head;
        in.parent = (StoreInteger){true, head};
        right += id != 0 && add(fixture, &in) == 0 ? 1 : 0;
    }
    OK(right == 17, "17 kinds stand alone, and only so");
    right = 0;
    for (size_t i = 0; i < sizeof TO_SOMETHING / sizeof TO_SOMETHING[0]; i++) {
        EntryAddIn in = draft_of(TO_SOMETHING[i], "An answer");
        int64_t alone = add(fixture, &in);

        in.parent = (StoreInteger){true, head};
        right += alone == 0 && add(fixture, &in) != 0 ? 1 : 0;
    }
    OK(right == 3, "3 kinds stand below another, and only so");
    right = 0;
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++) {
        EntryAddIn in = draft_of(NONE[i], "Nothing");

        right += add(fixture, &in) == 0 ? 1 : 0;
    }
    OK(right == 6, "and there are no more");
}

static void changes_are_kept(Fixture *fixture)
{
    Context *context = &fixture->context;
    EntryAddIn in = draft_of("evidence", "First words");
    int64_t id = add(fixture, &in);
    EntryRows now;
    RevsRows all;
    RevRows first;

    OK(edit(fixture, id, 1, "Second words") && edit(fixture, id, 2, "Third words"),
       "an entry is changed twice");
    OK(!edit(fixture, id, 2, "From an old page") && edit(fixture, id, 3, "Third words"),
       "who changes what is no longer there changes nothing");
    OK(!failed(store_entry(context, fixture->reader, &(EntryIn){id}, &now)) && now.count == 1 &&
           str_equal(now.items[0].title, STR("Third words")) && now.items[0].version == 4 &&
           now.items[0].root == id && now.items[0].editor.value == 1 &&
           str_equal(now.items[0].data, STR("{\"a\":1}")),
       "the entry is what it was made last");
    OK(!failed(store_revs(context, fixture->reader, &(RevsIn){id}, &all)) && all.count == 3 &&
           str_equal(all.items[0].title, STR("First words")) && all.items[0].at == 10 * DAY &&
           !all.items[0].person.known && str_equal(all.items[1].why, STR("better")) &&
           all.items[1].person.value == 1,
       "each former version is there, with who made it, when and why");
    OK(!failed(store_rev(context, fixture->reader, &(RevIn){id, 1}, &first)) && first.count == 1 &&
           str_equal(first.items[0].body, STR("body")) && str_equal(first.items[0].data, STR("{}")),
       "in full");
}

/* The moves of the design; every other of the 36 is refused. */
static void moves_of_state(Fixture *fixture)
{
    static const char *const STATES[] = {"draft",  "waiting",   "live",
                                         "hidden", "withdrawn", "erased"};
    static const char *const PATHS[] = {"",      "waiting", "live", "live hidden", "live withdrawn",
                                        "erased"};
    static const char *const ALLOWED =
        " draft>waiting draft>live draft>erased waiting>draft waiting>live waiting>hidden "
        "waiting>withdrawn waiting>erased live>waiting live>hidden live>withdrawn live>erased "
        "hidden>live hidden>withdrawn hidden>erased withdrawn>draft withdrawn>erased ";
    size_t right = 0;

    for (size_t from = 0; from < 6; from++) {
        for (size_t to = 0; to < 6; to++) {
            EntryAddIn in = draft_of("method", "Moving");
            char step[64];
            const char *was = "draft";
            bool fine = true;
            bool allowed;
            Str path = str_from(PATHS[from]);
            StrSplit split = str_split(path, ' ');
            Str piece;
            int64_t id;

            in.state = STR("draft");
            id = add(fixture, &in);
            while (path.length > 0 && str_split_next(&split, &piece)) {
                char state[16];

                snprintf(state, sizeof state, "%.*s", STR_ARGS(piece));
                fine = fine && (strcmp(state, "erased") == 0 ? erase(fixture, id, 2)
                                                             : move(fixture, id, was, state));
                was = strcmp(state, "live") == 0 ? "live" : was;
            }
            snprintf(step, sizeof step, " %s>%s ", STATES[from], STATES[to]);
            allowed = from == to || strstr(ALLOWED, step) != NULL;
            was = STATES[from];
            if (to == 5) {
                right += fine && erase(fixture, id, 2) == allowed ? 1 : 0;
            } else {
                right += fine && move(fixture, id, was, STATES[to]) == (from == 5 ? false : allowed)
                             ? 1
                             : 0;
            }
        }
    }
    OK(right == 36, "of 36 moves those are made that the design has, and no other (%d)",
       (int)right);
}

static void moves_are_kept(Fixture *fixture)
{
    Context *context = &fixture->context;
    EntryAddIn in = draft_of("story", "Kept");
    MovesRows moves;
    int64_t id;

    in.state = STR("waiting");
    id = add(fixture, &in);
    OK(move(fixture, id, "waiting", "live") && move(fixture, id, "live", "hidden") &&
           !failed(store_moves(context, fixture->reader, &(MovesIn){id}, &moves)) &&
           moves.count == 2 && str_equal(moves.items[1].was, STR("live")) &&
           str_equal(moves.items[1].now, STR("hidden")) && moves.items[1].person.value == 2 &&
           str_equal(moves.items[1].reason, STR("because")),
       "moves are kept, with who made them, when and why");
    OK(!move(fixture, id, "live", "withdrawn"), "who moves what has moved already moves nothing");
    in.state = STR("hidden");
    OK(add(fixture, &in) == 0 && fixture_said(context, "begins as a draft, waiting or live"),
       "an entry does not begin hidden");
}

static void two_presses(Fixture *fixture)
{
    Context *context = &fixture->context;
    EntryAddIn in = draft_of("question", "Sent twice");
    EntryByPressRows found;
    int64_t id;

    in.press = SEAL;
    id = add(fixture, &in);
    OK(id != 0 && add(fixture, &in) == 0 &&
           !failed(
               store_entry_by_press(context, fixture->reader, &(EntryByPressIn){SEAL}, &found)) &&
           found.count == 1 && found.items[0].id == id,
       "a form that is sent twice makes one entry, which is found");
}

static void threads(Fixture *fixture)
{
    Context *context = &fixture->context;
    StoreChange *change = NULL;
    EntryAddIn in = draft_of("question", "Head");
    int64_t head = add(fixture, &in);
    int64_t reply;
    int64_t below;
    ThreadRows thread;
    EntryLockRows locked;
    bool fine;

    in = draft_of("reply", "");
    in.parent = (StoreInteger){true, head};
    reply = add(fixture, &in);
    in.parent.value = reply;
    below = add(fixture, &in);
    OK(!failed(store_thread(context, fixture->reader, &(ThreadIn){head, STR("live"), 0, 10},
                            &thread)) &&
           thread.count == 2 && thread.items[1].id == below &&
           thread.items[1].parent.value == reply,
       "a reply to a reply stands in the same thread");
    fine = !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(store_entry_lock(context, change, &(EntryLockIn){1, head}, &locked)) &&
           !failed(store_commit(context, change));
    store_change_end(&change);
    OK(fine && add(fixture, &in) == 0 && fixture_said(context, "closed to new replies"),
       "a closed thread takes none, wherever in it");
    OK(move(fixture, below, "live", "hidden") &&
           !failed(store_thread(context, fixture->reader, &(ThreadIn){head, STR("live"), 0, 10},
                                &thread)) &&
           thread.count == 1,
       "what is hidden is not in it");
    in.parent.value = below;
    OK(add(fixture, &in) == 0 && fixture_said(context, "not there to be read"),
       "and is not answered");
}

static void without_a_name(Fixture *fixture)
{
    Context *context = &fixture->context;
    EntryAddIn in = draft_of("question", "Sealed");
    EntriesBySealRows mine;
    EntryRows entry;
    int64_t id;

    in.seal = SEAL;
    in.author = (StoreInteger){true, 1};
    OK(add(fixture, &in) == 0, "an entry has an author or a seal");
    in.author.known = false;
    in.at = 10 * DAY + 1;
    OK(add(fixture, &in) == 0, "of a sealed one no second is kept");
    in.at = 10 * DAY;
    id = add(fixture, &in);
    OK(id != 0 &&
           !failed(
               store_entries_by_seal(context, fixture->reader, &(EntriesBySealIn){SEAL}, &mine)) &&
           mine.count == 1 && mine.items[0].id == id,
       "who knows the seal finds it");
    OK(!edit(fixture, id, 1, "By its writer") && fixture_said(context, "names nobody but staff"),
       "its history cannot name who is not staff");
    OK(move(fixture, id, "live", "hidden") &&
           !failed(store_entry(context, fixture->reader, &(EntryIn){id}, &entry)) &&
           entry.items[0].changed == 12 * DAY && entry.items[0].moved == 12 * DAY + 5,
       "staff hide it under their name; readers see the day");
    OK(fixture_sql(fixture->writer->connection.handle, "UPDATE entry SET author = 1, seal = NULL "
                                                       "WHERE seal IS NOT NULL") != SQLITE_OK,
       "no statement puts a name to it");
}

static void links_and_ties(Fixture *fixture)
{
    Context *context = &fixture->context;
    EntryAddIn in = draft_of("system", "A system");
    int64_t system = add(fixture, &in);
    int64_t evidence;
    StoreChange *change = NULL;
    LinkAddRows added;
    TiePutRows tied;
    LinksToRows to;
    LinksFromRows from;
    TiesOfEntryRows people;
    bool fine;

    in = draft_of("evidence", "About it");
    evidence = add(fixture, &in);
    fine =
        !failed(store_begin(context, fixture->writer, &change)) &&
        !failed(store_link_add(context, change, &(LinkAddIn){evidence, STR("about"), system, 5},
                               &added)) &&
        !failed(store_tie_put(context, change, &(TiePutIn){system, STR("follows"), 1, 5, STR("{}")},
                              &tied)) &&
        !failed(store_tie_put(
            context, change, &(TiePutIn){system, STR("follows"), 1, 6, STR("{\"a\":1}")}, &tied)) &&
        !failed(store_commit(context, change));
    store_change_end(&change);
    OK(fine && !failed(store_links_to(context, fixture->reader, &(LinksToIn){system}, &to)) &&
           to.count == 1 && to.items[0].id == evidence &&
           !failed(store_links_from(context, fixture->reader, &(LinksFromIn){evidence}, &from)) &&
           from.count == 1 && from.items[0].id == system,
       "a link is seen from both ends");
    OK(!failed(store_ties_of_entry(context, fixture->reader,
                                   &(TiesOfEntryIn){system, STR("follows")}, &people)) &&
           people.count == 1 && people.items[0].person == 1 && people.items[0].at == 5 &&
           str_equal(people.items[0].data, STR("{\"a\":1}")),
       "a person is tied to an entry once, by each role");
    OK(move(fixture, evidence, "live", "withdrawn") &&
           !failed(store_links_to(context, fixture->reader, &(LinksToIn){system}, &to)) &&
           to.count == 0,
       "what is not live is not linked to");
}

static void lists(Fixture *fixture)
{
    Context *context = &fixture->context;
    EntriesRows page;
    int64_t before = INT64_MAX;
    int64_t before_id = INT64_MAX;
    size_t seen = 0;

    for (int64_t i = 0; i < 7; i++) {
        EntryAddIn in = draft_of("letter", "In a list");

        in.at = (20 + i / 3) * DAY;
        (void)add(fixture, &in);
    }
    do { /* the newest first; several of one second are told apart */
        EntriesIn in = {STR("letter"), STR("live"), before, before_id, 2};

        if (failed(store_entries(context, fixture->reader, &in, &page))) {
            break;
        }
        for (size_t i = 0; i < page.count; i++) {
            seen += page.items[i].changed < before ||
                            (page.items[i].changed == before && page.items[i].id < before_id)
                        ? 1
                        : 100;
            before = page.items[i].changed;
            before_id = page.items[i].id;
        }
    } while (page.count > 0);
    OK(seen == 8, "a list is read in parts: each once, in order (%d)", (int)seen);
}

static size_t found(Fixture *fixture, const char *typed)
{
    Context *context = &fixture->context;
    SearchRows rows = {0};
    Str words;

    return !failed(store_search_words(context, str_from(typed), &words)) &&
                   !failed(store_search(context, fixture->reader, &(SearchIn){words, 100}, &rows))
               ? rows.count
               : 9999;
}

static void words_are_found(Fixture *fixture)
{
    static const char *const TYPED[] = {
        "\"",  "*",    "NEAR",        "NEAR(a b)", "title:", "^",  "-", "a OR",
        "AND", "(",    "' OR 1=1 --", "{a b}:c",   "\"\"",   "a*", "",  "\xf0\x9f\x99\x82",
        "+ -", "\x01", "NOT x"};
    size_t fine = 0;
    EntryAddIn in = draft_of("evidence", "Oximeters on darker skin");
    int64_t id = add(fixture, &in);

    OK(found(fixture, "oximeter") == 1 && found(fixture, "SKIN darker") == 1 &&
           found(fixture, "oximeter nowhere") == 0,
       "words are found, whatever their form and order; all must be there");
    OK(edit(fixture, id, 1, "Spirometers") && found(fixture, "oximeter") == 0 &&
           found(fixture, "spirometer") == 1,
       "a changed entry is found by its new words alone");
    OK(move(fixture, id, "live", "hidden") && found(fixture, "spirometer") == 0 &&
           move(fixture, id, "hidden", "live") && found(fixture, "spirometer") == 1,
       "what is hidden is not found, what is restored is");
    for (size_t i = 0; i < sizeof TYPED / sizeof TYPED[0]; i++) {
        bool answered = found(fixture, TYPED[i]) != 9999;

        fine += answered ? 1 : 0;
        if (!answered) {
            printf("# %s\n", TYPED[i]);
            fixture_print(&fixture->context);
        }
    }
    OK(fine == sizeof TYPED / sizeof TYPED[0], "whatever is typed is a question of words");
    OK(number(fixture, "SELECT count(*) FROM search_due") == 0, "nothing waits to be looked at");
}

/* Does the file, or what stands beside it, hold these bytes? */
static bool file_holds(const Fixture *fixture, const char *words)
{
    static const char *const ENDS[] = {"", "-wal"};
    static char bytes[4 << 20];
    bool holds = false;

    for (size_t i = 0; i < 2; i++) {
        char path[FIXTURE_PATH + 64];
        FILE *file;
        size_t length;

        snprintf(path, sizeof path, "%s%s", fixture->path, ENDS[i]);
        file = fopen(path, "rb");
        if (file != NULL) {
            length = fread(bytes, 1, sizeof bytes, file);
            holds = holds || memmem(bytes, length, words, strlen(words)) != NULL;
            (void)fclose(file);
        }
    }
    return holds;
}

static void erased_is_gone(Fixture *fixture)
{
    Context *context = &fixture->context;
    EntryAddIn in = draft_of("story", "Quixotic");
    EntryAddIn after = draft_of("reply", "");
    StoreChange *change = NULL;
    LinkAddRows added;
    EntryRows entry;
    MovesRows moves;
    int64_t id;
    bool fine;

    in.body = STR("zanzibarwords nobody else uses");
    in.author = (StoreInteger){true, 1};
    id = add(fixture, &in);
    fine = edit(fixture, id, 1, "Other") && edit(fixture, id, 2, "Quixotic again") &&
           file_holds(fixture, "zanzibarwords") && file_holds(fixture, "uixotic");
    fine = fine && !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(store_link_add(context, change, &(LinkAddIn){id, STR("about"), 1, 5}, &added)) &&
           !failed(store_commit(context, change));
    store_change_end(&change);
    OK(fine && erase(fixture, id, 1) && found(fixture, "quixotic") == 0,
       "what is erased is found no more");
    OK(!failed(store_entry(context, fixture->reader, &(EntryIn){id}, &entry)) && entry.count == 1 &&
           str_equal(entry.items[0].state, STR("erased")) && entry.items[0].title.length == 0 &&
           !entry.items[0].author.known && !entry.items[0].mover.known,
       "its number stays, with no word and nobody");
    OK(!failed(store_moves(context, fixture->reader, &(MovesIn){id}, &moves)) && moves.count == 1 &&
           !moves.items[0].person.known,
       "of its history only that it was erased");
    OK(number(fixture, "SELECT count(*) FROM rev r JOIN entry e ON e.id = r.entry WHERE e.state = "
                       "'erased'") == 0 &&
           number(fixture, "SELECT count(*) FROM link WHERE b = 1 AND rel = 'about'") == 0,
       "no former version, no link");
    OK(!failed(store_tidy(context, fixture->writer)) && !file_holds(fixture, "zanzibarwords") &&
           !file_holds(fixture, "uixotic"),
       "and no byte of it in the file once that was tidied");
    after.parent = (StoreInteger){true, id};
    OK(add(fixture, &after) == 0, "it is not answered");
}

/* Past the statements: what the file itself does not let happen. */
static void what_is_refused(Fixture *fixture)
{
    static const char *const TEXTS[] = {
        "DELETE FROM entry WHERE id = 1",
        "UPDATE entry SET kind = 'page' WHERE id = 1",
        "UPDATE entry SET made = 1 WHERE id = 1",
        "UPDATE entry SET root = 2 WHERE id = 1",
        "UPDATE entry SET title = 'unseen' WHERE id = 1",
        "UPDATE entry SET title = 'unseen', version = version + 2 WHERE id = 1",
        "UPDATE entry SET author = 2 WHERE id = 1",
        "UPDATE entry SET state = 'erased' WHERE id = 1",
        "UPDATE entry SET title = 'back', version = version + 1 WHERE state = 'erased'",
        "DELETE FROM rev",
        "UPDATE rev SET title = ''",
        "DELETE FROM move",
        "UPDATE move SET reason = ''",
        "INSERT INTO link VALUES(1, 'about', 1, 5)",
        "INSERT INTO link VALUES(1, 'likes', 2, 5)",
        "INSERT INTO link VALUES(1, 'about', 99999, 5)",
        "INSERT INTO link SELECT id, 'about', 1, 5 FROM entry WHERE state = 'erased'",
        "INSERT INTO tie SELECT id, 'follows', 1, 5, '{}' FROM entry WHERE state = 'erased'",
        "INSERT INTO tie VALUES(1, 'admires', 1, 5, '{}')",
        "INSERT INTO tag VALUES('knot', 'no-such-term', 1)",
        "UPDATE entry SET starts = 5, ends = 4, version = version + 1 WHERE id = 1",
        "UPDATE entry SET state = 'new' WHERE id = 1",
        "UPDATE entry SET body = CAST(zeroblob(70000) AS TEXT), version = version + 1 WHERE id = 1",
    };
    sqlite3 *handle = fixture->writer->connection.handle;

    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        int code = fixture_sql(handle, TEXTS[i]);

        if (!OK((code & 0xff) == SQLITE_CONSTRAINT, "refused: %s", TEXTS[i])) {
            printf("# %d %s\n", code, sqlite3_errmsg(handle));
        }
    }
}

int main(void)
{
    Fixture fixture;
    StoreChange *change = NULL;
    PersonPowerRows power;
    bool fine;

    if (!fixture_begin(&fixture) || !fixture_open(&fixture)) {
        return tap_done();
    }
    fine = !failed(store_begin(&fixture.context, fixture.writer, &change)) &&
           fixture_person(&fixture.context, change, "ada") == 1 &&
           fixture_person(&fixture.context, change, "staff") == 2 &&
           !failed(store_person_power(&fixture.context, change, &(PersonPowerIn){1, 2}, &power)) &&
           !failed(store_commit(&fixture.context, change));
    store_change_end(&change);
    OK(fine, "a member and one of the staff");
    kinds(&fixture);
    changes_are_kept(&fixture);
    moves_of_state(&fixture);
    moves_are_kept(&fixture);
    two_presses(&fixture);
    threads(&fixture);
    without_a_name(&fixture);
    links_and_ties(&fixture);
    lists(&fixture);
    words_are_found(&fixture);
    erased_is_gone(&fixture);
    what_is_refused(&fixture);
    OK(number(&fixture, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> "
                        "'ok'") == 0 &&
           number(&fixture, "SELECT count(*) FROM pragma_foreign_key_check") == 0,
       "the file is whole after all of it");
    fixture_end(&fixture);
    return tap_done();
}
