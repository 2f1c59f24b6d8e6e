/* Concentration indices over ranked groups. */
#ifndef UK_MEASURE_UK_CONCENTRATION_H
#define UK_MEASURE_UK_CONCENTRATION_H

#include "uk_slope_index.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Absolute (generalised) concentration index: positive when the best off have more.
 *
 *   Formula:  2 sum p_j (y_j - mean)(R_j - 1/2), p the share of people, R the ridit; Wagstaff,
 *             Paci and van Doorslaer (1991), Kakwani, Wagstaff and van Doorslaer (1997). Linear in
 *             y with gradient 2 p_j (R_j - 1/2), hence an exact variance from the groups' errors.
 *             estimate -/+ z se.
 *   Domain:   as uk_sii_linear.
 *   Accuracy: 1e-13 of the largest estimate, absolutely; se 64 ulp without a covariance.
 *   Ends:     all groups alike: 0. No standard errors: estimate only.
 *   Assumes:  as uk_sii_linear. */
UK_API UkInterval uk_aci(const UkRankedGroups *groups, double confidence);

/* Relative concentration index.
 *
 *   Formula:  aci / mean; gradient [2 p_j (R_j - 1/2) - rci p_j] / mean: the mean's own error is
 *             counted. Sources as uk_aci. estimate -/+ z se.
 *   Domain:   as uk_sii_linear; all NaN where the mean is 0 or less.
 *   Accuracy: 1e-12 relative while the mean is not near 0.
 *   Ends:     all groups alike: 0.
 *   Assumes:  a scale with a true zero; its bounds, if it has any, are not used. */
UK_API UkInterval uk_rci(const UkRankedGroups *groups, double confidence);

#ifdef __cplusplus
}
#endif

#endif
