#include "catalogue/knot.h"

#include "catalogue/catalogue_tables.h"

#define SUGGESTIONS_MOST 3

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
    return !str_starts_with(knot->reviewed_by, STR("nobody"));
}

size_t knots_reviewed(void)
{
    size_t reviewed = 0;

    for (size_t i = 0; i < CATALOGUE_KNOTS_COUNT; i++) {
        reviewed += knot_is_reviewed(&CATALOGUE_KNOTS[i]) ? 1 : 0;
    }
    return reviewed;
}

static bool is_listed(const KnotList *list, const Knot *knot)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == knot) {
            return true;
        }
    }
    return false;
}

static void suggest(KnotList *list, const Knot *knot)
{
    if (knot != NULL && list->count < SUGGESTIONS_MOST && !is_listed(list, knot)) {
        list->items[list->count] = knot;
        list->count++;
    }
}

Status knot_suggest(Context *context, Str wanted, KnotList *out)
{
    Str *ids = TAKE(context, Str, CATALOGUE_KNOTS_COUNT);
    KnotList list = {TAKE(context, const Knot *, SUGGESTIONS_MOST), 0};

    if (ids == NULL || list.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < CATALOGUE_KNOTS_COUNT; i++) {
        ids[i] = CATALOGUE_KNOTS[i].id;
    }
    suggest(&list, knot_find(str_nearest(wanted, (StrSpan){ids, CATALOGUE_KNOTS_COUNT})));
    for (size_t i = 0; i < CATALOGUE_KNOTS_COUNT && wanted.length >= 3; i++) {
        if (str_contains_ignoring_case(CATALOGUE_KNOTS[i].id, wanted)) {
            suggest(&list, &CATALOGUE_KNOTS[i]);
        }
    }
    *out = list;
    return done();
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

Str source_mark_text(SourceMark mark)
{
    switch (mark) {
    case SOURCE_SEEN:
        return STR("seen");
    case SOURCE_RETOLD:
        return STR("read in another's account");
    case SOURCE_UNSEEN:
        return STR("not opened");
    }
    return STR_NONE;
}

/* A full stop, unless the text has its own end. */
static void end_sentence(Text *text, Str piece)
{
    if (!str_ends_with(piece, STR("?")) && !str_ends_with(piece, STR(".")) &&
        !str_ends_with(piece, STR("!"))) {
        text_add_byte(text, '.');
    }
}

void source_write(Text *text, const CatalogueSource *source)
{
    text_add(text, source->by);
    if (source->year.length > 0) {
        text_format(text, " (%.*s)", STR_ARGS(source->year));
    }
    text_format(text, ": %.*s", STR_ARGS(source->title));
    end_sentence(text, source->title);
    if (source->where.length > 0) {
        text_format(text, " %.*s", STR_ARGS(source->where));
        end_sentence(text, source->where);
    }
    if (source->link.length > 0) {
        text_format(text, " %.*s", STR_ARGS(source->link));
    }
}
