/* Internal: the file of a source as a table, read for one question or kept for many. */
#ifndef UK_ENGINE_SMALL_SMALL_FILE_H
#define UK_ENGINE_SMALL_SMALL_FILE_H

#include "engine/small/small_columns.h"

typedef struct SmallFile {
    Table table; /* of one question; empty when the file is kept */
    CodedTable *coded;
} SmallFile;

/* Reads the columns `wanted` (as table_read), or takes what source_keep has kept. The file's own
   table, before any spread. Stays where it is until small_file_close, after failure too. */
Status small_file_open(Context *context, const Source *source, const bool *wanted,
                       SmallFile *out) UK_MUST_USE;
void small_file_close(SmallFile *file);

/* The spread of the rows in `kept` (NULL: all), as table_spread; `file` was opened with all
   columns. */
Status small_file_spread(Context *context, const Source *source, const SmallFile *file,
                         const bool *kept, CodedTable **out) UK_MUST_USE;

/* After a question that failed: what was kept may be half made, of looked up files too. */
void small_file_forget(const Source *source);

#endif
