#include "catalogue/check_kind.h"

#include <assert.h>

/* A text known when this is compiled. */
#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const CheckKindInfo KINDS[CHECK_COUNT] = {
#define CHECK(NAME, word, id, stage, catalogue, of_score, of_rows, turn, name, about, total,       \
              rival, reading, differ, moved)                                                       \
    [CHECK_##NAME] = {TEXT(id),   STAGE_##stage, TEXT(catalogue), of_score, of_rows, turn,         \
                      TEXT(name), TEXT(about),   TEXT(total),     rival,    reading, differ,       \
                      moved},
#include "catalogue/checks.def"
#undef CHECK
};

const CheckKindInfo *check_kind(CheckKind kind)
{
    assert((size_t)kind < (size_t)CHECK_COUNT);
    return &KINDS[kind];
}
