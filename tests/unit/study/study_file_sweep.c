/* A study file however little memory there is, and files made to be too much: words, never a
   crash, and no more work than the file is long. */
#include "base/os_file.h"
#include "study_file_testing.h"

#define FULL "tests/unit/study/full_study.yaml"

/* Damage that makes notes of every kind, so that noting is swept as well. */
static const char BAD[] = "unknot: 2\ntitle:\ndata: []\nkeep: x\n<<: {a: *b}\ngroups:\n  yes: sex\n"
                          "  age:\n    born: x\n    bands: [5, 3]\n  sexe:\n    column: x\n"
                          "outcomes:\n  a: {is: x = 1}\n  b:\n    from: x\n    matters: 5%\n"
                          "combinations:\n  - [sex, agee]\npopulation: {a: b}\n";

/* Every limit from nothing to enough: a failure with words before, the right answer from then on;
   `good` is whether there is a right one. */
static void sweep(const char *what, Str file, bool good, size_t step)
{
    size_t enough = 0;
    size_t broken = 0;

    for (size_t limit = 0; limit <= 400000; limit += step) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
        Context context = {.arena = arena};
        Study study;
        Status status = study_read(&context, STR("s.yaml"), file, &study);
        bool spent = false;

        for (const Note *note = context.first; note != NULL; note = note->next) {
            spent = spent || note->fail == FAIL_LIMIT;
        }
        broken += failed(status) != (context.error_count > 0) ||
                  (failed(status) && context.first == NULL);
        if (spent) {
            broken += enough != 0 || !failed(status);
        } else {
            broken += failed(status) == good;
            enough = enough == 0 ? limit : enough;
        }
    }
    OK(broken == 0 && enough > 0, "%s: fails in words until %zu bytes are allowed", what, enough);
}

/* Reads a file that repeats `piece` until it is `length` bytes long. */
static Str repeat(Arena *arena, const char *before, const char *piece, size_t length)
{
    Text text = text_new(arena);

    text_add(&text, str_from(before));
    text_add_repeated(&text, str_from(piece), (length - text.length) / strlen(piece));
    return text_str(&text);
}

static void refused(const char *what, const char *before, const char *piece, size_t length,
                    const char *sentence)
{
    AUTO(Arena *, arena_cleanup) of_file = arena_new((size_t)1 << 28);
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 28);
    Context context = {.arena = arena};
    Str file = repeat(of_file, before, piece, length);
    double began = clock_seconds();
    double took;
    bool said = false;
    size_t notes = 0;
    Study study;
    Status status = study_read(&context, STR("s.yaml"), file, &study);

    took = clock_seconds() - began;
    for (const Note *note = context.first; note != NULL; note = note->next) {
        said = said || str_contains_ignoring_case(note->text, str_from(sentence));
        notes++;
    }
    OK(file.length + strlen(piece) > length && failed(status) && said, "%s: %s", what, sentence);
    OK(took < 60, "%s: told in %.2f s", what, took);
    OK(notes < 20000, "%s: %zu notes", what, notes);
}

static void test_bombs(void)
{
    refused("100 MB", "unknot: 1\n", "x: y\n", 100000000, "more than 1 MiB");
    refused("100,000 nested brackets", "a: ", "[", 100000, "inside one another");
    refused("100,000 nested braces", "a: ", "{a: ", 400000, "inside one another");
    refused("100,000 nested lists", "", "- ", 200000, "inside one another");
    refused("100,000 nested keys", "", "? ", 200000, "inside one another");
    refused("1 MiB of unknown keys", "", "ab: c\n", STUDY_BYTES_MOST, "more than 10000 entries");
    refused("1 MiB of keys in braces", "{", "a,", STUDY_BYTES_MOST, "more than 10000 entries");
    refused("1 MiB of items", "title:\n", "- a\n", STUDY_BYTES_MOST, "more than 10000 entries");
    refused("1 MiB in one text", "title: [", "a", STUDY_BYTES_MOST, "not closed");
    refused("1 MiB of an open quote", "title: \"", " a\n", STUDY_BYTES_MOST, "never closes");
    refused("1 MiB of comments", "", "# a\n", STUDY_BYTES_MOST, "comments only");
    refused("1 MiB of tabs", "a:\n", "\tb: c\n", STUDY_BYTES_MOST, "in all");
    refused("1 MiB of documents", "", "---\n", STUDY_BYTES_MOST, "second document");
}

/* Nothing is expanded: what each alias stands for is not looked at. */
static void test_aliases(void)
{
    static const char bomb[] = "a: &a [x, x, x, x, x, x, x, x, x]\n"
                               "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                               "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
                               "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                               "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
                               "f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n"
                               "g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]\n"
                               "h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]\n"
                               "i: &i [*h, *h, *h, *h, *h, *h, *h, *h, *h]\n";
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 20);
    Context context = {.arena = arena};
    Study study;

    OK(study_read(&context, STR("s.yaml"), str_from(bomb), &study).kind == FAIL_INPUT,
       "a bomb of aliases is refused in 1 MiB");
    OK(arena_used(arena) < 300000, "and takes %zu bytes", arena_used(arena));
}

/* A study with a mistake in every line tells many of them, and then that there are more. */
static void test_many(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 26);
    Context context = {.arena = arena};
    Text text = text_new(arena);
    Study study;

    for (int i = 0; i < 5000; i++) {
        text_format(&text, "key_%d: x\n", i);
    }
    OK(study_read(&context, STR("s.yaml"), text_str(&text), &study).kind == FAIL_INPUT &&
           context.error_count == 201 &&
           str_equal(context.last->text, STR("more than 200 mistakes; mend those above first")),
       "5,000 mistakes: 200 are told, and that there are more");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 22);
    Context context = {.arena = arena};
    Str full;

    if (!OK(!failed(file_read_start(&context, STR(FULL), STUDY_BYTES_MOST, &full)), FULL)) {
        return tap_done();
    }
    sweep("every key", full, true, 97);
    sweep("mistakes", str_from(BAD), false, 97);
    test_bombs();
    test_aliases();
    test_many();
    return tap_done();
}
