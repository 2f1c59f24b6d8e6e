/* What the tests of readers share: a file in memory is opened and read, and the notes compared. */
#ifndef UK_TESTS_ENGINE_READING_H
#define UK_TESTS_ENGINE_READING_H

#include "tap.h"

#include "base/text.h"
#include "engine/small/read_table.h"

/* One file, from its bytes to its table. Begin as {.name = ..., .bytes = ...}; close. */
typedef struct ReadFile {
    const char *name; /* NULL: "t.csv" */
    Str bytes;
    ReadOptions options;
    Arena *arena;
    Context context;
    Source source;
    Table table;
    bool opened;
    bool read;
} ReadFile;

static inline void read_file(ReadFile *file)
{
    file->arena = arena_new((size_t)1 << 30);
    file->context = (Context){.arena = file->arena};
    file->opened = !failed(source_open_bytes(&file->context,
                                             str_from(file->name == NULL ? "t.csv" : file->name),
                                             file->bytes, &file->options, &file->source));
    if (file->opened) {
        file->read = !failed(table_read(&file->context, &file->source, NULL, &file->table));
    }
}

static inline void read_close(ReadFile *file)
{
    table_close(&file->table);
    arena_free(file->arena);
}

/* The notes as a person sees them. */
static inline Str read_notes(ReadFile *file)
{
    Text text = text_new(file->arena);

    notes_write(&file->context, &text);
    return text_str(&text);
}

/* Columns, a line, then each row: its line, and the cells between bars. */
static inline Str read_shown(ReadFile *file, const Table *table)
{
    Text text = text_new(file->arena);

    for (size_t i = 0; i < table->columns.count; i++) {
        text_format(&text, "%s%.*s", i == 0 ? "" : "|", STR_ARGS(table->columns.items[i]));
    }
    text_add(&text, STR("\n"));
    for (size_t row = 0; row < table->row_count; row++) {
        text_format(&text, "%lld:", (long long)table_line(table, row));
        for (uint32_t i = 0; i < table->columns.count; i++) {
            Str cell = table_cell(table, row, i);

            text_format(&text, "%s%.*s", i == 0 ? "" : "|", STR_ARGS(cell));
        }
        text_add(&text, STR("\n"));
    }
    return text_str(&text);
}

static inline bool same_text(Str got, const char *want)
{
    bool same = str_equal(got, str_from(want));

    if (!same) {
        printf("# got:\n");
        for (size_t i = 0, start = 0; i <= got.length; i++) {
            if (i == got.length || got.bytes[i] == '\n') {
                printf("#   %.*s\n", (int)(i - start), got.bytes + start);
                start = i + 1;
            }
        }
    }
    return same;
}

/* The file is read, without a note, and holds this. */
#define READS(file, want, ...)                                                                     \
    do {                                                                                           \
        read_file(&(file));                                                                        \
        OK(same_text(read_notes(&(file)), "") && (file).read &&                                    \
               same_text(read_shown(&(file), &(file).table), (want)),                              \
           __VA_ARGS__);                                                                           \
        read_close(&(file));                                                                       \
    } while (0)

/* The file is refused with exactly these notes. */
#define REFUSES(file, want, ...)                                                                   \
    do {                                                                                           \
        read_file(&(file));                                                                        \
        OK(!(file).read && same_text(read_notes(&(file)), (want)), __VA_ARGS__);                   \
        read_close(&(file));                                                                       \
    } while (0)

#endif
