/* The two studies read again, their questions paired, and what moved. */
#include "disclosure/remeasure_audits.h"

#include "base/number.h"
#include "base/text.h"
#include "catalogue/check_kind.h"
#include "disclosure/remeasure_internal.h"
#include "study/period_labels.h"

/* Of what stopped everything, so many are told. */
#define STOPS_TOLD 5

/* ---- the studies ---- */

static Status read_study(Context *context, const ShownAudit *audit, Str bundle, Study *out)
{
    const ShownStudy *study = shown_audit_study(audit);
    Text name = text_new(context->arena);
    Str path;

    if (study->text.length == 0) {
        return fail(context, FAIL_INPUT, (Place){bundle, 0, 0},
                    "this bundle holds no study file, so nobody can tell what it counted; write "
                    "it again with 'unknot audit STUDY --bundle FILE'");
    }
    text_format(&name, "%.*s (its study)", STR_ARGS(bundle));
    TRY(text_finish(context, &name, &path));
    if (failed(study_read(context, path, study->text, out))) {
        return fail(context, FAIL_INPUT, (Place){bundle, 0, 0},
                    "the study in this bundle cannot be read again, so nobody can tell what it "
                    "counted; make the bundle again with 'unknot audit STUDY --bundle FILE'");
    }
    return done();
}

static Status write_confidence(Context *context, double confidence, Str *out)
{
    Text text = text_new(context->arena);

    number_write(&text, confidence);
    return text_finish(context, &text, out);
}

/* What the audits themselves tell of how they were made. */
static Status compare_facts(Context *context, const ShownRemeasure *all, Differences *out)
{
    const ShownFacts *then = shown_audit_facts(all->then);
    const ShownFacts *now = shown_audit_facts(all->now);
    Str version_then = shown_audit_version(all->then);
    Str version_now = shown_audit_version(all->now);
    ShownDifference difference = {.scope = DIFFERS_IN_STUDY};

    if (then->confidence != now->confidence) {
        difference.what = STR("how sure intervals are (confidence)");
        TRY(write_confidence(context, then->confidence, &difference.then));
        TRY(write_confidence(context, now->confidence, &difference.now));
        difference.stops = true;
        TRY(differences_add(context, out, &difference));
    }
    difference.stops = false;
    if (!str_equal(then->protection, now->protection)) {
        difference.what = STR("how small numbers are kept safe (protect)");
        difference.then = then->protection;
        difference.now = now->protection;
        TRY(differences_add(context, out, &difference));
    }
    if (!str_equal(version_then, version_now)) {
        difference.what = STR("the version of unknot");
        difference.then = version_then;
        difference.now = version_now;
        TRY(differences_add(context, out, &difference));
    }
    return done();
}

/* ---- which is the later ---- */

static Status is_earlier(Context *context, Str first, Str second, bool *out)
{
    bool swapped = str_compare_natural(first, second) > 0;
    Str labels[2] = {swapped ? second : first, swapped ? first : second};
    uint32_t order[2] = {0, 1};
    size_t unordered = SIZE_MAX;

    *out = false;
    if (str_equal(first, second)) {
        return done();
    }
    TRY(period_labels_order(context, (StrSpan){labels, 2}, order, &unordered));
    *out = unordered == SIZE_MAX && str_equal(labels[order[0]], first);
    return done();
}

static Status refuse_order(Context *context, Str then_name, Str then, Str now_name, Str now)
{
    Str then_shown = str_show(context->arena, then, 40);
    Str now_shown = str_show(context->arena, now, 40);
    Str then_file = str_show(context->arena, then_name, 200);
    Str now_file = str_show(context->arena, now_name, 200);

    return fail(context, FAIL_INPUT, (Place){then_name, 0, 0},
                "the older bundle comes first: this one tells of '%.*s', and '%.*s' of '%.*s'; "
                "write unknot remeasure %.*s %.*s",
                STR_ARGS(then_shown), STR_ARGS(now_file), STR_ARGS(now_shown), STR_ARGS(now_file),
                STR_ARGS(then_file));
}

/* By the names of the periods. */
static Status check_periods(Context *context, ShownRemeasure *all, Str then_name, Str now_name)
{
    for (size_t i = 0; i < all->item_count; i++) {
        const ShownRemeasured *item = &all->items[i];
        Str then = item->part_then->base->period;
        Str now = item->part_now->base->period;
        bool earlier;

        if (remeasure_of_all_periods(item->then, item->part_then) ||
            remeasure_of_all_periods(item->now, item->part_now)) {
            continue;
        }
        TRY(is_earlier(context, now, then, &earlier));
        if (earlier) {
            return refuse_order(context, then_name, then, now_name, now);
        }
        if (item->comparable && all->period_now.length == 0) {
            all->period_then = then;
            all->period_now = now;
        }
    }
    return done();
}

/* By the dates until which outcomes were known. */
static Status check_dates(Context *context, const Study *then, Str then_name, const Study *now,
                          Str now_name)
{
    for (size_t i = 0; i < then->outcomes.count; i++) {
        const StudyOutcome *old = &then->outcomes.items[i];

        for (size_t k = 0; k < now->outcomes.count; k++) {
            const StudyOutcome *new = &now->outcomes.items[k];

            if (str_equal(old->name.text, new->name.text) && old->known_until.place.line > 0 &&
                new->known_until.place.line > 0 && old->known_until.days > new->known_until.days) {
                return refuse_order(context, then_name, old->known_until.text, now_name,
                                    new->known_until.text);
            }
        }
    }
    return done();
}

/* ---- the most telling first ---- */

#define TURNS 16

/* Gaps found in either before the others, and of these those that moved; outcomes before steps and
   before who is here, and all of them before what is written down. */
static int turn(const ShownRemeasured *item)
{
    bool found = item->then->verdict.say == DATA_FOUND || item->now->verdict.say == DATA_FOUND;
    bool moved = item->gap_moved >= GAP_NARROWER;

    return !item->comparable
               ? TURNS
               : check_kind(item->then->check)->turn + (found ? 0 : 3) + (moved ? 0 : 2);
}

static Status sort_items(Context *context, ShownRemeasure *all)
{
    ShownRemeasured *sorted = TAKE(context, ShownRemeasured, all->item_count);
    size_t count = 0;

    if (sorted == NULL) {
        return fail_memory(context);
    }
    for (int now = 0; now <= TURNS; now++) {
        for (size_t i = 0; i < all->item_count; i++) {
            if (turn(&all->items[i]) == now) {
                sorted[count++] = all->items[i];
            }
        }
    }
    all->items = sorted;
    return done();
}

/* ---- knots ---- */

static const ShownKnot *find_knot(const ShownAudit *audit, Str id)
{
    for (size_t i = 0; i < shown_audit_knot_count(audit); i++) {
        if (str_equal(shown_audit_knot(audit, i)->id, id)) {
            return shown_audit_knot(audit, i);
        }
    }
    return NULL;
}

/* Every finding of an audit that speaks to the knot is of a question that was compared. */
static bool all_compared(const ShownRemeasure *all, const ShownAudit *audit, const ShownKnot *knot)
{
    for (size_t f = 0; f < knot->finding_count; f++) {
        const ShownFinding *finding = shown_audit_finding(audit, knot->findings[f]);
        bool compared = false;

        for (size_t i = 0; i < all->item_count && !compared; i++) {
            const ShownRemeasured *item = &all->items[i];

            compared = item->comparable && !item->margin_changed &&
                       str_equal(item->then->subject, finding->subject) &&
                       str_equal(item->then->dimension, finding->dimension);
        }
        if (!compared) {
            return false;
        }
    }
    return true;
}

static Status move_knots(Context *context, ShownRemeasure *all)
{
    ShownKnotMove *knots = TAKE(context, ShownKnotMove, shown_audit_knot_count(all->now));

    if (knots == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < shown_audit_knot_count(all->now); i++) {
        const ShownKnot *now = shown_audit_knot(all->now, i);
        const ShownKnot *then = find_knot(all->then, now->id);

        if (then != NULL && (then->data != now->data || then->people != now->people)) {
            knots[all->knot_count++] = (ShownKnotMove){
                .id = now->id,
                .stage = now->stage,
                .data_then = then->data,
                .data_now = now->data,
                .people_then = then->people,
                .people_now = now->people,
                .same_definitions =
                    all_compared(all, all->then, then) && all_compared(all, all->now, now),
            };
        }
    }
    all->knots = knots;
    return done();
}

/* ---- all of it ---- */

/* Another title alone may name another year. */
static bool two_studies(const ShownRemeasure *all)
{
    const ShownStudy *then = shown_audit_study(all->then);
    const ShownStudy *now = shown_audit_study(all->now);

    return !str_equal(then->title, now->title) && !str_equal(then->question, now->question);
}

static void warn_of_two_studies(Context *context, const ShownRemeasure *all, Str now_name)
{
    Str then = str_show(context->arena, shown_audit_study(all->then)->title, 80);
    Str now = str_show(context->arena, shown_audit_study(all->now)->title, 80);

    if (two_studies(all)) {
        note_warning(context, (Place){now_name, 0, 0},
                     "the title and the question are others than in the first bundle ('%.*s', "
                     "then '%.*s'); look whether this is the same study",
                     STR_ARGS(now), STR_ARGS(then));
    }
}

static Status refuse_nothing(Context *context, const ShownRemeasure *all, Str then_name,
                             Str now_name)
{
    Str then = str_show(context->arena, shown_audit_study(all->then)->title, 80);
    Str now = str_show(context->arena, shown_audit_study(all->now)->title, 80);

    if (all->item_count == 0 || two_studies(all)) {
        return fail(context, FAIL_INPUT, (Place){now_name, 0, 0},
                    "nothing can be compared: these are two different studies, '%.*s' and '%.*s'; "
                    "give two bundles of one study",
                    STR_ARGS(then), STR_ARGS(now));
    }
    for (size_t i = 0, told = 0; i < all->difference_count && told < STOPS_TOLD; i++) {
        const ShownDifference *difference = &all->differences[i];
        Str old = str_show(context->arena, difference->then, 80);
        Str new = str_show(context->arena, difference->now, 80);

        if (difference->stops) {
            note_error(context, FAIL_INPUT, (Place){now_name, 0, 0},
                       "%.*s changed%s%.*s: from '%.*s' to '%.*s'; measure again as it was, or "
                       "begin a new row of measurements",
                       STR_ARGS(difference->what), difference->name.length > 0 ? " for " : "",
                       STR_ARGS(difference->name), STR_ARGS(old), STR_ARGS(new));
            told++;
        }
    }
    return fail(context, FAIL_INPUT, (Place){then_name, 0, 0},
                "nothing in these two bundles can be compared: %.*s; the same definitions must "
                "be measured twice, on data of two times",
                STR_ARGS(all->items[0].why));
}

static Status compare_items(Context *context, ShownRemeasure *all)
{
    ShownRemeasured *items = TAKE(context, ShownRemeasured, all->item_count);

    if (items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < all->item_count; i++) {
        items[i] = all->items[i];
        TRY(remeasure_check_item(context, all, &items[i]));
        if (items[i].comparable) {
            TRY(remeasure_move_item(context, &items[i]));
            all->comparable_count++;
        }
    }
    all->items = items;
    return done();
}

Status disclosure_remeasure(Context *context, const ShownAudit *then, Str then_name,
                            const ShownAudit *now, Str now_name, const ShownRemeasure **out)
{
    ShownRemeasure *all = TAKE(context, ShownRemeasure, 1);
    Differences differences = {.items = NULL};
    Study study_then;
    Study study_now;

    if (all == NULL) {
        return fail_memory(context);
    }
    *all = (ShownRemeasure){
        .then = then, .now = now, .confidence = shown_audit_facts(now)->confidence};
    TRY(read_study(context, then, then_name, &study_then));
    TRY(read_study(context, now, now_name, &study_now));
    TRY(definitions_compare(context, &study_then, &study_now, &differences));
    TRY(compare_facts(context, all, &differences));
    all->differences = differences.items;
    all->difference_count = differences.count;
    TRY(remeasure_pair(context, all));
    TRY(compare_items(context, all));
    TRY(check_periods(context, all, then_name, now_name));
    TRY(check_dates(context, &study_then, then_name, &study_now, now_name));
    if (all->comparable_count == 0) {
        return refuse_nothing(context, all, then_name, now_name);
    }
    warn_of_two_studies(context, all, now_name);
    TRY(sort_items(context, all));
    TRY(move_knots(context, all));
    *out = all;
    return done();
}
