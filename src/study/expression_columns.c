/* Finds the columns that a condition names, and helps with those that are not there. */
#include "study/expression_typing.h"

#include "base/text.h"
#include "study/column_mistakes.h"
#include "study/labels.h"

#define SHOWN_BYTES ((size_t)60)

/* After this many different unknown names the rest would only bury the first. */
#define UNKNOWN_MOST ((size_t)20)

typedef struct Search {
    Context *context;
    StrSpan columns;
    Str file;
    Str unknown[UNKNOWN_MOST];
    size_t unknown_count;
} Search;

Str expression_show(Arena *arena, Str text)
{
    return str_show(arena, text, SHOWN_BYTES);
}

static bool is_plain(Str name)
{
    static const char *const WORDS[] = {"and", "or", "not", "in", "between"};

    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
                      byte > 127;

        if (!letter &&
            (i == 0 || !((byte >= '0' && byte <= '9') || (byte == '.' && i + 1 < name.length)))) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (str_equal_ignoring_case(name, str_from(WORDS[i]))) {
            return false;
        }
    }
    return name.length > 0;
}

Str expression_write_name(Arena *arena, Str name)
{
    Str shown = expression_show(arena, name);
    Text text;

    if (is_plain(name)) {
        return shown;
    }
    text = text_new(arena);
    text_add_byte(&text, '[');
    for (size_t i = 0; i < shown.length; i++) {
        text_add_byte(&text, shown.bytes[i]);
        if (shown.bytes[i] == ']') {
            text_add_byte(&text, ']');
        }
    }
    text_add_byte(&text, ']');
    return text_str(&text);
}

/* True when the name is new among the unknown ones and there is room to say so. */
static bool is_new(Search *search, Str name)
{
    for (size_t i = 0; i < search->unknown_count; i++) {
        if (str_equal(search->unknown[i], name)) {
            return false;
        }
    }
    if (search->unknown_count == UNKNOWN_MOST) {
        return false;
    }
    search->unknown[search->unknown_count++] = name;
    return true;
}

/* A bare word on the right of a comparison is most often text without its quotes. */
static void note_bare_word(const Search *search, const Expression *test)
{
    const Expression *word = test->parts[1];
    Arena *arena = search->context->arena;
    Str shown = expression_show(arena, word->text);
    Str nearest = expression_show(arena, str_nearest(word->text, search->columns));
    Str unknown = column_unknown_words(arena, word->text, search->file);

    if (word->text.length > 0 && label_is_missing(word->text)) {
        Str left = expression_write_name(arena, test->parts[0]->text);

        note_error(search->context, FAIL_INPUT, word->place,
                   "'%.*s' stands for a missing value, which equals nothing; write %sknown(%.*s)",
                   STR_ARGS(shown), test->comparison == COMPARE_NOT_EQUAL ? "" : "not ",
                   STR_ARGS(left));
    } else if (nearest.length != 0) {
        note_error(search->context, FAIL_INPUT, word->place,
                   "%.*s; did you mean '%.*s', or the text '%.*s' in quotes?", STR_ARGS(unknown),
                   STR_ARGS(nearest), STR_ARGS(shown));
    } else {
        note_error(search->context, FAIL_INPUT, word->place,
                   "%.*s; if you mean the text, write '%.*s' in quotes", STR_ARGS(unknown),
                   STR_ARGS(shown));
    }
}

static void note_unknown(const Search *search, const Expression *column)
{
    Str sentence = column_unknown_sentence(search->context->arena, column->text, search->columns,
                                           search->file);

    note_error(search->context, FAIL_INPUT, column->place, "%.*s", STR_ARGS(sentence));
}

/* `test` is the comparison of a column with this one, on its right; NULL elsewhere. */
static void find_column(Search *search, Expression *column, const Expression *test)
{
    column->column = COLUMN_UNKNOWN;
    for (size_t i = 0; i < search->columns.count; i++) {
        if (str_equal(search->columns.items[i], column->text)) {
            column->column = (uint32_t)i;
            return;
        }
    }
    if (!is_new(search, column->text)) {
        return;
    }
    if (test != NULL) {
        note_bare_word(search, test);
    } else {
        note_unknown(search, column);
    }
}

static void find_columns(Search *search, Expression *expression)
{
    for (size_t i = 0; i < expression->part_count; i++) {
        Expression *part = expression->parts[i];
        bool on_right = expression->kind == EXPRESSION_COMPARE && i == 1 &&
                        expression->parts[0]->kind == EXPRESSION_COLUMN;

        if (part->kind == EXPRESSION_COLUMN) {
            find_column(search, part, on_right ? expression : NULL);
        } else {
            find_columns(search, part);
        }
    }
}

void expression_find_columns(Context *context, Expression *expression, StrSpan columns, Str file)
{
    Search search = {.context = context, .columns = columns, .file = file};

    find_columns(&search, expression);
}
