/* Whom a score misses where it flags, whom it flags without the outcome, whether what it expects of
   a group happens to that group, whom it flags of those in most need, and who gets what is decided
   with it. Of rows that are each a person. */
#include "audit/score_seen.h"
#include "audit/score_tables.h"
#include "catalogue/phrase.h"

#include <math.h>

/* One score of the study while it is asked. */
typedef struct Scoring {
    const StudyScore *score;
    const Room *room;
    const StudyCondition *asked; /* of whom it is true: what the score foretells, or the decision */
    const StudyOutcome *outcome; /* that the study gives the same condition; NULL: none */
    const Answered *counted;     /* all rows, by grouping */
    bool probability;            /* every score lies within 0 and 1 */
} Scoring;

/* One question about a score. */
typedef struct ScoreCheck {
    CheckKind check;
    ScoreMetric rate;
    Better better;
    AmongKind among_kind; /* AMONG_CONDITION: of everyone */
} ScoreCheck;

static const ScoreCheck MISSED = {CHECK_MISSED, SCORE_TPR, BETTER_MORE, AMONG_WITH};
static const ScoreCheck WITHOUT = {CHECK_FLAGGED_WITHOUT, SCORE_FPR, BETTER_LESS, AMONG_WITHOUT};
static const ScoreCheck EXPECTED = {CHECK_CALIBRATION, SCORE_PREVALENCE, BETTER_NOT_SAID,
                                    AMONG_CONDITION};
static const ScoreCheck MOST_NEED = {CHECK_NEED, SCORE_TPR, BETTER_MORE, AMONG_MOST_NEED};
static const ScoreCheck ANY_NEED = {CHECK_NEED, SCORE_TPR, BETTER_MORE, AMONG_ANY_NEED};
/* With the decision in place of the outcome. Whether it helps or harms, the study does not say. */
static const ScoreCheck ACCEPTED = {CHECK_ACCEPTED, SCORE_PPV, BETTER_NEITHER, AMONG_FLAGGED};
static const ScoreCheck OVERRULED = {CHECK_OVERRULED, SCORE_FOR, BETTER_NEITHER, AMONG_UNFLAGGED};

/* False, and a mistake where the rows are everybody's: nothing could come of these rows. */
static bool can_be_asked(Auditing *auditing, const Scoring *scoring, const Seen *seen,
                         bool everybody)
{
    Context *context = auditing->context;
    const StudyScore *score = scoring->score;
    Str name = str_show(context->arena, score->name.text, 60);
    Str column = str_show(context->arena, score->column.text, 60);
    Place place = scoring->asked->source.place;
    bool decision = scoring->asked == &score->decision;

    if (seen->known > 0 && seen->lowest < seen->highest && seen->events > 0 &&
        seen->events < seen->known) {
        return true;
    }
    if (!everybody) {
        return false;
    }
    if (seen->known == 0) {
        note_error(context, FAIL_INPUT, place,
                   "no row has both the %s and the score '%.*s'; look at the columns that they "
                   "are made of",
                   decision ? "decision" : "outcome", STR_ARGS(name));
    } else if (!(seen->lowest < seen->highest)) {
        note_error(context, FAIL_INPUT, score->column.place,
                   "'%.*s' is the same for everybody, and tells nobody apart; name the column of a "
                   "score that differs between people",
                   STR_ARGS(column));
    } else if (decision) {
        note_error(context, FAIL_INPUT, place,
                   "%s whose score '%.*s' is known got the decision, so that nobody was treated "
                   "in another way than others; look at its values",
                   seen->events == 0 ? "nobody" : "everybody", STR_ARGS(name));
    } else {
        note_error(context, FAIL_INPUT, place,
                   "%s whose score '%.*s' is known has the outcome, so no score could be right or "
                   "wrong about it; look at its values",
                   seen->events == 0 ? "nobody" : "everybody", STR_ARGS(name));
    }
    return false;
}

/* ---- the score's own check ---- */

static Status ask_check(Auditing *auditing, const Scoring *scoring, const ScoreRows *rows,
                        Str outcome, ScoreFindings **out)
{
    const Room *room = scoring->room;
    Context *context = auditing->context;
    ScoreDimension *dimensions = TAKE(context, ScoreDimension, rows->count);
    RowTable alone = rows->rows; /* each row is another person, as was seen before */
    ScoreQuestion question = {.data = room->table->name.text,
                              .outcome = outcome,
                              .score = scoring->score->column.text,
                              .flag = str_trim(scoring->score->flag.source.text),
                              .cutoff = (double)NAN, /* net benefit is no part of an audit yet */
                              .no_index = true,
                              .published = room->table->status.value == STATUS_PUBLISHED,
                              .confidence = auditing->audit->confidence,
                              .rows_read = rows->reading.rows_read,
                              .where_unknown = rows->reading.where_unknown,
                              .rows = &alone,
                              .dimensions = dimensions,
                              .dimension_count = rows->count};

    if (dimensions == NULL) {
        return fail_memory(context);
    }
    alone.person = NULL;
    alone.person_count = 0;
    alone.person_missing = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const Grouping *grouping = &room->groupings[rows->groupings[i]];
        size_t dimension = score_dimension_of(room, rows, i);
        const Tally levels = {.dimensions = &rows->rows.dimensions[dimension],
                              .dimension_count = 1};

        dimensions[i] = (ScoreDimension){.column = grouping->name,
                                         .rows_dimension = dimension,
                                         .not_recorded_place = grouping->group->not_recorded.place};
        TRY(labels_there(context, &levels, grouping->not_recorded, &dimensions[i].not_recorded));
    }
    TRY(check_score(context, &question, out));
    (*out)->answer.finer = rows->finer;
    return done();
}

/* ---- findings ---- */

/* The gap that matters: that of the outcome, where the study has the same one. */
static double margin_of(const Study *study, const StudyOutcome *outcome)
{
    return study_margin(outcome != NULL ? &outcome->matters : &study->matters);
}

/* What the score foretells, or the decision: by the outcome's name, or as it is written. */
static Str asked_words(const Scoring *scoring)
{
    return scoring->outcome != NULL ? scoring->outcome->name.text
                                    : str_trim(scoring->asked->source.text);
}

static AuditFinding finding_of(const Auditing *auditing, const Scoring *scoring,
                               const ScoreCheck *check)
{
    AuditFinding finding = {.check = check->check,
                            .subject = scoring->score->name.text,
                            .better = check->better,
                            .unit = SHOWN_PER_100,
                            .matters = margin_of(auditing->study, scoring->outcome),
                            .among_kind = check->among_kind};

    switch (check->among_kind) {
    case AMONG_MOST_NEED:
    case AMONG_ANY_NEED:
        finding.among = scoring->score->need.text;
        break;
    case AMONG_WITH:
    case AMONG_WITHOUT:
        finding.among = asked_words(scoring);
        break;
    case AMONG_FLAGGED:
    case AMONG_UNFLAGGED:
        finding.among = scoring->score->name.text;
        break;
    case AMONG_CONDITION:
    case AMONG_COUNT:
    case AMONG_STEP:
    case AMONG_OUTCOME:
    case AMONG_CODES:
        break;
    }
    return finding;
}

/* Which of the rows of a reading a finding is of. */
typedef struct ScorePlace {
    size_t score;  /* of Audit.scores */
    size_t beside; /* as in AuditScored */
    size_t table;
    size_t grouping;
} ScorePlace;

static bool is_of_decision(const ScoreCheck *check)
{
    return check == &ACCEPTED || check == &OVERRULED;
}

static Status add_finding(Auditing *auditing, const Scoring *scoring, const ScorePlace *place,
                          const ScoreCheck *check, const double *expected)
{
    const ScoreFindings *found = auditing->audit->scores[place->score];
    Findings *findings = TAKE(auditing->context, Findings, 1);
    AuditFinding finding = finding_of(auditing, scoring, check);
    ScoreTableWanted wanted = {.counted =
                                   answered_table(auditing, &scoring->counted[place->grouping]),
                               .table = &found->answer.tables[place->table],
                               .score = &found->tables[place->table],
                               .rate = check->rate,
                               .of_need = check->check == CHECK_NEED,
                               .expected = expected,
                               .confidence = auditing->audit->confidence};
    AuditScored scored = {
        .score = place->score, .beside = place->beside, .table = place->table, .rate = check->rate};
    Answered own = {.count = 1};

    if (findings == NULL) {
        return fail_memory(auditing->context);
    }
    *findings = found->answer;
    findings->of_score = true;
    findings->better = finding.better;
    findings->tables = TAKE(auditing->context, FindingTable, 1);
    if (findings->tables == NULL) {
        return fail_memory(auditing->context);
    }
    findings->table_count = 1;
    TRY(score_table_make(auditing, &wanted, &findings->tables[0]));
    TRY(audit_add_answer(auditing, findings, &own.answer));
    scored.answer = own.answer;
    TRY(audit_add_scored(auditing, &scored));
    TRY(audit_parts(auditing, &own, &finding));
    finding.parts[0].label =
        expected != NULL || is_of_decision(check) ? asked_words(scoring) : STR_NONE;
    return audit_add_finding(auditing, scoring->room, &scoring->room->groupings[place->grouping],
                             &finding);
}

/* What was counted of the rows of one reading: as in AuditScored. */
typedef struct ScoreCounted {
    size_t score;
    size_t beside;
} ScoreCounted;

static Status add_findings(Auditing *auditing, const Scoring *scoring, const ScoreRows *rows,
                           ScoreCounted counted, const ScoreCheck *check)
{
    for (size_t i = 0; i < rows->count; i++) {
        ScorePlace place = {counted.score, counted.beside, i, rows->groupings[i]};
        const ScoreTable *table = &auditing->audit->scores[counted.score]->tables[i];
        double *expected = NULL;

        if (scoring->counted[place.grouping].answer == NO_ANSWER) {
            continue;
        }
        if (check->rate == SCORE_PREVALENCE) {
            TRY(score_sum_expected(auditing->context, &rows->rows,
                                   score_dimension_of(scoring->room, rows, i), table, &expected));
        }
        TRY(add_finding(auditing, scoring, &place, check, expected));
    }
    return done();
}

/* ---- what cannot be looked at ---- */

static Status note_missing_need(Auditing *auditing, const StudyScore *score)
{
    bool needs = score->need.text.length > 0;

    if (needs && score->flag.source.text.length > 0) {
        return done();
    }
    return audit_note_unseen(
        auditing,
        PHRASE(auditing->context->arena, PHRASE_UNSEEN_MOST_NEED, {SLOT_LABEL, score->name.text}),
        phrase_plain(needs ? PHRASE_NEEDED_FLAG : PHRASE_NEEDED_NEED));
}

static Status note_missing_decision(Auditing *auditing, const StudyScore *score)
{
    bool decides = score->decision.source.text.length > 0;

    if (decides && score->flag.source.text.length > 0) {
        return done();
    }
    return audit_note_unseen(
        auditing,
        PHRASE(auditing->context->arena, PHRASE_UNSEEN_FOLLOWED, {SLOT_LABEL, score->name.text}),
        phrase_plain(decides ? PHRASE_NEEDED_FLAG : PHRASE_NEEDED_DECISION));
}

static Status note_missing(Auditing *auditing, const Scoring *scoring)
{
    const StudyScore *score = scoring->score;

    if (score->flag.source.text.length == 0) {
        TRY(audit_note_unseen(
            auditing,
            PHRASE(auditing->context->arena, PHRASE_UNSEEN_MISSES, {SLOT_LABEL, score->name.text}),
            phrase_plain(PHRASE_NEEDED_FLAG)));
    }
    if (!scoring->probability) {
        TRY(audit_note_unseen(
            auditing,
            PHRASE(auditing->context->arena, PHRASE_UNSEEN_MEANS, {SLOT_LABEL, score->name.text}),
            phrase_plain(PHRASE_NEEDED_MEANS)));
    }
    TRY(note_missing_need(auditing, score));
    return note_missing_decision(auditing, score);
}

/* ---- one score ---- */

static const StudyOutcome *same_outcome(const Study *study, const StudyScore *score,
                                        const StudyCondition *asked)
{
    for (size_t i = 0; i < study->outcomes.count; i++) {
        const StudyOutcome *outcome = &study->outcomes.items[i];

        if (outcome->form == OUTCOME_IS && outcome->table == score->table &&
            outcome->among.source.text.length == 0 &&
            str_equal(str_trim(outcome->is.source.text), str_trim(asked->source.text))) {
            return outcome;
        }
    }
    return NULL;
}

/* The rows of a reading with high need in place of the outcome; `*asked` is NULL where nothing can
   be asked of them. */
static Status mark_high_need(Auditing *auditing, const StudyScore *score, ScoreRows *rows,
                             const ScoreCheck **asked)
{
    Context *context = auditing->context;
    double *high = TAKE(context, double, rows->rows.count);
    ScoreHighNeed from;
    Seen seen;

    *asked = NULL;
    if (high == NULL) {
        return fail_memory(context);
    }
    TRY(score_high_need(context, &rows->rows, score->need.text, score->need.place, &from));
    for (size_t row = 0; row < rows->rows.count; row++) {
        double need = rows->rows.need[row];

        high[row] = isnan(need) ? need : need >= from.from ? 1 : 0;
    }
    rows->rows.value = high;
    seen = score_look_at(&rows->rows);
    if (seen.events > 0 && seen.events < seen.known && seen.lowest < seen.highest) {
        *asked = from.two_values ? &ANY_NEED : &MOST_NEED;
    }
    return done();
}

static Status add_needs(Auditing *auditing, const Scoring *scoring, const ScoreRows *rows,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ScoreRows needy = rows[i];
        const ScoreCheck *check;
        ScoreFindings *found;
        size_t score;

        TRY(mark_high_need(auditing, scoring->score, &needy, &check));
        if (check == NULL) {
            continue;
        }
        TRY(ask_check(auditing, scoring, &needy, scoring->score->need.text, &found));
        TRY(audit_add_score(auditing, found, &score));
        TRY(add_findings(auditing, scoring, &needy, (ScoreCounted){score, SIZE_MAX}, check));
    }
    return done();
}

/* Of what was read, what can be asked. `repeats`: some person has several rows. */
static Status sift(Auditing *auditing, Scoring *scoring, ScoreRows *rows, size_t *count,
                   bool *repeats)
{
    size_t kept = 0;

    *repeats = false;
    scoring->probability = true;
    for (size_t i = 0; i < *count; i++) {
        Seen seen = score_look_at(&rows[i].rows);
        bool several;

        TRY(score_repeats_people(auditing->context, &rows[i].rows, &several));
        *repeats |= several;
        if (can_be_asked(auditing, scoring, &seen, rows[i].everybody)) {
            scoring->probability &= seen.lowest >= 0 && seen.highest <= 1;
            rows[kept++] = rows[i];
        }
    }
    *count = kept;
    return done();
}

/* The rows that can be asked what `scoring` asks, for each set of groupings; none, and a note,
   where the study asks of people who have several, or where nobody is left to ask of. */
static Status read_rows(Auditing *auditing, Scoring *scoring, uint32_t need, ScoreRows **out,
                        size_t *count)
{
    const StudyScore *score = scoring->score;
    const Room *room = scoring->room;
    ScoreAsked asked = {.question = question_of_rows(scoring->asked->source.text, score->name.text,
                                                     BETTER_NOT_SAID),
                        .flag = score->flag.source.text,
                        .column = column_of(room->source, score->column.text),
                        .need = need};
    bool decision = scoring->asked == &score->decision;
    size_t errors = auditing->context->error_count;
    bool repeats;
    Str what;

    *out = TAKE(auditing->context, ScoreRows, room->grouping_count);
    if (*out == NULL) {
        return fail_memory(auditing->context);
    }
    asked.question.alone = true;
    TRY(ask_score(auditing, room, &asked, *out, count));
    TRY(sift(auditing, scoring, *out, count, &repeats));
    TRY(status_since(auditing->context, errors));
    what =
        PHRASE(auditing->context->arena, decision ? PHRASE_UNSEEN_WHO_FOLLOWS : PHRASE_UNSEEN_SCORE,
               {SLOT_LABEL, score->name.text});
    if (repeats) {
        *count = 0;
        return audit_note_unseen(auditing, what, phrase_plain(PHRASE_NEEDED_ONE_ROW));
    }
    return *count > 0 ? done()
                      : audit_note_unseen(auditing, what,
                                          phrase_plain(decision ? PHRASE_NEEDED_DECISION_KNOWN
                                                                : PHRASE_NEEDED_OUTCOME_KNOWN));
}

/* Each reading as a score's own check counts it; `out` has room for all. */
static Status count_all(Auditing *auditing, const Scoring *scoring, const ScoreRows *rows,
                        size_t count, ScoreCounted *out)
{
    for (size_t i = 0; i < count; i++) {
        ScoreFindings *found;

        TRY(ask_check(auditing, scoring, &rows[i], str_trim(scoring->asked->source.text), &found));
        out[i].beside = SIZE_MAX;
        TRY(audit_add_score(auditing, found, &out[i].score));
    }
    return done();
}

/* Of those whom the score flags, and of those whom it does not, who got what was decided. What the
   score foretells of the same groupings was counted before. */
static Status add_decisions(Auditing *auditing, const Scoring *scoring, const ScoreRows *foretold,
                            const ScoreCounted *before, size_t before_count)
{
    const StudyScore *score = scoring->score;
    Scoring deciding = *scoring;
    ScoreRows *rows;
    ScoreCounted *counted;
    size_t count;

    deciding.asked = &score->decision;
    deciding.outcome = same_outcome(auditing->study, score, deciding.asked);
    TRY(read_rows(auditing, &deciding, COLUMN_NONE, &rows, &count));
    counted = TAKE(auditing->context, ScoreCounted, count);
    if (counted == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(count_all(auditing, &deciding, rows, count, counted));
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < before_count; k++) {
            if (foretold[k].groupings[0] == rows[i].groupings[0]) {
                counted[i].beside = before[k].score;
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        TRY(add_findings(auditing, &deciding, &rows[i], counted[i], &ACCEPTED));
    }
    for (size_t i = 0; i < count; i++) {
        TRY(add_findings(auditing, &deciding, &rows[i], counted[i], &OVERRULED));
    }
    return done();
}

/* The findings of all readings, one question after another. */
static Status add_all(Auditing *auditing, Scoring *scoring, const ScoreRows *rows, size_t count)
{
    static const ScoreCheck *const CHECKS[] = {&MISSED, &WITHOUT, &EXPECTED};
    ScoreCounted *counted = TAKE(auditing->context, ScoreCounted, count);
    bool flags = scoring->score->flag.source.text.length > 0;

    if (counted == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(count_all(auditing, scoring, rows, count, counted));
    for (size_t c = 0; c < sizeof CHECKS / sizeof CHECKS[0]; c++) {
        bool asked = CHECKS[c] == &EXPECTED ? scoring->probability : flags;

        for (size_t i = 0; i < count && asked; i++) {
            TRY(add_findings(auditing, scoring, &rows[i], counted[i], CHECKS[c]));
        }
    }
    if (flags && scoring->score->need.text.length > 0) {
        TRY(add_needs(auditing, scoring, rows, count));
    }
    if (flags && scoring->score->decision.source.text.length > 0) {
        TRY(add_decisions(auditing, scoring, rows, counted, count));
    }
    return note_missing(auditing, scoring);
}

static Status ask_one(Auditing *auditing, Scoring *scoring)
{
    const Room *room = scoring->room;
    Question everyone = question_of_rows(room->everyone, STR("everyone"), BETTER_NOT_SAID);
    Answered *counted = TAKE(auditing->context, Answered, room->grouping_count);
    ScoreRows *rows;
    size_t count;

    if (counted == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(read_rows(auditing, scoring, column_of(room->source, scoring->score->need.text), &rows,
                  &count));
    if (count == 0) {
        return done();
    }
    everyone.alone = true;
    TRY(ask(auditing, room, &everyone, counted));
    scoring->counted = counted;
    return add_all(auditing, scoring, rows, count);
}

Status check_scores(Auditing *auditing)
{
    const StudyScores *scores = &auditing->study->scores;
    size_t errors = auditing->context->error_count;

    for (size_t i = 0; i < scores->count; i++) {
        const StudyScore *score = &scores->items[i];
        Scoring scoring = {.score = score,
                           .asked = &score->outcome,
                           .outcome = same_outcome(auditing->study, score, &score->outcome)};

        TRY(check_stop(auditing->context));
        if (score->table == STUDY_NO_TABLE || auditing->rooms[score->table].source == NULL) {
            continue;
        }
        scoring.room = &auditing->rooms[score->table];
        if (scoring.room->surveyed) {
            TRY(audit_note_unseen(auditing,
                                  PHRASE(auditing->context->arena, PHRASE_UNSEEN_SCORE,
                                         {SLOT_LABEL, score->name.text}),
                                  phrase_plain(PHRASE_NEEDED_SCORE_SURVEY)));
            continue;
        }
        TRY(ask_one(auditing, &scoring));
    }
    return status_since(auditing->context, errors);
}
