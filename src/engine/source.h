/* A data file before its rows are read: what it is, how to read it, and its column heads. */
#ifndef UK_ENGINE_SOURCE_H
#define UK_ENGINE_SOURCE_H

#include "base/status.h"

typedef enum SourceFormat { SOURCE_DELIMITED, SOURCE_XLSX, SOURCE_PARQUET, SOURCE_JSON_LINES } SourceFormat;

typedef enum SourceEncoding {
    ENCODING_UTF8,
    ENCODING_UTF16_LITTLE,
    ENCODING_UTF16_BIG,
    ENCODING_WINDOWS_1252 /* only when the person says so */
} SourceEncoding;

/* What the person says about the file; zero is "nothing said". */
typedef struct ReadOptions {
    Str encoding;   /* --encoding: utf-8, utf-16, utf-16le, utf-16be, windows-1252, latin-1 */
    Str delimiter;  /* --delimiter: one byte, or "tab" */
    Str sheet;      /* --sheet, for .xlsx */
    int64_t skip;   /* --skip: lines before the column heads */
    Str spread_names;  /* --spread NAMES=VALUES: each text in column NAMES becomes a column */
    Str spread_values; /* that holds the cell of column VALUES */
} ReadOptions;

/* Of the file's own types; text files have only text. */
typedef enum ColumnKind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_DATE, COLUMN_TRUTH } ColumnKind;

#define COLUMN_NONE UINT32_MAX

typedef struct Source {
    Str path;
    Str name; /* as shown in messages */
    SourceFormat format;
    SourceEncoding encoding;
    char delimiter;
    Str sheet;
    int64_t header_line; /* the line of the column heads, from 1; 0 where there are no lines */
    int64_t bytes;
    StrSpan columns;     /* names as people use them; after a spread, the spread columns come last */
    ColumnKind *kinds;   /* one for each column */
    uint32_t spread_names;  /* COLUMN_NONE unless spread; an index into `file_columns` */
    uint32_t spread_values;
    StrSpan file_columns;   /* as in the file; equals `columns` unless spread */
} Source;

/* Recognises the file by its first bytes (never by its name alone), reads the column heads, finds
   the spread's columns, and refuses with the remedy: missing or unreadable files, folders, empty
   files, .xls, .sav, .dta, .zip, .gz, .pdf, password-protected .xlsx, text that is not UTF-8 (with
   the line; --encoding is offered), doubled and blank column names, title rows above the heads
   (--skip is offered), another delimiter than the one in force (--delimiter is offered). */
Status source_open(Context *context, Str path, const ReadOptions *options, Source *out) UK_MUST_USE;

/* Index of the column of exactly that name; else COLUMN_NONE and a note that offers the nearest.
   `place` is where the person wrote it. */
uint32_t source_find_column(Context *context, const Source *source, Str name, Place place);

#endif
