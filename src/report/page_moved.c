/* One question of the page: its sentences, its picture, and the table behind it. */
#include "report/figure.h"
#include "report/page_remeasure.h"

Str page_group_name(Page *page, const ShownMovedGroup *group)
{
    Str shown = str_show(page->context->arena, group->level, 200);

    return shown.length > 0 ? shown : group->recorded ? STR("blank") : STR("Not recorded");
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
    const ShownTable *table = item->part_now->base;
    Str others = item->now->check == CHECK_REPRESENTATION ? STR("the population")
                 : table->has_reference                   ? table->compared_with
                                                          : STR("everyone else");
    Str name = remeasure_name(arena, item);

    HTML_FILL(html,
              "<details><summary>The numbers behind it</summary><div class=\"sc\" role=\"region\" "
              "tabindex=\"0\" aria-label=\"Table: {}\"><table><caption>{}: {} beside {}. {}"
              "</caption><thead><tr><th scope=\"col\" class=\"t\">{}</th>"
              "<th scope=\"col\">Then</th><th scope=\"col\">Now</th>"
              "<th scope=\"col\">Gap to {} then</th><th scope=\"col\">Gap now</th>"
              "<th scope=\"col\">Change</th><th scope=\"col\">Interval of the change</th>"
              "<th scope=\"col\" class=\"t\">The gap is</th></tr></thead><tbody>\n",
              name, name, remeasure_when_then(arena, item), remeasure_when_now(arena, item),
              item->now->unit == SHOWN_PER_100 ? STR("Of 100, and the differences too.")
              : item->now->unit == SHOWN_DAYS  ? STR("Days that half took or more.")
                                               : STR("Averages."),
              page_or(item->now->dimension, STR("Group")), others);
    for (size_t g = 0; g < item->group_count; g++) {
        write_row(page, item, &item->groups[g]);
    }
    write_move_row(page, item, STR("Everyone"), &item->average, remeasure_average_word(item));
    HTML_PUT(html, "</tbody></table></div></details>\n");
}

static void write_reading(Page *page, const ShownRemeasured *item)
{
    HTML_PUT(&page->html, "<details><summary>How to read this</summary><p>");
    if (item->part_now->base->ordered) {
        HTML_PUT(&page->html,
                 "Each group has two marks on one scale: hollow as it was, filled as it is. The "
                 "gap that is told lies between the first and the last group of the order. ");
    } else {
        HTML_PUT(&page->html,
                 "Each group has two marks on one scale: hollow for its gap as it was, filled for "
                 "its gap as it is. The strong line is no gap: a mark that came nearer to it "
                 "narrowed. The numbers beside it are the group’s own, then and now. ");
    }
    HTML_PUT(&page->html,
             "A line through a mark is its interval: where the two lines of a group lie largely "
             "over each other, a change may be chance. Whether it is, the interval of the change "
             "says, in the table.</p></details>\n");
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
                  ? str_format(arena, "Counted: %.*s", STR_ARGS(item->now->means))
                  : STR("A gap that moved does not say why."));
    write_reading(page, item);
    write_table(page, item);
    HTML_PUT(html, "</figure>\n");
}
