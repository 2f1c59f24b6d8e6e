#include "cli/named_files.h"

static Status add(Context *context, NamedFiles *named, const NamedFile *file)
{
    if (named->count == named->capacity) {
        size_t capacity = named->capacity == 0 ? 16 : named->capacity * 2;

        named->items = arena_grow(context->arena, named->items, named->capacity * sizeof(NamedFile),
                                  capacity * sizeof(NamedFile));
        if (named->items == NULL) {
            *named = (NamedFiles){.items = NULL};
            return fail_memory(context);
        }
        named->capacity = capacity;
    }
    named->items[named->count++] = *file;
    return done();
}

static Str sheet_of(const NamedFile *file)
{
    return file->look_up != NULL ? file->look_up->sheet.text : file->table->sheet.text;
}

/* True when only one of the two should stand: the sheets of a workbook are tables of their own, and
   several tables may be looked up in one file. */
static bool is_again(const NamedFile *first, const NamedFile *second)
{
    if (!path_same_file(&first->identity, &second->identity) ||
        !str_equal(sheet_of(first), sheet_of(second)) ||
        str_equal(first->by->text, second->by->text)) {
        return false;
    }
    if (first->look_up == NULL && second->look_up == NULL) {
        return first->table != second->table;
    }
    if (first->table != second->table) {
        return false;
    }
    return first->look_up == NULL || str_equal(first->look_up->by.text, second->look_up->by.text);
}

static void note_again(Context *context, const NamedFile *first, const NamedFile *second)
{
    Str late = str_show(context->arena, second->by->text, 80);
    Str early = str_show(context->arena, first->by->text, 80);
    const char *what = "is named twice, the first as";
    const char *remedy = "it once";

    if (second->look_up != NULL && first->look_up == NULL) {
        what = "looks itself up: it is";
        remedy = "the other file";
    } else if (second->look_up != NULL) {
        what = "is looked up twice, the first as";
    }
    note_error(context, FAIL_INPUT, second->by->place,
               "file '%.*s' %s '%.*s' in line %lld; name %s", STR_ARGS(late), what, STR_ARGS(early),
               (long long)first->by->place.line, remedy);
}

Status named_files_add(Context *context, NamedFiles *named, const StudyTable *table,
                       const StudyLookUp *look_up, const TableFiles *files)
{
    const StudyText *told = NULL; /* a pattern is told of once, however many files it fits */

    for (size_t i = 0; i < files->paths.count; i++) {
        NamedFile file = {path_identity(context->arena, files->paths.items[i]), table, look_up,
                          files->by[i]};

        for (size_t k = 0; k < named->count && told != file.by; k++) {
            if (is_again(&named->items[k], &file)) {
                note_again(context, &named->items[k], &file);
                told = file.by;
            }
        }
        TRY(add(context, named, &file));
    }
    return done();
}
