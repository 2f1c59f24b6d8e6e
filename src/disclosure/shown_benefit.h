/* Internal: what a score's flag is worth to each group, from numbers that are shown anyway. */
#ifndef UK_DISCLOSURE_SHOWN_BENEFIT_H
#define UK_DISCLOSURE_SHOWN_BENEFIT_H

#include "disclosure/shown_audit_internal.h"
#include "study/study.h"

/* Net benefit (score_net_benefit), of the flag as it is and of flagging everyone, at the cut-off
   that the study's flag has, in the findings that tell whom a score flags of those with the
   outcome. From rates and numbers of people as they are shown there and in the finding of those
   without it, and from nothing else: it tells nothing that these do not. None where the flag is no
   cut-off, or the score no probability (then nothing is told of what it expects). As many decimals
   as the coarser of both rates. */
Status shown_benefits(Context *context, const Study *study, ShownAudit *audit) UK_MUST_USE;

#endif
