/* How many people it would take, where the data cannot tell yet. */
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/page.h"

#include <math.h>

/* What the section counts before it writes its table. */
typedef struct Precision {
    size_t judged;
    size_t open;  /* of them, those that name a group too small to tell */
    double least; /* people in each of two groups, over all rows; least > most: none is known */
    double most;
} Precision;

static bool is_judged(const ShownFinding *finding)
{
    return !finding->verdict.no_margin && finding->verdict.say != DATA_UNSEEN;
}

static Precision look_over(const Page *page)
{
    Precision precision = {.least = INFINITY, .most = -INFINITY};

    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);
        const ShownVerdict *verdict = &finding->verdict;

        if (!page_shows(page, finding) || !is_judged(finding)) {
            continue;
        }
        precision.judged++;
        precision.open += verdict->small_count > 0;
        for (size_t g = 0; g < verdict->small_count; g++) {
            precision.least = fmin(precision.least, verdict->small[g].to_tell);
            precision.most = fmax(precision.most, verdict->small[g].to_tell);
        }
    }
    return precision;
}

static Str people_of(Page *page, double people)
{
    return isfinite(people) && people > 0 ? page_count(page, (size_t)people)
                                          : phrase_plain(PHRASE_NONE_SHOWN);
}

/* "assessed, by deprivation" */
static Str question_of(Page *page, const ShownFinding *finding)
{
    Arena *arena = page->context->arena;
    const ShownPart *part = figure_main_part(finding);
    bool step = finding->check == CHECK_PATHWAY && part->label.length > 0;
    Str what = step ? part->label : finding->subject;

    return PHRASE(
        arena, PHRASE_PAGE_PRECISION_OF,
        {SLOT_NAME, PHRASE(arena, PHRASE_CHART_NAME, {SLOT_WHAT, what},
                           {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)})},
        {SLOT_CHECK, page_check_name(finding->check)});
}

static Str width_of(Page *page, const ShownFinding *finding, const ShownInterval *gap)
{
    return !figure_has_limits(gap)
               ? phrase_plain(PHRASE_NONE_SHOWN)
               : figure_value(page->context->arena, finding->unit, gap->high.value - gap->low.value,
                              figure_kept(finding->unit, &gap->low, 1));
}

static Str settled_by(Page *page, const ShownVerdictGroup *group)
{
    switch (group->why) {
    case NEEDED_KNOWN:
        return people_of(page, group->needed);
    case NEEDED_CLOSE:
        return phrase_plain(PHRASE_PAGE_TOO_CLOSE);
    case NEEDED_UNKNOWN:
        break;
    }
    return phrase_plain(PHRASE_NOT_KNOWN);
}

static void write_row(Page *page, const ShownFinding *finding, const ShownVerdictGroup *small)
{
    const ShownGroup *group = figure_find(figure_main_part(finding)->base, small->level);
    Arena *arena = page->context->arena;

    if (group == NULL) {
        return;
    }
    HTML_FILL(&page->html, "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}\n",
              page_group_head(page, group), figure_count(arena, &group->people),
              figure_gap_of(arena, finding->unit, &group->difference),
              figure_range(arena, finding->unit, &group->difference, 1),
              width_of(page, finding, &group->difference), settled_by(page, small),
              people_of(page, small->to_tell));
}

/* The groups of one question, under a line that says it once. */
static void write_question(Page *page, const ShownFinding *finding)
{
    HTML_FILL(&page->html, "<tbody><tr><th colspan=\"7\" scope=\"rowgroup\">{}\n",
              question_of(page, finding));
    for (size_t g = 0; g < finding->verdict.small_count; g++) {
        write_row(page, finding, &finding->verdict.small[g]);
    }
    HTML_PUT(&page->html, "</tbody>");
}

static void write_table(Page *page)
{
    HTML_FILL(&page->html, "<details><summary>{}</summary>",
              phrase_plain(PHRASE_PAGE_TABLE_HOW_MANY_PEOPLE));
    page_open_table(page, phrase_plain(PHRASE_PAGE_HOW_MANY_PEOPLE_IT_WOULD_TAKE));
    HTML_FILL(
        &page->html,
        "<thead><tr><th scope=\"col\" class=\"t\">{}<th scope=\"col\">{}<th scope=\"col\">{}<th "
        "scope=\"col\">{}<th scope=\"col\">{}<th scope=\"col\">{}<th scope=\"col\">{}</thead>\n",
        phrase_plain(PHRASE_PAGE_GROUP), phrase_plain(PHRASE_PAGE_COUNTED),
        phrase_plain(PHRASE_PAGE_GAP), phrase_plain(PHRASE_PAGE_INTERVAL),
        phrase_plain(PHRASE_PAGE_ITS_WIDTH), phrase_plain(PHRASE_PAGE_TO_SETTLE_IT),
        phrase_plain(PHRASE_PAGE_TO_FIND_A_GAP));
    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (page_shows(page, finding) && is_judged(finding) && finding->verdict.small_count > 0) {
            write_question(page, finding);
        }
    }
    HTML_PUT(&page->html, "</table></div>\n</details>\n");
}

void page_write_precision(Page *page)
{
    Precision precision = look_over(page);
    Html *html = &page->html;

    if (precision.open == 0) {
        return;
    }
    HTML_FILL(html,
              "<section class=\"blk w\" id=\"people-needed\" aria-labelledby=\"h-need\"><h2 "
              "id=\"h-need\">{}</h2>\n<p>{}</p>\n",
              phrase_plain(PHRASE_PAGE_HOW_MANY_PEOPLE_IT),
              PHRASE(page->context->arena, PHRASE_QUESTIONS_JUDGED,
                     {SLOT_NUMBER, page_count(page, precision.judged)},
                     {SLOT_UNCLEAR, page_count(page, precision.open)}));
    if (precision.least <= precision.most) {
        HTML_FILL(html, "<p>{}</p>\n",
                  PHRASE(page->context->arena, PHRASE_TO_FIND_A_GAP,
                         {SLOT_FROM, people_of(page, precision.least)},
                         {SLOT_TO, people_of(page, precision.most)}));
    }
    HTML_FILL(html, "<p class=\"src\">{}</p>\n", phrase_plain(PHRASE_PAGE_TO_SETTLE_IT_IS));
    write_table(page);
    HTML_PUT(html, "</section>\n");
}
