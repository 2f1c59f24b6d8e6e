/* What an outcome of a known form may say beside it: its other rule, and the gap that matters in
   its unit; and the gap that matters for shares that are no outcome. */
#include "study/study_build.h"

void study_check_other_rule(Build *build, const StudyOutcome *outcome)
{
    const StudyText *other = &outcome->other_rule.source;

    if (other->text.length > 0 &&
        str_equal(str_trim(other->text), str_trim(outcome->is.source.text))) {
        Str name = build_show(build, outcome->name.text);

        build_mistake(
            build, other->place,
            "'other_rule' of outcome '%.*s' is the same as 'is', so that nothing hangs on "
            "which is used; write the other rule, or take 'other_rule' out",
            STR_ARGS(name));
    }
}

/* What the unit of a margin must be: "per 100" of a share, "days" of a wait. */
void study_check_margin(Build *build, StudyOutcome *outcome)
{
    StudyMargin *margin = &outcome->matters;
    bool share = study_outcome_is_share(outcome);
    bool wait = outcome->form == OUTCOME_FROM_TO && !share;

    if (margin->unit == UNIT_NONE) {
        return;
    }
    if (margin->unit == UNIT_WEEKS) { /* of an amount "2 weeks" says that its column is in weeks */
        margin->value *= wait ? 7 : 1;
        margin->unit = UNIT_DAYS;
    }
    margin->unit = margin->unit == UNIT_DAYS && !wait ? UNIT_OWN : margin->unit;
    if ((share && margin->unit != UNIT_PER_100) || (wait && margin->unit != UNIT_DAYS)) {
        Str name = build_show(build, outcome->name.text);
        Str unit = build_show(build, margin->unit_text);

        build_mistake(build, margin->source.place,
                      "outcome '%.*s' is a %s, and what matters is in '%.*s'; write it as %s",
                      STR_ARGS(name), share ? "share of people" : "wait", STR_ARGS(unit),
                      share ? "5 per 100" : "14 days");
    } else if (outcome->form == OUTCOME_AMOUNT && margin->unit == UNIT_PER_100) {
        Str name = build_show(build, outcome->name.text);

        build_mistake(build, margin->source.place,
                      "outcome '%.*s' is an amount, and what matters is in people; write it in the "
                      "amount's own unit: 200 pounds",
                      STR_ARGS(name));
    } else if (share && margin->value > 100) {
        Str name = build_show(build, outcome->name.text);

        build_mistake(build, margin->source.place,
                      "outcome '%.*s' cannot differ by more than 100 per 100; write a smaller gap",
                      STR_ARGS(name));
    }
}

/* Shares that are no outcome are of people, and so is the gap that matters for them. */
void study_check_share_margin(Build *build, const Study *study)
{
    const StudyMargin *margin = &study->matters;

    if (margin->unit == UNIT_NONE) {
        return;
    }
    if (margin->unit != UNIT_PER_100) {
        Str unit = build_show(build, margin->unit_text);

        build_mistake(build, margin->source.place,
                      "'matters' is in '%.*s', and it is for shares of people; write it as 5 per "
                      "100, and other gaps under their outcome",
                      STR_ARGS(unit));
    } else if (margin->value > 100) {
        build_mistake(build, margin->source.place,
                      "shares cannot differ by more than 100 per 100; write a smaller gap");
    }
}
