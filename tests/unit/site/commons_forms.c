/* Forms: every mistake at once with its field, and what is right comes back as it was sent. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "site/commons/entry_keep.h"

#define DAY ((int64_t)86400)
#define TODAY (20000 * DAY)

#define VALUES(...)                                                                                \
    (FormValues)                                                                                   \
    {                                                                                              \
        (const FormValue[]){__VA_ARGS__},                                                          \
            sizeof((const FormValue[]){__VA_ARGS__}) / sizeof(FormValue)                           \
    }
#define VALUE(key, value)                                                                          \
    {                                                                                              \
        STR(key), STR(value)                                                                       \
    }

typedef struct Hand {
    Context *context;
    StoreChange *change;
} Hand;

static EntryWords check(const Hand *hand, KindId kind, FormValues values, bool draft)
{
    EntryForm form = {kind, values, draft, false, STR_NONE, TODAY};
    EntryWords words = {0};

    if (failed(entry_form_check(hand->context, store_change_reader(hand->change), &form, &words))) {
        fixture_print(hand->context);
    }
    return words;
}

static bool complains(const EntryWords *words, const char *key, const char *about)
{
    for (size_t i = 0; i < words->mistake_count; i++) {
        if (str_equal(words->mistakes[i].key, str_from(key)) &&
            str_contains_ignoring_case(words->mistakes[i].sentence, str_from(about))) {
            return true;
        }
    }
    for (size_t i = 0; i < words->mistake_count; i++) {
        printf("# %.*s: %.*s\n", STR_ARGS(words->mistakes[i].key),
               STR_ARGS(words->mistakes[i].sentence));
    }
    return false;
}

#define EVIDENCE_NEEDED                                                                            \
    VALUE("title", "Scores miss people"), VALUE("plain", "Some are missed."),                      \
        VALUE("effect", "worse"), VALUE("knot", "proxy-for-need"), VALUE("group", "ethnicity"),    \
        VALUE("evidence-sort", "study"), VALUE("strength", "good"), VALUE("why", "Many people."),  \
        VALUE("source", "Somebody 2020.")

static void mistakes(const Hand *hand)
{
    EntryWords empty = check(hand, KIND_EVIDENCE, (FormValues){NULL, 0}, false);
    EntryWords draft = check(hand, KIND_EVIDENCE, (FormValues){NULL, 0}, true);
    EntryWords bad = check(
        hand, KIND_EVIDENCE,
        VALUES(EVIDENCE_NEEDED, VALUE("effect", "better"), VALUE("group", "martians"),
               VALUE("doi", "11.1/x"), VALUE("web", "javascript:alert(1)"), VALUE("year", "soon"),
               VALUE("due", "2026-02-30"), VALUE("system", "77"), VALUE("lang", "<b>"),
               VALUE("colour", "red"), VALUE("standing", "withdrawn"), VALUE("where", "a\nb")),
        false);

    OK(empty.mistake_count == 9 && complains(&empty, "source", "fill it in") &&
           complains(&empty, "plain", "is empty") && complains(&empty, "effect", "choose"),
       "without a source and plain words there is no evidence; all nine fields are named");
    OK(draft.mistake_count == 0, "a draft may lack what is needed");
    OK(complains(&bad, "effect", "2 times") && complains(&bad, "group", "martians") &&
           complains(&bad, "doi", "DOI") && complains(&bad, "web", "https://") &&
           complains(&bad, "year", "digits") && complains(&bad, "due", "no day") &&
           complains(&bad, "system", "77") && complains(&bad, "lang", "language") &&
           complains(&bad, "colour", "no field") && complains(&bad, "standing", "editors") &&
           complains(&bad, "where", "one line") && bad.mistake_count == 11,
       "eleven mistakes of one form are told at once, unknown fields and fields of the staff too");
}

static void limits(const Hand *hand)
{
    char many[600];
    size_t length = 0;
    EntryWords words;

    for (size_t i = 0; i < 91; i++) {
        length += (size_t)snprintf(many + length, sizeof many - length, "word ");
    }
    words =
        check(hand, KIND_THEME, VALUES(VALUE("title", "A"), {STR("plain"), {many, length}}), false);
    OK(complains(&words, "plain", "91 words"), "91 words are more than 90");
    words = check(hand, KIND_THEME, VALUES(VALUE("title", "A"), {STR("plain"), {many, length - 5}}),
                  false);
    OK(words.mistake_count == 0, "and 90 are not");
    words = check(hand, KIND_EVENT,
                  VALUES(VALUE("title", "A"), VALUE("plain", "b"), VALUE("event-sort", "theme"),
                         VALUE("place", "here"), VALUE("access", "a step"),
                         VALUE("starts", "2026-12-02"), VALUE("ends", "2026-12-01")),
                  false);
    OK(complains(&words, "ends", "before"), "an end before the beginning is told");
    words = check(hand, KIND_STORY,
                  VALUES(VALUE("title", "A"), VALUE("plain", "b"), VALUE("body", "c"),
                         VALUE("story-sort", "involvement")),
                  false);
    OK(words.mistake_count == 1 && complains(&words, "agreed", "tick"),
       "a story without the tick is a draft");
}

static void addresses(const Hand *hand)
{
    Str slug = STR_NONE;
    Str address = STR_NONE;
    Str doi = STR_NONE;
    bool is_one = false;
    int64_t id = 0;

    OK(!failed(entry_slug(hand->context, STR("  Who\u2019s l\u00e9ft behind? (2024) "), &slug)) &&
           str_equal(slug, STR("whos-left-behind-2024")) &&
           !failed(entry_address(hand->context, KIND_EVIDENCE, 412, slug, &address)) &&
           str_equal(address, STR("/evidence/412-whos-left-behind-2024")),
       "the number first, then the words without marks");
    OK(!failed(entry_slug(hand->context, STR("\u0645\u0631\u062d\u0628\u0627"), &slug)) &&
           slug.length == 0 &&
           !failed(entry_address(hand->context, KIND_ANSWER, 7, slug, &address)) &&
           str_equal(address, STR("/e/7")),
       "where nothing of the words is left, the number alone");
    OK(entry_number(address, &id) && id == 7 && entry_number(STR("412-x"), &id) && id == 412 &&
           !entry_number(STR("x-412"), &id) && !entry_number(STR("412x"), &id) &&
           !entry_number(STR("0"), &id) && !entry_number(STR("99999999999999999999"), &id),
       "the number is read from what people paste, and from nothing else");
    OK(!failed(entry_doi(hand->context, STR(" HTTPS://doi.org/10.1000/ABC.1"), &is_one, &doi)) &&
           is_one && str_equal(doi, STR("10.1000/abc.1")) &&
           !failed(entry_doi(hand->context, STR("10.x/1"), &is_one, &doi)) && !is_one,
       "a DOI is one whatever stands before it and however it is written");
}

static bool has_value(const FormValues *values, const char *key, const char *value)
{
    for (size_t i = 0; i < values->count; i++) {
        if (str_equal(values->items[i].key, str_from(key)) &&
            str_equal(values->items[i].value, str_from(value))) {
            return true;
        }
    }
    return false;
}

static int64_t send(const Hand *hand, const EntryWords *words, const char *press, bool *again)
{
    EntrySender sender = {
        .author = {true, 1}, .state = STR("live"), .at = TODAY, .press = str_from(press)};
    EntrySent sent = {0};

    if (failed(entry_send(hand->context, hand->change, words, &sender, &sent))) {
        fixture_print(hand->context);
    }
    *again = sent.again;
    return sent.id;
}

#define PRESS_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define PRESS_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void keeping(const Hand *hand)
{
    StoreReader *reader = store_change_reader(hand->change);
    bool again = false;
    EntryWords system = check(hand, KIND_SYSTEM,
                              VALUES(VALUE("title", "A score"), VALUE("plain", "It scores."),
                                     VALUE("used_on", "All"), VALUE("owner", "A trust"),
                                     VALUE("system-sort", "risk-score")),
                              false);
    int64_t of = send(hand, &system, PRESS_A, &again);
    char number[32];
    EntryWords words;
    EntryRows rows = {0};
    FormValues back = {0};
    TagsRows tags = {0};
    LinksToRows links = {0};
    EntryWords read;
    int64_t id;
    bool kept = false;

    snprintf(number, sizeof number, "/systems/%lld-a-score", (long long)of);
    words =
        check(hand, KIND_EVIDENCE,
              VALUES(EVIDENCE_NEEDED, VALUE("group", "money"), {STR("system"), str_from(number)},
                     VALUE("doi", "doi:10.1000/X"), VALUE("in_practice", "Look.")),
              false);
    id = send(hand, &words, PRESS_B, &again);
    OK(id > of && !again && send(hand, &words, PRESS_B, &again) == id && again,
       "two presses of one form make one entry");
    OK(!failed(store_entry(hand->context, reader, &(EntryIn){id}, &rows)) && rows.count == 1 &&
           rows.items[0].due.value == TODAY + 730 * DAY &&
           !failed(entry_row_words(hand->context, &rows.items[0], &read)) &&
           !failed(entry_values_read(hand->context, &read, &back)) && back.count == 15 &&
           has_value(&back, "group", "money") && has_value(&back, "group", "ethnicity") &&
           has_value(&back, "doi", "10.1000/x") && has_value(&back, "due", "2026-10-04") &&
           has_value(&back, "lang", "en"),
       "what was sent comes back, with the day of the next look two years on");
    words = check(hand, KIND_EVIDENCE, back, false);
    OK(words.mistake_count == 0 && str_equal(words.data, read.data), "and is taken again as it is");
    OK(!failed(store_tags(hand->context, reader, &(TagsIn){id}, &tags)) && tags.count == 7 &&
           !failed(store_links_to(hand->context, reader, &(LinksToIn){of}, &links)) &&
           links.count == 1 && str_equal(links.items[0].rel, STR("about")),
       "it is tagged, with the stop of its knot too, and linked to its system");
    words = check(hand, KIND_EVIDENCE, VALUES(EVIDENCE_NEEDED), false);
    OK(!failed(entry_change(hand->context, hand->change, &words,
                            &(EntryEditor){id, 1, {true, 1}, STR("shorter"), TODAY + 5, NULL},
                            &kept)) &&
           kept && !failed(store_tags(hand->context, reader, &(TagsIn){id}, &tags)) &&
           tags.count == 6 &&
           !failed(store_links_to(hand->context, reader, &(LinksToIn){of}, &links)) &&
           links.count == 0,
       "a new version has its own tags and links and none of the one before");
    OK(!failed(entry_change(hand->context, hand->change, &words,
                            &(EntryEditor){id, 1, {true, 1}, STR(""), TODAY + 6, NULL}, &kept)) &&
           !kept,
       "who saw an older version changes nothing and is told");
}

/* Fields of the staff stay when the author sends the form again. */
static void staff_fields(const Hand *hand)
{
    EntryForm by_editor = {KIND_EVIDENCE, VALUES(EVIDENCE_NEEDED, VALUE("standing", "withdrawn")),
                           false,         true,
                           STR_NONE,      TODAY};
    EntryForm by_author = {KIND_EVIDENCE, VALUES(EVIDENCE_NEEDED), false, false, STR_NONE, TODAY};
    EntryWords words = {0};
    StoreReader *reader = store_change_reader(hand->change);

    OK(!failed(entry_form_check(hand->context, reader, &by_editor, &words)) &&
           words.mistake_count == 0,
       "an editor may mark evidence as withdrawn");
    by_author.kept = words.data;
    OK(!failed(entry_form_check(hand->context, reader, &by_author, &words)) &&
           words.mistake_count == 0 &&
           str_contains_ignoring_case(words.data, STR("\"standing\":\"withdrawn\"")),
       "which stays when its author changes other words");
}

/* With any amount of memory: words in full, or a failure in words. */
static void little_memory(const Hand *hand)
{
    EntryForm form = {
        KIND_EVIDENCE, VALUES(EVIDENCE_NEEDED, VALUE("doi", "10.1000/x"), VALUE("colour", "red")),
        false,         false,
        STR_NONE,      TODAY};
    EntryWords full = {0};
    size_t whole = 0;
    size_t short_of = 0;
    bool right =
        !failed(entry_form_check(hand->context, store_change_reader(hand->change), &form, &full));

    for (size_t limit = 0; limit < 20000; limit += 16) {
        Arena *arena = arena_new(limit);
        Context context = {.arena = arena};
        EntryWords words = {0};
        Status status =
            entry_form_check(&context, store_change_reader(hand->change), &form, &words);

        if (failed(status)) {
            right = right && context.first != NULL;
            short_of++;
        } else {
            right = right && words.mistake_count == full.mistake_count &&
                    words.tag_count == full.tag_count && str_equal(words.data, full.data);
            whole++;
        }
        arena_free(arena);
    }
    OK(right && whole > 0 && short_of > 10, "whatever memory there is, no half answer");
}

int main(void)
{
    Fixture fixture;
    StoreChange *change = NULL;

    if (!fixture_begin(&fixture) || !fixture_open(&fixture)) {
        return tap_done();
    }
    if (OK(!failed(store_begin(&fixture.context, fixture.writer, &change)) &&
               fixture_person(&fixture.context, change, "ada") == 1 &&
               !failed(facets_keep(&fixture.context, change)) &&
               !failed(facets_keep(&fixture.context, change)),
           "the lists of words are kept, a second time too")) {
        Hand hand = {&fixture.context, change};

        mistakes(&hand);
        limits(&hand);
        addresses(&hand);
        keeping(&hand);
        staff_fields(&hand);
        little_memory(&hand);
        OK(!failed(store_commit(&fixture.context, change)), "all of it is committed");
    }
    fixture_end(&fixture);
    return tap_done();
}
