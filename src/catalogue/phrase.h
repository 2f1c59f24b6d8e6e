/* What the program says to people: phrases of a language file (catalogue/text/en.yaml, compiled
   in), with slots that are filled by name, so that another language may put them elsewhere. */
#ifndef UK_CATALOGUE_PHRASE_H
#define UK_CATALOGUE_PHRASE_H

#include "base/text.h"

/* PHRASE_GAP_LIES is "gap-lies" of the language file; phrases.def lists them. */
typedef enum PhraseId {
#define PHRASE_ID(name) PHRASE_##name,
#define PHRASE_SLOT(name)
#include "catalogue/phrases.def"
#undef PHRASE_ID
#undef PHRASE_SLOT
    PHRASE_IDS
} PhraseId;

/* SLOT_GROUP is {group} of a template; phrases.def says what each is filled with. */
typedef enum PhraseSlot {
    SLOT_NONE, /* the piece is the last and ends without one */
#define PHRASE_ID(name)
#define PHRASE_SLOT(name) SLOT_##name,
#include "catalogue/phrases.def"
#undef PHRASE_ID
#undef PHRASE_SLOT
    PHRASE_SLOTS
} PhraseSlot;

/* What fills a slot: written as it is, braces in it too. */
typedef struct PhraseValue {
    PhraseSlot slot;
    Str text;
} PhraseValue;

/* Words of a template and the slot behind them. */
typedef struct PhrasePiece {
    Str words;
    PhraseSlot slot;
} PhrasePiece;

/* `pieces` is NULL where a phrase does not have the form. */
typedef struct PhraseTemplate {
    const PhrasePiece *pieces;
    size_t count;
} PhraseTemplate;

/* `one` where {count} is written as "1", `other` else, and of phrases that no count decides. */
typedef struct PhraseForms {
    PhraseTemplate one;
    PhraseTemplate other;
} PhraseForms;

typedef struct PhraseTable {
    Str language; /* as in the lang of a page: "en" */
    PhraseForms phrases[PHRASE_IDS];
} PhraseTable;

/* The language that was compiled in. */
extern const PhraseTable PHRASES;

/* The phrase in an arena of which nothing is freed singly; empty when memory is spent. Every slot
   of the phrase must be given a value (tests/house/phrases.sh reads the calls). */
Str phrase_fill(Arena *arena, PhraseId id, const PhraseValue *values, size_t count);
void phrase_add(Text *text, PhraseId id, const PhraseValue *values, size_t count);

/* PHRASE(arena, PHRASE_IN_GROUP, {SLOT_DIMENSION, dimension}, {SLOT_GROUP, group}), and the same
   added to a text. */
#define PHRASE_VALUES(...)                                                                         \
    (const PhraseValue[]){__VA_ARGS__},                                                            \
        (sizeof((const PhraseValue[]){__VA_ARGS__}) / sizeof(PhraseValue))
#define PHRASE(arena, id, ...) phrase_fill(arena, id, PHRASE_VALUES(__VA_ARGS__))
#define PHRASE_ADD(text, id, ...) phrase_add(text, id, PHRASE_VALUES(__VA_ARGS__))

/* The form of a phrase, for those who write its pieces themselves; `count` is what fills {count},
   NULL where there is none. */
const PhraseTemplate *phrase_template(PhraseId id, const Str *count);

/* A phrase without slots, as it is: it lives as long as the program. */
Str phrase_plain(PhraseId id);

/* A count for {count}, with commas between thousands. */
Str phrase_count(Arena *arena, size_t count);

/* "“A”, “B” and “C”"; empty of none. */
Str phrase_list(Arena *arena, const Str *items, size_t count);

/* The same of another table: false where a slot was given no value, and nothing stands in its
   place. */
bool phrase_add_of(const PhraseTable *table, Text *text, PhraseId id, const PhraseValue *values,
                   size_t count);

#endif
