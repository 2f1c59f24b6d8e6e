/* Internal to the seed: entries under way, and the numbers of those that were sent. */
#ifndef UK_SITE_COMMONS_SEED_PARTS_H
#define UK_SITE_COMMONS_SEED_PARTS_H

#include "base/text.h"
#include "catalogue/catalogue_source.h"
#include "catalogue/knot.h"
#include "site/commons/seed.h"

#define SEED_VALUES_MOST ((size_t)120)
#define SEED_ENTRIES_MOST ((size_t)1000)

typedef struct SeedKnown {
    Str id; /* "method:photovoice" */
    int64_t number;
} SeedKnown;

typedef struct Seed {
    Context *context;
    StoreChange *change;
    const SeedPlan *plan;
    SeedCounts *counts;
    SeedKnown *known; /* SEED_ENTRIES_MOST */
    size_t known_count;
    /* the entry under way */
    KindId kind;
    Str id;
    Str parent; /* of a reply the id of what it is to */
    bool made_up;
    FormValue *values; /* SEED_VALUES_MOST */
    size_t value_count;
} Seed;

void seed_begin(Seed *seed, KindId kind, Str id);
/* Empty ones are left out. */
void seed_value(Seed *seed, Str key, Str value);
/* Each as a line "- text". */
Status seed_lines(Seed *seed, Str key, TextList lines) UK_MUST_USE;
Status seed_sources(Seed *seed, Str key, CatalogueSources sources) UK_MUST_USE;
void seed_stages(Seed *seed, unsigned stages);
void seed_knots(Seed *seed, KnotLinks knots, size_t most);

/* Checks and sends it; `*number` may be NULL. A mistake in what is sent is a failure. */
Status seed_send(Seed *seed, int64_t *number) UK_MUST_USE;

/* 0 when it was not sent. */
int64_t seed_number(const Seed *seed, Str id);

/* Notes a link both can be reached by. */
Status seed_link(Seed *seed, int64_t from, Str relation, int64_t to) UK_MUST_USE;

Status seed_knot_pages(Seed *seed) UK_MUST_USE;
Status seed_methods(Seed *seed) UK_MUST_USE;
Status seed_evidence(Seed *seed) UK_MUST_USE;
Status seed_recommendations(Seed *seed) UK_MUST_USE;
Status seed_words(Seed *seed) UK_MUST_USE;
Status seed_texts(Seed *seed) UK_MUST_USE;

#endif
