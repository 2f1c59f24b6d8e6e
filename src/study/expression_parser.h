/* The state of reading a condition, shared by the grammar and its explanations. Private to the
   study room. */
#ifndef UK_STUDY_EXPRESSION_PARSER_H
#define UK_STUDY_EXPRESSION_PARSER_H

#include "study/expression_lexer.h"

typedef struct Parser {
    Context *context;
    Lexer lexer;
    Token token;  /* read, not yet taken */
    Token before; /* the last one taken; from = to = 0 at the start */
    int depth;
    /* The comparison just read, so that a chain can be written out: bytes of its two sides. */
    Token sign; /* TOKEN_END when the last test was none */
    size_t left_from;
    size_t left_to;
    size_t right_from;
    size_t right_to;
} Parser;

Status parser_advance(Parser *parser) UK_MUST_USE;

/* Each notes the one mistake at the token that is not what its rule asks for. */
Status parser_fail_value(Parser *parser) UK_MUST_USE;
Status parser_fail_test(Parser *parser) UK_MUST_USE;
Status parser_fail_after_test(Parser *parser) UK_MUST_USE;
Status parser_fail_alone(Parser *parser, const Expression *value, size_t from,
                         bool negated) UK_MUST_USE;
Status parser_fail_function(Parser *parser, const Token *name) UK_MUST_USE;
Status parser_fail_days(Parser *parser, const Token *open) UK_MUST_USE;
Status parser_fail_known(Parser *parser, const Token *open) UK_MUST_USE;
Status parser_fail_list(Parser *parser, const Token *open) UK_MUST_USE;
Status parser_fail_between(Parser *parser) UK_MUST_USE;

#endif
