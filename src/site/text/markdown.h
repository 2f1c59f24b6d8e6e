/* Markdown that people wrote, made into rendered words: a closed list of elements, links that say
   where they lead, nothing fetched from elsewhere. */
#ifndef UK_SITE_TEXT_MARKDOWN_H
#define UK_SITE_TEXT_MARKDOWN_H

#include "site/text/rich_text.h"

#define MARKDOWN_BYTES_MOST ((size_t)65536)
#define MARKDOWN_LINK_BYTES_MOST ((size_t)2000)

/* CommonMark with bare web addresses as links and ~~words struck out~~; no tables, no raw HTML
   (tags are shown as they were typed), no pictures (their words are shown). The elements are p br
   hr h3 h4 h5 ul ol li blockquote pre code em strong del a span, and no others; headings begin at
   h3 and skip no level. Links lead to http, https and mailto alone, carry rel="nofollow ugc
   noopener", and the host stands beside the words of the link where they do not begin with it.
   FAIL_INPUT when the text is longer than MARKDOWN_BYTES_MOST or would grow beyond a megabyte;
   `place` is where the person wrote it. The result lives as long as the context's arena. */
Status markdown_render(Context *context, Place place, Str text, RichText *words) UK_MUST_USE;

/* The same text without its marks, in one line of at most `most` bytes of whole words: for lists,
   feeds and descriptions. */
Str markdown_plain(Context *context, Str text, size_t most);

#endif
