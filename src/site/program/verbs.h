/* What `unknot commons` can be told to do. */
#ifndef UK_SITE_PROGRAM_VERBS_H
#define UK_SITE_PROGRAM_VERBS_H

#include "cli/arguments.h"

/* The store's name in the folder of a commons. */
#define STORE_NAME "commons.sqlite"
#define KEY_NAME "commons.key"

/* Operand 0 is the verb itself. Prints what it has to say. */
typedef Status VerbRun(Context *context, const Arguments *arguments);

VerbRun verb_init;
VerbRun verb_backup;
VerbRun verb_verify;
VerbRun verb_restore;
VerbRun verb_serve;
VerbRun verb_selftest;
VerbRun verb_work;

/* Finds the verb and runs it. */
Status site_command_run(Context *context, const Arguments *arguments) UK_MUST_USE;

/* What was typed there; there must be so many. */
Str verb_operand(const Arguments *arguments, size_t at);

/* The store, or the key, in that folder; it may not be there. */
Status verb_store_path(Context *context, Str folder, Str *out) UK_MUST_USE;
Status verb_key_path(Context *context, Str folder, Str *out) UK_MUST_USE;

/* Fails, with how to make one, when there is no store of that path. */
Status verb_expect_store(Context *context, Str folder, Str path) UK_MUST_USE;

#endif
