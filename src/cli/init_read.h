/* The file that `unknot init` reads: its columns, what they hold, and columns counted crossed. */
#ifndef UK_CLI_INIT_READ_H
#define UK_CLI_INIT_READ_H

#include "cli/read_options.h"
#include "profile/guess.h"

typedef struct InitFile {
    Source source;
    const Engine *engine;
    const Reader *reader;
    uint32_t *columns; /* of the profile's columns: indices into source.columns */
    Profile profile;
} InitFile;

/* Opens the file as `unknot gap` does, without the spread, whose columns must be there. Lists the
   columns that have names, of very many the first. */
Status init_file_open(Context *context, Str path, const Reader *reader, InitFile *out) UK_MUST_USE;

/* Counts the labels of every column and describes them. In one pass where no column has more
   labels than a tally takes; of a large text file the columns that have very many are looked at in
   its first part alone. */
Status init_file_count(Context *context, InitFile *file) UK_MUST_USE;

/* Fills the cells of a cross, if it asks for any. */
Status init_file_cross(Context *context, const InitFile *file, Cross *cross) UK_MUST_USE;

/* What init_file_count would ask first. */
Status init_file_explain(Context *context, const InitFile *file, Text *out) UK_MUST_USE;

#endif
