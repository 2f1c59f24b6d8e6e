#include "engine/survey.h"

#include "study/labels.h"

/* Which clusters the whole file has: a tally of its rows by stratum and cluster, whose events are
   the rows with a weight. */
typedef struct Frame {
    const SurveyColumns *design;
    const Source *source;
    Tally tally;
    uint32_t *unit;    /* of each cell: 0 or 1 + its number */
    uint32_t *stratum; /* of each level of the strata: 0 or 1 + its number */
    int64_t rows;
    int64_t rows_with; /* a weight, a stratum and a cluster */
} Frame;

static size_t design_columns(const SurveyColumns *design, uint32_t *columns)
{
    size_t count = 0;

    if (design->strata != COLUMN_NONE) {
        columns[count++] = design->strata;
    }
    if (design->cluster != COLUMN_NONE) {
        columns[count++] = design->cluster;
    }
    return count;
}

bool survey_settle(SurveyColumns *design, uint32_t person)
{
    if (design->cluster == COLUMN_NONE && design->strata != COLUMN_NONE) {
        design->cluster = person;
    }
    return design->strata != COLUMN_NONE || design->cluster != COLUMN_NONE ||
           (design->weight != COLUMN_NONE && person == COLUMN_NONE);
}

/* ---- rows that have the design ---- */

static void add_known(Text *text, const Source *source, uint32_t column)
{
    Str name = source->columns.items[column];

    text_add(text, text_str(text).length == 0 ? STR("known([") : STR(" and known(["));
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == ']') {
            text_add_byte(text, ']');
        }
        text_add_byte(text, name.bytes[i]);
    }
    text_add(text, STR("])"));
}

static Status known(Context *context, const Source *source, const uint32_t *columns, size_t count,
                    Expression **out)
{
    Text text = text_new(context->arena);
    Str written;

    for (size_t i = 0; i < count; i++) {
        add_known(&text, source, columns[i]);
    }
    TRY(text_finish(context, &text, &written));
    TRY(expression_parse(context, written, PLACE_NONE, out));
    return expression_type(context, *out, source->columns, source->name);
}

static Status both(Context *context, const Source *source, const Expression *one, Expression *other,
                   Expression **out)
{
    Expression *whole = TAKE(context, Expression, 1);
    Expression **parts = TAKE(context, Expression *, 2);

    if (whole == NULL || parts == NULL) {
        return fail_memory(context);
    }
    parts[0] = TAKE(context, Expression, 1);
    if (parts[0] == NULL) {
        return fail_memory(context);
    }
    *parts[0] = *one;
    parts[1] = other;
    *whole =
        (Expression){.kind = EXPRESSION_AND, .place = one->place, .parts = parts, .part_count = 2};
    *out = whole;
    return expression_type(context, whole, source->columns, source->name);
}

Status survey_request(Context *context, const Request *request, const SurveyColumns *design,
                      Request *out)
{
    uint32_t *columns = TAKE(context, uint32_t, 3);
    Cuboid *cuboids = TAKE(context, Cuboid, request->cuboid_count + 1);
    Expression *where;
    size_t width;
    size_t named;

    if (columns == NULL || cuboids == NULL) {
        return fail_memory(context);
    }
    width = design_columns(design, columns);
    named = width;
    if (design->weight != COLUMN_NONE) {
        columns[named++] = design->weight;
    }
    TRY(known(context, request->source, columns, named, &where));
    if (request->where != NULL) {
        TRY(both(context, request->source, request->where, where, &where));
    }
    for (size_t i = 0; i < request->cuboid_count; i++) {
        cuboids[i] = request->cuboids[i];
    }
    cuboids[request->cuboid_count] = (Cuboid){columns, width};
    *out = *request;
    out->where = where;
    out->weight = design->weight;
    out->cuboids = cuboids;
    out->cuboid_count = request->cuboid_count + (width > 0 ? 1 : 0);
    return done();
}

/* ---- clusters of the whole file ---- */

/* The events of its tally are the rows whose weight, or where there are no weights whose stratum or
   cluster, is known. */
static Status read_frame(Context *context, const Engine *engine, const Request *request,
                         Frame *frame)
{
    uint32_t columns[3];
    size_t width = design_columns(frame->design, columns);
    uint32_t asked = frame->design->weight != COLUMN_NONE ? frame->design->weight : columns[0];
    Cuboid cuboid = {columns, width};
    Request question = {.source = request->source,
                        .amount = COLUMN_NONE,
                        .events = COLUMN_NONE,
                        .out_of = COLUMN_NONE,
                        .count = COLUMN_NONE,
                        .person = request->person,
                        .weight = COLUMN_NONE,
                        .cuboids = &cuboid,
                        .cuboid_count = 1,
                        .options = request->options};
    Expression *outcome;
    Reading reading;

    TRY(known(context, request->source, &asked, 1, &outcome));
    question.outcome = outcome;
    TRY(engine->tally(context, &question, &reading));
    frame->tally = reading.tallies[0];
    frame->rows = reading.rows_read;
    return done();
}

/* False where a label of the cell is missing, or nobody in it has a weight. */
static bool cell_has_design(const Frame *frame, size_t cell)
{
    size_t width = frame->tally.dimension_count;
    uint32_t columns[3];

    (void)design_columns(frame->design, columns);
    for (size_t d = 0; d < width; d++) {
        Str label = frame->tally.dimensions[d].levels.items[frame->tally.keys[cell * width + d]];

        if (label_is_missing_in(label, source_missing(frame->source, columns[d]))) {
            return false;
        }
    }
    return frame->tally.cells[cell].events > 0;
}

/* Numbers of strata and units, and how many units each stratum has. */
static Status number_units(Context *context, Frame *frame, RowTable *out)
{
    size_t width = frame->tally.dimension_count;
    bool has_strata = frame->design->strata != COLUMN_NONE;
    bool has_cluster = frame->design->cluster != COLUMN_NONE;
    size_t levels = has_strata ? frame->tally.dimensions[0].levels.count : 1;

    frame->unit = TAKE(context, uint32_t, frame->tally.cell_count);
    frame->stratum = TAKE(context, uint32_t, levels);
    out->stratum_units = TAKE(context, int64_t, levels);
    out->unit_stratum = TAKE(context, uint32_t, frame->tally.cell_count);
    if (frame->unit == NULL || frame->stratum == NULL || out->stratum_units == NULL ||
        out->unit_stratum == NULL) {
        return fail_memory(context);
    }
    for (size_t cell = 0; cell < frame->tally.cell_count; cell++) {
        uint32_t level = has_strata ? frame->tally.keys[cell * width] : 0;

        if (!cell_has_design(frame, cell)) {
            continue;
        }
        if (frame->stratum[level] == 0) {
            frame->stratum[level] = ++out->stratum_count;
        }
        out->unit_stratum[out->unit_count] = frame->stratum[level] - 1;
        frame->unit[cell] = ++out->unit_count;
        frame->rows_with += frame->tally.cells[cell].events;
        out->stratum_units[frame->stratum[level] - 1] +=
            has_cluster ? 1 : frame->tally.cells[cell].events;
    }
    return done();
}

/* ---- the rows' own ---- */

static size_t find_dimension(const RowTable *rows, Str name)
{
    size_t i = 0;

    while (i < rows->dimension_count && !str_equal(rows->dimensions[i].name, name)) {
        i++;
    }
    return i;
}

/* For each level of the rows' dimension its number among the frame's: both are in natural order. */
static Status match_levels(Context *context, StrSpan of_rows, StrSpan of_frame, uint32_t **out)
{
    size_t next = 0;

    *out = TAKE(context, uint32_t, of_rows.count);
    if (*out == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < of_rows.count; i++) {
        while (next < of_frame.count && !str_equal(of_frame.items[next], of_rows.items[i])) {
            next++;
        }
        (*out)[i] = next < of_frame.count ? (uint32_t)next : UINT32_MAX;
    }
    return done();
}

static Status fail_changed(Context *context, const Source *source)
{
    return fail(context, FAIL_SYSTEM, source_place(source, 0),
                "the file changed while it was read; run the command again");
}

/* The cell of the frame that each row is in, into `unit`: 1 + its number there. */
static Status place_rows(Context *context, const Frame *frame, RowTable *out)
{
    size_t width = frame->tally.dimension_count;
    uint32_t *match[2] = {NULL, NULL};
    const uint32_t *levels[2] = {NULL, NULL};

    for (size_t d = 0; d < width; d++) {
        size_t at = find_dimension(out, frame->tally.dimensions[d].name);

        if (at == out->dimension_count) {
            return fail_changed(context, frame->source);
        }
        levels[d] = out->levels[at];
        TRY(match_levels(context, out->dimensions[at].levels, frame->tally.dimensions[d].levels,
                         &match[d]));
    }
    for (size_t row = 0; row < out->count; row++) {
        uint32_t key[2] = {0, 0};
        const Cell *cell;

        for (size_t d = 0; d < width; d++) {
            key[d] = match[d][levels[d][row]];
        }
        cell = key[0] == UINT32_MAX || key[1] == UINT32_MAX ? NULL : tally_find(&frame->tally, key);
        if (cell == NULL || frame->unit[cell - frame->tally.cells] == 0) {
            return fail_changed(context, frame->source);
        }
        out->unit[row] = frame->unit[cell - frame->tally.cells] - 1;
    }
    return done();
}

/* Every row a unit of its own: what stood for the rows of one stratum becomes its stratum. */
static Status units_of_rows(Context *context, RowTable *out)
{
    uint32_t *stratum = TAKE(context, uint32_t, out->count);

    if (stratum == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < out->count; row++) {
        stratum[row] = out->unit_stratum[out->unit[row]];
        out->unit[row] = (uint32_t)row;
    }
    out->unit_stratum = stratum;
    out->unit_count = (uint32_t)out->count;
    return done();
}

Status survey_rows(Context *context, const Engine *engine, const Request *request,
                   const SurveyColumns *design, RowTable *out, Reading *reading)
{
    Frame frame = {.design = design, .source = request->source};
    Request asked;

    TRY(survey_request(context, request, design, &asked));
    TRY(engine->rows(context, &asked, out, reading));
    TRY(read_frame(context, engine, request, &frame));
    TRY(number_units(context, &frame, out));
    out->unit = TAKE(context, uint32_t, out->count);
    if (out->unit == NULL) {
        return fail_memory(context);
    }
    TRY(place_rows(context, &frame, out));
    out->design_missing = frame.rows - frame.rows_with;
    return design->cluster != COLUMN_NONE ? done() : units_of_rows(context, out);
}
