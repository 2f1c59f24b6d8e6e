/* Cells to values, by the kind asked for. */
#include "study/value.h"

#include "base/number.h"
#include "study/labels.h"

#include <string.h>

/* Bytes of YYYY-MM-DD. */
#define DATE_BYTES ((size_t)10)

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* " 09:30", "T09:30:00Z", "T0930+01:00", " 09:30 AM": two digits of an hour, then what times hold.
   */
static bool is_time(Str rest)
{
    static const char MARKS[] = "0123456789:.,+-Z AMPUTC";

    if (rest.length < 3 || (rest.bytes[0] != ' ' && rest.bytes[0] != 'T') ||
        !is_digit(rest.bytes[1]) || !is_digit(rest.bytes[2])) {
        return false;
    }
    for (size_t i = 3; i < rest.length; i++) {
        if (rest.bytes[i] == '\0' || strchr(MARKS, rest.bytes[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static bool read_date(Str cell, double *number)
{
    Str rest = str_slice(cell, DATE_BYTES, cell.length);
    int64_t days;

    if (!date_parse(str_slice(cell, 0, DATE_BYTES), &days) || (rest.length > 0 && !is_time(rest))) {
        return false;
    }
    *number = (double)days;
    return true;
}

Value value_read(ValueKind kind, Str cell)
{
    return value_read_in(kind, cell, (StrSpan){NULL, 0});
}

Value value_read_in(ValueKind kind, Str cell, StrSpan missing)
{
    Value value = {CELL_KNOWN, 0, str_trim(cell)};
    int64_t from;
    int64_t to;

    if (label_is_missing_in(value.text, missing)) {
        value.state = CELL_MISSING;
        return value;
    }
    if (kind == VALUE_TEXT || (kind == VALUE_NUMBER && number_parse(value.text, &value.number)) ||
        (kind == VALUE_DATE && read_date(value.text, &value.number))) {
        return value;
    }
    value.state = label_is_suppressed(value.text, &from, &to) ? CELL_SUPPRESSED : CELL_BAD;
    return value;
}

bool value_is_any(ValueKind kind, StrSpan cells)
{
    for (size_t i = 0; i < cells.count; i++) {
        if (value_read(kind, cells.items[i]).state == CELL_KNOWN) {
            return true;
        }
    }
    return false;
}

const char *value_kind_name(ValueKind kind)
{
    switch (kind) {
    case VALUE_TEXT:
        return "text";
    case VALUE_NUMBER:
        return "a number";
    case VALUE_DATE:
        return "a date";
    }
    return "text";
}
