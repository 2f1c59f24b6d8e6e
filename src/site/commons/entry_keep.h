/* Keeping checked words in the store: as a new entry, or as the next version of one. */
#ifndef UK_SITE_COMMONS_ENTRY_KEEP_H
#define UK_SITE_COMMONS_ENTRY_KEEP_H

#include "site/commons/entry_form.h"

/* The body as HTML that may stand in a page as it is. */
typedef Status (*BodyRender)(Context *context, Str body, Str *html);

typedef struct EntrySender {
    StoreInteger author; /* not known: nobody, or `seal` says */
    Str seal;            /* 32 bytes of seal.h, and no author; or empty */
    Str byline;          /* what stands beside the words; may be empty */
    Str state;           /* "draft", "waiting", "live" */
    int64_t parent;      /* of replies, tips and answers what they are to; else 0 */
    int64_t at;          /* seconds since 1970 UTC; with a seal the day of it is kept alone */
    Str press;           /* 32 bytes of the form, or empty: two presses make one entry */
    BodyRender render;
} EntrySender;

typedef struct EntrySent {
    int64_t id;
    bool again; /* the same form was sent before: nothing was added */
} EntrySent;

/* Words without mistakes alone. Its tags and links are kept beside it, and a link "about" to the
   page of each knot. */
Status entry_send(Context *context, StoreChange *change, const EntryWords *words,
                  const EntrySender *sender, EntrySent *out) UK_MUST_USE;

typedef struct EntryEditor {
    int64_t entry;
    int64_t version;     /* that the person saw */
    StoreInteger editor; /* not known: who wrote without a name */
    Str why;             /* may be empty */
    int64_t at;
    BodyRender render;
} EntryEditor;

/* `*kept` is false when somebody was faster: the version is another by now, and nothing changed.
   FAIL_INPUT when there is no such entry, or it is of another kind. */
Status entry_change(Context *context, StoreChange *change, const EntryWords *words,
                    const EntryEditor *editor, bool *kept) UK_MUST_USE;

/* The lists of words into the store, where tags refer to them; a second time changes nothing. */
Status facets_keep(Context *context, StoreChange *change) UK_MUST_USE;

#endif
