/* A tally for each column. A column with more labels than a tally takes spoils the whole question,
   so such a question is asked again in halves; what a first part of the file tells saves that. */
#include "cli/init_read.h"

#include "base/os_file.h"
#include "profile/draft_text.h"

#define COLUMNS_MOST 400
/* Columns of one question. */
#define ASKED_MOST 40
/* Larger text files are looked at in this first part, before they are read whole. */
#define SAMPLE_BYTES ((size_t)8 << 20)
/* More labels in that part: the column is not looked at further. */
#define SAMPLE_LABELS_MOST 2000

/* Columns `first` and on of a file, or of its first part, being counted. */
typedef struct Counting {
    InitFile *file;
    const Source *source;
    const Engine *engine;
    bool is_sample;
} Counting;

static bool is_skipped(const ColumnProfile *column)
{
    return column->sampled || column->uncounted;
}

/* ---- opening ---- */

static Status list_columns(Context *context, InitFile *file)
{
    StrSpan names = source_own_columns(&file->source);
    Profile *profile = &file->profile;

    file->columns = TAKE(context, uint32_t, names.count);
    profile->columns = TAKE(context, ColumnProfile, names.count);
    if (file->columns == NULL || profile->columns == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < names.count; i++) {
        if (names.items[i].length == 0) {
            continue; /* R's row numbers: no study can name them */
        }
        if (profile->column_count == COLUMNS_MOST) {
            profile->columns_left++;
            continue;
        }
        file->columns[profile->column_count] = (uint32_t)i;
        profile->columns[profile->column_count++].name = names.items[i];
    }
    if (profile->column_count == 0) {
        return fail(context, FAIL_INPUT, source_place(&file->source, 0),
                    "no column has a name; name them in the first line");
    }
    return done();
}

static Status find_spread(Context *context, InitFile *file)
{
    ReadOptions told = file->reader->read;
    size_t errors = context->error_count;

    file->profile.measure = told.spread_names;
    file->profile.value = told.spread_values;
    if (told.spread_names.length > 0) {
        (void)source_find_column(context, &file->source, told.spread_names,
                                 (Place){STR("--spread"), 0, 0});
        (void)source_find_column(context, &file->source, told.spread_values,
                                 (Place){STR("--spread"), 0, 0});
    }
    return status_since(context, errors);
}

Status init_file_open(Context *context, Str path, const Reader *reader, InitFile *out)
{
    ReadOptions options = reader->read;

    *out = (InitFile){.reader = reader};
    options.spread_names = STR_NONE;
    options.spread_values = STR_NONE;
    TRY(data_open(context, path, &options, reader->engine, &out->source, &out->engine));
    TRY(source_keep(context, &out->source));
    TRY(list_columns(context, out));
    return find_spread(context, out);
}

/* ---- asking ---- */

/* Rows are counted whatever they hold; the question needs a condition all the same. */
static Status known_condition(Context *context, const Source *source, uint32_t column,
                              Expression **out)
{
    Text text = text_new(context->arena);
    Str written;

    text_add(&text, STR("known("));
    condition_write_column(&text, source->columns.items[column]);
    text_add(&text, STR(")"));
    TRY(text_finish(context, &text, &written));
    TRY(expression_parse(context, written, PLACE_NONE, out));
    return expression_type(context, *out, source->columns, source->name);
}

static Status make_request(Context *context, const Counting *counting, uint32_t column,
                           Request *out)
{
    Expression *known;

    TRY(known_condition(context, counting->source, column, &known));
    *out = (Request){.source = counting->source,
                     .outcome = known,
                     .amount = COLUMN_NONE,
                     .events = COLUMN_NONE,
                     .out_of = COLUMN_NONE,
                     .count = COLUMN_NONE,
                     .person = COLUMN_NONE,
                     .weight = COLUMN_NONE,
                     .options = counting->file->reader->engine_options};
    return done();
}

/* The columns from `*next` on that are still to be counted, at most `most`; moves `*next` past
   them. */
static Status choose_columns(Context *context, const InitFile *file, size_t *next, size_t most,
                             uint32_t **indices, size_t *count)
{
    *count = 0;
    *indices = TAKE(context, uint32_t, most);
    if (*indices == NULL) {
        return fail_memory(context);
    }
    for (; *next < file->profile.column_count && *count < most; ++*next) {
        if (!is_skipped(&file->profile.columns[*next])) {
            (*indices)[(*count)++] = (uint32_t)*next;
        }
    }
    return done();
}

static Status keep_levels(Context *context, const Tally *tally, ColumnProfile *column)
{
    StrSpan levels = tally->dimensions[0].levels;

    column->levels = (ProfileLevels){TAKE(context, ProfileLevel, levels.count), levels.count};
    if (column->levels.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < levels.count; i++) {
        column->levels.items[i].label = levels.items[i];
    }
    for (size_t i = 0; i < tally->cell_count; i++) {
        column->levels.items[tally->keys[i]].rows += tally->cells[i].rows;
    }
    return done();
}

/* A column of so many labels that they are not counted; of a file that knows its types, what it
   is. */
static void leave_uncounted(const Counting *counting, size_t index)
{
    ColumnProfile *column = &counting->file->profile.columns[index];
    const Source *source = counting->source;
    uint32_t of_file = source->file_indices[counting->file->columns[index]];
    ColumnKind kind = of_file == COLUMN_NONE ? COLUMN_TEXT : source->kinds[of_file];

    column->uncounted = true;
    column->form = FORM_TEXT;
    if (kind == COLUMN_NUMBER) {
        column->form = FORM_NUMBER;
    } else if (kind == COLUMN_DATE) {
        column->form = FORM_DATE;
    }
}

static Status take_answer(Context *context, const Counting *counting, const uint32_t *indices,
                          size_t count, const Reading *reading)
{
    Profile *profile = &counting->file->profile;

    for (size_t i = 0; i < count; i++) {
        ColumnProfile *column = &profile->columns[indices[i]];

        TRY(keep_levels(context, &reading->tallies[i], column));
        column->sampled = counting->is_sample && column->levels.count > SAMPLE_LABELS_MOST;
    }
    profile->rows = reading->rows_read;
    profile->repeating = reading->repeating;
    return done();
}

/* Not the labels of one column but the file itself is then too much: its limit is told. */
static bool nothing_counted(const Counting *counting)
{
    const Profile *profile = &counting->file->profile;

    for (size_t i = 0; i < profile->column_count; i++) {
        if (!profile->columns[i].uncounted) {
            return false;
        }
    }
    return true;
}

/* Asks for `count` columns at once; where that is too much, for each half. */
static Status ask_for(Context *context, const Counting *counting, const uint32_t *indices,
                      size_t count)
{
    Context probe = {.arena = context->arena, .stop = context->stop};
    uint32_t *columns = TAKE(context, uint32_t, count);
    Cuboid *cuboids = TAKE(context, Cuboid, count);
    Request request;
    Reading reading;
    Status status;

    if (columns == NULL || cuboids == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        columns[i] = counting->file->columns[indices[i]];
        cuboids[i] = (Cuboid){&columns[i], 1};
    }
    TRY(make_request(context, counting, columns[0], &request));
    request.cuboids = cuboids;
    request.cuboid_count = count;
    status = counting->engine->tally(&probe, &request, &reading);
    if (!failed(status)) {
        return take_answer(context, counting, indices, count, &reading);
    }
    if (status.kind != FAIL_LIMIT || arena_refused(context->arena)) {
        /* a mistake in the file: said once, where people read it */
        status = counting->engine->tally(context, &request, &reading);
        return failed(status) ? status : take_answer(context, counting, indices, count, &reading);
    }
    if (count == 1) {
        leave_uncounted(counting, indices[0]);
        return nothing_counted(counting) ? counting->engine->tally(context, &request, &reading)
                                         : done();
    }
    TRY(ask_for(context, counting, indices, count / 2));
    return ask_for(context, counting, indices + count / 2, count - count / 2);
}

static Status ask_all(Context *context, const Counting *counting)
{
    size_t next = 0;

    while (next < counting->file->profile.column_count) {
        uint32_t *indices;
        size_t count;

        TRY(choose_columns(context, counting->file, &next, ASKED_MOST, &indices, &count));
        if (count > 0) {
            TRY(ask_for(context, counting, indices, count));
        }
    }
    return done();
}

/* ---- a first part ---- */

/* Whole lines of the first part. A line's end inside quotes may be taken for one of a row: what
   cannot be read so is then read whole. */
static Status read_sample(Context *context, const InitFile *file, Str *out)
{
    size_t end;

    TRY(file_read_start(context, file->source.path, SAMPLE_BYTES, out));
    end = out->length;
    while (end > 0 && out->bytes[end - 1] != '\n') {
        end--;
    }
    out->length = end;
    return done();
}

static bool wants_sample(const Source *source)
{
    return source->format == SOURCE_DELIMITED && source->memory.bytes == NULL &&
           (source->encoding == ENCODING_UTF8 || source->encoding == ENCODING_WINDOWS_1252) &&
           !source->lone_returns && source->bytes > (int64_t)SAMPLE_BYTES;
}

static Status count_sample(Context *context, InitFile *file)
{
    Context probe = {.arena = context->arena, .stop = context->stop};
    Source *sample = TAKE(context, Source, 1);
    Counting counting = {file, sample, &ENGINE_SMALL, true};
    Str bytes;

    if (sample == NULL) {
        return fail_memory(context);
    }
    TRY(read_sample(context, file, &bytes));
    if (failed(
            source_open_bytes(&probe, file->source.name, bytes, &file->source.options, sample)) ||
        failed(ask_all(&probe, &counting))) {
        for (size_t i = 0; i < file->profile.column_count; i++) {
            file->profile.columns[i] = (ColumnProfile){.name = file->profile.columns[i].name};
        }
    }
    return arena_refused(context->arena) ? fail_memory(context) : check_stop(context);
}

Status init_file_count(Context *context, InitFile *file)
{
    Counting counting = {file, &file->source, file->engine, false};

    if (wants_sample(&file->source)) {
        TRY(count_sample(context, file));
    }
    TRY(ask_all(context, &counting));
    profile_describe(&file->profile);
    return done();
}

static Status explain_some(Context *context, const InitFile *file, const Counting *counting,
                           uint32_t *indices, size_t count, Text *out)
{
    Cuboid *cuboids = TAKE(context, Cuboid, count);
    Request request;

    if (cuboids == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        indices[i] = file->columns[indices[i]];
        cuboids[i] = (Cuboid){&indices[i], 1};
    }
    TRY(make_request(context, counting, indices[0], &request));
    request.cuboids = cuboids;
    request.cuboid_count = count;
    return file->engine->explain(context, &request, out);
}

Status init_file_explain(Context *context, const InitFile *file, Text *out)
{
    InitFile copy = *file;
    Counting counting = {&copy, &file->source, file->engine, false};
    size_t next = 0;

    while (next < file->profile.column_count) {
        uint32_t *indices;
        size_t count;

        TRY(choose_columns(context, file, &next, ASKED_MOST, &indices, &count));
        if (count > 0) {
            TRY(explain_some(context, file, &counting, indices, count, out));
        }
    }
    return done();
}

/* ---- crossed ---- */

Status init_file_cross(Context *context, const InitFile *file, Cross *cross)
{
    InitFile copy = *file;
    Counting counting = {&copy, &file->source, file->engine, false};
    uint32_t columns[CROSS_COLUMNS_MOST];
    Cuboid cuboid = {columns, cross->column_count};
    const Tally *tally;
    Request request;
    Reading reading;

    if (cross->column_count == 0) {
        return done();
    }
    for (size_t i = 0; i < cross->column_count; i++) {
        columns[i] = file->columns[cross->columns[i]];
    }
    TRY(make_request(context, &counting, columns[0], &request));
    request.cuboids = &cuboid;
    request.cuboid_count = 1;
    TRY(file->engine->tally(context, &request, &reading));
    tally = &reading.tallies[0];
    cross->cells = TAKE(context, CrossCell, tally->cell_count);
    if (cross->cells == NULL) {
        return fail_memory(context);
    }
    cross->cell_count = tally->cell_count;
    for (size_t i = 0; i < tally->cell_count; i++) {
        cross->cells[i].rows = tally->cells[i].rows;
        for (size_t d = 0; d < cross->column_count; d++) {
            cross->cells[i].labels[d] =
                tally->dimensions[d].levels.items[tally->keys[i * cross->column_count + d]];
        }
    }
    return done();
}
