#include "check/pairs.h"

#include "measure/uk_auc.h"

#include <math.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    const PairRow *one = a;
    const PairRow *other = b;

    return one->value < other->value ? -1 : one->value > other->value;
}

static Status make_room(Context *context, size_t count, PairValues *out)
{
    if (count <= out->capacity) {
        return done();
    }
    *out = (PairValues){.capacity = count,
                        .rows = TAKE(context, PairRow, count),
                        .score = TAKE(context, double, count),
                        .event = TAKE(context, uint8_t, count),
                        .score_without = TAKE(context, double, count),
                        .event_without = TAKE(context, uint8_t, count),
                        .workspace = TAKE(context, double, UK_SCORES_WORKSPACE(count, 0))};
    if (out->rows == NULL || out->score == NULL || out->event == NULL ||
        out->score_without == NULL || out->event_without == NULL || out->workspace == NULL) {
        return fail_memory(context);
    }
    return done();
}

Status pairs_sort(Context *context, const RowTable *rows, size_t dimension, PairValues *out)
{
    size_t count = 0;

    TRY(make_room(context, rows->count, out));
    out->missing = 0;
    for (size_t row = 0; row < rows->count; row++) {
        if (isnan(rows->score[row])) {
            out->missing++;
        } else {
            out->rows[count++] = (PairRow){rows->score[row], rows->levels[dimension][row]};
        }
    }
    qsort(out->rows, count, sizeof *out->rows, by_value);
    out->count = count;
    for (size_t i = 0; i < count; i++) {
        out->score[i] = out->rows[i].value;
    }
    return done();
}

int64_t pairs_mark(const PairValues *values, uint32_t level)
{
    int64_t members = 0;

    for (size_t i = 0; i < values->count; i++) {
        values->event[i] = values->rows[i].level == level ? 1 : 0;
        members += values->event[i];
    }
    return members;
}

/* How many different values the side that has fewer of them has, and of how few people either side
   has one of everyone's values. */
static void count_values(const PairValues *values, Quantity *quantity)
{
    int64_t different[2] = {0, 0};
    int64_t fewest = INT64_MAX;

    for (size_t i = 0; i < values->count;) {
        int64_t here[2] = {0, 0};
        size_t first = i;

        for (; i < values->count && values->score[i] == values->score[first]; i++) {
            here[values->event[i]]++;
        }
        for (size_t side = 0; side < 2; side++) {
            different[side] += here[side] > 0 ? 1 : 0;
            fewest = here[side] < fewest ? here[side] : fewest;
        }
    }
    quantity->values = different[0] < different[1] ? different[0] : different[1];
    quantity->fewest = fewest;
}

/* ---- pairs ---- */

static UkInterval pairs_of(const PairValues *values, double confidence)
{
    UkScores scores = {.count = values->count,
                       .score = values->score,
                       .event = values->event,
                       .workspace = values->workspace};

    return uk_auc(&scores, confidence);
}

static UkInterval without(const PairValues *values, size_t row, double confidence)
{
    UkScores scores = {.score = values->score_without,
                       .event = values->event_without,
                       .workspace = values->workspace};

    for (size_t i = 0; i < values->count; i++) {
        if (i != row) {
            values->score_without[scores.count] = values->score[i];
            values->event_without[scores.count++] = values->event[i];
        }
    }
    return uk_auc(&scores, confidence);
}

/* The most that one person's absence moves it: somebody's at an end of either side, since what a
   person adds rises or falls with the value. NaN: not known. */
static double influence_of(const PairValues *values, UkInterval all, double confidence)
{
    double most = 0;

    for (size_t end = 0; end < 4; end++) {
        uint8_t side = end < 2 ? 1 : 0;
        size_t row = 0;
        UkInterval less;

        for (size_t i = 0; i < values->count; i++) {
            size_t at = end % 2 == 0 ? i : values->count - 1 - i;

            if (values->event[at] == side) {
                row = at;
                break;
            }
        }
        less = without(values, row, confidence);
        if (isnan(less.estimate) || isnan(less.low) || isnan(less.high)) {
            return (double)NAN;
        }
        most = fmax(most, fabs(less.estimate - all.estimate));
        most = fmax(most, fmax(fabs(less.low - all.low), fabs(less.high - all.high)));
        most = fmax(most, fabs(less.se - all.se));
    }
    return most;
}

void check_pairs(const PairValues *values, uint32_t own, uint32_t others, double confidence,
                 FindingGroup *group)
{
    UkInterval pairs = pairs_of(values, confidence);
    Quantity quantity = quantity_new(QUANTITY_PAIRS, METHOD_DELONG, own, others);

    quantity.exact = (Interval){pairs.estimate, pairs.se, pairs.low, pairs.high};
    if (isnan(pairs.estimate)) {
        quantity.undefined = STR("nobody to pair with has a value");
    } else if (isnan(pairs.low)) {
        quantity.undefined = STR("the two sides do not overlap, or one is a single person: no "
                                 "interval");
    } else {
        quantity.influence = influence_of(values, pairs, confidence);
    }
    count_values(values, &quantity);
    group->estimate = quantity;
    quantity.kind = QUANTITY_PAIRS_GAP;
    quantity.exact.estimate -= 0.5;
    quantity.exact.low -= 0.5;
    quantity.exact.high -= 0.5;
    group->difference = quantity;
}
