/* The table behind each picture. */
#include "report/figure.h"
#include "report/page.h"

static void cell(Page *page, Str text)
{
    HTML_FILL(&page->html, "<td>{}</td>", text);
}

static Str note_of(const ShownGroup *group)
{
    if (group->estimate.note.length > 0) {
        return group->estimate.note;
    }
    return group->difference.note;
}

static Str gap_cell(Arena *arena, CheckUnit unit, const ShownInterval *gap)
{
    if (gap->estimate.state != SHOWN_VALUE) {
        return gap->estimate.state == SHOWN_HIDDEN ? STR("hidden") : STR("none");
    }
    return figure_gap(arena, unit, gap->estimate.value, 1);
}

static void write_row(Page *page, const ShownFinding *finding, const ShownPart *part, size_t g)
{
    Arena *arena = page->context->arena;
    const ShownGroup *group = &part->base->groups[g];
    CheckUnit unit = finding->unit;

    HTML_FILL(&page->html, "<tr><th scope=\"row\">{}</th>",
              group->recorded ? page_or(group->level, STR("blank"))
                              : page_or(group->level, STR("Not recorded")));
    cell(page, figure_count(arena, &group->people));
    cell(page, figure_count(arena, &group->total));
    cell(page, figure_estimate(arena, unit, &group->estimate.estimate, 1));
    cell(page, figure_range(arena, unit, &group->estimate, 1));
    cell(page, gap_cell(arena, unit, &group->difference));
    cell(page, figure_range(arena, unit, &group->difference, 1));
    if (part->extras != NULL && finding->check == CHECK_WAITS) {
        cell(page, figure_estimate(arena, SHOWN_DAYS, &part->extras[g].median.estimate, 0));
        cell(page, figure_range(arena, SHOWN_DAYS, &part->extras[g].median, 0));
    }
    if (part->extras != NULL && finding->check == CHECK_REPRESENTATION) {
        cell(page, figure_estimate(arena, unit, &part->extras[g].reference.estimate, 1));
    }
    if (part->extras != NULL && finding->check == CHECK_CHANGE) {
        cell(page, gap_cell(arena, unit, &part->extras[g].change));
        cell(page, gap_cell(arena, unit, &part->extras[g].gap_change));
        cell(page, figure_range(arena, unit, &part->extras[g].gap_change, 1));
    }
    HTML_FILL(&page->html, "<td class=\"t\">{}</td></tr>\n", note_of(group));
}

static void write_heads(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Html *html = &page->html;
    bool share = finding->unit == SHOWN_PER_100;

    HTML_FILL(html,
              "<thead><tr><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\">{}</th>"
              "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">Interval</th>"
              "<th scope=\"col\">Gap to {}</th><th scope=\"col\">Interval</th>",
              page_or(finding->dimension, STR("Group")),
              figure_rows(page->context->arena, finding->row), share ? STR("Counted") : STR("Sum"),
              share ? STR("Of 100") : STR("Average"),
              part->base->has_reference ? part->base->compared_with : STR("everyone else"));
    if (part->extras != NULL && finding->check == CHECK_WAITS) {
        HTML_PUT(html, "<th scope=\"col\">Median days</th><th scope=\"col\">Interval</th>");
    }
    if (part->extras != NULL && finding->check == CHECK_REPRESENTATION) {
        HTML_PUT(html, "<th scope=\"col\">Of 100 in the population</th>");
    }
    if (part->extras != NULL && finding->check == CHECK_CHANGE) {
        HTML_PUT(html, "<th scope=\"col\">Change since the first</th><th scope=\"col\">Change of "
                       "the gap</th><th scope=\"col\">Interval</th>");
    }
    HTML_PUT(html, "<th scope=\"col\" class=\"t\">Note</th></tr></thead>\n");
}

static Str caption_of(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Arena *arena = page->context->arena;
    Str overall = figure_estimate(arena, finding->unit, &part->overall.estimate, 1);
    Str label = part->label.length > 0 ? part->label : finding->subject;
    Str check = page_check_name(finding->check);

    return str_format(
        arena, "%.*s, %.*s%s%.*s. Everyone: %.*s%s", STR_ARGS(label), STR_ARGS(check),
        part->base->has_period ? ", " : "",
        STR_ARGS(part->base->has_period ? part->base->period : STR_NONE), STR_ARGS(overall),
        finding->unit == SHOWN_PER_100 && figure_has(&part->overall) ? " of 100" : "");
}

/* A bundle of a later version may hold others than ours. */
static Str measure_name(Page *page, Str id)
{
    if (str_equal(id, STR("sii"))) {
        return STR("Slope index: last end less first end of the order");
    }
    if (str_equal(id, STR("rii"))) {
        return STR("Relative index: last end over first end of the order");
    }
    if (str_equal(id, STR("aci"))) {
        return STR("Concentration index, absolute");
    }
    if (str_equal(id, STR("rci"))) {
        return STR("Concentration index, relative");
    }
    id = figure_quoted(page->context->arena, id);
    return str_format(page->context->arena, "A measure that this version does not know, %.*s",
                      STR_ARGS(id));
}

static void write_measures(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Arena *arena = page->context->arena;
    size_t m;

    if (part->base->measure_count == 0) {
        return;
    }
    HTML_PUT(&page->html, "<ul>");
    for (m = 0; m < part->base->measure_count; m++) {
        const ShownMeasure *measure = &part->base->measures[m];
        bool ratio = str_equal(measure->id, STR("rii")) || str_equal(measure->id, STR("rci"));
        CheckUnit unit = ratio ? SHOWN_OWN_UNIT : finding->unit;
        Str range = figure_range(arena, unit, &measure->value, ratio ? 2 : 1);

        HTML_FILL(&page->html, "<li>{}: {}{}{}{}</li>", measure_name(page, measure->id),
                  figure_estimate(arena, unit, &measure->value.estimate, ratio ? 2 : 1),
                  range.length > 0 ? STR(" (") : STR_NONE, range,
                  range.length > 0 ? STR(")") : STR_NONE);
    }
    HTML_PUT(&page->html, "</ul>\n");
}

void page_write_tables(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    size_t p;
    size_t g;
    size_t n;

    HTML_FILL(html, "<details><summary>{}: {}, by {}</summary>",
              finding->part_count > 1 ? STR("Tables") : STR("Table"), finding->subject,
              finding->dimension);
    for (p = 0; p < finding->part_count; p++) {
        const ShownPart *part = &finding->parts[p];
        Str caption = caption_of(page, finding, part);

        HTML_FILL(html,
                  "<div class=\"sc\" role=\"region\" tabindex=\"0\" aria-label=\"Table {}: {}\">"
                  "<table><caption>{}</caption>",
                  page_count(page, ++page->last_id), caption, caption);
        write_heads(page, finding, part);
        HTML_PUT(html, "<tbody>");
        for (g = 0; g < part->base->group_count; g++) {
            write_row(page, finding, part, g);
        }
        HTML_PUT(html, "</tbody></table></div>\n");
        write_measures(page, finding, part);
        for (n = 0; n < part->base->notes.count; n++) {
            HTML_FILL(html, "<p>{}</p>", part->base->notes.items[n]);
        }
    }
    HTML_PUT(html, "</details>\n");
}
