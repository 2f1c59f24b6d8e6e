/* Of groups in an order, from the worst off: what share of everything counted they have, beside
   what share of the people they are. From the counts as they are shown, so no number is new. */
#include "report/chart_plane.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

#define HEIGHT 17.0
/* Fewer make no curve. */
#define GROUPS_LEAST 3

/* The last group of a part of the order: of everyone, and of what is counted. */
typedef struct Reached {
    size_t groups;
    double people;
    double events;
} Reached;

static const ShownPart *part_of(const ShownFinding *finding)
{
    return figure_main_part(finding);
}

static bool can_be_added_up(const ShownGroup *group)
{
    return group->people.state == SHOWN_VALUE && group->total.state == SHOWN_VALUE &&
           group->people.value > 0;
}

bool chart_has_concentration(const Page *page, const ShownFinding *finding)
{
    const ShownPart *part = part_of(finding);
    size_t count = 0;
    double events = 0;

    (void)page;
    if (part == NULL || !part->base->ordered || part->base->weighted ||
        finding->unit != SHOWN_PER_100 ||
        (finding->check != CHECK_GAP && finding->check != CHECK_WAITS &&
         finding->check != CHECK_CHANGE)) {
        return false;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        if (group->recorded && !can_be_added_up(group)) {
            return false; /* a curve with a group left out would be another one */
        }
        count += group->recorded ? 1u : 0u;
        events += group->recorded ? group->total.value : 0;
    }
    return count >= GROUPS_LEAST && events > 0;
}

/* After the first `groups` of the order. */
static Reached reached_by(const ShownTable *table, size_t groups)
{
    Reached all = {.groups = 0};
    Reached own = {.groups = groups};

    for (size_t g = 0; g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];

        if (!group->recorded) {
            continue;
        }
        if (all.groups < groups) {
            own.people += group->people.value;
            own.events += group->total.value;
        }
        all.people += group->people.value;
        all.events += group->total.value;
        all.groups++;
    }
    own.people /= all.people;
    own.events /= all.events;
    return own;
}

static size_t count_groups(const ShownTable *table)
{
    size_t count = 0;

    for (size_t g = 0; g < table->group_count; g++) {
        count += table->groups[g].recorded ? 1u : 0u;
    }
    return count;
}

/* Where the worse-off half ends, as nearly as the groups do. */
static Reached half_of(const ShownTable *table)
{
    Reached best = reached_by(table, 1);

    for (size_t groups = 2; groups < count_groups(table); groups++) {
        Reached next = reached_by(table, groups);

        best = fabs(next.people - 0.5) < fabs(best.people - 0.5) ? next : best;
    }
    return best;
}

static Str said(Page *page, const ShownFinding *finding, const Reached *half)
{
    Arena *arena = page->context->arena;
    const ShownTable *table = part_of(finding)->base;
    Str people = figure_value(arena, SHOWN_PER_100, half->people, 0);
    Str events = figure_value(arena, SHOWN_PER_100, half->events, 0);
    Str rows = figure_counted(arena, finding);
    Str subject = figure_subject(arena, finding);

    return PHRASE(arena, PHRASE_CURVE_SAID, {SLOT_COUNT, phrase_count(arena, half->groups)},
                  {SLOT_GROUPS, phrase_count(arena, count_groups(table))}, {SLOT_NUMBER, people},
                  {SLOT_ROWS, rows}, {SLOT_OTHER_NUMBER, events}, {SLOT_WHAT, subject});
}

static const ShownMeasure *index_of(const ShownTable *table)
{
    for (size_t m = 0; m < table->measure_count; m++) {
        if (str_equal(table->measures[m].id, STR("rci"))) {
            return &table->measures[m];
        }
    }
    return NULL;
}

/* "Concentration index, relative: 0.02 (0.01 to 0.03)", which tells how sure. */
static void write_index(Page *page, const ShownFinding *finding)
{
    const ShownTable *table = part_of(finding)->base;
    const ShownMeasure *index = index_of(table);

    bool has = index != NULL && figure_has(&index->value);

    HTML_FILL(&page->html, "<p class=\"src\">{}</p>\n",
              has ? PHRASE(page->context->arena, PHRASE_CURVE_INDEX,
                           {SLOT_INDEX, page_measure_text(page, finding, index)})
                  : phrase_plain(PHRASE_CURVE_NO_INTERVAL));
}

static void write_curve(Page *page, const ChartPlane *plane, const ShownTable *table)
{
    PlanePoint before = {0, 0};

    for (size_t groups = 1; groups <= count_groups(table); groups++) {
        Reached here = reached_by(table, groups);
        PlanePoint at = {here.people, here.events};

        plane_line(page, plane, STR("ln"), before, at);
        before = at;
    }
    for (size_t groups = 1; groups < count_groups(table); groups++) {
        Reached here = reached_by(table, groups);
        PlanePoint at = {here.people, here.events};

        plane_dot(page, plane, STR("pt"), at, STR("3"));
    }
}

static void write_half(Page *page, const ChartPlane *plane, const Reached *half)
{
    Arena *arena = page->context->arena;
    PlanePoint at = {half->people, half->events};
    Str people = figure_value(arena, SHOWN_PER_100, half->people, 0);
    Str events = figure_value(arena, SHOWN_PER_100, half->events, 0);
    PlaneText place = {
        .at = at, .across = 0.8, .down = 1.5, .anchor = STR("start"), .look = STR("la")};

    plane_dot(page, plane, STR("pt"), at, STR("5.5"));
    plane_text(page, plane, place, PHRASE(arena, PHRASE_CURVE_PEOPLE, {SLOT_NUMBER, people}));
    place.down += 1.25;
    place.look = STR("la b");
    plane_text(page, plane, place, PHRASE(arena, PHRASE_CURVE_COUNTED, {SLOT_NUMBER, events}));
}

static ChartPlane plane_of(Page *page, const ShownFinding *finding)
{
    ChartScale scale = {.from = 0, .to = 1, .step = 0.25, .unit = SHOWN_PER_100};

    return (ChartPlane){.x = scale,
                        .y = scale,
                        .x_title = phrase_plain(PHRASE_CURVE_ACROSS),
                        .y_title = phrase_plain(PHRASE_CURVE_UP),
                        .name = chart_name(page, finding),
                        .height = HEIGHT};
}

void chart_write_concentration(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    const ShownTable *table = part_of(finding)->base;
    ChartPlane plane = plane_of(page, finding);
    Reached half = half_of(table);
    Str words = said(page, finding, &half);
    PlanePoint none = {0, 0};
    PlanePoint all = {1, 1};
    PlaneText place = {.at = {0.75, 0.75},
                       .across = -0.6,
                       .down = -0.5,
                       .anchor = STR("end"),
                       .look = STR("m la")};

    if (!page->alone) {
        HTML_FILL(html, "<div class=\"pl pc\"><h5>{}</h5><p>{}</p>\n",
                  phrase_plain(PHRASE_CURVE_HEADING), words);
    }
    plane_open(page, &plane, phrase_plain(PHRASE_CURVE_TITLE), words);
    plane_line(page, &plane, STR("diag"), none, all);
    plane_text(page, &plane, place, phrase_plain(PHRASE_CURVE_ALIKE));
    write_curve(page, &plane, table);
    write_half(page, &plane, &half);
    plane_close(page);
    if (page->alone) {
        return;
    }
    write_index(page, finding);
    HTML_FILL(html, "<details><summary>{}</summary><p>{}</p></details></div>\n",
              phrase_plain(PHRASE_HOW_TO_READ), phrase_plain(PHRASE_CURVE_READING));
}
