/* The parts after the gaps. */
#include "report/page_remeasure.h"

static void write_not_compared(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;

    HTML_PUT(html, "<section class=\"blk w\" id=\"not\" aria-labelledby=\"h-not\">\n<h2 "
                   "id=\"h-not\">Cannot be compared</h2>\n");
    if (all->comparable_count == all->item_count) {
        HTML_PUT(html, "<p>Nothing that both audits ask.</p>\n");
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
    HTML_FILL(html,
              "<p>Questions that the earlier audit alone asks: {}. That the later alone asks: {}."
              "</p></section>\n",
              page_count(page, all->only_then_count), page_count(page, all->only_now_count));
}

static void write_line(Page *page, HtmlMarkup who, Str then, Str now)
{
    HTML_PUT(&page->html, "<span class=\"say\"><span>");
    html_markup(&page->html, who);
    if (str_equal(then, now)) {
        HTML_FILL(&page->html, " <b>{}</b>, as then</span></span>", now);
    } else {
        HTML_FILL(&page->html, " then <b>{}</b>, now <b>{}</b></span></span>", then, now);
    }
}

static void write_knots(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;

    HTML_PUT(html, "<section class=\"blk w\" id=\"knots\" aria-labelledby=\"h-kn\">\n<h2 "
                   "id=\"h-kn\">What the data say, and what people say</h2>\n");
    if (all->knot_count == 0) {
        HTML_PUT(html, "<p>Neither line changed for any knot.</p></section>\n");
        return;
    }
    HTML_PUT(html, "<p>Two lines for each knot, never made one. These changed.</p>\n"
                   "<ul class=\"ks\">");
    for (size_t i = 0; i < all->knot_count; i++) {
        const ShownKnotMove *knot = &all->knots[i];

        HTML_FILL(html, "<li><b>{}</b>", page_knot_name(page, knot->id));
        write_line(page, MARKUP("The data say:"), page_data_says(knot->data_then),
                   page_data_says(knot->data_now));
        write_line(page, MARKUP("People say:"), page_people_say(knot->people_then),
                   page_people_say(knot->people_now));
        if (!knot->same_definitions) {
            HTML_PUT(html, "<span class=\"kx\">Not all of it was measured alike.</span>");
        }
        HTML_PUT(html, "</li>\n");
    }
    HTML_PUT(html, "</ul></section>\n");
}

static void write_actions(Page *page, const ShownStudy *study)
{
    Html *html = &page->html;

    HTML_PUT(html, "<section class=\"blk w\" id=\"actions\" aria-labelledby=\"h-act\">\n<h2 "
                   "id=\"h-act\">Actions that were named then</h2>\n");
    if (study->action_count == 0) {
        HTML_PUT(html, "<p>None, so no change here can be the work of one.</p></section>\n");
        return;
    }
    HTML_PUT(html, "<p>Whether they were done is in no audit. Ask their owners, and the people "
                   "they were meant for.</p>\n<ol class=\"acts\">\n");
    for (size_t i = 0; i < study->action_count; i++) {
        const ShownAction *action = &study->actions[i];

        HTML_FILL(html,
                  "<li><h3>{}</h3><dl><div><dt>For the knot</dt><dd>{}</dd></div>"
                  "<div><dt>Owner</dt><dd>{}</dd></div><div><dt>Was due</dt><dd>{}</dd></div>"
                  "<div><dt>To be measured again</dt><dd><b>{}</b></dd></div>"
                  "<div><dt>Done?</dt><dd>not known: ask</dd></div></dl></li>\n",
                  page_or(action->what, STR("Not said")),
                  page_or(page_knot_name(page, action->knot), STR("not said")),
                  page_or(action->owner, STR("nobody yet")), page_or(action->due, STR("no date")),
                  page_or(action->remeasure, STR("no date")));
    }
    HTML_PUT(html, "</ol></section>\n");
}

static void write_audit(Page *page, HtmlMarkup head, const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    HTML_PUT(&page->html, "<li><b>");
    html_markup(&page->html, head);
    HTML_FILL(&page->html, "</b> {}; unknot {}; study <code>{}</code></li>",
              page_or(study->title, STR("no title")),
              page_or(shown_audit_version(audit), STR("(version not known)")),
              page_or(study->hash, STR("without a hash")));
}

static void write_how(Page *page, const ShownRemeasure *all)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"how\" aria-labelledby=\"h-how\">\n<h2 id=\"h-how\">"
              "What this does not show</h2>\n<p>A gap that moved does not say why. An action may "
              "have moved it; so may other people, other records, or chance. A gap that did not "
              "move does not say that nothing was done.</p>\n<p>{}</p>\n<p>The gap that is told "
              "lies between the ends of an order; else it is of the group whose gap was found "
              "then, so that no group is chosen because it moved. Neither audit was checked again: "
              "their numbers stand here as they were shown.</p>\n<ul class=\"m\">",
              remeasure_method(page->context->arena, all));
    write_audit(page, MARKUP("Then:"), all->then);
    write_audit(page, MARKUP("Now:"), all->now);
    HTML_PUT(html, "</ul></section>\n");
}

void page_write_moved_end(Page *page, const ShownRemeasure *all)
{
    write_not_compared(page, all);
    write_knots(page, all);
    write_actions(page, shown_audit_study(all->then));
    write_how(page, all);
}
