/* What a reader must know beside the numbers, in whole sentences. */
#include "check/gap_internal.h"

#include "study/labels.h"

#include <inttypes.h>
#include <math.h>

#define LABEL_BYTES_SHOWN 60
#define LABELS_NAMED 6

/* Room for the numbers of one note. */
#define NUMBERS_MOST (LABELS_NAMED + 2)

typedef struct Draft {
    GapBuild *build;
    Text text;
    Quantity numbers[NUMBERS_MOST];
    size_t number_count;
} Draft;

static Draft draft_new(GapBuild *build)
{
    return (Draft){.build = build, .text = text_new(build->context->arena)};
}

/* A brace in a label must not pass for the place of a number. */
static void draft_text(Draft *draft, Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '{') {
            text_add_byte(&draft->text, '{');
        }
        text_add_byte(&draft->text, text.bytes[i]);
    }
}

static void draft_label(Draft *draft, Str label)
{
    if (label.length == 0) {
        text_add(&draft->text, STR("blank"));
        return;
    }
    text_add_byte(&draft->text, '\'');
    draft_text(draft, str_show(draft->build->context->arena, label, LABEL_BYTES_SHOWN));
    text_add_byte(&draft->text, '\'');
}

static void draft_words(Draft *draft, const char *words)
{
    text_add(&draft->text, str_from(words));
}

/* A remedy in the words of who asked: an option of a command, or a key of a study. */
static const char *remedy(const GapBuild *build, const char *option, const char *key)
{
    return build->question->of_study ? key : option;
}

/* The place of the number of people, or rows, of a set. */
static void draft_people(Draft *draft, uint32_t set)
{
    const Counts *counts;

    if (set == SET_NONE || draft->number_count == NUMBERS_MOST) {
        draft_words(draft, "some");
        return;
    }
    counts = &draft->build->table->sets[set].counts;
    text_format(&draft->text, "{%zu}", draft->number_count);
    draft->numbers[draft->number_count++] = (Quantity){.kind = QUANTITY_PEOPLE,
                                                       .method = METHOD_NONE,
                                                       .one = set,
                                                       .zero = SET_NONE,
                                                       .exact = {.estimate = (double)counts->people,
                                                                 .se = (double)NAN,
                                                                 .low = (double)NAN,
                                                                 .high = (double)NAN},
                                                       .influence = (double)NAN};
}

static void draft_rows(Draft *draft, CellSetKind kind, int64_t rows)
{
    uint32_t set = gap_add_set(draft->build, kind, 0);

    if (set != SET_NONE) {
        draft->build->table->sets[set].counts =
            (Counts){.rows = rows, .people = rows, .people_most = rows, .persons = rows};
    }
    draft_people(draft, set);
}

static Status draft_add(Draft *draft)
{
    GapBuild *build = draft->build;
    FindingNotes *notes = &build->table->notes;
    FindingNote note = {.quantity_count = draft->number_count};
    size_t bytes = notes->capacity * sizeof *notes->items;
    size_t i;

    TRY(text_finish(build->context, &draft->text, &note.text));
    note.quantities = TAKE(build->context, Quantity, draft->number_count);
    if (note.quantities == NULL) {
        return fail_memory(build->context);
    }
    for (i = 0; i < draft->number_count; i++) {
        note.quantities[i] = draft->numbers[i];
    }
    if (notes->count == notes->capacity) {
        size_t capacity = notes->capacity == 0 ? 8 : 2 * notes->capacity;
        FindingNote *items =
            arena_grow(build->context->arena, notes->items, bytes, capacity * sizeof *notes->items);

        if (items == NULL) {
            return fail_memory(build->context);
        }
        notes->items = items;
        notes->capacity = capacity;
    }
    notes->items[notes->count++] = note;
    return done();
}

static Status note_words(GapBuild *build, const char *words)
{
    Draft draft = draft_new(build);

    draft_words(&draft, words);
    return draft_add(&draft);
}

static Status note_not_recorded(GapBuild *build)
{
    Draft draft = draft_new(build);
    size_t named = 0;
    uint32_t g;

    for (g = 0; g < build->table->group_count; g++) {
        if (build->table->groups[g].recorded) {
            continue;
        }
        if (named < LABELS_NAMED) {
            draft_words(&draft, named == 0 ? "not recorded: " : ", ");
            draft_label(&draft, build->table->groups[g].level);
            draft_words(&draft, " (");
            draft_people(&draft, g);
            draft_words(&draft, build->question->persons ? " rows)" : " people)");
        }
        named++;
    }
    if (named == 0) {
        return done();
    }
    if (named > LABELS_NAMED) {
        text_format(&draft.text, " and %zu more", named - LABELS_NAMED);
    }
    if (build->table->ordered) {
        draft_words(&draft, "; left out of the measures over ordered groups");
    }
    return draft_add(&draft);
}

static Status note_unknown(GapBuild *build)
{
    Draft draft = draft_new(build);

    if (build->table->sets[build->unknown_set].counts.people == 0) {
        return done();
    }
    draft_people(&draft, build->unknown_set);
    draft_words(&draft, build->question->persons ? " rows" : " people");
    draft_words(&draft, build->question->form == GAP_AMOUNT
                            ? " with no known amount are left out of every group"
                            : " whose outcome is not known are left out of every group");
    return draft_add(&draft);
}

static Status note_where(GapBuild *build)
{
    const GapQuestion *question = build->question;
    int64_t left_out = question->rows_read - question->rows_kept - question->without_design;
    bool named = question->left_out_by.length > 0;
    Draft draft = draft_new(build);

    if (left_out > 0) {
        draft_rows(&draft, SET_ROWS, left_out);
        draft_words(&draft, " of ");
        draft_rows(&draft, SET_ALL_ROWS, question->rows_read);
        draft_words(&draft, " rows are left out by ");
        draft_words(&draft, named ? "" : remedy(build, "--where", "the study's conditions"));
        draft_text(&draft, question->left_out_by);
        TRY(draft_add(&draft));
    }
    if (question->where_unknown > 0) {
        draft = draft_new(build);
        draft_rows(&draft, SET_ROWS, question->where_unknown);
        draft_words(&draft, named ? " of the rows left out lack a value that is asked for"
                                  : " of the rows left out by ");
        draft_words(&draft, named ? ""
                                  : remedy(build, "--where lack a value it asks for",
                                           "the study's conditions lack a value these ask for"));
        TRY(draft_add(&draft));
    }
    return done();
}

/* Silent where every row is of another person: nothing was allowed for. */
static Status note_persons(GapBuild *build)
{
    const Counts *everyone = &build->table->sets[build->everyone_set].counts;
    Draft draft = draft_new(build);

    if (everyone->persons >= everyone->people) {
        return done();
    }
    draft_words(&draft, "rows repeat people: ");
    draft_rows(&draft, SET_ALL_ROWS, everyone->people);
    draft_words(&draft, " rows are of ");
    draft_rows(&draft, SET_ALL_ROWS, everyone->persons);
    draft_words(&draft, " people; counts are of rows, and the intervals allow for people with "
                        "several rows");
    return draft_add(&draft);
}

static Status note_repeats(GapBuild *build)
{
    const GapQuestion *question = build->question;
    Draft draft = draft_new(build);

    if (question->persons && build->moments != NULL) {
        TRY(note_persons(build));
        if (question->person_missing == 0) {
            return done();
        }
        draft_rows(&draft, SET_ROWS, question->person_missing);
        draft_words(&draft, " rows do not say whose they are; each is taken for a person of its "
                            "own");
        return draft_add(&draft);
    }
    if (question->repeating.length == 0) {
        return done();
    }
    draft_words(&draft, "rows repeat people: ");
    draft_label(&draft, question->repeating);
    draft_words(&draft, " has ");
    draft_rows(&draft, SET_ROWS, question->repeating_distinct);
    draft_words(&draft, " different values in ");
    draft_rows(&draft, SET_ALL_ROWS, question->rows_kept);
    draft_words(&draft, " rows; add ");
    draft_words(&draft, remedy(build, "--person with that column", "'person:' to the table"));
    draft_words(&draft, " for intervals that allow for it");
    return draft_add(&draft);
}

/* A survey counts only who has a weight, a stratum and a cluster, where those are named. */
static Status note_without_design(GapBuild *build)
{
    const GapQuestion *question = build->question;
    Draft draft = draft_new(build);

    if (question->without_design == 0) {
        return done();
    }
    draft_rows(&draft, SET_ROWS, question->without_design);
    draft_words(&draft, " of ");
    draft_rows(&draft, SET_ALL_ROWS, question->rows_read);
    draft_words(&draft, " rows have no ");
    draft_words(&draft, question->weighted ? "weight" : "");
    draft_words(&draft, question->weighted && question->has_strata && question->has_clusters ? ", "
                        : question->weighted && (question->has_strata || question->has_clusters)
                            ? " or no "
                            : "");
    draft_words(&draft, question->has_strata ? "stratum" : "");
    draft_words(&draft, question->has_strata && question->has_clusters ? " or cluster" : "");
    draft_words(&draft, !question->has_strata && question->has_clusters ? "cluster" : "");
    draft_words(&draft, " and are left out: nothing tells whom they stand for");
    return draft_add(&draft);
}

static Status note_amounts(GapBuild *build)
{
    Draft draft = draft_new(build);

    if (build->question->weighted) {
        TRY(note_words(build, "estimates are weighted; n and events count rows as they are"));
    }
    TRY(note_without_design(build));
    if (build->question->small_amounts == 0) {
        return done();
    }
    draft_rows(&draft, SET_ROWS, build->question->small_amounts);
    draft_words(&draft, " amounts are between 0 and a thousandth; amounts are kept to a "
                        "millionth, so use a smaller unit");
    return draft_add(&draft);
}

/* The first and last ordered group; false when there are not two. */
static bool ordered_ends(const GapBuild *build, uint32_t *first, uint32_t *last)
{
    bool any = false;
    uint32_t g;

    *first = 0;
    *last = 0;
    for (g = 0; g < build->table->group_count; g++) {
        if (build->table->groups[g].ordered) {
            *first = any ? *first : g;
            *last = g;
            any = true;
        }
    }
    return any && *first != *last;
}

/* An order was declared of labels that have nothing to go by but their letters. */
static bool ordered_by_letters(const GapBuild *build)
{
    bool letters = build->dimension->order == GAP_ORDER_ASCENDING ||
                   build->dimension->order == GAP_ORDER_DESCENDING;

    for (size_t g = 0; g < build->table->group_count && letters; g++) {
        Str level = build->table->groups[g].level;

        for (size_t i = 0; build->table->groups[g].ordered && i < level.length; i++) {
            letters = letters && !(level.bytes[i] >= '0' && level.bytes[i] <= '9');
        }
    }
    return letters;
}

static Status note_order(GapBuild *build)
{
    Draft draft = draft_new(build);
    uint32_t first;
    uint32_t last;

    if (build->plan->told_by_labels && ordered_ends(build, &first, &last)) {
        draft_words(&draft, "the labels tell the order: ");
        draft_label(&draft, build->table->groups[first].level);
        draft_words(&draft, " is the worst off, ");
        draft_label(&draft, build->table->groups[last].level);
        draft_words(&draft, " the best off");
        draft_words(&draft, remedy(build, "; --order says otherwise", ""));
        return draft_add(&draft);
    }
    if (ordered_by_letters(build) && ordered_ends(build, &first, &last)) {
        draft_words(&draft, "the order is that of letters: ");
        draft_label(&draft, build->table->groups[first].level);
        draft_words(&draft, " is taken for the worst off, ");
        draft_label(&draft, build->table->groups[last].level);
        draft_words(&draft, " for the best off; list the groups to say otherwise");
        return draft_add(&draft);
    }
    if (build->plan->looks_ordered && build->table->group_count > 0) {
        draft_label(&draft, build->dimension->column);
        draft_words(&draft, " looks ordered; add ");
        draft_words(&draft, remedy(build, "--order with =ascending after the column's name",
                                   "'worst_off_first: ascending' to the group"));
        draft_words(&draft, " if ");
        draft_label(&draft, build->table->groups[0].level);
        draft_words(&draft, " is the worst off, ");
        draft_words(&draft, remedy(build, "=descending", "descending"));
        draft_words(&draft, " if it is the best off");
        return draft_add(&draft);
    }
    if (!build->table->ordered && build->question->measures.count > 0) {
        return note_words(build, "the measures asked for need an order, and none is declared; add "
                                 "--order with the worst-off group first");
    }
    return done();
}

static Status note_totals(GapBuild *build)
{
    StrSpan levels = build->dimension->tally->dimensions[0].levels;
    Draft draft = draft_new(build);

    if (build->left_out_total != SET_NONE) {
        draft_label(&draft, levels.items[build->left_out_total]);
        draft_words(&draft, " is the sum of the other groups and left out");
        TRY(draft_add(&draft));
    }
    if (build->odd_total != SET_NONE) {
        draft = draft_new(build);
        draft_label(&draft, levels.items[build->odd_total]);
        draft_words(&draft, " reads like a total but is not the sum of the other groups, so it is "
                            "kept as a group; use ");
        draft_words(&draft, remedy(build, "--where", "'where:' of the group"));
        draft_words(&draft, " to leave it out if it counts people twice");
        TRY(draft_add(&draft));
    }
    return done();
}

/* Rows of a published table that were added together, which may count people twice. */
static Status note_added_rows(GapBuild *build)
{
    size_t g;

    for (g = 0; g < build->table->group_count; g++) {
        if (build->question->form == GAP_EVENTS_OF && build->cells[g].rows > 1) {
            return note_words(
                build, build->question->of_study
                           ? "several rows were added together for a group; use 'where:' of the "
                             "group to choose one kind of row if they are not of different people"
                           : "several rows were added together for a group; use --where to choose "
                             "one kind of row if they are not of different people");
        }
    }
    return done();
}

/* A mark such as <5 says between which numbers; * and a missing number say nothing of the end. */
static bool all_have_an_end(const GapBuild *build)
{
    for (size_t g = 0; g < build->table->group_count; g++) {
        const Cell *cell = &build->cells[g];

        if (cell->people_most == INT64_MAX || cell->events_most == INT64_MAX) {
            return false;
        }
    }
    return true;
}

static Status note_kept_back(GapBuild *build)
{
    Draft draft = draft_new(build);
    const char *words = all_have_an_end(build) ? "numbers kept back by who published them: "
                                               : "numbers missing, or kept back by who published "
                                                 "them: ";
    size_t named = 0;
    size_t g;

    for (g = 0; g < build->table->group_count; g++) {
        if (build->exact[g]) {
            continue;
        }
        if (named < LABELS_NAMED) {
            draft_words(&draft, named == 0 ? words : ", ");
            draft_label(&draft, build->table->groups[g].level);
        }
        named++;
    }
    if (named == 0) {
        return done();
    }
    if (named > LABELS_NAMED) {
        text_format(&draft.text, " and %zu more", named - LABELS_NAMED);
    }
    if (!build->dimension->has_reference && build->true_total == NULL) {
        draft_words(&draft, "; \"everyone else\" is without them");
    }
    return draft_add(&draft);
}

/* "age", "age or sex", "age, sex or work": columns adjusted for. */
static void draft_columns(Draft *draft, StrSpan columns)
{
    for (size_t i = 0; i < columns.count; i++) {
        draft_words(draft, i == 0 ? "" : i + 1 < columns.count ? ", " : " or ");
        draft_text(draft,
                   str_show(draft->build->context->arena, columns.items[i], LABEL_BYTES_SHOWN));
    }
}

static Status note_adjusted(GapBuild *build)
{
    StrSpan columns = build->table->adjust.columns;
    Draft draft = draft_new(build);

    if (!build->question->adjusts) {
        return done();
    }
    if (columns.count == 0) {
        return note_words(build,
                          remedy(build, "not adjusted: the groups are what would be adjusted for",
                                 "not adjusted: the groups are what would be adjusted for, "
                                 "or a combination"));
    }
    if (build->alike_unknown == 0) {
        return done();
    }
    draft_rows(&draft, SET_ROWS, build->alike_unknown);
    draft_words(&draft, " people whose ");
    draft_columns(&draft, columns);
    draft_words(&draft, " is not recorded count as alike in that where people alike are compared");
    return draft_add(&draft);
}

static Status note_one_group(GapBuild *build)
{
    return build->table->group_count == 1 ? note_words(build, "only one group: nothing to compare")
                                          : done();
}

Status gap_notes(GapBuild *build)
{
    TRY(note_not_recorded(build));
    TRY(note_unknown(build));
    TRY(note_kept_back(build));
    TRY(note_totals(build));
    TRY(note_added_rows(build));
    TRY(note_order(build));
    TRY(note_amounts(build));
    TRY(note_where(build));
    TRY(note_repeats(build));
    TRY(note_adjusted(build));
    return note_one_group(build);
}
