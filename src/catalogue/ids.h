/* The fixed words of the whole program, as numbers: stops of the pipeline, how much say people had,
   and the two lines of a knot. Their names and meanings for people are in catalogue/. */
#ifndef UK_CATALOGUE_IDS_H
#define UK_CATALOGUE_IDS_H

/* The stops of the pipeline, in order; a set of them is bits of 1u << stage. */
typedef enum Stage {
    STAGE_FRAME,
    STAGE_REACH,
    STAGE_RECORD,
    STAGE_JOIN,
    STAGE_MODEL,
    STAGE_PROVE,
    STAGE_USE,
    STAGE_WATCH,
    STAGE_COUNT
} Stage;

/* How much say somebody had, each more than the one before. */
typedef enum LevelOfSay {
    SAY_NOBODY, /* or not said */
    SAY_TOLD,
    SAY_ASKED,
    SAY_INVOLVED,
    SAY_WORKED_TOGETHER,
    SAY_DECIDED
} LevelOfSay;

/* What the data say about a knot. */
typedef enum DataSay { DATA_UNSEEN, DATA_UNCLEAR, DATA_NONE, DATA_FOUND } DataSay;

/* Why no number of people is named that would settle what cannot be told. */
typedef enum NeededWhy {
    NEEDED_KNOWN,  /* it is */
    NEEDED_CLOSE,  /* the gap lies too near to what matters */
    NEEDED_UNKNOWN /* an end of the interval is open, or how many people there are is hidden */
} NeededWhy;

/* What people say about a knot. Never merged with what the data say. */
typedef enum PeopleSay { PEOPLE_UNASKED, PEOPLE_DEPENDS, PEOPLE_FINE, PEOPLE_PROBLEM } PeopleSay;

/* Which way an outcome is better, as people said. */
typedef enum Better { BETTER_NOT_SAID, BETTER_MORE, BETTER_LESS, BETTER_NEITHER } Better;

/* What was asked of the data. */
typedef enum CheckKind {
    CHECK_COMPLETENESS,   /* of 100 rows, how many have `subject` recorded */
    CHECK_REPRESENTATION, /* a group's share here, less its share of the population */
    CHECK_PATHWAY,        /* of 100 who reached one step, how many reached the next */
    CHECK_WAITS,          /* days from one date to another: medians; those still waiting count */
    CHECK_ROWS_LOST,      /* of 100 rows, how many were left out at a step (`keep`, a look-up) */
    CHECK_GAP,            /* of 100, how many have the outcome; or a mean */
    CHECK_CHANGE,         /* the same, first period against last: average and gap together */
    CHECK_MISSED, /* of 100 with the outcome, how many a score flags; the others it misses */
    CHECK_FLAGGED_WITHOUT, /* of 100 without it, how many the score flags */
    CHECK_CALIBRATION,     /* of 100, how many have the outcome, less how many a score expected */
    CHECK_NEED,            /* of 100 in the highest tenth by need, how many a score flags */
    CHECK_ASSUMPTIONS,     /* of 100, for how many an outcome hangs on which of two rules is used */
    CHECK_COUNT
} CheckKind;

/* What the numbers of a finding are in. */
typedef enum CheckUnit { SHOWN_PER_100, SHOWN_DAYS, SHOWN_OWN_UNIT } CheckUnit;

#endif
