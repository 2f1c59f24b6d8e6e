#include "report/html.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* More than any label or sentence; a study file has its own writer. */
#define SHOWN_MOST 20000

Html html_new(Context *context, Text *out)
{
    return (Html){.context = context, .out = out, .place = HTML_TEXT};
}

static bool name_is(const Html *html, const char *name)
{
    return strlen(name) == html->name_length && memcmp(name, html->name, html->name_length) == 0;
}

static void name_clear(Html *html)
{
    html->name_length = 0;
}

static void name_add(Html *html, char byte)
{
    if (html->name_length < sizeof html->name) {
        html->name[html->name_length++] = byte;
    }
}

static HtmlPlace place_of_value(const Html *html)
{
    if (name_is(html, "href") || name_is(html, "src") || name_is(html, "action")) {
        return HTML_ADDRESS;
    }
    if (name_is(html, "style") || (html->name_length > 2 && memcmp(html->name, "on", 2) == 0)) {
        return HTML_CODE;
    }
    return HTML_VALUE;
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' ||
           byte == '/' || byte == '!' || (byte >= 'A' && byte <= 'Z');
}

static void step_in_tag(Html *html, char byte)
{
    if (byte == '>') {
        html->place = html->in_style ? HTML_CODE : HTML_TEXT;
        name_clear(html);
    } else if (byte == '"') {
        html->place = place_of_value(html);
        html->begun = false;
        name_clear(html);
    } else if (is_name_byte(byte)) {
        name_add(html, byte);
    } else if (byte != '=') {
        if (name_is(html, "style") || name_is(html, "script")) {
            html->in_style = true;
        }
        name_clear(html);
    }
}

/* Follows our own markup by one byte. */
static void step(Html *html, char byte)
{
    switch (html->place) {
    case HTML_TEXT:
    case HTML_CODE:
        if (byte == '<') {
            html->place = HTML_TAG;
            html->in_style = false;
            name_clear(html);
        } else if (byte == '"' && html->place == HTML_CODE && !html->in_style) {
            html->place = HTML_TAG;
        }
        return;
    case HTML_TAG:
        if (byte == '>' && (name_is(html, "style") || name_is(html, "script"))) {
            html->in_style = true;
        }
        step_in_tag(html, byte);
        return;
    case HTML_VALUE:
    case HTML_ADDRESS:
        html->begun = true;
        if (byte == '"') {
            html->place = HTML_TAG;
        }
        return;
    }
}

void html_markup(Html *html, HtmlMarkup markup)
{
    size_t i;

    for (i = 0; i < markup.length; i++) {
        step(html, markup.bytes[i]);
    }
    text_add(html->out, (Str){markup.bytes, markup.length});
}

static void escaped(Text *out, Str safe)
{
    size_t i;

    for (i = 0; i < safe.length; i++) {
        char byte = safe.bytes[i];

        switch (byte) {
        case '&':
            text_add(out, STR("&amp;"));
            break;
        case '<':
            text_add(out, STR("&lt;"));
            break;
        case '>':
            text_add(out, STR("&gt;"));
            break;
        case '"':
            text_add(out, STR("&quot;"));
            break;
        case '\'':
            text_add(out, STR("&#39;"));
            break;
        default:
            text_add_byte(out, byte);
        }
    }
}

/* One line, or one word where lines do not count. */
static void escaped_piece(Html *html, Str piece)
{
    escaped(html->out, str_show(html->context->arena, piece, SHOWN_MOST));
}

static void escaped_lines(Html *html, Str text, char end)
{
    size_t from = 0;
    size_t i;

    for (i = 0; i <= text.length; i++) {
        if (i + 1 < text.length && text.bytes[i] == '\r' && text.bytes[i + 1] == '\n') {
            escaped_piece(html, str_slice(text, from, i - from));
            from = i + 1;
        } else if (i == text.length || text.bytes[i] == '\n' || text.bytes[i] == '\r' ||
                   text.bytes[i] == '\t') {
            escaped_piece(html, str_slice(text, from, i - from));
            if (i < text.length) {
                text_add_byte(html->out, text.bytes[i] == '\n' ? end : ' ');
            }
            from = i + 1;
        }
    }
}

static bool is_plain_in_address(char byte, bool begun)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || strchr("-._~", byte) != NULL ||
           (!begun && strchr(":/?#@=&+%,;", byte) != NULL);
}

/* One that stays on the site: "//" and "/\\" lead to another host. */
static bool is_local(Str text)
{
    return text.length > 0 && text.bytes[0] == '/' &&
           (text.length == 1 || (text.bytes[1] != '/' && text.bytes[1] != '\\'));
}

static void address(Html *html, Str text)
{
    size_t i;

    if (!html->begun && !str_starts_with(text, STR("https://")) &&
        !str_starts_with(text, STR("http://")) && !str_starts_with(text, STR("mailto:")) &&
        !(html->local && is_local(text))) {
        text_add_byte(html->out, '#');
        return;
    }
    for (i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        if (byte == '&') {
            text_add(html->out, html->begun ? STR("%26") : STR("&amp;"));
        } else if (byte != 0 && is_plain_in_address(byte, html->begun)) {
            text_add_byte(html->out, byte);
        } else {
            text_format(html->out, "%%%02X", (unsigned)(unsigned char)byte);
        }
    }
}

void html_data(Html *html, Str text)
{
    switch (html->place) {
    case HTML_TEXT:
    case HTML_VALUE:
        escaped_lines(html, text, ' ');
        return;
    case HTML_ADDRESS:
        address(html, text);
        return;
    case HTML_TAG:
    case HTML_CODE:
        html->wrong = true;
        return;
    }
}

void html_lines(Html *html, Str text)
{
    if (html->place != HTML_TEXT) {
        html->wrong = true;
        return;
    }
    escaped_lines(html, text, '\n');
}

void html_fill(Html *html, HtmlMarkup markup, const Str *texts, size_t count)
{
    size_t used = 0;
    size_t from = 0;
    size_t i;

    for (i = 0; i + 1 < markup.length; i++) {
        if (markup.bytes[i] == '{' && markup.bytes[i + 1] == '}') {
            html_markup(html, (HtmlMarkup){markup.bytes + from, i - from});
            html->wrong = html->wrong || used == count;
            if (used < count) {
                html_data(html, texts[used++]);
            }
            from = i + 2;
            i++;
        }
    }
    html->wrong = html->wrong || used != count;
    html_markup(html, (HtmlMarkup){markup.bytes + from, markup.length - from});
}

Str html_coordinate(Html *html, double value)
{
    Text text = text_new(html->context->arena);
    double rounded = isfinite(value) ? round(value * 100) / 100 : 0;

    number_write(&text, rounded == 0 ? 0 : rounded);
    return text_str(&text);
}

Status html_finish(Html *html)
{
    if (html->wrong) {
        return fail(html->context, FAIL_SYSTEM, PLACE_NONE,
                    "a page could not be written: a text stood where none may stand; please "
                    "report this with the study file");
    }
    return html->out->spent ? fail_memory(html->context) : done();
}
