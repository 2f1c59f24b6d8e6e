/* Two ways of saying whom a score should find: by the outcome that it foretells, its label, and by
   need. Each group has both, from findings of the same score that are shown anyway. */
#include "report/chart.h"

#include "report/figure.h"

#include <math.h>

/* Of the same score and grouping, whom it flags of those with the outcome; NULL: none. */
static const ShownFinding *by_outcome(const Page *page, const ShownFinding *need)
{
    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (finding->check == CHECK_MISSED && str_equal(finding->subject, need->subject) &&
            str_equal(finding->data, need->data) &&
            str_equal(finding->dimension, need->dimension) && page_shows(page, finding)) {
            return finding;
        }
    }
    return NULL;
}

static const ShownGroup *outcome_of(const ShownFinding *outcome, Str level)
{
    return figure_find(figure_main_part(outcome)->base, level);
}

static bool has_both(const ShownFinding *outcome, const ShownGroup *group)
{
    const ShownGroup *other = outcome_of(outcome, group->level);

    return figure_has(&group->estimate) && other != NULL && figure_has(&other->estimate);
}

bool chart_has_label(const Page *page, const ShownFinding *finding)
{
    const ShownFinding *outcome =
        finding->check == CHECK_NEED && page->audit != NULL ? by_outcome(page, finding) : NULL;
    const ShownPart *part = figure_main_part(finding);
    size_t count = 0;

    if (outcome == NULL || part == NULL || figure_main_part(outcome) == NULL) {
        return false;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        count += group->recorded && has_both(outcome, group) ? 1u : 0u;
    }
    return count >= 2;
}

static ChartRow row_of(Page *page, const ShownFinding *need, const ShownFinding *outcome,
                       const ShownGroup *group)
{
    Arena *arena = page->context->arena;
    ChartRow row = chart_row_of(page, need, group);
    const ShownGroup *other = outcome_of(outcome, group->level);
    Str then = STR("none");
    Str now = figure_estimate(arena, SHOWN_PER_100, &group->estimate.estimate, 0);

    row.judged = false;
    if (other != NULL) {
        then = figure_estimate(arena, SHOWN_PER_100, &other->estimate.estimate, 0);
    }
    row.figure = str_format(arena, "%.*s \xc2\xb7 %.*s", STR_ARGS(then), STR_ARGS(now));
    if (!has_both(outcome, group)) {
        chart_row_nothing(&row, other == NULL ? group : other,
                          other == NULL ? &group->estimate : &other->estimate);
        return row;
    }
    row.mark = MARK_EXPECTED;
    row.then = other->estimate.estimate.value;
    row.value = group->estimate.estimate.value;
    if (figure_has_limits(&other->estimate)) {
        row.then_low = other->estimate.low.value;
        row.then_high = other->estimate.high.value;
    }
    if (figure_has_limits(&group->estimate)) {
        row.low = group->estimate.low.value;
        row.high = group->estimate.high.value;
    }
    return row;
}

static ChartRows rows_of(Page *page, const ShownFinding *need, const ShownFinding *outcome)
{
    const ShownPart *part = figure_main_part(need);
    Arena *arena = page->context->arena;
    Str foretold = figure_counted(arena, outcome);
    ChartRows rows = {.margin = NAN,
                      .zero = NAN,
                      .expected = true,
                      .then_label =
                          str_format(arena, "%.*s, with its interval", STR_ARGS(foretold)),
                      .now_label = figure_counted(arena, need),
                      .head = STR("of\xc2\xa0"
                                  "100"),
                      .title = str_format(arena,
                                          "%.*s, by %.*s: hollow, of those with the outcome; "
                                          "filled, of those in most need",
                                          STR_ARGS(need->subject), STR_ARGS(need->dimension))};

    rows.rows = TAKE(page->context, ChartRow, part->base->group_count);
    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        rows.rows[rows.count++] = row_of(page, need, outcome, &part->base->groups[g]);
    }
    chart_fit_rows(&rows, SHOWN_PER_100, true);
    return rows;
}

/* "24 fewer (between 20 and 29 fewer)" */
static Str gap_words(Arena *arena, const ShownInterval *gap)
{
    Str size = figure_gap_of(arena, SHOWN_PER_100, gap);
    Str range = figure_gap_range(arena, SHOWN_PER_100, gap);

    return str_format(arena, "%.*s%s%.*s%s", STR_ARGS(size), range.length > 0 ? " (" : "",
                      STR_ARGS(range), range.length > 0 ? ")" : "");
}

/* Both gaps of one group, where both are shown. */
static Str said(Page *page, const ShownFinding *need, const ShownFinding *outcome)
{
    Arena *arena = page->context->arena;
    const ShownPart *part = figure_main_part(need);
    const ShownGroup *group = figure_told_group(need, part);
    const ShownGroup *other = group == NULL ? NULL : outcome_of(outcome, group->level);
    Str label;
    Str others;
    Str by_need;
    Str by_label;
    Str counted_need = figure_counted(arena, need);
    Str counted_label = figure_counted(arena, outcome);

    if (other == NULL || !figure_has(&group->difference) || !figure_has(&other->difference)) {
        return STR_NONE;
    }
    label = figure_label(arena, group);
    others = figure_others(arena, part->base);
    by_need = gap_words(arena, &group->difference);
    by_label = gap_words(arena, &other->difference);
    return str_format(arena,
                      "In %.*s, set beside %.*s, the score flags %.*s of every 100 %.*s, and %.*s "
                      "of every 100 %.*s.",
                      STR_ARGS(label), STR_ARGS(others), STR_ARGS(by_label),
                      STR_ARGS(counted_label), STR_ARGS(by_need), STR_ARGS(counted_need));
}

void chart_write_label(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    const ShownFinding *outcome = by_outcome(page, finding);
    ChartRows rows = rows_of(page, finding, outcome);
    Str words = said(page, finding, outcome);

    if (page->alone) {
        chart_write_alone(page, &rows);
        return;
    }
    HTML_PUT(html,
             "<div class=\"pl pb\"><h5>What the score foretells, and what people need</h5>\n");
    if (words.length > 0) {
        HTML_FILL(html, "<p>{}</p>\n", words);
    }
    chart_write_key(page, &rows);
    chart_write_rows(page, &rows);
    HTML_PUT(
        html,
        "<details><summary>How to read this</summary><p>Each group has two marks: how many the "
        "score flags of those with the outcome that it foretells, and of those in most need. A "
        "score is only as fair as what it was made to foretell. Where the second marks of the "
        "groups lie further apart than the first, the choice of what to foretell leaves some "
        "people’s need out of sight. That is a prompt to ask what was chosen, and by whom."
        "</p></details></div>\n");
}
