/* Offers, never guesses: what looks wrong about the first rows is said with the option that mends
   it. */
#include "engine/source_heads.h"

#include "base/number.h"
#include "engine/small/read_csv.h"
#include "engine/source_text.h"

static bool rows_agree(const HeadsSample *sample, size_t head, bool sheet)
{
    size_t count = sample->rows[head].count;

    for (size_t i = head + 1; i < sample->count; i++) {
        if (sheet ? sample->rows[i].count > count : sample->rows[i].count != count) {
            return false;
        }
    }
    return true;
}

static bool looks_like_heads(const HeadsSample *sample, size_t index, bool sheet)
{
    const HeadsRow *row = &sample->rows[index];

    return row->count >= 2 && row->filled == row->count && row->numbers * 2 < row->count &&
           rows_agree(sample, index, sheet);
}

size_t heads_find_below(const HeadsSample *sample, bool sheet)
{
    if (sample->count == 0 || looks_like_heads(sample, 0, sheet)) {
        return 0;
    }
    for (size_t i = 1; i + 1 < sample->count; i++) {
        if (looks_like_heads(sample, i, sheet)) {
            /* a title may hold a comma or two: half as much as the heads is still a title */
            return sample->rows[0].filled * 2 <= sample->rows[i].count ? i : 0;
        }
    }
    return 0;
}

Status heads_refuse_title(Context *context, const Source *source, const HeadsSample *sample,
                          bool sheet)
{
    size_t below = heads_find_below(sample, sheet);
    int64_t line = sample->rows[below].line;

    if (below == 0) {
        return done();
    }
    return fail(context, FAIL_INPUT, source_place(source, sample->rows[0].line),
                "this looks like a title; the column heads seem to be on %s %lld: add %s %lld",
                sheet ? "row" : "line", (long long)line,
                read_words(&source->options, "--skip", "skip:"), (long long)line - 1);
}

Str heads_column_name(Arena *arena, const Source *source, size_t index)
{
    char letters[8];
    size_t at = sizeof letters;
    size_t number = index + source->sheet_column + 1;

    if (source->format != SOURCE_XLSX) {
        return str_format(arena, "column %zu", index + 1);
    }
    for (; number != 0 && at > 0; number = (number - 1) / 26) {
        letters[--at] = (char)('A' + (number - 1) % 26);
    }
    return str_format(arena, "column %.*s", (int)(sizeof letters - at), letters + at);
}

bool heads_is_number(Str cell)
{
    double number;

    return number_parse(str_trim(cell), &number);
}

Status heads_fail_no_rows(Context *context, const Source *source)
{
    return fail(context, FAIL_INPUT, source_place(source, 0),
                "there are column heads and no rows below them; is this the whole file?");
}

static bool is_empty_row(const CsvReader *reader)
{
    return reader->count == 1 && str_trim(reader->cells[0].raw).length == 0;
}

/* The first rows that are not empty. What is wrong further down is not this function's affair. */
static HeadsSample take_sample(Context *context, const Source *source, Str text, char delimiter)
{
    CsvReader reader =
        csv_reader(context->arena, text, source->header_line, delimiter, SOURCE_COLUMNS_MOST);
    HeadsSample sample = {0};

    while (sample.count < HEADS_ROWS_MOST && csv_next(&reader)) {
        HeadsRow row = {.line = reader.row_line, .count = reader.count};

        if (is_empty_row(&reader)) {
            continue;
        }
        for (size_t i = 0; i < reader.count && i < reader.capacity; i++) {
            Str cell = str_trim(reader.cells[i].raw);

            row.filled += cell.length != 0;
            row.numbers += heads_is_number(cell);
        }
        sample.rows[sample.count++] = row;
    }
    return sample;
}

/* Whether the rows are cut into the same number of cells, several, from some row on. */
static bool cuts_well(const HeadsSample *sample, size_t *head)
{
    for (*head = 0; *head < sample->count; (*head)++) {
        if (sample->rows[*head].count >= 2 && rows_agree(sample, *head, false) &&
            (*head + 1 < sample->count || *head == 0)) {
            return true;
        }
    }
    return false;
}

static Status refuse_delimiter(Context *context, const Source *source, Str text,
                               const HeadsSample *sample)
{
    static const char OTHERS[] = {',', ';', '\t', '|'};
    char best = '\0';
    size_t best_cells = 0;
    int64_t best_line = 0;
    size_t head;

    if (cuts_well(sample, &head)) {
        return done();
    }
    for (size_t i = 0; i < sizeof OTHERS; i++) {
        HeadsSample other = take_sample(context, source, text, OTHERS[i]);

        if (OTHERS[i] != source->delimiter && cuts_well(&other, &head) &&
            other.rows[head].count > best_cells) {
            best = OTHERS[i];
            best_cells = other.rows[head].count;
            best_line = other.rows[head].line;
        }
    }
    if (best_cells == 0) {
        return done();
    }
    return fail(context, FAIL_INPUT, source_place(source, sample->rows[0].line),
                "the cells are not separated by %s; add %s %s%s",
                source->delimiter == '\t' ? "tabs" : (char[]){'\'', source->delimiter, '\'', 0},
                read_words(&source->options, "--delimiter", "delimiter:"),
                best == '\t' ? "tab" : (char[]){'\'', best, '\'', 0},
                best_line == sample->rows[0].line
                    ? ""
                    : str_format(context->arena, "%s %lld",
                                 read_words(&source->options, " --skip", " and skip:"),
                                 (long long)best_line - 1)
                          .bytes);
}

/* R's write.table gives the heads one cell less than the rows, whose first is the row's name. */
static Status refuse_row_names(Context *context, const Source *source, const HeadsSample *sample)
{
    if (sample->count < 2 || sample->rows[0].count < 2 || !rows_agree(sample, 1, false) ||
        sample->rows[1].count != sample->rows[0].count + 1 ||
        sample->rows[0].filled != sample->rows[0].count) {
        return done();
    }
    return fail(context, FAIL_INPUT, source_place(source, sample->rows[0].line),
                "%zu column heads stand over %zu cells; if the first cell is the row's name, as R "
                "writes it, add a name for it in front of the heads",
                sample->rows[0].count, sample->rows[1].count);
}

Status heads_read_delimiter(Context *context, Source *source)
{
    size_t errors = context->error_count;
    Str option = source->options.delimiter;
    bool tabs =
        str_ends_with(source->name, STR(".tsv")) || str_ends_with(source->name, STR(".tab"));

    source->delimiter = tabs ? '\t' : ',';
    if (option.length == 0) {
        return done();
    }
    if (str_equal_ignoring_case(option, STR("tab")) || str_equal(option, STR("\\t"))) {
        source->delimiter = '\t';
        return done();
    }
    if (option.length != 1 || (unsigned char)option.bytes[0] >= 0x80 || option.bytes[0] == '"' ||
        option.bytes[0] == '\n' || option.bytes[0] == '\r' || option.bytes[0] == '\0') {
        read_refuse(context, &source->options, "delimiter",
                    read_words(&source->options,
                               "one character is needed, or the word tab; for example --delimiter "
                               "';'",
                               "one character is needed, or the word tab; for example ';'"));
        return status_since(context, errors);
    }
    source->delimiter = option.bytes[0];
    return done();
}

/* The heads' texts, quotes undone, in the arena. */
static Status copy_heads(Context *context, const CsvReader *reader, StrSpan *heads)
{
    *heads = (StrSpan){TAKE(context, Str, reader->count), reader->count};
    if (heads->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < reader->count; i++) {
        Text scratch = text_new(context->arena);

        heads->items[i] = csv_cell_text(&reader->cells[i], &scratch);
        if (scratch.spent) {
            return fail_memory(context);
        }
    }
    return done();
}

static Status read_head_row(Context *context, Source *source, Str text)
{
    CsvReader reader = csv_reader(context->arena, text, source->header_line, source->delimiter,
                                  SOURCE_COLUMNS_MOST);
    size_t errors = context->error_count;
    StrSpan heads;
    Str below;

    do {
        if (!csv_next(&reader)) {
            csv_note_mistake(context, &reader, source->name);
            return status_since(context, errors);
        }
    } while (is_empty_row(&reader));
    if (reader.count > SOURCE_COLUMNS_MOST) {
        return fail(context, FAIL_LIMIT, source_place(source, reader.row_line),
                    "%zu columns, more than the %d that are read", reader.count,
                    SOURCE_COLUMNS_MOST);
    }
    source->header_line = reader.row_line;
    source->first_row_line = reader.line;
    TRY(copy_heads(context, &reader, &heads));
    TRY(source_set_columns(context, source, heads));
    below = (Str){reader.at, (size_t)(reader.end - reader.at)};
    return str_trim(below).length == 0 ? heads_fail_no_rows(context, source) : done();
}

Status heads_read_text(Context *context, Source *source, Str text)
{
    int64_t skip = source->options.skip < 0 ? 0 : source->options.skip;
    Str below = text_skip_lines(text, skip);
    HeadsSample sample;

    if (str_trim(text).length == 0) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "the file is empty; is it the right one?");
    }
    if (str_trim(below).length == 0) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "%s %lld leaves nothing of %lld lines; skip fewer",
                    read_words(&source->options, "--skip", "skip:"), (long long)skip,
                    (long long)text_count_lines(text) + !str_ends_with(text, STR("\n")));
    }
    source->header_line = skip + 1;
    TRY(heads_read_delimiter(context, source));
    sample = take_sample(context, source, below, source->delimiter);
    TRY(heads_refuse_title(context, source, &sample, false));
    TRY(refuse_delimiter(context, source, below, &sample));
    TRY(refuse_row_names(context, source, &sample));
    return read_head_row(context, source, below);
}
