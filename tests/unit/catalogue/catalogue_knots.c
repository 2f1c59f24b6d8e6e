/* The knots as the program has them: found by id, by check, by a slip of the pen. */
#include "catalogue/ids_near.h"
#include "catalogue/knot.h"

#include "tap.h"

static bool holds(const KnotList *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (str_equal(list->items[i]->id, str_from(id))) {
            return true;
        }
    }
    return false;
}

static void test_rows(void)
{
    size_t count;
    const Knot *knots = knot_rows(&count);
    bool ordered = true;
    bool whole = true;
    bool honest = true;

    OK(count == 50, "there are fifty knots");
    for (size_t i = 0; i < count; i++) {
        ordered = ordered && (i == 0 || knots[i - 1].stage <= knots[i].stage);
        whole = whole && knot_find(knots[i].id) == &knots[i] && knots[i].sources.count > 0 &&
                knots[i].helps.count > 0 && knots[i].reviewed_by.length > 0;
        for (size_t f = 0; f < knots[i].facts.count; f++) {
            honest = honest && knots[i].facts.items[f].mark != SOURCE_UNSEEN &&
                     knots[i].facts.items[f].source->mark != SOURCE_UNSEEN;
        }
    }
    OK(ordered, "in the order of the stages");
    OK(whole, "each is found by its id, with sources, help and who reviewed it");
    OK(honest, "no fact rests on a source that was not seen");
}

static void test_checks(Context *context)
{
    KnotList found;

    OK(!failed(knots_of_check(context, STR("completeness"), STR("ethnicity"), &found)) &&
           holds(&found, "ethnicity-missing") && !holds(&found, "language-need-unrecorded"),
       "completeness of ethnicity speaks to ethnicity-missing, not to language");
    OK(!failed(knots_of_check(context, STR("completeness"), STR("deprivation"), &found)) &&
           !holds(&found, "area-stands-for-person") && !holds(&found, "ethnicity-missing"),
       "what a person must say first is not claimed from completeness alone");
    OK(!failed(knots_of_check(context, STR("waits"), STR_NONE, &found)) && found.count == 1 &&
           holds(&found, "queue-order"),
       "waits speak to the order of the queue, whatever the groups");
    OK(!failed(knots_of_check(context, STR("gap"), STR_NONE, &found)) &&
           holds(&found, "pathway-leak") && !holds(&found, "coarse-groups"),
       "a knot of one topic is left out when the topic is not known");
    for (size_t i = 0; i < 7; i++) {
        static const char *const BUILT[] = {
            "completeness", "representation", "pathway", "waits", "rows-lost", "gap", "change"};

        OK(check_info_find(str_from(BUILT[i])) != NULL &&
               !failed(knots_of_check(context, str_from(BUILT[i]), STR("ethnicity"), &found)) &&
               found.count > 0,
           "%s speaks to some knot", BUILT[i]);
    }
}

/* The catalogue's order is that of the enum, which nothing else holds together. */
static void test_traits(void)
{
    static const char *const IDS[TRAIT_COUNT] = {
        [TRAIT_GROUPS] = "groups",
        [TRAIT_SEVERAL_GROUPS] = "several-groups",
        [TRAIT_BLANKS] = "blanks",
        [TRAIT_PERSONS] = "persons",
        [TRAIT_DATES] = "dates",
        [TRAIT_TIMES] = "times",
        [TRAIT_PLACES_OR_TIMES] = "places-or-times",
        [TRAIT_OUTCOME] = "outcome",
        [TRAIT_SCORE] = "score",
        [TRAIT_PROBABILITY] = "probability",
        [TRAIT_DECISION] = "decision",
        [TRAIT_NEED] = "need",
        [TRAIT_JOINED] = "joined",
        [TRAIT_KEPT_BACK] = "kept-back",
        [TRAIT_POPULATION] = "population",
        [TRAIT_TEXTS] = "texts",
    };
    const TopicInfo *blanks = topic_info_find(STR("blanks"));
    const CheckInfo *waits = check_info_find(STR("waits"));
    bool ordered = true;

    for (size_t i = 0; i < TRAIT_COUNT; i++) {
        ordered = ordered && str_equal(trait_info((FileTrait)i)->id, str_from(IDS[i]));
    }
    OK(ordered, "traits of a file in the order of their enum");
    OK(waits->traits.count == 2 && waits->traits.items[0] == TRAIT_GROUPS &&
           waits->traits.items[1] == TRAIT_DATES,
       "what a check needs of a file");
    OK(blanks != NULL && blanks->columns.count == 0 && topic_info_find(STR_NONE) == NULL,
       "what is not known is about no column in particular");
}

static void test_near(Context *context)
{
    Str texts[] = {STR("ethnicity-missing"), STR("ethnicity-unstable"), STR("queue-order"),
                   STR("one-ethnicity"), STR("two-ethnicity")};
    StrSpan ids = {texts, sizeof texts / sizeof texts[0]};
    StrSpan near;

    OK(!failed(ids_near(context, STR("ethnicty-missing"), ids, &near)) && near.count == 1 &&
           str_equal(near.items[0], texts[0]),
       "a slip of the pen");
    OK(!failed(ids_near(context, STR("Ethnicity"), ids, &near)) && near.count == IDS_NEAR_MOST &&
           str_equal(near.items[0], texts[0]) && str_equal(near.items[1], texts[1]) &&
           str_equal(near.items[2], texts[3]),
       "a part of the id: the first three");
    OK(!failed(ids_near(context, STR("or"), ids, &near)) && near.count == 0,
       "two letters say too little");
    OK(!failed(ids_near(context, STR("zzzz"), ids, &near)) && near.count == 0, "nothing near");
    OK(!failed(ids_near(context, STR_NONE, ids, &near)) && near.count == 0, "nothing at all");
}

static void test_source(Arena *arena)
{
    const Knot *knot = knot_find(STR("queue-order"));
    Text text = text_new(arena);

    source_write(&text, knot->sources.items[0]);
    OK(str_equal(text_str(&text), STR("The King's Fund (2021): Press notice on waiting times by "
                                      "deprivation. The King's Fund.")),
       "a source as a line: %.*s", STR_ARGS(text_str(&text)));
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 24);
    Context context = {.arena = arena};

    test_rows();
    test_checks(&context);
    test_near(&context);
    test_traits();
    test_source(arena);
    OK(knot_find(STR("no such")) == NULL && knot_find(STR_NONE) == NULL, "unknown ids");
    return tap_done();
}
