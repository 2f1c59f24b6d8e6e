#include "report/gap_json.h"

#include "report/shown_json.h"

static void write_contrast(JsonWriter *json, const char *key, const ShownInterval *interval)
{
    json_key(json, key);
    json_object_open(json);
    shown_json_number(json, "estimate", &interval->estimate);
    shown_json_number(json, "low", &interval->low);
    shown_json_number(json, "high", &interval->high);
    shown_json_method(json, interval);
    shown_json_note(json, interval->note);
    json_object_close(json);
}

static void write_adjusted(JsonWriter *json, const ShownAdjusted *adjusted)
{
    json_key(json, "adjusted");
    json_object_open(json);
    shown_json_number(json, "estimate", &adjusted->estimate.estimate);
    shown_json_number(json, "se", &adjusted->estimate.se);
    shown_json_number(json, "low", &adjusted->estimate.low);
    shown_json_number(json, "high", &adjusted->estimate.high);
    shown_json_method(json, &adjusted->estimate);
    shown_json_note(json, adjusted->estimate.note);
    write_contrast(json, "difference", &adjusted->difference);
    write_contrast(json, "ratio", &adjusted->ratio);
    json_object_close(json);
}

static void write_group(JsonWriter *json, const ShownFacts *facts, const ShownTable *table,
                        const ShownGroup *group)
{
    const char *const keys[] = {"n", facts->amounts ? "sum" : "events"};
    const ShownNumber *const numbers[] = {&group->people, &group->total};

    json_object_open(json);
    json_key(json, "level");
    json_text(json, group->level);
    json_key(json, "recorded");
    json_bool(json, group->recorded);
    shown_json_number(json, keys[0], numbers[0]);
    shown_json_number(json, keys[1], numbers[1]);
    shown_json_number(json, "estimate", &group->estimate.estimate);
    shown_json_number(json, "se", &group->estimate.se);
    shown_json_number(json, "low", &group->estimate.low);
    shown_json_number(json, "high", &group->estimate.high);
    shown_json_method(json, &group->estimate);
    shown_json_note(json, group->estimate.note);
    shown_json_suppressed(json, keys, numbers, 2);
    write_contrast(json, "difference", &group->difference);
    write_contrast(json, "ratio", &group->ratio);
    if (table->adjusted_for.count > 0) {
        write_adjusted(json, &group->adjusted);
    }
    json_object_close(json);
}

static void write_measure(JsonWriter *json, const ShownMeasure *measure)
{
    json_object_open(json);
    json_key(json, "id");
    json_text(json, measure->id);
    shown_json_number(json, "estimate", &measure->value.estimate);
    shown_json_number(json, "se", &measure->value.se);
    shown_json_number(json, "low", &measure->value.low);
    shown_json_number(json, "high", &measure->value.high);
    shown_json_method(json, &measure->value);
    shown_json_note(json, measure->value.note);
    json_object_close(json);
}

static void write_design(JsonWriter *json, const ShownDesign *design)
{
    if (!design->declared) {
        return;
    }
    json_key(json, "design");
    json_object_open(json);
    shown_json_number(json, "strata", &design->strata);
    shown_json_number(json, "clusters", &design->clusters);
    shown_json_number(json, "df", &design->df);
    json_object_close(json);
}

static void write_adjusted_for(JsonWriter *json, const ShownTable *table)
{
    if (table->adjusted_for.count == 0) {
        return;
    }
    json_key(json, "adjusted_for");
    json_array_open(json);
    for (size_t i = 0; i < table->adjusted_for.count; i++) {
        json_text(json, table->adjusted_for.items[i]);
    }
    json_array_close(json);
}

static void write_table(JsonWriter *json, const ShownFacts *facts, const ShownTable *table,
                        const ShownDesign *design)
{
    size_t i;

    json_object_open(json);
    json_key(json, "dimension");
    json_object_open(json);
    json_key(json, "name");
    json_text(json, table->dimension);
    json_key(json, "ordered");
    json_bool(json, table->ordered);
    json_key(json, "compared_with");
    json_text(json, table->compared_with);
    json_object_close(json);
    if (table->has_period) {
        json_key(json, "period");
        json_text(json, table->period);
    }
    write_design(json, design);
    write_adjusted_for(json, table);
    json_key(json, "groups");
    json_array_open(json);
    for (i = 0; i < table->group_count; i++) {
        write_group(json, facts, table, &table->groups[i]);
    }
    json_array_close(json);
    json_key(json, "measures");
    json_array_open(json);
    for (i = 0; i < table->measure_count; i++) {
        write_measure(json, &table->measures[i]);
    }
    json_array_close(json);
    json_key(json, "notes");
    json_array_open(json);
    for (i = 0; i < table->notes.count; i++) {
        json_text(json, table->notes.items[i]);
    }
    json_array_close(json);
    json_object_close(json);
}

Status gap_json_write(Context *context, const Shown *shown, Text *out)
{
    static const char *const ROWS[] = {"rows"};
    const ShownFacts *facts = shown_facts(shown);
    const ShownNumber *const rows[] = {&facts->rows};
    JsonWriter json = json_writer(out, true);
    size_t i;
    Str whole;

    json_object_open(&json);
    json_key(&json, "unknot");
    json_integer(&json, 1);
    json_key(&json, "kind");
    json_text(&json, STR("gap"));
    json_key(&json, "data");
    json_text(&json, facts->data);
    shown_json_number(&json, "rows", rows[0]);
    shown_json_suppressed(&json, ROWS, rows, 1);
    json_key(&json, "outcome");
    json_text(&json, facts->outcome);
    json_key(&json, "protection");
    json_text(&json, facts->protection);
    if (facts->warning.length > 0) {
        json_key(&json, "warning");
        json_text(&json, facts->warning);
    }
    json_key(&json, "dimensions");
    json_array_open(&json);
    for (i = 0; i < shown_table_count(shown); i++) {
        write_table(&json, facts, shown_table(shown, i), shown_design(shown, i));
    }
    json_array_close(&json);
    json_object_close(&json);
    text_add_byte(out, '\n');
    return text_finish(context, out, &whole);
}
