/* The order of questions, and what a study could have asked and did not. */
#include "audit/audit_run.h"

#include "audit/audit_internal.h"
#include "catalogue/phrase.h"

#define CONFIDENCE 0.95

static Status open_rooms(Auditing *auditing)
{
    const Study *study = auditing->study;

    auditing->rooms = TAKE(auditing->context, Room, study->tables.count);
    auditing->audit->data = TAKE(auditing->context, AuditData, study->tables.count);
    if (auditing->rooms == NULL || auditing->audit->data == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < study->tables.count; i++) {
        Room *room = &auditing->rooms[i];
        const AuditTable *table = &auditing->tables[i];

        *room = (Room){.table = &study->tables.items[i],
                       .index = i,
                       .source = table->source,
                       .engine = table->engine,
                       .period = COLUMN_NONE,
                       .person = COLUMN_NONE,
                       .count = COLUMN_NONE};
        auditing->audit->data[i] = (AuditData){.file = table->file,
                                               .hash = table->hash,
                                               .look_ups = table->looked_up,
                                               .read = table->source != NULL};
        if (room->source != NULL) {
            TRY(room_prepare(auditing, room));
        }
    }
    return done();
}

/* Every table's mistakes are noted before any of them ends the run. */
static Status prepare_groups(Auditing *auditing)
{
    size_t errors = auditing->context->error_count;

    for (size_t i = 0; i < auditing->study->tables.count; i++) {
        if (auditing->rooms[i].source != NULL) {
            TRY(groups_prepare(auditing, &auditing->rooms[i]));
        }
    }
    return status_since(auditing->context, errors);
}

typedef struct UnseenRow {
    bool missing;
    PhraseId what;
    PhraseId needed;
} UnseenRow;

static bool has_wait(const Study *study)
{
    for (size_t i = 0; i < study->outcomes.count; i++) {
        if (study->outcomes.items[i].form == OUTCOME_FROM_TO) {
            return true;
        }
    }
    return false;
}

static bool has_other_rule(const Study *study)
{
    for (size_t i = 0; i < study->outcomes.count; i++) {
        if (study->outcomes.items[i].other_rule.source.text.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_made_at(const Study *study)
{
    for (size_t i = 0; i < study->scores.count; i++) {
        if (study->scores.items[i].made_at.source.text.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_period(const Auditing *auditing)
{
    for (size_t i = 0; i < auditing->study->tables.count; i++) {
        if (auditing->rooms[i].source != NULL && auditing->rooms[i].period != COLUMN_NONE) {
            return true;
        }
    }
    return false;
}

static bool has_adjusted(const Auditing *auditing)
{
    for (size_t i = 0; i < auditing->audit->answer_count; i++) {
        const Findings *answer = auditing->audit->answers[i];

        for (size_t t = 0; t < answer->table_count; t++) {
            if (answer->tables[t].adjust.columns.count > 0) {
                return true;
            }
        }
    }
    return false;
}

static Status note_all_unseen(Auditing *auditing)
{
    const Study *study = auditing->study;
    const UnseenRow rows[] = {
        {study->outcomes.count == 0, PHRASE_UNSEEN_OUTCOMES, PHRASE_NEEDED_OUTCOMES},
        {study->populations.count == 0, PHRASE_UNSEEN_POPULATION, PHRASE_NEEDED_POPULATION},
        {study->pathways.count == 0, PHRASE_UNSEEN_PATH, PHRASE_NEEDED_PATH},
        {!has_wait(study), PHRASE_UNSEEN_WAITS, PHRASE_NEEDED_WAITS},
        {!has_period(auditing), PHRASE_UNSEEN_CHANGE, PHRASE_NEEDED_PERIODS},
        {!has_period(auditing), PHRASE_UNSEEN_SHIFT, PHRASE_NEEDED_PERIODS},
        {study->scores.count > 0 && !has_made_at(study), PHRASE_UNSEEN_PLACE, PHRASE_NEEDED_PLACE},
        {study->combinations.count == 0, PHRASE_UNSEEN_COMBINATIONS, PHRASE_NEEDED_COMBINATIONS},
        {study->scores.count == 0, PHRASE_UNSEEN_SCORES, PHRASE_NEEDED_SCORES},
        {study->adjust.count > 0 && !has_adjusted(auditing), PHRASE_UNSEEN_ADJUSTED,
         PHRASE_NEEDED_ADJUSTED},
        {!has_other_rule(study), PHRASE_UNSEEN_RULE, PHRASE_NEEDED_RULE},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].missing) {
            TRY(audit_note_unseen(auditing, phrase_plain(rows[i].what),
                                  phrase_plain(rows[i].needed)));
        }
    }
    return done();
}

/* ---- all of it ---- */

/* What one engine keeps while the tables that it reads are asked. */
typedef struct Holding {
    const Engine *engine; /* NULL: nothing is kept */
    EngineHold *hold;
} Holding;

static void let_go(Holding *holding)
{
    if (holding->engine != NULL) {
        holding->engine->let_go(holding->hold);
    }
}

/* The tables of the first engine that can hold any: of the two there are, one can. */
static Status hold_tables(Auditing *auditing, Holding *out)
{
    size_t count = auditing->study->tables.count;
    Source **sources = TAKE(auditing->context, Source *, count);
    const Engine *engine = NULL;
    size_t held = 0;

    if (sources == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < count; i++) {
        const AuditTable *table = &auditing->tables[i];

        if (table->source != NULL && table->engine->hold != NULL &&
            (engine == NULL || engine == table->engine)) {
            engine = table->engine;
            sources[held++] = table->source;
        }
    }
    if (engine == NULL) {
        return done();
    }
    TRY(engine->hold(auditing->context, sources, held, &out->hold));
    out->engine = engine;
    return done();
}

static Status ask_everything(Auditing *auditing)
{
    TRY(open_rooms(auditing));
    TRY(prepare_groups(auditing));
    TRY(check_representation(auditing));
    TRY(check_completeness(auditing));
    TRY(check_stability(auditing));
    TRY(check_rows_lost(auditing));
    TRY(check_pathways(auditing));
    TRY(check_outcomes(auditing));
    TRY(check_scores(auditing));
    TRY(check_proxies(auditing));
    TRY(check_shift(auditing));
    TRY(check_swaps(auditing));
    return note_all_unseen(auditing);
}

Status audit_run(Context *context, const Study *study, const AuditTable *tables,
                 const EngineOptions *options, Text *asked, Audit **out)
{
    Audit *audit = TAKE(context, Audit, 1);
    Auditing auditing = {.context = context,
                         .study = study,
                         .tables = tables,
                         .options = *options,
                         .audit = audit,
                         .asked = asked};

    AUTO(Holding, let_go) holding = {0};

    if (audit == NULL) {
        return fail_memory(context);
    }
    *audit = (Audit){.study = study, .confidence = CONFIDENCE};
    TRY(hold_tables(&auditing, &holding));
    TRY(ask_everything(&auditing));
    *out = audit;
    return done();
}
