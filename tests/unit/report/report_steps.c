/* Which step matters most, in words: of whom, how many, which step, and what cannot be told. */
#include "report/sentence.h"
#include "report_sample.h"
#include "tap.h"

#include <string.h>

static ShownInterval gap(double estimate, double low, double high)
{
    return (ShownInterval){.estimate = sample_number(estimate, 2),
                           .low = sample_number(low, 2),
                           .high = sample_number(high, 2)};
}

/* The pathway of the sample: referred, finished, recovered; the last part has three groups. */
static ShownFinding *steps(Arena *arena, ShownAudit *audit, ShownExtra extras[2][3])
{
    ShownFinding *finding = &audit->findings[0];
    ShownPart *parts = arena_take(arena, 3, sizeof *parts);

    for (size_t i = 0; i < audit->finding_count; i++) {
        finding = audit->findings[i].check == CHECK_PATHWAY ? &audit->findings[i] : finding;
    }
    memcpy(parts, finding->parts, 3 * sizeof *parts);
    finding->parts = parts;
    for (size_t g = 0; g < 3; g++) {
        ShownExtra none = {.carried = sample_none(""), .end_gap = sample_none("")};

        extras[0][g] = none;
        extras[1][g] = none;
    }
    parts[1].extras = extras[0];
    parts[2].extras = extras[1];
    return finding;
}

static bool says(Str text, const char *words)
{
    return str_contains_ignoring_case(text, str_from(words));
}

static void test_largest(Arena *arena, ShownFinding *finding, ShownExtra extras[2][3])
{
    Str text;

    extras[0][0].carried = gap(-0.03, -0.05, -0.01);
    extras[1][0].carried = gap(-0.09, -0.11, -0.06);
    extras[1][0].end_gap = gap(-0.12, -0.15, -0.09);
    text = sentence_steps(arena, finding);
    OK(says(text, "at the step “referred”, the service saw 12 fewer through to “recovered” than of "
                  "everyone else (between 9 and 15 fewer)."),
       "how many fewer at the end: %.*s", STR_ARGS(text));
    OK(says(text, "The largest part of that arises at the step “recovered”: 9 fewer (between 6 "
                  "and 11 fewer).") &&
           !says(text, "make up"),
       "which step carries most of it");
    extras[0][0].carried = gap(0.03, 0.01, 0.05);
    extras[1][0].carried = gap(-0.15, -0.17, -0.13);
    OK(says(sentence_steps(arena, finding), "Other steps make up for some of it."),
       "that another step goes the other way");
    extras[0][0].carried = gap(-0.06, -0.08, -0.04);
    extras[1][0].carried = gap(-0.06, -0.08, -0.04);
    text = sentence_steps(arena, finding);
    OK(says(text, "No single step carries the largest part of that.") &&
           !says(text, "The largest part of that arises"),
       "of two that carry the same neither is named");
}

static void test_open(Arena *arena, ShownFinding *finding, ShownExtra extras[2][3])
{
    Str text;

    extras[1][0].end_gap = gap(-0.01, -0.04, 0.02);
    text = sentence_steps(arena, finding);
    OK(says(text, "between 4 fewer and 2 more through to “recovered”") &&
           says(text, "cannot be told yet where a gap at the end arises") && !says(text, "largest"),
       "none is named where the gap may be none: %.*s", STR_ARGS(text));
}

static void test_whom(Arena *arena, ShownFinding *finding, ShownExtra extras[2][3])
{
    const ShownGroup *group;

    extras[1][0].end_gap = sample_kept_back();
    extras[1][1].end_gap = gap(0.12, 0.09, 0.15);
    extras[0][1].carried = extras[1][1].carried = gap(0.06, 0.04, 0.08);
    extras[1][2].end_gap = gap(-0.3, -0.4, -0.2);
    group = sentence_steps_group(finding);
    OK(group == &finding->parts[2].base->groups[1],
       "where the named group's is hidden, the first that is shown");
    extras[1][1].end_gap = sample_kept_back();
    OK(sentence_steps_group(finding) == NULL && sentence_steps(arena, finding).length == 0,
       "nothing of the not recorded, and nothing where nothing is shown");
}

/* A bundle from elsewhere may lack a step's numbers. */
static void test_lacking(Arena *arena, ShownFinding *finding, ShownExtra extras[2][3])
{
    ShownPart parts[3];
    const ShownPart *whole = finding->parts;

    memcpy(parts, finding->parts, sizeof parts);
    extras[1][0].end_gap = gap(-0.12, -0.15, -0.09);
    extras[0][0].carried = extras[1][0].carried = gap(-0.06, -0.08, -0.04);
    OK(sentence_steps_group(finding) != NULL, "with all numbers a group is told of");
    parts[1].extras = NULL;
    finding->parts = parts;
    OK(sentence_steps_group(finding) == NULL && sentence_steps(arena, finding).length == 0,
       "where a step has none, nothing is told");
    finding->parts = whole;
}

int main(void)
{
    Arena *arena = arena_new((size_t)16 << 20);
    ShownExtra extras[2][3];
    ShownFinding *finding = steps(arena, sample_audit(arena), extras);

    OK(sentence_steps_group(finding) == NULL, "no step carries anything yet");
    test_largest(arena, finding, extras);
    test_open(arena, finding, extras);
    test_whom(arena, finding, extras);
    test_lacking(arena, finding, extras);
    arena_free(arena);
    return tap_done();
}
