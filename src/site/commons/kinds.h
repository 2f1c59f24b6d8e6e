/* The kinds of entry and their fields: what forms, checks, pages and exports are made of. */
#ifndef UK_SITE_COMMONS_KINDS_H
#define UK_SITE_COMMONS_KINDS_H

#include "base/status.h"

typedef enum KindId {
#define KIND(NAME, id, name, plural, address, meaning, begins, words, starts, ends, due)           \
    KIND_##NAME,
#include "site/commons/kinds.def"
#undef KIND
    KIND_COUNT
} KindId;

/* Who may begin an entry of a kind. */
typedef enum KindBegins {
    BEGINS_ANYONE,  /* without an account too: then without a name */
    BEGINS_MEMBER,  /* who is signed in */
    BEGINS_SETTLED, /* whose first posts were accepted */
    BEGINS_TEAM,    /* who leads a theme */
    BEGINS_EDITOR
} KindBegins;

typedef enum KindWords {
    WORDS_OWN,   /* one person's: nobody else changes them but for safety */
    WORDS_SHARED /* kept together */
} KindWords;

typedef struct Kind {
    KindId number;
    Str id;      /* "evidence": as the store has it */
    Str name;    /* "piece of evidence" */
    Str plural;  /* "evidence" */
    Str address; /* "/evidence"; empty: it stands with what it is part of */
    Str meaning; /* one sentence */
    KindBegins begins;
    KindWords words;
    Str starts; /* what the date means; empty: it has none */
    Str ends;
    Str due;
} Kind;

typedef enum FieldType {
    FIELD_LINE,
    FIELD_TEXT,
    FIELD_WORDS, /* text with a limit in words */
    FIELD_CHOICE,
    FIELD_CHOICES,
    FIELD_DATE, /* 2026-12-01 */
    FIELD_WEB,
    FIELD_NUMBER, /* whole, from 0 */
    FIELD_YES_NO, /* "yes" or empty */
    FIELD_DOI,
    FIELD_LINK /* numbers of entries */
} FieldType;

typedef enum FieldNeed { FIELD_NEEDED, FIELD_MAY, FIELD_STAFF } FieldNeed;

typedef struct KindField {
    KindId kind;
    Str key; /* "in_practice" */
    Str label;
    Str help; /* one line under the label */
    FieldType type;
    int64_t most; /* see fields.def */
    FieldNeed need;
    Str of; /* of choices: the list of words; of links: "relation:kind"; else empty */
} KindField;

typedef struct KindFields {
    const KindField *items;
    size_t count;
} KindFields;

/* Of a number below KIND_COUNT, never NULL. */
const Kind *kind_of(KindId number);

/* By id or by the name of its list ("evidence", "ask"); NULL when there is none. */
const Kind *kind_find(Str id);
const Kind *kind_find_list(Str list);

/* In the order of the form. */
KindFields kind_fields(KindId kind);

/* NULL when the kind has no such field. */
const KindField *kind_field_find(KindId kind, Str key);

/* Of a link: how the entry is tied ("about"), and the id of the kind it leads to ("system"). */
Str field_relation(const KindField *field);
Str field_target(const KindField *field);

bool field_is_choice(const KindField *field);

/* A word of a list. */
typedef struct FacetTerm {
    Str id;
    Str label;
    Str plain; /* its meaning; may be empty */
} FacetTerm;

typedef struct Facet {
    Str id;
    Str label;
    Str help;
} Facet;

/* The lists of words, by number from 0; false after the last. */
bool facet_at(size_t index, Facet *out);
bool facet_find(Str id, Facet *out);

/* The words of a list in their order; false after the last, and for a list that is not there. */
bool facet_term_at(Str facet, size_t index, FacetTerm *out);
bool facet_term_find(Str facet, Str id, FacetTerm *out);

#endif
