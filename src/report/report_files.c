/* Pictures and tables as files of their own. */
#include "report/chart.h"
#include "report/figure.h"
#include "report/report_css.h"
#include "report/sentence.h"

#include "base/number.h"
#include "catalogue/check_kind.h"

#include <inttypes.h>
#include <stddef.h>

/* Each finding gives a picture, more of it at most so many, and its parts one table each. */
static Status room_for(Context *context, const ShownAudit *audit, ReportFiles *files)
{
    size_t count = 1; /* the finding */
    size_t i;

    for (i = 0; i < shown_audit_finding_count(audit); i++) {
        count += 1 + CHART_MORE_COUNT + shown_audit_finding(audit, i)->part_count;
    }
    files->count = 0;
    files->items = TAKE(context, ReportFile, count);
    return files->items == NULL ? fail_memory(context) : done();
}

static Page chart_page(Context *context, const ShownAudit *audit, Text *text)
{
    return (Page){.html = html_new(context, text),
                  .context = context,
                  .audit = audit,
                  .study = shown_audit_study(audit),
                  .alone = true};
}

/* One finding, or two with a ribbon each. */
static Status write_chart(Page *page, const ShownFinding *const *findings, size_t count, Text *text,
                          Str *bytes)
{
    if (chart_of(findings[0]) == CHART_RIBBON) {
        chart_write_ribbons(page, findings, count);
    } else {
        ChartRows rows = chart_rows_of(page, findings[0]);

        chart_write_alone(page, &rows);
    }
    TRY(html_finish(&page->html));
    return text_finish(page->context, text, bytes);
}

/* The report's first picture. */
static Status add_lead(Context *context, const ShownAudit *audit, ReportFiles *files)
{
    Text text = text_new(context->arena);
    Page page = chart_page(context, audit, &text);
    ReportFile file = {.name = STR("the-finding.svg")};

    page_choose_lead(&page);
    if (page.lead_count == 0) {
        return done();
    }
    TRY(write_chart(&page, page.lead, page.lead_count, &text, &file.bytes));
    files->items[files->count++] = file;
    return done();
}

static Status add_more(Context *context, const ShownAudit *audit, const ShownFinding *finding,
                       ReportFiles *files)
{
    for (size_t i = 0; i < CHART_MORE_COUNT; i++) {
        Text text = text_new(context->arena);
        Page page = chart_page(context, audit, &text);
        Str name = STR_NONE;
        ReportFile file;

        if (!chart_write_more_alone(&page, finding, i, &name)) {
            continue;
        }
        file.name =
            str_format(context->arena, "%.*s-%.*s.svg", STR_ARGS(finding->id), STR_ARGS(name));
        TRY(html_finish(&page.html));
        TRY(text_finish(context, &text, &file.bytes));
        files->items[files->count++] = file;
    }
    return done();
}

Status report_list_charts(Context *context, const ShownAudit *audit, ReportFiles *files)
{
    size_t i;

    TRY(room_for(context, audit, files));
    TRY(add_lead(context, audit, files));
    for (i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);
        Text text = text_new(context->arena);
        Page page = chart_page(context, audit, &text);
        ReportFile file = {.name = str_format(context->arena, "%.*s.svg", STR_ARGS(finding->id))};

        if (finding->part_count > 0) {
            TRY(write_chart(&page, &finding, 1, &text, &file.bytes));
            files->items[files->count++] = file;
            TRY(add_more(context, audit, finding, files));
        }
    }
    return done();
}

/* One field: quoted where it must be, and never a formula for a spreadsheet. */
static void field(Text *text, Str value)
{
    bool quote = false;
    size_t i;

    for (i = 0; i < value.length; i++) {
        char byte = value.bytes[i];

        quote = quote || byte == ',' || byte == '"' || byte == '\n' || byte == '\r';
    }
    if (text->length > 0 && text->bytes[text->length - 1] != '\n') {
        text_add_byte(text, ',');
    }
    if (value.length == 0) {
        text_add(text, STR("\"\""));
        return;
    }
    if (!quote) {
        text_add(text, value);
        return;
    }
    text_add_byte(text, '"');
    for (i = 0; i < value.length; i++) {
        if (value.bytes[i] == '"') {
            text_add_byte(text, '"');
        }
        text_add_byte(text, value.bytes[i]);
    }
    text_add_byte(text, '"');
}

/* A label: an apostrophe keeps a spreadsheet from running it. */
static void label_field(Context *context, Text *text, Str label)
{
    bool runs = label.length > 0 &&
                (label.bytes[0] == '=' || label.bytes[0] == '+' || label.bytes[0] == '-' ||
                 label.bytes[0] == '@' || label.bytes[0] == '\t' || label.bytes[0] == '\r');

    field(text, runs ? str_format(context->arena, "'%.*s", STR_ARGS(label)) : label);
}

/* The number as it was released: "0-7" or "hidden" or nothing where there is none. */
static void number_field(Context *context, Text *text, const ShownNumber *number)
{
    Text value = text_new(context->arena);

    if (number->state == SHOWN_VALUE && number->decimals >= 0) {
        number_write_fixed(&value, number->value, number->decimals);
    } else if (number->state == SHOWN_VALUE) {
        number_write(&value, number->value);
    } else if (number->state == SHOWN_HIDDEN && number->has_range && number->to != INT64_MAX) {
        text_format(&value, "%" PRId64 "-%" PRId64, number->from, number->to);
    } else if (number->state == SHOWN_HIDDEN) {
        text_add(&value, STR("hidden"));
    }
    field(text, text_str(&value));
}

static void interval_fields(Context *context, Text *text, const ShownInterval *interval)
{
    number_field(context, text, &interval->estimate);
    number_field(context, text, &interval->low);
    number_field(context, text, &interval->high);
}

/* What the estimate of a table is in. */
static Str unit_word(CheckUnit unit)
{
    switch (unit) {
    case SHOWN_PER_100:
        return STR("share");
    case SHOWN_DAYS:
        return STR("days");
    case SHOWN_OWN_UNIT:
        break;
    }
    return STR("own");
}

/* ---- columns that some tables have beside those of all ---- */

static bool has_medians(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_WAITS;
}

static bool has_ninetieths(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_WAITS && finding->unit == SHOWN_DAYS;
}

static bool has_population(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_REPRESENTATION;
}

static bool has_expected(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_CALIBRATION;
}

static bool has_first(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return check_is_shift(finding->check);
}

static bool has_benefit(const ShownFinding *finding, const ShownPart *part)
{
    (void)finding;
    return part->cutoff > 0;
}

static bool has_steps(const ShownFinding *finding, const ShownPart *part)
{
    (void)part;
    return finding->check == CHECK_PATHWAY;
}

/* An estimate and its limits: of tables with extras to which it applies. */
typedef struct MoreColumns {
    bool (*applies)(const ShownFinding *finding, const ShownPart *part);
    const char *heads;
    size_t at; /* the interval within ShownExtra */
} MoreColumns;

/* Heads and cells are both written from these lines, so they cannot part. */
static const MoreColumns MORE[] = {
    {has_medians, ",median,median_low,median_high", offsetof(ShownExtra, median)},
    {has_ninetieths, ",ninetieth,ninetieth_low,ninetieth_high", offsetof(ShownExtra, ninetieth)},
    {has_population, ",population,population_low,population_high", offsetof(ShownExtra, reference)},
    {has_expected, ",expected,expected_low,expected_high", offsetof(ShownExtra, reference)},
    {has_first, ",first,first_low,first_high", offsetof(ShownExtra, reference)},
    {figure_has_shrunk, ",drawn_towards_all,drawn_low,drawn_high", offsetof(ShownExtra, shrunk)},
    {has_benefit, ",net_benefit,net_benefit_low,net_benefit_high", offsetof(ShownExtra, benefit)},
    {has_benefit, ",flag_all,flag_all_low,flag_all_high", offsetof(ShownExtra, benefit_all)},
    {has_steps, ",carried,carried_low,carried_high", offsetof(ShownExtra, carried)},
    {has_steps, ",end_gap,end_gap_low,end_gap_high", offsetof(ShownExtra, end_gap)},
};
#define MORE_COUNT (sizeof MORE / sizeof MORE[0])

static bool has_more(const MoreColumns *more, const ShownFinding *finding, const ShownPart *part)
{
    return part->extras != NULL && more->applies(finding, part);
}

static void write_heads(const ShownFinding *finding, const ShownPart *part, Text *text)
{
    text_add(text, STR("group,recorded,people,total,estimate,estimate_low,estimate_high,"
                       "difference,difference_low,difference_high,ratio,ratio_low,ratio_high"));
    for (size_t i = 0; i < MORE_COUNT; i++) {
        if (has_more(&MORE[i], finding, part)) {
            text_add(text, str_from(MORE[i].heads));
        }
    }
    text_add(text, STR(",method,note,period,step,unit\r\n"));
}

static void more_fields(Context *context, Text *text, const ShownFinding *finding,
                        const ShownPart *part, size_t group)
{
    for (size_t i = 0; i < MORE_COUNT; i++) {
        if (has_more(&MORE[i], finding, part)) {
            const char *extra = (const char *)&part->extras[group];

            interval_fields(context, text,
                            (const ShownInterval *)(const void *)(extra + MORE[i].at));
        }
    }
}

static void write_table(Context *context, const ShownFinding *finding, const ShownPart *part,
                        Text *text)
{
    write_heads(finding, part, text);
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        label_field(context, text, group->level);
        field(text, group->recorded ? STR("1") : STR("0"));
        number_field(context, text, &group->people);
        number_field(context, text, &group->total);
        interval_fields(context, text, &group->estimate);
        interval_fields(context, text, &group->difference);
        interval_fields(context, text, &group->ratio);
        more_fields(context, text, finding, part, g);
        label_field(context, text, group->estimate.method);
        label_field(context, text, group->estimate.note);
        label_field(context, text, part->base->has_period ? part->base->period : STR_NONE);
        label_field(context, text, part->label);
        field(text, unit_word(finding->unit));
        text_add(text, STR("\r\n"));
    }
}

Status report_list_tables(Context *context, const ShownAudit *audit, ReportFiles *files)
{
    size_t i;
    size_t p;

    TRY(room_for(context, audit, files));
    for (i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);

        for (p = 0; p < finding->part_count; p++) {
            Text text = text_new(context->arena);
            ReportFile file = {
                .name =
                    finding->part_count > 1
                        ? str_format(context->arena, "%.*s-%zu.csv", STR_ARGS(finding->id), p + 1)
                        : str_format(context->arena, "%.*s.csv", STR_ARGS(finding->id))};

            write_table(context, finding, &finding->parts[p], &text);
            TRY(text_finish(context, &text, &file.bytes));
            files->items[files->count++] = file;
        }
    }
    return done();
}

/* ---- the split that NHS bodies publish ---- */

static void split_rows(Context *context, Str about, const ShownFinding *finding,
                       const ShownPart *part, Text *text)
{
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        field(text, about);
        label_field(context, text, finding->dimension);
        label_field(context, text, finding->subject);
        label_field(context, text, finding->means);
        label_field(context, text, part->base->has_period ? part->base->period : STR_NONE);
        label_field(context, text, group->level);
        field(text, group->recorded ? STR("1") : STR("0"));
        number_field(context, text, &group->people);
        number_field(context, text, &group->total);
        interval_fields(context, text, &group->estimate);
        label_field(context, text, group->estimate.method);
        label_field(context, text, group->estimate.note);
        field(text, unit_word(finding->unit));
        text_add(text, STR("\r\n"));
    }
}

static void split_by(Context *context, const ShownAudit *audit, Str about, Text *text)
{
    size_t count = 0;

    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);

        for (size_t p = 0; p < finding->part_count; p++) {
            if (page_splits(audit, finding, &finding->parts[p], about)) {
                split_rows(context, about, finding, &finding->parts[p], text);
                count++;
            }
        }
    }
    if (count == 0) {
        field(text, about);
        for (size_t i = 0; i < 12; i++) {
            field(text, STR_NONE);
        }
        field(text, STR("not held"));
        field(text, STR_NONE);
        text_add(text, STR("\r\n"));
    }
}

Status report_add_split(Context *context, const ShownAudit *audit, ReportFiles *files)
{
    static const char *const SPLITS[] = {"deprivation", "ethnicity", "age", "sex"};
    Text text = text_new(context->arena);
    ReportFile *items = TAKE(context, ReportFile, files->count + 1);

    if (items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < files->count; i++) {
        items[i] = files->items[i];
    }
    text_add(&text, STR("split,group_by,outcome,means,period,group,recorded,people,total,estimate,"
                        "estimate_low,estimate_high,method,note,unit\r\n"));
    for (size_t i = 0; i < sizeof SPLITS / sizeof SPLITS[0]; i++) {
        split_by(context, audit, str_from(SPLITS[i]), &text);
    }
    items[files->count].name = STR("nhs-13sa.csv");
    TRY(text_finish(context, &text, &items[files->count].bytes));
    files->items = items;
    files->count++;
    return done();
}
