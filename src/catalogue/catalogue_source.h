/* Where the catalogue's statements come from, and the statements with figures that rest on them. */
#ifndef UK_CATALOGUE_CATALOGUE_SOURCE_H
#define UK_CATALOGUE_CATALOGUE_SOURCE_H

#include "base/text.h"
#include "catalogue/texts.h"

/* How a source is known. Nothing unseen is ever a fact. */
typedef enum SourceMark {
    SOURCE_SEEN,   /* its own page, abstract or table was read */
    SOURCE_RETOLD, /* read in somebody else's account of it */
    SOURCE_UNSEEN  /* known to exist; not opened when the entry was written */
} SourceMark;

typedef struct CatalogueSource {
    Str id;
    Str by;    /* who wrote it */
    Str year;  /* empty: not known */
    Str title; /* the source's own words, never ours */
    Str where; /* journal, publisher; may be empty */
    Str link;  /* a web address; may be empty */
    SourceMark mark;
    Str note; /* what was and was not read; may be empty */
} CatalogueSource;

/* A statement with figures, and the one source of its row that holds it; never SOURCE_UNSEEN.
   SOURCE_RETOLD is printed with "as reported elsewhere". */
typedef struct CatalogueFact {
    Str text;
    SourceMark mark;
    const CatalogueSource *source;
} CatalogueFact;

typedef struct CatalogueFacts {
    const CatalogueFact *items;
    size_t count;
} CatalogueFacts;

typedef struct CatalogueSources {
    const CatalogueSource *const *items;
    size_t count;
} CatalogueSources;

/* "seen", "read in another's account", "not opened": what stands beside a source. */
Str source_mark_text(SourceMark mark);

/* Author, year, title, where and link as one line of text, without the mark. */
void source_write(Text *text, const CatalogueSource *source);

/* Whether `reviewed_by` names people it is about: "nobody it is about" does not. */
bool is_reviewed(Str reviewed_by);

/* "seen", "retold", "unseen": the mark for machines. */
Str source_mark_id(SourceMark mark);

#endif
