/* What a bundle holds: one table of keys for each struct of an audit, which the writer and the
   reader both follow, so that neither can know a key the other does not. */
#ifndef UK_DISCLOSURE_BUNDLE_FIELDS_H
#define UK_DISCLOSURE_BUNDLE_FIELDS_H

#include "disclosure/shown_audit.h"

/* The form of the file. It is raised when an older reader would misread what is new. */
#define BUNDLE_FORMAT 1

/* The keys of the file itself: {"unknot_bundle":1,"hash":"...","audit":{...}}. `hash` is the
   sha256 of the audit written without blanks, its keys in their order, numbers as they stand and
   texts with the fewest escapes (json_text); so blanks between values may change, nothing else. */
#define BUNDLE_KEY_FORMAT "unknot_bundle"
#define BUNDLE_KEY_HASH "hash"
#define BUNDLE_KEY_AUDIT "audit"

/* A key whose value is the one named here is left out; where none is named it is always there. */
typedef enum BundleKind {
    BUNDLE_TEXT,          /* Str; left out: empty */
    BUNDLE_TEXTS,         /* StrSpan; left out: none */
    BUNDLE_BOOL,          /* left out: false */
    BUNDLE_WORD,          /* an int or enum, as a word of `words` */
    BUNDLE_STAGES,        /* bits of 1u << Stage, as a list of words; left out: none */
    BUNDLE_COUNT,         /* size_t up to BUNDLE_COUNT_MOST; left out: 0 */
    BUNDLE_DOUBLE,        /* left out: 0 */
    BUNDLE_DOUBLE_OR_NAN, /* left out: NaN */
    BUNDLE_NUMBER,        /* ShownNumber: [value, decimals], [value] exact, {"hidden":[from, to]}
                             with `to` null for no upper end, {"hidden":[]}; left out: undefined */
    BUNDLE_INDICES,       /* size_t * and a count; left out: none */
    BUNDLE_INSIDE,        /* a struct; left out: each of its keys is */
    BUNDLE_ONE,           /* a pointer to one struct */
    BUNDLE_LIST,          /* a pointer to structs, and a count; left out: none */
    BUNDLE_PER_GROUP,     /* a pointer to one struct for each group of the part's table, or NULL,
                             which is left out; stands after the table */
    BUNDLE_PER_MEASURE    /* the same for its measures */
} BundleKind;

#define BUNDLE_COUNT_MOST 1000000000
#define BUNDLE_ALWAYS INT32_MIN

typedef struct BundleWords {
    const char *const *names; /* of first, first + 1, ... */
    int first;
    int count;
    int left_out; /* the value that is not written; BUNDLE_ALWAYS: every one is */
} BundleWords;

typedef struct BundleField {
    const char *key;
    BundleKind kind;
    size_t offset;
    size_t count_offset;             /* of BUNDLE_INDICES and BUNDLE_LIST; of PER_* the table's */
    const BundleWords *words;        /* BUNDLE_WORD, BUNDLE_STAGES */
    const struct BundleShape *shape; /* what is nested */
} BundleField;

#define BUNDLE_FIELDS_MOST 28

typedef struct BundleShape {
    const char *name; /* for messages: "a finding" */
    size_t size;
    const BundleField *fields; /* in the order in which they are written */
    size_t count;              /* at most BUNDLE_FIELDS_MOST */
} BundleShape;

/* Everything of an audit but whether it was verified, which no file can say of itself. */
typedef struct BundleContent {
    Str version;
    ShownStudy study;
    ShownFacts facts;
    const ShownFinding *findings;
    size_t finding_count;
    const ShownKnot *knots;
    size_t knot_count;
    const ShownUnseen *unseen;
    size_t unseen_count;
    const ShownHiding *hiding;
    size_t hiding_count;
    StrSpan left_out;
} BundleContent;

/* The shape of BundleContent, from which all others can be reached. */
const BundleShape *bundle_shape(void);

/* True when the field of `object` (a struct of its shape) has the value that is left out. */
bool bundle_is_left_out(const BundleField *field, const void *object);

/* Parts of an object, copied out of it by a field's kind. */
size_t bundle_list_count(const BundleField *field, const void *object);
const char *bundle_pointer(const BundleField *field, const void *object);
int bundle_int(const BundleField *field, const void *object);

#endif
