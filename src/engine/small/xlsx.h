/* Sheets of an Excel file: values only, dates by their style, the values that formulas last had. */
#ifndef UK_ENGINE_SMALL_XLSX_H
#define UK_ENGINE_SMALL_XLSX_H

#include "base/text.h"
#include "engine/small/read_table.h"

/* From `bytes` (the whole file): finds the sheet (options.sheet; else the only visible one that
   holds anything), the column heads below `skip` rows, and fills source->sheet, sheet_column,
   header_line, first_row_line and the columns (source_set_columns). Refuses what cannot be taken
   for one table: several sheets and none named, titles, heads without rows. */
Status xlsx_read_heads(Context *context, Source *source, Str bytes) UK_MUST_USE;

/* Adds all rows below the heads to `out`; see table_read. `source` is a file, or a part of one;
   `text` the text of the parts before it, empty (text_new) at first, for the same `out`. Cells
   are text as Excel means them: numbers in the fewest digits that say the same, TRUE and FALSE,
   dates as YYYY-MM-DD with HH:MM:SS where there is a time, errors as #N/A. Hidden rows are read
   and warned of. Mistakes: cells outside the columns with a name, empty rows between rows. Empty
   rows at the end and cells of blanks count for nothing. */
Status xlsx_read_table(Context *context, const Source *source, Str bytes, Table *out,
                       Text *text) UK_MUST_USE;

#endif
