/* Two versions of a text compared: examples by hand, and for many made texts the two promises that
   the runs are the two texts, and that no comparison by the textbook's table finds fewer edits. */
#include "base/text.h"
#include "site/text/word_changes.h"
#include "tap.h"

static Str shown(Context *context, Str older, Str newer)
{
    WordChanges changes = words_compare(context, older, newer);
    Text text = text_new(context->arena);
    size_t i;

    for (i = 0; i < changes.count; i++) {
        static const char *const signs[] = {"", "-", "+"};

        text_format(&text, "%s[%.*s]", signs[changes.items[i].kind],
                    STR_ARGS(changes.items[i].text));
    }
    return text_str(&text);
}

static void check_examples(void)
{
    static const char *const cases[][3] = {
        {"a b c", "a b c", "[a b c]"},
        {"a b c", "a x c", "[a ]-[b ]+[x ][c]"},
        {"a b c", "a c", "[a ]-[b ][c]"},
        {"a c", "a b c", "[a ]+[b ][c]"},
        {"", "a b", "+[a b]"},
        {"a b", "", "-[a b]"},
        {"a\nb", "a b", "[a b]"},
        {"", "", ""},
        {"the score decides who is called", "the score orders who is called first",
         "[the score ]-[decides ]+[orders ][who is called ]+[first]"}};
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)4 << 20);
        Context context = {.arena = arena};
        Str got = shown(&context, str_from(cases[i][0]), str_from(cases[i][1]));

        OK(str_equal(got, str_from(cases[i][2])), "example %zu: %.*s", i, STR_ARGS(got));
    }
}

static Str made(Context *context, uint32_t *seed, size_t count)
{
    Text text = text_new(context->arena);
    size_t i;

    for (i = 0; i < count; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        text_format(&text, "%c ", (char)('a' + (*seed >> 24) % 4));
    }
    return text_str(&text);
}

/* Words are a letter and a blank here. */
static size_t fewest_edits(Str a, Str b)
{
    static size_t table[41][41];
    size_t i;
    size_t j;

    for (i = 0; i <= a.length / 2; i++) {
        for (j = 0; j <= b.length / 2; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
            } else if (a.bytes[2 * i - 2] == b.bytes[2 * j - 2]) {
                table[i][j] = table[i - 1][j - 1];
            } else {
                table[i][j] =
                    1 + (table[i - 1][j] < table[i][j - 1] ? table[i - 1][j] : table[i][j - 1]);
            }
        }
    }
    return table[a.length / 2][b.length / 2];
}

static void check_made(void)
{
    uint32_t seed = 20261201;
    size_t wrong = 0;
    size_t more = 0;
    int round;

    for (round = 0; round < 400; round++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)4 << 20);
        Context context = {.arena = arena};
        Str older = made(&context, &seed, (size_t)round % 40);
        Str newer = made(&context, &seed, (size_t)round * 7 % 40);
        WordChanges changes = words_compare(&context, older, newer);
        Text first = text_new(arena);
        Text second = text_new(arena);
        size_t edits = 0;
        size_t i;

        for (i = 0; i < changes.count; i++) {
            const WordChange *change = &changes.items[i];

            text_add(&first, change->kind == WORDS_ADDED ? STR("") : change->text);
            text_add(&second, change->kind == WORDS_TAKEN ? STR("") : change->text);
            edits += change->kind == WORDS_KEPT ? 0 : change->text.length / 2;
        }
        wrong += !str_equal(text_str(&first), older) || !str_equal(text_str(&second), newer);
        more += edits != fewest_edits(older, newer);
    }
    OK(wrong == 0, "the runs are the two texts: %zu are not", wrong);
    OK(more == 0, "no fewer words can be taken and added: %zu", more);
}

static void check_large(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)64 << 20);
    Context context = {.arena = arena};
    uint32_t seed = 7;
    Str older = made(&context, &seed, 30000);
    Str newer = made(&context, &seed, 30000);
    WordChanges changes = words_compare(&context, older, newer);

    OK(changes.count >= 2, "texts with nothing in common are compared as wholes");
}

int main(void)
{
    check_examples();
    check_made();
    check_large();
    return tap_done();
}
