#include "cli/read_options.h"

#include "base/number.h"
#include "base/os_file.h"

#define SKIP_MOST 10000
#define THREADS_MOST 256
#define MEMORY_LEAST ((int64_t)64 << 20)

/* A whole number in the range, or a note. */
static int64_t whole(Context *context, const Arguments *arguments, const char *name, int64_t most)
{
    Str given = arguments_text(arguments, name);
    int64_t value = 0;

    if (arguments_given(arguments, name) &&
        (!number_parse_integer(given, &value) || value < 0 || value > most)) {
        Str shown = str_show(context->arena, given, 40);

        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--%s %.*s' is not a whole number from 0 to %lld; write one, such as --%s 2",
                   name, STR_ARGS(shown), (long long)most, name);
        return 0;
    }
    return value;
}

bool size_parse(Str text, int64_t *bytes)
{
    static const struct {
        const char *name;
        double factor;
    } UNITS[] = {{"TB", 1e12},       {"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"GiB", 1073741824.0},
                 {"MiB", 1048576.0}, {"G", 1e9},  {"M", 1e6},  {"B", 1.0},  {"", 1.0}};
    size_t digits = 0;
    double number;
    Str unit;

    text = str_trim(text);
    while (digits < text.length && ((text.bytes[digits] >= '0' && text.bytes[digits] <= '9') ||
                                    text.bytes[digits] == '.')) {
        digits++;
    }
    unit = str_trim(str_slice(text, digits, text.length));
    if (!number_parse(str_slice(text, 0, digits), &number)) {
        return false;
    }
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        if (str_equal_ignoring_case(unit, str_from(UNITS[i].name)) &&
            number * UNITS[i].factor < 1e15) {
            *bytes = (int64_t)(number * UNITS[i].factor);
            return true;
        }
    }
    return false;
}

bool pair_parse(Context *context, const char *option, Str given, Str *name, Str *value)
{
    size_t equals = str_find_byte(given, '=');

    *name = str_trim(str_slice(given, 0, equals));
    *value = str_trim(str_slice(given, equals + 1, given.length));
    if (equals == given.length || name->length == 0 || value->length == 0) {
        Str shown = str_show(context->arena, given, 80);

        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--%s %.*s' lacks a part; write a name and a value with '=' between them",
                   option, STR_ARGS(shown));
        return false;
    }
    return true;
}

/* The piece that begins at `*at`, which moves past the comma after it. */
static Str next_piece(Str text, size_t *at)
{
    size_t start = *at;
    bool quoted = false;
    Str piece;

    while (*at < text.length && (quoted || text.bytes[*at] != ',')) {
        quoted = text.bytes[*at] == '"' ? !quoted : quoted;
        (*at)++;
    }
    piece = str_trim(str_slice(text, start, *at - start));
    (*at)++;
    if (piece.length >= 2 && piece.bytes[0] == '"' && piece.bytes[piece.length - 1] == '"') {
        piece = str_slice(piece, 1, piece.length - 2);
    }
    return piece;
}

Status list_parse(Context *context, Str text, StrSpan *out)
{
    size_t most = 1;
    size_t at = 0;

    for (size_t i = 0; i < text.length; i++) {
        most += text.bytes[i] == ',';
    }
    *out = (StrSpan){TAKE(context, Str, most), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    while (at <= text.length) {
        out->items[out->count++] = next_piece(text, &at);
    }
    return done();
}

static void parse_spread(Context *context, const Arguments *arguments, ReadOptions *read)
{
    Str names;
    Str values;

    if (arguments_given(arguments, "spread") &&
        pair_parse(context, "spread", arguments_text(arguments, "spread"), &names, &values)) {
        read->spread_names = names;
        read->spread_values = values;
    }
}

static DateOrder parse_dates(Context *context, const Arguments *arguments)
{
    Str given = arguments_text(arguments, "dates");
    Str shown = str_show(context->arena, given, 40);

    for (int order = DATES_YEAR_MONTH_DAY; order <= DATES_MONTH_DAY_YEAR; order++) {
        if (str_equal(given, str_from(date_order_name((DateOrder)order)))) {
            return (DateOrder)order;
        }
    }
    if (arguments_given(arguments, "dates")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--dates %.*s' is no way of writing dates; write day/month/year, "
                   "month/day/year or year-month-day",
                   STR_ARGS(shown));
    }
    return DATES_NOT_SAID;
}

static void parse_file(Context *context, const Arguments *arguments, ReadOptions *read)
{
    *read = (ReadOptions){.encoding = arguments_text(arguments, "encoding"),
                          .delimiter = arguments_text(arguments, "delimiter"),
                          .sheet = arguments_text(arguments, "sheet"),
                          .skip = whole(context, arguments, "skip", SKIP_MOST),
                          .dates = parse_dates(context, arguments)};
    parse_spread(context, arguments, read);
}

static void parse_memory(Context *context, const Arguments *arguments, EngineOptions *options)
{
    Str given = arguments_text(arguments, "memory");

    if (!arguments_given(arguments, "memory")) {
        return;
    }
    if (!size_parse(given, &options->memory_bytes) || options->memory_bytes < MEMORY_LEAST) {
        Str shown = str_show(context->arena, given, 40);

        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--memory %.*s' is not a size of at least 64MB; write one, such as 2GB",
                   STR_ARGS(shown));
    }
}

static void check_spill(Context *context, Str folder)
{
    if (folder.length > 0 && file_facts(folder).kind != FILE_FOLDER) {
        Str shown = str_show(context->arena, folder, 80);

        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--spill %.*s' is not a folder; name one that exists", STR_ARGS(shown));
    }
}

Status data_open(Context *context, Str path, const ReadOptions *options, Str engine, Source *out,
                 const Engine **chosen)
{
    Status status;

    if (path.length == 0) {
        status = fail(context, FAIL_INPUT, PLACE_NONE,
                      "the name of the data file is empty; write the name of a file");
    } else {
        status = source_open(context, path, options, out);
    }
    if (failed(status)) {
        (void)engine_has_name(context, engine);
        return status;
    }
    TRY(engine_choose(context, out, engine, chosen));
    return out->columns.count == 0 && (*chosen)->describe != NULL
               ? (*chosen)->describe(context, out)
               : done();
}

Status read_options_parse(Context *context, const Arguments *arguments, Reader *out)
{
    size_t errors = context->error_count;

    *out = (Reader){.engine = arguments_text(arguments, "engine"),
                    .protect = arguments_text(arguments, "protect"),
                    .explain = arguments_given(arguments, "explain")};
    if (arguments->command->reads == READS_FILE) {
        parse_file(context, arguments, &out->read);
    }
    out->engine_options =
        (EngineOptions){.threads = (int)whole(context, arguments, "threads", THREADS_MOST),
                        .spill = arguments_text(arguments, "spill")};
    parse_memory(context, arguments, &out->engine_options);
    check_spill(context, out->engine_options.spill);
    return status_since(context, errors);
}
