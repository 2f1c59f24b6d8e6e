/* The view for the statement that NHS bodies publish on what they hold about inequalities: every
   outcome by deprivation, ethnicity, age and sex. The catalogue lists the items, and each is there
   or is said not to be. */
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/page.h"

#include "catalogue/standard.h"

static bool is_of_outcome(const ShownFinding *finding)
{
    return finding->check == CHECK_GAP || finding->check == CHECK_WAITS;
}

/* A finding of the outcome itself tells of the same period. */
static bool is_told(const ShownAudit *audit, const ShownFinding *change, const ShownPart *part)
{
    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *other = shown_audit_finding(audit, i);

        for (size_t p = 0; is_of_outcome(other) && p < other->part_count; p++) {
            const ShownTable *table = other->parts[p].base;

            if (str_equal(other->subject, change->subject) &&
                str_equal(other->dimension, change->dimension) && table->has_period &&
                str_equal(table->period, part->base->period)) {
                return true;
            }
        }
    }
    return false;
}

bool page_splits(const ShownAudit *audit, const ShownFinding *finding, const ShownPart *part,
                 Str about)
{
    return str_equal(finding->about, about) && !finding->combination && !finding->sensitive &&
           (is_of_outcome(finding) ||
            (finding->check == CHECK_CHANGE && !is_told(audit, finding, part)));
}

static bool is_held_back(const Page *page, Str about)
{
    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (finding->sensitive && str_equal(finding->about, about)) {
            return true;
        }
    }
    return false;
}

static void write_split(Page *page, Str about)
{
    Html *html = &page->html;
    size_t count = 0;

    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (finding->part_count > 0 &&
            page_splits(page->audit, finding, figure_main_part(finding), about)) {
            page_write_split_table(page, finding, figure_main_part(finding));
            count++;
        }
    }
    if (count == 0 && is_held_back(page, about)) {
        HTML_FILL(html, "<p class=\"open\"><b>{}</b> {}</p>\n",
                  phrase_plain(PHRASE_PAGE_NOT_SHOWN_IN_THIS),
                  phrase_plain(PHRASE_PAGE_THE_STUDY_SAYS_THAT));
    } else if (count == 0) {
        HTML_FILL(html, "<p class=\"open\"><b>{}</b> {}</p>\n", phrase_plain(PHRASE_PAGE_NOT_HELD),
                  phrase_plain(PHRASE_PAGE_NO_OUTCOME_OF_THIS));
    }
}

static void write_acts(Page *page)
{
    Html *html = &page->html;

    if (page->study->action_count == 0) {
        HTML_FILL(html, "<p class=\"open\"><b>{}</b> {}</p>\n", phrase_plain(PHRASE_PAGE_NOT_HELD),
                  phrase_plain(PHRASE_PAGE_NO_ACTION_IS_NAMED));
        return;
    }
    HTML_PUT(html, "<ol class=\"acts bd1\">\n");
    for (size_t i = 0; i < page->study->action_count; i++) {
        const ShownAction *action = &page->study->actions[i];

        HTML_FILL(html, "<li><h3>{}</h3>",
                  page_or(page_knot_name(page, action->knot),
                          phrase_plain(PHRASE_PAGE_NO_KNOT_IS_NAMED)));
        page_write_action(page, action);
        HTML_PUT(html, "</li>\n");
    }
    HTML_PUT(html, "</ol>\n");
}

static void write_published(Page *page)
{
    const ShownStudy *study = page->study;

    if (study->given_to.length == 0) {
        HTML_FILL(&page->html, "<p class=\"open\"><b>{}</b> {}</p>\n",
                  phrase_plain(PHRASE_PAGE_NOT_HELD), phrase_plain(PHRASE_PAGE_IT_IS_WRITTEN_OF));
        return;
    }
    HTML_FILL(&page->html, "<p>{}</p>\n",
              PHRASE(page->context->arena, PHRASE_GIVEN_BACK, {SLOT_TO, study->given_to},
                     {SLOT_WHEN, page_or(study->given_date, phrase_plain(PHRASE_PAGE_NOT_SAID))},
                     {SLOT_HOW, page_or(study->given_how, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
}

static void write_item(Page *page, const StandardItem *item)
{
    HTML_FILL(&page->html, "<h2 id=\"i-{}\">{}</h2>\n", item->item, item->label);
    if (str_equal(item->item, STR("act"))) {
        write_acts(page);
    } else if (str_equal(item->item, STR("publish"))) {
        write_published(page);
    } else {
        write_split(page, item->item);
    }
}

void page_write_split(Page *page)
{
    Html *html = &page->html;
    const Standard *standard = standard_find(STR("nhs-13sa"));
    const ShownStudy *study = page->study;

    page_write_head(page, phrase_plain(PHRASE_PAGE_OUTCOMES_SPLIT_AS_NHS));
    HTML_FILL(
        html, "<section class=\"sheet spl\" aria-labelledby=\"s1\"><h1 id=\"s1\">{}</h1>\n",
        page_or(study->question, page_or(study->title, phrase_plain(PHRASE_PAGE_AN_EQUITY_AUDIT))));
    HTML_FILL(html, "<p>{}. {} {}", standard->name, standard->note,
              phrase_plain(PHRASE_PAGE_EVERY_PERIOD));
    page_made_up(page);
    HTML_PUT(html, "</p>\n");
    for (size_t i = 0; i < standard->items.count; i++) {
        write_item(page, &standard->items.items[i]);
    }
    HTML_FILL(
        html, "<h2>{}</h2><p>{}</p>\n<p class=\"pgn\">{}</p></section>\n",
        phrase_plain(PHRASE_PAGE_PROTECTION),
        page_or(shown_audit_facts(page->audit)->rule, phrase_plain(PHRASE_PAGE_NO_RULE_WAS_IN)),
        PHRASE(page->context->arena, PHRASE_ASKED_BY_FULL,
               {SLOT_BY, page_or(study->owner, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    page_write_end(page);
}
