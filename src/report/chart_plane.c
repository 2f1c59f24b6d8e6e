#include "report/chart_plane.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

/* Percent of the width where the ground lies, and em above and below it. */
#define LEFT 15.0
#define RIGHT 97.0
#define TOP 2.9
#define BELOW 3.1
/* Above that in a picture that stands alone: its name. */
#define NAME 2.0

Str chart_name(Page *page, const ShownFinding *finding)
{
    return PHRASE(page->context->arena, PHRASE_CHART_NAME, {SLOT_WHAT, finding->subject},
                  {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)});
}

static double top_of(const Page *page)
{
    return page->alone ? TOP + NAME : TOP;
}

static Str across(Page *page, const ChartPlane *plane, double x)
{
    return html_coordinate(&page->html, LEFT + (RIGHT - LEFT) * chart_at(&plane->x, x) / 100);
}

static double height_of(const Page *page, const ChartPlane *plane, double y)
{
    return top_of(page) + plane->height * (1 - chart_at(&plane->y, y) / 100);
}

static Str down(Page *page, const ChartPlane *plane, double y)
{
    return html_coordinate(&page->html, height_of(page, plane, y));
}

/* Words are longer than numbers: of them the ends and the middle alone. */
static bool has_tick(const ChartScale *scale, const PlaneWords *words, size_t i)
{
    double value = scale->from + (double)i * scale->step;

    if (words->below.length == 0) {
        return chart_has_tick(scale, i);
    }
    return i == 0 || i == chart_tick_count(scale) || fabs(value) < scale->step / 1000;
}

/* "2 lower"; 0 is "same" where there are words. */
static Str tick_words(Page *page, const ChartScale *scale, const PlaneWords *words, double value)
{
    ChartScale plain = *scale;
    Str word = value > 0 ? words->above : words->below;
    Str number;

    plain.gaps = false;
    number = chart_tick(page, &plain, word.length > 0 ? fabs(value) : value);
    if (word.length == 0) {
        return number;
    }
    return fabs(value) < scale->step / 1000 ? phrase_plain(PHRASE_CHART_SAME)
                                            : PHRASE(page->context->arena, PHRASE_CHART_TICK_WORDS,
                                                     {SLOT_NUMBER, number}, {SLOT_MORE, word});
}

/* Lines across, each with its number over its beginning. */
static void write_heights(Page *page, const ChartPlane *plane)
{
    for (size_t i = 0; i <= chart_tick_count(&plane->y); i++) {
        double value = plane->y.from + (double)i * plane->y.step;
        Str y = down(page, plane, value);

        if (!has_tick(&plane->y, &plane->y_words, i)) {
            continue;
        }
        HTML_FILL(&page->html,
                  "<line class=\"g\" x1=\"0\" x2=\"{}%\" y1=\"{}em\" y2=\"{}em\"/>"
                  "<text class=\"m ty\" x=\"0\" y=\"{}em\">{}</text>",
                  html_coordinate(&page->html, RIGHT), y, y,
                  html_coordinate(&page->html, height_of(page, plane, value) - 0.3),
                  tick_words(page, &plane->y, &plane->y_words, value));
    }
}

static void write_widths(Page *page, const ChartPlane *plane)
{
    double bottom = top_of(page) + plane->height;

    for (size_t i = 0; i <= chart_tick_count(&plane->x); i++) {
        double value = plane->x.from + (double)i * plane->x.step;
        Str x = across(page, plane, value);

        if (!has_tick(&plane->x, &plane->x_words, i)) {
            continue;
        }
        HTML_FILL(&page->html,
                  "<line class=\"g\" x1=\"{}%\" x2=\"{}%\" y1=\"{}em\" y2=\"{}em\"/>"
                  "<text class=\"m tx\" x=\"{}%\" y=\"{}em\" text-anchor=\"{}\">{}</text>",
                  x, x, html_coordinate(&page->html, top_of(page)),
                  html_coordinate(&page->html, bottom), x,
                  html_coordinate(&page->html, bottom + 1.2),
                  i == chart_tick_count(&plane->x) ? STR("end") : STR("middle"),
                  tick_words(page, &plane->x, &plane->x_words, value));
    }
}

void plane_open(Page *page, const ChartPlane *plane, Str title, Str description)
{
    Html *html = &page->html;
    double bottom = top_of(page) + plane->height;

    chart_open_sized(page, STR("480"), html_coordinate(html, bottom + BELOW), title, description);
    if (page->alone) {
        HTML_FILL(html, "<text class=\"b\" x=\"0\" y=\"1.2em\">{}{}</text>", plane->name,
                  page->study->made_up ? phrase_plain(PHRASE_CHART_MADE_UP) : STR_NONE);
    }
    HTML_FILL(html, "<text class=\"m\" x=\"0\" y=\"{}em\">{}</text>",
              html_coordinate(html, top_of(page) - 1.9), plane->y_title);
    HTML_FILL(html, "<text class=\"m\" x=\"{}%\" y=\"{}em\" text-anchor=\"end\">{}</text>",
              html_coordinate(html, RIGHT), html_coordinate(html, bottom + 2.5), plane->x_title);
    write_heights(page, plane);
    write_widths(page, plane);
}

void plane_close(Page *page)
{
    HTML_PUT(&page->html, "</svg>\n");
}

void plane_line(Page *page, const ChartPlane *plane, Str look, PlanePoint from, PlanePoint to)
{
    HTML_FILL(&page->html, "<line class=\"{}\" x1=\"{}%\" y1=\"{}em\" x2=\"{}%\" y2=\"{}em\"/>",
              look, across(page, plane, from.x), down(page, plane, from.y),
              across(page, plane, to.x), down(page, plane, to.y));
}

void plane_dot(Page *page, const ChartPlane *plane, Str look, PlanePoint at, Str radius)
{
    HTML_FILL(&page->html, "<circle class=\"{}\" cx=\"{}%\" cy=\"{}em\" r=\"{}\"/>", look,
              across(page, plane, at.x), down(page, plane, at.y), radius);
}

void plane_diamond(Page *page, const ChartPlane *plane, Str look, PlanePoint at)
{
    HTML_FILL(&page->html,
              "<svg x=\"{}%\" y=\"{}em\" class=\"o\"><path class=\"{}\" "
              "d=\"M0-6.5L6.5 0L0 6.5L-6.5 0Z\"/></svg>",
              across(page, plane, at.x), down(page, plane, at.y), look);
}

void plane_text(Page *page, const ChartPlane *plane, PlaneText place, Str text)
{
    Html *html = &page->html;

    HTML_FILL(
        html, "<text class=\"{}\" x=\"{}%\" dx=\"{}em\" y=\"{}em\" text-anchor=\"{}\">{}</text>",
        place.look, across(page, plane, place.at.x), html_coordinate(html, place.across),
        html_coordinate(html, height_of(page, plane, place.at.y) + place.down), place.anchor, text);
}

void plane_curve(Page *page, const ChartPlane *plane, Str look, const PlanePoint *points,
                 size_t count)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<svg x=\"{}%\" y=\"{}em\" width=\"{}%\" height=\"{}em\" viewBox=\"0 0 100 100\" "
              "preserveAspectRatio=\"none\" class=\"o\"><polyline "
              "vector-effect=\"non-scaling-stroke\" class=\"{}\" points=\"",
              html_coordinate(html, LEFT), html_coordinate(html, top_of(page)),
              html_coordinate(html, RIGHT - LEFT), html_coordinate(html, plane->height), look);
    for (size_t i = 0; i < count; i++) {
        HTML_FILL(html, "{}{},{}", i > 0 ? STR(" ") : STR_NONE,
                  html_coordinate(html, chart_at(&plane->x, points[i].x)),
                  html_coordinate(html, 100 - chart_at(&plane->y, points[i].y)));
    }
    HTML_PUT(html, "\"/></svg>");
}
