/* The page of what moved: the same look as the report, in the order in which it is asked. */
#include "report/page_remeasure.h"
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"

#include "report/remeasure_report.h"
#include "report/sentence.h"

#define MINUTE_MOST 5
/* Pictures in sight; the others open. */
#define OPEN_MOST 4

static void fact(Page *page, Str name, Str value)
{
    HTML_FILL(&page->html, "<div><dt>{}</dt><dd>{}</dd></div>", name,
              page_or(value, phrase_plain(PHRASE_PAGE_NOT_SAID)));
}

static void write_hero(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;
    const Str dates = phrase_plain(PHRASE_PAGE_THE_DATES_STAND_BELOW);
    Str warning = shown_audit_facts(all->then)->warning;

    HTML_FILL(html,
              "<div class=\"w hero long\">\n<h1>{}</h1>\n<p class=\"lede\">{}</p>\n"
              "<dl class=\"facts\">",
              PHRASE(page->context->arena, PHRASE_PAGE_MEASURED_AGAIN_OF,
                     {SLOT_TITLE, page_or(page->study->title, phrase_plain(PHRASE_AN_AUDIT))}),
              page_or(page->study->question, phrase_plain(PHRASE_PAGE_NO_QUESTION_IS_WRITTEN)));
    fact(page, phrase_plain(PHRASE_FACT_THEN), page_or(all->period_then, dates));
    fact(page, phrase_plain(PHRASE_FACT_NOW), page_or(all->period_now, dates));
    fact(page, phrase_plain(PHRASE_FACT_WHOSE_SERVICE), page->study->owner);
    fact(page, phrase_plain(PHRASE_FACT_KEPT_SAFE), shown_audit_facts(all->now)->rule);
    if (warning.length > 0) {
        fact(page, phrase_plain(PHRASE_FACT_THE_EARLIER_AUDIT), warning);
    }
    HTML_FILL(html,
              "</dl>\n<nav class=\"toc\" aria-label=\"{}\"><ol>\n<li><a "
              "href=\"#minute\">{}</a></li><li><a href=\"#both\">{}</a></li><li><a "
              "href=\"#same\">{}</a></li><li><a href=\"#gaps\">{}</a></li><li><a "
              "href=\"#not\">{}</a></li><li><a href=\"#knots\">{}</a></li><li><a "
              "href=\"#actions\">{}</a></li><li><a href=\"#how\">{}</a></li></ol></nav>\n</div>\n",
              phrase_plain(PHRASE_PAGE_IN_THIS_REPORT), phrase_plain(PHRASE_IN_ONE_MINUTE),
              phrase_plain(PHRASE_PAGE_AVERAGE_AND_GAP), phrase_plain(PHRASE_PAGE_THE_DEFINITIONS),
              phrase_plain(PHRASE_PAGE_EVERY_GAP), phrase_plain(PHRASE_PAGE_NOT_COMPARED),
              phrase_plain(PHRASE_PAGE_WHAT_PEOPLE_SAY), phrase_plain(PHRASE_PAGE_ACTIONS),
              phrase_plain(PHRASE_PAGE_WHAT_THIS_DOES_NOT));
}

static void write_bars(Page *page, int bars)
{
    if (bars == 0) {
        return;
    }
    HTML_PUT(&page->html, "<svg viewBox=\"0 0 50 12\" aria-hidden=\"true\" focusable=\"false\">");
    for (int i = 0; i < 4; i++) {
        HTML_FILL(&page->html, "<rect class=\"{}\" x=\"{}\" y=\".5\" width=\"10\" height=\"11\"/>",
                  i < bars ? STR("on") : STR("off"), html_coordinate(&page->html, 0.5 + 13 * i));
    }
    HTML_PUT(&page->html, "</svg>");
}

static void write_minute(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    const ShownRemeasured *found[MINUTE_MOST] = {NULL};
    size_t count = remeasure_list_minute(arena, all, found, MINUTE_MOST);

    HTML_FILL(html,
              "<section class=\"min\" id=\"minute\" aria-labelledby=\"h-min\"><div "
              "class=\"w\">\n<h2 id=\"h-min\">{}</h2>\n<ol class=\"said\">\n",
              phrase_plain(PHRASE_IN_ONE_MINUTE));
    for (size_t i = 0; i < count; i++) {
        int bars;
        Str sure = remeasure_sure(arena, found[i], &bars);

        HTML_FILL(html, "<li><p>{}", remeasure_text(arena, found[i]));
        page_made_up(page);
        HTML_PUT(html, "</p><p class=\"sure\">");
        write_bars(page, bars);
        HTML_FILL(html, "{}</p></li>\n", sure);
    }
    if (count == 0) {
        HTML_FILL(html, "<li><p>{}</p></li>\n", phrase_plain(PHRASE_PAGE_NO_GAP_IS_SHOWN));
    }
    HTML_FILL(html, "</ol>\n<p class=\"sure nl\">{}</p>\n</div></section>\n",
              remeasure_many(arena, all));
}

/* ---- average and gap ---- */

static bool is_in_cell(const ShownRemeasured *item, QuadrantRow row, QuadrantColumn column)
{
    QuadrantRow own_row;
    QuadrantColumn own_column;
    bool of_rows = check_kind(item->now->check)->of_rows;

    return item->comparable && !of_rows && remeasure_quadrant(item, &own_row, &own_column) &&
           own_row == row && own_column == column;
}

static size_t count_column(const ShownRemeasure *all, QuadrantColumn column)
{
    size_t count = 0;

    for (int row = 0; row < QUADRANT_ROWS; row++) {
        for (size_t i = 0; i < all->item_count; i++) {
            count += is_in_cell(&all->items[i], (QuadrantRow)row, column) ? 1 : 0;
        }
    }
    return count;
}

/* Its three columns always, so that what did not happen is seen; the fourth where it is needed. */
static bool has_column(const ShownRemeasure *all, QuadrantColumn column)
{
    return column != QUADRANT_CHANGED || count_column(all, column) > 0;
}

static void write_cell(Page *page, const ShownRemeasure *all, QuadrantRow row,
                       QuadrantColumn column)
{
    size_t count = 0;

    HTML_PUT(&page->html, "<td class=\"t\">");
    for (size_t i = 0; i < all->item_count; i++) {
        if (is_in_cell(&all->items[i], row, column)) {
            HTML_FILL(&page->html, "<span class=\"qi\">{}</span>",
                      remeasure_name(page->context->arena, &all->items[i]));
            count++;
        }
    }
    HTML_FILL(&page->html, "{}</td>", count == 0 ? phrase_plain(PHRASE_NONE_SHOWN) : STR_NONE);
}

static void write_quadrant(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"both\" aria-labelledby=\"h-both\">\n<h2 "
              "id=\"h-both\">{}</h2>\n<p>{}</p>\n<div class=\"sc\" role=\"region\" tabindex=\"0\" "
              "aria-label=\"{}\"><table class=\"full quad\"><thead><tr><td></td>",
              phrase_plain(PHRASE_PAGE_AVERAGE_AND_GAP_TOGETHER),
              phrase_plain(PHRASE_PAGE_A_NUMBER_CAN_GET),
              phrase_plain(PHRASE_PAGE_TABLE_AVERAGE_AND_GAP));
    for (int column = 0; column < QUADRANT_COLUMNS; column++) {
        if (has_column(all, (QuadrantColumn)column)) {
            HTML_FILL(html, "<th scope=\"col\" class=\"t\">{}</th>",
                      remeasure_column_name((QuadrantColumn)column));
        }
    }
    HTML_PUT(html, "</tr></thead><tbody>\n");
    for (int row = 0; row < QUADRANT_ROWS; row++) {
        HTML_FILL(html, "<tr><th scope=\"row\">{}</th>", remeasure_row_name((QuadrantRow)row));
        for (int column = 0; column < QUADRANT_COLUMNS; column++) {
            if (has_column(all, (QuadrantColumn)column)) {
                write_cell(page, all, (QuadrantRow)row, (QuadrantColumn)column);
            }
        }
        HTML_PUT(html, "</tr>\n");
    }
    HTML_PUT(html, "</tbody></table></div></section>\n");
}

/* ---- definitions ---- */

static void write_differences(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"same\" aria-labelledby=\"h-same\">\n<h2 "
              "id=\"h-same\">{}</h2>\n",
              phrase_plain(PHRASE_PAGE_WAS_THE_SAME_THING));
    if (all->difference_count == 0) {
        HTML_FILL(html, "<p>{}</p></section>\n", phrase_plain(PHRASE_PAGE_YES_BOTH_STUDIES_DEFINE));
        return;
    }
    HTML_FILL(html,
              "<p>{}</p>\n<div class=\"sc\" role=\"region\" tabindex=\"0\" "
              "aria-label=\"{}\"><table class=\"full\"><thead><tr><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th></tr></thead><tbody>\n",
              phrase_plain(PHRASE_PAGE_NOT_IN_EVERYTHING_WHAT),
              phrase_plain(PHRASE_PAGE_TABLE_WHAT_DIFFERS), phrase_plain(PHRASE_PAGE_WHAT),
              phrase_plain(PHRASE_PAGE_THEN), phrase_plain(PHRASE_PAGE_NOW),
              phrase_plain(PHRASE_PAGE_SO_IT_IS));
    for (size_t i = 0; i < all->difference_count; i++) {
        const ShownDifference *difference = &all->differences[i];

        HTML_FILL(html,
                  "<tr><th scope=\"row\">{}</th><td class=\"t\">{}</td><td class=\"t\">{}</td>"
                  "<td class=\"t\">{}</td></tr>\n",
                  remeasure_difference(arena, difference),
                  page_or(str_show(arena, difference->then, 400), phrase_plain(PHRASE_NOT_GIVEN)),
                  page_or(str_show(arena, difference->now, 400), phrase_plain(PHRASE_NOT_GIVEN)),
                  remeasure_consequence(difference));
    }
    HTML_PUT(html, "</tbody></table></div></section>\n");
}

/* ---- every gap ---- */

static void write_gaps(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    size_t open = 0;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"gaps\" aria-labelledby=\"h-gaps\">\n<h2 "
              "id=\"h-gaps\">{}</h2>\n",
              phrase_plain(PHRASE_PAGE_EVERY_GAP_THEN_AND));
    for (size_t i = 0; i < all->item_count; i++) {
        const ShownRemeasured *item = &all->items[i];

        if (!item->comparable) {
            continue;
        }
        if (open < OPEN_MOST && item->gap_moved != GAP_NOT_KNOWN) {
            HTML_FILL(html, "<h3>{}</h3>\n", remeasure_title(arena, item));
            page_write_moved(page, item);
            open++;
        } else {
            HTML_FILL(html, "<details class=\"fold\"><summary>{}</summary>\n",
                      remeasure_title(arena, item));
            page_write_moved(page, item);
            HTML_PUT(html, "</details>\n");
        }
    }
    HTML_PUT(html, "</section>\n");
}

Status remeasure_write_html(Context *context, const ShownRemeasure *all, Text *out)
{
    Page page = {.html = html_new(context, out),
                 .context = context,
                 .audit = all->now,
                 .study = shown_audit_study(all->now),
                 .view = VIEW_FULL};

    page_write_head(&page, phrase_plain(PHRASE_PAGE_TWO_AUDITS_THEN_AND));
    write_hero(&page, all);
    write_minute(&page, all);
    write_quadrant(&page, all);
    write_differences(&page, all);
    write_gaps(&page, all);
    page_write_moved_end(&page, all);
    page_write_end(&page);
    return html_finish(&page.html);
}
