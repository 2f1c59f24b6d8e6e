/* The path with eight stops, and the two lines of each knot. */
#include "catalogue/knot.h"
#include "catalogue/phrase.h"
#include "report/figure.h"
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
    HTML_FILL(html, "<p class=\"vo\">Who had a say: <b>{}</b>{}</p>\n", page_level_of_say(say),
              page->study->made_up && say != SAY_NOBODY ? STR(" (made up)") : STR_NONE);
    HTML_PUT(html, "<ul class=\"kn\">");
    for (i = 0; i < shown_audit_knot_count(page->audit); i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);

        if (knot->stage == stage && has_line(knot)) {
            HTML_FILL(html, "<li><b class=\"kt\">{}</b>", page_knot_name(page, knot->id));
            page_write_two_lines(page, knot);
            HTML_PUT(html, "</li>");
        }
    }
    if (quiet > 0) {
        HTML_FILL(html,
                  "<li><b class=\"kt\"><a href=\"#q-{}\">{} other {}</a></b><span "
                  "class=\"say\"><svg class=\"gl0\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" "
                  "focusable=\"false\"><use href=\"#d-unseen\"/></svg><span>The data say: "
                  "<b>{}</b></span></span><span class=\"say pp\"><svg class=\"gl0\" viewBox=\"0 0 "
                  "20 20\" aria-hidden=\"true\" focusable=\"false\"><use "
                  "href=\"#p-unasked\"/></svg><span>People say: <b>{}</b></span></span></li>",
                  page_stage_id(stage), page_count(page, quiet),
                  quiet == 1 ? STR("knot") : STR("knots"), phrase_plain(PHRASE_DATA_UNSEEN),
                  phrase_plain(PHRASE_PEOPLE_UNASKED));
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
    const Str meanings[] = {STR(": it lies wholly beyond the gap that matters"),
                            STR(", with these data"), STR(", and how many people it would take"),
                            STR(", and what would be needed")};
    size_t i;

    HTML_FILL(&page->html, "<div class=\"st2\"><div><h3>{}</h3><ul>",
              phrase_plain(PHRASE_PAGE_THE_DATA_SAY));
    for (i = 0; i < 4; i++) {
        write_legend_line(page, 'd', page_data_id(DATA[i]), page_data_says(DATA[i]), meanings[i]);
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
              "id=\"h-knots\">{}</h2>\n<p>Data about care pass eight stops. At each there can be a "
              "<b>{}</b>: a place where care or data can leave some people behind. Every knot has "
              "two lines, and they are never merged. The thin line beside the path is <b>{}</b>: "
              "unbroken and thicker the more say people had, dotted where nobody was asked.</p>\n",
              phrase_plain(PHRASE_PAGE_THE_PATH_AND_WHERE), phrase_plain(PHRASE_PAGE_KNOT),
              phrase_plain(PHRASE_PAGE_VOICE));
    write_legend(page);
    HTML_PUT(&page->html, "<ol class=\"path\">\n");
    for (stage = 0; stage < STAGE_COUNT; stage++) {
        write_stop(page, (Stage)stage);
    }
    HTML_PUT(&page->html, "</ol>\n");
    write_reviewed(page);
    HTML_PUT(&page->html, "</section>\n");
}
