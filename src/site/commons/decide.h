/* What staff decide on entries, and what writers do with their own: one move, its reason, and its
   row in the log. Whether somebody may is asked before, of may(). */
#ifndef UK_SITE_COMMONS_DECIDE_H
#define UK_SITE_COMMONS_DECIDE_H

#include "site/commons/may.h"
#include "site/store/statements.h"

/* One of the eight reasons for which words are hidden or refused. */
typedef struct Reason {
    Str id;    /* "private": as the log has it */
    Str label; /* "Private details" */
    Str plain; /* one sentence for who wrote the words */
} Reason;

/* By number from 0; false after the last. */
bool reason_at(size_t index, Reason *out);
bool reason_find(Str id, Reason *out);

/* The most letters of what is written to somebody with a decision. */
#define DECIDE_WORDS_MOST ((size_t)2000)

typedef struct EntryAct {
    const EntryRow *row; /* as the person saw it */
    MayVerb verb;
    StoreInteger actor; /* not known: who wrote without a name */
    bool by_writer;     /* on one's own words: not logged */
    bool waits;         /* of SEND: what may() said; of JUDGE_APPEAL: it stays hidden */
    Str reason;         /* the id of one of the eight, where act_needs_reason */
    Str words;          /* to who wrote it; never in the log */
    int64_t at;         /* seconds since 1970 UTC */
} EntryAct;

/* REFUSE and HIDE, and ERASE by somebody else. */
bool act_needs_reason(MayVerb verb, bool by_writer);

/* ASK_FOR_CHANGES: who wrote it must know what to change; APPEAL. */
bool act_needs_words(MayVerb verb);

/* SEND, ACCEPT, ASK_FOR_CHANGES, REFUSE, HIDE, RESTORE, JUDGE_APPEAL, TAKE_BACK, BEGIN_AGAIN, ERASE
   and APPEAL. `*acted` is false, and nothing changed, when the entry is in another state by now.
   FAIL_INPUT when a reason is missing that it needs. */
Status entry_act(Context *context, StoreChange *change, const EntryAct *act,
                 bool *acted) UK_MUST_USE;

/* Whether it was ever hidden or refused: what is sent again after that is read first. */
Status entry_was_hidden(Context *context, StoreReader *reader, int64_t entry,
                        bool *hidden) UK_MUST_USE;

/* So many different people say that something is wrong with an entry, or so many flags are open on
   one person's words: it is hidden until somebody has read it. All without an account count as one
   person, since they cannot be told apart. What is kept together is never hidden so. */
#define FLAGS_OF_ENTRY 3
#define FLAGS_OF_AUTHOR 5

typedef struct EntryFlag {
    const EntryRow *row;
    StoreInteger person; /* not known: without an account */
    Str reason;          /* the id of one of the eight */
    Str words;           /* may be empty */
    Str press;           /* 32 digits of the form */
    int64_t at;
} EntryFlag;

/* `*added` is false when this was said before. */
Status entry_flag(Context *context, StoreChange *change, const EntryFlag *flag,
                  bool *added) UK_MUST_USE;

#endif
