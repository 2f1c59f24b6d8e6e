/* Internal: pictures. Rows of marks are made as a model first, then written as a list of a page or
   as a picture that stands alone. Nothing is drawn for a number that is kept back. */
#ifndef UK_REPORT_CHART_H
#define UK_REPORT_CHART_H

#include "report/page.h"

typedef struct ChartScale {
    double from;
    double to;
    double step;
    CheckUnit unit;
    bool gaps; /* ticks say "5 fewer", "same", "5 more" */
} ChartScale;

typedef enum ChartMark {
    MARK_NONE,     /* a heading, or a number that is kept back */
    MARK_POINT,    /* with its interval */
    MARK_PAIR,     /* hollow then, filled now */
    MARK_EXPECTED, /* hollow: expected, another way, or then; below it filled, with its interval */
    MARK_BAR,
    MARK_HATCHED
} ChartMark;

typedef struct ChartRow {
    Str label;
    Str figure;
    Str why; /* instead of a mark: why there is none */
    ChartMark mark;
    bool folds;  /* says nothing but why: may be told together with others of that reason */
    bool hidden; /* its number is kept back; else there is none */
    bool gone;   /* while rows are folded: told in another one */
    bool last;   /* several groups without a mark, named in `why`; no label */
    bool heading;
    bool rule; /* "not recorded", under a dashed rule */
    bool judged;
    DataSay says;
    double value;
    double low; /* NaN: no interval */
    double high;
    double then;     /* of marks in pairs */
    double then_low; /* of MARK_EXPECTED; NaN: no interval */
    double then_high;
    double slope_from; /* NaN: no fitted line */
    double slope_to;
} ChartRow;

typedef struct ChartRows {
    ChartRow *rows;
    size_t count;
    ChartScale scale;
    Str head;      /* over the figures: "of 100" */
    Str title;     /* the finding, said */
    Str matters;   /* the margin, as people said it */
    double margin; /* shaded beyond it on both sides of zero; NaN: none */
    double zero;   /* a strong line; NaN: none */
    bool judged;
    Str then_label; /* of marks in pairs */
    Str now_label;
    bool expected; /* they are MARK_EXPECTED */
    Str slope_label;
} ChartRows;

static inline bool chart_is_pair(ChartMark mark)
{
    return mark == MARK_PAIR || mark == MARK_EXPECTED;
}

ChartScale chart_scale(double low, double high, CheckUnit unit);
/* The ticks 0 to chart_tick_count(), those that have words, and the words. */
size_t chart_tick_count(const ChartScale *scale);
bool chart_has_tick(const ChartScale *scale, size_t i);
Str chart_tick(Page *page, const ChartScale *scale, double value);
/* Percent of the width. */
double chart_at(const ChartScale *scale, double value);

typedef enum ChartKind {
    CHART_RIBBON,  /* a gap over periods, the same one shown in each of them */
    CHART_PATHWAY, /* out of 100, step by step */
    CHART_PAIRS,   /* then and now, or here and in the population */
    CHART_ROWS     /* each group, with its interval */
} ChartKind;

/* The one picture that suits a finding, wherever it stands. Nothing is written or taken. */
ChartKind chart_of(const ShownFinding *finding);
/* How many numbers of recorded groups the picture would draw; 0: all are kept back, or there are
   none. */
size_t chart_marks(const ShownFinding *finding);

/* The rows of its picture; of a ribbon, then and now. No rows when there is nothing to draw. */
ChartRows chart_rows_of(Page *page, const ShownFinding *finding);

/* A row's label, verdict and no mark; why it has none; those without a number from `from` on told
   together below the others; a scale that holds all marks and what matters. */
ChartRow chart_row_of(Page *page, const ShownFinding *finding, const ShownGroup *group);
void chart_row_nothing(ChartRow *row, const ShownGroup *group, const ShownInterval *interval);
void chart_fold_rows(Page *page, ChartRows *rows, size_t from);
void chart_fit_rows(ChartRows *rows, CheckUnit unit, bool from_zero);

void chart_write_rows(Page *page, const ChartRows *rows);
void chart_write_alone(Page *page, const ChartRows *rows);
/* The signs used, in words. */
void chart_write_key(Page *page, const ChartRows *rows);
/* The rows of the finding, under their key. */
void chart_write_finding(Page *page, const ShownFinding *finding);

/* One ribbon for each finding, on one scale; every finding has a ribbon. */
void chart_write_ribbons(Page *page, const ShownFinding *const *findings, size_t count);
/* The average beside the gap, one in 100 of the same height in both; nothing where there is no
   ribbon, or an average is kept back. */
void chart_write_trends(Page *page, const ShownFinding *finding);

/* "recovered, by deprivation" */
Str chart_name(Page *page, const ShownFinding *finding);

/* What has the same height everywhere on one scale: "one in 100", "one day". */
Str chart_step_words(CheckUnit unit);

/* 100 people in each of two groups, as dots: of a pathway how far they came, else counted or not.
   The ends of an order; else the group that the sentences tell of, and those it is compared with.
   False, and nothing is written, where one of the two cannot be drawn, or both look the same. */
bool chart_write_hundred(Page *page, const ShownFinding *finding);

/* Colours of a picture that stands alone. */
void chart_write_style(Page *page);

/* Title and description of a picture, and the attributes that tie them; ends the opening tag. */
void chart_open_svg(Page *page, Str height, Str title, Str description);
/* The same; `width` is that of a picture that stands alone, in pixels. */
void chart_open_sized(Page *page, Str width, Str height, Str title, Str description);

/* What a finding's numbers are good for beside its own picture: each where it suits, with how to
   read it folded below; nothing where no number of it is shown. */
void chart_write_more(Page *page, const ShownFinding *finding);

/* Folded, of a finding that has no picture in sight: what tells more than its table does. */
void chart_write_folded(Page *page, const ShownFinding *finding);

/* Each of these as a picture alone, by place; false, and nothing is written, where there are no
   more or this one does not suit. `name` is what its file is called after the finding's own. */
#define CHART_MORE_COUNT 8
bool chart_write_more_alone(Page *page, const ShownFinding *finding, size_t which, Str *name);

/* Of people who are in two groups at once, a table of cells, shaded by how much. */
bool chart_has_heat(const Page *page, const ShownFinding *finding);
void chart_write_heat(Page *page, const ShownFinding *finding);

/* The average and the gap of each period, from where they began. */
bool chart_has_quadrant(const Page *page, const ShownFinding *finding);
void chart_write_quadrant(Page *page, const ShownFinding *finding);
/* Of a pathway, all groups of an order on one line for each step. */
bool chart_has_equiplot(const Page *page, const ShownFinding *finding);
void chart_write_equiplot(Page *page, const ShownFinding *finding);
/* Many groups by size, beside what chance alone would do. */
bool chart_has_funnel(const Page *page, const ShownFinding *finding);
void chart_write_funnel(Page *page, const ShownFinding *finding);
/* Of waits in days: how many had been seen by which day. */
bool chart_has_waits(const Page *page, const ShownFinding *finding);
void chart_write_waits(Page *page, const ShownFinding *finding);
/* Of whom a score flags of those in most need: beside whom it flags of those with the outcome that
   it foretells, where the audit has both. */
bool chart_has_label(const Page *page, const ShownFinding *finding);
void chart_write_label(Page *page, const ShownFinding *finding);
/* Of whom a score flags of those with the outcome: what its flag is worth to each group. */
bool chart_has_benefit(const Page *page, const ShownFinding *finding);
void chart_write_benefit(Page *page, const ShownFinding *finding);
/* Of groups in an order, how many of all that is counted the worse off have. */
bool chart_has_concentration(const Page *page, const ShownFinding *finding);
void chart_write_concentration(Page *page, const ShownFinding *finding);

#endif
