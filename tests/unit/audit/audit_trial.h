/* A study and its files, all in memory, audited by the small engine. */
#ifndef UK_TESTS_AUDIT_TRIAL_H
#define UK_TESTS_AUDIT_TRIAL_H

#include "tap.h"

#include "audit/audit_run.h"
#include "base/text.h"
#include "disclosure/protect_audit.h"

#define TRIAL_BYTES ((size_t)1 << 28)
#define TRIAL_FILES 4

typedef struct TrialFile {
    const char *name;
    const char *bytes;
} TrialFile;

/* Begin as {.study = ..., .files = ...}; close. */
typedef struct Trial {
    const char *study;
    TrialFile files[TRIAL_FILES];
    size_t bytes; /* of the arena; 0: enough */
    Arena *arena;
    Context context;
    Study read;
    Audit *audit; /* NULL: a mistake */
    Status status;
} Trial;

static inline Status trial_open(Trial *trial, Str name, const ReadOptions *options, Source **out)
{
    *out = TAKE(&trial->context, Source, 1);
    if (*out == NULL) {
        return fail_memory(&trial->context);
    }
    for (size_t i = 0; i < TRIAL_FILES && trial->files[i].name != NULL; i++) {
        if (str_equal(name, str_from(trial->files[i].name))) {
            return source_open_bytes(&trial->context, name, str_from(trial->files[i].bytes),
                                     options, *out);
        }
    }
    return fail(&trial->context, FAIL_SYSTEM, PLACE_NONE, "the trial has no such file");
}

static inline Status trial_table(Trial *trial, const StudyTable *table, AuditTable *out,
                                 StudyColumns *columns)
{
    ReadOptions options = {.spread_names = table->spread.names.text,
                           .spread_values = table->spread.values.text,
                           .study = table->place};
    ReadOptions plain = {.skip = 0};

    TRY(study_missing(&trial->context, table, &options.missing));
    plain.missing = options.missing;
    options.dates = study_dates(table, NULL);
    *out = (AuditTable){.engine = &ENGINE_SMALL, .file = table->files.items[0].text};
    *columns = (StudyColumns){.known = true};
    TRY(trial_open(trial, out->file, &options, &out->source));
    columns->own = out->source->columns;
    out->look_ups = TAKE(&trial->context, Source *, table->look_ups.count);
    columns->look_ups = TAKE(&trial->context, StrSpan, table->look_ups.count);
    if (out->look_ups == NULL || columns->look_ups == NULL) {
        return fail_memory(&trial->context);
    }
    for (size_t i = 0; i < table->look_ups.count; i++) {
        plain.dates = study_dates(table, &table->look_ups.items[i]);
        TRY(trial_open(trial, table->look_ups.items[i].file.text, &plain, &out->look_ups[i]));
        columns->look_ups[i] = out->look_ups[i]->columns;
    }
    return done();
}

static inline Status trial_audit(Trial *trial)
{
    StudyKnown known = {.knots = {NULL, 0}};
    EngineOptions options = {.threads = 1};
    AuditTable *tables;
    StudyColumns *columns;

    TRY(study_read(&trial->context, STR("s.yaml"), str_from(trial->study), &trial->read));
    tables = TAKE(&trial->context, AuditTable, trial->read.tables.count);
    columns = TAKE(&trial->context, StudyColumns, trial->read.tables.count);
    if (tables == NULL || columns == NULL) {
        return fail_memory(&trial->context);
    }
    for (size_t i = 0; i < trial->read.tables.count; i++) {
        TRY(trial_table(trial, &trial->read.tables.items[i], &tables[i], &columns[i]));
    }
    TRY(study_check(&trial->context, &trial->read, columns, &known));
    return audit_run(&trial->context, &trial->read, tables, &options, NULL, &trial->audit);
}

static inline void trial_run(Trial *trial)
{
    trial->arena = arena_new(trial->bytes == 0 ? TRIAL_BYTES : trial->bytes);
    trial->context = (Context){.arena = trial->arena};
    trial->status = trial_audit(trial);
    if (failed(trial->status)) {
        trial->audit = NULL;
    }
}

static inline void trial_close(Trial *trial)
{
    arena_free(trial->arena);
}

/* Every group of a finding's part as "level people/total;", one part after another with "|"; what
   is not recorded in brackets. */
static inline Str trial_shown(Trial *trial, const char *id)
{
    Text text = text_new(trial->arena);

    for (size_t f = 0; trial->audit != NULL && f < trial->audit->finding_count; f++) {
        const AuditFinding *finding = &trial->audit->findings[f];

        for (size_t p = 0; str_equal(finding->id, str_from(id)) && p < finding->part_count; p++) {
            const AuditPart *part = &finding->parts[p];
            const FindingTable *table = &trial->audit->answers[part->answer]->tables[part->table];

            text_add(&text, p > 0 ? STR("|") : STR_NONE);
            for (size_t g = 0; g < table->group_count; g++) {
                const FindingGroup *group = &table->groups[g];

                text_format(&text, group->recorded ? "%.*s %.0f/%.0f;" : "(%.*s) %.0f/%.0f;",
                            STR_ARGS(group->level), group->people.exact.estimate,
                            group->total.exact.estimate);
            }
        }
    }
    return text_str(&text);
}

static inline Str trial_notes(Trial *trial)
{
    Text text = text_new(trial->arena);

    notes_write(&trial->context, &text);
    return text_str(&text);
}

static inline bool trial_same(Str got, const char *want)
{
    bool same = str_equal(got, str_from(want));

    if (!same) {
        printf("# got  %.*s\n# want %s\n", STR_ARGS(got), want);
    }
    return same;
}

static inline bool trial_says(Str text, const char *part)
{
    size_t length = strlen(part);

    for (size_t i = 0; i + length <= text.length; i++) {
        if (memcmp(text.bytes + i, part, length) == 0) {
            return true;
        }
    }
    printf("# got  %.*s\n# want %s\n", STR_ARGS(text), part);
    return false;
}

/* The finding `id` has these groups. */
#define FINDS(trial, id, want, ...) OK(trial_same(trial_shown((trial), (id)), (want)), __VA_ARGS__)

#endif
