/* A tree becomes a study: keys are found in the schema, and what stands there is put in its place.
   Every mistake is noted, and reading goes on. */
#include "study/study_build.h"
#include "study/yaml.h"

#include <stdarg.h>
#include <string.h>

static void read_section(Build *build, const SchemaSection *section, const TreeNode *map, Str where,
                         char *item);

void build_mistake(Build *build, Place place, const char *format, ...)
{
    size_t count = build->context->error_count - build->errors_before;
    va_list arguments;
    Str sentence;

    if (build->stopped) {
        return;
    }
    if (count >= STUDY_MISTAKES_MOST) {
        build->stopped = true;
        note_error(build->context, FAIL_INPUT, place,
                   "more than %zu mistakes; mend those above first", STUDY_MISTAKES_MOST);
        return;
    }
    va_start(arguments, format);
    sentence = str_format_list(build->context->arena, format, arguments);
    va_end(arguments);
    if (sentence.length == 0) {
        build->stopped = true;
        note_memory(build->context);
        return;
    }
    note_error(build->context, FAIL_INPUT, place, "%.*s", STR_ARGS(sentence));
}

void *build_take(Build *build, size_t count, size_t size)
{
    void *memory = arena_take(build->context->arena, count, size);

    if (memory == NULL) {
        note_memory(build->context);
        build->stopped = true;
    }
    return memory;
}

Str build_show(Build *build, Str text)
{
    return str_show(build->context->arena, text, 60);
}

Str spot_words(Build *build, const Spot *spot)
{
    return spot->where.length == 0 ? str_format(build->context->arena, "'%s'", spot->key->name)
                                   : str_format(build->context->arena, "'%s' of %.*s",
                                                spot->key->name, STR_ARGS(spot->where));
}

/* Sections that have a key of the name, up to HOMES_MOST. */
#define HOMES_MOST ((size_t)3)

typedef struct Homes {
    const SchemaSection *sections[HOMES_MOST];
    size_t count;
} Homes;

static void find_homes(const SchemaSection *section, Str name, Homes *homes)
{
    if (schema_find(section, name) != NULL && homes->count < HOMES_MOST) {
        homes->sections[homes->count++] = section;
    }
    for (size_t i = 0; i < section->count; i++) {
        if (section->keys[i].section != NULL) {
            find_homes(section->keys[i].section, name, homes);
        }
    }
}

static StrSpan key_names(Build *build, const SchemaSection *section)
{
    StrSpan names = {build_take(build, section->count, sizeof(Str)), section->count};

    for (size_t i = 0; i < section->count && names.items != NULL; i++) {
        names.items[i] = str_from(section->keys[i].name);
    }
    return names.items == NULL ? (StrSpan){NULL, 0} : names;
}

static const char *article(const SchemaSection *section)
{
    return strchr("aeiou", section->called[0]) == NULL ? "a" : "an";
}

/* Keys of a section that are listed one by one. */
#define KEYS_LISTED ((size_t)12)

static void write_known(Text *text, const SchemaSection *section, StrSpan names)
{
    if (names.count > KEYS_LISTED) {
        text_format(text, "; docs/study-file.md lists the keys of %s %s", article(section),
                    section->called);
        return;
    }
    for (size_t i = 0; i < names.count; i++) {
        text_format(text, "%s %.*s", i == 0 ? "; known here:" : ",", STR_ARGS(names.items[i]));
    }
}

static void unknown_key(Build *build, const SchemaSection *section, const TreeItem *item, Str where)
{
    StrSpan names = key_names(build, section);
    Str nearest = str_nearest(item->key, names);
    Homes homes = {.count = 0};
    Text text = text_new(build->context->arena);
    Str sentence;
    Str shown;

    find_homes(&schema_study, item->key, &homes);
    shown = build_show(build, item->key);
    text_format(&text, "unknown key '%.*s'", STR_ARGS(shown));
    if (where.length > 0) {
        text_format(&text, " of %.*s", STR_ARGS(where));
    }
    if (homes.count > 0 && homes.sections[0] == &schema_study) {
        text_format(&text, "; it belongs at the left edge of the file");
        if (homes.count == 2) {
            text_format(&text, " or under %s %s", article(homes.sections[1]),
                        homes.sections[1]->called);
        }
    } else if (homes.count > 0 && homes.count < HOMES_MOST) {
        text_format(&text, "; it belongs under %s %s", article(homes.sections[0]),
                    homes.sections[0]->called);
        if (homes.count == 2) {
            text_format(&text, " or %s %s", article(homes.sections[1]), homes.sections[1]->called);
        }
    } else if (nearest.length > 0) {
        text_format(&text, "; did you mean '%.*s'?", STR_ARGS(nearest));
    } else {
        write_known(&text, section, names);
    }
    sentence = text_str(&text);
    build_mistake(build, item->key_place, "%.*s", STR_ARGS(sentence));
}

/* Says that braces broke a condition in pieces, so that the pieces need not be told as well. */
static bool braces_break(Build *build, const SchemaSection *section, const TreeNode *map, Str where,
                         char *item)
{
    bool broken = false;

    for (size_t i = 0; i < map->count && map->in_braces; i++) {
        const SchemaKey *key = schema_find(section, map->items[i].key);
        Spot spot = {key, where, map->items[i].key_place};

        if (key != NULL && key->type == SCHEMA_CONDITION && spot.place.line > 0) {
            Str words = spot_words(build, &spot);

            build_mistake(build, spot.place,
                          "%.*s stands inside braces, where commas and colons end it; write it on "
                          "a line of its own",
                          STR_ARGS(words));
            ((StudyCondition *)(void *)(item + key->offset))->source.place = spot.place;
            broken = true;
        }
    }
    return broken;
}

/* Of a map whose braces broke a condition: the condition, and what its rest was taken for. */
static bool is_piece(const SchemaKey *key)
{
    return key == NULL || key->type == SCHEMA_CONDITION;
}

/* True for a map; else noted, unless it is empty and may be. */
static bool is_map(Build *build, const TreeNode *node, Str where, unsigned flags)
{
    if (node == NULL || node->refused) {
        return false;
    }
    if (node->kind == TREE_MAP && node->count > 0) {
        return true;
    }
    if (node->kind == TREE_TEXT && str_trim(node->text).length == 0) {
        if ((flags & KEY_MAY_BE_EMPTY) == 0) {
            build_mistake(build, node->place,
                          "%.*s is empty; write its keys below it, or take the line out",
                          STR_ARGS(where));
        }
        return false;
    }
    build_mistake(build, node->place,
                  "%.*s wants keys of its own; write them below it, further in: key: value",
                  STR_ARGS(where));
    return false;
}

/* "group 'sex'" */
static Str call(Build *build, const SchemaSection *section, Str name)
{
    Str shown = build_show(build, name);

    return str_format(build->context->arena, "%s '%.*s'", section->called, STR_ARGS(shown));
}

static void read_item(Build *build, const SchemaSection *section, const TreeNode *node, Str where,
                      char *item)
{
    memcpy(item, &node->place, sizeof(Place));
    read_section(build, section, node, where, item);
}

/* A list of maps. */
static void read_list(Build *build, const Spot *spot, const TreeNode *node, char *span)
{
    const SchemaSection *section = spot->key->section;
    SchemaSpan items = {.place = spot->place};
    Str text;

    if (node->kind != TREE_LIST) {
        if (node->kind == TREE_MAP) {
            Str key = spot_words(build, spot);

            build_mistake(build, node->place, "%.*s wants a list; begin each %s with '- '",
                          STR_ARGS(key), section->called);
        } else if (build_text(build, spot, node, &text)) {
            Str key = spot_words(build, spot);

            build_mistake(build, node->place,
                          "%.*s wants a list; begin each %s with '- ' on a line below it",
                          STR_ARGS(key), section->called);
        }
        return;
    }
    items.items = build_take(build, node->count, section->size);
    for (size_t i = 0; i < node->count && items.items != NULL && !build->stopped; i++) {
        Str where = node->count == 1
                        ? str_from(section->called)
                        : str_format(build->context->arena, "%s %zu", section->called, i + 1);

        if (is_map(build, node->items[i].value, where, 0)) {
            read_item(build, section, node->items[i].value, where,
                      (char *)items.items + items.count++ * section->size);
        }
    }
    schema_set_span(span, items);
}

/* The name of an item is its key. */
static void set_name(char *item, const TreeItem *named)
{
    StudyText name = {named->key, named->key_place};

    memcpy(item, &named->key_place, sizeof(Place));
    memcpy(item + sizeof(Place), &name, sizeof name);
}

/* A map of names to maps. */
static void read_named(Build *build, const Spot *spot, const TreeNode *node, char *span)
{
    const SchemaSection *section = spot->key->section;
    SchemaSpan items = {.place = spot->place};

    if (!is_map(build, node, spot_words(build, spot), spot->key->flags)) {
        return;
    }
    items.items = build_take(build, node->count, section->size);
    for (size_t i = 0; i < node->count && items.items != NULL && !build->stopped; i++) {
        const TreeItem *named = &node->items[i];
        Str where = call(build, section, named->key);
        char *item = (char *)items.items + items.count * section->size;

        if (build_name(build, named) && is_map(build, named->value, where, 0)) {
            read_item(build, section, named->value, where, item);
            set_name(item, named);
            items.count++;
        }
    }
    schema_set_span(span, items);
}

static void read_tables(Build *build, const Spot *spot, const TreeNode *node, char *span)
{
    const TreeNode *file = node->kind == TREE_MAP ? tree_find(node, STR("file")) : NULL;
    StudyTable *table = NULL;
    Str text;

    if (file != NULL && file->kind != TREE_MAP) {
        build_mistake(build, node->place,
                      "the keys of a table stand right under 'data'; put a name of your own above "
                      "them: 'referrals:', and them further in");
        return;
    }
    if (node->kind == TREE_MAP) {
        read_named(build, spot, node, span);
        return;
    }
    if (node->kind == TREE_LIST) {
        build_mistake(build, node->place,
                      "'data' wants one file's name, or tables by names of your own; write several "
                      "files of one kind as  file: [a.csv, b.csv]  under a name");
        return;
    }
    if (!build_text(build, spot, node, &text)) {
        return;
    }
    table = build_take(build, 1, sizeof *table);
    if (table != NULL) {
        table->files.items = build_take(build, 1, sizeof(StudyText));
    }
    if (table == NULL || table->files.items == NULL) {
        return;
    }
    table->place = spot->place;
    table->name = (StudyText){STR("data"), spot->place};
    table->files.items[0] = (StudyText){text, node->place};
    table->files.count = 1;
    table->files.place = spot->place;
    schema_set_span(span, (SchemaSpan){table, 1, spot->place});
}

static void read_combinations(Build *build, const Spot *spot, const TreeNode *node, char *span)
{
    static const SchemaKey names = {"combination", SCHEMA_TEXTS, 0, 0, NULL, NULL, ""};
    StudyCombination *all = NULL;
    SchemaSpan items = {.place = spot->place};

    if (node->kind != TREE_LIST) {
        build_mistake(build, node->place,
                      "'combinations' wants a list; write each below it as '- [ethnicity, sex]'");
        return;
    }
    all = build_take(build, node->count, sizeof *all);
    items.items = all;
    for (size_t i = 0; i < node->count && all != NULL && !build->stopped; i++) {
        const TreeNode *one = node->items[i].value;
        Spot here = {&names, STR_NONE, node->place};

        if (one == NULL || one->refused) {
            continue;
        }
        if (one->kind != TREE_LIST) {
            build_mistake(build, one->place,
                          "a combination is a list of two or three groups; write "
                          "'- [ethnicity, sex]'");
            continue;
        }
        all[items.count].place = one->place;
        here.place = one->place;
        here.key = &names;
        build_value(build, &here, one, (char *)&all[items.count].groups);
        items.count += all[items.count].groups.count > 0;
    }
    schema_set_span(span, items);
}

static void read_answers(Build *build, const Spot *spot, const TreeNode *node, char *span)
{
    SchemaSpan items = {.place = spot->place};
    size_t most = 0;
    StudyAnswer *all = NULL;

    if (!is_map(build, node, spot_words(build, spot), spot->key->flags)) {
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const TreeNode *value = node->items[i].value;

        most += value != NULL && value->kind == TREE_LIST ? value->count : 1;
    }
    all = build_take(build, most, sizeof *all);
    items.items = all;
    for (size_t i = 0; i < node->count && all != NULL && !build->stopped; i++) {
        const TreeItem *knot = &node->items[i];
        bool list = knot->value != NULL && knot->value->kind == TREE_LIST;
        size_t count = list ? knot->value->count : 1;
        Str where = call(build, spot->key->section, knot->key);

        for (size_t j = 0; j < count && (j > 0 || build_name(build, knot)); j++) {
            const TreeNode *one = list ? knot->value->items[j].value : knot->value;

            if (is_map(build, one, where, 0)) {
                read_item(build, spot->key->section, one, where, (char *)&all[items.count]);
                all[items.count].place = one->place;
                all[items.count++].knot = (StudyText){knot->key, knot->key_place};
            }
        }
    }
    schema_set_span(span, items);
}

/* A condition has a comparison in it; else it is a column's name. */
static bool is_condition(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("=<>(", text.bytes[i]) != NULL) {
            return true;
        }
    }
    return str_contains_ignoring_case(text, STR(" between "));
}

static void read_step(Build *build, const Spot *spot, const TreeItem *named, char *pathway)
{
    StudySteps *steps = &((StudyPathway *)(void *)pathway)->steps;
    StudyStep *step = &steps->items[steps->count];
    SchemaKey key = {.type = SCHEMA_CONDITION};
    Spot here = {&key, spot->where, named->key_place};
    Str name = build_show(build, named->key);
    Str text;

    name = str_copy(build->context->arena, name);
    if (name.bytes == NULL) {
        note_memory(build->context);
        build->stopped = true;
        return;
    }
    key.name = name.bytes;
    *step = (StudyStep){.place = named->key_place, .name = {named->key, named->key_place}};
    if (!build_name(build, named) || !build_text(build, &here, named->value, &text)) {
        return;
    }
    if (is_condition(text)) {
        build_condition(build, &here, named->value, &step->test);
    } else {
        step->column = (StudyText){text, named->value->place};
    }
    steps->count++;
}

static void read_key(Build *build, const Spot *spot, const TreeNode *node, char *item)
{
    char *member = item + spot->key->offset;
    Spot below = *spot;

    if (node == NULL || node->refused) {
        return;
    }
    if ((spot->key->flags & KEY_SECRET) != 0) {
        build_hide(build, spot, node);
    }
    switch (spot->key->type) {
    case SCHEMA_PART:
        below.where = spot_words(build, spot);
        if (is_map(build, node, below.where, spot->key->flags)) {
            read_item(build, spot->key->section, node, below.where, member);
            memcpy(member, &spot->place, sizeof(Place));
        }
        break;
    case SCHEMA_LIST:
        read_list(build, spot, node, member);
        break;
    case SCHEMA_NAMED:
        read_named(build, spot, node, member);
        break;
    case SCHEMA_TABLES:
        read_tables(build, spot, node, member);
        break;
    case SCHEMA_COMBINATIONS:
        read_combinations(build, spot, node, member);
        break;
    case SCHEMA_ANSWERS:
        read_answers(build, spot, node, member);
        break;
    case SCHEMA_TEXT:
    case SCHEMA_TEXTS:
    case SCHEMA_COLUMN:
    case SCHEMA_COLUMNS:
    case SCHEMA_DATE:
    case SCHEMA_FLAG:
    case SCHEMA_WHOLE:
    case SCHEMA_NUMBER:
    case SCHEMA_BANDS:
    case SCHEMA_CONDITION:
    case SCHEMA_CHOICE:
    case SCHEMA_STAGES:
    case SCHEMA_DAYS:
    case SCHEMA_MARGIN:
    case SCHEMA_ORDER:
    case SCHEMA_PAIRS:
    case SCHEMA_STEPS:
        build_value(build, spot, node, item);
        break;
    }
}

/* The key that takes all names the section does not know, or NULL. */
static const SchemaKey *find_steps(const SchemaSection *section)
{
    for (size_t i = 0; i < section->count; i++) {
        if (section->keys[i].type == SCHEMA_STEPS) {
            return &section->keys[i];
        }
    }
    return NULL;
}

static void check_required(Build *build, const SchemaSection *section, const TreeNode *map,
                           Str where)
{
    for (size_t i = 0; i < section->count; i++) {
        const SchemaKey *key = &section->keys[i];

        if ((key->flags & KEY_REQUIRED) != 0 && key->type != SCHEMA_STEPS &&
            tree_find(map, str_from(key->name)) == NULL) {
            build_mistake(build, map->place, "%.*s has no '%s'; add it: %s",
                          STR_ARGS(where.length == 0 ? STR("the study") : where), key->name,
                          key->meaning);
        }
    }
}

static void read_section(Build *build, const SchemaSection *section, const TreeNode *map, Str where,
                         char *item)
{
    const SchemaKey *steps_key = find_steps(section);
    bool broken = braces_break(build, section, map, where, item);

    if (steps_key != NULL) {
        StudySteps *steps = (StudySteps *)(void *)(item + steps_key->offset);

        steps->place = map->place;
        steps->items = build_take(build, map->count, sizeof(StudyStep));
    }
    for (size_t i = 0; i < map->count && !build->stopped; i++) {
        const TreeItem *entry = &map->items[i];
        Spot spot = {schema_find(section, entry->key), where, entry->key_place};

        if (entry->key_place.line == 0 || (broken && is_piece(spot.key))) {
            continue;
        }
        if (spot.key != NULL) {
            read_key(build, &spot, entry->value, item);
        } else if (steps_key != NULL) {
            read_step(build, &spot, entry, item);
        } else {
            unknown_key(build, section, entry, where);
        }
    }
    if (!broken) { /* what lacks may have stood in the condition's last piece */
        check_required(build, section, map, where);
    }
}

Status study_read(Context *context, Str path, Str bytes, Study *out)
{
    Build build = {
        .context = context, .errors_before = context->error_count, .secrets = &out->secrets};
    TreeNode *root = NULL;
    Status status;

    *out = (Study){.path = str_copy(context->arena, path)};
    if (bytes.length > STUDY_BYTES_MOST) {
        return fail(context, FAIL_INPUT, (Place){path, 0, 0},
                    "the file holds more than 1 MiB; is this the study, or its data?");
    }
    out->bytes = str_copy(context->arena, bytes);
    if (out->path.bytes == NULL || out->bytes.bytes == NULL) {
        return fail_memory(context);
    }
    build.bytes = out->bytes;
    status = yaml_read(context, out->path, out->bytes, &root);
    if (root == NULL || status.kind == FAIL_LIMIT) {
        return failed(status) ? status : fail_memory(context);
    }
    if (root->kind != TREE_MAP) {
        return fail(context, FAIL_INPUT, root->place,
                    "a study is lines of the form  key: value; begin with  unknot: 1");
    }
    read_section(&build, &schema_study, root, STR_NONE, (char *)out);
    if (!build.stopped) {
        study_check_forms(&build, out);
    }
    return status_since(context, build.errors_before);
}
