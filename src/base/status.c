/* Notes form a list in the order they came; the one note that needs no memory is in the Context. */
#include "base/status.h"

#include "base/text.h"

#include <string.h>

static void link_note(Context *context, Note *note)
{
    note->next = NULL;
    if (context->last == NULL) {
        context->first = note;
    } else {
        context->last->next = note;
    }
    context->last = note;
}

/* The first time only: a second note would say nothing new. */
static void link_spare(Context *context, Place place)
{
    if (context->spare.fail == FAIL_NONE) {
        context->spare = (Note){
            .kind = NOTE_ERROR,
            .fail = FAIL_LIMIT,
            .place = place,
            .text = STR(
                "the memory allowed is spent; ask for less at once, or take a machine with more"),
        };
        link_note(context, &context->spare);
    }
}

/* False when memory is spent. */
UK_PRINTF(3, 0)
static bool add_note(Context *context, Note note, const char *format, va_list arguments)
{
    Note *kept = TAKE(context, Note, 1);

    if (kept == NULL) {
        return false;
    }
    note.text = str_format_list(context->arena, format, arguments);
    if (note.text.bytes == NULL) {
        return false;
    }
    *kept = note;
    link_note(context, kept);
    return true;
}

UK_PRINTF(3, 0)
static FailKind note_mistake(Context *context, Note note, const char *format, va_list arguments)
{
    if (note.fail == FAIL_NONE) { /* a caller's slip must not turn a failure into success */
        note.fail = FAIL_SYSTEM;
    }
    context->error_count++;
    if (add_note(context, note, format, arguments)) {
        return note.fail;
    }
    link_spare(context, note.place);
    return FAIL_LIMIT;
}

Status fail(Context *context, FailKind kind, Place place, const char *format, ...)
{
    va_list arguments;
    FailKind noted;

    va_start(arguments, format);
    noted = note_mistake(context, (Note){.kind = NOTE_ERROR, .fail = kind, .place = place}, format,
                         arguments);
    va_end(arguments);
    return (Status){noted};
}

void note_error(Context *context, FailKind kind, Place place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)note_mistake(context, (Note){.kind = NOTE_ERROR, .fail = kind, .place = place}, format,
                       arguments);
    va_end(arguments);
}

void note_warning(Context *context, Place place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)add_note(context, (Note){.kind = NOTE_WARNING, .place = place}, format, arguments);
    va_end(arguments);
}

Status status_since(const Context *context, size_t errors_before)
{
    size_t seen = 0;

    if (context->error_count <= errors_before) {
        return done();
    }
    for (const Note *note = context->first; note != NULL; note = note->next) {
        if (note->kind == NOTE_ERROR && seen++ == errors_before) {
            return (Status){note->fail};
        }
    }
    return (Status){FAIL_LIMIT}; /* counted without a note of its own: memory was spent */
}

void note_memory(Context *context)
{
    context->error_count++;
    link_spare(context, PLACE_NONE);
}

Status check_stop(Context *context)
{
    if (context->stop == NULL || *context->stop == 0) {
        return done();
    }
    return fail(context, FAIL_SYSTEM, PLACE_NONE, "interrupted");
}

/* A note in line: where its file was first named, so that sorting keeps files together. */
typedef struct Placed {
    const Note *note;
    size_t file_rank;
} Placed;

static bool comes_after(const Placed *a, const Placed *b)
{
    if (a->file_rank != b->file_rank) {
        return a->file_rank > b->file_rank;
    }
    if (a->note->place.line != b->note->place.line) {
        return a->note->place.line > b->note->place.line;
    }
    return a->note->place.column > b->note->place.column;
}

/* Merges two sorted neighbours; the left one goes first on a tie, which keeps the order stable. */
static void merge(const Placed *from, Placed *to, size_t left, size_t middle, size_t right)
{
    size_t a = left;
    size_t b = middle;

    for (size_t i = left; i < right; i++) {
        if (a < middle && (b >= right || !comes_after(&from[a], &from[b]))) {
            to[i] = from[a++];
        } else {
            to[i] = from[b++];
        }
    }
}

/* Bottom up, between `items` and `other` of the same length; gives the one that ends up sorted. */
static Placed *sort_placed(Placed *items, Placed *other, size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        Placed *swapped = items;

        for (size_t left = 0; left < count; left += 2 * width) {
            size_t middle = left + width < count ? left + width : count;
            size_t right = middle + width < count ? middle + width : count;

            merge(items, other, left, middle, right);
        }
        items = other;
        other = swapped;
    }
    return items;
}

static size_t rank_of_file(const Context *context, const Note *note)
{
    size_t rank = 0;

    for (const Note *other = context->first; other != note; other = other->next) {
        if (str_equal(other->place.file, note->place.file)) {
            break;
        }
        rank++;
    }
    return rank;
}

/* NULL when there is no memory for it. */
static Placed *place_notes(const Context *context, Arena *arena, size_t count)
{
    Placed *items = arena_take(arena, count, sizeof(Placed));
    Placed *other = arena_take(arena, count, sizeof(Placed));
    size_t i = 0;

    if (items == NULL || other == NULL) {
        return NULL;
    }
    for (const Note *note = context->first; note != NULL; note = note->next) {
        items[i++] = (Placed){note, rank_of_file(context, note)};
    }
    return sort_placed(items, other, count);
}

static void write_place(Text *text, Place place)
{
    if (place.file.length != 0) {
        text_add_shown(text, place.file, SIZE_MAX);
        if (place.line > 0) {
            text_format(text, ":%lld", (long long)place.line);
        }
        if (place.line > 0 && place.column > 0) {
            text_format(text, ":%lld", (long long)place.column);
        }
        text_add(text, STR(": "));
    } else if (place.line > 0) {
        text_format(text, "line %lld", (long long)place.line);
        if (place.column > 0) {
            text_format(text, ", column %lld", (long long)place.column);
        }
        text_add(text, STR(": "));
    }
}

static void write_note(Text *text, const Note *note)
{
    if (note->kind == NOTE_WARNING) {
        text_add(text, STR("note: "));
    }
    write_place(text, note->place);
    text_add_shown(text, note->text, SIZE_MAX);
    text_add_byte(text, '\n');
}

void notes_write(const Context *context, Text *text)
{
    size_t count = 0;
    const Placed *sorted;

    for (const Note *note = context->first; note != NULL; note = note->next) {
        count++;
    }
    sorted = place_notes(context, text->arena, count);
    if (sorted == NULL) { /* out of order is better than unsaid */
        for (const Note *note = context->first; note != NULL; note = note->next) {
            write_note(text, note);
        }
        return;
    }
    for (size_t i = 0; i < count; i++) {
        write_note(text, sorted[i].note);
    }
}
