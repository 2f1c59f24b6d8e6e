/* People who are in two groups at once: a table with one grouping down and one across, the number
   in each cell, shaded more strongly where it is more. Where shares were drawn towards all, these
   are the numbers, since those of small groups jump about by chance alone. */
#include "report/chart.h"

#include "report/figure.h"
#include "report/report_css.h"

#include "base/number.h"
#include "catalogue/phrase.h"

#include <math.h>

/* Between the labels that a combination is crossed of, and between the names of its groupings. */
#define CROSSED " \xc2\xb7 "
#define NAMES " x "

/* Shades, the lightest first. */
#define SHADES 4

/* Of a picture that stands alone, in pixels. */
#define LABEL_WIDTH 200.0
#define CELL_WIDTH 104.0
#define CELL_HEIGHT 44.0
#define HEAD_HEIGHT 92.0

/* One cell of the table. */
typedef struct HeatCell {
    const ShownGroup *group; /* NULL: nobody is in both groups */
    const ShownInterval *share;
} HeatCell;

typedef struct Heat {
    const ShownFinding *finding;
    const ShownPart *part;
    Str down_name;
    Str across_name;
    StrSpan down;
    StrSpan across;
    bool turned; /* the second grouping stands down */
    double low;  /* of all numbers drawn */
    double high;
} Heat;

/* Before and after the last separator; false: there is none. */
static bool split_last(Str text, Str separator, Str *before, Str *after)
{
    for (size_t i = text.length; i-- > 1;) {
        if (i + separator.length < text.length &&
            str_starts_with(str_slice(text, i, text.length), separator)) {
            *before = str_slice(text, 0, i);
            *after = str_slice(text, i + separator.length, text.length);
            return true;
        }
    }
    return false;
}

static const ShownPart *part_of(const ShownFinding *finding)
{
    return figure_main_part(finding);
}

static const ShownInterval *share_of(const ShownFinding *finding, size_t g)
{
    const ShownPart *part = part_of(finding);

    return figure_has_shrunk(finding, part) ? &part->extras[g].shrunk
                                            : &part->base->groups[g].estimate;
}

static bool is_drawn(const ShownFinding *finding, size_t g)
{
    const ShownInterval *share = share_of(finding, g);

    return part_of(finding)->base->groups[g].recorded && figure_has(share) &&
           figure_has_limits(share);
}

bool chart_has_heat(const Page *page, const ShownFinding *finding)
{
    const ShownPart *part = part_of(finding);
    size_t drawn = 0;
    Str before;
    Str after;

    (void)page;
    if (part == NULL || !finding->combination || finding->unit != SHOWN_PER_100 ||
        !split_last(finding->dimension, STR(NAMES), &before, &after)) {
        return false;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        if (group->recorded && !split_last(group->level, STR(CROSSED), &before, &after)) {
            return false;
        }
        drawn += is_drawn(finding, g) ? 1u : 0u;
    }
    return drawn >= 2;
}

static bool is_in(StrSpan list, Str label)
{
    for (size_t i = 0; i < list.count; i++) {
        if (str_equal(list.items[i], label)) {
            return true;
        }
    }
    return false;
}

/* Numbers by their size, where both are numbers; else as the table has them. */
static bool comes_before(Str one, Str other)
{
    double first;
    double second;

    return number_parse(one, &first) && number_parse(other, &second) && first < second;
}

/* Keeps the order of a table, but numbers in theirs: a table has "10" before "2". */
static void add_label(StrSpan *list, Str label)
{
    size_t at = list->count;

    if (is_in(*list, label)) {
        return;
    }
    while (at > 0 && comes_before(label, list->items[at - 1])) {
        list->items[at] = list->items[at - 1];
        at--;
    }
    list->items[at] = label;
    list->count++;
}

static void turn(Heat *heat)
{
    StrSpan labels = heat->down;
    Str name = heat->down_name;

    heat->down = heat->across;
    heat->across = labels;
    heat->down_name = heat->across_name;
    heat->across_name = name;
    heat->turned = true;
}

/* The grouping with more groups stands down: a page is longer than wide. False: no memory. */
static bool heat_of(Page *page, const ShownFinding *finding, Heat *heat)
{
    const ShownPart *part = part_of(finding);
    size_t count = part->base->group_count;

    *heat = (Heat){.finding = finding, .part = part, .low = INFINITY, .high = -INFINITY};
    heat->down.items = TAKE(page->context, Str, count);
    heat->across.items = TAKE(page->context, Str, count);
    if (heat->down.items == NULL || heat->across.items == NULL ||
        !split_last(finding->dimension, STR(NAMES), &heat->down_name, &heat->across_name)) {
        note_memory(page->context);
        return false;
    }
    for (size_t g = 0; g < count; g++) {
        Str before;
        Str after;

        if (split_last(part->base->groups[g].level, STR(CROSSED), &before, &after) &&
            part->base->groups[g].recorded) {
            add_label(&heat->down, before);
            add_label(&heat->across, after);
        }
        if (is_drawn(finding, g)) {
            heat->low = fmin(heat->low, share_of(finding, g)->estimate.value);
            heat->high = fmax(heat->high, share_of(finding, g)->estimate.value);
        }
    }
    if (heat->across.count > heat->down.count) {
        turn(heat);
    }
    return true;
}

static HeatCell cell_at(const Heat *heat, size_t row, size_t column)
{
    Str down = heat->down.items[row];
    Str across = heat->across.items[column];

    for (size_t g = 0; g < heat->part->base->group_count; g++) {
        const ShownGroup *group = &heat->part->base->groups[g];
        Str before;
        Str after;

        if (group->recorded && split_last(group->level, STR(CROSSED), &before, &after) &&
            str_equal(before, heat->turned ? across : down) &&
            str_equal(after, heat->turned ? down : across)) {
            return (HeatCell){group, share_of(heat->finding, g)};
        }
    }
    return (HeatCell){NULL, NULL};
}

static bool is_number(const HeatCell *cell)
{
    return cell->group != NULL && figure_has(cell->share) && figure_has_limits(cell->share);
}

static size_t shade_of(const Heat *heat, const HeatCell *cell)
{
    double span = heat->high - heat->low;
    double share = span > 0 ? (cell->share->estimate.value - heat->low) / span : 0;

    return share >= 1 ? SHADES - 1 : (size_t)(share * SHADES);
}

static Str shade_class(const Heat *heat, const HeatCell *cell)
{
    static const char *const NAMES_OF[SHADES] = {"h0", "h1", "h2", "h3"};

    return is_number(cell) ? str_from(NAMES_OF[shade_of(heat, cell)]) : STR("hn");
}

/* Set beside everyone; empty: the interval reaches over everyone's share. */
static Str word_of(const Heat *heat, const HeatCell *cell)
{
    const ShownInterval *everyone = &heat->part->overall;

    if (!is_number(cell) || !figure_has(everyone)) {
        return STR_NONE;
    }
    return cell->share->low.value > everyone->estimate.value    ? phrase_plain(PHRASE_HEAT_HIGHER)
           : cell->share->high.value < everyone->estimate.value ? phrase_plain(PHRASE_HEAT_LOWER)
                                                                : STR_NONE;
}

static Str nothing_of(const HeatCell *cell)
{
    return phrase_plain(cell->group == NULL                           ? PHRASE_HEAT_NOBODY
                        : cell->share->estimate.state == SHOWN_HIDDEN ? PHRASE_HEAT_HIDDEN
                                                                      : PHRASE_HEAT_NONE);
}

static Str number_of(Page *page, const HeatCell *cell)
{
    return figure_estimate(page->context->arena, SHOWN_PER_100, &cell->share->estimate, 0);
}

static Str range_of(Page *page, const HeatCell *cell)
{
    return figure_range(page->context->arena, SHOWN_PER_100, cell->share, 0);
}

static Str everyone_of(Page *page, const Heat *heat)
{
    return figure_estimate(page->context->arena, SHOWN_PER_100, &heat->part->overall.estimate, 1);
}

static void write_cell(Page *page, const Heat *heat, const HeatCell *cell)
{
    Str word = word_of(heat, cell);

    if (!is_number(cell)) {
        HTML_FILL(&page->html, "<td class=\"hn\">{}", nothing_of(cell));
        return;
    }
    HTML_FILL(&page->html, "<td class=\"{}\"><b>{}</b> {}{}{}", shade_class(heat, cell),
              number_of(page, cell), range_of(page, cell), word.length > 0 ? STR(" ") : STR_NONE,
              word);
}

static void write_table(Page *page, const Heat *heat)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    bool drawn = figure_has_shrunk(heat->finding, heat->part);

    page_open_table(page, PHRASE(arena, drawn ? PHRASE_HEAT_CAPTION_DRAWN : PHRASE_HEAT_CAPTION,
                                 {SLOT_WHAT, figure_subject(arena, heat->finding)},
                                 {SLOT_NUMBER, everyone_of(page, heat)}));
    HTML_FILL(html, "<thead><tr><th scope=\"col\" class=\"t\">{}</th>", heat->down_name);
    for (size_t c = 0; c < heat->across.count; c++) {
        HTML_FILL(html, "<th scope=\"col\">{}</th>", str_show(arena, heat->across.items[c], 80));
    }
    HTML_PUT(html, "</tr></thead>\n<tbody>");
    for (size_t r = 0; r < heat->down.count; r++) {
        HTML_FILL(html, "<tr><th scope=\"row\">{}", str_show(arena, heat->down.items[r], 80));
        for (size_t c = 0; c < heat->across.count; c++) {
            HeatCell cell = cell_at(heat, r, c);

            write_cell(page, heat, &cell);
        }
        HTML_PUT(html, "\n");
    }
    HTML_PUT(html, "</tbody></table></div>\n");
}

static void write_alone_cell(Page *page, const Heat *heat, const HeatCell *cell, double x, double y)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>"
              "<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
              shade_class(heat, cell), html_coordinate(html, x), html_coordinate(html, y),
              html_coordinate(html, CELL_WIDTH - 3), html_coordinate(html, CELL_HEIGHT - 3),
              is_number(cell) ? STR("b") : STR("m"), html_coordinate(html, x + CELL_WIDTH / 2),
              html_coordinate(html, y + 18),
              is_number(cell) ? number_of(page, cell) : nothing_of(cell));
    if (is_number(cell)) {
        Str word = word_of(heat, cell);

        HTML_FILL(html, "<text class=\"s\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}{}{}</text>",
                  html_coordinate(html, x + CELL_WIDTH / 2), html_coordinate(html, y + 34),
                  range_of(page, cell), word.length > 0 ? STR(" ") : STR_NONE, word);
    }
}

static void write_alone_rows(Page *page, const Heat *heat)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;

    for (size_t c = 0; c < heat->across.count; c++) {
        HTML_FILL(html, "<text class=\"s\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                  html_coordinate(html, LABEL_WIDTH + CELL_WIDTH * ((double)c + 0.5)),
                  html_coordinate(html, HEAD_HEIGHT - 10),
                  str_show(arena, heat->across.items[c], 16));
    }
    for (size_t r = 0; r < heat->down.count; r++) {
        double y = HEAD_HEIGHT + CELL_HEIGHT * (double)r;

        HTML_FILL(html, "<text class=\"n\" x=\"0\" y=\"{}\">{}</text>",
                  html_coordinate(html, y + 25), str_show(arena, heat->down.items[r], 28));
        for (size_t c = 0; c < heat->across.count; c++) {
            HeatCell cell = cell_at(heat, r, c);

            write_alone_cell(page, heat, &cell, LABEL_WIDTH + CELL_WIDTH * (double)c, y);
        }
        HTML_PUT(html, "\n");
    }
}

static void write_alone(Page *page, const Heat *heat)
{
    Html *html = &page->html;
    double width = fmax(LABEL_WIDTH + CELL_WIDTH * (double)heat->across.count, 480);
    double height = HEAD_HEIGHT + CELL_HEIGHT * (double)heat->down.count + 8;
    Arena *arena = page->context->arena;
    bool drawn = figure_has_shrunk(heat->finding, heat->part);
    Str name = PHRASE(arena, PHRASE_HEAT_NAME, {SLOT_WHAT, heat->finding->subject},
                      {SLOT_DIMENSION, figure_dimension(page->context->arena, heat->finding)});

    HTML_FILL(
        html,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ch\" width=\"{}\" height=\"{}\" "
        "viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"t\"><title id=\"t\">{}</title>\n",
        html_coordinate(html, width), html_coordinate(html, height), html_coordinate(html, width),
        html_coordinate(html, height), name);
    chart_write_style(page);
    HTML_FILL(html,
              "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>"
              "<text class=\"b\" x=\"0\" y=\"20\">{}{}</text>"
              "<text class=\"m\" x=\"0\" y=\"42\">{}</text>\n",
              name, page->study->made_up ? phrase_plain(PHRASE_CHART_MADE_UP) : STR_NONE,
              PHRASE(arena, drawn ? PHRASE_HEAT_LINE_DRAWN : PHRASE_HEAT_LINE,
                     {SLOT_NUMBER, everyone_of(page, heat)}));
    write_alone_rows(page, heat);
    HTML_PUT(html, "</svg>\n");
}

void chart_write_heat(Page *page, const ShownFinding *finding)
{
    Arena *arena = page->context->arena;
    Heat heat;

    if (!heat_of(page, finding, &heat)) {
        return;
    }
    if (page->alone) {
        write_alone(page, &heat);
        return;
    }
    HTML_FILL(&page->html, "<div class=\"pl ph hm\"><h5>{}</h5>\n",
              PHRASE(arena, PHRASE_HEAT_TITLE, {SLOT_DIMENSION, heat.down_name},
                     {SLOT_OTHERS, heat.across_name}));
    write_table(page, &heat);
    HTML_FILL(
        &page->html,
        "<p class=\"src\">{}</p>\n<details><summary>{}</summary><p>{} {}</p></details></div>\n",
        phrase_plain(PHRASE_HEAT_SIGNS), phrase_plain(PHRASE_HOW_TO_READ),
        phrase_plain(PHRASE_HEAT_READING),
        figure_has_shrunk(finding, heat.part) ? phrase_plain(PHRASE_HEAT_READING_DRAWN)
                                              : phrase_plain(PHRASE_HEAT_READING_OWN));
}
