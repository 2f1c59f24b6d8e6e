/* The estimators on cells behind one shape: counts as numbers in, an interval out. */
#ifndef UK_TESTS_MEASURE_CELL_CALLS_H
#define UK_TESTS_MEASURE_CELL_CALLS_H

#include "uk_standardised.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#define CELLS_MAX 40
#define FACTORS_MAX 4
#define CELL_PARAMETERS_MAX 20

/* Cells as the tables have them: factors, their levels' counts, cells; for each cell its levels,
   its people, its events. */
typedef struct CellRows {
    UkCells cells;
    uint32_t level_counts[FACTORS_MAX];
    uint32_t levels[CELLS_MAX * FACTORS_MAX];
    double people[CELLS_MAX];
    double events[CELLS_MAX];
    double workspace[UK_LOGISTIC_WORKSPACE(CELLS_MAX, CELL_PARAMETERS_MAX)];
    size_t used; /* numbers read */
} CellRows;

/* False where the cells are more or less than the numbers. */
static inline bool cell_rows_read(const double *a, size_t count, CellRows *rows)
{
    size_t factors = (size_t)a[0];
    size_t cells = factors + 1 < count ? (size_t)a[factors + 1] : 0;
    const double *at = a + factors + 2;

    rows->used = factors + 2 + cells * (factors + 2);
    if (factors == 0 || factors > FACTORS_MAX || cells == 0 || cells > CELLS_MAX ||
        rows->used > count) {
        return false;
    }
    for (size_t f = 0; f < factors; f++) {
        rows->level_counts[f] = (uint32_t)a[1 + f];
    }
    for (size_t i = 0; i < cells; i++, at += factors + 2) {
        for (size_t f = 0; f < factors; f++) {
            rows->levels[i * factors + f] = (uint32_t)at[f];
        }
        rows->people[i] = at[factors];
        rows->events[i] = at[factors + 1];
    }
    rows->cells = (UkCells){.count = cells,
                            .factor_count = factors,
                            .level_counts = rows->level_counts,
                            .levels = rows->levels,
                            .people = rows->people,
                            .events = rows->events,
                            .workspace = rows->workspace};
    return uk_logistic_parameters(rows->level_counts, factors) <= CELL_PARAMETERS_MAX;
}

/* -1e300 is in no table */
static inline UkInterval call_no_cells(void)
{
    return (UkInterval){-1e300, (double)NAN, (double)NAN, (double)NAN};
}

/* the cells, which level, confidence */
static inline UkInterval call_uk_standardised_rate(const double *a, size_t count)
{
    CellRows rows;

    return cell_rows_read(a, count, &rows) && count == rows.used + 2
               ? uk_standardised_rate(&rows.cells, (uint32_t)a[count - 2], a[count - 1])
               : call_no_cells();
}

typedef UkInterval CellContrast(const UkCells *cells, uint32_t one, uint32_t zero,
                                double confidence);

/* the cells, which level, compared with which, confidence */
static inline UkInterval call_contrast(CellContrast *contrast, const double *a, size_t count)
{
    CellRows rows;

    return cell_rows_read(a, count, &rows) && count == rows.used + 3
               ? contrast(&rows.cells, (uint32_t)a[count - 3], (uint32_t)a[count - 2], a[count - 1])
               : call_no_cells();
}

static inline UkInterval call_uk_standardised_difference(const double *a, size_t count)
{
    return call_contrast(uk_standardised_difference, a, count);
}

static inline UkInterval call_uk_standardised_ratio(const double *a, size_t count)
{
    return call_contrast(uk_standardised_ratio, a, count);
}

#endif
