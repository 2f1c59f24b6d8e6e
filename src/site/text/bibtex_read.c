/* BibTeX as programs write it: entries, macros, comments; LaTeX in fields is read as letters. */
#include "base/number.h"
#include "site/text/latex_text.h"
#include "site/text/reference.h"
#include "site/text/reference_build.h"

#include <string.h>

#define MACROS_MOST 200
#define DEPTH_MOST 50

typedef struct Macro {
    Str name;
    Str value;
} Macro;

typedef struct Reader {
    Context *context;
    Str file;
    Str text;
    size_t at;
    References *found;
    Macro *macros;
    size_t macro_count;
    bool is_broken; /* the entry being read: its mistake is noted */
} Reader;

static char peek(const Reader *reader)
{
    return reader->at < reader->text.length ? reader->text.bytes[reader->at] : 0;
}

static void skip_blanks(Reader *reader)
{
    while (reader->at < reader->text.length && strchr(" \t\r\n", peek(reader)) != NULL &&
           peek(reader) != 0) {
        reader->at++;
    }
}

/* One mistake an entry: the rest of it says little. */
static void mistake(Reader *reader, const char *sentence)
{
    if (!reader->is_broken) {
        reader->is_broken = true;
        reference_mistake(reader->context, reference_place(reader->file, reader->text, reader->at),
                          sentence);
    }
}

static bool is_name_byte(char byte)
{
    return byte != 0 && strchr(" \t\r\n{}(),=\"#%'@\\", byte) == NULL && byte > ' ';
}

static Str read_name(Reader *reader)
{
    size_t from;

    skip_blanks(reader);
    from = reader->at;
    while (is_name_byte(peek(reader))) {
        reader->at++;
    }
    return str_slice(reader->text, from, reader->at - from);
}

/* From "{" or a quote to its end; without them. */
static Str read_enclosed(Reader *reader, char end)
{
    size_t from = ++reader->at;
    int depth = 0;

    while (reader->at < reader->text.length) {
        char byte = peek(reader);

        if (byte == end && depth == 0) {
            reader->at++;
            return str_slice(reader->text, from, reader->at - 1 - from);
        }
        if (byte == '\\' && reader->at + 1 < reader->text.length) {
            reader->at++;
        } else if (byte == '{' && ++depth > DEPTH_MOST) {
            mistake(reader, "braces stand in more than 50 braces; take some out");
            return STR_NONE;
        } else if (byte == '}' && --depth < 0) {
            break;
        }
        reader->at++;
    }
    reader->at = from;
    mistake(reader, end == '}' ? "this { has no } that ends it; add one"
                               : "this quote has no end; add one, or take out a } too many");
    return STR_NONE;
}

static Str macro_value(const Reader *reader, Str name)
{
    size_t i;

    for (i = reader->macro_count; i > 0; i--) {
        if (str_equal_ignoring_case(reader->macros[i - 1].name, name)) {
            return reader->macros[i - 1].value;
        }
    }
    return name; /* jan to dec, and what stands in no quotes */
}

/* Pieces joined by "#". */
static Str read_value(Reader *reader)
{
    Text value = text_new(reader->context->arena);

    while (!reader->is_broken) {
        skip_blanks(reader);
        if (peek(reader) == '{') {
            text_add(&value, read_enclosed(reader, '}'));
        } else if (peek(reader) == '"') {
            text_add(&value, read_enclosed(reader, '"'));
        } else {
            Str name = read_name(reader);

            if (name.length == 0) {
                mistake(reader, "a value is missing here; write it between { and }");
            }
            text_add(&value, macro_value(reader, name));
        }
        if (value.length > REFERENCE_BYTES_MOST) {
            mistake(reader, "this value grows too large; write it out");
        }
        skip_blanks(reader);
        if (peek(reader) != '#') {
            break;
        }
        reader->at++;
    }
    return text_str(&value);
}

static bool is_separated(Str raw, size_t at, size_t *after)
{
    if (at + 5 > raw.length || strchr(" \t\r\n", raw.bytes[at]) == NULL ||
        !str_equal_ignoring_case(str_slice(raw, at + 1, 3), STR("and")) ||
        strchr(" \t\r\n", raw.bytes[at + 4]) == NULL) {
        return false;
    }
    *after = at + 5;
    return true;
}

/* The first comma outside braces from `from`, or the end. */
static size_t comma_of(Str raw, size_t from)
{
    int depth = 0;
    size_t i;

    for (i = from; i < raw.length; i++) {
        depth += raw.bytes[i] == '{' ? 1 : raw.bytes[i] == '}' ? -1 : 0;
        if (raw.bytes[i] == ',' && depth == 0) {
            return i;
        }
    }
    return raw.length;
}

/* Where the family name of "Given von Family" begins: at a word in small letters that is not the
   first, or at the last word. */
static size_t family_of(Str raw)
{
    size_t last = 0;
    int depth = 0;
    size_t i;

    for (i = 1; i < raw.length; i++) {
        depth += raw.bytes[i - 1] == '{' ? 1 : raw.bytes[i - 1] == '}' ? -1 : 0;
        if (depth == 0 && raw.bytes[i - 1] == ' ' && raw.bytes[i] != ' ') {
            last = i;
            if (raw.bytes[i] >= 'a' && raw.bytes[i] <= 'z') {
                return i;
            }
        }
    }
    return last;
}

static void add_person(Reader *reader, Reference *reference, Str raw)
{
    Context *context = reader->context;
    Str whole = str_trim(raw);
    size_t comma = comma_of(whole, 0);
    size_t second = comma_of(whole, comma + 1);
    Str family;
    Str given;

    if (whole.length == 0 || str_equal_ignoring_case(whole, STR("others"))) {
        return;
    }
    if (comma == whole.length) {
        size_t at =
            whole.bytes[0] == '{' && whole.bytes[whole.length - 1] == '}' ? 0 : family_of(whole);

        family = latex_read(context, str_slice(whole, at, whole.length));
        given = latex_read(context, str_slice(whole, 0, at));
    } else {
        family = latex_read(context, str_slice(whole, 0, comma));
        given = latex_read(
            context, str_slice(whole, (second < whole.length ? second : comma) + 1, whole.length));
        if (second < whole.length) { /* "Family, Jr, Given" */
            Str suffix = str_trim(str_slice(whole, comma + 1, second - comma - 1));

            family = str_format(context->arena, "%.*s %.*s", STR_ARGS(family), STR_ARGS(suffix));
        }
    }
    if (!reference_add_person(context, reference, family, given)) {
        mistake(reader, "a source has more than 500 authors; keep the first ones");
    }
}

static void add_people(Reader *reader, Reference *reference, Str raw)
{
    size_t from = 0;
    size_t after = 0;
    int depth = 0;
    size_t i;

    for (i = 0; i < raw.length; i++) {
        depth += raw.bytes[i] == '{' ? 1 : raw.bytes[i] == '}' ? -1 : 0;
        if (depth == 0 && is_separated(raw, i, &after)) {
            add_person(reader, reference, str_slice(raw, from, i - from));
            from = after;
            i = after - 2;
        }
    }
    add_person(reader, reference, str_slice(raw, from, raw.length));
}

static void set_field(Reader *reader, Reference *reference, Str name, Str raw)
{
    Str words;

    if (str_equal_ignoring_case(name, STR("author"))) {
        add_people(reader, reference, raw);
        return;
    }
    words = latex_read(reader->context, raw);
    reference_set(reader->context, reference, name, words);
}

static void read_fields(Reader *reader, Reference *reference, char end)
{
    while (!reader->is_broken) {
        Str name;
        Str value;

        skip_blanks(reader);
        if (peek(reader) == ',') {
            reader->at++;
            continue;
        }
        if (peek(reader) == end) {
            reader->at++;
            return;
        }
        name = read_name(reader);
        skip_blanks(reader);
        if (name.length == 0 || peek(reader) != '=') {
            mistake(reader, reader->at >= reader->text.length
                                ? "the last source is not whole; add the } that ends it"
                                : "a field is NAME = {VALUE}; a name, a = or a comma is missing");
            return;
        }
        reader->at++;
        value = read_value(reader);
        if (!reader->is_broken && reference != NULL) {
            set_field(reader, reference, name, value);
        }
    }
}

static void read_macro(Reader *reader, char end)
{
    Str name = read_name(reader);
    Str value;

    skip_blanks(reader);
    if (name.length == 0 || peek(reader) != '=') {
        mistake(reader, "a macro is @string{NAME = {VALUE}}; write it so");
        return;
    }
    reader->at++;
    value = read_value(reader);
    skip_blanks(reader);
    if (reader->macro_count < MACROS_MOST && !reader->is_broken) {
        reader->macros[reader->macro_count++] = (Macro){name, value};
    }
    if (peek(reader) == end) {
        reader->at++;
    }
}

static ReferenceKind kind_of(Str type)
{
    static const struct {
        const char *name;
        ReferenceKind kind;
    } kinds[] = {{"article", REFERENCE_ARTICLE},
                 {"periodical", REFERENCE_ARTICLE},
                 {"book", REFERENCE_BOOK},
                 {"booklet", REFERENCE_BOOK},
                 {"inbook", REFERENCE_CHAPTER},
                 {"incollection", REFERENCE_CHAPTER},
                 {"inproceedings", REFERENCE_MEETING},
                 {"conference", REFERENCE_MEETING},
                 {"proceedings", REFERENCE_MEETING},
                 {"techreport", REFERENCE_REPORT},
                 {"report", REFERENCE_REPORT},
                 {"manual", REFERENCE_REPORT},
                 {"phdthesis", REFERENCE_THESIS},
                 {"mastersthesis", REFERENCE_THESIS},
                 {"thesis", REFERENCE_THESIS},
                 {"dataset", REFERENCE_DATA},
                 {"online", REFERENCE_WEB},
                 {"electronic", REFERENCE_WEB},
                 {"webpage", REFERENCE_WEB},
                 {"www", REFERENCE_WEB}};
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_equal_ignoring_case(type, str_from(kinds[i].name))) {
            return kinds[i].kind;
        }
    }
    return REFERENCE_OTHER;
}

static void read_source(Reader *reader, Str type, char end, Place place)
{
    Reference *reference = reference_new(reader->context, reader->found);

    if (reference == NULL) {
        mistake(reader, "there are more than 200 sources; paste fewer at once");
        return;
    }
    reference->kind = kind_of(type);
    reference->key = read_name(reader);
    skip_blanks(reader);
    if (peek(reader) != ',' && peek(reader) != end) {
        mistake(reader, "the name of a source ends in a comma; write @article{NAME, ...");
    }
    read_fields(reader, reference, end);
    if (reader->is_broken) {
        reader->found->count--;
    } else if (reference->title.length == 0) {
        reader->found->count--;
        reference_mistake(reader->context, place, "this source has no title; add title = {...}");
    }
}

static void skip_to_entry(Reader *reader)
{
    while (reader->at < reader->text.length && peek(reader) != '@') {
        reader->at++;
    }
}

static void read_entry(Reader *reader)
{
    Place place = reference_place(reader->file, reader->text, reader->at);
    Str type;
    char end;

    reader->at++;
    reader->is_broken = false;
    type = read_name(reader);
    skip_blanks(reader);
    if (str_equal_ignoring_case(type, STR("comment")) && peek(reader) != '{') {
        return;
    }
    if (type.length == 0 || (peek(reader) != '{' && peek(reader) != '(')) {
        return; /* an e-mail or the like between sources, which is a comment in BibTeX */
    }
    end = peek(reader) == '{' ? '}' : ')';
    if (str_equal_ignoring_case(type, STR("comment")) ||
        str_equal_ignoring_case(type, STR("preamble"))) {
        (void)read_enclosed(reader, end);
        return;
    }
    reader->at++;
    if (str_equal_ignoring_case(type, STR("string"))) {
        read_macro(reader, end);
    } else {
        read_source(reader, type, end, place);
    }
}

Status bibtex_read(Context *context, Str file, Str text, References *references)
{
    Reader reader = {.context = context, .file = file, .text = text, .found = references};
    size_t before = context->error_count;

    TRY(reference_begin(context, file, text, references));
    reader.macros = TAKE(context, Macro, MACROS_MOST);
    if (reader.macros == NULL) {
        return fail_memory(context);
    }
    for (skip_to_entry(&reader); reader.at < text.length; skip_to_entry(&reader)) {
        TRY(check_stop(context));
        read_entry(&reader);
        if (context->error_count > before + REFERENCE_MISTAKES_MOST) {
            break;
        }
    }
    return reference_end(context, file, references, before);
}
