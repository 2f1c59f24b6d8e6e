#include "cli/study_load.h"

#include "catalogue/code_list.h"
#include "catalogue/knot.h"
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

Status study_load(Context *context, const Arguments *arguments, const char *command, Study *out)
{
    size_t errors = context->error_count;
    StudyKnown known = {0};
    StudyColumns *columns;
    Status form;

    *out = (Study){.path = STR_NONE};
    if (arguments->operands.count != 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE, "give one study file: unknot %s study.yaml",
                    command);
    }
    TRY(name_knots(context, &known.knots));
    TRY(name_code_lists(context, &known.codes));
    form = study_file_read(context, arguments->operands.items[0], out);
    if (out->tables.count == 0) {
        TRY(form);
        return status_since(context, errors);
    }
    TRY(study_files_heads(context, out, &columns));
    if (out->protect.place.line > 0) {
        (void)disclosure_has_profile(context, out->protect.text, out->protect.place);
    }
    TRY(study_check(context, out, columns, &known));
    TRY(form);
    TRY(status_since(context, errors));
    study_warn_of_people(context, out);
    return done();
}
