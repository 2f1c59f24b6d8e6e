/* What protection hid, of whom, and what that means for them. */
#include "catalogue/phrase.h"
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
    Str names = STR_NONE;

    for (size_t i = 0; i < levels->count && i < NAMES_MOST; i++) {
        Str level = page_or(str_show(arena, levels->items[i], 80), phrase_plain(PHRASE_BLANK));

        names = i == 0 ? level
                       : PHRASE(arena, PHRASE_LIST_NEXT, {SLOT_LIST, names}, {SLOT_ITEM, level});
    }
    if (levels->count > NAMES_MOST) {
        return PHRASE(arena, PHRASE_LIST_AND_MORE, {SLOT_LIST, names},
                      {SLOT_COUNT, phrase_count(arena, levels->count - NAMES_MOST)});
    }
    return levels->count == 0 ? phrase_plain(PHRASE_NONE_SHOWN) : names;
}

static void write_row(Page *page, const ShownHiding *hiding)
{
    Arena *arena = page->context->arena;

    HTML_FILL(
        &page->html,
        "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}"
        "<td class=\"t\">{}\n",
        figure_name(arena, hiding->dimension), page_count(page, hiding->groups),
        page_count(page, hiding->hidden.count), page_count(page, hiding->numbers),
        page_count(page, hiding->numbers_hidden),
        figure_value(arena, SHOWN_PER_100, per_100(hiding->numbers_hidden, hiding->numbers), 0),
        figure_count(arena, &hiding->people), figure_count(arena, &hiding->people_hidden),
        names_of(page, &hiding->hidden));
}

static void write_table(Page *page)
{
    page_open_table(page, phrase_plain(PHRASE_PAGE_WHAT_PROTECTION_HID_BY));
    HTML_FILL(
        &page->html,
        "<thead><tr><th scope=\"col\" class=\"t\">{}<th scope=\"col\">{}<th scope=\"col\">{}<th "
        "scope=\"col\">{}<th scope=\"col\">{}<th scope=\"col\">{}<th scope=\"col\">{}<th "
        "scope=\"col\">{}<th scope=\"col\" class=\"t\">{}</thead>\n<tbody>",
        phrase_plain(PHRASE_PAGE_GROUPING), phrase_plain(PHRASE_PAGE_GROUPS),
        phrase_plain(PHRASE_PAGE_HALF_OR_MORE_HIDDEN), phrase_plain(PHRASE_PAGE_RATES_AND_AVERAGES),
        phrase_plain(PHRASE_PAGE_HIDDEN), phrase_plain(PHRASE_PAGE_HIDDEN_OF_100),
        phrase_plain(PHRASE_PAGE_COUNTED), phrase_plain(PHRASE_PAGE_IN_GROUPS_HALF_OR),
        phrase_plain(PHRASE_PAGE_WHICH_GROUPS));
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
    HTML_FILL(
        &page->html,
        "<div class=\"hg\"><h3>{}</h3>\n<p>{}</p>\n<p>{}</p>\n<details><summary>{}</summary>",
        phrase_plain(PHRASE_PAGE_WHOM_PROTECTION_HIDES),
        PHRASE(page->context->arena, PHRASE_RATES_HIDDEN, {SLOT_NUMBER, page_count(page, numbers)},
               {SLOT_HIDDEN, page_count(page, hidden)},
               {SLOT_SHARE,
                figure_value(page->context->arena, SHOWN_PER_100, per_100(hidden, numbers), 0)}),
        phrase_plain(PHRASE_PAGE_THAT_NO_NUMBER_IS),
        phrase_plain(PHRASE_PAGE_TABLE_WHAT_PROTECTION_HID));
    write_table(page);
    HTML_PUT(&page->html, "</details></div>\n");
}
