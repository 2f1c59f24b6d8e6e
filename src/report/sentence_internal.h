/* Internal: what the sentence files share. */
#ifndef UK_REPORT_SENTENCE_INTERNAL_H
#define UK_REPORT_SENTENCE_INTERNAL_H

#include "base/text.h"
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/sentence.h"

static inline bool is_share(const ShownFinding *finding)
{
    return finding->unit == SHOWN_PER_100;
}

static inline bool is_change(const ShownFinding *finding)
{
    return finding->check == CHECK_CHANGE && finding->part_count > 1;
}

/* Days until half have come to the end. */
static inline bool is_wait(const ShownFinding *finding)
{
    return finding->check == CHECK_WAITS && !is_share(finding);
}

/* " in the “sex” group “Women”", " in the most deprived tenth", " whose “sex” is not recorded";
   nothing of no group. */
Str sentence_in_group(Arena *arena, const ShownFinding *finding, Str label);
/* " In the group “Women”: 40.", " In the least deprived tenth: 40." */
Str sentence_other_end(Arena *arena, Str label, Str number);

/* "referrals in the “sex” group “Women”", at the step before. */
Str sentence_people(Arena *arena, const ShownFinding *finding, const ShownPart *part, Str label);

/* "the service counted 40 as “recovered”" */
Str sentence_service_did(Arena *arena, const ShownFinding *finding, Str what, Str number);

/* The gap of the last period with its groups, then how it moved, then everyone's. */
void sentence_change(Arena *arena, Text *text, const ShownFinding *finding);
void sentence_change_title(Arena *arena, Text *text, const ShownFinding *finding);
void sentence_change_sure(Arena *arena, Text *text, const ShownFinding *finding, int bars);

/* Of waits: by when half were at the end, and who was not. */
void sentence_wait(Arena *arena, Text *text, const ShownFinding *finding);
bool sentence_wait_title(Arena *arena, Text *text, const ShownFinding *finding);

/* The lowest and the highest number of a group, with digits that all of them hold. False: no group
   has a number that is shown. */
bool sentence_range(Arena *arena, const ShownFinding *finding, Str *from, Str *to);

/* The group that the verdict names first; NULL: none. */
const ShownGroup *sentence_named_group(const ShownFinding *finding);

/* The gap that matters, in the unit of an estimate: 0.05 for 5 in 100. NaN: not declared. */
double sentence_margin(const ShownFinding *finding);
/* What matters lies inside the interval: on either side of no difference. */
bool sentence_crosses(const ShownFinding *finding, const ShownInterval *gap);

/* "not yet", "somewhat", "quite", "very" */
Str sentence_bars_word(int bars);

#endif
