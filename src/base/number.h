/* Numbers and dates from text and back, the same in every locale. */
#ifndef UK_BASE_NUMBER_H
#define UK_BASE_NUMBER_H

#include "base/int128.h"
#include "base/text.h"

/* Reads a whole decimal number: ASCII spaces and tabs around, sign, digits with an optional point,
   an optional exponent; "1", "-0.5", ".5", "1.", "+2e-3". Not: hex, inf, nan, separators of
   thousands, a comma, anything not finite. Correctly rounded, half to even; what is too small
   becomes 0. `*value` is untouched when false. */
bool number_parse(Str text, double *value);

/* The same grammar into a whole number: value * 10^decimals, exact and then rounded half away
   from zero. False when it is no number or the result is beyond 1e30 either way. */
bool number_parse_scaled(Str text, int decimals, Int128 *scaled);

/* The same for whole numbers: sign and digits only, within int64. */
bool number_parse_integer(Str text, int64_t *value);

/* The shortest text that reads back as the same double (at most 17 significant digits), with a
   point and no exponent between 1e-5 and 1e17; "null" when not finite. Valid JSON. */
void number_write(Text *text, double value);

/* Fixed decimals (0 to 40, clamped): the double's exact value, half to even as printf does; for
   people. Never "-0", "-0.00"; "null" when not finite. */
void number_write_fixed(Text *text, double value, int decimals);

/* Digits in groups of three with commas: 1,813,432. For people. */
void number_write_grouped(Text *text, int64_t value);

/* Days since 1970-01-01 in the Gregorian calendar of a text of exactly the form YYYY-MM-DD,
   year 0001 to 9999; false for anything else, 2023-02-29 included. */
bool date_parse(Str text, int64_t *days);

/* The same of a year, month and day; false where the calendar has no such day. */
bool date_of_parts(int64_t year, int64_t month, int64_t day, int64_t *days);

/* As 20240229: differences of 10,000 are years. Of a day of the years 0001 to 9999. */
int32_t date_calendar_number(int64_t days);

/* The inverse of date_parse: YYYY-MM-DD; years outside 0001 to 9999 as they are, "-" before
   negative ones. */
void date_write(Text *text, int64_t days);

#endif
