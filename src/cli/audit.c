/* unknot audit: a study and its data to a report, a bundle, tables and pictures. */
#include "audit/audit_run.h"
#include "base/os_file.h"
#include "cli/audit_tables.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/study_load.h"
#include "disclosure/disclosure.h"
#include "disclosure/protect_audit.h"
#include "report/bundle_write.h"
#include "report/report.h"

/* What was asked for. */
typedef struct AuditOutputs {
    Str report;
    Str bundle;
    Str charts;
    Str tables;
    ReportView view;
    bool json;
} AuditOutputs;

/* ---- options ---- */

/* How a file is read stands in the study, beside the file. */
static void refuse_file_options(Context *context, const Arguments *arguments)
{
    static const char *const OPTIONS[] = {"encoding", "skip", "delimiter", "sheet", "spread"};

    for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++) {
        if (arguments_given(arguments, OPTIONS[i])) {
            note_error(context, FAIL_INPUT, PLACE_NONE,
                       "'--%s' belongs in the study: write '%s:' under the table it is for",
                       OPTIONS[i], OPTIONS[i]);
        }
    }
}

static void read_view(Context *context, const Arguments *arguments, AuditOutputs *out)
{
    Str wanted = arguments_text(arguments, "view");
    Str shown = str_show(context->arena, wanted, 40);

    if (wanted.length == 0) {
        return;
    }
    for (int view = 0; view < VIEW_COUNT; view++) {
        if (str_equal(wanted, report_view_name((ReportView)view))) {
            out->view = (ReportView)view;
            return;
        }
    }
    note_error(context, FAIL_INPUT, arguments_place("--view"),
               "there is no view '%.*s'; write full, public or meeting", STR_ARGS(shown));
}

static void read_outputs(Context *context, const Arguments *arguments, AuditOutputs *out)
{
    *out = (AuditOutputs){.report = arguments_text(arguments, "output"),
                          .bundle = arguments_text(arguments, "bundle"),
                          .charts = arguments_text(arguments, "charts"),
                          .tables = arguments_text(arguments, "csv"),
                          .json = arguments_given(arguments, "json")};
    read_view(context, arguments, out);
    if (out->view != VIEW_FULL && out->report.length == 0) {
        note_error(context, FAIL_INPUT, arguments_place("--view"),
                   "a view is a way of writing the report; add -o FILE");
    }
}

/* A folder that is there is written into; one that is not is made. */
static Status need_folder(Context *context, Str path, const char *option)
{
    if (path.length == 0) {
        return done();
    }
    if (file_facts(path).kind == FILE_MISSING) {
        return folder_make(context, path);
    }
    if (file_facts(path).kind != FILE_FOLDER) {
        return fail(context, FAIL_INPUT, arguments_place(option),
                    "this is a file, and a folder is needed; name another");
    }
    return done();
}

/* ---- outputs ---- */

typedef Status ListFiles(Context *context, const ShownAudit *audit, ReportFiles *files);

static Status write_folder(Context *context, const ShownAudit *audit, Str folder, ListFiles *list)
{
    ReportFiles files;

    if (folder.length == 0) {
        return done();
    }
    TRY(list(context, audit, &files));
    for (size_t i = 0; i < files.count; i++) {
        Text text = text_new(context->arena);
        Str path;

        text_format(&text, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(files.items[i].name));
        TRY(text_finish(context, &text, &path));
        TRY(file_write_whole(context, path, files.items[i].bytes));
    }
    return done();
}

static Status write_report(Context *context, const ShownAudit *audit, const AuditOutputs *outputs)
{
    Text text = text_new(context->arena);
    Str written;

    if (outputs->report.length == 0) {
        return done();
    }
    TRY(report_write_html(context, audit, outputs->view, &text));
    TRY(text_finish(context, &text, &written));
    return file_write_whole(context, outputs->report, written);
}

static Status make_bundle(Context *context, const ShownAudit *audit, Str *out)
{
    Text text = text_new(context->arena);

    TRY(bundle_write(context, audit, &text));
    return text_finish(context, &text, out);
}

static Status write_bundle(Context *context, const ShownAudit *audit, const AuditOutputs *outputs)
{
    Str written;

    if (outputs->bundle.length == 0) {
        return done();
    }
    TRY(make_bundle(context, audit, &written));
    return file_write_whole(context, outputs->bundle, written);
}

static void say_where(Text *text, const char *what, Str path)
{
    if (path.length > 0) {
        text_format(text, "%s: ", what);
        text_add_shown(text, path, 1000);
        text_add_byte(text, '\n');
    }
}

static Status print_summary(Context *context, const ShownAudit *audit, const AuditOutputs *outputs)
{
    Text text = text_new(context->arena);
    Str written;

    if (outputs->json) {
        TRY(make_bundle(context, audit, &written));
        return output_print(context, written);
    }
    TRY(report_write_summary(context, audit, terminal_width(80), &text));
    text_add_byte(&text, '\n');
    say_where(&text, "report", outputs->report);
    say_where(&text, "bundle", outputs->bundle);
    say_where(&text, "tables", outputs->tables);
    say_where(&text, "charts", outputs->charts);
    if (outputs->report.length == 0) {
        text_add(&text, STR("Add -o report.html for the whole report.\n"));
    }
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}

Status audit_command_run(Context *context, const Arguments *arguments)
{
    size_t errors = context->error_count;
    AuditOutputs outputs;
    AuditTable *tables;
    ShownAudit *shown;
    Status options;
    Audit *audit;
    Reader reader;
    Study study;
    Str profile;

    options = read_options_parse(context, arguments, &reader);
    refuse_file_options(context, arguments);
    read_outputs(context, arguments, &outputs);
    if (reader.protect.length > 0) {
        (void)disclosure_has_profile(context, reader.protect, arguments_place("--protect"));
    }
    TRY(study_load(context, arguments, "audit", &study));
    TRY(options);
    TRY(status_since(context, errors));
    profile = reader.protect.length > 0 ? reader.protect : study.protect.text;
    TRY(need_folder(context, outputs.charts, "--charts"));
    TRY(need_folder(context, outputs.tables, "--csv"));
    TRY(audit_tables_open(context, &study, reader.engine, &tables));
    TRY(audit_run(context, &study, tables, &reader.engine_options, &audit));
    TRY(disclosure_protect_audit(context, audit, profile, STR(UNKNOT_VERSION), &shown));
    TRY(write_report(context, shown, &outputs));
    TRY(write_bundle(context, shown, &outputs));
    TRY(write_folder(context, shown, outputs.tables, report_list_tables));
    TRY(write_folder(context, shown, outputs.charts, report_list_charts));
    return print_summary(context, shown, &outputs);
}
