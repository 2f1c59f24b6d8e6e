/* The cells of one sheet, row by row. For the sheet reader alone. */
#ifndef UK_ENGINE_SMALL_XLSX_SHEET_H
#define UK_ENGINE_SMALL_XLSX_SHEET_H

#include "engine/small/xlsx_book.h"

/* Rows of a sheet, and its columns, A to XFD. */
#define XLSX_ROWS_MOST ((int64_t)1048576)
#define XLSX_COLUMNS_MOST ((uint32_t)16384)

_Static_assert(XLSX_ROWS_MOST <= (int64_t)TABLE_ROWS_MOST, "a whole sheet fits a table");

/* Every book's text begins with one blank: the text of cells that hold something not asked for. */
#define XLSX_UNREAD_OFFSET 0

/* A cell that holds more than blanks; `text` is in the book's text. */
typedef struct XlsxCell {
    uint32_t column; /* 0 for A */
    TableCell text;
} XlsxCell;

/* Only rows that hold something are told of; cells ascend by column. */
typedef struct XlsxRow {
    int64_t number; /* from 1 */
    bool hidden;
    const XlsxCell *cells;
    size_t count;
} XlsxRow;

typedef struct XlsxRowCall {
    Status (*row)(Context *context, void *data, const XlsxRow *row);
    void *data;
    const bool *enough; /* set by the call to end the reading; may be NULL */
} XlsxRowCall;

/* Reads the sheet. Texts of cells in columns for which `wanted` (XLSX_COLUMNS_MOST; NULL: all) is
   false are not kept: they come as one blank. Without xlsx_book_read_texts shared texts come as one
   blank too. */
Status xlsx_sheet_read(Context *context, XlsxZip *zip, XlsxBook *book, Str part, const bool *wanted,
                       const XlsxRowCall *call) UK_MUST_USE;

#endif
