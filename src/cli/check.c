/* unknot check: every mistake of a study file in one run; nothing is computed. */
#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/study_load.h"

static Status say_whole(Context *context, const Study *study)
{
    Text text = text_new(context->arena);
    Str sentence;

    text_add_shown(&text, study->path, 200);
    text_format(&text, ": no mistakes; tables %zu, groups %zu, outcomes %zu, pathways %zu\n",
                study->tables.count, study->groups.count, study->outcomes.count,
                study->pathways.count);
    TRY(text_finish(context, &text, &sentence));
    return output_print(context, sentence);
}

Status check_run(Context *context, const Arguments *arguments)
{
    Study study;

    TRY(study_load(context, arguments, "check", &study));
    return say_whole(context, &study);
}
