/* The table behind each picture. */
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"
#include "report/page.h"

#include "catalogue/check_kind.h"

#include <stddef.h>

static void cell(Page *page, Str text)
{
    HTML_FILL(&page->html, "<td>{}", text);
}

/* End tags of cells and rows may be left out of HTML: they are a fifth of a table's bytes. */
static Str note_of(const ShownGroup *group)
{
    if (group->estimate.note.length > 0) {
        return group->estimate.note;
    }
    return group->difference.note;
}

static bool has_notes(const ShownPart *part)
{
    size_t g;

    for (g = 0; g < part->base->group_count; g++) {
        if (note_of(&part->base->groups[g]).length > 0) {
            return true;
        }
    }
    return false;
}

Str page_group_head(Page *page, const ShownGroup *group)
{
    bool named = group->level.length > 0;

    return named             ? str_show(page->context->arena, group->level, 200)
           : group->recorded ? phrase_plain(PHRASE_BLANK)
                             : phrase_plain(PHRASE_PAGE_NOT_RECORDED);
}

static Str total_head(const ShownFinding *finding)
{
    return finding->unit == SHOWN_PER_100  ? check_kind(finding->check)->total
           : finding->check == CHECK_WAITS ? phrase_plain(PHRASE_PAGE_WAITS_ENDED)
                                           : phrase_plain(PHRASE_PAGE_SUM);
}

static Str estimate_head(const ShownFinding *finding)
{
    return finding->unit == SHOWN_PER_100  ? phrase_plain(PHRASE_PAGE_OF_100)
           : finding->check == CHECK_WAITS ? phrase_plain(PHRASE_PAGE_MEDIAN_DAYS)
                                           : phrase_plain(PHRASE_PAGE_AVERAGE);
}

/* ---- columns that some tables have beside those of all ---- */

/* Beside a share; of waits in days the estimate is the median. */
static bool has_medians(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_WAITS && finding->unit == SHOWN_PER_100;
}

/* Of waits in days: by when nine in ten had been seen. */
static bool has_ninetieths(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_WAITS && finding->unit == SHOWN_DAYS;
}

static bool has_reference(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return figure_has_reference(finding);
}

static bool has_changes(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_CHANGE;
}

static PhraseId reference_head(const ShownFinding *finding)
{
    return finding->check == CHECK_REPRESENTATION ? PHRASE_PAGE_OF_100_IN_THE
           : finding->check == CHECK_CALIBRATION  ? PHRASE_PAGE_OF_100_EXPECTED_BY
                                                  : PHRASE_PAGE_OF_100_THEN;
}

typedef enum CellKind { CELL_ESTIMATE, CELL_RANGE, CELL_GAP } CellKind;

/* Of tables with extras to which it applies. */
typedef struct MoreColumn {
    bool (*applies)(const ShownFinding *finding, const ShownPart *part);
    size_t at; /* the interval within ShownExtra */
    CellKind cell;
    bool days;     /* whatever the finding's own unit is */
    PhraseId head; /* {period} in it is who or when a group is compared with */
    PhraseId (*head_of)(const ShownFinding *finding); /* in place of `head`; NULL: `head` */
} MoreColumn;

/* Heads and cells are both written from these lines, so they stand in one order. */
static const MoreColumn MORE[] = {
    {has_medians, offsetof(ShownExtra, median), CELL_ESTIMATE, true, PHRASE_PAGE_MEDIAN_DAYS, NULL},
    {has_medians, offsetof(ShownExtra, median), CELL_RANGE, true, PHRASE_PAGE_INTERVAL, NULL},
    {has_ninetieths, offsetof(ShownExtra, ninetieth), CELL_ESTIMATE, true, PHRASE_PAGE_NINE_IN_TEN,
     NULL},
    {has_ninetieths, offsetof(ShownExtra, ninetieth), CELL_RANGE, true, PHRASE_PAGE_INTERVAL, NULL},
    {has_reference, offsetof(ShownExtra, reference), CELL_ESTIMATE, false, PHRASE_PAGE_OF_100_THEN,
     reference_head},
    {figure_has_shrunk, offsetof(ShownExtra, shrunk), CELL_ESTIMATE, false,
     PHRASE_PAGE_OF_100_DRAWN, NULL},
    {figure_has_shrunk, offsetof(ShownExtra, shrunk), CELL_RANGE, false, PHRASE_PAGE_INTERVAL,
     NULL},
    {has_changes, offsetof(ShownExtra, change), CELL_GAP, false, PHRASE_PAGE_CHANGE_SINCE_THE_FIRST,
     NULL},
    {has_changes, offsetof(ShownExtra, gap_change), CELL_GAP, false, PHRASE_PAGE_CHANGE_OF_THE_GAP,
     NULL},
    {has_changes, offsetof(ShownExtra, gap_change), CELL_RANGE, false, PHRASE_PAGE_INTERVAL, NULL},
};
#define MORE_COUNT (sizeof MORE / sizeof MORE[0])

static PhraseId more_head(size_t column, const ShownFinding *finding)
{
    return MORE[column].head_of == NULL ? MORE[column].head : MORE[column].head_of(finding);
}

static bool has_more(const MoreColumn *more, const ShownFinding *finding, const ShownPart *part)
{
    return part->extras != NULL && more->applies(finding, part);
}

static Str more_cell(Arena *arena, const MoreColumn *more, CheckUnit own, const ShownExtra *extra)
{
    const void *at = (const char *)extra + more->at;
    const ShownInterval *interval = at;
    CheckUnit unit = more->days ? SHOWN_DAYS : own;
    int decimals = more->days ? 0 : 1;

    switch (more->cell) {
    case CELL_ESTIMATE:
        return figure_estimate(arena, unit, &interval->estimate, decimals);
    case CELL_RANGE:
        return figure_range(arena, unit, interval, decimals);
    case CELL_GAP:
        break;
    }
    return figure_gap_of(arena, unit, interval);
}

static void write_row(Page *page, const ShownFinding *finding, const ShownPart *part, size_t g)
{
    Arena *arena = page->context->arena;
    const ShownGroup *group = &part->base->groups[g];
    CheckUnit unit = finding->unit;

    HTML_FILL(&page->html, "<tr><th scope=\"row\">{}", page_group_head(page, group));
    cell(page, figure_count(arena, &group->people));
    cell(page, figure_count(arena, &group->total));
    cell(page, figure_estimate(arena, unit, &group->estimate.estimate, 1));
    cell(page, figure_range(arena, unit, &group->estimate, 1));
    cell(page, figure_gap_of(arena, unit, &group->difference));
    cell(page, figure_range(arena, unit, &group->difference, 1));
    for (size_t i = 0; i < MORE_COUNT; i++) {
        if (has_more(&MORE[i], finding, part)) {
            cell(page, more_cell(arena, &MORE[i], unit, &part->extras[g]));
        }
    }
    if (has_notes(part)) {
        HTML_FILL(&page->html, "<td class=\"t\">{}", note_of(group));
    }
    HTML_PUT(&page->html, "\n");
}

static void write_heads(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Arena *arena = page->context->arena;
    Html *html = &page->html;

    HTML_FILL(
        html,
        "<thead><tr><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th><th scope=\"col\">{}</th>",
        page_or(figure_dimension(arena, finding), phrase_plain(PHRASE_PAGE_GROUP)),
        figure_rows(arena, finding->row), total_head(finding), estimate_head(finding),
        phrase_plain(PHRASE_PAGE_INTERVAL),
        PHRASE(arena, PHRASE_GAP_TO, {SLOT_OTHERS, figure_compared(arena, finding, part->base)}),
        phrase_plain(PHRASE_PAGE_INTERVAL));
    for (size_t i = 0; i < MORE_COUNT; i++) {
        if (has_more(&MORE[i], finding, part)) {
            HTML_FILL(
                html, "<th scope=\"col\">{}</th>",
                PHRASE(arena, more_head(i, finding), {SLOT_PERIOD, part->base->compared_with}));
        }
    }
    if (has_notes(part)) {
        HTML_FILL(html, "<th scope=\"col\" class=\"t\">{}</th>", phrase_plain(PHRASE_PAGE_NOTE));
    }
    HTML_PUT(html, "</tr></thead>\n");
}

/* "45.0 of 100", "41 days", "hidden", "not worked out (nobody reached the step)" */
static Str everyone(Arena *arena, const ShownFinding *finding, const ShownPart *part)
{
    Str number = figure_estimate(arena, finding->unit, &part->overall.estimate, 1);
    Str note = part->overall.note;

    if (figure_has(&part->overall) && finding->unit != SHOWN_OWN_UNIT) {
        return PHRASE(arena, finding->unit == SHOWN_DAYS ? PHRASE_TABLE_DAYS : PHRASE_TABLE_OF_100,
                      {SLOT_NUMBER, number});
    }
    if (part->overall.estimate.state != SHOWN_UNDEFINED) {
        return number;
    }
    return note.length > 0 ? PHRASE(arena, PHRASE_TABLE_NOT_WORKED_OUT, {SLOT_WHY, note})
                           : phrase_plain(PHRASE_PAGE_NOT_WORKED_OUT);
}

static Str caption_of(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Arena *arena = page->context->arena;
    Str overall = everyone(arena, finding, part);
    bool of_part = part->label.length > 0 && finding->check != CHECK_PROXIES;
    Str label = of_part ? part->label : finding->subject;
    Str check = page_check_name(finding->check);

    return part->base->has_period
               ? PHRASE(arena, PHRASE_TABLE_CAPTION_PERIOD, {SLOT_WHAT, label}, {SLOT_CHECK, check},
                        {SLOT_PERIOD, part->base->period}, {SLOT_NUMBER, overall})
               : PHRASE(arena, PHRASE_TABLE_CAPTION, {SLOT_WHAT, label}, {SLOT_CHECK, check},
                        {SLOT_NUMBER, overall});
}

/* A bundle of a later version may hold others than ours. */
static Str measure_name(Page *page, Str id)
{
    if (str_equal(id, STR("sii"))) {
        return phrase_plain(PHRASE_PAGE_SLOPE_INDEX_LAST_END);
    }
    if (str_equal(id, STR("rii"))) {
        return phrase_plain(PHRASE_PAGE_RELATIVE_INDEX_LAST_END);
    }
    if (str_equal(id, STR("aci"))) {
        return phrase_plain(PHRASE_PAGE_CONCENTRATION_INDEX_ABSOLUTE);
    }
    if (str_equal(id, STR("rci"))) {
        return phrase_plain(PHRASE_PAGE_CONCENTRATION_INDEX_RELATIVE);
    }
    id = figure_quoted(page->context->arena, id);
    return PHRASE(page->context->arena, PHRASE_TABLE_UNKNOWN_MEASURE, {SLOT_NAME, id});
}

Str page_measure_text(Page *page, const ShownFinding *finding, const ShownMeasure *measure)
{
    Arena *arena = page->context->arena;
    bool ratio = str_equal(measure->id, STR("rii")) || str_equal(measure->id, STR("rci"));
    CheckUnit unit = ratio ? SHOWN_OWN_UNIT : finding->unit;
    Str name = measure_name(page, measure->id);
    Str value = figure_estimate(arena, unit, &measure->value.estimate, ratio ? 2 : 1);
    Str range = figure_range(arena, unit, &measure->value, ratio ? 2 : 1);

    return range.length > 0
               ? PHRASE(arena, PHRASE_TABLE_MEASURE_RANGE, {SLOT_NAME, name}, {SLOT_NUMBER, value},
                        {SLOT_RANGE, range})
               : PHRASE(arena, PHRASE_TABLE_MEASURE, {SLOT_NAME, name}, {SLOT_NUMBER, value});
}

static void write_measures(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    size_t m;

    if (part->base->measure_count == 0) {
        return;
    }
    HTML_PUT(&page->html, "<ul>");
    for (m = 0; m < part->base->measure_count; m++) {
        HTML_FILL(&page->html, "<li>{}</li>",
                  page_measure_text(page, finding, &part->base->measures[m]));
    }
    HTML_PUT(&page->html, "</ul>\n");
}

/* The number of a note, which stands under many tables; 0 where there is no memory. */
static size_t note_number(Page *page, Str note)
{
    size_t i;

    for (i = 0; i < page->note_count; i++) {
        if (str_equal(page->notes[i], note)) {
            return i + 1;
        }
    }
    if (page->notes == NULL) {
        page->notes = TAKE(page->context, Str, PAGE_NOTES_MOST);
    }
    if (page->notes == NULL || page->note_count == PAGE_NOTES_MOST) {
        return 0;
    }
    page->notes[page->note_count++] = note;
    return page->note_count;
}

static void write_notes(Page *page, const ShownPart *part)
{
    Html *html = &page->html;
    size_t n;

    if (part->base->notes.count == 0) {
        return;
    }
    HTML_FILL(html, "<p class=\"nt\">{}", phrase_plain(PHRASE_TABLE_NOTES));
    for (n = 0; n < part->base->notes.count; n++) {
        size_t number = note_number(page, part->base->notes.items[n]);
        Str shown = page_count(page, number);

        if (number == 0) {
            HTML_FILL(html, " {}.", part->base->notes.items[n]);
        } else {
            HTML_FILL(html, " <a href=\"#n{}\">{}</a>", shown, shown);
        }
    }
    HTML_PUT(html, "</p>\n");
}

void page_open_table(Page *page, Str caption)
{
    Str id = page_count(page, ++page->last_id);

    HTML_FILL(&page->html,
              "<div class=\"sc\" role=\"region\" tabindex=\"0\" aria-labelledby=\"c{}\">"
              "<table><caption id=\"c{}\">{}</caption>",
              id, id,
              PHRASE(page->context->arena, PHRASE_TABLE_NUMBERED, {SLOT_NUMBER, id},
                     {SLOT_TITLE, caption}));
}

static void write_part(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Html *html = &page->html;
    size_t g;

    page_open_table(page, caption_of(page, finding, part));
    write_heads(page, finding, part);
    HTML_PUT(html, "<tbody>");
    for (g = 0; g < part->base->group_count; g++) {
        write_row(page, finding, part, g);
    }
    HTML_PUT(html, "</tbody></table></div>\n");
    if (figure_has_shrunk(finding, part)) {
        HTML_FILL(html, "<p>{}</p>\n", phrase_plain(PHRASE_PAGE_DRAWN_HOW));
    }
    write_measures(page, finding, part);
    write_notes(page, part);
}

/* "Decile 1, the most deprived tenth": what the ends of an order are, where their labels do not
   say it. */
static Str split_head(Page *page, const ShownTable *table, size_t g)
{
    const ShownGroup *group = &table->groups[g];
    bool last = g + 1 == table->group_count || table->groups[g + 1].said.length == 0;
    Str head;

    if (group->said.length == 0 || (g > 0 && !last) ||
        str_contains_ignoring_case(group->level, STR("deprived"))) {
        return page_group_head(page, group);
    }
    head = page_group_head(page, group);
    return PHRASE(page->context->arena, PHRASE_TABLE_HEAD_SAID, {SLOT_LABEL, head},
                  {SLOT_GROUP, group->said});
}

void page_write_split_table(Page *page, const ShownFinding *finding, const ShownPart *part)
{
    Arena *arena = page->context->arena;
    Html *html = &page->html;
    Str overall = everyone(arena, finding, part);
    Str period = part->base->has_period ? part->base->period
                 : finding->all_periods ? phrase_plain(PHRASE_PAGE_ALL_PERIODS_TOGETHER)
                                        : STR_NONE;

    page_open_table(page,
                    period.length > 0
                        ? PHRASE(arena, PHRASE_TABLE_SPLIT_PERIOD, {SLOT_WHAT, finding->subject},
                                 {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)},
                                 {SLOT_PERIOD, period}, {SLOT_NUMBER, overall})
                        : PHRASE(arena, PHRASE_TABLE_SPLIT, {SLOT_WHAT, finding->subject},
                                 {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)},
                                 {SLOT_NUMBER, overall}));
    HTML_FILL(
        html,
        "<thead><tr><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
        "scope=\"col\">{}</th></tr></thead>\n<tbody>",
        page_or(figure_dimension(page->context->arena, finding), phrase_plain(PHRASE_PAGE_GROUP)),
        figure_rows(arena, finding->row), total_head(finding), estimate_head(finding),
        phrase_plain(PHRASE_PAGE_INTERVAL));
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        HTML_FILL(html, "<tr><th scope=\"row\">{}", split_head(page, part->base, g));
        cell(page, figure_count(arena, &group->people));
        cell(page, figure_count(arena, &group->total));
        cell(page, figure_estimate(arena, finding->unit, &group->estimate.estimate, 1));
        cell(page, figure_range(arena, finding->unit, &group->estimate, 1));
        HTML_PUT(html, "\n");
    }
    HTML_PUT(html, "</tbody></table></div>\n");
}

/* The group has a row already, from a period before. */
static bool seen_before(const ShownFinding *finding, size_t p, Str level)
{
    size_t i;

    for (i = 1; i < p; i++) {
        if (figure_find(finding->parts[i].base, level) != NULL) {
            return true;
        }
    }
    return false;
}

static void write_between_row(Page *page, const ShownFinding *finding, const ShownGroup *group)
{
    Arena *arena = page->context->arena;
    size_t p;

    HTML_FILL(&page->html, "<tr><th scope=\"row\">{}", page_group_head(page, group));
    for (p = 1; p + 1 < finding->part_count; p++) {
        const ShownGroup *here = figure_find(finding->parts[p].base, group->level);

        cell(page, here == NULL
                       ? phrase_plain(PHRASE_NONE_SHOWN)
                       : figure_estimate(arena, finding->unit, &here->estimate.estimate, 1));
    }
    HTML_PUT(&page->html, "\n");
}

/* The periods between the first and the last: estimates alone, side by side. */
static void write_between(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    size_t last = finding->part_count - 1;
    size_t p;
    size_t g;

    page_open_table(page, PHRASE(page->context->arena,
                                 finding->unit == SHOWN_PER_100 ? PHRASE_TABLE_BETWEEN_OF_100
                                                                : PHRASE_TABLE_BETWEEN,
                                 {SLOT_WHAT, finding->subject}));
    HTML_FILL(
        html, "<thead><tr><th scope=\"col\" class=\"t\">{}",
        page_or(figure_dimension(page->context->arena, finding), phrase_plain(PHRASE_PAGE_GROUP)));
    for (p = 1; p < last; p++) {
        HTML_FILL(html, "<th scope=\"col\">{}", finding->parts[p].base->period);
    }
    HTML_PUT(html, "</thead>\n<tbody>");
    for (p = 1; p < last; p++) {
        const ShownTable *table = finding->parts[p].base;

        for (g = 0; g < table->group_count; g++) {
            if (!seen_before(finding, p, table->groups[g].level)) {
                write_between_row(page, finding, &table->groups[g]);
            }
        }
    }
    HTML_PUT(html, "</tbody></table></div>\n");
}

void page_write_tables(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    bool many = finding->check == CHECK_CHANGE && finding->part_count > 3;
    size_t p;

    HTML_FILL(html, "<details><summary>{}</summary>",
              PHRASE(page->context->arena,
                     finding->part_count > 1 ? PHRASE_TABLES_OF : PHRASE_TABLE_OF,
                     {SLOT_NAME, chart_name(page, finding)}));
    for (p = 0; p < finding->part_count; p++) {
        bool between = many && p > 0 && p + 1 < finding->part_count;

        if (!between) {
            write_part(page, finding, &finding->parts[p]);
        } else if (p == 1) {
            write_between(page, finding);
        }
    }
    page_write_steps_table(page, finding);
    HTML_PUT(html, "</details>\n");
}
