/* unknot remeasure: two bundles of one study, then and now. */
#include "base/os_file.h"
#include "base/path.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "disclosure/bundle_read.h"
#include "disclosure/remeasure_audits.h"
#include "report/remeasure_report.h"

typedef struct RemeasureOutputs {
    Str report;
    Str bundle;
    bool json;
} RemeasureOutputs;

static Status read_bytes(Context *context, Str path, Str *out)
{
    FileFacts facts = file_facts(path);
    Str shown = str_show(context->arena, path, 200);

    if (facts.kind == FILE_FOLDER) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "'%.*s' is a folder; name the file that 'unknot audit STUDY --bundle FILE' "
                    "wrote",
                    STR_ARGS(shown));
    }
    if (facts.kind == FILE_MISSING) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "there is no file '%.*s'; 'unknot audit STUDY --bundle FILE' writes a bundle",
                    STR_ARGS(shown));
    }
    /* one byte more than a bundle may have, so that the reader of bundles says it is too large */
    return file_read_start(context, path, (size_t)BUNDLE_BYTES_MOST + 1, out);
}

static Status read_both(Context *context, const StrSpan *names, ShownAudit **then, ShownAudit **now)
{
    FileIdentity first = path_identity(context->arena, names->items[0]);
    FileIdentity second = path_identity(context->arena, names->items[1]);
    Str then_bytes;
    Str now_bytes;

    TRY(read_bytes(context, names->items[0], &then_bytes));
    TRY(read_bytes(context, names->items[1], &now_bytes));
    if (path_same_file(&first, &second) || str_equal(then_bytes, now_bytes)) {
        return fail(context, FAIL_INPUT, (Place){names->items[1], 0, 0},
                    "both bundles are the same, so nothing can have changed; name the earlier one "
                    "first and the later one second");
    }
    TRY(bundle_read(context, names->items[0], then_bytes, then));
    return bundle_read(context, names->items[1], now_bytes, now);
}

/* What is read is never written over. */
static void check_output(Context *context, const StrSpan *names, Str path, const char *option)
{
    FileIdentity own = path_identity(context->arena, path);

    for (size_t i = 0; path.length > 0 && i < names->count; i++) {
        FileIdentity bundle = path_identity(context->arena, names->items[i]);
        Str shown = str_show(context->arena, path, 80);

        if (path_same_file(&own, &bundle)) {
            note_error(context, FAIL_INPUT, arguments_place(option),
                       "'%.*s' is one of the two bundles, and the answer would take its place; "
                       "name another file",
                       STR_ARGS(shown));
            return;
        }
    }
}

static void check_apart(Context *context, const RemeasureOutputs *outputs)
{
    FileIdentity report = path_identity(context->arena, outputs->report);
    FileIdentity bundle = path_identity(context->arena, outputs->bundle);

    if (outputs->report.length > 0 && outputs->bundle.length > 0 &&
        path_same_file(&report, &bundle)) {
        note_error(context, FAIL_INPUT, arguments_place("--bundle"),
                   "--output writes this file too, and the two cannot be the same; name another");
    }
}

static Status write_answers(Context *context, const ShownRemeasure *all,
                            const RemeasureOutputs *outputs)
{
    Text json = text_new(context->arena);
    Text text = text_new(context->arena);
    Text page = text_new(context->arena);
    Str html = STR_NONE;
    Str machine = STR_NONE;
    Str said;

    if (outputs->json || outputs->bundle.length > 0) {
        TRY(remeasure_write_json(context, all, &json));
        TRY(text_finish(context, &json, &machine));
    }
    if (outputs->report.length > 0) {
        TRY(remeasure_write_html(context, all, &page));
        TRY(text_finish(context, &page, &html));
    }
    if (outputs->json) {
        said = machine;
    } else {
        TRY(remeasure_write_text(context, all, output_width(), &text));
        TRY(text_finish(context, &text, &said));
    }
    if (outputs->report.length > 0) {
        TRY(file_write_whole(context, outputs->report, html));
    }
    if (outputs->bundle.length > 0) {
        TRY(file_write_whole(context, outputs->bundle, machine));
    }
    return output_print(context, said);
}

Status remeasure_run(Context *context, const Arguments *arguments)
{
    const StrSpan *names = &arguments->operands;
    size_t errors = context->error_count;
    RemeasureOutputs outputs = {.report = arguments_text(arguments, "output"),
                                .bundle = arguments_text(arguments, "bundle"),
                                .json = arguments_given(arguments, "json")};
    const ShownRemeasure *all;
    ShownAudit *then;
    ShownAudit *now;

    if (names->count != 2) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "give two bundles, the earlier one first: unknot remeasure then.json now.json");
    }
    check_output(context, names, outputs.report, "--output");
    check_output(context, names, outputs.bundle, "--bundle");
    check_apart(context, &outputs);
    TRY(status_since(context, errors));
    TRY(read_both(context, names, &then, &now));
    TRY(disclosure_remeasure(context, then, names->items[0], now, names->items[1], &all));
    return write_answers(context, all, &outputs);
}
