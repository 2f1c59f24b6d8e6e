/* What every estimator of libunknot-measure gives: a value, its standard error and an interval. */
#ifndef UK_MEASURE_UK_INTERVAL_H
#define UK_MEASURE_UK_INTERVAL_H

#if defined(__GNUC__)
#define UK_API __attribute__((visibility("default")))
#else
#define UK_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* NaN in a field means undefined, never zero: nobody may compare it, rank it or print it as a
 * number. A field can be undefined while others are not (a ratio of 0 has no log-normal limits). */
typedef struct UkInterval {
    double estimate; /* the measure itself */
    double se;       /* its standard error; of its logarithm where the function says so */
    double low;      /* lower confidence limit */
    double high;     /* upper confidence limit */
} UkInterval;

#ifdef __cplusplus
}
#endif

#endif
