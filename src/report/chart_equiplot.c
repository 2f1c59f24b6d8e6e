/* Of a pathway, all groups of an order on one line for each step: how far apart they lie, and where
   the line gets longer. Shares of those who came to the step before. */
#include "report/chart.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

/* Percent of the width where 0 and 100 lie. */
#define LEFT 2.0
#define RIGHT 98.0
/* em: the first label, from one step to the next, from a label to its marks and their numbers. */
#define TOP 1.2
#define STEP 4.1
#define MARKS 1.3
#define NUMBERS 2.75
#define BELOW 2.9
/* Fewer are told of by their rows alone. */
#define GROUPS_LEAST 4

static size_t count_drawn(const ShownPart *part)
{
    size_t count = 0;

    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        count += group->recorded && figure_has(&group->estimate) ? 1u : 0u;
    }
    return count;
}

/* The outermost of the order whose share every step shows. */
static ShownEnds ends_of(const ShownFinding *finding)
{
    return shown_ends(finding->parts + 1, finding->part_count - 1);
}

bool chart_has_equiplot(const Page *page, const ShownFinding *finding)
{
    (void)page;
    if (finding->check != CHECK_PATHWAY || finding->part_count < 3 ||
        !finding->parts[1].base->ordered || ends_of(finding).first == NULL) {
        return false;
    }
    for (size_t p = 1; p < finding->part_count; p++) {
        if (count_drawn(&finding->parts[p]) < GROUPS_LEAST) {
            return false;
        }
    }
    return true;
}

static Str across(Page *page, double share)
{
    return html_coordinate(&page->html, LEFT + (RIGHT - LEFT) * share);
}

static double top_of(const Page *page, size_t p)
{
    return (page->alone ? 2.2 : 0) + TOP + STEP * (double)(p - 1);
}

static const ShownGroup *end_at(const ShownPart *part, const ShownGroup *end)
{
    return figure_find(part->base, end->level);
}

static Str em(Page *page, double value)
{
    return html_coordinate(&page->html, value);
}

static Str number_of(Page *page, const ShownGroup *group)
{
    return figure_estimate(page->context->arena, SHOWN_PER_100, &group->estimate.estimate, 0);
}

/* An end's mark with its interval, and its number below, on the side that looks away. */
static void write_end(Page *page, const ShownGroup *group, double y, bool first, bool left)
{
    Html *html = &page->html;
    Str x = across(page, group->estimate.estimate.value);
    Str height = em(page, y + MARKS);

    if (figure_has_limits(&group->estimate)) {
        HTML_FILL(html,
                  "<g class=\"{}\"><line class=\"ci\" x1=\"{}%\" x2=\"{}%\" y1=\"{}em\" "
                  "y2=\"{}em\"/></g>",
                  first ? STR("r2") : STR("r1"), across(page, group->estimate.low.value),
                  across(page, group->estimate.high.value), height, height);
    }
    if (first) {
        HTML_FILL(html,
                  "<svg x=\"{}%\" y=\"{}em\" class=\"o\"><path class=\"c\" "
                  "d=\"M0-6.5L6.5 0L0 6.5L-6.5 0Z\"/></svg>",
                  x, height);
    } else {
        HTML_FILL(html, "<circle class=\"a\" cx=\"{}%\" cy=\"{}em\" r=\"5.5\"/>", x, height);
    }
    HTML_FILL(html,
              "<text class=\"b {}\" x=\"{}%\" dx=\"{}em\" y=\"{}em\" text-anchor=\"{}\">{}</text>",
              first ? STR("tx-c") : STR("tx-a"), x, left ? STR(".4") : STR("-.4"),
              em(page, y + NUMBERS), left ? STR("end") : STR("start"), number_of(page, group));
}

static void write_between(Page *page, const ShownPart *part, const ShownEnds *ends, double y)
{
    double low = INFINITY;
    double high = -INFINITY;

    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        if (group->recorded && figure_has(&group->estimate)) {
            low = fmin(low, group->estimate.estimate.value);
            high = fmax(high, group->estimate.estimate.value);
        }
    }
    HTML_FILL(&page->html, "<line class=\"cn\" x1=\"{}%\" x2=\"{}%\" y1=\"{}em\" y2=\"{}em\"/>",
              across(page, low), across(page, high), em(page, y + MARKS), em(page, y + MARKS));
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        if (group->recorded && figure_has(&group->estimate) &&
            !str_equal(group->level, ends->first->level) &&
            !str_equal(group->level, ends->last->level)) {
            HTML_FILL(&page->html, "<circle class=\"pt o\" cx=\"{}%\" cy=\"{}em\" r=\"3.4\"/>",
                      across(page, group->estimate.estimate.value), em(page, y + MARKS));
        }
    }
}

static void write_step(Page *page, const ShownFinding *finding, size_t p)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    const ShownPart *part = &finding->parts[p];
    ShownEnds ends = ends_of(finding);
    const ShownGroup *first = end_at(part, ends.first);
    const ShownGroup *last = end_at(part, ends.last);
    double gap = fabs(first->estimate.estimate.value - last->estimate.estimate.value);
    bool first_left = first->estimate.estimate.value <= last->estimate.estimate.value;
    double y = top_of(page, p);

    HTML_FILL(
        html,
        "<text class=\"la\" x=\"0\" y=\"{}em\">{}</text>"
        "<text class=\"la b\" x=\"100%\" y=\"{}em\" text-anchor=\"end\">{}</text>",
        em(page, y),
        PHRASE(arena, PHRASE_APART_STEP, {SLOT_LABEL, str_show(arena, part->label, 40)},
               {SLOT_ROWS, str_show(arena, part->of, 40)}),
        em(page, y),
        PHRASE(arena, PHRASE_CHART_GAP, {SLOT_NUMBER, figure_value(arena, SHOWN_PER_100, gap, 0)}));
    write_between(page, part, &ends, y);
    write_end(page, first, y, true, first_left);
    write_end(page, last, y, false, !first_left);
}

static void write_ticks(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    double bottom = top_of(page, finding->part_count) - 0.6;

    for (int tick = 0; tick <= 4; tick++) {
        Str x = across(page, 0.25 * tick);

        HTML_FILL(html,
                  "<line class=\"g\" x1=\"{}%\" x2=\"{}%\" y1=\"0\" y2=\"{}em\"/>"
                  "<text class=\"m tx\" x=\"{}%\" y=\"{}em\" text-anchor=\"{}\">{}</text>",
                  x, x, em(page, bottom), x, em(page, bottom + 1.1),
                  tick == 0   ? STR("start")
                  : tick == 4 ? STR("end")
                              : STR("middle"),
                  figure_value(page->context->arena, SHOWN_PER_100, 0.25 * tick, 0));
    }
}

#define KEY_SVG                                                                                    \
    "<li><svg aria-hidden=\"true\" focusable=\"false\" class=\"ch\" viewBox=\"0 0 30 16\">"

static void write_key(Page *page, const ShownEnds *ends)
{
    Arena *arena = page->context->arena;

    HTML_FILL(
        &page->html,
        "<ul class=\"key\">" KEY_SVG
        "<path class=\"c\" d=\"M15 1.5L21.5 8L15 14.5L8.5 8Z\"/></svg>{}</li>" KEY_SVG
        "<circle class=\"pt o\" cx=\"15\" cy=\"8\" r=\"3.4\"/></svg>{}</li>" KEY_SVG
        "<circle class=\"a\" cx=\"15\" cy=\"8\" r=\"5.5\"/></svg>{}</li>"
        "</ul>\n",
        PHRASE(arena, PHRASE_CHART_WITH_INTERVAL, {SLOT_MARKED, figure_label(arena, ends->first)}),
        phrase_plain(PHRASE_APART_BETWEEN),
        PHRASE(arena, PHRASE_CHART_WITH_INTERVAL, {SLOT_MARKED, figure_label(arena, ends->last)}));
}

/* "assessed 80 and 90, finished 41 and 56" */
static Str description(Page *page, const ShownFinding *finding, const ShownEnds *ends)
{
    Arena *arena = page->context->arena;
    Str steps = STR_NONE;

    for (size_t p = 1; p < finding->part_count; p++) {
        const ShownPart *part = &finding->parts[p];
        Str step =
            PHRASE(arena, PHRASE_APART_SAID_STEP, {SLOT_STEP, figure_quoted(arena, part->label)},
                   {SLOT_NUMBER, number_of(page, end_at(part, ends->first))},
                   {SLOT_OTHER_NUMBER, number_of(page, end_at(part, ends->last))});

        steps = p == 1
                    ? step
                    : PHRASE(arena, PHRASE_APART_SAID_NEXT, {SLOT_LIST, steps}, {SLOT_ITEM, step});
    }
    return PHRASE(arena, PHRASE_APART_SAID, {SLOT_GROUP, figure_label(arena, ends->first)},
                  {SLOT_OTHERS, figure_label(arena, ends->last)}, {SLOT_STEPS, steps});
}

void chart_write_equiplot(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    ShownEnds ends = ends_of(finding);
    Str words = description(page, finding, &ends);

    if (!page->alone) {
        HTML_FILL(html, "<div class=\"pl pe\"><h5>{}</h5><p>{}</p>\n",
                  phrase_plain(PHRASE_APART_HEADING), words);
        write_key(page, &ends);
    }
    chart_open_sized(page, STR("720"), em(page, top_of(page, finding->part_count) + BELOW - 2),
                     phrase_plain(PHRASE_APART_TITLE), words);
    if (page->alone) {
        HTML_FILL(html, "<text class=\"b\" x=\"0\" y=\"1.2em\">{}{}</text>",
                  PHRASE(page->context->arena, PHRASE_CHART_NAME, {SLOT_WHAT, finding->subject},
                         {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)}),
                  page->study->made_up ? phrase_plain(PHRASE_CHART_MADE_UP) : STR_NONE);
    }
    write_ticks(page, finding);
    for (size_t p = 1; p < finding->part_count; p++) {
        write_step(page, finding, p);
    }
    HTML_PUT(html, "</svg>\n");
    if (page->alone) {
        return;
    }
    HTML_FILL(html, "<details><summary>{}</summary><p>{}</p></details></div>\n",
              phrase_plain(PHRASE_HOW_TO_READ), phrase_plain(PHRASE_APART_READING));
}
