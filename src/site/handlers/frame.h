/* What handlers share: what stands around a page, days as people read them, lines of lists. */
#ifndef UK_SITE_HANDLERS_FRAME_H
#define UK_SITE_HANDLERS_FRAME_H

#include "site/commons/kinds.h"
#include "site/pages/layout.h"
#include "site/web/reply.h"

/* Head and foot for this request; `description` may be empty. */
Status frame_head(const Request *request, Str title, Str description, PageSection section,
                  HeadPage *out) UK_MUST_USE;

/* The part of the site that a kind belongs to. */
PageSection frame_section(const Kind *kind);

/* Adds one crumb, of at most four. */
void frame_crumb(HeadPage *head, Str path, Str label);

/* "2026-12-01" and "1 December 2026" of seconds since 1970 UTC; empty when memory is spent. */
Str frame_day(Arena *arena, int64_t at);
Str frame_day_words(Arena *arena, int64_t at);

/* "December 2026" of 202612. */
Str frame_month_words(Arena *arena, int32_t month);

/* "Methods": with a capital. */
Str frame_title(Arena *arena, Str words);

/* "412 methods", "1 method" */
Str frame_count(Arena *arena, size_t count, Str one, Str many);

/* The label of a word of a list; the word itself where the list has it no more. */
Str frame_term(Str facet, Str term);

/* What a list says of an entry beside its title: the words of choices of which there is one. */
Status frame_facts(const Request *request, const Kind *kind, int64_t entry, Str *out) UK_MUST_USE;

/* "/evidence/412-slug"; "/e/412" of kinds without a list. */
Status frame_address(const Request *request, Str kind, int64_t id, Str slug, Str *out) UK_MUST_USE;

#endif
