/* For machines. */
#include "report/remeasure_report.h"

#include "base/json.h"
#include "report/page.h"

static void key_text(JsonWriter *json, const char *key, Str text)
{
    json_key(json, key);
    json_text(json, text);
}

/* Of dates and texts that were not given: null. */
static void key_text_or_null(JsonWriter *json, const char *key, Str text)
{
    json_key(json, key);
    if (text.length > 0) {
        json_text(json, text);
    } else {
        json_null(json);
    }
}

static void key_number(JsonWriter *json, const char *key, const ShownNumber *number)
{
    json_key(json, key);
    if (number->state == SHOWN_VALUE) {
        json_number(json, number->value);
    } else {
        json_null(json);
    }
}

static void key_interval(JsonWriter *json, const char *key, const ShownInterval *interval)
{
    json_key(json, key);
    json_object_open(json);
    key_number(json, "estimate", &interval->estimate);
    key_number(json, "low", &interval->low);
    key_number(json, "high", &interval->high);
    if (interval->estimate.state == SHOWN_HIDDEN) {
        json_key(json, "hidden");
        json_bool(json, true);
    }
    if (interval->note.length > 0) {
        key_text(json, "note", interval->note);
    }
    json_object_close(json);
}

static void key_move(JsonWriter *json, const char *key, const ShownMove *move)
{
    json_key(json, key);
    json_object_open(json);
    key_interval(json, "then", &move->then);
    key_interval(json, "now", &move->now);
    key_interval(json, "change", &move->change);
    json_object_close(json);
}

static Str gap_id(GapMove moved)
{
    static const char *const IDS[] = {
        [GAP_NOT_KNOWN] = "not_known", [GAP_UNCLEAR] = "unclear", [GAP_HELD] = "held",
        [GAP_NARROWER] = "narrower",   [GAP_WIDER] = "wider",     [GAP_TURNED] = "turned",
        [GAP_NONE_TOLD] = "none_told"};

    return str_from(IDS[moved]);
}

/* Where nobody said which way is better, up and down are all there is. */
static Str average_id(const ShownRemeasured *item)
{
    static const char *const IDS[] = {[AVERAGE_NOT_KNOWN] = "not_known",
                                      [AVERAGE_UNCLEAR] = "unclear",
                                      [AVERAGE_UP] = "up",
                                      [AVERAGE_DOWN] = "down"};

    return str_from(IDS[item->average_moved]);
}

static void write_better(JsonWriter *json, const ShownFinding *finding)
{
    json_key(json, "better");
    if (finding->better == 0) {
        json_null(json);
    } else {
        json_text(json, finding->better > 0 ? STR("more") : STR("less"));
    }
}

/* ---- differences ---- */

static void write_differences(JsonWriter *json, const ShownRemeasure *all)
{
    static const char *const SCOPES[] = {
        [DIFFERS_IN_STUDY] = "study",     [DIFFERS_IN_PERIODS] = "periods",
        [DIFFERS_IN_TABLE] = "table",     [DIFFERS_IN_GROUP] = "group",
        [DIFFERS_IN_OUTCOME] = "outcome", [DIFFERS_IN_PATHWAY] = "pathway",
        [DIFFERS_IN_SCORE] = "score",     [DIFFERS_IN_SWAP] = "swap"};

    json_key(json, "differences");
    json_array_open(json);
    for (size_t i = 0; i < all->difference_count; i++) {
        const ShownDifference *difference = &all->differences[i];

        json_object_open(json);
        key_text(json, "of", str_from(SCOPES[difference->scope]));
        key_text_or_null(json, "name", difference->name);
        key_text(json, "what", difference->what);
        key_text_or_null(json, "then", difference->then);
        key_text_or_null(json, "now", difference->now);
        json_key(json, "stops");
        json_bool(json, difference->stops);
        json_object_close(json);
    }
    json_array_close(json);
}

/* ---- findings ---- */

static void write_group(JsonWriter *json, const ShownMovedGroup *group)
{
    json_object_open(json);
    key_text(json, "level", group->level);
    json_key(json, "recorded");
    json_bool(json, group->recorded);
    key_move(json, "estimate", &group->estimate);
    key_move(json, "gap", &group->gap);
    key_text(json, "moved", gap_id(group->moved));
    if (group->why.length > 0) {
        key_text(json, "why", group->why);
    }
    json_object_close(json);
}

static void write_told(JsonWriter *json, const ShownRemeasured *item)
{
    json_key(json, "told");
    if (item->told == SIZE_MAX) {
        json_null(json);
        return;
    }
    json_object_open(json);
    key_text(json, "level", item->groups[item->told].level);
    key_text_or_null(json, "other",
                     item->other == SIZE_MAX ? STR_NONE : item->groups[item->other].level);
    key_move(json, "gap", &item->gap);
    key_text(json, "moved", gap_id(item->gap_moved));
    json_object_close(json);
}

static void write_item(JsonWriter *json, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->now;

    json_object_open(json);
    key_text(json, "then_id", item->then->id);
    key_text(json, "now_id", finding->id);
    key_text(json, "subject", finding->subject);
    key_text(json, "dimension", finding->dimension);
    write_better(json, finding);
    key_text_or_null(json, "then_period", item->part_then->base->period);
    key_text_or_null(json, "now_period", item->part_now->base->period);
    json_key(json, "comparable");
    json_bool(json, item->comparable);
    json_key(json, "differences");
    json_array_open(json);
    for (size_t i = 0; i < item->difference_count; i++) {
        json_integer(json, (int64_t)item->differences[i]);
    }
    json_array_close(json);
    if (!item->comparable) {
        key_text(json, "why", item->why);
        json_object_close(json);
        return;
    }
    json_key(json, "same_margin");
    json_bool(json, !item->margin_changed);
    key_move(json, "average", &item->average);
    key_text(json, "average_moved", average_id(item));
    write_told(json, item);
    json_key(json, "groups");
    json_array_open(json);
    for (size_t g = 0; g < item->group_count; g++) {
        write_group(json, &item->groups[g]);
    }
    json_array_close(json);
    json_object_close(json);
}

static void write_only(JsonWriter *json, const char *key, const ShownFinding *const *findings,
                       size_t count)
{
    json_key(json, key);
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        json_text(json, findings[i]->id);
    }
    json_array_close(json);
}

/* ---- knots and actions ---- */

static void write_knots(JsonWriter *json, const ShownRemeasure *all)
{
    json_key(json, "knots");
    json_array_open(json);
    for (size_t i = 0; i < all->knot_count; i++) {
        const ShownKnotMove *knot = &all->knots[i];

        json_object_open(json);
        key_text(json, "id", knot->id);
        key_text(json, "data_then", page_data_id(knot->data_then));
        key_text(json, "data_now", page_data_id(knot->data_now));
        key_text(json, "people_then", page_people_id(knot->people_then));
        key_text(json, "people_now", page_people_id(knot->people_now));
        json_key(json, "same_definitions");
        json_bool(json, knot->same_definitions);
        json_object_close(json);
    }
    json_array_close(json);
}

/* Whether they were done is in no audit. */
static void write_actions(JsonWriter *json, const ShownStudy *study)
{
    json_key(json, "actions_then");
    json_array_open(json);
    for (size_t i = 0; i < study->action_count; i++) {
        const ShownAction *action = &study->actions[i];

        json_object_open(json);
        key_text_or_null(json, "knot", action->knot);
        key_text_or_null(json, "do", action->what);
        key_text_or_null(json, "owner", action->owner);
        key_text_or_null(json, "due", action->due);
        key_text_or_null(json, "remeasure", action->remeasure);
        json_key(json, "done");
        json_null(json);
        json_object_close(json);
    }
    json_array_close(json);
}

static void write_audit(JsonWriter *json, const char *key, const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);
    const ShownFacts *facts = shown_audit_facts(audit);

    json_key(json, key);
    json_object_open(json);
    key_text(json, "title", study->title);
    key_text(json, "question", study->question);
    key_text(json, "study_hash", study->hash);
    key_text(json, "version", shown_audit_version(audit));
    key_text(json, "protection", facts->protection);
    key_text_or_null(json, "warning", facts->warning);
    json_key(json, "made_up");
    json_bool(json, study->made_up);
    json_object_close(json);
}

Status remeasure_write_json(Context *context, const ShownRemeasure *all, Text *out)
{
    JsonWriter json = json_writer(out, false);

    json_object_open(&json);
    json_key(&json, "unknot_remeasure");
    json_integer(&json, 1);
    write_audit(&json, "then", all->then);
    write_audit(&json, "now", all->now);
    json_key(&json, "confidence");
    json_number(&json, all->confidence);
    write_differences(&json, all);
    json_key(&json, "findings");
    json_array_open(&json);
    for (size_t i = 0; i < all->item_count; i++) {
        write_item(&json, &all->items[i]);
    }
    json_array_close(&json);
    write_only(&json, "only_then", all->only_then, all->only_then_count);
    write_only(&json, "only_now", all->only_now, all->only_now_count);
    write_knots(&json, all);
    write_actions(&json, shown_audit_study(all->then));
    json_object_close(&json);
    text_add_byte(out, '\n');
    return out->spent ? fail_memory(context) : done();
}
