/* Boost.Math with every error policy set to errno: no exception is made, none can leave. */
#include "uk_special.h"

#include <cerrno>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace {

namespace bp = boost::math::policies;

/* promote_double<false>: long double is 80 bits here, 128 in the browser, 64 on other machines. */
using Quiet =
    bp::policy<bp::domain_error<bp::errno_on_error>, bp::pole_error<bp::errno_on_error>,
               bp::overflow_error<bp::errno_on_error>, bp::underflow_error<bp::errno_on_error>,
               bp::denorm_error<bp::errno_on_error>, bp::evaluation_error<bp::errno_on_error>,
               bp::rounding_error<bp::errno_on_error>,
               bp::indeterminate_result_error<bp::errno_on_error>, bp::promote_double<false>,
               bp::promote_float<false>>;

const double INFINITE = std::numeric_limits<double>::infinity();
const double SQRT_2 = 1.4142135623730950488;
const double SQRT_2_LOW = -9.6672933134529135e-17; /* the root of 2, less the double above */
const double ONE_OVER_SQRT_PI = 0.56418958354775628695;

double outside_domain()
{
    errno = EDOM;
    return std::numeric_limits<double>::quiet_NaN();
}

/* NaN fails every comparison, so it is refused by the same line. */
bool is_probability(double p)
{
    return p >= 0.0 && p <= 1.0;
}

bool is_positive(double value)
{
    return value > 0.0 && value < INFINITE;
}

} /* namespace */

extern "C" double uk_normal_cdf(double x)
{
    if (std::isnan(x)) {
        return outside_domain();
    }
    if (std::isinf(x)) {
        return x < 0.0 ? 0.0 : 1.0;
    }
    /* The rounding of the quotient would be magnified x * x times; its derivative puts it back. */
    double y = -x / SQRT_2;
    double lost = (std::fma(-y, SQRT_2, -x) - y * SQRT_2_LOW) / SQRT_2;

    return boost::math::erfc(y, Quiet()) / 2.0 - lost * std::exp(-y * y) * ONE_OVER_SQRT_PI;
}

extern "C" double uk_normal_quantile(double p)
{
    if (!is_probability(p)) {
        return outside_domain();
    }
    if (p == 0.0 || p == 1.0) {
        return p == 0.0 ? -INFINITE : INFINITE;
    }
    return -SQRT_2 * boost::math::erfc_inv(2.0 * p, Quiet());
}

extern "C" double uk_t_cdf(double t, double df)
{
    if (std::isnan(t) || !(df > 0.0)) {
        return outside_domain();
    }
    if (std::isinf(t)) {
        return t < 0.0 ? 0.0 : 1.0;
    }
    if (std::isinf(df)) {
        return uk_normal_cdf(t);
    }
    return cdf(boost::math::students_t_distribution<double, Quiet>(df), t);
}

extern "C" double uk_t_quantile(double p, double df)
{
    if (!is_probability(p) || !(df > 0.0)) {
        return outside_domain();
    }
    if (p == 0.0 || p == 1.0) {
        return p == 0.0 ? -INFINITE : INFINITE;
    }
    if (std::isinf(df)) {
        return uk_normal_quantile(p);
    }
    return quantile(boost::math::students_t_distribution<double, Quiet>(df), p);
}

extern "C" double uk_gamma_quantile(double p, double shape, double scale)
{
    if (!is_probability(p) || !is_positive(shape) || !is_positive(scale)) {
        return outside_domain();
    }
    if (p == 0.0 || p == 1.0) {
        return p == 0.0 ? 0.0 : INFINITE;
    }
    return scale * boost::math::gamma_p_inv(shape, p, Quiet());
}

extern "C" double uk_chi_squared_quantile(double p, double df)
{
    return uk_gamma_quantile(p, df / 2.0, 2.0);
}

extern "C" double uk_chi_squared_upper(double x, double df)
{
    if (!(x >= 0.0) || !is_positive(df)) {
        return outside_domain();
    }
    return std::isinf(x) ? 0.0 : boost::math::gamma_q(df / 2.0, x / 2.0, Quiet());
}

extern "C" double uk_beta_cdf(double x, double a, double b)
{
    if (!is_probability(x) || !is_positive(a) || !is_positive(b)) {
        return outside_domain();
    }
    return boost::math::ibeta(a, b, x, Quiet());
}

extern "C" double uk_beta_quantile(double p, double a, double b)
{
    if (!is_probability(p) || !is_positive(a) || !is_positive(b)) {
        return outside_domain();
    }
    if (p == 0.0 || p == 1.0) {
        return p;
    }
    return boost::math::ibeta_inv(a, b, p, Quiet());
}

extern "C" double uk_beta_quantile_upper(double q, double a, double b)
{
    if (!is_probability(q) || !is_positive(a) || !is_positive(b)) {
        return outside_domain();
    }
    if (q == 0.0 || q == 1.0) {
        return 1.0 - q;
    }
    return boost::math::ibetac_inv(a, b, q, Quiet());
}
