/* Another time, another place: whether the people are the same in the last period as in the first,
   or elsewhere as where a score was made, and whether the score flags the same share of each group.
   The difference of two shares by Newcombe (1998), for people who are another in each. */
#include "audit/audit_internal.h"

#include "catalogue/phrase.h"

#include <math.h>

/* One group in both periods, or both places. */
typedef struct Both {
    Str level;
    bool recorded;
    int64_t now; /* with what is counted, in the last period, or elsewhere */
    int64_t now_of;
    int64_t then; /* in the first, or where the score was made */
    int64_t then_of;
} Both;

/* What is compared. */
typedef struct Shift {
    const Room *room;
    size_t grouping;
    const FindingTable *last; /* or of all other places */
    const FindingTable *first;
    Str place;   /* the condition on rows of the place; empty: periods are compared */
    bool of_all; /* a group's share of everyone; else a share of the group */
    Both *groups;
    size_t count;
} Shift;

/* ---- both sides ---- */

static const FindingGroup *group_of(const FindingTable *table, Str level)
{
    for (size_t g = 0; g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, level)) {
            return &table->groups[g];
        }
    }
    return NULL;
}

/* What a period counts of a group; none where it has nobody of it. Of shares of everyone persons
   are counted, each once a group. */
static void counts_of(const Shift *shift, const FindingTable *table, Str level, int64_t *with,
                      int64_t *of)
{
    const FindingGroup *group = group_of(table, level);
    const Counts *counts = group == NULL ? NULL : &table->sets[group->estimate.one].counts;

    *with = counts == NULL ? 0 : shift->of_all ? counts->persons : counts->events;
    *of = counts == NULL ? 0 : shift->of_all ? 0 : counts->people;
}

static void add_group(Shift *shift, const FindingGroup *group)
{
    Both *both = &shift->groups[shift->count++];

    *both = (Both){.level = group->level, .recorded = group->recorded};
    counts_of(shift, shift->last, group->level, &both->now, &both->now_of);
    counts_of(shift, shift->first, group->level, &both->then, &both->then_of);
}

/* The groups of the last period, then those that the first has alone. */
static Status pair_groups(Context *context, Shift *shift)
{
    int64_t now = 0;
    int64_t then = 0;

    shift->groups = TAKE(context, Both, shift->last->group_count + shift->first->group_count);
    if (shift->groups == NULL) {
        return fail_memory(context);
    }
    for (size_t g = 0; g < shift->last->group_count; g++) {
        add_group(shift, &shift->last->groups[g]);
    }
    for (size_t g = 0; g < shift->first->group_count; g++) {
        if (group_of(shift->last, shift->first->groups[g].level) == NULL) {
            add_group(shift, &shift->first->groups[g]);
        }
    }
    for (size_t g = 0; g < shift->count; g++) {
        now += shift->groups[g].now;
        then += shift->groups[g].then;
    }
    for (size_t g = 0; shift->of_all && g < shift->count; g++) {
        shift->groups[g].now_of = now;
        shift->groups[g].then_of = then;
    }
    return done();
}

/* ---- the table ---- */

static Quantity evaluated(const FindingTable *table, double confidence, Quantity quantity)
{
    bool place = !table->has_period;

    const CellSet *sets = table->sets;

    quantity.exact =
        quantity_evaluate_sets(&quantity, &sets[quantity.one],
                               quantity.zero == SET_NONE ? NULL : &sets[quantity.zero], confidence);
    if (isnan(quantity.exact.estimate)) {
        quantity.undefined = place ? STR("nobody of this group in one of the two places")
                                   : STR("nobody of this group in one of the two periods");
    }
    return quantity;
}

static Quantity no_ratio(const FindingTable *table, uint32_t set)
{
    Quantity value = quantity_new(QUANTITY_RATIO, METHOD_NONE, set, SET_NONE);

    value.undefined = table->has_period ? STR("then and now are compared by their difference")
                                        : STR("here and there are compared by their difference");
    value.open_reason = true;
    return value;
}

/* Sets: the groups now (or here), then their shares, then those of the first period (or there),
   then everyone. */
static void fill_group(const Shift *shift, size_t g, double confidence, FindingTable *table)
{
    const Both *both = &shift->groups[g];
    uint32_t own = (uint32_t)g;
    uint32_t now = (uint32_t)(shift->count + g);
    uint32_t then = (uint32_t)(2 * shift->count + g);
    FindingGroup *group = &table->groups[g];

    table->sets[now] =
        counted_set(shift->of_all ? SET_SHARE_OF_ALL : SET_LEVEL, g, both->now_of, both->now);
    table->sets[then] = counted_set(SET_SHARE_OF_ALL, g, both->then_of, both->then);
    table->sets[own] =
        shift->of_all ? counted_set(SET_MEMBERS, g, both->now, both->now) : table->sets[now];
    *group = (FindingGroup){.level = both->level, .recorded = both->recorded};
    group->people = quantity_new(QUANTITY_PEOPLE, METHOD_NONE, own, SET_NONE);
    group->people.exact.estimate = (double)table->sets[own].counts.people;
    group->total = group->people;
    if (!shift->of_all) {
        group->total = quantity_new(QUANTITY_EVENTS, METHOD_NONE, own, SET_NONE);
        group->total.exact.estimate = (double)both->now;
    }
    group->ratio = no_ratio(table, own);
    group->estimate =
        evaluated(table, confidence, quantity_new(QUANTITY_SHARE, METHOD_WILSON, now, SET_NONE));
    group->difference =
        evaluated(table, confidence, quantity_new(QUANTITY_DIFFERENCE, METHOD_NEWCOMBE, now, then));
    group->reference = quantity_new(QUANTITY_SHARE, METHOD_NONE, then, SET_NONE);
    group->reference.exact.estimate = (double)both->then / (double)both->then_of;
}

static Status make_table(Context *context, const Shift *shift, double confidence, FindingTable *out)
{
    size_t everyone = 3 * shift->count;
    int64_t people = 0;
    int64_t with = 0;

    *out = (FindingTable){.dimension = shift->last->dimension,
                          .said = shift->last->said,
                          .period = shift->last->period,
                          .has_period = shift->place.length == 0,
                          .ordered = shift->last->ordered,
                          .has_reference = true,
                          .has_population = true,
                          .compared_with =
                              shift->place.length > 0 ? shift->place : shift->first->period,
                          .sets = TAKE(context, CellSet, everyone + 1),
                          .set_count = everyone + 1,
                          .groups = TAKE(context, FindingGroup, shift->count),
                          .group_count = shift->count};
    if (out->sets == NULL || out->groups == NULL) {
        return fail_memory(context);
    }
    for (size_t g = 0; g < shift->count; g++) {
        fill_group(shift, g, confidence, out);
        with += shift->groups[g].now;
        people += shift->of_all ? shift->groups[g].now : shift->groups[g].now_of;
    }
    out->sets[everyone] = counted_set(SET_EVERYONE, 0, people, with);
    out->overall =
        shift->of_all
            ? no_ratio(out, (uint32_t)everyone)
            : evaluated(out, confidence,
                        quantity_new(QUANTITY_SHARE, METHOD_WILSON, (uint32_t)everyone, SET_NONE));
    return done();
}

/* ---- findings ---- */

/* One side against the other; `counted` is the answer that one of them comes from. */
static Status add_sides(Auditing *auditing, Shift *shift, const Findings *counted,
                        AuditFinding finding)
{
    Context *context = auditing->context;
    Findings *findings = TAKE(context, Findings, 1);
    Answered own = {.count = 1};

    if (findings == NULL) {
        return fail_memory(context);
    }
    TRY(pair_groups(context, shift));
    *findings = *counted;
    findings->repeats = false;         /* persons are counted, or each row is one */
    findings->finer |= !shift->of_all; /* beside all periods, or places, together */
    findings->tables = TAKE(context, FindingTable, 1);
    if (findings->tables == NULL) {
        return fail_memory(context);
    }
    findings->table_count = 1;
    TRY(make_table(context, shift, auditing->audit->confidence, findings->tables));
    TRY(audit_add_answer(auditing, findings, &own.answer));
    TRY(audit_parts(auditing, &own, &finding));
    return audit_add_finding(auditing, shift->room, &shift->room->groupings[shift->grouping],
                             &finding);
}

/* First period against last; nothing where there is one alone. */
static Status add_shift(Auditing *auditing, Shift *shift, const Answered *answered,
                        AuditFinding finding)
{
    const Findings *counted = auditing->audit->answers[answered->answer];
    size_t periods = recorded_periods(auditing, answered);

    if (periods < 2) {
        return done();
    }
    shift->first = &counted->tables[answered->first];
    shift->last = &counted->tables[answered->first + periods - 1];
    return add_sides(auditing, shift, counted, finding);
}

static Status note_of(Context *context, Str note, AuditFinding *finding)
{
    Str *notes = TAKE(context, Str, 1);

    if (notes == NULL) {
        return fail_memory(context);
    }
    notes[0] = note;
    finding->notes = (StrSpan){notes, 1};
    return done();
}

static Status check_mix(Auditing *auditing, const Room *room, Answered *answered)
{
    Question question = question_of_rows(room->everyone, STR("everyone"), BETTER_NOT_SAID);

    question.alone = true;
    question.by_period = true;
    TRY(ask(auditing, room, &question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        Shift shift = {.room = room, .grouping = g, .of_all = true};
        AuditFinding finding = {.check = CHECK_SHIFT_MIX,
                                .subject = room->table->name.text,
                                .topic = STR("time"),
                                .row = room->person != COLUMN_NONE ? STR("person") : STR_NONE,
                                .better = BETTER_NOT_SAID,
                                .unit = SHOWN_PER_100,
                                .matters = study_margin(&auditing->study->matters)};

        if (answered[g].answer == NO_ANSWER || is_another_detail(room, g)) {
            continue;
        }
        if (room->person != COLUMN_NONE) {
            TRY(note_of(auditing->context, phrase_plain(PHRASE_NOTE_BOTH_PERIODS), &finding));
        }
        TRY(add_shift(auditing, &shift, &answered[g], finding));
    }
    return done();
}

/* Whom the score misses was asked: each row is another person, in whichever period. */
static bool was_asked(const Auditing *auditing, const StudyScore *score)
{
    const Audit *audit = auditing->audit;

    for (size_t i = 0; i < audit->finding_count; i++) {
        const AuditFinding *finding = &audit->findings[i];

        if (finding->check == CHECK_MISSED && finding->data == score->table &&
            str_equal(finding->subject, score->name.text)) {
            return true;
        }
    }
    return false;
}

/* Of everyone, or of those with what the score should foretell, how many it flags. */
static Question question_of_flags(const StudyScore *score, bool with_outcome)
{
    Question question =
        question_of_rows(score->flag.source.text, score->name.text, BETTER_NOT_SAID);

    question.alone = true;
    question.among = with_outcome ? score->outcome.source.text : STR_NONE;
    return question;
}

static AuditFinding finding_of_flags(const Auditing *auditing, const StudyScore *score,
                                     CheckKind check, bool with_outcome)
{
    return (AuditFinding){.check = check,
                          .subject = score->name.text,
                          .among = with_outcome ? str_trim(score->outcome.source.text) : STR_NONE,
                          .among_kind = with_outcome ? AMONG_WITH : AMONG_CONDITION,
                          .better = with_outcome ? BETTER_MORE : BETTER_NOT_SAID,
                          .unit = SHOWN_PER_100,
                          .matters = study_margin(&auditing->study->matters)};
}

static Status check_flags(Auditing *auditing, const StudyScore *score, bool with_outcome,
                          Answered *answered)
{
    const Room *room = &auditing->rooms[score->table];
    Question question = question_of_flags(score, with_outcome);

    question.by_period = true;
    TRY(ask(auditing, room, &question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        Shift shift = {.room = room, .grouping = g};
        AuditFinding finding = finding_of_flags(
            auditing, score, with_outcome ? CHECK_SHIFT_MISSED : CHECK_SHIFT_FLAGGED, with_outcome);

        finding.topic = STR("time");
        if (answered[g].answer != NO_ANSWER && !is_another_detail(room, g)) {
            TRY(add_shift(auditing, &shift, &answered[g], finding));
        }
    }
    return done();
}

/* ---- another place ---- */

/* The same question to the rows of the place and to all others: two answers for each grouping. */
static Status ask_both_places(Auditing *auditing, const StudyScore *score, const Question *question,
                              Answered *there, Answered *here)
{
    const Room *room = &auditing->rooms[score->table];
    Question asked = *question;
    Str elsewhere;

    TRY(both_conditions(auditing->context, question->among, score->made_at.source.text,
                        &asked.among));
    TRY(ask(auditing, room, &asked, there));
    TRY(text_of(auditing->context, &elsewhere, "not (%.*s)", STR_ARGS(score->made_at.source.text)));
    TRY(both_conditions(auditing->context, question->among, elsewhere, &asked.among));
    return ask(auditing, room, &asked, here);
}

/* One finding for each grouping that both places have people of. */
static Status add_places(Auditing *auditing, const StudyScore *score, const Question *question,
                         const AuditFinding *like, Answered *answered)
{
    const Room *room = &auditing->rooms[score->table];
    Answered *here = &answered[room->grouping_count];

    TRY(ask_both_places(auditing, score, question, answered, here));
    for (size_t g = 0; g < room->grouping_count; g++) {
        Shift shift = {.room = room,
                       .grouping = g,
                       .place = str_trim(score->made_at.source.text),
                       .of_all = like->check == CHECK_PLACE_MIX};

        if (answered[g].answer == NO_ANSWER || here[g].answer == NO_ANSWER ||
            is_another_detail(room, g)) {
            continue;
        }
        shift.first = answered_table(auditing, &answered[g]);
        shift.last = answered_table(auditing, &here[g]);
        TRY(add_sides(auditing, &shift, auditing->audit->answers[here[g].answer], *like));
    }
    return done();
}

/* Rows that name no place are of neither. */
static Status check_place(Auditing *auditing, const StudyScore *score)
{
    const Room *room = &auditing->rooms[score->table];
    Question question = question_of_rows(room->everyone, score->name.text, BETTER_NOT_SAID);
    Answered *answered = TAKE(auditing->context, Answered, 2 * room->grouping_count);
    AuditFinding finding = finding_of_flags(auditing, score, CHECK_PLACE_MIX, false);

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    question.alone = true;
    finding.topic = STR("place");
    finding.row = room->person != COLUMN_NONE ? STR("person") : STR_NONE;
    TRY(note_of(auditing->context, phrase_plain(PHRASE_NOTE_PLACE_UNKNOWN), &finding));
    TRY(add_places(auditing, score, &question, &finding, answered));
    for (int with_outcome = 0; with_outcome < 2 && was_asked(auditing, score); with_outcome++) {
        StrSpan notes = finding.notes;

        question = question_of_flags(score, with_outcome != 0);
        finding = finding_of_flags(auditing, score,
                                   with_outcome != 0 ? CHECK_PLACE_MISSED : CHECK_PLACE_FLAGGED,
                                   with_outcome != 0);
        finding.topic = STR("place");
        finding.notes = notes;
        TRY(add_places(auditing, score, &question, &finding, answered));
    }
    return done();
}

static bool has_periods(const Room *room)
{
    return room->source != NULL && room->period != COLUMN_NONE &&
           room->table->status.value != STATUS_PUBLISHED;
}

static Status check_scored(Auditing *auditing, const StudyScore *score)
{
    const Room *room = &auditing->rooms[score->table];
    Answered *answered;

    TRY(check_stop(auditing->context));
    if (room->source != NULL && score->made_at.source.text.length > 0) {
        TRY(check_place(auditing, score));
    }
    if (!has_periods(room) || !was_asked(auditing, score)) {
        return done();
    }
    answered = TAKE(auditing->context, Answered, room->grouping_count);
    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(check_flags(auditing, score, false, answered));
    return check_flags(auditing, score, true, answered);
}

Status check_shift(Auditing *auditing)
{
    const Study *study = auditing->study;

    for (size_t i = 0; i < study->tables.count; i++) {
        const Room *room = &auditing->rooms[i];
        Answered *answered = TAKE(auditing->context, Answered, room->grouping_count);

        if (answered == NULL) {
            return fail_memory(auditing->context);
        }
        TRY(check_stop(auditing->context));
        if (has_periods(room)) {
            TRY(check_mix(auditing, room, answered));
        }
    }
    for (size_t i = 0; i < study->scores.count; i++) {
        if (study->scores.items[i].table != STUDY_NO_TABLE) {
            TRY(check_scored(auditing, &study->scores.items[i]));
        }
    }
    return done();
}
