/* The main job: every question that a study asks, put to its data. */
#ifndef UK_AUDIT_AUDIT_RUN_H
#define UK_AUDIT_AUDIT_RUN_H

#include "check/audit_findings.h"
#include "engine/engine.h"

/* One table of the study, opened. */
typedef struct AuditTable {
    Source *source;       /* NULL: it could not be opened, or nothing asks for it */
    Source **look_ups;    /* one for each of the table's look_ups */
    AuditFile *looked_up; /* the same as files; NULL: not worked out */
    const Engine *engine; /* that reads the source and its look-ups */
    Str file;             /* the file's name, or those of several, without folders */
    Str hash;             /* sha256 of all bytes, one file after another, in hexadecimal; may be
                             empty */
} AuditTable;

/* Asks everything that the study, checked by study_check, wants to know; `tables` has one for each
   of study->tables. Columns are derived in the sources. Every mistake that only the rows can tell
   (a group compared with that never occurs, an order that leaves a group out, a look-up with a
   repeated key, dates that are none) is noted, and the whole then fails with FAIL_INPUT. What a
   study asks for and data cannot answer is in `unseen`, never left out in silence.
   `asked` may be NULL; else each question is added to it, as the engine explains it, before it is
   put to the rows: which come later depends on what the rows answered before. */
Status audit_run(Context *context, const Study *study, const AuditTable *tables,
                 const EngineOptions *options, Text *asked, Audit **out) UK_MUST_USE;

#endif
