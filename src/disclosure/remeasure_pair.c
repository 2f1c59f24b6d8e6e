/* Which questions both audits ask, and what stands between their answers. */
#include "base/text.h"
#include "catalogue/check_kind.h"
#include "disclosure/remeasure_internal.h"

#include <math.h>

/* ---- the same question ---- */

/* Of an outcome: told as a gap, a wait or a change over periods. */
static bool is_of_outcome(const ShownFinding *finding)
{
    return finding->check == CHECK_GAP || finding->check == CHECK_WAITS ||
           finding->check == CHECK_CHANGE;
}

/* Rows are left out by one condition of a table, whose dates are others a year later. */
static bool same_subject(const ShownFinding *a, const ShownFinding *b)
{
    const Str left_out = STR("left out by: ");

    return str_equal(a->subject, b->subject) ||
           (a->check == CHECK_ROWS_LOST && str_equal(a->data, b->data) &&
            str_starts_with(a->subject, left_out) && str_starts_with(b->subject, left_out));
}

static bool same_question(const ShownFinding *a, const ShownFinding *b)
{
    bool same_check =
        is_of_outcome(a) ? is_of_outcome(b) && (a->unit == b->unit) : a->check == b->check;

    if (a->check == CHECK_PROXIES && same_check &&
        !str_equal(a->parts[0].label, b->parts[0].label)) {
        return false; /* of another score */
    }
    return same_check && same_subject(a, b) && str_equal(a->dimension, b->dimension);
}

/* The step that the verdict is of; else the latest period. */
static const ShownPart *part_of(const ShownFinding *finding)
{
    size_t last = finding->part_count - 1;

    return &finding->parts[finding->check == CHECK_PATHWAY ? finding->judged : last];
}

static AskedQuestion ask(const ShownFinding *finding)
{
    const ShownPart *part = part_of(finding);

    return (AskedQuestion){finding, part, !remeasure_of_all_periods(finding, part)};
}

/* The answer of an audit to a question; of one period where `one_period` and where it has one. */
static AskedQuestion find_answer(const ShownAudit *audit, const ShownFinding *wanted,
                                 bool one_period)
{
    AskedQuestion best = {.finding = NULL};

    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);

        if (same_question(finding, wanted)) {
            AskedQuestion own = ask(finding);

            if (best.finding == NULL ||
                (best.one_period != one_period && own.one_period == one_period)) {
                best = own;
            }
        }
    }
    return best;
}

static bool is_first_of_its_question(const ShownAudit *audit, size_t index)
{
    const ShownFinding *finding = shown_audit_finding(audit, index);

    for (size_t i = 0; i < index; i++) {
        if (same_question(shown_audit_finding(audit, i), finding)) {
            return false;
        }
    }
    return true;
}

/* A step of the later pathway with the name of the earlier one's. */
static const ShownPart *same_step(const ShownFinding *finding, const ShownPart *wanted,
                                  const ShownPart *otherwise)
{
    for (size_t p = 1; p < finding->part_count; p++) {
        if (str_equal(finding->parts[p].label, wanted->label)) {
            return &finding->parts[p];
        }
    }
    return otherwise;
}

static ShownRemeasured pair_of(const ShownRemeasure *all, const ShownFinding *wanted)
{
    AskedQuestion then = find_answer(all->then, wanted, true);
    AskedQuestion now = find_answer(all->now, wanted, true);

    if (then.one_period != now.one_period) {
        AskedQuestion all_then = find_answer(all->then, wanted, false);
        AskedQuestion all_now = find_answer(all->now, wanted, false);

        if (all_then.one_period == all_now.one_period) {
            then = all_then;
            now = all_now;
        }
    }
    if (wanted->check == CHECK_PATHWAY) {
        now.part = same_step(now.finding, then.part, now.part);
    }
    return (ShownRemeasured){.then = then.finding,
                             .now = now.finding,
                             .part_then = then.part,
                             .part_now = now.part,
                             .told = SIZE_MAX,
                             .other = SIZE_MAX};
}

Status remeasure_pair(Context *context, ShownRemeasure *out)
{
    size_t old = shown_audit_finding_count(out->then);
    size_t new = shown_audit_finding_count(out->now);
    ShownRemeasured *items = TAKE(context, ShownRemeasured, old);
    const ShownFinding **only_then = TAKE(context, const ShownFinding *, old);
    const ShownFinding **only_now = TAKE(context, const ShownFinding *, new);

    if (items == NULL || only_then == NULL || only_now == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < old; i++) {
        const ShownFinding *finding = shown_audit_finding(out->then, i);

        if (is_first_of_its_question(out->then, i)) {
            if (find_answer(out->now, finding, true).finding == NULL) {
                only_then[out->only_then_count++] = finding;
            } else {
                items[out->item_count++] = pair_of(out, finding);
            }
        }
    }
    for (size_t i = 0; i < new; i++) {
        const ShownFinding *finding = shown_audit_finding(out->now, i);

        if (is_first_of_its_question(out->now, i) &&
            find_answer(out->then, finding, true).finding == NULL) {
            only_now[out->only_now_count++] = finding;
        }
    }
    out->items = items;
    out->only_then = only_then;
    out->only_now = only_now;
    return done();
}

/* ---- what stands between ---- */

/* The study's name with blanks for dashes below, as a whole word of what is shown. */
static bool mentions(Str shown, Str written)
{
    for (size_t at = 0; written.length > 0 && at + written.length <= shown.length; at++) {
        size_t end = at + written.length;

        if ((at == 0 || shown.bytes[at - 1] == ' ') &&
            (end == shown.length || shown.bytes[end] == ' ') &&
            definitions_same_name(str_slice(shown, at, written.length), written)) {
            return true;
        }
    }
    return false;
}

/* "ethnicity (5 groups)" and "ethnicity x sex" are of the group ethnicity. */
static bool groups_by(Str dimension, Str group)
{
    Str rest = dimension;

    while (rest.length >= group.length && group.length > 0) {
        size_t at = 0;

        if (str_starts_with(rest, group)) {
            Str after = str_slice(rest, group.length, rest.length);

            if (after.length == 0 || str_starts_with(after, STR(" (")) ||
                str_starts_with(after, STR(" x "))) {
                return true;
            }
        }
        while (at + 3 <= rest.length && !str_equal(str_slice(rest, at, 3), STR(" x "))) {
            at++;
        }
        rest = str_slice(rest, at + 3 > rest.length ? rest.length : at + 3, rest.length);
    }
    return false;
}

static bool is_about(const ShownDifference *difference, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->then;
    bool of_rows = check_kind(finding->check)->of_rows;
    /* a subject of these is a register, a code or a text, never an outcome by the same name */
    bool no_outcome = check_is_of_people(finding->check) || finding->check == CHECK_STABILITY ||
                      finding->check == CHECK_SWAP;
    bool of_column = finding->check == CHECK_PROXIES && item->part_then->label.length > 0;

    if (difference->checks != 0 && (difference->checks >> finding->check & 1U) == 0) {
        return false;
    }
    switch (difference->scope) {
    case DIFFERS_IN_STUDY:
        return difference->stops;
    case DIFFERS_IN_PERIODS:
        return !remeasure_of_all_periods(finding, item->part_then);
    case DIFFERS_IN_TABLE:
        return str_equal(difference->name, finding->data) ||
               (finding->check == CHECK_REPRESENTATION &&
                definitions_same_name(finding->subject, difference->name));
    case DIFFERS_IN_GROUP:
        return groups_by(finding->dimension, difference->name) ||
               (of_rows && mentions(finding->subject, difference->name));
    case DIFFERS_IN_OUTCOME:
        return !no_outcome && finding->check != CHECK_PATHWAY &&
               !check_kind(finding->check)->of_score &&
               mentions(finding->subject, difference->name);
    case DIFFERS_IN_PATHWAY:
        return (finding->check == CHECK_PATHWAY || of_rows) &&
               mentions(finding->subject, difference->name);
    case DIFFERS_IN_SCORE:
        return check_kind(finding->check)->of_score &&
               definitions_same_name(of_column ? item->part_then->label : finding->subject,
                                     difference->name);
    case DIFFERS_IN_SWAP:
        return finding->check == CHECK_SWAP &&
               definitions_same_name(finding->subject, difference->name);
    }
    return false;
}

static const ShownData *find_data(const ShownAudit *audit, Str name)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->data_count; i++) {
        if (str_equal(study->data[i].name, name)) {
            return &study->data[i];
        }
    }
    return NULL;
}

/* The same file, and no difference that could choose other rows of it. */
static bool same_rows(const ShownRemeasure *all, const ShownRemeasured *item)
{
    const ShownData *then = find_data(all->then, item->then->data);
    const ShownData *now = find_data(all->now, item->now->data);

    if (then == NULL || now == NULL || then->hash.length == 0 ||
        !str_equal(then->hash, now->hash) ||
        !remeasure_of_all_periods(item->then, item->part_then)) {
        return false;
    }
    for (size_t i = 0; i < item->difference_count; i++) {
        const ShownDifference *difference = &all->differences[item->differences[i]];

        if (difference->stops || difference->scope == DIFFERS_IN_TABLE ||
            str_equal(difference->what, STR("until when it is known (known_until)"))) {
            return false;
        }
    }
    return true;
}

/* What the findings themselves differ in, whatever their studies say; NULL: nothing. */
static const char *unlike(const ShownRemeasured *item)
{
    const ShownFinding *then = item->then;
    const ShownFinding *now = item->now;
    const ShownTable *table_then = item->part_then->base;
    const ShownTable *table_now = item->part_now->base;

    if (!str_equal(then->row, now->row)) {
        return "what one row is changed";
    }
    if (then->unit != now->unit || !str_equal(then->unit_name, now->unit_name)) {
        return "the unit changed";
    }
    if (then->better != now->better) {
        return "which way is better changed";
    }
    if (table_then->ordered != table_now->ordered) {
        return "whether the groups have an order changed";
    }
    if (table_then->has_reference != table_now->has_reference ||
        !str_equal(table_then->compared_with, table_now->compared_with)) {
        return "who each group is compared with changed";
    }
    if (!str_equal(item->part_then->label, item->part_now->label) ||
        !str_equal(item->part_then->of, item->part_now->of)) {
        return "the step changed";
    }
    return NULL;
}

static Status say_periods(Context *context, const ShownRemeasure *all, ShownRemeasured *item)
{
    bool all_then = remeasure_of_all_periods(item->then, item->part_then);
    bool all_now = remeasure_of_all_periods(item->now, item->part_now);
    Text text = text_new(context->arena);

    if (all_then != all_now) {
        item->why = all_then ? STR("then all periods were counted together, now one alone")
                             : STR("then one period was counted alone, now all together");
    } else if (!all_then &&
               str_equal(item->part_then->base->period, item->part_now->base->period)) {
        text_add(&text, STR("both tell of the period \xe2\x80\x9c"));
        text_add_shown(&text, item->part_now->base->period, 80);
        text_add(&text, STR("\xe2\x80\x9d"));
        return text_finish(context, &text, &item->why);
    } else if (same_rows(all, item)) {
        item->why = STR("the same rows were counted both times: the same file, and the same dates");
    }
    return done();
}

/* "which rows are kept (keep) changed for “referrals”; ..." */
static Status say_stops(Context *context, const ShownRemeasure *all, ShownRemeasured *item)
{
    Text text = text_new(context->arena);
    const char *own = unlike(item);

    for (size_t i = 0; i < item->difference_count; i++) {
        const ShownDifference *difference = &all->differences[item->differences[i]];

        if (difference->stops) {
            text_format(&text, "%s%.*s changed", text_str(&text).length > 0 ? "; " : "",
                        STR_ARGS(difference->what));
            if (difference->name.length > 0) {
                text_add(&text, STR(" for \xe2\x80\x9c"));
                text_add_shown(&text, difference->name, 80);
                text_add(&text, STR("\xe2\x80\x9d"));
            }
        }
    }
    if (text_str(&text).length == 0 && own != NULL) {
        text_add(&text, str_from(own));
    }
    TRY(text_finish(context, &text, &item->why));
    return item->why.length > 0 ? done() : say_periods(context, all, item);
}

static bool same_margin(double then, double now)
{
    return then == now || (isnan(then) && isnan(now));
}

Status remeasure_check_item(Context *context, const ShownRemeasure *all, ShownRemeasured *item)
{
    size_t *differences = TAKE(context, size_t, all->difference_count);

    if (differences == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < all->difference_count; i++) {
        if (is_about(&all->differences[i], item)) {
            differences[item->difference_count++] = i;
        }
    }
    item->differences = differences;
    item->margin_changed = !same_margin(item->then->matters, item->now->matters);
    TRY(say_stops(context, all, item));
    item->comparable = item->why.length == 0;
    return done();
}
