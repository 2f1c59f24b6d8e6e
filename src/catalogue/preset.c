#include "catalogue/preset.h"

#include "catalogue/catalogue_tables.h"

const Preset *preset_rows(size_t *count)
{
    *count = CATALOGUE_PRESETS_COUNT;
    return CATALOGUE_PRESETS;
}

const Preset *preset_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_PRESETS_COUNT; i++) {
        if (str_equal(CATALOGUE_PRESETS[i].id, id)) {
            return &CATALOGUE_PRESETS[i];
        }
    }
    return NULL;
}

Str presets_reviewed_by(void)
{
    return CATALOGUE_PRESETS_REVIEWED_BY;
}
