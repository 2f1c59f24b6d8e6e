/* A hundred people as dots: how far they got. */
#include "report/chart.h"

#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/html_phrase.h"

#include <math.h>

/* 100 people of one group: how many came to the middle step, and of those to the last. */
typedef struct Hundred {
    Str label;
    int middle;
    int last;
} Hundred;

static bool from_shares(Str label, double middle, double last, Hundred *hundred)
{
    double came = round(100 * middle);
    double stayed = round(100 * last);

    if (!(stayed >= 0 && came >= stayed && came <= 100)) {
        return false; /* no followed group, or numbers that nobody counted */
    }
    *hundred = (Hundred){.label = label, .middle = (int)came, .last = (int)stayed};
    return true;
}

static bool hundred_of(Page *page, const ShownFinding *finding, const ShownGroup *group,
                       Hundred *hundred)
{
    const ShownGroup *last =
        figure_find(finding->parts[finding->part_count - 1].base, group->level);
    const ShownGroup *middle = figure_find(finding->parts[1].base, group->level);

    return last != NULL && middle != NULL && group->people.state == SHOWN_VALUE &&
           group->people.value >= 1 && last->total.state == SHOWN_VALUE &&
           middle->total.state == SHOWN_VALUE &&
           from_shares(figure_label(page->context->arena, group),
                       middle->total.value / group->people.value,
                       last->total.value / group->people.value, hundred);
}

/* Those that a group is compared with: step after step, its share less the difference. */
static bool others_of(Page *page, const ShownFinding *finding, const ShownGroup *group,
                      Hundred *hundred)
{
    const ShownTable *table = finding->parts[0].base;
    double share = 1;
    double middle = NAN;
    size_t step;

    if (table->has_reference) {
        const ShownGroup *reference = figure_find(table, table->compared_with);

        return reference != NULL && reference != group &&
               hundred_of(page, finding, reference, hundred);
    }
    for (step = 1; step < finding->part_count; step++) {
        const ShownGroup *here = figure_find(finding->parts[step].base, group->level);

        if (here == NULL || !figure_has(&here->estimate) || !figure_has(&here->difference)) {
            return false;
        }
        share *= here->estimate.estimate.value - here->difference.estimate.value;
        middle = step == 1 ? share : middle;
    }
    return from_shares(phrase_plain(PHRASE_EVERYONE_ELSE), middle, share, hundred);
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
    Str rows = figure_counted(arena, finding);
    Str label = hundred->label;
    Str middle = page_count(page, (size_t)hundred->middle);
    Str last = page_count(page, (size_t)hundred->last);
    bool pathway = chart_of(finding) == CHART_PATHWAY;
    Str last_step = pathway ? finding->parts[finding->part_count - 1].label : finding->subject;
    bool three = pathway && finding->part_count > 2;
    Str id = page_count(page, ++page->last_id);

    HTML_FILL(html,
              "<div><h3>{}</h3><svg viewBox=\"0 0 350 58\" role=\"img\" "
              "aria-labelledby=\"t{}\"><title id=\"t{}\">{}</title>",
              PHRASE(arena, PHRASE_DOTS_OF, {SLOT_ROWS, rows}, {SLOT_GROUP, label}), id, id,
              PHRASE(arena, pathway ? PHRASE_DOTS_TITLE_CAME : PHRASE_DOTS_TITLE_COUNTED,
                     {SLOT_ROWS, rows}, {SLOT_GROUP, label}, {SLOT_NUMBER, last},
                     {SLOT_LABEL, last_step}));
    write_dots(page, "f0", hundred->middle, 100);
    write_dots(page, "f1", hundred->last, hundred->middle);
    write_dots(page, "f2", hundred->last, hundred->middle);
    write_dots(page, "f3", 0, hundred->last);
    HTML_PUT(html, "</svg><p>");
    if (three) {
        HTML_PHRASE(html, PHRASE_DOTS_CAME_OF, {SLOT_NUMBER, middle, HTML_BOLD},
                    {SLOT_LABEL, finding->parts[1].label, HTML_PLAIN},
                    {SLOT_OTHER_NUMBER, last, HTML_BOLD}, {SLOT_NAME, last_step, HTML_PLAIN});
    } else {
        HTML_PHRASE(html, pathway ? PHRASE_DOTS_CAME : PHRASE_DOTS_COUNTED,
                    {SLOT_NUMBER, last, HTML_BOLD}, {SLOT_LABEL, last_step, HTML_PLAIN});
    }
    HTML_PUT(html, "</p></div>\n");
}

/* The ends of an order, drawn or not: another group would pass for the end. */
static bool choose_ends(Page *page, const ShownFinding *finding, Hundred *two)
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
    return ends[0] != ends[1] && hundred_of(page, finding, ends[0], &two[0]) &&
           hundred_of(page, finding, ends[1], &two[1]);
}

/* Without an order: the group that the sentences tell of, and those it is compared with. */
static bool choose_two(Page *page, const ShownFinding *finding, Hundred *two)
{
    const ShownGroup *told = figure_told_group(finding, figure_main_part(finding));
    const ShownGroup *group =
        told == NULL ? NULL : figure_find(finding->parts[0].base, told->level);

    return group != NULL && group->recorded && hundred_of(page, finding, group, &two[0]) &&
           others_of(page, finding, group, &two[1]);
}

/* No steps: counted or not, of the two that the gap lies between. */
static bool choose_pair(Page *page, const ShownFinding *finding, Hundred *two)
{
    FigurePair pair;

    if (finding->check != CHECK_GAP && finding->check != CHECK_CHANGE) {
        return false;
    }
    pair = figure_pair(page->context->arena, finding, figure_main_part(finding));
    return pair.has && from_shares(pair.first, pair.first_value, pair.first_value, &two[0]) &&
           from_shares(pair.second, pair.second_value, pair.second_value, &two[1]);
}

/* Two that differ: dots that are the same say nothing of a gap. */
static bool choose(Page *page, const ShownFinding *finding, Hundred *two)
{
    bool chosen;

    if (finding->unit != SHOWN_PER_100 || finding->part_count == 0) {
        return false;
    }
    if (chart_of(finding) != CHART_PATHWAY) {
        chosen = choose_pair(page, finding, two);
    } else {
        chosen = finding->parts[0].base->ordered ? choose_ends(page, finding, two)
                                                 : choose_two(page, finding, two);
    }
    return chosen && (two[0].middle != two[1].middle || two[0].last != two[1].last);
}

static void write_key(Page *page, Str last, Str middle, Str not_counted)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<ul class=\"key\"><li><svg aria-hidden=\"true\" focusable=\"false\" class=\"ch\" "
              "viewBox=\"0 0 30 16\"><circle class=\"a\" cx=\"15\" cy=\"8\" r=\"5\"/></svg>{}</li>",
              last);
    if (middle.length > 0) {
        HTML_FILL(html,
                  "<li><svg aria-hidden=\"true\" focusable=\"false\" class=\"ch\" viewBox=\"0 0 30 "
                  "16\"><circle class=\"pt o\" cx=\"15\" cy=\"8\" r=\"4.4\"/></svg>{}</li>",
                  PHRASE(page->context->arena, PHRASE_DOTS_NO_FURTHER, {SLOT_LABEL, middle}));
    }
    HTML_FILL(
        html,
        "<li><svg aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 30 16\"><circle "
        "class=\"ed\" fill=\"currentColor\" cx=\"15\" cy=\"8\" r=\"1.8\"/></svg>{}</li></ul>\n",
        not_counted);
}

bool chart_write_hundred(Page *page, const ShownFinding *finding)
{
    Hundred two[2] = {{.middle = 0}};
    const ShownPart *parts = finding->parts;
    Str before;
    size_t i;

    if (!choose(page, finding, two)) {
        return false;
    }
    HTML_PUT(&page->html, "<div class=\"hd\">");
    for (i = 0; i < 2; i++) {
        write_group(page, finding, &two[i]);
    }
    HTML_PUT(&page->html, "</div>\n");
    if (chart_of(finding) != CHART_PATHWAY) {
        write_key(page, finding->subject, STR_NONE, phrase_plain(PHRASE_DOTS_NOT));
        return true;
    }
    before = PHRASE(page->context->arena, PHRASE_DOTS_NOT_REACHED, {SLOT_LABEL, parts[1].label});
    write_key(page, parts[finding->part_count - 1].label,
              finding->part_count > 2 ? parts[1].label : STR_NONE, before);
    return true;
}
