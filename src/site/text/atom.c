#include "site/text/atom.h"

#include "base/utf8.h"

void xml_add(Text *text, Str words)
{
    size_t i = 0;

    while (i < words.length) {
        size_t from = i;
        uint32_t point = utf8_next(words, &i);

        if (point == '&') {
            text_add(text, STR("&amp;"));
        } else if (point == '<') {
            text_add(text, STR("&lt;"));
        } else if (point == '>') {
            text_add(text, STR("&gt;"));
        } else if (point == '"') {
            text_add(text, STR("&quot;"));
        } else if (point == '\n' || point == '\t' || point == '\r') {
            text_format(text, "&#%u;", (unsigned)point);
        } else if (point < ' ' || point == 0xfffd || point == 0xfffe || point == 0xffff) {
            text_add(text, STR("\xef\xbf\xbd"));
        } else {
            text_add(text, str_slice(words, from, i - from));
        }
    }
}

Str feed_id(Context *context, Str host, int64_t year, Str path)
{
    return str_format(context->arena, "tag:%.*s,%lld:%.*s", STR_ARGS(host), (long long)year,
                      STR_ARGS(path));
}

static void element(Text *text, const char *name, Str words)
{
    if (words.length > 0) {
        text_format(text, "<%s>", name);
        xml_add(text, words);
        text_format(text, "</%s>\n", name);
    }
}

/* A day alone is its beginning. */
static void moment(Text *text, const char *name, Str when)
{
    if (when.length > 0) {
        text_format(text, "<%s>", name);
        xml_add(text, when);
        text_format(text, "%s</%s>\n", when.length == 10 ? "T00:00:00Z" : "", name);
    }
}

static void link(Text *text, const char *kind, const char *type, Str address)
{
    if (address.length > 0) {
        text_format(text, "<link rel=\"%s\" type=\"%s\" href=\"", kind, type);
        xml_add(text, address);
        text_add(text, STR("\"/>\n"));
    }
}

static void author(Text *text, Str name)
{
    if (name.length > 0) {
        text_add(text, STR("<author>"));
        element(text, "name", name);
        text_add(text, STR("</author>\n"));
    }
}

static void entry(Text *text, const FeedEntry *item)
{
    size_t i;

    text_add(text, STR("<entry>\n"));
    element(text, "id", item->id);
    element(text, "title", item->title.length > 0 ? item->title : STR("(no title)"));
    link(text, "alternate", "text/html", item->address);
    moment(text, "updated", item->updated);
    moment(text, "published", item->published);
    author(text, item->author);
    for (i = 0; i < item->sorts.count; i++) {
        text_add(text, STR("<category term=\""));
        xml_add(text, item->sorts.items[i]);
        text_add(text, STR("\"/>\n"));
    }
    element(text, "summary", item->summary);
    text_add(text, STR("</entry>\n"));
}

void feed_write(Text *text, const Feed *feed)
{
    size_t i;

    text_add(text, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                       "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"));
    element(text, "id", feed->id);
    element(text, "title", feed->title);
    element(text, "subtitle", feed->subtitle);
    moment(text, "updated", feed->updated);
    author(text, feed->author);
    link(text, "self", "application/atom+xml", feed->self);
    link(text, "alternate", "text/html", feed->page);
    link(text, "next", "application/atom+xml", feed->next);
    for (i = 0; i < feed->entries.count; i++) {
        entry(text, &feed->entries.items[i]);
    }
    text_add(text, STR("</feed>\n"));
}
