/* A whole audit on its way out: the study's words, every answer protected, the knots. */
#include "disclosure/protect_audit.h"

#include "base/path.h"
#include "base/sha256.h"
#include "catalogue/check_kind.h"
#include "catalogue/knot.h"
#include "disclosure/disclosure.h"
#include "disclosure/protect_finding.h"
#include "disclosure/protect_scored.h"
#include "disclosure/rounding.h"
#include "disclosure/shown_audit_internal.h"
#include "disclosure/shown_benefit.h"
#include "disclosure/shown_hiding.h"
#include "disclosure/shown_internal.h"

#include <math.h>

/* ---- the study's words ---- */

static ShownVoice *copy_voices(Context *context, const StudyVoices *voices)
{
    ShownVoice *out = TAKE(context, ShownVoice, voices->count);

    for (size_t i = 0; out != NULL && i < voices->count; i++) {
        const StudyVoice *voice = &voices->items[i];
        YesNo paid = voice->paid.value;

        out[i] = (ShownVoice){.who = voice->who.text,
                              .say = (LevelOfSay)voice->say.value,
                              .date = voice->date.text,
                              .stages = voice->stages.bits,
                              .paid = paid == YESNO_YES  ? 1
                                      : paid == YESNO_NO ? 0
                                                         : -1,
                              .changed = voice->changed.text};
    }
    return out;
}

static ShownAdviser *copy_advisers(Context *context, const StudyAdvisers *advisers)
{
    ShownAdviser *out = TAKE(context, ShownAdviser, advisers->count);

    for (size_t i = 0; out != NULL && i < advisers->count; i++) {
        const StudyAdviser *adviser = &advisers->items[i];

        out[i] = (ShownAdviser){.field = adviser->field.text,
                                .interests = adviser->interests.text,
                                .advised = adviser->advised.text,
                                .changed = adviser->changed.text};
    }
    return out;
}

static ShownAnswer *copy_answers(Context *context, const StudyAnswers *answers)
{
    ShownAnswer *out = TAKE(context, ShownAnswer, answers->count);

    for (size_t i = 0; out != NULL && i < answers->count; i++) {
        const StudyAnswer *answer = &answers->items[i];
        Str by = answer->by.text;

        if (answer->people.place.line > 0) {
            by = str_format(context->arena, "%.*s (%.0f people)", STR_ARGS(by),
                            answer->people.value);
        }
        out[i] = (ShownAnswer){.knot = answer->knot.text,
                               .by = by,
                               .date = answer->date.text,
                               .says = (PeopleSay)answer->says.value,
                               .words = answer->words.text};
    }
    return out;
}

static ShownAction *copy_actions(Context *context, const StudyActions *actions)
{
    ShownAction *out = TAKE(context, ShownAction, actions->count);

    for (size_t i = 0; out != NULL && i < actions->count; i++) {
        const StudyAction *action = &actions->items[i];

        out[i] = (ShownAction){.knot = action->knot.text,
                               .what = action->what.text,
                               .owner = action->owner.text,
                               .due = action->due.text,
                               .remeasure = action->remeasure.text};
    }
    return out;
}

/* ---- the data ---- */

/* Where an answer hides all rows, since they would tell a hidden group's, they are told so coarsely
   that they cannot: to the nearest of this many steps of the rule. */
#define COARSE_ROWS_STEPS 20

static ShownNumber coarse_rows(const Protection *protection, int64_t rows)
{
    int64_t step = COARSE_ROWS_STEPS * protection->rule->base;

    return rows < 2 * step ? shown_without_range()
                           : shown_value((double)round_count(rows, step), 0);
}

/* All rows of a table as coarse as any answer about it says they must be. */
static ShownNumber rows_of(const Protection *protection, const Audit *audit, size_t table,
                           Shown *const *answers)
{
    const StudyTable *study_table = &audit->study->tables.items[table];
    const CellSet *set = &audit->data[table].rows_set;
    int64_t rows = set->counts.people;
    ShownNumber out = study_table->status.value == STATUS_PUBLISHED
                          ? shown_value((double)rows, 0)
                          : protect_count(protection, rows);

    if (set->kind != SET_ALL_ROWS) {
        return shown_undefined(); /* opened, and nothing was asked of it */
    }
    for (size_t a = 0; a < audit->answer_count; a++) {
        const ShownNumber *own = &answers[a]->facts.rows;

        if (str_equal(audit->answers[a]->data, study_table->name.text) &&
            own->state == SHOWN_HIDDEN) {
            out = coarse_rows(protection, rows);
        }
    }
    return out;
}

/* Of what is not published already no hash leaves: who guesses what stands in a small file, from
   the rounded numbers, could tell by it which guess is right. */
static Str hash_of(const Protection *protection, const StudyTable *table, Str hash)
{
    bool open = !protection->rule->protects || table->status.value == STATUS_PUBLISHED;

    return open ? hash : STR_NONE;
}

/* NULL: memory is spent. */
static const ShownLookUp *copy_look_ups(const Protection *protection, const StudyTable *table,
                                        const AuditFile *files)
{
    ShownLookUp *look_ups = TAKE(protection->context, ShownLookUp, table->look_ups.count);

    for (size_t i = 0; i < table->look_ups.count && look_ups != NULL; i++) {
        look_ups[i] = (ShownLookUp){.name = table->look_ups.items[i].name.text};
        if (files != NULL) {
            look_ups[i].file = files[i].file;
            look_ups[i].hash = hash_of(protection, table, files[i].hash);
        }
    }
    return look_ups;
}

static Status copy_data(const Protection *protection, const Audit *audit, Shown *const *answers,
                        ShownStudy *out)
{
    const StudyTables *tables = &audit->study->tables;
    ShownData *data = TAKE(protection->context, ShownData, tables->count);

    if (data == NULL) {
        return fail_memory(protection->context);
    }
    for (size_t i = 0; i < tables->count; i++) {
        const StudyTable *table = &tables->items[i];

        data[i] = (ShownData){.name = table->name.text,
                              .file = audit->data[i].file,
                              .row = table->row.text,
                              .source = table->source.text,
                              .licence = table->licence.text,
                              .hash = hash_of(protection, table, audit->data[i].hash),
                              .look_ups = copy_look_ups(protection, table, audit->data[i].look_ups),
                              .look_up_count = table->look_ups.count,
                              .rows = audit->data[i].read ? rows_of(protection, audit, i, answers)
                                                          : shown_undefined(),
                              .published = table->status.value == STATUS_PUBLISHED,
                              .same_people = table->same_people.value != YESNO_NO};
        if (data[i].look_ups == NULL) {
            return fail_memory(protection->context);
        }
    }
    out->data = data;
    out->data_count = tables->count;
    return done();
}

static Status copy_study(const Protection *protection, const Audit *audit, Shown *const *answers,
                         ShownStudy *out)
{
    Context *context = protection->context;
    const Study *study = audit->study;

    *out = (ShownStudy){.title = study->title.text,
                        .question = study->question.text,
                        .country = study->country.text,
                        .owner = study->owner.text,
                        .contact = study->contact.text,
                        .announced = study->announced.text,
                        .can_change = study->can_change.text,
                        .until = study->until.text,
                        .given_to = study->given_back.to.text,
                        .given_date = study->given_back.date.text,
                        .given_how = study->given_back.how.text,
                        .made_up = study->made_up.value == YESNO_YES,
                        .voices = copy_voices(context, &study->voices),
                        .voice_count = study->voices.count,
                        .advisers = copy_advisers(context, &study->advisers),
                        .adviser_count = study->advisers.count,
                        .answers = copy_answers(context, &study->answers),
                        .answer_count = study->answers.count,
                        .actions = copy_actions(context, &study->actions),
                        .action_count = study->actions.count,
                        .file = path_name(study->path)};
    if (out->voices == NULL || out->advisers == NULL || out->answers == NULL ||
        out->actions == NULL) {
        return fail_memory(context);
    }
    TRY(study_shown_text(context, study, &out->text));
    out->hash = sha256_hex(context->arena, out->text);
    if (out->hash.length == 0) {
        return fail_memory(context);
    }
    return copy_data(protection, audit, answers, out);
}

/* ---- knots ---- */

/* Found before unclear before none: a gap anywhere is a gap. */
static DataSay data_say(DataSay so_far, DataSay say)
{
    static const int RANK[] = {
        [DATA_UNSEEN] = 0, [DATA_NONE] = 1, [DATA_UNCLEAR] = 2, [DATA_FOUND] = 3};

    return RANK[say] > RANK[so_far] ? say : so_far;
}

static bool somebody_says(const Study *study, Str knot, PeopleSay say)
{
    for (size_t i = 0; i < study->answers.count; i++) {
        if (str_equal(study->answers.items[i].knot.text, knot) &&
            (PeopleSay)study->answers.items[i].says.value == say) {
            return true;
        }
    }
    return false;
}

/* Those who were asked may differ: what one of them calls a problem is one. The other answers stand
   beside it in the study, and reports show them all. */
static PeopleSay people_say(const Study *study, Str knot)
{
    static const PeopleSay ORDER[] = {PEOPLE_PROBLEM, PEOPLE_DEPENDS, PEOPLE_FINE};

    for (size_t i = 0; i < sizeof ORDER / sizeof ORDER[0]; i++) {
        if (somebody_says(study, knot, ORDER[i])) {
            return ORDER[i];
        }
    }
    return PEOPLE_UNASKED;
}

static bool speaks_to(const ShownFinding *finding, Str knot)
{
    for (size_t i = 0; i < finding->knots.count; i++) {
        if (str_equal(finding->knots.items[i], knot)) {
            return true;
        }
    }
    return false;
}

/* To a knot; a change speaks of the change, not of the gap that is there at its end. That is found
   with the rows of all periods, or it is found now, which they may hide. */
static DataSay what_it_says(const ShownFinding *finding)
{
    if (finding->verdict.no_margin) {
        return DATA_UNCLEAR;
    }
    if (finding->all_periods && finding->latest == DATA_FOUND) {
        return DATA_FOUND;
    }
    return finding->check == CHECK_CHANGE ? finding->verdict.change : finding->verdict.say;
}

static Status make_knot(Context *context, const ShownAudit *audit, const Study *study,
                        const Knot *knot, ShownKnot *out)
{
    size_t *findings = TAKE(context, size_t, audit->finding_count);

    if (findings == NULL) {
        return fail_memory(context);
    }
    *out = (ShownKnot){.id = knot->id,
                       .stage = knot->stage,
                       .people = people_say(study, knot->id),
                       .findings = findings};
    for (size_t i = 0; i < audit->finding_count; i++) {
        const ShownFinding *finding = &audit->findings[i];

        if (!speaks_to(finding, knot->id)) {
            continue;
        }
        findings[out->finding_count++] = i;
        out->data = data_say(out->data, what_it_says(finding));
    }
    out->disagree = (out->people == PEOPLE_PROBLEM && out->data != DATA_FOUND) ||
                    (out->data == DATA_FOUND && somebody_says(study, knot->id, PEOPLE_FINE));
    return done();
}

static Status make_knots(Context *context, const Study *study, ShownAudit *out)
{
    const Knot *knots = knot_rows(&out->knot_count);

    out->knots = TAKE(context, ShownKnot, out->knot_count);
    if (out->knots == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < out->knot_count; i++) {
        TRY(make_knot(context, out, study, &knots[i], &out->knots[i]));
    }
    return done();
}

/* ---- the whole ---- */

static Status protect_answers(Context *context, const Audit *audit, Str profile,
                              const bool *hides_rows, Shown ***out)
{
    Shown **answers = TAKE(context, Shown *, audit->answer_count);

    if (answers == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < audit->answer_count; i++) {
        const Findings *answer = audit->answers[i];
        bool exact = str_equal(profile, STR("none"));

        TRY(disclosure_protect(context, answer, answer->published && !exact ? STR_NONE : profile,
                               &answers[i]));
        if (hides_rows[i]) {
            answers[i]->facts.rows = shown_without_range();
        }
    }
    *out = answers;
    return done();
}

static Status protect_findings(const Protection *protection, const Audit *audit,
                               Shown *const *answers, ShownAudit *out)
{
    out->findings = TAKE(protection->context, ShownFinding, audit->finding_count);
    if (out->findings == NULL) {
        return fail_memory(protection->context);
    }
    for (size_t i = 0; i < audit->finding_count; i++) {
        TRY(protect_finding(protection, audit, &audit->findings[i], answers, &out->findings[i]));
        out->finding_count++;
    }
    return done();
}

/* A share or an average over rows of all periods. */
static bool is_outcome(const ShownFinding *finding)
{
    bool within = finding->check == CHECK_WAITS && finding->unit == SHOWN_PER_100;

    return finding->all_periods && (within || finding->check == CHECK_GAP);
}

/* Beside rows of all periods together: what the same question of the latest period alone says. */
static void say_latest(ShownAudit *audit)
{
    for (size_t i = 0; i < audit->finding_count; i++) {
        ShownFinding *finding = &audit->findings[i];

        for (size_t j = 0; is_outcome(finding) && j < audit->finding_count; j++) {
            const ShownFinding *change = &audit->findings[j];

            if (change->check == CHECK_CHANGE && str_equal(change->data, finding->data) &&
                str_equal(change->subject, finding->subject) &&
                str_equal(change->dimension, finding->dimension)) {
                finding->latest = change->verdict.say;
            }
        }
    }
}

static Status copy_unseen(Context *context, const Audit *audit, ShownAudit *out)
{
    out->unseen = TAKE(context, ShownUnseen, audit->unseen_count);
    if (out->unseen == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < audit->unseen_count; i++) {
        out->unseen[i] = (ShownUnseen){audit->unseen[i].what, audit->unseen[i].needed};
    }
    out->unseen_count = audit->unseen_count;
    return done();
}

/* "6 groups by age, 10 by deprivation": of the findings from `first` on that speak of the same,
   those that keep numbers back. `end` is set to the first that speaks of something else. */
static size_t hidden_by(const ShownAudit *audit, size_t first, size_t *end, Text *text)
{
    const ShownFinding *findings = audit->findings;
    size_t said = 0;
    size_t i;

    for (i = first; i < audit->finding_count && findings[i].check == findings[first].check &&
                    str_equal(findings[i].subject, findings[first].subject);
         i++) {
        size_t hidden = shown_hidden_groups(&findings[i]);

        if (hidden > 0) {
            text_format(text, "%s%zu%s by %.*s", said == 0 ? "" : ", ", hidden,
                        said > 0      ? ""
                        : hidden == 1 ? " group"
                                      : " groups",
                        STR_ARGS(findings[i].dimension));
            said++;
        }
    }
    *end = i;
    return said;
}

/* One sentence for each subject that keeps numbers back. */
static Status say_left_out(Context *context, ShownAudit *out)
{
    size_t end;

    out->left_out.items = TAKE(context, Str, out->finding_count);
    if (out->left_out.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < out->finding_count; i = end) {
        Text text = text_new(context->arena);
        Str about = check_kind(out->findings[i].check)->about;
        size_t said;

        text_format(&text, "“%.*s”, %.*s: numbers are hidden of ",
                    STR_ARGS(out->findings[i].subject), STR_ARGS(about));
        said = hidden_by(out, i, &end, &text);
        text_add_byte(&text, '.');
        if (said > 0) {
            TRY(text_finish(context, &text, &out->left_out.items[out->left_out.count++]));
        }
    }
    return done();
}

static bool all_published(const Audit *audit)
{
    for (size_t i = 0; i < audit->answer_count; i++) {
        if (!audit->answers[i]->published) {
            return false;
        }
    }
    return audit->answer_count > 0;
}

static Status choose_rule(Context *context, const Audit *audit, Str profile, Protection *out)
{
    size_t errors = context->error_count;

    if (profile.length == 0) {
        profile = all_published(audit) ? STR("published") : STR("unknot-default");
    } else if (!disclosure_has_profile(context, profile, PLACE_NONE)) {
        return status_since(context, errors);
    }
    *out = (Protection){.context = context, .rule = disclosure_rule_find(profile)};
    return done();
}

Status disclosure_protect_audit(Context *context, const Audit *audit, Str profile, Str version,
                                ShownAudit **out)
{
    ShownAudit *shown = TAKE(context, ShownAudit, 1);
    bool *hides_rows = TAKE(context, bool, audit->answer_count);
    Findings plain = {.confidence = audit->confidence}; /* for counts that are of no answer */
    Protection protection;
    Audit guarded; /* with less in the answers that are of scores */
    Shown **answers;

    if (shown == NULL || hides_rows == NULL) {
        return fail_memory(context);
    }
    *shown = (ShownAudit){.version = version, .verified = true};
    TRY(choose_rule(context, audit, profile, &protection));
    protection.findings = &plain;
    TRY(protect_scored(context, audit, profile, &guarded, hides_rows));
    TRY(protect_answers(context, &guarded, profile, hides_rows, &answers));
    TRY(copy_study(&protection, audit, answers, &shown->study));
    TRY(protect_findings(&protection, &guarded, answers, shown));
    say_latest(shown);
    TRY(make_knots(context, audit->study, shown));
    TRY(copy_unseen(context, audit, shown));
    TRY(shown_add_hiding(context, shown));
    TRY(say_left_out(context, shown));
    shown->facts = (ShownFacts){.rows = shown_undefined(), /* each table has its own */
                                .protection = str_from(protection.rule->id),
                                .warning = str_from(protection.rule->warning),
                                .rule = str_from(protection.rule->sentence),
                                .exact = !protection.rule->protects,
                                .confidence = audit->confidence};
    TRY(shown_benefits(context, audit->study, shown));
    *out = shown;
    return done();
}
