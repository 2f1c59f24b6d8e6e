/* Distribution functions and their inverses: Boost.Math behind C linkage.
 *
 * The rule for all of them: no exception ever leaves; outside the domain the answer is NaN and
 * errno is EDOM; where the value is infinite it is returned as an infinity. Everything is computed
 * in double (never long double), so that each machine and the browser work alike.
 *
 *   Accuracy: in relative terms against 60-digit arithmetic, over the rows of
 *             tests/reference/measure/special.tsv: the bound is in each function's comment.
 *   Assumes:  nothing about any design. */
#ifndef UK_MEASURE_UK_SPECIAL_H
#define UK_MEASURE_UK_SPECIAL_H

#include "uk_interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Formula: erfc(-x / sqrt 2) / 2. Domain: any x. Accuracy: 8 ulp down to x = -8.
 * Ends: -inf gives 0, inf gives 1. */
UK_API double uk_normal_cdf(double x);

/* Formula: the x with uk_normal_cdf(x) = p. Domain: 0 <= p <= 1. Accuracy: 4 ulp.
 * Ends: 0 gives -inf, 1 gives inf. */
UK_API double uk_normal_quantile(double p);

/* Formula: Student's t with df degrees of freedom. Domain: df > 0; infinite df is the normal.
 * Accuracy: 64 ulp. Ends: -inf gives 0, inf gives 1. */
UK_API double uk_t_cdf(double t, double df);

/* Formula: the t with uk_t_cdf(t, df) = p. Domain: 0 <= p <= 1, df > 0; infinite df is the normal.
 * Accuracy: 64 ulp. Ends: 0 gives -inf, 1 gives inf. */
UK_API double uk_t_quantile(double p, double df);

/* Formula: twice the inverse of the regularised lower gamma function of df/2.
 * Domain: 0 <= p <= 1, df > 0 and finite. Accuracy: 64 ulp. Ends: 0 gives 0, 1 gives inf. */
UK_API double uk_chi_squared_quantile(double p, double df);

/* Formula: the regularised upper gamma function of df/2 at x/2: the tail, not 1 less the rest.
 * Domain: x >= 0, df > 0 and finite. Accuracy: 1e-12 relative down to 1e-300. Ends: 0 gives 1. */
UK_API double uk_chi_squared_upper(double x, double df);

/* Formula: scale times the inverse of the regularised lower gamma function of shape.
 * Domain: 0 <= p <= 1, shape > 0, scale > 0, finite. Accuracy: 64 ulp.
 * Ends: 0 gives 0, 1 gives inf. */
UK_API double uk_gamma_quantile(double p, double shape, double scale);

/* Formula: the regularised incomplete beta function I_x(a, b). Domain: 0 <= x <= 1, a, b > 0.
 * Accuracy: 256 ulp for a, b up to 10,000. Ends: 0 gives 0, 1 gives 1. */
UK_API double uk_beta_cdf(double x, double a, double b);

/* Formula: the x with I_x(a, b) = p. Domain: 0 <= p <= 1, a, b > 0 and finite.
 * Accuracy: 256 ulp for a, b up to 10,000. Ends: 0 gives 0, 1 gives 1. */
UK_API double uk_beta_quantile(double p, double a, double b);

/* Formula: the x with 1 - I_x(a, b) = q: the upper tail without forming 1 - q.
 * Domain, accuracy: as uk_beta_quantile. Ends: 0 gives 1, 1 gives 0. */
UK_API double uk_beta_quantile_upper(double q, double a, double b);

#ifdef __cplusplus
}
#endif

#endif
