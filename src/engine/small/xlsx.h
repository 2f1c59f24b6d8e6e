/* Sheets of an Excel file: values only, dates by their style, the values that formulas last had. */
#ifndef UK_ENGINE_SMALL_XLSX_H
#define UK_ENGINE_SMALL_XLSX_H

#include "engine/small/read_table.h"

/* What of an Excel file is ever unpacked, in all: more is FAIL_LIMIT. */
#define XLSX_UNPACKED_MOST ((int64_t)1 << 30)

/* From `bytes` (the whole file): finds the sheet (options.sheet; else the only one that holds
   anything), the column heads below `skip` rows, and fills source->sheet, sheet_column, header_line,
   first_row_line and the columns (source_set_columns). */
Status xlsx_read_heads(Context *context, Source *source, Str bytes) UK_MUST_USE;

/* All rows below the heads; see table_read. */
Status xlsx_read_table(Context *context, const Source *source, Str bytes, const bool *wanted,
                       Table *out) UK_MUST_USE;

#endif
