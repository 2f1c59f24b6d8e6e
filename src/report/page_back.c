/* The parts after the findings: people, actions, given back, not shown, not looked at. */
#include "report/figure.h"
#include "report/page.h"

static Str stages_of(Page *page, unsigned stages)
{
    Text text = text_new(page->context->arena);
    int stage;

    for (stage = 0; stage < STAGE_COUNT; stage++) {
        if ((stages & (1u << stage)) != 0) {
            Str name = page_stage_name((Stage)stage);

            text_format(&text, "%s%.*s", text_str(&text).length > 0 ? "; " : "", STR_ARGS(name));
        }
    }
    return page_or(text_str(&text), STR("not said"));
}

static void write_voices(Page *page)
{
    Html *html = &page->html;
    size_t i;

    HTML_PUT(html,
             "<div class=\"sc\" role=\"region\" tabindex=\"0\" aria-label=\"Table: who had a say\">"
             "<table class=\"full\"><caption>Who had a say, how much, and what changed</caption>"
             "<thead><tr><th scope=\"col\" class=\"t\">Who</th><th scope=\"col\" class=\"t\">How "
             "much say</th><th scope=\"col\" class=\"t\">When</th><th scope=\"col\" class=\"t\">At "
             "which stops</th><th scope=\"col\" class=\"t\">Paid</th><th scope=\"col\" "
             "class=\"t\">What changed</th></tr></thead><tbody>\n");
    for (i = 0; i < page->study->voice_count; i++) {
        const ShownVoice *voice = &page->study->voices[i];

        HTML_FILL(html,
                  "<tr><th scope=\"row\">{}</th><td class=\"t\">{}</td><td class=\"t\">{}</td>"
                  "<td class=\"t\">{}</td><td class=\"t\">{}</td><td class=\"t\">{}</td></tr>\n",
                  page_or(voice->who, STR("not said")), page_level_of_say(voice->say),
                  page_or(voice->date, STR("not said")), stages_of(page, voice->stages),
                  voice->paid > 0    ? STR("yes")
                  : voice->paid == 0 ? STR("no")
                                     : STR("not said"),
                  page_or(voice->changed, STR("nothing yet")));
    }
    HTML_PUT(html, "</tbody></table></div>\n");
}

static void write_advisers(Page *page)
{
    Html *html = &page->html;
    size_t i;

    HTML_PUT(html, "<h3>Advice taken</h3>\n");
    if (page->study->adviser_count == 0) {
        HTML_PUT(html, "<p>None is named.</p>\n");
        return;
    }
    HTML_PUT(html, "<ul>");
    for (i = 0; i < page->study->adviser_count; i++) {
        const ShownAdviser *adviser = &page->study->advisers[i];

        HTML_FILL(html, "<li><b>{}.</b> Advised: {}. Changed: {}. Interests: {}.</li>",
                  page_or(adviser->field, STR("Field not said")),
                  page_or(adviser->advised, STR("not said")),
                  page_or(adviser->changed, STR("nothing yet")),
                  page_or(adviser->interests, STR("not said")));
    }
    HTML_PUT(html, "</ul>\n");
}

void page_write_people(Page *page)
{
    Html *html = &page->html;
    const ShownStudy *study = page->study;

    HTML_PUT(html, "<section class=\"blk w\" id=\"people\" aria-labelledby=\"h-people\">\n"
                   "<h2 id=\"h-people\">People who had a say</h2>\n");
    if (study->made_up) {
        HTML_PUT(html, "<p class=\"made\"><strong>Made up, to show the form.</strong> No one was "
                       "asked.</p>\n");
    }
    if (study->voice_count > 0) {
        write_voices(page);
    } else {
        HTML_PUT(html, "<p><b>Nobody had a say.</b> The people these data are about were not asked "
                       "what to look at, which gap matters, or what this means.</p>\n");
    }
    HTML_FILL(html, "<h3>What can still change</h3>\n<p>{}{}{}</p>\n",
              page_or(study->can_change, STR("Not said.")),
              study->until.length > 0 ? STR(", until ") : STR_NONE, study->until);
    write_advisers(page);
    HTML_PUT(html, "</section>\n");
}

void page_write_actions(Page *page)
{
    Html *html = &page->html;
    size_t i;

    HTML_PUT(html, "<section class=\"blk w\" id=\"actions\" aria-labelledby=\"h-act\">\n"
                   "<h2 id=\"h-act\">Actions, and when we measure again</h2>\n");
    if (page->study->action_count == 0) {
        HTML_PUT(html, "<p>None is written down. A gap with no action, owner and date stays as it "
                       "is.</p>\n</section>\n");
        return;
    }
    HTML_PUT(html, "<ol class=\"acts\">\n");
    for (i = 0; i < page->study->action_count; i++) {
        const ShownAction *action = &page->study->actions[i];

        HTML_FILL(html,
                  "<li><h3>{}</h3><dl><div><dt>For the knot</dt><dd>{}</dd></div>"
                  "<div><dt>Owner</dt><dd>{}</dd></div><div><dt>Done by</dt><dd>{}</dd></div>"
                  "<div><dt>Measured again</dt><dd><b>{}</b></dd></div></dl>",
                  page_or(action->what, STR("Not said")),
                  page_or(page_knot_name(page, action->knot), STR("not said")),
                  page_or(action->owner, STR("nobody yet")),
                  page_or(action->due, STR("no date yet")),
                  page_or(action->remeasure, STR("no date yet")));
        page_made_up(page);
        HTML_PUT(html, "</li>\n");
    }
    HTML_PUT(html, "</ol></section>\n");
}

void page_write_given(Page *page)
{
    const ShownStudy *study = page->study;

    HTML_FILL(&page->html,
              "<section class=\"blk w\" id=\"back\" aria-labelledby=\"h-back\"><h2 id=\"h-back\">"
              "Given back</h2>\n<dl class=\"facts\"><div><dt>To whom</dt><dd>{}</dd></div>"
              "<div><dt>When</dt><dd>{}</dd></div><div><dt>How</dt><dd>{}</dd></div></dl>"
              "</section>\n",
              page_or(study->given_to, STR("To nobody yet")),
              page_or(study->given_date, STR("Not yet")),
              page_or(study->given_how, STR("Not said")));
}

void page_write_not_shown(Page *page)
{
    Html *html = &page->html;
    StrSpan left_out = shown_audit_left_out(page->audit);
    size_t i;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"notshown\" aria-labelledby=\"h-nots\"><h2 "
              "id=\"h-nots\">Not shown, and why</h2>\n<p>{}</p>\n",
              page_or(shown_audit_facts(page->audit)->rule, STR("No rule was in force.")));
    if (left_out.count == 0) {
        HTML_PUT(html, "<p>Nothing else was left out to protect people.</p></section>\n");
        return;
    }
    HTML_PUT(html, "<p>Numbers are hidden that are of few people, or that would tell such a "
                   "number.</p>\n<ul class=\"m\">");
    for (i = 0; i < left_out.count; i++) {
        HTML_FILL(html, "<li>{}</li>", left_out.items[i]);
    }
    HTML_PUT(html, "</ul>\n");
    page_write_hiding(page);
    HTML_PUT(html, "</section>\n");
}

void page_write_not_looked(Page *page)
{
    Html *html = &page->html;
    size_t count = shown_audit_unseen_count(page->audit);
    size_t i;

    HTML_PUT(html, "<section class=\"blk w\" id=\"notlooked\" aria-labelledby=\"h-notl\"><h2 "
                   "id=\"h-notl\">Not looked at</h2>\n<p>No gap in this list has been ruled "
                   "out. The knots that nobody looked at stand at their stops above.</p>\n");
    if (count == 0) {
        HTML_PUT(html,
                 "<p>The study names nothing else that it could not look at.</p></section>\n");
        return;
    }
    HTML_PUT(html, "<ul class=\"m\">");
    for (i = 0; i < count; i++) {
        const ShownUnseen *unseen = shown_audit_unseen(page->audit, i);

        HTML_FILL(html, "<li><b>{}.</b> Needed: {}.</li>", unseen->what,
                  page_or(unseen->needed, STR("not said")));
    }
    HTML_PUT(html, "</ul></section>\n");
}
