/* What an Excel file says beside its sheets: their names, its styles, its shared texts. For the
   sheet reader alone. */
#ifndef UK_ENGINE_SMALL_XLSX_BOOK_H
#define UK_ENGINE_SMALL_XLSX_BOOK_H

#include "engine/small/read_table.h"
#include "engine/small/xlsx_dates.h"
#include "engine/small/xlsx_zip.h"

typedef struct XlsxSheet {
    Str name;
    Str id;   /* of its relation */
    Str part; /* in the zip; empty when it holds no cells (a chart) */
    bool hidden;
} XlsxSheet;

typedef struct XlsxBook {
    Str file; /* its name, for messages */
    XlsxSheet *sheets;
    size_t sheet_count;
    size_t relation_count;
    bool from_1904;
    Str strings_part; /* empty when there is none */
    Str styles_part;
    XlsxFormat *formats; /* for each style that a cell may name */
    size_t format_count;
    TableCell *strings; /* offsets into `text` */
    size_t string_count;
    bool texts_read;  /* by xlsx_book_read_texts, were there none */
    Text text;        /* shared texts, and after them what cells add */
    int64_t unsolved; /* cells read that hold a formula and no value */
    int64_t unsolved_row;
} XlsxBook;

/* The names and places of sheets, and of the other parts. `before` is the text of books that were
   read into the same table before this one, which goes on with it; empty (text_new) for the first.
   */
Status xlsx_book_open(XlsxZip *zip, Text before, XlsxBook *out) UK_MUST_USE;

/* Styles and shared texts, before cells are read. */
Status xlsx_book_read_texts(Context *context, XlsxZip *zip, XlsxBook *book) UK_MUST_USE;

/* Adds text with Excel's escapes for control characters undone (_x000D_). */
void xlsx_text_add(Text *text, Str escaped);

#endif
