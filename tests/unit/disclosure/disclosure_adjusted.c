/* Adjusted numbers beside plain ones: neither together with the other tells more than the plain
   ones alone, and nobody of a hidden group is in them. */
#include "check/gap_fixture.h"

#include "disclosure/disclosure.h"

static const Shown *ask(Context *context, const FixtureGroup *parts, size_t count)
{
    GapQuestion question = {.form = GAP_SHARE, .data = STR("data"), .outcome = STR("outcome")};
    Findings *findings = NULL;
    Shown *shown = NULL;

    if (failed(fixture_adjusting(context, "group", parts, count, &question)) ||
        failed(check_gap(context, &question, &findings)) ||
        failed(disclosure_protect(context, findings, STR_NONE, &shown))) {
        fixture_print_notes(context);
        return NULL;
    }
    return shown;
}

static bool same_number(const ShownNumber *a, const ShownNumber *b)
{
    return a->state == b->state && (a->state != SHOWN_VALUE || a->value == b->value);
}

static bool same_interval(const ShownInterval *a, const ShownInterval *b)
{
    return same_number(&a->estimate, &b->estimate) && same_number(&a->low, &b->low) &&
           same_number(&a->high, &b->high);
}

static bool same_adjusted(const ShownAdjusted *a, const ShownAdjusted *b)
{
    return same_interval(&a->estimate, &b->estimate) &&
           same_interval(&a->difference, &b->difference) && same_interval(&a->ratio, &b->ratio);
}

static const ShownAdjusted *of(const Shown *shown, size_t group)
{
    return &shown_table(shown, 0)->groups[group].adjusted;
}

/* What all have alike, or what is as frequent everywhere with the same rates, tells nothing: not
   even by how the exact numbers are rounded. */
static void check_no_second_view(Context *context)
{
    int different = 0;
    int shown_at_all = 0;

    for (int64_t events = 40; events < 70; events++) {
        FixtureGroup parts[2] = {{"a", "x", fixture_share(133, events)},
                                 {"b", "x", fixture_share(211, 63)}};
        const Shown *shown = ask(context, parts, 2);

        for (size_t g = 0; shown != NULL && g < 2; g++) {
            const ShownGroup *group = &shown_table(shown, 0)->groups[g];

            shown_at_all += of(shown, g)->difference.estimate.state == SHOWN_VALUE ? 1 : 0;
            different += same_interval(&group->estimate, &of(shown, g)->estimate) &&
                                 same_interval(&group->difference, &of(shown, g)->difference)
                             ? 0
                             : 1;
        }
    }
    OK(shown_at_all == 60 && different == 0,
       "adjusted for what all have alike: the plain numbers to the digit (%d shown, %d others)",
       shown_at_all, different);
}

/* A group of 5 to 7 people, whatever happened to them: nothing shown of the others moves. */
static void check_hidden_group(Context *context)
{
    const Shown *first = NULL;
    int moved = 0;
    int shown_at_all = 0;

    for (int64_t people = 0; people <= 7; people++) {
        for (int64_t events = 0; events <= people; events++) {
            FixtureGroup parts[7] = {
                {"a", "x", fixture_share(60, 20)},         {"a", "y", fixture_share(90, 50)},
                {"b", "x", fixture_share(120, 30)},        {"b", "y", fixture_share(40, 20)},
                {"c", "y", fixture_share(people, events)}, {"d", "x", fixture_share(70, 25)},
                {"d", "y", fixture_share(65, 35)}};
            const Shown *shown = ask(context, parts, 7);

            first = first == NULL ? shown : first;
            for (size_t g = 0; shown != NULL && g < 4; g++) {
                moved += same_adjusted(of(shown, g), of(first, g)) ? 0 : 1;
                shown_at_all += of(shown, g)->difference.estimate.state == SHOWN_VALUE ? 1 : 0;
            }
        }
    }
    OK(moved == 0 && shown_at_all == 3 * 36,
       "whoever is in a hidden group, the others' adjusted numbers are the same (%d moved, %d "
       "shown)",
       moved, shown_at_all);
}

/* Adjusting for "is this the one": what happened to that person must not be told. */
static void check_singled_out(Context *context)
{
    const Shown *answers[2];
    int told = 0;
    int tried = 0;

    for (int64_t events = 38; events < 62; events++) {
        for (int64_t y = 0; y < 2; y++) {
            FixtureGroup parts[3] = {{"a", "others", fixture_share(149, events - y)},
                                     {"a", "the one", fixture_share(1, y)},
                                     {"b", "others", fixture_share(250, 100)}};

            answers[y] = ask(context, parts, 3);
        }
        if (answers[0] == NULL || answers[1] == NULL) {
            continue;
        }
        tried++;
        for (size_t g = 0; g < 2; g++) {
            told += same_adjusted(of(answers[0], g), of(answers[1], g)) ? 0 : 1;
        }
    }
    OK(tried == 24 && told == 0, "a column that singles one person out tells nothing of them (%d)",
       told);
}

/* A second table of the same people, which hides nobody, has the hidden group's people in it. */
static void check_beside(Context *context)
{
    FixtureGroup parts[5] = {{"a", "x", fixture_share(60, 20)},
                             {"a", "y", fixture_share(90, 50)},
                             {"b", "x", fixture_share(120, 30)},
                             {"b", "y", fixture_share(40, 20)},
                             {"c", "y", fixture_share(6, 2)}};
    FixtureGroup other[4] = {{"p", "x", fixture_share(80, 25)},
                             {"p", "y", fixture_share(100, 52)},
                             {"q", "x", fixture_share(100, 25)},
                             {"q", "y", fixture_share(36, 20)}};
    GapQuestion question = {.form = GAP_SHARE, .data = STR("data"), .outcome = STR("outcome")};
    Findings *findings = NULL;
    Shown *shown = NULL;
    bool answered = !failed(fixture_adjusting(context, "group", parts, 5, &question)) &&
                    !failed(fixture_adjusting(context, "other", other, 4, &question)) &&
                    !failed(check_gap(context, &question, &findings)) &&
                    !failed(disclosure_protect(context, findings, STR_NONE, &shown));

    OK(answered && of(shown, 0)->difference.estimate.state == SHOWN_VALUE,
       "the table that hides a group adjusts the others, without it");
    for (size_t g = 0; answered && g < 2; g++) {
        const ShownGroup *group = &shown_table(shown, 1)->groups[g];

        OK(group->difference.estimate.state == SHOWN_VALUE &&
               group->adjusted.difference.estimate.state == SHOWN_HIDDEN &&
               group->adjusted.estimate.estimate.state == SHOWN_HIDDEN,
           "a table beside it, whose sums have that group in them, does not");
    }
}

/* Few people to go by: nothing, with a reason. */
static void check_too_few(Context *context)
{
    FixtureGroup parts[4] = {{"a", "x", fixture_share(12, 6)},
                             {"a", "y", fixture_share(12, 5)},
                             {"b", "x", fixture_share(12, 6)},
                             {"b", "y", fixture_share(12, 3)}};
    const Shown *shown = ask(context, parts, 4);
    FixtureGroup three[6] = {{"a", "x", fixture_share(12, 3)}, {"a", "y", fixture_share(12, 3)},
                             {"a", "z", fixture_share(12, 3)}, {"b", "x", fixture_share(12, 3)},
                             {"b", "y", fixture_share(12, 3)}, {"b", "z", fixture_share(12, 3)}};
    FixtureGroup apart[2] = {{"a", "x", fixture_share(60, 30)}, {"b", "y", fixture_share(80, 20)}};
    const Shown *confounded = ask(context, apart, 2);

    OK(shown != NULL && of(shown, 0)->difference.estimate.state == SHOWN_VALUE,
       "20 people with the outcome are enough for one column of two levels");
    shown = ask(context, three, 6);
    OK(shown != NULL && of(shown, 0)->difference.estimate.state == SHOWN_UNDEFINED &&
           str_starts_with(of(shown, 0)->difference.note, STR("too few people")),
       "18 are not for one of three");
    OK(confounded != NULL && of(confounded, 0)->estimate.estimate.state == SHOWN_UNDEFINED &&
           str_equal(of(confounded, 0)->estimate.note,
                     STR("this group cannot be told from what is adjusted for")),
       "a group that is the column adjusted for has no adjusted number");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 30);
    Context context = {.arena = arena};

    check_no_second_view(&context);
    check_hidden_group(&context);
    check_singled_out(&context);
    check_beside(&context);
    check_too_few(&context);
    return tap_done();
}
