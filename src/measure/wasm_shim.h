/* Force-included (-include) when special.cc is compiled for wasm32-wasi, where the C++ library has
 * neither threads nor exceptions: the two names Boost's headers still mention there.
 * boost::throw_exception is never reached, since every error policy is errno. */
#ifndef UK_MEASURE_WASM_SHIM_H
#define UK_MEASURE_WASM_SHIM_H

#if defined(__cplusplus) && defined(__wasm__)

#include <cstdlib>
#include <exception>
#include <mutex>

#if defined(_LIBCPP_HAS_NO_THREADS)
namespace std {
class mutex {
public:
    void lock() {}
    void unlock() {}
    bool try_lock() { return true; }
};
} /* namespace std */
#endif

namespace boost {
struct source_location;
inline void throw_exception(std::exception const &)
{
    std::abort();
}
inline void throw_exception(std::exception const &, source_location const &)
{
    std::abort();
}
} /* namespace boost */

#endif

#endif
