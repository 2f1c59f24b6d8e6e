/* A finding of its own, and a page that its pictures are written on, for tests of pictures. */
#ifndef UK_TESTS_REPORT_DRAWING_H
#define UK_TESTS_REPORT_DRAWING_H

#include "report/page.h"
#include "report_sample.h"

#include <string.h>

#define GROUPS 4

/* A finding of its own, and a page that pictures are written on. */
typedef struct Drawing {
    Context context;
    Text text;
    Page page;
    Sample sample;
    ShownFinding *finding;
} Drawing;

static inline void drawing_open(Drawing *drawing, CheckKind check)
{
    Arena *arena = arena_new((size_t)1 << 24);

    *drawing = (Drawing){.context = {.arena = arena}, .text = text_new(arena)};
    drawing->sample = (Sample){arena, arena_take(arena, 1, sizeof(ShownAudit))};
    drawing->sample.audit->findings = arena_take(arena, 1, sizeof(ShownFinding));
    drawing->page = (Page){.html = html_new(&drawing->context, &drawing->text),
                           .context = &drawing->context,
                           .audit = drawing->sample.audit,
                           .study = shown_audit_study(drawing->sample.audit)};
    drawing->finding = sample_finding(&drawing->sample, check, STAGE_USE, "drawn");
}

static inline void drawing_close(Drawing *drawing)
{
    arena_free(drawing->context.arena);
}

/* Totals of three groups; below 0: kept back. */
static inline void add_period(Drawing *drawing, const double *totals, bool ordered)
{
    SampleGroup rows[GROUPS] = {{"one", 900, totals[0]},
                                {"two", 800, totals[1]},
                                {"three", 700, totals[2]},
                                {"none", 9, 3}};

    sample_part(&drawing->sample, drawing->finding,
                sample_table(&drawing->sample, rows, GROUPS, "2024", ordered));
}

static inline ShownPart *parts_of(Drawing *drawing)
{
    size_t bytes = drawing->finding->part_count * sizeof(ShownPart);
    ShownPart *parts = arena_take(drawing->context.arena, 1, bytes);

    memcpy(parts, drawing->finding->parts, bytes);
    drawing->finding->parts = parts;
    return parts;
}

static inline bool says(const Drawing *drawing, const char *text)
{
    return str_contains_ignoring_case(text_str(&drawing->text), str_from(text));
}

#endif
