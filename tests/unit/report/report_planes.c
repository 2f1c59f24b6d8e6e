/* Pictures with a value each way: which suit a finding, what they say, and nothing of numbers that
   are kept back. */
#include "report/chart.h"
#include "report_drawing.h"
#include "tap.h"

#include <math.h>

/* The gap of "one" to everyone else then and now, and how it and the average moved. */
static void add_moves(Drawing *drawing, double gap, double average)
{
    ShownPart *parts = parts_of(drawing);
    size_t last = drawing->finding->part_count - 1;
    ShownExtra *extras =
        arena_take(drawing->context.arena, parts[last].base->group_count, sizeof *extras);

    for (size_t g = 0; g < parts[last].base->group_count; g++) {
        extras[g] = (ShownExtra){.change = sample_none(""),
                                 .gap_change = sample_interval(gap, 0.01, "mover")};
    }
    parts[last].extras = extras;
    parts[last].overall_change = sample_interval(average, 0.02, "mover");
}

/* A gap of "one" that lies below everyone else's in the last period. */
static void test_quadrant(void)
{
    static const double THEN[] = {200, 400, 400};
    static const double NOW[] = {90, 400, 400};
    Drawing drawing;

    drawing_open(&drawing, CHECK_CHANGE);
    add_period(&drawing, THEN, false);
    add_period(&drawing, NOW, false);
    OK(!chart_has_quadrant(&drawing.page, drawing.finding), "nothing of moves that are not shown");
    add_moves(&drawing, -0.1, -0.05);
    OK(chart_has_quadrant(&drawing.page, drawing.finding), "both moves are shown");
    chart_write_more(&drawing.page, drawing.finding);
    OK(says(&drawing, "the average is 5.0 lower (3.0 to 7.0), the gap is 10.0 larger (9.0 to "
                      "11.0)."),
       "a gap of fewer that falls further is larger");
    drawing.text.length = 0;
    add_moves(&drawing, -0.005, 0.015);
    chart_write_more(&drawing.page, drawing.finding);
    OK(says(&drawing, "the average is between 0.5 lower and 3.5 higher, the gap is between 0.5 "
                      "smaller and 1.5 larger."),
       "what may not have moved is not said to have");
    add_moves(&drawing, -0.9, -0.05);
    OK(!chart_has_quadrant(&drawing.page, drawing.finding),
       "a gap that went to the other side has no size");
    drawing_close(&drawing);
}

static void test_concentration(void)
{
    static const double LESS[] = {90, 160, 210};
    static const double HIDDEN[] = {90, -1, 210};
    static const double NOBODY[] = {0, 0, 0};
    Drawing drawing;

    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, LESS, true);
    OK(chart_has_concentration(&drawing.page, drawing.finding), "groups in an order, all shown");
    chart_write_more(&drawing.page, drawing.finding);
    /* 900 of 2,400 people are 37.5 of 100, 1,700 are 70.8; 90 of 460 events 19.6 */
    OK(says(&drawing, "The worst off of 3 groups has 38 of every 100 referrals, and 20 of every "
                      "100 counted as"),
       "the part of the order that is next to half");
    OK(says(&drawing, "how sure it is cannot be told"), "without an index that is said");
    drawing.finding->unit = SHOWN_DAYS;
    OK(!chart_has_concentration(&drawing.page, drawing.finding), "days do not add up");
    drawing_close(&drawing);
    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, HIDDEN, true);
    OK(!chart_has_concentration(&drawing.page, drawing.finding), "no curve with a group left out");
    drawing_close(&drawing);
    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, LESS, false);
    OK(!chart_has_concentration(&drawing.page, drawing.finding), "nor of groups without an order");
    drawing_close(&drawing);
    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, NOBODY, true);
    OK(!chart_has_concentration(&drawing.page, drawing.finding), "nor of nothing counted");
    drawing_close(&drawing);
}

#define SITES 12

/* Of 100 to 1,200 people each, half of everyone; limits of the largest by hand. */
static void add_sites(Drawing *drawing, ShownExtra *extras)
{
    static SampleGroup rows[SITES + 1];
    static const char *const NAMES[SITES + 1] = {"A", "B", "C", "D", "E", "F",   "G",
                                                 "H", "I", "J", "K", "L", "none"};
    ShownPart *parts;

    for (size_t g = 0; g <= SITES; g++) {
        double people = 100 * (double)(g + 1);
        double limit = sqrt(0.25 / people);

        rows[g] = (SampleGroup){NAMES[g], people, people / 2};
        extras[g] = (ShownExtra){.chance = sample_interval(0.5, 1.96 * limit, "funnel"),
                                 .chance_wide = sample_interval(0.5, 3.09 * limit, "funnel")};
    }
    rows[3].total = 40 * 4; /* 40 of 100; of 400 people 0.077 is chance */
    rows[8].total = 54 * 9; /* 54 of 100; of 900 people 0.033 and 0.052 are */
    rows[5].total = -1;     /* hidden */
    extras[SITES] = (ShownExtra){.chance = sample_none(""), .chance_wide = sample_none("")};
    sample_part(&drawing->sample, drawing->finding,
                sample_table(&drawing->sample, rows, SITES + 1, "2024", false));
    parts = parts_of(drawing);
    parts[0].overall = sample_interval(0.5, 0.01, "wilson");
    parts[0].extras = extras;
}

static void test_funnel(void)
{
    ShownExtra extras[SITES + 1];
    Drawing drawing;
    ShownPart *parts;

    drawing_open(&drawing, CHECK_GAP);
    add_sites(&drawing, extras);
    OK(chart_has_funnel(&drawing.page, drawing.finding), "many groups with their limits");
    chart_write_more(&drawing.page, drawing.finding);
    OK(says(&drawing, "Of 11 groups, 1 lie outside the outer limits") &&
           says(&drawing, "and 1 more outside the inner ones"),
       "one far outside, one a little, one hidden and not counted");
    OK(says(&drawing, ">D</text>") && !says(&drawing, ">I</text>") && !says(&drawing, ">F</text>"),
       "the one far outside is named, no other");
    parts = parts_of(&drawing);
    parts[0].extras = NULL;
    OK(!chart_has_funnel(&drawing.page, drawing.finding), "nothing without limits");
    drawing_close(&drawing);
}

/* Of those with the outcome, and of those in most need. */
static void test_label(void)
{
    static const double OUTCOME[] = {90, 400, 400};
    static const double NEED[] = {180, 400, -1};
    ShownFinding two[2];
    Drawing drawing;

    drawing_open(&drawing, CHECK_MISSED);
    add_period(&drawing, OUTCOME, false);
    two[0] = *drawing.finding;
    drawing.finding->check = CHECK_NEED;
    drawing.finding->part_count = 0;
    add_period(&drawing, NEED, false);
    two[1] = *drawing.finding;
    drawing.sample.audit->findings = two;
    drawing.sample.audit->finding_count = 1;
    OK(!chart_has_label(&drawing.page, &two[0]), "not of whom it flags with the outcome");
    drawing.sample.audit->finding_count = 2;
    OK(chart_has_label(&drawing.page, &two[1]), "both of the same score and grouping");
    chart_write_more(&drawing.page, &two[1]);
    /* 90 and 180 of 900 are 10 and 20 of 100 */
    OK(says(&drawing, "\">10 \xc2\xb7 20</span>") && says(&drawing, "\">50 \xc2\xb7 50</span>"),
       "each group has both");
    OK(says(&drawing, "\">57 \xc2\xb7 hidden</span>"), "what is hidden is said, and not drawn");
    two[0].dimension = STR("sex");
    OK(!chart_has_label(&drawing.page, &two[1]),
       "of another grouping there is nothing to set beside");
    drawing_close(&drawing);
}

#define TENTHS 5

/* Steps of five groups in an order: 80 of 100 everywhere, then 40 to 60. */
static void test_equiplot(void)
{
    static const SampleGroup ALL[TENTHS] = {
        {"1", 1000, 900}, {"2", 1000, 900}, {"3", 1000, 900}, {"4", 1000, 900}, {"none", 9, 3}};
    static const SampleGroup CAME[TENTHS] = {
        {"1", 900, 720}, {"2", 900, 720}, {"3", 900, 720}, {"4", 900, 720}, {"none", 9, 3}};
    static const SampleGroup STAYED[TENTHS] = {
        {"1", 720, 288}, {"2", 720, 360}, {"3", 720, 360}, {"4", 720, 432}, {"none", 9, 3}};
    static const SampleGroup HIDDEN[TENTHS] = {
        {"1", 720, -1}, {"2", 720, 360}, {"3", 720, 360}, {"4", 720, 432}, {"none", 9, 3}};
    Drawing drawing;

    drawing_open(&drawing, CHECK_PATHWAY);
    sample_part(&drawing.sample, drawing.finding,
                sample_table(&drawing.sample, ALL, TENTHS, "", true));
    sample_part(&drawing.sample, drawing.finding,
                sample_table(&drawing.sample, CAME, TENTHS, "", true));
    OK(!chart_has_equiplot(&drawing.page, drawing.finding), "one step is no path");
    sample_part(&drawing.sample, drawing.finding,
                sample_table(&drawing.sample, STAYED, TENTHS, "", true));
    OK(chart_has_equiplot(&drawing.page, drawing.finding), "two steps of four groups");
    chart_write_equiplot(&drawing.page, drawing.finding);
    OK(says(&drawing, ">gap 0</text>") && says(&drawing, ">gap 20</text>") &&
           says(&drawing, " 80 and 80; ") && says(&drawing, " 40 and 60."),
       "the ends of the order, at each step");
    OK(says(&drawing, "cx=\"50%\" cy=\"6.6em\" r=\"3.4\""),
       "who lies between stands between, on the second line");
    drawing.finding->part_count = 2;
    sample_part(&drawing.sample, drawing.finding,
                sample_table(&drawing.sample, HIDDEN, TENTHS, "", true));
    OK(!chart_has_equiplot(&drawing.page, drawing.finding), "not with fewer than four shown");
    drawing_close(&drawing);
}

#define CELLS 5

/* Two groupings crossed; two cells are missing, one hidden. */
static void add_cells(Drawing *drawing)
{
    static const SampleGroup ROWS[CELLS] = {{"10 \xc2\xb7 f", 900, 180},
                                            {"10 \xc2\xb7 m", 900, 450},
                                            {"2 \xc2\xb7 f", 700, -1},
                                            {"3 \xc2\xb7 m", 400, 160},
                                            {"none", 9, 3}};
    ShownPart *parts;

    sample_part(&drawing->sample, drawing->finding,
                sample_table(&drawing->sample, ROWS, CELLS, "2024", false));
    parts = parts_of(drawing);
    parts[0].overall = sample_interval(0.37, 0.01, "wilson");
    drawing->finding->combination = true;
    drawing->finding->dimension = STR("tenth x sex");
}

static void test_heat(void)
{
    Drawing drawing;

    drawing_open(&drawing, CHECK_GAP);
    add_cells(&drawing);
    OK(chart_has_heat(&drawing.page, drawing.finding), "two groupings crossed");
    chart_write_heat(&drawing.page, drawing.finding);
    OK(says(&drawing, "<tr><th scope=\"row\">2<td class=\"hn\">hidden<td class=\"hn\">nobody\n"
                      "<tr><th scope=\"row\">3<td class=\"hn\">nobody<td class=\"h2\"><b>40</b> "
                      "35 to 45\n<tr><th scope=\"row\">10<td class=\"h0\"><b>20</b> 17 to 23 lower"
                      "<td class=\"h3\"><b>50</b> 47 to 53 higher\n"),
       "numbers in their order, each cell in words: hidden, nobody, lower, higher");
    drawing.text.length = 0;
    chart_write_folded(&drawing.page, drawing.finding);
    OK(says(&drawing, "<details><summary>Picture: recovered, by tenth x sex</summary><div"),
       "folded, where the finding has no picture in sight");
    drawing.finding->dimension = STR("tenth");
    OK(!chart_has_heat(&drawing.page, drawing.finding), "nothing of one grouping");
    drawing_close(&drawing);
}

int main(void)
{
    test_heat();
    test_equiplot();
    test_label();
    test_funnel();
    test_quadrant();
    test_concentration();
    return tap_done();
}
