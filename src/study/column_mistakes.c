#include "study/column_mistakes.h"

#include "base/text.h"

/* Names in a message are cut after so many bytes. */
#define NAME_SHOWN ((size_t)60)

/* So many columns are named to somebody who asks for one that is not there. */
#define COLUMNS_NAMED ((size_t)6)

static Str text_or_none(const Text *text)
{
    return text->spent ? STR_NONE : text_str(text);
}

static void add_quoted(Text *text, Str name)
{
    text_add_byte(text, '\'');
    text_add_shown(text, name, NAME_SHOWN);
    text_add_byte(text, '\'');
}

static void add_unknown(Text *text, Str name, Str file)
{
    text_add(text, STR("unknown column "));
    add_quoted(text, name);
    if (file.length > 0) {
        text_add(text, STR(" in "));
        add_quoted(text, file);
    }
}

/* "'a', 'b', 'c' and 12 more" */
static void add_list(Text *text, StrSpan columns)
{
    size_t named = columns.count <= COLUMNS_NAMED + 1 ? columns.count : COLUMNS_NAMED;

    for (size_t i = 0; i < named; i++) {
        text_add(text, i == 0 ? STR_NONE : STR(", "));
        add_quoted(text, columns.items[i]);
    }
    if (named < columns.count) {
        text_format(text, " and %zu more", columns.count - named);
    }
}

Str column_unknown_words(Arena *arena, Str name, Str file)
{
    Text text = text_new(arena);

    add_unknown(&text, name, file);
    return text_or_none(&text);
}

Str column_unknown_sentence(Arena *arena, Str name, StrSpan columns, Str file)
{
    Text text = text_new(arena);
    Str nearest = str_nearest(name, columns);

    add_unknown(&text, name, file);
    if (nearest.length > 0) {
        text_add(&text, STR("; did you mean "));
        add_quoted(&text, nearest);
        text_add_byte(&text, '?');
    } else if (columns.count == 0) {
        text_add(&text, STR("; it has no columns"));
    } else {
        text_add(&text, STR("; it has "));
        add_list(&text, columns);
    }
    return text_or_none(&text);
}
