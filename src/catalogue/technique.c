#include "catalogue/technique.h"

#include "catalogue/catalogue_tables.h"

#include <assert.h>

const Technique *technique_rows(size_t *count)
{
    *count = CATALOGUE_TECHNIQUES_COUNT;
    return CATALOGUE_TECHNIQUES;
}

const TechniqueKind *technique_kind_rows(size_t *count)
{
    *count = CATALOGUE_TECHNIQUE_KINDS_COUNT;
    return CATALOGUE_TECHNIQUE_KINDS;
}

const Technique *technique_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_TECHNIQUES_COUNT; i++) {
        if (str_equal(CATALOGUE_TECHNIQUES[i].id, id)) {
            return &CATALOGUE_TECHNIQUES[i];
        }
    }
    return NULL;
}

size_t techniques_reviewed(void)
{
    size_t reviewed = 0;

    for (size_t i = 0; i < CATALOGUE_TECHNIQUES_COUNT; i++) {
        reviewed += is_reviewed(CATALOGUE_TECHNIQUES[i].reviewed_by) ? 1 : 0;
    }
    return reviewed;
}

const CostInfo *cost_info(CostBand band)
{
    assert(CATALOGUE_COSTS_COUNT == (size_t)COST_COUNT);
    assert((size_t)band < (size_t)COST_COUNT);
    return &CATALOGUE_COSTS[band];
}

bool cost_find(Str id, CostBand *out)
{
    for (size_t i = 0; i < CATALOGUE_COSTS_COUNT; i++) {
        if (str_equal(CATALOGUE_COSTS[i].id, id)) {
            *out = (CostBand)i;
            return true;
        }
    }
    return false;
}

static bool speaks_to(const Technique *technique, const Knot *knot)
{
    for (size_t i = 0; i < technique->knots.count; i++) {
        if (technique->knots.items[i] == knot) {
            return true;
        }
    }
    return false;
}

static bool has_room(const Technique *technique, int64_t people)
{
    return people >= technique->people_from &&
           (technique->several || technique->people_to == 0 || people <= technique->people_to);
}

bool technique_fits(const Technique *technique, const TechniqueWish *wish)
{
    return (wish->stages == 0 || (technique->stages & wish->stages) != 0) &&
           (wish->people == 0 || has_room(technique, wish->people)) &&
           (wish->budgets == 0 || (wish->budgets & (1u << technique->cost_from)) != 0) &&
           technique->say_to >= wish->say &&
           (wish->about == NULL || speaks_to(technique, wish->about));
}

size_t techniques_fitting(const TechniqueWish *wish)
{
    size_t count = 0;

    for (size_t i = 0; i < CATALOGUE_TECHNIQUES_COUNT; i++) {
        count += technique_fits(&CATALOGUE_TECHNIQUES[i], wish) ? 1 : 0;
    }
    return count;
}
