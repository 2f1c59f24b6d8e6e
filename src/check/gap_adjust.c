/* People of a table by group and by what is adjusted for, and what comparing them alike gives. */
#include "check/adjusted.h"
#include "check/gap_internal.h"
#include "study/labels.h"

#include <math.h>

/* A level of fewer is none of its own. */
#define PEOPLE_FOR_A_LEVEL 10

/* Levels of the columns to adjust for, those not recorded made one of their own. */
typedef struct AdjustLevels {
    uint32_t **level; /* by column: of each level of the tally's dimension, the one it counts as */
    uint32_t **unknown; /* 1 where that is not recorded */
    uint32_t *counts;
} AdjustLevels;

/* Numbers the levels of one column: those not recorded are one, those of few people are one (the
   model could tell nothing of them but who they are), or with the most frequent one where they are
   few together. */
static uint32_t number_levels(const Dimension *dimension, const Tally *alone, uint32_t *level,
                              uint32_t *unknown)
{
    enum { NOT_RECORDED_ONES, FEW_ONES, KINDS };
    int64_t together[KINDS] = {0, 0};
    uint32_t number[KINDS];
    uint32_t count = 0;
    int64_t most = -1;
    uint32_t largest = 0;

    for (uint32_t i = 0; i < dimension->levels.count; i++) {
        const Cell *cell = tally_find(alone, &i);
        int64_t people = cell == NULL ? 0 : cell->people;

        unknown[i] = label_not_recorded(dimension->levels.items[i]) == RECORDED ? 0 : 1;
        level[i] = SET_NONE;
        if (unknown[i] != 0) {
            together[NOT_RECORDED_ONES] += people;
        } else if (people < PEOPLE_FOR_A_LEVEL) {
            together[FEW_ONES] += people;
        } else {
            largest = people > most ? count : largest;
            most = people > most ? people : most;
            level[i] = count++;
        }
    }
    for (int kind = 0; kind < KINDS; kind++) {
        bool own = together[kind] >= PEOPLE_FOR_A_LEVEL || (together[kind] > 0 && count == 0);

        number[kind] = own ? count++ : largest;
    }
    for (size_t i = 0; i < dimension->levels.count; i++) {
        level[i] = level[i] != SET_NONE ? level[i]
                                        : number[unknown[i] != 0 ? NOT_RECORDED_ONES : FEW_ONES];
    }
    return count > 0 ? count : 1;
}

static Status take_levels(Context *context, const Tally *tally, size_t first, AdjustLevels *out)
{
    size_t count = tally->dimension_count - first;

    out->level = TAKE(context, uint32_t *, count);
    out->unknown = TAKE(context, uint32_t *, count);
    out->counts = TAKE(context, uint32_t, count);
    if (out->level == NULL || out->unknown == NULL || out->counts == NULL) {
        return fail_memory(context);
    }
    for (size_t f = 0; f < count; f++) {
        const Dimension *dimension = &tally->dimensions[first + f];

        uint32_t keep = (uint32_t)(first + f);
        Tally alone;

        TRY(check_stop(context));
        TRY(tally_roll_up(context, tally, &keep, 1, &alone));
        out->level[f] = TAKE(context, uint32_t, dimension->levels.count);
        out->unknown[f] = TAKE(context, uint32_t, dimension->levels.count);
        if (out->level[f] == NULL || out->unknown[f] == NULL) {
            return fail_memory(context);
        }
        out->counts[f] = number_levels(dimension, &alone, out->level[f], out->unknown[f]);
    }
    return done();
}

/* One pattern for each combination of levels that occurs, whatever the group: cells of `rolled`. */
static Status take_patterns(Context *context, const Tally *rolled, const AdjustLevels *levels,
                            FindingAdjust *out)
{
    size_t count = rolled->dimension_count;
    uint32_t *patterns = TAKE(context, uint32_t, rolled->cell_count * count);

    if (patterns == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < rolled->cell_count; i++) {
        for (size_t f = 0; f < count; f++) {
            patterns[i * count + f] = levels->level[f][rolled->keys[i * count + f]];
        }
    }
    out->level_counts = levels->counts;
    out->patterns = patterns;
    out->pattern_count = rolled->cell_count;
    return done();
}

/* The table's group of each level of the dimension, SET_NONE for one that is none of its groups. */
static Status groups_of_levels(const GapBuild *build, uint32_t **out)
{
    uint32_t *groups = TAKE(build->context, uint32_t, build->plan->count);

    if (groups == NULL) {
        return fail_memory(build->context);
    }
    for (size_t i = 0; i < build->plan->count; i++) {
        groups[i] = SET_NONE;
    }
    for (uint32_t g = 0; g < build->table->group_count; g++) {
        groups[build->levels[g]] = build->exact[g] ? g : SET_NONE;
    }
    *out = groups;
    return done();
}

static bool is_unknown(const AdjustLevels *levels, const uint32_t *key, size_t count)
{
    for (size_t f = 0; f < count; f++) {
        if (levels->unknown[f][key[f]] != 0) {
            return true;
        }
    }
    return false;
}

/* The table's people by group and pattern. */
static Status fill_cells(GapBuild *build, uint32_t period, const Tally *rolled,
                         const AdjustLevels *levels)
{
    const Tally *tally = build->dimension->adjusting;
    size_t width = tally->dimension_count;
    size_t first = width - rolled->dimension_count;
    uint32_t *cell_group = TAKE(build->context, uint32_t, tally->cell_count);
    uint32_t *cell_pattern = TAKE(build->context, uint32_t, tally->cell_count);
    double *people = TAKE(build->context, double, tally->cell_count);
    double *events = TAKE(build->context, double, tally->cell_count);
    FindingAdjust *adjust = &build->table->adjust;
    uint32_t *groups;

    if (cell_group == NULL || cell_pattern == NULL || people == NULL || events == NULL) {
        return fail_memory(build->context);
    }
    TRY(groups_of_levels(build, &groups));
    for (size_t i = 0; i < tally->cell_count; i++) {
        const uint32_t *key = &tally->keys[i * width];
        const Cell *cell = &tally->cells[i];
        size_t at = adjust->cell_count;

        if (groups[key[0]] == SET_NONE || cell->people == 0 ||
            (build->question->has_period && key[1] != period)) {
            continue;
        }
        cell_group[at] = groups[key[0]];
        cell_pattern[at] = (uint32_t)(tally_find(rolled, key + first) - rolled->cells);
        people[at] = (double)cell->people;
        events[at] = (double)cell->events;
        adjust->cell_count++;
        build->alike_unknown +=
            is_unknown(levels, key + first, rolled->dimension_count) ? cell->people : 0;
    }
    adjust->cell_group = cell_group;
    adjust->cell_pattern = cell_pattern;
    adjust->people = people;
    adjust->events = events;
    return done();
}

static Status take_columns(const GapBuild *build, const Tally *rolled, FindingAdjust *out)
{
    StrSpan names = build->dimension->adjusting_names;
    Str *columns = TAKE(build->context, Str, rolled->dimension_count);

    if (columns == NULL) {
        return fail_memory(build->context);
    }
    for (size_t f = 0; f < rolled->dimension_count; f++) {
        columns[f] = names.count > 0 ? names.items[f] : rolled->dimensions[f].name;
    }
    out->columns = (StrSpan){columns, rolled->dimension_count};
    return done();
}

/* Those that are compared and whose plain difference is there: what has no plain one has no
   adjusted one. */
static Status fill_groups(GapBuild *build)
{
    FindingTable *table = build->table;
    AdjustedWork *work;

    TRY(adjusted_work_new(build->context, table, NULL, &work));
    for (uint32_t g = 0; g < table->group_count; g++) {
        const Quantity *difference = &table->groups[g].difference;

        TRY(check_stop(build->context));
        table->groups[g].adjusted = isnan(difference->exact.estimate)
                                        ? adjusted_undefined(difference->undefined)
                                        : adjusted_of_group(work, g);
    }
    return done();
}

Status gap_adjust(GapBuild *build, uint32_t period)
{
    const Tally *tally = build->dimension->adjusting;
    size_t first = build->question->has_period ? 2 : 1;
    AdjustLevels levels;
    uint32_t *keep;
    Tally rolled;

    if (tally == NULL) {
        return done();
    }
    keep = TAKE(build->context, uint32_t, tally->dimension_count);
    if (keep == NULL) {
        return fail_memory(build->context);
    }
    for (size_t f = first; f < tally->dimension_count; f++) {
        keep[f - first] = (uint32_t)f;
    }
    TRY(tally_roll_up(build->context, tally, keep, tally->dimension_count - first, &rolled));
    TRY(take_levels(build->context, tally, first, &levels));
    TRY(take_columns(build, &rolled, &build->table->adjust));
    TRY(take_patterns(build->context, &rolled, &levels, &build->table->adjust));
    TRY(fill_cells(build, period, &rolled, &levels));
    return fill_groups(build);
}
