/* Numbers and dates from text and back, the same in every locale. */
#ifndef UK_BASE_NUMBER_H
#define UK_BASE_NUMBER_H

#include "base/text.h"

/* Reads a whole decimal number: ASCII spaces around, sign, digits with an optional point, an
   optional exponent; "1", "-0.5", ".5", "1.", "+2e-3". Not: hex, inf, nan, separators of
   thousands, a comma, anything not finite. Correctly rounded. */
bool number_parse(Str text, double *value);

/* The same for whole numbers: sign and digits only, within int64. */
bool number_parse_integer(Str text, int64_t *value);

/* The shortest text that reads back as the same double (at most 17 significant digits), with a
   point and no exponent between 1e-5 and 1e17; "null" when not finite. Valid JSON. */
void number_write(Text *text, double value);

/* Fixed decimals, half to even as printf does; for people. Never "-0". */
void number_write_fixed(Text *text, double value, int decimals);

/* Digits in groups of three with commas: 1,813,432. For people. */
void number_write_grouped(Text *text, int64_t value);

/* Days since 1970-01-01 in the Gregorian calendar of a text of exactly the form YYYY-MM-DD,
   year 0001 to 9999; false for anything else, 2023-02-29 included. */
bool date_parse(Str text, int64_t *days);

/* The inverse: YYYY-MM-DD. */
void date_write(Text *text, int64_t days);

#endif
