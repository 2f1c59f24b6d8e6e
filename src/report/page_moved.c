/* One question of the page: its sentences, its picture, and the table behind it. */
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/page_remeasure.h"

Str page_group_name(Page *page, const ShownMovedGroup *group)
{
    Str shown = str_show(page->context->arena, group->level, 200);

    return shown.length > 0  ? shown
           : group->recorded ? phrase_plain(PHRASE_BLANK)
                             : phrase_plain(PHRASE_PAGE_NOT_RECORDED);
}

static void write_cell(Page *page, Str text)
{
    HTML_FILL(&page->html, "<td>{}</td>", text);
}

static Str estimate(Page *page, const ShownRemeasured *item, const ShownInterval *interval)
{
    return figure_estimate(page->context->arena, item->now->unit, &interval->estimate, 1);
}

static void write_row(Page *page, const ShownRemeasured *item, const ShownMovedGroup *group)
{
    Arena *arena = page->context->arena;
    const ShownMove *gap = &group->gap;

    HTML_FILL(&page->html, "<tr><th scope=\"row\">{}</th>", page_group_name(page, group));
    write_cell(page, estimate(page, item, &group->estimate.then));
    write_cell(page, estimate(page, item, &group->estimate.now));
    write_cell(page, remeasure_gap(arena, item, &gap->then));
    write_cell(page, remeasure_gap(arena, item, &gap->now));
    write_cell(page, remeasure_gap(arena, item, &gap->change));
    write_cell(page, figure_range(arena, item->now->unit, &gap->change, 1));
    HTML_FILL(&page->html, "<td class=\"t\">{}</td></tr>\n",
              group->why.length > 0 ? group->why : remeasure_gap_word(group->moved));
}

/* Everyone, or the gap between the ends of an order: no gap to others beside it. */
static void write_move_row(Page *page, const ShownRemeasured *item, Str head, const ShownMove *move,
                           Str word)
{
    Arena *arena = page->context->arena;
    CheckUnit unit = item->now->unit;

    HTML_FILL(&page->html, "<tr><th scope=\"row\">{}</th>", head);
    write_cell(page, estimate(page, item, &move->then));
    write_cell(page, estimate(page, item, &move->now));
    write_cell(page, STR_NONE);
    write_cell(page, STR_NONE);
    write_cell(page, remeasure_gap(arena, item, &move->change));
    write_cell(page, figure_range(arena, unit, &move->change, 1));
    HTML_FILL(&page->html, "<td class=\"t\">{}</td></tr>\n", word);
}

static void write_table(Page *page, const ShownRemeasured *item)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    Str others = figure_compared(arena, item->now, item->part_now->base);
    Str name = remeasure_name(arena, item);

    HTML_FILL(
        html,
        "<details><summary>{}</summary><div class=\"sc\" role=\"region\" tabindex=\"0\" "
        "aria-label=\"{}\"><table><caption>{} {}</caption><thead><tr><th "
        "scope=\"col\" class=\"t\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th><th scope=\"col\" class=\"t\">{}</th></tr></thead><tbody>\n",
        phrase_plain(PHRASE_PAGE_THE_NUMBERS_BEHIND_IT),
        PHRASE(arena, PHRASE_TABLE_OF, {SLOT_NAME, name}),
        PHRASE(arena, PHRASE_PAGE_MOVED_CAPTION, {SLOT_WHAT, name},
               {SLOT_THEN, remeasure_when_then(arena, item)},
               {SLOT_NOW, remeasure_when_now(arena, item)}),
        item->now->unit == SHOWN_PER_100 ? phrase_plain(PHRASE_PAGE_OF_100_AND_THE)
        : item->now->unit == SHOWN_DAYS  ? phrase_plain(PHRASE_PAGE_DAYS_THAT_HALF_TOOK)
                                         : phrase_plain(PHRASE_PAGE_AVERAGES),
        page_or(figure_dimension(page->context->arena, item->now), phrase_plain(PHRASE_PAGE_GROUP)),
        phrase_plain(PHRASE_PAGE_THEN), phrase_plain(PHRASE_PAGE_NOW),
        PHRASE(page->context->arena, PHRASE_GAP_TO_THEN, {SLOT_OTHERS, others}),
        phrase_plain(PHRASE_PAGE_GAP_NOW), phrase_plain(PHRASE_PAGE_CHANGE),
        phrase_plain(PHRASE_PAGE_INTERVAL_OF_THE_CHANGE), phrase_plain(PHRASE_PAGE_THE_GAP_IS));
    for (size_t g = 0; g < item->group_count; g++) {
        write_row(page, item, &item->groups[g]);
    }
    write_move_row(page, item, phrase_plain(PHRASE_PAGE_EVERYONE), &item->average,
                   remeasure_average_word(item));
    HTML_PUT(html, "</tbody></table></div></details>\n");
}

static void write_reading(Page *page, const ShownRemeasured *item)
{
    HTML_FILL(&page->html, "<details><summary>{}</summary><p>", phrase_plain(PHRASE_HOW_TO_READ));
    if (item->part_now->base->ordered) {
        HTML_FILL(&page->html, "{} ", phrase_plain(PHRASE_PAGE_EACH_GROUP_HAS_TWO));
    } else {
        HTML_FILL(&page->html, "{} ", phrase_plain(PHRASE_PAGE_EACH_GROUP_HAS_TWO_MARKS));
    }
    HTML_FILL(&page->html, "{}</p></details>\n", phrase_plain(PHRASE_PAGE_A_LINE_THROUGH_A));
}

void page_write_moved(Page *page, const ShownRemeasured *item)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    int bars;
    Str sure = remeasure_sure(arena, item, &bars);

    HTML_FILL(html, "<figure><figcaption><p>{} {}", remeasure_text(arena, item), sure);
    page_made_up(page);
    HTML_PUT(html, "</p></figcaption>\n");
    chart_write_moves(page, item);
    HTML_FILL(html, "<p class=\"src\">{}</p>\n",
              item->now->means.length > 0
                  ? PHRASE(arena, PHRASE_PAGE_COUNTED_AS, {SLOT_MEANS, item->now->means})
                  : phrase_plain(PHRASE_PAGE_A_GAP_THAT_MOVED_DOES));
    write_reading(page, item);
    write_table(page, item);
    HTML_PUT(html, "</figure>\n");
}
