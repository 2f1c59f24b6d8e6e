/* A reader's sums over the numbers shown of a score, with intervals: rule R10 as far as counts of
   people go. */
#include "disclosure/score_attack.h"

#include <math.h>

/* The numbers of people that a group has. */
typedef enum Variable {
    TRUE_FLAGGED, /* flagged, with the outcome */
    FALSE_FLAGGED,
    MISSED,
    LEFT_ALONE, /* not flagged, without the outcome */
    RIGHT,
    WRONG,
    WITH,
    WITHOUT,
    FLAGGED,
    UNFLAGGED,
    PEOPLE,
    NO_OUTCOME,
    NO_SCORE,
    NO_FLAG,
    VARIABLES
} Variable;

/* What a reader knows of one; `high` may be infinite. */
typedef struct Known {
    double low;
    double high;
    bool small; /* a number of people that must not be told */
} Known;

/* Whole and parts in one group. */
typedef struct Relation {
    Variable whole;
    Variable parts[2];
    bool needs_flag;
} Relation;

static const Relation RELATIONS[] = {
    {WITH, {TRUE_FLAGGED, MISSED}, true},
    {WITHOUT, {FALSE_FLAGGED, LEFT_ALONE}, true},
    {FLAGGED, {TRUE_FLAGGED, FALSE_FLAGGED}, true},
    {UNFLAGGED, {MISSED, LEFT_ALONE}, true},
    {RIGHT, {TRUE_FLAGGED, LEFT_ALONE}, true},
    {WRONG, {FALSE_FLAGGED, MISSED}, true},
    {PEOPLE, {WITH, WITHOUT}, false},
    {PEOPLE, {FLAGGED, UNFLAGGED}, true},
    {PEOPLE, {RIGHT, WRONG}, true},
};

#define RELATION_COUNT (sizeof RELATIONS / sizeof RELATIONS[0])
#define PASSES_MOST 60

typedef struct Attack {
    const Protection *protection;
    ProtectedScore *tables;
    size_t table_count;
    bool has_flag;
    bool rows_hidden;
    Known everyone[VARIABLES]; /* of all tables */
    Known **groups;            /* of each table: for each group VARIABLES, everyone's not used */
    Known rows;
    Known left_out; /* rows that are of nobody counted here */
    bool changed;
} Attack;

/* ---- what is shown ---- */

/* Of a set, as a number of rows or of persons. */
typedef struct Number {
    int64_t rows;
    int64_t persons;
} Number;

static Number people_of(const CellSet *set)
{
    return (Number){set->counts.people, set->counts.persons};
}

static Number events_of(const CellSet *set)
{
    return (Number){set->counts.events, set->counts.persons_with};
}

static Number others_of(const CellSet *set)
{
    return (Number){set->counts.people - set->counts.events, set->counts.persons_without};
}

static Number true_number(const CellSet *sets, Variable variable)
{
    switch (variable) {
    case TRUE_FLAGGED:
        return events_of(&sets[SCORE_SET_WITH]);
    case FALSE_FLAGGED:
        return events_of(&sets[SCORE_SET_WITHOUT]);
    case MISSED:
        return others_of(&sets[SCORE_SET_WITH]);
    case LEFT_ALONE:
        return others_of(&sets[SCORE_SET_WITHOUT]);
    case RIGHT:
        return events_of(&sets[SCORE_SET_RIGHT]);
    case WRONG:
        return others_of(&sets[SCORE_SET_RIGHT]);
    case WITH:
        return people_of(&sets[SCORE_SET_WITH]);
    case WITHOUT:
        return people_of(&sets[SCORE_SET_WITHOUT]);
    case FLAGGED:
        return people_of(&sets[SCORE_SET_FLAGGED]);
    case UNFLAGGED:
        return people_of(&sets[SCORE_SET_UNFLAGGED]);
    case PEOPLE:
        return people_of(&sets[SCORE_SET_OUTCOME]);
    case NO_OUTCOME:
        return people_of(&sets[SCORE_SET_NO_OUTCOME]);
    case NO_SCORE:
        return people_of(&sets[SCORE_SET_NO_SCORE]);
    case NO_FLAG:
        return people_of(&sets[SCORE_SET_NO_FLAG]);
    case VARIABLES:
        break;
    }
    return (Number){0, 0};
}

static void know(const Attack *attack, Known *known, const ShownNumber *number)
{
    int64_t off = attack->protection->rule->base / 2; /* counts are whole: 5 takes in 2 each way */

    if (number->state == SHOWN_VALUE) {
        known->low = fmax(known->low, number->value - (double)off);
        known->high = fmin(known->high, number->value + (double)off);
    }
}

/* From the sets that are shown of a group; a share tells both of its numbers, and that neither they
   nor those who are not its events are few. */
static void know_group(const Attack *attack, const ProtectedScore *table, size_t group,
                       Known *known)
{
    static const struct {
        ScoreSet set;
        Variable people;
        Variable events;
        Variable others;
        ScoreShowing least;
    } SETS[] = {{SCORE_SET_SELECTED, PEOPLE, FLAGGED, UNFLAGGED, SHOWING_MARGINS},
                {SCORE_SET_OUTCOME, PEOPLE, WITH, WITHOUT, SHOWING_MARGINS},
                {SCORE_SET_WITH, WITH, TRUE_FLAGGED, MISSED, SHOWING_ALL},
                {SCORE_SET_WITHOUT, WITHOUT, FALSE_FLAGGED, LEFT_ALONE, SHOWING_ALL},
                {SCORE_SET_FLAGGED, FLAGGED, TRUE_FLAGGED, FALSE_FLAGGED, SHOWING_ALL},
                {SCORE_SET_UNFLAGGED, UNFLAGGED, MISSED, LEFT_ALONE, SHOWING_ALL},
                {SCORE_SET_RIGHT, PEOPLE, RIGHT, WRONG, SHOWING_ALL}};
    double large = (double)(attack->protection->rule->hide_most + 1);
    uint32_t first = table->score->groups[group].sets;
    const ProtectedSet *sets = &table->sets[first];
    ScoreShowing showing = table->showing[group];

    for (int v = 0; v < VARIABLES; v++) {
        bool small = true_number(&table->table->sets[first], (Variable)v).persons <=
                     attack->protection->rule->hide_most;
        bool told = small && !attack->protection->findings->repeats; /* few may have many rows */

        known[v] = (Known){0, told ? (double)attack->protection->rule->hide_most : (double)INFINITY,
                           small};
    }
    for (size_t i = 0; i < sizeof SETS / sizeof SETS[0]; i++) {
        const ProtectedSet *set = &sets[SETS[i].set];

        if (showing >= SETS[i].least && set->usable &&
            (attack->has_flag || SETS[i].set == SCORE_SET_OUTCOME)) {
            know(attack, &known[SETS[i].people], &set->people);
            know(attack, &known[SETS[i].events], &set->total);
            known[SETS[i].events].low = fmax(known[SETS[i].events].low, large);
            known[SETS[i].others].low = fmax(known[SETS[i].others].low, large);
        }
    }
    if (showing >= SHOWING_PEOPLE) {
        know(attack, &known[PEOPLE], &sets[SCORE_SET_OUTCOME].people);
        know(attack, &known[NO_OUTCOME], &sets[SCORE_SET_NO_OUTCOME].people);
        know(attack, &known[NO_SCORE], &sets[SCORE_SET_NO_SCORE].people);
        know(attack, &known[NO_FLAG], &sets[SCORE_SET_NO_FLAG].people);
    }
}

/* Rows that are in no group: `where` left them out. */
static int64_t rows_left_out(const Attack *attack)
{
    const ProtectedScore *table = &attack->tables[0];
    const CellSet *sets = &table->table->sets[table->score->groups[0].sets];

    return attack->protection->findings->rows_set.counts.people - true_number(sets, PEOPLE).rows -
           true_number(sets, NO_OUTCOME).rows - true_number(sets, NO_SCORE).rows -
           true_number(sets, NO_FLAG).rows;
}

/* A share of everyone that is announced is their number, give or take how everyone is rounded. */
static void know_capacity(Attack *attack)
{
    const ProtectedScore *table = &attack->tables[0];
    const CellSet *sets = &table->table->sets[table->score->groups[0].sets];
    double flagged = (double)true_number(sets, FLAGGED).rows;
    Known *known = &attack->everyone[FLAGGED];

    known->low = fmax(known->low, flagged - 1);
    known->high = fmin(known->high, flagged + 1);
}

static void know_all(Attack *attack)
{
    ShownNumber left_out = protect_count(attack->protection, rows_left_out(attack));

    know_group(attack, &attack->tables[0], 0, attack->everyone);
    if (attack->tables[0].by_capacity) {
        know_capacity(attack);
    }
    for (size_t t = 0; t < attack->table_count; t++) {
        for (size_t g = 1; g < attack->tables[t].score->group_count; g++) {
            know_group(attack, &attack->tables[t], g, &attack->groups[t][g * VARIABLES]);
        }
    }
    attack->rows = (Known){0, (double)INFINITY, false};
    attack->left_out = (Known){0, (double)INFINITY, false};
    if (!attack->rows_hidden) {
        know(attack, &attack->rows, &attack->protection->rows);
        know(attack, &attack->left_out, &left_out);
        if (left_out.state == SHOWN_HIDDEN) {
            attack->left_out.high = (double)left_out.to;
        }
    }
}

/* ---- what follows ---- */

static void narrow(Attack *attack, Known *known, double low, double high)
{
    if (low > known->low) {
        known->low = low;
        attack->changed = true;
    }
    if (high < known->high) {
        known->high = high;
        attack->changed = true;
    }
}

/* The whole is the sum of its parts, which stand `stride` apart. */
static void follow(Attack *attack, Known *whole, Known *parts, size_t count, size_t stride)
{
    double low = 0;
    double high = 0;
    size_t endless = 0;

    for (size_t i = 0; i < count; i++) {
        low += parts[i * stride].low;
        endless += isinf(parts[i * stride].high) ? 1 : 0;
        high += isinf(parts[i * stride].high) ? 0 : parts[i * stride].high;
    }
    narrow(attack, whole, low, endless > 0 ? (double)INFINITY : high);
    for (size_t i = 0; i < count; i++) {
        Known *part = &parts[i * stride];
        bool open = isinf(part->high);
        double others_low = low - part->low;
        bool others_open = endless > (open ? 1U : 0U);
        double others_high = high - (open ? 0 : part->high);
        Known before = *part;

        narrow(attack, part, others_open ? 0 : whole->low - others_high, whole->high - others_low);
        low += part->low - before.low;
        if (isinf(before.high) && !isinf(part->high)) {
            endless--;
            high += part->high;
        } else if (!isinf(before.high)) {
            high += part->high - before.high;
        }
    }
}

static void follow_group(Attack *attack, Known *known)
{
    for (size_t r = 0; r < RELATION_COUNT; r++) {
        const Relation *relation = &RELATIONS[r];
        Known parts[2] = {known[relation->parts[0]], known[relation->parts[1]]};

        if (relation->needs_flag && !attack->has_flag) {
            continue;
        }
        follow(attack, &known[relation->whole], parts, 2, 1);
        known[relation->parts[0]] = parts[0];
        known[relation->parts[1]] = parts[1];
    }
}

static void follow_rows(Attack *attack)
{
    Known parts[5] = {attack->everyone[PEOPLE], attack->everyone[NO_OUTCOME],
                      attack->everyone[NO_SCORE], attack->everyone[NO_FLAG], attack->left_out};

    follow(attack, &attack->rows, parts, 5, 1);
    attack->everyone[PEOPLE] = parts[0];
    attack->everyone[NO_OUTCOME] = parts[1];
    attack->everyone[NO_SCORE] = parts[2];
    attack->everyone[NO_FLAG] = parts[3];
    attack->left_out = parts[4];
}

static void follow_all(Attack *attack)
{
    attack->changed = true;
    for (int pass = 0; pass < PASSES_MOST && attack->changed; pass++) {
        attack->changed = false;
        follow_group(attack, attack->everyone);
        follow_rows(attack);
        for (size_t t = 0; t < attack->table_count; t++) {
            size_t groups = attack->tables[t].score->group_count - 1;

            for (size_t g = 1; g <= groups; g++) {
                follow_group(attack, &attack->groups[t][g * VARIABLES]);
            }
            for (size_t v = 0; v < VARIABLES; v++) {
                follow(attack, &attack->everyone[v], &attack->groups[t][VARIABLES + v], groups,
                       VARIABLES);
            }
        }
    }
}

/* ---- what is lowered ---- */

/* What must not be shown for a number to stay hidden. */
static ScoreShowing without(Variable variable)
{
    if (variable <= WRONG) {
        return SHOWING_MARGINS;
    }
    return variable <= UNFLAGGED ? SHOWING_PEOPLE : SHOWING_NOTHING;
}

static bool lower(ScoreShowing *showing, ScoreShowing to)
{
    if (*showing <= to) {
        return false;
    }
    *showing = to;
    return true;
}

static bool lower_everyone(Attack *attack, ScoreShowing to)
{
    bool lowered = false;

    for (size_t t = 0; t < attack->table_count; t++) {
        lowered = lower(&attack->tables[t].showing[0], to) || lowered;
    }
    return lowered;
}

static bool lower_table(ProtectedScore *table, ScoreShowing to)
{
    bool lowered = false;

    for (size_t g = 1; g < table->score->group_count; g++) {
        lowered = lower(&table->showing[g], to) || lowered;
    }
    return lowered;
}

static bool is_told(const Attack *attack, const Known *known)
{
    return known->small && known->high - known->low + 1 < (double)attack->protection->rule->narrow;
}

/* First what is shown of the group itself, of all such groups at once. */
static bool lower_own(Attack *attack)
{
    bool lowered = false;

    for (size_t t = 0; t < attack->table_count; t++) {
        for (size_t g = 1; g < attack->tables[t].score->group_count; g++) {
            for (size_t v = 0; v < PEOPLE; v++) {
                if (is_told(attack, &attack->groups[t][g * VARIABLES + v])) {
                    lowered = lower(&attack->tables[t].showing[g], without((Variable)v)) || lowered;
                }
            }
        }
    }
    return lowered;
}

/* Then everyone and the whole table; before people's number goes, that of the rows: one of them. */
static bool lower_others(Attack *attack, ProtectedScore *table, Variable variable)
{
    for (int to = (int)without(variable); to >= (int)SHOWING_NOTHING; to--) {
        if (to == (int)SHOWING_NOTHING && !attack->rows_hidden) {
            attack->rows_hidden = true;
            return true;
        }
        if (lower_everyone(attack, (ScoreShowing)to) ||
            (table != NULL && lower_table(table, (ScoreShowing)to))) {
            return true;
        }
    }
    return false;
}

static bool lower_next(Attack *attack)
{
    for (size_t t = 0; t < attack->table_count; t++) {
        for (size_t g = 1; g < attack->tables[t].score->group_count; g++) {
            for (size_t v = 0; v < VARIABLES; v++) {
                if (is_told(attack, &attack->groups[t][g * VARIABLES + v]) &&
                    lower_others(attack, &attack->tables[t], (Variable)v)) {
                    return true;
                }
            }
        }
    }
    for (size_t v = 0; v < VARIABLES; v++) {
        if (!is_told(attack, &attack->everyone[v])) {
            continue;
        }
        if (lower_others(attack, NULL, (Variable)v)) {
            return true;
        }
        for (size_t t = 0; t < attack->table_count; t++) {
            if (lower_table(&attack->tables[t], SHOWING_NOTHING)) {
                return true;
            }
        }
    }
    return false;
}

Status score_attack(Protection *protection, ProtectedScore *tables, size_t count, bool has_flag)
{
    Context *context = protection->context;
    Attack attack = {.protection = protection,
                     .tables = tables,
                     .table_count = count,
                     .has_flag = has_flag,
                     .groups = TAKE(context, Known *, count)};
    bool lowered = true;

    if (attack.groups == NULL) {
        return fail_memory(context);
    }
    for (size_t t = 0; t < count; t++) {
        attack.groups[t] = TAKE(context, Known, tables[t].score->group_count * VARIABLES);
        if (attack.groups[t] == NULL) {
            return fail_memory(context);
        }
    }
    while (lowered) {
        TRY(check_stop(context));
        know_all(&attack);
        follow_all(&attack);
        lowered = lower_own(&attack) || lower_next(&attack);
    }
    protection->rows_are_hidden = attack.rows_hidden;
    return done();
}
