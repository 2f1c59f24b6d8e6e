/* The only way out for what was found of a score. */
#ifndef UK_DISCLOSURE_DISCLOSE_SCORE_H
#define UK_DISCLOSURE_DISCLOSE_SCORE_H

#include "check/score.h"
#include "disclosure/shown_score.h"

/* As disclosure_protect. */
Status disclosure_protect_score(Context *context, const ScoreFindings *findings, Str profile,
                                ShownScore **out) UK_MUST_USE;

#endif
