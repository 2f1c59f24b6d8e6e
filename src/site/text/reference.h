/* One source: what a citation holds. Read from BibTeX and RIS as Zotero, EndNote, Mendeley and
   publishers write them, written as BibTeX, RIS and a plain line. */
#ifndef UK_SITE_TEXT_REFERENCE_H
#define UK_SITE_TEXT_REFERENCE_H

#include "base/text.h"

#define REFERENCE_BYTES_MOST ((size_t)262144) /* of what is read at once */
#define REFERENCE_COUNT_MOST ((size_t)200)    /* sources in it */
#define REFERENCE_PEOPLE_MOST ((size_t)500)   /* authors of one */

typedef enum ReferenceKind {
    REFERENCE_OTHER,
    REFERENCE_ARTICLE,
    REFERENCE_BOOK,
    REFERENCE_CHAPTER,
    REFERENCE_MEETING, /* a paper of a conference */
    REFERENCE_REPORT,
    REFERENCE_THESIS,
    REFERENCE_DATA,
    REFERENCE_WEB
} ReferenceKind;

/* A person, or an organisation: then `given` is empty. */
typedef struct ReferencePerson {
    Str family;
    Str given;
} ReferencePerson;

typedef struct Reference {
    ReferenceKind kind;
    Str key; /* BibTeX's name of it; a written one has letters, numbers and "-" */
    Str title;
    struct {
        ReferencePerson *items;
        size_t count;
    } people;
    Str within;    /* journal, book, proceedings */
    Str publisher; /* or the place of a thesis or report */
    Str volume;
    Str issue;
    Str pages;    /* "12-19" */
    int64_t year; /* 0 when it is not said */
    int64_t month;
    int64_t day;
    Str doi; /* as doi_read gives it; what is no DOI is left out */
    Str address;
    Str summary;  /* the abstract */
    Str language; /* as it was given */
    bool is_withdrawn;
} Reference;

typedef struct References {
    Reference *items;
    size_t count;
} References;

/* A DOI as all write it: small letters, no "doi:", "https://doi.org/" or the like before it, no
   full stop or bracket that the sentence around it left; "%2F" read as "/". False for none. */
bool doi_read(Context *context, Str typed, Str *doi);

/* FAIL_INPUT with places in `file` (what people read: "what was pasted") when a source is not
   whole, there is none, or there are too many; each mistake is noted, up to twenty. */
Status bibtex_read(Context *context, Str file, Str text, References *references) UK_MUST_USE;
Status ris_read(Context *context, Str file, Str text, References *references) UK_MUST_USE;

void reference_write_bibtex(Context *context, Text *text, const Reference *reference);
void reference_write_ris(Text *text, const Reference *reference);

/* "Okafor A, Lindqvist B (2021). Title. Journal 12(3), 4-9. https://doi.org/10..." without a line
   end; after three people "and others". */
void reference_write_plain(Text *text, const Reference *reference);

#endif
