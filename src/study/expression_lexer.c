/* Cuts a condition into tokens. What people bring from other languages is named with its remedy. */
#include "study/expression_lexer.h"

#include "base/number.h"

#include <string.h>

#define SHOWN_BYTES ((size_t)60)

typedef struct Replacement {
    Str written;
    Str plain;
} Replacement;

#define PAIR(written, plain)                                                                       \
    {                                                                                              \
        {written, sizeof(written) - 1},                                                            \
        {                                                                                          \
            plain, sizeof(plain) - 1                                                               \
        }                                                                                          \
    }

static const Replacement TYPOGRAPHIC[] = {
    PAIR("\u2018", "'"),  PAIR("\u2019", "'"),  PAIR("\u201a", "'"),  PAIR("\u201b", "'"),
    PAIR("\u2032", "'"),  PAIR("\u201c", "\""), PAIR("\u201d", "\""), PAIR("\u201e", "\""),
    PAIR("\u201f", "\""), PAIR("\u2033", "\""), PAIR("\u00ab", "\""), PAIR("\u00bb", "\""),
    PAIR("\u2265", ">="), PAIR("\u2264", "<="), PAIR("\u2260", "!="), PAIR("\u2212", "-"),
    PAIR("\uff1d", "="),  PAIR("\uff08", "("),  PAIR("\uff09", ")"),  PAIR("\uff0c", ","),
};

/* Longest first, so that each is met whole. */
static const Replacement FOREIGN[] = {
    PAIR("!==", "!="), PAIR("===", "="), PAIR("==", "="),  PAIR("=>", ">="), PAIR("=<", "<="),
    PAIR("=~", "="),   PAIR("=!", "!="), PAIR("><", "!="), PAIR(":=", "="),  PAIR("~=", "!="),
    PAIR("&&", "and"), PAIR("||", "or"), PAIR("&", "and"), PAIR("|", "or"),  PAIR("!", "not"),
};

typedef struct Sign {
    Str written;
    Comparison comparison;
} Sign;

#define SIGN(written, comparison)                                                                  \
    {                                                                                              \
        {written, sizeof(written) - 1}, comparison                                                 \
    }

static const Sign SIGNS[] = {
    SIGN("!=", COMPARE_NOT_EQUAL), SIGN("<>", COMPARE_NOT_EQUAL), SIGN("<=", COMPARE_AT_MOST),
    SIGN(">=", COMPARE_AT_LEAST),  SIGN("=", COMPARE_EQUAL),      SIGN("<", COMPARE_LESS),
    SIGN(">", COMPARE_MORE),
};

typedef struct Keyword {
    Str written;
    TokenKind kind;
} Keyword;

static const Keyword KEYWORDS[] = {
    {{"and", 3}, TOKEN_AND}, {{"or", 2}, TOKEN_OR},           {{"not", 3}, TOKEN_NOT},
    {{"in", 2}, TOKEN_IN},   {{"between", 7}, TOKEN_BETWEEN},
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           (unsigned char)byte > 127;
}

/* The byte `ahead` of here; 0 past the end. */
static char peek(const Lexer *lexer, size_t ahead)
{
    return ahead < lexer->text.length - lexer->at ? lexer->text.bytes[lexer->at + ahead] : '\0';
}

static bool goes_on_with(Str text, size_t at, Str part)
{
    return str_starts_with(str_slice(text, at, part.length), part);
}

bool typographic_at(Str text, size_t at, Str *written, Str *plain)
{
    for (size_t i = 0; i < LENGTH(TYPOGRAPHIC); i++) {
        if (goes_on_with(text, at, TYPOGRAPHIC[i].written)) {
            *written = TYPOGRAPHIC[i].written;
            *plain = TYPOGRAPHIC[i].plain;
            return true;
        }
    }
    return false;
}

Str lexer_written(const Lexer *lexer, size_t from, size_t to)
{
    return str_show(lexer->context->arena, str_slice(lexer->text, from, to - from), SHOWN_BYTES);
}

/* Columns count characters, so the bytes that continue one do not count. */
static void move_to(Lexer *lexer, size_t to)
{
    for (; lexer->at < to; lexer->at++) {
        unsigned char byte = (unsigned char)lexer->text.bytes[lexer->at];

        if (byte == '\n') {
            lexer->place.line++;
            lexer->place.column = 1;
        } else if ((byte & 0xc0) != 0x80) {
            lexer->place.column++;
        }
    }
}

/* Bytes of blank at `at`: ASCII space and controls of layout, or a no-break space. */
static size_t blank_at(Str text, size_t at)
{
    char byte = text.bytes[at];

    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
        return 1;
    }
    if (goes_on_with(text, at, STR("\u00a0"))) {
        return 2;
    }
    return goes_on_with(text, at, STR("\ufeff")) ? 3 : 0;
}

static void skip_blank(Lexer *lexer)
{
    while (lexer->at < lexer->text.length) {
        size_t blank = blank_at(lexer->text, lexer->at);

        if (blank == 0) {
            return;
        }
        move_to(lexer, lexer->at + blank);
    }
}

static bool continues_word(const Lexer *lexer, size_t at)
{
    Str written;
    Str plain;
    char byte = lexer->text.bytes[at];

    return (is_letter(byte) || is_digit(byte)) &&
           ((unsigned char)byte < 128 ||
            (blank_at(lexer->text, at) == 0 && !typographic_at(lexer->text, at, &written, &plain)));
}

/* Copies what stands between the marks, `close` doubled inside made single. */
static Status take_inside(Lexer *lexer, Token *token, char close)
{
    Str inside = str_slice(lexer->text, token->from + 1, token->to - token->from - 2);
    char *copy;
    size_t length = 0;

    token->text = inside;
    if (str_find_byte(inside, close) == inside.length) {
        return done();
    }
    copy = TAKE(lexer->context, char, inside.length);
    if (copy == NULL) {
        return fail_memory(lexer->context);
    }
    for (size_t i = 0; i < inside.length; i++) {
        copy[length++] = inside.bytes[i];
        i += inside.bytes[i] == close;
    }
    token->text = (Str){copy, length};
    return done();
}

static Status next_enclosed(Lexer *lexer, Token *token, char close)
{
    size_t at = lexer->at + 1;

    for (; at < lexer->text.length; at++) {
        if (lexer->text.bytes[at] == close) {
            if (at + 1 < lexer->text.length && lexer->text.bytes[at + 1] == close) {
                at++;
            } else {
                break;
            }
        }
    }
    if (at >= lexer->text.length) {
        return close == ']'
                   ? fail(lexer->context, FAIL_INPUT, token->place,
                          "'[' is not closed; end the column's name with ]")
                   : fail(lexer->context, FAIL_INPUT, token->place,
                          "the quote that opens here is not closed; end the text with %c", close);
    }
    token->to = at + 1;
    TRY(take_inside(lexer, token, close));
    token->text = close == ']' ? token->text : str_trim(token->text);
    return done();
}

static Status next_bracketed(Lexer *lexer, Token *token)
{
    token->kind = TOKEN_NAME;
    token->bracketed = true;
    TRY(next_enclosed(lexer, token, ']'));
    if (token->text.length == 0) {
        return fail(lexer->context, FAIL_INPUT, token->place,
                    "'[]' names no column; write its name between the brackets");
    }
    return done();
}

static Status next_name(Lexer *lexer, Token *token)
{
    size_t at = lexer->at;

    while (at < lexer->text.length &&
           (continues_word(lexer, at) ||
            (lexer->text.bytes[at] == '.' && at + 1 < lexer->text.length &&
             continues_word(lexer, at + 1)))) {
        at++;
    }
    token->kind = TOKEN_NAME;
    token->to = at;
    token->text = str_slice(lexer->text, token->from, at - token->from);
    for (size_t i = 0; i < LENGTH(KEYWORDS); i++) {
        if (str_equal_ignoring_case(token->text, KEYWORDS[i].written)) {
            token->kind = KEYWORDS[i].kind;
        }
    }
    return done();
}

/* A sign, digits, and all that is written onto them, so that a slip is shown whole. */
static size_t number_end(const Lexer *lexer)
{
    Str text = lexer->text;
    size_t at = lexer->at + 1;

    while (at < text.length) {
        char byte = text.bytes[at];
        char before = text.bytes[at - 1];

        if (!continues_word(lexer, at) && memchr("./-:", byte, 4) == NULL &&
            !(byte == '+' && (before == 'e' || before == 'E'))) {
            break;
        }
        at++;
    }
    return at;
}

static Status next_number(Lexer *lexer, Token *token)
{
    int64_t days;

    token->to = number_end(lexer);
    token->text = str_slice(lexer->text, token->from, token->to - token->from);
    if (number_parse(token->text, &token->number)) {
        token->kind = TOKEN_NUMBER;
        return done();
    }
    if (date_parse(token->text, &days)) {
        token->kind = TOKEN_DATE;
        token->number = (double)days;
        return done();
    }
    return fail_number(lexer->context, token->place, token->text);
}

static bool starts_number(const Lexer *lexer)
{
    char byte = peek(lexer, 0);
    size_t sign = byte == '-' || byte == '+';

    return is_digit(peek(lexer, sign)) ||
           (peek(lexer, sign) == '.' && is_digit(peek(lexer, sign + 1)));
}

static Status fail_foreign(const Lexer *lexer, const Token *token, Str written, Str plain)
{
    Str shown = lexer_written(lexer, token->from, token->from + written.length);
    char first = plain.bytes[0];

    if (first == '\'' || first == '"') {
        return fail(lexer->context, FAIL_INPUT, token->place,
                    "%.*s is a typographic quote; write the plain %.*s", STR_ARGS(shown),
                    STR_ARGS(plain));
    }
    if (first == '=' || first == '!' || first == '<' || first == '>') {
        return fail(lexer->context, FAIL_INPUT, token->place,
                    "'%.*s' is not a comparison here; write '%.*s'", STR_ARGS(shown),
                    STR_ARGS(plain));
    }
    return fail(lexer->context, FAIL_INPUT, token->place, "'%.*s' is not used here; write '%.*s'",
                STR_ARGS(shown), STR_ARGS(plain));
}

static Status fail_character(const Lexer *lexer, const Token *token)
{
    Str shown = lexer_written(lexer, token->from, token->from + 1);

    if (shown.length == 1 && shown.bytes[0] == '`') {
        return fail(lexer->context, FAIL_INPUT, token->place,
                    "'`' is not a quote here; write a column's name in square brackets, text in "
                    "quotes");
    }
    if (shown.length == 1 && shown.bytes[0] == ';') {
        return fail(lexer->context, FAIL_INPUT, token->place,
                    "';' is not used here; join tests with 'and' or 'or'");
    }
    if (shown.length == 1 && memchr("+-*/%^", shown.bytes[0], 6) != NULL) {
        return fail(lexer->context, FAIL_INPUT, token->place,
                    "'%.*s' is not used here, conditions do no arithmetic; make a column of it "
                    "beforehand, or write a name with such a sign in square brackets",
                    STR_ARGS(shown));
    }
    return fail(lexer->context, FAIL_INPUT, token->place,
                "'%.*s' is not used in conditions; a column's name with such a sign stands in "
                "square brackets, text in quotes",
                STR_ARGS(shown));
}

static bool find_replacement(const Lexer *lexer, Replacement *found)
{
    if (typographic_at(lexer->text, lexer->at, &found->written, &found->plain)) {
        return true;
    }
    if (goes_on_with(lexer->text, lexer->at, STR("!=")) && peek(lexer, 2) != '=') {
        return false;
    }
    for (size_t i = 0; i < LENGTH(FOREIGN); i++) {
        if (goes_on_with(lexer->text, lexer->at, FOREIGN[i].written)) {
            *found = FOREIGN[i];
            return true;
        }
    }
    return false;
}

static Status next_sign(Lexer *lexer, Token *token)
{
    static const char MARKS[] = "(),";
    static const TokenKind MARK_KINDS[] = {TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA};

    for (size_t i = 0; i < LENGTH(MARK_KINDS); i++) {
        if (peek(lexer, 0) == MARKS[i]) {
            token->kind = MARK_KINDS[i];
            token->to = token->from + 1;
            return done();
        }
    }
    for (size_t i = 0; i < LENGTH(SIGNS); i++) {
        if (goes_on_with(lexer->text, lexer->at, SIGNS[i].written)) {
            token->kind = TOKEN_COMPARE;
            token->comparison = SIGNS[i].comparison;
            token->to = token->from + SIGNS[i].written.length;
            return done();
        }
    }
    return fail_character(lexer, token);
}

static Status next_token(Lexer *lexer, Token *token)
{
    char byte = peek(lexer, 0);
    Replacement found;

    if (find_replacement(lexer, &found)) {
        return fail_foreign(lexer, token, found.written, found.plain);
    }
    if (byte == '\'' || byte == '"') {
        token->kind = TOKEN_TEXT;
        return next_enclosed(lexer, token, byte);
    }
    if (byte == '[') {
        return next_bracketed(lexer, token);
    }
    if (starts_number(lexer)) {
        return next_number(lexer, token);
    }
    return is_letter(byte) ? next_name(lexer, token) : next_sign(lexer, token);
}

Status lexer_next(Lexer *lexer, Token *token)
{
    skip_blank(lexer);
    *token = (Token){.kind = TOKEN_END, .place = lexer->place, .from = lexer->at, .to = lexer->at};
    if (lexer->at == lexer->text.length) {
        return done();
    }
    TRY(next_token(lexer, token));
    move_to(lexer, token->to);
    return done();
}
