/* Internal: shares of the groups of a combination, drawn towards each other. */
#ifndef UK_DISCLOSURE_SHOWN_SHRUNK_H
#define UK_DISCLOSURE_SHOWN_SHRUNK_H

#include "disclosure/shown_audit.h"

/* Fills `shrunk` of each group of a part, from shares and numbers of people that were shown, and
   from nothing else: it tells nothing that these do not. As many decimals as the share itself.
   `repeats`: rows repeat people or carry weights. */
Status shown_shrunk(Context *context, bool repeats, double confidence, ShownPart *part) UK_MUST_USE;

#endif
