/* /sitemap.xml: what search engines may read, in parts of as many as the store gives at once. */
#include "site/handlers/frame.h"
#include "site/store/statements.h"
#include "site/text/atom.h"
#include "site/web/routes.h"

#define PART ((int64_t)STORE_ROWS_MOST)

static const char OPENING[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

static void add_address(Text *text, const Request *request, Str path)
{
    text_add(text, STR("<loc>"));
    xml_add(text, request_site_address(request));
    xml_add(text, path);
    text_add(text, STR("</loc>"));
}

Status site_map(Request *request, Reply *reply)
{
    Text *text = reply_text(reply, STR("application/xml; charset=utf-8"));
    EntryNextRows next;

    TRY(store_entry_next(request->context, request->reader, &(EntryNextIn){0}, &next));
    text_format(text, "%s<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
                OPENING);
    for (int64_t part = 1; part == 1 || (part - 1) * PART < next.items[0].id - 1; part++) {
        text_add(text, STR("<sitemap>"));
        add_address(text, request,
                    str_format(request->context->arena, "/sitemap/%lld.xml", (long long)part));
        text_add(text, STR("</sitemap>\n"));
    }
    text_add(text, STR("</sitemapindex>\n"));
    reply->keep = REPLY_OPEN;
    return done();
}

/* Pages that are no entry: in the first part. */
static void add_pages(Text *text, const Request *request)
{
    static const char *const PAGES[] = {"/", "/start", "/evidence/map", "/numbers"};

    for (size_t i = 0; i < sizeof PAGES / sizeof PAGES[0]; i++) {
        text_add(text, STR("<url>"));
        add_address(text, request, str_from(PAGES[i]));
        text_add(text, STR("</url>\n"));
    }
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (kind_of((KindId)i)->address.length > 0) {
            text_add(text, STR("<url>"));
            add_address(text, request, kind_of((KindId)i)->address);
            text_add(text, STR("</url>\n"));
        }
    }
}

static Status add_entry(Text *text, const Request *request, const SiteMapRow *row)
{
    const Kind *kind = kind_find(row->kind);
    Str day = frame_day(request->context->arena, row->edited);
    Str path;

    if (kind == NULL || kind->address.length == 0) {
        return done();
    }
    TRY(frame_address(request, row->kind, row->id, row->slug, &path));
    text_add(text, STR("<url>"));
    add_address(text, request, path);
    text_format(text, "<lastmod>%.*s</lastmod></url>\n", STR_ARGS(day));
    return done();
}

Status site_map_part(Request *request, Reply *reply)
{
    int64_t part = request_number(request, 0);
    SiteMapIn in = {.after = (part - 1) * PART, .last = part * PART};
    EntryNextRows next;
    SiteMapRows rows;
    Text *text;

    TRY(store_entry_next(request->context, request->reader, &(EntryNextIn){0}, &next));
    if (part < 1 || part > INT32_MAX || (part > 1 && in.after >= next.items[0].id - 1)) {
        return reply_missing(request, reply);
    }
    TRY(store_site_map(request->context, request->reader, &in, &rows));
    text = reply_text(reply, STR("application/xml; charset=utf-8"));
    text_format(text, "%s<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
                OPENING);
    if (part == 1) {
        add_pages(text, request);
    }
    for (size_t i = 0; i < rows.count; i++) {
        TRY(add_entry(text, request, &rows.items[i]));
    }
    text_add(text, STR("</urlset>\n"));
    reply->keep = REPLY_OPEN;
    return done();
}
