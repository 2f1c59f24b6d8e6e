/* Another time: whether the people are the same in the last period as in the first, and whether a
   score flags the same share of each group. The difference of two shares by Newcombe (1998), for
   people who are another in each period. */
#include "audit/audit_internal.h"

#include <math.h>

/* One group in both periods. */
typedef struct Both {
    Str level;
    bool recorded;
    int64_t now; /* with what is counted */
    int64_t now_of;
    int64_t then;
    int64_t then_of;
} Both;

/* What is compared. */
typedef struct Shift {
    const Room *room;
    size_t grouping;
    const FindingTable *last;
    const FindingTable *first;
    bool of_all; /* a group's share of everyone; else a share of the group */
    Both *groups;
    size_t count;
} Shift;

/* ---- both periods ---- */

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
    const CellSet *sets = table->sets;

    quantity.exact =
        quantity_evaluate_sets(&quantity, &sets[quantity.one],
                               quantity.zero == SET_NONE ? NULL : &sets[quantity.zero], confidence);
    if (isnan(quantity.exact.estimate)) {
        quantity.undefined = STR("nobody of this group in one of the two periods");
    }
    return quantity;
}

static Quantity no_ratio(uint32_t set)
{
    Quantity value = quantity_new(QUANTITY_RATIO, METHOD_NONE, set, SET_NONE);

    value.undefined = STR("then and now are compared by their difference");
    value.open_reason = true;
    return value;
}

/* Sets: the groups now, then their shares now, then those of the first period, then everyone. */
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
    group->ratio = no_ratio(own);
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
                          .has_period = true,
                          .ordered = shift->last->ordered,
                          .has_reference = true,
                          .has_population = true,
                          .compared_with = shift->first->period,
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
            ? no_ratio((uint32_t)everyone)
            : evaluated(out, confidence,
                        quantity_new(QUANTITY_SHARE, METHOD_WILSON, (uint32_t)everyone, SET_NONE));
    return done();
}

/* ---- findings ---- */

/* First period against last; nothing where there is one alone. */
static Status add_shift(Auditing *auditing, Shift *shift, const Answered *answered,
                        AuditFinding finding)
{
    Context *context = auditing->context;
    const Findings *counted = auditing->audit->answers[answered->answer];
    size_t periods = recorded_periods(auditing, answered);
    Findings *findings = TAKE(context, Findings, 1);
    Answered own = {.count = 1};

    if (findings == NULL) {
        return fail_memory(context);
    }
    if (periods < 2) {
        return done();
    }
    shift->first = &counted->tables[answered->first];
    shift->last = &counted->tables[answered->first + periods - 1];
    TRY(pair_groups(context, shift));
    *findings = *counted;
    findings->repeats = false;         /* persons are counted, or each row is one */
    findings->finer |= !shift->of_all; /* beside all periods together */
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

static Status note_of(Context *context, const char *note, AuditFinding *finding)
{
    Str *notes = TAKE(context, Str, 1);

    if (notes == NULL) {
        return fail_memory(context);
    }
    notes[0] = str_from(note);
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
                                .row = room->person != COLUMN_NONE ? STR("person") : STR_NONE,
                                .better = BETTER_NOT_SAID,
                                .unit = SHOWN_PER_100,
                                .matters = study_margin(&auditing->study->matters)};

        if (answered[g].answer == NO_ANSWER || is_another_detail(room, g)) {
            continue;
        }
        if (room->person != COLUMN_NONE) {
            TRY(note_of(auditing->context,
                        "People who are there in both periods count in both; the intervals take "
                        "them for different people, and are wider for it.",
                        &finding));
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
static Status check_flags(Auditing *auditing, const StudyScore *score, bool with_outcome,
                          Answered *answered)
{
    const Room *room = &auditing->rooms[score->table];
    Question question =
        question_of_rows(score->flag.source.text, score->name.text, BETTER_NOT_SAID);

    question.alone = true;
    question.by_period = true;
    question.among = with_outcome ? score->outcome.source.text : STR_NONE;
    TRY(ask(auditing, room, &question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        Shift shift = {.room = room, .grouping = g};
        AuditFinding finding = {.check = with_outcome ? CHECK_SHIFT_MISSED : CHECK_SHIFT_FLAGGED,
                                .subject = score->name.text,
                                .among =
                                    with_outcome ? str_trim(score->outcome.source.text) : STR_NONE,
                                .among_kind = with_outcome ? AMONG_WITH : AMONG_CONDITION,
                                .better = with_outcome ? BETTER_MORE : BETTER_NOT_SAID,
                                .unit = SHOWN_PER_100,
                                .matters = study_margin(&auditing->study->matters)};

        if (answered[g].answer != NO_ANSWER && !is_another_detail(room, g)) {
            TRY(add_shift(auditing, &shift, &answered[g], finding));
        }
    }
    return done();
}

static bool has_periods(const Room *room)
{
    return room->source != NULL && room->period != COLUMN_NONE &&
           room->table->status.value != STATUS_PUBLISHED;
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
        const StudyScore *score = &study->scores.items[i];
        bool asked = score->table != STUDY_NO_TABLE && was_asked(auditing, score) &&
                     has_periods(&auditing->rooms[score->table]);
        Answered *answered =
            asked ? TAKE(auditing->context, Answered, auditing->rooms[score->table].grouping_count)
                  : NULL;

        if (asked && answered == NULL) {
            return fail_memory(auditing->context);
        }
        TRY(check_stop(auditing->context));
        if (asked) {
            TRY(check_flags(auditing, score, false, answered));
            TRY(check_flags(auditing, score, true, answered));
        }
    }
    return done();
}
