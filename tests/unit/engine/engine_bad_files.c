/* Files that are no table, and Excel files that are broken or mean harm: each refused with its name
   and a remedy, never half read. */
#define _POSIX_C_SOURCE 200809L

#include "engine_asking.h"

#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

/* ---- by the first bytes ---- */

/* What source_open_bytes says to bytes of that name, or "opened". */
static bool said(const char *name, const char *bytes, size_t count, const char *want)
{
    Arena *arena = arena_new((size_t)1 << 24);
    Context context = {.arena = arena};
    Source source;
    Status status = source_open_bytes(&context, str_from(name), (Str){bytes, count}, NULL, &source);
    bool same = failed(status) ? context.first != NULL && same_words(context.first->text, want)
                               : same_words(STR("opened"), want);

    same = same && (!failed(status) || context.first->place.file.length > 0);
    arena_free(arena);
    return same;
}

static void test_marks(void)
{
#define BYTES(text) (text), sizeof(text) - 1
    static const struct {
        const char *name;
        const char *bytes;
        size_t count;
        const char *want;
    } CASES[] = {
        {"a.csv", BYTES("$FL2@(#) SPSS DATA FILE"),
         "this is an SPSS file (.sav); export it from there as CSV or Parquet"},
        {"a.dta", BYTES("<stata_dta><header>"),
         "this is a Stata file (.dta); export it from there as CSV or Parquet"},
        {"a.gz", BYTES("\x1f\x8b\x08\0\0"),
         "this is compressed with gzip; unpack it and name the file inside"},
        {"a.rds", BYTES("\x1f\x8b\x08\0\0"),
         "this is an R data file; export it from there as CSV or Parquet"},
        {"a.csv", BYTES("%PDF-1.7\n"),
         "this is a PDF document; ask its publisher for the table as CSV or Excel"},
        {"a.zip", BYTES("PK\x03\x04 data.csv"),
         "this is a zip archive; unpack it and name the file inside"},
        {"a.xlsx", BYTES("PK\x03\x04 half of it"),
         "this is an Excel file that is damaged or cut short; fetch or save it again"},
        {"a.xlsx", BYTES("PK\x03\x04 word/document.xml"),
         "this is a text document; save the table in it as .xlsx or CSV"},
        {"a.xlsb", BYTES("PK\x03\x04 xl/workbook.bin"),
         "this is a binary Excel file (.xlsb); save it as .xlsx"},
        {"a.ods", BYTES("PK\x03\x04 vnd.oasis.opendocument.spreadsheet"),
         "this is an OpenDocument sheet (.ods); save it as .xlsx or CSV"},
        {"a.xlsx", BYTES("PK\x05\x06\0\0\0\0"),
         "this is an empty zip archive; fetch or export it again"},
        {"a.xls", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0k\0b\0o\0o\0k\0"),
         "this is an old Office file (.xls); save it as .xlsx or CSV"},
        {"a.xlsx",
         BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
         "this is protected by a password; save a copy without one"},
        {"a.parquet", BYTES("PAR1 half of it"),
         "this is a Parquet file that is cut short; fetch or write it again"},
        {"a.parquet", BYTES("PARE"),
         "this is an encrypted Parquet file; write it again without encryption"},
        {"a.csv", BYTES("<!DOCTYPE html><title>404</title>"),
         "this is a web page, perhaps an error page saved in place of the data; fetch the file "
         "again"},
        {"a.json", BYTES("[{\"a\": 1}]"),
         "this is a JSON array; write it as JSON lines, one object on each line (jq -c '.[]')"},
        {"a.csv", BYTES("PK,seen\nA,1\n"), "opened"},
        {"a.csv", BYTES("Obj,DUCK\nA,1\n"), "opened"},
    };
#undef BYTES

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        OK(said(CASES[i].name, CASES[i].bytes, CASES[i].count, CASES[i].want), "%s: %s",
           CASES[i].name, CASES[i].want);
    }
}

/* ---- workbooks ---- */

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define CELL(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

static const char TYPES[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
    "PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "spreadsheetml.sheet.main+xml\"/></Types>";
static const char WRONG_TYPES[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
    "PartName=\"/xl/workbook.xml\" ContentType=\"image/png\"/></Types>";
static const char BOOK[] =
    "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" REL
    "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
static const char SHEET[] = "<worksheet xmlns=\"" MAIN "\"><sheetData><row r=\"1\">" CELL("A1", "g")
    CELL("B1", "y") "</row><row r=\"2\">" CELL(
        "A2", "A") "<c r=\"B2\"><v>1</v></c></row><row "
                   "r=\"3\">" CELL("A3", "B") "<c r=\"B3\"><v>0</v></c></row></sheetData>"
                                              "</worksheet>";

#define LINKS(target)                                                                              \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"       \
    "<Relationship Id=\"r1\" Type=\"" REL "/worksheet\" Target=\"" target "\"/></Relationships>"

typedef struct Workbook {
    const char *types; /* NULL: the part is left out */
    const char *book;
    const char *links;
    const char *sheet;
    size_t sheet_bytes; /* 0: up to its NUL */
    bool encrypted;
} Workbook;

static const Workbook GOOD = {TYPES, BOOK, LINKS("worksheets/sheet1.xml"), SHEET, 0, false};

static char path[200];

static bool add_part(zip_t *archive, const char *name, const char *text, size_t bytes)
{
    zip_source_t *source = zip_source_buffer(archive, text, bytes, 0);

    return source != NULL && zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) >= 0;
}

/* Writes the workbook to `path`; false when it cannot be written so. */
static bool write_book(const Workbook *book)
{
    zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    bool fine = archive != NULL;
    size_t bytes = book->sheet_bytes;

    if (book->sheet != NULL && bytes == 0) {
        bytes = strlen(book->sheet);
    }
    if (fine && book->types != NULL) {
        fine = add_part(archive, "[Content_Types].xml", book->types, strlen(book->types));
    }
    fine = fine && add_part(archive, "xl/workbook.xml", book->book, strlen(book->book));
    if (fine && book->links != NULL) {
        fine = add_part(archive, "xl/_rels/workbook.xml.rels", book->links, strlen(book->links));
    }
    if (fine && book->sheet != NULL) {
        fine = add_part(archive, "xl/worksheets/sheet1.xml", book->sheet, bytes);
    }
    if (fine && book->encrypted) {
        zip_int64_t index = zip_name_locate(archive, "xl/worksheets/sheet1.xml", 0);

        fine = zip_file_set_encryption(archive, (zip_uint64_t)index, ZIP_EM_AES_256, "secret") == 0;
    }
    if (archive != NULL && (!fine || zip_close(archive) != 0)) {
        zip_discard(archive);
        return false;
    }
    return fine;
}

typedef enum Verdict { ANSWERED, WRONG_ANSWER, REFUSED, WORDLESS } Verdict;

static Verdict judge(FailKind *kind, char *words, size_t size)
{
    Asked asked = {.path = path, .outcome = "y = 1", .by = {"g"}, .memory = (size_t)1 << 28};
    Verdict verdict = WORDLESS;

    ask_of(&ENGINE_SMALL, &asked);
    *kind = FAIL_NONE;
    words[0] = '\0';
    if (asked.answered) {
        const Cell *a = asked_cell(&asked, "A");
        const Cell *b = asked_cell(&asked, "B");

        verdict = a != NULL && b != NULL && a->people == 1 && a->events == 1 && b->people == 1 &&
                          b->events == 0
                      ? ANSWERED
                      : WRONG_ANSWER;
    } else if (asked.context.first != NULL && asked.context.first->text.length > 0) {
        verdict = REFUSED;
        *kind = asked.context.first->fail;
        snprintf(words, size, "%.*s", STR_ARGS(asked.context.first->text));
    }
    asked_close(&asked);
    return verdict;
}

static void refuses(const char *what, const Workbook *book, FailKind want_kind, const char *want)
{
    char words[600];
    FailKind kind;
    bool written = write_book(book);

    OK(written && judge(&kind, words, sizeof words) == REFUSED && kind == want_kind &&
           strstr(words, want) != NULL,
       "%s: %s", what, want);
    if (written) {
        printf("# %s\n", words);
    }
}

static void answers(const char *what, const Workbook *book)
{
    char words[600];
    FailKind kind;

    OK(write_book(book) && judge(&kind, words, sizeof words) == ANSWERED, "%s", what);
    if (words[0] != '\0') {
        printf("# %s\n", words);
    }
}

static void test_parts(void)
{
    Workbook book = GOOD;

    answers("a plain workbook", &book);
    book.types = WRONG_TYPES;
    answers("content types that lie change nothing: parts are found by their links", &book);
    book.types = NULL;
    answers("nor do absent ones", &book);
    book = GOOD;
    book.links = LINKS("/xl/worksheets/sheet1.xml");
    answers("a link from the root", &book);
    book.links = LINKS("../../../etc/passwd");
    refuses("a link that leaves the workbook", &book, FAIL_INPUT, "damaged or cut short");
    book.links = LINKS("file:///etc/passwd");
    refuses("a link to a file of the machine", &book, FAIL_INPUT, "damaged or cut short");
    book.links = LINKS("workbook.xml");
    refuses("a link to a part that is no sheet", &book, FAIL_INPUT, "no sheet holds anything");
    book.links = NULL;
    refuses("no links", &book, FAIL_INPUT, "damaged or cut short");
    book = GOOD;
    book.sheet = NULL;
    refuses("no sheet", &book, FAIL_INPUT, "damaged or cut short");
    book.sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\">";
    refuses("XML that is cut", &book, FAIL_INPUT, "damaged or cut short");
    book.sheet = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet/>";
    refuses("entities that grow", &book, FAIL_INPUT, "declares a document type");
    book = GOOD;
    book.encrypted = true;
    if (write_book(&book)) {
        refuses("a sheet that is encrypted", &book, FAIL_INPUT, "protected by a password");
    } else {
        tap_skip("a sheet that is encrypted", "this libzip cannot write one");
    }
}

static void test_bombs(void)
{
    enum { BLANKS = 80 << 20, DEEP = 5000 };
    char *sheet = (char *)malloc(BLANKS);
    Workbook book = GOOD;
    size_t length = 0;

    if (!OK(sheet != NULL, "80 MB")) {
        return;
    }
    memset(sheet, ' ', BLANKS);
    book.sheet = sheet;
    book.sheet_bytes = BLANKS;
    memcpy(sheet, "<worksheet><sheetData>", 22);
    refuses("80 MB of blanks in 80 kB", &book, FAIL_LIMIT, "as a zip bomb does");
    for (size_t i = 0; i < DEEP; i++) {
        memcpy(sheet + length, "<a>", 3);
        length += 3;
    }
    book.sheet_bytes = length;
    refuses("elements 5,000 deep", &book, FAIL_INPUT, "damaged or cut short");
    free(sheet);
}

/* Reads the file at `path` whole. */
static size_t read_back(char *bytes, size_t size)
{
    FILE *file = fopen(path, "rb");
    size_t count = file == NULL ? 0 : fread(bytes, 1, size, file);

    if (file != NULL) {
        fclose(file);
    }
    return count;
}

static void write_back(const char *bytes, size_t count)
{
    FILE *file = fopen(path, "wb");

    if (file != NULL) {
        fwrite(bytes, 1, count, file);
        fclose(file);
    }
}

/* Cut at every length and with every byte changed: refused in words, or the same answer. */
static void test_damage(void)
{
    static char whole[1 << 16];
    static char bytes[1 << 16];
    size_t counts[2][4] = {{0}};
    char words[600];
    FailKind kind;
    size_t size = 0;

    if (!OK(write_book(&GOOD) && (size = read_back(whole, sizeof whole)) > 500, "a workbook")) {
        return;
    }
    for (size_t at = 0; at < size; at += 3) {
        write_back(whole, at);
        counts[0][judge(&kind, words, sizeof words)]++;
        memcpy(bytes, whole, size);
        bytes[at] = (char)(bytes[at] ^ 0x55);
        write_back(bytes, size);
        counts[1][judge(&kind, words, sizeof words)]++;
    }
    OK(counts[0][REFUSED] == (size + 2) / 3, "cut anywhere it is refused (%zu of %zu)",
       counts[0][REFUSED], (size + 2) / 3);
    OK(counts[1][WRONG_ANSWER] + counts[1][WORDLESS] == 0 && counts[1][REFUSED] > 100,
       "with a byte changed it is refused (%zu) or answers alike (%zu)", counts[1][REFUSED],
       counts[1][ANSWERED]);
}

int main(void)
{
    const char *root = getenv("TMPDIR");
    char folder[180];

    test_marks();
    snprintf(folder, sizeof folder, "%s/unknot-bad-XXXXXX", root == NULL ? "/tmp" : root);
    if (!OK(mkdtemp(folder) != NULL, "a folder for made files")) {
        return tap_done();
    }
    snprintf(path, sizeof path, "%s/t.xlsx", folder);
    test_parts();
    test_bombs();
    test_damage();
    unlink(path);
    OK(rmdir(folder) == 0, "nothing is left");
    return tap_done();
}
