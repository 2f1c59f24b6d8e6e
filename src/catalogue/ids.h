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

/* What was asked of the data: CHECK_GAP and the others, a line each in checks.def. */
typedef enum CheckKind {
#define CHECK(NAME, ...) CHECK_##NAME,
#include "catalogue/checks.def"
#undef CHECK
    CHECK_COUNT
} CheckKind;

/* What one file may hold that a check needs; what each means is in catalogue/checks.yaml. */
typedef enum FileTrait {
    TRAIT_GROUPS,
    TRAIT_SEVERAL_GROUPS,
    TRAIT_BLANKS,
    TRAIT_PERSONS,
    TRAIT_DATES,
    TRAIT_TIMES,
    TRAIT_PLACES_OR_TIMES,
    TRAIT_OUTCOME,
    TRAIT_SCORE,
    TRAIT_PROBABILITY,
    TRAIT_DECISION,
    TRAIT_NEED,
    TRAIT_JOINED,
    TRAIT_KEPT_BACK,
    TRAIT_POPULATION,
    TRAIT_TEXTS,
    TRAIT_COUNT
} FileTrait;

/* What the numbers of a finding are in. */
typedef enum CheckUnit { SHOWN_PER_100, SHOWN_DAYS, SHOWN_OWN_UNIT } CheckUnit;

#endif
