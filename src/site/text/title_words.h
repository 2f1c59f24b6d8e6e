/* Titles compared by their words: the same source written twice. */
#ifndef UK_SITE_TEXT_TITLE_WORDS_H
#define UK_SITE_TEXT_TITLE_WORDS_H

#include "base/status.h"

#define TITLE_NEAR 0.9

/* The words of a title in byte order, each as often as it stands there: small letters without
   accents, no signs between; at most 200. */
StrSpan title_words(Context *context, Str title);

/* The share of words that two titles have in common, of the longer one's: 0 to 1; 0 when either
   has none. TITLE_NEAR and above are to be shown to people as perhaps the same. */
double title_overlap(StrSpan a, StrSpan b);

#endif
