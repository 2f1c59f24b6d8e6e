/* The average and the gap of each period, both from where they began: one point a period, in one of
   four fields. */
#include "report/chart_plane.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

#define HEIGHT 15.0

/* How far both moved from the first period to the last: the size of the gap, whichever side it is
   on. */
typedef struct Moved {
    ShownInterval average;
    ShownInterval gap;
    double side; /* of the gap: 1, or -1 where the first of the pair has less */
} Moved;

static const ShownPart *last_of(const ShownFinding *finding)
{
    return &finding->parts[finding->part_count - 1];
}

static bool has_averages(const ShownFinding *finding)
{
    for (size_t p = 0; p < finding->part_count; p++) {
        if (!figure_has(&finding->parts[p].overall)) {
            return false;
        }
    }
    return figure_has(&last_of(finding)->overall_change) &&
           figure_has_limits(&last_of(finding)->overall_change);
}

/* A gap that went to the other side has no size that grew or shrank. */
static bool kept_side(const ShownFinding *finding)
{
    double then = 0;
    double now = 0;

    return figure_gap_change(finding, &then, &now) != NULL && then * now >= 0 &&
           (then < 0 || then > 0 || now < 0 || now > 0);
}

bool chart_has_quadrant(const Page *page, const ShownFinding *finding)
{
    (void)page;
    return chart_of(finding) == CHART_RIBBON && has_averages(finding) && kept_side(finding);
}

static ShownInterval turned(const ShownInterval *change)
{
    ShownInterval out = *change;

    out.estimate.value = -change->estimate.value;
    out.low = change->high;
    out.low.value = -change->high.value;
    out.high = change->low;
    out.high.value = -change->low.value;
    return out;
}

static Moved moved_of(Page *page, const ShownFinding *finding)
{
    FigurePair pair = figure_pair(page->context->arena, finding, last_of(finding));
    Moved moved = {.average = last_of(finding)->overall_change,
                   .side = pair.first_value < pair.second_value ? -1 : 1};
    double then = 0;
    double now = 0;
    const ShownInterval *gap = figure_gap_change(finding, &then, &now);

    moved.gap = then < 0 || (then == 0 && now < 0) ? turned(gap) : *gap;
    return moved;
}

static PlanePoint point_at(Page *page, const ShownFinding *finding, const Moved *moved, size_t p)
{
    Arena *arena = page->context->arena;
    FigurePair first = figure_pair(arena, finding, &finding->parts[0]);
    FigurePair here = figure_pair(arena, finding, &finding->parts[p]);
    double gap_first = moved->side * (first.first_value - first.second_value);
    double gap_here = moved->side * (here.first_value - here.second_value);

    return (PlanePoint){.x = finding->parts[p].overall.estimate.value -
                             finding->parts[0].overall.estimate.value,
                        .y = gap_here - gap_first};
}

/* The next number that is short to say. */
static double round_end(double most, CheckUnit unit)
{
    static const double ENDS[] = {1, 2, 3, 4, 5, 6, 8, 10};
    double times = unit == SHOWN_PER_100 ? 100 : 1;
    double power = pow(10, floor(log10(most * times)));
    size_t i = 0;

    while (i + 1 < sizeof ENDS / sizeof ENDS[0] && ENDS[i] * power < most * times) {
        i++;
    }
    return ENDS[i] * power / times;
}

/* Both ways alike and as far to one side as to the other, so that the fields compare. */
static ChartPlane plane_of(Page *page, const ShownFinding *finding, const Moved *moved)
{
    double most = 0;
    ChartScale scale;

    for (size_t p = 0; p < finding->part_count; p++) {
        PlanePoint at = point_at(page, finding, moved, p);

        most = fmax(most, fmax(fabs(at.x), fabs(at.y)));
    }
    most = fmax(most, fmax(fabs(moved->average.low.value), fabs(moved->average.high.value)));
    most = fmax(most, fmax(fabs(moved->gap.low.value), fabs(moved->gap.high.value)));
    most = most > 0                         ? round_end(1.1 * most, finding->unit)
           : finding->unit == SHOWN_PER_100 ? 0.01
                                            : 1;
    scale =
        (ChartScale){.from = -most, .to = most, .step = most, .unit = finding->unit, .gaps = true};
    return (ChartPlane){
        .x = scale,
        .y = scale,
        .x_words = {phrase_plain(PHRASE_FIELDS_LOWER), phrase_plain(PHRASE_FIELDS_HIGHER)},
        .y_words = {phrase_plain(PHRASE_FIELDS_SMALLER), phrase_plain(PHRASE_FIELDS_LARGER)},
        .x_title = phrase_plain(PHRASE_FIELDS_ACROSS),
        .y_title = phrase_plain(PHRASE_FIELDS_UP),
        .name = chart_name(page, finding),
        .height = HEIGHT};
}

/* "8.1 higher (7.9 to 8.3)"; "between 0.2 lower and 1.3 higher" where it may not have moved. */
static Str words_of(Arena *arena, const ShownFinding *finding, const ShownInterval *change,
                    PlaneWords words)
{
    int digits = figure_held(finding);
    double low = change->low.value;
    double high = change->high.value;
    Str word = low > 0 ? words.above : words.below;
    Str size = figure_value(arena, finding->unit, fabs(change->estimate.value), digits);
    Str near = figure_value(arena, finding->unit, fmin(fabs(low), fabs(high)), digits);
    Str far = figure_value(arena, finding->unit, fmax(fabs(low), fabs(high)), digits);

    if (low > 0 || high < 0) {
        return PHRASE(arena, PHRASE_FIELDS_MOVED, {SLOT_NUMBER, size}, {SLOT_MORE, word},
                      {SLOT_FROM, near}, {SLOT_TO, far});
    }
    near = figure_value(arena, finding->unit, fabs(low), digits);
    far = figure_value(arena, finding->unit, fabs(high), digits);
    return PHRASE(arena, PHRASE_FIELDS_MOVED_UNCLEAR, {SLOT_FROM, near}, {SLOT_FEW, words.below},
                  {SLOT_TO, far}, {SLOT_MORE, words.above});
}

static Str said(Page *page, const ShownFinding *finding, const Moved *moved,
                const ChartPlane *plane)
{
    Arena *arena = page->context->arena;
    Str then = figure_quoted(arena, finding->parts[0].base->period);
    Str now = figure_quoted(arena, last_of(finding)->base->period);
    Str average = words_of(arena, finding, &moved->average, plane->x_words);
    Str gap = words_of(arena, finding, &moved->gap, plane->y_words);

    return PHRASE(arena,
                  finding->unit == SHOWN_PER_100 ? PHRASE_FIELDS_SAID_OF_100 : PHRASE_FIELDS_SAID,
                  {SLOT_THEN, then}, {SLOT_NOW, now}, {SLOT_AVERAGE, average}, {SLOT_GAP, gap});
}

/* The names of the four fields, in their corners. */
static void write_fields(Page *page, const ChartPlane *plane)
{
    static const PhraseId AVERAGE[] = {PHRASE_FIELDS_AVERAGE_LOWER, PHRASE_FIELDS_AVERAGE_HIGHER};
    static const PhraseId GAP[] = {PHRASE_FIELDS_GAP_SMALLER, PHRASE_FIELDS_GAP_LARGER};

    for (int right = 0; right < 2; right++) {
        for (int up = 0; up < 2; up++) {
            PlaneText place = {
                .at = {right ? plane->x.to : plane->x.from, up ? plane->y.to : plane->y.from},
                .across = right ? -0.4 : 0.4,
                .down = up ? 1.4 : -2.9,
                .anchor = right ? STR("end") : STR("start"),
                .look = STR("m fd")};

            plane_text(page, plane, place, phrase_plain(AVERAGE[right]));
            place.down += 1.2;
            plane_text(page, plane, place, phrase_plain(GAP[up]));
        }
    }
}

/* The two lines where nothing moved, which part the fields. */
static void write_still(Page *page, const ChartPlane *plane)
{
    PlanePoint left = {plane->x.from, 0};
    PlanePoint right = {plane->x.to, 0};
    PlanePoint low = {0, plane->y.from};
    PlanePoint high = {0, plane->y.to};

    plane_line(page, plane, STR("ref"), left, right);
    plane_line(page, plane, STR("ref"), low, high);
}

static void write_periods(Page *page, const ShownFinding *finding, const Moved *moved,
                          const ChartPlane *plane)
{
    size_t last = finding->part_count - 1;

    for (size_t p = 1; p <= last; p++) {
        plane_line(page, plane, STR("tr"), point_at(page, finding, moved, p - 1),
                   point_at(page, finding, moved, p));
    }
    for (size_t p = 1; p < last; p++) {
        plane_dot(page, plane, STR("pt o"), point_at(page, finding, moved, p), STR("2.8"));
    }
}

/* On the side that looks away from the other end, so that the two never meet. */
static void write_period(Page *page, const ChartPlane *plane, Str period, PlanePoint at, bool right,
                         bool above)
{
    plane_text(page, plane,
               (PlaneText){.at = at,
                           .across = right ? 0.7 : -0.7,
                           .down = above ? -0.6 : 1.3,
                           .anchor = right ? STR("start") : STR("end"),
                           .look = STR("la b")},
               period);
}

static void write_ends(Page *page, const ShownFinding *finding, const Moved *moved,
                       const ChartPlane *plane)
{
    PlanePoint then = {0, 0};
    PlanePoint now = point_at(page, finding, moved, finding->part_count - 1);
    PlanePoint left = {moved->average.low.value, now.y};
    PlanePoint right = {moved->average.high.value, now.y};
    PlanePoint low = {now.x, moved->gap.low.value};
    PlanePoint high = {now.x, moved->gap.high.value};

    plane_line(page, plane, STR("ci"), left, right);
    plane_line(page, plane, STR("ci"), low, high);
    plane_dot(page, plane, STR("pt o"), then, STR("5"));
    plane_dot(page, plane, STR("pt"), now, STR("5.5"));
    write_period(page, plane, finding->parts[0].base->period, then, now.x < 0, now.y <= 0);
    write_period(page, plane, last_of(finding)->base->period, now, now.x >= 0, now.y > 0);
}

void chart_write_quadrant(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    Moved moved = moved_of(page, finding);
    ChartPlane plane = plane_of(page, finding, &moved);
    Str words = said(page, finding, &moved, &plane);

    if (!page->alone) {
        HTML_FILL(html, "<div class=\"pl pq\"><h5>{}</h5><p>{}</p>\n",
                  phrase_plain(PHRASE_PAGE_AVERAGE_AND_GAP_TOGETHER), words);
    }
    plane_open(page, &plane, phrase_plain(PHRASE_FIELDS_TITLE), words);
    write_fields(page, &plane);
    write_still(page, &plane);
    write_periods(page, finding, &moved, &plane);
    write_ends(page, finding, &moved, &plane);
    plane_close(page);
    if (page->alone) {
        return;
    }
    HTML_FILL(
        html,
        "<p class=\"src\">{}</p>\n"
        "<details><summary>{}</summary><p>{}</p></details></div>\n",
        phrase_plain(finding->part_count > 2 ? PHRASE_FIELDS_SIGNS_RINGS : PHRASE_FIELDS_SIGNS),
        phrase_plain(PHRASE_HOW_TO_READ), phrase_plain(PHRASE_FIELDS_READING));
}
