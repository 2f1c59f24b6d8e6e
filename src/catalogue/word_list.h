/* Plain meanings of the words we use, and the words we do not use of people. */
#ifndef UK_CATALOGUE_WORD_LIST_H
#define UK_CATALOGUE_WORD_LIST_H

#include "base/str.h"

typedef struct WordMeaning {
    Str word;
    Str meaning; /* one or two sentences */
} WordMeaning;

/* By the alphabet, ASCII case ignored. */
const WordMeaning *word_rows(size_t *count);

/* ASCII case ignored; NULL when there is none. */
const WordMeaning *word_find(Str word);

typedef struct ForbiddenWord {
    Str word;
    Str instead;       /* what to say */
    Str why;           /* one sentence */
    bool reports_only; /* a word of the house, fine in code, never in what people read */
} ForbiddenWord;

const ForbiddenWord *forbidden_rows(size_t *count);

/* The first forbidden word in `text`, at byte `*at`; NULL when it is clean. Whole words; ASCII case
   ignored unless the word is written in capitals, as "DNA". What stands in double quotes, straight
   or round, is somebody else's speech and passes. */
const ForbiddenWord *forbidden_find(Str text, size_t *at);

#endif
