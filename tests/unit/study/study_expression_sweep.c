/* Promises that hold for any input: no bytes break the reader, a failure always has words, and
   memory spent at any point is a failure like another. */
#include "study_testing.h"

static const char *const PIECES[] = {
    "age", "sex",   "[risk score]", "recovered",  "a",          "b",      "=",       "!=",    "<",
    ">=",  "==",    "and",          "or",         "not",        "in",     "between", "(",     ")",
    ",",   "known", "days",         "2024-04-01", "1",          "-2.5",   "'f'",     "\"x\"", "'",
    "[",   "]",     "NULL",         "'NULL'",     "01/02/2024", "\u201c", "\xff",    "\n",    ".",
    "is",  "&&",    "1,234",        "agee",
};

#define PIECE_COUNT (sizeof PIECES / sizeof PIECES[0])

/* Marsaglia's xorshift (2003): the same numbers every time. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* True when the promises held. */
static bool read_any(Str text, size_t limit, bool *accepted)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
    Context context = {.arena = arena};
    Expression *expression = NULL;
    Status status = study_read(&context, text, &expression);
    bool words = context.first != NULL && context.first->text.length > 0;

    *accepted = !failed(status);
    if (!failed(status)) {
        Value values[COLUMNS] = {0};

        (void)expression_evaluate(expression, values);
    }
    return failed(status) == words && failed(status) == (context.error_count > 0);
}

static void test_words(void)
{
    uint64_t state = 88172645463325252u;
    size_t broken = 0;
    size_t accepted = 0;

    for (int run = 0; run < 30000; run++) {
        char bytes[256];
        size_t length = 0;
        size_t count = next_random(&state) % 12;
        bool fine;

        for (size_t i = 0; i < count; i++) {
            const char *piece = PIECES[next_random(&state) % PIECE_COUNT];

            memcpy(bytes + length, piece, strlen(piece));
            length += strlen(piece);
            if (next_random(&state) % 8 != 0) {
                bytes[length++] = ' ';
            }
        }
        broken += !read_any((Str){bytes, length}, ARENA_BYTES, &fine);
        accepted += fine;
    }
    OK(broken == 0, "30,000 rows of words: a failure has words, success has none");
    OK(accepted > 10, "%zu of them are conditions, so both ways were taken", accepted);
}

/* A good condition with bytes changed, in memory of exactly its size. */
static void test_bytes(void)
{
    static const char GOOD[] =
        "recovered = 1 and (age between 18 and 65 or not sex in ('f', \"m\")) "
        "and days(referral_date, seen_date) <= 42 and known([risk score])";
    uint64_t state = 1181783497276652981u;
    size_t broken = 0;

    for (int run = 0; run < 30000; run++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(1 << 16);
        size_t length = next_random(&state) % sizeof GOOD;
        char *bytes = arena_take(arena, length, 1);
        bool fine;

        memcpy(bytes, GOOD, length);
        for (size_t i = 0; length > 0 && i < 3; i++) {
            bytes[next_random(&state) % length] = (char)next_random(&state);
        }
        broken += !read_any((Str){bytes, length}, ARENA_BYTES, &fine);
    }
    OK(broken == 0, "30,000 damaged conditions");
}

/* Every limit from nothing to enough: only FAIL_LIMIT before, the right answer from then on. */
static void sweep(const char *condition, bool good)
{
    size_t enough = 0;
    size_t broken = 0;

    for (size_t limit = 0; limit <= 20000; limit += 16) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
        Context context = {.arena = arena};
        Expression *expression = NULL;
        Status status = study_read(&context, str_from(condition), &expression);
        ExpressionLiterals literals;

        if (good && !failed(status)) {
            status = expression_literals(&context, expression, &literals);
        }
        broken += failed(status) != (context.error_count > 0) ||
                  (failed(status) && context.first == NULL);
        if (status.kind == FAIL_LIMIT) {
            broken += enough != 0;
        } else {
            broken += failed(status) == good;
            enough = enough == 0 ? limit : enough;
        }
    }
    OK(broken == 0 && enough > 0, "%s: fails in words until %zu bytes are allowed", condition,
       enough);
}

int main(void)
{
    test_words();
    test_bytes();
    sweep("age >= 18 and (sex = 'it''s' or known(code)) and not finished in (1, 2, 3, 4, 5)", true);
    sweep("days(referral_date, seen_date) between 0 and 42 or [risk score] > .5", true);
    sweep("agee > 18 and sex >= 'B' and code = NULL", false);
    sweep("age >= 18 and sex == 'f'", false);
    sweep("referral_date >= 01/02/2024", false);
    sweep("18 <= age < 65", false);
    return tap_done();
}
