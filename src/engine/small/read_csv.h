/* Rows of delimited text, one at a time: RFC 4180, strict where the RFC is. */
#ifndef UK_ENGINE_SMALL_READ_CSV_H
#define UK_ENGINE_SMALL_READ_CSV_H

#include "base/text.h"

/* One cell, borrowed from the text: what stands between the delimiters, or between the outer
   quotes. `doubled`: holds "" that stands for one quote (csv_cell_text undoes it). */
typedef struct CsvCell {
    Str raw;
    bool doubled;
} CsvCell;

typedef struct CsvRow {
    int64_t line; /* where the row begins */
    const CsvCell *cells;
    size_t count;
} CsvRow;

/* Text to read: valid UTF-8 without NUL, lines ending in LF or CR LF, the last one perhaps in
   nothing (source_text_open gives such). */
typedef struct CsvInput {
    Str file; /* named in messages */
    Str bytes;
    int64_t line; /* of the first byte */
    char delimiter;
    size_t columns; /* cells that each row must have, at least 1 */
} CsvInput;

/* The text of a cell; `scratch` is written to only when quotes are doubled, and the result is valid
   until something more is added to it. */
Str csv_cell_text(const CsvCell *cell, Text *scratch);

/* What is given each row; a failure ends the scan and is handed on. The row is valid during the
   call only, its cells' bytes as long as the input's. */
typedef Status (*CsvRowCall)(Context *context, void *data, const CsvRow *row);

/* Gives every row with the right number of cells to `call`, in order. Mistakes, each with its line:
   a quote that is never closed (the line where it opened), text after a closing quote, blanks
   before an opening one, a CR alone outside quotes (these end the scan); rows with another number
   of cells than `columns` (the first ten, then how many more; at the end of the text: as
   footnotes), and a blank line between rows (those at the end are ignored; with one column it is a
   blank cell). A quote inside a cell that does not begin with one is a quote. Fails when anything
   was noted. */
Status csv_scan(Context *context, const CsvInput *input, CsvRowCall call, void *data) UK_MUST_USE;

/* For column heads: reads on row by row whatever their number of cells. */
typedef enum CsvMistake {
    CSV_FINE,
    CSV_QUOTE_OPEN,         /* never closed */
    CSV_TEXT_AFTER_QUOTE,   /* a"b after a cell's closing quote */
    CSV_BLANK_BEFORE_QUOTE, /* , "a" */
    CSV_LONE_RETURN,        /* CR without LF outside quotes */
    CSV_MEMORY              /* no room for the cells of one row */
} CsvMistake;

typedef struct CsvReader {
    const char *at;
    const char *end;
    int64_t line; /* of `at` */
    char delimiter;
    Arena *arena;
    CsvCell *cells;
    size_t capacity; /* of `cells`: a row's cells past `cells_most` are counted, not kept */
    size_t cells_most;
    size_t count; /* cells of the last row */
    int64_t row_line;
    CsvMistake mistake;
    int64_t quote_line; /* where the quote of the mistake opened */
} CsvReader;

CsvReader csv_reader(Arena *arena, Str bytes, int64_t line, char delimiter, size_t cells_most);

/* The next row in `cells` (its raw bytes as long as the text's, the array until the next call);
   false at the end and after a mistake. */
bool csv_next(CsvReader *reader);

/* Notes the reader's mistake in words, at its line. */
void csv_note_mistake(Context *context, const CsvReader *reader, Str file);

#endif
