#include "disclosure/disclosure.h"

#include "base/number.h"
#include "disclosure/shown_internal.h"

#include <assert.h>
#include <math.h>

/* Words of the catalogue for a label of the data, which is shown beside them. */
static Str said_of(const FindingTable *table, const FindingGroup *group)
{
    LabelsSaid said = table->said;
    size_t place;

    return said.list != NULL && group->recorded &&
                   code_find_place(said.list, group->level, said.last_is_worst, &place)
               ? said.list->said.items[place]
               : STR_NONE;
}

static ShownGroup protect_group(const Protection *protection, const FindingTable *table,
                                const ProtectedSet *sets, size_t index)
{
    const FindingGroup *group = &table->groups[index];
    const ProtectedSet *set = &sets[set_of_group(table, index)];
    ShownGroup out = {.level = group->level,
                      .said = said_of(table, group),
                      .recorded = group->recorded,
                      .people = set->people,
                      .total = set->total,
                      .adjusted = protect_not_adjusted()};

    out.estimate = protect_quantity(protection, table, sets, &group->estimate);
    out.difference = protect_quantity(protection, table, sets, &group->difference);
    out.ratio = protect_quantity(protection, table, sets, &group->ratio);
    return out;
}

/* "1,235" or "0-7". */
static void write_count(Text *text, const ShownNumber *number)
{
    if (number->state == SHOWN_VALUE) {
        number_write_grouped(text, (int64_t)number->value);
    } else if (number->has_range && number->to != INT64_MAX) {
        number_write_grouped(text, number->from);
        text_add_byte(text, '-');
        number_write_grouped(text, number->to);
    } else {
        text_add(text, STR("a hidden number of"));
    }
}

/* A note about so few people, or none, is left out: that it is there would tell. Groups are there
   in any case. */
static bool tells_too_much(const FindingTable *table, const ProtectedSet *sets,
                           const FindingNote *note)
{
    CellSetKind kind;

    if (note->quantity_count == 0) {
        return false;
    }
    kind = table->sets[note->quantities[0].one].kind;
    return (kind == SET_ROWS || kind == SET_UNKNOWN_OUTCOME) &&
           sets[note->quantities[0].one].people.state == SHOWN_HIDDEN;
}

static void write_note(Text *text, const ProtectedSet *sets, const FindingNote *note)
{
    size_t i = 0;

    while (i < note->text.length) {
        char byte = note->text.bytes[i++];
        size_t number = 0;

        if (byte != '{') {
            text_add_byte(text, byte);
        } else if (i < note->text.length && note->text.bytes[i] == '{') {
            text_add_byte(text, '{');
            i++;
        } else {
            for (; i < note->text.length && note->text.bytes[i] != '}'; i++) {
                assert(note->text.bytes[i] >= '0' && note->text.bytes[i] <= '9');
                number = 10 * number + (size_t)(note->text.bytes[i] - '0');
            }
            assert(i < note->text.length && number < note->quantity_count);
            i++;
            write_count(text, &sets[note->quantities[number].one].people);
        }
    }
}

/* Notes that protection adds: of everyone else, of how many are compared, two of a survey. */
#define NOTES_BESIDE 4

Status protect_notes(const Protection *protection, const FindingTable *table,
                     const ProtectedSet *sets, ShownTable *out)
{
    size_t i;

    out->notes.items = TAKE(protection->context, Str, table->notes.count + NOTES_BESIDE);
    if (out->notes.items == NULL) {
        return fail_memory(protection->context);
    }
    for (i = 0; i < table->notes.count; i++) {
        Text text = text_new(protection->context->arena);

        if (tells_too_much(table, sets, &table->notes.items[i])) {
            continue;
        }
        write_note(&text, sets, &table->notes.items[i]);
        TRY(text_finish(protection->context, &text, &out->notes.items[out->notes.count]));
        out->notes.count++;
    }
    return done();
}

/* Numbers of rows in notes are as coarse as the row total where they tell as much. */
static void protect_row_sets(const Protection *protection, const ProtectedTable *table)
{
    size_t s;

    for (s = 0; s < table->table->set_count; s++) {
        const CellSet *set = &table->table->sets[s];

        if (set->kind != SET_ALL_ROWS) {
            continue;
        }
        if (set->counts.people == protection->findings->rows_set.counts.people) {
            table->sets[s].people = protection->rows;
        } else if (protection->rows_are_hidden) {
            table->sets[s].people = shown_without_range();
        }
    }
}

static bool hides_a_group(const ProtectedTable *table)
{
    size_t g;

    for (g = 0; g < table->table->group_count; g++) {
        if (!protected_group(table, g)->usable) {
            return true;
        }
    }
    return false;
}

static void note_everyone_else(const Protection *protection, const ProtectedTable *table,
                               ShownTable *out)
{
    if (table->everyone_else == ELSE_AS_COUNTED || table->table->has_reference ||
        !hides_a_group(table) || is_of_pairs(table->table)) {
        return;
    }
    out->notes.items[out->notes.count++] =
        table->everyone_else == ELSE_FROM_SHOWN
            ? STR("\"everyone else\" is added up from rounded numbers, with the hidden ones in it "
                  "only roughly: exact ones would tell them")
        : protection->findings->weighted
            ? STR("nothing is compared with everyone else: that would tell the hidden numbers")
            : STR("\"everyone else\" is without the hidden groups, whose numbers it would tell");
}

/* How many intervals are shown beside each other: more are wrong by chance, the more there are. */
static Status note_comparisons(const Protection *protection, ShownTable *out)
{
    double confidence = protection->findings->confidence;
    Text text = text_new(protection->context->arena);
    size_t intervals = 0;
    size_t g;

    for (g = 0; g < out->group_count; g++) {
        intervals += out->groups[g].difference.low.state == SHOWN_VALUE ? 1 : 0;
    }
    if (intervals < 3) {
        return done();
    }
    text_format(&text,
                "%zu groups are compared: about 1 in %.0f such intervals misses the truth by "
                "chance alone",
                intervals, 1 / (1 - confidence));
    return text_finish(protection->context, &text, &out->notes.items[out->notes.count++]);
}

static Status protect_table(const Protection *protection, ProtectedTable *from, ShownTable *out,
                            ShownInterval *overall)
{
    Context *context = protection->context;
    const FindingTable *table = from->table;
    ShownGroup *groups = TAKE(context, ShownGroup, table->group_count);
    ShownMeasure *measures = TAKE(context, ShownMeasure, table->measure_count);
    size_t i;

    if (groups == NULL || measures == NULL) {
        return fail_memory(context);
    }
    *out = (ShownTable){.dimension = table->dimension,
                        .period = table->period,
                        .has_period = table->has_period,
                        .ordered = table->ordered,
                        .has_reference = table->has_reference,
                        .weighted = protection->findings->weighted,
                        .compared_with = table->compared_with,
                        .adjusted_for = table->adjust.columns,
                        .groups = groups,
                        .group_count = table->group_count,
                        .measures = measures,
                        .measure_count = table->measure_count};
    protect_everyone_else(protection, from);
    protect_everyone(protection, from);
    *overall = protect_quantity(protection, table, from->sets, &table->overall);
    protect_row_sets(protection, from);
    for (i = 0; i < table->group_count; i++) {
        groups[i] = protect_group(protection, table, from->sets, i);
    }
    protect_pairs(protection, table, groups);
    for (i = 0; i < table->measure_count; i++) {
        measures[i].id = table->measures[i].id;
        measures[i].value =
            protect_quantity(protection, table, from->sets, &table->measures[i].value);
    }
    TRY(protect_adjusted(protection, from, groups));
    TRY(protect_notes(protection, table, from->sets, out));
    note_everyone_else(protection, from, out);
    return note_comparisons(protection, out);
}

/* Every set by itself, of all tables: what they tell together comes after. */
static Status protect_sets(Protection *protection)
{
    const Findings *findings = protection->findings;
    size_t t;
    size_t s;

    protection->tables = TAKE(protection->context, ProtectedTable, findings->table_count);
    if (protection->tables == NULL) {
        return fail_memory(protection->context);
    }
    for (t = 0; t < findings->table_count; t++) {
        const FindingTable *table = &findings->tables[t];
        ProtectedSet *sets = TAKE(protection->context, ProtectedSet, table->set_count);

        if (sets == NULL) {
            return fail_memory(protection->context);
        }
        for (s = 0; s < table->set_count; s++) {
            sets[s] = protect_set(protection, &table->sets[s]);
        }
        protection->tables[t] = (ProtectedTable){.table = table, .sets = sets};
    }
    return done();
}

ShownFacts protection_facts(const Protection *protection)
{
    const Findings *findings = protection->findings;
    const DisclosureRule *rule = protection->rule;

    return (ShownFacts){.data = findings->data,
                        .outcome = findings->outcome,
                        .rows = protection->rows,
                        .protection = str_from(rule->id),
                        .warning = str_from(rule->warning),
                        .rule = str_from(rule->sentence),
                        .amounts = findings->amounts,
                        .repeats = findings->repeats,
                        .exact = !rule->protects,
                        .confidence = findings->confidence,
                        .better = findings->better == BETTER_MORE   ? 1
                                  : findings->better == BETTER_LESS ? -1
                                                                    : 0};
}

bool disclosure_has_profile(Context *context, Str profile, Place place)
{
    Str shown;
    Str names;

    if (disclosure_rule_find(profile) != NULL && !str_equal(profile, STR("published"))) {
        return true;
    }
    shown = str_show(context->arena, profile, 60);
    names = disclosure_rule_names();
    note_error(context, FAIL_INPUT, place, "no rule of protection '%.*s'; there are %.*s",
               STR_ARGS(shown), STR_ARGS(names));
    return false;
}

Status protection_rule(Context *context, const Findings *findings, Str profile,
                       const DisclosureRule **out)
{
    size_t errors = context->error_count;

    if (profile.length == 0) {
        profile = findings->published ? STR("published") : STR("unknot-default");
    } else if (!disclosure_has_profile(context, profile, PLACE_NONE)) {
        return status_since(context, errors);
    }
    *out = disclosure_rule_find(profile);
    if (findings->finer) {
        *out = disclosure_rule_finer(*out);
    }
    return done();
}

Status disclosure_protect(Context *context, const Findings *findings, Str profile, Shown **out)
{
    Protection protection = {.context = context, .findings = findings};
    Shown *shown = TAKE(context, Shown, 1);
    size_t i;

    if (shown == NULL) {
        return fail_memory(context);
    }
    TRY(protection_rule(context, findings, profile, &protection.rule));
    shown->tables = TAKE(context, ShownTable, findings->table_count);
    shown->overall = TAKE(context, ShownInterval, findings->table_count);
    shown->designs = TAKE(context, ShownDesign, findings->table_count);
    if (shown->tables == NULL || shown->overall == NULL || shown->designs == NULL) {
        return fail_memory(context);
    }
    TRY(protect_sets(&protection));
    protect_linked(&protection);
    for (i = 0; i < findings->table_count; i++) {
        TRY(protect_table(&protection, &protection.tables[i], &shown->tables[i],
                          &shown->overall[i]));
        TRY(protect_design(&protection, protection.tables[i].table, &shown->tables[i].notes,
                           &shown->designs[i]));
        shown->table_count++;
    }
    shown->facts = protection_facts(&protection);
    *out = shown;
    return done();
}

const ShownFacts *shown_facts(const Shown *shown)
{
    return &shown->facts;
}

size_t shown_table_count(const Shown *shown)
{
    return shown->table_count;
}

const ShownTable *shown_table(const Shown *shown, size_t index)
{
    return index < shown->table_count ? &shown->tables[index] : NULL;
}

const ShownDesign *shown_design(const Shown *shown, size_t index)
{
    return &shown->designs[index];
}
