/* Whole numbers of 128 bits, for exact sums of squares. */
#ifndef UK_BASE_INT128_H
#define UK_BASE_INT128_H

#include "base/text.h"

__extension__ typedef __int128 Int128;

void int128_write(Text *text, Int128 value);
double int128_to_double(Int128 value);

#endif
