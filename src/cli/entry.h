/* The parts that entries of the catalogue have in common: as lines for a terminal, and as JSON. */
#ifndef UK_CLI_ENTRY_H
#define UK_CLI_ENTRY_H

#include "base/json.h"
#include "base/status.h"
#include "catalogue/catalogue_source.h"

typedef struct EntryPage {
    Text *text;
    int width; /* columns of the screen, at most 96: longer lines are hard to read */
} EntryPage;

EntryPage entry_page(Text *text);

/* A paragraph from the left edge. */
void entry_paragraph(const EntryPage *page, Str paragraph);

/* A blank line, the title, and the paragraph below it. */
void entry_part(const EntryPage *page, const char *title, Str paragraph);

/* The same with a line for each text; nothing when there is none. */
void entry_texts(const EntryPage *page, const char *title, const TextList *texts);

/* "  - ID: name" */
void entry_link(const EntryPage *page, Str id, Str name);

/* Facts with the numbers of their sources, then the sources with their marks. */
void entry_facts(const EntryPage *page, const CatalogueFacts *facts,
                 const CatalogueSources *sources);
void entry_sources(const EntryPage *page, const CatalogueSources *sources);

void entry_reviewed(const EntryPage *page, Str reviewed_by);

/* "Reviewed by people they are about: nobody yet.", or how many of `count`. */
void entry_reviewed_of(const EntryPage *page, size_t reviewed, size_t count);

void json_member(JsonWriter *json, const char *key, Str value);
void json_texts(JsonWriter *json, const char *key, const TextList *texts);
void json_facts(JsonWriter *json, const CatalogueFacts *facts);
void json_sources(JsonWriter *json, const CatalogueSources *sources);

/* Fails: no `kind` is called `wanted`; did you mean one of `ids`, or else `lists` tells them.
   `kind` and `lists` are words of ours ("knot", "'unknot knots' lists them"). */
Status fail_unknown_id(Context *context, Place place, const char *kind, const char *lists,
                       Str wanted, StrSpan ids) UK_MUST_USE;

/* The same of a knot. */
Status fail_unknown_knot(Context *context, Place place, Str wanted) UK_MUST_USE;

#endif
