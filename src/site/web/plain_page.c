#include "site/web/plain_page.h"
#include "site/pages/layout.h"

static HeadPage head_of(const Request *request, Str title)
{
    return (HeadPage){
        .title = title, .site = plain_page_site_name(request), .person = request->person.handle};
}

Str plain_page_site_name(const Request *request)
{
    (void)request;
    return STR("The commons");
}

Html *plain_page_open(const Request *request, Reply *reply, Str title)
{
    Html *html = reply_html(reply);
    const HeadPage head = head_of(request, title);

    page_head(html, &head);
    HTML_FILL(html, "<h1>{}</h1>\n", title);
    return html;
}

void plain_page_close(const Request *request, Html *html)
{
    const FootPage foot = head_of(request, STR_NONE);

    page_foot(html, &foot);
}

void plain_page_form(const Request *request, Html *html, Str address)
{
    HTML_FILL(html,
              "<form method=\"post\" action=\"{}\">\n"
              "<input type=\"hidden\" name=\"token\" value=\"{}\">\n"
              "<input type=\"hidden\" name=\"press\" value=\"{}\">\n",
              address, request_token(request, address), request_press(request));
}
