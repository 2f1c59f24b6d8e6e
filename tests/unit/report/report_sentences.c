/* A second opinion on every sentence: numbers, sign and direction are worked out here again from
   the findings, by other means than those that wrote it; then words and lengths. */
#include "report/sentence.h"
#include "report_sample.h"
#include "tap.h"

#include "base/number.h"
#include "base/os_file.h"
#include "catalogue/word_list.h"
#include "disclosure/bundle_read.h"

/* Numbers of a sentence outside quotation marks, in order. */
typedef struct Numbers {
    double values[32];
    size_t count;
} Numbers;

static size_t quoted_length(Str text, size_t at)
{
    size_t i = at;

    if (text.length - at < 3 || memcmp(text.bytes + at, "\xe2\x80\x9c", 3) != 0) {
        return 0;
    }
    while (i + 3 <= text.length && memcmp(text.bytes + i, "\xe2\x80\x9d", 3) != 0) {
        i++;
    }
    return i + 3 - at;
}

static Numbers numbers_of(Str text)
{
    Numbers numbers = {.count = 0};
    size_t i = 0;

    while (i < text.length && numbers.count < 32) {
        size_t skip = quoted_length(text, i);
        size_t from = i;
        double value;

        if (skip > 0) {
            i += skip;
            continue;
        }
        while (i < text.length && ((text.bytes[i] >= '0' && text.bytes[i] <= '9') ||
                                   (text.bytes[i] == '.' && i > from && i + 1 < text.length &&
                                    text.bytes[i + 1] >= '0' && text.bytes[i + 1] <= '9'))) {
            i++;
        }
        if (i > from && number_parse(str_slice(text, from, i - from), &value)) {
            numbers.values[numbers.count++] = value;
        }
        i += i == from;
    }
    return numbers;
}

static bool has_near(const Numbers *numbers, double value, double slack)
{
    size_t i;

    for (i = 0; i < numbers->count; i++) {
        if (fabs(numbers->values[i] - value) <= slack) {
            return true;
        }
    }
    return false;
}

static bool says(Str text, const char *words)
{
    return str_contains_ignoring_case(text, str_from(words));
}

static const ShownGroup *group_of(const ShownFinding *finding, size_t part, Str level)
{
    const ShownTable *table = finding->parts[part].base;
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, level)) {
            return &table->groups[g];
        }
    }
    return NULL;
}

/* The two numbers of a group and of everyone else, recounted from people and events. */
static void check_group(Arena *arena, const ShownFinding *finding, const Sentence *sentence,
                        size_t part)
{
    const ShownTable *table = finding->parts[part].base;
    const ShownVerdictGroup *named = &finding->verdict.found[0];
    const ShownGroup *group = group_of(finding, part, named->level);
    Numbers numbers = numbers_of(sentence->text);
    double people = 0;
    double total = 0;
    double share;
    double other;
    size_t g;

    if (!OK(group != NULL, "%.*s: the verdict names a group", STR_ARGS(finding->id)) ||
        group == NULL) {
        return;
    }
    share = 100 * group->total.value / group->people.value;
    for (g = 0; g < table->group_count; g++) {
        if (table->groups[g].people.state == SHOWN_VALUE && &table->groups[g] != group) {
            people += table->groups[g].people.value;
            total += table->groups[g].total.value;
        }
    }
    other = 100 * total / people;
    if (finding->check == CHECK_CALIBRATION) { /* it is compared with what was expected of it */
        other = 100 * finding->parts[part].extras[group - table->groups].reference.estimate.value;
    }
    OK(says(sentence->text, "the service"), "%.*s: the service is the subject",
       STR_ARGS(finding->id));
    OK(has_near(&numbers, share, 0.51), "%.*s: the group's %.2f is said: %.*s",
       STR_ARGS(finding->id), share, STR_ARGS(sentence->text));
    OK(finding->check == CHECK_REPRESENTATION || has_near(&numbers, other, 0.55),
       "%.*s: the others' %.2f is said", STR_ARGS(finding->id), other);
    OK(named->less == (share < other) || finding->check == CHECK_REPRESENTATION,
       "%.*s: the sample's verdict goes the way of its counts", STR_ARGS(finding->id));
    if (share < other && finding->check != CHECK_REPRESENTATION) {
        OK(says(sentence->sure, "fewer") && !says(sentence->sure, "more."),
           "%.*s: fewer, not more: %.*s", STR_ARGS(finding->id), STR_ARGS(sentence->sure));
        OK(says(sentence_title(arena, finding), "fewer"), "%.*s: the title says fewer",
           STR_ARGS(finding->id));
    }
}

/* Both ends then and now, and the word for how the gap moved. */
static void check_change(const ShownFinding *finding, const Sentence *sentence)
{
    const ShownTable *then = finding->parts[0].base;
    const ShownTable *now = finding->parts[finding->part_count - 1].base;
    Numbers numbers = numbers_of(sentence->text);
    double gap_then = 100 * fabs(then->groups[1].total.value / then->groups[1].people.value -
                                 then->groups[0].total.value / then->groups[0].people.value);
    double gap_now = 100 * fabs(now->groups[1].total.value / now->groups[1].people.value -
                                now->groups[0].total.value / now->groups[0].people.value);

    OK(has_near(&numbers, gap_then, 0.06) && has_near(&numbers, gap_now, 0.06),
       "%.*s: gaps %.1f and %.1f are said: %.*s", STR_ARGS(finding->id), gap_then, gap_now,
       STR_ARGS(sentence->text));
    if (says(sentence->text, "narrowed")) {
        OK(gap_now < gap_then && says(sentence->sure, "smaller") && !says(sentence->sure, "larger"),
           "%.*s: narrowed", STR_ARGS(finding->id));
    } else if (says(sentence->text, "widened")) {
        OK(gap_now > gap_then && says(sentence->sure, "larger") && !says(sentence->sure, "smaller"),
           "%.*s: widened", STR_ARGS(finding->id));
    } else {
        OK(says(sentence->text, "did not clearly change") || says(sentence->text, "hardly moved"),
           "%.*s: no direction is claimed", STR_ARGS(finding->id));
    }
}

static void check_sides(Arena *arena, ShownAudit *audit)
{
    size_t i;

    for (i = 0; i < audit->finding_count; i++) {
        const ShownFinding *finding = &audit->findings[i];
        Sentence sentence = sentence_minute(arena, finding);

        OK(sentence.text.length > 0 && (sentence.sure.length > 0 || sentence.unjudged),
           "%.*s: a sentence, and how sure", STR_ARGS(finding->id));
        if (finding->check == CHECK_CHANGE) {
            check_change(finding, &sentence);
        } else if (finding->verdict.found_count > 0) {
            check_group(arena, finding, &sentence,
                        finding->check == CHECK_PATHWAY ? finding->judged
                                                        : finding->part_count - 1);
        }
        OK(!finding->verdict.no_margin ||
               (sentence.bars == 0 && sentence.unjudged && !says(sentence.sure, "How sure")),
           "%.*s: no verdict without a gap that matters", STR_ARGS(finding->id));
    }
}

/* The same audit turned round: every group's events become its others. Words must turn too. */
static void check_turned(Arena *arena, ShownAudit *audit)
{
    ShownFinding finding = audit->findings[2];
    ShownPart part = finding.parts[0];
    ShownTable table = *part.base;
    ShownGroup *groups = arena_take(arena, table.group_count, sizeof *groups);
    ShownVerdictGroup found = {.level = STR("Bangladeshi"), .less = false};
    Sentence sentence;
    size_t g;

    for (g = 0; g < table.group_count; g++) {
        ShownInterval *gap = &groups[g].difference;
        double low;

        groups[g] = table.groups[g];
        low = -gap->high.value;
        gap->high.value = -gap->low.value;
        gap->low.value = low;
        gap->estimate.value = -gap->estimate.value;
        groups[g].estimate.estimate.value = 1 - groups[g].estimate.estimate.value;
    }
    table.groups = groups;
    part.base = &table;
    finding.parts = &part;
    finding.verdict.found = &found;
    finding.verdict.found_count = 1;
    sentence = sentence_minute(arena, &finding);
    OK(says(sentence.sure, "more") && !says(sentence.sure, "fewer"), "turned round: more: %.*s",
       STR_ARGS(sentence.sure));
    OK(says(sentence_title(arena, &finding), "more") &&
           !says(sentence_title(arena, &finding), "fewer"),
       "turned round: the title says more");
}

/* Words, by spaces; a quoted label counts as one, since its words are the study's. */
static size_t count_words(Str text, size_t *sentences)
{
    size_t words = 0;
    size_t i = 0;
    bool inside = false;

    while (i < text.length) {
        size_t skip = quoted_length(text, i);
        char byte = text.bytes[i];

        if (skip > 0) {
            words += !inside;
            inside = true;
            i += skip;
            continue;
        }
        words += byte != ' ' && !inside;
        inside = byte != ' ';
        *sentences += (byte == '.' || byte == '!' || byte == '?') &&
                      (i + 1 == text.length || text.bytes[i + 1] == ' ');
        i++;
    }
    return words;
}

static void check_words(Arena *arena, ShownAudit *audit)
{
    size_t words = 0;
    size_t sentences = 0;
    size_t at = 0;
    size_t i;
    int check;

    for (i = 0; i < audit->finding_count; i++) {
        const ShownFinding *finding = &audit->findings[i];
        Sentence sentence = sentence_minute(arena, finding);
        Str all[] = {sentence.text,
                     sentence.sure,
                     sentence_title(arena, finding),
                     sentence_counted(arena, finding),
                     sentence_verdict(arena, finding),
                     sentence_reading(finding)};
        size_t t;

        for (t = 0; t < sizeof all / sizeof all[0]; t++) {
            const ForbiddenWord *word = forbidden_find(all[t], &at);

            OK(word == NULL, "%.*s: no forbidden word in text %zu%s%.*s", STR_ARGS(finding->id), t,
               word == NULL ? "" : ": ", STR_ARGS(word == NULL ? STR_NONE : word->word));
        }
        words += count_words(sentence.text, &sentences) + count_words(sentence.sure, &sentences);
    }
    OK(sentences > 10 && words <= 20 * sentences, "%zu words in %zu sentences: 20 at most", words,
       sentences);
    for (check = 0; check < CHECK_COUNT; check++) {
        OK(sentence_rival((CheckKind)check).length > 20 &&
               forbidden_find(sentence_rival((CheckKind)check), &at) == NULL,
           "check %d has another explanation", check);
    }
}

/* The words go the way of the interval; both where it holds no difference. */
static bool way_is_right(Str sure, double low, double high)
{
    bool fewer = says(sure, "fewer") || says(sure, " less");
    bool more = says(sure, "more");

    if (!says(sure, "The gap lies")) {
        return true;
    }
    return low >= 0 ? more && !fewer : high <= 0 ? fewer && !more : fewer && more;
}

/* Of a group that the verdict names, from the gap and its interval as they may leave. */
static void check_shown_group(const ShownFinding *finding, const Sentence *sentence, Str title)
{
    size_t p = finding->check == CHECK_PATHWAY ? finding->judged : finding->part_count - 1;
    const ShownVerdictGroup *named = &finding->verdict.found[0];
    const ShownGroup *group = group_of(finding, p, named->level);
    Numbers numbers = numbers_of(sentence->text);
    double times = finding->unit == SHOWN_PER_100 ? 100 : 1;
    bool median = finding->check == CHECK_WAITS && finding->unit != SHOWN_PER_100;
    double low;
    double high;

    if (group == NULL || group->difference.estimate.state != SHOWN_VALUE || median) {
        return;
    }
    low = group->difference.low.value;
    high = group->difference.high.value;
    OK(has_near(&numbers, times * group->estimate.estimate.value, 0.51),
       "%.*s: the group's number is said: %.*s", STR_ARGS(finding->id), STR_ARGS(sentence->text));
    OK(finding->check == CHECK_REPRESENTATION ||
           has_near(&numbers,
                    times * (group->estimate.estimate.value - group->difference.estimate.value),
                    0.51),
       "%.*s: the others' number is said", STR_ARGS(finding->id));
    OK(named->less == (group->difference.estimate.value < 0), "%.*s: the verdict goes that way",
       STR_ARGS(finding->id));
    OK(way_is_right(sentence->sure, low, high), "%.*s: fewer or more: %.*s", STR_ARGS(finding->id),
       STR_ARGS(sentence->sure));
    OK(says(title, named->less ? "fewer" : "more") || finding->unit != SHOWN_PER_100,
       "%.*s: so does the title: %.*s", STR_ARGS(finding->id), STR_ARGS(title));
}

/* Ends of an order, or the group told and those compared with: the gaps of first and last. */
static bool gaps_are_said(const ShownFinding *finding, const Numbers *numbers, double *then,
                          double *now)
{
    double times = finding->unit == SHOWN_PER_100 ? 100 : 1;
    const ShownTable *first = finding->parts[0].base;
    const ShownTable *last = finding->parts[finding->part_count - 1].base;
    size_t a;
    size_t b;

    for (a = 0; a < last->group_count; a++) {
        const ShownGroup *old = group_of(finding, 0, last->groups[a].level);

        if (old == NULL) {
            continue;
        }
        *then = times * fabs(old->difference.estimate.value);
        *now = times * fabs(last->groups[a].difference.estimate.value);
        if (!first->ordered && has_near(numbers, *then, 0.06) && has_near(numbers, *now, 0.06)) {
            return true;
        }
        for (b = 0; b < last->group_count && first->ordered; b++) {
            const ShownGroup *other = group_of(finding, 0, last->groups[b].level);

            if (other == NULL || b == a) {
                continue;
            }
            *then = times * fabs(old->estimate.estimate.value - other->estimate.estimate.value);
            *now = times * fabs(last->groups[a].estimate.estimate.value -
                                last->groups[b].estimate.estimate.value);
            if (has_near(numbers, *then, 0.06) && has_near(numbers, *now, 0.06)) {
                return true;
            }
        }
    }
    return false;
}

/* What stands in quotation marks right after `words`; nothing where no label does. */
static Str label_after(Str text, const char *words)
{
    Str begin = str_from(words);
    size_t i;

    for (i = 0; i + begin.length <= text.length; i++) {
        if (str_equal(str_slice(text, i, begin.length), begin)) {
            size_t length = quoted_length(text, i + begin.length);

            return length < 7 ? STR_NONE : str_slice(text, i + begin.length + 3, length - 6);
        }
    }
    return STR_NONE;
}

static Str from_words(Str text, const char *words)
{
    Str begin = str_from(words);
    size_t i;

    for (i = 0; i + begin.length <= text.length; i++) {
        if (str_equal(str_slice(text, i, begin.length), begin)) {
            return str_slice(text, i, text.length - i);
        }
    }
    return STR_NONE;
}

/* The group named after the words: by its label in quotation marks, or by what stands for it. */
static const ShownGroup *group_after(const ShownFinding *finding, size_t part, Str text,
                                     const char *words)
{
    const ShownTable *table = finding->parts[part].base;
    Str label = label_after(text, words);
    Str rest = from_words(text, words);
    size_t g;

    rest = str_slice(rest, strlen(words), rest.length);
    for (g = 0; g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];

        if (group->said.length > 0 ? str_starts_with(rest, group->said)
                                   : label.length > 0 && str_equal(group->level, label)) {
            return group;
        }
    }
    return NULL;
}

/* The gap as it is now: both numbers of the last period, and which of them is less. */
static void check_present(const ShownFinding *finding, const Sentence *sentence, Str title)
{
    const ShownTable *last = finding->parts[finding->part_count - 1].base;
    const ShownGroup *told =
        group_after(finding, finding->part_count - 1, sentence->text, "The gap between ");
    Numbers numbers = numbers_of(sentence->text);
    double times = finding->unit == SHOWN_PER_100 ? 100 : 1;
    double gap;

    if (told == NULL) {
        return;
    }
    OK(says(sentence->text, "the service") &&
           has_near(&numbers, times * told->estimate.estimate.value, 0.51),
       "%.*s: the number of the last period is told", STR_ARGS(finding->id));
    if (last->ordered) {
        return;
    }
    gap = told->difference.estimate.value;
    OK(has_near(&numbers, times * (told->estimate.estimate.value - gap), 0.51),
       "%.*s: beside everyone else's", STR_ARGS(finding->id));
    OK(way_is_right(sentence->sure, told->difference.low.value, told->difference.high.value),
       "%.*s: the way of the gap now: %.*s", STR_ARGS(finding->id), STR_ARGS(sentence->sure));
    OK(finding->unit != SHOWN_PER_100 || fabs(gap) < 0.005 ||
           says(title, gap < 0 ? " in 100 fewer as" : " in 100 more as"),
       "%.*s: which the title says: %.*s", STR_ARGS(finding->id), STR_ARGS(title));
}

/* Who was ahead then, and who is now. */
static void check_turn(const ShownFinding *finding, Str moved)
{
    Str level = label_after(moved, "The gap between ");
    const ShownGroup *old = group_of(finding, 0, level);
    const ShownGroup *now = group_of(finding, finding->part_count - 1, level);
    const char *less = finding->unit == SHOWN_PER_100 ? "fewer" : "less";

    if (!says(moved, " it was ") || old == NULL || now == NULL || finding->parts[0].base->ordered) {
        return;
    }
    OK(old->difference.estimate.value * now->difference.estimate.value < 0 &&
           says(from_words(moved, " it was "),
                old->difference.estimate.value > 0 ? " more for" : " for") &&
           says(from_words(moved, ", now "), now->difference.estimate.value > 0 ? "more" : less),
       "%.*s: who was ahead, and who is: %.*s", STR_ARGS(finding->id), STR_ARGS(moved));
}

/* The words for a gap that went to the other side. */
static bool says_turned(Str moved)
{
    return says(moved, "changed sides") || says(moved, " opened") ||
           says(moved, "fell to less than matters");
}

/* What is said to be less than matters is so in the numbers of how sure, and only that. */
static void check_little(const ShownFinding *finding, const Sentence *sentence, Str moved)
{
    Numbers ends = numbers_of(from_words(sentence->sure, "The gap is now "));
    bool hardly = says(moved, "hardly moved");
    bool little = hardly || says(moved, "by less than matters");
    double most = ends.count < 2 ? NAN : fmax(ends.values[0], ends.values[1]);

    OK(!little || most <= finding->matters, "%.*s: less than the %g that matters: %.*s",
       STR_ARGS(finding->id), finding->matters, STR_ARGS(sentence->sure));
    OK(little || says(moved, "stayed at about") || says_turned(moved) ||
           !isfinite(finding->matters) || !isfinite(most) || most >= finding->matters - 0.5,
       "%.*s: not said to be less: %.*s", STR_ARGS(finding->id), STR_ARGS(sentence->sure));
    OK(!hardly || (says(sentence->sure, "smaller and") && says(sentence->sure, "larger") &&
                   says(sentence->sure, "How sure that it moved by less than matters: ")),
       "%.*s: hardly moved, either way: %.*s", STR_ARGS(finding->id), STR_ARGS(sentence->sure));
}

static void check_shown_change(const ShownFinding *finding, const Sentence *sentence, Str title)
{
    Str moved = from_words(sentence->text, "The gap between ");
    Numbers numbers = numbers_of(moved);
    double then;
    double now;

    if (moved.length == 0) {
        return;
    }
    check_present(finding, sentence, title);
    check_turn(finding, moved);
    if (!OK(gaps_are_said(finding, &numbers, &then, &now), "%.*s: two gaps that were shown: %.*s",
            STR_ARGS(finding->id), STR_ARGS(moved))) {
        return;
    }
    check_little(finding, sentence, moved);
    if (says(moved, "hardly moved")) {
        return;
    }
    if (says(moved, "did not clearly change")) {
        OK(finding->verdict.no_margin || says(sentence->sure, "How sure that it moved: not yet"),
           "%.*s: nothing is sure of what did not clearly change", STR_ARGS(finding->id));
        return;
    }
    if (says(moved, "stayed at about")) {
        OK(fabs(then - now) < 1, "%.*s: it stayed: %.*s", STR_ARGS(finding->id), STR_ARGS(moved));
        return;
    }
    if (says_turned(moved)) {
        double half = 0.5; /* gaps are written in whole numbers */

        OK(finding->verdict.no_margin ||
               (says(moved, " opened")
                    ? then < finding->matters + half && now > finding->matters - half
                : says(moved, "fell to")
                    ? then > finding->matters - half && now < finding->matters + half
                    : (then > finding->matters - half) == (now > finding->matters - half) ||
                          fabs(then - finding->matters) <= half ||
                          fabs(now - finding->matters) <= half),
           "%.*s: which of the two matters: %.*s", STR_ARGS(finding->id), STR_ARGS(moved));
    }
    OK(says(moved, "narrowed") == (now < then && !says_turned(moved)) &&
           says(moved, "narrowed") == says(sentence->sure, "smaller") &&
           says(moved, "widened") == says(sentence->sure, "larger"),
       "%.*s: %.*s %.*s", STR_ARGS(finding->id), STR_ARGS(moved), STR_ARGS(sentence->sure));
}

/* Real audits: their bundles, written by tests/cli/report.sh. */
static void check_bundle(const char *path)
{
    Arena *arena = arena_new((size_t)64 << 20);
    Context context = {.arena = arena};
    Str bytes = STR_NONE;
    ShownAudit *audit = NULL;
    size_t i;

    bool read = !failed(file_read_start(&context, str_from(path), (size_t)1 << 24, &bytes)) &&
                !failed(bundle_read(&context, str_from(path), bytes, &audit));

    OK(read, "%s is read%s%.*s", path, context.first == NULL ? "" : ": ",
       STR_ARGS(context.first == NULL ? STR_NONE : context.first->text));
    for (i = 0; audit != NULL && i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);
        Sentence sentence = sentence_minute(arena, finding);
        bool change = finding->check == CHECK_CHANGE && finding->part_count > 1;

        OK(says(sentence.text, "service") || says(sentence.text, "no group was found"),
           "%.*s: the service is the subject: %.*s", STR_ARGS(finding->id),
           STR_ARGS(sentence.text));
        OK(finding->verdict.say != DATA_UNCLEAR || sentence.bars <= 1,
           "%.*s: not sure of what cannot be told", STR_ARGS(finding->id));
        if (change) {
            check_shown_change(finding, &sentence, sentence_title(arena, finding));
        } else if (finding->verdict.found_count > 0) {
            check_shown_group(finding, &sentence, sentence_title(arena, finding));
        }
    }
    if (audit != NULL) {
        check_words(arena, audit);
    }
    arena_free(arena);
}

int main(int count, char **arguments)
{
    Arena *arena = arena_new((size_t)16 << 20);
    ShownAudit *audit = sample_audit(arena);
    int i;

    check_sides(arena, audit);
    check_turned(arena, audit);
    check_words(arena, audit);
    for (i = 1; i < count; i++) {
        check_bundle(arguments[i]);
    }
    arena_free(arena);
    return tap_done();
}
