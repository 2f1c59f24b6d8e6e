/* Internal: what a reader can work out from the numbers shown of a score. */
#ifndef UK_DISCLOSURE_SCORE_ATTACK_H
#define UK_DISCLOSURE_SCORE_ATTACK_H

#include "check/score.h"
#include "disclosure/shown_internal.h"

/* How much of one group is shown, each more than the one before. */
typedef enum ScoreShowing {
    SHOWING_NOTHING,
    SHOWING_PEOPLE,  /* how many people, and how many are left out */
    SHOWING_MARGINS, /* and how many have the outcome, and are flagged */
    SHOWING_ALL      /* and what the flag is to whom */
} ScoreShowing;

/* A table of a score on its way out; arrays are by group, everyone first. */
typedef struct ProtectedScore {
    const FindingTable *table;
    const ScoreTable *score;
    size_t index;     /* of the answer's tables */
    bool by_unit;     /* errors are taken between units that are no persons */
    bool by_capacity; /* so many of everyone are flagged that a reader knows it better than the
                         rounded number says; of the first table for all */
    ProtectedSet *sets;
    ScoreShowing *showing;
} ProtectedScore;

/* Lowers `showing` until every small number of people that is hidden keeps enough values for who
   adds and subtracts all that is shown: people by outcome and flag add up to groups, groups to
   everyone in each table alike, and everyone to the rows. What is lowered is told by what is shown
   alone. Everyone is shown alike in all tables.
   Sets rows_are_hidden where the number of rows must not be shown either. */
Status score_attack(Protection *protection, ProtectedScore *tables, size_t count,
                    bool has_flag) UK_MUST_USE;

#endif
