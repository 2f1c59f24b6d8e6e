/* Delimited text of any bytes, by the small engine: opened, read whole, counted. The first byte
   chooses the delimiter and whether the question is of people, amounts or published counts. */
#include "fuzz.h"

#include "engine/engine.h"

#include <stdlib.h>

enum { MEMORY_MOST = 1 << 28 };

static void ask(Context *context, const Source *source, unsigned choice)
{
    uint32_t first = 0;
    uint32_t last = (uint32_t)source->columns.count - 1;
    Cuboid cuboid = {&first, 1};
    Expression *outcome = NULL;
    Request request = {.source = source,
                       .amount = COLUMN_NONE,
                       .events = COLUMN_NONE,
                       .out_of = COLUMN_NONE,
                       .count = COLUMN_NONE,
                       .person = COLUMN_NONE,
                       .weight = COLUMN_NONE,
                       .cuboids = &cuboid,
                       .cuboid_count = 1};
    Reading reading;

    if ((choice & 3) == 0) {
        request.amount = last;
    } else if ((choice & 3) == 1) {
        request.events = last;
        request.out_of = first;
    } else {
        Str text = str_format(context->arena, "known([%.*s])", STR_ARGS(source->columns.items[0]));

        if (failed(expression_parse(context, text, PLACE_NONE, &outcome)) ||
            failed(expression_type(context, outcome, source->columns, source->name))) {
            return;
        }
        request.outcome = outcome;
    }
    if (!failed(ENGINE_SMALL.tally(context, &request, &reading)) && reading.rows_read < 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static const char *const DELIMITERS[] = {"", ",", ";", "tab"};
    unsigned choice = count == 0 ? 0 : bytes[0];
    Arena *arena = arena_new(MEMORY_MOST);
    Context context = {.arena = arena};
    ReadOptions options = {.delimiter = str_from(DELIMITERS[choice >> 2 & 3]),
                           .skip = (choice >> 4 & 1)};
    Source source;
    Str text = {(const char *)bytes + (count > 0), count - (count > 0)};
    Status status;

    if (arena == NULL) {
        return 0;
    }
    if ((choice & 0x20) != 0) {
        options.encoding = STR("windows-1252");
    }
    status = source_open_bytes(&context, STR("t.csv"), text, &options, &source);
    if (failed(status) != (context.error_count > 0)) {
        abort(); /* a failure without words, or words without a failure */
    }
    if (!failed(status) && source.format == SOURCE_DELIMITED && source.columns.count > 0) {
        ask(&context, &source, choice);
    }
    arena_free(arena);
    return 0;
}
