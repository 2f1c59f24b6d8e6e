/* Comparing labels as people read them: case, and which blank stands between words, do not count.
   Private to the study room. */
#ifndef UK_STUDY_LABEL_WORDS_H
#define UK_STUDY_LABEL_WORDS_H

#include "study/labels_table.h"

/* Equal but for ASCII case, runs of blanks, "_" and "-" (all one blank), and curly apostrophes. */
bool words_equal(Str label, Str words);

/* True where the label holds the words as whole words. */
bool words_within(Str label, Str words);

/* Cuts the words off the label's start or end where they are whole words and something remains. */
bool words_cut_start(Str *label, Str words);
bool words_cut_end(Str *label, Str words);

/* words_equal to one of the list. */
bool words_in_list(Str label, LabelList list);

/* Without ASCII punctuation and blanks at both ends. */
Str words_trim(Str label);

/* "Total (England)" is "Total" with the gloss "England"; false when no gloss ends the label or
   nothing stands before it. */
bool words_split_gloss(Str label, Str *before, Str *gloss);

#endif
