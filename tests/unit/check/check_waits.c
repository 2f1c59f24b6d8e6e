/* Waits between the tally and the report: limits of shares that were rounded, and the log-rank test
   over sets whose days differ. */
#include "check/wait.h"
#include "tap.h"

#include "measure/uk_log_rank.h"

#include <math.h>

enum { MANY = WAIT_LOG_RANK_SETS_MOST + 1 };

static void test_share(void)
{
    Interval half = wait_share_of(0.5, 100, 0.95);

    /* log(-log S) of S = 1/2: log 2 times exp(-+ 1.959964 sqrt(0.5/(0.5 x 100))/log 2) */
    OK(fabs(half.low + expm1(-log(2) * exp(-1.959963984540054 * 0.1 / log(2)))) < 1e-12,
       "the lower limit");
    OK(fabs(half.high + expm1(-log(2) * exp(1.959963984540054 * 0.1 / log(2)))) < 1e-12,
       "the upper limit");
    OK(half.low > 0.4 && half.high < 0.62, "near the half that it is");
}

/* Two sets on days of their own: the same test as with a row for each day of either. */
static void test_days(Context *context)
{
    UkWaitDay early[] = {{.day = 1, .ended = 3}, {.day = 4, .ended = 2, .censored = 1}};
    UkWaitDay late[] = {{.day = 2, .ended = 1}, {.day = 4, .ended = 1}, {.day = 9, .ended = 4}};
    CellSet sets[] = {{.days = early, .day_count = 2}, {.days = late, .day_count = 3}};
    const CellSet *both[] = {&sets[0], &sets[1]};
    int64_t ended[] = {3, 0, 0, 1, 2, 1, 0, 4};
    int64_t censored[] = {0, 0, 0, 0, 1, 0, 0, 0};
    double work[UK_LOG_RANK_WORKSPACE(2)];
    double p;

    OK(!failed(wait_log_rank(context, both, 2, &p)), "the test is made");
    OK(fabs(p - uk_log_rank(ended, censored, 4, 2, work).p) < 1e-15, "of the days of both");
}

static void test_many(Context *context)
{
    UkWaitDay days[] = {{.day = 1, .ended = 5}, {.day = 3, .ended = 5}};
    CellSet set = {.days = days, .day_count = 2};
    const CellSet *sets[MANY];
    double p;

    for (size_t i = 0; i < MANY; i++) {
        sets[i] = &set;
    }
    OK(!failed(wait_log_rank(context, sets, MANY - 1, &p)) && p == 1.0,
       "alike in as many as can be");
    OK(!failed(wait_log_rank(context, sets, MANY, &p)) && isnan(p), "in more it is not asked");
}

int main(void)
{
    Arena *arena = arena_new((size_t)1 << 24);
    Context context = {.arena = arena};

    test_share();
    test_days(&context);
    test_many(&context);
    arena_free(arena);
    return tap_done();
}
