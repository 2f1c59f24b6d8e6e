/* What YAML 1.1 or 1.2 may read as something else is quoted; so is all that is not plain ASCII. */
#include "profile/draft_text.h"

#include <string.h>

#define COMMENT_COLUMN ((size_t)34)
#define WIDTH ((size_t)98)
#define NAME_BYTES ((size_t)60)

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_figure(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_word_byte(char byte)
{
    return is_letter(byte) || is_figure(byte) || byte == '_';
}

/* Words that some reader takes for a truth, for nothing, or merges. */
static bool is_reserved(Str text)
{
    static const char *const WORDS[] = {"y",   "n",    "yes",   "no",  "on",
                                        "off", "true", "false", "null"};

    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (str_equal_ignoring_case(text, str_from(WORDS[i]))) {
            return true;
        }
    }
    return false;
}

/* A letter first, no mark that means something inside, no blank at the end. */
static bool is_plain(Str text)
{
    if (text.length == 0 || !is_letter(text.bytes[0]) || is_reserved(text) ||
        text.bytes[text.length - 1] == ' ') {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (!is_word_byte(text.bytes[i]) && strchr(" -./()+=<>'", text.bytes[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* Bytes of a character that is better not seen raw: C1 controls, separators of lines, marks that
   hide or turn; its number in `*code`. 0 for all others. */
static size_t hidden_at(Str text, size_t at, unsigned *code)
{
    unsigned char first = (unsigned char)text.bytes[at];
    unsigned char second = at + 1 < text.length ? (unsigned char)text.bytes[at + 1] : 0;
    unsigned char third = at + 2 < text.length ? (unsigned char)text.bytes[at + 2] : 0;

    if (first == 0xc2 && second >= 0x80 && second <= 0xa0) {
        *code = second;
        return 2;
    }
    if (first == 0xe2 && second == 0x80 && third >= 0x8b && third <= 0xaf) {
        *code = 0x2000u + (third & 0x3fu);
        return 3;
    }
    if (first == 0xe2 && second == 0x81 && third >= 0xa0 && third <= 0xaf) {
        *code = 0x2040u + (third & 0x3fu);
        return 3;
    }
    if (first == 0xef && second == 0xbb && third == 0xbf) {
        *code = 0xfeff;
        return 3;
    }
    if (first < 0x20 || first == 0x7f) {
        *code = first;
        return 1;
    }
    return 0;
}

void yaml_write_quoted(Text *out, Str text)
{
    text_add_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned code = 0;
        size_t hidden = hidden_at(text, i, &code);

        if (hidden > 0) {
            text_format(out, "\\u%04x", code);
            i += hidden - 1;
            continue;
        }
        if (text.bytes[i] == '"' || text.bytes[i] == '\\') {
            text_add_byte(out, '\\');
        }
        text_add_byte(out, text.bytes[i]);
    }
    text_add_byte(out, '"');
}

void yaml_write_text(Text *out, Str text)
{
    if (is_plain(text)) {
        text_add(out, text);
    } else {
        yaml_write_quoted(out, text);
    }
}

void condition_write_column(Text *out, Str name)
{
    static const char *const KEYWORDS[] = {"and", "or", "not", "in", "between", "known", "days"};
    bool bare = name.length > 0 && (is_letter(name.bytes[0]) || name.bytes[0] == '_');

    for (size_t i = 0; i < name.length; i++) {
        bare = bare && is_word_byte(name.bytes[i]);
    }
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof KEYWORDS[0]; i++) {
        bare = bare && !str_equal_ignoring_case(name, str_from(KEYWORDS[i]));
    }
    if (bare) {
        text_add(out, name);
        return;
    }
    text_add_byte(out, '[');
    for (size_t i = 0; i < name.length; i++) {
        text_add_repeated(out, str_slice(name, i, 1), name.bytes[i] == ']' ? 2 : 1);
    }
    text_add_byte(out, ']');
}

void condition_write_text(Text *out, Str text)
{
    text_add_byte(out, '\'');
    for (size_t i = 0; i < text.length; i++) {
        text_add_repeated(out, str_slice(text, i, 1), text.bytes[i] == '\'' ? 2 : 1);
    }
    text_add_byte(out, '\'');
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* A capital inside: the Y of SurveyYr, the I of HHIncome. */
static bool begins_word(Str words, size_t at)
{
    if (at == 0 || !is_capital(words.bytes[at])) {
        return false;
    }
    return (words.bytes[at - 1] >= 'a' && words.bytes[at - 1] <= 'z') ||
           (is_capital(words.bytes[at - 1]) && at + 1 < words.length &&
            words.bytes[at + 1] >= 'a' && words.bytes[at + 1] <= 'z');
}

Str name_of_words(Context *context, Str words)
{
    Text name = text_new(context->arena);

    for (size_t i = 0; i < words.length && name.length < NAME_BYTES; i++) {
        char byte = words.bytes[i];
        bool counts = is_word_byte(byte) || (unsigned char)byte > 127;

        if (begins_word(words, i) && name.length > 0 && name.bytes[name.length - 1] != '_') {
            text_add_byte(&name, '_');
        }

        if (byte == '\'' || byte == '`') {
            continue;
        }
        if (!counts) {
            byte = '_';
        }
        if (byte == '_' && (name.length == 0 || name.bytes[name.length - 1] == '_')) {
            continue;
        }
        text_add_byte(&name, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
    }
    while (name.length > 0 && (name.bytes[name.length - 1] == '_')) {
        name.length--;
    }
    /* a character must not be cut in the middle */
    while (name.length >= NAME_BYTES && ((unsigned char)name.bytes[name.length - 1] & 0x80u) != 0) {
        name.length--;
    }
    return name.length == 0 ? STR("column") : text_str(&name);
}

static void begin_line(const DraftLines *lines, int indent)
{
    if (lines->commented) {
        text_add_byte(lines->out, '#');
    }
    text_add_repeated(lines->out, STR(" "), (size_t)indent);
}

/* What was built of a line so far, behind `from`, gets its comment and its end. */
static void end_line(DraftLines *lines, size_t from, const char *comment)
{
    Text *out = lines->out;
    size_t written = out->length - from;

    if (comment != NULL) {
        text_add_repeated(out, STR(" "),
                          written < COMMENT_COLUMN ? COMMENT_COLUMN - written : (size_t)2);
        text_add(out, STR("# "));
        text_add(out, str_from(comment));
    }
    text_add_byte(out, '\n');
}

/* True where value and comment fit in one line; else the comment is written above. */
static bool fits(DraftLines *lines, int indent, size_t length, const char *comment)
{
    size_t before = length + (size_t)indent + 1;

    if (comment == NULL) {
        return true;
    }
    if ((before < COMMENT_COLUMN ? COMMENT_COLUMN : before + 2) + 2 + strlen(comment) <= WIDTH) {
        return true;
    }
    comment_write(lines->out, indent, str_from(comment));
    return false;
}

void line_write(DraftLines *lines, int indent, const char *key, Str value, const char *comment)
{
    bool behind = fits(lines, indent, strlen(key) + 2 + value.length, comment);
    size_t from = lines->out->length;

    begin_line(lines, indent);
    text_add(lines->out, str_from(key));
    text_add_byte(lines->out, ':');
    if (value.length > 0) {
        text_add_byte(lines->out, ' ');
        text_add(lines->out, value);
    }
    end_line(lines, from, behind ? comment : NULL);
}

void line_write_name(DraftLines *lines, int indent, Str name, const char *comment)
{
    bool behind = fits(lines, indent, name.length + 1, comment);
    size_t from = lines->out->length;

    begin_line(lines, indent);
    yaml_write_text(lines->out, name);
    text_add_byte(lines->out, ':');
    end_line(lines, from, behind ? comment : NULL);
}

/* Bytes up to the next blank. */
static size_t word_length(Str text)
{
    return str_find_byte(text, ' ');
}

void comment_write(Text *out, int indent, Str text)
{
    Str safe = str_show(out->arena, text, 4000);
    size_t column = 0;

    while (safe.length > 0) {
        size_t word = word_length(safe);

        if (column == 0 || column + 1 + word > WIDTH) {
            text_add(out, column == 0 ? STR_NONE : STR("\n"));
            text_add_repeated(out, STR(" "), (size_t)indent);
            text_add_byte(out, '#');
            column = (size_t)indent + 1;
        }
        text_add_byte(out, ' ');
        text_add(out, str_slice(safe, 0, word));
        column += 1 + word;
        safe = str_slice(safe, word + 1, safe.length);
    }
    text_add_byte(out, '\n');
}

void list_add(NameList *list, Text *out, Str name)
{
    if (out->length > list->most) {
        list->left++;
        return;
    }
    text_add(out, out->length == 0 ? STR_NONE : STR(", "));
    text_add_shown(out, name, 60);
}

void list_end(const NameList *list, Text *out)
{
    if (list->left > 0) {
        text_format(out, " and %zu more", list->left);
    }
}
