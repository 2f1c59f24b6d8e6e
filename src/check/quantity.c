/* Quantities worked out from counts, exact or rounded: the one place where both are. */
#include "check/finding.h"

#include "check/wait.h"
#include "measure/uk_contrast.h"
#include "measure/uk_mean.h"
#include "measure/uk_paired.h"
#include "measure/uk_proportion.h"
#include "measure/uk_special.h"

#include <math.h>

static Interval undefined(void)
{
    return (Interval){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
}

static UkInterval share(const SetSummary *set, Method method, double df, double confidence)
{
    double p;
    double spread;

    if (method == METHOD_WILSON || method == METHOD_NEWCOMBE || method == METHOD_KATZ) {
        return uk_wilson((int64_t)set->events, (int64_t)set->people, confidence);
    }
    p = set->events / set->people;
    spread = p * (1 - p) / set->people;
    if (!(df > 0)) { /* no more clusters than strata: nothing tells how far they differ */
        return (UkInterval){p, sqrt(set->design_effect * spread), (double)NAN, (double)NAN};
    }
    return uk_wilson_effective(p, sqrt(set->design_effect * spread), set->units, df, confidence);
}

static double mean_se(const SetSummary *set)
{
    return set->sd * sqrt(set->design_effect / set->people);
}

static UkInterval mean(const SetSummary *set, Method method, double df, double confidence)
{
    if (method == METHOD_MEAN_T) {
        return uk_mean_t(set->mean, set->sd, set->people, confidence);
    }
    return uk_estimate_t(set->mean, mean_se(set), df, confidence);
}

static UkInterval normal_difference(const Quantity *quantity, const SetSummary *one,
                                    const SetSummary *zero, double confidence)
{
    double se1 = mean_se(one);
    double se0 = mean_se(zero);
    double df = quantity->df;

    if (quantity->method == METHOD_WELCH) {
        df = uk_welch_df(se1, one->people, se0, zero->people);
    }
    return uk_normal_difference(one->mean, se1, zero->mean, se0, quantity->correlation * se1 * se0,
                                df, confidence);
}

/* Of as many pairs: how many differ is at least what the two shares differ by, and at most all. */
static UkInterval paired_difference(const Quantity *quantity, const SetSummary *one,
                                    const SetSummary *zero, double confidence)
{
    double gap = one->events - zero->events;
    double apart = fmin(fmax(quantity->apart, fabs(gap)), one->people);

    return uk_paired_difference((apart + gap) / 2, (apart - gap) / 2, one->people, confidence);
}

static UkInterval difference(const Quantity *quantity, const SetSummary *one,
                             const SetSummary *zero, double confidence)
{
    if (quantity->method == METHOD_NEWCOMBE) {
        return uk_newcombe_difference((int64_t)one->events, (int64_t)one->people,
                                      (int64_t)zero->events, (int64_t)zero->people, confidence);
    }
    if (quantity->method == METHOD_PAIRED) {
        return paired_difference(quantity, one, zero, confidence);
    }
    if (quantity->method == METHOD_WILSON_FIXED || quantity->method == METHOD_WILSON_EXPECTED) {
        UkInterval own = share(one, METHOD_WILSON, quantity->df, confidence);
        double known = zero->events / zero->people;

        return (UkInterval){own.estimate - known, own.se, own.low - known, own.high - known};
    }
    if (quantity->method == METHOD_MOVER) {
        return uk_mover_difference(share(one, METHOD_WILSON_EFFECTIVE, quantity->df, confidence),
                                   share(zero, METHOD_WILSON_EFFECTIVE, quantity->df, confidence),
                                   quantity->correlation);
    }
    return normal_difference(quantity, one, zero, confidence);
}

/* The delta method for two shares or two means; `means` tells which. Without df given, Welch's on
   the standard errors of the logarithms, since those are what is added. */
static UkInterval log_ratio(const Quantity *quantity, const SetSummary *one, const SetSummary *zero,
                            double confidence)
{
    bool means = !isnan(one->mean);
    double estimate1 = means ? one->mean : one->events / one->people;
    double estimate0 = means ? zero->mean : zero->events / zero->people;
    double se1 = means ? mean_se(one) : share(one, METHOD_NONE, quantity->df, confidence).se;
    double se0 = means ? mean_se(zero) : share(zero, METHOD_NONE, quantity->df, confidence).se;
    double df = quantity->df;

    if (isnan(df)) {
        df = uk_welch_df(se1 / estimate1, one->people, se0 / estimate0, zero->people);
    }
    return uk_log_ratio(estimate1, se1, estimate0, se0, quantity->correlation * se1 * se0, df,
                        confidence);
}

static UkInterval ratio(const Quantity *quantity, const SetSummary *one, const SetSummary *zero,
                        double confidence)
{
    if (quantity->method == METHOD_KATZ) {
        return uk_katz_ratio((int64_t)one->events, (int64_t)one->people, (int64_t)zero->events,
                             (int64_t)zero->people, confidence);
    }
    return log_ratio(quantity, one, zero, confidence);
}

/* As uk_auc has it: the limits on the logit. */
static Interval pairs(const Interval *exact, double less, double confidence)
{
    double share = exact->estimate + less;
    double half = uk_normal_quantile((1 + confidence) / 2) * exact->se / (share * (1 - share));
    double middle = log(share / (1 - share));

    if (!(share > 0 && share < 1)) {
        return (Interval){exact->estimate, exact->se, (double)NAN, (double)NAN};
    }
    return (Interval){exact->estimate, exact->se, 1 / (1 + exp(half - middle)) - less,
                      1 / (1 + exp(-half - middle)) - less};
}

Quantity quantity_new(QuantityKind kind, Method method, uint32_t one, uint32_t zero)
{
    return (Quantity){.kind = kind,
                      .method = method,
                      .one = one,
                      .zero = zero,
                      .exact = undefined(),
                      .df = (double)NAN,
                      .influence = (double)NAN,
                      .residual_df = (double)NAN};
}

Interval quantity_evaluate(const Quantity *quantity, const SetSummary *one, const SetSummary *zero,
                           double confidence)
{
    switch (quantity->kind) {
    case QUANTITY_SHARE:
        return interval_of(share(one, quantity->method, quantity->df, confidence));
    case QUANTITY_MEAN:
        return interval_of(mean(one, quantity->method, quantity->df, confidence));
    case QUANTITY_DIFFERENCE:
        return zero == NULL ? undefined()
                            : interval_of(difference(quantity, one, zero, confidence));
    case QUANTITY_RATIO:
        return zero == NULL ? undefined() : interval_of(ratio(quantity, one, zero, confidence));
    case QUANTITY_PAIRS:
        return pairs(&quantity->exact, 0, confidence);
    case QUANTITY_PAIRS_GAP:
        return pairs(&quantity->exact, 0.5, confidence);
    case QUANTITY_PEOPLE:
    case QUANTITY_EVENTS:
    case QUANTITY_SUM:
    case QUANTITY_MEDIAN:
    case QUANTITY_MEDIAN_DIFFERENCE:
    case QUANTITY_INDEX:
        break;
    }
    return undefined();
}

Interval quantity_mover(Interval one, Interval zero)
{
    double difference = one.estimate - zero.estimate;

    return (Interval){.estimate = difference,
                      .se = hypot(one.se, zero.se),
                      .low = difference - hypot(one.estimate - one.low, zero.high - zero.estimate),
                      .high =
                          difference + hypot(one.high - one.estimate, zero.estimate - zero.low)};
}

Interval quantity_evaluate_sets(const Quantity *quantity, const CellSet *one, const CellSet *zero,
                                double confidence)
{
    if (quantity->kind == QUANTITY_MEDIAN) {
        return wait_centile(one, 50, confidence);
    }
    if (quantity->kind == QUANTITY_MEDIAN_DIFFERENCE) {
        return zero == NULL ? undefined()
                            : quantity_mover(wait_centile(one, 50, confidence),
                                             wait_centile(zero, 50, confidence));
    }
    return quantity_evaluate(quantity, &one->summary, zero == NULL ? NULL : &zero->summary,
                             confidence);
}

Str quantity_method_name(Method method)
{
    static const char *const NAMES[] = {"",
                                        "wilson",
                                        "wilson-effective",
                                        "mean-t",
                                        "mean-clustered",
                                        "newcombe",
                                        "mover",
                                        "welch",
                                        "normal-difference",
                                        "katz",
                                        "log-ratio",
                                        "sii-logit",
                                        "rii-logit",
                                        "sii-linear",
                                        "rii-linear",
                                        "aci",
                                        "rci",
                                        "wilson-fixed",
                                        "kaplan-meier",
                                        "mover-medians",
                                        "delong-plain",
                                        "oe-poisson",
                                        "oe",
                                        "calibration-intercept",
                                        "calibration-slope",
                                        "ici",
                                        "brier",
                                        "net-benefit",
                                        "need-difference",
                                        "sii-logit-survey",
                                        "rii-logit-survey",
                                        "sii-linear-survey",
                                        "rii-linear-survey",
                                        "aci-survey",
                                        "rci-survey",
                                        "standardised",
                                        "standardised-difference",
                                        "standardised-ratio",
                                        "wilson-expected",
                                        "paired",
                                        "delong"};

    _Static_assert(sizeof NAMES / sizeof NAMES[0] == METHOD_COUNT, "a name for each method");
    return method < METHOD_COUNT ? str_from(NAMES[method]) : STR_NONE;
}
