#include "catalogue/stages.h"

#include "catalogue/catalogue_tables.h"

#include <assert.h>

const StageInfo *stage_info(Stage stage)
{
    assert(CATALOGUE_STAGES_COUNT == (size_t)STAGE_COUNT + 1);
    assert((size_t)stage < (size_t)STAGE_COUNT);
    return &CATALOGUE_STAGES[stage];
}

const StageInfo *stage_thread(void)
{
    return &CATALOGUE_STAGES[STAGE_COUNT];
}

bool stage_find(Str id, Stage *out)
{
    for (size_t i = 0; i < (size_t)STAGE_COUNT; i++) {
        if (str_equal(CATALOGUE_STAGES[i].id, id)) {
            *out = (Stage)i;
            return true;
        }
    }
    return false;
}

const SayInfo *say_info(LevelOfSay say)
{
    size_t number = (size_t)say;

    return number >= 1 && number <= CATALOGUE_SAY_COUNT ? &CATALOGUE_SAY[number - 1] : NULL;
}

bool say_find(Str id, LevelOfSay *out)
{
    for (size_t i = 0; i < CATALOGUE_SAY_COUNT; i++) {
        if (str_equal_ignoring_case(CATALOGUE_SAY[i].id, id) ||
            str_equal_ignoring_case(CATALOGUE_SAY[i].iap2, id)) {
            *out = (LevelOfSay)(i + 1);
            return true;
        }
    }
    return false;
}
