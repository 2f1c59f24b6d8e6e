/* What the tests of study files share: reading a text, and its mistakes as people see them. */
#ifndef UK_TESTS_STUDY_FILE_TESTING_H
#define UK_TESTS_STUDY_FILE_TESTING_H

#include "base/text.h"
#include "study/study.h"

#include "tap.h"

#define STUDY_ARENA_BYTES ((size_t)1 << 26)

/* All notes as the program writes them, a line each; empty when there is none. */
static inline Str study_notes(Context *context)
{
    Text text = text_new(context->arena);

    notes_write(context, &text);
    return text_str(&text);
}

/* Shows what was wanted and what came, where they differ. */
static inline void study_expect(const char *what, Str got, const char *wanted)
{
    if (!OK(str_equal(got, str_from(wanted)), "%s", what)) {
        printf("# wanted:\n%s# got:\n%.*s", wanted, STR_ARGS(got));
    }
}

#endif
