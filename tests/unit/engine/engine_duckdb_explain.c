/* What --explain prints of a question full of hostile text: every word of the person's stands
   between quotes or in a comment, in all statements. */
#define _POSIX_C_SOURCE 200809L

#include "duckdb_making.h"

#define MARK "XYZZY"

static const char TABLE[] =
    "\"g\"\"; DROP TABLE " MARK "; --\",\"y\n-- " MARK "\",\"[" MARK "'] w\"\n"
    "A,1,2\nB,0,3\nit's " MARK ",1,4\n";

/* Counts the marks that stand neither in a comment nor between quotes; -1: a quote stays open. */
static int marks_outside(Str sql)
{
    int count = 0;
    char quote = '\0';

    for (size_t i = 0; i < sql.length; i++) {
        char byte = sql.bytes[i];
        Str rest = str_slice(sql, i, sql.length);

        if (quote != '\0') {
            /* a doubled quote ends and begins again */
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (str_starts_with(rest, STR("--"))) {
            i += str_find_byte(rest, '\n');
        } else {
            count += str_starts_with(rest, STR(MARK)) ? 1 : 0;
        }
    }
    return quote == '\0' ? count : -1;
}

static size_t count_marks(Str sql)
{
    size_t count = 0;

    for (size_t i = 0; i < sql.length; i++) {
        count += str_starts_with(str_slice(sql, i, sql.length), STR(MARK)) ? 1 : 0;
    }
    return count;
}

static void test_question(const char *path, const char *outcome, bool person)
{
    Arena *arena = arena_new((size_t)1 << 26);
    Context context = {.arena = arena};
    uint32_t columns[] = {0, 1};
    Cuboid cuboids[] = {{columns, 2}, {columns, 1}};
    Text text = text_new(arena);
    Expression *expression = NULL;
    Request request = {.outcome = NULL,
                       .amount = COLUMN_NONE,
                       .events = COLUMN_NONE,
                       .out_of = COLUMN_NONE,
                       .count = COLUMN_NONE,
                       .person = person ? 0 : (uint32_t)COLUMN_NONE,
                       .weight = COLUMN_NONE,
                       .cuboids = cuboids,
                       .cuboid_count = 2};
    Source source;
    bool fine = !failed(source_open(&context, str_from(path), NULL, &source)) &&
                !failed(expression_parse(&context, str_from(outcome), PLACE_NONE, &expression)) &&
                !failed(expression_type(&context, expression, source.columns, source.name));

    request.source = &source;
    request.outcome = expression;
    fine = fine && !failed(ENGINE_DUCKDB.explain(&context, &request, &text));
    for (const Note *note = context.first; note != NULL; note = note->next) {
        printf("# %.*s\n", STR_ARGS(note->text));
    }
    OK(fine && count_marks(text_str(&text)) >= 4, "explained: %zu words of the person's",
       count_marks(text_str(&text)));
    OK(marks_outside(text_str(&text)) == 0, "none of them outside quotes and comments");
    arena_free(arena);
}

int main(void)
{
    char folder[MADE_PATH_BYTES];
    char path[MADE_PATH_BYTES + 40];

    OK(marks_outside(STR("SELECT \"a\"\"; " MARK "\" -- " MARK "\n'" MARK "'")) == 0 &&
           marks_outside(STR("SELECT 'it''s' " MARK)) == 1 && marks_outside(STR("SELECT 'a")) == -1,
       "the test itself can fail");
    if (!duckdb_is_here()) {
        tap_skip("hostile words in SQL", "third_party/duckdb/libduckdb.so is not here");
        return tap_done();
    }
    if (!made_folder(folder)) {
        return tap_done();
    }
    made_path(path, folder, "a' " MARK "; --.csv");
    OK(made_text(path, TABLE), "a file");
    /* "]" inside a name in brackets is written twice */
    test_question(path, "[[" MARK "']] w] > 2", false);
    test_question(
        path, "[[" MARK "']] w] in (2, 3) and [g\"; DROP TABLE " MARK "; --] = 'it''s " MARK "'",
        true);
    unlink(path);
    OK(rmdir(folder) == 0, "nothing is left");
    return tap_done();
}
