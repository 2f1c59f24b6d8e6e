/* unknot check: every mistake of a study file in one run; nothing is computed. */
#include "base/text.h"
#include "catalogue/code_list.h"
#include "catalogue/knot.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/study_files.h"
#include "disclosure/disclosure.h"

static Status name_knots(Context *context, StrSpan *out)
{
    size_t count;
    const Knot *knots = knot_rows(&count);

    *out = (StrSpan){TAKE(context, Str, count), count};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        out->items[i] = knots[i].id;
    }
    return done();
}

static Status name_code_lists(Context *context, StrSpan *out)
{
    size_t count;
    const CodeList *lists = code_list_rows(&count);

    *out = (StrSpan){TAKE(context, Str, count), count};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        out->items[i] = lists[i].id;
    }
    return done();
}

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
    size_t errors = context->error_count;
    StudyKnown known = {0};
    StudyColumns *columns;
    Study study = {0};
    Status form;

    if (arguments->operands.count != 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "give one study file: unknot check study.yaml");
    }
    TRY(name_knots(context, &known.knots));
    TRY(name_code_lists(context, &known.codes));
    form = study_file_read(context, arguments->operands.items[0], &study);
    if (study.tables.count == 0) {
        TRY(form);
        return status_since(context, errors);
    }
    TRY(study_files_heads(context, &study, &columns));
    if (study.protect.place.line > 0) {
        (void)disclosure_has_profile(context, study.protect.text, study.protect.place);
    }
    TRY(study_check(context, &study, columns, &known));
    TRY(form);
    TRY(status_since(context, errors));
    study_warn_of_people(context, &study);
    return say_whole(context, &study);
}
