/* 128-bit whole numbers (gcc and clang, wasm32 too): exact sums of scaled decimals. */
#ifndef UK_BASE_INT128_H
#define UK_BASE_INT128_H

#include "base/text.h"

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/* Decimal digits, with "-" before a negative number. */
void int128_write(Text *text, Int128 value);

/* The nearest double, half to even. */
double int128_to_double(Int128 value);

#endif
