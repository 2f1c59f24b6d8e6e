#include "catalogue/deprivation_index.h"

#include "catalogue/catalogue_tables.h"

const DeprivationIndex *deprivation_index_rows(size_t *count)
{
    *count = CATALOGUE_INDICES_COUNT;
    return CATALOGUE_INDICES;
}

const DeprivationIndex *deprivation_index_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_INDICES_COUNT; i++) {
        if (str_equal_ignoring_case(CATALOGUE_INDICES[i].id, id)) {
            return &CATALOGUE_INDICES[i];
        }
    }
    return NULL;
}

Str deprivation_nation_find(Str country)
{
    for (size_t i = 0; i < CATALOGUE_INDICES_COUNT; i++) {
        if (str_equal_ignoring_case(CATALOGUE_INDICES[i].nation, country)) {
            return CATALOGUE_INDICES[i].nation;
        }
    }
    return STR_NONE;
}
