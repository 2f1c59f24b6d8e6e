/* Many groups by their size, between the limits that chance alone would keep them in. */
#include "report/chart_plane.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

#define HEIGHT 18.0
/* Fewer make no funnel. */
#define GROUPS_LEAST 5
/* Points of each limit's line. */
#define CURVE 25
/* Names beside their marks: more would cover each other. */
#define NAMES_MOST 6

/* The marks that are drawn; and limits as multiples of one over the root of the people. */
typedef struct Funnel {
    const ShownPart *part;
    double middle;
    double inner;
    double outer;
    double least; /* people of the smallest group */
    double most;
    size_t count;
    size_t between; /* groups outside the inner limits alone */
    size_t outside;
} Funnel;

static const ShownExtra *extra_of(const ShownPart *part, size_t g)
{
    return &part->extras[g];
}

static bool is_drawn(const ShownPart *part, size_t g)
{
    const ShownGroup *group = &part->base->groups[g];

    return group->recorded && group->people.state == SHOWN_VALUE && group->people.value > 0 &&
           figure_has(&group->estimate) && figure_has_limits(&extra_of(part, g)->chance) &&
           figure_has_limits(&extra_of(part, g)->chance_wide);
}

bool chart_has_funnel(const Page *page, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    size_t count = 0;

    (void)page;
    for (size_t g = 0; part != NULL && part->extras != NULL && g < part->base->group_count; g++) {
        count += is_drawn(part, g) ? 1u : 0u;
    }
    return count >= GROUPS_LEAST && finding->unit == SHOWN_PER_100 && figure_has(&part->overall);
}

static bool is_outside(const ShownInterval *limits, const ShownGroup *group)
{
    return group->estimate.estimate.value < limits->low.value ||
           group->estimate.estimate.value > limits->high.value;
}

static double times_root(const ShownInterval *limits, double middle, double people)
{
    return fmax(limits->high.value - middle, middle - limits->low.value) * sqrt(people);
}

/* The limits of the largest group tell them for every size: they are nowhere cut off at 0 or 1
   less. */
static Funnel funnel_of(const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    Funnel funnel = {.part = part, .middle = part->overall.estimate.value, .least = INFINITY};

    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];
        const ShownExtra *extra = extra_of(part, g);

        if (!is_drawn(part, g)) {
            continue;
        }
        funnel.count++;
        funnel.least = fmin(funnel.least, group->people.value);
        if (group->people.value > funnel.most) {
            funnel.most = group->people.value;
            funnel.inner = times_root(&extra->chance, funnel.middle, funnel.most);
            funnel.outer = times_root(&extra->chance_wide, funnel.middle, funnel.most);
        }
        if (is_outside(&extra->chance_wide, group)) {
            funnel.outside++;
        } else if (is_outside(&extra->chance, group)) {
            funnel.between++;
        }
    }
    return funnel;
}

static double limit_at(const Funnel *funnel, double times, double people)
{
    return fmax(0, fmin(1, funnel->middle + times / sqrt(people)));
}

static ChartPlane plane_of(Page *page, const ShownFinding *finding, const Funnel *funnel, Str rows)
{
    double low = limit_at(funnel, -funnel->outer, funnel->least);
    double high = limit_at(funnel, funnel->outer, funnel->least);

    for (size_t g = 0; g < funnel->part->base->group_count; g++) {
        if (is_drawn(funnel->part, g)) {
            low = fmin(low, funnel->part->base->groups[g].estimate.estimate.value);
            high = fmax(high, funnel->part->base->groups[g].estimate.estimate.value);
        }
    }
    return (ChartPlane){.x = chart_scale(0, 1.2 * funnel->most, SHOWN_OWN_UNIT),
                        .y = chart_scale(low, high, SHOWN_PER_100),
                        .x_title = rows,
                        .y_title = phrase_plain(PHRASE_FUNNEL_UP),
                        .name = chart_name(page, finding),
                        .height = HEIGHT};
}

/* From the smallest group to the end of the scale. */
static void write_limit(Page *page, const ChartPlane *plane, const Funnel *funnel, double times,
                        Str look)
{
    PlanePoint points[CURVE];

    for (size_t i = 0; i < CURVE; i++) {
        /* closer together where the line bends more */
        double share = (double)(i * i) / ((CURVE - 1) * (CURVE - 1));

        points[i].x = funnel->least + (plane->x.to - funnel->least) * share;
        points[i].y = limit_at(funnel, times, points[i].x);
    }
    plane_curve(page, plane, look, points, CURVE);
}

static void write_limits(Page *page, const ChartPlane *plane, const Funnel *funnel)
{
    PlanePoint left = {0, funnel->middle};
    PlanePoint right = {plane->x.to, funnel->middle};
    double end = plane->x.to;
    double side = 0.3 * funnel->most;
    PlaneText outer = {.at = {end, limit_at(funnel, funnel->outer, end)},
                       .across = -0.2,
                       .down = -0.5,
                       .anchor = STR("end"),
                       .look = STR("m la")};
    PlaneText inner = {.at = {side, limit_at(funnel, -funnel->inner, side)},
                       .across = 0,
                       .down = -0.4,
                       .anchor = STR("start"),
                       .look = STR("m la")};
    PlaneText everyone = {
        .at = right, .across = -0.2, .down = 0.33, .anchor = STR("end"), .look = STR("m la")};

    plane_line(page, plane, STR("ref"), left, right);
    write_limit(page, plane, funnel, funnel->outer, STR("fw"));
    write_limit(page, plane, funnel, funnel->inner, STR("fn"));
    write_limit(page, plane, funnel, -funnel->inner, STR("fn"));
    write_limit(page, plane, funnel, -funnel->outer, STR("fw"));
    plane_text(page, plane, outer, phrase_plain(PHRASE_FUNNEL_OUTER));
    plane_text(page, plane, inner, phrase_plain(PHRASE_FUNNEL_INNER));
    plane_text(page, plane, everyone, phrase_plain(PHRASE_EVERYONE));
}

static void write_name(Page *page, const ChartPlane *plane, const ShownGroup *group, PlanePoint at)
{
    bool right = at.x > plane->x.to / 2;

    plane_text(page, plane,
               (PlaneText){.at = at,
                           .across = right ? -0.7 : 0.7,
                           .down = 0.35,
                           .anchor = right ? STR("end") : STR("start"),
                           .look = STR("la b")},
               str_show(page->context->arena, group->level, 24));
}

static void write_groups(Page *page, const ChartPlane *plane, const Funnel *funnel)
{
    const ShownPart *part = funnel->part;

    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];
        PlanePoint at = {group->people.value, group->estimate.estimate.value};

        if (!is_drawn(part, g)) {
            continue;
        }
        if (is_outside(&extra_of(part, g)->chance_wide, group)) {
            plane_diamond(page, plane, STR("c"), at);
            if (funnel->outside <= NAMES_MOST) {
                write_name(page, plane, group, at);
            }
        } else if (is_outside(&extra_of(part, g)->chance, group)) {
            plane_dot(page, plane, STR("pt o"), at, STR("4"));
        } else {
            plane_dot(page, plane, STR("pt"), at, STR("3.5"));
        }
    }
}

static Str said(Page *page, const Funnel *funnel)
{
    Arena *arena = page->context->arena;

    return PHRASE(arena, PHRASE_FUNNEL_SAID, {SLOT_GROUPS, phrase_count(arena, funnel->count)},
                  {SLOT_NUMBER, phrase_count(arena, funnel->outside)},
                  {SLOT_OTHER_NUMBER, phrase_count(arena, funnel->between)});
}

void chart_write_funnel(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    Arena *arena = page->context->arena;
    Funnel funnel = funnel_of(finding);
    Str rows = figure_rows(arena, finding->row);
    ChartPlane plane =
        plane_of(page, finding, &funnel, PHRASE(arena, PHRASE_FUNNEL_ACROSS, {SLOT_ROWS, rows}));
    Str words = said(page, &funnel);

    if (!page->alone) {
        HTML_FILL(html, "<div class=\"pl pn\"><h5>{}</h5><p>{}</p>\n",
                  phrase_plain(PHRASE_FUNNEL_HEADING), words);
    }
    plane_open(page, &plane, phrase_plain(PHRASE_FUNNEL_TITLE), words);
    write_limits(page, &plane, &funnel);
    write_groups(page, &plane, &funnel);
    plane_close(page);
    if (page->alone) {
        return;
    }
    HTML_FILL(html,
              "<p class=\"src\">{}</p>\n"
              "<details><summary>{}</summary><p>{}</p></details></div>\n",
              phrase_plain(PHRASE_FUNNEL_SIGNS), phrase_plain(PHRASE_HOW_TO_READ),
              phrase_plain(PHRASE_FUNNEL_READING));
}
