#include "engine/small/xlsx.h"

Status xlsx_read_heads(Context *context, Source *source, Str bytes)
{
    (void)bytes;
    return fail(context, FAIL_INPUT, source_place(source, 0),
                "an Excel file, which is not read yet");
}

Status xlsx_read_table(Context *context, const Source *source, Str bytes, const bool *wanted,
                       Table *out)
{
    (void)bytes;
    (void)wanted;
    (void)out;
    return fail(context, FAIL_INPUT, source_place(source, 0),
                "an Excel file, which is not read yet");
}
