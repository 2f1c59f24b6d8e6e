#include "cli/progress.h"

#include "base/os_file.h"

#include <stdio.h>

#define STDERR_DESCRIPTOR 2

static void draw(void *data, double share)
{
    ProgressLine *line = data;

    if (clock_seconds() - line->started < 1.0) {
        return;
    }
    line->drawn = true;
    if (share >= 0.0) {
        (void)fprintf(stderr, "\rreading: %3.0f %%", share * 100.0);
    } else {
        (void)fprintf(stderr, "\rreading: %.0f s", clock_seconds() - line->started);
    }
}

void progress_begin(ProgressLine *line, EngineOptions *options)
{
    *line = (ProgressLine){clock_seconds(), false};
    if (is_terminal(STDERR_DESCRIPTOR)) {
        options->progress = draw;
        options->progress_data = line;
    }
}

void progress_end(ProgressLine *line)
{
    if (line->drawn) {
        (void)fputs("\r                    \r", stderr);
    }
    line->drawn = false;
}
