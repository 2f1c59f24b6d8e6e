/* What `gap` prints: JSON that is JSON whatever the labels, lines that fit, nothing in the text
   that JSON does not say. */
#include "check/gap_fixture.h"

#include "base/number.h"
#include "base/utf8.h"
#include "disclosure/disclosure.h"
#include "report/gap_json.h"
#include "report/gap_text.h"

#include <stdlib.h>

static const char *const HOSTILE[] = {"\"; DROP TABLE people; --",
                                      "a\nb\r\tc",
                                      "\x1b[31mred\x07",
                                      "\xe2\x80\xaeright to left\xe2\x80\xac",
                                      "\xff\xfe broken \xc3",
                                      "{0} {{1}} %s %n",
                                      "\\u0000\\",
                                      "\xe4\xb8\xad\xe6\x96\x87\xe5\x90\x8d",
                                      "</script><b>&amp;",
                                      "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7",
                                      "'quoted' \"twice\""};

#define HOSTILE_COUNT (sizeof HOSTILE / sizeof HOSTILE[0])

typedef struct Printed {
    Arena *arena;
    Context context;
    Str text;
    Str json;
} Printed;

/* Prints one dimension both ways; texts are empty when anything failed. */
static void print(Printed *printed, const FixtureGroup *groups, size_t count, GapQuestion *question,
                  const char *rule, const TextStyle *style)
{
    Findings *findings;
    Shown *shown;
    Text text;
    Text json;

    printed->arena = arena_new(FIXTURE_BYTES);
    printed->context = (Context){.arena = printed->arena};
    printed->text = STR_NONE;
    printed->json = STR_NONE;
    text = text_new(printed->arena);
    json = text_new(printed->arena);
    if (failed(fixture_dimension(&printed->context, "group", groups, count, question)) ||
        failed(check_gap(&printed->context, question, &findings)) ||
        failed(disclosure_protect(&printed->context, findings, str_from(rule), &shown)) ||
        failed(gap_text_write(&printed->context, shown, style, &text)) ||
        failed(gap_json_write(&printed->context, shown, &json))) {
        fixture_print_notes(&printed->context);
        return;
    }
    printed->text = text_str(&text);
    printed->json = text_str(&json);
}

/* A strict reader of JSON: the place after the value at `at`, or 0 when there is none. */
static size_t json_value(Str json, size_t at, int depth);

static size_t json_spaces(Str json, size_t at)
{
    while (at < json.length && (json.bytes[at] == ' ' || json.bytes[at] == '\n')) {
        at++;
    }
    return at;
}

static size_t json_string(Str json, size_t at)
{
    if (at >= json.length || json.bytes[at] != '"') {
        return 0;
    }
    for (at++; at < json.length && json.bytes[at] != '"'; at++) {
        if ((unsigned char)json.bytes[at] < 0x20) {
            return 0;
        }
        if (json.bytes[at] == '\\') {
            at++;
            if (at >= json.length || strchr("\"\\/bfnrtu", json.bytes[at]) == NULL) {
                return 0;
            }
        }
    }
    return at < json.length ? at + 1 : 0;
}

static size_t json_list(Str json, size_t at, char end, int depth)
{
    at = json_spaces(json, at + 1);
    if (at < json.length && json.bytes[at] == end) {
        return at + 1;
    }
    for (;;) {
        if (end == '}') {
            at = json_string(json, at);
            at = at == 0 ? 0 : json_spaces(json, at);
            if (at == 0 || at >= json.length || json.bytes[at] != ':') {
                return 0;
            }
            at = json_spaces(json, at + 1);
        }
        at = json_value(json, at, depth - 1);
        at = at == 0 ? 0 : json_spaces(json, at);
        if (at == 0 || at >= json.length) {
            return 0;
        }
        if (json.bytes[at] == end) {
            return at + 1;
        }
        if (json.bytes[at] != ',') {
            return 0;
        }
        at = json_spaces(json, at + 1);
    }
}

static size_t json_value(Str json, size_t at, int depth)
{
    size_t end = at;

    if (at >= json.length || depth == 0) {
        return 0;
    }
    if (json.bytes[at] == '"') {
        return json_string(json, at);
    }
    if (json.bytes[at] == '{' || json.bytes[at] == '[') {
        return json_list(json, at, json.bytes[at] == '{' ? '}' : ']', depth);
    }
    while (end < json.length && strchr(",}] \n", json.bytes[end]) == NULL) {
        end++;
    }
    if (str_equal(str_slice(json, at, end - at), STR("null")) ||
        str_equal(str_slice(json, at, end - at), STR("true")) ||
        str_equal(str_slice(json, at, end - at), STR("false"))) {
        return end;
    }
    {
        double value;

        return number_parse(str_slice(json, at, end - at), &value) ? end : 0;
    }
}

static bool is_json(Str json)
{
    size_t end = json_value(json, json_spaces(json, 0), 16);

    return end > 0 && json_spaces(json, end) == json.length && utf8_check(json) == json.length;
}

/* No control bytes but line ends and colour, no marks that turn the direction of reading. */
static bool is_safe(Str text, bool colour)
{
    size_t i;

    for (i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        bool escape = byte == 0x1b && colour && i + 2 < text.length && text.bytes[i + 1] == '[' &&
                      (text.bytes[i + 2] == '0' || text.bytes[i + 2] == '1');

        if ((byte < 0x20 && byte != '\n' && !escape) || byte == 0x7f) {
            return false;
        }
        if (byte == 0xe2 && i + 2 < text.length && (unsigned char)text.bytes[i + 1] == 0x80 &&
            (unsigned char)text.bytes[i + 2] >= 0xaa && (unsigned char)text.bytes[i + 2] <= 0xae) {
            return false;
        }
    }
    return utf8_check(text) == text.length;
}

static void hostile_labels(void)
{
    FixtureGroup groups[HOSTILE_COUNT];
    size_t rule;
    size_t i;

    for (i = 0; i < HOSTILE_COUNT; i++) {
        groups[i] = (FixtureGroup){HOSTILE[i], NULL,
                                   fixture_share((int64_t)(20 + 17 * i), (int64_t)(3 + 8 * i))};
    }
    for (rule = 0; rule < 2; rule++) {
        Printed printed;
        GapQuestion question = {.form = GAP_SHARE,
                                .data = str_from(HOSTILE[rule]),
                                .outcome = str_from(HOSTILE[3 + rule])};
        TextStyle style = {.colour = rule == 1, .width = 80};

        print(&printed, groups, HOSTILE_COUNT, &question, rule == 0 ? "" : "none", &style);
        OK(is_json(printed.json), "hostile labels: JSON is JSON (%zu bytes)", printed.json.length);
        OK(printed.text.length > 0 && is_safe(printed.text, style.colour),
           "hostile labels: the text has no control bytes and nothing that turns direction");
        arena_free(printed.arena);
    }
    OK(!is_json(STR("{\"a\": [1, 2,]}")) && !is_json(STR("{\"a\": nan}")) &&
           !is_json(STR("{\"a\"}")) && !is_json(STR("\"a\n\"")),
       "what is not JSON is not taken for it");
}

/* The widest line in columns, of those that could have been broken. */
static int widest(Str text)
{
    StrSplit lines = str_split(text, '\n');
    Str line;
    int most = 0;

    while (str_split_next(&lines, &line)) {
        int width = (int)utf8_width(line);

        if (width > most) {
            most = width;
        }
    }
    return most;
}

static void widths(void)
{
    static const int WIDTHS[] = {24, 40, 60, 80, 120};
    FixtureGroup groups[5] = {
        {"North", NULL, fixture_share(800, 320)},
        {"South East of the river, with quite a long name indeed", NULL, fixture_share(420, 230)},
        {"\xe4\xb8\xad\xe6\x96\x87\xe5\x90\x8d\xe4\xb8\xad\xe6\x96\x87\xe5\x90\x8d", NULL,
         fixture_share(1234567, 3)},
        {"", NULL, fixture_share(60, 12)},
        {"Unknown", NULL, fixture_share(5, 1)}};
    size_t i;

    for (i = 0; i < sizeof WIDTHS / sizeof WIDTHS[0]; i++) {
        Printed printed;
        GapQuestion question = {.form = GAP_SHARE, .data = STR("data"), .outcome = STR("seen")};
        TextStyle style = {.width = WIDTHS[i]};

        print(&printed, groups, 5, &question, "", &style);
        OK(printed.text.length > 0 && widest(printed.text) <= WIDTHS[i],
           "no line is wider than %d columns (%d)", WIDTHS[i], widest(printed.text));
        arena_free(printed.arena);
    }
}

/* Rows stand where columns do not fit: every number is there, and no word is broken. */
static void narrow(void)
{
    static const int WIDTHS[] = {40, 60, 80};
    FixtureGroup groups[3] = {{"Our neighbourhood beside", NULL, fixture_share(800, 320)},
                              {"Their neighbourhood", NULL, fixture_share(420, 230)},
                              {"Far", NULL, fixture_share(440, 230)}};
    size_t i;

    for (i = 0; i < sizeof WIDTHS / sizeof WIDTHS[0]; i++) {
        Printed printed;
        GapQuestion question = {.form = GAP_SHARE, .data = STR("data"), .outcome = STR("seen")};
        TextStyle style = {.width = WIDTHS[i]};
        bool stands;

        print(&printed, groups, 3, &question, "none", &style);
        stands = str_contains_ignoring_case(printed.text, STR("\n    per 100: 40"));
        OK(widest(printed.text) <= WIDTHS[i], "%d columns: no line is wider (%d)", WIDTHS[i],
           widest(printed.text));
        OK(stands == (WIDTHS[i] == 40), "%d columns: rows %s", WIDTHS[i],
           stands ? "stand" : "lie side by side");
        OK(!stands || (str_contains_ignoring_case(printed.text, STR("\n    95 % interval: ")) &&
                       str_contains_ignoring_case(printed.text, STR("\n    ratio: ")) &&
                       !str_contains_ignoring_case(printed.text, STR("a wider window"))),
           "%d columns: no number is left out of standing rows", WIDTHS[i]);
        arena_free(printed.arena);
    }
}

/* Every count in the text stands in JSON too; numbers out of 100 are those of JSON times 100. */
static bool json_has(Str json, double value)
{
    size_t i;

    for (i = 0; i < json.length; i++) {
        size_t end = i;
        double found;

        if (strchr(": -", json.bytes[i]) != NULL ||
            (i > 0 && strchr(": [", json.bytes[i - 1]) == NULL)) {
            continue;
        }
        while (end < json.length && strchr(",}] \n", json.bytes[end]) == NULL) {
            end++;
        }
        if (number_parse(str_slice(json, i, end - i), &found) &&
            (fabs(fabs(found) - value) < 1e-9 || fabs(100 * fabs(found) - value) < 1e-9)) {
            return true;
        }
    }
    return false;
}

/* Rows of the table: after the titles, before the empty line. */
static void numbers_of_text(void)
{
    FixtureGroup groups[4] = {{"a", NULL, fixture_share(803, 321)},
                              {"b", NULL, fixture_share(418, 233)},
                              {"c", NULL, fixture_share(297, 3)},
                              {"d", NULL, fixture_share(5, 1)}};
    Printed printed;
    GapQuestion question = {.form = GAP_SHARE, .data = STR("data"), .outcome = STR("seen")};
    TextStyle style = {.width = 120};
    StrSplit lines;
    Str line;
    size_t found = 0;

    print(&printed, groups, 4, &question, "", &style);
    lines = str_split(printed.text, '\n');
    while (str_split_next(&lines, &line)) {
        size_t i = 0;
        bool row = line.length > 4 && line.bytes[2] >= 'a' && line.bytes[2] <= 'd' &&
                   line.bytes[3] == ' ' && line.bytes[4] == ' ';

        while (row && i < line.length) {
            size_t end = i;
            double value;

            while (end < line.length && strchr("0123456789.", line.bytes[end]) != NULL) {
                end++;
            }
            if (end > i && number_parse(str_slice(line, i, end - i), &value)) {
                OK(json_has(printed.json, value), "JSON has %g of the text", value);
                found++;
            }
            i = end > i ? end : i + 1;
        }
    }
    OK(found >= 20, "numbers were looked for: %zu", found);
    OK(!json_has(printed.json, 803) && !json_has(printed.json, 321), "exact counts are not there");
    arena_free(printed.arena);
}

static bool says(const Printed *printed, const char *part)
{
    return str_contains_ignoring_case(printed->text, str_from(part));
}

static void explains(void)
{
    FixtureGroup shares[3] = {{"1", "2023", fixture_share(200, 90)},
                              {"2", "2023", fixture_share(200, 60)},
                              {"2", "2024", fixture_share(5, 2)}};
    double days[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    FixtureGroup amounts[2] = {{"a", NULL, fixture_amounts(days, 12)},
                               {"b", NULL, fixture_amounts(days, 11)}};
    FixtureGroup published[2] = {{"a", NULL, fixture_published(100, 100, 40, 40)},
                                 {"b", NULL, fixture_published(50, 50, 0, 4)}};
    Printed printed;
    GapQuestion question = {.form = GAP_SHARE, .data = STR("data"), .outcome = STR("seen")};
    TextStyle style = {.width = 1000};

    print(&printed, shares, 3, &question, "", &style);
    OK(says(&printed, "of every 100 people"), "per 100 is explained");
    OK(says(&printed, "how far chance alone"), "an interval is explained");
    OK(says(&printed, "could tell who they are"), "hiding is explained");
    OK(says(&printed, "cannot say"), "and what the file cannot say");
    OK(says(&printed, "only one group"), "one group has nothing to be compared with");
    arena_free(printed.arena);
    question = (GapQuestion){.form = GAP_AMOUNT, .data = STR("data"), .outcome = STR("days")};
    print(&printed, amounts, 2, &question, "none", &style);
    OK(says(&printed, "the average of the group"), "a mean is explained");
    OK(str_starts_with(printed.text, STR("unprotected, do not share\n")) &&
           str_ends_with(printed.text, STR("unprotected, do not share\n")),
       "unprotected figures say so first and last");
    OK(!says(&printed, "hidden"), "nothing is hidden, and nothing said of it");
    arena_free(printed.arena);
    question = (GapQuestion){.form = GAP_EVENTS_OF,
                             .data = STR("data"),
                             .outcome = STR("seen"),
                             .published = true,
                             .better = BETTER_LESS};
    print(&printed, published, 2, &question, "", &style);
    OK(says(&printed, "kept back by who published"), "who kept numbers back is said");
    OK(says(&printed, "less is better"), "and which way is better");
    arena_free(printed.arena);
}

int main(void)
{
    hostile_labels();
    widths();
    narrow();
    numbers_of_text();
    explains();
    return tap_done();
}
