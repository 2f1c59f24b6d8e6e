/* What protection hid, of whom, and what that means for them. */
#include "report/figure.h"
#include "report/page.h"

/* Names of groups in one cell of the table. */
#define NAMES_MOST 6

static double per_100(size_t part, size_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

static Str names_of(Page *page, const StrSpan *levels)
{
    Arena *arena = page->context->arena;
    Text text = text_new(arena);

    for (size_t i = 0; i < levels->count && i < NAMES_MOST; i++) {
        Str level = str_show(arena, levels->items[i], 80);

        text_format(&text, "%s%.*s", i > 0 ? ", " : "",
                    STR_ARGS(level.length > 0 ? level : STR("blank")));
    }
    if (levels->count > NAMES_MOST) {
        text_format(&text, " and %zu more", levels->count - NAMES_MOST);
    }
    return levels->count == 0 ? STR("none") : text_str(&text);
}

static void write_row(Page *page, const ShownHiding *hiding)
{
    Arena *arena = page->context->arena;

    HTML_FILL(
        &page->html,
        "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}"
        "<td class=\"t\">{}\n",
        hiding->dimension, page_count(page, hiding->groups), page_count(page, hiding->hidden.count),
        page_count(page, hiding->numbers), page_count(page, hiding->numbers_hidden),
        figure_value(arena, SHOWN_PER_100, per_100(hiding->numbers_hidden, hiding->numbers), 0),
        figure_count(arena, &hiding->people), figure_count(arena, &hiding->people_hidden),
        names_of(page, &hiding->hidden));
}

static void write_table(Page *page)
{
    page_open_table(page, STR("What protection hid, by grouping. People, or what else the rows are "
                              "of, are added up from counts as they are shown"));
    HTML_PUT(&page->html,
             "<thead><tr><th scope=\"col\" class=\"t\">Grouping<th scope=\"col\">Groups"
             "<th scope=\"col\">Half or more hidden<th scope=\"col\">Rates and averages"
             "<th scope=\"col\">Hidden<th scope=\"col\">Hidden of 100<th scope=\"col\">Counted"
             "<th scope=\"col\">In groups half or more hidden"
             "<th scope=\"col\" class=\"t\">Which groups</thead>\n<tbody>");
    for (size_t i = 0; i < shown_audit_hiding_count(page->audit); i++) {
        write_row(page, shown_audit_hiding(page->audit, i));
    }
    HTML_PUT(&page->html, "</tbody></table></div>\n");
}

void page_write_hiding(Page *page)
{
    size_t numbers = 0;
    size_t hidden = 0;

    for (size_t i = 0; i < shown_audit_hiding_count(page->audit); i++) {
        numbers += shown_audit_hiding(page->audit, i)->numbers;
        hidden += shown_audit_hiding(page->audit, i)->numbers_hidden;
    }
    if (hidden == 0) {
        return;
    }
    HTML_FILL(&page->html,
              "<div class=\"hg\"><h3>Whom protection hides</h3>\n<p>Of {} rates and averages of "
              "groups in the tables, {} are hidden: {} in 100. A number is hidden where few "
              "people are in a group, or few of it are counted one way.</p>\n<p>That no number is "
              "shown of a group does not say that nothing is wrong: what is hidden can be the "
              "widest gap of all. A longer period, or "
              "groups put together with the people they are about, would show more. Those people "
              "can be asked now.</p>\n<details><summary>Table: what protection hid, by "
              "grouping</summary>",
              page_count(page, numbers), page_count(page, hidden),
              figure_value(page->context->arena, SHOWN_PER_100, per_100(hidden, numbers), 0));
    write_table(page);
    HTML_PUT(&page->html, "</details></div>\n");
}
