/* Every view of a whole audit is written; with a folder as argument, also to files, for people to
   look at and for the tests of pages in a browser. */
#include "report/report.h"
#include "report_sample.h"
#include "tap.h"

#include "base/number.h"
#include "base/os_file.h"
#include "disclosure/bundle_read.h"

#include <stdlib.h>

#define BUNDLE "tests/unit/report/sample_audit.json"

static void write_file(const char *folder, Str name, Str bytes)
{
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARGS(name));
    file = fopen(path, "wb");
    if (file != NULL) {
        fwrite(bytes.bytes, 1, bytes.length, file);
        fclose(file);
    }
}

static Str page_of(Context *context, const ShownAudit *audit, ReportView view)
{
    Text text = text_new(context->arena);
    Str bytes = STR_NONE;

    OK(!failed(report_write_html(context, audit, view, &text)), "view %d is written", view);
    OK(!failed(text_finish(context, &text, &bytes)), "view %d is whole", view);
    return bytes;
}

static void check_page(Str page, int view)
{
    OK(page.length < 2000000, "view %d is under 2 MB: %zu", view, page.length);
    OK(!str_contains_ignoring_case(page, STR("<script")), "view %d has no script", view);
    OK(!str_contains_ignoring_case(page, STR("src=")) &&
           !str_contains_ignoring_case(page, STR("@import")) &&
           !str_contains_ignoring_case(page, STR("url(http")),
       "view %d fetches nothing", view);
    OK(!str_contains_ignoring_case(page, STR("<Asian>")), "view %d escapes labels", view);
    OK(str_contains_ignoring_case(page, STR("made up")), "view %d says that data are made up",
       view);
    OK(str_contains_ignoring_case(page, STR("no real people")), "view %d says so at the top", view);
}

/* Every number of an audit, as a report may print it: as it stands, and out of 100. */
typedef struct Known {
    double values[20000];
    size_t count;
} Known;

static void know(Known *known, const ShownNumber *number)
{
    if (number->state == SHOWN_VALUE && known->count < 20000) {
        known->values[known->count++] = number->value;
    }
    if (number->state == SHOWN_HIDDEN && number->has_range && known->count + 2 < 20000) {
        known->values[known->count++] = (double)number->from;
        known->values[known->count++] = (double)number->to;
    }
}

static void know_interval(Known *known, const ShownInterval *interval)
{
    know(known, &interval->estimate);
    know(known, &interval->low);
    know(known, &interval->high);
}

static void know_part(Known *known, const ShownPart *part)
{
    size_t g;

    know_interval(known, &part->overall);
    know_interval(known, &part->overall_change);
    for (g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        know(known, &group->people);
        know(known, &group->total);
        know_interval(known, &group->estimate);
        know_interval(known, &group->difference);
        if (part->extras != NULL) {
            know_interval(known, &part->extras[g].median);
            know_interval(known, &part->extras[g].reference);
            know_interval(known, &part->extras[g].change);
            know_interval(known, &part->extras[g].gap_change);
            know_interval(known, &part->extras[g].carried);
            know_interval(known, &part->extras[g].end_gap);
            know_interval(known, &part->extras[g].shrunk);
            know_interval(known, &part->extras[g].benefit);
            know_interval(known, &part->extras[g].benefit_all);
        }
    }
}

static void know_value(Known *known, double value)
{
    if (isfinite(value) && known->count < 20000) {
        known->values[known->count++] = value;
    }
}

/* How many people it would take, and how wide the interval is now. */
static void know_small(Known *known, const ShownFinding *finding)
{
    const ShownPart *part =
        &finding
             ->parts[finding->check == CHECK_PATHWAY ? finding->judged : finding->part_count - 1];
    size_t i;
    size_t g;

    for (i = 0; i < finding->verdict.small_count; i++) {
        const ShownVerdictGroup *small = &finding->verdict.small[i];

        know_value(known, small->needed);
        know_value(known, small->to_tell);
        for (g = 0; g < part->base->group_count; g++) {
            const ShownInterval *gap = &part->base->groups[g].difference;

            if (str_equal(part->base->groups[g].level, small->level)) {
                know_value(known, gap->high.value - gap->low.value);
            }
        }
    }
}

static void know_hiding(Known *known, const ShownHiding *hiding)
{
    know_value(known, (double)hiding->groups);
    know_value(known, (double)hiding->hidden.count);
    know_value(known, (double)hiding->numbers);
    know_value(known, (double)hiding->numbers_hidden);
    know_value(known, (double)hiding->numbers_hidden / (double)hiding->numbers);
    know(known, &hiding->people);
    know(known, &hiding->people_hidden);
}

static bool is_known(const Known *known, double value, double slack)
{
    size_t i;

    for (i = 0; i < known->count; i++) {
        double plain = fabs(known->values[i]);

        if (fabs(plain - value) <= slack || fabs(100 * plain - value) <= slack) {
            return true;
        }
    }
    return false;
}

/* One number of a cell, with commas between thousands; its end. */
static size_t read_number(Str text, size_t at, double *value, double *slack)
{
    char digits[40];
    size_t length = 0;
    size_t i = at;
    size_t point = 0;

    while (i < text.length && length + 1 < sizeof digits &&
           ((text.bytes[i] >= '0' && text.bytes[i] <= '9') || text.bytes[i] == '.' ||
            text.bytes[i] == ',')) {
        if (text.bytes[i] == '.') {
            point = length + 1;
        }
        if (text.bytes[i] != ',') {
            digits[length++] = text.bytes[i];
        }
        i++;
    }
    *slack = 0.5000001 * pow(10, point == 0 ? 0 : -(double)(length - point));
    return number_parse((Str){digits, length}, value) ? i : at + 1;
}

/* Cells of numbers stand in plain <td>; those of words carry a class. */
static void check_cells(const ShownAudit *audit, Str page)
{
    static Known known;
    size_t cells = 0;
    size_t unknown = 0;
    size_t i;
    size_t p;

    known.count = 0;
    for (i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);

        for (p = 0; p < finding->part_count; p++) {
            know_part(&known, &finding->parts[p]);
        }
        know_small(&known, finding);
    }
    for (i = 0; i < shown_audit_hiding_count(audit); i++) {
        know_hiding(&known, shown_audit_hiding(audit, i));
    }
    for (i = 0; i + 4 < page.length; i++) {
        if (memcmp(page.bytes + i, "<td>", 4) != 0) {
            continue;
        }
        i += 4;
        while (i < page.length && page.bytes[i] != '<') {
            double value;
            double slack;

            if (page.bytes[i] < '0' || page.bytes[i] > '9') {
                i++;
                continue;
            }
            i = read_number(page, i, &value, &slack);
            cells++;
            unknown += !is_known(&known, value, slack);
        }
    }
    OK(cells > 20 && unknown == 0, "%zu numbers of tables stand in the audit, %zu do not",
       cells - unknown, unknown);
}

static void write_audit(Context *context, const ShownAudit *audit, const char *folder,
                        const char *prefix)
{
    int view;

    for (view = 0; view < VIEW_COUNT; view++) {
        Str page = page_of(context, audit, (ReportView)view);

        check_page(page, view);
        if (view == VIEW_FULL) {
            check_cells(audit, page);
        }
        if (folder != NULL) {
            Str view_name = report_view_name((ReportView)view);

            write_file(folder,
                       str_format(context->arena, "%s%.*s.html", prefix, STR_ARGS(view_name)),
                       page);
        }
    }
}

static void write_bundle(Context *context, const char *folder)
{
    Str bytes = STR_NONE;
    ShownAudit *audit = NULL;

    OK(!failed(file_read_start(context, STR(BUNDLE), (size_t)1 << 24, &bytes)) &&
           !failed(bundle_read(context, STR(BUNDLE), bytes, &audit)),
       "the audit of all checks is read");
    if (audit != NULL) {
        write_audit(context, audit, folder, "bundle-");
    }
}

/* A file with the finding's own picture, and those with what else its numbers are good for. */
static size_t count_pictures(const ReportFiles *files, const ShownAudit *audit, bool more)
{
    size_t count = 0;

    for (size_t f = 0; f < audit->finding_count; f++) {
        Str id = audit->findings[f].id;

        for (size_t i = 0; i < files->count; i++) {
            Str name = files->items[i].name;
            Str rest = str_slice(name, id.length, name.length);
            bool own = str_starts_with(name, id) && str_equal(rest, STR(".svg"));
            bool beside =
                str_starts_with(name, id) &&
                (str_equal(rest, STR("-average-and-gap.svg")) ||
                 str_equal(rest, STR("-concentration.svg")) ||
                 str_equal(rest, STR("-funnel.svg")) || str_equal(rest, STR("-equiplot.svg")) ||
                 str_equal(rest, STR("-combinations.svg")) ||
                 str_equal(rest, STR("-label-choice.svg")));

            count += more ? beside : own;
        }
    }
    return count;
}

int main(int count, char **arguments)
{
    Arena *arena = arena_new((size_t)64 << 20);
    Context context = {.arena = arena};
    ShownAudit *audit = sample_audit(arena);
    ReportFiles files = {NULL, 0};
    const char *folder = count > 1 ? arguments[1] : NULL;
    size_t i;

    write_audit(&context, audit, folder, "");
    write_bundle(&context, folder);
    OK(!failed(report_list_charts(&context, audit, &files)) &&
           count_pictures(&files, audit, false) == audit->finding_count &&
           files.count == 1 + audit->finding_count + count_pictures(&files, audit, true),
       "one picture for each finding, the first one's, and more of some of them");
    for (i = 0; i < files.count && count > 1; i++) {
        write_file(arguments[1], files.items[i].name, files.items[i].bytes);
    }
    OK(!failed(report_list_tables(&context, audit, &files)) && files.count > audit->finding_count,
       "a table for each part");
    for (i = 0; i < files.count && count > 1; i++) {
        write_file(arguments[1], files.items[i].name, files.items[i].bytes);
    }
    arena_free(arena);
    return tap_done();
}
