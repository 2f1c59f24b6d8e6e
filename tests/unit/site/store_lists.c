/* Each list of the store gives what it is for, in its order, and leaves out what is not to be
   seen. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "site/store/log_chain.h"

#define DAY ((int64_t)86400)

/* What all of these tests have in hand. */
typedef struct Hand {
    Context *context;
    StoreChange *change;
    StoreReader *reader; /* of the change */
} Hand;

static int64_t add(const Hand *hand, const char *kind, const char *state, int64_t at)
{
    EntryAddIn in = {.kind = str_from(kind),
                     .author = {true, 1},
                     .slug = STR("a"),
                     .title = STR("A"),
                     .plain = STR(""),
                     .body = STR(""),
                     .html = STR(""),
                     .data = STR("{}"),
                     .lang = STR("en"),
                     .state = str_from(state),
                     .at = at,
                     .starts = {true, 100 * DAY - at},
                     .ends = {true, 200 * DAY},
                     .due = {true, 300 * DAY - at}};
    EntryAddRows rows;

    return failed(store_entry_add(hand->context, hand->change, &in, &rows)) ? 0 : rows.items[0].id;
}

static void by_time(const Hand *hand)
{
    int64_t early = add(hand, "event", "live", 9 * DAY); /* starts and is due first */
    int64_t late = add(hand, "event", "live", 1 * DAY);
    int64_t hidden = add(hand, "event", "draft", 5 * DAY);
    EntriesComingRows coming;
    EntriesDueRows due;

    OK(hidden != 0 &&
           !failed(store_entries_coming(hand->context, hand->reader,
                                        &(EntriesComingIn){STR("event"), 0, 0, 10}, &coming)) &&
           coming.count == 2 && coming.items[0].id == early && coming.items[1].id == late,
       "what is to come: the soonest first, no drafts");
    OK(!failed(store_entries_coming(
           hand->context, hand->reader,
           &(EntriesComingIn){STR("event"), coming.items[0].starts, coming.items[0].id, 10},
           &coming)) &&
           coming.count == 1 && coming.items[0].id == late,
       "and the part after that");
    OK(!failed(store_entries_due(hand->context, hand->reader, &(EntriesDueIn){295 * DAY, 0, 0, 10},
                                 &due)) &&
           due.count == 1 && due.items[0].id == early,
       "what is due by a day");
}

static void by_people(const Hand *hand)
{
    int64_t second = add(hand, "story", "waiting", 8 * DAY);
    int64_t first = add(hand, "story", "waiting", 7 * DAY);
    EntriesWaitingRows waiting;
    EntriesByAuthorRows mine;
    PeopleRows people;

    OK(!failed(store_entries_waiting(hand->context, hand->reader, &(EntriesWaitingIn){0, 0, 10},
                                     &waiting)) &&
           waiting.count == 2 && waiting.items[0].id == first && waiting.items[1].id == second,
       "who waits longest comes first");
    OK(!failed(store_entries_by_author(hand->context, hand->reader,
                                       &(EntriesByAuthorIn){1, INT64_MAX, 2}, &mine)) &&
           mine.count == 2 && mine.items[0].id == first &&
           str_equal(mine.items[0].state, STR("waiting")),
       "a person sees all of their own with its state, the newest first");
    OK(!failed(store_people(hand->context, hand->reader, &(PeopleIn){1, 10}, &people)) &&
           people.count == 1 && str_equal(people.items[0].handle, STR("bea")),
       "people in parts");
}

static void words_of_a_list(const Hand *hand)
{
    int64_t seen = add(hand, "evidence", "live", DAY);
    int64_t unseen = add(hand, "evidence", "draft", DAY);
    TermPutRows put;
    TagAddRows tagged_now;
    TermsRows terms;
    TagsRows tags;
    TaggedRows found;
    TagsEndRows ended;
    bool fine =
        !failed(store_term_put(
            hand->context, hand->change,
            &(TermPutIn){STR("stage"), STR("use"), STR("Using it"), STR("plain"), 2}, &put)) &&
        !failed(store_term_put(
            hand->context, hand->change,
            &(TermPutIn){STR("stage"), STR("frame"), STR("Asking"), STR("plain"), 1}, &put)) &&
        !failed(store_term_put(
            hand->context, hand->change,
            &(TermPutIn){STR("stage"), STR("use"), STR("Using"), STR("plain"), 2}, &put));

    OK(fine &&
           !failed(store_terms(hand->context, hand->reader, &(TermsIn){STR("stage")}, &terms)) &&
           terms.count == 2 && str_equal(terms.items[0].term, STR("frame")) &&
           str_equal(terms.items[1].label, STR("Using")),
       "a word list is in its own order; a label may become another");
    fine = !failed(store_tag_add(hand->context, hand->change,
                                 &(TagAddIn){STR("stage"), STR("use"), seen}, &tagged_now)) &&
           !failed(store_tag_add(hand->context, hand->change,
                                 &(TagAddIn){STR("stage"), STR("use"), seen}, &tagged_now)) &&
           !failed(store_tag_add(hand->context, hand->change,
                                 &(TagAddIn){STR("stage"), STR("use"), unseen}, &tagged_now));
    OK(fine && !failed(store_tags(hand->context, hand->reader, &(TagsIn){seen}, &tags)) &&
           tags.count == 1 && str_equal(tags.items[0].label, STR("Using")),
       "an entry has a word once");
    OK(!failed(store_tagged(hand->context, hand->reader,
                            &(TaggedIn){STR("stage"), STR("use"), STR("evidence"), INT64_MAX, 10},
                            &found)) &&
           found.count == 1 && found.items[0].id == seen,
       "entries by word: those that are live");
    OK(!failed(
           store_tags_end(hand->context, hand->change, &(TagsEndIn){seen, STR("stage")}, &ended)) &&
           !failed(store_tags(hand->context, hand->reader, &(TagsIn){seen}, &tags)) &&
           tags.count == 0,
       "words are taken off");
}

static void ends_of_links(const Hand *hand)
{
    int64_t a = add(hand, "system", "live", DAY);
    int64_t b = add(hand, "method", "live", DAY);
    LinkAddRows added;
    LinkEndRows ended;
    LinksFromRows from;
    TiePutRows put;
    TiesOfPersonRows ties;
    TieEndRows untied;
    bool fine = !failed(store_link_add(hand->context, hand->change,
                                       &(LinkAddIn){a, STR("uses"), b, 5}, &added)) &&
                added.count == 1 &&
                !failed(store_link_add(hand->context, hand->change,
                                       &(LinkAddIn){a, STR("uses"), b, 6}, &added)) &&
                added.count == 0;

    OK(fine &&
           !failed(store_link_end(hand->context, hand->change, &(LinkEndIn){a, STR("uses"), b},
                                  &ended)) &&
           ended.count == 1 &&
           !failed(store_links_from(hand->context, hand->reader, &(LinksFromIn){a}, &from)) &&
           from.count == 0,
       "a link is made once and ends");
    OK(!failed(store_tie_put(hand->context, hand->change,
                             &(TiePutIn){a, STR("owner"), 2, 5, STR("{}")}, &put)) &&
           !failed(
               store_ties_of_person(hand->context, hand->reader, &(TiesOfPersonIn){2}, &ties)) &&
           ties.count == 1 && ties.items[0].entry == a &&
           !failed(store_tie_end(hand->context, hand->change, &(TieEndIn){a, STR("owner"), 2},
                                 &untied)) &&
           untied.count == 1 &&
           !failed(
               store_ties_of_person(hand->context, hand->reader, &(TiesOfPersonIn){2}, &ties)) &&
           ties.count == 0,
       "so is and does a tie");
}

static void seals_are_let_go(const Hand *hand)
{
    static const Str SEAL = {"0123456789abcdef0123456789abcdef", 32};
    EntryAddIn in = {.kind = STR("question"),
                     .seal = SEAL,
                     .slug = STR(""),
                     .title = STR("A"),
                     .data = STR("{}"),
                     .lang = STR("en"),
                     .state = STR("live"),
                     .at = DAY};
    EntryAddRows added;
    EntryLetGoRows gone;
    EntriesBySealRows mine;
    bool fine = !failed(store_entry_add(hand->context, hand->change, &in, &added));

    OK(fine &&
           !failed(store_entry_let_go(hand->context, hand->change,
                                      &(EntryLetGoIn){added.items[0].id}, &gone)) &&
           gone.count == 1 &&
           !failed(store_entries_by_seal(hand->context, hand->reader, &(EntriesBySealIn){SEAL},
                                         &mine)) &&
           mine.count == 0,
       "what is let go is nobody's for ever");
}

static void parts_of_the_log(const Hand *hand)
{
    LogWords words = {.at = 1,
                      .actor = {true, 2},
                      .verb = STR("hide"),
                      .entry = {true, 1},
                      .why = STR("law"),
                      .is_open = true};
    LogOpenRowsRows open;
    LogOfEntryRows of_entry;
    bool fine = !failed(store_log_add(hand->context, hand->change, &words, NULL));

    words.is_open = false;
    words.entry.known = false;
    fine = fine && !failed(store_log_add(hand->context, hand->change, &words, NULL));
    OK(fine &&
           !failed(store_log_open_rows(hand->context, hand->reader, &(LogOpenRowsIn){INT64_MAX, 10},
                                       &open)) &&
           open.count == 1 && open.items[0].id == 1,
       "the page of openness shows what is open");
    OK(!failed(store_log_of_entry(hand->context, hand->reader, &(LogOfEntryIn){1}, &of_entry)) &&
           of_entry.count == 1 && of_entry.items[0].actor.value == 2,
       "an entry has its own part of the log");
}

static void details_of_people(const Hand *hand)
{
    PersonWriteToRows write_to;
    PersonByEmailRows by_email;
    PersonSecureRows secure;
    PersonSecretsRows secrets;
    PersonSeenRows seen;

    OK(!failed(store_person_write_to(hand->context, hand->change,
                                     &(PersonWriteToIn){STR("bea@example.org"), 2}, &write_to)) &&
           !failed(store_person_by_email(hand->context, hand->reader,
                                         &(PersonByEmailIn){STR("BEA@example.org")}, &by_email)) &&
           by_email.count == 1 && by_email.items[0].id == 2,
       "a person is found by their address");
    OK(!failed(store_person_secure(hand->context, hand->change,
                                   &(PersonSecureIn){STR("$argon2id$"), {"\0\1", 2}, 2},
                                   &secure)) &&
           !failed(store_person_secrets(hand->context, hand->reader, &(PersonSecretsIn){2},
                                        &secrets)) &&
           str_equal(secrets.items[0].pass, STR("$argon2id$")) &&
           secrets.items[0].totp.length == 2 && secrets.items[0].totp.bytes[1] == 1,
       "bytes are kept to the byte, a zero too");
    OK(!failed(
           store_person_seen(hand->context, hand->change, &(PersonSeenIn){5 * DAY, 2}, &seen)) &&
           seen.count == 1,
       "a visit is a day");
}

static void sign_ins(const Hand *hand)
{
    static const Str SECRET = {"0123456789abcdef0123456789abcde1", 32};
    SessionAddRows added;
    SessionEndRows ended;
    TokenAddRows link;
    TokenRows token;
    bool fine = !failed(store_session_add(hand->context, hand->change,
                                          &(SessionAddIn){SECRET, 2, 5, DAY, 1}, &added));

    OK(fine &&
           !failed(
               store_session_end(hand->context, hand->change, &(SessionEndIn){SECRET}, &ended)) &&
           ended.count == 1 && ended.items[0].person == 2 &&
           !failed(
               store_session_end(hand->context, hand->change, &(SessionEndIn){SECRET}, &ended)) &&
           ended.count == 0,
       "a sign-in ends once");
    fine = !failed(store_token_add(hand->context, hand->change,
                                   &(TokenAddIn){SECRET, STR("invite"), {false, 0}, STR("{}"), 100},
                                   &link));
    OK(fine &&
           !failed(store_token(hand->context, hand->reader, &(TokenIn){SECRET, STR("invite"), 99},
                               &token)) &&
           token.count == 1 && !token.items[0].person.known &&
           !failed(store_token(hand->context, hand->reader, &(TokenIn){SECRET, STR("invite"), 100},
                               &token)) &&
           token.count == 0,
       "a link can be looked at without using it up");
}

int main(void)
{
    Fixture fixture;
    Hand hand;

    if (!fixture_begin(&fixture) || !fixture_open(&fixture)) {
        return tap_done();
    }
    hand = (Hand){.context = &fixture.context};
    if (OK(!failed(store_begin(hand.context, fixture.writer, &hand.change)), "a change begins")) {
        hand.reader = store_change_reader(hand.change);
        OK(fixture_person(hand.context, hand.change, "ada") == 1 &&
               fixture_person(hand.context, hand.change, "bea") == 2,
           "two people");
        by_time(&hand);
        by_people(&hand);
        words_of_a_list(&hand);
        ends_of_links(&hand);
        seals_are_let_go(&hand);
        parts_of_the_log(&hand);
        details_of_people(&hand);
        sign_ins(&hand);
        OK(!failed(store_commit(hand.context, hand.change)), "all of it stays");
        store_change_end(&hand.change);
    }
    fixture_end(&fixture);
    return tap_done();
}
