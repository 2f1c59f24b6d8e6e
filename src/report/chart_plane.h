/* Internal: pictures with a value each way, on a grid. Widths are in percent and heights in em, so
   that words keep their size on every screen. */
#ifndef UK_REPORT_CHART_PLANE_H
#define UK_REPORT_CHART_PLANE_H

#include "report/chart.h"

/* What a number of a scale is called: "2 lower", "same", "2 higher". Empty: the number alone. */
typedef struct PlaneWords {
    Str below; /* zero */
    Str above;
} PlaneWords;

typedef struct ChartPlane {
    ChartScale x;
    ChartScale y;
    PlaneWords x_words;
    PlaneWords y_words;
    Str x_title;   /* below the picture */
    Str y_title;   /* above it */
    Str name;      /* over a picture that stands alone */
    double height; /* em of the ground */
} ChartPlane;

typedef struct PlanePoint {
    double x; /* in the unit of each scale */
    double y;
} PlanePoint;

/* Where a text stands beside its point. */
typedef struct PlaneText {
    PlanePoint at;
    double across; /* em to the right */
    double down;   /* em */
    Str anchor;    /* "start", "middle", "end" */
    Str look;      /* class */
} PlaneText;

/* Title and description, which say what is found; ground, grid and numbers of both scales. */
void plane_open(Page *page, const ChartPlane *plane, Str title, Str description);
void plane_close(Page *page);

void plane_line(Page *page, const ChartPlane *plane, Str look, PlanePoint from, PlanePoint to);
/* Straight from each point to the next. */
void plane_curve(Page *page, const ChartPlane *plane, Str look, const PlanePoint *points,
                 size_t count);
/* `radius` in pixels, as text. */
void plane_dot(Page *page, const ChartPlane *plane, Str look, PlanePoint at, Str radius);
void plane_diamond(Page *page, const ChartPlane *plane, Str look, PlanePoint at);
void plane_text(Page *page, const ChartPlane *plane, PlaneText place, Str text);

#endif
