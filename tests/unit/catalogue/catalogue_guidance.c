/* Recommendations, and what of a report shows the items of reporting standards. */
#include "catalogue/recommendation.h"
#include "catalogue/standard.h"

#include "tap.h"

static void test_recommendations(void)
{
    size_t count;
    const Recommendation *rows = recommendation_rows(&count);
    bool whole = true;
    bool read = true;

    OK(count == 26, "there are twenty-six recommendations");
    for (size_t i = 0; i < count; i++) {
        bool seen = false;

        whole = whole && recommendation_find(rows[i].id) == &rows[i] && rows[i].stages != 0 &&
                rows[i].addressed_to.count > 0 && rows[i].knots.count > 0 &&
                rows[i].reviewed_by.length > 0;
        for (size_t s = 0; s < rows[i].sources.count; s++) {
            seen = seen || rows[i].sources.items[s]->mark != SOURCE_UNSEEN;
        }
        read = read && seen;
    }
    OK(whole, "each is found by its id and is whole");
    OK(read, "each has a source that was read");
    OK(recommendation_answers(recommendation_find(STR("mend-linkage")),
                              knot_find(STR("linkage-error-unequal"))) &&
           !recommendation_answers(recommendation_find(STR("mend-linkage")),
                                   knot_find(STR("queue-order"))),
       "one answers its own knot and no other");
    OK(recommendation_find(STR("no such")) == NULL, "an unknown id");
}

static const StandardItem *item_find(const char *standard, const char *item)
{
    const Standard *found = standard_find(str_from(standard));

    for (size_t i = 0; found != NULL && i < found->items.count; i++) {
        if (str_equal(found->items.items[i].item, str_from(item))) {
            return &found->items.items[i];
        }
    }
    return NULL;
}

static void test_standards(void)
{
    static const char *const IDS[] = {"gripp2", "tripod-ai", "standing-together", "nice-esf",
                                      "nhs-13sa"};
    size_t count;
    const Standard *rows = standard_rows(&count);
    bool said = true;

    OK(count == sizeof IDS / sizeof IDS[0], "there are five standards");
    for (size_t i = 0; i < sizeof IDS / sizeof IDS[0]; i++) {
        OK(standard_find(str_from(IDS[i])) != NULL, "%s is one of them", IDS[i]);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < rows[i].items.count; j++) {
            const StandardItem *item = &rows[i].items.items[j];

            said = said && (item->held == ITEM_NOT_HELD) == (item->shows.length == 0);
        }
    }
    OK(said, "what is held says what shows it, and what is not says nothing");
    OK(standard_find(STR("gripp2"))->items.count == 5, "the short form of GRIPP2 has five items");
    OK(item_find("nice-esf", "3")->held == ITEM_NOT_HELD &&
           item_find("nice-esf", "3")->mark == SOURCE_SEEN &&
           item_find("nice-esf", "16")->mark == SOURCE_UNSEEN,
       "what was read of NICE's standards is told from what was not");
    OK(item_find("tripod-ai", "15")->checks.count == 1 &&
           str_equal(item_find("tripod-ai", "15")->checks.items[0]->id, STR("errors-at-threshold")),
       "cut-offs are shown by the errors at them");
    OK(standard_find(STR("strobe")) == NULL && standards_reviewed_by().length > 0,
       "an unknown standard; who reviewed the list");
    OK(str_equal(item_held_text(ITEM_NOT_HELD), STR("not held")), "and its words");
}

int main(void)
{
    test_recommendations();
    test_standards();
    return tap_done();
}
