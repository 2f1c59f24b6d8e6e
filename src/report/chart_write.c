/* Rows of marks as a list of a page, which flows again at any size of text. */
#include "report/chart.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

static Str at(Page *page, const ChartScale *scale, double value)
{
    return html_coordinate(&page->html, chart_at(scale, value));
}

static Str anchor(double percent)
{
    return percent < 4 ? STR("start") : percent > 96 ? STR("end") : STR("middle");
}

static void write_axis(Page *page, const ChartRows *rows)
{
    size_t count = chart_tick_count(&rows->scale);
    size_t i;

    HTML_FILL(&page->html,
              "<li class=\"ax\"><span></span><span class=\"v\">{}</span>"
              "<svg aria-hidden=\"true\" focusable=\"false\">",
              rows->head);
    for (i = 0; i <= count; i++) {
        double value = rows->scale.from + (double)i * rows->scale.step;
        double percent = chart_at(&rows->scale, value);

        if (chart_has_tick(&rows->scale, i)) {
            HTML_FILL(&page->html, "<text x=\"{}%\" y=\"1em\" text-anchor=\"{}\">{}</text>",
                      html_coordinate(&page->html, percent), anchor(percent),
                      chart_tick(page, &rows->scale, value));
        }
    }
    HTML_PUT(&page->html, "</svg></li>\n");
}

static void write_ground(Page *page, const ChartRows *rows)
{
    Html *html = &page->html;
    size_t i;

    if (isfinite(rows->margin)) {
        Str low = at(page, &rows->scale, -rows->margin);
        double high = chart_at(&rows->scale, rows->margin);

        HTML_FILL(html,
                  "<rect class=\"bd\" width=\"{}%\" height=\"100%\"/>"
                  "<rect class=\"bd\" x=\"{}%\" width=\"{}%\" height=\"100%\"/>",
                  low, html_coordinate(html, high), html_coordinate(html, 100 - high));
    } else {
        for (i = 0; i <= chart_tick_count(&rows->scale); i++) {
            Str x = at(page, &rows->scale, rows->scale.from + (double)i * rows->scale.step);

            HTML_FILL(html, "<line class=\"g\" x1=\"{}%\" x2=\"{}%\" y1=\"0\" y2=\"100%\"/>", x, x);
        }
    }
    if (isfinite(rows->zero)) {
        Str x = at(page, &rows->scale, rows->zero);

        HTML_FILL(html, "<line class=\"z\" x1=\"{}%\" x2=\"{}%\" y1=\"0\" y2=\"100%\"/>", x, x);
    }
}

static void write_point(Page *page, const ChartRows *rows, const ChartRow *row)
{
    Html *html = &page->html;
    Str x = at(page, &rows->scale, row->value);

    if (isfinite(row->low) && isfinite(row->high)) {
        HTML_FILL(html, "<line class=\"ci\" x1=\"{}%\" x2=\"{}%\" y1=\"50%\" y2=\"50%\"/>",
                  at(page, &rows->scale, row->low), at(page, &rows->scale, row->high));
    }
    if (row->judged && row->says == DATA_FOUND) {
        HTML_FILL(html,
                  "<svg x=\"{}%\" y=\"50%\" class=\"o\">"
                  "<path class=\"pt\" d=\"M0-6.5L6.5 0L0 6.5L-6.5 0Z\"/></svg>",
                  x);
    } else {
        HTML_FILL(html, "<circle class=\"pt\" cx=\"{}%\" cy=\"50%\" r=\"5\"/>", x);
    }
}

/* One above the other, so that neither hides the other where they are the same. */
static void write_expected(Page *page, const ChartRows *rows, const ChartRow *row)
{
    Html *html = &page->html;
    Str x = at(page, &rows->scale, row->value);
    Str expected = at(page, &rows->scale, row->then);

    HTML_FILL(html, "<line class=\"cn\" x1=\"{}%\" x2=\"{}%\" y1=\"28%\" y2=\"70%\"/>", expected,
              x);
    if (isfinite(row->then_low) && isfinite(row->then_high)) {
        HTML_FILL(html, "<line class=\"ci\" x1=\"{}%\" x2=\"{}%\" y1=\"28%\" y2=\"28%\"/>",
                  at(page, &rows->scale, row->then_low), at(page, &rows->scale, row->then_high));
    }
    if (isfinite(row->low) && isfinite(row->high)) {
        HTML_FILL(html, "<line class=\"ci\" x1=\"{}%\" x2=\"{}%\" y1=\"70%\" y2=\"70%\"/>",
                  at(page, &rows->scale, row->low), at(page, &rows->scale, row->high));
    }
    HTML_FILL(html,
              "<circle class=\"pt o\" cx=\"{}%\" cy=\"28%\" r=\"4.5\"/>"
              "<circle class=\"pt\" cx=\"{}%\" cy=\"70%\" r=\"5\"/>",
              expected, x);
}

static void write_mark(Page *page, const ChartRows *rows, const ChartRow *row)
{
    Html *html = &page->html;
    Str x = at(page, &rows->scale, row->value);

    if (isfinite(row->slope_from)) {
        HTML_FILL(html, "<line class=\"diag\" x1=\"{}%\" x2=\"{}%\" y1=\"0\" y2=\"100%\"/>",
                  at(page, &rows->scale, row->slope_from), at(page, &rows->scale, row->slope_to));
    }
    switch (row->mark) {
    case MARK_NONE:
        return;
    case MARK_POINT:
        write_point(page, rows, row);
        return;
    case MARK_PAIR:
        HTML_FILL(html,
                  "<line class=\"cn\" x1=\"{}%\" x2=\"{}%\" y1=\"50%\" y2=\"50%\"/>"
                  "<circle class=\"pt o\" cx=\"{}%\" cy=\"50%\" r=\"5\"/>"
                  "<circle class=\"pt\" cx=\"{}%\" cy=\"50%\" r=\"5.5\"/>",
                  at(page, &rows->scale, row->then), x, at(page, &rows->scale, row->then), x);
        return;
    case MARK_EXPECTED:
        write_expected(page, rows, row);
        return;
    case MARK_BAR:
        HTML_FILL(html, "<rect class=\"bar\" width=\"{}%\" y=\"15%\" height=\"70%\"/>", x);
        return;
    case MARK_HATCHED:
        HTML_FILL(html, "<rect class=\"hat\" width=\"{}%\" y=\"15%\" height=\"70%\"/>", x);
        return;
    }
}

static Str row_class(const ChartRow *row)
{
    return row->heading ? STR("gh") : row->rule ? STR("nr") : STR("gr");
}

/* Colour and dashes of a mark follow its verdict; the sign and the word say it too. */
static Str mark_class(const ChartRow *row)
{
    if (!row->judged || (chart_is_pair(row->mark) && row->says != DATA_FOUND)) {
        return STR("d");
    }
    return row->says == DATA_FOUND ? STR("f") : row->says == DATA_UNCLEAR ? STR("u") : STR("d");
}

static Str row_verdict(const ChartRow *row)
{
    return row->says == DATA_NONE ? phrase_plain(PHRASE_CHART_NO_GAP) : page_data_says(row->says);
}

/* All rows stand on the same ground: drawn in the first of them, used in the others. */
static void write_shared_ground(Page *page, const ChartRows *rows, size_t *drawn)
{
    if (*drawn > 0) {
        HTML_FILL(&page->html, "<use href=\"#g{}\"/>", page_count(page, *drawn));
        return;
    }
    *drawn = ++page->last_id;
    HTML_FILL(&page->html, "<g id=\"g{}\">", page_count(page, *drawn));
    write_ground(page, rows);
    HTML_PUT(&page->html, "</g>");
}

void chart_write_rows(Page *page, const ChartRows *rows)
{
    Html *html = &page->html;
    size_t ground = 0;
    size_t i;

    if (!(rows->scale.step > 0)) {
        return; /* memory was refused for the rows, which the page says when it is finished */
    }
    if (rows->judged) {
        HTML_FILL(html, "<ol class=\"rows{}\">\n",
                  rows->then_label.length > 0 ? STR(" pairs") : STR_NONE);
    } else {
        HTML_PUT(html, "<ol class=\"rows nowd\">\n");
    }
    write_axis(page, rows);
    for (i = 0; i < rows->count; i++) {
        const ChartRow *row = &rows->rows[i];

        if (row->last) {
            HTML_FILL(html, "<li class=\"kept\"><span class=\"why\">{}</span></li>\n", row->why);
            continue;
        }
        HTML_FILL(html, "<li class=\"{}\"><span class=\"l\">{}</span>", row_class(row), row->label);
        if (row->heading) {
            HTML_FILL(html, "<span class=\"v\">{}</span></li>\n", row->figure);
            continue;
        }
        HTML_FILL(html, "<span class=\"v\">{}</span>", row->figure);
        if (row->judged && row->mark != MARK_NONE) {
            HTML_FILL(html,
                      "<span class=\"wd\"><svg class=\"gl0\" viewBox=\"0 0 20 20\" "
                      "aria-hidden=\"true\" focusable=\"false\"><use href=\"#d-{}\"/></svg>"
                      "{}</span>",
                      page_data_id(row->says), row_verdict(row));
        }
        if (row->mark == MARK_NONE) {
            HTML_FILL(html, "<span class=\"why\">{}</span></li>\n", row->why);
            continue;
        }
        HTML_FILL(html, "<svg aria-hidden=\"true\" focusable=\"false\" class=\"{}\">",
                  mark_class(row));
        write_shared_ground(page, rows, &ground);
        write_mark(page, rows, row);
        HTML_PUT(html, "</svg></li>\n");
    }
    HTML_PUT(html, "</ol>\n");
}

#define KEY_SVG                                                                                    \
    "<li><svg aria-hidden=\"true\" focusable=\"false\" class=\"ch\" viewBox=\"0 0 30 16\">"

void chart_write_key(Page *page, const ChartRows *rows)
{
    Html *html = &page->html;

    HTML_PUT(html, "<ul class=\"key\">");
    if (isfinite(rows->margin)) {
        HTML_FILL(html,
                  KEY_SVG
                  "<rect class=\"bd\" width=\"30\" height=\"16\"/></svg>{}</li>" KEY_SVG
                  "<line class=\"ref\" x1=\"15\" x2=\"15\" y1=\"0\" y2=\"16\"/></svg>{}</li>",
                  PHRASE(page->context->arena, PHRASE_CHART_MATTERS, {SLOT_MATTERS, rows->matters}),
                  phrase_plain(PHRASE_CHART_SAME_AS_COMPARED));
    }
    if (rows->count > 0 && rows->then_label.length > 0) {
        HTML_FILL(html,
                  KEY_SVG
                  "<circle class=\"pt o\" cx=\"15\" cy=\"8\" r=\"5\"/></svg>{}</li>" KEY_SVG,
                  rows->then_label);
        if (rows->expected) {
            HTML_PUT(html, "<line class=\"ci\" x1=\"1\" x2=\"29\" y1=\"8\" y2=\"8\"/>");
        }
        HTML_FILL(html, "<circle class=\"pt\" cx=\"15\" cy=\"8\" r=\"5.5\"/></svg>{}</li>",
                  rows->expected ? PHRASE(page->context->arena, PHRASE_CHART_WITH_INTERVAL,
                                          {SLOT_MARKED, rows->now_label})
                                 : rows->now_label);
    } else if (!isfinite(rows->zero) || isfinite(rows->margin) || rows->scale.gaps) {
        HTML_FILL(html,
                  KEY_SVG "<line class=\"ci\" x1=\"1\" x2=\"29\" y1=\"8\" y2=\"8\"/>"
                          "<circle class=\"pt\" cx=\"15\" cy=\"8\" r=\"5\"/></svg>{}</li>",
                  phrase_plain(PHRASE_CHART_ESTIMATE));
    }
    if (rows->slope_label.length > 0) {
        HTML_FILL(html,
                  KEY_SVG
                  "<line class=\"diag\" x1=\"0\" x2=\"30\" y1=\"8\" y2=\"8\"/></svg>{}</li>",
                  rows->slope_label);
    }
    if (!rows->scale.gaps && rows->scale.from > 0) {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(PHRASE_CHART_NOT_FROM_0));
    }
    HTML_PUT(html, "</ul>\n");
}

void chart_write_finding(Page *page, const ShownFinding *finding)
{
    ChartRows rows = chart_rows_of(page, finding);

    if (chart_of(finding) != CHART_PATHWAY) {
        chart_write_key(page, &rows);
    }
    chart_write_rows(page, &rows);
}

void chart_open_svg(Page *page, Str height, Str title, Str description)
{
    chart_open_sized(page, STR("720"), height, title, description);
}

void chart_open_sized(Page *page, Str width, Str height, Str title, Str description)
{
    Html *html = &page->html;
    Str id = page_count(page, ++page->last_id);

    if (page->alone) {
        HTML_FILL(html,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ch\" width=\"{}\" "
                  "height=\"{}em\" role=\"img\" aria-labelledby=\"t{} d{}\">",
                  width, height, id, id);
    } else {
        HTML_FILL(html,
                  "<svg class=\"ch\" height=\"{}em\" role=\"img\" "
                  "aria-labelledby=\"t{} d{}\">",
                  height, id, id);
    }
    HTML_FILL(html, "<title id=\"t{}\">{}</title><desc id=\"d{}\">{}</desc>", id, title, id,
              description);
    if (page->alone) {
        chart_write_style(page);
    }
}
