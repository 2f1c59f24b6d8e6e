/* Words that people wrote, made into markup by our own renderer: the one way for markup that is no
   literal of ours into a page. */
#ifndef UK_SITE_TEXT_RICH_TEXT_H
#define UK_SITE_TEXT_RICH_TEXT_H

#include "report/html.h"

/* Made by markdown_render alone (site/text/markdown.h); an empty one is all zero. It has elements
   of the closed list only, each of them closed, and no place in it is open. */
typedef struct RichText {
    HtmlMarkup markup;
} RichText;

#endif
