#include "report/page.h"
#include "catalogue/phrase.h"

#include "report/report_css.h"

static void write_signs(Page *page)
{
    HTML_PUT(
        &page->html,
        "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">"
        "<defs>\n"
        "<g id=\"d-found\"><path class=\"gf\" d=\"M2.5 2H8V18H2.5ZM12 11H17.5V18H12Z\"/></g>\n"
        "<g id=\"d-none\"><path class=\"gl\" "
        "d=\"M3.4 5.9H7.6V17.1H3.4ZM12.4 5.9H16.6V17.1H12.4Z\"/></g>\n"
        "<g id=\"d-unclear\"><path class=\"gl\" stroke-dasharray=\"2 2.2\" "
        "d=\"M3.4 3.4H7.6V17.1H3.4ZM12.4 8.4H16.6V17.1H12.4Z\"/></g>\n"
        "<g id=\"d-unseen\"><circle class=\"gl\" cx=\"10\" cy=\"10\" r=\"7\" "
        "stroke-dasharray=\".1 4.4\" stroke-linecap=\"round\"/></g>\n"
        "<g id=\"p-problem\"><path class=\"pf\" d=\"M2 2.5H18V13.5H9.5L5 18V13.5H2Z\"/></g>\n"
        "<g id=\"p-fine\"><path class=\"po\" d=\"M2.9 3.4H17.1V12.6H9.1L5.9 15.8V12.6H2.9Z\"/>"
        "<path class=\"po\" d=\"M6.5 8L9 10.3L13.6 5.8\"/></g>\n"
        "<g id=\"p-depends\"><path class=\"po\" d=\"M2.9 3.4H17.1V12.6H9.1L5.9 15.8V12.6H2.9Z\"/>"
        "<path class=\"pf\" d=\"M2 2.5H10V13H9.5L5 18V13.5H2Z\"/></g>\n"
        "<g id=\"p-unasked\"><path class=\"po\" stroke-dasharray=\".1 3.3\" "
        "stroke-linecap=\"round\" d=\"M2.9 3.4H17.1V12.6H9.1L5.9 15.8V12.6H2.9Z\"/></g>\n"
        "<pattern id=\"hx\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><path class=\"hp\" d=\"M0 0H3.6V6H0Z\"/></pattern>\n"
        "</defs></svg>\n");
}

void page_write_warning(Page *page)
{
    Str warning = shown_audit_facts(page->audit)->warning;

    if (warning.length > 0) {
        HTML_FILL(&page->html, "<p class=\"warn\" role=\"note\">{}</p>\n", warning);
    }
}

void page_write_head(Page *page, Str kind)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"color-scheme\" content=\"light dark\">\n"
              "<title>{}{}</title>\n<meta name=\"description\" content=\"{}\">\n",
              phrase_plain(PHRASE_PAGE_LANG),
              page_or(page->study->title, phrase_plain(PHRASE_EQUITY_AUDIT)),
              page->study->made_up ? phrase_plain(PHRASE_CHART_MADE_UP) : STR_NONE, kind);
    HTML_PUT(html, "<style>");
    html_markup(html, (HtmlMarkup){report_css, report_css_length});
    if (page->view != VIEW_FULL) {
        html_markup(html, (HtmlMarkup){report_sheet_css, report_sheet_css_length});
    }
    HTML_FILL(html, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n",
              phrase_plain(PHRASE_PAGE_SKIP_TO_THE_REPORT));
    write_signs(page);
    page_write_warning(page);
    HTML_FILL(html, "<header class=\"mast\"><div class=\"w\"><b>{}</b><span>{}</span>",
              STR("unknot"), kind);
    if (page->study->made_up) {
        HTML_FILL(html, "<span class=\"tag\">{}</span>", phrase_plain(PHRASE_PAGE_MADE_UP_NO_REAL));
    }
    HTML_PUT(html, "</div></header>\n<main id=\"main\">\n");
}

void page_write_end(Page *page)
{
    HTML_FILL(&page->html,
              "</main>\n<footer class=\"end\"><div class=\"w\"><p>{}{}</p><p "
              "class=\"paper\">{}</p></div></footer>\n",
              PHRASE(page->context->arena, PHRASE_PAGE_MADE_BY,
                     {SLOT_VERSION, page_or(shown_audit_version(page->audit),
                                            phrase_plain(PHRASE_PAGE_VERSION_NOT_KNOWN))}),
              page->study->made_up ? phrase_plain(PHRASE_PAGE_DATA_ARE_MADE_UP) : STR_NONE,
              phrase_plain(PHRASE_PAGE_FOLDED_PARTS_ARE_NOT));
    page_write_warning(page);
    HTML_PUT(&page->html, "</body>\n</html>\n");
}

static void write_full(Page *page)
{
    page_write_head(page, phrase_plain(PHRASE_PAGE_EQUITY_AUDIT_FULL_VIEW));
    page_write_question(page);
    page_write_lead(page);
    page_write_minute(page);
    page_write_path(page);
    page_write_stops(page);
    page_write_people(page);
    page_write_actions(page);
    page_write_given(page);
    page_write_not_shown(page);
    page_write_not_looked(page);
    page_write_precision(page);
    page_write_methods(page);
    page_write_end(page);
}

Status report_write_html(Context *context, const ShownAudit *audit, ReportView view, Text *out)
{
    Page page = {.html = html_new(context, out),
                 .context = context,
                 .audit = audit,
                 .study = shown_audit_study(audit),
                 .view = view};

    page_choose_lead(&page);
    switch (view) {
    case VIEW_FULL:
    case VIEW_COUNT:
        write_full(&page);
        break;
    case VIEW_PUBLIC:
        page_write_public(&page);
        break;
    case VIEW_MEETING:
        page_write_meeting(&page);
        break;
    case VIEW_BOARD:
        page_write_board(&page);
        break;
    case VIEW_NHS_13SA:
        page_write_split(&page);
        break;
    case VIEW_GRIPP2:
    case VIEW_TRIPOD_AI:
    case VIEW_STANDING_TOGETHER:
    case VIEW_NICE_ESF:
        page_write_standard(&page);
        break;
    }
    return html_finish(&page.html);
}
