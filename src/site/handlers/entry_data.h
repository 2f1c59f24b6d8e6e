/* Entries as data: what everybody may see of them, under names that stay. Fields of the staff,
   numbers of people, and entries that are not to be seen are in none of it. */
#ifndef UK_SITE_HANDLERS_ENTRY_DATA_H
#define UK_SITE_HANDLERS_ENTRY_DATA_H

#include "site/commons/kinds.h"
#include "site/store/statements.h"
#include "site/text/data_table.h"
#include "site/web/request.h"

/* What the columns are made of. */
typedef struct DataEntry {
    int64_t id;
    Str slug;
    Str title;
    Str plain;
    Str body; /* in the columns of one entry alone */
    Str care;
    Str lang;
    Str by; /* the shown name; of words without a name the made-up one */
    Str data;
    int64_t made;
    int64_t edited;
    StoreInteger starts;
    StoreInteger ends;
    StoreInteger due;
    bool is_made_up;
} DataEntry;

#define DATA_LICENCE STR("CC BY 4.0 unless marked")

DataEntry data_entry_of(const EntryRow *row);
DataEntry data_entry_of_list(const FilteredRow *row);

/* The names of a kind's columns; with its body for one entry. */
Status data_columns(Context *context, const Kind *kind, bool with_body, StrSpan *out) UK_MUST_USE;

/* One cell for each name. `context` may be another than the request's: all is made in its arena. */
Status data_cells(Context *context, const Request *request, const Kind *kind, bool with_body,
                  const DataEntry *entry, DataCell *cells) UK_MUST_USE;

/* Whether its source was taken back, by the `data` of an entry. */
Status data_is_withdrawn(Context *context, Str data, bool *out) UK_MUST_USE;

/* "https://commons.example/evidence/412-slug" */
Status data_address(Context *context, const Request *request, const Kind *kind,
                    const DataEntry *entry, Str *out) UK_MUST_USE;

#endif
