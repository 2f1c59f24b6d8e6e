#include "report/gap_text.h"

#include "catalogue/phrase.h"
#include "report/gap_words.h"
#include "report/text_table.h"

#define NAMES_MOST 6

typedef struct Page {
    Context *context;
    const Shown *shown;
    const ShownFacts *facts;
    TextStyle style;
    WordStyle words; /* of the table in hand */
    bool cut;        /* a column was left out: the screen is too narrow */
    Text *out;
} Page;

static Str bold(const Page *page)
{
    return page->style.colour ? STR("\x1b[1m") : STR_NONE;
}

static Str plain(const Page *page)
{
    return page->style.colour ? STR("\x1b[0m") : STR_NONE;
}

static void paragraph(const Page *page, const Text *text)
{
    text_wrap(page->out, text_str(text), page->style.width, STR("  "), STR("  "));
}

static void title(const Page *page, Str text)
{
    text_add(page->out, bold(page));
    text_wrap(page->out, text, page->style.width, STR_NONE, STR_NONE);
    text_add(page->out, plain(page));
}

static void warning(const Page *page)
{
    if (page->facts->warning.length > 0) {
        title(page, page->facts->warning);
    }
}

static void write_head(const Page *page)
{
    Text text = text_new(page->context->arena);
    Str outcome = str_show(page->context->arena, page->facts->outcome, 200);
    Str data = str_show(page->context->arena, page->facts->data, 100);

    PHRASE_ADD(&text,
               page->facts->better == 0  ? PHRASE_GAP_HEAD
               : page->facts->better > 0 ? PHRASE_GAP_HEAD_MORE
                                         : PHRASE_GAP_HEAD_LESS,
               {SLOT_WHAT, outcome}, {SLOT_DATA, data});
    title(page, text_str(&text));
    text = text_new(page->context->arena);
    PHRASE_ADD(&text, PHRASE_SENTENCE, {SLOT_WHAT, page->facts->rule});
    text_wrap(page->out, text_str(&text), page->style.width, STR_NONE, STR_NONE);
}

static Str label(const Page *page, Str level)
{
    Text text = text_new(page->context->arena);

    words_label(page->context, &text, level);
    return text_str(&text);
}

static Str number(const Page *page, const ShownNumber *shown)
{
    Text text = text_new(page->context->arena);

    words_estimate(&text, &page->words, shown);
    return text_str(&text);
}

/* The number of the others: the estimate less the difference. */
static Str other(const Page *page, const ShownInterval *estimate, const ShownInterval *difference)
{
    Text text = text_new(page->context->arena);

    words_other(&text, &page->words, estimate, difference);
    return text_str(&text);
}

/* " That is 8 fewer (6 to 10)." */
static Str that_is(const Page *page, const ShownInterval *difference)
{
    Text text = text_new(page->context->arena);

    words_difference(&text, &page->words, difference);
    return PHRASE(text.arena,
                  difference->estimate.value == 0 ? PHRASE_THE_DIFFERENCE_IS : PHRASE_THAT_IS,
                  {SLOT_GAP, text_str(&text)});
}

static void write_table_title(const Page *page, const ShownTable *table)
{
    Arena *arena = page->context->arena;
    Str dimension = str_show(arena, table->dimension, 100);
    Text text = text_new(arena);

    if (table->has_period) {
        PHRASE_ADD(&text, PHRASE_TABLE_OF_PERIOD, {SLOT_DIMENSION, dimension},
                   {SLOT_PERIOD, label(page, table->period)});
    } else {
        text_add(&text, dimension);
    }
    if (table->ordered) {
        text_add(&text, phrase_plain(PHRASE_WORST_OFF_FIRST));
    }
    text_add_byte(page->out, '\n');
    title(page, text_str(&text));
}

/* "everyone else" or "'White'". */
static Str compared_with(const Page *page, const ShownTable *table)
{
    return table->has_reference ? label(page, table->compared_with) : table->compared_with;
}

/* One row in a whole sentence, so that nobody has to guess what the columns mean. */
static void write_example(const Page *page, const ShownTable *table)
{
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];
        Text text = text_new(page->context->arena);

        if (!group->recorded || group->difference.estimate.state != SHOWN_VALUE ||
            group->difference.low.state != SHOWN_VALUE) {
            continue;
        }
        PHRASE_ADD(&text, page->facts->amounts ? PHRASE_EXAMPLE_AVERAGE : PHRASE_EXAMPLE_SHARE,
                   {SLOT_GROUP, label(page, group->level)},
                   {SLOT_NUMBER, number(page, &group->estimate.estimate)},
                   {SLOT_OTHERS, compared_with(page, table)},
                   {SLOT_OTHER_NUMBER, other(page, &group->estimate, &group->difference)},
                   {SLOT_THAT_IS, that_is(page, &group->difference)});
        paragraph(page, &text);
        return;
    }
}

/* Names the groups whose interval lies wholly on one side of 0, in the table's order. */
static void write_apart(const Page *page, const ShownTable *table, bool more)
{
    Arena *arena = page->context->arena;
    Text text = text_new(arena);
    Str groups = STR_NONE;
    size_t named = 0;
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        const ShownInterval *difference = &table->groups[g].difference;

        if (difference->low.state != SHOWN_VALUE || difference->high.state != SHOWN_VALUE ||
            !(more ? difference->low.value > 0 : difference->high.value < 0)) {
            continue;
        }
        if (named < NAMES_MOST) {
            Str next = label(page, table->groups[g].level);

            groups = named == 0
                         ? next
                         : PHRASE(arena, PHRASE_LIST_NEXT, {SLOT_LIST, groups}, {SLOT_ITEM, next});
        }
        named++;
    }
    if (named > NAMES_MOST) {
        groups = PHRASE(arena, PHRASE_LIST_AND_MORE, {SLOT_LIST, groups},
                        {SLOT_COUNT, phrase_count(arena, named - NAMES_MOST)});
    }
    PHRASE_ADD(&text,
               more                   ? PHRASE_MORE_THAN_CHANCE
               : page->facts->amounts ? PHRASE_LESS_THAN_CHANCE
                                      : PHRASE_FEWER_THAN_CHANCE,
               {SLOT_OTHERS, compared_with(page, table)}, {SLOT_GROUPS, groups});
    if (named > 0) {
        paragraph(page, &text);
    }
}

static void write_ends(const Page *page, const ShownTable *table)
{
    const ShownGroup *first = NULL;
    const ShownGroup *last = NULL;
    Text text = text_new(page->context->arena);
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];

        if (group->recorded && group->estimate.estimate.state == SHOWN_VALUE) {
            first = first == NULL ? group : first;
            last = group;
        }
    }
    if (first == last) {
        return;
    }
    PHRASE_ADD(&text, page->facts->amounts ? PHRASE_ENDS_AVERAGE : PHRASE_ENDS_SHARE,
               {SLOT_GROUP, label(page, first->level)},
               {SLOT_NUMBER, number(page, &first->estimate.estimate)},
               {SLOT_OTHERS, label(page, last->level)},
               {SLOT_OTHER_NUMBER, number(page, &last->estimate.estimate)});
    paragraph(page, &text);
}

static Status add_group(const Page *page, TextTable *grid, const ShownTable *table, size_t index)
{
    Arena *arena = page->context->arena;
    const ShownGroup *group = &table->groups[index];
    Text texts[6];
    Str cells[6];
    size_t i;

    for (i = 0; i < 6; i++) {
        texts[i] = text_new(arena);
    }
    text_add(&texts[0], group->level.length == 0 ? phrase_plain(PHRASE_BLANK)
                                                 : str_show(arena, group->level, 200));
    words_count(&texts[1], &group->people);
    words_estimate(&texts[2], &page->words, &group->estimate.estimate);
    words_range(&texts[3], &page->words, &group->estimate);
    words_difference(&texts[4], &page->words, &group->difference);
    words_ratio(&texts[5], &group->ratio);
    for (i = 0; i < 6; i++) {
        TRY(text_finish(page->context, &texts[i], &cells[i]));
    }
    return text_table_add(grid, cells);
}

static Str percent(const Page *page)
{
    return str_format(page->context->arena, "%.4g", 100 * page->facts->confidence);
}

static Str interval_title(const Page *page)
{
    return PHRASE(page->context->arena, PHRASE_COLUMN_INTERVAL, {SLOT_CONFIDENCE, percent(page)});
}

static Str than_title(const Page *page, const ShownTable *table)
{
    return PHRASE(page->context->arena, PHRASE_COLUMN_THAN,
                  {SLOT_OTHERS, compared_with(page, table)});
}

static Status write_groups(Page *page, const ShownTable *table)
{
    Str counted = phrase_plain(page->facts->repeats ? PHRASE_ROWS : PHRASE_PERSONS);
    Str unit = phrase_plain(page->facts->amounts ? PHRASE_COLUMN_MEAN : PHRASE_COLUMN_PER_100);
    TableColumn columns[6] = {{.title = phrase_plain(PHRASE_COLUMN_GROUP)},
                              {.title = counted, .right = true},
                              {.title = unit, .right = true},
                              {.title = interval_title(page), .last_resort = true},
                              {.title = than_title(page, table)},
                              {.title = phrase_plain(PHRASE_COLUMN_RATIO), .optional = true}};
    TextTable grid;
    bool heading = false;
    size_t g;

    grid = text_table_new(page->context, columns, 6);
    for (g = 0; g < table->group_count; g++) {
        if (!table->groups[g].recorded && !heading) {
            Str cells[6] = {phrase_plain(PHRASE_NOT_RECORDED_BELOW)};

            heading = true;
            TRY(text_table_add(&grid, cells));
        }
        TRY(add_group(page, &grid, table, g));
    }
    TRY(text_table_write(&grid, page->style.width, bold(page), plain(page), page->out));
    page->cut = page->cut || text_table_is_cut(&grid, page->style.width);
    return done();
}

/* ---- people alike in other ways ---- */

/* One row in a whole sentence: the first that has numbers, or none. */
static void write_adjusted_example(const Page *page, const ShownTable *table)
{
    for (size_t g = 0; g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];
        const ShownAdjusted *adjusted = &group->adjusted;
        Text text = text_new(page->context->arena);

        if (!group->recorded || adjusted->difference.estimate.state != SHOWN_VALUE ||
            adjusted->difference.low.state != SHOWN_VALUE) {
            continue;
        }
        PHRASE_ADD(&text, PHRASE_EXAMPLE_ALIKE,
                   {SLOT_LIST, words_columns(page->context->arena, table->adjusted_for)},
                   {SLOT_GROUP, label(page, group->level)},
                   {SLOT_NUMBER, number(page, &adjusted->estimate.estimate)},
                   {SLOT_OTHERS, compared_with(page, table)},
                   {SLOT_OTHER_NUMBER, other(page, &adjusted->estimate, &adjusted->difference)},
                   {SLOT_THAT_IS, that_is(page, &adjusted->difference)});
        paragraph(page, &text);
        return;
    }
}

static Status add_adjusted(const Page *page, TextTable *grid, const ShownGroup *group)
{
    Arena *arena = page->context->arena;
    Text texts[5];
    Str cells[5];

    for (size_t i = 0; i < 5; i++) {
        texts[i] = text_new(arena);
    }
    text_add(&texts[0], group->level.length == 0 ? phrase_plain(PHRASE_BLANK)
                                                 : str_show(arena, group->level, 200));
    words_estimate(&texts[1], &page->words, &group->adjusted.estimate.estimate);
    words_range(&texts[2], &page->words, &group->adjusted.estimate);
    words_difference(&texts[3], &page->words, &group->adjusted.difference);
    words_ratio(&texts[4], &group->adjusted.ratio);
    for (size_t i = 0; i < 5; i++) {
        TRY(text_finish(page->context, &texts[i], &cells[i]));
    }
    return text_table_add(grid, cells);
}

static Status write_adjusted(Page *page, const ShownTable *table)
{
    TableColumn columns[5] = {{.title = phrase_plain(PHRASE_COLUMN_PEOPLE_ALIKE)},
                              {.title = phrase_plain(PHRASE_COLUMN_PER_100), .right = true},
                              {.title = interval_title(page), .last_resort = true},
                              {.title = than_title(page, table)},
                              {.title = phrase_plain(PHRASE_COLUMN_RATIO), .optional = true}};
    TextTable grid;

    if (table->adjusted_for.count == 0) {
        return done();
    }
    text_add_byte(page->out, '\n');
    write_adjusted_example(page, table);
    text_add_byte(page->out, '\n');
    grid = text_table_new(page->context, columns, 5);
    for (size_t g = 0; g < table->group_count; g++) {
        TRY(add_adjusted(page, &grid, &table->groups[g]));
    }
    TRY(text_table_write(&grid, page->style.width, bold(page), plain(page), page->out));
    page->cut = page->cut || text_table_is_cut(&grid, page->style.width);
    return done();
}

static Status write_measures(const Page *page, const ShownTable *table)
{
    TableColumn columns[2] = {
        {.title = phrase_plain(PHRASE_COLUMN_OVER_ALL)},
        {.title = phrase_plain(page->words.amounts ? PHRASE_COLUMN_VALUE
                                                   : PHRASE_COLUMN_PER_100_OR_RATIO)}};
    TextTable grid = text_table_new(page->context, columns, 2);
    size_t i;

    for (i = 0; i < table->measure_count; i++) {
        Text text = text_new(page->context->arena);
        Str cells[2] = {words_measure_name(table->measures[i].id)};

        words_measure(&text, &page->words, &table->measures[i]);
        TRY(text_finish(page->context, &text, &cells[1]));
        TRY(text_table_add(&grid, cells));
    }
    return text_table_write(&grid, page->style.width, bold(page), plain(page), page->out);
}

/* True when every table has that very note: it is then said once, at the end. */
static bool note_of_all(const Page *page, Str note)
{
    size_t count = shown_table_count(page->shown);
    size_t t;

    for (t = 0; t < count; t++) {
        const ShownTable *table = shown_table(page->shown, t);
        bool there = false;
        size_t i;

        for (i = 0; i < table->notes.count && !there; i++) {
            there = str_equal(table->notes.items[i], note);
        }
        if (!there) {
            return false;
        }
    }
    return count > 1;
}

static void write_note(const Page *page, Str note)
{
    Text text = text_new(page->context->arena);

    PHRASE_ADD(&text, PHRASE_SENTENCE, {SLOT_WHAT, note});
    text_wrap(page->out, text_str(&text), page->style.width, STR("  - "), STR("    "));
}

typedef struct Reasons {
    Str seen[2 * NAMES_MOST];
    size_t count;
    size_t most;
} Reasons;

static void write_reason(const Page *page, Reasons *reasons, Str reason)
{
    size_t i;

    if (reason.length == 0 || words_are_in_cell(reason) || words_are_in_note(reason) ||
        reasons->count == reasons->most) {
        return;
    }
    for (i = 0; i < reasons->count; i++) {
        if (str_equal(reasons->seen[i], reason)) {
            return;
        }
    }
    reasons->seen[reasons->count++] = reason;
    write_note(page, reason);
}

/* Why cells are empty or hidden: each reason once, and not again where a note says it. */
static void write_reasons(const Page *page, const ShownTable *table)
{
    Reasons reasons = {.count = 0};
    size_t i;

    for (i = 0; i < table->notes.count && reasons.count < NAMES_MOST; i++) {
        reasons.seen[reasons.count++] = table->notes.items[i];
    }
    reasons.most = reasons.count + NAMES_MOST;

    for (i = 0; i < table->group_count; i++) {
        write_reason(page, &reasons, table->groups[i].estimate.note);
        write_reason(page, &reasons, table->groups[i].difference.note);
        if (table->adjusted_for.count > 0) {
            write_reason(page, &reasons, table->groups[i].adjusted.difference.note);
        }
    }
    for (i = 0; i < table->measure_count; i++) {
        write_reason(page, &reasons, table->measures[i].value.note);
    }
}

static Status write_table(Page *page, const ShownTable *table)
{
    size_t i;

    page->words = words_style(page->facts, table);
    write_table_title(page, table);
    if (table->ordered) {
        write_ends(page, table);
    } else {
        write_example(page, table);
        write_apart(page, table, false);
        write_apart(page, table, true);
    }
    text_add_byte(page->out, '\n');
    TRY(write_groups(page, table));
    TRY(write_adjusted(page, table));
    if (table->measure_count > 0) {
        text_add_byte(page->out, '\n');
        TRY(write_measures(page, table));
    }
    text_add_byte(page->out, '\n');
    write_reasons(page, table);
    for (i = 0; i < table->notes.count; i++) {
        if (!note_of_all(page, table->notes.items[i])) {
            write_note(page, table->notes.items[i]);
        }
    }
    return done();
}

static bool is_hidden(const ShownInterval *interval)
{
    return interval->estimate.state == SHOWN_HIDDEN;
}

static bool anything_hidden(const Page *page)
{
    size_t t;
    size_t g;

    for (t = 0; t < shown_table_count(page->shown); t++) {
        const ShownTable *table = shown_table(page->shown, t);

        for (g = 0; g < table->group_count; g++) {
            if (table->groups[g].people.state == SHOWN_HIDDEN ||
                is_hidden(&table->groups[g].estimate)) {
                return true;
            }
        }
        for (g = 0; g < table->measure_count; g++) {
            if (is_hidden(&table->measures[g].value)) {
                return true;
            }
        }
    }
    return false;
}

static bool any_adjusted(const Page *page)
{
    for (size_t t = 0; t < shown_table_count(page->shown); t++) {
        if (shown_table(page->shown, t)->adjusted_for.count > 0) {
            return true;
        }
    }
    return false;
}

static bool any_measures(const Page *page)
{
    size_t t;

    for (t = 0; t < shown_table_count(page->shown); t++) {
        if (shown_table(page->shown, t)->measure_count > 0) {
            return true;
        }
    }
    return false;
}

/* For a reader who meets such a table for the first time. */
static void write_key(const Page *page)
{
    text_add_byte(page->out, '\n');
    title(page, phrase_plain(PHRASE_HOW_TO_READ));
    write_note(page, phrase_plain(page->facts->amounts   ? PHRASE_KEY_MEAN
                                  : page->facts->repeats ? PHRASE_KEY_PER_100_ROWS
                                                         : PHRASE_KEY_PER_100));
    write_note(page,
               PHRASE(page->context->arena, PHRASE_KEY_INTERVAL, {SLOT_CONFIDENCE, percent(page)}));
    if (any_adjusted(page)) {
        write_note(page, phrase_plain(PHRASE_KEY_ALIKE));
    }
    if (any_measures(page)) {
        write_note(page, phrase_plain(PHRASE_KEY_OVER_ALL));
    }
    if (anything_hidden(page)) {
        write_note(page, phrase_plain(page->facts->exact ? PHRASE_KEY_HIDDEN_BY_PUBLISHER
                                                         : PHRASE_KEY_HIDDEN));
    }
    if (page->cut) {
        write_note(page, phrase_plain(PHRASE_KEY_CUT));
    }
    write_note(page, phrase_plain(PHRASE_KEY_CANNOT_SAY));
}

Status gap_text_write(Context *context, const Shown *shown, const TextStyle *style, Text *out)
{
    Page page = {.context = context,
                 .shown = shown,
                 .facts = shown_facts(shown),
                 .style = *style,
                 .out = out};
    const ShownTable *first = shown_table(shown, 0);
    bool any = false;
    size_t i;
    Str whole;

    page.style.width = style->width > 0 ? style->width : 80;
    warning(&page);
    write_head(&page);
    for (i = 0; i < shown_table_count(shown); i++) {
        TRY(check_stop(context));
        TRY(write_table(&page, shown_table(shown, i)));
    }
    for (i = 0; first != NULL && i < first->notes.count; i++) {
        if (note_of_all(&page, first->notes.items[i])) {
            if (!any) {
                text_add_byte(out, '\n');
                text_add(out, phrase_plain(PHRASE_ABOUT_ALL_TABLES));
                text_add_byte(out, '\n');
            }
            any = true;
            write_note(&page, first->notes.items[i]);
        }
    }
    write_key(&page);
    warning(&page);
    return text_finish(context, out, &whole);
}
