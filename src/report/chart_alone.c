/* Rows of marks as a picture that stands alone. */
#include "report/chart.h"

#include "catalogue/phrase.h"
#include "report/report_css.h"

#include <math.h>

/* Columns of a picture that stands alone, in pixels of 720. */
#define LABEL_WIDTH 190.0
#define PLOT_WIDTH 330.0
#define FIGURE_RIGHT 590.0
#define WORD_LEFT 604.0
#define ROW_HEIGHT 26.0
#define HEAD_HEIGHT 64.0

static double plot_x(const ChartRows *rows, double value)
{
    return LABEL_WIDTH + PLOT_WIDTH * chart_at(&rows->scale, value) / 100;
}

void chart_write_style(Page *page)
{
    HTML_PUT(&page->html, "<style>");
    html_markup(&page->html, (HtmlMarkup){report_chart_css, report_chart_css_length});
    HTML_PUT(&page->html, "</style>\n<defs><pattern id=\"hx\" width=\"6\" height=\"6\" "
                          "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<path class=\"hp\" d=\"M0 0H3.6V6H0Z\"/></pattern></defs>\n");
}

static Str px(Page *page, double value)
{
    return html_coordinate(&page->html, value);
}

static void write_bands(Page *page, const ChartRows *rows, double bottom)
{
    Html *html = &page->html;
    double top = HEAD_HEIGHT - 6;
    double low = plot_x(rows, -rows->margin);
    double high = plot_x(rows, rows->margin);

    if (isfinite(rows->margin)) {
        HTML_FILL(html,
                  "<rect class=\"bd\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>"
                  "<rect class=\"bd\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                  px(page, LABEL_WIDTH), px(page, top), px(page, low - LABEL_WIDTH),
                  px(page, bottom - top), px(page, high), px(page, top),
                  px(page, LABEL_WIDTH + PLOT_WIDTH - high), px(page, bottom - top));
    }
    if (isfinite(rows->zero)) {
        Str x = px(page, plot_x(rows, rows->zero));

        HTML_FILL(html, "<line class=\"ref\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", x, x,
                  px(page, top), px(page, bottom));
    }
}

static void write_alone_expected(Page *page, const ChartRows *rows, const ChartRow *row, double y)
{
    Html *html = &page->html;
    Str x = px(page, plot_x(rows, row->value));
    Str expected = px(page, plot_x(rows, row->then));

    HTML_FILL(html, "<line class=\"cn\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", expected, x,
              px(page, y - 5), px(page, y + 5));
    if (isfinite(row->then_low) && isfinite(row->then_high)) {
        HTML_FILL(html, "<line class=\"ci\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>",
                  px(page, plot_x(rows, row->then_low)), px(page, plot_x(rows, row->then_high)),
                  px(page, y - 5), px(page, y - 5));
    }
    if (isfinite(row->low) && isfinite(row->high)) {
        HTML_FILL(html, "<line class=\"ci\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>",
                  px(page, plot_x(rows, row->low)), px(page, plot_x(rows, row->high)),
                  px(page, y + 5), px(page, y + 5));
    }
    HTML_FILL(html,
              "<circle class=\"pt o\" cx=\"{}\" cy=\"{}\" r=\"4.5\"/>"
              "<circle class=\"pt\" cx=\"{}\" cy=\"{}\" r=\"5\"/>",
              expected, px(page, y - 5), x, px(page, y + 5));
}

static void write_alone_mark(Page *page, const ChartRows *rows, const ChartRow *row, double y)
{
    Html *html = &page->html;
    double x = plot_x(rows, row->value);

    if (isfinite(row->low) && isfinite(row->high) && row->mark == MARK_POINT) {
        HTML_FILL(html, "<line class=\"ci\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>",
                  px(page, plot_x(rows, row->low)), px(page, plot_x(rows, row->high)), px(page, y),
                  px(page, y));
    }
    switch (row->mark) {
    case MARK_NONE:
        HTML_FILL(html, "<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>",
                  px(page, row->last ? 0 : LABEL_WIDTH), px(page, y + 5), row->why);
        return;
    case MARK_PAIR:
        HTML_FILL(html,
                  "<line class=\"cn\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>"
                  "<circle class=\"pt o\" cx=\"{}\" cy=\"{}\" r=\"5\"/>",
                  px(page, plot_x(rows, row->then)), px(page, x), px(page, y), px(page, y),
                  px(page, plot_x(rows, row->then)), px(page, y));
        break;
    case MARK_EXPECTED:
        write_alone_expected(page, rows, row, y);
        return;
    case MARK_BAR:
    case MARK_HATCHED:
        HTML_FILL(html, "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"14\"/>",
                  row->mark == MARK_BAR ? STR("a") : STR("hat"), px(page, LABEL_WIDTH),
                  px(page, y - 7), px(page, x - LABEL_WIDTH));
        return;
    case MARK_POINT:
        break;
    }
    if (row->judged && row->says == DATA_FOUND && row->mark == MARK_POINT) {
        HTML_FILL(html,
                  "<path class=\"pt\" transform=\"translate({} {})\" "
                  "d=\"M0-6.5L6.5 0L0 6.5L-6.5 0Z\"/>",
                  px(page, x), px(page, y));
    } else {
        HTML_FILL(html, "<circle class=\"pt\" cx=\"{}\" cy=\"{}\" r=\"5\"/>", px(page, x),
                  px(page, y));
    }
}

/* The scale, above. */
static void write_ticks(Page *page, const ChartRows *rows)
{
    const ChartScale *scale = &rows->scale;
    size_t i;

    for (i = 0; i <= chart_tick_count(scale); i++) {
        double value = scale->from + (double)i * scale->step;

        if (chart_has_tick(scale, i)) {
            HTML_FILL(&page->html,
                      "<text class=\"m\" x=\"{}\" y=\"44\" text-anchor=\"middle\">{}</text>",
                      px(page, plot_x(rows, value)), chart_tick(page, scale, value));
        }
    }
}

static void write_alone_row(Page *page, const ChartRows *rows, size_t i)
{
    Html *html = &page->html;
    const ChartRow *row = &rows->rows[i];
    double y = HEAD_HEIGHT + ROW_HEIGHT * (double)i + ROW_HEIGHT / 2;

    HTML_FILL(html, "<g class=\"{}\"><text class=\"{}\" x=\"0\" y=\"{}\">{}</text>",
              row->judged && row->says == DATA_FOUND                                  ? STR("r2")
              : row->judged && row->says == DATA_UNCLEAR && !chart_is_pair(row->mark) ? STR("r3")
                                                                                      : STR("r1"),
              row->heading ? STR("b") : STR("n"), px(page, y + 5), row->label);
    if (!row->heading) {
        write_alone_mark(page, rows, row, y);
        HTML_FILL(html, "<text class=\"b\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                  px(page, FIGURE_RIGHT), px(page, y + 5), row->figure);
        if (row->judged && row->mark != MARK_NONE) {
            HTML_FILL(html, "<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>", px(page, WORD_LEFT),
                      px(page, y + 5),
                      row->says == DATA_NONE ? phrase_plain(PHRASE_CHART_NO_GAP)
                                             : page_data_says(row->says));
        }
    }
    HTML_PUT(html, "</g>\n");
}

void chart_write_alone(Page *page, const ChartRows *rows)
{
    Html *html = &page->html;
    double bottom = HEAD_HEIGHT + ROW_HEIGHT * (double)rows->count;
    size_t i;

    HTML_FILL(html,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ch\" width=\"760\" height=\"{}\" "
              "viewBox=\"0 0 760 {}\" role=\"img\" aria-labelledby=\"t\">"
              "<title id=\"t\">{}</title>\n",
              px(page, bottom + 12), px(page, bottom + 12), rows->title);
    chart_write_style(page);
    HTML_FILL(html,
              "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>"
              "<text class=\"b\" x=\"0\" y=\"20\">{}</text>"
              "<text class=\"m\" x=\"{}\" y=\"44\" text-anchor=\"end\">{}</text>\n",
              rows->title, px(page, FIGURE_RIGHT), rows->head);
    if (page->study->made_up) {
        HTML_FILL(html, "<text class=\"m\" x=\"0\" y=\"44\">{}</text>\n",
                  phrase_plain(PHRASE_MADE_UP));
    }
    write_ticks(page, rows);
    write_bands(page, rows, bottom);
    for (i = 0; i < rows->count; i++) {
        write_alone_row(page, rows, i);
    }
    HTML_PUT(html, "</svg>\n");
}
