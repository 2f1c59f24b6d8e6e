/* The words of a condition, one at a time, each with its place. Private to the study room. */
#ifndef UK_STUDY_EXPRESSION_LEXER_H
#define UK_STUDY_EXPRESSION_LEXER_H

#include "study/expression.h"

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_COMPARE,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_IN,
    TOKEN_BETWEEN,
    TOKEN_NAME, /* a column, or a function when "(" follows */
    TOKEN_TEXT,
    TOKEN_NUMBER,
    TOKEN_DATE
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Comparison comparison; /* of TOKEN_COMPARE */
    bool bracketed;        /* a name in square brackets */
    Place place;
    size_t from; /* bytes [from, to) of the text, quotes and brackets included */
    size_t to;
    Str text;      /* without quotes and brackets, and what was doubled inside them single */
    double number; /* of TOKEN_NUMBER, and TOKEN_DATE in days since 1970-01-01 */
} Token;

typedef struct Lexer {
    Context *context;
    Str text;
    size_t at;
    Place place; /* of `at` */
} Lexer;

/* Reads the next token; TOKEN_END again and again at the end. */
Status lexer_next(Lexer *lexer, Token *token) UK_MUST_USE;

/* As written, safe to show, at most 60 bytes. */
Str lexer_written(const Lexer *lexer, size_t from, size_t to);

/* True where the text goes on with a character that word processors write for a plain one (a curly
   quote, a sign for "at least"); then its bytes and what to write. */
bool typographic_at(Str text, size_t at, Str *written, Str *plain);

/* Explains why `run`, which starts like a number, is neither a number nor a date. */
Status fail_number(Context *context, Place place, Str run) UK_MUST_USE;

#endif
