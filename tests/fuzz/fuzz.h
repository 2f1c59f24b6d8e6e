/* What every fuzz target defines: one function that must survive any bytes. */
#ifndef UK_TESTS_FUZZ_H
#define UK_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Always 0. Aborts (or a sanitizer does) when a promise of the code under test is broken; what is
   read-only in `bytes` stays so, and nothing is kept between calls. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

#endif
