/* Who may do what to an entry: one function, and a table of all its answers in
   tests/golden/may.txt, so that a change of rights is seen. */
#ifndef UK_SITE_COMMONS_MAY_H
#define UK_SITE_COMMONS_MAY_H

#include "site/commons/kinds.h"
#include "site/commons/powers.h"
#include "site/store/store.h"

typedef enum MayVerb {
#define VERB(NAME, id, meaning) MAY_##NAME,
#include "site/commons/may.def"
#undef VERB
    MAY_VERB_COUNT
} MayVerb;

/* Wait: yes, and it shows once somebody has read it; of UNSEAL: once a second person agrees. */
typedef enum MayAnswer { MAY_NO, MAY_WAIT, MAY_YES } MayAnswer;

typedef enum EntryState {
    STATE_DRAFT,
    STATE_WAITING,
    STATE_LIVE,
    STATE_HIDDEN,
    STATE_WITHDRAWN,
    STATE_ERASED,
    STATE_COUNT
} EntryState;

typedef struct MayPerson {
    bool known;    /* signed in */
    bool paused;   /* may not write for a while */
    bool settled;  /* the first posts were accepted */
    int64_t power; /* bits of Power */
} MayPerson;

typedef struct MayEntry {
    KindId kind;
    EntryState state;
    bool locked;
    bool unnamed; /* written, or to be written, without a name */
    bool own;     /* this person wrote it; without a name by the seal */
    bool led;     /* this person leads its theme, or it */
    bool owned;   /* this person speaks for the organisation that it is about */
    bool acted;   /* this person made the last decision on it */
} MayEntry;

MayAnswer may(const MayPerson *person, MayVerb verb, const MayEntry *entry);

Str may_verb_id(MayVerb verb);
Str may_verb_meaning(MayVerb verb);

/* "draft" and the others, as the store has them; false and `*out` as it was when there is none. */
bool entry_state_find(Str id, EntryState *out);
Str entry_state_id(EntryState state);

/* Whether entries of the kind can be written without a name. */
bool kind_may_be_unnamed(KindId kind);

/* Whether an entry of kind `reply` can stand under one of kind `parent`: tips under methods,
   answers under what is asked of somebody, replies under anything. */
bool kind_takes(KindId parent, KindId reply);

/* Whether writing without a name is open: two people are named who may unseal together. Until then
   the page says why it is closed. */
Status unnamed_is_open(Context *context, StoreReader *reader, bool *open) UK_MUST_USE;

/* After so many accepted entries a person's words show at once. */
#define SETTLED_AFTER 3

/* Whether a person is settled: staff are, and who has SETTLED_AFTER live entries, none hidden. */
Status person_is_settled(Context *context, StoreReader *reader, int64_t person,
                         bool *settled) UK_MUST_USE;

#endif
