/* What a cell that is no number or date looks like, and the remedy that its look tells. */
#ifndef UK_ENGINE_COMPLAINTS_LOOK_H
#define UK_ENGINE_COMPLAINTS_LOOK_H

#include "base/text.h"
#include "engine/complaints.h"

typedef enum Look {
    LOOK_OTHER,
    LOOK_DAY_OR_MONTH,  /* 01/02/2024, 1.2.24 */
    LOOK_THOUSANDS,     /* 1,234 or 1,234.5: may be a decimal comma */
    LOOK_DECIMAL_COMMA, /* 1,5 or 1.234,5 */
    LOOK_PERCENT,       /* 45% */
    LOOK_CURRENCY       /* a pound, dollar or euro sign before digits */
} Look;

Look look_of(ValueKind wanted, Str cell);

/* Empty for LOOK_OTHER. */
Str look_remedy(Look look);

typedef enum DateRemedy {
    DATE_REMEDY_NONE,    /* nothing was added: other words do */
    DATE_REMEDY_CORRECT, /* what dates must be: correcting or leaving out is still to be said */
    DATE_REMEDY_WHOLE
} DateRemedy;

/* Of bad dates: which order of day and month to tell, or what the order that was told asks for. */
DateRemedy look_add_date_remedy(Text *text, const FaultyCells *cells);

#endif
