#include "cli/held_files.h"

#include "cli/arguments.h"

static Status add(Context *context, HeldFiles *held, const HeldFile *file)
{
    if (held->count == held->capacity) {
        size_t capacity = held->capacity == 0 ? 16 : held->capacity * 2;

        held->items = arena_grow(context->arena, held->items, held->capacity * sizeof(HeldFile),
                                 capacity * sizeof(HeldFile));
        if (held->items == NULL) {
            *held = (HeldFiles){.items = NULL};
            return fail_memory(context);
        }
        held->capacity = capacity;
    }
    held->items[held->count++] = *file;
    return done();
}

Status held_files_read(Context *context, HeldFiles *held, Str path)
{
    return add(context, held, &(HeldFile){path_identity(context->arena, path), NULL});
}

static void refuse(Context *context, const HeldFile *there, Str path, const char *option,
                   bool in_folder)
{
    const char *remedy = in_folder ? "folder" : "file";
    Str shown = str_show(context->arena, path, 80);

    if (there->option == NULL) {
        note_error(context, FAIL_INPUT, arguments_place(option),
                   "'%.*s' is a file that the audit reads, and the answer would take its place; "
                   "name another %s",
                   STR_ARGS(shown), remedy);
    } else {
        note_error(context, FAIL_INPUT, arguments_place(option),
                   "'%.*s' is written by %s too, and the two cannot be the same file; name "
                   "another %s",
                   STR_ARGS(shown), there->option, remedy);
    }
}

Status held_files_write(Context *context, HeldFiles *held, Str path, const char *option,
                        bool in_folder)
{
    HeldFile file = {path_identity(context->arena, path), option};

    for (size_t i = 0; i < held->count; i++) {
        if (path_same_file(&held->items[i].identity, &file.identity)) {
            refuse(context, &held->items[i], path, option, in_folder);
            return done();
        }
    }
    return add(context, held, &file);
}
