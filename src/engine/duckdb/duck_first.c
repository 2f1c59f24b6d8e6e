#include "engine/duckdb/duck_first.h"

#include "engine/small/read_csv.h"

typedef struct Search {
    const Request *request;
    const DuckInput *input;
    Fault wanted;
    FaultyCells *cells;
    Value *values;        /* by column */
    int64_t lines_before; /* of the part in hand */
    Text scratch;
    bool found;
} Search;

static Str cell_at(Search *search, const CsvRow *row, uint32_t column)
{
    return csv_cell_text(&row->cells[search->request->source->file_indices[column]],
                         &search->scratch);
}

static bool is_kept(Search *search, const CsvRow *row)
{
    const Expression *where = search->request->where;
    const Source *source = search->request->source;
    ValueKind kind;

    if (where == NULL || search->input->use == USE_WHERE || search->input->use == USE_DERIVED) {
        return true;
    }
    for (uint32_t column = 0; column < source->columns.count; column++) {
        if (expression_uses(where, column, &kind)) {
            search->values[column] =
                value_read_in(kind, cell_at(search, row, column), source_ways(source, column));
        }
    }
    return expression_evaluate(where, search->values) == TRUTH_YES;
}

/* Ends the scan by a failure that nobody sees: the context it notes into is thrown away. */
static Status look_at(Context *context, void *data, const CsvRow *row)
{
    Search *search = data;
    Fault fault;
    Str cell;

    search->scratch.length = 0;
    cell = cell_at(search, row, search->input->column);
    if (!duck_fault_of(search->request->source, search->input, cell, &fault) ||
        fault != search->wanted || !is_kept(search, row)) {
        return row->line % 65536 == 0 ? check_stop(context) : done();
    }
    search->scratch.length = 0;
    cell = str_trim(cell_at(search, row, search->input->column));
    search->cells->first = str_copy(context->arena, cell);
    search->cells->line = row->line + search->lines_before;
    search->found = true;
    return fail(context, FAIL_INPUT, PLACE_NONE, "found");
}

/* True when neither the column nor what decides on its rows is derived. */
static bool reads_file_alone(const Request *request, const DuckInput *input)
{
    const Source *source = request->source;
    bool by_where = request->where != NULL && input->use != USE_WHERE && input->use != USE_DERIVED;
    uint32_t own = (uint32_t)source_own_columns(source).count;
    ValueKind kind;

    for (uint32_t column = own; column < source->columns.count; column++) {
        if (column == input->column ||
            (by_where && expression_uses(request->where, column, &kind))) {
            return false;
        }
    }
    return true;
}

static Status search_part(Context *context, const Source *part, Search *search)
{
    Context aside = {.arena = context->arena, .stop = context->stop};
    SourceText text = {0};
    Status status;

    TRY(source_text_open(context, part, &text));
    search->lines_before = part->lines_before;
    status = csv_scan(
        &aside,
        &(CsvInput){part->name, text.bytes, text.line, part->delimiter, part->file_columns.count},
        look_at, search);
    source_text_close(&text);
    /* Whatever else stopped the scan, the mistake is told all the same, without a line. */
    (void)status;
    return done();
}

Status duck_first_find(Context *context, const Request *request, const DuckInput *input,
                       Fault wanted, FaultyCells *cells)
{
    const Source *source = request->source;
    Search search = {.request = request,
                     .input = input,
                     .wanted = wanted,
                     .cells = cells,
                     .values = TAKE(context, Value, source->columns.count),
                     .scratch = text_new(context->arena)};

    if (search.values == NULL) {
        return fail_memory(context);
    }
    if (source->format != SOURCE_DELIMITED || !reads_file_alone(request, input)) {
        return done();
    }
    for (size_t i = 0; i < source_part_count(source) && !search.found; i++) {
        TRY(search_part(context, source_part(source, i), &search));
    }
    return check_stop(context);
}
