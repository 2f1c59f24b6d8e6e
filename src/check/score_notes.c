/* What a reader must know beside the numbers of a score, in whole sentences. */
#include "check/score_internal.h"

#define NUMBERS_MOST 2
#define NOTES_MOST 12

/* A note while it is written: its numbers are sets of the table. */
typedef struct Draft {
    const ScoreBuild *build;
    FindingTable *table;
    Text text;
    Quantity numbers[NUMBERS_MOST];
    size_t number_count;
} Draft;

static Draft draft_new(const ScoreBuild *build, FindingTable *table)
{
    return (Draft){.build = build, .table = table, .text = text_new(build->context->arena)};
}

static void draft_words(Draft *draft, const char *words)
{
    text_add(&draft->text, str_from(words));
}

/* A brace in a name must not pass for the place of a number. */
static void draft_name(Draft *draft, Str name)
{
    Str shown = str_show(draft->build->context->arena, name, 60);

    text_add_byte(&draft->text, '\'');
    for (size_t i = 0; i < shown.length; i++) {
        if (shown.bytes[i] == '{') {
            text_add_byte(&draft->text, '{');
        }
        text_add_byte(&draft->text, shown.bytes[i]);
    }
    text_add_byte(&draft->text, '\'');
}

static void draft_number(Draft *draft, uint32_t set)
{
    text_format(&draft->text, "{%zu}", draft->number_count);
    draft->numbers[draft->number_count++] =
        quantity_new(QUANTITY_PEOPLE, METHOD_NONE, set, SET_NONE);
}

/* Rows of the file, whoever they are. */
static void draft_rows(Draft *draft, CellSetKind kind, int64_t rows)
{
    FindingTable *table = draft->table;

    table->sets[table->set_count] =
        (CellSet){.kind = kind,
                  .level = SET_NONE,
                  .counts = {.rows = rows, .people = rows, .people_most = rows, .persons = rows}};
    draft_number(draft, (uint32_t)table->set_count++);
}

static Status draft_add(Draft *draft)
{
    Context *context = draft->build->context;
    FindingNotes *notes = &draft->table->notes;
    FindingNote *note = &notes->items[notes->count];

    *note = (FindingNote){.quantities = TAKE(context, Quantity, draft->number_count),
                          .quantity_count = draft->number_count};
    if (note->quantities == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < draft->number_count; i++) {
        note->quantities[i] = draft->numbers[i];
    }
    TRY(text_finish(context, &draft->text, &note->text));
    notes->count++;
    return done();
}

static Status note_unknown(const ScoreBuild *build, FindingTable *table, ScoreSet set,
                           const char *words)
{
    const ScoreGroup *everyone =
        &build->findings->tables[table - build->findings->answer.tables].groups[0];
    uint32_t index = everyone->sets + (uint32_t)set;
    Draft draft = draft_new(build, table);

    if (table->sets[index].counts.people == 0) {
        return done();
    }
    draft_number(&draft, index);
    draft_words(&draft, build->question->rows->person != NULL ? " rows" : " people");
    draft_words(&draft, words);
    return draft_add(&draft);
}

static Status note_where(const ScoreBuild *build, FindingTable *table)
{
    const ScoreQuestion *question = build->question;
    int64_t left_out =
        question->rows_read - (int64_t)question->rows->count - question->without_design;
    Draft draft = draft_new(build, table);

    if (left_out > 0) {
        draft_rows(&draft, SET_ROWS, left_out);
        draft_words(&draft, " of ");
        draft_rows(&draft, SET_ALL_ROWS, question->rows_read);
        draft_words(&draft, " rows are left out by --where");
        TRY(draft_add(&draft));
    }
    if (question->where_unknown > 0) {
        draft = draft_new(build, table);
        draft_rows(&draft, SET_ROWS, question->where_unknown);
        draft_words(&draft, " of the rows left out by --where lack a value it asks for");
        TRY(draft_add(&draft));
    }
    return done();
}

/* Silent where every row is of another person: nothing was allowed for. */
static Status note_persons(const ScoreBuild *build, FindingTable *table)
{
    const RowTable *rows = build->question->rows;
    const ScoreGroup *everyone =
        &build->findings->tables[table - build->findings->answer.tables].groups[0];
    const Counts *counts = &table->sets[everyone->sets + SCORE_SET_OUTCOME].counts;
    Draft draft = draft_new(build, table);

    if (counts->persons < counts->people) {
        draft_words(&draft, "rows repeat people: ");
        draft_rows(&draft, SET_ALL_ROWS, counts->people);
        draft_words(&draft, " rows are of ");
        draft_rows(&draft, SET_ALL_ROWS, counts->persons);
        draft_words(&draft, " people; counts are of rows, and the intervals allow for people with "
                            "several rows");
        TRY(draft_add(&draft));
    }
    if (rows->person_missing > 0) {
        draft = draft_new(build, table);
        draft_rows(&draft, SET_ROWS, rows->person_missing);
        draft_words(&draft, " rows do not say whose they are; each is taken for a person of its "
                            "own");
        TRY(draft_add(&draft));
    }
    return done();
}

/* Who was left out for want of a weight or a unit, and what the numbers go by. */
static Status note_design(const ScoreBuild *build, FindingTable *table)
{
    const ScoreQuestion *question = build->question;
    Draft draft = draft_new(build, table);

    if (question->weighted) {
        draft_words(&draft, "rates and all else are weighted; n and events count rows as they are");
        TRY(draft_add(&draft));
    }
    if (question->clustered) {
        draft = draft_new(build, table);
        draft_words(&draft, "the intervals allow for rows that belong together; how many of those "
                            "units there are decides how wide they are, not how many rows");
        TRY(draft_add(&draft));
    }
    if (question->without_design > 0) {
        draft = draft_new(build, table);
        draft_rows(&draft, SET_ROWS, question->without_design);
        draft_words(&draft, " of ");
        draft_rows(&draft, SET_ALL_ROWS, question->rows_read);
        draft_words(&draft, question->weighted && question->clustered
                                ? " rows have no weight or no unit"
                            : question->weighted ? " rows have no weight"
                                                 : " rows do not say what they belong to");
        draft_words(&draft, " and are left out");
        TRY(draft_add(&draft));
    }
    return done();
}

static Status note_repeats(const ScoreBuild *build, FindingTable *table)
{
    const ScoreQuestion *question = build->question;
    Draft draft = draft_new(build, table);

    if (question->rows->person != NULL) {
        return note_persons(build, table);
    }
    if (question->repeating.length == 0) {
        return done();
    }
    draft_words(&draft, "rows repeat people: ");
    draft_name(&draft, question->repeating);
    draft_words(&draft, " has ");
    draft_rows(&draft, SET_ROWS, question->repeating_distinct);
    draft_words(&draft, " different values in ");
    draft_rows(&draft, SET_ALL_ROWS, (int64_t)question->rows->count);
    draft_words(&draft, " rows; each row is taken for a person of its own, so that the intervals "
                        "may look narrower than they are; add --person with that column");
    return draft_add(&draft);
}

static Status note_words(const ScoreBuild *build, FindingTable *table, const char *words)
{
    Draft draft = draft_new(build, table);

    draft_words(&draft, words);
    return draft_add(&draft);
}

Status score_notes(const ScoreBuild *build, size_t index)
{
    FindingTable *table = &build->findings->answer.tables[index];

    table->notes.capacity = NOTES_MOST;
    table->notes.items = TAKE(build->context, FindingNote, table->notes.capacity);
    if (table->notes.items == NULL) {
        return fail_memory(build->context);
    }
    TRY(note_where(build, table));
    TRY(note_unknown(build, table, SCORE_SET_NO_OUTCOME,
                     " whose outcome is not known are left out of every group"));
    TRY(note_unknown(build, table, SCORE_SET_NO_SCORE,
                     " whose score is not known are left out of every group; whom a score "
                     "is missing for is a question of its own"));
    TRY(note_unknown(build, table, SCORE_SET_NO_FLAG,
                     " of whom it is not known whether they are flagged are left out of every "
                     "group"));
    TRY(note_repeats(build, table));
    TRY(note_design(build, table));
    if (build->findings->tables[index].group_count == 2) {
        TRY(note_words(build, table, "only one group: nothing to compare"));
    }
    return build->probability
               ? done()
               : note_words(build, table,
                            "some scores are below 0 or above 1: they are no probabilities, so "
                            "what the score promises cannot be held against what came");
}
