/* The schema walked: over the values of a study, and into the page for people who write one. */
#include "study/schema.h"

#include <string.h>

SchemaSpan schema_span(const void *span)
{
    SchemaSpan value;

    memcpy(&value, span, sizeof value);
    return value;
}

void schema_set_span(void *span, SchemaSpan value)
{
    memcpy(span, &value, sizeof value);
}

/* All spans are read and written through one of them. */
_Static_assert(sizeof(SchemaSpan) == sizeof(StudyGroups) &&
                   offsetof(SchemaSpan, count) == offsetof(StudyGroups, count) &&
                   offsetof(SchemaSpan, place) == offsetof(StudyGroups, place),
               "spans are laid out alike");
_Static_assert(offsetof(StudyGroup, name) == sizeof(Place) &&
                   offsetof(StudyTable, name) == sizeof(Place) &&
                   offsetof(StudyOutcome, name) == sizeof(Place) &&
                   offsetof(StudyPathway, name) == sizeof(Place) &&
                   offsetof(StudyScore, name) == sizeof(Place) &&
                   offsetof(StudySwap, name) == sizeof(Place) &&
                   offsetof(StudyLookUp, name) == sizeof(Place),
               "the name stands behind the place");

static void visit_section(const SchemaSection *section, const char *item, SchemaVisit *visit,
                          void *data);

static void visit_span(const SchemaSection *section, const char *member, SchemaVisit *visit,
                       void *data)
{
    SchemaSpan span = schema_span(member);

    for (size_t i = 0; i < span.count; i++) {
        visit_section(section, (const char *)span.items + i * section->size, visit, data);
    }
}

static void visit_section(const SchemaSection *section, const char *item, SchemaVisit *visit,
                          void *data)
{
    for (size_t i = 0; i < section->count; i++) {
        const SchemaKey *key = &section->keys[i];

        if (key->type == SCHEMA_PART) {
            visit_section(key->section, item + key->offset, visit, data);
        } else if (key->type != SCHEMA_STEPS && key->section != NULL) {
            visit_span(key->section, item + key->offset, visit, data);
        } else if (key->type != SCHEMA_STEPS && key->type != SCHEMA_COMBINATIONS) {
            visit(data, section, key, item);
        }
    }
}

void schema_visit(const Study *study, SchemaVisit *visit, void *data)
{
    visit_section(&schema_study, (const char *)study, visit, data);
}

const char *schema_type_words(SchemaType type)
{
    switch (type) {
    case SCHEMA_TEXT:
        return "text";
    case SCHEMA_TEXTS:
        return "text, or a list";
    case SCHEMA_COLUMN:
        return "a column";
    case SCHEMA_COLUMNS:
        return "a column, or a list";
    case SCHEMA_DATE:
        return "a date: 2025-03-31";
    case SCHEMA_FLAG:
        return "true or false";
    case SCHEMA_WHOLE:
        return "a whole number";
    case SCHEMA_NUMBER:
        return "a number above 0";
    case SCHEMA_BANDS:
        return "rising numbers: [0, 18, 65]";
    case SCHEMA_CONDITION:
        return "a condition, on a line of its own";
    case SCHEMA_CHOICE:
        return "one of";
    case SCHEMA_STAGES:
        return "a list of";
    case SCHEMA_DAYS:
        return "days or weeks: 42 days";
    case SCHEMA_MARGIN:
        return "a number and its unit: 5 per 100, 14 days, 200 pounds";
    case SCHEMA_ORDER:
        return "ascending, descending or a list";
    case SCHEMA_PAIRS:
        return "a map: {name: text}";
    case SCHEMA_PART:
        return "keys";
    case SCHEMA_LIST:
        return "a list of keys";
    case SCHEMA_NAMED:
        return "names, each with keys";
    case SCHEMA_TABLES:
        return "a file, or names, each with keys";
    case SCHEMA_COMBINATIONS:
        return "a list of lists: [ethnicity, sex]";
    case SCHEMA_ANSWERS:
        return "knots, each with keys or a list of them";
    case SCHEMA_STEPS:
        break;
    }
    return "a column or a condition";
}

static void write_row(Text *page, const SchemaKey *key)
{
    bool first = true;

    text_format(page, "| `%s` | %s", key->name, schema_type_words(key->type));
    for (size_t i = 0; key->words != NULL && key->words[i] != NULL; i++) {
        if (key->words[i][0] != 0) {
            text_format(page, "%s %s", first ? "" : ",", key->words[i]);
            first = false;
        }
    }
    text_format(page, " | %s | %s |\n", (key->flags & KEY_REQUIRED) != 0 ? "yes" : "",
                key->meaning);
}

/* The keys of one section, then the sections below it, headed by the path to them. */
static void write_section(Text *page, const SchemaSection *section, const char *path)
{
    if (section->count == 0) {
        return;
    }
    text_format(page,
                "\n### %s\n\n| key | what it is | needed | means |\n| --- | --- | --- | --- |\n",
                path);
    for (size_t i = 0; i < section->count; i++) {
        write_row(page, &section->keys[i]);
    }
    for (size_t i = 0; i < section->count; i++) {
        const SchemaKey *key = &section->keys[i];
        Str below = STR_NONE;

        if (key->section == NULL) {
            continue;
        }
        below = str_format(page->arena, "%s%s%s%s", section == &schema_study ? "" : path,
                           section == &schema_study ? "" : " > ", key->name,
                           key->type == SCHEMA_NAMED || key->type == SCHEMA_TABLES ? " > NAME"
                           : key->type == SCHEMA_ANSWERS                           ? " > KNOT"
                                                                                   : "");
        if (below.bytes != NULL) {
            write_section(page, key->section, below.bytes);
        }
    }
}

void schema_write_page(Text *page)
{
    write_section(page, &schema_study, "The left edge");
}
