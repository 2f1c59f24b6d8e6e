/* What to say where a condition does not go on as the grammar asks: what is wrong; the remedy. */
#include "study/expression_parser.h"

static Str written(const Parser *parser, const Token *token)
{
    return lexer_written(&parser->lexer, token->from, token->to);
}

/* In single quotes, unless the token brings its own. */
static Str quoted(const Parser *parser, const Token *token)
{
    Str shown = written(parser, token);

    return token->kind == TOKEN_TEXT
               ? shown
               : str_format(parser->context->arena, "'%.*s'", STR_ARGS(shown));
}

static bool is_word(const Token *token, const char *word)
{
    return token->kind == TOKEN_NAME && !token->bracketed &&
           str_equal_ignoring_case(token->text, str_from(word));
}

static bool is_plain_name(const Token *token)
{
    return token->kind == TOKEN_NAME && !token->bracketed;
}

Status parser_fail_value(Parser *parser)
{
    const Token *token = &parser->token;
    Str shown = written(parser, token);
    Str before;

    switch (token->kind) {
    case TOKEN_NOT:
    case TOKEN_IN:
    case TOKEN_BETWEEN:
        return fail(parser->context, FAIL_INPUT, token->place,
                    "'%.*s' is a word of conditions; write text in quotes: '%.*s ...', a column's "
                    "name in square brackets",
                    STR_ARGS(shown), STR_ARGS(shown));
    case TOKEN_END:
    case TOKEN_OPEN:
    case TOKEN_CLOSE:
    case TOKEN_COMMA:
    case TOKEN_COMPARE:
    case TOKEN_AND:
    case TOKEN_OR:
    case TOKEN_NAME:
    case TOKEN_TEXT:
    case TOKEN_NUMBER:
    case TOKEN_DATE:
        break;
    }
    before = written(parser, &parser->before);
    return fail(parser->context, FAIL_INPUT, token->place,
                "a value is missing after '%.*s'; write a column, a number, a date such as "
                "2024-04-01, or text in quotes",
                STR_ARGS(before));
}

Status parser_fail_test(Parser *parser)
{
    const Token *token = &parser->token;
    Str before;

    if (token->kind == TOKEN_CLOSE && parser->before.kind != TOKEN_OPEN && parser->depth == 0) {
        return fail(parser->context, FAIL_INPUT, token->place,
                    "')' closes nothing; take it out, or add '('");
    }
    if (parser->before.to == 0) {
        Str word = written(parser, token);

        return fail(parser->context, FAIL_INPUT, token->place,
                    "a test is missing before '%.*s'; write one such as age >= 18", STR_ARGS(word));
    }
    before = written(parser, &parser->before);
    return fail(parser->context, FAIL_INPUT, token->place,
                "a test is missing after '%.*s'; write one such as age >= 18", STR_ARGS(before));
}

static Status fail_chain(const Parser *parser)
{
    const Lexer *lexer = &parser->lexer;
    Str middle = lexer_written(lexer, parser->right_from, parser->right_to);
    Str word = written(parser, &parser->token);
    Str left = lexer_written(lexer, parser->left_from, parser->left_to);
    Str sign = written(parser, &parser->sign);

    return fail(parser->context, FAIL_INPUT, parser->token.place,
                "'%.*s' cannot follow another comparison; write %.*s %.*s %.*s and %.*s %.*s ...",
                STR_ARGS(word), STR_ARGS(left), STR_ARGS(sign), STR_ARGS(middle), STR_ARGS(middle),
                STR_ARGS(word));
}

/* Two words side by side, the first of them a bare one: `White British`, `risk score`. */
static Status fail_two_words(const Parser *parser)
{
    Str both = lexer_written(&parser->lexer, parser->before.from, parser->token.to);
    Str word = written(parser, &parser->token);

    return fail(parser->context, FAIL_INPUT, parser->token.place,
                "'%.*s' is not expected here; write text of several words in quotes: '%.*s', a "
                "column's name of several words in square brackets: [%.*s]",
                STR_ARGS(word), STR_ARGS(both), STR_ARGS(both));
}

/* Words of other languages where and, or or the end should stand. */
static Status fail_word(const Parser *parser)
{
    const Token *token = &parser->token;
    Str shown = written(parser, token);

    if (is_word(token, "is")) {
        Str before = written(parser, &parser->before);

        return fail(parser->context, FAIL_INPUT, token->place,
                    "'%.*s' is not used here; write '=', and for missing values not known(%.*s)",
                    STR_ARGS(shown), STR_ARGS(before));
    }
    if (is_word(token, "like") || is_word(token, "contains") || is_word(token, "matches")) {
        Str before = written(parser, &parser->before);

        return fail(parser->context, FAIL_INPUT, token->place,
                    "'%.*s' is not used here; name the values: %.*s in ('a', 'b')", STR_ARGS(shown),
                    STR_ARGS(before));
    }
    if (is_word(token, "equals") || is_word(token, "eq")) {
        return fail(parser->context, FAIL_INPUT, token->place, "'%.*s' is not used here; write '='",
                    STR_ARGS(shown));
    }
    return fail_two_words(parser);
}

Status parser_fail_after_test(Parser *parser)
{
    const Token *token = &parser->token;
    size_t next = token->to;
    Str quoted_word;

    if (token->kind == TOKEN_CLOSE) {
        return fail(parser->context, FAIL_INPUT, token->place,
                    "')' closes nothing; take it out, or add '('");
    }
    if (token->kind == TOKEN_COMPARE && parser->sign.kind == TOKEN_COMPARE) {
        return fail_chain(parser);
    }
    if (token->kind == TOKEN_COMMA && parser->before.kind == TOKEN_NUMBER &&
        next < parser->lexer.text.length && parser->lexer.text.bytes[next] >= '0' &&
        parser->lexer.text.bytes[next] <= '9') {
        return fail(parser->context, FAIL_INPUT, token->place,
                    "',' is not part of a number; write thousands without it, decimals with a "
                    "point");
    }
    if (token->kind == TOKEN_NAME && is_plain_name(&parser->before)) {
        return fail_word(parser);
    }
    if (token->kind == TOKEN_COMPARE) {
        Str word = written(parser, token);

        return fail(parser->context, FAIL_INPUT, token->place,
                    "'%.*s' follows what is a whole test already; take it out, or join tests with "
                    "'and' or 'or'",
                    STR_ARGS(word));
    }
    quoted_word = quoted(parser, token);
    return fail(parser->context, FAIL_INPUT, token->place,
                "%.*s is not expected here; join tests with 'and' or 'or'", STR_ARGS(quoted_word));
}

Status parser_fail_alone(Parser *parser, const Expression *value, size_t from, bool negated)
{
    Str shown = lexer_written(&parser->lexer, from, parser->before.to);

    if (negated) {
        return fail(parser->context, FAIL_INPUT, parser->before.place,
                    "'not' is not followed by 'in' or 'between'; write it before the whole test: "
                    "not x = 1");
    }
    if (parser->token.kind == TOKEN_NAME && is_plain_name(&parser->before)) {
        return fail_word(parser);
    }
    if (parser->token.kind == TOKEN_NUMBER || parser->token.kind == TOKEN_DATE ||
        parser->token.kind == TOKEN_TEXT) {
        Str quoted_word = quoted(parser, &parser->token);
        Str word = written(parser, &parser->token);

        return fail(parser->context, FAIL_INPUT, parser->token.place,
                    "%.*s is not expected here; write a comparison before it, such as %.*s = %.*s",
                    STR_ARGS(quoted_word), STR_ARGS(shown), STR_ARGS(word));
    }
    if (value->kind == EXPRESSION_COLUMN) {
        return fail(parser->context, FAIL_INPUT, value->place,
                    "'%.*s' alone is not a test; say what it must be, such as %.*s = 1",
                    STR_ARGS(shown), STR_ARGS(shown));
    }
    if (value->kind == EXPRESSION_DAYS) {
        return fail(parser->context, FAIL_INPUT, value->place,
                    "'%.*s' alone is not a test; say how many, such as %.*s <= 42", STR_ARGS(shown),
                    STR_ARGS(shown));
    }
    return fail(parser->context, FAIL_INPUT, value->place,
                "%.*s alone is not a test; write both sides, such as x = %.*s, or a list: "
                "x in (%.*s, ...)",
                STR_ARGS(shown), STR_ARGS(shown), STR_ARGS(shown));
}

Status parser_fail_function(Parser *parser, const Token *name)
{
    Str shown = written(parser, name);

    if (str_equal_ignoring_case(name->text, STR("known"))) {
        return fail(parser->context, FAIL_INPUT, name->place,
                    "'%.*s( )' is a test by itself, not a value; join it with 'and' or 'or'",
                    STR_ARGS(shown));
    }
    return fail(parser->context, FAIL_INPUT, name->place,
                "there is no function '%.*s'; there are known(column) and days(from, to), and "
                "lists stand after 'in'",
                STR_ARGS(shown));
}

Status parser_fail_days(Parser *parser, const Token *open)
{
    Str quoted_word;

    if (parser->token.kind == TOKEN_END) {
        return fail(parser->context, FAIL_INPUT, open->place, "'(' is not closed; add ')'");
    }
    quoted_word = quoted(parser, &parser->token);
    return fail(parser->context, FAIL_INPUT, parser->token.place,
                "%.*s is not expected here; write two dates: days(referral_date, seen_date)",
                STR_ARGS(quoted_word));
}

Status parser_fail_known(Parser *parser, const Token *open)
{
    Str quoted_word;

    if (parser->token.kind == TOKEN_END) {
        return fail(parser->context, FAIL_INPUT, open->place, "'(' is not closed; add ')'");
    }
    quoted_word = quoted(parser, &parser->token);
    return fail(parser->context, FAIL_INPUT, parser->token.place,
                "%.*s is not expected here; known( ) asks about one column: known(age)",
                STR_ARGS(quoted_word));
}

Status parser_fail_list(Parser *parser, const Token *open)
{
    const Token *token = &parser->token;
    Str shown = written(parser, token);
    Str quoted_word;

    if (open->kind != TOKEN_OPEN) {
        return fail(parser->context, FAIL_INPUT, token->place,
                    "a list in round brackets is missing after 'in'; write in ('a', 'b') or "
                    "in (1, 2)");
    }
    if (token->kind == TOKEN_END) {
        return fail(parser->context, FAIL_INPUT, open->place, "'(' is not closed; add ')'");
    }
    if (is_plain_name(token)) {
        return fail(parser->context, FAIL_INPUT, token->place,
                    "'%.*s' is not in quotes; a list holds text, numbers or dates: in ('%.*s')",
                    STR_ARGS(shown), STR_ARGS(shown));
    }
    if (token->kind == TOKEN_CLOSE) {
        Str before = written(parser, &parser->before);

        return fail(parser->context, FAIL_INPUT, token->place,
                    "a value is missing after '%.*s'; write a number, a date or text in quotes",
                    STR_ARGS(before));
    }
    quoted_word = quoted(parser, token);
    return fail(parser->context, FAIL_INPUT, token->place,
                "%.*s is not expected here; put commas between the values of a list, ')' after the "
                "last",
                STR_ARGS(quoted_word));
}

Status parser_fail_between(Parser *parser)
{
    const Token *token = &parser->token;
    Str quoted_word;

    if (token->kind == TOKEN_END) {
        return fail(parser->context, FAIL_INPUT, token->place,
                    "the condition ends inside 'between'; write both ends: between 18 and 65");
    }
    quoted_word = quoted(parser, token);
    return fail(parser->context, FAIL_INPUT, token->place,
                "%.*s is not expected here; write two numbers or dates: between 18 and 65",
                STR_ARGS(quoted_word));
}
