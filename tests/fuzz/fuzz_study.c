/* A study file from any bytes: refused with words and places, or read and held against columns. The
   first byte says how much memory there is. */
#include "fuzz.h"
#include "study/schema.h"

#include <stdlib.h>

#define ENOUGH ((size_t)1 << 26)
#define SCARCE_STEP ((size_t)512)

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

static int64_t count_lines(Str text)
{
    int64_t lines = 1;

    for (size_t i = 0; i < text.length; i++) {
        lines += text.bytes[i] == '\n' || text.bytes[i] == '\r';
    }
    return lines;
}

/* Each note is one line of words about a line of the file. */
static void check_notes(const Context *context, Str file)
{
    int64_t lines = count_lines(file);

    for (const Note *note = context->first; note != NULL; note = note->next) {
        must(note->text.length > 0);
        for (size_t i = 0; i < note->text.length; i++) {
            must((unsigned char)note->text.bytes[i] >= ' ' && note->text.bytes[i] != 0x7f);
        }
        must(note->place.line >= 0 && note->place.line <= lines + 1 && note->place.column >= 0);
    }
}

/* Failure and words come together or not at all. */
static void check_status(const Context *context, Status status, size_t errors_before)
{
    must(failed(status) == (context->error_count > errors_before));
    must(!failed(status) || context->first != NULL);
}

static void look(void *data, const SchemaSection *section, const SchemaKey *key, const char *item)
{
    size_t *seen = data;

    must(section != NULL && key->offset < section->size && item != NULL);
    *seen += 1;
}

/* Two of the columns that the corpus names, so that both known and unknown ones are met. */
static void check_against_columns(Context *context, Study *study)
{
    static Str heads[] = {{"sex", 3}, {"letter_date", 11}, {"recovered", 9}, {"id", 2}};
    static Str knots[] = {{"queue-order", 11}};
    StrSpan own = {heads, sizeof heads / sizeof heads[0]};
    StudyKnown known = {{knots, 1}, {knots, 1}, {NULL, 0}};
    StudyColumns *columns = TAKE(context, StudyColumns, study->tables.count);
    size_t errors_before = context->error_count;

    for (size_t i = 0; columns != NULL && i < study->tables.count; i++) {
        size_t count = study->tables.items[i].look_ups.count;

        columns[i] = (StudyColumns){i % 3 != 2, own, TAKE(context, StrSpan, count)};
        for (size_t j = 0; columns[i].look_ups != NULL && j < count; j++) {
            columns[i].look_ups[j] = j % 2 == 0 ? own : (StrSpan){knots, 1};
        }
    }
    if (columns != NULL) {
        check_status(context, study_check(context, study, columns, &known), errors_before);
    }
}

static size_t limit_of(uint8_t byte)
{
    return byte < 128 ? ENOUGH : (size_t)(byte - 127) * SCARCE_STEP;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    size_t limit = count > 0 ? limit_of(bytes[0]) : ENOUGH;
    AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
    Context context = {.arena = arena};
    Str file = {(const char *)bytes + (count > 0), count - (count > 0)};
    size_t seen = 0;
    Study study;

    must(arena != NULL);
    check_status(&context, study_read(&context, STR("s.yaml"), file, &study), 0);
    schema_visit(&study, look, &seen);
    check_against_columns(&context, &study);
    study_warn_of_people(&context, &study);
    check_notes(&context, file);
    return 0;
}
