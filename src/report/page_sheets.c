/* The views on two pages of paper: public, and a sheet for a meeting. */
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"
#include "report/page.h"
#include "report/sentence.h"

/* Of a list on a page of paper; what is left over is counted. */
#define UNSEEN_MOST 8
#define VOICES_MOST 4

static void write_sure(Page *page, const Sentence *sentence)
{
    HTML_FILL(&page->html, "<h2>{}</h2><p>{}{}{}</p>\n", phrase_plain(PHRASE_PAGE_HOW_SURE),
              sentence->sure, sentence->unjudged ? phrase_plain(PHRASE_PAGE_NOT_JUDGED) : STR_NONE,
              phrase_plain(PHRASE_PAGE_NOT_WHY));
}

static void write_same_year(Page *page, const ShownFinding *finding)
{
    size_t i;

    if (finding->check != CHECK_PATHWAY && finding->check != CHECK_CHANGE) {
        return;
    }
    for (i = 0; i < page->study->data_count; i++) {
        if (str_equal(page->study->data[i].name, finding->data) &&
            !page->study->data[i].same_people) {
            HTML_FILL(&page->html, "<p class=\"note\">{}</p>\n",
                      phrase_plain(PHRASE_PAGE_COUNTS_OF_THE_SAME));
        }
    }
}

static void write_source(Page *page, const ShownFinding *finding)
{
    size_t i;

    for (i = 0; i < page->study->data_count; i++) {
        const ShownData *data = &page->study->data[i];

        if (str_equal(data->name, finding->data)) {
            HTML_FILL(
                &page->html, "<p class=\"src\">{}",
                PHRASE(page->context->arena, PHRASE_SOURCE,
                       {SLOT_SOURCE, page_or(data->source, page_or(data->file, data->name))}));
            if (data->licence.length > 0) {
                HTML_FILL(
                    &page->html, " {}",
                    PHRASE(page->context->arena, PHRASE_LICENCE, {SLOT_LICENCE, data->licence}));
            }
            page_made_up(page);
            HTML_PUT(&page->html, "</p>\n");
        }
    }
}

static bool speaks_to(const ShownFinding *lead, const ShownKnot *knot)
{
    for (size_t k = 0; k < lead->knots.count; k++) {
        if (str_equal(lead->knots.items[k], knot->id)) {
            return true;
        }
    }
    return false;
}

/* One where data and people disagree before all others: of those that the finding of the page
   speaks to, else the first of the audit. Where they agree throughout, a knot of the finding. */
static const ShownKnot *knot_of(const Page *page, const ShownFinding *lead)
{
    const ShownKnot *own = NULL;
    const ShownKnot *any = NULL;

    for (size_t i = 0; i < shown_audit_knot_count(page->audit); i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);

        if (lead != NULL && speaks_to(lead, knot) &&
            (own == NULL || (knot->disagree && !own->disagree))) {
            own = knot;
        }
        any = any == NULL && knot->disagree ? knot : any;
    }
    return any != NULL && (own == NULL || !own->disagree) ? any : own;
}

static void write_knot(Page *page, const ShownKnot *knot)
{
    if (knot == NULL) {
        return;
    }
    HTML_FILL(&page->html, "<p>{} {}{}{}</p>", phrase_plain(PHRASE_PAGE_A_KNOT),
              knot->disagree ? page_disagreement(knot) : STR_NONE,
              knot->disagree ? STR(" ") : STR_NONE,
              PHRASE(page->context->arena, PHRASE_PAGE_ON_KNOT,
                     {SLOT_LABEL, page_knot_name(page, knot->id)}));
    page_write_two_lines(page, knot);
}

/* Other findings in the order of "in one minute", as many as a page holds; the rest is counted. */
static void write_others(Page *page, const ShownFinding *lead, size_t most)
{
    const ShownFinding *told[PAGE_MINUTE_MOST] = {NULL};
    size_t told_count = page_list_minute(page, told, PAGE_MINUTE_MOST);
    size_t all = shown_audit_finding_count(page->audit);
    bool unjudged = false;
    size_t count = 0;
    size_t rest;
    size_t i;

    HTML_PUT(&page->html, "<ul class=\"pl2\">");
    for (i = 0; i < told_count; i++) {
        if (told[i] != lead && count < most) {
            Sentence sentence = sentence_minute(page->context->arena, told[i]);

            HTML_FILL(&page->html, "<li>{} {}</li>", sentence.text, sentence.sure);
            unjudged |= sentence.unjudged;
            count++;
        }
    }
    if (unjudged) {
        HTML_FILL(&page->html, "<li>{}</li>", sentence_unjudged());
    }
    rest = all - count - (lead != NULL);
    if (rest > 0) {
        HTML_FILL(&page->html, "<li>{}</li>", page_rest_words(page, rest));
    }
    if (count + rest == 0) {
        HTML_FILL(&page->html, "<li>{}</li>", phrase_plain(PHRASE_PAGE_NOTHING_ELSE_WAS_LOOKED));
    }
    HTML_PUT(&page->html, "</ul>\n");
}

static void write_public_front(Page *page, const ShownFinding *lead)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    Sentence sentence;

    HTML_FILL(html, "<section class=\"sheet\" aria-labelledby=\"p1\"><h1 id=\"p1\">{}</h1>\n",
              page_or(page->study->question,
                      page_or(page->study->title, phrase_plain(PHRASE_PAGE_AN_EQUITY_AUDIT))));
    if (lead == NULL) {
        HTML_FILL(html, "<p class=\"big1\">{}</p></section>\n",
                  phrase_plain(PHRASE_PAGE_NOTHING_CAN_BE_SHOWN_YET));
        return;
    }
    sentence = sentence_minute(arena, lead);
    HTML_FILL(html, "<p class=\"big1\">{}", sentence.text);
    page_made_up(page);
    HTML_FILL(html, "</p>\n<figure class=\"kp\"><figcaption><p>{}</p></figcaption>\n",
              sentence_title(arena, lead));
    page_write_lead_picture(page, lead);
    write_same_year(page, lead);
    write_source(page, lead);
    HTML_FILL(html, "<p class=\"riv\"><b>{}</b> {}</p></figure>\n",
              phrase_plain(PHRASE_PAGE_ANOTHER_EXPLANATION), sentence_rival(lead->check));
    HTML_FILL(html, "<h2>{}</h2>\n", phrase_plain(PHRASE_PAGE_WHAT_THE_DATA_SAY_WHAT));
    write_knot(page, knot_of(page, lead));
    HTML_FILL(html, "<p class=\"src\">{}</p><p class=\"pgn\">{}</p></section>\n", sentence.sure,
              phrase_plain(PHRASE_PAGE_PAGE_1_OF_2_TURN));
}

static void write_unseen(Page *page)
{
    Html *html = &page->html;
    size_t count = shown_audit_unseen_count(page->audit);
    size_t i;

    HTML_FILL(html, "<div><h2>{}</h2><p>{}</p><ul class=\"pl2\">",
              phrase_plain(PHRASE_PAGE_NOT_LOOKED_AT),
              phrase_plain(PHRASE_PAGE_NO_GAP_IN_THIS_LIST));
    for (i = 0; i < count && i < UNSEEN_MOST; i++) {
        const ShownUnseen *unseen = shown_audit_unseen(page->audit, i);

        HTML_FILL(html, "<li>{}.</li>", unseen->what);
    }
    if (count > UNSEEN_MOST) {
        HTML_FILL(html, "<li>{}</li>", page_rest_words(page, count - UNSEEN_MOST));
    }
    if (count == 0) {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(PHRASE_PAGE_THE_STUDY_NAMES_NOTHING_THE));
    }
    HTML_PUT(html, "</ul></div>\n");
}

static void write_people_short(Page *page)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    const ShownStudy *study = page->study;
    Str given_to = page_or(study->given_to, phrase_plain(PHRASE_PAGE_TO_NOBODY_YET_2));
    size_t i;

    HTML_FILL(html, "<div><h2>{}</h2><p>{}</p>\n<h2>{}</h2>\n",
              phrase_plain(PHRASE_PAGE_WHAT_CAN_STILL_CHANGE),
              page_can_change(page, phrase_plain(PHRASE_PAGE_NOT_SAID_2)),
              phrase_plain(PHRASE_PAGE_WHO_HAD_A_SAY_2));
    for (i = 0; i < study->voice_count && i < VOICES_MOST; i++) {
        const ShownVoice *voice = &study->voices[i];

        HTML_FILL(html, "<p>{}: <b>{}</b>. {}", voice->who, page_level_of_say(voice->say),
                  page_or(voice->changed, phrase_plain(PHRASE_PAGE_NOTHING_CHANGED_YET)));
        page_made_up(page);
        HTML_PUT(html, "</p>\n");
    }
    if (study->voice_count > VOICES_MOST) {
        HTML_FILL(html, "<p>{}</p>\n", page_rest_words(page, study->voice_count - VOICES_MOST));
    }
    if (study->voice_count == 0) {
        HTML_FILL(html, "<p>{}</p>\n", phrase_plain(PHRASE_PAGE_NOBODY_YET));
    }
    HTML_FILL(html, "<h2>{}</h2><p>{}</p>\n<h2>{}</h2><p>{}</p></div>\n",
              phrase_plain(PHRASE_PAGE_GIVEN_BACK),
              study->given_date.length > 0
                  ? PHRASE(arena, PHRASE_PAGE_GIVEN_WHEN, {SLOT_TO, given_to},
                           {SLOT_WHEN, study->given_date})
                  : given_to,
              phrase_plain(PHRASE_PAGE_SAY_WHAT_THE_NUMBERS),
              study->contact.length > 0
                  ? PHRASE(arena, PHRASE_PAGE_ON_PAPER_WRITE, {SLOT_TO, study->contact})
                  : phrase_plain(PHRASE_PAGE_ON_PAPER));
}

void page_write_public(Page *page)
{
    Html *html = &page->html;
    const ShownFinding *lead = page->lead[0];

    page_write_head(page, phrase_plain(PHRASE_PAGE_A_LOOK_AT_WHO));
    write_public_front(page, lead);
    HTML_FILL(html, "<section class=\"sheet\" aria-labelledby=\"p2\"><h2 id=\"p2\">{}</h2>\n",
              phrase_plain(PHRASE_PAGE_WHAT_ELSE_WAS_FOUND));
    write_others(page, lead, 4);
    HTML_PUT(html, "<div class=\"c2\">");
    write_unseen(page);
    write_people_short(page);
    HTML_FILL(html, "</div>\n<p class=\"pgn\">{}</p></section>\n",
              PHRASE(page->context->arena, PHRASE_PAGE_2_PROMPT_ASKED_BY,
                     {SLOT_BY, page_or(page->study->owner, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    page_write_end(page);
}

static void write_cannot_say(Page *page, const ShownFinding *lead)
{
    Html *html = &page->html;
    Str subject = figure_subject(page->context->arena, lead);

    HTML_FILL(html, "<h2>{}</h2><ul class=\"pl2\"><li>{}</li><li>{}</li>",
              phrase_plain(PHRASE_PAGE_WHAT_THE_NUMBERS_CANNOT),
              phrase_plain(PHRASE_PAGE_WHY_DIFFERENT_CAUSES_LOOK),
              phrase_plain(PHRASE_PAGE_WHO_NEVER_CAME_THE));
    if (lead->chosen_by.length > 0) {
        HTML_FILL(html, "<li>{}</li>",
                  PHRASE(page->context->arena, PHRASE_WHETHER_IT_MATTERS, {SLOT_WHAT, subject},
                         {SLOT_BY, lead->chosen_by}));
    } else {
        HTML_FILL(
            html, "<li>{}</li>",
            PHRASE(page->context->arena, PHRASE_WHETHER_IT_MATTERS_NOBODY, {SLOT_WHAT, subject}));
    }
    HTML_FILL(html, "<li>{}</li></ul>\n", phrase_plain(PHRASE_PAGE_WHAT_IT_IS_LIKE));
}

/* A disagreement comes first; else the knot stands where people are asked to agree on it. */
static bool stands_in_front(const ShownKnot *knot)
{
    return knot != NULL && knot->disagree;
}

static void write_meeting_front(Page *page, const ShownFinding *lead)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    Sentence sentence = sentence_minute(arena, lead);
    const ShownKnot *knot = knot_of(page, lead);

    HTML_FILL(html,
              "<section class=\"sheet\" aria-labelledby=\"m1\"><h1 id=\"m1\">{}</h1>\n"
              "<p class=\"big1\">{}",
              page_or(page->study->question,
                      page_or(page->study->title, phrase_plain(PHRASE_PAGE_WHAT_DO_WE_SEE))),
              sentence.text);
    page_made_up(page);
    HTML_FILL(html, "</p>\n<h2>{}</h2>\n", phrase_plain(PHRASE_PAGE_WHAT_WE_SEE));
    if (lead->check != CHECK_PATHWAY || !chart_write_hundred(page, lead)) {
        HTML_FILL(html, "<figure class=\"kp\"><figcaption><p>{}</p></figcaption>\n",
                  sentence_title(arena, lead));
        page_write_lead_picture(page, lead);
        HTML_PUT(html, "</figure>\n");
    }
    write_same_year(page, lead);
    write_source(page, lead);
    write_sure(page, &sentence);
    write_cannot_say(page, lead);
    HTML_FILL(html, "<p class=\"riv\"><b>{}</b> {}</p>\n",
              phrase_plain(PHRASE_PAGE_ANOTHER_EXPLANATION), sentence_rival(lead->check));
    if (stands_in_front(knot)) {
        write_knot(page, knot);
    }
    HTML_FILL(html, "<p class=\"pgn\">{}</p></section>\n", phrase_plain(PHRASE_PAGE_PAGE_1_OF_2_A));
}

static void write_questions(Page *page, const ShownKnot *knot)
{
    static const PhraseId QUESTIONS[] = {PHRASE_PAGE_QUESTION_FIT, PHRASE_PAGE_QUESTION_PEOPLE,
                                         PHRASE_PAGE_QUESTION_MISSING, PHRASE_PAGE_QUESTION_CHANGE};
    static const PhraseId TICKS[] = {PHRASE_PAGE_TICK_PROBLEM, PHRASE_PAGE_TICK_FINE,
                                     PHRASE_PAGE_TICK_DEPENDS, PHRASE_PAGE_TICK_NOT_AGREED};
    Html *html = &page->html;

    HTML_FILL(html, "<h2 id=\"m2\">{}</h2>\n<ol class=\"qs\">",
              phrase_plain(PHRASE_PAGE_FOUR_QUESTIONS));
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++) {
        HTML_FILL(html,
                  "<li><b>{}</b><div class=\"lines\" "
                  "aria-hidden=\"true\"><i></i><i></i><i></i></div></li>",
                  phrase_plain(QUESTIONS[i]));
    }
    HTML_PUT(html, "</ol>\n");
    write_knot(page, knot);
    HTML_FILL(html, "<h2>{}</h2><ul class=\"tick\">", phrase_plain(PHRASE_PAGE_TOGETHER));
    for (size_t i = 0; i < sizeof TICKS / sizeof TICKS[0]; i++) {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(TICKS[i]));
    }
    HTML_PUT(html, "</ul>\n");
}

static void write_meeting_back(Page *page, const ShownFinding *lead)
{
    Html *html = &page->html;
    const ShownStudy *study = page->study;
    const ShownKnot *knot = knot_of(page, lead);

    HTML_PUT(html, "<section class=\"sheet\" aria-labelledby=\"m2\">");
    write_questions(page, lead != NULL && stands_in_front(knot) ? NULL : knot);
    HTML_FILL(html,
              "<div class=\"c2\"><div><h2>{}</h2><p>{}</p></div>\n<div><h2>{}</h2><p>{} <b>{}</b> "
              "{}.</p></div></div>\n<p "
              "class=\"pgn\">{}</p></section>\n",
              phrase_plain(PHRASE_PAGE_HOW_TO_ANSWER),
              study->contact.length > 0
                  ? PHRASE(page->context->arena, PHRASE_PAGE_SEND_TO, {SLOT_TO, study->contact})
                  : phrase_plain(PHRASE_PAGE_GIVE_TO_HOST),
              phrase_plain(PHRASE_PAGE_WHAT_HAPPENS_THEN),
              phrase_plain(PHRASE_PAGE_YOUR_ANSWER_STANDS_BESIDE),
              phrase_plain(PHRASE_PAGE_CAN_STILL_CHANGE),
              page_can_change(page, phrase_plain(PHRASE_PAGE_NOT_SAID)),
              phrase_plain(PHRASE_PAGE_PAGE_2_OF_2));
}

/* A meeting begins with people, where the data can show them step by step. */
static const ShownFinding *meeting_finding(const Page *page)
{
    size_t i;

    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (page_shows(page, finding) && finding->check == CHECK_PATHWAY &&
            finding->part_count > 1) {
            return finding;
        }
    }
    return page->lead[0];
}

void page_write_meeting(Page *page)
{
    const ShownFinding *lead = meeting_finding(page);

    page_write_head(page, phrase_plain(PHRASE_PAGE_DISCUSSION_SHEET_FOR_A));
    if (lead != NULL) {
        write_meeting_front(page, lead);
    } else {
        HTML_FILL(&page->html, "<section class=\"sheet\"><h1>{}</h1><p>{}</p></section>\n",
                  phrase_plain(PHRASE_PAGE_NOTHING_CAN_BE_SHOWN),
                  phrase_plain(PHRASE_PAGE_EVERY_GROUP_HAD_TOO));
    }
    write_meeting_back(page, lead);
    page_write_end(page);
}
