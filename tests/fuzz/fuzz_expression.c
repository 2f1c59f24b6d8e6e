/* The language of conditions from any bytes: refused with words, or read, typed and evaluated with
   the laws of three-valued logic. The first byte says how much memory there is. */
#include "base/text.h"
#include "fuzz.h"
#include "study/expression.h"

#include <stdlib.h>
#include <string.h>

#define ENOUGH ((size_t)1 << 26)
#define SCARCE_STEP ((size_t)64)

/* One row of cells: known, missing, suppressed, bad ones among them. */
typedef struct Column {
    const char *name;
    const char *cells[4];
} Column;

static const Column COLUMNS[] = {
    {"age", {"18", "", "<5", "-2.5e3"}},
    {"sex", {"F", "NULL", "not recorded", "M "}},
    {"risk score", {"0.7", "*", "x", "1"}},
    {"seen", {"2024-04-01", "2024-02-30", "2024-04-01 09:30", ""}},
    {"born", {"1950-01-01", "NA", "01/02/1950", "2024-04-01"}},
    {"recovered", {"1", "0", "Yes", ""}},
    {"days", {"1", "2", "3", "4"}},
    {"a", {"", "b", "'", "\xc3\xa9"}},
};

enum { COLUMN_COUNT = sizeof COLUMNS / sizeof COLUMNS[0], ROWS = 4 };

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

/* Each note is one line of words, safe on a terminal. */
static void check_notes(const Context *context)
{
    for (const Note *note = context->first; note != NULL; note = note->next) {
        must(note->text.length > 0);
        for (size_t i = 0; i < note->text.length; i++) {
            must((unsigned char)note->text.bytes[i] >= ' ' && note->text.bytes[i] != 0x7f);
        }
        must(note->place.column >= 0 && note->place.line >= 0);
    }
}

/* Reads the whole way; failure and words come together or not at all. */
static bool reads(Context *context, Str text, Expression **out)
{
    Str names[COLUMN_COUNT];
    StrSpan columns = {names, COLUMN_COUNT};
    Status status;

    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        names[i] = str_from(COLUMNS[i].name);
    }
    status = expression_parse(context, text, (Place){STR("--outcome"), 1, 1}, out);
    if (!failed(status)) {
        status = expression_type(context, *out, columns, STR("people.csv"));
    }
    must(failed(status) == (context->first != NULL));
    must(failed(status) == (context->error_count > 0));
    must(!failed(status) || context->first->fail != FAIL_NONE);
    check_notes(context);
    return !failed(status);
}

static Truth truth_of(const Expression *expression, size_t row)
{
    Value values[COLUMN_COUNT] = {0};

    for (uint32_t i = 0; i < COLUMN_COUNT; i++) {
        ValueKind kind = VALUE_TEXT;

        if (expression_uses(expression, i, &kind)) {
            values[i] = value_read(kind, str_from(COLUMNS[i].cells[row]));
        }
    }
    return expression_evaluate(expression, values);
}

static Truth opposite(Truth truth)
{
    if (truth == TRUTH_UNKNOWN) {
        return TRUTH_UNKNOWN;
    }
    return truth == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

/* What `before TEXT after` says of each row; false where nesting or length went over a limit. */
static bool reads_within(Context *context, const char *before, Str text, const char *after,
                         Truth *truths)
{
    Text whole = text_new(context->arena);
    Expression *expression = NULL;

    text_add(&whole, str_from(before));
    text_add(&whole, text);
    text_add(&whole, str_from(after));
    must(!whole.spent);
    if (!reads(context, text_str(&whole), &expression)) {
        must(context->first->fail == FAIL_LIMIT);
        return false;
    }
    for (size_t row = 0; row < ROWS; row++) {
        truths[row] = truth_of(expression, row);
    }
    return true;
}

/* Double negation, and a condition with itself. */
static void check_laws(Str text, const Expression *expression)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ENOUGH);
    Context of_not = {.arena = arena};
    Context of_and = {.arena = arena};
    Truth negated[ROWS];
    Truth both[ROWS];
    ValueKind age_kind = VALUE_TEXT; /* what nothing gives a kind is text */
    bool has_not = reads_within(&of_not, "not (", text, "\n)", negated);
    bool has_and = reads_within(&of_and, "(", text, ") and known(age)", both);

    (void)expression_uses(expression, 0, &age_kind);
    for (size_t row = 0; row < ROWS; row++) {
        Truth truth = truth_of(expression, row);
        bool age_known = value_read(age_kind, str_from(COLUMNS[0].cells[row])).state == CELL_KNOWN;

        must(truth == TRUTH_NO || truth == TRUTH_YES || truth == TRUTH_UNKNOWN);
        must(!has_not || negated[row] == opposite(truth));
        must(!has_and || both[row] == (age_known ? truth : TRUTH_NO));
    }
}

static size_t limit_of(uint8_t byte)
{
    return byte < 128 ? ENOUGH : (size_t)(byte - 127) * SCARCE_STEP;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    size_t limit = count > 0 ? limit_of(bytes[0]) : ENOUGH;
    AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
    Context context = {.arena = arena};
    Str text = {(const char *)bytes + (count > 0), count - (count > 0)};
    Expression *expression = NULL;
    ExpressionLiterals literals;

    must(arena != NULL);
    if (!reads(&context, text, &expression)) {
        must(limit == ENOUGH || context.first->text.length > 0);
        return 0;
    }
    if (!failed(expression_literals(&context, expression, &literals))) {
        for (size_t i = 0; i < literals.count; i++) {
            must(literals.items[i].column->kind == EXPRESSION_COLUMN);
            must(literals.items[i].literal->kind == EXPRESSION_LITERAL);
        }
    } else {
        must(limit != ENOUGH);
    }
    check_laws(text, expression);
    return 0;
}
