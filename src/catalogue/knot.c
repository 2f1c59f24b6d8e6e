#include "catalogue/knot.h"

#include "catalogue/catalogue_tables.h"

const Knot *knot_rows(size_t *count)
{
    *count = CATALOGUE_KNOTS_COUNT;
    return CATALOGUE_KNOTS;
}

const Knot *knot_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_KNOTS_COUNT; i++) {
        if (str_equal(CATALOGUE_KNOTS[i].id, id)) {
            return &CATALOGUE_KNOTS[i];
        }
    }
    return NULL;
}

bool knot_is_reviewed(const Knot *knot)
{
    return is_reviewed(knot->reviewed_by);
}

size_t knots_reviewed(void)
{
    size_t reviewed = 0;

    for (size_t i = 0; i < CATALOGUE_KNOTS_COUNT; i++) {
        reviewed += knot_is_reviewed(&CATALOGUE_KNOTS[i]) ? 1 : 0;
    }
    return reviewed;
}

static bool speaks_to(const Knot *knot, Str check, Str topic)
{
    for (size_t i = 0; i < knot->checks.count; i++) {
        const KnotCheck *item = &knot->checks.items[i];

        if (str_equal(item->check->id, check) && item->when.length == 0 &&
            (item->of.length == 0 || str_equal(item->of, topic))) {
            return true;
        }
    }
    return false;
}

Status knots_of_check(Context *context, Str check, Str topic, KnotList *out)
{
    KnotList list = {TAKE(context, const Knot *, CATALOGUE_KNOTS_COUNT), 0};

    if (list.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < CATALOGUE_KNOTS_COUNT; i++) {
        if (speaks_to(&CATALOGUE_KNOTS[i], check, topic)) {
            list.items[list.count] = &CATALOGUE_KNOTS[i];
            list.count++;
        }
    }
    *out = list;
    return done();
}

const CheckInfo *check_info_rows(size_t *count)
{
    *count = CATALOGUE_CHECKS_COUNT;
    return CATALOGUE_CHECKS;
}

const CheckInfo *check_info_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_CHECKS_COUNT; i++) {
        if (str_equal(CATALOGUE_CHECKS[i].id, id)) {
            return &CATALOGUE_CHECKS[i];
        }
    }
    return NULL;
}

const TraitInfo *trait_info(FileTrait trait)
{
    return &CATALOGUE_TRAITS[trait];
}

const TopicInfo *topic_info_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_TOPICS_COUNT; i++) {
        if (str_equal(CATALOGUE_TOPICS[i].id, id)) {
            return &CATALOGUE_TOPICS[i];
        }
    }
    return NULL;
}
