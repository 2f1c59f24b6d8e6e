/* The parts after the gaps. */
#include "catalogue/phrase.h"
#include "report/html_phrase.h"
#include "report/page_remeasure.h"

static void write_not_compared(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"not\" aria-labelledby=\"h-not\">\n<h2 "
              "id=\"h-not\">{}</h2>\n",
              phrase_plain(PHRASE_HEAD_NOT_COMPARED));
    if (all->comparable_count == all->item_count) {
        HTML_FILL(html, "<p>{}</p>\n", phrase_plain(PHRASE_PAGE_NOTHING_THAT_BOTH_AUDITS));
    } else {
        HTML_PUT(html, "<ul class=\"m\">");
        for (size_t i = 0; i < all->item_count; i++) {
            if (!all->items[i].comparable) {
                HTML_FILL(html, "<li><b>{}:</b> {}.</li>", remeasure_name(arena, &all->items[i]),
                          all->items[i].why);
            }
        }
        HTML_PUT(html, "</ul>\n");
    }
    HTML_FILL(html, "<p>{}</p></section>\n",
              PHRASE(page->context->arena, PHRASE_QUESTIONS_IN_ONE,
                     {SLOT_THEN, page_count(page, all->only_then_count)},
                     {SLOT_NOW, page_count(page, all->only_now_count)}));
}

/* A line of a knot: what the data say, then and now; else what people say. */
static void write_line(Page *page, bool data, Str then, Str now)
{
    Html *html = &page->html;

    HTML_PUT(html, "<span class=\"say\"><span>");
    if (str_equal(then, now)) {
        HTML_PHRASE(html, data ? PHRASE_PAGE_DATA_SAME : PHRASE_PAGE_PEOPLE_SAME,
                    {SLOT_SAYS, now, HTML_BOLD});
    } else {
        HTML_PHRASE(html, data ? PHRASE_PAGE_DATA_MOVED : PHRASE_PAGE_PEOPLE_MOVED,
                    {SLOT_THEN, then, HTML_BOLD}, {SLOT_NOW, now, HTML_BOLD});
    }
    HTML_PUT(html, "</span></span>");
}

static void write_knots(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"knots\" aria-labelledby=\"h-kn\">\n<h2 "
              "id=\"h-kn\">{}</h2>\n",
              phrase_plain(PHRASE_PAGE_WHAT_THE_DATA_SAY));
    if (all->knot_count == 0) {
        HTML_FILL(html, "<p>{}</p></section>\n",
                  phrase_plain(PHRASE_PAGE_NEITHER_LINE_CHANGED_FOR));
        return;
    }
    HTML_FILL(html, "<p>{}</p>\n<ul class=\"ks\">", phrase_plain(PHRASE_PAGE_TWO_LINES_FOR_EACH));
    for (size_t i = 0; i < all->knot_count; i++) {
        const ShownKnotMove *knot = &all->knots[i];

        HTML_FILL(html, "<li><b>{}</b>", page_knot_name(page, knot->id));
        write_line(page, true, page_data_says(knot->data_then), page_data_says(knot->data_now));
        write_line(page, false, page_people_say(knot->people_then),
                   page_people_say(knot->people_now));
        if (!knot->same_definitions) {
            HTML_FILL(html, "<span class=\"kx\">{}</span>",
                      phrase_plain(PHRASE_PAGE_NOT_ALL_OF_IT));
        }
        HTML_PUT(html, "</li>\n");
    }
    HTML_PUT(html, "</ul></section>\n");
}

static void write_actions(Page *page, const ShownStudy *study)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"actions\" aria-labelledby=\"h-act\">\n<h2 "
              "id=\"h-act\">{}</h2>\n",
              phrase_plain(PHRASE_PAGE_ACTIONS_THAT_WERE_NAMED));
    if (study->action_count == 0) {
        HTML_FILL(html, "<p>{}</p></section>\n", phrase_plain(PHRASE_NO_EARLIER_ACTIONS));
        return;
    }
    HTML_FILL(html, "<p>{}</p>\n<ol class=\"acts\">\n",
              phrase_plain(PHRASE_PAGE_WHETHER_THEY_WERE_DONE));
    for (size_t i = 0; i < study->action_count; i++) {
        const ShownAction *action = &study->actions[i];

        HTML_FILL(html,
                  "<li><h3>{}</h3><dl><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</"
                  "dd></div><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd><b>{}</b></dd></"
                  "div><div><dt>{}</dt><dd>{}</dd></div></dl></li>\n",
                  page_or(action->what, phrase_plain(PHRASE_NOT_SAID)),
                  phrase_plain(PHRASE_PAGE_FOR_THE_KNOT),
                  page_or(page_knot_name(page, action->knot), phrase_plain(PHRASE_PAGE_NOT_SAID)),
                  phrase_plain(PHRASE_PAGE_OWNER),
                  page_or(action->owner, phrase_plain(PHRASE_NOBODY_YET)),
                  phrase_plain(PHRASE_PAGE_WAS_DUE),
                  page_or(action->due, phrase_plain(PHRASE_NO_DATE)),
                  phrase_plain(PHRASE_PAGE_TO_BE_MEASURED_AGAIN),
                  page_or(action->remeasure, phrase_plain(PHRASE_NO_DATE)),
                  phrase_plain(PHRASE_PAGE_DONE), phrase_plain(PHRASE_PAGE_NOT_KNOWN_ASK));
    }
    HTML_PUT(html, "</ol></section>\n");
}

static void write_audit(Page *page, bool then, const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    HTML_FILL(&page->html, "<li><b>{}</b> ",
              phrase_plain(then ? PHRASE_PAGE_AUDIT_THEN : PHRASE_PAGE_AUDIT_NOW));
    HTML_PHRASE(&page->html, PHRASE_PAGE_AUDIT,
                {SLOT_TITLE, page_or(study->title, phrase_plain(PHRASE_PAGE_NO_TITLE)), HTML_PLAIN},
                {SLOT_VERSION,
                 page_or(shown_audit_version(audit), phrase_plain(PHRASE_PAGE_VERSION_NOT_KNOWN)),
                 HTML_PLAIN},
                {SLOT_HASH, page_or(study->hash, phrase_plain(PHRASE_PAGE_WITHOUT_A_HASH)),
                 HTML_AROUND("<code>", "</code>")});
    HTML_PUT(&page->html, "</li>");
}

static void write_how(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;

    HTML_FILL(
        html,
        "<section class=\"blk w\" id=\"how\" aria-labelledby=\"h-how\">\n<h2 "
        "id=\"h-how\">{}</h2>\n<p>{}</p>\n<p>{}</p>\n<p>{}</p>\n<ul class=\"m\">",
        phrase_plain(PHRASE_PAGE_WHAT_THIS_DOES_NOT), phrase_plain(PHRASE_PAGE_A_GAP_THAT_MOVED),
        remeasure_method(page->context->arena, all), phrase_plain(PHRASE_PAGE_THE_GAP_THAT_IS));
    write_audit(page, true, all->then);
    write_audit(page, false, all->now);
    HTML_PUT(html, "</ul></section>\n");
}

void page_write_moved_end(Page *page, const ShownRemeasure *all)
{
    write_not_compared(page, all);
    write_knots(page, all);
    write_actions(page, shown_audit_study(all->then));
    write_how(page, all);
}
