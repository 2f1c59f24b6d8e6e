/* A view for a board, on two pages of paper: what there is to decide, what cannot be told yet and
   what that would take, and what to ask. */
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/page.h"
#include "report/sentence.h"

#include "catalogue/knot.h"

/* Of a list on a page of paper; what is left over is counted. */
#define DECISIONS_MOST 4
#define OTHER_ACTIONS_MOST 3
#define UNTOLD_MOST 4
#define UNSEEN_MOST 4

/* What a board has to decide about: knots, each with the finding that it is told by, and gaps that
   speak to no knot. */
typedef struct Decisions {
    const ShownKnot *knots[DECISIONS_MOST];       /* NULL: a gap of no knot */
    const ShownFinding *findings[DECISIONS_MOST]; /* NULL: none may be shown here */
    size_t count;
    size_t rest; /* what would be here too */
} Decisions;

/* ---- what to decide ---- */

static bool is_told(const Decisions *decisions, const ShownFinding *finding)
{
    for (size_t i = 0; i < decisions->count; i++) {
        if (decisions->findings[i] == finding) {
            return true;
        }
    }
    return false;
}

/* Why the data say what they say of the knot: the finding of the first picture where it speaks to
   it, else one that no knot above was told by, else the first. */
static const ShownFinding *finding_of(const Page *page, const Decisions *above,
                                      const ShownKnot *knot)
{
    const ShownFinding *fresh = NULL;
    const ShownFinding *any = NULL;

    for (size_t i = 0; i < knot->finding_count; i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, knot->findings[i]);

        if (!page_shows(page, finding) || finding->verdict.say != knot->data) {
            continue;
        }
        if (finding == page->lead[0]) {
            return finding;
        }
        any = any == NULL ? finding : any;
        fresh = fresh == NULL && !is_told(above, finding) ? finding : fresh;
    }
    return fresh != NULL ? fresh : any;
}

static void add_decision(Decisions *decisions, const ShownKnot *knot, const ShownFinding *finding)
{
    if (decisions->count == DECISIONS_MOST) {
        decisions->rest++;
        return;
    }
    decisions->findings[decisions->count] = finding;
    decisions->knots[decisions->count++] = knot;
}

/* Where data and people disagree first, then gaps found, each in the order of the stops; then gaps
   that no knot names. */
static Decisions list_decisions(const Page *page)
{
    Decisions decisions = {.count = 0};

    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < shown_audit_knot_count(page->audit); i++) {
            const ShownKnot *knot = shown_audit_knot(page->audit, i);

            if (turn == 0 ? !knot->disagree : (knot->disagree || knot->data != DATA_FOUND)) {
                continue;
            }
            add_decision(&decisions, knot, finding_of(page, &decisions, knot));
        }
    }
    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (page_shows(page, finding) && finding->verdict.say == DATA_FOUND &&
            finding->knots.count == 0) {
            add_decision(&decisions, NULL, finding);
        }
    }
    return decisions;
}

void page_write_action(Page *page, const ShownAction *action)
{
    HTML_FILL(
        &page->html,
        "<dl><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</"
        "dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div></dl>\n",
        phrase_plain(PHRASE_PAGE_ACTION), page_or(action->what, phrase_plain(PHRASE_PAGE_NOT_SAID)),
        phrase_plain(PHRASE_PAGE_OWNER), page_or(action->owner, phrase_plain(PHRASE_NOBODY_YET)),
        phrase_plain(PHRASE_PAGE_DONE_BY),
        page_or(action->due, phrase_plain(PHRASE_PAGE_NO_DATE_YET)),
        phrase_plain(PHRASE_PAGE_MEASURED_AGAIN),
        page_or(action->remeasure, phrase_plain(PHRASE_PAGE_NO_DATE_YET)));
}

static void write_actions_of(Page *page, const ShownKnot *knot)
{
    size_t count = 0;

    for (size_t i = 0; knot != NULL && i < page->study->action_count; i++) {
        if (str_equal(page->study->actions[i].knot, knot->id)) {
            page_write_action(page, &page->study->actions[i]);
            count++;
        }
    }
    if (count == 0) {
        HTML_FILL(&page->html, "<p class=\"open\"><b>{}</b> {}</p>\n",
                  phrase_plain(PHRASE_PAGE_NO_ACTION_IS_NAMED),
                  phrase_plain(PHRASE_PAGE_TO_DECIDE_WHAT_CHANGES));
    }
}

/* A finding told further up is not told again. */
static void write_numbers(Page *page, const Decisions *decisions, size_t at)
{
    Html *html = &page->html;
    const ShownFinding *finding = decisions->findings[at];
    Sentence sentence;

    for (size_t i = 0; finding != NULL && i < at; i++) {
        if (decisions->findings[i] == finding) {
            HTML_FILL(html, "<p>{}</p>\n",
                      PHRASE(page->context->arena, PHRASE_NUMBERS_OF,
                             {SLOT_NAME, page_knot_name(page, decisions->knots[i]->id)}));
            return;
        }
    }
    if (finding == NULL) {
        HTML_FILL(html, "<p>{}</p>\n",
                  decisions->knots[at]->data == DATA_UNSEEN
                      ? phrase_plain(PHRASE_PAGE_NO_NUMBER_OF_THIS)
                      : phrase_plain(PHRASE_PAGE_ITS_NUMBERS_STAND_IN));
        return;
    }
    sentence = sentence_minute(page->context->arena, finding);
    HTML_FILL(html, "<p class=\"nm\">{}", sentence.text);
    page_made_up(page);
    HTML_FILL(html, "</p>\n<p class=\"src\">{}</p>\n", sentence.sure);
}

static bool is_judged(const Page *page)
{
    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (page_shows(page, finding) && !finding->verdict.no_margin) {
            return true;
        }
    }
    return false;
}

/* That nothing was found is no finding where nothing was judged. */
static void write_nothing(Page *page)
{
    if (is_judged(page)) {
        HTML_FILL(&page->html, "<p class=\"big1\">{}</p>\n",
                  phrase_plain(PHRASE_PAGE_NO_GAP_THAT_MATTERS));
    } else {
        HTML_FILL(&page->html, "<p class=\"big1\">{}</p>\n",
                  phrase_plain(PHRASE_PAGE_NOBODY_SAID_WHICH_GAP));
    }
}

static void write_knot(Page *page, const ShownKnot *knot)
{
    Html *html = &page->html;
    const Knot *about = knot_find(knot->id);

    HTML_FILL(html, "<h3>{}</h3>", page_knot_name(page, knot->id));
    if (about != NULL) {
        HTML_FILL(html, "<p class=\"ab\">{}</p>", about->name);
    }
    if (knot->disagree) {
        HTML_FILL(html, "<p><b>{}</b></p>", page_disagreement(knot));
    }
    HTML_PUT(html, "<div class=\"two\">");
    page_write_two_lines(page, knot);
    HTML_PUT(html, "</div>\n");
}

static void write_decisions(Page *page, const Decisions *decisions)
{
    Html *html = &page->html;

    HTML_FILL(html, "<h2>{}</h2>\n", phrase_plain(PHRASE_PAGE_WHAT_TO_DECIDE));
    if (decisions->count == 0) {
        write_nothing(page);
        return;
    }
    HTML_PUT(html, "<ol class=\"acts bd1\">\n");
    for (size_t i = 0; i < decisions->count; i++) {
        const ShownFinding *finding = decisions->findings[i];

        HTML_PUT(html, "<li>");
        if (decisions->knots[i] != NULL) {
            write_knot(page, decisions->knots[i]);
        } else {
            HTML_FILL(html, "<h3>{}</h3><p class=\"ab\">{}</p>\n", chart_name(page, finding),
                      phrase_plain(PHRASE_PAGE_A_GAP_THAT_SPEAKS));
        }
        write_numbers(page, decisions, i);
        write_actions_of(page, decisions->knots[i]);
        HTML_PUT(html, "</li>\n");
    }
    HTML_PUT(html, "</ol>\n");
    if (decisions->rest > 0) {
        HTML_FILL(html, "<p class=\"rest\">{}</p>\n", page_rest_words(page, decisions->rest));
    }
}

static bool is_decided(const Decisions *decisions, Str knot)
{
    for (size_t i = 0; i < decisions->count; i++) {
        if (decisions->knots[i] != NULL && str_equal(decisions->knots[i]->id, knot)) {
            return true;
        }
    }
    return false;
}

/* Actions for knots that are not above. */
static void write_other_actions(Page *page, const Decisions *decisions)
{
    Html *html = &page->html;
    size_t count = 0;

    for (size_t i = 0; i < page->study->action_count; i++) {
        const ShownAction *action = &page->study->actions[i];

        if (is_decided(decisions, action->knot)) {
            continue;
        }
        if (count == 0) {
            HTML_FILL(html, "<h2>{}</h2><ul class=\"pl2\">",
                      phrase_plain(PHRASE_PAGE_OTHER_ACTIONS_THAT_ARE));
        }
        if (count++ < OTHER_ACTIONS_MOST) {
            HTML_FILL(
                html, "<li>{}</li>",
                PHRASE(page->context->arena, PHRASE_BOARD_ACTION,
                       {SLOT_NAME, page_or(page_knot_name(page, action->knot),
                                           phrase_plain(PHRASE_PAGE_NO_KNOT))},
                       {SLOT_WHAT, page_or(action->what, phrase_plain(PHRASE_PAGE_NOT_SAID))},
                       {SLOT_OWNER, page_or(action->owner, phrase_plain(PHRASE_NOBODY_YET))},
                       {SLOT_DUE, page_or(action->due, phrase_plain(PHRASE_PAGE_NO_DATE_YET))},
                       {SLOT_AGAIN,
                        page_or(action->remeasure, phrase_plain(PHRASE_PAGE_NO_DATE_YET))}));
        }
    }
    if (count > OTHER_ACTIONS_MOST) {
        HTML_FILL(html, "<li>{}</li>", page_rest_words(page, count - OTHER_ACTIONS_MOST));
    }
    if (count > 0) {
        HTML_PUT(html, "</ul>\n");
    }
}

/* ---- what cannot be told yet ---- */

static bool is_untold(const Page *page, const ShownFinding *finding)
{
    return page_shows(page, finding) && finding->verdict.say == DATA_UNCLEAR;
}

/* What is counted for people comes before what is written down of them. */
static bool is_list(const ShownFinding *finding)
{
    return check_kind(finding->check)->of_rows;
}

/* The first of its subject that cannot be told, in the order of the page: others are counted. */
static bool is_first_untold(const Page *page, size_t index)
{
    const ShownFinding *finding = shown_audit_finding(page->audit, index);

    for (size_t i = 0; i < index; i++) {
        const ShownFinding *other = shown_audit_finding(page->audit, i);

        if (is_untold(page, other) && is_list(other) == is_list(finding) &&
            str_equal(other->subject, finding->subject)) {
            return false;
        }
    }
    return true;
}

static void write_untold_item(Page *page, const ShownFinding *finding)
{
    HTML_FILL(&page->html, "<li><b>{}</b> ({}). {}</li>\n", chart_name(page, finding),
              page_check_name(finding->check),
              page_or(sentence_small(page->context->arena, finding),
                      phrase_plain(PHRASE_PAGE_HOW_MANY_PEOPLE_IT_WOULD)));
}

static void write_untold(Page *page)
{
    Html *html = &page->html;
    size_t all = shown_audit_finding_count(page->audit);
    size_t untold = 0;
    size_t written = 0;

    HTML_FILL(html, "<h2 id=\"b2\">{}</h2><ul class=\"pl2\">\n",
              phrase_plain(PHRASE_PAGE_WHAT_CANNOT_BE_TOLD));
    for (int lists = 0; lists < 2; lists++) {
        for (size_t i = 0; i < all; i++) {
            const ShownFinding *finding = shown_audit_finding(page->audit, i);

            if (!is_untold(page, finding) || is_list(finding) != (lists == 1)) {
                continue;
            }
            untold++;
            if (written < UNTOLD_MOST && is_first_untold(page, i)) {
                write_untold_item(page, finding);
                written++;
            }
        }
    }
    if (untold > written) {
        HTML_FILL(html, "<li>{}</li>", page_rest_words(page, untold - written));
    }
    if (untold == 0) {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(PHRASE_PAGE_EVERY_QUESTION_THAT_WAS));
    }
    HTML_PUT(html, "</ul>\n");
}

static void write_unseen(Page *page)
{
    Html *html = &page->html;
    size_t count = shown_audit_unseen_count(page->audit);

    HTML_FILL(html, "<h2>{}</h2><p>{}</p><ul class=\"pl2\">",
              phrase_plain(PHRASE_PAGE_NOT_LOOKED_AT),
              phrase_plain(PHRASE_PAGE_NO_GAP_IN_THIS_LIST));
    for (size_t i = 0; i < count && i < UNSEEN_MOST; i++) {
        const ShownUnseen *unseen = shown_audit_unseen(page->audit, i);

        HTML_FILL(
            html, "<li><b>{}.</b> {}</li>", unseen->what,
            PHRASE(page->context->arena, PHRASE_NEEDED,
                   {SLOT_NEEDED, page_or(unseen->needed, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    }
    if (count > UNSEEN_MOST) {
        HTML_FILL(html, "<li>{}</li>", page_rest_words(page, count - UNSEEN_MOST));
    }
    if (count == 0) {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(PHRASE_PAGE_THE_STUDY_NAMES_NOTHING_THE));
    }
    HTML_PUT(html, "</ul>\n");
}

/* ---- questions to ask ---- */

/* The catalogue's question for each knot to decide about, and those that every board has. */
static void write_questions(Page *page, const Decisions *decisions)
{
    Html *html = &page->html;

    HTML_FILL(html, "<h2>{}</h2><ul class=\"pl2\">", phrase_plain(PHRASE_PAGE_QUESTIONS_TO_ASK));
    for (size_t i = 0; i < decisions->count; i++) {
        const ShownKnot *knot = decisions->knots[i];
        const Knot *about = knot == NULL ? NULL : knot_find(knot->id);

        if (about != NULL && about->asks.count > 0) {
            HTML_FILL(html, "<li><b>{}.</b> {}</li>\n", page_knot_name(page, knot->id),
                      about->asks.items[0]);
        }
    }
    if (page->study->voice_count == 0) {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(PHRASE_PAGE_NOBODY_WHOM_THESE_NUMBERS));
    } else {
        HTML_FILL(html, "<li>{}</li>", phrase_plain(PHRASE_PAGE_WHAT_DID_THOSE_WHO));
    }
    HTML_FILL(html, "<li>{}</li><li>{}</li></ul>\n", phrase_plain(PHRASE_PAGE_WHO_IS_NOT_IN),
              phrase_plain(PHRASE_PAGE_WHAT_DO_WE_STOP));
}

void page_write_board(Page *page)
{
    Html *html = &page->html;
    Decisions decisions = list_decisions(page);
    const ShownStudy *study = page->study;

    page_write_head(page, phrase_plain(PHRASE_PAGE_WHAT_TO_DECIDE_VIEW));
    HTML_FILL(
        html, "<section class=\"sheet\" aria-labelledby=\"b1\"><h1 id=\"b1\">{}</h1>\n",
        page_or(study->question, page_or(study->title, phrase_plain(PHRASE_PAGE_AN_EQUITY_AUDIT))));
    write_decisions(page, &decisions);
    write_other_actions(page, &decisions);
    HTML_FILL(html,
              "<p class=\"pgn\">{}</p></section>\n<section class=\"sheet\" aria-labelledby=\"b2\">",
              phrase_plain(PHRASE_PAGE_PAGE_1_OF_2));
    write_untold(page);
    write_unseen(page);
    write_questions(page, &decisions);
    HTML_FILL(html, "<h2>{}</h2><p>{}</p>\n<p class=\"pgn\">{}</p></section>\n",
              phrase_plain(PHRASE_PAGE_WHAT_CAN_STILL_CHANGE),
              page_can_change(page, phrase_plain(PHRASE_PAGE_NOT_SAID_2)),
              PHRASE(page->context->arena, PHRASE_PAGE_2_ASKED_BY,
                     {SLOT_BY, page_or(study->owner, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    page_write_end(page);
}
