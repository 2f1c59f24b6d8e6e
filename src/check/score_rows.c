/* Rows of a score: judged, sorted once, dealt out to the groups. */
#include "check/score_internal.h"

#include "measure/neumaier.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ScoreKind score_kind(const RowTable *rows, size_t row)
{
    bool flagged = rows->flag != NULL && rows->flag[row] > 0;

    if (isnan(rows->value[row])) {
        return SCORE_KIND_NO_OUTCOME;
    }
    if (isnan(rows->score[row])) {
        return SCORE_KIND_NO_SCORE;
    }
    if (rows->flag != NULL && isnan(rows->flag[row])) {
        return SCORE_KIND_NO_FLAG;
    }
    if (rows->value[row] > 0) {
        return flagged ? SCORE_KIND_TP : SCORE_KIND_FN;
    }
    return flagged ? SCORE_KIND_FP : SCORE_KIND_TN;
}

static int compare_scored(const void *one, const void *other)
{
    const Scored *a = one;
    const Scored *b = other;

    if (a->score < b->score || a->score > b->score) {
        return a->score < b->score ? -1 : 1;
    }
    return a->event != b->event ? (int)a->event - (int)b->event : (int)a->flagged - (int)b->flagged;
}

/* ---- rows that are alike but for whose they are ---- */

/* Persons are numbered as they come in the file. What tells them apart without that is all that
   their rows hold: two whose rows hold the same may change places. */
typedef struct Signatures {
    uint64_t *of_unit;
    uint64_t *of_person;
} Signatures;

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash ^= value + 0x9E3779B97F4A7C15U + (hash << 6) + (hash >> 2);
    hash ^= hash >> 31;
    hash *= 0xBF58476D1CE4E5B9U;
    return hash ^ (hash >> 29);
}

static uint64_t bits_of(double value)
{
    double positive = value == 0 ? 0.0 : value; /* of two zeros one */
    uint64_t bits;

    memcpy(&bits, &positive, sizeof bits);
    return bits;
}

static Status sign(Context *context, const RowTable *rows, bool clustered, Signatures *out)
{
    out->of_unit = TAKE(context, uint64_t, clustered ? rows->unit_count : 0);
    out->of_person = TAKE(context, uint64_t, rows->person != NULL ? rows->person_count : 0);
    if (out->of_unit == NULL || out->of_person == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        uint64_t hash = mix((uint64_t)score_kind(rows, row), bits_of(rows->score[row]));

        hash = mix(hash, rows->weight != NULL ? bits_of(rows->weight[row]) : 0);
        for (size_t d = 0; d < rows->dimension_count; d++) {
            hash = mix(hash, rows->levels[d][row]);
        }
        if (clustered) {
            out->of_unit[rows->unit[row]] += hash;
        }
        if (rows->person != NULL) {
            out->of_person[rows->person[row]] += hash;
        }
    }
    return done();
}

typedef struct Tied {
    double weight;
    uint64_t unit;
    uint64_t person;
    uint32_t row;
} Tied;

static int order_of(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static int compare_tied(const void *one, const void *other)
{
    const Tied *a = one;
    const Tied *b = other;
    int by_unit = order_of(a->unit, b->unit);

    if (a->weight < b->weight || a->weight > b->weight) {
        return a->weight < b->weight ? -1 : 1;
    }
    return by_unit != 0 ? by_unit : order_of(a->person, b->person);
}

/* Puts rows of one score, outcome and flag in an order that is not the file's. */
static Status sort_ties(Context *context, const ScoreQuestion *question, ScoredRows *sorted)
{
    const RowTable *rows = question->rows;
    Tied *tied = TAKE(context, Tied, sorted->count);
    Signatures signatures;

    if (tied == NULL) {
        return fail_memory(context);
    }
    TRY(sign(context, rows, question->clustered, &signatures));
    for (size_t first = 0, next = 0; first < sorted->count; first = next) {
        for (next = first; next < sorted->count &&
                           compare_scored(&sorted->items[first], &sorted->items[next]) == 0;
             next++) {
            uint32_t row = sorted->items[next].row;

            tied[next] =
                (Tied){.weight = rows->weight != NULL ? rows->weight[row] : 1,
                       .unit = question->clustered ? signatures.of_unit[rows->unit[row]] : 0,
                       .person = rows->person != NULL ? signatures.of_person[rows->person[row]] : 0,
                       .row = row};
        }
        qsort(tied + first, next - first, sizeof tied[0], compare_tied);
        for (size_t i = first; i < next; i++) {
            sorted->items[i].row = tied[i].row;
        }
    }
    return done();
}

Status score_take_rows(Context *context, const ScoreQuestion *question, ScoredRows *out)
{
    const RowTable *rows = question->rows;

    *out = (ScoredRows){.items = TAKE(context, Scored, rows->count)};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        ScoreKind kind = score_kind(rows, row);
        bool event = kind == SCORE_KIND_TP || kind == SCORE_KIND_FN;

        if (kind >= SCORE_KINDS_KNOWN) {
            continue;
        }
        out->items[out->count++] = (Scored){rows->score[row], (uint32_t)row, event ? 1 : 0,
                                            kind == SCORE_KIND_TP || kind == SCORE_KIND_FP ? 1 : 0};
        out->events += event ? 1 : 0;
    }
    qsort(out->items, out->count, sizeof out->items[0], compare_scored);
    return question->clustered || rows->person != NULL || rows->weight != NULL
               ? sort_ties(context, question, out)
               : done();
}

/* ---- dealt out ---- */

/* What the arrays of all parts are cut from: everyone's, then each group's. */
typedef struct Arrays {
    double *score;
    double *weight;   /* NULL: rows have none */
    uint32_t *unit;   /* NULL: rows are units */
    uint32_t *person; /* NULL: rows are persons */
    uint32_t *row;
    uint8_t *event;
    uint8_t *flag;
} Arrays;

static Status take_arrays(const ScoreBuild *build, size_t count, Arrays *out)
{
    Context *context = build->context;
    const RowTable *rows = build->question->rows;
    double *weight = TAKE(context, double, rows->weight != NULL ? count : 0);
    uint32_t *unit = TAKE(context, uint32_t, build->unit != NULL ? count : 0);
    uint32_t *person = TAKE(context, uint32_t, rows->person != NULL ? count : 0);

    *out = (Arrays){.score = TAKE(context, double, count),
                    .weight = rows->weight != NULL ? weight : NULL,
                    .unit = build->unit != NULL ? unit : NULL,
                    .person = rows->person != NULL ? person : NULL,
                    .row = TAKE(context, uint32_t, count),
                    .event = TAKE(context, uint8_t, count),
                    .flag = TAKE(context, uint8_t, count)};
    return out->score == NULL || weight == NULL || unit == NULL || person == NULL ||
                   out->row == NULL || out->event == NULL || out->flag == NULL
               ? fail_memory(context)
               : done();
}

static void put_row(const RowTable *rows, const Arrays *arrays, size_t at, const Scored *scored)
{
    arrays->score[at] = scored->score;
    arrays->event[at] = scored->event;
    arrays->flag[at] = scored->flagged;
    arrays->row[at] = scored->row;
    if (arrays->weight != NULL) {
        arrays->weight[at] = rows->weight[scored->row];
    }
}

/* Those of the part from 0, in the order in which they are met; returns how many. */
static size_t number_anew(const ScoreBuild *build, const uint32_t *of_row, const uint32_t *row,
                          size_t count, uint32_t *out)
{
    uint32_t met = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t *number = &build->number[of_row[row[i]]];

        if (*number == 0) {
            *number = ++met;
        }
        out[i] = *number - 1;
    }
    for (size_t i = 0; i < count; i++) {
        build->number[of_row[row[i]]] = 0;
    }
    return met;
}

static void make_part(const ScoreBuild *build, const Arrays *arrays, size_t at, ScorePart *part)
{
    const RowTable *rows = build->question->rows;
    size_t count = 0;

    for (int kind = 0; kind < SCORE_KINDS_KNOWN; kind++) {
        count += (size_t)part->rows[kind];
    }
    part->scores = (UkScores){.count = count,
                              .score = arrays->score + at,
                              .event = arrays->event + at,
                              .workspace = build->workspace};
    part->flag = arrays->flag + at;
    part->row = arrays->row + at;
    part->persons = count;
    if (arrays->weight != NULL) {
        part->scores.weight = arrays->weight + at;
    }
    if (arrays->unit != NULL) {
        part->scores.person = arrays->unit + at;
        part->scores.persons = number_anew(build, build->unit, part->row, count, arrays->unit + at);
    }
    if (arrays->person != NULL) {
        part->person = arrays->person + at;
        part->persons = number_anew(build, rows->person, part->row, count, arrays->person + at);
    }
}

/* ---- counted ---- */

/* Persons or units by the kinds of their rows, of the rows in `order`. */
static void count_having(const ScoreBuild *build, const uint32_t *of_row, bool weighing,
                         const uint32_t *order, size_t count, ScoreHaving *out)
{
    const RowTable *rows = build->question->rows;
    const double *weight = weighing ? rows->weight : NULL;

    for (size_t i = 0; i < count; i++) {
        unsigned bit = 1U << score_kind(rows, order[i]);

        if (weight != NULL && !(weight[order[i]] > 0)) {
            continue;
        }
        if (of_row == NULL) {
            out->number[bit]++;
        } else {
            build->mark[of_row[order[i]]] |= (uint8_t)bit;
        }
    }
    for (size_t i = 0; of_row != NULL && i < count; i++) {
        uint8_t *mark = &build->mark[of_row[order[i]]];

        if (*mark != 0) {
            out->number[*mark]++;
            *mark = 0;
        }
    }
}

static void count_part(const ScoreBuild *build, const uint32_t *order, size_t count,
                       ScorePart *part)
{
    const RowTable *rows = build->question->rows;
    Neumaier weights[SCORE_KINDS] = {{0, 0}};

    for (size_t i = 0; i < count; i++) {
        ScoreKind kind = score_kind(rows, order[i]);

        part->rows[kind]++;
        neumaier_add(&weights[kind], rows->weight != NULL ? rows->weight[order[i]] : 1);
    }
    for (int kind = 0; kind < SCORE_KINDS; kind++) {
        part->weights[kind] = neumaier_total(weights[kind]);
    }
    count_having(build, rows->person, false, order, count, &part->having);
    count_having(build, build->unit, true, order, count, &part->units);
}

/* Rows of everyone by score, those that are not known behind; then of each group. */
static Status put_in_order(const ScoreBuild *build, const ScoredRows *sorted,
                           const uint32_t *level_of, const uint32_t *group_of, ScoreParts *out)
{
    const RowTable *rows = build->question->rows;
    uint32_t *order = TAKE(build->context, uint32_t, 2 * rows->count);
    size_t *next = TAKE(build->context, size_t, out->count + 1);
    size_t filled = sorted->count;

    if (order == NULL || next == NULL) {
        return fail_memory(build->context);
    }
    for (size_t i = 0; i < sorted->count; i++) {
        order[i] = sorted->items[i].row;
    }
    for (size_t row = 0; row < rows->count; row++) {
        if (score_kind(rows, row) >= SCORE_KINDS_KNOWN) {
            order[filled++] = (uint32_t)row;
        }
        next[group_of[level_of[row]] + 1]++;
    }
    next[1] = rows->count;
    for (size_t p = 2; p <= out->count; p++) {
        next[p] += next[p - 1];
    }
    for (size_t i = 0; i < rows->count; i++) {
        order[next[group_of[level_of[order[i]]]]++] = order[i];
    }
    count_part(build, order, rows->count, &out->items[0]);
    for (size_t p = 1, start = rows->count; p < out->count; start = next[p++]) {
        count_part(build, order + start, next[p] - start, &out->items[p]);
    }
    return done();
}

Status score_deal(const ScoreBuild *build, const ScoredRows *sorted, const uint32_t *level_of,
                  const uint32_t *group_of, ScoreParts *out)
{
    const RowTable *rows = build->question->rows;
    size_t *filled = TAKE(build->context, size_t, out->count);
    size_t start = sorted->count;
    Arrays arrays;

    if (filled == NULL) {
        return fail_memory(build->context);
    }
    TRY(take_arrays(build, 2 * sorted->count, &arrays));
    TRY(put_in_order(build, sorted, level_of, group_of, out));
    for (size_t p = 0; p < out->count; p++) {
        filled[p] = p == 0 ? 0 : start;
        for (int kind = 0; p > 0 && kind < SCORE_KINDS_KNOWN; kind++) {
            start += (size_t)out->items[p].rows[kind];
        }
    }
    for (size_t i = 0; i < sorted->count; i++) {
        size_t part = group_of[level_of[sorted->items[i].row]];

        put_row(rows, &arrays, i, &sorted->items[i]);
        put_row(rows, &arrays, filled[part]++, &sorted->items[i]);
    }
    start = sorted->count;
    for (size_t p = 0; p < out->count; p++) {
        make_part(build, &arrays, p == 0 ? 0 : start, &out->items[p]);
        start += p == 0 ? 0 : out->items[p].scores.count;
    }
    return done();
}
