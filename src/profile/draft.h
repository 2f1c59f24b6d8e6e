/* The first draft of a study: what was guessed of a file, written so that a person reads it,
   answers its questions and changes it. */
#ifndef UK_PROFILE_DRAFT_H
#define UK_PROFILE_DRAFT_H

#include "base/text.h"
#include "profile/guess.h"

/* Writes a study that study_read and study_check accept for a file of these columns. Which way is
   better, which gap matters and which end of bare numbers is worst off are never guessed: they
   stand there as questions, commented out. Shares of rows are in whole hundredths and none is said
   of fewer than 100 rows; labels of fewer rows than FREQUENT_ROWS are not named in comments, and
   texts that may be about one person nowhere. */
Status draft_write(Context *context, const Profile *profile, const Guess *guess,
                   Text *out) UK_MUST_USE;

#endif
