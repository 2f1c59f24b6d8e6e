/* What people type into a search box, as a question of words. */
#ifndef UK_SITE_STORE_SEARCH_WORDS_H
#define UK_SITE_STORE_SEARCH_WORDS_H

#include "base/status.h"

/* The most words of a question; what follows is left out. */
#define SEARCH_WORDS_MOST 12

/* Each word of `typed` in quotes: the operators of FTS5 (* : ^ - NEAR OR and brackets) are then
   words like others. All must be found. When no word is in it, a question that finds nothing. */
Status store_search_words(Context *context, Str typed, Str *out) UK_MUST_USE;

#endif
