/* What a template puts and asks. A page is written with html_new, its function, html_finish;
   addresses in its data may begin with one "/" besides what html_data allows. */
#ifndef UK_SITE_PAGES_PUT_H
#define UK_SITE_PAGES_PUT_H

#include "report/html.h"
#include "site/text/rich_text.h"

/* For the C that is made of templates: {page.x} is a Str, a whole number or rendered words, escaped
   for the place where it stands; {if page.x} asks for a bool, a number that is not 0, words that
   are there, or a pointer that leads somewhere. */
#define PAGE_PUT(html, x)                                                                          \
    _Generic((x), Str                                                                              \
             : html_data, int64_t                                                                  \
             : page_put_number, size_t                                                             \
             : page_put_size, int                                                                  \
             : page_put_int, RichText                                                              \
             : page_put_rich)((html), (x))
#define PAGE_PUT_LINES(html, x) html_lines((html), (x))
#define PAGE_IS(x)                                                                                 \
    _Generic((x), Str                                                                              \
             : page_is_text, RichText                                                              \
             : page_is_rich, bool                                                                  \
             : page_is_true, int64_t                                                               \
             : page_is_number, size_t                                                              \
             : page_is_size, default                                                               \
             : page_is_pointer)(x)
/* A part's data, whether the page holds it or a pointer to it. */
#define PAGE_PART(type, x) _Generic((x), type * : (x), const type * : (x), type : &(x))

void page_put_number(Html *html, int64_t number);
void page_put_size(Html *html, size_t number);
void page_put_int(Html *html, int number);
void page_put_rich(Html *html, RichText words);

bool page_is_text(Str text);
bool page_is_rich(RichText words);
bool page_is_true(bool value);
bool page_is_number(int64_t number);
bool page_is_size(size_t number);
bool page_is_pointer(const void *pointer);

#endif
