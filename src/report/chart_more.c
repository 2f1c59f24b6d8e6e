/* The pictures that a finding has beside its own. */
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"

typedef struct More {
    const char *name; /* of its file, after the finding's */
    bool (*has)(const Page *page, const ShownFinding *finding);
    void (*write)(Page *page, const ShownFinding *finding);
} More;

static const More MORE[] = {
    {"combinations", chart_has_heat, chart_write_heat},
    {"average-and-gap", chart_has_quadrant, chart_write_quadrant},
    {"equiplot", chart_has_equiplot, chart_write_equiplot},
    {"funnel", chart_has_funnel, chart_write_funnel},
    {"day-by-day", chart_has_waits, chart_write_waits},
    {"label-choice", chart_has_label, chart_write_label},
    {"net-benefit", chart_has_benefit, chart_write_benefit},
    {"concentration", chart_has_concentration, chart_write_concentration},
};

_Static_assert(sizeof MORE / sizeof MORE[0] == CHART_MORE_COUNT, "one place for each");

void chart_write_more(Page *page, const ShownFinding *finding)
{
    for (size_t i = 0; i < CHART_MORE_COUNT; i++) {
        if (MORE[i].has(page, finding)) {
            MORE[i].write(page, finding);
        }
    }
}

void chart_write_folded(Page *page, const ShownFinding *finding)
{
    bool heat = chart_has_heat(page, finding);

    if (!heat && !chart_has_funnel(page, finding)) {
        return;
    }
    HTML_FILL(&page->html, "<details><summary>{}</summary>",
              PHRASE(page->context->arena, PHRASE_CHART_PICTURE, {SLOT_WHAT, finding->subject},
                     {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)}));
    if (heat) {
        chart_write_heat(page, finding);
    } else {
        chart_write_funnel(page, finding);
    }
    HTML_PUT(&page->html, "</details>\n");
}

bool chart_write_more_alone(Page *page, const ShownFinding *finding, size_t which, Str *name)
{
    if (which >= CHART_MORE_COUNT || !MORE[which].has(page, finding)) {
        return false;
    }
    *name = str_from(MORE[which].name);
    MORE[which].write(page, finding);
    return true;
}
