#include "report/gap_text.h"

#include "base/number.h"
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

    text_format(&text, "%.*s, in %.*s", STR_ARGS(outcome), STR_ARGS(data));
    if (page->facts->better != 0) {
        text_add(&text,
                 page->facts->better > 0 ? STR(" (more is better)") : STR(" (less is better)"));
    }
    title(page, text_str(&text));
    text = text_new(page->context->arena);
    text_format(&text, "%.*s.", STR_ARGS(page->facts->rule));
    text_wrap(page->out, text_str(&text), page->style.width, STR_NONE, STR_NONE);
}

static void write_table_title(const Page *page, const ShownTable *table)
{
    Text text = text_new(page->context->arena);

    text_add_byte(page->out, '\n');
    text_add(&text, str_show(page->context->arena, table->dimension, 100));
    if (table->has_period) {
        text_add(&text, STR(", "));
        words_label(page->context, &text, table->period);
    }
    if (table->ordered) {
        text_add(&text, STR(" (the worst off first)"));
    }
    title(page, text_str(&text));
}

/* "everyone else" or "'White'". */
static Str compared_with(const Page *page, const ShownTable *table)
{
    Text text = text_new(page->context->arena);

    if (!table->has_reference) {
        return table->compared_with;
    }
    words_label(page->context, &text, table->compared_with);
    return text_str(&text);
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
        text_add(&text,
                 page->facts->amounts ? STR("On average in ") : STR("Of every 100 people in "));
        words_label(page->context, &text, group->level);
        text_add(&text, page->facts->amounts ? STR(": ") : STR(", "));
        words_estimate(&text, &page->words, &group->estimate.estimate);
        text_add(&text, page->facts->amounts ? STR("; among ") : STR(" have this outcome; of "));
        text_add(&text, compared_with(page, table));
        text_add(&text, STR(", "));
        words_other(&text, &page->words, &group->estimate, &group->difference);
        text_add(&text, group->difference.estimate.value == 0 ? STR(". The difference is ")
                                                              : STR(". That is "));
        words_difference(&text, &page->words, &group->difference);
        text_add(&text, STR("."));
        paragraph(page, &text);
        return;
    }
}

/* Names the groups whose interval lies wholly on one side of 0, in the table's order. */
static void write_apart(const Page *page, const ShownTable *table, bool more)
{
    Text text = text_new(page->context->arena);
    size_t named = 0;
    size_t g;

    text_add(&text, more                   ? STR("More than ")
                    : page->facts->amounts ? STR("Less than ")
                                           : STR("Fewer than "));
    text_add(&text, compared_with(page, table));
    text_add(&text, STR(", by more than chance alone would give: "));
    for (g = 0; g < table->group_count; g++) {
        const ShownInterval *difference = &table->groups[g].difference;

        if (difference->low.state != SHOWN_VALUE || difference->high.state != SHOWN_VALUE ||
            !(more ? difference->low.value > 0 : difference->high.value < 0)) {
            continue;
        }
        if (named < NAMES_MOST) {
            text_add(&text, named == 0 ? STR_NONE : STR(", "));
            words_label(page->context, &text, table->groups[g].level);
        }
        named++;
    }
    if (named > NAMES_MOST) {
        text_format(&text, " and %zu more", named - NAMES_MOST);
    }
    text_add(&text, STR("."));
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
    text_add(&text, page->facts->amounts ? STR("On average in ") : STR("Of every 100 people in "));
    words_label(page->context, &text, first->level);
    text_add(&text, page->facts->amounts ? STR(": ") : STR(", "));
    words_estimate(&text, &page->words, &first->estimate.estimate);
    text_add(&text, page->facts->amounts ? STR("; in ") : STR(" have this outcome; in "));
    words_label(page->context, &text, last->level);
    text_add(&text, page->facts->amounts ? STR(": ") : STR(", "));
    words_estimate(&text, &page->words, &last->estimate.estimate);
    text_add(&text, STR("."));
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
    text_add(&texts[0],
             group->level.length == 0 ? STR("blank") : str_show(arena, group->level, 200));
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

static Status write_groups(Page *page, const ShownTable *table)
{
    Text against = text_new(page->context->arena);
    Text interval = text_new(page->context->arena);
    TableColumn columns[6] = {
        {.title = STR("group")},
        {.title = page->facts->repeats ? STR("rows") : STR("people"), .right = true},
        {.title = page->facts->amounts ? STR("mean") : STR("per 100"), .right = true},
        {.title = STR_NONE, .last_resort = true},
        {.title = STR_NONE},
        {.title = STR("ratio"), .optional = true}};
    TextTable grid;
    bool heading = false;
    size_t g;
    Str others;

    text_format(&interval, "%.4g %% interval", 100 * page->facts->confidence);
    columns[3].title = text_str(&interval);
    others = compared_with(page, table);
    text_format(&against, "than %.*s", STR_ARGS(others));
    columns[4].title = text_str(&against);
    grid = text_table_new(page->context, columns, 6);
    for (g = 0; g < table->group_count; g++) {
        if (!table->groups[g].recorded && !heading) {
            Str cells[6] = {STR("not recorded:")};

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
        text_add(&text, STR("Among people alike in "));
        words_columns(&text, table->adjusted_for);
        text_add(&text, STR(", of every 100 in "));
        words_label(page->context, &text, group->level);
        text_add(&text, STR(", "));
        words_estimate(&text, &page->words, &adjusted->estimate.estimate);
        text_add(&text, STR(" would have this outcome; of "));
        text_add(&text, compared_with(page, table));
        text_add(&text, STR(", "));
        words_other(&text, &page->words, &adjusted->estimate, &adjusted->difference);
        text_add(&text, adjusted->difference.estimate.value == 0 ? STR(". The difference is ")
                                                                 : STR(". That is "));
        words_difference(&text, &page->words, &adjusted->difference);
        text_add(&text, STR("."));
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
    text_add(&texts[0],
             group->level.length == 0 ? STR("blank") : str_show(arena, group->level, 200));
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
    Text against = text_new(page->context->arena);
    Text interval = text_new(page->context->arena);
    Str others = compared_with(page, table);
    TableColumn columns[5] = {{.title = STR("people alike")},
                              {.title = STR("per 100"), .right = true},
                              {.title = STR_NONE, .last_resort = true},
                              {.title = STR_NONE},
                              {.title = STR("ratio"), .optional = true}};
    TextTable grid;

    if (table->adjusted_for.count == 0) {
        return done();
    }
    text_format(&interval, "%.4g %% interval", 100 * page->facts->confidence);
    columns[2].title = text_str(&interval);
    text_format(&against, "than %.*s", STR_ARGS(others));
    columns[3].title = text_str(&against);
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
        {.title = STR("over all ordered groups")},
        {.title = page->words.amounts ? STR("value") : STR("per 100, or ratio")}};
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

    text_add(&text, note);
    text_add_byte(&text, '.');
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
    double percent = 100 * page->facts->confidence;
    Text text = text_new(page->context->arena);

    text_add_byte(page->out, '\n');
    title(page, STR("How to read this"));
    write_note(page, page->facts->amounts ? STR("mean: the average of the group")
                     : page->facts->repeats
                         ? STR("per 100: of every 100 rows of the group, so many have the outcome")
                         : STR("per 100: of every 100 people of the group, so many have the "
                               "outcome"));
    text_format(&text,
                "%.4g %% interval, and what stands in brackets: how far chance alone could have "
                "moved the number; about %.4g of 100 such intervals hold the true one, and a wide "
                "one says that little is known",
                percent, percent);
    write_note(page, text_str(&text));
    if (any_adjusted(page)) {
        write_note(page, STR("people alike: what each group's figure would be if every group were "
                             "made up as all of them together are, told by a model; adjusting "
                             "hides as well as explains, since what it evens out may itself be "
                             "unfair"));
    }
    if (any_measures(page)) {
        write_note(page, STR("over all ordered groups: a line or curve through all of them, from "
                             "the worst-off end to the best-off end"));
    }
    if (anything_hidden(page) && page->facts->exact) {
        write_note(page, STR("hidden: missing in what was published, or kept back by who "
                             "published it"));
    } else if (anything_hidden(page)) {
        write_note(page, STR("hidden, or a range such as 0-7: numbers about so few people could "
                             "tell who they are; so could numbers that theirs can be worked out "
                             "from"));
    }
    if (page->cut) {
        write_note(page, STR("a wider window shows more columns, --json shows everything"));
    }
    write_note(page, STR("what this file cannot say: why groups differ, and how it is for people "
                         "who are not in it"));
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
            text_add(out, any ? STR_NONE : STR("\nAbout all tables\n"));
            any = true;
            write_note(&page, first->notes.items[i]);
        }
    }
    write_key(&page);
    warning(&page);
    return text_finish(context, out, &whole);
}
