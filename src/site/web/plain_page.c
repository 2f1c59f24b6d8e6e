#include "site/web/plain_page.h"

Html *plain_page_open(Reply *reply, Str title)
{
    Html *html = reply_html(reply);

    HTML_FILL(html,
              "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<title>{}</title>\n<link rel=\"stylesheet\" href=\"/app.css\">\n</head>\n<body>\n"
              "<main>\n<h1>{}</h1>\n",
              title, title);
    return html;
}

void plain_page_close(Html *html)
{
    HTML_PUT(html, "</main>\n<footer>\n<p><a href=\"/\">To the beginning</a></p>\n</footer>\n"
                   "</body>\n</html>\n");
}

void plain_page_form(const Request *request, Html *html, Str address)
{
    HTML_FILL(html,
              "<form method=\"post\" action=\"{}\">\n"
              "<input type=\"hidden\" name=\"token\" value=\"{}\">\n"
              "<input type=\"hidden\" name=\"press\" value=\"{}\">\n",
              address, request_token(request, address), request_press(request));
}
