/* What an audit from outside must keep to, so that no reader of it can be led astray. */
#include "disclosure/bundle_internal.h"

#include "base/intern.h"
#include "base/sha256.h"

#define ID_MOST 200
#define QUOTE_MOST 60

static Status refuse(Context *context, Str name, const char *what, Str quoted)
{
    Str shown = str_show(context->arena, quoted, QUOTE_MOST);

    return fail(context, FAIL_INPUT, (Place){name, 0, 0},
                "%s '%.*s'; this bundle was not written by unknot, or was changed", what,
                STR_ARGS(shown));
}

/* [a-z0-9-], so that it can be an anchor as it is. */
static bool is_id(Str id)
{
    for (size_t i = 0; i < id.length; i++) {
        char byte = id.bytes[i];

        if (!(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9') && byte != '-') {
            return false;
        }
    }
    return id.length > 0 && id.length <= ID_MOST;
}

static bool is_confidence(double confidence)
{
    return confidence >= 0.0 && confidence < 1.0;
}

static Status check_new_id(Context *context, Str name, Intern *ids, Str id)
{
    uint32_t before = intern_count(ids);
    uint32_t number;

    if (!is_id(id)) {
        return refuse(context, name, "an id is letters, digits and hyphens, not", id);
    }
    TRY(intern_add(context, ids, id, &number));
    if (intern_count(ids) == before) {
        return refuse(context, name, "two have the id", id);
    }
    return done();
}

/* Of a pathway one of the steps after the first; of all else none is named. */
static bool judges_a_step(const ShownFinding *finding)
{
    bool steps = finding->check == CHECK_PATHWAY && finding->part_count > 1;

    return steps ? finding->judged > 0 && finding->judged < finding->part_count
                 : finding->judged == 0;
}

/* Days at which any group of a table is told. */
typedef struct WaitDays {
    double days[SHOWN_WAIT_POINTS_MOST];
    size_t count;
} WaitDays;

/* False: it would be one more than there may be. */
static bool keep_day(WaitDays *days, double day)
{
    for (size_t i = 0; i < days->count; i++) {
        if (days->days[i] == day) {
            return true;
        }
    }
    if (days->count == SHOWN_WAIT_POINTS_MOST) {
        return false;
    }
    days->days[days->count++] = day;
    return true;
}

static bool has_fair_curve(const ShownExtra *extra, WaitDays *days)
{
    for (size_t i = 0; i < extra->curve_count; i++) {
        double before = i == 0 ? 0 : extra->curve[i - 1].day;

        if (!(extra->curve[i].day > before) || !keep_day(days, extra->curve[i].day)) {
            return false;
        }
    }
    return true;
}

/* Few days, the same for all groups, in their order, so that what reads them may go through them at
   will and a table has room for each. */
static bool has_fair_curves(const ShownFinding *finding)
{
    for (size_t p = 0; p < finding->part_count; p++) {
        const ShownPart *part = &finding->parts[p];
        WaitDays days = {.count = 0};

        for (size_t g = 0; part->extras != NULL && g < part->base->group_count; g++) {
            if (!has_fair_curve(&part->extras[g], &days)) {
                return false;
            }
        }
    }
    return true;
}

static Status check_findings(Context *context, Str name, const BundleContent *content)
{
    Intern *ids;

    TRY(intern_new(context, &ids));
    for (size_t i = 0; i < content->finding_count; i++) {
        const ShownFinding *finding = &content->findings[i];

        TRY(check_new_id(context, name, ids, finding->id));
        for (size_t k = 0; k < finding->knots.count; k++) {
            if (!is_id(finding->knots.items[k])) {
                return refuse(context, name, "an id is letters, digits and hyphens, not",
                              finding->knots.items[k]);
            }
        }
        if (finding->part_count == 0) {
            return refuse(context, name, "there is no table in the finding", finding->id);
        }
        if (finding->largest_leak > 0 && finding->largest_leak >= finding->part_count) {
            return refuse(context, name, "the largest leak is after the last step of", finding->id);
        }
        if (!judges_a_step(finding)) {
            return refuse(context, name, "the verdict is of no step of", finding->id);
        }
        if (!has_fair_curves(finding)) {
            return refuse(context, name,
                          "days of waits are few and ascend, the same for all groups, not as in",
                          finding->id);
        }
        if (!is_confidence(finding->verdict.confidence) || finding->matters < 0.0) {
            return refuse(context, name,
                          "a confidence lies from 0 to 1, and a gap that matters "
                          "is not negative, in",
                          finding->id);
        }
    }
    return done();
}

static Status check_knots(Context *context, Str name, const BundleContent *content)
{
    Intern *ids;

    TRY(intern_new(context, &ids));
    for (size_t i = 0; i < content->knot_count; i++) {
        const ShownKnot *knot = &content->knots[i];

        TRY(check_new_id(context, name, ids, knot->id));
        for (size_t k = 0; k < knot->finding_count; k++) {
            if (knot->findings[k] >= content->finding_count) {
                return refuse(context, name, "there is no such finding for knot", knot->id);
            }
        }
    }
    return done();
}

static Status check_data(Context *context, Str name, const ShownData *data)
{
    if (data->hash.length > 0 && !sha256_is_hex(data->hash)) {
        return refuse(context, name, "this is no hash of data:", data->hash);
    }
    for (size_t i = 0; i < data->look_up_count; i++) {
        Str hash = data->look_ups[i].hash;

        if (hash.length > 0 && !sha256_is_hex(hash)) {
            return refuse(context, name, "this is no hash of data:", hash);
        }
    }
    return done();
}

static Status check_study(Context *context, Str name, const ShownStudy *study)
{
    if (study->hash.length > 0) {
        Str hash = sha256_hex(context->arena, study->text);

        if (hash.length == 0) {
            return fail_memory(context);
        }
        if (!str_equal(hash, study->hash)) {
            return refuse(context, name, "the study's text is not the one whose hash is",
                          study->hash);
        }
    }
    for (size_t i = 0; i < study->data_count; i++) {
        TRY(check_data(context, name, &study->data[i]));
    }
    return done();
}

Status bundle_check(Context *context, Str name, const BundleContent *content)
{
    TRY(check_study(context, name, &content->study));
    if (!is_confidence(content->facts.confidence)) {
        return refuse(context, name, "a confidence lies from 0 to 1, not in", STR("facts"));
    }
    TRY(check_findings(context, name, content));
    return check_knots(context, name, content);
}
