/* What others ask for: each recommendation with whom it is for and the knots it answers. */
#ifndef UK_CATALOGUE_RECOMMENDATION_H
#define UK_CATALOGUE_RECOMMENDATION_H

#include "catalogue/knot.h"

typedef struct Recommendation {
    Str id;   /* [a-z0-9-] */
    Str text; /* one or two sentences in our words; no figures */
    TextList addressed_to;
    unsigned stages;          /* bits of 1u << Stage; at least one */
    KnotLinks knots;          /* that it answers; at least one */
    Str note;                 /* how far its source was read; may be empty */
    CatalogueSources sources; /* at least one of them seen or retold */
    Str reviewed_by;          /* "nobody it is about", or who did */
} Recommendation;

const Recommendation *recommendation_rows(size_t *count);

/* By id; NULL when there is none. */
const Recommendation *recommendation_find(Str id);

bool recommendation_answers(const Recommendation *recommendation, const Knot *knot);

#endif
