/* Eight bytes at a time to the next byte that can end a cell; most cells hold no quote. */
#include "engine/small/read_csv.h"

#include <string.h>

#define ONES UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

/* Rows of the wrong length that are named one by one. */
#define RAGGED_NAMED ((int64_t)10)

/* Rows between two looks at whether the person pressed Ctrl-C. */
#define ROWS_BETWEEN_STOPS ((int64_t)16384)

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the first byte is the lowest");

/* The highest bit of every byte that is zero, right up to the lowest such byte. */
static inline uint64_t zero_bytes(uint64_t word)
{
    return (word - ONES) & ~word & HIGHS;
}

/* The same for bytes below 14: LF and CR, and controls that hardly occur. */
static inline uint64_t low_bytes(uint64_t word)
{
    return (word - ONES * 14) & ~word & HIGHS;
}

static inline const char *next_special(const char *at, const char *end, char delimiter)
{
    uint64_t delimiters = ONES * (unsigned char)delimiter;
    uint64_t quotes = ONES * (unsigned char)'"';

    while ((size_t)(end - at) >= sizeof(uint64_t)) {
        uint64_t word;
        uint64_t hits;

        memcpy(&word, at, sizeof word);
        hits = zero_bytes(word ^ delimiters) | zero_bytes(word ^ quotes) | low_bytes(word);
        if (hits != 0) {
            return at + (__builtin_ctzll(hits) >> 3);
        }
        at += sizeof word;
    }
    while (at < end && *at != delimiter && *at != '"' && (unsigned char)*at >= 14) {
        at++;
    }
    return at;
}

Str csv_cell_text(const CsvCell *cell, Text *scratch)
{
    size_t start = scratch->length;
    Str rest = cell->raw;

    if (!cell->doubled) {
        return cell->raw;
    }
    while (rest.length != 0) {
        size_t quote = str_find_byte(rest, '"');

        text_add(scratch, str_slice(rest, 0, quote + 1));
        rest = str_slice(rest, quote + 2, rest.length);
    }
    if (scratch->spent) {
        return STR_NONE;
    }
    return str_slice(text_str(scratch), start, scratch->length - start);
}

CsvReader csv_reader(Arena *arena, Str bytes, int64_t line, char delimiter, size_t cells_most)
{
    return (CsvReader){.at = bytes.bytes,
                       .end = bytes.length == 0 ? bytes.bytes : bytes.bytes + bytes.length,
                       .line = line,
                       .delimiter = delimiter,
                       .arena = arena,
                       .cells_most = cells_most};
}

static bool stop_at(CsvReader *reader, CsvMistake mistake)
{
    reader->mistake = mistake;
    return false;
}

static bool add_cell(CsvReader *reader, const char *start, const char *end, bool doubled)
{
    size_t index = reader->count++;

    if (index >= reader->cells_most) {
        return true;
    }
    if (index == reader->capacity) {
        size_t capacity = index == 0 ? 16 : index * 2;
        CsvCell *grown;

        capacity = capacity > reader->cells_most ? reader->cells_most : capacity;
        grown = arena_grow(reader->arena, reader->cells, index * sizeof(CsvCell),
                           capacity * sizeof(CsvCell));
        if (grown == NULL) {
            return stop_at(reader, CSV_MEMORY);
        }
        reader->cells = grown;
        reader->capacity = capacity;
    }
    reader->cells[index] = (CsvCell){{start, (size_t)(end - start)}, doubled};
    return true;
}

static void count_lines(CsvReader *reader, const char *start, const char *end)
{
    while ((start = memchr(start, '\n', (size_t)(end - start))) != NULL) {
        reader->line++;
        start++;
    }
}

/* Whether nothing or a line's end follows. */
static bool ends_row(const CsvReader *reader, const char *at)
{
    return at == reader->end || *at == '\n' ||
           (*at == '\r' && (at + 1 == reader->end || at[1] == '\n'));
}

/* From the opening quote to what follows the closing one. */
static bool read_quoted(CsvReader *reader, const char **at)
{
    const char *start = *at + 1;
    const char *quote = start;
    bool doubled = false;

    reader->quote_line = reader->line;
    for (;;) {
        quote = quote == reader->end ? NULL : memchr(quote, '"', (size_t)(reader->end - quote));
        if (quote == NULL) {
            return stop_at(reader, CSV_QUOTE_OPEN);
        }
        if (quote + 1 == reader->end || quote[1] != '"') {
            break;
        }
        doubled = true;
        quote += 2;
    }
    count_lines(reader, start, quote);
    *at = quote + 1;
    if (*at != reader->end && **at != reader->delimiter && !ends_row(reader, *at)) {
        return stop_at(reader, CSV_TEXT_AFTER_QUOTE);
    }
    return add_cell(reader, start, quote, doubled);
}

static bool only_blanks(const char *start, const char *end)
{
    while (start < end && (*start == ' ' || *start == '\t')) {
        start++;
    }
    return start == end;
}

static bool read_unquoted(CsvReader *reader, const char **at)
{
    const char *start = *at;
    const char *found = next_special(start, reader->end, reader->delimiter);

    while (found != reader->end && *found != reader->delimiter && *found != '\n') {
        if (*found == '\r') {
            if (ends_row(reader, found)) {
                break;
            }
            return stop_at(reader, CSV_LONE_RETURN);
        }
        if (*found == '"' && only_blanks(start, found)) {
            return stop_at(reader, CSV_BLANK_BEFORE_QUOTE);
        }
        found = next_special(found + 1, reader->end, reader->delimiter);
    }
    *at = found;
    return add_cell(reader, start, found, false);
}

bool csv_next(CsvReader *reader)
{
    const char *at = reader->at;

    if (at == reader->end || reader->mistake != CSV_FINE) {
        return false;
    }
    reader->row_line = reader->line;
    reader->count = 0;
    for (;;) {
        bool quoted = at != reader->end && *at == '"';

        if (!(quoted ? read_quoted(reader, &at) : read_unquoted(reader, &at))) {
            return false;
        }
        if (at == reader->end || *at != reader->delimiter) {
            break;
        }
        at++;
    }
    if (at != reader->end && *at == '\r') {
        at++;
    }
    if (at != reader->end) {
        at++;
        reader->line++;
    }
    reader->at = at;
    return true;
}

void csv_note_mistake(Context *context, const CsvReader *reader, Str file)
{
    Place place = {file, reader->line, 0};

    switch (reader->mistake) {
    case CSV_FINE:
        break;
    case CSV_QUOTE_OPEN:
        place.line = reader->quote_line;
        note_error(context, FAIL_INPUT, place,
                   "a quote opens here and is never closed; close it, or double it if it is part "
                   "of the text");
        break;
    case CSV_TEXT_AFTER_QUOTE:
        if (reader->quote_line == reader->line) {
            note_error(context, FAIL_INPUT, place,
                       "text follows a closing quote; double a quote that is part of the text");
        } else {
            note_error(context, FAIL_INPUT, place,
                       "text follows the quote that closes a cell begun on line %lld; close it "
                       "there, or double a quote that is part of the text",
                       (long long)reader->quote_line);
        }
        break;
    case CSV_BLANK_BEFORE_QUOTE:
        note_error(context, FAIL_INPUT, place,
                   "blanks stand before an opening quote; remove them, so that it is clear where "
                   "the cell begins");
        break;
    case CSV_LONE_RETURN:
        note_error(context, FAIL_INPUT, place,
                   "a carriage return stands inside a cell without quotes; put the cell in quotes, "
                   "or end all lines in the same way");
        break;
    case CSV_MEMORY:
        (void)failed(fail_memory(context));
        break;
    }
}

/* Rows that have the wrong number of cells, and empty lines, as the scan goes. Those at the end of
   the text may be footnotes: what came since the last good row is remembered. */
typedef struct Ragged {
    int64_t count;
    int64_t lines[RAGGED_NAMED];
    size_t cells[RAGGED_NAMED];
    int64_t tail_count;
    int64_t tail_line;  /* of the first of them, or of the first empty line before it */
    size_t tail_cells;  /* the most in one of them */
    int64_t blank_line; /* the first of the empty lines since the last row; 0: none */
    int64_t gap_count;  /* empty lines between good rows, a run of them once */
    int64_t gap_line;   /* the first of those */
} Ragged;

static void add_ragged(Ragged *ragged, const CsvReader *reader)
{
    if (ragged->count < RAGGED_NAMED) {
        ragged->lines[ragged->count] = reader->row_line;
        ragged->cells[ragged->count] = reader->count;
    }
    ragged->count++;
    if (ragged->tail_count++ == 0) {
        ragged->tail_line = ragged->blank_line != 0 ? ragged->blank_line : reader->row_line;
        ragged->tail_cells = 0;
    }
    if (reader->count > ragged->tail_cells) {
        ragged->tail_cells = reader->count;
    }
    ragged->blank_line = 0;
}

static void note_gaps(Context *context, const CsvInput *input, const Ragged *ragged)
{
    Place place = {input->file, ragged->gap_line, 0};

    if (ragged->gap_count == 1) {
        note_error(context, FAIL_INPUT, place,
                   "an empty line stands between rows; delete it, or all below it if that is not "
                   "part of the table");
    } else if (ragged->gap_count > 1) {
        note_error(context, FAIL_INPUT, place,
                   "empty lines stand between rows, here and in %lld more places; delete them",
                   (long long)(ragged->gap_count - 1));
    }
}

static void note_ragged(Context *context, const CsvInput *input, const Ragged *ragged)
{
    const char *delimiter = input->delimiter == '\t' ? "tab" : (char[2]){input->delimiter, '\0'};

    if (ragged->count > 0 && ragged->tail_count == ragged->count &&
        ragged->tail_cells <= (input->columns + 1) / 2 && ragged->tail_cells < input->columns) {
        note_error(context, FAIL_INPUT, (Place){input->file, ragged->tail_line, 0},
                   "from here to the end the rows have %s%zu cell%s where the column heads have "
                   "%zu, as footnotes do; delete what is below the table",
                   ragged->count == 1 ? "" : "at most ", ragged->tail_cells,
                   ragged->tail_cells == 1 ? "" : "s", input->columns);
        return;
    }
    for (int64_t i = 0; i < ragged->count && i < RAGGED_NAMED; i++) {
        note_error(context, FAIL_INPUT, (Place){input->file, ragged->lines[i], 0},
                   "this row has %zu cell%s where the column heads have %zu; put quotes around a "
                   "cell that holds '%s' or the end of a line",
                   ragged->cells[i], ragged->cells[i] == 1 ? "" : "s", input->columns, delimiter);
    }
    if (ragged->count > RAGGED_NAMED) {
        note_error(context, FAIL_INPUT, (Place){input->file, 0, 0},
                   "%lld more rows have another number of cells than the column heads",
                   (long long)(ragged->count - RAGGED_NAMED));
    }
}

/* Quotes around nothing are a cell, not an empty line. */
static bool is_blank_line(const CsvReader *reader)
{
    Str cell = reader->cells[0].raw;
    const char *after = cell.bytes + cell.length;

    return reader->count == 1 && only_blanks(cell.bytes, after) &&
           (after == reader->end || *after != '"');
}

/* The empty lines before this row: of a table of one column they are rows. */
static Status give_blanks(Context *context, const CsvInput *input, int64_t before, CsvRowCall call,
                          void *data, Ragged *ragged)
{
    static const CsvCell EMPTY = {{"", 0}, false};
    int64_t line = ragged->blank_line;

    ragged->blank_line = 0;
    if (line == 0) {
        return done();
    }
    if (input->columns == 1) {
        for (; line < before; line++) {
            TRY(call(context, data, &(CsvRow){line, &EMPTY, 1}));
        }
        return done();
    }
    if (ragged->gap_count++ == 0) {
        ragged->gap_line = line;
    }
    return done();
}

static Status scan_rows(Context *context, const CsvInput *input, CsvRowCall call, void *data,
                        Ragged *ragged)
{
    CsvReader reader =
        csv_reader(context->arena, input->bytes, input->line, input->delimiter, input->columns);
    int64_t rows = 0;

    while (csv_next(&reader)) {
        if (rows++ % ROWS_BETWEEN_STOPS == 0) {
            TRY(check_stop(context));
        }
        if (is_blank_line(&reader)) {
            ragged->blank_line = ragged->blank_line == 0 ? reader.row_line : ragged->blank_line;
        } else if (reader.count != input->columns) {
            add_ragged(ragged, &reader);
        } else {
            TRY(give_blanks(context, input, reader.row_line, call, data, ragged));
            ragged->tail_count = 0;
            TRY(call(context, data, &(CsvRow){reader.row_line, reader.cells, reader.count}));
        }
    }
    if (reader.mistake != CSV_FINE) {
        csv_note_mistake(context, &reader, input->file);
        ragged->tail_count = 0; /* this was not the end of the text */
    }
    return done();
}

Status csv_scan(Context *context, const CsvInput *input, CsvRowCall call, void *data)
{
    size_t errors = context->error_count;
    Ragged ragged = {0};
    Status status = scan_rows(context, input, call, data, &ragged);

    note_gaps(context, input, &ragged);
    note_ragged(context, input, &ragged);
    return failed(status) ? status : status_since(context, errors);
}
