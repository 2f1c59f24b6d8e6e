/* The data files of a study, opened for an audit. */
#ifndef UK_CLI_AUDIT_TABLES_H
#define UK_CLI_AUDIT_TABLES_H

#include "audit/audit_run.h"
#include "cli/read_options.h"

/* Opens every table's file and its look-ups, chooses who reads them (`wanted` as for
   engine_choose), and names them by their hash. What is in a database is read here, within the
   memory of `options`, and their progress is told. */
Status audit_tables_open(Context *context, const Study *study, Str wanted,
                         const EngineOptions *options, AuditTable **out) UK_MUST_USE;

#endif
