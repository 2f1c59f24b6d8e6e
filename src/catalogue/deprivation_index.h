/* The indices of deprivation that tenths and fifths of areas may be of: each nation has its own, in
   editions. Tenths of two of them are never of the same areas by the same measures. */
#ifndef UK_CATALOGUE_DEPRIVATION_INDEX_H
#define UK_CATALOGUE_DEPRIVATION_INDEX_H

#include "catalogue/catalogue_source.h"

typedef struct DeprivationIndex {
    Str id;     /* nation and year, as a study writes it: edition: England 2019 */
    Str nation; /* "Northern Ireland" */
    Str name;
    Str areas; /* what it ranks: "data zones of 2011" */
    const CatalogueSource *source;
} DeprivationIndex;

/* Nation by nation, the newest first. */
const DeprivationIndex *deprivation_index_rows(size_t *count);

/* By id, whatever its letters' case; NULL when there is none. */
const DeprivationIndex *deprivation_index_find(Str id);

/* The nation that a country's name is, whatever its letters' case; STR_NONE for all others. */
Str deprivation_nation_find(Str country);

#endif
