/* unknot audit: a study and its data to a report, a bundle, tables and pictures. */
#include "audit/audit_run.h"
#include "base/os_file.h"
#include "cli/audit_tables.h"
#include "cli/commands.h"
#include "cli/held_files.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "cli/study_load.h"
#include "cli/table_files.h"
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
               "there is no view '%.*s'; write full, public, meeting, board, "
               "nhs-13sa, gripp2, tripod-ai, standing-together or nice-esf",
               STR_ARGS(shown));
}

static void read_outputs(Context *context, const Arguments *arguments, AuditOutputs *out)
{
    *out = (AuditOutputs){.report = arguments_text(arguments, "output"),
                          .bundle = arguments_text(arguments, "bundle"),
                          .charts = arguments_text(arguments, "charts"),
                          .tables = arguments_text(arguments, "csv"),
                          .json = arguments_given(arguments, "json")};
    read_view(context, arguments, out);
    if (out->view != VIEW_FULL && out->report.length == 0 &&
        !arguments_given(arguments, "explain")) {
        note_error(context, FAIL_INPUT, arguments_place("--view"),
                   "a view is a way of writing the report; add -o FILE");
    }
}

/* Questions are no answer: they go to the terminal alone. */
static void refuse_outputs(Context *context, const Arguments *arguments)
{
    static const char *const OUTPUTS[] = {"output", "view", "bundle", "charts", "csv", "json"};

    for (size_t i = 0; i < sizeof OUTPUTS / sizeof OUTPUTS[0]; i++) {
        if (arguments_given(arguments, OUTPUTS[i])) {
            note_error(context, FAIL_INPUT, arguments_place("--explain"),
                       "questions are printed and no answer is written; leave out --%s",
                       OUTPUTS[i]);
        }
    }
}

static Status hold_table(Context *context, const Study *study, const StudyTable *table,
                         HeldFiles *held)
{
    TableFiles files;

    if (table->files.count > 0) { /* else in a database */
        TRY(table_files_find(context, study, table, &files));
        for (size_t i = 0; i < files.paths.count; i++) {
            TRY(held_files_read(context, held, files.paths.items[i]));
        }
    }
    for (size_t i = 0; i < table->look_ups.count; i++) {
        if (table->look_ups.items[i].file.text.length > 0) {
            TRY(table_file_named(context, study, &table->look_ups.items[i].file, &files));
            TRY(held_files_read(context, held, files.name));
        }
    }
    return done();
}

/* The study and people's data are never written over, and two answers not over each other. The
   names of tables and pictures are known when they are made: see check_folders. */
static Status check_outputs(Context *context, const AuditOutputs *outputs, const Study *study,
                            HeldFiles *held)
{
    size_t errors = context->error_count;

    *held = (HeldFiles){.items = NULL};
    TRY(held_files_read(context, held, study->path));
    for (size_t i = 0; i < study->tables.count; i++) {
        TRY(hold_table(context, study, &study->tables.items[i], held));
    }
    if (outputs->report.length > 0) {
        TRY(held_files_write(context, held, outputs->report, "--output", false));
    }
    if (outputs->bundle.length > 0) {
        TRY(held_files_write(context, held, outputs->bundle, "--bundle", false));
    }
    return status_since(context, errors);
}

/* A folder that is not there is made when there is something to write; a file in its place is told
   before anything is read. */
static void check_folder(Context *context, Str path, const char *option)
{
    FileKind kind = path.length == 0 ? FILE_MISSING : file_facts(path).kind;

    if (kind != FILE_MISSING && kind != FILE_FOLDER) {
        note_error(context, FAIL_INPUT, arguments_place(option),
                   "this is a file, and a folder is needed; name another");
    }
}

/* ---- outputs ---- */

/* All that will be written, made before any of it is: memory refused then means no file. Names are
   whole paths here. */
typedef struct AuditAnswers {
    ReportFile report;
    ReportFile bundle;
    ReportFiles tables;
    ReportFiles charts;
    Str said; /* on stdout */
} AuditAnswers;

typedef Status ListFiles(Context *context, const ShownAudit *audit, ReportFiles *files);

static Status list_folder(Context *context, const ShownAudit *audit, Str folder, ListFiles *list,
                          ReportFiles *files)
{
    if (folder.length == 0) {
        return done();
    }
    TRY(list(context, audit, files));
    for (size_t i = 0; i < files->count; i++) {
        Text path = text_new(context->arena);

        text_format(&path, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(files->items[i].name));
        TRY(text_finish(context, &path, &files->items[i].name));
    }
    return done();
}

/* Of the split that NHS bodies publish also as one table. */
static Status list_split_too(Context *context, const ShownAudit *audit, ReportFiles *files)
{
    TRY(report_list_tables(context, audit, files));
    return report_add_split(context, audit, files);
}

static Status make_report(Context *context, const ShownAudit *audit, ReportView view, Str *out)
{
    Text text = text_new(context->arena);

    TRY(report_write_html(context, audit, view, &text));
    return text_finish(context, &text, out);
}

static Status make_bundle(Context *context, const ShownAudit *audit, Str *out)
{
    Text text = text_new(context->arena);

    TRY(bundle_write(context, audit, &text));
    return text_finish(context, &text, out);
}

static void say_where(Text *text, const char *what, Str path)
{
    if (path.length > 0) {
        text_format(text, "%s: ", what);
        text_add_shown(text, path, 1000);
        text_add_byte(text, '\n');
    }
}

static Status make_summary(Context *context, const ShownAudit *audit, const AuditOutputs *outputs,
                           Str *out)
{
    Text text = text_new(context->arena);

    TRY(report_write_summary(context, audit, terminal_width(80), &text));
    text_add_byte(&text, '\n');
    say_where(&text, "report", outputs->report);
    say_where(&text, "bundle", outputs->bundle);
    say_where(&text, "tables", outputs->tables);
    say_where(&text, "charts", outputs->charts);
    if (outputs->report.length == 0) {
        text_add(&text, STR("Add -o report.html for the whole report.\n"));
    }
    return text_finish(context, &text, out);
}

static Status make_answers(Context *context, const ShownAudit *audit, const AuditOutputs *outputs,
                           AuditAnswers *out)
{
    *out = (AuditAnswers){.report = {.name = outputs->report}, .bundle = {.name = outputs->bundle}};
    if (outputs->report.length > 0) {
        TRY(make_report(context, audit, outputs->view, &out->report.bytes));
    }
    if (outputs->bundle.length > 0 || outputs->json) {
        TRY(make_bundle(context, audit, &out->bundle.bytes));
    }
    TRY(list_folder(context, audit, outputs->tables,
                    outputs->view == VIEW_NHS_13SA ? list_split_too : report_list_tables,
                    &out->tables));
    TRY(list_folder(context, audit, outputs->charts, report_list_charts, &out->charts));
    if (outputs->json) {
        out->said = out->bundle.bytes;
        return done();
    }
    return make_summary(context, audit, outputs, &out->said);
}

static Status check_folders(Context *context, const AuditAnswers *answers, HeldFiles *held)
{
    size_t errors = context->error_count;

    for (size_t i = 0; i < answers->tables.count; i++) {
        TRY(held_files_write(context, held, answers->tables.items[i].name, "--csv", true));
    }
    for (size_t i = 0; i < answers->charts.count; i++) {
        TRY(held_files_write(context, held, answers->charts.items[i].name, "--charts", true));
    }
    return status_since(context, errors);
}

static Status write_file(Context *context, const ReportFile *file)
{
    return file->name.length == 0 ? done() : file_write_whole(context, file->name, file->bytes);
}

/* How many of the files asked for are there. */
typedef struct Written {
    size_t report;
    size_t bundle;
    size_t tables;
    size_t charts;
} Written;

static Status write_one(Context *context, const ReportFile *file, size_t *written)
{
    TRY(write_file(context, file));
    *written += file->name.length > 0;
    return done();
}

static Status write_folder(Context *context, Str folder, const ReportFiles *files, size_t *written)
{
    if (folder.length > 0 && file_facts(folder).kind == FILE_MISSING) {
        TRY(folder_make(context, folder));
    }
    for (size_t i = 0; i < files->count; i++) {
        TRY(write_one(context, &files->items[i], written));
    }
    return done();
}

static Status write_all(Context *context, const AuditOutputs *outputs, const AuditAnswers *answers,
                        Written *written)
{
    TRY(write_one(context, &answers->report, &written->report));
    TRY(write_one(context, &answers->bundle, &written->bundle));
    TRY(write_folder(context, outputs->tables, &answers->tables, &written->tables));
    return write_folder(context, outputs->charts, &answers->charts, &written->charts);
}

/* "'report.html', 3 of 12 files in 'csv'" */
static void add_some(Text *list, Str path, size_t count, size_t of, bool folder)
{
    if (path.length == 0 || count == 0) {
        return;
    }
    text_add(list, list->length > 0 ? STR(", ") : STR_NONE);
    if (folder) {
        text_format(list, "%zu of %zu files in ", count, of);
    }
    text_add(list, STR("'"));
    text_add_shown(list, path, 200);
    text_add(list, STR("'"));
}

/* Where one of several outputs could not be written: which are new, and which are not. */
static void say_written(Context *context, const AuditOutputs *outputs, const AuditAnswers *answers,
                        const Written *written)
{
    size_t tables = answers->tables.count;
    size_t charts = answers->charts.count;
    Text there = text_new(context->arena);
    Text not_there = text_new(context->arena);
    Str news;
    Str rest;

    add_some(&there, answers->report.name, written->report, 1, false);
    add_some(&there, answers->bundle.name, written->bundle, 1, false);
    add_some(&there, outputs->tables, written->tables, tables, true);
    add_some(&there, outputs->charts, written->charts, charts, true);
    add_some(&not_there, answers->report.name, 1 - written->report, 1, false);
    add_some(&not_there, answers->bundle.name, 1 - written->bundle, 1, false);
    add_some(&not_there, outputs->tables, tables - written->tables, tables, true);
    add_some(&not_there, outputs->charts, charts - written->charts, charts, true);
    news = there.length > 0 ? text_str(&there) : STR("nothing");
    rest = text_str(&not_there);
    note_warning(context, PLACE_NONE, "written: %.*s; not written, and as it was before: %.*s",
                 STR_ARGS(news), STR_ARGS(rest));
}

static Status write_answers(Context *context, const AuditOutputs *outputs,
                            const AuditAnswers *answers)
{
    Written written = {0};
    Status status = write_all(context, outputs, answers, &written);

    if (failed(status)) {
        say_written(context, outputs, answers, &written);
        return status;
    }
    return output_print(context, answers->said);
}

/* True when a group of any finding has a number that is told. */
static bool shows_something(const ShownAudit *audit)
{
    for (size_t f = 0; f < shown_audit_finding_count(audit); f++) {
        const ShownFinding *finding = shown_audit_finding(audit, f);

        for (size_t p = 0; p < finding->part_count; p++) {
            const ShownTable *table = finding->parts[p].base;

            for (size_t g = 0; g < table->group_count; g++) {
                if (table->groups[g].estimate.estimate.state == SHOWN_VALUE) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Not a mistake of the person's: the people are too few for these questions. */
static void say_when_nothing_is_left(Context *context, const ShownAudit *audit)
{
    if (shown_audit_finding_count(audit) > 0 && !shows_something(audit)) {
        note_warning(context, PLACE_NONE,
                     "nothing is left to show: in every group so few people are counted that a "
                     "number could tell of one of them. Pool what can be pooled: several years or "
                     "places in one file, wider age bands, fewer groups ('detail', 'largest', "
                     "'labels')");
    }
}

Status audit_command_run(Context *context, const Arguments *arguments)
{
    size_t errors = context->error_count;
    Text asked = text_new(context->arena);
    AuditAnswers answers;
    AuditOutputs outputs;
    AuditTable *tables;
    HeldFiles held;
    ProgressLine line;
    ShownAudit *shown;
    Status answered;
    Status options;
    Audit *audit;
    Reader reader;
    Study study;
    Str profile;

    options = read_options_parse(context, arguments, &reader);
    read_outputs(context, arguments, &outputs);
    check_folder(context, outputs.charts, "--charts");
    check_folder(context, outputs.tables, "--csv");
    if (reader.explain) {
        refuse_outputs(context, arguments);
    }
    if (reader.protect.length > 0) {
        (void)disclosure_has_profile(context, reader.protect, arguments_place("--protect"));
    }
    TRY(study_load(context, arguments, "audit", &study));
    TRY(options);
    TRY(status_since(context, errors));
    TRY(check_outputs(context, &outputs, &study, &held));
    profile = reader.protect.length > 0 ? reader.protect : study.protect.text;
    progress_begin(&line, &reader.engine_options);
    answered = audit_tables_open(context, &study, reader.engine, &reader.engine_options, &tables);
    if (!failed(answered)) {
        answered = audit_run(context, &study, tables, &reader.engine_options,
                             reader.explain ? &asked : NULL, &audit);
    }
    progress_end(&line);
    TRY(answered);
    if (reader.explain) {
        TRY(text_finish(context, &asked, &answers.said));
        return output_print(context, answers.said);
    }
    TRY(disclosure_protect_audit(context, audit, profile, STR(UNKNOT_VERSION), &shown));
    say_when_nothing_is_left(context, shown);
    TRY(make_answers(context, shown, &outputs, &answers));
    TRY(check_folders(context, &answers, &held));
    notes_print_early(context); /* what leaves should be looked at before it does */
    return write_answers(context, &outputs, &answers);
}
