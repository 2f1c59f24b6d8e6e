/* Every view of a whole audit is written; with a folder as argument, also to files, for people to
   look at and for the tests of pages in a browser. */
#include "report/report.h"
#include "report_sample.h"
#include "tap.h"

#include <stdlib.h>

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

int main(int count, char **arguments)
{
    Arena *arena = arena_new((size_t)64 << 20);
    Context context = {.arena = arena};
    ShownAudit *audit = sample_audit(arena);
    ReportFiles files = {NULL, 0};
    int view;
    size_t i;

    for (view = 0; view < VIEW_COUNT; view++) {
        Str page = page_of(&context, audit, (ReportView)view);

        check_page(page, view);
        if (count > 1) {
            write_file(arguments[1],
                       str_format(arena, "%.*s.html", STR_ARGS(report_view_name((ReportView)view))),
                       page);
        }
    }
    OK(!failed(report_list_charts(&context, audit, &files)) && files.count == audit->finding_count,
       "one picture for each finding");
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
