/* The average beside the gap, in the same step. */
#include "report/chart.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <assert.h>
#include <math.h>

/* Both panels: this many em for the plot, whatever it spans. */
#define PLOT 10.0
#define TOP 2.0

typedef struct Trend {
    double low;
    double high; /* of what is drawn; of its scale once widened */
} Trend;

static const ShownInterval *overall_at(const ShownFinding *finding, size_t p)
{
    return &finding->parts[p].overall;
}

static double gap_at(Page *page, const ShownFinding *finding, size_t p)
{
    FigurePair pair = figure_pair(page->context->arena, finding, &finding->parts[p]);

    assert(pair.has);
    return fabs(pair.first_value - pair.second_value);
}

static double value_at(Page *page, const ShownFinding *finding, size_t p, bool gap)
{
    return gap ? gap_at(page, finding, p) : overall_at(finding, p)->estimate.value;
}

static double x_at(const ShownFinding *finding, size_t p)
{
    return 14 + 80 * (double)p / (double)(finding->part_count - 1);
}

static double y_at(const Trend *trend, double value)
{
    return TOP + PLOT * (trend->high - value) / (trend->high - trend->low);
}

static void write_line(Page *page, const ShownFinding *finding, const Trend *trend, bool gap)
{
    Html *html = &page->html;
    size_t p;

    for (p = 0; p < finding->part_count; p++) {
        double y = y_at(trend, value_at(page, finding, p, gap));
        Str x = html_coordinate(html, x_at(finding, p));
        const ShownInterval *overall = overall_at(finding, p);

        if (p > 0) {
            HTML_FILL(html, "<line class=\"ln {}\" x1=\"{}%\" y1=\"{}em\" x2=\"{}%\" y2=\"{}em\"/>",
                      gap ? STR("r2") : STR("r1"), html_coordinate(html, x_at(finding, p - 1)),
                      html_coordinate(html, y_at(trend, value_at(page, finding, p - 1, gap))), x,
                      html_coordinate(html, y));
        }
        if (!gap && figure_has_limits(overall)) {
            HTML_FILL(html, "<line class=\"ci\" x1=\"{}%\" x2=\"{}%\" y1=\"{}em\" y2=\"{}em\"/>", x,
                      x, html_coordinate(html, y_at(trend, overall->high.value)),
                      html_coordinate(html, y_at(trend, overall->low.value)));
        }
        if (gap) {
            HTML_FILL(html,
                      "<svg x=\"{}%\" y=\"{}em\" class=\"o\"><path class=\"c\" "
                      "d=\"M0-6L6 0L0 6L-6 0Z\"/></svg>",
                      x, html_coordinate(html, y));
        } else {
            HTML_FILL(html, "<circle class=\"pt\" cx=\"{}%\" cy=\"{}em\" r=\"4\"/>", x,
                      html_coordinate(html, y));
        }
        if (p == 0 || p + 1 == finding->part_count) {
            HTML_FILL(html,
                      "<text class=\"b\" x=\"{}%\" y=\"{}em\" text-anchor=\"middle\">{}</text>", x,
                      html_coordinate(html, y - 0.8),
                      figure_value(page->context->arena, finding->unit,
                                   value_at(page, finding, p, gap), 1));
            /* the last stays within the picture: paper cuts what stands beyond */
            HTML_FILL(html, "<text class=\"m\" x=\"{}%\" y=\"14.5em\" text-anchor=\"{}\">{}</text>",
                      x, p == 0 ? STR("middle") : STR("end"), finding->parts[p].base->period);
        }
    }
}

static void write_panel(Page *page, const ShownFinding *finding, const Trend *trend, bool gap)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    size_t last = finding->part_count - 1;
    Str then =
        figure_value(arena, finding->unit, value_at(page, finding, 0, gap), figure_held(finding));
    Str now = figure_value(arena, finding->unit, value_at(page, finding, last, gap),
                           figure_held(finding));
    Str said = PHRASE(arena, PHRASE_TREND_SAID, {SLOT_THEN, then}, {SLOT_NOW, now});
    double ticks[3] = {trend->low, (trend->low + trend->high) / 2, trend->high};
    size_t i;

    HTML_FILL(html, "<div><h5>{}</h5>",
              phrase_plain(gap ? PHRASE_TREND_GAP : PHRASE_TREND_AVERAGE));
    chart_open_svg(page, STR("15"),
                   phrase_plain(gap ? PHRASE_TREND_GAP_TITLE : PHRASE_TREND_AVERAGE_TITLE), said);
    for (i = 0; i < 3; i++) {
        Str y = html_coordinate(html, y_at(trend, ticks[i]));

        HTML_FILL(html,
                  "<line class=\"g\" x1=\"0\" x2=\"100%\" y1=\"{}em\" y2=\"{}em\"/>"
                  "<text class=\"m\" x=\"0\" y=\"{}em\">{}</text>",
                  y, y, html_coordinate(html, y_at(trend, ticks[i]) - 0.25),
                  figure_value(arena, finding->unit, ticks[i], 0));
    }
    write_line(page, finding, trend, gap);
    HTML_PUT(html, "</svg></div>\n");
}

/* Where the values lie, and the ends of the intervals drawn around them. */
static Trend trend_of(Page *page, const ShownFinding *finding, bool gap)
{
    Trend trend = {INFINITY, -INFINITY};
    size_t p;

    for (p = 0; p < finding->part_count; p++) {
        double value = value_at(page, finding, p, gap);
        const ShownInterval *overall = overall_at(finding, p);

        trend.low = fmin(trend.low, value);
        trend.high = fmax(trend.high, value);
        if (!gap && figure_has_limits(overall)) {
            trend.low = fmin(trend.low, overall->low.value);
            trend.high = fmax(trend.high, overall->high.value);
        }
    }
    return trend;
}

/* To a scale of this span around the values, from a whole step; below 0 only where a value is. */
static void widen(Trend *trend, double span, double step)
{
    double least = trend->low;
    double middle = (trend->low + trend->high) / 2;

    trend->low = floor((middle - span / 2) / step) * step;
    if (least >= 0) {
        trend->low = fmax(trend->low, 0);
    }
    trend->high = trend->low + span;
}

/* Steps of 2 in 100; of other units a tenth of what the values span, or of their size where they
   are all the same. */
static double step_of(const ShownFinding *finding, const Trend *average, double span)
{
    if (finding->unit == SHOWN_PER_100) {
        return 0.02;
    }
    return span > 0 ? span / 10 : fmax(fabs(average->high), 1) / 10;
}

static bool has_averages(const ShownFinding *finding)
{
    size_t p;

    for (p = 0; p < finding->part_count; p++) {
        if (!figure_has(overall_at(finding, p))) {
            return false;
        }
    }
    return true;
}

void chart_write_trends(Page *page, const ShownFinding *finding)
{
    Trend average;
    Trend gap;
    double span;
    double step;

    if (chart_of(finding) != CHART_RIBBON || !has_averages(finding)) {
        return;
    }
    average = trend_of(page, finding, false);
    gap = trend_of(page, finding, true);
    span = fmax(average.high - average.low, gap.high - gap.low);
    step = step_of(finding, &average, span);
    span = ceil(span * 1.5 / step) * step + 2 * step;
    span = ceil(span / (2 * step)) * 2 * step;
    widen(&average, span, step);
    widen(&gap, span, step);
    HTML_PUT(&page->html, "<div class=\"sm c2\">");
    write_panel(page, finding, &average, false);
    write_panel(page, finding, &gap, true);
    HTML_FILL(&page->html, "</div>\n<p class=\"src\">{}</p>\n",
              PHRASE(page->context->arena, PHRASE_TREND_SIGNS,
                     {SLOT_HEIGHT, chart_step_words(finding->unit)}));
}
