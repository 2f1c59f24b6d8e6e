#include "catalogue/code_mapping.h"

#include "catalogue/catalogue_tables.h"

const CodeMapping *code_mapping_rows(size_t *count)
{
    *count = CATALOGUE_MAPPINGS_COUNT;
    return CATALOGUE_MAPPINGS;
}

const CodeMapping *code_mapping_find(const CodeList *from, const CodeList *to)
{
    for (size_t i = 0; i < CATALOGUE_MAPPINGS_COUNT; i++) {
        if (CATALOGUE_MAPPINGS[i].from == from && CATALOGUE_MAPPINGS[i].to == to) {
            return &CATALOGUE_MAPPINGS[i];
        }
    }
    return NULL;
}

const CodePair *code_pair_find(const CodeMapping *mapping, const CodeEntry *entry)
{
    for (size_t i = 0; i < mapping->pairs.count; i++) {
        if (mapping->pairs.items[i].from == entry) {
            return &mapping->pairs.items[i];
        }
    }
    return NULL;
}

Str code_mappings_reviewed_by(void)
{
    return CATALOGUE_MAPPINGS_REVIEWED_BY;
}
