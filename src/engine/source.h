/* A data file before its rows are read: what it is, how to read it, and its column heads. */
#ifndef UK_ENGINE_SOURCE_H
#define UK_ENGINE_SOURCE_H

#include "base/os_file.h"
#include "study/value.h"

typedef enum SourceFormat {
    SOURCE_DELIMITED,
    SOURCE_XLSX,
    SOURCE_PARQUET,
    SOURCE_JSON_LINES
} SourceFormat;

typedef enum SourceEncoding {
    ENCODING_UTF8,
    ENCODING_UTF16_LITTLE,
    ENCODING_UTF16_BIG,
    ENCODING_WINDOWS_1252 /* only when the person says so */
} SourceEncoding;

/* What the person says about the file; zero is "nothing said". */
typedef struct ReadOptions {
    Str encoding;       /* --encoding: utf-8, utf-16, utf-16le, utf-16be, windows-1252, latin-1 */
    Str delimiter;      /* --delimiter: one byte, or "tab" */
    Str sheet;          /* --sheet, for .xlsx */
    int64_t skip;       /* --skip: lines (rows of a sheet) before the column heads */
    Str spread_names;   /* --spread NAMES=VALUES: each text in column NAMES becomes a column */
    Str spread_values;  /* that holds the cell of column VALUES */
    StrSpan missing;    /* cells, trimmed, that say nothing, beside those that never do
                          (labels_missing): see source_missing */
    DateOrder dates;    /* --dates: of the file's texts; see source_ways */
    Place study;        /* where a study says all this; line 0: options of a command */
    const Place *files; /* where it names the file, or each of several; NULL: it does not */
} ReadOptions;

/* In the words of who asked: an option of a command, or a key of a study. */
static inline const char *read_words(const ReadOptions *options, const char *option,
                                     const char *key)
{
    return options->study.line > 0 ? key : option;
}

/* Notes what is wrong with one of these options, at "--skip" or where the study names the file. */
void read_refuse(Context *context, const ReadOptions *options, const char *key, const char *words);

/* Of the file's own types; text files and sheets have only text. */
typedef enum ColumnKind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_DATE, COLUMN_TRUTH } ColumnKind;

#define COLUMN_NONE UINT32_MAX

/* The most columns of a file. */
#define SOURCE_COLUMNS_MOST 65536

/* The most columns that a spread may make. */
#define SOURCE_SPREAD_MOST 1000

typedef struct Source {
    Str path;            /* as the person wrote it; empty for bytes in memory and several files */
    Str memory;          /* the whole file when it is in memory; `bytes` NULL: read from `path` */
    Str name;            /* as shown in messages */
    ReadOptions options; /* as given to source_open */
    SourceFormat format;
    Str statement; /* what brought it from a database; empty: it is a file */
    SourceEncoding encoding;
    bool lone_returns; /* lines end in CR alone, as on Macs before 2001 */
    char delimiter;
    Str sheet;              /* the name of the sheet that is read */
    uint32_t sheet_column;  /* the first column of the table in its sheet, 0 for A */
    int64_t header_line;    /* the line of the column heads, from 1; 0 where there are no lines */
    int64_t first_row_line; /* the line below the heads, which may take more than one */
    int64_t bytes;
    StrSpan file_columns; /* names as in the file, trimmed; one may be empty: it cannot be named */
    StrSpan columns;      /* names as people use them: those of the file, or after a spread the
                               others in their order and then the spread ones, by first
                               appearance; last those that source_derive added */
    ColumnKind *kinds;    /* one for each of `file_columns` */
    uint32_t *file_indices; /* for each of `columns` its index in `file_columns`; COLUMN_NONE for
                               spread and derived ones */
    uint32_t spread_names;  /* COLUMN_NONE unless spread; an index into `file_columns` */
    uint32_t spread_values;
    struct Derived *derived; /* what the last `derived_count` of `columns` are: derived.h */
    size_t derived_count;
    struct Source *parts; /* of several files, each as if it were alone, with the same columns; see
                             source_part */
    size_t part_count;    /* 0: one file */
    int64_t lines_before; /* of a part: the lines of those before it. Lines of the whole count on */
    struct SourceKept *kept; /* NULL: every question reads the file; else see source_keep */
    struct DuckHeld *held;   /* NULL: no engine holds it; see Engine.hold */
} Source;

/* `columns` without the derived ones. */
static inline StrSpan source_own_columns(const Source *source)
{
    return (StrSpan){source->columns.items, source->columns.count - source->derived_count};
}

/* The cells that say nothing in this column of source->columns, beside those that never do: those
   of the file that its texts come from, and none for what is made of dates, numbers or other
   columns, where 99 is an age or a wait. They are missing to conditions, numbers, dates, persons,
   keys, and to columns made of this one. As a group such a cell keeps its text, a row of its own.
   */
StrSpan source_missing(const Source *source, uint32_t column);

/* The same, with the order of the dates that stand in it as text. Dates that the file itself knows
   to be dates are written YYYY-MM-DD, whatever is said of its texts. */
CellWays source_ways(const Source *source, uint32_t column);

/* For many questions about one file: the small engine reads it whole at the first of them, and
   keeps its table and what it made of each column in the context's arena, about 12 bytes a cell and
   the text of the file. The file may change or vanish afterwards. Nothing is kept of a question
   that failed. All questions must be asked in this context, of this Source or copies of it that
   have the same derived columns; columns may be derived at any time. Other engines read anew. */
Status source_keep(Context *context, Source *source) UK_MUST_USE;

/* Recognises the file by its first bytes (never by its name alone), reads the column heads, finds
   the spread's columns, and refuses with the remedy: missing or unreadable files, folders, empty
   files, .xls, .sav, .dta, .zip, .gz, .pdf, password-protected .xlsx, text that is not UTF-8 (with
   the line; --encoding is offered), doubled and blank column names, title rows above the heads
   (--skip is offered), another delimiter than the one in force (--delimiter is offered), heads
   without rows. Of a text file at most the first MiB is looked at here, unless it is to be spread.
   `path` and the texts of `options` are borrowed for as long as `out` is used.
   Parquet and JSON lines come back without columns: the engine's describe() adds them. */
Status source_open(Context *context, Str path, const ReadOptions *options, Source *out) UK_MUST_USE;

/* The same for a file in memory, borrowed for as long as `out` is used. `name` stands for the
   path in messages, and its ending says as much. */
Status source_open_bytes(Context *context, Str name, Str bytes, const ReadOptions *options,
                         Source *out) UK_MUST_USE;

/* A table that this program wrote as CSV: its heads in the first line, cells in quotes where they
   need them, LF. From a database; only the small engine reads it. `made` and
   `options` as for source_open_bytes. */
typedef struct SourceMade {
    Str name;
    Str csv;
    StrSpan heads;
    Str statement; /* that brought it, not empty */
} SourceMade;
Status source_open_made(Context *context, const SourceMade *made, const ReadOptions *options,
                        Source *out) UK_MUST_USE;

/* The most files of one source. */
#define SOURCE_PARTS_MOST 10000

/* Several files of one kind that are one table, read in this order: each is opened as source_open
   does, and every mistake in any is noted. Refused: a file of another kind than the first, or whose
   columns, their order, or delimiter are not the first's; `name` stands for all of them in
   messages. One file is opened as itself. Text files, but the last, are read through once, to count
   their lines. `paths` is borrowed for as long as `out` is used. */
Status source_open_parts(Context *context, Str name, StrSpan paths, const ReadOptions *options,
                         Source *out) UK_MUST_USE;

/* For describe(), and what opens parts: notes the first column that one of two parts has and the
   other lacks; false then. */
bool source_has_same_columns(Context *context, const Source *first, const Source *part);

/* The files that hold the source's rows: itself, or its parts. For what reads text or names files;
   all else is told by the whole. */
static inline size_t source_part_count(const Source *source)
{
    return source->part_count == 0 ? 1 : source->part_count;
}

static inline const Source *source_part(const Source *source, size_t index)
{
    return source->part_count == 0 ? source : &source->parts[index];
}

/* Index of the column of exactly that name; else COLUMN_NONE and a note that offers the nearest.
   `place` is where the person wrote it. */
uint32_t source_find_column(Context *context, const Source *source, Str name, Place place);

/* For what reads column heads (describe() too). Trims and keeps them: `file_columns`, `columns` and
   the spread's two columns; notes doubled names, blank ones, and what the spread does not find. All
   kinds are COLUMN_TEXT. A blank first name is taken as R's row numbers and only warned of. */
Status source_set_columns(Context *context, Source *source, StrSpan heads) UK_MUST_USE;

/* After source_set_columns, when source->spread_names is not COLUMN_NONE: the different texts of
   that column, trimmed, by first appearance in the whole file. Fills `columns` and `file_indices`;
   notes a name that another column has, and one that is blank. */
Status source_set_spread(Context *context, Source *source, StrSpan names) UK_MUST_USE;

/* The place of a line of the file, for messages: of several files the one that it is in, and its
   line there. */
Place source_place(const Source *source, int64_t line);

/* The text of a delimited file below its column heads. */
typedef struct SourceText {
    FileMap map;
    Str bytes;    /* valid UTF-8 without NUL; lines end in LF or CR LF; no mark in front */
    int64_t line; /* of its first byte, in the file */
} SourceText;

/* Of one file, or a part. Maps it (source->memory needs none), decodes it into the arena where it
   is not UTF-8 with LF, and looks at every byte: text that is not in its encoding is a mistake with
   its line. Then source_text_close. */
Status source_text_open(Context *context, const Source *source, SourceText *out) UK_MUST_USE;
void source_text_close(SourceText *text);

#endif
