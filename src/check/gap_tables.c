/* From tallies to findings: one table for each dimension and period. */
#include "check/gap.h"

#include "check/gap_internal.h"
#include "study/labels.h"
#include "study/period_labels.h"

#include <math.h>

/* Sets beside a level and its everyone else: everyone, unknown outcomes, and the notes' own. */
#define SETS_BESIDE 16

static Status check_measures(Context *context, const GapQuestion *question)
{
    size_t errors = context->error_count;
    size_t i;

    for (i = 0; i < question->measures.count; i++) {
        if (!gap_measure_known(question->measures.items[i])) {
            Str shown = str_show(context->arena, question->measures.items[i], 60);

            note_error(context, FAIL_INPUT, question->measures_place,
                       "unknown measure '%.*s'; there are sii, rii, aci, rci", STR_ARGS(shown));
        }
    }
    return status_since(context, errors);
}

static const Cell *level_cell(const GapBuild *build, uint32_t level, uint32_t period)
{
    uint32_t key[2] = {level, period};

    return tally_find(build->dimension->tally, key);
}

static bool within(int64_t value, int64_t least, int64_t most)
{
    return value >= least && value <= most;
}

/* True when a total's numbers are those of its parts, as far as these are known. */
static bool adds_up(const Cell *total, const Cell *parts)
{
    return total->people == total->people_most && total->events == total->events_most &&
           within(total->people, parts->people, parts->people_most) &&
           within(total->events, parts->events, parts->events_most) && total->sum == parts->sum;
}

/* Finds a total that stands beside its own parts: with the not recorded or without them. */
static void find_totals(GapBuild *build, uint32_t period)
{
    const GapPlan *plan = build->plan;
    Cell parts = {0};
    Cell recorded = {0};
    uint32_t level;

    for (level = 0; level < plan->count; level++) {
        const Cell *cell = level_cell(build, level, period);

        if (cell != NULL && !plan->total[level]) {
            cell_add(&parts, cell);
            if (plan->recorded[level]) {
                cell_add(&recorded, cell);
            }
        }
    }
    for (level = 0; level < plan->count; level++) {
        const Cell *cell = level_cell(build, level, period);

        if (cell == NULL || !plan->total[level] || level == plan->reference) {
            continue;
        }
        if (parts.rows > 0 && (adds_up(cell, &parts) || adds_up(cell, &recorded))) {
            build->left_out_total = level;
            if (adds_up(cell, &parts) && parts.people != parts.people_most) {
                build->true_total = cell;
            }
        } else if (parts.rows > 0) {
            build->odd_total = level;
        }
    }
}

static bool left_out(const GapBuild *build, uint32_t level)
{
    return build->plan->total[level] && level != build->odd_total &&
           level != build->plan->reference && build->left_out_total != SET_NONE;
}

static Status take_table(GapBuild *build, uint32_t period)
{
    Context *context = build->context;
    size_t levels = 0;
    uint32_t level;

    for (level = 0; level < build->plan->count; level++) {
        levels += level_cell(build, level, period) != NULL ? 1 : 0;
    }

    build->set_capacity = 2 * levels + SETS_BESIDE;
    build->levels = TAKE(context, uint32_t, levels);
    build->cells = TAKE(context, Cell, levels);
    build->exact = TAKE(context, bool, levels);
    build->table->groups = TAKE(context, FindingGroup, levels);
    build->table->sets = TAKE(context, CellSet, build->set_capacity);
    if (build->levels == NULL || build->cells == NULL || build->exact == NULL ||
        build->table->groups == NULL || build->table->sets == NULL) {
        return fail_memory(context);
    }
    return done();
}

/* The groups that have rows in this period, in the plan's order. */
static void fill_groups(GapBuild *build, uint32_t period)
{
    const GapPlan *plan = build->plan;
    StrSpan levels = build->dimension->tally->dimensions[0].levels;
    size_t i;

    for (i = 0; i < plan->count; i++) {
        uint32_t level = plan->rows[i];
        const Cell *cell = level_cell(build, level, period);
        size_t group = build->table->group_count;

        if (cell == NULL || left_out(build, level)) {
            continue;
        }
        build->levels[group] = level;
        build->cells[group] = *cell;
        build->exact[group] =
            cell->people == cell->people_most && cell->events == cell->events_most;
        build->table->groups[group] = (FindingGroup){
            .level = levels.items[level],
            .recorded = plan->recorded[level],
            .ordered = plan->ordered && plan->recorded[level] && !plan->total[level]};
        if (level == plan->reference) {
            build->reference = (uint32_t)group;
        }
        build->table->group_count++;
    }
}

static void fill_design(GapBuild *build)
{
    const GapQuestion *question = build->question;
    const Moments *moments = build->moments;

    if (moments != NULL && moments->of_design) {
        build->table->design =
            (FindingDesign){.declared = question->has_strata || question->has_clusters,
                            .has_strata = question->has_strata,
                            .has_clusters = question->has_clusters,
                            .strata = moments->strata,
                            .clusters = moments->clusters,
                            .lonely = moments->lonely,
                            .df = moments->df,
                            .persons = moments->all.persons};
    }
}

static Status build_table(GapBuild *build, uint32_t period)
{
    const GapDimension *dimension = build->dimension;
    FindingTable *table = build->table;

    build->reference = SET_NONE;
    build->left_out_total = SET_NONE;
    build->odd_total = SET_NONE;
    build->moments = dimension->moments == NULL ? NULL : &dimension->moments[period];
    *table =
        (FindingTable){.dimension = dimension->column,
                       .ordered = build->plan->ordered,
                       .said = dimension->said,
                       .has_reference = dimension->has_reference,
                       .compared_with = dimension->has_reference ? str_trim(dimension->reference)
                                                                 : STR("everyone else")};
    if (build->question->has_period) {
        table->has_period = true;
        table->period = dimension->tally->dimensions[1].levels.items[period];
    }
    fill_design(build);
    find_totals(build, period);
    TRY(take_table(build, period));
    fill_groups(build, period);
    TRY(gap_estimate(build));
    TRY(gap_measures(build));
    TRY(gap_adjust(build, period));
    return gap_notes(build);
}

static size_t period_count(const GapQuestion *question, const GapDimension *dimension)
{
    return question->has_period ? dimension->tally->dimensions[1].levels.count : 1;
}

/* The recorded periods in the order of time, then the others. */
static Status order_periods(Context *context, const GapQuestion *question, StrSpan labels,
                            uint32_t *order)
{
    StrSpan recorded = {TAKE(context, Str, labels.count), 0};
    uint32_t *places = TAKE(context, uint32_t, 2 * labels.count);
    size_t others = 0;
    size_t unordered;

    if (recorded.items == NULL || places == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < labels.count; i++) {
        if (label_not_recorded(labels.items[i]) == RECORDED) {
            places[recorded.count] = (uint32_t)i;
            recorded.items[recorded.count++] = labels.items[i];
        } else {
            places[labels.count + others++] = (uint32_t)i;
        }
    }
    TRY(period_labels_order(context, recorded, order, &unordered));
    if (unordered != SIZE_MAX) {
        Str label = str_show(context->arena, recorded.items[unordered], 60);

        return fail(context, FAIL_INPUT, question->period_place,
                    "nothing tells where the period '%.*s' stands among the others in time; write "
                    "the labels so that they sort, such as 2024-01, 2024 Q1 or 2023-24",
                    STR_ARGS(label));
    }
    for (size_t i = 0; i < recorded.count; i++) {
        order[i] = places[order[i]];
    }
    for (size_t i = 0; i < others; i++) {
        order[recorded.count + i] = places[labels.count + i];
    }
    return done();
}

/* Appends a dimension's tables: recorded periods first, the oldest of them first. */
static Status build_dimension(Context *context, const GapQuestion *question,
                              const GapDimension *dimension, Findings *findings)
{
    size_t periods = period_count(question, dimension);
    uint32_t *order = TAKE(context, uint32_t, periods);
    GapPlan plan;

    if (order == NULL) {
        return fail_memory(context);
    }
    if (question->has_period) {
        TRY(order_periods(context, question, dimension->tally->dimensions[1].levels, order));
    }
    TRY(gap_plan(context, question, dimension, &plan));
    for (size_t i = 0; i < periods; i++) {
        GapBuild build = {.context = context,
                          .question = question,
                          .dimension = dimension,
                          .plan = &plan,
                          .table = &findings->tables[findings->table_count],
                          .confidence = findings->confidence};

        TRY(check_stop(context));
        TRY(build_table(&build, order[i]));
        if (build.table->group_count > 0) {
            findings->table_count++;
        }
    }
    return done();
}

static void fill_facts(const GapQuestion *question, Findings *findings)
{
    *findings = (Findings){.data = question->data,
                           .outcome = question->outcome,
                           .amounts = question->form == GAP_AMOUNT,
                           .repeats = question->persons,
                           .weighted = gap_by_design(question),
                           .published = question->published,
                           .better = question->better,
                           .confidence = question->confidence > 0 ? question->confidence : 0.95};
    findings->rows_set = (CellSet){.kind = SET_ALL_ROWS,
                                   .counts = {.rows = question->rows_read,
                                              .people = question->rows_read,
                                              .people_most = question->rows_read,
                                              .persons = question->rows_read}};
    findings->rows =
        (Quantity){.kind = QUANTITY_PEOPLE,
                   .one = 0,
                   .zero = SET_NONE,
                   .exact = {(double)question->rows_read, (double)NAN, (double)NAN, (double)NAN}};
}

Status check_gap(Context *context, const GapQuestion *question, Findings **out)
{
    size_t errors = context->error_count;
    Findings *findings = TAKE(context, Findings, 1);
    size_t tables = 0;
    size_t i;

    if (findings == NULL) {
        return fail_memory(context);
    }
    fill_facts(question, findings);
    for (i = 0; i < question->dimension_count; i++) {
        tables += period_count(question, &question->dimensions[i]);
    }
    findings->tables = TAKE(context, FindingTable, tables);
    if (findings->tables == NULL) {
        return fail_memory(context);
    }
    TRY(check_measures(context, question));
    for (i = 0; i < question->dimension_count; i++) {
        TRY(build_dimension(context, question, &question->dimensions[i], findings));
    }
    TRY(status_since(context, errors));
    if (findings->table_count == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "no rows are left to count; look at %s and at the file",
                    question->of_study ? "'keep:'" : "--where");
    }
    *out = findings;
    return done();
}
