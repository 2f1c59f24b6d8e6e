/* A line on stderr that says how far the reading of a file is: on a terminal, after a second. */
#ifndef UK_CLI_PROGRESS_H
#define UK_CLI_PROGRESS_H

#include "engine/engine.h"

typedef struct ProgressLine {
    double started; /* clock_seconds */
    bool drawn;
} ProgressLine;

/* Has the engine tell `line`, which stays where it is until progress_end; nothing where stderr is
   no terminal. */
void progress_begin(ProgressLine *line, EngineOptions *options);

/* Wipes the line, if there is one. */
void progress_end(ProgressLine *line);

#endif
