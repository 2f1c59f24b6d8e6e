#include "engine/duckdb/duck_tally.h"

/* What reading the answer needs at hand. */
typedef struct Answer {
    const DuckQuestion *question;
    DuckResult *rows;
    TallyBuilder **builders; /* one for each set */
    Value *values;           /* by column: the group's, while a condition is judged */
    Str *labels;
    int64_t *set_ids; /* GROUPING() of each set */
    Reading *reading;
    DuckSigns *signs;
} Answer;

static int64_t integer(const Answer *answer, size_t field, size_t row)
{
    return field == 0 ? 0 : duck_result_integer(answer->rows, field, row);
}

/* ---- conditions judged here ---- */

static void look_at_key(const Answer *answer, const Value *value, uint32_t column, bool is_where)
{
    if (is_where) {
        answer->signs->where_odd[column] |= value->state == CELL_BAD;
    } else {
        answer->signs->outcome_odd[column] |=
            value->state == CELL_BAD || value->state == CELL_SUPPRESSED;
    }
}

static void meet_literals(const Answer *answer, const ExpressionLiterals *literals, bool *met)
{
    for (size_t i = 0; i < literals->count; i++) {
        const ExpressionLiteral *pair = &literals->items[i];

        met[i] = met[i] || duck_literal_is(pair->literal, pair->column->value_kind,
                                           &answer->values[pair->column->column]);
    }
}

/* Reads the keys as the condition's kinds and judges it. `looked_at`: mistakes count. */
static Truth judge(const Answer *answer, const Expression *expression, size_t row, bool looked_at)
{
    const DuckQuestion *question = answer->question;
    bool is_where = expression == question->request->where;
    ValueKind kind;

    for (size_t i = 0; i < question->key_count; i++) {
        uint32_t column = question->keys[i];

        if (expression_uses(expression, column, &kind)) {
            Str cell = duck_result_text(answer->rows, question->fields.keys + i, row);

            answer->values[column] =
                value_read_in(kind, cell, source_ways(question->request->source, column));
            if (looked_at) {
                look_at_key(answer, &answer->values[column], column, is_where);
            }
        }
    }
    if (is_where) {
        meet_literals(answer, &question->where_literals, question->literal_met);
    } else {
        meet_literals(answer, &question->outcome_literals,
                      question->literal_met + question->where_literals.count);
    }
    return expression_evaluate(expression, answer->values);
}

/* ---- one group ---- */

/* How many of its rows are kept, and how many cannot be decided. */
static void judge_where(const Answer *answer, size_t row, int64_t *kept, int64_t *unknown)
{
    const DuckQuestion *question = answer->question;
    int64_t rows = integer(answer, question->fields.rows, row);
    Truth truth = TRUTH_YES;

    *unknown = 0;
    *kept = rows;
    if (question->where_by_label) {
        truth = judge(answer, question->request->where, row, true);
        *kept = truth == TRUTH_YES ? rows : 0;
        *unknown = truth == TRUTH_UNKNOWN ? rows : 0;
    } else if (question->request->where != NULL) {
        *kept = integer(answer, question->fields.kept, row);
        *unknown = integer(answer, question->fields.where_unknown, row);
    }
}

static void fill_outcome(const Answer *answer, size_t row, int64_t total, Cell *cell)
{
    const DuckQuestion *question = answer->question;
    const DuckFields *fields = &question->fields;
    bool counted = question->request->count != COLUMN_NONE;

    if (question->outcome_by_label) {
        Truth truth = judge(answer, question->request->outcome, row, true);

        cell->people = truth == TRUTH_UNKNOWN ? 0 : total;
        cell->events = truth == TRUTH_YES ? total : 0;
    } else {
        cell->people = integer(answer, counted ? fields->people_known : fields->known, row);
        cell->events = integer(answer, counted ? fields->people_events : fields->events, row);
    }
    cell->events_most = cell->events;
}

static void fill_amount(const Answer *answer, size_t row, Cell *cell)
{
    const DuckFields *fields = &answer->question->fields;
    bool counted = answer->question->request->count != COLUMN_NONE;
    int64_t repeated = integer(answer, fields->repeated, row);

    cell->people = integer(answer, counted ? fields->people_known : fields->amounts, row);
    cell->sum = duck_result_huge(answer->rows, fields->sum, row);
    cell->sum_of_squares = duck_result_huge(answer->rows, fields->squares, row);
    cell->largest = integer(answer, fields->largest, row);
    cell->second_largest = integer(answer, fields->second, row);
    if (repeated > cell->second_largest) {
        cell->second_largest = repeated;
    }
}

static void count_in_reading(const Answer *answer, size_t row, int64_t kept, int64_t unknown)
{
    const DuckQuestion *question = answer->question;
    size_t field = question->fields.odd;

    answer->reading->rows_read += integer(answer, question->fields.rows, row);
    answer->reading->rows_kept += kept;
    answer->reading->where_unknown += unknown;
    answer->reading->small_amounts += kept > 0 ? integer(answer, question->fields.small, row) : 0;
    for (size_t i = 0; i < question->rows.input_count; i++) {
        const DuckInput *input = &question->rows.inputs[i];

        if (input->may_be_odd) {
            bool looked_at = kept > 0 || input->use == USE_WHERE || input->use == USE_DERIVED;

            answer->signs->odd[i] |= looked_at && integer(answer, field, row) > 0;
            field++;
        }
    }
}

static size_t find_set(const Answer *answer, size_t row)
{
    int64_t id = duck_result_integer(answer->rows, 0, row);
    size_t set = 0;

    while (set + 1 < answer->question->plan.set_count && answer->set_ids[set] != id) {
        set++;
    }
    return set;
}

/* One row of the answer: a group of one set. */
static Status take_group(Context *context, const Answer *answer, size_t row)
{
    const DuckQuestion *question = answer->question;
    size_t number = find_set(answer, row);
    const PlanSet *set = &question->plan.sets[number];
    bool counted = question->request->count != COLUMN_NONE;
    Cell cell = {0};
    int64_t unknown;
    int64_t total;

    judge_where(answer, row, &cell.rows, &unknown);
    if (number == 0) {
        count_in_reading(answer, row, cell.rows, unknown);
    }
    if (cell.rows == 0) {
        if (question->outcome_by_label) {
            /* Literals count among all rows, those left out too. */
            (void)judge(answer, question->request->outcome, row, false);
        }
        return done();
    }
    total = counted ? integer(answer, question->fields.people, row) : cell.rows;
    if (question->request->outcome != NULL) {
        fill_outcome(answer, row, total, &cell);
    } else {
        fill_amount(answer, row, &cell);
    }
    cell.people_most = cell.people;
    cell.unknown = total - cell.people;
    for (size_t i = 0; i < set->count; i++) {
        answer->labels[i] =
            duck_result_text(answer->rows, question->fields.labels + set->positions[i], row);
    }
    return tally_builder_add(context, answer->builders[number], answer->labels, &cell);
}

/* ---- all of them ---- */

static Status new_builders(Context *context, Answer *answer)
{
    const DuckQuestion *question = answer->question;
    const Plan *plan = &question->plan;
    StrSpan columns = question->request->source->columns;

    for (size_t i = 0; i < plan->set_count; i++) {
        const PlanSet *set = &plan->sets[i];
        StrSpan names = {TAKE(context, Str, set->count), set->count};

        if (names.items == NULL) {
            return fail_memory(context);
        }
        answer->set_ids[i] = (int64_t)((UINT64_C(1) << plan->column_count) - 1);
        for (size_t k = 0; k < set->count; k++) {
            size_t bit = plan->column_count - 1 - set->positions[k];

            names.items[k] = columns.items[plan->columns[set->positions[k]]];
            answer->set_ids[i] &= ~(INT64_C(1) << bit);
        }
        TRY(tally_builder_new(context, names, &answer->builders[i]));
    }
    return done();
}

/* The wanted tallies out of the sets. */
static Status derive_tallies(Context *context, const Answer *answer)
{
    const Plan *plan = &answer->question->plan;
    Tally *sets = TAKE(context, Tally, plan->set_count);

    if (sets == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < plan->set_count; i++) {
        TRY(tally_builder_finish(context, answer->builders[i], &sets[i]));
    }
    for (size_t i = 0; i < plan->cuboid_count; i++) {
        const PlanCuboid *cuboid = &plan->cuboids[i];
        Tally *tally = &answer->reading->tallies[i];

        if (cuboid->as_it_is) {
            *tally = sets[cuboid->set];
        } else {
            TRY(tally_roll_up(context, &sets[cuboid->set], cuboid->keep, cuboid->keep_count,
                              tally));
        }
    }
    return done();
}

static Status new_answer(Context *context, const DuckQuestion *question, Answer *answer)
{
    size_t columns = question->request->source->columns.count;
    const Plan *plan = &question->plan;
    DuckSigns *signs = answer->signs;

    answer->builders = TAKE(context, TallyBuilder *, plan->set_count);
    answer->set_ids = TAKE(context, int64_t, plan->set_count);
    answer->values = TAKE(context, Value, columns);
    answer->labels = TAKE(context, Str, plan->column_count);
    answer->reading->tallies = TAKE(context, Tally, plan->cuboid_count);
    signs->odd = TAKE(context, bool, question->rows.input_count);
    signs->where_odd = TAKE(context, bool, columns);
    signs->outcome_odd = TAKE(context, bool, columns);
    if (answer->builders == NULL || answer->set_ids == NULL || answer->values == NULL ||
        answer->labels == NULL || answer->reading->tallies == NULL || signs->odd == NULL ||
        signs->where_odd == NULL || signs->outcome_odd == NULL) {
        return fail_memory(context);
    }
    return new_builders(context, answer);
}

Status duck_tally_read(Context *context, DuckSession *session, DuckQuestion *question, Reading *out,
                       DuckSigns *signs)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Answer answer = {.question = question, .rows = &rows, .reading = out, .signs = signs};

    *out = (Reading){0};
    *signs = (DuckSigns){0};
    TRY(new_answer(context, question, &answer));
    TRY(duck_session_run(context, session, question->statement, &rows));
    while (duck_result_next(&rows)) {
        TRY(check_stop(context));
        for (size_t row = 0; row < rows.rows; row++) {
            TRY(take_group(context, &answer, row));
        }
    }
    signs->rows_read = out->rows_read;
    return derive_tallies(context, &answer);
}
