/* A whole audit of any study and any small files, in memory: refused with words, or made into what
   may be shown, a bundle that reads back as itself, tables, pictures and every view of the report.
   The first byte says how much memory there is; then comes the study, and after it each file under
   a line "@@ NAME". */
#include "fuzz.h"

#include "audit/audit_run.h"
#include "base/text.h"
#include "disclosure/bundle_read.h"
#include "disclosure/disclosure.h"
#include "disclosure/protect_audit.h"
#include "report/bundle_write.h"
#include "report/report.h"

#include <math.h>
#include <stdlib.h>

#define ENOUGH ((size_t)1 << 28)
#define SCARCE_STEP ((size_t)1 << 15)
#define MARK STR("@@ ")
/* Counts up to this are hidden by the default rule, others are multiples of the base. */
#define HIDDEN_MOST 7
#define BASE 5

typedef struct Fuzzed {
    Context context;
    Str text; /* all of the files, each under its mark */
    Study study;
    AuditTable *tables;
    StudyColumns *columns;
} Fuzzed;

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

/* Ends before the next mark at the beginning of a line. */
static size_t end_of_piece(Str text, size_t from)
{
    for (size_t i = from; i < text.length; i++) {
        bool begins = i == 0 || text.bytes[i - 1] == '\n';

        if (begins && str_starts_with(str_slice(text, i, text.length), MARK)) {
            return i;
        }
    }
    return text.length;
}

static size_t end_of_line(Str text, size_t from)
{
    while (from < text.length && text.bytes[from] != '\n') {
        from++;
    }
    return from;
}

/* The file of that name; false where there is none. */
static bool find_file(const Fuzzed *fuzzed, Str name, Str *out)
{
    size_t at = 0;

    while (at < fuzzed->text.length) {
        size_t line = end_of_line(fuzzed->text, at);
        size_t begin = line < fuzzed->text.length ? line + 1 : line;
        size_t end = end_of_piece(fuzzed->text, begin);

        if (str_equal(str_slice(fuzzed->text, at + MARK.length, line - at - MARK.length), name)) {
            *out = str_slice(fuzzed->text, begin, end - begin);
            return true;
        }
        at = end;
    }
    return false;
}

static Status open_file(Fuzzed *fuzzed, Str name, const ReadOptions *options, Source **out)
{
    const Engine *engine;
    Str bytes;

    *out = TAKE(&fuzzed->context, Source, 1);
    if (*out == NULL) {
        return fail_memory(&fuzzed->context);
    }
    if (!find_file(fuzzed, name, &bytes)) {
        return fail(&fuzzed->context, FAIL_INPUT, PLACE_NONE, "there is no such file");
    }
    TRY(source_open_bytes(&fuzzed->context, name, bytes, options, *out));
    TRY(engine_choose(&fuzzed->context, *out, STR("small"), &engine));
    return source_keep(&fuzzed->context, *out);
}

/* What a study may name: the columns of the file, and those that a spread makes of them. */
static Status name_columns(Fuzzed *fuzzed, const Source *source, StrSpan *out)
{
    size_t count = source->file_columns.count;

    *out = (StrSpan){TAKE(&fuzzed->context, Str, count + source->columns.count), count};
    if (out->items == NULL) {
        return fail_memory(&fuzzed->context);
    }
    for (size_t i = 0; i < count; i++) {
        out->items[i] = source->file_columns.items[i];
    }
    for (size_t i = 0; i < source->columns.count; i++) {
        if (source->file_indices[i] == COLUMN_NONE) {
            out->items[out->count++] = source->columns.items[i];
        }
    }
    return done();
}

static Status open_table(Fuzzed *fuzzed, size_t index)
{
    const StudyTable *table = &fuzzed->study.tables.items[index];
    AuditTable *out = &fuzzed->tables[index];
    StudyColumns *columns = &fuzzed->columns[index];
    ReadOptions options = {.encoding = table->encoding.text,
                           .delimiter = table->delimiter.text,
                           .sheet = table->sheet.text,
                           .skip = (int64_t)table->skip.value,
                           .spread_names = table->spread.names.text,
                           .spread_values = table->spread.values.text,
                           .study = table->place};

    if (table->files.count != 1) {
        return fail(&fuzzed->context, FAIL_INPUT, table->place, "one file");
    }
    *out = (AuditTable){.engine = &ENGINE_SMALL,
                        .file = table->files.items[0].text,
                        .look_ups = TAKE(&fuzzed->context, Source *, table->look_ups.count)};
    *columns = (StudyColumns){.known = true,
                              .look_ups = TAKE(&fuzzed->context, StrSpan, table->look_ups.count)};
    if (out->look_ups == NULL || columns->look_ups == NULL) {
        return fail_memory(&fuzzed->context);
    }
    TRY(study_missing(&fuzzed->context, table, &options.missing));
    options.dates = study_dates(table, NULL);
    TRY(open_file(fuzzed, out->file, &options, &out->source));
    TRY(name_columns(fuzzed, out->source, &columns->own));
    for (size_t i = 0; i < table->look_ups.count; i++) {
        const StudyLookUp *look_up = &table->look_ups.items[i];
        ReadOptions own = {.sheet = look_up->sheet.text, .study = look_up->place};

        own.missing = options.missing;
        own.dates = study_dates(table, look_up);
        TRY(open_file(fuzzed, look_up->file.text, &own, &out->look_ups[i]));
        columns->look_ups[i] = out->look_ups[i]->columns;
    }
    return done();
}

static Status run(Fuzzed *fuzzed, Str study, ShownAudit **out)
{
    static Str knots[] = {{"queue-order", 11}};
    static Str codes[] = {{"nhs-ethnicity-2001", 18}};
    StudyKnown known = {.knots = {knots, 1}, .codes = {codes, 1}};
    EngineOptions options = {.threads = 1};
    Context *context = &fuzzed->context;
    size_t errors = context->error_count;
    Audit *audit;

    TRY(study_read(context, STR("s.yaml"), study, &fuzzed->study));
    fuzzed->tables = TAKE(context, AuditTable, fuzzed->study.tables.count);
    fuzzed->columns = TAKE(context, StudyColumns, fuzzed->study.tables.count);
    if (fuzzed->tables == NULL || fuzzed->columns == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < fuzzed->study.tables.count; i++) {
        TRY(open_table(fuzzed, i));
    }
    if (fuzzed->study.protect.place.line > 0) {
        (void)disclosure_has_profile(context, fuzzed->study.protect.text,
                                     fuzzed->study.protect.place);
    }
    TRY(study_check(context, &fuzzed->study, fuzzed->columns, &known));
    TRY(status_since(context, errors));
    study_warn_of_people(context, &fuzzed->study);
    TRY(audit_run(context, &fuzzed->study, fuzzed->tables, &options, NULL, &audit));
    return disclosure_protect_audit(context, audit, fuzzed->study.protect.text, STR("0"), out);
}

/* A failure has words, and only words of a mistake come without one; each note is one line. */
static void check_notes(const Context *context, Status status)
{
    must(failed(status) == (context->error_count > 0));
    for (const Note *note = context->first; note != NULL; note = note->next) {
        must(note->text.length > 0);
        for (size_t i = 0; i < note->text.length; i++) {
            must((unsigned char)note->text.bytes[i] >= ' ' && note->text.bytes[i] != 0x7f);
        }
    }
}

static bool is_published(const ShownAudit *audit, Str name)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->data_count; i++) {
        if (str_equal(study->data[i].name, name)) {
            return study->data[i].published;
        }
    }
    return false;
}

/* Few people are never counted in the open, whatever was asked. */
static void check_count(const ShownNumber *number)
{
    must(number->state != SHOWN_VALUE ||
         (number->value > HIDDEN_MOST && !(fmod(number->value, BASE) > 0)));
}

static void check_small(const ShownAudit *audit)
{
    if (!str_equal(shown_audit_facts(audit)->protection, STR("unknot-default"))) {
        return;
    }
    for (size_t f = 0; f < shown_audit_finding_count(audit); f++) {
        const ShownFinding *finding = shown_audit_finding(audit, f);

        for (size_t p = 0; p < finding->part_count && !is_published(audit, finding->data); p++) {
            const ShownTable *table = finding->parts[p].base;

            for (size_t g = 0; g < table->group_count; g++) {
                check_count(&table->groups[g].people);
                if (finding->unit == SHOWN_PER_100) {
                    check_count(&table->groups[g].total);
                }
            }
        }
    }
}

static void check_bundle(Context *context, const ShownAudit *audit)
{
    Text first = text_new(context->arena);
    Text second = text_new(context->arena);
    ShownAudit *again;

    if (failed(bundle_write(context, audit, &first))) {
        must(context->last->fail == FAIL_LIMIT); /* memory */
        return;
    }
    if (failed(bundle_read(context, STR("again"), text_str(&first), &again))) {
        must(context->last->fail == FAIL_LIMIT); /* else our own bundle is refused */
        return;
    }
    must(failed(bundle_write(context, again, &second)) ||
         str_equal(text_str(&first), text_str(&second)));
}

static void check_answers(Context *context, const ShownAudit *audit)
{
    ReportFiles files;

    for (int view = 0; view < VIEW_COUNT; view++) {
        Text page = text_new(context->arena);

        must(!failed(report_write_html(context, audit, (ReportView)view, &page)) ||
             context->last->fail == FAIL_LIMIT);
    }
    must(!failed(report_list_tables(context, audit, &files)) || context->last->fail == FAIL_LIMIT);
    must(!failed(report_list_charts(context, audit, &files)) || context->last->fail == FAIL_LIMIT);
}

static size_t limit_of(uint8_t byte)
{
    return byte < 128 ? ENOUGH : (size_t)(byte - 127) * SCARCE_STEP;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    size_t limit = count > 0 ? limit_of(bytes[0]) : ENOUGH;
    AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
    Fuzzed fuzzed = {.context = {.arena = arena}};
    Str text = {(const char *)bytes + (count > 0), count - (count > 0)};
    size_t end = end_of_piece(text, 0);
    ShownAudit *audit = NULL;
    Status status;

    must(arena != NULL);
    fuzzed.text = str_slice(text, end, text.length);
    status = run(&fuzzed, str_slice(text, 0, end), &audit);
    check_notes(&fuzzed.context, status);
    if (!failed(status)) {
        check_small(audit);
        check_bundle(&fuzzed.context, audit);
        check_answers(&fuzzed.context, audit);
    }
    return 0;
}
