/* The parts after the findings: people, actions, given back, not shown, not looked at. */
#include "catalogue/phrase.h"
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
    return page_or(text_str(&text), phrase_plain(PHRASE_PAGE_NOT_SAID));
}

static void write_voices(Page *page)
{
    Html *html = &page->html;
    size_t i;

    HTML_FILL(html,
              "<div class=\"sc\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table "
              "class=\"full\"><caption>{}</caption><thead><tr><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th></tr></thead><tbody>\n",
              phrase_plain(PHRASE_PAGE_TABLE_WHO_HAD_A), phrase_plain(PHRASE_PAGE_WHO_HAD_A_SAY),
              phrase_plain(PHRASE_PAGE_WHO), phrase_plain(PHRASE_PAGE_HOW_MUCH_SAY),
              phrase_plain(PHRASE_PAGE_WHEN), phrase_plain(PHRASE_PAGE_AT_WHICH_STOPS),
              phrase_plain(PHRASE_PAGE_PAID), phrase_plain(PHRASE_PAGE_WHAT_CHANGED));
    for (i = 0; i < page->study->voice_count; i++) {
        const ShownVoice *voice = &page->study->voices[i];

        HTML_FILL(html,
                  "<tr><th scope=\"row\">{}</th><td class=\"t\">{}</td><td class=\"t\">{}</td>"
                  "<td class=\"t\">{}</td><td class=\"t\">{}</td><td class=\"t\">{}</td></tr>\n",
                  page_or(voice->who, phrase_plain(PHRASE_PAGE_NOT_SAID)),
                  page_level_of_say(voice->say),
                  page_or(voice->date, phrase_plain(PHRASE_PAGE_NOT_SAID)),
                  stages_of(page, voice->stages),
                  voice->paid > 0    ? phrase_plain(PHRASE_PAGE_YES)
                  : voice->paid == 0 ? phrase_plain(PHRASE_PAGE_NO)
                                     : phrase_plain(PHRASE_PAGE_NOT_SAID),
                  page_or(voice->changed, phrase_plain(PHRASE_PAGE_NOTHING_YET)));
    }
    HTML_PUT(html, "</tbody></table></div>\n");
}

static void write_advisers(Page *page)
{
    Html *html = &page->html;
    size_t i;

    HTML_FILL(html, "<h3>{}</h3>\n", phrase_plain(PHRASE_PAGE_ADVICE_TAKEN));
    if (page->study->adviser_count == 0) {
        HTML_FILL(html, "<p>{}</p>\n", phrase_plain(PHRASE_PAGE_NONE_IS_NAMED));
        return;
    }
    HTML_PUT(html, "<ul>");
    for (i = 0; i < page->study->adviser_count; i++) {
        const ShownAdviser *adviser = &page->study->advisers[i];

        HTML_FILL(
            html, "<li><b>{}.</b> {}</li>",
            page_or(adviser->field, phrase_plain(PHRASE_PAGE_FIELD_NOT_SAID)),
            PHRASE(
                page->context->arena, PHRASE_ADVISER,
                {SLOT_ADVISED, page_or(adviser->advised, phrase_plain(PHRASE_PAGE_NOT_SAID))},
                {SLOT_CHANGED, page_or(adviser->changed, phrase_plain(PHRASE_PAGE_NOTHING_YET))},
                {SLOT_INTERESTS, page_or(adviser->interests, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    }
    HTML_PUT(html, "</ul>\n");
}

void page_write_people(Page *page)
{
    Html *html = &page->html;
    const ShownStudy *study = page->study;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"people\" aria-labelledby=\"h-people\">\n<h2 "
              "id=\"h-people\">{}</h2>\n",
              phrase_plain(PHRASE_PAGE_PEOPLE_WHO_HAD_A));
    if (study->made_up) {
        HTML_FILL(html, "<p class=\"made\"><strong>{}</strong> {}</p>\n",
                  phrase_plain(PHRASE_PAGE_MADE_UP_TO_SHOW),
                  phrase_plain(PHRASE_PAGE_NO_ONE_WAS_ASKED));
    }
    if (study->voice_count > 0) {
        write_voices(page);
    } else {
        HTML_FILL(html, "<p><b>{}</b> {}</p>\n", phrase_plain(PHRASE_PAGE_NOBODY_HAD_A_SAY),
                  phrase_plain(PHRASE_PAGE_THE_PEOPLE_THESE_DATA));
    }
    HTML_FILL(html, "<h3>{}</h3>\n<p>{}</p>\n", phrase_plain(PHRASE_PAGE_WHAT_CAN_STILL_CHANGE),
              page_can_change(page, phrase_plain(PHRASE_PAGE_NOT_SAID_2)));
    write_advisers(page);
    HTML_PUT(html, "</section>\n");
}

void page_write_actions(Page *page)
{
    Html *html = &page->html;
    size_t i;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"actions\" aria-labelledby=\"h-act\">\n<h2 "
              "id=\"h-act\">{}</h2>\n",
              phrase_plain(PHRASE_PAGE_ACTIONS_AND_WHEN_WE));
    if (page->study->action_count == 0) {
        HTML_FILL(html, "<p>{}</p>\n</section>\n", phrase_plain(PHRASE_PAGE_NONE_IS_WRITTEN_DOWN));
        return;
    }
    HTML_PUT(html, "<ol class=\"acts\">\n");
    for (i = 0; i < page->study->action_count; i++) {
        const ShownAction *action = &page->study->actions[i];

        HTML_FILL(
            html,
            "<li><h3>{}</h3><dl><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></"
            "div><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd><b>{}</b></dd></div></dl>",
            page_or(action->what, phrase_plain(PHRASE_NOT_SAID)),
            phrase_plain(PHRASE_PAGE_FOR_THE_KNOT),
            page_or(page_knot_name(page, action->knot), phrase_plain(PHRASE_PAGE_NOT_SAID)),
            phrase_plain(PHRASE_PAGE_OWNER),
            page_or(action->owner, phrase_plain(PHRASE_NOBODY_YET)),
            phrase_plain(PHRASE_PAGE_DONE_BY),
            page_or(action->due, phrase_plain(PHRASE_PAGE_NO_DATE_YET)),
            phrase_plain(PHRASE_PAGE_MEASURED_AGAIN),
            page_or(action->remeasure, phrase_plain(PHRASE_PAGE_NO_DATE_YET)));
        page_made_up(page);
        HTML_PUT(html, "</li>\n");
    }
    HTML_PUT(html, "</ol></section>\n");
}

void page_write_given(Page *page)
{
    const ShownStudy *study = page->study;

    HTML_FILL(&page->html,
              "<section class=\"blk w\" id=\"back\" aria-labelledby=\"h-back\"><h2 "
              "id=\"h-back\">{}</h2>\n<dl "
              "class=\"facts\"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></"
              "div><div><dt>{}</dt><dd>{}</dd></div></dl></section>\n",
              phrase_plain(PHRASE_PAGE_GIVEN_BACK), phrase_plain(PHRASE_PAGE_TO_WHOM),
              page_or(study->given_to, phrase_plain(PHRASE_PAGE_TO_NOBODY_YET)),
              phrase_plain(PHRASE_PAGE_WHEN),
              page_or(study->given_date, phrase_plain(PHRASE_PAGE_NOT_YET)),
              phrase_plain(PHRASE_PAGE_HOW),
              page_or(study->given_how, phrase_plain(PHRASE_NOT_SAID)));
}

void page_write_not_shown(Page *page)
{
    Html *html = &page->html;
    StrSpan left_out = shown_audit_left_out(page->audit);
    size_t i;

    HTML_FILL(
        html,
        "<section class=\"blk w\" id=\"notshown\" aria-labelledby=\"h-nots\"><h2 "
        "id=\"h-nots\">{}</h2>\n<p>{}</p>\n",
        phrase_plain(PHRASE_PAGE_NOT_SHOWN_AND_WHY),
        page_or(shown_audit_facts(page->audit)->rule, phrase_plain(PHRASE_PAGE_NO_RULE_WAS_IN)));
    if (left_out.count == 0) {
        HTML_FILL(html, "<p>{}</p></section>\n", phrase_plain(PHRASE_PAGE_NOTHING_ELSE_WAS_LEFT));
        return;
    }
    HTML_FILL(html, "<p>{}</p>\n<ul class=\"m\">",
              phrase_plain(PHRASE_PAGE_NUMBERS_ARE_HIDDEN_THAT));
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

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"notlooked\" aria-labelledby=\"h-notl\"><h2 "
              "id=\"h-notl\">{}</h2>\n<p>{}</p>\n",
              phrase_plain(PHRASE_PAGE_NOT_LOOKED_AT), phrase_plain(PHRASE_PAGE_NO_GAP_IN_THIS));
    if (count == 0) {
        HTML_FILL(html, "<p>{}</p></section>\n", phrase_plain(PHRASE_PAGE_THE_STUDY_NAMES_NOTHING));
        return;
    }
    HTML_PUT(html, "<ul class=\"m\">");
    for (i = 0; i < count; i++) {
        const ShownUnseen *unseen = shown_audit_unseen(page->audit, i);

        HTML_FILL(
            html, "<li><b>{}.</b> {}</li>", unseen->what,
            PHRASE(page->context->arena, PHRASE_NEEDED,
                   {SLOT_NEEDED, page_or(unseen->needed, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    }
    HTML_PUT(html, "</ul></section>\n");
}
