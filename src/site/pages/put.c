#include "site/pages/put.h"

void page_put_number(Html *html, int64_t number)
{
    html_data(html, str_format(html->context->arena, "%lld", (long long)number));
}

void page_put_size(Html *html, size_t number)
{
    page_put_number(html, (int64_t)number);
}

void page_put_int(Html *html, int number)
{
    page_put_number(html, number);
}

/* Between tags alone: rendered words are whole elements. */
void page_put_rich(Html *html, RichText words)
{
    if (html->place != HTML_TEXT) {
        html->wrong = true;
        return;
    }
    html_markup(html, words.markup);
}

bool page_is_text(Str text)
{
    return text.length > 0;
}

bool page_is_rich(RichText words)
{
    return words.markup.length > 0;
}

bool page_is_true(bool value)
{
    return value;
}

bool page_is_number(int64_t number)
{
    return number != 0;
}

bool page_is_size(size_t number)
{
    return number != 0;
}

bool page_is_pointer(const void *pointer)
{
    return pointer != NULL;
}
