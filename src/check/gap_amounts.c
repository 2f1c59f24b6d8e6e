/* Means and spreads of amounts, from exact sums. */
#include "check/gap_internal.h"

#include <math.h>

double gap_mean(Int128 sum, int64_t people)
{
    return people > 0 ? int128_to_double(sum) / (double)people / 1e6 : (double)NAN;
}

/* Sum of (x - mean)^2 without cancellation: about the whole number m = sum/people it is exactly
   D = squares - m (sum + r), r = sum - people m, which fits because it lies between 0 and the sum
   of squares; about the mean it is D - r^2/people, and r^2 < people^2 < 2^126. */
double gap_sd(Int128 sum, Int128 sum_of_squares, int64_t people)
{
    Int128 m;
    Int128 r;
    Int128 about_m;
    double about_mean;

    if (people < 2) {
        return (double)NAN;
    }
    m = sum / people;
    r = sum - m * people;
    about_m = sum_of_squares - m * (sum + r) - r * r / people;
    about_mean = int128_to_double(about_m) - (double)(int64_t)(r * r % people) / (double)people;
    return about_mean > 0 ? sqrt(about_mean / (double)(people - 1)) / 1e6 : 0;
}
