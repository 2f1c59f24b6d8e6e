/* The same made-up entries as Atom, CSV and JSON: "atom", "csv" or "json" as argument writes one of
   them for a program that reads it again (tests/cli/commons_feeds.sh); without, what a page of
   text can show. */
#include "site/text/atom.h"
#include "site/text/data_table.h"
#include "tap.h"

/* Words that have hurt: signs of XML and CSV, formulas, controls, bad bytes, other scripts. */
static const char *const hard[] = {
    "plain words",
    "",
    "a, b; \"c\" and 'd'",
    "two\nlines\r\nand\ra tab\t.",
    "=1+1",
    "+1",
    "-1",
    "@sum",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "<script>alert(1)</script> & ]]> &amp;",
    "\u00e9 \u4e2d\u6587 \u0639\u0631\u0628\u064a \U0001f600",
    "a\001b\037c\177d",
    "a\xff\xfe b",
    " blanks ",
    "x=1",
    "\xef\xbf\xbe",
};

#define HARD_COUNT (sizeof hard / sizeof hard[0])

static void write_atom(Context *context, Text *text, size_t count)
{
    FeedEntry entries[HARD_COUNT];
    Str sorts[] = {STR("evidence"), STR("a \"theme\" & more")};
    Feed feed = {.id = feed_id(context, STR("commons.example"), 2026, STR("evidence")),
                 .title = STR("Evidence & more"),
                 .self = STR("https://commons.example/evidence.atom?effect=worse&after=3"),
                 .page = STR("https://commons.example/evidence"),
                 .next = STR("https://commons.example/evidence.atom?after=3"),
                 .author = STR("Sample commons"),
                 .updated = STR("2026-12-01T09:30:00Z")};
    size_t i;

    for (i = 0; i < count; i++) {
        entries[i] = (FeedEntry){
            .id = feed_id(context, STR("commons.example"), 2026,
                          str_format(context->arena, "entry/%zu", i)),
            .title = str_from(hard[i]),
            .address = str_format(context->arena, "https://commons.example/e/%zu?a=1&b=2", i),
            .summary = str_from(hard[i]),
            .author = i % 2 == 0 ? STR("Blue Heron") : STR_NONE,
            .published = STR("2026-12-01"),
            .updated = STR("2026-12-01"),
            .sorts = {sorts, 2}};
    }
    feed.entries.items = entries;
    feed.entries.count = count;
    feed_write(text, &feed);
}

static DataTable table_of(Context *context)
{
    static Str names[6];
    static Str parts[3];
    DataCell *cells = TAKE(context, DataCell, HARD_COUNT * 6);
    size_t i;

    names[0] = STR("number");
    names[1] = STR("title");
    names[2] = STR("change");
    names[3] = STR("is_open");
    names[4] = STR("groups");
    names[5] = STR("nothing");
    parts[0] = STR("age");
    parts[1] = STR("need of an interpreter");
    parts[2] = STR("=x");
    for (i = 0; i < HARD_COUNT; i++) {
        DataCell *row = cells + i * 6;

        row[0] = (DataCell){.kind = DATA_NUMBER, .number = (int64_t)i};
        row[1] = (DataCell){.kind = DATA_TEXT, .text = str_from(hard[i])};
        row[2] = (DataCell){.kind = DATA_NUMBER, .number = -(int64_t)i};
        row[3] = (DataCell){.kind = DATA_BOOL, .number = i % 2 == 0};
        row[4] = (DataCell){.kind = DATA_LIST, .list = {parts, i % 4}};
    }
    return (DataTable){.names = {names, 6},
                       .cells = cells,
                       .row_count = HARD_COUNT,
                       .about = STR("Made-up entries"),
                       .licence = STR("CC BY 4.0"),
                       .page = STR("https://commons.example/evidence")};
}

static bool has(const Text *text, const char *part)
{
    return str_contains_ignoring_case(text_str(text), str_from(part));
}

static void check(Context *context)
{
    DataTable table = table_of(context);
    Text csv = text_new(context->arena);
    Text feed = text_new(context->arena);
    Text none = text_new(context->arena);

    data_write_csv(&csv, &table);
    OK(str_starts_with(text_str(&csv), STR("number,title,change,is_open,groups,nothing\r\n")),
       "names first");
    OK(has(&csv, "\r\n4,'=1+1,-4,yes,,\r\n") && has(&csv, "\r\n5,'+1,-5,no,age,\r\n"),
       "formulas are words, negative numbers are numbers");
    OK(has(&csv, "\r\n2,\"a, b; \"\"c\"\" and 'd'\",-2,"), "quotes twice");
    write_atom(context, &feed, HARD_COUNT);
    OK(has(&feed, "<id>tag:commons.example,2026:entry/3</id>"), "the id of an entry");
    OK(has(&feed, "<updated>2026-12-01T00:00:00Z</updated>"), "a day is its beginning");
    write_atom(context, &none, 0);
    OK(!has(&none, "<entry>") && has(&none, "<updated>2026-12-01T09:30:00Z</updated>"),
       "a feed of nothing is a feed");
}

int main(int count, char **arguments)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)16 << 20);
    Context context = {.arena = arena};
    Text text = text_new(arena);
    DataTable table;

    if (count < 2) {
        check(&context);
        return tap_done();
    }
    table = table_of(&context);
    if (strcmp(arguments[1], "atom") == 0) {
        write_atom(&context, &text, HARD_COUNT);
    } else if (strcmp(arguments[1], "csv") == 0) {
        data_write_csv(&text, &table);
    } else {
        data_write_json(&text, &table);
    }
    fwrite(text.bytes, 1, text.length, stdout);
    return 0;
}
