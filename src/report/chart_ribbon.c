/* A gap over periods as a ribbon whose height is the gap. */
#include "report/chart.h"

#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/sentence.h"

#include <assert.h>
#include <math.h>

/* The picture in em: left and right gutters in percent, a heading over each panel. */
#define LEFT 10.0
#define RIGHT 90.0
#define TOP 0.6
#define PANEL 11.0
#define BETWEEN 2.6
/* Under a heading, room for the name of a group; and a line of a heading. */
#define ABOVE 2.0
#define LINE 1.25
/* Bytes of a heading on one line. */
#define HEADING_MOST 32

/* One gap over its periods, in the finding's unit. */
typedef struct Ribbon {
    const ShownFinding *finding;
    FigurePair first;
    FigurePair last;
    double top; /* em of the panel's upper edge */
    double low;
    double high;
    double height;
} Ribbon;

Str chart_step_words(CheckUnit unit)
{
    switch (unit) {
    case SHOWN_PER_100:
        return phrase_plain(PHRASE_CHART_STEP_100);
    case SHOWN_DAYS:
        return phrase_plain(PHRASE_CHART_STEP_DAY);
    case SHOWN_OWN_UNIT:
        break;
    }
    return phrase_plain(PHRASE_CHART_STEP_OWN);
}

static double x_of(const ShownFinding *finding, size_t p)
{
    return LEFT + (RIGHT - LEFT) * (double)p / (double)(finding->part_count - 1);
}

static double y_of(const Ribbon *ribbon, double value)
{
    return ribbon->top + ribbon->height * (ribbon->high - value) / (ribbon->high - ribbon->low);
}

/* First, in blue, the one that is higher in the last period, in every ribbon of every report. */
static FigurePair pair_at(Page *page, const Ribbon *ribbon, size_t p)
{
    const ShownFinding *finding = ribbon->finding;
    FigurePair pair = figure_pair(page->context->arena, finding, &finding->parts[p]);
    FigurePair last =
        figure_pair(page->context->arena, finding, &finding->parts[finding->part_count - 1]);

    assert(pair.has && last.has);
    if (last.first_value < last.second_value) {
        return (FigurePair){.has = true,
                            .first = pair.second,
                            .second = pair.first,
                            .first_value = pair.second_value,
                            .second_value = pair.first_value};
    }
    return pair;
}

static void write_points(Page *page, const Ribbon *ribbon, bool second, bool backwards)
{
    size_t count = ribbon->finding->part_count;
    size_t i;

    for (i = 0; i < count; i++) {
        size_t p = backwards ? count - 1 - i : i;
        FigurePair pair = pair_at(page, ribbon, p);
        double value = second ? pair.second_value : pair.first_value;

        HTML_FILL(&page->html, "{},{} ",
                  html_coordinate(&page->html, 100 * (double)p / (double)(count - 1)),
                  html_coordinate(&page->html,
                                  100 * (ribbon->high - value) / (ribbon->high - ribbon->low)));
    }
}

static void write_shape(Page *page, const Ribbon *ribbon)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<svg x=\"{}%\" y=\"{}em\" width=\"{}%\" height=\"{}em\" viewBox=\"0 0 100 100\" "
              "preserveAspectRatio=\"none\" class=\"o\"><polygon class=\"rb\" points=\"",
              html_coordinate(html, LEFT), html_coordinate(html, ribbon->top),
              html_coordinate(html, RIGHT - LEFT), html_coordinate(html, ribbon->height));
    write_points(page, ribbon, false, false);
    write_points(page, ribbon, true, true);
    HTML_PUT(html, "\"/><polyline vector-effect=\"non-scaling-stroke\" class=\"e1\" points=\"");
    write_points(page, ribbon, false, false);
    HTML_PUT(html, "\"/><polyline vector-effect=\"non-scaling-stroke\" class=\"e2\" points=\"");
    write_points(page, ribbon, true, false);
    HTML_PUT(html, "\"/></svg>");
}

static void write_marks(Page *page, const Ribbon *ribbon, size_t p)
{
    Html *html = &page->html;
    FigurePair pair = pair_at(page, ribbon, p);
    bool end = p == 0 || p + 1 == ribbon->finding->part_count;
    Str x = html_coordinate(html, x_of(ribbon->finding, p));

    HTML_FILL(html, "<circle class=\"a\" cx=\"{}%\" cy=\"{}em\" r=\"{}\"/>", x,
              html_coordinate(html, y_of(ribbon, pair.first_value)), end ? STR("6") : STR("3.4"));
    HTML_FILL(html, "<svg x=\"{}%\" y=\"{}em\" class=\"o\"><path class=\"c\" d=\"{}\"/></svg>", x,
              html_coordinate(html, y_of(ribbon, pair.second_value)),
              end ? STR("M0-7L7 0L0 7L-7 0Z") : STR("M0-4.2L4.2 0L0 4.2L-4.2 0Z"));
}

/* The figures at one end, and the gap between them. */
static void write_end(Page *page, const Ribbon *ribbon, bool last)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    const ShownFinding *finding = ribbon->finding;
    FigurePair pair = last ? ribbon->last : ribbon->first;
    double gap = fabs(pair.first_value - pair.second_value);
    double upper = y_of(ribbon, fmax(pair.first_value, pair.second_value));
    double lower = y_of(ribbon, fmin(pair.first_value, pair.second_value));
    Str x = html_coordinate(html, last ? RIGHT : LEFT);
    Str out = last ? STR(".75em") : STR("-.75em");
    Str in = last ? STR("-.6em") : STR(".6em");
    Str anchor = last ? STR("start") : STR("end");
    bool tight = lower - upper < 1.1;
    bool below = lower - upper < 2.2; /* the gap's words would sit on the edges */
    double push = tight ? (1.1 - (lower - upper)) / 2 : 0;
    double first_push = pair.first_value >= pair.second_value ? -push : push;

    HTML_FILL(html,
              "<text class=\"b tx-a\" x=\"{}%\" dx=\"{}\" y=\"{}em\" "
              "text-anchor=\"{}\">{}</text>",
              x, out, html_coordinate(html, y_of(ribbon, pair.first_value) + 0.33 + first_push),
              anchor, figure_value(arena, finding->unit, pair.first_value, figure_held(finding)));
    HTML_FILL(html,
              "<text class=\"b tx-c\" x=\"{}%\" dx=\"{}\" y=\"{}em\" "
              "text-anchor=\"{}\">{}</text>",
              x, out, html_coordinate(html, y_of(ribbon, pair.second_value) + 0.33 - first_push),
              anchor, figure_value(arena, finding->unit, pair.second_value, figure_held(finding)));
    if (!tight) {
        HTML_FILL(html, "<line class=\"br\" x1=\"{}%\" x2=\"{}%\" y1=\"{}em\" y2=\"{}em\"/>", x, x,
                  html_coordinate(html, upper + 0.7), html_coordinate(html, lower - 0.7));
    }
    HTML_FILL(html, "<text class=\"b\" x=\"{}%\" dx=\"{}\" y=\"{}em\" text-anchor=\"{}\">{}</text>",
              x, in, html_coordinate(html, below ? lower + 1.5 : (upper + lower) / 2 + 0.33),
              last ? STR("end") : STR("start"),
              PHRASE(arena, PHRASE_CHART_GAP,
                     {SLOT_NUMBER, figure_value(arena, finding->unit, gap, figure_held(finding))}));
}

/* "recovered, of 100 counted as “at caseness”": shares of different people are not taken for one
   another. */
static Str heading_of(Page *page, const ShownFinding *finding)
{
    Arena *arena = page->context->arena;

    return finding->unit == SHOWN_PER_100
               ? PHRASE(arena, PHRASE_RIBBON_HEADING, {SLOT_WHAT, finding->subject},
                        {SLOT_AMONG, figure_among(arena, finding)})
               : finding->subject;
}

/* Where the line that begins a text ends: at its last blank before the width, else at the first. */
static size_t line_end(Str text)
{
    size_t end = 0;
    size_t i;

    if (text.length <= HEADING_MOST) {
        return text.length;
    }
    for (i = 0; i < text.length && (i <= HEADING_MOST || end == 0); i++) {
        end = text.bytes[i] == ' ' ? i : end;
    }
    return end == 0 ? text.length : end;
}

static size_t heading_lines(Str text)
{
    size_t count = 0;

    while (text.length > 0) {
        size_t end = line_end(text);

        text = str_slice(text, end < text.length ? end + 1 : end, text.length);
        count++;
    }
    return count;
}

/* The subject over its panel, and of whom, on as many lines as they take on a phone. */
static void write_heading(Page *page, const Ribbon *ribbon)
{
    Html *html = &page->html;
    Str text = heading_of(page, ribbon->finding);
    double top = ribbon->top - ABOVE - LINE * (double)heading_lines(text);

    HTML_FILL(html, "<svg x=\"{}%\" y=\"{}em\" class=\"o\"><text class=\"hl\">",
              html_coordinate(html, LEFT), html_coordinate(html, top));
    while (text.length > 0) {
        size_t end = line_end(text);
        size_t next = end < text.length ? end + 1 : end;

        /* with its blank: read aloud and copied, lines are one text */
        HTML_FILL(html, "<tspan x=\"0\" dy=\"1.1em\">{}</tspan>", str_slice(text, 0, next));
        text = str_slice(text, next, text.length);
    }
    HTML_PUT(html, "</text></svg>");
}

static void write_labels(Page *page, const Ribbon *ribbon)
{
    Html *html = &page->html;
    const ShownFinding *finding = ribbon->finding;
    FigurePair middle = pair_at(page, ribbon, finding->part_count / 2);
    double upper = -INFINITY;
    double lower = INFINITY;
    size_t p;
    bool first_up = middle.first_value >= middle.second_value;
    Str x = html_coordinate(html,
                            finding->part_count > 2 ? x_of(finding, finding->part_count / 2) : 50);

    for (p = 0; p < finding->part_count; p++) {
        FigurePair near = pair_at(page, ribbon, p);

        if (p + 1 >= finding->part_count / 2 && p <= finding->part_count / 2 + 1) {
            upper = fmax(upper, fmax(near.first_value, near.second_value));
            lower = fmin(lower, fmin(near.first_value, near.second_value));
        }
    }
    write_heading(page, ribbon);
    HTML_FILL(
        html,
        "<text class=\"tx-a\" x=\"{}%\" y=\"{}em\" "
        "text-anchor=\"middle\">{}</text>",
        x, html_coordinate(html, first_up ? y_of(ribbon, upper) - 0.75 : y_of(ribbon, lower) + 1.5),
        middle.first);
    HTML_FILL(
        html,
        "<text class=\"tx-c\" x=\"{}%\" y=\"{}em\" "
        "text-anchor=\"middle\">{}</text>",
        x, html_coordinate(html, first_up ? y_of(ribbon, lower) + 1.5 : y_of(ribbon, upper) - 0.75),
        middle.second);
}

static Str description(Page *page, const Ribbon *ribbons, size_t count)
{
    Arena *arena = page->context->arena;
    Text text = text_new(arena);
    size_t i;

    for (i = 0; i < count; i++) {
        const FigurePair *then = &ribbons[i].first;
        const FigurePair *now = &ribbons[i].last;
        CheckUnit unit = ribbons[i].finding->unit;
        int held = figure_held(ribbons[i].finding);
        Str first_then = figure_value(arena, unit, then->first_value, held);
        Str first_now = figure_value(arena, unit, now->first_value, held);
        Str second_then = figure_value(arena, unit, then->second_value, held);
        Str second_now = figure_value(arena, unit, now->second_value, held);

        PHRASE_ADD(&text, PHRASE_RIBBON_SAID, {SLOT_WHAT, ribbons[i].finding->subject},
                   {SLOT_GROUP, then->first}, {SLOT_FROM, first_then}, {SLOT_TO, first_now},
                   {SLOT_OTHERS, then->second}, {SLOT_THEN, second_then}, {SLOT_NOW, second_now});
    }
    return text_str(&text);
}

/* Panels share one scale: one in 100 has the same height in all. */
static double lay_out(Page *page, const ShownFinding *const *findings, size_t count,
                      Ribbon *ribbons)
{
    double top = TOP;
    double most = 0;
    size_t i;
    size_t p;

    for (i = 0; i < count; i++) {
        Ribbon *ribbon = &ribbons[i];

        *ribbon = (Ribbon){.finding = findings[i], .low = INFINITY, .high = -INFINITY};
        for (p = 0; p < findings[i]->part_count; p++) {
            FigurePair pair = pair_at(page, ribbon, p);

            ribbon->low = fmin(ribbon->low, fmin(pair.first_value, pair.second_value));
            ribbon->high = fmax(ribbon->high, fmax(pair.first_value, pair.second_value));
        }
        ribbon->first = pair_at(page, ribbon, 0);
        ribbon->last = pair_at(page, ribbon, findings[i]->part_count - 1);
        if (!(ribbon->high > ribbon->low)) {
            ribbon->high = ribbon->low + 0.01;
        }
        most = fmax(most, ribbon->high - ribbon->low);
    }
    for (i = 0; i < count; i++) {
        ribbons[i].height =
            (count > 1 ? 0.72 : 1) * PANEL * (ribbons[i].high - ribbons[i].low) / most;
        top += ABOVE + LINE * (double)heading_lines(heading_of(page, ribbons[i].finding));
        ribbons[i].top = top;
        top += ribbons[i].height + BETWEEN + 0.9;
    }
    return top;
}

static Str big_words(Page *page, const ShownFinding *finding)
{
    Arena *arena = page->context->arena;
    Str then = page_or(finding->parts[0].base->period, phrase_plain(PHRASE_RIBBON_THEN));
    Str now = page_or(finding->parts[finding->part_count - 1].base->period,
                      phrase_plain(PHRASE_RIBBON_NOW));

    return finding->unit == SHOWN_PER_100
               ? PHRASE(arena, PHRASE_RIBBON_BIG_OF_100, {SLOT_LABEL, finding->subject},
                        {SLOT_AMONG, figure_among(arena, finding)}, {SLOT_THEN, then},
                        {SLOT_NOW, now})
               : PHRASE(arena, PHRASE_RIBBON_BIG, {SLOT_LABEL, finding->subject}, {SLOT_THEN, then},
                        {SLOT_NOW, now});
}

static void write_big(Page *page, const Ribbon *ribbon)
{
    Arena *arena = page->context->arena;
    CheckUnit unit = ribbon->finding->unit;
    int held = figure_held(ribbon->finding);

    HTML_FILL(
        &page->html, "<p class=\"big\"><b class=\"n\">{} \xe2\x86\x92 {}</b><span>{}</span></p>",
        figure_value(arena, unit, fabs(ribbon->first.first_value - ribbon->first.second_value),
                     held),
        figure_value(arena, unit, fabs(ribbon->last.first_value - ribbon->last.second_value), held),
        big_words(page, ribbon->finding));
}

static void write_picture(Page *page, const Ribbon *ribbons, size_t count, double height)
{
    Html *html = &page->html;
    const ShownFinding *finding = ribbons[0].finding;
    size_t i;
    size_t p;

    chart_open_svg(page, html_coordinate(html, height),
                   sentence_title(page->context->arena, finding),
                   description(page, ribbons, count));
    for (i = 0; i < count; i++) {
        write_shape(page, &ribbons[i]);
        for (p = 0; p < ribbons[i].finding->part_count; p++) {
            write_marks(page, &ribbons[i], p);
        }
        write_end(page, &ribbons[i], false);
        write_end(page, &ribbons[i], true);
        write_labels(page, &ribbons[i]);
    }
    HTML_FILL(html,
              "<text class=\"m\" x=\"{}%\" y=\"{}em\">{}</text>"
              "<text class=\"m\" x=\"{}%\" y=\"{}em\" text-anchor=\"end\">{}{}</text></svg>",
              html_coordinate(html, LEFT), html_coordinate(html, height - 0.6),
              finding->parts[0].base->period, html_coordinate(html, RIGHT),
              html_coordinate(html, height - 0.6),
              finding->parts[finding->part_count - 1].base->period,
              page->alone && page->study->made_up ? phrase_plain(PHRASE_CHART_MADE_UP) : STR_NONE);
}

void chart_write_ribbons(Page *page, const ShownFinding *const *findings, size_t count)
{
    Html *html = &page->html;
    Ribbon ribbons[2] = {{0}};
    double height;
    size_t i;

    count = count > 2 ? 2 : count;
    height = lay_out(page, findings, count, ribbons);
    if (page->alone) {
        write_picture(page, ribbons, count, height);
        return;
    }
    HTML_PUT(html, "<div class=\"kpg\">");
    write_picture(page, ribbons, count, height);
    HTML_PUT(html, "<div class=\"bigs\">");
    for (i = 0; i < count; i++) {
        write_big(page, &ribbons[i]);
    }
    HTML_FILL(html, "</div></div>\n<p class=\"src\">{}</p>\n",
              PHRASE(page->context->arena, PHRASE_RIBBON_SIGNS,
                     {SLOT_HEIGHT, chart_step_words(findings[0]->unit)}));
}
