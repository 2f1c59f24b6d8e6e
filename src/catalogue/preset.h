/* Sets of groups that others use, such as PROGRESS-Plus: a study can say which of them its data
   hold. */
#ifndef UK_CATALOGUE_PRESET_H
#define UK_CATALOGUE_PRESET_H

#include "catalogue/catalogue_source.h"

typedef struct PresetDimension {
    Str name;
    TextList columns; /* words of columns' names that are about it */
    Str otherwise;    /* where to look when no column holds it; one sentence */
} PresetDimension;

typedef struct PresetDimensions {
    const PresetDimension *items;
    size_t count;
} PresetDimensions;

typedef struct Preset {
    Str id; /* as a person writes it: "progress-plus" */
    Str name;
    Str note;
    PresetDimensions dimensions;
    CatalogueSources sources;
} Preset;

const Preset *preset_rows(size_t *count);

/* By id; NULL when there is none. */
const Preset *preset_find(Str id);

/* Who reviewed the sets. */
Str presets_reviewed_by(void);

#endif
