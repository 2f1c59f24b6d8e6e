/* The path with eight stops, and the two lines of each knot. */
#include "catalogue/knot.h"
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/html_phrase.h"
#include "report/page.h"

static bool has_line(const ShownKnot *knot)
{
    return knot->data != DATA_UNSEEN || knot->people != PEOPLE_UNASKED;
}

static size_t quiet_knots(const Page *page, Stage stage)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < shown_audit_knot_count(page->audit); i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);

        count += knot->stage == stage && !has_line(knot);
    }
    return count;
}

static LevelOfSay say_at(const Page *page, Stage stage)
{
    LevelOfSay most = SAY_NOBODY;
    size_t i;

    for (i = 0; i < page->study->voice_count; i++) {
        const ShownVoice *voice = &page->study->voices[i];

        if ((voice->stages & (1u << stage)) != 0 && voice->say > most) {
            most = voice->say;
        }
    }
    return most;
}

static void write_way(Page *page, Stage stage)
{
    HTML_PUT(&page->html, "<span class=\"way\" aria-hidden=\"true\"><svg viewBox=\"0 0 100 100\" "
                          "preserveAspectRatio=\"none\" focusable=\"false\">");
    if (stage % 2 == 0) {
        HTML_PUT(&page->html, "<path class=\"wh\" vector-effect=\"non-scaling-stroke\" "
                              "d=\"M0 50C18 32 32 22 50 22S82 32 100 50\"/>");
    } else {
        HTML_PUT(&page->html, "<path class=\"wh\" vector-effect=\"non-scaling-stroke\" "
                              "d=\"M0 50C18 68 32 78 50 78S82 68 100 50\"/>");
    }
    HTML_FILL(&page->html,
              "<path class=\"wv\" vector-effect=\"non-scaling-stroke\" "
              "d=\"M50 0C68 14 74 30 50 50S32 86 50 100\"/></svg><b class=\"stop\">{}</b></span>",
              page_count(page, (size_t)stage + 1));
}

static void write_stop(Page *page, Stage stage)
{
    Html *html = &page->html;
    LevelOfSay say = say_at(page, stage);
    size_t quiet = quiet_knots(page, stage);
    size_t i;

    HTML_FILL(html,
              "<li class=\"s{} {}\"><h3 class=\"sn\"><a href=\"#s-{}\">{}</a></h3>"
              "<p class=\"sq\">{}</p>",
              page_count(page, (size_t)say), stage % 2 == 0 ? STR("up") : STR("dn"),
              page_stage_id(stage), page_stage_name(stage), page_stage_question(stage));
    write_way(page, stage);
    HTML_PUT(html, "<p class=\"vo\">");
    HTML_PHRASE(html, PHRASE_PAGE_PATH_SAY, {SLOT_LEVEL, page_level_of_say(say), HTML_BOLD});
    HTML_FILL(html, "{}</p>\n<ul class=\"kn\">",
              page->study->made_up && say != SAY_NOBODY ? phrase_plain(PHRASE_CHART_MADE_UP)
                                                        : STR_NONE);
    for (i = 0; i < shown_audit_knot_count(page->audit); i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);

        if (knot->stage == stage && has_line(knot)) {
            HTML_FILL(html, "<li><b class=\"kt\">{}</b>", page_knot_name(page, knot->id));
            page_write_two_lines(page, knot);
            HTML_PUT(html, "</li>");
        }
    }
    if (quiet > 0) {
        HTML_FILL(html, "<li><b class=\"kt\"><a href=\"#q-{}\">{}</a></b>", page_stage_id(stage),
                  PHRASE(page->context->arena, PHRASE_PAGE_OTHER_KNOTS,
                         {SLOT_COUNT, page_count(page, quiet)}));
        page_write_data_line(page, DATA_UNSEEN);
        page_write_people_line(page, PEOPLE_UNASKED, page_people_say(PEOPLE_UNASKED));
        HTML_PUT(html, "</li>");
    }
    HTML_PUT(html, "</ul></li>\n");
}

static void write_legend_line(Page *page, char kind, Str id, Str word, Str what)
{
    if (kind == 'd') {
        HTML_FILL(&page->html,
                  "<li><svg class=\"gl0\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" "
                  "focusable=\"false\"><use href=\"#d-{}\"/></svg><span><b>{}</b>{}</span></li>",
                  id, word, what);
    } else {
        HTML_FILL(&page->html,
                  "<li><svg class=\"gl0\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" "
                  "focusable=\"false\"><use href=\"#p-{}\"/></svg><span><b>{}</b>{}</span></li>",
                  id, word, what);
    }
}

static void write_legend(Page *page)
{
    static const DataSay DATA[] = {DATA_FOUND, DATA_NONE, DATA_UNCLEAR, DATA_UNSEEN};
    static const PeopleSay PEOPLE[] = {PEOPLE_PROBLEM, PEOPLE_FINE, PEOPLE_DEPENDS, PEOPLE_UNASKED};
    static const PhraseId MEANINGS[] = {PHRASE_PAGE_MEANS_FOUND, PHRASE_PAGE_MEANS_NONE,
                                        PHRASE_PAGE_MEANS_UNCLEAR, PHRASE_PAGE_MEANS_UNSEEN};
    size_t i;

    HTML_FILL(&page->html, "<div class=\"st2\"><div><h3>{}</h3><ul>",
              phrase_plain(PHRASE_PAGE_THE_DATA_SAY));
    for (i = 0; i < 4; i++) {
        write_legend_line(page, 'd', page_data_id(DATA[i]), page_data_says(DATA[i]),
                          phrase_plain(MEANINGS[i]));
    }
    HTML_FILL(&page->html, "</ul></div>\n<div><h3>{}</h3><ul>",
              phrase_plain(PHRASE_PAGE_PEOPLE_SAY));
    for (i = 0; i < 4; i++) {
        write_legend_line(page, 'p', page_people_id(PEOPLE[i]), page_people_say(PEOPLE[i]),
                          STR_NONE);
    }
    HTML_PUT(&page->html, "</ul></div></div>\n");
}

static void write_reviewed(Page *page)
{
    size_t reviewed = knots_reviewed();
    size_t count;

    (void)knot_rows(&count);
    if (reviewed == 0) {
        HTML_FILL(&page->html, "<p class=\"src\">{}</p>\n",
                  phrase_plain(PHRASE_PAGE_NO_KNOT_OF_THE));
        return;
    }
    HTML_FILL(&page->html, "<p class=\"src\">{}</p>\n",
              PHRASE(page->context->arena, PHRASE_KNOTS_REVIEWED,
                     {SLOT_NUMBER, page_count(page, count)},
                     {SLOT_REVIEWED, page_count(page, reviewed)}));
}

void page_write_path(Page *page)
{
    int stage;

    HTML_FILL(&page->html,
              "<section class=\"blk w\" id=\"knots\" aria-labelledby=\"h-knots\">\n<h2 "
              "id=\"h-knots\">{}</h2>\n<p>",
              phrase_plain(PHRASE_PAGE_THE_PATH_AND_WHERE));
    HTML_PHRASE(&page->html, PHRASE_PAGE_PATH_READING,
                {SLOT_KNOT, phrase_plain(PHRASE_PAGE_KNOT), HTML_BOLD},
                {SLOT_VOICE, phrase_plain(PHRASE_PAGE_VOICE), HTML_BOLD});
    HTML_PUT(&page->html, "</p>\n");
    write_legend(page);
    HTML_PUT(&page->html, "<ol class=\"path\">\n");
    for (stage = 0; stage < STAGE_COUNT; stage++) {
        write_stop(page, (Stage)stage);
    }
    HTML_PUT(&page->html, "</ol>\n");
    write_reviewed(page);
    HTML_PUT(&page->html, "</section>\n");
}
