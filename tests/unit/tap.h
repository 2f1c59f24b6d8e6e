/* The whole test framework: Test Anything Protocol lines on stdout, read by prove. */
#ifndef UK_TESTS_TAP_H
#define UK_TESTS_TAP_H

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int tap_count;
static int tap_failures;

/* One check; the text names what it shows. */
#define OK(condition, ...) tap_check((condition), __FILE__, __LINE__, __VA_ARGS__)

__attribute__((format(printf, 4, 5))) static inline bool tap_check(bool passed, const char *file,
                                                                   int line, const char *format,
                                                                   ...)
{
    __builtin_va_list arguments;

    tap_count++;
    printf("%s %d - ", passed ? "ok" : "not ok", tap_count);
    __builtin_va_start(arguments, format);
    vprintf(format, arguments);
    __builtin_va_end(arguments);
    printf("\n");
    if (!passed) {
        tap_failures++;
        printf("# failed at %s:%d\n", file, line);
    }
    return passed;
}

/* A check that cannot run here, with the reason; never silent. */
static inline void tap_skip(const char *what, const char *reason)
{
    tap_count++;
    printf("ok %d - %s # SKIP %s\n", tap_count, what, reason);
}

/* Doubles in the order of the number line, as integers. */
static inline int64_t tap_ordinal(double value)
{
    int64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

/* Distance in units of the last place; NaN equals only NaN. */
static inline bool within_ulps(double got, double want, int64_t ulps)
{
    int64_t a;
    int64_t b;

    if (isnan(got) || isnan(want)) {
        return isnan(got) && isnan(want);
    }
    a = tap_ordinal(got);
    b = tap_ordinal(want);
    return a >= b ? (uint64_t)a - (uint64_t)b <= (uint64_t)ulps
                  : (uint64_t)b - (uint64_t)a <= (uint64_t)ulps;
}

/* Prints the plan; the exit code of main. */
static inline int tap_done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failures == 0 ? 0 : 1;
}

#endif
