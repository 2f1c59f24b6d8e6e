/* How functions fail: a must-use Status, and a note that says where, what and the remedy. */
#ifndef UK_BASE_STATUS_H
#define UK_BASE_STATUS_H

#include "base/arena.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

/* The value is the program's exit code. */
typedef enum FailKind {
    FAIL_NONE = 0,
    FAIL_INPUT = 2,  /* a mistake in what the person gave: arguments, study, data */
    FAIL_SYSTEM = 3, /* the machine: a file not readable, a library missing, interrupted */
    FAIL_LIMIT = 4   /* a limit of ours or of memory was reached */
} FailKind;

/* The formats are C's own, also where the system's printf has others. */
#if defined(__MINGW32__)
#define UK_MUST_USE __attribute__((warn_unused_result))
#define UK_PRINTF(format_index, first) __attribute__((format(gnu_printf, format_index, first)))
#elif defined(__GNUC__)
#define UK_MUST_USE __attribute__((warn_unused_result))
#define UK_PRINTF(format_index, first) __attribute__((format(printf, format_index, first)))
#else
#define UK_MUST_USE
#define UK_PRINTF(format_index, first)
#endif

/* Made by done() and fail() alone. Functions that return it carry UK_MUST_USE. */
typedef struct Status {
    FailKind kind;
} Status;

/* Where in what the *user* wrote. Line and column count from 1; 0 means "not known". */
typedef struct Place {
    Str file; /* a path, "--outcome", or empty */
    int64_t line;
    int64_t column;
} Place;

#define PLACE_NONE ((Place){STR_NONE, 0, 0})

typedef enum NoteKind { NOTE_ERROR, NOTE_WARNING } NoteKind;

typedef struct Note {
    NoteKind kind;
    FailKind fail; /* FAIL_NONE for a warning */
    Place place;
    Str text; /* one sentence: what is wrong; the remedy */
    struct Note *next;
} Note;

/* What every function that builds something is given: memory, and where notes go. Holds no
   global state; `stop` (may be NULL) becomes non-zero when the person pressed Ctrl-C. Begins as
   {.arena = arena}; is passed by pointer, never copied, since its list may end in its own spare. */
typedef struct Context {
    Arena *arena;
    Note *first;
    Note *last;
    size_t error_count; /* mistakes met; those met after memory was spent share one note */
    volatile const int *stop;
    Note spare; /* the note that says memory is spent, linked at most once; not to be touched */
} Context;

static inline Status done(void)
{
    return (Status){FAIL_NONE};
}

static inline bool failed(Status status)
{
    return status.kind != FAIL_NONE;
}

/* Notes a mistake and gives the failing Status: the only way to fail. When memory is spent the
   note is a fixed text and both say FAIL_LIMIT, so there is never a failure without words.
   `place.file` is borrowed for as long as the notes are read. */
Status fail(Context *context, FailKind kind, Place place, const char *format, ...)
    UK_PRINTF(4, 5) UK_MUST_USE;

/* Notes a mistake and goes on: for readers that report all mistakes in one run. The caller
   compares context->error_count and returns `fail_noted`. */
void note_error(Context *context, FailKind kind, Place place, const char *format, ...)
    UK_PRINTF(4, 5);

/* Something worth saying that stops nothing. */
void note_warning(Context *context, Place place, const char *format, ...) UK_PRINTF(3, 4);

/* FAIL_* of the first noted error when there are more errors than `errors_before`, else done. */
Status status_since(const Context *context, size_t errors_before) UK_MUST_USE;

/* Memory is spent: notes it once and fails with FAIL_LIMIT. */
void note_memory(Context *context);
static inline Status fail_memory(Context *context)
{
    note_memory(context);
    return (Status){FAIL_LIMIT};
}

/* FAIL_SYSTEM "interrupted" when the person pressed Ctrl-C; else done. */
Status check_stop(Context *context) UK_MUST_USE;

/* Zeroed memory from the context's arena, or NULL (then return fail_memory(context)). */
#define TAKE(context, type, count) ((type *)arena_take((context)->arena, (count), sizeof(type)))

#define TRY(call)                                                                                  \
    do {                                                                                           \
        Status try_status_ = (call);                                                               \
        if (failed(try_status_)) {                                                                 \
            return try_status_;                                                                    \
        }                                                                                          \
    } while (0)

/* Into the arena, ended in a NUL that the length does not count; STR_NONE when memory is spent. */
Str str_format(Arena *arena, const char *format, ...) UK_PRINTF(2, 3);
Str str_format_list(Arena *arena, const char *format, va_list arguments) UK_PRINTF(2, 0);
Str str_copy(Arena *arena, Str text);

/* Text safe to show on a terminal or in a message: control characters (line ends too), invalid
   UTF-8, and marks that hide or turn direction become \xNN or \u{...}. At most `most` bytes,
   whole characters, with "..." after them when something was cut. Showing twice changes nothing. */
Str str_show(Arena *arena, Str text, size_t most);

#endif
