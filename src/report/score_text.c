#include "report/score_text.h"

#include "base/number.h"
#include "report/score_page.h"

#define REASONS_MOST 6

static Str bold(const ScorePage *page)
{
    return page->style.colour ? STR("\x1b[1m") : STR_NONE;
}

static Str plain(const ScorePage *page)
{
    return page->style.colour ? STR("\x1b[0m") : STR_NONE;
}

void score_page_title(const ScorePage *page, Str text)
{
    text_add(page->out, bold(page));
    text_wrap(page->out, text, page->style.width, STR_NONE, STR_NONE);
    text_add(page->out, plain(page));
}

void score_page_paragraph(const ScorePage *page, Str text)
{
    text_wrap(page->out, text, page->style.width, STR("  "), STR("  "));
}

void score_page_note(const ScorePage *page, Str note)
{
    Text text = text_new(page->context->arena);

    text_add(&text, note);
    text_add_byte(&text, '.');
    text_wrap(page->out, text_str(&text), page->style.width, STR("  - "), STR("    "));
}

static void warning(const ScorePage *page)
{
    if (page->facts->all.warning.length > 0) {
        score_page_title(page, page->facts->all.warning);
    }
}

static void write_head(const ScorePage *page)
{
    const ShownScoreFacts *facts = page->facts;
    Text text = text_new(page->context->arena);
    Str score = str_show(page->context->arena, facts->score, 100);
    Str outcome = str_show(page->context->arena, facts->all.outcome, 200);
    Str data = str_show(page->context->arena, facts->all.data, 100);

    text_format(&text, "the score %.*s for %.*s, in %.*s", STR_ARGS(score), STR_ARGS(outcome),
                STR_ARGS(data));
    score_page_title(page, text_str(&text));
    text = text_new(page->context->arena);
    if (page->has_flag) {
        Str flag = str_show(page->context->arena, facts->flag, 200);

        text_format(&text, "Flagged: %.*s. ", STR_ARGS(flag));
    }
    text_format(&text, "%.*s.", STR_ARGS(facts->all.rule));
    text_wrap(page->out, text_str(&text), page->style.width, STR_NONE, STR_NONE);
}

/* What n counts: where people have several rows, those. */
const char *score_page_counted(const ScorePage *page)
{
    return page->facts->all.repeats ? "rows" : "people";
}

/* ---- cells ---- */

Str score_page_group(const ScorePage *page, const ShownScoreGroup *group)
{
    if (group->everyone) {
        return STR("everyone");
    }
    return group->level.length == 0 ? STR("blank")
                                    : str_show(page->context->arena, group->level, 200);
}

void score_page_share(const ScorePage *page, Text *text, const ShownInterval *share, bool limits)
{
    words_estimate(text, &page->words, &share->estimate);
    if (limits && share->estimate.state == SHOWN_VALUE && share->low.state == SHOWN_VALUE) {
        text_add(text, STR(" ("));
        words_range(text, &page->words, share);
        text_add_byte(text, ')');
    }
}

static void add_number(Text *text, const ShownNumber *number, double scale, int decimals)
{
    if (number->state != SHOWN_VALUE) {
        text_add(text, number->state == SHOWN_HIDDEN ? STR("hidden") : STR("-"));
        return;
    }
    if (number->decimals != SHOWN_EXACT && number->decimals < decimals) {
        decimals = number->decimals;
    }
    number_write_fixed(text, number->value * scale, decimals < 0 ? 0 : decimals);
}

/* "0.67 (0.65 to 0.69)" */
void score_page_value(Text *text, const ShownInterval *value, double scale, int decimals)
{
    add_number(text, &value->estimate, scale, decimals);
    if (value->estimate.state == SHOWN_VALUE && value->low.state == SHOWN_VALUE &&
        value->high.state == SHOWN_VALUE) {
        text_add(text, STR(" ("));
        add_number(text, &value->low, scale, decimals);
        text_add(text, STR(" to "));
        add_number(text, &value->high, scale, decimals);
        text_add_byte(text, ')');
    }
}

static bool is_hidden(const ShownNumber *number)
{
    return number->state == SHOWN_HIDDEN;
}

static void look_for_hidden(ScorePage *page, const ShownScoreGroup *group)
{
    page->hidden = page->hidden || is_hidden(&group->people) || is_hidden(&group->events);
    for (int metric = 0; metric < SCORE_METRIC_COUNT; metric++) {
        page->hidden = page->hidden || is_hidden(&group->metrics[metric].estimate);
    }
    page->hidden = page->hidden || (group->need != NULL && is_hidden(&group->need->mean.estimate));
}

/* ---- tables ---- */

#define FLAG_COLUMNS 7
#define SCORE_COLUMNS 6

static Status add_flag_row(const ScorePage *page, TextTable *grid, const ShownScoreGroup *group)
{
    const ShownInterval *metrics = group->metrics;
    Str cells[FLAG_COLUMNS] = {score_page_group(page, group)};
    Text texts[FLAG_COLUMNS];

    for (size_t i = 1; i < FLAG_COLUMNS; i++) {
        texts[i] = text_new(page->context->arena);
    }
    words_count(&texts[1], &group->people);
    score_page_share(page, &texts[2], &metrics[SCORE_PREVALENCE], false);
    score_page_share(page, &texts[3], &metrics[SCORE_SELECTION_RATE], false);
    score_page_share(page, &texts[4], &metrics[SCORE_FNR], true);
    score_page_share(page, &texts[5], &metrics[SCORE_FPR], true);
    score_page_share(page, &texts[6], &metrics[SCORE_PPV], true);
    for (size_t i = 1; i < FLAG_COLUMNS; i++) {
        TRY(text_finish(page->context, &texts[i], &cells[i]));
    }
    return text_table_add(grid, cells);
}

/* How many people are left out in all; hidden where a part is. */
static ShownNumber left_out(const ScorePage *page, const ShownScoreGroup *group)
{
    const ShownNumber *const parts[] = {&group->no_outcome, &group->no_score, &group->no_flag};
    ShownNumber sum = {.state = SHOWN_VALUE};

    for (size_t i = 0; i < (page->has_flag ? 3U : 2U); i++) {
        if (parts[i]->state != SHOWN_VALUE) {
            return *parts[i];
        }
        sum.value += parts[i]->value;
    }
    return sum;
}

static Status add_score_row(const ScorePage *page, TextTable *grid, const ShownScoreGroup *group)
{
    const ShownInterval *metrics = group->metrics;
    ShownNumber missing = left_out(page, group);
    Str cells[SCORE_COLUMNS] = {score_page_group(page, group)};
    Text texts[SCORE_COLUMNS];

    for (size_t i = 1; i < SCORE_COLUMNS; i++) {
        texts[i] = text_new(page->context->arena);
    }
    words_count(&texts[1], &group->people);
    score_page_value(&texts[2], &metrics[SCORE_OE], 10, 1);
    score_page_value(&texts[3], &metrics[SCORE_CAL_SLOPE], 1, 2);
    score_page_value(&texts[4], &metrics[SCORE_AUC], 1, 2);
    words_count(&texts[5], &missing);
    for (size_t i = 1; i < SCORE_COLUMNS; i++) {
        TRY(text_finish(page->context, &texts[i], &cells[i]));
    }
    return text_table_add(grid, cells);
}

Status score_page_grid(ScorePage *page, const ShownScoreTable *table, TextTable *grid,
                       ScoreRowWriter *row)
{
    static const Str HEADING[TABLE_COLUMNS_MOST] = {{"not recorded:", 13}};
    bool heading = false;

    text_add_byte(page->out, '\n');
    for (size_t g = 0; g < table->group_count; g++) {
        if (!table->groups[g].recorded && !heading) {
            heading = true;
            TRY(text_table_add(grid, HEADING));
        }
        TRY(row(page, grid, &table->groups[g]));
    }
    TRY(text_table_write(grid, page->style.width, bold(page), plain(page), page->out));
    page->cut = page->cut || text_table_is_cut(grid, page->style.width);
    return done();
}

static Status write_flag_table(ScorePage *page, const ShownScoreTable *table)
{
    const TableColumn columns[FLAG_COLUMNS] = {
        {.title = {"per 100", 7}},
        {.title = str_from(score_page_counted(page)), .right = true},
        {.title = {"had it", 6}, .right = true, .optional = true},
        {.title = {"flagged", 7}, .right = true, .optional = true},
        {.title = {"missed", 6}},
        {.title = {"false alarms", 12}},
        {.title = {"right flags", 11}}};
    TextTable grid = text_table_new(page->context, columns, FLAG_COLUMNS);

    return score_page_grid(page, table, &grid, add_flag_row);
}

static Status write_score_table(ScorePage *page, const ShownScoreTable *table)
{
    const TableColumn columns[SCORE_COLUMNS] = {
        {.title = {"group", 5}},
        {.title = str_from(score_page_counted(page)), .right = true, .optional = true},
        {.title = {"came of 10 expected", 19}},
        {.title = {"slope", 5}, .optional = true},
        {.title = {"tells apart", 11}},
        {.title = {"left out", 8}, .right = true}};
    TextTable grid = text_table_new(page->context, columns, SCORE_COLUMNS);

    return score_page_grid(page, table, &grid, add_score_row);
}

/* ---- sentences ---- */

/* The first recorded group of which the number is shown, beside everyone. */
static const ShownScoreGroup *first_with(const ShownScoreTable *table, ScoreMetric metric)
{
    for (size_t g = 1; g < table->group_count; g++) {
        if (table->groups[g].recorded &&
            table->groups[g].metrics[metric].estimate.state == SHOWN_VALUE) {
            return &table->groups[g];
        }
    }
    return NULL;
}

/* One row in whole sentences, so that nobody has to guess what the columns mean. */
static void write_share(const ScorePage *page, const ShownScoreTable *table, ScoreMetric metric,
                        const char *of, const char *what)
{
    const ShownScoreGroup *group = first_with(table, metric);
    const ShownScoreGroup *everyone = &table->groups[0];
    Text text = text_new(page->context->arena);

    if (group == NULL) {
        return;
    }
    text_format(&text, "Of every 100 %s in ", score_page_counted(page));
    words_label(page->context, &text, group->level);
    text_format(&text, " %s %s, ", page->facts->all.repeats ? "that" : "who", of);
    score_page_share(page, &text, &group->metrics[metric], true);
    text_format(&text, " %s", what);
    if (everyone->metrics[metric].estimate.state == SHOWN_VALUE) {
        text_add(&text, STR("; of everyone, "));
        score_page_share(page, &text, &everyone->metrics[metric], false);
    }
    text_add_byte(&text, '.');
    score_page_paragraph(page, text_str(&text));
}

static void write_promise(const ScorePage *page, const ShownScoreTable *table)
{
    const ShownScoreGroup *group = first_with(table, SCORE_OE);
    Text text = text_new(page->context->arena);

    if (group == NULL) {
        return;
    }
    text_add(&text, STR("Does 10 mean 10? For every 10 that the score expects to have it, "));
    score_page_value(&text, &group->metrics[SCORE_OE], 10, 1);
    text_add(&text, STR(" had it in "));
    words_label(page->context, &text, group->level);
    if (table->groups[0].metrics[SCORE_OE].estimate.state == SHOWN_VALUE) {
        text_add(&text, STR("; "));
        add_number(&text, &table->groups[0].metrics[SCORE_OE].estimate, 10, 1);
        text_add(&text, STR(" among everyone"));
    }
    text_add_byte(&text, '.');
    score_page_paragraph(page, text_str(&text));
}

/* ---- notes ---- */

typedef struct Reasons {
    Str seen[REASONS_MOST];
    size_t count;
} Reasons;

static void write_reason(const ScorePage *page, Reasons *reasons, Str reason)
{
    if (reason.length == 0 || reasons->count == REASONS_MOST) {
        return;
    }
    for (size_t i = 0; i < reasons->count; i++) {
        if (str_equal(reasons->seen[i], reason)) {
            return;
        }
    }
    reasons->seen[reasons->count++] = reason;
    score_page_note(page, reason);
}

static void write_need_reasons(const ScorePage *page, Reasons *reasons,
                               const ShownScoreGroup *group)
{
    const ShownNeed *need = group->need;

    write_reason(page, reasons, need->mean.note);
    if (!group->everyone) { /* who has nobody to be compared with */
        write_reason(page, reasons, need->difference.note);
    }
    for (size_t r = 0; r < page->facts->reach_count; r++) {
        write_reason(page, reasons, need->reaches[r].missed.note);
    }
}

/* Why cells of the tables are empty or hidden, each reason once. */
static void write_reasons(const ScorePage *page, const ShownScoreTable *table)
{
    static const ScoreMetric IN_TABLES[] = {
        SCORE_PREVALENCE, SCORE_SELECTION_RATE, SCORE_FNR, SCORE_FPR, SCORE_PPV,
        SCORE_OE,         SCORE_CAL_SLOPE,      SCORE_AUC};
    Reasons reasons = {.count = 0};

    for (size_t g = 0; g < table->group_count; g++) {
        for (size_t m = 0; m < sizeof IN_TABLES / sizeof IN_TABLES[0]; m++) {
            write_reason(page, &reasons, table->groups[g].metrics[IN_TABLES[m]].note);
        }
        if (table->groups[g].need != NULL) {
            write_need_reasons(page, &reasons, &table->groups[g]);
        }
    }
}

static Status write_table(ScorePage *page, const ShownScoreTable *table)
{
    text_add_byte(page->out, '\n');
    score_page_title(page, str_show(page->context->arena, table->dimension, 100));
    for (size_t g = 0; g < table->group_count; g++) {
        look_for_hidden(page, &table->groups[g]);
    }
    if (page->has_flag) {
        write_share(page, table, SCORE_FNR, "had the outcome", "were missed: not flagged");
        write_share(page, table, SCORE_FPR, "did not have it", "were flagged all the same");
        write_share(page, table, SCORE_PPV, "were flagged", "had the outcome");
        write_promise(page, table);
        TRY(write_flag_table(page, table));
    } else {
        write_promise(page, table);
    }
    TRY(write_score_table(page, table));
    if (score_page_has_needs(page)) {
        TRY(score_page_needs(page, table));
    }
    text_add_byte(page->out, '\n');
    write_reasons(page, table);
    for (size_t i = 0; i < table->notes.count; i++) {
        score_page_note(page, table->notes.items[i]);
    }
    return done();
}

static void write_rates_key(const ScorePage *page)
{
    score_page_note(page,
                    page->facts->all.repeats
                        ? STR("had it, flagged: of 100 rows of the group; a person may have many")
                        : STR("had it, flagged: of 100 people of the group"));
    score_page_note(page, STR("missed: of 100 who had the outcome, so many were not flagged"));
    score_page_note(page, STR("false alarms: of 100 who did not have it, so many were flagged"));
    score_page_note(page, STR("right flags: of 100 who were flagged, so many had it"));
}

/* For a reader who meets such tables for the first time. */
static void write_key(const ScorePage *page)
{
    double percent = 100 * page->facts->all.confidence;
    Text text = text_new(page->context->arena);

    text_add_byte(page->out, '\n');
    score_page_title(page, STR("How to read this"));
    if (page->has_flag) {
        write_rates_key(page);
    }
    score_page_note(page,
                    STR("came of 10 expected: where the scores of the group add up to 10 people, "
                        "so many had the outcome; more than 10 says that the score is too low for "
                        "them"));
    score_page_note(page,
                    STR("slope: 1 is right; below it high scores are too high and low ones too "
                        "low"));
    score_page_note(page,
                    STR("tells apart: how often somebody with the outcome has a higher score than "
                        "somebody without, both of the group; 0.5 is drawing lots, 1 never fails"));
    if (score_page_has_needs(page)) {
        score_page_needs_key(page);
    }
    text_format(&text,
                "what stands in brackets: how far chance alone could have moved the number; about "
                "%.4g of 100 such intervals hold the true one",
                percent);
    score_page_note(page, text_str(&text));
    if (page->hidden) {
        score_page_note(page,
                        STR("hidden, or a range such as 0-7: numbers about so few people could "
                            "tell who they are; so could numbers that theirs can be worked out "
                            "from"));
    }
    if (page->cut) {
        score_page_note(page, STR("a wider window shows more columns"));
    }
    score_page_note(page,
                    STR("--json has more: further rates, calibration, Brier score, net benefit"));
    score_page_note(page,
                    STR("what this file cannot say: whether the outcome is what people needed, and "
                        "how it is for people who are not in it"));
}

Status score_text_write(Context *context, const ShownScore *shown, const TextStyle *style,
                        Text *out)
{
    ScorePage page = {.context = context,
                      .shown = shown,
                      .facts = shown_score_facts(shown),
                      .style = *style,
                      .words = {.amounts = false, .decimals = 3},
                      .out = out};
    Str whole;

    page.has_flag = page.facts->flag.length > 0;
    page.style.width = style->width > 0 ? style->width : 80;
    warning(&page);
    write_head(&page);
    for (size_t i = 0; i < shown_score_table_count(shown); i++) {
        TRY(check_stop(context));
        TRY(write_table(&page, shown_score_table(shown, i)));
    }
    write_key(&page);
    warning(&page);
    return text_finish(context, out, &whole);
}
