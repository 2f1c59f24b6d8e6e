/* Pictures over periods compare the same groups in all of them, stay inside their scale, and draw
   nothing for a number that is kept back. */
#include "report/chart.h"
#include "report/figure.h"
#include "report_drawing.h"
#include "tap.h"

#include "base/number.h"
#include "catalogue/knot.h"

#include <math.h>

static bool pair_is(const Drawing *drawing, size_t p, const char *first, const char *second)
{
    FigurePair pair =
        figure_pair(drawing->context.arena, drawing->finding, &drawing->finding->parts[p]);
    Str want_first = figure_quoted(drawing->context.arena, str_from(first));
    Str want_second = str_equal(str_from(second), STR("everyone else"))
                          ? str_from(second)
                          : figure_quoted(drawing->context.arena, str_from(second));

    return pair.has && str_equal(pair.first, want_first) && str_equal(pair.second, want_second);
}

static void test_same_ends(void)
{
    static const double WHOLE[] = {90, 160, 210};
    static const double END_HIDDEN[] = {180, 240, -1};
    static const double TWO_HIDDEN[] = {180, -1, -1};
    Drawing drawing;

    drawing_open(&drawing, CHECK_CHANGE);
    add_period(&drawing, WHOLE, true);
    OK(pair_is(&drawing, 0, "three", "one"), "one period: the ends, the higher first");
    add_period(&drawing, END_HIDDEN, true);
    OK(pair_is(&drawing, 0, "two", "one") && pair_is(&drawing, 1, "two", "one"),
       "an end that is kept back in one period is told of in none");
    add_period(&drawing, WHOLE, true);
    OK(pair_is(&drawing, 2, "two", "one"), "nor in a later one");
    add_period(&drawing, TWO_HIDDEN, true);
    OK(!figure_pair(drawing.context.arena, drawing.finding, &drawing.finding->parts[0]).has &&
           chart_of(drawing.finding) != CHART_RIBBON,
       "no pair is shown throughout: no pair, no ribbon");
    drawing_close(&drawing);
}

static void test_same_group(void)
{
    static const double WHOLE[] = {90, 160, 210};
    static const double FIRST_HIDDEN[] = {-1, 240, 100};
    Drawing drawing;

    drawing_open(&drawing, CHECK_CHANGE);
    add_period(&drawing, FIRST_HIDDEN, false);
    add_period(&drawing, WHOLE, false);
    OK(pair_is(&drawing, 0, "two", "everyone else") && pair_is(&drawing, 1, "two", "everyone else"),
       "without an order: the first group that every period shows");
    drawing.finding->check = CHECK_GAP;
    OK(pair_is(&drawing, 1, "one", "everyone else"), "tables that are no periods stand alone");
    drawing_close(&drawing);
}

/* The number in `name="..em"`, the next after *at; false when there is none. */
static bool next_em(Str text, Str name, size_t *at, double *value)
{
    for (; *at + name.length < text.length; ++*at) {
        Str rest = str_slice(text, *at, text.length);

        if (str_starts_with(rest, name)) {
            Str number = str_slice(rest, name.length, text.length);

            *at += name.length;
            number.length = str_find_byte(number, 'e');
            return number_parse(number, value);
        }
    }
    return false;
}

/* Every edge of `name` lies on the plot, from 2 to 12 em. */
static bool all_inside(Str text, Str name, size_t count)
{
    size_t at = 0;
    size_t found = 0;
    double value;
    bool inside = true;

    while (next_em(text, name, &at, &value)) {
        found++;
        inside = inside && value >= 2 - 1e-9 && value <= 12 + 1e-9;
    }
    printf("# %zu of %.*s\n", found, STR_ARGS(name));
    return inside && found == count;
}

static void test_trend_scale(void)
{
    static const double THEN[] = {90, 160, 210};
    static const double NOW[] = {100, 170, 205};
    Drawing drawing;
    ShownPart *parts;

    drawing_open(&drawing, CHECK_CHANGE);
    add_period(&drawing, THEN, true);
    add_period(&drawing, NOW, true);
    parts = parts_of(&drawing);
    parts[0].overall = sample_interval(0.3, 0.25, "Wilson");
    chart_write_trends(&drawing.page, drawing.finding);
    OK(all_inside(text_str(&drawing.text), STR(" y1=\""), 10) &&
           all_inside(text_str(&drawing.text), STR("cy=\""), 2),
       "a wide interval lies on the plot");
    OK(str_contains_ignoring_case(text_str(&drawing.text), STR("one in 100")), "in steps of 1 in "
                                                                               "100");
    drawing_close(&drawing);
}

static void test_trend_below_zero(void)
{
    static const double THEN[] = {90, 160, 210};
    static const double NOW[] = {100, 170, 205};
    Drawing drawing;
    ShownPart *parts;

    drawing_open(&drawing, CHECK_CHANGE);
    drawing.finding->unit = SHOWN_OWN_UNIT;
    add_period(&drawing, THEN, true);
    add_period(&drawing, NOW, true);
    parts = parts_of(&drawing);
    parts[0].overall = sample_interval(-40, 1, "mean");
    parts[1].overall = sample_interval(60, 1, "mean");
    chart_write_trends(&drawing.page, drawing.finding);
    OK(all_inside(text_str(&drawing.text), STR("cy=\""), 2),
       "an average below zero is on the plot");
    OK(str_contains_ignoring_case(text_str(&drawing.text), STR("the same difference")) &&
           !str_contains_ignoring_case(text_str(&drawing.text), STR("in 100")),
       "an amount is not told out of 100");
    drawing_close(&drawing);
}

static void test_trend_nothing(void)
{
    static const double WHOLE[] = {90, 160, 210};
    static const double HIDDEN[] = {180, -1, 100};
    Drawing drawing;

    drawing_open(&drawing, CHECK_CHANGE);
    add_period(&drawing, WHOLE, false);
    chart_write_trends(&drawing.page, drawing.finding);
    OK(drawing.text.length == 0, "one period is no trend");
    sample_found(&drawing.sample, drawing.finding, "two", true);
    add_period(&drawing, HIDDEN, false);
    chart_write_trends(&drawing.page, drawing.finding);
    OK(drawing.text.length == 0, "a gap that is kept back in one period is not drawn");
    drawing_close(&drawing);
}

static Str hundred_of(const double *last, bool ordered, const char *found)
{
    static const double ALL[] = {900, 800, 700};
    Drawing drawing;
    Str title = STR_NONE;
    size_t at;

    drawing_open(&drawing, CHECK_PATHWAY);
    add_period(&drawing, ALL, ordered);
    add_period(&drawing, last, ordered);
    if (found != NULL) {
        sample_found(&drawing.sample, drawing.finding, found, true);
    }
    if (chart_write_hundred(&drawing.page, drawing.finding)) {
        Str text = text_str(&drawing.text);

        for (at = 0; at < text.length; at++) {
            Str rest = str_slice(text, at, text.length);

            if (str_starts_with(rest, STR("<h3>")) && title.length == 0) {
                title = str_slice(rest, 4, str_find_byte(str_slice(rest, 4, 100), '<'));
            }
        }
        printf("# %.*s\n", STR_ARGS(title));
        title = str_contains_ignoring_case(title, STR("one"))   ? STR("one")
                : str_contains_ignoring_case(title, STR("two")) ? STR("two")
                                                                : STR("three");
    } else if (drawing.text.length > 0) {
        title = STR("something written");
    }
    drawing_close(&drawing);
    return title;
}

/* The first picture shows something, and is found once. */
static void test_lead(void)
{
    static const double WHOLE[] = {90, 160, 210};
    static const double HIDDEN[] = {-1, -1, -1};
    Drawing drawing;
    ShownFinding two[2];

    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, HIDDEN, false);
    two[0] = *drawing.finding;
    drawing.finding->part_count = 0;
    add_period(&drawing, WHOLE, false);
    two[1] = *drawing.finding;
    drawing.sample.audit->findings = two;
    drawing.sample.audit->finding_count = 2;
    OK(chart_marks(&two[0]) == 0 && chart_marks(&two[1]) == 3, "marks are counted");
    page_choose_lead(&drawing.page);
    OK(drawing.page.lead_count == 1 && drawing.page.lead[0] == &two[1],
       "a picture of which all is hidden does not lead");
    page_write_lead(&drawing.page);
    OK(str_contains_ignoring_case(text_str(&drawing.text), STR("</b> counted as")),
       "the people out of 100 are those of the finding that leads");
    two[1] = two[0];
    page_choose_lead(&drawing.page);
    OK(drawing.page.lead_count == 0, "where all is hidden nothing leads");
    drawing_close(&drawing);
}

static void test_hundred(void)
{
    static const double WHOLE[] = {90, 160, 210};
    static const double END_HIDDEN[] = {180, 240, -1};
    static const double ONE_LEFT[] = {-1, 240, -1};
    static const double ALIKE[] = {180, 240, 140}; /* 20 of 100 at both ends */
    static const double NOT_COUNTED[] = {9e18, 9e18, 9e18};

    OK(str_equal(hundred_of(WHOLE, true, NULL), STR("one")), "the ends of an order");
    OK(hundred_of(END_HIDDEN, true, NULL).length == 0,
       "another group does not stand in for an end that is kept back");
    OK(str_equal(hundred_of(END_HIDDEN, false, NULL), STR("one")), "without an order: the first");
    OK(str_equal(hundred_of(WHOLE, false, "two"), STR("two")), "the one with a gap found first");
    OK(str_equal(hundred_of(ONE_LEFT, false, NULL), STR("two")),
       "one group stands beside everyone else");
    OK(hundred_of(ALIKE, true, NULL).length == 0, "two that look the same are not drawn");
    OK(hundred_of(NOT_COUNTED, true, NULL).length == 0, "nor more people than there were");
}

static void test_words(void)
{
    static const double WHOLE[] = {90, 160, 210};
    ShownMeasure measure = {STR("later"), sample_interval(0.2, 0.1, "new")};
    Drawing drawing;
    ShownTable *table;
    size_t knots;

    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, WHOLE, true);
    table = arena_take(drawing.context.arena, 1, sizeof *table);
    *table = *drawing.finding->parts[0].base;
    table->measures = &measure;
    table->measure_count = 1;
    parts_of(&drawing)[0].base = table;
    page_write_tables(&drawing.page, drawing.finding);
    OK(str_contains_ignoring_case(text_str(&drawing.text),
                                  STR("does not know, \xe2\x80\x9clater\xe2\x80\x9d: 20")),
       "a measure of a later version is said to be unknown");
    drawing.text.length = 0;
    page_write_path(&drawing.page);
    (void)knot_rows(&knots);
    OK(knots_reviewed() <= knots &&
           (knots_reviewed() == 0) == str_contains_ignoring_case(text_str(&drawing.text),
                                                                 STR("No knot of the catalogue has "
                                                                     "been reviewed")),
       "that no knot was reviewed is said while the catalogue says so");
    drawing_close(&drawing);
}

static void test_said(void)
{
    static const double WHOLE[] = {90, 160, 210};
    ShownVoice voices[6] = {{.who = STR("one")},  {.who = STR("two")},  {.who = STR("three")},
                            {.who = STR("four")}, {.who = STR("five")}, {.who = STR("six")}};
    Drawing drawing;

    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, WHOLE, false);
    drawing.finding->unit = SHOWN_DAYS;
    drawing.finding->matters = 14;
    drawing.sample.audit->study.announced = STR("2025-01-10");
    page_write_question(&drawing.page);
    OK(str_contains_ignoring_case(text_str(&drawing.text), STR("14 days")) &&
           !str_contains_ignoring_case(text_str(&drawing.text), STR("Nobody said")),
       "a margin in days was declared too");
    OK(str_contains_ignoring_case(text_str(&drawing.text), STR("Period not said")),
       "the day of an announcement is no period of data");
    drawing.text.length = 0;
    drawing.finding->sensitive = true;
    drawing.page.view = VIEW_PUBLIC;
    drawing.sample.audit->study.voices = voices;
    drawing.sample.audit->study.voice_count = 6;
    page_write_public(&drawing.page);
    OK(!failed(html_finish(&drawing.page.html)), "the public view is written");
    OK(str_contains_ignoring_case(text_str(&drawing.text), STR("And 2 more, in the full report")),
       "voices that a page does not hold are counted");
    OK(str_contains_ignoring_case(text_str(&drawing.text), STR("And 1 more, in the full report")) &&
           !str_contains_ignoring_case(text_str(&drawing.text), STR("Nothing else was looked at")),
       "what this view keeps back was looked at all the same");
    drawing_close(&drawing);
}

/* Ticks keep the step of their scale visible, on pages and in pictures that stand alone. */
static void test_ticks(void)
{
    const ChartScale fine = {0, 0.006, 0.001, SHOWN_OWN_UNIT, false};
    const ChartScale shares = {0, 0.006, 0.001, SHOWN_PER_100, true};
    Drawing drawing;
    ChartRow row = {.label = STR("one"), .mark = MARK_POINT, .value = 0.002, .low = NAN};
    ChartRows rows = {.rows = &row, .count = 1, .scale = fine, .margin = NAN, .zero = NAN};

    drawing_open(&drawing, CHECK_GAP);
    OK(str_equal(chart_tick(&drawing.page, &fine, 0.002), STR("0.002")), "a step of 0.001");
    OK(str_equal(chart_tick(&drawing.page, &shares, -0.002), STR("0.2 fewer")), "a gap of shares");
    row.high = NAN;
    drawing.page.alone = true;
    chart_write_alone(&drawing.page, &rows);
    OK(says(&drawing, ">0.002<") && says(&drawing, ">0.004<"), "the same where it stands alone");
    drawing_close(&drawing);
}

/* Groups without a number are named together, with the reason that the numbers give. */
static void test_without_number(void)
{
    static const double HIDDEN[] = {-1, -1, 210};
    Drawing drawing;
    ShownGroup *groups;

    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, HIDDEN, false);
    groups = (ShownGroup *)(uintptr_t)drawing.finding->parts[0].base->groups;
    groups[0].estimate.note = STR("numbers were kept back by who published them");
    groups[0].difference.note = STR_NONE;
    groups[1].difference.note = STR("hidden: worked out from a small number of people");
    chart_write_finding(&drawing.page, drawing.finding);
    OK(says(&drawing, "kept back by who published them<") && says(&drawing, ">worked out from a") &&
           !says(&drawing, "to protect people"),
       "each reason is the number's own");
    drawing.text.length = 0;
    groups[1].difference.note = groups[0].estimate.note;
    chart_write_finding(&drawing.page, drawing.finding);
    OK(says(&drawing, ">2 of 4 hidden (numbers were kept back by who published them): one, two<") &&
           !says(&drawing, ">one<"),
       "two of one reason are one line");
    drawing_close(&drawing);
}

/* How many people it would take stands beside "cannot tell yet". */
static void test_brief(void)
{
    static const double WHOLE[] = {90, 160, 210};
    ShownVerdictGroup small = {.level = STR("two"), .needed = 870};
    Drawing drawing;

    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, WHOLE, false);
    drawing.finding->verdict =
        (ShownVerdict){.say = DATA_UNCLEAR, .small = &small, .small_count = 1};
    page_write_stops(&drawing.page);
    OK(says(&drawing, "About 870 would settle it"), "what would settle it is said in a line");
    drawing_close(&drawing);
}

static void test_command(void)
{
    static const double WHOLE[] = {90, 160, 210};
    Drawing drawing;

    drawing_open(&drawing, CHECK_GAP);
    add_period(&drawing, WHOLE, false);
    drawing.sample.audit->facts.protection = STR("none");
    drawing.sample.audit->study.file = STR("north.yaml");
    page_write_methods(&drawing.page);
    OK(says(&drawing, ">unknot audit north.yaml --protect none -o report.html<"),
       "the command names the study file and the rule");
    drawing.text.length = 0;
    drawing.sample.audit->study.file = STR("it's; rm.yaml");
    drawing.sample.audit->facts.protection = STR("unknot-default");
    page_write_methods(&drawing.page);
    OK(says(&drawing, ">unknot audit &#39;it&#39;\\&#39;&#39;s; rm.yaml&#39; -o report.html<"),
       "a name is one word of a shell");
    drawing_close(&drawing);
}

/* Waits in days: the estimate is a median and the total how many waits ended. */
static void test_waits_table(void)
{
    static const double WHOLE[] = {90, 160, 210};
    Drawing drawing;
    ReportFiles files;

    drawing_open(&drawing, CHECK_WAITS);
    add_period(&drawing, WHOLE, false);
    drawing.finding->unit = SHOWN_DAYS;
    page_write_tables(&drawing.page, drawing.finding);
    OK(says(&drawing, ">Waits ended<") && says(&drawing, ">Median days<") &&
           !says(&drawing, ">Sum<") && !says(&drawing, ">Average<"),
       "a table of waits has no sum and no average");
    OK(!failed(report_list_tables(&drawing.context, drawing.sample.audit, &files)) &&
           str_contains_ignoring_case(files.items[0].bytes, STR(",note,period,step,unit\r\n")) &&
           str_contains_ignoring_case(files.items[0].bytes, STR(",2024,\"\",days\r\n")),
       "a file says its period, step and unit");
    drawing_close(&drawing);
}

/* Fields of the line at `*at`, which then is behind it; separators within quotes are none. */
static size_t fields_of_line(Str bytes, size_t *at)
{
    bool quoted = false;
    size_t fields = 1;

    for (; *at < bytes.length && (quoted || bytes.bytes[*at] != '\n'); ++*at) {
        quoted = quoted != (bytes.bytes[*at] == '"');
        fields += !quoted && bytes.bytes[*at] == ',';
    }
    ++*at;
    return fields;
}

static bool lines_are_as_wide_as_head(Str bytes, size_t lines)
{
    size_t at = 0;
    size_t wanted = fields_of_line(bytes, &at);
    size_t count = 0;

    while (at < bytes.length) {
        if (fields_of_line(bytes, &at) != wanted) {
            return false;
        }
        count++;
    }
    return count == lines;
}

/* All kinds of check, each with and without what a combination and a cut-off add. */
static void test_table_widths(void)
{
    static const double WHOLE[] = {90, 160, 210};
    bool wide = true;

    for (CheckKind check = 0; check < CHECK_COUNT; check++) {
        for (int more = 0; more < 3; more++) {
            Drawing drawing;
            ReportFiles files;
            ShownExtra *extras;
            bool made;

            drawing_open(&drawing, check);
            add_period(&drawing, WHOLE, false);
            if (more > 0) {
                extras = sample_extras(&drawing.sample, drawing.finding);
                extras[0].shrunk.method = STR("shrunk-share");
                drawing.finding->combination = more == 2;
                parts_of(&drawing)[0].cutoff = more == 2 ? 0.2 : 0;
            }
            made = !failed(report_list_tables(&drawing.context, drawing.sample.audit, &files));
            wide = made && files.count == 1 &&
                   lines_are_as_wide_as_head(files.items[0].bytes, GROUPS) && wide;
            if (check == CHECK_MISSED && more == 2) {
                OK(made && str_contains_ignoring_case(files.items[0].bytes,
                                                      STR(",drawn_high,net_benefit,")),
                   "a cut-off's flags of a combination have both kinds of columns");
            }
            drawing_close(&drawing);
        }
    }
    OK(wide, "every line of a file has as many fields as its head");
}

/* One meaning of the colours: blue is whoever is higher in the last period. */
static void test_ribbon_colours(void)
{
    static const double LOW[] = {90, 400, 400}; /* "one" has less than everyone else */
    Drawing drawing;

    drawing_open(&drawing, CHECK_CHANGE);
    add_period(&drawing, LOW, false);
    add_period(&drawing, LOW, false);
    drawing.sample.audit->finding_count = 1;
    page_choose_lead(&drawing.page);
    OK(drawing.page.lead_count == 1 && chart_of(drawing.page.lead[0]) == CHART_RIBBON, "a ribbon");
    page_write_lead_picture(&drawing.page, drawing.finding);
    OK(says(&drawing, "text-anchor=\"middle\">everyone else</text><text class=\"tx-c\""),
       "whoever is higher stands in blue, the group that is told of in ochre");
    drawing_close(&drawing);
}

/* For everybody: counts of one year are said to be that, and what a program needs is not said. */
static void test_public(void)
{
    static const double WHOLE[] = {90, 160, 210};
    ShownData data = {.name = STR("t")};
    ShownUnseen unseen = {STR("How long people wait"), STR("an outcome with from, to")};
    Drawing drawing;

    drawing_open(&drawing, CHECK_CHANGE);
    add_period(&drawing, WHOLE, true);
    add_period(&drawing, WHOLE, true);
    drawing.finding->data = STR("t");
    drawing.sample.audit->study.data = &data;
    drawing.sample.audit->study.data_count = 1;
    drawing.sample.audit->study.owner = STR("NHS England published the figures");
    drawing.sample.audit->unseen = &unseen;
    drawing.sample.audit->unseen_count = 1;
    drawing.page.view = VIEW_PUBLIC;
    page_choose_lead(&drawing.page);
    page_write_public(&drawing.page);
    OK(says(&drawing, "Counts of the same year, not a followed group."), "counts of one year");
    OK(says(&drawing, "<li>How long people wait.</li>") && !says(&drawing, "Needed:"),
       "what was not looked at, without what a program needs");
    OK(says(&drawing, "No address is given"), "an owner is no address");
    drawing_close(&drawing);
}

/* Where memory ran out before a scale was made there is none: nothing of it may be rounded. */
static void test_scale_of_no_extent(void)
{
    ChartScale none = {.from = (double)NAN, .to = (double)NAN, .step = 0.0, .gaps = true};
    ChartScale gaps = {.from = -10.0, .to = 10.0, .step = 5.0, .gaps = true};

    OK(chart_tick_count(&none) == 0 && chart_has_tick(&none, 0), "a scale of nothing has one tick");
    OK(chart_tick_count(&gaps) == 4 && chart_has_tick(&gaps, 2) && chart_has_tick(&gaps, 0),
       "one of gaps has one at the middle, where there is none");
}

int main(void)
{
    test_waits_table();
    test_table_widths();
    test_ribbon_colours();
    test_public();
    test_ticks();
    test_without_number();
    test_brief();
    test_command();
    test_same_ends();
    test_same_group();
    test_trend_scale();
    test_trend_below_zero();
    test_trend_nothing();
    test_lead();
    test_hundred();
    test_words();
    test_said();
    test_scale_of_no_extent();
    return tap_done();
}
