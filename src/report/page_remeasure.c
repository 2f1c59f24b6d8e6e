/* The page of what moved: the same look as the report, in the order in which it is asked. */
#include "report/page_remeasure.h"

#include "report/remeasure_report.h"
#include "report/sentence.h"

#define MINUTE_MOST 5
/* Pictures in sight; the others open. */
#define OPEN_MOST 4

static void fact(Page *page, HtmlMarkup name, Str value)
{
    HTML_PUT(&page->html, "<div><dt>");
    html_markup(&page->html, name);
    HTML_FILL(&page->html, "</dt><dd>{}</dd></div>", page_or(value, STR("not said")));
}

static void write_hero(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;
    const Str dates = STR("the dates stand below, with the definitions");
    Str warning = shown_audit_facts(all->then)->warning;

    HTML_FILL(html,
              "<div class=\"w hero long\">\n<h1>Measured again: {}</h1>\n<p class=\"lede\">{}</p>\n"
              "<dl class=\"facts\">",
              page_or(page->study->title, STR("an audit")),
              page_or(page->study->question, STR("No question is written down.")));
    fact(page, MARKUP("Then"), page_or(all->period_then, dates));
    fact(page, MARKUP("Now"), page_or(all->period_now, dates));
    fact(page, MARKUP("Whose service"), page->study->owner);
    fact(page, MARKUP("Kept safe"), shown_audit_facts(all->now)->rule);
    if (warning.length > 0) {
        fact(page, MARKUP("The earlier audit"), warning);
    }
    HTML_PUT(html, "</dl>\n<nav class=\"toc\" aria-label=\"In this report\"><ol>\n"
                   "<li><a href=\"#minute\">In one minute</a></li>"
                   "<li><a href=\"#both\">Average and gap</a></li>"
                   "<li><a href=\"#same\">The definitions</a></li>"
                   "<li><a href=\"#gaps\">Every gap</a></li>"
                   "<li><a href=\"#not\">Not compared</a></li>"
                   "<li><a href=\"#knots\">What people say</a></li>"
                   "<li><a href=\"#actions\">Actions</a></li>"
                   "<li><a href=\"#how\">What this does not show</a></li></ol></nav>\n</div>\n");
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

    HTML_PUT(html, "<section class=\"min\" id=\"minute\" aria-labelledby=\"h-min\"><div "
                   "class=\"w\">\n<h2 id=\"h-min\">In one minute</h2>\n<ol class=\"said\">\n");
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
        HTML_PUT(html, "<li><p>No gap is shown in both, so no change can be told.</p></li>\n");
    }
    HTML_FILL(html, "</ol>\n<p class=\"sure nl\">{}</p>\n</div></section>\n",
              remeasure_many(arena, all));
}

/* ---- average and gap ---- */

static bool is_in_cell(const ShownRemeasured *item, QuadrantRow row, QuadrantColumn column)
{
    QuadrantRow own_row;
    QuadrantColumn own_column;
    bool of_rows = item->now->check == CHECK_COMPLETENESS || item->now->check == CHECK_ROWS_LOST;

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
    HTML_FILL(&page->html, "{}</td>", count == 0 ? STR("none") : STR_NONE);
}

static void write_quadrant(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;

    HTML_PUT(html,
             "<section class=\"blk w\" id=\"both\" aria-labelledby=\"h-both\">\n<h2 id=\"h-both\">"
             "Average and gap together</h2>\n<p>A number can get better for everyone while the gap "
             "in it grows. So neither is told without the other. Each question stands once, by "
             "the intervals of its two changes.</p>\n<div class=\"sc\" role=\"region\" "
             "tabindex=\"0\" aria-label=\"Table: average and gap\"><table class=\"full quad\">"
             "<thead><tr><td></td>");
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

    HTML_PUT(html, "<section class=\"blk w\" id=\"same\" aria-labelledby=\"h-same\">\n<h2 "
                   "id=\"h-same\">Was the same thing counted?</h2>\n");
    if (all->difference_count == 0) {
        HTML_PUT(html, "<p>Yes: both studies define everything alike.</p></section>\n");
        return;
    }
    HTML_PUT(html, "<p>Not in everything. What follows differs between the two studies.</p>\n"
                   "<div class=\"sc\" role=\"region\" tabindex=\"0\" aria-label=\"Table: what "
                   "differs\"><table class=\"full\"><thead><tr><th scope=\"col\" class=\"t\">What"
                   "</th><th scope=\"col\" class=\"t\">Then</th><th scope=\"col\" class=\"t\">Now"
                   "</th><th scope=\"col\" class=\"t\">So it is</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < all->difference_count; i++) {
        const ShownDifference *difference = &all->differences[i];

        HTML_FILL(html,
                  "<tr><th scope=\"row\">{}</th><td class=\"t\">{}</td><td class=\"t\">{}</td>"
                  "<td class=\"t\">{}</td></tr>\n",
                  remeasure_difference(arena, difference),
                  page_or(str_show(arena, difference->then, 400), STR("not given")),
                  page_or(str_show(arena, difference->now, 400), STR("not given")),
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

    HTML_PUT(html, "<section class=\"blk w\" id=\"gaps\" aria-labelledby=\"h-gaps\">\n<h2 "
                   "id=\"h-gaps\">Every gap, then and now</h2>\n");
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

    page_write_head(&page, STR("Two audits, then and now"));
    write_hero(&page, all);
    write_minute(&page, all);
    write_quadrant(&page, all);
    write_differences(&page, all);
    write_gaps(&page, all);
    page_write_moved_end(&page, all);
    page_write_end(&page);
    return html_finish(&page.html);
}
