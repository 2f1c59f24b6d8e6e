/* DuckDB as an audit has it: the source is held, and each question asked twice, so that the second
   answer comes of what the first left. */
#ifndef UK_TESTS_ENGINE_HOLDING_H
#define UK_TESTS_ENGINE_HOLDING_H

#include "engine/engine.h"

static inline Status ask_twice(Context *context, const Request *request, RowTable *rows,
                               Reading *reading)
{
    Source source = *request->source;
    Source *held = &source;
    Request asked = *request;
    EngineHold *hold = NULL;
    Status status = ENGINE_DUCKDB.hold(context, &held, 1, &hold);

    asked.source = held;
    for (int turn = 0; turn < 2 && !failed(status); turn++) {
        status = rows == NULL ? ENGINE_DUCKDB.tally(context, &asked, reading)
                              : ENGINE_DUCKDB.rows(context, &asked, rows, reading);
    }
    ENGINE_DUCKDB.let_go(hold);
    return status;
}

static inline Status held_tally(Context *context, const Request *request, Reading *reading)
{
    return ask_twice(context, request, NULL, reading);
}

static inline Status held_rows(Context *context, const Request *request, RowTable *rows,
                               Reading *reading)
{
    return ask_twice(context, request, rows, reading);
}

static const Engine ENGINE_HELD = {.name = {"held", 4}, .tally = held_tally, .rows = held_rows};

#endif
