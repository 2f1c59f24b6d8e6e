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
    double came;
    double stayed;

    if (last == NULL || middle == NULL || group->people.state != SHOWN_VALUE ||
        group->people.value < 1 || last->total.state != SHOWN_VALUE ||
        middle->total.state != SHOWN_VALUE) {
        return false;
    }
    came = round(100 * middle->total.value / group->people.value);
    stayed = round(100 * last->total.value / group->people.value);
    if (!(stayed >= 0 && came >= stayed && came <= 100)) {
        return false; /* no followed group, or numbers that nobody counted */
    }
    *hundred = (Hundred){.group = group, .middle = (int)came, .last = (int)stayed};
    return true;
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

/* The ends of an order, drawn or not: another group would pass for the end. */
static bool choose_ends(const ShownFinding *finding, Hundred *two)
{
    const ShownTable *table = finding->parts[0].base;
    const ShownGroup *ends[2] = {NULL, NULL};
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        if (table->groups[g].recorded) {
            ends[0] = ends[0] == NULL ? &table->groups[g] : ends[0];
            ends[1] = &table->groups[g];
        }
    }
    return ends[0] != ends[1] && hundred_of(finding, ends[0], &two[0]) &&
           hundred_of(finding, ends[1], &two[1]);
}

static bool is_found(const ShownFinding *finding, const ShownGroup *group)
{
    return finding->verdict.found_count > 0 &&
           str_equal(finding->verdict.found[0].level, group->level);
}

/* Without an order: the group with a gap found first, then the others as they stand. */
static bool choose_two(const ShownFinding *finding, Hundred *two)
{
    const ShownTable *table = finding->parts[0].base;
    size_t count = 0;
    size_t g;
    int turn;

    for (turn = 0; turn < 2; turn++) {
        for (g = 0; g < table->group_count && count < 2; g++) {
            const ShownGroup *group = &table->groups[g];

            if (group->recorded && is_found(finding, group) == (turn == 0) &&
                hundred_of(finding, group, &two[count])) {
                count++;
            }
        }
    }
    return count == 2;
}

bool chart_write_hundred(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    Hundred two[2] = {{0}};
    size_t i;

    if (finding->part_count < 2 ||
        !(finding->parts[0].base->ordered ? choose_ends(finding, two) : choose_two(finding, two))) {
        return false;
    }
    HTML_PUT(html, "<div class=\"hd\">");
    for (i = 0; i < 2; i++) {
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
