/* Which step matters most: of the gap at the end of a pathway, what each step carries. */
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"
#include "report/page.h"
#include "report/sentence.h"

#include <math.h>

static ChartRow row_of(Page *page, const ShownFinding *finding, Str label, const ShownInterval *gap)
{
    ChartRow row = {.label = label,
                    .figure = figure_gap_of(page->context->arena, finding->unit, gap),
                    .mark = MARK_POINT,
                    .value = gap->estimate.value,
                    .low = NAN,
                    .high = NAN,
                    .slope_from = NAN,
                    .slope_to = NAN};

    if (figure_has_limits(gap)) {
        row.low = gap->low.value;
        row.high = gap->high.value;
    }
    return row;
}

static void fit_scale(ChartRows *rows, CheckUnit unit)
{
    double low = 0;
    double high = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const ChartRow *row = &rows->rows[i];

        low = fmin(low, isnan(row->low) ? row->value : row->low);
        high = fmax(high, isnan(row->high) ? row->value : row->high);
    }
    rows->scale = chart_scale(low, high, unit);
    rows->scale.gaps = true;
}

/* One row for each step after the first, and one for all of them together. */
static ChartRows steps_of(Page *page, const ShownFinding *finding, Str level)
{
    ChartRows rows = {.margin = NAN, .zero = 0};
    size_t last = finding->part_count - 1;

    rows.rows = TAKE(page->context, ChartRow, finding->part_count);
    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    for (size_t p = 1; p <= last; p++) {
        Str label = str_show(page->context->arena, finding->parts[p].label, 80);

        rows.rows[rows.count++] =
            row_of(page, finding, label, &sentence_steps_of(finding, p, level)->carried);
    }
    rows.rows[rows.count++] = row_of(page, finding, phrase_plain(PHRASE_PAGE_ALL_STEPS_THE_GAP),
                                     &sentence_steps_of(finding, last, level)->end_gap);
    fit_scale(&rows, finding->unit);
    rows.head = phrase_plain(PHRASE_CHART_OF_100);
    return rows;
}

void page_write_steps(Page *page, const ShownFinding *finding)
{
    const ShownGroup *group = sentence_steps_group(finding);
    const ShownExtra *end;
    ChartRows rows;

    if (group == NULL) {
        return;
    }
    end = sentence_steps_of(finding, finding->part_count - 1, group->level);
    HTML_FILL(&page->html, "<div class=\"ws\"><p><b>{}</b> {}</p>\n",
              phrase_plain(PHRASE_PAGE_WHICH_STEP_MATTERS_MOST),
              sentence_steps(page->context->arena, finding));
    rows = steps_of(page, finding, group->level);
    chart_write_key(page, &rows);
    chart_write_rows(page, &rows);
    HTML_FILL(&page->html, "<p class=\"src\">{}{}</p></div>\n",
              phrase_plain(PHRASE_PAGE_PARTS_ADD_UP),
              end->end_gap.note.length > 0 ? PHRASE(page->context->arena, PHRASE_PAGE_STEPS_HERE,
                                                    {SLOT_NOTE, end->end_gap.note})
                                           : STR_NONE);
}

static void write_heads(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;

    HTML_FILL(
        html, "<thead><tr><th scope=\"col\" class=\"t\">{}",
        page_or(figure_dimension(page->context->arena, finding), phrase_plain(PHRASE_PAGE_GROUP)));
    for (size_t p = 1; p < finding->part_count; p++) {
        HTML_FILL(html, "<th scope=\"col\">{}<th scope=\"col\">{}", finding->parts[p].label,
                  phrase_plain(PHRASE_PAGE_INTERVAL));
    }
    HTML_FILL(html, "<th scope=\"col\">{}<th scope=\"col\">{}</thead>\n",
              phrase_plain(PHRASE_PAGE_THE_GAP_AT_THE), phrase_plain(PHRASE_PAGE_INTERVAL));
}

static void write_cells(Page *page, const ShownFinding *finding, const ShownInterval *gap)
{
    Arena *arena = page->context->arena;

    HTML_FILL(&page->html, "<td>{}<td>{}", figure_gap_of(arena, finding->unit, gap),
              figure_range(arena, finding->unit, gap, 1));
}

void page_write_steps_table(Page *page, const ShownFinding *finding)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    Arena *arena = page->context->arena;

    if (finding->check != CHECK_PATHWAY || finding->part_count < 3 || last->extras == NULL) {
        return;
    }
    page_open_table(page, PHRASE(arena, PHRASE_PAGE_STEPS_CAPTION, {SLOT_WHAT, finding->subject},
                                 {SLOT_LABEL, finding->parts[0].label},
                                 {SLOT_OTHERS, figure_others(arena, last->base)}));
    write_heads(page, finding);
    HTML_PUT(&page->html, "<tbody>");
    for (size_t g = 0; g < last->base->group_count; g++) {
        Str level = last->base->groups[g].level;

        HTML_FILL(&page->html, "<tr><th scope=\"row\">{}",
                  page_group_head(page, &last->base->groups[g]));
        for (size_t p = 1; p < finding->part_count; p++) {
            write_cells(page, finding, &sentence_steps_of(finding, p, level)->carried);
        }
        write_cells(page, finding, &last->extras[g].end_gap);
        HTML_PUT(&page->html, "\n");
    }
    HTML_PUT(&page->html, "</tbody></table></div>\n");
}
