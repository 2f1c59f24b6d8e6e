/* Internal: the derived columns of derived.h over a table in memory. */
#ifndef UK_ENGINE_SMALL_SMALL_DERIVED_H
#define UK_ENGINE_SMALL_SMALL_DERIVED_H

#include "engine/small/small_columns.h"

/* Fills `out`, a column of `coded`. Mistakes in what it is made of are noted once for each column
   and kind, and count as missing. */
Status small_derive(Context *context, CodedTable *coded, const Derived *derived,
                    CodedColumn *out) UK_MUST_USE;

/* Another file, ready to be looked up in by one of its columns. */
typedef struct LookedUp {
    CodedTable *coded; /* its file may be closed: only coded columns can be asked for */
    uint32_t key;      /* of its source->columns */
    const CodedColumn *keys;
    uint32_t *rows; /* by code of the key: its row + 1; 0: none */
    struct LookedUp *next;
} LookedUp;

/* Reads the other file of a look-up, once for all columns that `coded` looks up there. A key in two
   rows is noted. */
Status small_look_up(Context *context, CodedTable *coded, const Derived *derived,
                     LookedUp **out) UK_MUST_USE;

/* Its row for a cell of a column where `missing` say nothing, or UINT32_MAX. */
uint32_t looked_up_row(const LookedUp *looked_up, Str cell, StrSpan missing);

#endif
