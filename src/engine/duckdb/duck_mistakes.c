#include "engine/duckdb/duck_mistakes.h"

#include "engine/duckdb/duck_first.h"
#include "engine/small/small_numbers.h"
#include "engine/sql.h"

/* More different texts than this do not change what is named. */
#define TEXTS_MOST 100000
#define VALUES_MOST 1000

/* Different texts of a column and how many rows hold each. */
typedef struct Texts {
    Intern *texts;
    int64_t *counts;
    size_t count;
    int64_t distinct; /* all there are, if more than those at hand */
} Texts;

typedef struct Look {
    DuckSession *session;
    const DuckQuestion *question;
    const DuckSigns *signs;
    DuckRows rows;
    size_t errors; /* how many there were before the condition in hand was checked */
} Look;

Status duck_rows_all_sql(Context *context, const DuckQuestion *question, DuckRows *out)
{
    const Request *request = question->request;

    *out = (DuckRows){.table = &question->table,
                      .where = request->where,
                      .outcome = request->outcome,
                      .amount = request->amount,
                      .count = request->count,
                      .weight = request->weight,
                      .scores = request->scores,
                      .with_values = true};
    return duck_rows_prepare(context, out);
}

/* ---- statements ---- */

/* SELECT the trimmed text of the column, how often, and how many different ones there are. */
static Status read_texts(Context *context, Look *look, uint32_t column, Str condition, int most,
                         Texts *out)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Text sql = text_new(context->arena);
    size_t capacity = 0;
    Str statement;
    uint32_t number;

    look->rows.keys = &column;
    look->rows.key_count = 1;
    text_add(&sql, STR("SELECT t, CAST(c AS BIGINT), CAST(count(*) OVER () AS BIGINT) FROM ("
                       "SELECT "));
    sql_add_trimmed(&sql, str_format(context->arena, "k%lu", (unsigned long)column));
    text_add(&sql, STR(" AS t, count(*) AS c FROM "));
    duck_rows_add(&sql, &look->rows);
    text_format(&sql, " WHERE %.*s GROUP BY t) ORDER BY c DESC, t LIMIT %d", STR_ARGS(condition),
                most);
    look->rows.key_count = 0;
    TRY(text_finish(context, &sql, &statement));
    TRY(intern_new(context, &out->texts));
    TRY(duck_session_run(context, look->session, statement, &rows));
    while (duck_result_next(&rows)) {
        out->counts = arena_grow(context->arena, out->counts, capacity * sizeof(int64_t),
                                 (capacity + rows.rows) * sizeof(int64_t));
        if (out->counts == NULL) {
            return fail_memory(context);
        }
        capacity += rows.rows;
        for (size_t row = 0; row < rows.rows; row++) {
            TRY(intern_add(context, out->texts, duck_result_text(&rows, 0, row), &number));
            out->counts[out->count++] = duck_result_integer(&rows, 1, row);
            out->distinct = duck_result_integer(&rows, 2, row);
        }
    }
    return done();
}

/* How many cells are known values of the input's kind, among the rows that are looked at. */
static Status count_good(Context *context, Look *look, const DuckInput *input, int64_t *good)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Text sql = text_new(context->arena);
    Str statement;

    *good = 0;
    text_add(&sql, STR("SELECT CAST(count("));
    sql_add_value_name(&sql, input->column, input->kind);
    text_add(&sql, STR(") AS BIGINT) FROM "));
    duck_rows_add(&sql, &look->rows);
    if (look->rows.where != NULL && input->use != USE_WHERE && input->use != USE_DERIVED) {
        text_add(&sql, STR(" WHERE w"));
    }
    TRY(text_finish(context, &sql, &statement));
    TRY(duck_session_run(context, look->session, statement, &rows));
    while (duck_result_next(&rows)) {
        *good = duck_result_integer(&rows, 0, 0);
    }
    return done();
}

/* ---- faulty cells ---- */

static bool fault_of_number(ColumnUse use, double number, Fault *fault)
{
    if (use == USE_AMOUNT) {
        *fault = FAULT_TOO_LARGE;
        return number > (double)COMPLAINT_AMOUNT_MOST || number < -(double)COMPLAINT_AMOUNT_MOST;
    }
    if ((use == USE_COUNT || use == USE_WEIGHT) && number < 0.0) {
        *fault = FAULT_NEGATIVE;
        return true;
    }
    if (use == USE_COUNT && number > (double)COMPLAINT_COUNT_MOST) {
        *fault = FAULT_TOO_LARGE;
        return true;
    }
    *fault = FAULT_FRACTIONAL;
    return use == USE_COUNT && (double)(int64_t)number < number;
}

bool duck_fault_of(const Source *source, const DuckInput *input, Str text, Fault *fault)
{
    Value value = value_read_in(input->kind, text, source_ways(source, input->column));

    switch (value.state) {
    case CELL_BAD:
        *fault = FAULT_BAD;
        return true;
    case CELL_SUPPRESSED:
        *fault = FAULT_SUPPRESSED;
        return input->use != USE_WHERE;
    case CELL_MISSING:
        *fault = FAULT_MISSING;
        return input->use == USE_COUNT || input->use == USE_WEIGHT;
    case CELL_KNOWN:
        break;
    }
    return input->kind == VALUE_NUMBER && fault_of_number(input->use, value.number, fault);
}

/* Notes the cells with one fault among `texts`, if there are any. */
static Status note_fault(Context *context, Look *look, const DuckInput *input, const Texts *texts,
                         Fault wanted)
{
    FaultyCells cells = {.source = look->question->request->source,
                         .column = input->column,
                         .use = input->use,
                         .wanted = input->kind};
    int64_t *counts = TAKE(context, int64_t, texts->count);
    Fault fault;

    if (counts == NULL) {
        return fail_memory(context);
    }
    for (uint32_t number = 0; number < texts->count; number++) {
        Str text = intern_text(texts->texts, number);

        if (duck_fault_of(cells.source, input, text, &fault) && fault == wanted) {
            counts[number] = texts->counts[number];
            cells.how_many += counts[number];
            (void)date_orders_add(&cells.orders, text);
        }
    }
    if (cells.how_many == 0) {
        return done();
    }
    TRY(texts_most_frequent(context, texts->texts, counts, COMPLAINT_EXAMPLES_MOST, &cells.examples,
                            NULL));
    cells.first = cells.examples.items[0];
    TRY(count_good(context, look, input, &cells.good));
    TRY(duck_first_find(context, look->question->request, input, wanted, &cells));
    fault_note(context, wanted, &cells);
    return done();
}

static Status check_input(Context *context, Look *look, size_t number)
{
    const DuckInput *input = &look->rows.inputs[number];
    Texts texts = {0};

    TRY(read_texts(context, look, input->column, str_format(context->arena, "o%zu", number),
                   TEXTS_MOST, &texts));
    for (int fault = 0; fault < FAULT_COUNT; fault++) {
        TRY(note_fault(context, look, input, &texts, (Fault)fault));
    }
    return done();
}

/* The input may have been judged as SQL, which told its oddness apart, or here. */
static bool is_suspect(const Look *look, const DuckInput *input)
{
    const DuckRows *asked = &look->question->rows;

    if (!input->may_be_odd) {
        return false;
    }
    if (input->use == USE_WHERE && look->question->where_by_label) {
        return look->signs->where_odd[input->column];
    }
    if (input->use == USE_OUTCOME && look->question->outcome_by_label) {
        return look->signs->outcome_odd[input->column];
    }
    for (size_t i = 0; i < asked->input_count; i++) {
        if (asked->inputs[i].column == input->column && asked->inputs[i].use == input->use &&
            asked->inputs[i].kind == input->kind) {
            return look->signs->odd[i];
        }
    }
    return false;
}

static Status check_inputs(Context *context, Look *look, ColumnUse from, ColumnUse to)
{
    for (size_t i = 0; i < look->rows.input_count; i++) {
        ColumnUse use = look->rows.inputs[i].use;

        if (use >= from && use <= to && is_suspect(look, &look->rows.inputs[i])) {
            TRY(check_input(context, look, i));
        }
    }
    return done();
}

/* ---- literals ---- */

/* Looks for literals of one column that neither the first rows nor keys held. */
static Status meet_column(Context *context, Look *look, const ExpressionLiterals *literals,
                          const Expression *column, bool *met)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Text name = text_new(context->arena);
    Text sql = text_new(context->arena);
    bool first = true;
    Str statement;

    sql_add_value_name(&name, column->column, column->value_kind);
    text_format(&sql, "SELECT DISTINCT %.*s FROM ", STR_ARGS(text_str(&name)));
    duck_rows_add(&sql, &look->rows);
    text_format(&sql, " WHERE %.*s IN (", STR_ARGS(text_str(&name)));
    for (size_t i = 0; i < literals->count; i++) {
        const ExpressionLiteral *pair = &literals->items[i];

        if (!met[i] && pair->column->column == column->column) {
            text_add(&sql, first ? STR_NONE : STR(", "));
            sql_add_literal(&sql, pair->literal, column->value_kind);
            first = false;
        }
    }
    text_add(&sql, STR(")"));
    TRY(text_finish(context, &sql, &statement));
    TRY(duck_session_run(context, look->session, statement, &rows));
    while (duck_result_next(&rows)) {
        for (size_t row = 0; row < rows.rows; row++) {
            Value value = {CELL_KNOWN, 0, STR_NONE};

            if (column->value_kind == VALUE_TEXT) {
                value.text = duck_result_text(&rows, 0, row);
            } else if (column->value_kind == VALUE_DATE) {
                value.number = (double)duck_result_integer(&rows, 0, row);
            } else {
                value.number = duck_result_double(&rows, 0, row);
            }
            for (size_t i = 0; i < literals->count; i++) {
                met[i] = met[i] ||
                         (literals->items[i].column->column == column->column &&
                          duck_literal_is(literals->items[i].literal, column->value_kind, &value));
            }
        }
    }
    return done();
}

static Status note_never(Context *context, Look *look, const ExpressionLiteral *literal)
{
    uint32_t column = literal->column->column;
    ValueKind kind = literal->column->value_kind;
    Text condition = text_new(context->arena);
    Texts texts = {0};
    StrSpan values;

    sql_add_value_name(&condition, column, kind);
    text_add(&condition, STR(" IS NOT NULL"));
    TRY(read_texts(context, look, column, text_str(&condition), VALUES_MOST, &texts));
    TRY(texts_most_frequent(context, texts.texts, texts.counts, COMPLAINT_VALUES_MOST, &values,
                            NULL));
    if (values.count > 0 || context->error_count == look->errors) { /* else said */
        complaints_never_occurs(context, look->question->request->source, literal, values,
                                texts.distinct);
    }
    return done();
}

static Status check_literals(Context *context, Look *look, const ExpressionLiterals *literals,
                             bool *met, bool by_label)
{
    if (look->signs->rows_read == 0) {
        return done();
    }
    for (size_t i = 0; i < literals->count; i++) {
        if (!met[i] && !by_label) {
            TRY(meet_column(context, look, literals, literals->items[i].column, met));
        }
        if (!met[i]) {
            TRY(note_never(context, look, &literals->items[i]));
        }
    }
    return done();
}

Status duck_mistakes_check(Context *context, DuckSession *session, const DuckQuestion *question,
                           const DuckSigns *signs)
{
    size_t errors = context->error_count;
    Look look = {.session = session, .question = question, .signs = signs, .errors = errors};

    TRY(duck_rows_all_sql(context, question, &look.rows));
    TRY(check_inputs(context, &look, USE_WHERE, USE_WHERE));
    TRY(check_literals(context, &look, &question->where_literals, question->literal_met,
                       question->where_by_label));
    look.errors = context->error_count;
    TRY(check_inputs(context, &look, USE_OUTCOME, USE_OUTCOME));
    TRY(check_literals(context, &look, &question->outcome_literals,
                       question->literal_met + question->where_literals.count,
                       question->outcome_by_label));
    look.errors = context->error_count;
    TRY(check_inputs(context, &look, USE_FLAG, USE_FLAG));
    TRY(check_literals(context, &look, &question->flag_literals,
                       question->literal_met + question->where_literals.count +
                           question->outcome_literals.count,
                       false));
    TRY(check_inputs(context, &look, USE_AMOUNT, USE_DERIVED));
    return status_since(context, errors);
}
