/* Ways of working with the people affected: what each is, for which stops, how much say it gives,
   how many people, time and money it takes, and when not to use it. */
#ifndef UK_CATALOGUE_TECHNIQUE_H
#define UK_CATALOGUE_TECHNIQUE_H

#include "catalogue/knot.h"

/* Money beside people's working time; the amounts are in catalogue/costs.yaml. */
typedef enum CostBand { COST_LOW, COST_MIDDLE, COST_HIGH, COST_HIGHEST, COST_COUNT } CostBand;

typedef struct CostInfo {
    Str id;   /* "middle" */
    Str name; /* "£1,000 to £5,000" */
} CostInfo;

typedef struct TechniqueKind {
    Str id;   /* "look" */
    Str name; /* "Looking at data and records together" */
} TechniqueKind;

typedef struct Technique {
    Str id; /* [a-z0-9-] */
    Str name;
    Str what; /* one or two sentences; no figures */
    const TechniqueKind *kind;
    unsigned stages; /* bits of 1u << Stage */
    LevelOfSay say_from;
    LevelOfSay say_to;   /* at least say_from */
    int64_t people_from; /* at least 1 */
    int64_t people_to;   /* 0: as many as come */
    bool several;        /* groups of that size can work side by side */
    Str people_note;     /* who is counted; may be empty */
    Str time;
    CostBand cost_from;
    CostBand cost_to; /* at least cost_from */
    Str cost_note;    /* may be empty */
    TextList access;  /* what people may need in order to take part */
    TextList tips;
    TextList not_when; /* when not to use it */
    Str note;          /* what is ours alone in it; may be empty */
    KnotLinks knots;   /* that it can speak to: judgements of the writers */
    CatalogueFacts facts;
    CatalogueSources sources;
    Str reviewed_by; /* "nobody it is about", or who did */
} Technique;

/* All of them, in the order of their kinds. */
const Technique *technique_rows(size_t *count);

const TechniqueKind *technique_kind_rows(size_t *count);

/* By id; NULL when there is none. */
const Technique *technique_find(Str id);

/* How many have been looked at by people they are about. */
size_t techniques_reviewed(void);

/* Of a band below COST_COUNT, never NULL. */
const CostInfo *cost_info(CostBand band);

/* By id; false and `*out` as it was when there is none. */
bool cost_find(Str id, CostBand *out);

/* What somebody has and wants; all zero asks for nothing, and everything fits. */
typedef struct TechniqueWish {
    unsigned stages;   /* one of these; 0: any */
    int64_t people;    /* so many can take part; 0: not said */
    unsigned budgets;  /* bits of 1u << CostBand that can be paid; 0: not said */
    LevelOfSay say;    /* at least so much say; SAY_NOBODY: not said */
    const Knot *about; /* linked to this knot; NULL: any */
} TechniqueWish;

/* Its cheapest form counts, and the most say it can give; several groups may work side by side
   where the technique says so. */
bool technique_fits(const Technique *technique, const TechniqueWish *wish);

size_t techniques_fitting(const TechniqueWish *wish);

#endif
