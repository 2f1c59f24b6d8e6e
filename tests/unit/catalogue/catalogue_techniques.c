/* The techniques as the program has them: found by id, and by what somebody has and wants. */
#include "catalogue/technique.h"

#include "tap.h"

static void test_rows(void)
{
    size_t count;
    const Technique *rows = technique_rows(&count);
    bool ordered = true;
    bool whole = true;
    bool honest = true;

    OK(count == 32, "there are thirty-two techniques");
    for (size_t i = 0; i < count; i++) {
        ordered = ordered && (i == 0 || rows[i - 1].kind <= rows[i].kind);
        whole = whole && technique_find(rows[i].id) == &rows[i] && rows[i].stages != 0 &&
                rows[i].people_from >= 1 && rows[i].say_from >= SAY_TOLD &&
                rows[i].say_from <= rows[i].say_to && rows[i].cost_from <= rows[i].cost_to &&
                rows[i].access.count > 0 && rows[i].tips.count > 0 && rows[i].not_when.count > 0 &&
                rows[i].sources.count > 0 && rows[i].reviewed_by.length > 0;
        for (size_t f = 0; f < rows[i].facts.count; f++) {
            honest = honest && rows[i].facts.items[f].mark != SOURCE_UNSEEN &&
                     rows[i].facts.items[f].source->mark != SOURCE_UNSEEN;
        }
    }
    OK(ordered, "in the order of their kinds");
    OK(whole, "each is found by its id and is whole");
    OK(honest, "no fact rests on a source that was not seen");
    OK(techniques_reviewed() == 0, "nobody they are about has reviewed one yet");
    OK(technique_find(STR("no such")) == NULL && technique_find(STR_NONE) == NULL, "unknown ids");
}

static void test_costs(void)
{
    CostBand band = COST_HIGH;

    OK(str_equal(cost_info(COST_LOW)->id, STR("low")) &&
           str_equal(cost_info(COST_HIGHEST)->id, STR("highest")),
       "bands in the order of their enum");
    OK(cost_find(STR("middle"), &band) && band == COST_MIDDLE, "a band by its id");
    OK(!cost_find(STR("cheap"), &band) && band == COST_MIDDLE, "an unknown band changes nothing");
}

/* One made-up technique, so that each edge of a wish is known. */
static void test_fits(void)
{
    const Knot *knot = knot_find(STR("queue-order"));
    const Knot *links[] = {knot};
    Technique one = {.stages = 1u << STAGE_REACH | 1u << STAGE_USE,
                     .say_from = SAY_ASKED,
                     .say_to = SAY_INVOLVED,
                     .people_from = 5,
                     .people_to = 8,
                     .cost_from = COST_MIDDLE,
                     .cost_to = COST_HIGH,
                     .knots = {links, 1}};
    TechniqueWish wish = {.say = SAY_NOBODY};

    OK(technique_fits(&one, &wish), "who asks for nothing gets all");
    wish.stages = 1u << STAGE_JOIN;
    OK(!technique_fits(&one, &wish), "another stage");
    wish.stages = 1u << STAGE_JOIN | 1u << STAGE_USE;
    OK(technique_fits(&one, &wish), "one of two stages");
    for (int64_t people = 4; people <= 9; people++) {
        wish.people = people;
        OK(technique_fits(&one, &wish) == (people >= 5 && people <= 8), "%d people", (int)people);
    }
    one.several = true;
    OK(technique_fits(&one, &wish), "9 people in two groups");
    one.several = false;
    one.people_to = 0;
    OK(technique_fits(&one, &wish), "9 people where as many as come take part");
    wish.budgets = 1u << COST_LOW;
    OK(!technique_fits(&one, &wish), "too dear");
    wish.budgets |= 1u << COST_MIDDLE;
    OK(technique_fits(&one, &wish), "its cheapest form can be paid");
    wish.say = SAY_WORKED_TOGETHER;
    OK(!technique_fits(&one, &wish), "less say than asked for");
    wish.say = SAY_INVOLVED;
    OK(technique_fits(&one, &wish), "the most say it can give counts");
    wish.about = knot_find(STR("pathway-leak"));
    OK(!technique_fits(&one, &wish), "another knot");
    wish.about = knot;
    OK(technique_fits(&one, &wish), "its own knot");
}

static void test_counts(void)
{
    TechniqueWish wish = {.say = SAY_DECIDED};
    size_t deciding = techniques_fitting(&wish);

    wish.say = SAY_NOBODY;
    OK(techniques_fitting(&wish) == 32, "all fit who asks for nothing");
    OK(deciding > 0 && deciding < 32, "some let people decide");
}

int main(void)
{
    test_rows();
    test_costs();
    test_fits();
    test_counts();
    return tap_done();
}
