/* The knots: places where care or data can leave some people behind, each with what it does, how it
   is seen, whom to ask, what helps, and where that is known from. */
#ifndef UK_CATALOGUE_KNOT_H
#define UK_CATALOGUE_KNOT_H

#include "catalogue/catalogue_source.h"
#include "catalogue/ids.h"

/* Something that a file may hold. */
typedef struct TraitInfo {
    Str id;
    Str name;         /* "a person who comes again in other rows" */
    TextList columns; /* words of columns' names that tell it; may be none */
    TextList labels;  /* cells that stand for what nobody knew: "1900-01-01"; may be none */
} TraitInfo;

typedef struct FileTraits {
    const FileTrait *items;
    size_t count;
} FileTraits;

/* What a group, a column or a rule may be about. */
typedef struct TopicInfo {
    Str id;
    TextList columns; /* words of columns' names that are about it; none: about what is not known,
                         in whichever column */
} TopicInfo;

/* What can be asked of a study; ids are ours: "completeness", "waits", "gap". */
typedef struct CheckInfo {
    Str id;
    Str name; /* what people read */
    Str asks; /* the question, one sentence */
    Str needs;
    FileTraits traits; /* what a file must have before the check can look at it */
} CheckInfo;

/* Can data show this knot? */
typedef enum KnotSight {
    SIGHT_DATA,   /* routine data can */
    SIGHT_PARTLY, /* data give a part, people the rest */
    SIGHT_PEOPLE  /* only people can say */
} KnotSight;

typedef struct KnotCheck {
    const CheckInfo *check;
    Str of;   /* a topic ("ethnicity") when the check speaks to the knot for this topic alone */
    Str when; /* what a person must say is so before the check speaks to the knot: "the outcome is
                 money"; a number alone would claim too much. Empty: it always does */
} KnotCheck;

typedef struct KnotChecks {
    const KnotCheck *items;
    size_t count;
} KnotChecks;

typedef struct KnotLinks {
    const struct Knot *const *items;
    size_t count;
} KnotLinks;

typedef struct Knot {
    Str id; /* [a-z0-9-] */
    Stage stage;
    KnotSight sight;
    Str name;      /* one sentence of at most 160 characters, with its full stop */
    Str how;       /* how it makes inequality; no figures */
    Str see;       /* how it can be seen in data, or by what sign */
    TextList asks; /* questions, each with whom to ask */
    TextList helps;
    KnotChecks checks;
    KnotLinks pulls_on; /* the knots it may make worse: judgements of the writers */
    CatalogueFacts facts;
    CatalogueSources sources;
    Str reviewed_by; /* "nobody it is about", or who did */
} Knot;

typedef struct KnotList {
    const Knot **items;
    size_t count;
} KnotList;

/* All of them, in the order of the stages. */
const Knot *knot_rows(size_t *count);

/* By id; NULL when there is none. */
const Knot *knot_find(Str id);

/* Whether people it is about have looked at the entry, and how many of all entries they have. */
bool knot_is_reviewed(const Knot *knot);
size_t knots_reviewed(void);

/* The knots to which a check speaks when it looks at a column or grouping about `topic` (empty: no
   topic is known, and knots of one topic are left out), in the order of knot_rows. Those to which
   it speaks only `when` something is so are not among them: no column can tell. */
Status knots_of_check(Context *context, Str check, Str topic, KnotList *out) UK_MUST_USE;

const CheckInfo *check_info_rows(size_t *count);

/* By id; NULL when there is none. */
const CheckInfo *check_info_find(Str id);

const TraitInfo *trait_info(FileTrait trait);

/* By id; NULL when there is none. */
const TopicInfo *topic_info_find(Str id);

#endif
