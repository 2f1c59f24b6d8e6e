/* The interval of the integrated calibration index, which has none in closed form. */
#include "uk_ici.h"

#include "scores.h"

#include <math.h>

/* Rows are put together to so many by score at most: a curve of three quarters of them is so smooth
   that finer ones would not be seen. */
#define BINS ((size_t)64)
#define CELLS (2 * BINS) /* of each, to whom it happened and to whom not */
#define DRAWS ((size_t)200)
/* From here on a Poisson draw is a rounded normal one. */
#define MANY 40.0
#define SEED UINT64_C(20240401)

/* Cells by ascending score. */
typedef struct Cells {
    double score[CELLS];
    uint8_t event[CELLS];
    double weight[CELLS];
    double rows[CELLS];
    double drawn[CELLS]; /* weight of one draw */
    double workspace[UK_SCORES_WORKSPACE(CELLS, 0)];
    size_t count;
} Cells;

/* ---- chance ---- */

/* splitmix64 (Steele, Lea and Flood 2014): every state is the next one's number, so that a person's
   draw can be made again from who it is. */
static uint64_t mixed(uint64_t state)
{
    uint64_t z = state * UINT64_C(0x9e3779b97f4a7c15) + UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Within 0 and 1, neither included. */
static double uniform_of(uint64_t state)
{
    return ((double)(mixed(state) >> 11) + 0.5) / 9007199254740992.0;
}

/* How often one of `mean` comes in a draw: by inversion, else normal. */
static double poisson(double mean, uint64_t state)
{
    double share = uniform_of(state);
    double chance = exp(-mean);
    double below = chance;
    double times = 0.0;

    if (mean > MANY) {
        double angle = 6.283185307179586 * uniform_of(mixed(state));

        return fmax(round(mean + sqrt(mean) * sqrt(-2.0 * log(share)) * cos(angle)), 0.0);
    }
    while (share > below && times < 10.0 * MANY) {
        times += 1.0;
        chance *= mean / times;
        below += chance;
    }
    return times;
}

/* ---- cells ---- */

/* Rows in turn: which two cells each is in. Rows of one score are in the cells of their middle row,
   so that their order does not matter. */
typedef struct Walk {
    size_t row;
    size_t block_end; /* behind the last row of the same score */
    size_t bin;
    size_t cell; /* the first of two */
} Walk;

static Walk walk_begin(void)
{
    return (Walk){0, 0, SIZE_MAX, 0};
}

/* To the cells of the row; true when they are others than those of the row before. */
static bool walk_step(const UkScores *scores, Walk *walk)
{
    size_t bins = scores->count < BINS ? scores->count : BINS;
    bool first = walk->bin == SIZE_MAX;
    size_t bin;

    if (walk->row < walk->block_end) {
        return false;
    }
    while (walk->block_end < scores->count &&
           scores->score[walk->block_end] == scores->score[walk->row]) {
        walk->block_end++;
    }
    bin = (walk->row + (walk->block_end - walk->row) / 2) * bins / scores->count;
    if (bin == walk->bin) {
        return false;
    }
    walk->bin = bin;
    walk->cell += first ? 0 : 2;
    return true;
}

static void open_cells(Cells *cells, size_t at)
{
    for (size_t c = at; c < at + 2; c++) {
        cells->weight[c] = cells->rows[c] = 0.0;
        cells->event[c] = (uint8_t)(c - at);
    }
    cells->count = at + 2;
}

/* Both stand at the score of the middle of their rows. */
static void close_cells(const UkScores *scores, Cells *cells, size_t first, size_t end)
{
    if (end > first) {
        cells->score[cells->count - 2] = scores->score[first + (end - first) / 2];
        cells->score[cells->count - 1] = cells->score[cells->count - 2];
    }
}

static void fill_cells(const UkScores *scores, Cells *cells)
{
    Walk walk = walk_begin();
    size_t first = 0;

    cells->count = 0;
    for (; walk.row < scores->count; walk.row++) {
        size_t cell;

        if (walk_step(scores, &walk)) {
            close_cells(scores, cells, first, walk.row);
            open_cells(cells, walk.cell);
            first = walk.row;
        }
        cell = walk.cell + (scores->event[walk.row] != 0 ? 1 : 0);
        cells->weight[cell] += scores_weight(scores, walk.row);
        cells->rows[cell] += 1.0;
    }
    close_cells(scores, cells, first, scores->count);
}

/* Heights of the curve at every cell; false: there is none. */
static bool curve_of(Cells *cells, const double *weight, double *height)
{
    UkScores scores = {.count = cells->count,
                       .score = cells->score,
                       .event = cells->event,
                       .weight = weight,
                       .workspace = cells->workspace};
    UkCalibrationCurve curve;

    if (!uk_calibration_curve(&scores, &curve)) {
        return false;
    }
    for (size_t c = 0; c < cells->count; c++) {
        height[c] = uk_calibration_curve_at(&curve, cells->score[c]);
    }
    return true;
}

/* Mean distance of a curve from other heights. */
static double distance_of(const Cells *cells, const double *weight, const double *height,
                          const double *other)
{
    double sum = 0.0;
    double all = 0.0;

    for (size_t c = 0; c < cells->count; c++) {
        sum += weight[c] * fabs(height[c] - other[c]);
        all += weight[c];
    }
    return sum / all;
}

/* ---- draws ---- */

/* Rows that each are another person, all of the same weight, are drawn by the cell. */
static void draw_cells(Cells *cells, size_t draw)
{
    for (size_t c = 0; c < cells->count; c++) {
        uint64_t state = mixed(SEED + draw) + c;

        cells->drawn[c] = cells->rows[c] > 0.0
                              ? cells->weight[c] / cells->rows[c] * poisson(cells->rows[c], state)
                              : 0.0;
    }
}

/* Whoever is drawn comes with all rows. */
static void draw_persons(const UkScores *scores, Cells *cells, size_t draw)
{
    Walk walk = walk_begin();

    for (size_t c = 0; c < cells->count; c++) {
        cells->drawn[c] = 0.0;
    }
    for (; walk.row < scores->count; walk.row++) {
        uint64_t who = scores->person == NULL ? walk.row : scores->person[walk.row];
        double times = poisson(1.0, mixed(SEED + draw) + who);
        size_t event = scores->event[walk.row] != 0 ? 1 : 0;

        (void)walk_step(scores, &walk);
        cells->drawn[walk.cell + event] += times * scores_weight(scores, walk.row);
    }
}

static void insert(double *sorted, size_t count, double value)
{
    size_t at = count;

    for (; at > 0 && sorted[at - 1] > value; at--) {
        sorted[at] = sorted[at - 1];
    }
    sorted[at] = value;
}

static double spread_of(const double *values, size_t count)
{
    double mean = 0.0;
    double squares = 0.0;

    for (size_t i = 0; i < count; i++) {
        mean += values[i] / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        squares += (values[i] - mean) * (values[i] - mean);
    }
    return sqrt(squares / (double)(count - 1));
}

/* What the draws gave, ascending. */
typedef struct Draws {
    double middle[CELLS]; /* the curve of all rows */
    double index[DRAWS];  /* distances from the scores */
    double noise[DRAWS];  /* distances from the curve of all rows: what chance alone makes */
    size_t count;
} Draws;

/* None where all rows have no curve. */
static void draw_all(const UkScores *scores, Cells *cells, Draws *draws)
{
    bool by_cell = scores->person == NULL && scores->weight == NULL;
    double height[CELLS];
    size_t tries = curve_of(cells, cells->weight, draws->middle) ? DRAWS : 0;

    draws->count = 0;
    for (size_t draw = 0; draw < tries; draw++) {
        double index;

        if (by_cell) {
            draw_cells(cells, draw);
        } else {
            draw_persons(scores, cells, draw);
        }
        if (!curve_of(cells, cells->drawn, height)) {
            continue;
        }
        index = distance_of(cells, cells->drawn, height, cells->score);
        if (isfinite(index)) {
            double noise = distance_of(cells, cells->weight, height, draws->middle);

            insert(draws->noise, draws->count, noise);
            insert(draws->index, draws->count, index);
            draws->count++;
        }
    }
}

UkInterval uk_ici_bootstrap(const UkScores *scores, double confidence)
{
    UkInterval out = {uk_calibration_errors(scores).ici, (double)NAN, (double)NAN, (double)NAN};
    double own;
    double high;
    Cells cells;
    Draws draws;

    if (isnan(out.estimate) || !(confidence > 0.0 && confidence < 1.0)) {
        return out;
    }
    fill_cells(scores, &cells);
    draw_all(scores, &cells, &draws);
    if (draws.count < DRAWS / 2) {
        return out;
    }
    own = distance_of(&cells, cells.weight, draws.middle, cells.score);
    high = scores_quantile(draws.index, draws.count, (1.0 + confidence) / 2.0);
    out.se = spread_of(draws.index, draws.count);
    out.low = own > scores_quantile(draws.noise, draws.count, (1.0 + confidence) / 2.0)
                  ? fmin(fmax(out.estimate + own - high, 0.0), out.estimate)
                  : 0.0;
    out.high = fmax(out.estimate - own + high, out.estimate);
    return out;
}
