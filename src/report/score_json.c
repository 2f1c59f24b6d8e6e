#include "report/score_json.h"

#include "report/shown_json.h"

#include <math.h>

static void write_interval(JsonWriter *json, const ShownInterval *interval)
{
    shown_json_number(json, "estimate", &interval->estimate);
    shown_json_number(json, "se", &interval->se);
    shown_json_number(json, "low", &interval->low);
    shown_json_number(json, "high", &interval->high);
    shown_json_method(json, interval);
    shown_json_note(json, interval->note);
}

static void write_metric(JsonWriter *json, Str id, const ShownInterval *interval)
{
    json_object_open(json);
    json_key(json, "id");
    json_text(json, id);
    write_interval(json, interval);
    json_object_close(json);
}

static void write_keyed(JsonWriter *json, const char *key, const ShownInterval *interval)
{
    json_key(json, key);
    json_object_open(json);
    write_interval(json, interval);
    json_object_close(json);
}

static void write_capacity(JsonWriter *json, double capacity)
{
    json_key(json, "capacity");
    if (isnan(capacity)) {
        json_null(json); /* the flag as it was given */
    } else {
        json_number(json, capacity);
    }
}

/* What the people of a group needed. */
static void write_need(JsonWriter *json, const ShownScoreFacts *facts, const ShownNeed *need)
{
    static const char *const KEYS[] = {"n", "high", "not_known"};
    const ShownNumber *const numbers[] = {&need->people, &need->high, &need->no_need};

    json_key(json, "need");
    json_object_open(json);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        shown_json_number(json, KEYS[i], numbers[i]);
    }
    shown_json_suppressed(json, KEYS, numbers, sizeof numbers / sizeof numbers[0]);
    write_keyed(json, "mean", &need->mean);
    write_keyed(json, "at_equal_score", &need->difference);
    json_key(json, "by_score");
    json_array_open(json);
    for (size_t tenth = 0; tenth < SCORE_TENTHS; tenth++) {
        json_object_open(json);
        json_key(json, "tenth");
        json_integer(json, (int64_t)tenth + 1);
        write_interval(json, &need->tenths[tenth]);
        json_object_close(json);
    }
    json_array_close(json);
    json_key(json, "reach");
    json_array_open(json);
    for (size_t r = 0; r < facts->reach_count; r++) {
        json_object_open(json);
        write_capacity(json, facts->capacities[r]);
        write_keyed(json, "flagged", &need->reaches[r].flagged);
        write_keyed(json, "high_missed", &need->reaches[r].missed);
        write_keyed(json, "need_reached", &need->reaches[r].reached);
        json_object_close(json);
    }
    json_array_close(json);
    json_object_close(json);
}

/* People whom nothing could be said of, by what is not known of them. */
static void write_left_out(JsonWriter *json, const ShownScoreFacts *facts,
                           const ShownScoreGroup *group)
{
    static const char *const KEYS[] = {"outcome", "score", "flag"};
    const ShownNumber *const numbers[] = {&group->no_outcome, &group->no_score, &group->no_flag};
    size_t count = facts->flag.length > 0 ? 3 : 2;

    json_key(json, "left_out");
    json_object_open(json);
    for (size_t i = 0; i < count; i++) {
        shown_json_number(json, KEYS[i], numbers[i]);
    }
    shown_json_suppressed(json, KEYS, numbers, count);
    json_object_close(json);
}

static void write_group(JsonWriter *json, const ShownScoreFacts *facts,
                        const ShownScoreGroup *group)
{
    static const char *const KEYS[] = {"n", "events"};
    const ShownNumber *const numbers[] = {&group->people, &group->events};

    json_object_open(json);
    json_key(json, "level");
    if (group->everyone) {
        json_null(json);
    } else {
        json_text(json, group->level);
    }
    json_key(json, "recorded");
    json_bool(json, group->recorded);
    shown_json_number(json, KEYS[0], numbers[0]);
    shown_json_number(json, KEYS[1], numbers[1]);
    shown_json_suppressed(json, KEYS, numbers, 2);
    write_left_out(json, facts, group);
    json_key(json, "metrics");
    json_array_open(json);
    for (int metric = 0; metric < SCORE_METRIC_COUNT; metric++) {
        write_metric(json, score_metric_id((ScoreMetric)metric), &group->metrics[metric]);
    }
    json_array_close(json);
    if (group->need != NULL) {
        write_need(json, facts, group->need);
    }
    json_object_close(json);
}

static void write_table(JsonWriter *json, const ShownScoreFacts *facts,
                        const ShownScoreTable *table)
{
    json_object_open(json);
    json_key(json, "dimension");
    json_object_open(json);
    json_key(json, "name");
    json_text(json, table->dimension);
    json_object_close(json);
    json_key(json, "groups");
    json_array_open(json);
    for (size_t g = 0; g < table->group_count; g++) {
        write_group(json, facts, &table->groups[g]);
    }
    json_array_close(json);
    json_key(json, "notes");
    json_array_open(json);
    for (size_t i = 0; i < table->notes.count; i++) {
        json_text(json, table->notes.items[i]);
    }
    json_array_close(json);
    json_object_close(json);
}

static void write_text(JsonWriter *json, const char *key, Str text)
{
    json_key(json, key);
    if (text.length > 0) {
        json_text(json, text);
    } else {
        json_null(json);
    }
}

static void write_need_head(JsonWriter *json, const ShownScoreFacts *facts)
{
    static const char *const KEYS[] = {"high_from"};
    const ShownNumber *const numbers[] = {&facts->high_from};

    json_key(json, "need");
    json_object_open(json);
    write_text(json, "column", facts->need);
    shown_json_number(json, KEYS[0], numbers[0]);
    shown_json_suppressed(json, KEYS, numbers, 1);
    json_object_close(json);
}

/* What was asked, and by which rule it is answered. */
static void write_head(JsonWriter *json, const ShownScoreFacts *facts)
{
    static const char *const ROWS[] = {"rows"};
    const ShownNumber *const rows[] = {&facts->all.rows};

    json_key(json, "unknot");
    json_integer(json, 1);
    write_text(json, "kind", STR("score"));
    write_text(json, "data", facts->all.data);
    shown_json_number(json, ROWS[0], rows[0]);
    shown_json_suppressed(json, ROWS, rows, 1);
    write_text(json, "score", facts->score);
    write_text(json, "outcome", facts->all.outcome);
    write_text(json, "flag", facts->flag);
    json_key(json, "cutoff");
    if (isnan(facts->cutoff)) {
        json_null(json);
    } else {
        json_number(json, facts->cutoff);
    }
    if (facts->need.length > 0) {
        write_need_head(json, facts);
    }
    write_text(json, "protection", facts->all.protection);
    if (facts->all.warning.length > 0) {
        write_text(json, "warning", facts->all.warning);
    }
}

Status score_json_write(Context *context, const ShownScore *shown, Text *out)
{
    const ShownScoreFacts *facts = shown_score_facts(shown);
    JsonWriter json = json_writer(out, true);
    Str whole;

    json_object_open(&json);
    write_head(&json, facts);
    json_key(&json, "dimensions");
    json_array_open(&json);
    for (size_t i = 0; i < shown_score_table_count(shown); i++) {
        write_table(&json, facts, shown_score_table(shown, i));
    }
    json_array_close(&json);
    json_object_close(&json);
    text_add_byte(out, '\n');
    return text_finish(context, out, &whole);
}
