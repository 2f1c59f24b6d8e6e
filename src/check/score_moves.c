/* How far the absence of one person can move the numbers of a score. */
#include "check/score_internal.h"

#include <math.h>

double score_larger_move(double most, UkInterval before, UkInterval after)
{
    double parts[4] = {before.estimate, before.se, before.low, before.high};
    double moves[4] = {after.estimate - before.estimate, after.se - before.se,
                       after.low - before.low, after.high - before.high};

    for (size_t i = 0; i < 4; i++) {
        if (isnan(parts[i])) {
            continue; /* there is no such part to be moved */
        }
        if (isnan(moves[i])) {
            return (double)NAN;
        }
        most = fmax(most, fabs(moves[i]));
    }
    return most;
}

/* The person whose row it is, of the part's numbers. */
static size_t person_of(const ScorePart *part, size_t row)
{
    return part->person != NULL ? part->person[row] : row;
}

/* All rows but one person's; the arrays are the build's. */
static UkScores leave_out(const ScoreBuild *build, const ScorePart *part, size_t person)
{
    const UkScores *scores = &part->scores;
    UkScores out = build->without;

    out.count = 0;
    out.persons = scores->persons;
    for (size_t i = 0; i < scores->count; i++) {
        if (person_of(part, i) == person) {
            continue;
        }
        build->without_score[out.count] = scores->score[i];
        build->without_event[out.count] = scores->event[i];
        if (scores->weight != NULL) {
            build->without_weight[out.count] = scores->weight[i];
        }
        if (scores->person != NULL) {
            build->without_unit[out.count] = scores->person[i];
        }
        out.count++;
    }
    return out;
}

/* The row at an end of the scores that had the outcome, or had not. */
static size_t find_end(const UkScores *scores, bool event, bool highest)
{
    for (size_t i = 0; i < scores->count; i++) {
        size_t at = highest ? scores->count - 1 - i : i;

        if ((scores->event[at] != 0) == event) {
            return at;
        }
    }
    return scores->count;
}

/* ---- persons of several rows, and rows of several weights ---- */

/* What a row adds to its person: how much it weighs in the numbers, and which way it pulls. */
typedef enum Pull {
    PULL_WEIGHT,
    PULL_EVENTS,
    PULL_OTHERS,
    PULL_RESIDUAL, /* how much more happened than was expected */
    PULL_SLOPE,    /* the same, at high scores and not at low ones */
    PULL_SQUARE,   /* squared error */
    PULL_RANKS,    /* how many of the others its score passes, of an event; and the other way */
    PULLS
} Pull;

static double logit(double score)
{
    double within = fmin(fmax(score, 1e-12), 1 - 1e-12);

    return log(within) - log1p(-within);
}

static double pull_of(const UkScores *scores, size_t row, Pull pull, double rank)
{
    double weight = scores->weight != NULL ? scores->weight[row] : 1;
    double event = scores->event[row];
    double residual = event - scores->score[row];

    switch (pull) {
    case PULL_WEIGHT:
        return weight;
    case PULL_EVENTS:
        return weight * event;
    case PULL_OTHERS:
        return weight * (1 - event);
    case PULL_RESIDUAL:
        return weight * residual;
    case PULL_SLOPE:
        return weight * residual * (logit(scores->score[row]) - logit(scores->score[0]));
    case PULL_SQUARE:
        return weight * residual * residual;
    case PULL_RANKS:
        return weight * (event > 0 ? rank : -rank);
    case PULLS:
        break;
    }
    return 0;
}

typedef struct Ends {
    size_t least;
    size_t most;
} Ends;

/* The persons whose rows pull most to either side. Ranks are taken from the middle, for events and
   others in one: which person stands out does not need more. */
static Ends find_pullers(const ScoreBuild *build, const ScorePart *part, Pull pull)
{
    const UkScores *scores = &part->scores;
    double *sum = build->of_person;
    Ends ends = {0, 0};

    for (size_t i = 0; i < part->persons; i++) {
        sum[i] = 0;
    }
    for (size_t i = 0; i < scores->count; i++) {
        double rank = ((double)i + 0.5) / (double)scores->count - 0.5;

        sum[person_of(part, i)] += pull_of(scores, i, pull, rank);
    }
    for (size_t i = 1; i < part->persons; i++) {
        ends.least = sum[i] < sum[ends.least] ? i : ends.least;
        ends.most = sum[i] > sum[ends.most] ? i : ends.most;
    }
    return ends;
}

/* ---- all ---- */

#define PERSONS_MOST (4 + 2 * PULLS)

/* Persons to be left out one after another, each once. */
typedef struct Chosen {
    size_t person[PERSONS_MOST];
    size_t count;
} Chosen;

static void choose(Chosen *chosen, size_t person)
{
    for (size_t i = 0; i < chosen->count; i++) {
        if (chosen->person[i] == person) {
            return;
        }
    }
    chosen->person[chosen->count++] = person;
}

/* Of single rows those stand at the ends: with the outcome the lowest score and the highest, and
   the same of those without. */
static Chosen choose_persons(const ScoreBuild *build, const ScorePart *part)
{
    Chosen chosen = {.count = 0};

    for (int end = 0; end < 4; end++) {
        size_t row = find_end(&part->scores, (end & 1) != 0, (end & 2) != 0);

        if (row < part->scores.count) {
            choose(&chosen, person_of(part, row));
        }
    }
    for (int pull = 0; build->clustered && part->persons > 0 && pull < PULLS; pull++) {
        Ends ends = find_pullers(build, part, (Pull)pull);

        choose(&chosen, ends.least);
        choose(&chosen, ends.most);
    }
    return chosen;
}

void score_influences(const ScoreBuild *build, const ScorePart *part, const ScoreValueRow *rows,
                      const UkInterval *values, size_t count, ScoreGroup *group)
{
    Chosen chosen = choose_persons(build, part);

    for (size_t p = 0; p < chosen.count; p++) {
        UkScores without = leave_out(build, part, chosen.person[p]);

        for (size_t i = 0; i < count; i++) {
            Quantity *quantity = &group->metrics[rows[i].metric];

            if (!isnan(values[i].estimate)) {
                quantity->influence = score_larger_move(
                    quantity->influence, values[i], rows[i].estimate(&without, build->confidence));
            }
        }
    }
}
