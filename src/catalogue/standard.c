#include "catalogue/standard.h"

#include "catalogue/catalogue_tables.h"

const Standard *standard_rows(size_t *count)
{
    *count = CATALOGUE_STANDARDS_COUNT;
    return CATALOGUE_STANDARDS;
}

const Standard *standard_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_STANDARDS_COUNT; i++) {
        if (str_equal(CATALOGUE_STANDARDS[i].id, id)) {
            return &CATALOGUE_STANDARDS[i];
        }
    }
    return NULL;
}

Str standards_reviewed_by(void)
{
    return CATALOGUE_STANDARDS_REVIEWED_BY;
}

Str item_held_text(ItemHeld held)
{
    switch (held) {
    case ITEM_NOT_HELD:
        return STR("not held");
    case ITEM_DATA:
        return STR("from the data");
    case ITEM_WRITTEN:
        return STR("written in the study");
    case ITEM_BOTH:
        return STR("from the data and written in the study");
    }
    return STR_NONE;
}
