/* The first picture: which findings it shows, and the section that it stands in. */
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"
#include "report/sentence.h"

/* How much a finding is worth the first picture; 0: nothing of it can be shown. A gap found leads,
   of these a change over periods, then steps, then a gap; what is written down, and how,
   only where there is nothing else. */
static int worth(const Page *page, const ShownFinding *finding)
{
    bool found = finding->verdict.say == DATA_FOUND;

    if (!page_shows(page, finding) || chart_marks(finding) == 0) {
        return 0;
    }
    if (check_is_of_writing(finding->check)) {
        return found ? 3 : 1;
    }
    switch (chart_of(finding)) {
    case CHART_RIBBON:
        return found ? 7 : 4;
    case CHART_PATHWAY:
        return found ? 6 : 3;
    case CHART_PAIRS:
    case CHART_ROWS:
        break;
    }
    return found ? 5 : 2;
}

/* Two gaps of one grouping are told together: counted two ways. */
static bool goes_with(const Page *page, const ShownFinding *other, const ShownFinding *lead)
{
    return other != lead && page_shows(page, other) &&
           str_equal(other->dimension, lead->dimension) && other->unit == lead->unit &&
           other->part_count == lead->part_count && chart_of(other) == CHART_RIBBON;
}

void page_choose_lead(Page *page)
{
    int most = 0;
    size_t i;

    page->lead_count = 0;
    page->lead[0] = NULL;
    page->lead[1] = NULL;
    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);
        int own = worth(page, finding);

        if (own > most) {
            most = own;
            page->lead[0] = finding;
            page->lead_count = 1;
        }
    }
    if (page->lead_count == 0 || chart_of(page->lead[0]) != CHART_RIBBON) {
        return;
    }
    for (i = 0; i < shown_audit_finding_count(page->audit) && page->lead_count < 2; i++) {
        const ShownFinding *other = shown_audit_finding(page->audit, i);

        if (goes_with(page, other, page->lead[0])) {
            page->lead[page->lead_count++] = other;
        }
    }
}

bool page_is_lead(const Page *page, const ShownFinding *finding)
{
    return finding == page->lead[0] || finding == page->lead[1];
}

void page_write_lead_picture(Page *page, const ShownFinding *lead)
{
    if (chart_of(lead) == CHART_RIBBON && lead == page->lead[0]) {
        chart_write_ribbons(page, page->lead, page->lead_count);
    } else if (chart_of(lead) == CHART_RIBBON) {
        chart_write_ribbons(page, &lead, 1);
    } else {
        chart_write_finding(page, lead);
    }
}

/* Steps that end where a finding of the first picture counts, of the same grouping in an order. */
static bool ends_alike(const Page *page, const ShownFinding *steps)
{
    Str last = steps->parts[steps->part_count - 1].label;
    size_t i;

    for (i = 0; i < page->lead_count; i++) {
        const ShownFinding *lead = page->lead[i];

        if (str_equal(steps->dimension, lead->dimension) && str_equal(last, lead->subject) &&
            steps->parts[0].base->ordered) {
            return true;
        }
    }
    return false;
}

/* The first picture's finding in people: along the steps to it, where they are counted. */
static void write_hundred(Page *page, const ShownFinding *lead)
{
    size_t i;

    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (page_shows(page, finding) && chart_of(finding) == CHART_PATHWAY &&
            (finding == lead || ends_alike(page, finding)) && chart_write_hundred(page, finding)) {
            return;
        }
    }
    (void)chart_write_hundred(page, lead);
}

void page_write_lead(Page *page)
{
    Html *html = &page->html;
    const ShownFinding *lead = page->lead[0];

    if (lead == NULL) {
        HTML_FILL(html,
                  "<section class=\"w lead\" id=\"key\" aria-labelledby=\"h-key\"><h2 "
                  "id=\"h-key\">{}</h2>\n<p>{}</p></section>\n",
                  phrase_plain(PHRASE_PAGE_NOTHING_CAN_BE_SHOWN),
                  phrase_plain(PHRASE_PAGE_EITHER_NOTHING_WAS_LOOKED));
        return;
    }
    HTML_FILL(html,
              "<section class=\"w lead\" id=\"key\" aria-labelledby=\"h-key\">"
              "<h2 id=\"h-key\">{}</h2>\n<figure class=\"kp\"><figcaption><p>{}",
              sentence_title(page->context->arena, lead),
              sentence_counted(page->context->arena, lead));
    page_made_up(page);
    HTML_PUT(html, "</p></figcaption>\n");
    page_write_lead_picture(page, lead);
    page_write_below(page, lead);
    page_write_tables(page, lead);
    HTML_PUT(html, "</figure>\n");
    write_hundred(page, lead);
    HTML_PUT(html, "</section>\n");
}
