#include "cli/output.h"

#include "base/number.h"
#include "base/os_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STDOUT_DESCRIPTOR 1

Status output_print(Context *context, Str text)
{
    if (fwrite(text.bytes, 1, text.length, stdout) != text.length || fflush(stdout) != 0) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "the answer could not be written (%s); free some space or write elsewhere",
                    strerror(errno));
    }
    return done();
}

bool output_colour(Str path)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    return path.length == 0 && is_terminal(STDOUT_DESCRIPTOR) &&
           (no_colour == NULL || no_colour[0] == '\0') &&
           (terminal == NULL || !str_equal(str_from(terminal), STR("dumb")));
}

int output_width(void)
{
    int64_t columns;

    if (number_parse_integer(str_from(getenv("COLUMNS")), &columns) && columns >= 20 &&
        columns <= 1000) {
        return (int)columns;
    }
    return terminal_width(80);
}

Status output_write(Context *context, Str path, Str text)
{
    return path.length > 0 ? file_write_whole(context, path, text) : output_print(context, text);
}
