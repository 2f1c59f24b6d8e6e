#include "report/score_text.h"

#include "base/number.h"
#include "report/score_page.h"

#include <assert.h>

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

    PHRASE_ADD(&text, PHRASE_SENTENCE, {SLOT_WHAT, note});
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

    PHRASE_ADD(&text, PHRASE_SCORE_HEAD, {SLOT_SCORE, score}, {SLOT_WHAT, outcome},
               {SLOT_DATA, data});
    score_page_title(page, text_str(&text));
    text = text_new(page->context->arena);
    if (page->has_flag) {
        PHRASE_ADD(&text, PHRASE_SCORE_FLAGGED,
                   {SLOT_FLAG, str_show(page->context->arena, facts->flag, 200)});
    }
    PHRASE_ADD(&text, PHRASE_SENTENCE, {SLOT_WHAT, facts->all.rule});
    text_wrap(page->out, text_str(&text), page->style.width, STR_NONE, STR_NONE);
}

/* What n counts: where people have several rows, those. */
Str score_page_counted(const ScorePage *page)
{
    return phrase_plain(page->facts->all.repeats ? PHRASE_ROWS : PHRASE_PERSONS);
}

/* ---- cells ---- */

Str score_page_group(const ScorePage *page, const ShownScoreGroup *group)
{
    if (group->everyone) {
        return phrase_plain(PHRASE_EVERYONE);
    }
    return group->level.length == 0 ? phrase_plain(PHRASE_BLANK)
                                    : str_show(page->context->arena, group->level, 200);
}

void score_page_share(const ScorePage *page, Text *text, const ShownInterval *share, bool limits)
{
    words_estimate(text, &page->words, &share->estimate);
    if (limits && share->estimate.state == SHOWN_VALUE && share->low.state == SHOWN_VALUE) {
        Text range = text_new(text->arena);

        words_range(&range, &page->words, share);
        PHRASE_ADD(text, PHRASE_IN_BRACKETS, {SLOT_RANGE, text_str(&range)});
    }
}

Str score_page_share_str(const ScorePage *page, const ShownInterval *share, bool limits)
{
    Text text = text_new(page->context->arena);

    score_page_share(page, &text, share, limits);
    return text_str(&text);
}

Str score_page_label(const ScorePage *page, Str level)
{
    Text text = text_new(page->context->arena);

    words_label(page->context, &text, level);
    return text_str(&text);
}

static void add_number(Text *text, const ShownNumber *number, double scale, int decimals)
{
    if (number->state != SHOWN_VALUE) {
        text_add(text, number->state == SHOWN_HIDDEN ? phrase_plain(PHRASE_HIDDEN) : STR("-"));
        return;
    }
    if (number->decimals != SHOWN_EXACT && number->decimals < decimals) {
        decimals = number->decimals;
    }
    number_write_fixed(text, number->value * scale, decimals < 0 ? 0 : decimals);
}

static Str number_str(Arena *arena, const ShownNumber *number, double scale, int decimals)
{
    Text text = text_new(arena);

    add_number(&text, number, scale, decimals);
    return text_str(&text);
}

/* "0.67 (0.65 to 0.69)" */
void score_page_value(Text *text, const ShownInterval *value, double scale, int decimals)
{
    Arena *arena = text->arena;

    add_number(text, &value->estimate, scale, decimals);
    if (value->estimate.state == SHOWN_VALUE && value->low.state == SHOWN_VALUE &&
        value->high.state == SHOWN_VALUE) {
        Str range = PHRASE(arena, PHRASE_FROM_TO,
                           {SLOT_FROM, number_str(arena, &value->low, scale, decimals)},
                           {SLOT_TO, number_str(arena, &value->high, scale, decimals)});

        PHRASE_ADD(text, PHRASE_IN_BRACKETS, {SLOT_RANGE, range});
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
    const Str headings[TABLE_COLUMNS_MOST] = {phrase_plain(PHRASE_NOT_RECORDED_BELOW)};
    bool heading = false;

    text_add_byte(page->out, '\n');
    for (size_t g = 0; g < table->group_count; g++) {
        if (!table->groups[g].recorded && !heading) {
            heading = true;
            TRY(text_table_add(grid, headings));
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
        {.title = phrase_plain(PHRASE_COLUMN_PER_100)},
        {.title = score_page_counted(page), .right = true},
        {.title = phrase_plain(PHRASE_COLUMN_HAD_IT), .right = true, .optional = true},
        {.title = phrase_plain(PHRASE_COLUMN_FLAGGED), .right = true, .optional = true},
        {.title = phrase_plain(PHRASE_COLUMN_MISSED)},
        {.title = phrase_plain(PHRASE_COLUMN_FALSE_ALARMS)},
        {.title = phrase_plain(PHRASE_COLUMN_RIGHT_FLAGS)}};
    TextTable grid = text_table_new(page->context, columns, FLAG_COLUMNS);

    return score_page_grid(page, table, &grid, add_flag_row);
}

static Status write_score_table(ScorePage *page, const ShownScoreTable *table)
{
    const TableColumn columns[SCORE_COLUMNS] = {
        {.title = phrase_plain(PHRASE_COLUMN_GROUP)},
        {.title = score_page_counted(page), .right = true, .optional = true},
        {.title = phrase_plain(PHRASE_COLUMN_CAME)},
        {.title = phrase_plain(PHRASE_COLUMN_SLOPE), .optional = true},
        {.title = phrase_plain(PHRASE_COLUMN_TELLS_APART)},
        {.title = phrase_plain(PHRASE_COLUMN_LEFT_OUT), .right = true}};
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

/* What stands of 100 in a sentence: one for people, one for rows. */
static PhraseId share_phrase(const ScorePage *page, ScoreMetric metric)
{
    bool rows = page->facts->all.repeats;

    if (metric == SCORE_FNR) {
        return rows ? PHRASE_SCORE_MISSED_ROWS : PHRASE_SCORE_MISSED;
    }
    if (metric == SCORE_FPR) {
        return rows ? PHRASE_SCORE_FALSE_ROWS : PHRASE_SCORE_FALSE;
    }
    assert(metric == SCORE_PPV);
    return rows ? PHRASE_SCORE_RIGHT_ROWS : PHRASE_SCORE_RIGHT;
}

/* One row in whole sentences, so that nobody has to guess what the columns mean. */
static void write_share(const ScorePage *page, const ShownScoreTable *table, ScoreMetric metric)
{
    Arena *arena = page->context->arena;
    const ShownScoreGroup *group = first_with(table, metric);
    const ShownInterval *all = &table->groups[0].metrics[metric];
    Str everyone = STR_NONE;

    if (group == NULL) {
        return;
    }
    if (all->estimate.state == SHOWN_VALUE) {
        everyone = PHRASE(arena, PHRASE_OF_EVERYONE,
                          {SLOT_NUMBER, score_page_share_str(page, all, false)});
    }
    score_page_paragraph(
        page, PHRASE(arena, share_phrase(page, metric),
                     {SLOT_GROUP, score_page_label(page, group->level)},
                     {SLOT_NUMBER, score_page_share_str(page, &group->metrics[metric], true)},
                     {SLOT_EVERYONE, everyone}));
}

static void write_promise(const ScorePage *page, const ShownScoreTable *table)
{
    Arena *arena = page->context->arena;
    const ShownScoreGroup *group = first_with(table, SCORE_OE);
    const ShownNumber *all = &table->groups[0].metrics[SCORE_OE].estimate;
    Text came = text_new(arena);
    Str everyone = STR_NONE;

    if (group == NULL) {
        return;
    }
    score_page_value(&came, &group->metrics[SCORE_OE], 10, 1);
    if (all->state == SHOWN_VALUE) {
        everyone =
            PHRASE(arena, PHRASE_AMONG_EVERYONE, {SLOT_NUMBER, number_str(arena, all, 10, 1)});
    }
    score_page_paragraph(page, PHRASE(arena, PHRASE_SCORE_PROMISE, {SLOT_NUMBER, text_str(&came)},
                                      {SLOT_GROUP, score_page_label(page, group->level)},
                                      {SLOT_EVERYONE, everyone}));
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
        write_share(page, table, SCORE_FNR);
        write_share(page, table, SCORE_FPR);
        write_share(page, table, SCORE_PPV);
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
    score_page_note(
        page, phrase_plain(page->facts->all.repeats ? PHRASE_KEY_HAD_IT_ROWS : PHRASE_KEY_HAD_IT));
    score_page_note(page, phrase_plain(PHRASE_KEY_MISSED));
    score_page_note(page, phrase_plain(PHRASE_KEY_FALSE_ALARMS));
    score_page_note(page, phrase_plain(PHRASE_KEY_RIGHT_FLAGS));
}

/* For a reader who meets such tables for the first time. */
static void write_key(const ScorePage *page)
{
    Str percent = str_format(page->context->arena, "%.4g", 100 * page->facts->all.confidence);

    text_add_byte(page->out, '\n');
    score_page_title(page, phrase_plain(PHRASE_HOW_TO_READ));
    if (page->has_flag) {
        write_rates_key(page);
    }
    score_page_note(page, phrase_plain(PHRASE_KEY_CAME));
    score_page_note(page, phrase_plain(PHRASE_KEY_SLOPE));
    score_page_note(page, phrase_plain(PHRASE_KEY_TELLS_APART));
    if (score_page_has_needs(page)) {
        score_page_needs_key(page);
    }
    score_page_note(page,
                    PHRASE(page->context->arena, PHRASE_KEY_BRACKETS, {SLOT_CONFIDENCE, percent}));
    if (page->hidden) {
        score_page_note(page, phrase_plain(PHRASE_KEY_HIDDEN));
    }
    if (page->cut) {
        score_page_note(page, phrase_plain(PHRASE_KEY_MORE_COLUMNS));
    }
    score_page_note(page, phrase_plain(PHRASE_KEY_JSON_HAS_MORE));
    score_page_note(page, phrase_plain(PHRASE_KEY_SCORE_CANNOT_SAY));
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
