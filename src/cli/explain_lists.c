#include "cli/explain_lists.h"

#include "catalogue/code_list.h"
#include "catalogue/code_mapping.h"
#include "catalogue/deprivation_index.h"
#include "catalogue/preset.h"
#include "report/text_table.h"

size_t explain_lists_count(void)
{
    size_t lists;
    size_t presets;

    (void)code_list_rows(&lists);
    (void)preset_rows(&presets);
    return lists + presets;
}

void explain_lists_ids(Str *out)
{
    size_t count;
    const CodeList *lists = code_list_rows(&count);
    const Preset *presets;

    for (size_t i = 0; i < count; i++) {
        *out++ = lists[i].id;
    }
    presets = preset_rows(&count);
    for (size_t i = 0; i < count; i++) {
        *out++ = presets[i].id;
    }
}

bool explain_lists_has(Str id)
{
    return code_list_find(id) != NULL || preset_find(id) != NULL;
}

static bool has_indices(const CodeList *list)
{
    return str_equal(list->topic, STR("deprivation"));
}

static Str meaning_of(const CodeEntry *entry)
{
    static const char *const MEANINGS[] = {[CODE_GROUP] = "a group",
                                           [CODE_NOT_ASKED] = "nobody asked, or nobody knows",
                                           [CODE_NOT_SAID] = "asked, and chose not to say",
                                           [CODE_UNUSABLE] = "says nothing about a group"};

    return str_from(MEANINGS[entry->meaning]);
}

/* ---- for people ---- */

void explain_lists_name(const EntryPage *page)
{
    size_t count;
    const CodeList *lists = code_list_rows(&count);
    const Preset *presets;

    text_add(page->text, STR("\nCode lists, for 'codes' of a group in a study\n"));
    for (size_t i = 0; i < count; i++) {
        entry_link(page, lists[i].id, lists[i].name);
    }
    presets = preset_rows(&count);
    text_add(page->text, STR("\nSets of groups, for 'unknot init FILE --preset ID'\n"));
    for (size_t i = 0; i < count; i++) {
        entry_link(page, presets[i].id, presets[i].name);
    }
}

static void write_details(const EntryPage *page, const CodeList *list)
{
    text_add(page->text, STR("\ngroups, by 'detail'\n"));
    for (size_t d = 0; d < list->details.count; d++) {
        const CodeDetail *detail = &list->details.items[d];
        Text line = text_new(page->text->arena);

        text_format(&line, "%lld: ", (long long)detail->groups);
        for (size_t i = 0; i < detail->labels.count; i++) {
            text_add(&line, i == 0 ? STR_NONE : STR("; "));
            text_add(&line, detail->labels.items[i]);
        }
        text_wrap(page->text, text_str(&line), page->width, STR("  - "), STR("    "));
    }
}

static void write_codes(const EntryPage *page, const CodeList *list)
{
    text_add(page->text, STR("\ncodes\n"));
    for (size_t i = 0; i < list->entries.count; i++) {
        const CodeEntry *entry = &list->entries.items[i];
        Str meaning = meaning_of(entry);

        entry_link(page, entry->code,
                   entry->meaning == CODE_GROUP
                       ? entry->label
                       : str_format(page->text->arena, "%.*s (%.*s)", STR_ARGS(entry->label),
                                    STR_ARGS(meaning)));
    }
}

static void write_indices(const EntryPage *page)
{
    size_t count;
    const DeprivationIndex *rows = deprivation_index_rows(&count);

    text_add(page->text, STR("\nindices, for 'edition'\n"));
    for (size_t i = 0; i < count; i++) {
        Str mark = source_mark_text(rows[i].source->mark);
        Text line = text_new(page->text->arena);

        text_format(&line, "%.*s, of %.*s. ", STR_ARGS(rows[i].name), STR_ARGS(rows[i].areas));
        source_write(&line, rows[i].source);
        text_format(&line, " [%.*s]", STR_ARGS(mark));
        entry_link(page, rows[i].id, text_str(&line));
    }
}

static void write_mapping(const EntryPage *page, const CodeMapping *mapping)
{
    Str title =
        str_format(page->text->arena, "what stands for what in %.*s", STR_ARGS(mapping->to->id));

    text_format(page->text, "\n%.*s\n", STR_ARGS(title));
    text_wrap(page->text, mapping->note, page->width, STR("  "), STR("  "));
    for (size_t i = 0; i < mapping->pairs.count; i++) {
        const CodePair *pair = &mapping->pairs.items[i];

        entry_link(page, pair->from->label, pair->to != NULL ? pair->to->label : pair->why);
    }
    entry_reviewed(page, code_mappings_reviewed_by());
}

static void write_preset(const EntryPage *page, const Preset *preset)
{
    entry_paragraph(page, preset->name);
    text_format(page->text, "%.*s\n", STR_ARGS(preset->id));
    entry_part(page, "what to know", preset->note);
    text_add(page->text, STR("\ngroups, and where to look when no column holds them\n"));
    for (size_t i = 0; i < preset->dimensions.count; i++) {
        entry_link(page, preset->dimensions.items[i].name, preset->dimensions.items[i].otherwise);
    }
    entry_sources(page, &preset->sources);
    entry_reviewed(page, presets_reviewed_by());
}

void explain_lists_write(const EntryPage *page, Str id)
{
    const CodeList *list = code_list_find(id);
    size_t count;
    const CodeMapping *mappings = code_mapping_rows(&count);

    if (list == NULL) {
        write_preset(page, preset_find(id));
        return;
    }
    entry_paragraph(page, list->name);
    text_format(page->text, "%.*s · %.*s\n", STR_ARGS(list->id), STR_ARGS(list->topic));
    entry_part(page, "what to know", list->note);
    write_details(page, list);
    write_codes(page, list);
    if (has_indices(list)) {
        write_indices(page);
    }
    entry_sources(page, &list->sources);
    entry_reviewed(page, list->reviewed_by);
    for (size_t i = 0; i < count; i++) {
        if (mappings[i].from == list) {
            write_mapping(page, &mappings[i]);
        }
    }
}

/* ---- for machines ---- */

static void json_details(JsonWriter *json, const CodeList *list)
{
    json_key(json, "details");
    json_array_open(json);
    for (size_t d = 0; d < list->details.count; d++) {
        json_object_open(json);
        json_key(json, "groups");
        json_integer(json, list->details.items[d].groups);
        json_texts(json, "labels", &list->details.items[d].labels);
        json_object_close(json);
    }
    json_array_close(json);
}

static void json_codes(JsonWriter *json, const CodeList *list)
{
    json_key(json, "codes");
    json_array_open(json);
    for (size_t i = 0; i < list->entries.count; i++) {
        const CodeEntry *entry = &list->entries.items[i];

        json_object_open(json);
        json_member(json, "code", entry->code);
        json_member(json, "label", entry->label);
        json_member(json, "meaning", meaning_of(entry));
        json_object_close(json);
    }
    json_array_close(json);
}

static void json_indices(JsonWriter *json)
{
    size_t count;
    const DeprivationIndex *rows = deprivation_index_rows(&count);

    json_key(json, "editions");
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        json_object_open(json);
        json_member(json, "id", rows[i].id);
        json_member(json, "name", rows[i].name);
        json_member(json, "areas", rows[i].areas);
        json_member(json, "mark", source_mark_id(rows[i].source->mark));
        json_object_close(json);
    }
    json_array_close(json);
}

static void json_pairs(JsonWriter *json, const CodeMapping *mapping)
{
    json_object_open(json);
    json_member(json, "to", mapping->to->id);
    json_member(json, "note", mapping->note);
    json_key(json, "pairs");
    json_array_open(json);
    for (size_t i = 0; i < mapping->pairs.count; i++) {
        const CodePair *pair = &mapping->pairs.items[i];

        json_object_open(json);
        json_member(json, "code", pair->from->code);
        if (pair->to != NULL) {
            json_member(json, "to", pair->to->code);
        } else {
            json_key(json, "to");
            json_null(json);
            json_member(json, "why", pair->why);
        }
        json_object_close(json);
    }
    json_array_close(json);
    json_object_close(json);
}

static void json_preset(JsonWriter *json, const Preset *preset)
{
    json_object_open(json);
    json_member(json, "id", preset->id);
    json_member(json, "name", preset->name);
    json_member(json, "note", preset->note);
    json_key(json, "dimensions");
    json_array_open(json);
    for (size_t i = 0; i < preset->dimensions.count; i++) {
        json_object_open(json);
        json_member(json, "name", preset->dimensions.items[i].name);
        json_texts(json, "columns", &preset->dimensions.items[i].columns);
        json_member(json, "otherwise", preset->dimensions.items[i].otherwise);
        json_object_close(json);
    }
    json_array_close(json);
    json_sources(json, &preset->sources);
    json_member(json, "reviewed_by", presets_reviewed_by());
    json_object_close(json);
}

void explain_lists_json(JsonWriter *json, Str id)
{
    const CodeList *list = code_list_find(id);
    size_t count;
    const CodeMapping *mappings = code_mapping_rows(&count);

    if (list == NULL) {
        json_preset(json, preset_find(id));
        return;
    }
    json_object_open(json);
    json_member(json, "id", list->id);
    json_member(json, "name", list->name);
    json_member(json, "topic", list->topic);
    json_member(json, "note", list->note);
    json_details(json, list);
    json_codes(json, list);
    if (has_indices(list)) {
        json_indices(json);
    }
    json_key(json, "mappings");
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        if (mappings[i].from == list) {
            json_pairs(json, &mappings[i]);
        }
    }
    json_array_close(json);
    json_sources(json, &list->sources);
    json_member(json, "reviewed_by", list->reviewed_by);
    json_object_close(json);
}

void explain_lists_json_all(JsonWriter *json)
{
    size_t count;
    const CodeList *lists = code_list_rows(&count);
    const Preset *presets;

    json_key(json, "code_lists");
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        explain_lists_json(json, lists[i].id);
    }
    json_array_close(json);
    presets = preset_rows(&count);
    json_key(json, "presets");
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        json_preset(json, &presets[i]);
    }
    json_array_close(json);
}
