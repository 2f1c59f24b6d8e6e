#include "engine/duckdb/duck_question.h"

#include "base/intern.h"
#include "engine/duckdb/duck_hold.h"
#include "engine/sql.h"

/* So many rows tell how many different texts a column has. */
#define SAMPLE_ROWS 20000

/* A column with more different texts there, or columns with more combinations, are not keys. */
#define KEY_TEXTS_MOST 50
#define KEY_COMBINATIONS_MOST 200

bool duck_literal_is(const Expression *literal, ValueKind kind, const Value *value)
{
    if (value->state != CELL_KNOWN) {
        return false;
    }
    return kind == VALUE_TEXT
               ? str_equal(value->text, str_trim(literal->text))
               : value->number >= literal->number && value->number <= literal->number;
}

/* ---- the first rows ---- */

typedef struct Sample {
    uint32_t *columns; /* of any condition */
    size_t count;
    uint32_t *texts; /* how many different ones each has */
    Intern **kept;   /* those themselves, while the sample is read */
} Sample;

static const Expression *flag_of(const Request *request)
{
    return request->scores != NULL ? request->scores->flag : NULL;
}

static Status find_columns(Context *context, const DuckQuestion *question, Sample *out)
{
    const Request *request = question->request;
    size_t count = request->source->columns.count;
    ValueKind kind;

    *out = (Sample){TAKE(context, uint32_t, count), 0, TAKE(context, uint32_t, count), NULL};
    if (out->columns == NULL || out->texts == NULL) {
        return fail_memory(context);
    }
    for (uint32_t column = 0; column < count; column++) {
        if ((request->where != NULL && expression_uses(request->where, column, &kind)) ||
            (request->outcome != NULL && expression_uses(request->outcome, column, &kind)) ||
            (flag_of(request) != NULL && expression_uses(flag_of(request), column, &kind))) {
            out->columns[out->count++] = column;
        }
    }
    return done();
}

/* Marks the literals that `cell` of `column` equals. */
static void meet_literals(const Source *source, const ExpressionLiterals *literals, uint32_t column,
                          Str cell, bool *met)
{
    for (size_t i = 0; i < literals->count; i++) {
        const ExpressionLiteral *pair = &literals->items[i];

        if (!met[i] && pair->column->column == column) {
            Value value =
                value_read_in(pair->column->value_kind, cell, source_ways(source, column));

            met[i] = duck_literal_is(pair->literal, pair->column->value_kind, &value);
        }
    }
}

/* One row of the sample: texts not met before are kept, and are literals met perhaps. */
static Status meet_row(Context *context, const DuckResult *rows, size_t row, DuckQuestion *question,
                       Sample *sample)
{
    const Source *source = question->request->source;
    uint32_t number;

    for (size_t i = 0; i < sample->count; i++) {
        Str cell = duck_result_text(rows, i, row);

        if (intern_find(sample->kept[i], cell) != INTERN_NONE) {
            continue;
        }
        TRY(intern_add(context, sample->kept[i], cell, &number));
        meet_literals(source, &question->where_literals, sample->columns[i], cell,
                      question->literal_met);
        meet_literals(source, &question->outcome_literals, sample->columns[i], cell,
                      question->literal_met + question->where_literals.count);
        meet_literals(source, &question->flag_literals, sample->columns[i], cell,
                      question->literal_met + question->where_literals.count +
                          question->outcome_literals.count);
    }
    return done();
}

static Status read_sample(Context *context, DuckSession *session, DuckQuestion *question,
                          Sample *sample)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Text sql = text_new(context->arena);
    Str statement;

    sample->kept = TAKE(context, Intern *, sample->count);
    if (sample->kept == NULL) {
        return fail_memory(context);
    }
    text_add(&sql, STR("SELECT "));
    for (size_t i = 0; i < sample->count; i++) {
        text_add(&sql, i == 0 ? STR_NONE : STR(", "));
        duck_table_add_text(&sql, &question->table, sample->columns[i]);
        TRY(intern_new(context, &sample->kept[i]));
    }
    text_add(&sql, STR(" FROM "));
    text_add(&sql, question->table.from);
    text_format(&sql, " LIMIT %d", SAMPLE_ROWS);
    TRY(text_finish(context, &sql, &statement));
    TRY(duck_session_run(context, session, statement, &rows));
    while (duck_result_next(&rows)) {
        for (size_t row = 0; row < rows.rows; row++) {
            TRY(meet_row(context, &rows, row, question, sample));
        }
    }
    for (size_t i = 0; i < sample->count; i++) {
        sample->texts[i] = intern_count(sample->kept[i]);
    }
    return done();
}

/* True when all columns of the condition are texts of few kinds; multiplies up the combinations of
   those that are not keys yet. */
static bool may_be_keys(const DuckQuestion *question, const Sample *sample,
                        const Expression *expression, uint64_t *combinations)
{
    ValueKind kind;

    for (size_t i = 0; i < sample->count; i++) {
        uint32_t column = sample->columns[i];
        bool is_key = false;

        if (!expression_uses(expression, column, &kind)) {
            continue;
        }
        if (duck_table_is_native(&question->table, column, kind) ||
            sample->texts[i] > KEY_TEXTS_MOST) {
            return false;
        }
        for (size_t k = 0; k < question->key_count && !is_key; k++) {
            is_key = question->keys[k] == column;
        }
        *combinations *= is_key || sample->texts[i] == 0 ? 1 : sample->texts[i];
    }
    return *combinations <= KEY_COMBINATIONS_MOST;
}

/* Makes the condition's columns keys when they may be. */
static bool take_as_keys(DuckQuestion *question, const Sample *sample, const Expression *expression,
                         uint64_t *combinations)
{
    uint64_t with_these = *combinations;
    ValueKind kind;

    if (expression == NULL || !may_be_keys(question, sample, expression, &with_these)) {
        return false;
    }
    *combinations = with_these;
    for (size_t i = 0; i < sample->count; i++) {
        bool is_key = !expression_uses(expression, sample->columns[i], &kind);

        for (size_t k = 0; k < question->key_count && !is_key; k++) {
            is_key = question->keys[k] == sample->columns[i];
        }
        if (!is_key) {
            question->keys[question->key_count++] = sample->columns[i];
        }
    }
    return true;
}

static Status decide(Context *context, DuckSession *session, DuckQuestion *question)
{
    const Request *request = question->request;
    uint64_t combinations = 1;
    Sample sample;

    if (request->where != NULL) {
        TRY(expression_literals(context, request->where, &question->where_literals));
    }
    if (request->outcome != NULL) {
        TRY(expression_literals(context, request->outcome, &question->outcome_literals));
    }
    if (flag_of(request) != NULL) {
        TRY(expression_literals(context, flag_of(request), &question->flag_literals));
    }
    question->literal_met = TAKE(context, bool,
                                 question->where_literals.count + question->outcome_literals.count +
                                     question->flag_literals.count);
    TRY(find_columns(context, question, &sample));
    question->keys = TAKE(context, uint32_t, sample.count);
    if (question->literal_met == NULL || question->keys == NULL) {
        return fail_memory(context);
    }
    if (sample.count == 0) {
        return done();
    }
    TRY(read_sample(context, session, question, &sample));
    question->where_by_label = take_as_keys(question, &sample, request->where, &combinations);
    question->outcome_by_label = take_as_keys(question, &sample, request->outcome, &combinations);
    return done();
}

/* ---- the statement ---- */

static size_t add_field(Text *sql, DuckFields *fields, const char *expression)
{
    text_format(sql, ", %s AS r%zu", expression, fields->count);
    return fields->count++;
}

static void add_amount_fields(Text *sql, DuckQuestion *question)
{
    DuckFields *fields = &question->fields;
    bool counted = question->request->count != COLUMN_NONE;

    fields->amounts = add_field(sql, fields, "count(a)");
    fields->sum = add_field(sql, fields, counted ? "sum(CAST(a AS HUGEINT) * n)" : "sum(a)");
    fields->squares = add_field(
        sql, fields, counted ? "sum(CAST(a AS HUGEINT) * a * n)" : "sum(CAST(a AS HUGEINT) * a)");
    fields->largest = add_field(
        sql, fields, counted ? "max(CASE WHEN n > 0 THEN abs(a) END, 2)" : "max(abs(a), 2)");
    fields->small = add_field(sql, fields, "count_if(abs(f) < 0.001 AND f <> 0)");
    if (counted) {
        fields->people_known = add_field(sql, fields, "sum(CASE WHEN a IS NOT NULL THEN n END)");
        fields->repeated = add_field(sql, fields, "max(CASE WHEN n > 1 THEN abs(a) END)");
    }
}

static void add_outcome_fields(Text *sql, DuckQuestion *question)
{
    DuckFields *fields = &question->fields;

    if (question->outcome_by_label) {
        return;
    }
    if (question->request->count == COLUMN_NONE) {
        fields->known = add_field(sql, fields, "count(y)");
        fields->events = add_field(sql, fields, "count_if(y)");
    } else {
        fields->people_known = add_field(sql, fields, "sum(CASE WHEN y IS NOT NULL THEN n END)");
        fields->people_events = add_field(sql, fields, "sum(CASE WHEN y THEN n END)");
    }
}

static void add_fields(Text *sql, DuckQuestion *question)
{
    const Request *request = question->request;
    DuckFields *fields = &question->fields;

    fields->rows = add_field(sql, fields, "count(*)");
    if (question->rows.where != NULL) {
        fields->kept = add_field(sql, fields, "count_if(w)");
        fields->where_unknown = add_field(sql, fields, "count_if(w IS NULL)");
    }
    if (request->count != COLUMN_NONE) {
        fields->people = add_field(sql, fields, "sum(n)");
    }
    if (request->outcome != NULL) {
        add_outcome_fields(sql, question);
    } else {
        add_amount_fields(sql, question);
    }
    fields->odd = fields->count;
    for (size_t i = 0; i < question->rows.input_count; i++) {
        if (question->rows.inputs[i].may_be_odd) {
            text_format(sql, ", count_if(o%zu) AS r%zu", i, fields->count++);
        }
    }
}

/* GROUPING() tells a set from a blank: a bit for each column, the first the highest, 1 where the
   column is not in the set. */
static void add_which_set(Text *sql, const DuckQuestion *question)
{
    if (question->plan.set_count < 2) {
        text_add(sql, STR("0 AS s"));
        return;
    }
    text_add(sql, STR("GROUPING("));
    for (size_t i = 0; i < question->plan.column_count; i++) {
        text_format(sql, "%sg%zu", i == 0 ? "" : ", ", i);
    }
    text_add(sql, STR(") AS s"));
}

static void add_keys(Text *sql, const DuckQuestion *question, bool *first)
{
    for (size_t i = 0; i < question->key_count; i++) {
        text_format(sql, "%sk%lu", *first ? "" : ", ", (unsigned long)question->keys[i]);
        *first = false;
    }
}

static void add_set(Text *sql, const DuckQuestion *question, const PlanSet *set)
{
    bool first = true;

    for (size_t i = 0; i < set->count; i++) {
        text_format(sql, "%sg%lu", first ? "" : ", ", (unsigned long)set->positions[i]);
        first = false;
    }
    add_keys(sql, question, &first);
}

static void add_group_by(Text *sql, const DuckQuestion *question)
{
    const Plan *plan = &question->plan;

    if (plan->set_count == 1 && plan->sets[0].count + question->key_count == 0) {
        return;
    }
    text_add(sql, STR("\nGROUP BY "));
    if (plan->set_count == 1) {
        add_set(sql, question, &plan->sets[0]);
        return;
    }
    text_add(sql, STR("GROUPING SETS ("));
    for (size_t i = 0; i < plan->set_count; i++) {
        text_add(sql, i == 0 ? STR("(") : STR(", ("));
        add_set(sql, question, &plan->sets[i]);
        text_add(sql, STR(")"));
    }
    text_add(sql, STR(")"));
}

/* The counting, over the rows. */
static void add_inner(Text *sql, DuckQuestion *question)
{
    bool first = false;

    text_add(sql, STR("SELECT "));
    add_which_set(sql, question);
    for (size_t i = 0; i < question->plan.column_count; i++) {
        text_format(sql, ", g%zu", i);
    }
    add_keys(sql, question, &first);
    question->fields.labels = 1;
    question->fields.keys = 1 + question->plan.column_count;
    question->fields.count = question->fields.keys + question->key_count;
    add_fields(sql, question);
    text_add(sql, STR("\nFROM "));
    duck_rows_add(sql, &question->rows);
    add_group_by(sql, question);
}

static void add_outer_number(Text *sql, const DuckQuestion *question, size_t field)
{
    const DuckFields *fields = &question->fields;

    if (field == fields->largest && field != 0) {
        text_format(sql, ", CAST(r%zu[1] AS BIGINT), CAST(r%zu[2] AS BIGINT)", field, field);
    } else if (field != 0 && (field == fields->sum || field == fields->squares)) {
        text_format(sql, ", CAST(r%zu AS HUGEINT)", field);
    } else {
        text_format(sql, ", CAST(r%zu AS BIGINT)", field);
    }
}

/* One list becomes two columns: those after it move up. */
static void move_up(DuckFields *fields)
{
    size_t *const after[] = {&fields->small, &fields->people_known, &fields->repeated,
                             &fields->odd};

    if (fields->largest == 0) {
        return;
    }
    fields->second = fields->largest + 1;
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
        *after[i] += *after[i] > fields->largest ? 1 : 0;
    }
    fields->count++;
}

/* Around the counting: labels become texts once for each group, and every number gets one type. */
static Status write_statement(Context *context, DuckQuestion *question)
{
    Text inner = text_new(context->arena);
    Text sql = text_new(context->arena);

    add_inner(&inner, question);
    text_add(&sql, STR("SELECT CAST(s AS BIGINT)"));
    for (size_t i = 0; i < question->plan.column_count; i++) {
        text_add(&sql, STR(", "));
        duck_table_add_label(&sql, &question->table, question->plan.columns[i],
                             str_format(context->arena, "g%zu", i));
    }
    for (size_t i = 0; i < question->key_count; i++) {
        text_format(&sql, ", k%lu", (unsigned long)question->keys[i]);
    }
    for (size_t field = question->fields.rows; field < question->fields.count; field++) {
        add_outer_number(&sql, question, field);
    }
    move_up(&question->fields);
    text_add(&sql, STR("\nFROM ("));
    text_add(&sql, text_str(&inner));
    text_add(&sql, STR(")"));
    return inner.spent ? fail_memory(context) : text_finish(context, &sql, &question->statement);
}

Status duck_question_prepare(Context *context, DuckSession *session, const Request *request,
                             DuckQuestion *out)
{
    static const Cuboid everyone = {NULL, 0};
    bool some = request->cuboid_count > 0;

    *out = (DuckQuestion){.request = request};
    TRY(duck_held_table(context, session, request, &out->table));
    TRY(plan_build(context, some ? request->cuboids : &everyone, some ? request->cuboid_count : 1,
                   &out->plan));
    TRY(decide(context, session, out));
    out->rows = (DuckRows){.table = &out->table,
                           .groups = out->plan.columns,
                           .group_count = out->plan.column_count,
                           .keys = out->keys,
                           .key_count = out->key_count,
                           .where = out->where_by_label ? NULL : request->where,
                           .outcome = out->outcome_by_label ? NULL : request->outcome,
                           .amount = request->amount,
                           .count = request->count,
                           .weight = request->weight,
                           .scores = request->scores};
    TRY(duck_rows_prepare(context, &out->rows));
    return write_statement(context, out);
}

Status duck_question_show(Context *context, DuckQuestion *question)
{
    question->table.from = question->table.shown;
    return write_statement(context, question);
}
