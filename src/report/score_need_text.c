/* What people needed, beside their scores, for the terminal. */
#include "base/number.h"
#include "report/figure.h"
#include "report/score_page.h"

#include <math.h>

#define NEED_COLUMNS 4
static const WordStyle NEEDS = {.amounts = true, .decimals = 2};

bool score_page_has_needs(const ScorePage *page)
{
    return page->facts->need.length > 0;
}

static Status add_need_row(const ScorePage *page, TextTable *grid, const ShownScoreGroup *group)
{
    Str cells[NEED_COLUMNS] = {score_page_group(page, group)};
    Text texts[NEED_COLUMNS];

    for (size_t i = 1; i < NEED_COLUMNS; i++) {
        texts[i] = text_new(page->context->arena);
    }
    words_count(&texts[1], &group->need->people);
    score_page_value(&texts[2], &group->need->mean, 1, 2);
    words_difference(&texts[3], &NEEDS, &group->need->difference);
    for (size_t i = 1; i < NEED_COLUMNS; i++) {
        TRY(text_finish(page->context, &texts[i], &cells[i]));
    }
    return text_table_add(grid, cells);
}

static Status add_reach_row(const ScorePage *page, TextTable *grid, const ShownScoreGroup *group)
{
    Str cells[SCORE_REACHES_MOST + 1] = {score_page_group(page, group)};

    for (size_t r = 0; r < page->facts->reach_count; r++) {
        Text text = text_new(page->context->arena);

        score_page_share(page, &text, &group->need->reaches[r].missed, true);
        TRY(text_finish(page->context, &text, &cells[r + 1]));
    }
    return text_table_add(grid, cells);
}

/* "this flag", "top 5" */
static Str reach_name(const ScorePage *page, size_t reach)
{
    double capacity = page->facts->capacities[reach];
    Arena *arena = page->context->arena;

    return isnan(capacity) ? phrase_plain(PHRASE_THIS_FLAG)
                           : PHRASE(arena, PHRASE_TOP,
                                    {SLOT_NUMBER, figure_value(arena, SHOWN_PER_100, capacity, 0)});
}

static Status write_need_table(ScorePage *page, const ShownScoreTable *table)
{
    const TableColumn columns[NEED_COLUMNS] = {
        {.title = phrase_plain(PHRASE_COLUMN_GROUP)},
        {.title = score_page_counted(page), .right = true, .optional = true},
        {.title = phrase_plain(PHRASE_COLUMN_NEEDED)},
        {.title = phrase_plain(PHRASE_COLUMN_SAME_SCORE)}};
    TextTable grid = text_table_new(page->context, columns, NEED_COLUMNS);

    return score_page_grid(page, table, &grid, add_need_row);
}

static Status write_reach_table(ScorePage *page, const ShownScoreTable *table)
{
    TableColumn columns[SCORE_REACHES_MOST + 1] = {
        {.title = phrase_plain(PHRASE_COLUMN_HIGH_NEED_MISSED)}};
    TextTable grid;

    for (size_t r = 0; r < page->facts->reach_count; r++) {
        columns[r + 1] = (TableColumn){.title = reach_name(page, r), .optional = r > 1};
    }
    grid = text_table_new(page->context, columns, page->facts->reach_count + 1);
    return score_page_grid(page, table, &grid, add_reach_row);
}

static void write_difference(const ScorePage *page, const ShownScoreGroup *group)
{
    const ShownInterval *difference = &group->need->difference;
    Text size = text_new(page->context->arena);
    bool low = difference->low.state == SHOWN_VALUE && difference->low.value > 0;
    bool high = difference->high.state == SHOWN_VALUE && difference->high.value < 0;

    if (!group->recorded || difference->estimate.state != SHOWN_VALUE) {
        return;
    }
    words_difference(&size, &NEEDS, difference);
    score_page_paragraph(page, PHRASE(page->context->arena,
                                      low    ? PHRASE_NEEDED_TOO_LOW
                                      : high ? PHRASE_NEEDED_TOO_HIGH
                                             : PHRASE_NEEDED_AT_SCORE,
                                      {SLOT_ROWS, score_page_counted(page)},
                                      {SLOT_GROUP, score_page_label(page, group->level)},
                                      {SLOT_GAP, text_str(&size)}));
}

/* The first way of flagging: the flag as it was given, where there is one. */
static void write_missed(const ScorePage *page, const ShownScoreGroup *group)
{
    const ShownInterval *missed = &group->need->reaches[0].missed;

    if (!group->recorded || missed->estimate.state != SHOWN_VALUE) {
        return;
    }
    score_page_paragraph(page, PHRASE(page->context->arena,
                                      page->has_flag ? PHRASE_NEED_NOT_FLAGGED : PHRASE_NEED_MISSED,
                                      {SLOT_ROWS, score_page_counted(page)},
                                      {SLOT_GROUP, score_page_label(page, group->level)},
                                      {SLOT_NUMBER, score_page_share_str(page, missed, true)}));
}

Status score_page_needs(ScorePage *page, const ShownScoreTable *table)
{
    Str need = str_show(page->context->arena, page->facts->need, 100);

    text_add_byte(page->out, '\n');
    score_page_title(page, PHRASE(page->context->arena, PHRASE_NEED_HEAD, {SLOT_WHAT, need}));
    for (size_t g = 1; g < table->group_count; g++) {
        write_difference(page, &table->groups[g]);
    }
    for (size_t g = 1; g < table->group_count; g++) {
        write_missed(page, &table->groups[g]);
    }
    TRY(write_need_table(page, table));
    return write_reach_table(page, table);
}

void score_page_needs_key(const ScorePage *page)
{
    const ShownNumber *from = &page->facts->high_from;
    Text text = text_new(page->context->arena);

    score_page_note(page, phrase_plain(PHRASE_KEY_SAME_SCORE));
    if (from->state == SHOWN_VALUE) {
        number_write_fixed(&text, from->value, floor(from->value) < from->value ? 2 : 0);
        score_page_note(page, PHRASE(page->context->arena, PHRASE_KEY_HIGH_NEED_FROM,
                                     {SLOT_NUMBER, text_str(&text)}));
    } else {
        score_page_note(page, phrase_plain(PHRASE_KEY_HIGH_NEED));
    }
    score_page_note(page, phrase_plain(PHRASE_KEY_TOP));
    score_page_note(page, phrase_plain(PHRASE_KEY_NEEDED));
}
