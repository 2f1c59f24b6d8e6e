/* DuckDB behind engine.h. */
#include "engine/duckdb/duck_tally.h"
#include "engine/duckdb/duck_mistakes.h"
#include "engine/sql.h"

static Status duck_engine_tally(Context *context, const Request *request, Reading *out)
{
    AUTO(DuckSession, duck_session_close) session = {0};
    DuckQuestion question;
    DuckSigns signs;

    TRY(duck_session_open(context, request->source, &request->options, &session));
    TRY(duck_question_prepare(context, &session, request, &question));
    TRY(duck_tally_read(context, &session, &question, out, &signs));
    return duck_mistakes_check(context, &session, &question, &signs);
}
