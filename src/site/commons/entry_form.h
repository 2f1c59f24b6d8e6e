/* What somebody filled in, looked at field by field: all mistakes at once, or words that can be
   kept. */
#ifndef UK_SITE_COMMONS_ENTRY_FORM_H
#define UK_SITE_COMMONS_ENTRY_FORM_H

#include "site/commons/kinds.h"
#include "site/store/statements.h"

/* Of choices there is one for each that was ticked; of links one with all numbers, or several. */
typedef struct FormValue {
    Str key;
    Str value;
} FormValue;

typedef struct FormValues {
    const FormValue *items;
    size_t count;
} FormValues;

typedef struct EntryForm {
    KindId kind;
    FormValues values;
    bool draft;     /* what is needed may be missing still */
    bool by_editor; /* may fill in the fields of the staff */
    Str kept;       /* `data` of the version that is changed; empty for a new entry. Fields of the
                       staff stay as they are in it when somebody else sends the form */
    int64_t today;  /* seconds since 1970 when this day began: kept beside what was agreed to */
} EntryForm;

typedef struct FormMistake {
    Str key;      /* the field; of an unknown one what was sent */
    Str sentence; /* what is wrong; the remedy */
} FormMistake;

typedef struct EntryTag {
    Str facet;
    Str term;
} EntryTag;

typedef struct EntryTie {
    Str relation;
    int64_t entry;
} EntryTie;

/* Words that can be kept, unless there are mistakes. */
typedef struct EntryWords {
    KindId kind;
    Str slug;
    Str title;
    Str plain;
    Str body;
    Str care;
    Str lang;
    Str data; /* an object of JSON */
    StoreInteger starts;
    StoreInteger ends;
    StoreInteger due;
    EntryTag *tags;
    size_t tag_count;
    EntryTie *ties;
    size_t tie_count;
    FormMistake *mistakes;
    size_t mistake_count;
} EntryWords;

/* Fails only when it cannot read or memory is spent: mistakes are an answer, in `out`. */
Status entry_form_check(Context *context, StoreReader *reader, const EntryForm *form,
                        EntryWords *out) UK_MUST_USE;

/* The fields of an entry as a form has them: what entry_form_check would take again. `words` gives
   the columns (title, plain, body, care, lang, data, starts, ends, due); of `data` what the kind
   has fields for. */
Status entry_values_read(Context *context, const EntryWords *words, FormValues *out) UK_MUST_USE;

/* Of a row of the store; NULL kinds cannot be. */
Status entry_row_words(Context *context, const EntryRow *row, EntryWords *out) UK_MUST_USE;

/* The words of an address after its number: small letters, digits and "-", at most 60 bytes; may
   be empty. */
Status entry_slug(Context *context, Str title, Str *out) UK_MUST_USE;

/* "/evidence/412-slug"; of kinds without a list "/e/412". */
Status entry_address(Context *context, KindId kind, int64_t id, Str slug, Str *out) UK_MUST_USE;

/* The number that "412-slug", "412", "/evidence/412-slug" begin with; false when there is none. */
bool entry_number(Str text, int64_t *id);

/* "10.1000/xyz" in small letters, of what people paste; false when it is none. */
Status entry_doi(Context *context, Str text, bool *is_one, Str *out) UK_MUST_USE;

/* Words between blanks. */
size_t count_words(Str text);

#endif
