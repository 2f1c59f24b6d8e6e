/* The options that every command takes which reads data. */
#ifndef UK_CLI_READ_OPTIONS_H
#define UK_CLI_READ_OPTIONS_H

#include "cli/arguments.h"
#include "engine/engine.h"

typedef struct Reader {
    ReadOptions read;
    EngineOptions engine_options;
    Str engine;  /* as asked, or empty */
    Str protect; /* the rule's name, or empty */
    bool explain;
} Reader;

/* Notes every value that cannot be understood. */
Status read_options_parse(Context *context, const Arguments *arguments, Reader *out) UK_MUST_USE;

/* Opens the file to be read and chooses its engine; Parquet and JSON lines get their columns. Notes
   an unknown engine beside a file that cannot be opened. */
Status data_open(Context *context, Str path, const ReadOptions *options, Str engine, Source *out,
                 const Engine **chosen) UK_MUST_USE;

/* A size such as "2GB", "500 MB", "800000": bytes; false when it is none. */
bool size_parse(Str text, int64_t *bytes);

/* Splits "COL=VALUE" of an option at its first "="; notes what is wrong. */
bool pair_parse(Context *context, const char *option, Str given, Str *name, Str *value);

/* Splits at commas, trimmed, empty pieces kept; a piece in double quotes may hold commas. */
Status list_parse(Context *context, Str text, StrSpan *out) UK_MUST_USE;

#endif
