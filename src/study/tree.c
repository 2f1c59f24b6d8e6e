/* What a study asks of a file's text and keys, whoever reads the YAML. */
#include "study/tree.h"

#include "base/intern.h"
#include "base/utf8.h"

/* Lines named one by one. */
#define TABS_NAMED 20

/* Maps of fewer keys are compared each with each. */
#define KEYS_FEW ((size_t)32)

static Place place_of_byte(Str path, Str bytes, size_t index)
{
    Place place = {path, 1, 1};
    size_t start = 0;

    for (size_t i = 0; i < index; i++) {
        if (bytes.bytes[i] == '\n') {
            place.line++;
            start = i + 1;
        }
    }
    for (size_t i = start; i < index; place.column++) {
        (void)utf8_next(bytes, &i);
    }
    return place;
}

static Status fail_not_text(Context *context, Str path, Str bytes, size_t index)
{
    const unsigned char *first = (const unsigned char *)bytes.bytes;

    if (bytes.length >= 2 && ((first[0] == 0xff && first[1] == 0xfe) ||
                              (first[0] == 0xfe && first[1] == 0xff) || first[1] == 0)) {
        return fail(context, FAIL_INPUT, (Place){path, 1, 1},
                    "the file is UTF-16, or no text at all; save it as UTF-8");
    }
    return fail(context, FAIL_INPUT, place_of_byte(path, bytes, index),
                "byte %02x is no UTF-8 text; save the file as UTF-8",
                (unsigned)(unsigned char)bytes.bytes[index]);
}

/* Index of the first control character but tab and line end; the length when there is none. */
static size_t find_control(Str bytes)
{
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];

        if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f) {
            return i;
        }
    }
    return bytes.length;
}

/* The first tab among the blanks that begin a line, or the line's length. */
static size_t find_indenting_tab(Str line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] == '\t') {
            return str_trim(line).length > 0 ? i : line.length;
        }
        if (line.bytes[i] != ' ') {
            break;
        }
    }
    return line.length;
}

static void note_tabs(Context *context, Str path, Str bytes)
{
    StrSplit lines = str_split(bytes, '\n');
    Place place = {path, 0, 0};
    Str line;
    int64_t tabs = 0;

    while (str_split_next(&lines, &line)) {
        size_t tab = find_indenting_tab(line);

        place.line++;
        place.column = (int64_t)tab + 1;
        if (tab < line.length && ++tabs <= TABS_NAMED) {
            note_error(context, FAIL_INPUT, place,
                       "a tab indents this line; use spaces, as many as the lines beside it");
        }
    }
    if (tabs > TABS_NAMED) {
        note_error(context, FAIL_INPUT, (Place){path, 0, 0},
                   "tabs indent %lld lines in all; let your editor replace every tab by spaces",
                   (long long)tabs);
    }
}

Status tree_check_bytes(Context *context, Str path, Str bytes)
{
    size_t errors_before = context->error_count;
    size_t index = utf8_check(bytes);

    if (index < bytes.length) {
        return fail_not_text(context, path, bytes, index);
    }
    index = find_control(bytes);
    if (index < bytes.length) {
        if (bytes.bytes[index] == 0) {
            return fail_not_text(context, path, bytes, index);
        }
        return fail(context, FAIL_INPUT, place_of_byte(path, bytes, index),
                    "a control character (byte %02x) stands here; take it out",
                    (unsigned)(unsigned char)bytes.bytes[index]);
    }
    note_tabs(context, path, bytes);
    return status_since(context, errors_before);
}

TreeItem *tree_add(Context *context, TreeNode *node)
{
    size_t count = node->count;

    if (count == TREE_ITEMS_MOST) {
        note_error(context, FAIL_INPUT, node->place,
                   "more than %zu entries stand in one list or map; is this a study?",
                   TREE_ITEMS_MOST);
        return NULL;
    }
    if (count == 0 || (count >= 8 && (count & (count - 1)) == 0)) {
        size_t capacity = count == 0 ? 8 : count * 2;
        TreeItem *items = arena_grow(context->arena, node->items, count * sizeof(TreeItem),
                                     capacity * sizeof(TreeItem));

        if (items == NULL) {
            note_memory(context);
            return NULL;
        }
        node->items = items;
    }
    node->count++;
    node->items[count] = (TreeItem){.value = NULL};
    return &node->items[count];
}

const char *tree_key_fault(Str key)
{
    static const char *const truths[] = {"y", "n", "yes", "no", "on", "off", "true", "false"};
    unsigned char first = key.length == 0 ? 0 : (unsigned char)key.bytes[0];

    for (size_t i = 0; i < sizeof truths / sizeof truths[0]; i++) {
        if (str_equal_ignoring_case(key, str_from(truths[i]))) {
            return "true or false";
        }
    }
    if (str_equal_ignoring_case(key, STR("null")) || str_equal(key, STR("~")) || first == 0) {
        return "nothing";
    }
    if ((first >= '0' && first <= '9') || first == '.' || first == '+' || first == '-') {
        return "a number or a date";
    }
    return first == '=' ? "a value of its own" : NULL;
}

static void note_twice(Context *context, const TreeItem *first, TreeItem *second)
{
    Str key = str_show(context->arena, second->key, 60);

    note_error(context, FAIL_INPUT, second->key_place,
               "key '%.*s' stands twice, the first in line %lld; keep one", STR_ARGS(key),
               (long long)first->key_place.line);
    second->key_place.line = 0;
}

static void check_many_keys(Context *context, TreeNode *map)
{
    Intern *seen = NULL;
    uint32_t *first = TAKE(context, uint32_t, map->count);

    if (first == NULL || failed(intern_new(context, &seen))) {
        note_memory(context);
        return;
    }
    for (size_t i = 0; i < map->count; i++) {
        uint32_t number = 0;
        uint32_t count = intern_count(seen);

        if (map->items[i].key_place.line == 0) {
            continue;
        }
        if (failed(intern_add(context, seen, map->items[i].key, &number))) {
            return;
        }
        if (number < count) {
            note_twice(context, &map->items[first[number]], &map->items[i]);
        } else {
            first[number] = (uint32_t)i;
        }
    }
}

void tree_check_keys(Context *context, TreeNode *map)
{
    if (map->count > KEYS_FEW) {
        check_many_keys(context, map);
        return;
    }
    for (size_t i = 0; i < map->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (map->items[i].key_place.line > 0 && map->items[j].key_place.line > 0 &&
                str_equal(map->items[i].key, map->items[j].key)) {
                note_twice(context, &map->items[j], &map->items[i]);
            }
        }
    }
}

const TreeNode *tree_find(const TreeNode *map, Str key)
{
    for (size_t i = 0; i < map->count; i++) {
        if (map->items[i].key_place.line > 0 && str_equal(map->items[i].key, key)) {
            return map->items[i].value;
        }
    }
    return NULL;
}
