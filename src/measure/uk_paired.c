#include "uk_paired.h"

#include "critical.h"

#include <math.h>
#include <stdbool.h>

/* Halvings of an interval of 2 until it is shorter than a double can tell near any limit. */
#define HALVINGS 80

/* The share of pairs in which the second answer alone is yes, most likely where the difference is
   `d` >= 0: then nothing under the root is taken off, so no digits are lost. */
static double likeliest(double b, double c, double n, double d)
{
    double linear = (2.0 * n - b + c) * d - b - c;
    double root = sqrt(linear * linear + 8.0 * n * c * d * (1.0 - d));

    return linear > 0.0 ? 2.0 * c * d * (1.0 - d) / (linear + root) : (root - linear) / (4.0 * n);
}

/* Whether a true difference `d` lies beyond z standard errors, as they would be there. A difference
   below 0 is one above it of the answers exchanged. */
static bool is_too_far(double b, double c, double n, double d, double z)
{
    double size = fabs(d);
    double q = d < 0.0 ? likeliest(c, b, n, size) : likeliest(b, c, n, size);
    double apart = b - c - n * d;

    return apart * apart > z * z * n * (2.0 * q + size * (1.0 - size));
}

/* Between the estimate, which is never too far, and 1. */
static double upper(double b, double c, double n, double z)
{
    double inside = (b - c) / n;
    double outside = 1.0;

    if (!is_too_far(b, c, n, 1.0, z)) {
        return 1.0;
    }
    for (int i = 0; i < HALVINGS; i++) {
        double middle = inside + (outside - inside) / 2.0;

        if (is_too_far(b, c, n, middle, z)) {
            outside = middle;
        } else {
            inside = middle;
        }
    }
    return inside;
}

UkInterval uk_paired_difference(double first_alone, double second_alone, double pairs,
                                double confidence)
{
    double b = first_alone;
    double c = second_alone;
    double n = pairs;
    UkInterval out = uk_undefined();
    double z;

    if (!(b >= 0.0 && c >= 0.0 && n > 0.0 && b + c <= n && isfinite(n))) {
        return out;
    }
    out.estimate = (b - c) / n;
    out.se = sqrt(fmax(b + c - (b - c) * (b - c) / n, 0.0)) / n;
    z = uk_critical_value(confidence, (double)INFINITY);
    if (!isnan(z)) {
        out.low = -upper(c, b, n, z);
        out.high = upper(b, c, n, z);
    }
    return out;
}
