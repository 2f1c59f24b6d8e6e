/* The views on two pages of paper: public, and a sheet for a meeting. */
#include "report/chart.h"
#include "report/figure.h"
#include "report/page.h"
#include "report/sentence.h"

/* Of a list on a page of paper; what is left over is counted. */
#define UNSEEN_MOST 8
#define VOICES_MOST 4

static void write_sure(Page *page, const Sentence *sentence)
{
    HTML_FILL(&page->html, "<h2>How sure</h2><p>{}{} The numbers do not tell why.</p>\n",
              sentence->sure,
              sentence->unjudged ? STR(" Nobody said which gap matters: described, not judged.")
                                 : STR_NONE);
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
            HTML_PUT(&page->html,
                     "<p class=\"note\">Counts of the same year, not a followed group.</p>\n");
        }
    }
}

static void write_source(Page *page, const ShownFinding *finding)
{
    size_t i;

    for (i = 0; i < page->study->data_count; i++) {
        const ShownData *data = &page->study->data[i];

        if (str_equal(data->name, finding->data)) {
            HTML_FILL(&page->html, "<p class=\"src\">Source: {}.",
                      page_or(data->source, page_or(data->file, data->name)));
            if (data->licence.length > 0) {
                HTML_FILL(&page->html, " Licence: {}.", data->licence);
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
    HTML_FILL(&page->html,
              "<p>A knot: a place where care or data can leave some people behind. {}{}On "
              "\xe2\x80\x9c{}\xe2\x80\x9d:</p>",
              knot->disagree ? page_disagreement(knot) : STR_NONE,
              knot->disagree ? STR(" ") : STR_NONE, page_knot_name(page, knot->id));
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
        HTML_PUT(&page->html, "<li>Nothing else was looked at.</li>");
    }
    HTML_PUT(&page->html, "</ul>\n");
}

static void write_public_front(Page *page, const ShownFinding *lead)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    Sentence sentence;

    HTML_FILL(html, "<section class=\"sheet\" aria-labelledby=\"p1\"><h1 id=\"p1\">{}</h1>\n",
              page_or(page->study->question, page_or(page->study->title, STR("An equity audit"))));
    if (lead == NULL) {
        HTML_PUT(html,
                 "<p class=\"big1\">Nothing can be shown yet: every group had too few people, "
                 "or nothing was looked at.</p></section>\n");
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
    HTML_FILL(html, "<p class=\"riv\"><b>Another explanation.</b> {}</p></figure>\n",
              sentence_rival(lead->check));
    HTML_PUT(html, "<h2>What the data say, what people say</h2>\n");
    write_knot(page, knot_of(page, lead));
    HTML_FILL(html,
              "<p class=\"src\">{}</p><p class=\"pgn\">Page 1 of 2. Turn over for what was "
              "not looked at.</p></section>\n",
              sentence.sure);
}

static void write_unseen(Page *page)
{
    Html *html = &page->html;
    size_t count = shown_audit_unseen_count(page->audit);
    size_t i;

    HTML_PUT(html, "<div><h2>Not looked at</h2><p>No gap in this list has been ruled out.</p>"
                   "<ul class=\"pl2\">");
    for (i = 0; i < count && i < UNSEEN_MOST; i++) {
        const ShownUnseen *unseen = shown_audit_unseen(page->audit, i);

        HTML_FILL(html, "<li>{}.</li>", unseen->what);
    }
    if (count > UNSEEN_MOST) {
        HTML_FILL(html, "<li>{}</li>", page_rest_words(page, count - UNSEEN_MOST));
    }
    if (count == 0) {
        HTML_PUT(html, "<li>The study names nothing. The full report lists the knots that nobody "
                       "looked at.</li>");
    }
    HTML_PUT(html, "</ul></div>\n");
}

static void write_people_short(Page *page)
{
    Html *html = &page->html;
    const ShownStudy *study = page->study;
    size_t i;

    HTML_FILL(html, "<div><h2>What can still change</h2><p>{}{}{}</p>\n<h2>Who had a say</h2>\n",
              page_or(study->can_change, STR("Not said.")),
              study->until.length > 0 ? STR(", until ") : STR_NONE, study->until);
    for (i = 0; i < study->voice_count && i < VOICES_MOST; i++) {
        const ShownVoice *voice = &study->voices[i];

        HTML_FILL(html, "<p>{}: <b>{}</b>. {}", voice->who, page_level_of_say(voice->say),
                  page_or(voice->changed, STR("Nothing changed yet.")));
        page_made_up(page);
        HTML_PUT(html, "</p>\n");
    }
    if (study->voice_count > VOICES_MOST) {
        HTML_FILL(html, "<p>{}</p>\n", page_rest_words(page, study->voice_count - VOICES_MOST));
    }
    if (study->voice_count == 0) {
        HTML_PUT(html, "<p>Nobody yet.</p>\n");
    }
    HTML_FILL(html,
              "<h2>Given back</h2><p>{}{}{}</p>\n<h2>Say what the numbers miss</h2>"
              "<p>On paper: the discussion sheet of this audit. {}{}.</p></div>\n",
              page_or(study->given_to, STR("To nobody yet.")),
              study->given_date.length > 0 ? STR(", ") : STR_NONE, study->given_date,
              study->contact.length > 0 ? STR("Write to: ") : STR_NONE,
              page_or(study->contact, STR("No address is given")));
}

void page_write_public(Page *page)
{
    Html *html = &page->html;
    const ShownFinding *lead = page->lead[0];

    page_write_head(page, STR("A look at who is left behind. Public view, two pages"));
    write_public_front(page, lead);
    HTML_PUT(html, "<section class=\"sheet\" aria-labelledby=\"p2\"><h2 id=\"p2\">What else was "
                   "found</h2>\n");
    write_others(page, lead, 4);
    HTML_PUT(html, "<div class=\"c2\">");
    write_unseen(page);
    write_people_short(page);
    HTML_FILL(html,
              "</div>\n<p class=\"pgn\">Page 2 of 2. The full audit has tables and methods. A gap "
              "is a prompt to look, not proof of its cause. Asked by: {}.</p></section>\n",
              page_or(page->study->owner, STR("not said")));
    page_write_end(page);
}

static void write_cannot_say(Page *page, const ShownFinding *lead)
{
    Html *html = &page->html;
    Str subject = figure_subject(page->context->arena, lead);

    HTML_PUT(html,
             "<h2>What the numbers cannot say</h2><ul class=\"pl2\"><li>Why. Different causes "
             "look the same in a table.</li><li>Who never came. The data begin with those "
             "who are in them.</li>");
    if (lead->chosen_by.length > 0) {
        HTML_FILL(html, "<li>Whether {} is what matters to people. It was chosen by: {}.</li>",
                  subject, lead->chosen_by);
    } else {
        HTML_FILL(html,
                  "<li>Whether {} is what matters to people. Nobody is named who chose it.</li>",
                  subject);
    }
    HTML_PUT(html, "<li>What it is like for the people counted here.</li></ul>\n");
}

static void write_meeting_front(Page *page, const ShownFinding *lead)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    Sentence sentence = sentence_minute(arena, lead);

    HTML_FILL(html,
              "<section class=\"sheet\" aria-labelledby=\"m1\"><h1 id=\"m1\">{}</h1>\n"
              "<p class=\"big1\">{}",
              page_or(page->study->question, page_or(page->study->title, STR("What do we see?"))),
              sentence.text);
    page_made_up(page);
    HTML_PUT(html, "</p>\n<h2>What we see</h2>\n");
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
    HTML_FILL(html, "<p class=\"riv\"><b>Another explanation.</b> {}</p>\n",
              sentence_rival(lead->check));
    write_knot(page, knot_of(page, lead));
    HTML_PUT(html,
             "<p class=\"pgn\">Page 1 of 2. A gap is a prompt to look, not proof of its cause, "
             "and not a judgement of anyone in the room.</p></section>\n");
}

static void write_meeting_back(Page *page)
{
    Html *html = &page->html;
    const ShownStudy *study = page->study;

#define LINES "<div class=\"lines\" aria-hidden=\"true\"><i></i><i></i><i></i></div></li>"
    HTML_PUT(html, "<section class=\"sheet\" aria-labelledby=\"m2\"><h2 id=\"m2\">Four questions"
                   "</h2>\n<ol class=\"qs\">"
                   "<li><b>Does this fit what you know? What is different here?</b>" LINES
                   "<li><b>What happens to people at this point that no table shows?</b>" LINES
                   "<li><b>Who is not in these numbers, and who could tell us?</b>" LINES
                   "<li><b>What one thing could change, who would do it, and when do we look "
                   "again?</b>" LINES "</ol>\n<h2>Together we say this is</h2><ul class=\"tick\">"
                   "<li>a problem</li><li>not a problem</li><li>it depends</li><li>we do not agree"
                   "</li></ul>\n");
#undef LINES
    HTML_FILL(html,
              "<div class=\"c2\"><div><h2>How to answer</h2><p>{}{}. No names "
              "needed.</p></div>\n<div><h2>What happens then</h2><p>Your "
              "answer stands beside the numbers, at the same size. <b>Can still change:</b> "
              "{}{}{}.</p></div></div>\n"
              "<p class=\"pgn\">Page 2 of 2. Meeting of ______________________ on ______________ "
              "People present: ______ Speaking about this can be hard: whoever hosts the meeting "
              "writes a number to call here: ______________________</p></section>\n",
              study->contact.length > 0 ? STR("Send this page, or a photograph of it, to: ")
                                        : STR("Give this page to whoever hosts the meeting"),
              study->contact, page_or(study->can_change, STR("not said")),
              study->until.length > 0 ? STR(", until ") : STR_NONE, study->until);
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

    page_write_head(page, STR("Discussion sheet for a meeting. Two pages, 20 minutes"));
    if (lead != NULL) {
        write_meeting_front(page, lead);
    } else {
        HTML_PUT(&page->html, "<section class=\"sheet\"><h1>Nothing can be shown yet</h1><p>Every "
                              "group had too few people, or nothing was looked at. What should be "
                              "looked at first?</p></section>\n");
    }
    write_meeting_back(page);
    page_write_end(page);
}
