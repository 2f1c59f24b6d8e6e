/* Phrases: slots by name in any order, one and other, values as they are, and another language that
   is a file (other_phrases.yaml). */
#include "catalogue/phrase.h"

#include "base/arena.h"
#include "tap.h"

extern const PhraseTable OTHER_PHRASES;

/* The phrase of a table, whether every slot was filled or not. */
static bool says(Arena *arena, const PhraseTable *table, PhraseId id, const PhraseValue *values,
                 size_t count, const char *words)
{
    Text text = text_new(arena);
    bool filled = phrase_add_of(table, &text, id, values, count);

    if (!str_equal(text_str(&text), str_from(words))) {
        printf("# said: '%.*s'\n", STR_ARGS(text_str(&text)));
        return false;
    }
    return filled;
}

#define SAYS(table, id, words, ...) says(arena, table, id, PHRASE_VALUES(__VA_ARGS__), words)

static void check_slots(Arena *arena)
{
    PhraseValue half[] = {{SLOT_DIMENSION, STR("sex")}};
    Text text = text_new(arena);

    OK(SAYS(&PHRASES, PHRASE_IN_GROUP, " in the sex group Women", {SLOT_DIMENSION, STR("sex")},
            {SLOT_GROUP, STR("Women")}),
       "slots are filled by name");
    OK(SAYS(&PHRASES, PHRASE_IN_GROUP, " in the sex group Women", {SLOT_GROUP, STR("Women")},
            {SLOT_DIMENSION, STR("sex")}),
       "in whatever order they are given");
    OK(SAYS(&PHRASES, PHRASE_IN_GROUP, " in the {group} group {{x}}",
            {SLOT_DIMENSION, STR("{group}")}, {SLOT_GROUP, STR("{{x}}")}),
       "a value with braces is written as it is, and not filled again");
    OK(SAYS(&PHRASES, PHRASE_MORE, "8 more", {SLOT_NUMBER, STR("8")}, {SLOT_UNIT, STR_NONE}),
       "an empty value is a value");
    OK(!phrase_add_of(&PHRASES, &text, PHRASE_IN_GROUP, half, 1) &&
           str_equal(text_str(&text), STR(" in the sex group ")),
       "a slot without a value is told of, and nothing stands in its place");
}

static void check_counts(Arena *arena)
{
    OK(SAYS(&PHRASES, PHRASE_GROUPS, "1 group", {SLOT_COUNT, phrase_count(arena, 1)}), "one");
    OK(SAYS(&PHRASES, PHRASE_GROUPS, "0 groups", {SLOT_COUNT, phrase_count(arena, 0)}), "none");
    OK(SAYS(&PHRASES, PHRASE_GROUPS, "11 groups", {SLOT_COUNT, phrase_count(arena, 11)}),
       "eleven is not one");
    OK(SAYS(&PHRASES, PHRASE_GROUPS, "1,000 groups", {SLOT_COUNT, phrase_count(arena, 1000)}),
       "nor is a thousand");
}

static void check_lists(Arena *arena)
{
    Str items[] = {STR("A"), STR("B"), STR("C")};

    OK(str_equal(phrase_list(arena, items, 0), STR_NONE), "a list of none");
    OK(str_equal(phrase_list(arena, items, 1), STR("A")), "a list of one");
    OK(str_equal(phrase_list(arena, items, 2), STR("A and B")), "a list of two");
    OK(str_equal(phrase_list(arena, items, 3), STR("A, B and C")), "a list of three");
}

static void check_other_language(Arena *arena)
{
    OK(str_equal(PHRASES.language, STR("en")) && str_equal(OTHER_PHRASES.language, STR("xx")),
       "each table says its language");
    OK(SAYS(&OTHER_PHRASES, PHRASE_IN_GROUP, " ~Women of sex~", {SLOT_DIMENSION, STR("sex")},
            {SLOT_GROUP, STR("Women")}),
       "another language puts the slots elsewhere");
    OK(SAYS(&OTHER_PHRASES, PHRASE_GROUPS, "solo 1 {1}", {SLOT_COUNT, STR("1")}) &&
           SAYS(&OTHER_PHRASES, PHRASE_GROUPS, "multa 2", {SLOT_COUNT, STR("2")}),
       "it has its own one and other, and braces of its own");
    OK(SAYS(&OTHER_PHRASES, PHRASE_FEWER, "8 fewer", {SLOT_NUMBER, STR("8")},
            {SLOT_UNIT, STR_NONE}),
       "what it does not say is said in English");
}

/* Fails where a template was compiled without its words. */
static void check_all(void)
{
    size_t empty = 0;

    for (size_t id = 0; id < PHRASE_IDS; id++) {
        empty += PHRASES.phrases[id].other.count == 0 || OTHER_PHRASES.phrases[id].other.count == 0;
    }
    OK(empty == 0 && PHRASE_IDS > 200, "every phrase has its words, in both");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 20);

    check_slots(arena);
    check_counts(arena);
    check_lists(arena);
    check_other_language(arena);
    check_all();
    return tap_done();
}
