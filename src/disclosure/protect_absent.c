/* Groups that one step or period of a finding has nobody of: their row stands there as that of a
   hidden group does, since a row that is missing would tell 0 from 1 to T. */
#include "disclosure/protect_absent.h"

static bool has_level(const ShownTable *table, Str level)
{
    for (size_t g = 0; g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, level)) {
            return true;
        }
    }
    return false;
}

static ShownInterval no_interval(const ShownInterval *like, ShownNumber number, Str note)
{
    return (ShownInterval){.estimate = number,
                           .se = number,
                           .low = number,
                           .high = number,
                           .method = like->method,
                           .note = note};
}

/* `like` is a group of the same table. Figures that others published say nothing of a row that is
   not there. */
static ShownGroup absent_group(const Protection *protection, const ShownGroup *of,
                               const ShownGroup *like)
{
    bool hides = protection->rule->protects;
    bool counted = !hides && !protection->findings->published;
    ShownNumber none = hides ? shown_without_range() : shown_undefined();
    ShownNumber few = hides     ? protect_few(protection)
                      : counted ? shown_value(0, SHOWN_EXACT)
                                : shown_undefined();
    Str note = hides     ? STR("hidden: worked out from a small number of people")
               : counted ? STR("nobody of this group")
                         : STR("no row was published for this group");

    return (ShownGroup){.level = of->level,
                        .said = of->said,
                        .recorded = of->recorded,
                        .people = few,
                        .total = hides && protection->findings->amounts ? none : few,
                        .estimate = no_interval(&like->estimate, none, note),
                        .difference = no_interval(&like->difference, none, note),
                        .ratio = no_interval(&like->ratio, none, note),
                        .adjusted = protect_not_adjusted()};
}

/* The levels of all parts, in the order of the part that has most of them. */
static Status all_groups(Context *context, const ShownPart *parts, size_t count, ShownTable *out)
{
    const ShownTable *longest = parts[0].base;
    size_t most = 0;
    ShownGroup *groups;

    for (size_t p = 0; p < count; p++) {
        most += parts[p].base->group_count;
        longest = parts[p].base->group_count > longest->group_count ? parts[p].base : longest;
    }
    groups = TAKE(context, ShownGroup, most);
    if (groups == NULL) {
        return fail_memory(context);
    }
    *out = (ShownTable){.groups = groups};
    for (size_t g = 0; g < longest->group_count; g++) {
        groups[out->group_count++] = longest->groups[g];
    }
    for (size_t p = 0; p < count; p++) {
        for (size_t g = 0; g < parts[p].base->group_count; g++) {
            if (!has_level(out, parts[p].base->groups[g].level)) {
                groups[out->group_count++] = parts[p].base->groups[g];
            }
        }
    }
    return done();
}

/* The table's own rows keep their order; an absent one follows the row that is before it in
   `all`. */
static Status complete_table(const Protection *protection, const ShownTable *all, ShownPart *part)
{
    const ShownTable *table = part->base;
    ShownTable *out = TAKE(protection->context, ShownTable, 1);
    ShownGroup *groups = TAKE(protection->context, ShownGroup, all->group_count);
    size_t next = 0;

    if (out == NULL || groups == NULL) {
        return fail_memory(protection->context);
    }
    *out = *table;
    out->groups = groups;
    out->group_count = 0;
    for (size_t g = 0; g < all->group_count; g++) {
        if (!has_level(table, all->groups[g].level)) {
            groups[out->group_count++] =
                absent_group(protection, &all->groups[g], &table->groups[0]);
        } else if (next < table->group_count) {
            groups[out->group_count++] = table->groups[next++];
        }
    }
    part->base = out;
    return done();
}

Status protect_absent(const Protection *protection, const Findings *const *answers,
                      ShownPart *parts, size_t count)
{
    ShownTable all;

    TRY(all_groups(protection->context, parts, count, &all));
    for (size_t p = 0; p < count; p++) {
        Protection own = *protection;

        own.findings = answers[p];
        own.rule = answers[p]->finer ? disclosure_rule_finer(protection->rule) : protection->rule;
        if (parts[p].base->group_count > 0 && parts[p].base->group_count < all.group_count) {
            TRY(complete_table(&own, &all, &parts[p]));
        }
    }
    return done();
}
