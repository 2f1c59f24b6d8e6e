/* A hundred people as dots: how far they got. */
#include "report/chart.h"

#include "report/figure.h"

#include <math.h>

/* 100 people of one group: how many came to the middle step, and of those to the last. */
typedef struct Hundred {
    const ShownGroup *group;
    int middle;
    int last;
} Hundred;

static bool hundred_of(const ShownFinding *finding, const ShownGroup *group, Hundred *hundred)
{
    const ShownGroup *last =
        figure_find(finding->parts[finding->part_count - 1].base, group->level);
    const ShownGroup *middle = figure_find(finding->parts[1].base, group->level);

    if (last == NULL || middle == NULL || group->people.state != SHOWN_VALUE ||
        group->people.value < 1 || last->total.state != SHOWN_VALUE ||
        middle->total.state != SHOWN_VALUE) {
        return false;
    }
    *hundred = (Hundred){.group = group,
                         .middle = (int)lround(100 * middle->total.value / group->people.value),
                         .last = (int)lround(100 * last->total.value / group->people.value)};
    return hundred->middle >= hundred->last && hundred->middle <= 100 && hundred->last >= 0;
}

/* Dots `from` to `to` of 100, 25 a row: a dotted line for each row. */
static void write_dots(Page *page, const char *kind, int from, int to)
{
    int row;

    for (row = 0; row < 4; row++) {
        int first = from > 25 * row ? from : 25 * row;
        int last = to < 25 * (row + 1) ? to : 25 * (row + 1);

        if (first < last) {
            HTML_FILL(&page->html, "<path class=\"{}\" stroke-dasharray=\"0 14\" d=\"M{} {}h{}\"/>",
                      str_from(kind), html_coordinate(&page->html, 7 + 14 * (first - 25 * row)),
                      html_coordinate(&page->html, 8 + 14 * row),
                      html_coordinate(&page->html, 14 * (last - first - 1) + 0.01));
        }
    }
}

static void write_group(Page *page, const ShownFinding *finding, const Hundred *hundred)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    Str rows = figure_rows(arena, finding->row);
    Str label = figure_label(arena, hundred->group);
    Str middle = page_count(page, (size_t)hundred->middle);
    Str last = page_count(page, (size_t)hundred->last);
    Str last_step = finding->parts[finding->part_count - 1].label;
    bool three = finding->part_count > 2;
    Str id = page_count(page, ++page->last_id);

    HTML_FILL(html,
              "<div><h3>Of 100 {}, {}</h3><svg viewBox=\"0 0 350 58\" role=\"img\" "
              "aria-labelledby=\"t{}\"><title id=\"t{}\">Of 100 {} in the group {} the service saw "
              "{} through to {}</title>",
              rows, label, id, id, rows, label, last, last_step);
    write_dots(page, "f0", hundred->middle, 100);
    write_dots(page, "f1", hundred->last, hundred->middle);
    write_dots(page, "f2", hundred->last, hundred->middle);
    write_dots(page, "f3", 0, hundred->last);
    HTML_PUT(html, "</svg>");
    if (three) {
        HTML_FILL(html,
                  "<p><b>{}</b> came to \xe2\x80\x9c{}\xe2\x80\x9d, <b>{}</b> of them to "
                  "\xe2\x80\x9c{}\xe2\x80\x9d</p></div>\n",
                  middle, finding->parts[1].label, last, last_step);
    } else {
        HTML_FILL(html, "<p><b>{}</b> came to \xe2\x80\x9c{}\xe2\x80\x9d</p></div>\n", last,
                  last_step);
    }
}

/* Two groups: the ends of an order, else one with a gap found beside the first other. */
static size_t choose(const ShownFinding *finding, Hundred *two)
{
    const ShownTable *table = finding->parts[0].base;
    Hundred first = {0};
    Hundred other = {0};
    size_t count = 0;
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        Hundred hundred;

        if (table->groups[g].recorded && hundred_of(finding, &table->groups[g], &hundred)) {
            if (count == 0) {
                first = hundred;
            } else if (table->ordered || count == 1) {
                other = hundred;
            }
            count++;
        }
    }
    two[0] = first;
    two[1] = other;
    return count < 2 ? count : 2;
}

bool chart_write_hundred(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    Hundred two[2] = {{0}};
    size_t count;
    size_t i;

    if (finding->part_count < 2) {
        return false;
    }
    count = choose(finding, two);
    if (count < 2) {
        return false;
    }
    HTML_PUT(html, "<div class=\"hd\">");
    for (i = 0; i < count; i++) {
        write_group(page, finding, &two[i]);
    }
    HTML_PUT(html, "</div>\n<ul class=\"key\"><li><svg aria-hidden=\"true\" focusable=\"false\" "
                   "class=\"ch\" viewBox=\"0 0 30 16\"><circle class=\"a\" cx=\"15\" cy=\"8\" "
                   "r=\"5\"/></svg>");
    HTML_FILL(html, "{}</li>", finding->parts[finding->part_count - 1].label);
    if (finding->part_count > 2) {
        HTML_FILL(html,
                  "<li><svg aria-hidden=\"true\" focusable=\"false\" class=\"ch\" viewBox=\"0 0 30 "
                  "16\"><circle class=\"pt o\" cx=\"15\" cy=\"8\" r=\"4.4\"/></svg>{}, no "
                  "further</li>",
                  finding->parts[1].label);
    }
    HTML_PUT(html,
             "<li><svg aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 30 16\"><circle "
             "class=\"ed\" fill=\"currentColor\" cx=\"15\" cy=\"8\" r=\"1.8\"/></svg>");
    HTML_FILL(html, "not to {}, or not yet</li></ul>\n", finding->parts[1].label);
    return true;
}
