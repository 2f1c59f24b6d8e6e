/* Writes a phrase into a page where markup of ours stands around what fills a slot: a number in
   bold, a name that is a link. The sentence stays whole in the language file. */
#ifndef UK_REPORT_HTML_PHRASE_H
#define UK_REPORT_HTML_PHRASE_H

#include "catalogue/phrase.h"
#include "report/html.h"

/* `into` is the one text that `before` has a {} for, such as an address; else empty. */
typedef struct HtmlAround {
    HtmlMarkup before;
    HtmlMarkup after;
    Str into;
} HtmlAround;

typedef struct HtmlValue {
    PhraseSlot slot;
    Str text;
    HtmlAround around;
} HtmlValue;

#define HTML_AROUND(before, after) ((HtmlAround){MARKUP(before), MARKUP(after), STR_NONE})
#define HTML_PLAIN HTML_AROUND("", "")
#define HTML_BOLD HTML_AROUND("<b>", "</b>")
/* A link to a place of this page. */
#define HTML_LINK(id) ((HtmlAround){MARKUP("<a href=\"#{}\">"), MARKUP("</a>"), id})

/* Words and values are escaped, the markup is not; a slot without a value is a mistake. */
void html_phrase(Html *html, PhraseId id, const HtmlValue *values, size_t count);

/* HTML_PHRASE(html, PHRASE_DOTS_CAME, {SLOT_NUMBER, number, HTML_BOLD}, {...}) */
#define HTML_PHRASE(html, id, ...)                                                                 \
    html_phrase(html, id, (const HtmlValue[]){__VA_ARGS__},                                        \
                sizeof((const HtmlValue[]){__VA_ARGS__}) / sizeof(HtmlValue))

#endif
