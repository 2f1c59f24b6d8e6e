/* Small tables written as they are read, made into tallies and questions for check_gap. */
#ifndef UK_TESTS_GAP_FIXTURE_H
#define UK_TESTS_GAP_FIXTURE_H

#include "check/gap.h"
#include "tap.h"

typedef struct FixtureGroup {
    const char *level;
    const char *period; /* NULL: none */
    Cell cell;
} FixtureGroup;

#define FIXTURE_BYTES ((size_t)1 << 26)

static inline Cell fixture_share(int64_t people, int64_t events)
{
    return (Cell){.rows = people,
                  .people = people,
                  .people_most = people,
                  .events = events,
                  .events_most = events};
}

/* One row of a published table. */
static inline Cell fixture_published(int64_t people, int64_t people_most, int64_t events,
                                     int64_t events_most)
{
    return (Cell){.rows = 1,
                  .people = people,
                  .people_most = people_most,
                  .events = events,
                  .events_most = events_most};
}

/* Amounts given one by one, in whole units. */
static inline Cell fixture_amounts(const double *amounts, size_t count)
{
    Cell total = {0};
    size_t i;

    for (i = 0; i < count; i++) {
        int64_t x = (int64_t)(amounts[i] * 1e6 + (amounts[i] < 0 ? -0.5 : 0.5));
        Cell one = {.rows = 1,
                    .people = 1,
                    .people_most = 1,
                    .sum = x,
                    .sum_of_squares = (Int128)x * x,
                    .largest = x < 0 ? -x : x};

        cell_add(&total, &one);
    }
    return total;
}

/* Adds a dimension `column` made of the groups to the question; false when memory is spent. */
static inline Status fixture_dimension(Context *context, const char *column,
                                       const FixtureGroup *groups, size_t count,
                                       GapQuestion *question)
{
    Str names[2] = {str_from(column), STR("period")};
    bool periods = groups[0].period != NULL;
    Tally *tally = TAKE(context, Tally, 1);
    GapDimension *dimensions = TAKE(context, GapDimension, question->dimension_count + 1);
    TallyBuilder *builder;
    size_t i;

    if (tally == NULL || dimensions == NULL) {
        return fail_memory(context);
    }
    TRY(tally_builder_new(context, (StrSpan){names, periods ? 2 : 1}, &builder));
    for (i = 0; i < count; i++) {
        Str labels[2] = {str_from(groups[i].level),
                         periods ? str_from(groups[i].period) : STR_NONE};

        TRY(tally_builder_add(context, builder, labels, &groups[i].cell));
        question->rows_read += groups[i].cell.rows + groups[i].cell.unknown;
    }
    TRY(tally_builder_finish(context, builder, tally));
    for (i = 0; i < question->dimension_count; i++) {
        dimensions[i] = question->dimensions[i];
    }
    dimensions[i] = (GapDimension){.column = str_from(column), .tally = tally};
    question->dimensions = dimensions;
    question->dimension_count++;
    question->has_period = periods;
    question->rows_kept = question->rows_read;
    return done();
}

/* The same for groups whose cells come in parts by a column `alike` that is adjusted for: the
   `period` of each part is its level there. */
static inline Status fixture_adjusting(Context *context, const char *column,
                                       const FixtureGroup *parts, size_t count,
                                       GapQuestion *question)
{
    FixtureGroup *groups = TAKE(context, FixtureGroup, count);
    Str names[2] = {str_from(column), STR("alike")};
    Tally *adjusting = TAKE(context, Tally, 1);
    TallyBuilder *builder;
    size_t i;

    if (groups == NULL || adjusting == NULL) {
        return fail_memory(context);
    }
    TRY(tally_builder_new(context, (StrSpan){names, 2}, &builder));
    for (i = 0; i < count; i++) {
        Str labels[2] = {str_from(parts[i].level), str_from(parts[i].period)};

        TRY(tally_builder_add(context, builder, labels, &parts[i].cell));
        groups[i] = parts[i];
        groups[i].period = NULL;
    }
    TRY(tally_builder_finish(context, builder, adjusting));
    TRY(fixture_dimension(context, column, groups, count, question));
    question->dimensions[question->dimension_count - 1].adjusting = adjusting;
    question->adjusts = true;
    return done();
}

/* Prints the notes of mistakes, for a test that fails. */
static inline void fixture_print_notes(const Context *context)
{
    const Note *note;

    for (note = context->first; note != NULL; note = note->next) {
        printf("# %.*s: %.*s\n", STR_ARGS(note->place.file), STR_ARGS(note->text));
    }
}

#endif
