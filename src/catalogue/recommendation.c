#include "catalogue/recommendation.h"

#include "catalogue/catalogue_tables.h"

const Recommendation *recommendation_rows(size_t *count)
{
    *count = CATALOGUE_RECOMMENDATIONS_COUNT;
    return CATALOGUE_RECOMMENDATIONS;
}

const Recommendation *recommendation_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_RECOMMENDATIONS_COUNT; i++) {
        if (str_equal(CATALOGUE_RECOMMENDATIONS[i].id, id)) {
            return &CATALOGUE_RECOMMENDATIONS[i];
        }
    }
    return NULL;
}

bool recommendation_answers(const Recommendation *recommendation, const Knot *knot)
{
    for (size_t i = 0; i < recommendation->knots.count; i++) {
        if (recommendation->knots.items[i] == knot) {
            return true;
        }
    }
    return false;
}
