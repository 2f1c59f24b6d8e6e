/* One entry: what it is in plain words, its fields, its text, links both ways, what was said of it
   and what changed. */
#ifndef UK_SITE_PAGES_ENTRY_PAGE_H
#define UK_SITE_PAGES_ENTRY_PAGE_H

#include "site/pages/layout.h"

/* One value of a field; `path` leads to an entry or another site, `day` is "2026-12-01". */
typedef struct EntryValue {
    Str text;
    Str path;
    Str day;
} EntryValue;

typedef struct EntryField {
    Str label;
    struct {
        EntryValue *items;
        size_t count;
    } values;
    RichText words; /* of a long field, rendered; then it has no values */
} EntryField;

typedef struct EntryFields {
    EntryField *items;
    size_t count;
} EntryFields;

/* A part of the page with a heading: long fields. */
typedef struct EntryPart {
    Str id; /* letters, numbers and "-"; once on the page */
    Str label;
    RichText words;
} EntryPart;

/* Entries of one relation, in either direction: "Evidence for this", "Used in". */
typedef struct EntryLinks {
    Str id;
    Str label;
    RowsPage rows;
    Str more_path;
    Str more_label;
} EntryLinks;

/* What somebody said below the entry. */
typedef struct EntryReply {
    int64_t number; /* of its entry, for its address on the page */
    RichText words;
    Str says;    /* "a problem"; empty where nothing was chosen */
    Str by;      /* the shown name */
    Str day;     /* "2026-12-01" */
    Str when;    /* as people read it */
    bool is_own; /* the owner of the system speaks */
    Str tell;    /* where to say that something is wrong with it */
} EntryReply;

typedef struct EntryVersion {
    Str when;
    Str day;
    Str by;
    Str what; /* what changed, in the words of who changed it */
    Str path; /* compared with the version before; empty for the first */
} EntryVersion;

typedef struct EntryPage {
    HeadPage head;
    Str kind; /* "Evidence: review" */
    Str title;
    RichText plain; /* the plain summary, rendered */
    Str summary;    /* the same where it is bare text; one of the two is there */
    Str easy_path;  /* the easy-read version */
    Str state;      /* "Draft: only you see it"; empty once it is published */
    Str warning;    /* withdrawn, or its review is due: one sentence */
    Str warning_path;
    Str warning_label;
    EntryFields fields;
    RichText body;
    struct {
        EntryPart *items;
        size_t count;
    } parts;
    struct {
        EntryLinks *items;
        size_t count;
    } links;
    bool has_replies; /* replies are shown, or could be */
    Str replies_title;
    struct {
        EntryReply *items;
        size_t count;
    } replies;
    Str reply_path; /* where to answer; empty when it is closed */
    Str reply_label;
    Str closed; /* why nobody can answer now */
    struct {
        EntryVersion *items;
        size_t count;
    } versions; /* the newest first */
    Str history_path;
    PageLinks acts; /* change this, follow, link */
    PageLinks cite; /* BibTeX, RIS, JSON */
    Str cite_line;  /* the same to copy; may be empty */
} EntryPage;

void page_entry(Html *html, const EntryPage *page);

#endif
