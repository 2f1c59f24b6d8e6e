#include "disclosure/shown_hiding.h"

#include "disclosure/shown_internal.h"

#include <assert.h>

/* One group of a grouping, over all tables. */
typedef struct HiddenLevel {
    Str level;
    size_t numbers;
    size_t hidden;
} HiddenLevel;

/* One way of grouping people while its findings are gone through. */
typedef struct Grouped {
    const ShownTable *largest; /* the table that tells of most people */
    double people_of_largest;
    HiddenLevel *levels;
    size_t level_count;
} Grouped;

/* Each finding by the grouping, one after the other; `at` begins as 0. NULL: no more. */
static const ShownFinding *next_by(const ShownAudit *audit, Str dimension, size_t *at)
{
    while (*at < audit->finding_count) {
        const ShownFinding *finding = &audit->findings[(*at)++];

        if (str_equal(finding->dimension, dimension)) {
            return finding;
        }
    }
    return NULL;
}

/* The level's own row, which is made where there is none yet. */
static HiddenLevel *level_of(Grouped *grouped, Str level)
{
    for (size_t i = 0; i < grouped->level_count; i++) {
        if (str_equal(grouped->levels[i].level, level)) {
            return &grouped->levels[i];
        }
    }
    grouped->levels[grouped->level_count] = (HiddenLevel){.level = level};
    return &grouped->levels[grouped->level_count++];
}

static bool is_mostly_hidden(const HiddenLevel *level)
{
    return level->hidden > 0 && 2 * level->hidden >= level->numbers;
}

static size_t rows_by(const ShownAudit *audit, Str dimension)
{
    const ShownFinding *finding;
    size_t rows = 0;
    size_t at = 0;

    while ((finding = next_by(audit, dimension, &at)) != NULL) {
        for (size_t p = 0; p < finding->part_count; p++) {
            rows += finding->parts[p].base->group_count;
        }
    }
    return rows;
}

static void add_group(Grouped *grouped, const ShownGroup *group)
{
    HiddenLevel *level = level_of(grouped, group->level);

    if (group->estimate.estimate.state != SHOWN_UNDEFINED) {
        level->numbers++;
        level->hidden += group->estimate.estimate.state == SHOWN_HIDDEN;
    }
}

static void add_table(Grouped *grouped, const ShownFinding *finding, const ShownTable *table,
                      ShownHiding *out)
{
    double people = 0;

    for (size_t g = 0; g < table->group_count; g++) {
        const ShownNumber *own = &table->groups[g].people;

        people += own->state == SHOWN_VALUE ? own->value : 0;
        add_group(grouped, &table->groups[g]);
    }
    if (grouped->largest == NULL || people > grouped->people_of_largest) {
        grouped->largest = table;
        grouped->people_of_largest = people;
        out->row = finding->row;
    }
}

/* A sum of counts as they are shown: between two numbers where one of them is hidden. */
typedef struct Sum {
    double from;
    double to;
    bool endless;
} Sum;

static void add_count(Sum *sum, const ShownNumber *number)
{
    if (number->state == SHOWN_VALUE) {
        sum->from += number->value;
        sum->to += number->value;
    } else if (number->state == SHOWN_HIDDEN) {
        sum->from += number->has_range ? (double)number->from : 0;
        sum->to += number->has_range && number->to < INT64_MAX ? (double)number->to : 0;
        sum->endless = sum->endless || !number->has_range || number->to == INT64_MAX;
    }
}

static ShownNumber shown_sum(const Sum *sum)
{
    if (sum->endless || sum->from < sum->to) {
        return shown_hidden((int64_t)sum->from, sum->endless ? INT64_MAX : (int64_t)sum->to);
    }
    return shown_value(sum->from, 0);
}

static void count_people(Grouped *grouped, ShownHiding *out)
{
    Sum all = {0, 0, false};
    Sum hidden = {0, 0, false};

    for (size_t g = 0; g < grouped->largest->group_count; g++) {
        const ShownGroup *group = &grouped->largest->groups[g];

        add_count(&all, &group->people);
        if (is_mostly_hidden(level_of(grouped, group->level))) {
            add_count(&hidden, &group->people);
        }
    }
    out->people = shown_sum(&all);
    out->people_hidden = shown_sum(&hidden);
}

static Status make_hiding(Context *context, const ShownAudit *audit, const ShownFinding *first,
                          ShownHiding *out)
{
    size_t most = rows_by(audit, first->dimension);
    Grouped grouped = {.levels = TAKE(context, HiddenLevel, most)};
    Str *hidden = TAKE(context, Str, most);
    const ShownFinding *finding;
    size_t at = 0;

    if (grouped.levels == NULL || hidden == NULL) {
        return fail_memory(context);
    }
    *out = (ShownHiding){.dimension = first->dimension, .sensitive = first->sensitive};
    while ((finding = next_by(audit, first->dimension, &at)) != NULL) {
        for (size_t p = 0; p < finding->part_count; p++) {
            add_table(&grouped, finding, finding->parts[p].base, out);
        }
    }
    assert(grouped.largest != NULL);
    count_people(&grouped, out);
    out->groups = grouped.level_count;
    out->hidden = (StrSpan){hidden, 0};
    for (size_t i = 0; i < grouped.level_count; i++) {
        out->numbers += grouped.levels[i].numbers;
        out->numbers_hidden += grouped.levels[i].hidden;
        if (is_mostly_hidden(&grouped.levels[i])) {
            hidden[out->hidden.count++] = grouped.levels[i].level;
        }
    }
    return done();
}

Status shown_add_hiding(Context *context, ShownAudit *audit)
{
    audit->hiding = TAKE(context, ShownHiding, audit->finding_count);
    if (audit->hiding == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < audit->finding_count; i++) {
        bool there = audit->findings[i].part_count == 0;

        for (size_t h = 0; h < audit->hiding_count; h++) {
            there = there || str_equal(audit->hiding[h].dimension, audit->findings[i].dimension);
        }
        if (!there) {
            TRY(make_hiding(context, audit, &audit->findings[i],
                            &audit->hiding[audit->hiding_count]));
            audit->hiding_count++;
        }
    }
    return done();
}
