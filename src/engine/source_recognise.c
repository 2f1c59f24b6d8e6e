/* Formats have their mark in the first bytes; a name's ending only helps to word the answer. */
#include "engine/source_recognise.h"

#include <string.h>

/* A zip's list of names stands at its end, an old Excel file's anywhere near either end. */
#define SEARCH_BYTES ((size_t)1 << 20)

/* Text is looked at this far for what is in no text. */
#define TEXT_BYTES ((size_t)65536)

/* A mark at the start of files that are not read, and the answer. */
typedef struct Mark {
    const char *bytes;
    size_t length;
    size_t offset; /* where the mark stands */
    const char *answer;
} Mark;

#define MARK(text, offset, answer)                                                                 \
    {                                                                                              \
        text, sizeof(text) - 1, offset, answer                                                     \
    }

#define FROM_STATISTICS "; export it from there as CSV or Parquet"
#define UNPACK "; unpack it and name the file inside"

static const Mark MARKS[] = {
    MARK("PARE", 0, "an encrypted Parquet file; write it again without encryption"),
    MARK("$FL2@(#)", 0, "an SPSS file (.sav)" FROM_STATISTICS),
    MARK("$FL3@(#)", 0, "an SPSS file (.zsav)" FROM_STATISTICS),
    MARK("<stata_dta>", 0, "a Stata file (.dta)" FROM_STATISTICS),
    MARK("\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60\xb3\x14\x11\xcf", 0,
         "a SAS file (.sas7bdat)" FROM_STATISTICS),
    MARK("HEADER RECORD*******", 0, "a SAS transport file (.xpt)" FROM_STATISTICS),
    MARK("RDX2\n", 0, "an R data file" FROM_STATISTICS),
    MARK("RDX3\n", 0, "an R data file" FROM_STATISTICS),
    MARK("X\n\0\0\0", 0, "an R data file" FROM_STATISTICS),
    MARK("ARROW1\0\0", 0, "an Arrow file" FROM_STATISTICS),
    MARK("\x89HDF\r\n", 0, "an HDF5 file" FROM_STATISTICS),
    MARK("Obj\x01", 0, "an Avro file; convert it to Parquet"),
    MARK("SQLite format 3\0", 0, "an SQLite database; export the table as CSV"),
    MARK("DUCK", 8, "a DuckDB database; write the table to Parquet with COPY"),
    MARK("\0\x01\0\0Standard Jet DB", 0, "an Access database; export the table as CSV"),
    MARK("\0\x01\0\0Standard ACE DB", 0, "an Access database; export the table as CSV"),
    MARK("1AY&SY", 4, "compressed with bzip2" UNPACK),
    MARK("\xfd"
         "7zXZ\0",
         0, "compressed with xz" UNPACK),
    MARK("\x28\xb5\x2f\xfd", 0, "compressed with zstd" UNPACK),
    MARK("7z\xbc\xaf\x27\x1c", 0, "a 7z archive" UNPACK),
    MARK("Rar!\x1a\x07", 0, "a RAR archive" UNPACK),
    MARK("PK\x05\x06", 0, "an empty zip archive; fetch or export it again"),
    MARK("%PDF-", 0, "a PDF document; ask its publisher for the table as CSV or Excel"),
    MARK("{\\rtf", 0, "a text document (.rtf); save the table in it as CSV"),
    MARK("\x89PNG\r\n", 0, "a picture; the table itself is needed"),
    MARK("\xff\xd8\xff", 0, "a picture; the table itself is needed"),
    MARK("GIF89a", 0, "a picture; the table itself is needed"),
    MARK("version https://git-lfs", 0, "a Git LFS pointer, not the data; run git lfs pull"),
};

/* A mark further in might stand in a text's column heads: then there is a NUL too. */
static bool mark_matches(const Mark *mark, Str bytes)
{
    Str start = str_slice(bytes, 0, 64);

    return bytes.length >= mark->offset + mark->length &&
           memcmp(bytes.bytes + mark->offset, mark->bytes, mark->length) == 0 &&
           (mark->offset == 0 || str_find_byte(start, '\0') < start.length);
}

static bool holds(Str text, Str part)
{
    for (size_t at = str_find_byte(text, part.bytes[0]); at < text.length;
         at = str_find_byte(text, part.bytes[0])) {
        text = str_slice(text, at, text.length);
        if (str_starts_with(text, part)) {
            return true;
        }
        text = str_slice(text, 1, text.length);
    }
    return false;
}

static bool holds_near_ends(Str bytes, Str part)
{
    return holds(str_slice(bytes, 0, SEARCH_BYTES), part) ||
           (bytes.length > SEARCH_BYTES &&
            holds(str_slice(bytes, bytes.length - SEARCH_BYTES, SEARCH_BYTES), part));
}

static Status refuse(Context *context, const Source *source, const char *answer)
{
    return fail(context, FAIL_INPUT, source_place(source, 0), "this is %s", answer);
}

static Status recognise_zip(Context *context, Source *source, Str bytes)
{
    if (holds_near_ends(bytes, STR("xl/workbook.xml"))) {
        source->format = SOURCE_XLSX;
        return done();
    }
    if (holds_near_ends(bytes, STR("xl/workbook.bin"))) {
        return refuse(context, source, "a binary Excel file (.xlsb); save it as .xlsx");
    }
    if (holds_near_ends(bytes, STR("vnd.oasis.opendocument.spreadsheet"))) {
        return refuse(context, source, "an OpenDocument sheet (.ods); save it as .xlsx or CSV");
    }
    if (holds_near_ends(bytes, STR("word/document.xml")) ||
        holds_near_ends(bytes, STR("vnd.oasis.opendocument.text"))) {
        return refuse(context, source, "a text document; save the table in it as .xlsx or CSV");
    }
    if (holds_near_ends(bytes, STR("ppt/presentation.xml"))) {
        return refuse(context, source, "a presentation; save the table in it as .xlsx or CSV");
    }
    if (str_ends_with(source->name, STR(".xlsx")) || str_ends_with(source->name, STR(".xlsm"))) {
        return refuse(context, source,
                      "an Excel file that is damaged or cut short; fetch or save it again");
    }
    return refuse(context, source, "a zip archive" UNPACK);
}

/* The container of old Office files, and of new ones that are encrypted. */
static Status recognise_compound(Context *context, const Source *source, Str bytes)
{
    if (holds_near_ends(bytes, STR("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"))) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "this is protected by a password; save a copy without one");
    }
    return refuse(context, source, "an old Office file (.xls); save it as .xlsx or CSV");
}

static bool is_stata_before_13(Str bytes)
{
    unsigned char start[4];

    if (bytes.length < 100) {
        return false;
    }
    memcpy(start, bytes.bytes, sizeof start);
    return start[0] >= 0x69 && start[0] <= 0x73 && (start[1] == 1 || start[1] == 2) &&
           start[2] == 1 && start[3] == 0;
}

static Str without_mark_and_blanks(Str bytes)
{
    Str text = str_slice(bytes, 0, TEXT_BYTES);

    if (str_starts_with(text, STR("\xef\xbb\xbf"))) {
        text = str_slice(text, 3, text.length);
    }
    return str_trim(text);
}

static bool starts_ignoring_case(Str text, Str start)
{
    return str_equal_ignoring_case(str_slice(text, 0, start.length), start);
}

/* After `{` or `[` and blanks one of these bytes: so begins JSON, and hardly a column's name. */
static bool next_is_one_of(Str text, const char *bytes)
{
    Str rest = str_trim(str_slice(text, 1, text.length));

    return rest.length != 0 && rest.bytes[0] != '\0' && strchr(bytes, rest.bytes[0]) != NULL;
}

static Status recognise_json(Context *context, Source *source, Str text)
{
    Str line = str_trim(str_slice(text, 0, str_find_byte(text, '\n')));

    if (text.bytes[0] == '[') {
        return refuse(
            context, source,
            "a JSON array; write it as JSON lines, one object on each line (jq -c '.[]')");
    }
    if (line.bytes[line.length - 1] != '}' && str_find_byte(text, '\n') < text.length) {
        return refuse(context, source,
                      "one JSON object over several lines; JSON lines are read, one object on each "
                      "line");
    }
    source->format = SOURCE_JSON_LINES;
    return done();
}

/* Text that is something else than rows, and what is no text. */
static Status recognise_text(Context *context, Source *source, Str bytes)
{
    Str text = without_mark_and_blanks(bytes);

    if (starts_ignoring_case(text, STR("<!doctype html")) ||
        starts_ignoring_case(text, STR("<html"))) {
        return refuse(
            context, source,
            "a web page, perhaps an error page saved in place of the data; fetch the file "
            "again");
    }
    if (starts_ignoring_case(text, STR("<?xml"))) {
        return refuse(context, source, "XML; save the table as .xlsx or CSV");
    }
    if ((str_starts_with(text, STR("{")) && next_is_one_of(text, "\"}")) ||
        (str_starts_with(text, STR("[")) && next_is_one_of(text, "{[]"))) {
        return recognise_json(context, source, text);
    }
    source->format = SOURCE_DELIMITED;
    return done();
}

static Status recognise_parquet(Context *context, Source *source, Str bytes)
{
    if (bytes.length < 12 || !str_ends_with(bytes, STR("PAR1"))) {
        return refuse(context, source, "a Parquet file that is cut short; fetch or write it again");
    }
    source->format = SOURCE_PARQUET;
    return done();
}

Status source_recognise(Context *context, Source *source, Str bytes)
{
    bool from_r = str_ends_with(source->name, STR(".rds")) ||
                  str_ends_with(source->name, STR(".rda")) ||
                  str_ends_with(source->name, STR(".RData"));

    if (str_starts_with(bytes, STR("PAR1"))) {
        return recognise_parquet(context, source, bytes);
    }
    if (str_starts_with(bytes, STR("PK\x03\x04"))) {
        return recognise_zip(context, source, bytes);
    }
    if (str_starts_with(bytes, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))) {
        return recognise_compound(context, source, bytes);
    }
    if (is_stata_before_13(bytes)) {
        return refuse(context, source, "a Stata file (.dta)" FROM_STATISTICS);
    }
    if (str_starts_with(bytes, STR("\x1f\x8b"))) {
        return refuse(context, source,
                      from_r ? "an R data file" FROM_STATISTICS : "compressed with gzip" UNPACK);
    }
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
        if (mark_matches(&MARKS[i], bytes)) {
            return refuse(context, source, MARKS[i].answer);
        }
    }
    return recognise_text(context, source, bytes);
}
