/* The view for the statement that NHS bodies publish on what they hold about inequalities: every
   outcome by deprivation, ethnicity, age and sex. The catalogue lists the items, and each is there
   or is said not to be. */
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
        HTML_PUT(html, "<p class=\"open\"><b>Not shown in this view.</b> The study says that this "
                       "group is sensitive; the full report has it.</p>\n");
    } else if (count == 0) {
        HTML_PUT(html, "<p class=\"open\"><b>Not held.</b> No outcome of this study is split by "
                       "it.</p>\n");
    }
}

static void write_acts(Page *page)
{
    Html *html = &page->html;

    if (page->study->action_count == 0) {
        HTML_PUT(html, "<p class=\"open\"><b>Not held.</b> No action is named.</p>\n");
        return;
    }
    HTML_PUT(html, "<ol class=\"acts bd1\">\n");
    for (size_t i = 0; i < page->study->action_count; i++) {
        const ShownAction *action = &page->study->actions[i];

        HTML_FILL(html, "<li><h3>{}</h3>",
                  page_or(page_knot_name(page, action->knot), STR("No knot is named")));
        page_write_action(page, action);
        HTML_PUT(html, "</li>\n");
    }
    HTML_PUT(html, "</ol>\n");
}

static void write_published(Page *page)
{
    const ShownStudy *study = page->study;

    if (study->given_to.length == 0) {
        HTML_PUT(&page->html, "<p class=\"open\"><b>Not held.</b> It is written of nobody that "
                              "this was given back to them.</p>\n");
        return;
    }
    HTML_FILL(&page->html, "<p>To: {}. When: {}. How: {}.</p>\n", study->given_to,
              page_or(study->given_date, STR("not said")),
              page_or(study->given_how, STR("not said")));
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

    page_write_head(page, STR("Outcomes split as NHS bodies in England publish them"));
    HTML_FILL(html, "<section class=\"sheet spl\" aria-labelledby=\"s1\"><h1 id=\"s1\">{}</h1>\n",
              page_or(study->question, page_or(study->title, STR("An equity audit"))));
    HTML_FILL(html,
              "<p>{}. {} The table that --csv writes has every period. Who is not recorded has "
              "a row.",
              standard->name, standard->note);
    page_made_up(page);
    HTML_PUT(html, "</p>\n");
    for (size_t i = 0; i < standard->items.count; i++) {
        write_item(page, &standard->items.items[i]);
    }
    HTML_FILL(html,
              "<h2>Protection</h2><p>{}</p>\n<p class=\"pgn\">Asked by: {}. A gap is a prompt to "
              "look, not proof of its cause. The full audit has definitions and "
              "methods.</p></section>\n",
              page_or(shown_audit_facts(page->audit)->rule, STR("No rule was in force.")),
              page_or(study->owner, STR("not said")));
    page_write_end(page);
}
