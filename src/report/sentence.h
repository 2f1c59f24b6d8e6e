/* Internal: what a finding says in words. The service is the subject, people are counted out of
   100, nothing is claimed about causes. */
#ifndef UK_REPORT_SENTENCE_H
#define UK_REPORT_SENTENCE_H

#include "disclosure/shown_audit.h"

/* One to three sentences for "in one minute", of at most 20 words each. */
typedef struct Sentence {
    Str text;
    Str sure;      /* how sure, with the interval: a sentence or two */
    int bars;      /* of 4 that say how sure; 0: nothing was judged */
    bool unjudged; /* nobody said which gap matters: sentence_unjudged stands once beside all */
} Sentence;

Sentence sentence_minute(Arena *arena, const ShownFinding *finding);
Str sentence_unjudged(void);

/* What the data say, in the words that people read. */
Str sentence_data_say(DataSay say);

/* The finding as the title of its picture, without a full stop. */
Str sentence_title(Arena *arena, const ShownFinding *finding);

/* What is counted, of what, by whose definition. */
Str sentence_counted(Arena *arena, const ShownFinding *finding);

/* What the data say, with the groups too small to tell and about how many people it would take. */
Str sentence_verdict(Arena *arena, const ShownFinding *finding);

/* The groups too small or too close to tell, and about how many people it would take; empty where
   there is none. */
Str sentence_small(Arena *arena, const ShownFinding *finding);

/* Of a pathway: the gap at its end and the step that carries the largest part of it, of one group:
   the one that the verdict names, else the first that both are shown of. Empty and NULL where there
   is none, or fewer than three steps. */
Str sentence_steps(Arena *arena, const ShownFinding *finding);
const ShownGroup *sentence_steps_group(const ShownFinding *finding);

/* The numbers of a group beside those of the part's table; all undefined where it has none. */
const ShownExtra *sentence_steps_of(const ShownFinding *finding, size_t part, Str level);

/* One other explanation, and how to read the picture. */
Str sentence_rival(CheckKind check);

/* The gap among people alike in what the study adjusts for, beside the plain one, of the group that
   the verdict names or else of the one furthest from whom it is compared with; empty where there is
   none. */
Str sentence_adjusted(Arena *arena, const ShownFinding *finding);
Str sentence_adjusted_reading(void);
Str sentence_reading(const ShownFinding *finding);

#endif
