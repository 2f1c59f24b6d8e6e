/* Dates of sheets: numbers that only their format says are dates. For the sheet reader alone. */
#ifndef UK_ENGINE_SMALL_XLSX_DATES_H
#define UK_ENGINE_SMALL_XLSX_DATES_H

#include "base/text.h"

/* What a number's format shows. */
typedef struct XlsxFormat {
    bool date;    /* year, month or day */
    bool time;    /* hours, minutes or seconds of a day */
    bool elapsed; /* hours and more that do not wrap at 24: [h]:mm */
} XlsxFormat;

/* One of the formats that every program knows by number; {0} for numbers and text. */
XlsxFormat xlsx_format_known(int64_t number);

/* A format written out: "dd/mm/yyyy;@", "[$-809]d mmmm yyyy", "0.00". Only its first section
   tells. */
XlsxFormat xlsx_format_read(Str code);

/* Writes the day number as YYYY-MM-DD, with HH:MM:SS when there is a part of a day, or as HH:MM:SS
   alone for a time of day. Day 1 is 1900-01-01, day 60 the 29 February that 1900 did not have (as
   Excel counts), and 0 is 1904-01-01 where `from_1904`. False, and nothing written, when the format
   shows no date or the day is before the first or after 9999-12-31. */
bool xlsx_date_write(Text *text, XlsxFormat format, double day, bool from_1904);

#endif
