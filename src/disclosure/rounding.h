/* Internal: the ways a number is made coarser. All work on values that are exact in decimal. */
#ifndef UK_DISCLOSURE_ROUNDING_H
#define UK_DISCLOSURE_ROUNDING_H

#include <stdint.h>

typedef enum RoundingWay { ROUND_NEAREST, ROUND_DOWN, ROUND_UP } RoundingWay;

/* The nearest multiple of base, half away from zero: symmetric about 0. */
int64_t round_count(int64_t value, int64_t base);

/* To so many decimals (negative: tens, hundreds ...). Nearest is half away from zero; a value
   within a billionth of a step is on it, so that 0.15 is a half although no double is. The result
   is the double nearest to the decimal, so that its shortest text is that decimal. NaN stays. */
double round_decimals(double value, int decimals, RoundingWay way);

/* Decimals that keep so many significant figures of a value; `otherwise` for 0 and NaN. */
int decimals_for_figures(double value, int figures, int otherwise);

/* A step of a small number times a power of ten. */
typedef struct RoundingGrid {
    int64_t leading; /* 1, 2 or 5; of a closer grid also 15, 3 or 7 */
    int decimals;    /* the step is leading / 10^decimals */
} RoundingGrid;

/* The finest step of 1, 2 or 5 that is at least `least` (above 0, below 1e15), and
   10^-most_decimals. */
RoundingGrid grid_at_least(double least, int most_decimals);

/* The same of steps of 1, 1.5, 2, 3, 5 or 7: at most half as much again as what is asked for. */
RoundingGrid grid_close_to(double least, int most_decimals);
double grid_step(RoundingGrid grid);
double round_grid(double value, RoundingGrid grid, RoundingWay way);

#endif
