/* What people needed, beside their scores, for the terminal. */
#include "base/number.h"
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
    Text text = text_new(page->context->arena);

    if (isnan(capacity)) {
        return STR("this flag");
    }
    text_add(&text, STR("top "));
    number_write_fixed(&text, 100 * capacity, 0);
    return text_str(&text);
}

static Status write_need_table(ScorePage *page, const ShownScoreTable *table)
{
    const TableColumn columns[NEED_COLUMNS] = {
        {.title = STR("group")},
        {.title = str_from(score_page_counted(page)), .right = true, .optional = true},
        {.title = STR("needed")},
        {.title = STR("at the same score, than others")}};
    TextTable grid = text_table_new(page->context, columns, NEED_COLUMNS);

    return score_page_grid(page, table, &grid, add_need_row);
}

static Status write_reach_table(ScorePage *page, const ShownScoreTable *table)
{
    TableColumn columns[SCORE_REACHES_MOST + 1] = {{.title = STR("high need missed, per 100")}};
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
    Text text = text_new(page->context->arena);

    if (!group->recorded || difference->estimate.state != SHOWN_VALUE) {
        return;
    }
    text_add(&text, STR("At the same score, "));
    text_format(&text, "%s in ", score_page_counted(page));
    words_label(page->context, &text, group->level);
    text_add(&text, STR(" needed "));
    words_difference(&text, &NEEDS, difference);
    text_add(&text, STR(" than everyone else"));
    if (difference->low.state == SHOWN_VALUE && difference->low.value > 0) {
        text_add(&text, STR(": the score is too low for what they need"));
    } else if (difference->high.state == SHOWN_VALUE && difference->high.value < 0) {
        text_add(&text, STR(": the score is too high for what they need"));
    }
    text_add_byte(&text, '.');
    score_page_paragraph(page, text_str(&text));
}

/* The first way of flagging: the flag as it was given, where there is one. */
static void write_missed(const ScorePage *page, const ShownScoreGroup *group)
{
    const ShownInterval *missed = &group->need->reaches[0].missed;
    Text text = text_new(page->context->arena);

    if (!group->recorded || missed->estimate.state != SHOWN_VALUE) {
        return;
    }
    text_format(&text, "Of every 100 %s in ", score_page_counted(page));
    words_label(page->context, &text, group->level);
    text_add(&text, STR(" in high need, "));
    score_page_share(page, &text, missed, true);
    if (page->has_flag) {
        text_add(&text, STR(" were not flagged."));
    } else {
        text_add(&text, STR(" would be missed if the 5 of 100 with the highest scores were "
                            "flagged."));
    }
    score_page_paragraph(page, text_str(&text));
}

Status score_page_needs(ScorePage *page, const ShownScoreTable *table)
{
    Text text = text_new(page->context->arena);
    Str need = str_show(page->context->arena, page->facts->need, 100);

    text_format(&text, "What people needed: %.*s", STR_ARGS(need));
    text_add_byte(page->out, '\n');
    score_page_title(page, text_str(&text));
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

    score_page_note(page,
                    STR("at the same score, than others: how much more or less was needed than by "
                        "everyone else with about that score, a twentieth of everyone at a time"));
    text_add(&text, STR("high need: the highest tenth of everyone, or more where many need the "
                        "same"));
    if (from->state == SHOWN_VALUE) {
        text_add(&text, STR("; here "));
        number_write_fixed(&text, from->value, floor(from->value) < from->value ? 2 : 0);
        text_add(&text, STR(" or more"));
    }
    score_page_note(page, text_str(&text));
    score_page_note(page,
                    STR("top 5: if the 5 of 100 people with the highest scores were flagged; so "
                        "the others"));
    score_page_note(page,
                    STR("what somebody needed is what the column says; whether it counts the need "
                        "of all groups alike is to be asked of them"));
}
