/* Writes HTML and SVG. The escape is decided by the place where a text stands, and the writer
   follows its own markup to know the place: between tags, in an attribute, in an address. Markup
   is a type that only literals have, so a text from outside cannot become markup. */
#ifndef UK_REPORT_HTML_H
#define UK_REPORT_HTML_H

#include "base/text.h"

/* Markup of ours: made by MARKUP from a literal alone. */
typedef struct HtmlMarkup {
    const char *bytes;
    size_t length;
} HtmlMarkup;

#define MARKUP(literal) ((HtmlMarkup){"" literal, sizeof(literal) - 1})

typedef enum HtmlPlace {
    HTML_TEXT,    /* between tags */
    HTML_TAG,     /* in a tag, outside quotes: no text may stand here */
    HTML_VALUE,   /* in a quoted attribute */
    HTML_ADDRESS, /* in href or src */
    HTML_CODE     /* in a style sheet, a script, a style or an event: no text may stand here */
} HtmlPlace;

typedef struct Html {
    Context *context;
    Text *out;
    HtmlPlace place;
    bool begun;    /* an address: something of ours stands before */
    bool wrong;    /* a text was met where none may stand; html_finish fails */
    bool local;    /* a page of a site: an address may begin with one "/" */
    char name[12]; /* of the tag or attribute being read, small letters */
    size_t name_length;
    bool in_style; /* between <style> and its end */
} Html;

Html html_new(Context *context, Text *out);

/* Ours, as it is. */
void html_markup(Html *html, HtmlMarkup markup);

/* A text from anywhere, escaped for the place. Control characters and marks that hide or turn
   direction are shown as on a terminal; line ends are spaces. An address that does not go on from
   ours must begin with https:, http: or mailto:, or where the page is a site's with one "/" that
   neither / nor \ follows; else it is "#". */
void html_data(Html *html, Str text);

/* The same with its line ends kept, for <pre>. */
void html_lines(Html *html, Str text);

/* Markup in which each {} is the place of one text, in order. */
void html_fill(Html *html, HtmlMarkup markup, const Str *texts, size_t count);

/* A coordinate of a picture, at most two decimals. */
Str html_coordinate(Html *html, double value);

/* Fails when memory ran out, or when a text stood where none may: a mistake of the program. */
Status html_finish(Html *html) UK_MUST_USE;

#define HTML_PUT(html, literal) html_markup(html, MARKUP(literal))
#define HTML_FILL(html, literal, ...)                                                              \
    html_fill(html, MARKUP(literal), (const Str[]){__VA_ARGS__},                                   \
              sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str))

#endif
