/* Two versions of a text, compared word by word. */
#ifndef UK_SITE_TEXT_WORD_CHANGES_H
#define UK_SITE_TEXT_WORD_CHANGES_H

#include "base/status.h"

typedef enum WordChangeKind { WORDS_KEPT, WORDS_TAKEN, WORDS_ADDED } WordChangeKind;

/* A run of words with the blanks after them; borrowed from the older or the newer text. */
typedef struct WordChange {
    WordChangeKind kind;
    Str text;
} WordChange;

typedef struct WordChanges {
    WordChange *items;
    size_t count;
} WordChanges;

/* What of `older` was kept and taken and what `newer` added, in the order to read: kept and taken
   runs together are the older text, kept and added ones the newer, but for the blanks of kept runs,
   which are the newer's. As few words as can be are taken and added while at most 600 differ;
   beyond that, all between the first and the last that differ. Empty when memory is spent. */
WordChanges words_compare(Context *context, Str older, Str newer);

#endif
