/* Recursive descent over the tokens of a condition, one function a rule of the grammar. */
#include "study/expression_parser.h"

#include <assert.h>

/* One token is read ahead: `token`. `before` is the last one taken. */
Status parser_advance(Parser *parser)
{
    parser->before = parser->token;
    return lexer_next(&parser->lexer, &parser->token);
}

static Status make(Parser *parser, ExpressionKind kind, Place place, size_t part_count,
                   Expression **out)
{
    Expression *made = TAKE(parser->context, Expression, 1);
    Expression **parts = TAKE(parser->context, Expression *, part_count);

    if (made == NULL || parts == NULL) {
        return fail_memory(parser->context);
    }
    made->kind = kind;
    made->place = place;
    made->column = UINT32_MAX;
    made->parts = parts;
    made->part_count = part_count;
    *out = made;
    return done();
}

/* Parts whose number is not known beforehand; the array doubles. */
typedef struct Parts {
    Expression **items;
    size_t count;
    size_t capacity;
} Parts;

static Status add_part(Parser *parser, Parts *parts, Expression *part)
{
    if (parts->count == parts->capacity) {
        size_t capacity = parts->capacity == 0 ? 4 : 2 * parts->capacity;
        void *grown =
            arena_grow(parser->context->arena, parts->items, parts->capacity * sizeof(Expression *),
                       capacity * sizeof(Expression *));

        if (grown == NULL) {
            return fail_memory(parser->context);
        }
        parts->items = grown;
        parts->capacity = capacity;
    }
    parts->items[parts->count++] = part;
    return done();
}

static Status go_deeper(Parser *parser)
{
    parser->depth++;
    return parser->depth <= EXPRESSION_DEPTH_MOST
               ? done()
               : fail(parser->context, FAIL_LIMIT, parser->token.place,
                      "nested more than %d deep; write fewer brackets inside one another",
                      EXPRESSION_DEPTH_MOST);
}

static Status parse_literal(Parser *parser, Expression **out)
{
    TRY(make(parser, EXPRESSION_LITERAL, parser->token.place, 0, out));
    (*out)->text = parser->token.text;
    (*out)->number = parser->token.number;
    (*out)->value_kind = parser->token.kind == TOKEN_TEXT     ? VALUE_TEXT
                         : parser->token.kind == TOKEN_NUMBER ? VALUE_NUMBER
                                                              : VALUE_DATE;
    return parser_advance(parser);
}

static bool is_literal(const Token *token)
{
    return token->kind == TOKEN_TEXT || token->kind == TOKEN_NUMBER || token->kind == TOKEN_DATE;
}

static Status parse_value(Parser *parser, Expression **out);

/* After "days", at its "(". */
static Status parse_days(Parser *parser, Place place, Expression **out)
{
    Token open = parser->token;

    TRY(make(parser, EXPRESSION_DAYS, place, 2, out));
    (*out)->value_kind = VALUE_NUMBER;
    TRY(go_deeper(parser));
    TRY(parser_advance(parser));
    TRY(parse_value(parser, &(*out)->parts[0]));
    if (parser->token.kind != TOKEN_COMMA) {
        return parser_fail_days(parser, &open);
    }
    TRY(parser_advance(parser));
    TRY(parse_value(parser, &(*out)->parts[1]));
    if (parser->token.kind != TOKEN_CLOSE) {
        return parser_fail_days(parser, &open);
    }
    parser->depth--;
    return parser_advance(parser);
}

/* At a name: a column, or days( ). */
static Status parse_named(Parser *parser, Expression **out)
{
    Token name = parser->token;

    TRY(parser_advance(parser));
    if (parser->token.kind == TOKEN_OPEN && !name.bracketed) {
        return str_equal_ignoring_case(name.text, STR("days"))
                   ? parse_days(parser, name.place, out)
                   : parser_fail_function(parser, &name);
    }
    TRY(make(parser, EXPRESSION_COLUMN, name.place, 0, out));
    (*out)->text = name.text;
    return done();
}

static Status parse_value(Parser *parser, Expression **out)
{
    if (parser->token.kind == TOKEN_NAME) {
        return parse_named(parser, out);
    }
    return is_literal(&parser->token) ? parse_literal(parser, out) : parser_fail_value(parser);
}

/* At "(" after "known". */
static Status parse_known(Parser *parser, Place place, Expression **out)
{
    Token open = parser->token;

    TRY(make(parser, EXPRESSION_KNOWN, place, 1, out));
    TRY(parser_advance(parser));
    if (parser->token.kind != TOKEN_NAME) {
        return parser_fail_known(parser, &open);
    }
    TRY(make(parser, EXPRESSION_COLUMN, parser->token.place, 0, &(*out)->parts[0]));
    (*out)->parts[0]->text = parser->token.text;
    TRY(parser_advance(parser));
    if (parser->token.kind != TOKEN_CLOSE) {
        return parser_fail_known(parser, &open);
    }
    return parser_advance(parser);
}

/* At "in". */
static Status parse_in(Parser *parser, Expression *value, Expression **out)
{
    Parts parts = {NULL, 0, 0};
    Expression *literal;
    Token open;

    TRY(add_part(parser, &parts, value));
    TRY(parser_advance(parser));
    open = parser->token;
    if (open.kind != TOKEN_OPEN) {
        return parser_fail_list(parser, &open);
    }
    do {
        TRY(parser_advance(parser));
        if (!is_literal(&parser->token)) {
            return parser_fail_list(parser, &open);
        }
        TRY(parse_literal(parser, &literal));
        TRY(add_part(parser, &parts, literal));
    } while (parser->token.kind == TOKEN_COMMA);
    if (parser->token.kind != TOKEN_CLOSE) {
        return parser_fail_list(parser, &open);
    }
    TRY(make(parser, EXPRESSION_IN, value->place, 0, out));
    (*out)->parts = parts.items;
    (*out)->part_count = parts.count;
    return parser_advance(parser);
}

/* At "between". */
static Status parse_between(Parser *parser, Expression *value, Expression **out)
{
    TRY(make(parser, EXPRESSION_BETWEEN, value->place, 3, out));
    (*out)->parts[0] = value;
    TRY(parser_advance(parser));
    if (!is_literal(&parser->token)) {
        return parser_fail_between(parser);
    }
    TRY(parse_literal(parser, &(*out)->parts[1]));
    if (parser->token.kind != TOKEN_AND) {
        return parser_fail_between(parser);
    }
    TRY(parser_advance(parser));
    if (!is_literal(&parser->token)) {
        return parser_fail_between(parser);
    }
    return parse_literal(parser, &(*out)->parts[2]);
}

/* At the sign; `from` is where the left side begins. */
static Status parse_compare(Parser *parser, Expression *left, size_t from, Expression **out)
{
    Token sign = parser->token;

    parser->left_from = from;
    parser->left_to = parser->before.to;
    parser->sign = sign;
    TRY(make(parser, EXPRESSION_COMPARE, left->place, 2, out));
    (*out)->comparison = sign.comparison;
    (*out)->parts[0] = left;
    TRY(parser_advance(parser));
    parser->right_from = parser->token.from;
    TRY(parse_value(parser, &(*out)->parts[1]));
    parser->right_to = parser->before.to;
    return done();
}

static Status negate(Parser *parser, Place place, Expression *inner, Expression **out)
{
    TRY(make(parser, EXPRESSION_NOT, place, 1, out));
    (*out)->parts[0] = inner;
    return done();
}

/* After a value: what it is tested for. */
static Status parse_after_value(Parser *parser, Expression *value, size_t from, Expression **out)
{
    bool negated = parser->token.kind == TOKEN_NOT;
    Expression *test;

    if (parser->token.kind == TOKEN_COMPARE) {
        return parse_compare(parser, value, from, out);
    }
    if (negated) {
        TRY(parser_advance(parser));
    }
    if (parser->token.kind == TOKEN_IN) {
        TRY(parse_in(parser, value, &test));
    } else if (parser->token.kind == TOKEN_BETWEEN) {
        TRY(parse_between(parser, value, &test));
    } else {
        return parser_fail_alone(parser, value, from, negated);
    }
    if (negated) {
        return negate(parser, value->place, test, out);
    }
    *out = test;
    return done();
}

static Status parse_condition(Parser *parser, Expression **out);

/* At "(" where a test may stand. */
static Status parse_brackets(Parser *parser, Expression **out)
{
    Token open = parser->token;

    TRY(go_deeper(parser));
    TRY(parser_advance(parser));
    TRY(parse_condition(parser, out));
    if (parser->token.kind != TOKEN_CLOSE) {
        return parser->token.kind == TOKEN_END
                   ? fail(parser->context, FAIL_INPUT, open.place, "'(' is not closed; add ')'")
                   : parser_fail_after_test(parser);
    }
    parser->depth--;
    return parser_advance(parser);
}

static Status parse_test(Parser *parser, Expression **out)
{
    Token first = parser->token;
    Expression *value = NULL;

    parser->sign.kind = TOKEN_END;
    if (first.kind == TOKEN_OPEN) {
        TRY(parse_brackets(parser, out));
        parser->sign.kind = TOKEN_END;
        return done();
    }
    if (first.kind == TOKEN_NAME && !first.bracketed &&
        str_equal_ignoring_case(first.text, STR("known"))) {
        Lexer ahead = parser->lexer;
        Token next;

        TRY(lexer_next(&ahead, &next));
        if (next.kind == TOKEN_OPEN) {
            TRY(parser_advance(parser));
            return parse_known(parser, first.place, out);
        }
    }
    if (first.kind != TOKEN_NAME && !is_literal(&first)) {
        return parser_fail_test(parser);
    }
    TRY(parse_value(parser, &value));
    assert(value != NULL);
    return parse_after_value(parser, value, first.from, out);
}

static Status parse_not(Parser *parser, Expression **out)
{
    Place place = parser->token.place;
    Expression *inner = NULL;

    if (parser->token.kind != TOKEN_NOT) {
        return parse_test(parser, out);
    }
    TRY(go_deeper(parser));
    TRY(parser_advance(parser));
    TRY(parse_not(parser, &inner));
    parser->depth--;
    return negate(parser, place, inner, out);
}

typedef Status ParseRule(Parser *parser, Expression **out);

/* One part, or several joined by `word`. */
static Status parse_joined(Parser *parser, TokenKind word, ExpressionKind kind, ParseRule *rule,
                           Expression **out)
{
    Place place = parser->token.place;
    Parts parts = {NULL, 0, 0};
    Expression *part = NULL;

    TRY(rule(parser, &part));
    if (parser->token.kind != word) {
        *out = part;
        return done();
    }
    TRY(add_part(parser, &parts, part));
    while (parser->token.kind == word) {
        TRY(parser_advance(parser));
        TRY(rule(parser, &part));
        TRY(add_part(parser, &parts, part));
    }
    TRY(make(parser, kind, place, 0, out));
    (*out)->parts = parts.items;
    (*out)->part_count = parts.count;
    return done();
}

static Status parse_and(Parser *parser, Expression **out)
{
    return parse_joined(parser, TOKEN_AND, EXPRESSION_AND, parse_not, out);
}

static Status parse_condition(Parser *parser, Expression **out)
{
    return parse_joined(parser, TOKEN_OR, EXPRESSION_OR, parse_and, out);
}

Status expression_parse(Context *context, Str text, Place origin, Expression **out)
{
    Parser parser = {.context = context};
    Str kept;

    origin.line = origin.line > 0 ? origin.line : 1;
    origin.column = origin.column > 0 ? origin.column : 1;
    if (text.length > EXPRESSION_BYTES_MOST) {
        return fail(context, FAIL_LIMIT, origin,
                    "the condition is longer than %d bytes; shorten it, or make a column of it "
                    "beforehand",
                    EXPRESSION_BYTES_MOST);
    }
    kept = str_copy(context->arena, text);
    if (kept.bytes == NULL) {
        return fail_memory(context);
    }
    parser.lexer = (Lexer){context, kept, 0, origin};
    TRY(lexer_next(&parser.lexer, &parser.token));
    if (parser.token.kind == TOKEN_END) {
        return fail(context, FAIL_INPUT, origin,
                    "the condition is empty; write a test such as recovered = 1");
    }
    /* cppcheck-suppress returnDanglingLifetime ; a Status points nowhere */
    TRY(parse_condition(&parser, out));
    return parser.token.kind == TOKEN_END ? done() : parser_fail_after_test(&parser);
}
