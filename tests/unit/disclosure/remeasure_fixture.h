/* Two small audits put together by hand, each number chosen, held beside each other. */
#ifndef UK_TESTS_REMEASURE_FIXTURE_H
#define UK_TESTS_REMEASURE_FIXTURE_H

#include "base/text.h"
#include "disclosure/remeasure_audits.h"
#include "disclosure/shown_audit_internal.h"

#include "tap.h"

#define PAIR_BYTES ((size_t)1 << 22)
#define PAIR_FINDINGS 4
#define PAIR_PARTS 3
#define PAIR_GROUPS 3
#define PAIR_KNOTS 2

/* What no study may lack. */
#define PAIR_LEAST                                                                                 \
    "unknot: 1\ntitle: Seen in time\nquestion: Are all seen?\n"                                    \
    "data:\n  visits: {file: v.csv, row: visit, period: year}\n"                                   \
    "groups:\n  sex: {column: sex}\n  ethnic_group: {column: ethnicity}\n"

#define PAIR_STUDY                                                                                 \
    PAIR_LEAST "outcomes:\n  seen_soon:\n    is: seen = 1\n"                                       \
               "  late: {from: sent, to: came, known_until: 2024-01-31}\n"                         \
               "pathways:\n  road: {sent: sent, came: came}\n"

/* One audit, and the arrays that it points into. */
typedef struct PairSide {
    ShownAudit audit;
    ShownData data;
    ShownFinding findings[PAIR_FINDINGS];
    ShownPart parts[PAIR_FINDINGS][PAIR_PARTS];
    ShownTable tables[PAIR_FINDINGS][PAIR_PARTS];
    ShownGroup groups[PAIR_FINDINGS][PAIR_PARTS][PAIR_GROUPS];
    ShownVerdictGroup found[PAIR_FINDINGS];
    ShownKnot knots[PAIR_KNOTS];
    size_t places[PAIR_KNOTS];
} PairSide;

typedef struct Pair {
    Arena *arena;
    Context context;
    PairSide then;
    PairSide now;
    const ShownRemeasure *all;
} Pair;

static inline ShownNumber pair_number(double value)
{
    return (ShownNumber){.state = SHOWN_VALUE, .value = value, .decimals = 4};
}

static inline ShownInterval pair_interval(double value, double half)
{
    return (ShownInterval){.estimate = pair_number(value),
                           .se = pair_number(half / 2),
                           .low = pair_number(value - half),
                           .high = pair_number(value + half)};
}

static inline ShownInterval pair_absent(ShownState state, const char *note)
{
    ShownNumber number = {.state = state};

    return (ShownInterval){number, number, number, number, STR_NONE, str_from(note)};
}

/* Shares with intervals of half a hundredth: women `value` and `gap`, men `value` less `gap` and
   its negative, and those of whom it is not recorded. */
static inline void pair_fill(PairSide *side, size_t finding, size_t part, double value, double gap)
{
    ShownGroup *groups = side->groups[finding][part];

    groups[0] = (ShownGroup){.level = STR("Women"),
                             .recorded = true,
                             .estimate = pair_interval(value, 0.005),
                             .difference = pair_interval(gap, 0.005)};
    groups[1] = (ShownGroup){.level = STR("Men"),
                             .recorded = true,
                             .estimate = pair_interval(value - gap, 0.005),
                             .difference = pair_interval(-gap, 0.005)};
    groups[2] = (ShownGroup){.level = STR(""),
                             .estimate = pair_interval(value, 0.005),
                             .difference = pair_interval(0, 0.005)};
    side->parts[finding][part].overall = pair_interval(value, 0.005);
}

static inline void pair_side(PairSide *side, const char *period, double value, double gap)
{
    memset(side, 0, sizeof *side);
    side->data = (ShownData){.name = STR("visits"), .hash = str_from(period)};
    for (size_t f = 0; f < PAIR_FINDINGS; f++) {
        for (size_t p = 0; p < PAIR_PARTS; p++) {
            side->tables[f][p] = (ShownTable){.dimension = STR("sex"),
                                              .period = str_from(period),
                                              .has_period = true,
                                              .compared_with = STR("everyone else"),
                                              .groups = side->groups[f][p],
                                              .group_count = PAIR_GROUPS};
            side->parts[f][p] = (ShownPart){.base = &side->tables[f][p]};
            pair_fill(side, f, p, value, gap);
        }
        side->findings[f] = (ShownFinding){.check = CHECK_GAP,
                                           .subject = STR("seen soon"),
                                           .data = STR("visits"),
                                           .row = STR("visit"),
                                           .dimension = STR("sex"),
                                           .matters = 5,
                                           .parts = side->parts[f],
                                           .part_count = 1};
    }
    side->knots[0] = (ShownKnot){.id = STR("a"), .findings = &side->places[0], .finding_count = 1};
    side->knots[1] = (ShownKnot){.id = STR("b"), .findings = &side->places[1], .finding_count = 1};
    side->audit = (ShownAudit){.study = {.title = STR("Seen in time"),
                                         .question = STR("Are all seen?"),
                                         .data = &side->data,
                                         .data_count = 1,
                                         .text = STR(PAIR_STUDY)},
                               .facts = {.protection = STR("unknot-default"), .confidence = 0.95},
                               .findings = side->findings,
                               .finding_count = 1,
                               .knots = side->knots,
                               .knot_count = PAIR_KNOTS,
                               .version = STR("1.0")};
}

/* One finding of a gap on each side: of 10 in 100 then, of 20 in 100 now. */
static inline void pair_new(Pair *pair)
{
    *pair = (Pair){.arena = arena_new(PAIR_BYTES)};
    pair->context.arena = pair->arena;
    pair_side(&pair->then, "2023", 0.5, 0.1);
    pair_side(&pair->now, "2024", 0.6, 0.2);
}

static inline void pair_cleanup(Pair *pair)
{
    arena_free(pair->arena);
}

/* True when they were compared. */
static inline bool pair_compare(Pair *pair)
{
    Status status = disclosure_remeasure(&pair->context, &pair->then.audit, STR("then.json"),
                                         &pair->now.audit, STR("now.json"), &pair->all);

    for (const Note *note = pair->context.first; note != NULL; note = note->next) {
        printf("# %.*s\n", STR_ARGS(note->text));
    }
    return !failed(status);
}

/* A note has these words. */
static inline bool pair_says(const Pair *pair, const char *words)
{
    for (const Note *note = pair->context.first; note != NULL; note = note->next) {
        if (str_contains_ignoring_case(note->text, str_from(words))) {
            return true;
        }
    }
    return false;
}

#endif
