/* What is no bundle is refused in words that say what it is; what is one is not trusted. */
#include "base/os_file.h"
#include "base/sha256.h"
#include "disclosure/bundle_read.h"

#include "tap.h"

#define SAMPLE "tests/unit/report/sample_audit.json"
enum { MEMORY = 1 << 26 };

/* The least that is an audit. */
#define LEAST "\"study\":{},\"facts\":{}"

typedef struct Answer {
    FailKind kind;
    bool words;
    char text[400];
    int64_t line;
    int64_t column;
} Answer;

static Answer read_bytes(Str bytes, size_t memory)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(memory);
    Context context = {.arena = arena};
    ShownAudit *audit = NULL;
    Status status = bundle_read(&context, STR("b.json"), bytes, &audit);
    Answer answer = {.kind = status.kind, .words = context.first != NULL};

    if (context.first != NULL) {
        snprintf(answer.text, sizeof answer.text, "%.*s", STR_ARGS(context.first->text));
        answer.line = context.first->place.line;
        answer.column = context.first->place.column;
    }
    OK(failed(status) == (context.error_count > 0) && failed(status) == (audit == NULL),
       "a failure has words and no audit; an audit has none: %s", answer.text);
    return answer;
}

static void refused(const char *bytes, const char *words)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Str name = str_show(arena, str_from(bytes), 60);
    Answer answer = read_bytes(str_from(bytes), MEMORY);

    OK(answer.kind == FAIL_INPUT && strstr(answer.text, words) != NULL, "%.*s: %s: %s",
       STR_ARGS(name), words, answer.text);
}

/* The audit with the hash that it has, as a forger would write it. */
static Answer read_audit(const char *audit)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Str hash = sha256_hex(arena, str_from(audit));
    Str bytes = str_format(arena, "{\"unknot_bundle\":1,\"hash\":\"%.*s\",\"audit\":%s}",
                           STR_ARGS(hash), audit);

    return read_bytes(bytes, MEMORY);
}

static void refused_audit(const char *audit, const char *words)
{
    Answer answer = read_audit(audit);

    OK(answer.kind == FAIL_INPUT && strstr(answer.text, words) != NULL, "%.70s: %s: %s", audit,
       words, answer.text);
}

static void test_file(void)
{
    refused("", "cut off");
    refused("{\"unknot_bundle\":1,\"hash\":\"ab", "cut off");
    refused("{\"unknot_bundle\":1,\"audit\":{\"version\":\"\xc3", "cut off");
    refused("<!doctype html>", "no JSON");
    refused("a,b\n1,2\n", "no JSON");
    refused("{\"unknot_bundle\":1}\n{", "after the end");
    refused("{\"a\":\"\xff\"}", "not UTF-8");
    refused("[]", "no bundle of unknot");
    refused("{}", "no bundle of unknot");
    refused("{\"unknot\":1,\"kind\":\"gap\"}", "no bundle of unknot");
    refused("{\"unknot_bundle\":\"1\"}", "no bundle of unknot");
    refused("{\"unknot_bundle\":0}", "no bundle of unknot");
    refused("{\"unknot_bundle\":2,\"more\":{}}", "newer unknot");
    refused("{\"unknot_bundle\":1}", "missing key 'audit'");
    refused("{\"unknot_bundle\":1,\"audit\":{}}", "missing key 'hash'");
    refused("{\"unknot_bundle\":1,\"extra\":{}}", "unknown key 'extra'");
    refused("{\"unknot_bundle\":1,\"unknot_bundle\":1}", "a second key");
    refused("{\"unknot_bundle\":1,\"hash\":\"00\",\"audit\":{}}", "changed after it was written");
    refused("{\"unknot_bundle\":1,\"hash\":7,\"audit\":{}}", "missing key 'hash'");
}

static void test_types(void)
{
    OK(read_audit("{" LEAST "}").kind == FAIL_NONE, "the least that is an audit");
    refused_audit("[]", "expected an object of keys and values for 'the audit'");
    refused_audit("{" LEAST ",\"score\":1}", "unknown key 'score'");
    refused_audit("{" LEAST ",\"facts\":{}}", "a second key 'facts'");
    refused_audit("{" LEAST ",\"version\":1}", "expected a text for 'version'");
    refused_audit("{\"study\":{\"made_up\":1}}", "expected true or false for 'made_up'");
    refused_audit("{\"facts\":{\"confidence\":\"0.95\"}}", "expected a number for 'confidence'");
    refused_audit("{\"facts\":{\"confidence\":1}}", "a confidence lies from 0 to 1");
    refused_audit("{\"facts\":{\"rows\":7}}", "expected [value, decimals]");
    refused_audit("{\"facts\":{\"rows\":[7,-1]}}", "expected [value, decimals]");
    refused_audit("{\"facts\":{\"rows\":[7,0.5]}}", "expected [value, decimals]");
    refused_audit("{\"facts\":{\"rows\":[1e19]}}", "expected [value, decimals]");
    refused_audit("{\"facts\":{\"rows\":{\"hidden\":[8,7]}}}", "expected [value, decimals]");
    refused_audit("{\"facts\":{\"rows\":{\"hidden\":[0]}}}", "expected [value, decimals]");
    refused_audit("{\"facts\":{\"rows\":{\"value\":[0,7]}}}", "expected [value, decimals]");
    refused_audit("{\"left_out\":{\"a\":\"b\"}}", "expected a list of texts");
    refused_audit("{\"left_out\":[1]}", "expected a text for 'left_out'");
    refused_audit("{\"unseen\":[[]]}", "expected an object");
    refused_audit("{\"unseen\":{}}", "expected a list for 'unseen'");
    refused_audit("{\"study\":{\"voices\":[{\"say\":\"obeyed\"}]}}", "one of the fixed words");
    refused_audit("{\"study\":{\"voices\":[{\"stages\":[\"use\",\"use\"]}]}}", "a list of stages");
    refused_audit("{\"study\":{\"answers\":[{}]}}", "missing key 'says'");
}

static const char FINDING[] =
    "{" LEAST ",\"findings\":[{\"id\":\"%s\",\"check\":\"gap\",\"stage\":\"use\",\"unit\":\"days\","
    "\"verdict\":{\"say\":\"none\",\"change\":\"unseen\"}%s}]%s}";

static void finding_refused(const char *id, const char *more, const char *rest, const char *words)
{
    char audit[2000];

    snprintf(audit, sizeof audit, FINDING, id, more, rest);
    if (words == NULL) {
        OK(read_audit(audit).kind == FAIL_NONE, "%s%s is fine", more, rest);
    } else {
        refused_audit(audit, words);
    }
}

#define TABLE ",\"parts\":[{\"base\":{}}]"

#define CURVE(days) ",\"parts\":[{\"base\":{\"groups\":[{}]},\"extras\":[{\"curve\":[" days "]}]}]"
#define CURVES(one, other)                                                                         \
    ",\"parts\":[{\"base\":{\"groups\":[{},{}]},\"extras\":[{\"curve\":[" one                      \
    "]},{\"curve\":[" other "]}]}]"
#define DAY(day) "{\"day\":" #day "}"

static void test_curves(void)
{
    finding_refused("a", CURVE(DAY(1) "," DAY(2.5)), "", NULL);
    finding_refused("a", CURVE(DAY(2) "," DAY(2)), "", "days of waits are few and ascend");
    finding_refused("a", CURVE(DAY(-1)), "", "days of waits are few and ascend");
    finding_refused("a",
                    CURVE(DAY(1) "," DAY(2) "," DAY(3) "," DAY(4) "," DAY(5) "," DAY(6) "," DAY(
                        7) "," DAY(8) "," DAY(9) "," DAY(10) "," DAY(11) "," DAY(12)),
                    "", NULL);
    finding_refused("a",
                    CURVE(DAY(1) "," DAY(2) "," DAY(3) "," DAY(4) "," DAY(5) "," DAY(6) "," DAY(
                        7) "," DAY(8) "," DAY(9) "," DAY(10) "," DAY(11) "," DAY(12) "," DAY(13)),
                    "", "days of waits are few and ascend");
    finding_refused("a",
                    CURVES(DAY(1) "," DAY(2) "," DAY(3) "," DAY(4) "," DAY(5) "," DAY(6) "," DAY(
                               7) "," DAY(8) "," DAY(9) "," DAY(10) "," DAY(11) "," DAY(12),
                           DAY(2) "," DAY(4) "," DAY(12)),
                    "", NULL);
    finding_refused("a",
                    CURVES(DAY(1) "," DAY(2) "," DAY(3) "," DAY(4) "," DAY(5) "," DAY(6) "," DAY(
                               7) "," DAY(8) "," DAY(9) "," DAY(10) "," DAY(11) "," DAY(12),
                           DAY(2) "," DAY(4) "," DAY(4.5)),
                    "", "the same for all groups");
}

static void test_sense(void)
{
    finding_refused("gap-1", TABLE, "", NULL);
    finding_refused("gap-1", "", "", "there is no table in the finding 'gap-1'");
    finding_refused("gap-1", ",\"parts\":[]", "", "there is no table in the finding 'gap-1'");
    finding_refused("", "", "", "an id is");
    finding_refused("a\\\"><script>", "", "", "an id is");
    finding_refused("a", ",\"knots\":[\"A b\"]", "", "an id is");
    finding_refused("a", ",\"matters\":-1" TABLE, "", "not negative");
    finding_refused("a", ",\"largest_leak\":1" TABLE, "", "largest leak");
    finding_refused("a", ",\"largest_leak\":1,\"parts\":[{\"base\":{}},{\"base\":{}}]", "", NULL);
    finding_refused("a", ",\"judged\":1" TABLE, "", "the verdict is of no step");
    refused_audit("{" LEAST ",\"findings\":[{\"id\":\"a\",\"check\":\"pathway\",\"stage\":\"use\","
                  "\"unit\":\"days\",\"verdict\":{\"say\":\"none\",\"change\":\"unseen\"},"
                  "\"parts\":[{\"base\":{}},{\"base\":{}}]}]}",
                  "the verdict is of no step");
    finding_refused("a", ",\"largest_leak\":-1", "", "whole number of 0 or more");
    finding_refused("a", ",\"largest_leak\":1e3", "", "whole number of 0 or more");
    finding_refused("a", ",\"parts\":[{}]", "", "missing key 'base'");
    finding_refused("a", ",\"parts\":[{\"base\":{},\"extras\":[{}]}]", "",
                    "as many numbers as its table has");
    finding_refused("a", ",\"parts\":[{\"extras\":[{}],\"base\":{\"groups\":[{}]}}]", "", NULL);
    finding_refused("a", ",\"parts\":[{\"base\":{\"groups\":[{}]},\"extras\":[]}]", "",
                    "as many numbers as its table has");
    finding_refused("a", ",\"parts\":[{\"base\":{},\"measure_changes\":[{}]}]", "",
                    "as many numbers as its table has");
    finding_refused(
        "a", TABLE,
        ",\"knots\":[{\"id\":\"k\",\"stage\":\"use\",\"data\":\"none\",\"people\":\"fine\","
        "\"findings\":[1]}]",
        "no such finding");
    finding_refused(
        "a", TABLE,
        ",\"knots\":[{\"id\":\"k\",\"stage\":\"use\",\"data\":\"none\",\"people\":\"fine\","
        "\"findings\":[0]},{\"id\":\"k\",\"stage\":\"use\",\"data\":\"none\",\"people\":\"fine\"}]",
        "two have the id 'k'");
    refused_audit("{\"study\":{\"text\":\"a\",\"hash\":\"00\"},\"facts\":{}}",
                  "the study's text is not the one");
    refused_audit("{\"study\":{\"data\":[{\"hash\":\"<b>\"}]},\"facts\":{}}", "no hash of data");
    refused_audit("{\"study\":{\"data\":[{\"look_ups\":[{\"hash\":\"<b>\"}]}]},\"facts\":{}}",
                  "no hash of data");
}

#define KNOT "{\"id\":\"k\",\"stage\":\"use\",\"data\":\"none\",\"people\":\"fine\","

/* Lists of places, stages and hidden numbers, each of a wrong kind. */
static void test_lists(void)
{
    refused_audit("{\"knots\":[" KNOT "\"findings\":{}}]}", "expected a list of places");
    refused_audit("{\"knots\":[" KNOT "\"findings\":[-1]}]}", "expected a place in a list");
    refused_audit("{\"knots\":[" KNOT "\"findings\":[\"0\"]}]}", "expected a place in a list");
    refused_audit("{\"knots\":[" KNOT "\"disagree\":null}]}", "expected true or false");
    refused_audit("{\"study\":{\"voices\":[{\"stages\":\"use\"}]}}", "a list of stages");
    refused_audit("{\"facts\":{\"rows\":{\"hidden\":[null,7]}}}", "expected [value, decimals]");
    refused_audit("{\"facts\":{\"rows\":[]}}", "expected [value, decimals]");
}

/* What is hidden: a range, one without an upper end, and none. */
static void test_hidden(void)
{
    static const char AUDIT[] =
        "{\"study\":{\"data\":[{\"rows\":{\"hidden\":[0,7]}},{\"rows\":{\"hidden\":[8,null]}},"
        "{\"rows\":{\"hidden\":[]}},{\"rows\":[0.5]},{}]},\"facts\":{}}";
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Str hash = sha256_hex(arena, str_from(AUDIT));
    Str bytes = str_format(arena, "{\"unknot_bundle\":1,\"hash\":\"%.*s\",\"audit\":%s}",
                           STR_ARGS(hash), AUDIT);
    ShownAudit *audit = NULL;
    const ShownData *data;

    if (!OK(!failed(bundle_read(&context, STR("b"), bytes, &audit)), "hidden numbers are read")) {
        return;
    }
    data = shown_audit_study(audit)->data;
    OK(data[0].rows.state == SHOWN_HIDDEN && data[0].rows.from == 0 && data[0].rows.to == 7,
       "0 to 7");
    OK(data[1].rows.has_range && data[1].rows.from == 8 && data[1].rows.to == INT64_MAX,
       "8 or more");
    OK(data[2].rows.state == SHOWN_HIDDEN && !data[2].rows.has_range, "nothing is known");
    OK(data[3].rows.state == SHOWN_VALUE && data[3].rows.decimals == SHOWN_EXACT, "all digits");
    OK(data[4].rows.state == SHOWN_UNDEFINED, "left out: there is no such number");
}

static void test_places(void)
{
    Answer answer = read_bytes(STR("{\"unknot_bundle\":1,\n \"hash\" 1}"), MEMORY);

    OK(answer.line == 2 && answer.column == 9, "line and column are those of the mistake");
}

/* The sample: one letter changed, every shorter text, and little memory. */
static void test_sample(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Str bytes = STR_NONE;
    Str changed;
    ShownAudit *audit;
    size_t broken = 0;
    size_t read = 0;
    char *letters;

    if (failed(file_read_start(&context, STR(SAMPLE), (size_t)1 << 24, &bytes))) {
        OK(false, "%s can be read", SAMPLE);
        return;
    }
    changed = str_copy(arena, bytes);
    letters = arena_take(arena, bytes.length, 1);
    memcpy(letters, changed.bytes, bytes.length);
    letters[bytes.length / 2] ^= 1;
    OK(read_bytes((Str){letters, bytes.length}, MEMORY).kind == FAIL_INPUT,
       "one bit changed in the middle is noticed");
    for (size_t length = 0; length + 1 < bytes.length; length += 997) {
        AUTO(Arena *, arena_cleanup) own = arena_new(MEMORY);
        Context cut = {.arena = own};

        broken +=
            bundle_read(&cut, STR("b"), (Str){bytes.bytes, length}, &audit).kind != FAIL_INPUT ||
            !str_contains_ignoring_case(cut.first->text, STR("cut off"));
    }
    OK(broken == 0, "every beginning of it is said to be cut off");
    for (size_t memory = 0; read == 0 && memory < MEMORY; memory += memory < 4096 ? 16 : 1499) {
        AUTO(Arena *, arena_cleanup) own = arena_new(memory);
        Context little = {.arena = own};
        Status status = bundle_read(&little, STR("b"), bytes, &audit);

        broken += failed(status) && (status.kind != FAIL_LIMIT || little.first == NULL);
        read = failed(status) ? 0 : memory;
    }
    OK(broken == 0 && read > 0, "with less memory than %zu bytes: a limit, in words", read);
}

static void test_size(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)BUNDLE_BYTES_MOST * 2);
    char *blanks = arena_take(arena, (size_t)BUNDLE_BYTES_MOST + 1, 1);

    memset(blanks, ' ', (size_t)BUNDLE_BYTES_MOST + 1);
    OK(read_bytes((Str){blanks, (size_t)BUNDLE_BYTES_MOST + 1}, MEMORY).kind == FAIL_LIMIT,
       "more than a bundle may have is a limit");
    memset(blanks, '[', (size_t)BUNDLE_BYTES_MOST);
    OK(read_bytes((Str){blanks, (size_t)BUNDLE_BYTES_MOST}, MEMORY).kind == FAIL_INPUT,
       "32 million opening brackets are too deep");
}

int main(void)
{
    test_file();
    test_types();
    test_sense();
    test_curves();
    test_lists();
    test_hidden();
    test_places();
    test_sample();
    test_size();
    return tap_done();
}
