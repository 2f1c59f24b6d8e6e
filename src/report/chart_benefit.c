/* What acting on a score's flag is worth to each group: true flags less false ones, at the price
   that the cut-off itself sets, beside flagging everyone. Flagging nobody is worth nothing. */
#include "report/chart.h"

#include "base/number.h"
#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

static const ShownPart *worth_part(const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);

    return finding->check == CHECK_MISSED && part != NULL && part->extras != NULL &&
                   part->cutoff > 0 && part->cutoff < 1
               ? part
               : NULL;
}

bool chart_has_benefit(const Page *page, const ShownFinding *finding)
{
    const ShownPart *part = worth_part(finding);

    (void)page;
    for (size_t g = 0; part != NULL && g < part->base->group_count; g++) {
        if (part->base->groups[g].recorded && figure_has(&part->extras[g].benefit)) {
            return true;
        }
    }
    return false;
}

static ChartRow row_of(Page *page, const ShownFinding *finding, const ShownPart *part, size_t g)
{
    Arena *arena = page->context->arena;
    const ShownInterval *flag = &part->extras[g].benefit;
    const ShownInterval *all = &part->extras[g].benefit_all;
    const ShownGroup *group = &part->base->groups[g];
    ChartRow row = chart_row_of(page, finding, group);
    Str then;
    Str now;

    row.judged = false;
    if (!figure_has(flag) || !figure_has(all)) {
        chart_row_nothing(&row, group, flag);
        row.figure = figure_estimate(arena, SHOWN_PER_100, &flag->estimate, 1);
        return row;
    }
    then = figure_estimate(arena, SHOWN_PER_100, &all->estimate, 1);
    now = figure_estimate(arena, SHOWN_PER_100, &flag->estimate, 1);
    row.figure = str_format(arena, "%.*s \xc2\xb7 %.*s", STR_ARGS(then), STR_ARGS(now));
    row.mark = MARK_EXPECTED;
    row.then = all->estimate.value;
    row.value = flag->estimate.value;
    if (figure_has_limits(flag)) {
        row.low = flag->low.value;
        row.high = flag->high.value;
    }
    return row;
}

static ChartRows rows_of(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Arena *arena = page->context->arena;
    ChartRows rows = {.margin = NAN,
                      .zero = 0,
                      .expected = true,
                      .then_label = phrase_plain(PHRASE_WORTH_ALL),
                      .now_label = phrase_plain(PHRASE_WORTH_FLAG),
                      .head = phrase_plain(PHRASE_CHART_OF_100),
                      .title = PHRASE(arena, PHRASE_WORTH_NAME,
                                      {SLOT_SCORE, figure_quoted(arena, finding->subject)},
                                      {SLOT_DIMENSION, figure_dimension_quoted(arena, finding)})};

    rows.rows = TAKE(page->context, ChartRow, part->base->group_count);
    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        rows.rows[rows.count++] = row_of(page, finding, part, g);
    }
    chart_fit_rows(&rows, SHOWN_PER_100, true);
    return rows;
}

/* The false flags that are worth a true one: "3", "5.7". */
static Str price_of(Arena *arena, double cutoff)
{
    Text text = text_new(arena);
    double price = 1 / cutoff - 1;

    number_write_fixed(&text, price, fabs(price - round(price)) < 0.05 ? 0 : 1);
    return text_str(&text);
}

/* A cut-off as the study has it: the shortest number that is it. */
static Str cutoff_of(Arena *arena, double cutoff)
{
    Text text = text_new(arena);

    number_write(&text, cutoff);
    return text_str(&text);
}

void chart_write_benefit(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    const ShownPart *part = worth_part(finding);
    ChartRows rows;

    if (part == NULL) {
        return;
    }
    rows = rows_of(page, finding, part);
    if (page->alone) {
        chart_write_alone(page, &rows);
        return;
    }
    HTML_FILL(html, "<div class=\"pl pv\"><h5>{}</h5>\n<p>{}</p>\n",
              phrase_plain(PHRASE_WORTH_TITLE),
              PHRASE(arena, PHRASE_WORTH_PRICE, {SLOT_FROM, cutoff_of(arena, part->cutoff)},
                     {SLOT_NUMBER, price_of(arena, part->cutoff)}));
    chart_write_key(page, &rows);
    chart_write_rows(page, &rows);
    HTML_FILL(html, "<details><summary>{}</summary><p>{}</p></details></div>\n",
              phrase_plain(PHRASE_HOW_TO_READ), phrase_plain(PHRASE_WORTH_READING));
}
