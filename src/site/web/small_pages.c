/* The pages that belong to no kind of entry: whether the site is there, what robots may read, and
   signing out. */
#include "site/pages/app_css.h"
#include "site/web/plain_page.h"
#include "site/web/routes.h"

Status health_show(Request *request, Reply *reply)
{
    (void)request;
    text_add(reply_text(reply, STR("application/json")), STR("{\"ok\":true}\n"));
    reply->keep = REPLY_SECRET;
    return done();
}

Status app_css_show(Request *request, Reply *reply)
{
    (void)request;
    reply_bytes(reply, STR("text/css; charset=utf-8"), (Str){app_css, app_css_length});
    reply->keep = REPLY_OPEN;
    return done();
}

Status robots_show(Request *request, Reply *reply)
{
    Str address = request_site_address(request);

    text_format(reply_text(reply, STR("text/plain; charset=utf-8")),
                "User-agent: *\nDisallow: /sign-out\nDisallow: /what-stopped-you\n"
                "Disallow: /search\nSitemap: %.*s/sitemap.xml\n",
                STR_ARGS(address));
    reply->keep = REPLY_OPEN;
    return done();
}

Status sign_out_form(Request *request, Reply *reply)
{
    Html *html = plain_page_open(request, reply, STR("Sign out"));

    plain_page_form(request, html, request->path);
    HTML_FILL(html, "<p>You are signed in as {}.</p>\n<p><button>Sign out</button></p>\n</form>\n",
              request->person.handle);
    plain_page_close(request, html);
    return done();
}

Status sign_out_do(Request *request, Reply *reply)
{
    TRY(request_sign_out(request, reply));
    reply_see(reply, STR("/"));
    return done();
}
