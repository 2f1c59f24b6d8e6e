/* How many had been seen by which day: one small picture for each group, all of one size and on one
   scale, the lines of the other groups pale behind its own. */
#include "report/chart.h"

#include "base/number.h"
#include "catalogue/phrase.h"
#include "report/figure.h"

#include <assert.h>
#include <math.h>

/* Of a picture that stands alone, in pixels. */
#define LABEL_WIDTH 190.0
#define PLOT_WIDTH 330.0
#define FIGURE_RIGHT 590.0
#define ROW_HEIGHT 64.0
#define PANEL_HEIGHT 54.0
#define HEAD_HEIGHT 72.0
/* Of an axis: a scale's steps are far fewer. */
#define TICKS_MOST 24

typedef struct Curves {
    const ShownFinding *finding;
    const ShownPart *part;
    ChartScale days;
    double told;  /* the day that figures are of; NaN: none that groups share */
    size_t lines; /* the id of all lines together */
} Curves;

static bool has_curve(const ShownPart *part, size_t g)
{
    return part->extras[g].curve_count >= SHOWN_WAIT_POINTS_LEAST;
}

bool chart_has_waits(const Page *page, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    size_t count = 0;

    (void)page;
    if (finding->check != CHECK_WAITS || finding->unit != SHOWN_DAYS || part == NULL ||
        part->extras == NULL) {
        return false;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        count += has_curve(part, g) ? 1u : 0u;
    }
    return count >= 2;
}

/* NULL: the group has no point there. */
static const ShownInterval *seen_by(const ShownExtra *extra, double day)
{
    for (size_t i = 0; i < extra->curve_count; i++) {
        if (extra->curve[i].day == day) {
            return &extra->curve[i].seen;
        }
    }
    return NULL;
}

static size_t groups_at(const ShownPart *part, double day)
{
    size_t count = 0;

    for (size_t g = 0; g < part->base->group_count; g++) {
        count += seen_by(&part->extras[g], day) != NULL ? 1u : 0u;
    }
    return count;
}

static double last_day(const ShownPart *part)
{
    double last = 0;

    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownExtra *extra = &part->extras[g];

        if (extra->curve_count > 0) {
            last = fmax(last, extra->curve[extra->curve_count - 1].day);
        }
    }
    return last;
}

/* The day that most groups have, of several the one nearest to everyone's median. */
static double told_day(const ShownPart *part)
{
    double middle = part->overall.estimate.state == SHOWN_VALUE ? part->overall.estimate.value : 0;
    double best = NAN;
    size_t most = 0;

    for (size_t g = 0; g < part->base->group_count; g++) {
        for (size_t i = 0; i < part->extras[g].curve_count; i++) {
            double day = part->extras[g].curve[i].day;
            size_t count = groups_at(part, day);

            if (count > most || (count == most && fabs(day - middle) < fabs(best - middle))) {
                best = day;
                most = count;
            }
        }
    }
    return best;
}

/* As far as any line goes, and no farther. */
static ChartScale days_to(double last)
{
    ChartScale scale = chart_scale(0, last, SHOWN_DAYS);

    scale.to = last;
    return scale;
}

static Curves curves_of(Page *page, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);

    return (Curves){.finding = finding,
                    .part = part,
                    .days = days_to(last_day(part)),
                    .told = told_day(part),
                    .lines = ++page->last_id};
}

/* ---- one group ---- */

static void write_point(Page *page, const Curves *curves, const char *move, double day,
                        double share)
{
    HTML_FILL(&page->html, "{}{} {}", str_from(move),
              html_coordinate(&page->html, chart_at(&curves->days, day)),
              html_coordinate(&page->html, 100 - 100 * share));
}

static void write_line(Page *page, const Curves *curves, const ShownExtra *extra, Str look)
{
    HTML_FILL(&page->html, "<path class=\"{}\" vector-effect=\"non-scaling-stroke\" d=\"", look);
    for (size_t i = 0; i < extra->curve_count; i++) {
        write_point(page, curves, i == 0 ? "M" : "L", extra->curve[i].day,
                    extra->curve[i].seen.estimate.value);
    }
    HTML_PUT(&page->html, "\"/>");
}

/* Of the points that have limits: out along the upper ones, back along the lower ones. */
static void write_band(Page *page, const Curves *curves, const ShownExtra *extra)
{
    const char *move = "M";

    HTML_PUT(&page->html, "<path class=\"wb\" d=\"");
    for (size_t i = 0; i < extra->curve_count; i++) {
        if (figure_has_limits(&extra->curve[i].seen)) {
            write_point(page, curves, move, extra->curve[i].day, extra->curve[i].seen.high.value);
            move = "L";
        }
    }
    for (size_t i = extra->curve_count; i-- > 0;) {
        if (figure_has_limits(&extra->curve[i].seen)) {
            write_point(page, curves, move, extra->curve[i].day, extra->curve[i].seen.low.value);
        }
    }
    HTML_PUT(&page->html, "\"/>");
}

/* Ground and all lines, drawn in the first panel and used in the others. */
static void write_ground(Page *page, const Curves *curves, bool first)
{
    if (!first) {
        HTML_FILL(&page->html, "<use href=\"#w{}\"/>", page_count(page, curves->lines));
        return;
    }
    HTML_FILL(&page->html,
              "<g id=\"w{}\"><path class=\"wg\" "
              "vector-effect=\"non-scaling-stroke\" d=\"M0 0H100M0 50H100M0 100H100\"/>",
              page_count(page, curves->lines));
    for (size_t g = 0; g < curves->part->base->group_count; g++) {
        if (has_curve(curves->part, g)) {
            write_line(page, curves, &curves->part->extras[g], STR("wo"));
        }
    }
    HTML_PUT(&page->html, "</g>");
}

static void write_panel(Page *page, const Curves *curves, size_t g, bool first)
{
    write_ground(page, curves, first);
    write_band(page, curves, &curves->part->extras[g]);
    write_line(page, curves, &curves->part->extras[g], STR("wl"));
}

static Str figure_of(Page *page, const Curves *curves, size_t g)
{
    const ShownInterval *seen = seen_by(&curves->part->extras[g], curves->told);

    return seen == NULL ? STR_NONE
                        : figure_estimate(page->context->arena, SHOWN_PER_100, &seen->estimate, 0);
}

/* `value` of a row that has lines: which group it is. Others are told together below. */
static ChartRow row_of(Page *page, const Curves *curves, size_t g)
{
    const ShownGroup *group = &curves->part->base->groups[g];
    ChartRow row = chart_row_of(page, curves->finding, group);

    row.value = (double)g;
    row.figure = figure_of(page, curves, g);
    if (has_curve(curves->part, g)) {
        row.mark = MARK_POINT;
        return row;
    }
    row.folds = true;
    row.hidden = true;
    row.why = phrase_plain(PHRASE_SEEN_TOO_FEW);
    if (group->estimate.estimate.state == SHOWN_HIDDEN) {
        chart_row_nothing(&row, group, &group->estimate);
    }
    return row;
}

static ChartRows rows_of(Page *page, const Curves *curves)
{
    size_t count = curves->part->base->group_count;
    ChartRows rows = {.rows = TAKE(page->context, ChartRow, count)};

    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    for (size_t g = 0; g < count; g++) {
        rows.rows[rows.count++] = row_of(page, curves, g);
    }
    chart_fold_rows(page, &rows, 0);
    return rows;
}

/* "of 100 by day 40" */
static Str head_of(Page *page, const Curves *curves)
{
    Arena *arena = page->context->arena;

    return PHRASE(arena, PHRASE_SEEN_BY_DAY,
                  {SLOT_DAYS, figure_value(arena, SHOWN_DAYS, curves->told, 0)});
}

/* ---- as a list of a page ---- */

/* Numbers stand where their days are; the ends' stay within the picture. */
static Str anchor_of(const Curves *curves, double day)
{
    double at = chart_at(&curves->days, day);

    return at < 3 ? STR("start") : at > 97 ? STR("end") : STR("middle");
}

/* Numbers beyond the first, of those that lie within. */
static size_t ticks_of(const Curves *curves)
{
    double ticks = curves->days.to / curves->days.step + 1e-9;

    return ticks >= 0 && ticks < TICKS_MOST ? (size_t)ticks : 0;
}

static void write_axis(Page *page, const Curves *curves)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<li class=\"ax\"><span></span><span class=\"v\">{}</span><svg aria-hidden=\"true\" "
              "focusable=\"false\">",
              head_of(page, curves));
    for (size_t i = 0; i <= ticks_of(curves); i++) {
        double day = (double)i * curves->days.step;

        HTML_FILL(html, "<text x=\"{}%\" y=\"1em\" text-anchor=\"{}\">{}</text>",
                  html_coordinate(html, chart_at(&curves->days, day)), anchor_of(curves, day),
                  chart_tick(page, &curves->days, day));
    }
    HTML_PUT(html, "</svg></li>\n");
}

static void write_list(Page *page, const Curves *curves)
{
    Html *html = &page->html;
    ChartRows rows = rows_of(page, curves);
    bool first = true;

    HTML_PUT(html, "<ol class=\"rows nowd\">\n");
    write_axis(page, curves);
    for (size_t i = 0; i < rows.count; i++) {
        const ChartRow *row = &rows.rows[i];

        if (row->last) {
            HTML_FILL(html, "<li class=\"kept\"><span class=\"why\">{}</span></li>\n", row->why);
            continue;
        }
        HTML_FILL(html, "<li class=\"{}\"><span class=\"l\">{}</span>",
                  row->rule ? STR("gr nr") : STR("gr"), row->label);
        if (row->mark == MARK_NONE) {
            HTML_FILL(html, "<span class=\"why\">{}</span></li>\n", row->why);
            continue;
        }
        HTML_FILL(html,
                  "<span class=\"v\">{}</span><svg aria-hidden=\"true\" focusable=\"false\" "
                  "class=\"wp\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">",
                  row->figure);
        write_panel(page, curves, (size_t)row->value, first);
        HTML_PUT(html, "</svg></li>\n");
        first = false;
    }
    HTML_PUT(html, "</ol>\n");
}

/* ---- as a table ---- */

/* Days that any group has, in their order; how many. There are no more than there is room for: see
   has_fair_curves() of what a bundle may hold, and protect_waits() of what is released. */
static size_t days_of(const ShownPart *part, double *days)
{
    size_t count = 0;

    for (size_t g = 0; g < part->base->group_count; g++) {
        for (size_t i = 0; i < part->extras[g].curve_count; i++) {
            double day = part->extras[g].curve[i].day;
            size_t at = count;

            while (at > 0 && days[at - 1] > day) {
                at--;
            }
            if (at > 0 && days[at - 1] == day) {
                continue;
            }
            assert(count < SHOWN_WAIT_POINTS_MOST);
            for (size_t k = count; k > at; k--) {
                days[k] = days[k - 1];
            }
            days[at] = day;
            count++;
        }
    }
    return count;
}

static void write_cells(Page *page, const Curves *curves, size_t g, const double *days,
                        size_t count)
{
    Arena *arena = page->context->arena;

    for (size_t i = 0; i < count; i++) {
        const ShownInterval *seen = seen_by(&curves->part->extras[g], days[i]);

        if (seen == NULL) {
            HTML_PUT(&page->html, "<td>");
        } else {
            HTML_FILL(&page->html, "<td><b>{}</b> {}",
                      figure_estimate(arena, SHOWN_PER_100, &seen->estimate, 0),
                      figure_range(arena, SHOWN_PER_100, seen, 0));
        }
    }
}

static void write_table(Page *page, const Curves *curves)
{
    double days[SHOWN_WAIT_POINTS_MOST];
    size_t count = days_of(curves->part, days);
    Html *html = &page->html;
    Arena *arena = page->context->arena;

    page_open_table(page, PHRASE(arena, PHRASE_SEEN_CAPTION,
                                 {SLOT_WHAT, figure_subject(arena, curves->finding)}));
    HTML_FILL(html, "<thead><tr><th scope=\"col\" class=\"t\">{}</th>",
              figure_dimension(page->context->arena, curves->finding));
    for (size_t i = 0; i < count; i++) {
        Str day = PHRASE(arena, PHRASE_SEEN_DAY,
                         {SLOT_DAYS, figure_value(arena, SHOWN_DAYS, days[i], 0)});

        HTML_FILL(html, "<th scope=\"col\">{}</th>", day);
    }
    HTML_PUT(html, "</tr></thead>\n<tbody>");
    for (size_t g = 0; g < curves->part->base->group_count; g++) {
        if (has_curve(curves->part, g)) {
            HTML_FILL(html, "<tr><th scope=\"row\">{}",
                      chart_row_of(page, curves->finding, &curves->part->base->groups[g]).label);
            write_cells(page, curves, g, days, count);
            HTML_PUT(html, "\n");
        }
    }
    HTML_PUT(html, "</tbody></table></div>\n");
}

/* ---- whether they can be alike ---- */

/* Out of 100, upwards: "5", "0.1". */
static Str chance_of(Arena *arena, double p)
{
    Text text = text_new(arena);
    double of_100 = 100 * fmax(p, 0.001);

    number_write_fixed(&text, of_100 < 1 ? ceil(10 * of_100 - 1e-9) / 10 : ceil(of_100 - 1e-9),
                       of_100 < 1 ? 1 : 0);
    return text_str(&text);
}

static void write_test(Page *page, const Curves *curves)
{
    Arena *arena = page->context->arena;
    double p = curves->part->log_rank;

    if (curves->part->log_rank_groups > 0) {
        HTML_FILL(&page->html, "<p class=\"src\">{}</p>\n",
                  PHRASE(arena, p > 0.2 ? PHRASE_SEEN_OFTEN : PHRASE_SEEN_CHANCE,
                         {SLOT_COUNT, phrase_count(arena, curves->part->log_rank_groups)},
                         {SLOT_NUMBER, chance_of(arena, p)}));
    }
}

/* ---- alone ---- */

static void write_alone_row(Page *page, const Curves *curves, const ChartRow *row, double y,
                            bool first)
{
    Html *html = &page->html;
    Str middle = html_coordinate(html, y + PANEL_HEIGHT / 2);

    HTML_FILL(html, "<text class=\"n\" x=\"0\" y=\"{}\">{}</text>", middle,
              str_show(page->context->arena, row->label, 28));
    if (row->mark == MARK_NONE) {
        HTML_FILL(html, "<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>\n",
                  html_coordinate(html, row->last ? 0 : LABEL_WIDTH), middle, row->why);
        return;
    }
    HTML_FILL(html,
              "<svg class=\"wp\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 100 "
              "100\" preserveAspectRatio=\"none\">",
              html_coordinate(html, LABEL_WIDTH), html_coordinate(html, y),
              html_coordinate(html, PLOT_WIDTH), html_coordinate(html, PANEL_HEIGHT));
    write_panel(page, curves, (size_t)row->value, first);
    HTML_FILL(html, "</svg><text class=\"b\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
              html_coordinate(html, FIGURE_RIGHT), middle, row->figure);
}

static void write_alone_ticks(Page *page, const Curves *curves)
{
    Html *html = &page->html;

    for (size_t i = 0; i <= ticks_of(curves); i++) {
        double day = (double)i * curves->days.step;
        double x = LABEL_WIDTH + PLOT_WIDTH * chart_at(&curves->days, day) / 100;

        HTML_FILL(html, "<text class=\"m\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                  html_coordinate(html, x), html_coordinate(html, HEAD_HEIGHT - 8),
                  chart_tick(page, &curves->days, day));
    }
    HTML_FILL(html, "<text class=\"m\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
              html_coordinate(html, FIGURE_RIGHT), html_coordinate(html, HEAD_HEIGHT - 8),
              head_of(page, curves));
}

static void write_alone(Page *page, const Curves *curves)
{
    Html *html = &page->html;
    Str width = STR("620");
    ChartRows rows = rows_of(page, curves);
    Str height = html_coordinate(html, HEAD_HEIGHT + ROW_HEIGHT * (double)rows.count + 8);
    bool first = true;
    Str name = PHRASE(page->context->arena, PHRASE_SEEN_NAME, {SLOT_WHAT, curves->finding->subject},
                      {SLOT_DIMENSION, figure_dimension(page->context->arena, curves->finding)});

    HTML_FILL(
        html,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ch\" width=\"{}\" height=\"{}\" "
        "viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"t\"><title id=\"t\">{}</title>\n",
        width, height, width, height, name);
    chart_write_style(page);
    HTML_FILL(html,
              "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>"
              "<text class=\"b\" x=\"0\" y=\"20\">{}{}</text>"
              "<text class=\"m\" x=\"0\" y=\"40\">{}</text>\n",
              name, page->study->made_up ? phrase_plain(PHRASE_CHART_MADE_UP) : STR_NONE,
              phrase_plain(PHRASE_SEEN_SIGNS));
    write_alone_ticks(page, curves);
    for (size_t i = 0; i < rows.count; i++) {
        write_alone_row(page, curves, &rows.rows[i], HEAD_HEIGHT + ROW_HEIGHT * (double)i, first);
        first = first && rows.rows[i].mark == MARK_NONE;
    }
    HTML_PUT(html, "</svg>\n");
}

void chart_write_waits(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    Curves curves = curves_of(page, finding);

    if (page->alone) {
        write_alone(page, &curves);
        return;
    }
    HTML_FILL(html, "<div class=\"pl pw\"><h5>{}</h5>\n<p>{}</p>\n",
              phrase_plain(PHRASE_SEEN_TITLE), phrase_plain(PHRASE_SEEN_SIGNS));
    write_list(page, &curves);
    write_test(page, &curves);
    HTML_FILL(html, "<details><summary>{}</summary>\n", phrase_plain(PHRASE_SEEN_TABLE));
    write_table(page, &curves);
    HTML_FILL(html, "</details>\n<details><summary>{}</summary><p>{}</p></details></div>\n",
              phrase_plain(PHRASE_HOW_TO_READ), phrase_plain(PHRASE_SEEN_READING));
}
