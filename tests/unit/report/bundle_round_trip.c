/* The sample, written by another program from the description of the format, read and written
   again: the same bytes; and what was read is what that program meant. */
#include "base/os_file.h"
#include "base/sha256.h"
#include "disclosure/bundle_read.h"
#include "report/bundle_write.h"

#include "tap.h"

#include <stdlib.h>

#define SAMPLE "tests/unit/report/sample_audit.json"
enum { MEMORY = 1 << 26 };

static Str read_sample(Context *context)
{
    Str bytes = STR_NONE;

    if (failed(file_read_start(context, STR(SAMPLE), (size_t)1 << 24, &bytes))) {
        printf("Bail out! %s cannot be read\n", SAMPLE);
        exit(1);
    }
    return bytes;
}

static const ShownFinding *find(const ShownAudit *audit, const char *id)
{
    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        if (str_equal(shown_audit_finding(audit, i)->id, str_from(id))) {
            return shown_audit_finding(audit, i);
        }
    }
    return NULL;
}

static void test_study(const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    OK(!shown_audit_verified(audit), "what is read back is never verified");
    OK(study->made_up && study->voice_count == 3 && study->adviser_count == 2,
       "the study: made up, three voices, two advisers");
    OK(study->voices[0].say == SAY_WORKED_TOGETHER && study->voices[0].paid == 1 &&
           study->voices[0].stages == (1U << STAGE_FRAME | 1U << STAGE_USE),
       "a voice: how much say, paid, where");
    OK(study->voices[1].paid == 0 && study->voices[2].paid == -1 &&
           study->voices[2].say == SAY_NOBODY,
       "not paid, and not said");
    OK(study->answers[0].says == PEOPLE_PROBLEM && study->answers[4].says == PEOPLE_DEPENDS,
       "what people said");
    OK(study->data[0].same_people && !study->data[0].published && study->data[1].published,
       "two tables of data");
    OK(str_starts_with(study->text, STR("unknot: 1\ntitle:")) &&
           str_contains_ignoring_case(study->text, STR("\xe2\x80\xaeturned\xe2\x80\xac")),
       "the study's text, line ends and marks and all");
}

static void test_findings(const ShownAudit *audit)
{
    const ShownFinding *gap = find(audit, "gap-recovered-by-ethnicity");
    const ShownFinding *crossed = find(audit, "gap-recovered-by-ethnicity-x-sex");
    const ShownFinding *change = find(audit, "change-recovered-by-deprivation");
    const ShownFinding *pathway = find(audit, "pathway-therapy-by-deprivation");
    unsigned checks = 0;

    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        checks |= 1U << shown_audit_finding(audit, i)->check;
    }
    OK(checks == (1U << CHECK_COUNT) - 1, "every check has a finding");
    OK(gap->parts[0].base->group_count == 11 && gap->parts[0].extras == NULL,
       "groups are there, more numbers are not");
    OK(gap->parts[0].base->groups[7].people.state == SHOWN_HIDDEN &&
           gap->parts[0].base->groups[7].people.has_range &&
           gap->parts[0].base->groups[7].people.to == 7,
       "0 to 7 people");
    OK(gap->parts[0].base->groups[7].estimate.estimate.state == SHOWN_HIDDEN &&
           !gap->parts[0].base->groups[7].estimate.estimate.has_range,
       "a rate kept back");
    OK(gap->parts[0].base->groups[9].difference.estimate.state == SHOWN_UNDEFINED,
       "no difference where nobody knows the group");
    OK(gap->parts[0].base->groups[6].level.length == 300, "a label of 300 bytes");
    OK(isnan(crossed->matters) && crossed->verdict.no_margin && crossed->combination,
       "no gap that matters was declared");
    OK(gap->matters == 5.0 && gap->better == 1 && gap->verdict.small[0].needed == 900.0 &&
           gap->verdict.small[0].to_tell == 1600.0 && isnan(gap->verdict.small[1].to_tell),
       "a gap that matters, and how many it would take");
    OK(change->part_count == 2 && change->parts[0].extras == NULL &&
           change->parts[1].extras[9].change.estimate.state == SHOWN_VALUE &&
           change->parts[1].measure_changes[0].estimate.value == -0.065 &&
           change->parts[1].measure_changes[0].estimate.decimals == 3,
       "change of groups and measures, in the last table alone");
    OK(pathway->largest_leak == 4 && pathway->part_count == 5, "five steps and the largest leak");
}

static void test_round_trip(Context *context, Str bytes, const ShownAudit *audit)
{
    Text text = text_new(context->arena);
    size_t same = 0;
    Str again;

    OK(!failed(bundle_write(context, audit, &text)), "written again");
    again = text_str(&text);
    while (same < again.length && same < bytes.length && again.bytes[same] == bytes.bytes[same]) {
        same++;
    }
    OK(str_equal(bytes, again), "byte for byte what the other program wrote (alike up to %zu)",
       same);
}

/* As it stands inside a page: every "<" escaped, lines between values. */
static void test_in_a_page(Context *context, Str bytes)
{
    Text text = text_new(context->arena);
    Text again = text_new(context->arena);
    ShownAudit *audit = NULL;

    text_add(&text, STR("\n  "));
    for (size_t i = 0; i < bytes.length; i++) {
        if (bytes.bytes[i] == '<') {
            text_add(&text, STR("\\u003C"));
        } else {
            text_add_byte(&text, bytes.bytes[i]);
        }
    }
    OK(str_find_byte(text_str(&text), '<') == text.length, "no '<' is left");
    OK(!failed(bundle_read(context, STR("page"), text_str(&text), &audit)),
       "with every '<' escaped it reads back, and the hash fits");
    OK(audit != NULL && !failed(bundle_write(context, audit, &again)) &&
           str_equal(text_str(&again), bytes),
       "and is written as it first was");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Str bytes = read_sample(&context);
    ShownAudit *audit = NULL;

    OK(!failed(bundle_read(&context, STR(SAMPLE), bytes, &audit)) && context.first == NULL,
       "the sample is read: %.*s", STR_ARGS(context.first ? context.first->text : STR_NONE));
    if (audit != NULL) {
        test_study(audit);
        test_findings(audit);
        test_round_trip(&context, bytes, audit);
        test_in_a_page(&context, bytes);
    }
    return tap_done();
}
