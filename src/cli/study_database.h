/* The tables of a study that stand in a database. */
#ifndef UK_CLI_STUDY_DATABASE_H
#define UK_CLI_STUDY_DATABASE_H

#include "engine/odbc/odbc.h"
#include "study/study.h"

/* True when the table, or its look-up where that is not NULL, is read from a database; `out` then
   says which. A look-up that names no database is in its table's. */
bool study_database(const StudyTable *table, const StudyLookUp *look_up, DatabaseTable *out);

/* Reads what the study needs of it, as study_file_options says: the columns that it names, all of a
   table that is spread. `hash` as database_read_table. */
Status study_database_open(Context *context, const Study *study, const DatabaseTable *database,
                           const DatabaseQuestion *question, Source *out, Str *hash) UK_MUST_USE;

#endif
