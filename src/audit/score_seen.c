#include "audit/score_seen.h"

#include "tally/exact_sum.h"

#include <math.h>

/* No more than 2^63 rows of at most 1 each. */
#define EXPECTED_EXPONENT 63

bool score_row_known(const RowTable *rows, size_t row)
{
    return !isnan(rows->value[row]) && !isnan(rows->score[row]) &&
           (rows->flag == NULL || !isnan(rows->flag[row]));
}

Seen score_look_at(const RowTable *rows)
{
    Seen seen = {.lowest = (double)INFINITY, .highest = -(double)INFINITY};

    for (size_t row = 0; row < rows->count; row++) {
        if (score_row_known(rows, row)) {
            seen.known++;
            seen.events += rows->value[row] > 0 ? 1 : 0;
            seen.lowest = fmin(seen.lowest, rows->score[row]);
            seen.highest = fmax(seen.highest, rows->score[row]);
        }
    }
    return seen;
}

Status score_repeats_people(Context *context, const RowTable *rows, bool *out)
{
    bool *met = TAKE(context, bool, rows->person_count);

    *out = false;
    if (met == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; rows->person != NULL && row < rows->count; row++) {
        if (score_row_known(rows, row)) {
            *out |= met[rows->person[row]];
            met[rows->person[row]] = true;
        }
    }
    return done();
}

size_t score_dimension_of(const Room *room, const ScoreRows *rows, size_t index)
{
    uint32_t column = room->groupings[rows->groupings[index]].column;
    size_t before = 0;

    for (size_t i = 0; i < index; i++) {
        uint32_t other = room->groupings[rows->groupings[i]].column;
        bool first = true;

        if (other == column) {
            return score_dimension_of(room, rows, i);
        }
        for (size_t k = 0; k < i; k++) {
            first &= room->groupings[rows->groupings[k]].column != other;
        }
        before += first ? 1 : 0;
    }
    return before;
}

Status score_sum_expected(Context *context, const RowTable *rows, size_t dimension,
                          const ScoreTable *score, double **out)
{
    StrSpan levels = rows->dimensions[dimension].levels;
    Exact *sums = TAKE(context, Exact, levels.count);
    Scale scale = exact_scale(EXPECTED_EXPONENT);

    *out = TAKE(context, double, score->group_count);
    if (sums == NULL || *out == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        if (score_row_known(rows, row)) {
            exact_add(&sums[rows->levels[dimension][row]], rows->score[row], scale, 1);
        }
    }
    for (size_t g = 1; g < score->group_count; g++) {
        for (size_t l = 0; l < levels.count; l++) {
            if (str_equal(levels.items[l], score->groups[g].level)) {
                (*out)[g] = (int128_to_double(sums[l].high) +
                             int128_to_double(sums[l].low) / EXACT_LOW_QUANTA) *
                            scale.quantum;
            }
        }
    }
    return done();
}
