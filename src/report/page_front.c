/* The parts before the path: the question, the finding, in one minute. */
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/html_phrase.h"
#include "report/page.h"
#include "report/sentence.h"

#include <math.h>

static void fact(Page *page, Str name, Str value)
{
    HTML_FILL(&page->html, "<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
}

/* How many rows, as far as it may be said; nothing where nobody counted them. */
static Str rows_words(Page *page, const ShownNumber *rows)
{
    if (rows->state == SHOWN_HIDDEN && rows->has_range && rows->to == INT64_MAX && rows->from > 0) {
        ShownNumber least = {.state = SHOWN_VALUE, .value = (double)rows->from};
        Str number = figure_count(page->context->arena, &least);

        return PHRASE(page->context->arena, PHRASE_PAGE_AT_LEAST, {SLOT_NUMBER, number});
    }
    if ((rows->state == SHOWN_HIDDEN && rows->has_range && rows->to == 0) ||
        (rows->state == SHOWN_VALUE && !(rows->value > 0))) {
        return STR_NONE;
    }
    if (rows->state == SHOWN_HIDDEN) {
        return phrase_plain(PHRASE_PAGE_A_HIDDEN_NUMBER_OF);
    }
    return figure_count(page->context->arena, rows);
}

/* Whose data, one table after the other. */
static Str data_words(Page *page)
{
    Text text = text_new(page->context->arena);
    size_t i;

    for (i = 0; i < page->study->data_count; i++) {
        const ShownData *data = &page->study->data[i];
        Str rows = rows_words(page, &data->rows);
        Str what = data->published ? phrase_plain(PHRASE_PAGE_ROWS_OF_PUBLISHED_COUNTS)
                                   : figure_rows(page->context->arena, data->row);

        text_add(&text, i > 0 ? phrase_plain(PHRASE_PAGE_DATA_NEXT) : STR_NONE);
        if (data->published && rows.length == 0) {
            what = phrase_plain(PHRASE_PAGE_PUBLISHED_COUNTS);
        }
        if (rows.length > 0) {
            PHRASE_ADD(&text, PHRASE_PAGE_DATA_ROWS, {SLOT_NUMBER, rows}, {SLOT_ROWS, what});
        } else {
            text_add(&text, what);
        }
        if (data->source.length > 0) {
            PHRASE_ADD(&text, PHRASE_PAGE_DATA_FROM, {SLOT_SOURCE, data->source});
        }
    }
    text_add(&text, page->study->made_up ? phrase_plain(PHRASE_CHART_MADE_UP) : STR_NONE);
    return page_or(text_str(&text), phrase_plain(PHRASE_NOT_SAID));
}

static Str periods_words(Page *page)
{
    Str first = STR_NONE;
    Str last = STR_NONE;
    size_t most = 1; /* the finding with the most of them tells when the data are from */
    size_t i;

    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (finding->check != CHECK_PATHWAY && finding->part_count > most &&
            finding->parts[0].base->has_period) {
            most = finding->part_count;
            first = finding->parts[0].base->period;
            last = finding->parts[most - 1].base->period;
        }
    }
    if (first.length == 0) {
        return phrase_plain(PHRASE_PAGE_PERIOD_NOT_SAID);
    }
    return PHRASE(page->context->arena, PHRASE_FROM_TO, {SLOT_FROM, first}, {SLOT_TO, last});
}

/* An earlier finding has the same margin. */
static bool said_before(const Page *page, size_t index)
{
    const ShownFinding *finding = shown_audit_finding(page->audit, index);
    size_t i;

    for (i = 0; i < index; i++) {
        const ShownFinding *other = shown_audit_finding(page->audit, i);

        if (other->unit == finding->unit && !(other->matters < finding->matters) &&
            !(other->matters > finding->matters) && isfinite(other->matters)) {
            return true;
        }
    }
    return false;
}

/* The margins that were declared, each once. */
static Str margin_words(Page *page)
{
    Text text = text_new(page->context->arena);
    size_t i;

    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (isfinite(finding->matters) && !said_before(page, i)) {
            Str matters = figure_matters(page->context->arena, finding);

            text_format(&text, "%s%.*s", text_str(&text).length > 0 ? ", " : "", STR_ARGS(matters));
        }
    }
    return page_or(text_str(&text), phrase_plain(PHRASE_PAGE_NOBODY_SAID_GAPS_ARE));
}

/* Bytes of a question that takes more than three lines of the largest letters. */
#define TITLE_LONG 72

void page_write_question(Page *page)
{
    Html *html = &page->html;
    const ShownStudy *study = page->study;
    Str title =
        page_or(study->question, page_or(study->title, phrase_plain(PHRASE_PAGE_AN_EQUITY_AUDIT)));

    HTML_FILL(html, "<div class=\"w {}\">\n<h1>{}</h1>\n",
              title.length > TITLE_LONG ? STR("hero long") : STR("hero"), title);
    if (study->question.length > 0 && study->title.length > 0) {
        HTML_FILL(html, "<p class=\"lede\">{}</p>\n", study->title);
    }
    HTML_PUT(html, "<dl class=\"facts\">\n");
    fact(page, phrase_plain(PHRASE_FACT_WHO_ASKED),
         page_or(study->owner, phrase_plain(PHRASE_NOT_SAID)));
    fact(page, phrase_plain(PHRASE_FACT_WHOSE_DATA), data_words(page));
    fact(page, phrase_plain(PHRASE_FACT_WHEN), periods_words(page));
    fact(page, phrase_plain(PHRASE_FACT_WHERE),
         page_or(study->country, phrase_plain(PHRASE_NOT_SAID)));
    fact(page, phrase_plain(PHRASE_FACT_THE_GAP_THAT_MATTERS), margin_words(page));
    fact(page, phrase_plain(PHRASE_FACT_ANNOUNCED_BEFOREHAND),
         page_or(study->announced, phrase_plain(PHRASE_PAGE_NOT_ANNOUNCED)));
    HTML_FILL(
        html,
        "</dl>\n<nav class=\"toc\" aria-label=\"{}\"><ol>\n<li><a href=\"#key\">{}</a></li><li><a "
        "href=\"#minute\">{}</a></li><li><a href=\"#knots\">{}</a></li><li><a "
        "href=\"#stages\">{}</a></li><li><a href=\"#people\">{}</a></li><li><a "
        "href=\"#actions\">{}</a></li><li><a href=\"#back\">{}</a></li><li><a "
        "href=\"#notshown\">{}</a></li><li><a href=\"#notlooked\">{}</a></li><li><a "
        "href=\"#methods\">{}</a></li></ol></nav>\n</div>\n",
        phrase_plain(PHRASE_PAGE_IN_THIS_REPORT), phrase_plain(PHRASE_PAGE_THE_FINDING),
        phrase_plain(PHRASE_IN_ONE_MINUTE), phrase_plain(PHRASE_PAGE_THE_PATH),
        phrase_plain(PHRASE_PAGE_STOP_BY_STOP), phrase_plain(PHRASE_PAGE_PEOPLE),
        phrase_plain(PHRASE_PAGE_ACTIONS), phrase_plain(PHRASE_PAGE_GIVEN_BACK),
        phrase_plain(PHRASE_PAGE_NOT_SHOWN), phrase_plain(PHRASE_PAGE_NOT_LOOKED_AT),
        phrase_plain(PHRASE_PAGE_METHODS));
}

static void write_bars(Page *page, int bars)
{
    int i;

    if (bars == 0) {
        return;
    }
    HTML_PUT(&page->html, "<svg viewBox=\"0 0 50 12\" aria-hidden=\"true\" focusable=\"false\">");
    for (i = 0; i < 4; i++) {
        HTML_FILL(&page->html, "<rect class=\"{}\" x=\"{}\" y=\".5\" width=\"10\" height=\"11\"/>",
                  i < bars ? STR("on") : STR("off"), html_coordinate(&page->html, 0.5 + 13 * i));
    }
    HTML_PUT(&page->html, "</svg>");
}

/* A line of a knot, up to its words: the sign and the place of the words. */
#define SIGN(line, sign)                                                                           \
    "<span class=\"" line "\"><svg class=\"gl0\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" "      \
    "focusable=\"false\"><use href=\"#" sign "-{}\"/></svg><span>"

void page_write_data_line(Page *page, DataSay says)
{
    HTML_FILL(&page->html, SIGN("say", "d"), page_data_id(says));
    HTML_PHRASE(&page->html, PHRASE_PAGE_DATA_LINE, {SLOT_SAYS, page_data_says(says), HTML_BOLD});
    HTML_PUT(&page->html, "</span></span>");
}

void page_write_people_line(Page *page, PeopleSay says, Str words)
{
    HTML_FILL(&page->html, SIGN("say pp", "p"), page_people_id(says));
    HTML_PHRASE(&page->html, PHRASE_PAGE_PEOPLE_LINE, {SLOT_SAYS, words, HTML_BOLD});
    if (page->study->made_up && says != PEOPLE_UNASKED) {
        HTML_FILL(&page->html, " <i>{}</i>", phrase_plain(PHRASE_PAGE_MADE_UP));
    }
    HTML_PUT(&page->html, "</span></span>");
}

void page_write_two_lines(Page *page, const ShownKnot *knot)
{
    page_write_data_line(page, knot->data);
    page_write_people_line(page, knot->people, page_people_of_knot(page, knot));
}

static size_t write_disagreements(Page *page, size_t most)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < shown_audit_knot_count(page->audit) && count < most; i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);

        if (knot->disagree) {
            HTML_FILL(&page->html, "<li class=\"dis\"><p><b>{}</b> {}</p>", page_disagreement(knot),
                      PHRASE(page->context->arena, PHRASE_PAGE_ON_KNOT,
                             {SLOT_LABEL, page_knot_name(page, knot->id)}));
            page_write_two_lines(page, knot);
            HTML_FILL(&page->html, "<p class=\"sure\">{}</p></li>\n",
                      phrase_plain(PHRASE_PAGE_THIS_IS_WORTH_A));
            count++;
        }
    }
    return count;
}

/* True when nobody said which gap matters in it. */
static bool write_sentence(Page *page, const ShownFinding *finding)
{
    Sentence sentence = sentence_minute(page->context->arena, finding);

    HTML_FILL(&page->html, "<li><p>{}", sentence.text);
    page_made_up(page);
    HTML_PUT(&page->html, "</p><p class=\"sure\">");
    write_bars(page, sentence.bars);
    HTML_FILL(&page->html, "{} <a href=\"#f-{}\">{}</a></p></li>\n", sentence.sure, finding->id,
              phrase_plain(PHRASE_PAGE_MORE));
    return sentence.unjudged;
}

#define TURNS 5

/* Gaps found first, then none, then what cannot be told, then what was not judged: each in the
   order of the study. */
static int turn(const Page *page, const ShownFinding *finding)
{
    if (finding == page->lead[0]) {
        return 0;
    }
    switch (finding->verdict.say) {
    case DATA_FOUND:
        return 1;
    case DATA_NONE:
        return 2;
    case DATA_UNCLEAR:
        return 3;
    case DATA_UNSEEN:
        break;
    }
    /* described, not judged: what a study asks of outcomes before what is written down */
    return check_is_of_writing(finding->check) ? 5 : 4;
}

/* Something is told, and not what is told already: of a finding whose numbers are hidden nothing
   can be, and over everyone each grouping of an outcome says the same. */
static bool has_news(const Page *page, const ShownFinding *finding, const ShownFinding *const *told,
                     size_t count)
{
    Arena *arena = page->context->arena;
    Str text = sentence_minute(arena, finding).text;
    size_t i;

    for (i = 0; i < count; i++) {
        if (str_equal(text, sentence_minute(arena, told[i]).text)) {
            return false;
        }
    }
    return text.length > 0;
}

/* How much a finding repeats those that are told already: 2 the same question of the same people, 1
   the same check of the same subject, or a second detail of one grouping. */
static int repeats(const ShownFinding *finding, const ShownFinding *const *told, size_t count)
{
    int most = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        bool subject = str_equal(finding->subject, told[i]->subject);

        if (finding == told[i]) {
            return 2;
        }
        most = subject && finding->check == told[i]->check ? 1 : most;
    }
    return most;
}

/* Gaps found first, and of these one for each question before a second of any. */
size_t page_list_minute(const Page *page, const ShownFinding **found, size_t most)
{
    size_t count = 0;
    int now;
    int again;
    size_t i;

    for (now = 0; now <= TURNS; now++) {
        for (again = 0; again <= 1; again++) {
            for (i = 0; i < shown_audit_finding_count(page->audit) && count < most; i++) {
                const ShownFinding *finding = shown_audit_finding(page->audit, i);

                if (page_shows(page, finding) && turn(page, finding) == now &&
                    repeats(finding, found, count) <= again &&
                    has_news(page, finding, found, count)) {
                    found[count++] = finding;
                }
            }
        }
    }
    return count;
}

void page_write_minute(Page *page)
{
    Html *html = &page->html;
    const ShownFinding *found[PAGE_MINUTE_MOST] = {NULL};
    size_t unseen = shown_audit_unseen_count(page->audit);
    bool unjudged = false;
    size_t count;
    size_t listed;
    size_t i;

    HTML_FILL(html,
              "<section class=\"min\" id=\"minute\" aria-labelledby=\"h-min\"><div "
              "class=\"w\">\n<h2 id=\"h-min\">{}</h2>\n<ol class=\"said\">\n",
              phrase_plain(PHRASE_IN_ONE_MINUTE));
    count = write_disagreements(page, 2);
    listed = page_list_minute(page, found, PAGE_MINUTE_MOST - count);
    for (i = 0; i < listed; i++) {
        unjudged |= write_sentence(page, found[i]);
    }
    if (count + listed == 0) {
        HTML_FILL(html, "<li><p>{}</p></li>\n", phrase_plain(PHRASE_NOTHING_TO_SAY));
    }
    HTML_PUT(html, "</ol>\n");
    if (unjudged) {
        HTML_FILL(html, "<p class=\"sure nl\">{}</p>\n", sentence_unjudged());
    }
    HTML_PUT(html, "<p class=\"sure nl\">");
    if (unseen > 0) {
        HTML_PHRASE(html, PHRASE_PAGE_UNLOOKED_THINGS,
                    {SLOT_COUNT, page_count(page, unseen), HTML_PLAIN},
                    {SLOT_LINK, phrase_plain(PHRASE_PAGE_THE_LIST), HTML_LINK(STR("notlooked"))});
    } else {
        HTML_PHRASE(html, PHRASE_PAGE_UNLOOKED,
                    {SLOT_LINK, phrase_plain(PHRASE_PAGE_THE_LIST), HTML_LINK(STR("notlooked"))});
    }
    HTML_PUT(html, "</p>\n</div></section>\n");
}
