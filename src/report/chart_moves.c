/* Each group then and now on one scale: hollow above, filled below, each with its interval. */
#include "report/page_remeasure.h"

#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"

#include <math.h>

/* Of groups in an order the numbers themselves, whose ends make the gap; else the gaps. */
static bool draws_gaps(const ShownRemeasured *item)
{
    return !item->part_now->base->ordered;
}

static const ShownMove *drawn(const ShownRemeasured *item, size_t g)
{
    return draws_gaps(item) ? &item->groups[g].gap : &item->groups[g].estimate;
}

static bool is_drawn(const ShownRemeasured *item, size_t g)
{
    const ShownMove *move = drawn(item, g);

    return figure_has(&move->then) && figure_has(&move->now);
}

static double margin_of(const ShownRemeasured *item)
{
    double matters = item->now->matters;

    if (!draws_gaps(item) || item->margin_changed) {
        return (double)NAN;
    }
    return item->now->unit == SHOWN_PER_100 ? matters / 100 : matters;
}

static void widen(const ShownInterval *interval, double *low, double *high)
{
    bool limits = figure_has_limits(interval);

    *low = fmin(*low, limits ? interval->low.value : interval->estimate.value);
    *high = fmax(*high, limits ? interval->high.value : interval->estimate.value);
}

size_t chart_moves_drawn(const ShownRemeasured *item)
{
    size_t count = 0;

    for (size_t g = 0; g < item->group_count; g++) {
        count += is_drawn(item, g) ? 1 : 0;
    }
    return count;
}

static ChartScale scale_of(const ShownRemeasured *item)
{
    double margin = margin_of(item);
    double low = draws_gaps(item) ? 0 : INFINITY;
    double high = draws_gaps(item) ? 0 : -INFINITY;
    ChartScale scale;

    for (size_t g = 0; g < item->group_count; g++) {
        if (is_drawn(item, g)) {
            widen(&drawn(item, g)->then, &low, &high);
            widen(&drawn(item, g)->now, &low, &high);
        }
    }
    if (isfinite(margin)) {
        low = fmin(low, -1.4 * margin);
        high = fmax(high, 1.4 * margin);
    }
    scale = chart_scale(low, high, item->now->unit);
    scale.gaps = draws_gaps(item);
    return scale;
}

static Str at(Page *page, const ChartScale *scale, double value)
{
    return html_coordinate(&page->html, chart_at(scale, value));
}

static void write_axis(Page *page, const ChartScale *scale, Str head)
{
    HTML_FILL(&page->html,
              "<li class=\"ax\"><span></span><span class=\"v\">{}</span>"
              "<svg aria-hidden=\"true\" focusable=\"false\">",
              head);
    for (size_t i = 0; i <= chart_tick_count(scale); i++) {
        double value = scale->from + (double)i * scale->step;
        double percent = chart_at(scale, value);

        if (chart_has_tick(scale, i)) {
            HTML_FILL(&page->html, "<text x=\"{}%\" y=\"1em\" text-anchor=\"{}\">{}</text>",
                      html_coordinate(&page->html, percent),
                      percent < 4    ? STR("start")
                      : percent > 96 ? STR("end")
                                     : STR("middle"),
                      chart_tick(page, scale, value));
        }
    }
    HTML_PUT(&page->html, "</svg></li>\n");
}

static void write_ground(Page *page, const ShownRemeasured *item, const ChartScale *scale)
{
    Html *html = &page->html;
    double margin = margin_of(item);

    if (isfinite(margin)) {
        double high = chart_at(scale, margin);

        HTML_FILL(html,
                  "<rect class=\"bd\" width=\"{}%\" height=\"100%\"/>"
                  "<rect class=\"bd\" x=\"{}%\" width=\"{}%\" height=\"100%\"/>",
                  at(page, scale, -margin), html_coordinate(html, high),
                  html_coordinate(html, 100 - high));
    } else {
        for (size_t i = 0; i <= chart_tick_count(scale); i++) {
            Str x = at(page, scale, scale->from + (double)i * scale->step);

            HTML_FILL(html, "<line class=\"g\" x1=\"{}%\" x2=\"{}%\" y1=\"0\" y2=\"100%\"/>", x, x);
        }
    }
    if (scale->gaps) {
        Str x = at(page, scale, 0);

        HTML_FILL(html, "<line class=\"z\" x1=\"{}%\" x2=\"{}%\" y1=\"0\" y2=\"100%\"/>", x, x);
    }
}

static void write_interval(Page *page, const ChartScale *scale, const ShownInterval *interval,
                           Str height)
{
    if (figure_has_limits(interval)) {
        HTML_FILL(&page->html, "<line class=\"ci\" x1=\"{}%\" x2=\"{}%\" y1=\"{}%\" y2=\"{}%\"/>",
                  at(page, scale, interval->low.value), at(page, scale, interval->high.value),
                  height, height);
    }
}

static void write_move(Page *page, const ChartScale *scale, const ShownMove *move)
{
    Html *html = &page->html;
    Str then = at(page, scale, move->then.estimate.value);
    Str now = at(page, scale, move->now.estimate.value);

    HTML_FILL(html, "<line class=\"cn\" x1=\"{}%\" x2=\"{}%\" y1=\"28%\" y2=\"72%\"/>", then, now);
    write_interval(page, scale, &move->then, STR("28"));
    write_interval(page, scale, &move->now, STR("72"));
    HTML_FILL(html,
              "<circle class=\"pt o\" cx=\"{}%\" cy=\"28%\" r=\"4.5\"/>"
              "<circle class=\"pt\" cx=\"{}%\" cy=\"72%\" r=\"5\"/>",
              then, now);
}

/* "40.1 → 47.6" */
static Str both(Arena *arena, const ShownRemeasured *item, const ShownMove *move)
{
    int digits = item->now->unit == SHOWN_DAYS ? 0 : 1;
    Str then = figure_estimate(arena, item->now->unit, &move->then.estimate, digits);
    Str now = figure_estimate(arena, item->now->unit, &move->now.estimate, digits);

    return PHRASE(arena, PHRASE_CHART_THEN_NOW, {SLOT_THEN, then}, {SLOT_NOW, now});
}

static void write_row(Page *page, const ShownRemeasured *item, size_t g, const ChartScale *scale)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    const ShownMovedGroup *group = &item->groups[g];

    HTML_FILL(html, "<li class=\"{}\"><span class=\"l\">{}</span><span class=\"v\">{}</span>",
              group->recorded ? STR("gr") : STR("nr"), page_group_name(page, group),
              both(arena, item, &group->estimate));
    if (!is_drawn(item, g)) {
        HTML_FILL(html, "<span class=\"why\">{}</span></li>\n",
                  page_or(group->why, phrase_plain(PHRASE_CHART_NOT_BOTH_TIMES)));
        return;
    }
    if (draws_gaps(item)) {
        HTML_FILL(html, "<span class=\"wd\">{}</span>", remeasure_gap_word(group->moved));
    }
    HTML_FILL(html, "<svg aria-hidden=\"true\" focusable=\"false\" class=\"{}\">",
              draws_gaps(item) && group->moved < GAP_NARROWER ? STR("d q") : STR("d"));
    write_ground(page, item, scale);
    write_move(page, scale, &group->gap == drawn(item, g) ? &group->gap : &group->estimate);
    HTML_PUT(html, "</svg></li>\n");
}

#define KEY_SVG                                                                                    \
    "<li><svg aria-hidden=\"true\" focusable=\"false\" class=\"ch\" viewBox=\"0 0 30 16\">"

static void write_key(Page *page, const ShownRemeasured *item)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;

    HTML_FILL(html,
              "<ul class=\"key\">" KEY_SVG
              "<line class=\"ci\" x1=\"1\" x2=\"29\" y1=\"8\" y2=\"8\"/><circle class=\"pt o\" "
              "cx=\"15\" cy=\"8\" r=\"4.5\"/></svg>{}</li>" KEY_SVG
              "<line class=\"ci\" x1=\"1\" x2=\"29\" y1=\"8\" y2=\"8\"/><circle class=\"pt\" "
              "cx=\"15\" cy=\"8\" r=\"5\"/></svg>{}</li>",
              remeasure_when_then(arena, item),
              PHRASE(arena, PHRASE_CHART_EACH_WITH_INTERVAL,
                     {SLOT_MARKED, remeasure_when_now(arena, item)}));
    if (isfinite(margin_of(item))) {
        HTML_FILL(
            html, KEY_SVG "<rect class=\"bd\" width=\"30\" height=\"16\"/></svg>{}</li>",
            PHRASE(arena, PHRASE_CHART_MATTERS, {SLOT_MATTERS, figure_matters(arena, item->now)}));
    }
    if (!draws_gaps(item)) {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(PHRASE_CHART_NEED_NOT_FROM_0));
    }
    HTML_PUT(html, "</ul>\n");
}

void chart_write_moves(Page *page, const ShownRemeasured *item)
{
    ChartScale scale = scale_of(item);
    Str head = item->now->unit == SHOWN_PER_100 ? phrase_plain(PHRASE_CHART_OF_100)
               : item->now->unit == SHOWN_DAYS  ? phrase_plain(PHRASE_CHART_DAYS)
                                                : phrase_plain(PHRASE_CHART_AVERAGE);

    if (chart_moves_drawn(item) == 0) {
        HTML_FILL(&page->html, "<p>{}</p>\n", phrase_plain(PHRASE_CHART_NO_PICTURE));
        return;
    }
    write_key(page, item);
    HTML_FILL(&page->html, "<ol class=\"rows pairs moves{}\">\n",
              draws_gaps(item) ? STR_NONE : STR(" nowd"));
    write_axis(page, &scale, head);
    for (size_t g = 0; g < item->group_count; g++) {
        write_row(page, item, g, &scale);
    }
    HTML_PUT(&page->html, "</ol>\n");
}
