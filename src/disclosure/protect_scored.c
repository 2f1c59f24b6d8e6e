#include "disclosure/protect_scored.h"

#include "disclosure/disclose_score.h"
#include "disclosure/rounding.h"

static const ShownScoreGroup *group_of(const ShownScoreTable *table, Str level)
{
    for (size_t g = 0; g < table->group_count; g++) {
        if (!table->groups[g].everyone && str_equal(table->groups[g].level, level)) {
            return &table->groups[g];
        }
    }
    return NULL;
}

static const ShownScoreGroup *everyone_of(const ShownScoreTable *table)
{
    return &table->groups[0];
}

/* Why a number of the score is not shown; empty where it is. */
static Str why_hidden(const ShownInterval *number)
{
    if (number->estimate.state == SHOWN_VALUE) {
        return STR_NONE;
    }
    return number->note.length > 0 ? number->note : STR("hidden: worked out from few people");
}

/* The share expected, from the share that happened and how many times as many that was. */
static void set_expected(const ShownScoreGroup *group, CellSet *set)
{
    const ShownInterval *times = &group->metrics[SCORE_OE];
    const ShownNumber *share = &group->metrics[SCORE_PREVALENCE].estimate;
    double people = group->people.value;

    set->withheld = why_hidden(times);
    if (set->withheld.length == 0 && !(times->estimate.value > 0)) {
        set->withheld = STR("hidden: worked out from few people");
    }
    if (set->withheld.length > 0) {
        return;
    }
    set->published = true; /* made of shown numbers alone */
    set->counts.people = (int64_t)people;
    set->counts.people_most = set->counts.people;
    set->summary.people = people;
    set->summary.events = people * round_decimals(share->value / times->estimate.value,
                                                  share->decimals, ROUND_NEAREST);
}

static void withhold_group(const ShownScoreGroup *group, ScoreMetric rate, FindingTable *table,
                           size_t g)
{
    Str reason = group == NULL ? STR("hidden: worked out from few people")
                               : why_hidden(&group->metrics[rate]);
    CellSet *own = &table->sets[table->groups[g].people.one];

    own->withheld = reason;
    if (rate == SCORE_PREVALENCE && reason.length == 0) {
        set_expected(group, &table->sets[table->groups[g].reference.one]);
    } else if (rate == SCORE_PREVALENCE) {
        table->sets[table->groups[g].reference.one].withheld = reason;
    }
}

/* Who is flagged is told twice, by what came true and by what was decided: where one keeps the
   numbers of a group back, the other would give them away. */
static void withhold_beside(const ShownScoreGroup *group, CellSet *set)
{
    static const ScoreMetric RATES[] = {SCORE_TPR, SCORE_FPR};

    for (size_t i = 0; i < sizeof RATES / sizeof RATES[0] && set->withheld.length == 0; i++) {
        if (group == NULL) {
            set->withheld = STR("hidden: worked out from few people");
        } else if (group->metrics[RATES[i]].estimate.state == SHOWN_HIDDEN) {
            set->withheld = why_hidden(&group->metrics[RATES[i]]);
        }
    }
}

static void withhold_all_beside(const ShownScoreTable *table, FindingTable *out)
{
    for (size_t g = 0; g < out->group_count; g++) {
        withhold_beside(group_of(table, out->groups[g].level),
                        &out->sets[out->groups[g].people.one]);
    }
    withhold_beside(everyone_of(table), &out->sets[out->overall.one]);
}

static Status copy_answer(Context *context, const Findings *from, Findings **out)
{
    FindingTable *tables = TAKE(context, FindingTable, from->table_count);

    *out = TAKE(context, Findings, 1);
    if (*out == NULL || tables == NULL) {
        return fail_memory(context);
    }
    **out = *from;
    (*out)->tables = tables;
    for (size_t t = 0; t < from->table_count; t++) {
        const FindingTable *table = &from->tables[t];
        CellSet *sets = TAKE(context, CellSet, table->set_count);

        if (sets == NULL) {
            return fail_memory(context);
        }
        for (size_t s = 0; s < table->set_count; s++) {
            sets[s] = table->sets[s];
        }
        tables[t] = *table;
        tables[t].sets = sets;
    }
    return done();
}

/* The copy of one answer, whose one table is that of the score. */
static Status withhold(Context *context, const Audit *audit, const AuditScored *scored,
                       ShownScore *const *shown, Audit *out)
{
    const ShownScoreTable *table = shown_score_table(shown[scored->score], scored->table);
    const ShownFacts *facts = &shown_score_facts(shown[scored->score])->all;
    Findings *copy;

    TRY(copy_answer(context, audit->answers[scored->answer], &copy));
    out->answers[scored->answer] = copy;
    if (facts->exact) {
        return done();
    }
    for (size_t g = 0; g < copy->tables[0].group_count; g++) {
        withhold_group(group_of(table, copy->tables[0].groups[g].level), scored->rate,
                       &copy->tables[0], g);
    }
    copy->tables[0].sets[copy->tables[0].overall.one].withheld =
        why_hidden(&everyone_of(table)->metrics[scored->rate]);
    if (scored->beside != SIZE_MAX) {
        withhold_all_beside(shown_score_table(shown[scored->beside], scored->table),
                            &copy->tables[0]);
    }
    return done();
}

static Status protect_scores(Context *context, const Audit *audit, Str profile, ShownScore ***out)
{
    bool exact = str_equal(profile, STR("none"));
    ShownScore **shown = TAKE(context, ShownScore *, audit->score_count);

    if (shown == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < audit->score_count; i++) {
        const ScoreFindings *score = audit->scores[i];

        TRY(disclosure_protect_score(
            context, score, score->answer.published && !exact ? STR_NONE : profile, &shown[i]));
    }
    *out = shown;
    return done();
}

Status protect_scored(Context *context, const Audit *audit, Str profile, Audit *out,
                      bool *hides_rows)
{
    ShownScore **shown;

    *out = *audit;
    TRY(protect_scores(context, audit, profile, &shown));
    out->answers = TAKE(context, Findings *, audit->answer_count);
    if (out->answers == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < audit->answer_count; i++) {
        out->answers[i] = audit->answers[i];
    }
    for (size_t i = 0; i < audit->scored_count; i++) {
        const AuditScored *scored = &audit->scored[i];

        TRY(withhold(context, audit, scored, shown, out));
        hides_rows[scored->answer] =
            shown_score_facts(shown[scored->score])->all.rows.state == SHOWN_HIDDEN;
    }
    return done();
}
