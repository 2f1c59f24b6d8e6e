/* unknot check: every mistake of a study file in one run; nothing is computed. */
#include "base/json.h"
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

/* Mistakes are told on stderr either way, and exit with 2: this is said of a study without any. */
static Status say_json(Context *context, const Study *study)
{
    Text text = text_new(context->arena);
    JsonWriter json = json_writer(&text, true);
    Str written;

    json_object_open(&json);
    json_key(&json, "unknot");
    json_integer(&json, 1);
    json_key(&json, "kind");
    json_text(&json, STR("check"));
    json_key(&json, "study");
    json_text(&json, study->path);
    json_key(&json, "mistakes");
    json_integer(&json, 0);
    json_key(&json, "tables");
    json_integer(&json, (int64_t)study->tables.count);
    json_key(&json, "groups");
    json_integer(&json, (int64_t)study->groups.count);
    json_key(&json, "outcomes");
    json_integer(&json, (int64_t)study->outcomes.count);
    json_key(&json, "pathways");
    json_integer(&json, (int64_t)study->pathways.count);
    json_object_close(&json);
    text_add_byte(&text, '\n');
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}

Status check_run(Context *context, const Arguments *arguments)
{
    Study study;

    TRY(study_load(context, arguments, "check", &study));
    return arguments_given(arguments, "json") ? say_json(context, &study)
                                              : say_whole(context, &study);
}
