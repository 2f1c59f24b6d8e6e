#include "cli/table_files.h"

#include "base/intern.h"
#include "base/os_file.h"
#include "base/path.h"
#include "base/text.h"
#include "cli/study_files.h"

/* So many names are listed in a message, or in what a report says of a table. */
#define NAMES_LISTED ((size_t)3)

static bool is_pattern(Str name)
{
    return str_find_byte(name, '*') < name.length || str_find_byte(name, '?') < name.length;
}

/* Past one character. */
static size_t next_character(Str name, size_t at)
{
    at++;
    while (at < name.length && ((unsigned char)name.bytes[at] & 0xc0U) == 0x80U) {
        at++;
    }
    return at;
}

/* Goes back to the last * whenever the rest does not fit, which then takes one byte more. */
static bool fits(Str pattern, Str name)
{
    size_t p = 0;
    size_t n = 0;
    size_t star = SIZE_MAX;
    size_t taken = 0;

    if (str_starts_with(name, STR(".")) && !str_starts_with(pattern, STR("."))) {
        return false;
    }
    while (n < name.length) {
        if (p < pattern.length && pattern.bytes[p] == '*') {
            star = p++;
            taken = n;
        } else if (p < pattern.length && pattern.bytes[p] == '?') {
            p++;
            n = next_character(name, n);
        } else if (p < pattern.length && pattern.bytes[p] == name.bytes[n]) {
            p++;
            n++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            n = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.length && pattern.bytes[p] == '*') {
        p++;
    }
    return p == pattern.length;
}

/* What is found, with the item of the list that each came by. */
typedef struct Search {
    Context *context;
    const Study *study;
    const StudyTable *table;
    StrSpan paths;
    Intern *absolute;     /* of each path, or the path of a file that is not there */
    const StudyText **by; /* the item of the list that each came by */
    size_t capacity;
} Search;

static Status grow(Search *search)
{
    Arena *arena = search->context->arena;
    size_t before = search->capacity;
    size_t capacity = before == 0 ? 16 : before * 2;

    search->paths.items =
        arena_grow(arena, search->paths.items, before * sizeof(Str), capacity * sizeof(Str));
    search->by = arena_grow(arena, search->by, before * sizeof search->by[0],
                            capacity * sizeof search->by[0]);
    search->capacity = capacity;
    return search->paths.items == NULL || search->by == NULL ? fail_memory(search->context)
                                                             : done();
}

static Str show(const Search *search, Str text)
{
    return str_show(search->context->arena, text, 80);
}

static void note_again(const Search *search, Str path, const StudyText *first,
                       const StudyText *second)
{
    Str shown = show(search, path);
    Str first_shown = show(search, first->text);
    Str second_shown = show(search, second->text);

    if (first != second && str_equal(first->text, second->text)) {
        return; /* the study's reader told that */
    }
    note_error(search->context, FAIL_INPUT, second->place,
               "file '%.*s' is named twice, by '%.*s' and by '%.*s'; name it once", STR_ARGS(shown),
               STR_ARGS(first_shown), STR_ARGS(second_shown));
}

static Status add_path(Search *search, Str path, const StudyText *by)
{
    Str absolute = path_absolute(search->context->arena, path);
    uint32_t number;

    TRY(intern_add(search->context, search->absolute, absolute.length > 0 ? absolute : path,
                   &number));
    if (number < search->paths.count) {
        note_again(search, path, search->by[number], by);
        return done();
    }
    if (search->paths.count == search->capacity) {
        TRY(grow(search));
    }
    search->by[search->paths.count] = by;
    search->paths.items[search->paths.count++] = path;
    return done();
}

/* "'a', 'b', 'c' and more" */
static Str list_names(const Search *search, StrSpan names)
{
    Text list = text_new(search->context->arena);

    for (size_t i = 0; i < names.count && i < NAMES_LISTED; i++) {
        text_add(&list, i == 0 ? STR("'") : STR(", '"));
        text_add_shown(&list, names.items[i], 60);
        text_add(&list, STR("'"));
    }
    text_add(&list, names.count > NAMES_LISTED ? STR(" and more") : STR_NONE);
    return text_str(&list);
}

static Status note_none(const Search *search, const StudyText *item, StrSpan names)
{
    Str folder = show(search, path_folder(item->text));
    Str pattern = show(search, path_name(item->text));
    Str near = str_nearest(path_name(item->text), names);
    Str listed =
        near.length > 0 ? list_names(search, (StrSpan){&near, 1}) : list_names(search, names);

    if (folder.length == 0) {
        folder = STR("./");
    }
    if (names.count == 0) {
        note_error(search->context, FAIL_INPUT, item->place,
                   "no file fits '%.*s': folder '%.*s' is not there, or holds none",
                   STR_ARGS(pattern), STR_ARGS(folder));
    } else {
        note_error(search->context, FAIL_INPUT, item->place,
                   "no file of folder '%.*s' fits '%.*s'; it holds %.*s", STR_ARGS(folder),
                   STR_ARGS(pattern), STR_ARGS(listed));
    }
    return done();
}

/* All files of the folder that fit. The names come sorted. */
static Status add_fitting(Search *search, const StudyText *item)
{
    Context *context = search->context;
    size_t before = search->paths.count;
    size_t errors = context->error_count;
    StrSpan names;
    Str folder;
    Str path;

    TRY(study_file_path(context, search->study, item->text, &path));
    folder = path_folder(path);
    TRY(folder_names(context, path, &names));
    if (names.count == FOLDER_NAMES_MOST) {
        Str pattern = show(search, item->text);

        return fail(context, FAIL_LIMIT, item->place,
                    "the folder of '%.*s' holds %zu files or more, too many to look through; put "
                    "those of this table into one of their own",
                    STR_ARGS(pattern), FOLDER_NAMES_MOST);
    }
    for (size_t i = 0; i < names.count; i++) {
        if (fits(path_name(path), names.items[i])) {
            Str found =
                str_format(context->arena, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(names.items[i]));

            if (found.length == 0) {
                return fail_memory(context);
            }
            if (file_facts(found).kind == FILE_FOLDER) {
                continue; /* a pattern is of files */
            }
            TRY(add_path(search, found, item));
        }
    }
    return search->paths.count == before && context->error_count == errors
               ? note_none(search, item, names)
               : done();
}

static Status add_item(Search *search, const StudyText *item)
{
    Str path;

    if (is_pattern(path_folder(item->text))) {
        Str shown = show(search, item->text);

        note_error(search->context, FAIL_INPUT, item->place,
                   "'%.*s' has a pattern in the name of a folder; name the folder, and write * in "
                   "the file's name alone",
                   STR_ARGS(shown));
        return done();
    }
    if (is_pattern(item->text)) {
        return add_fitting(search, item);
    }
    TRY(study_file_path(search->context, search->study, item->text, &path));
    return add_path(search, path, item);
}

/* ---- what they are called ---- */

static Status name_files(Context *context, const StudyTable *table, TableFiles *out)
{
    Text shown = text_new(context->arena);
    size_t items = table->files.count;
    bool one = items == 1 && !is_pattern(table->files.items[0].text);

    for (size_t i = 0; i < items && i < NAMES_LISTED; i++) {
        text_add(&shown, i == 0 ? STR_NONE : STR(", "));
        text_add(&shown, path_name(table->files.items[i].text));
    }
    text_add(&shown, items > NAMES_LISTED ? STR(", ...") : STR_NONE);
    if (!one) {
        text_format(&shown, " (%zu %s)", out->paths.count,
                    out->paths.count == 1 ? "file" : "files");
    }
    return text_finish(context, &shown, &out->shown);
}

static Status copy_places(Context *context, TableFiles *out)
{
    Place *places = TAKE(context, Place, out->paths.count);

    for (size_t i = 0; i < out->paths.count && places != NULL; i++) {
        places[i] = out->by[i]->place;
    }
    out->places = places;
    return places == NULL ? fail_memory(context) : done();
}

Status table_files_find(Context *context, const Study *study, const StudyTable *table,
                        TableFiles *out)
{
    Search search = {.context = context, .study = study, .table = table};
    size_t errors = context->error_count;

    *out = (TableFiles){.paths = {NULL, 0}};
    TRY(intern_new(context, &search.absolute));
    for (size_t i = 0; i < table->files.count; i++) {
        TRY(add_item(&search, &table->files.items[i]));
    }
    TRY(status_since(context, errors));
    out->paths = search.paths;
    out->by = search.by;
    TRY(copy_places(context, out));
    TRY(name_files(context, table, out));
    TRY(study_file_path(context, study, table->files.items[0].text, &out->name));
    if (table->files.count > 1) {
        out->name = str_format(context->arena, "%.*s and %zu more", STR_ARGS(out->name),
                               table->files.count - 1);
    }
    return out->name.length == 0 ? fail_memory(context) : done();
}

Status table_file_named(Context *context, const Study *study, const StudyText *name,
                        TableFiles *out)
{
    *out = (TableFiles){.shown = path_name(name->text),
                        .paths = {TAKE(context, Str, 1), 1},
                        .by = TAKE(context, const StudyText *, 1)};
    if (out->paths.items == NULL || out->by == NULL) {
        return fail_memory(context);
    }
    TRY(study_file_path(context, study, name->text, &out->name));
    out->paths.items[0] = out->name;
    out->by[0] = name;
    return copy_places(context, out);
}
