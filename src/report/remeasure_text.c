/* For a terminal. */
#include "report/page.h"
#include "report/remeasure_report.h"
#include "report/remeasure_words.h"
#include "report/sentence.h"
#include "report/text_table.h"

/* Sentences hold labels of the data: made safe for a terminal here. */
#define SENTENCE_BYTES_MOST ((size_t)4000)
#define MINUTE_MOST 5
/* Of what can be long, so many stand on a terminal; the page has all. */
#define LISTED_MOST 12
#define VALUE_MOST 160

typedef struct Writer {
    Context *context;
    const ShownRemeasure *all;
    int width;
    Text *out;
} Writer;

static void paragraph(const Writer *writer, Str text, Str first, Str rest)
{
    Str shown = str_show(writer->context->arena, text, SENTENCE_BYTES_MOST);

    text_wrap(writer->out, shown, writer->width, first, rest);
}

static void item_line(const Writer *writer, Str text)
{
    paragraph(writer, text, STR("  * "), STR("    "));
}

static void title(const Writer *writer, const char *text)
{
    text_add_byte(writer->out, '\n');
    paragraph(writer, str_from(text), STR_NONE, STR_NONE);
}

static void and_more(const Writer *writer, size_t count)
{
    if (count > LISTED_MOST) {
        paragraph(writer,
                  str_format(writer->context->arena,
                             "and %zu more, which the report and --json list", count - LISTED_MOST),
                  STR("    "), STR("    "));
    }
}

/* ---- the head ---- */

static void warn(const Writer *writer, const ShownAudit *audit, const char *which)
{
    Str warning = shown_audit_facts(audit)->warning;

    if (warning.length > 0) {
        paragraph(
            writer,
            str_format(writer->context->arena, "The %s bundle: %.*s", which, STR_ARGS(warning)),
            STR_NONE, STR_NONE);
    }
}

static void write_head(const Writer *writer)
{
    const ShownRemeasure *all = writer->all;
    const ShownStudy *then = shown_audit_study(all->then);
    const ShownStudy *now = shown_audit_study(all->now);
    Arena *arena = writer->context->arena;

    paragraph(writer,
              str_format(arena, "Measured again: %.*s",
                         STR_ARGS(now->title.length > 0 ? now->title : STR("an audit"))),
              STR_NONE, STR_NONE);
    if (!str_equal(then->title, now->title)) {
        paragraph(writer, str_format(arena, "Then: %.*s", STR_ARGS(then->title)), STR_NONE,
                  STR_NONE);
    }
    if (then->made_up || now->made_up) {
        paragraph(writer, STR("The data are made up: no real people stand behind them."), STR_NONE,
                  STR_NONE);
    }
    warn(writer, all->then, "earlier");
    warn(writer, all->now, "later");
}

static void write_differences(const Writer *writer)
{
    const ShownRemeasure *all = writer->all;
    Arena *arena = writer->context->arena;

    if (all->difference_count == 0) {
        title(writer, "The definitions are the same in both.");
        return;
    }
    title(writer, "What differs between the two");
    for (size_t i = 0; i < all->difference_count && i < LISTED_MOST; i++) {
        const ShownDifference *difference = &all->differences[i];
        Str what = remeasure_difference(arena, difference);
        Str then = str_show(arena, difference->then, VALUE_MOST);
        Str now = str_show(arena, difference->now, VALUE_MOST);
        Str so = remeasure_consequence(difference);

        item_line(writer,
                  str_format(arena, "%.*s: %.*s. Then: %.*s. Now: %.*s.", STR_ARGS(what),
                             STR_ARGS(so), STR_ARGS(then.length > 0 ? then : STR("not given")),
                             STR_ARGS(now.length > 0 ? now : STR("not given"))));
    }
    and_more(writer, all->difference_count);
}

/* ---- what moved ---- */

static void write_minute(const Writer *writer)
{
    const ShownRemeasured *found[MINUTE_MOST] = {NULL};
    Arena *arena = writer->context->arena;
    size_t count = remeasure_list_minute(arena, writer->all, found, MINUTE_MOST);

    title(writer, "In one minute");
    for (size_t i = 0; i < count; i++) {
        int bars;
        Str sure = remeasure_sure(arena, found[i], &bars);

        item_line(writer, remeasure_text(arena, found[i]));
        if (sure.length > 0) {
            paragraph(writer, sure, STR("    "), STR("    "));
        }
    }
    if (count == 0) {
        paragraph(writer, STR("No gap is shown in both bundles, so no change can be told."),
                  STR("  "), STR("  "));
    }
}

static bool is_of_rows(const ShownRemeasured *item)
{
    return item->now->check == CHECK_COMPLETENESS || item->now->check == CHECK_ROWS_LOST;
}

static Status write_table(const Writer *writer)
{
    static const TableColumn COLUMNS[] = {
        {.title = {"what", 4}},
        {.title = {"gap then", 8}, .right = true},
        {.title = {"gap now", 7}, .right = true},
        {.title = {"the gap is", 10}},
        {.title = {"by", 2}, .optional = true},
        {.title = {"everyone", 8}, .optional = true},
    };
    Arena *arena = writer->context->arena;
    TextTable table = text_table_new(writer->context, COLUMNS, 6);
    size_t of_rows = 0;

    title(writer, "Every gap that is told, of 100 or in its unit");
    for (size_t i = 0; i < writer->all->item_count; i++) {
        const ShownRemeasured *item = &writer->all->items[i];

        if (item->comparable && is_of_rows(item)) {
            of_rows++;
        } else if (item->comparable) {
            Str name = str_show(arena, remeasure_name(arena, item), 200);
            Str cells[] = {name,
                           remeasure_gap(arena, item, &item->gap.then),
                           remeasure_gap(arena, item, &item->gap.now),
                           remeasure_gap_word(item->gap_moved),
                           remeasure_change(arena, item, &item->gap),
                           remeasure_average_word(item)};

            TRY(text_table_add(&table, cells));
        }
    }
    if (table.row_count == 0) {
        paragraph(writer, STR("None."), STR("  "), STR("  "));
    } else {
        TRY(text_table_write(&table, writer->width, STR_NONE, STR_NONE, writer->out));
    }
    if (of_rows > 0) {
        paragraph(writer,
                  str_format(arena,
                             "%zu more, of what is written down and of rows left out, are in the "
                             "report and in --json.",
                             of_rows),
                  STR("  "), STR("  "));
    }
    paragraph(writer, remeasure_many(arena, writer->all), STR("  "), STR("  "));
    return done();
}

static void write_not_compared(const Writer *writer)
{
    const ShownRemeasure *all = writer->all;
    Arena *arena = writer->context->arena;
    size_t count = all->item_count - all->comparable_count;
    size_t listed = 0;

    if (count > 0) {
        title(writer, "Cannot be compared");
    }
    for (size_t i = 0; i < all->item_count && listed < LISTED_MOST; i++) {
        const ShownRemeasured *item = &all->items[i];

        if (!item->comparable) {
            Str name = remeasure_name(arena, item);

            item_line(writer, str_format(arena, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(item->why)));
            listed++;
        }
    }
    and_more(writer, count);
    if (all->only_then_count + all->only_now_count > 0) {
        paragraph(writer,
                  str_format(arena,
                             "Asked in the earlier bundle alone: %zu; in the later alone: "
                             "%zu.",
                             all->only_then_count, all->only_now_count),
                  STR_NONE, STR_NONE);
    }
}

/* ---- knots and actions ---- */

static void write_knots(const Writer *writer)
{
    const ShownRemeasure *all = writer->all;
    Page page = {.context = writer->context, .audit = all->now};

    if (all->knot_count == 0) {
        return;
    }
    title(writer, "Knots of which a line changed: what the data say, and what people say");
    for (size_t i = 0; i < all->knot_count && i < LISTED_MOST; i++) {
        const ShownKnotMove *knot = &all->knots[i];
        Text text = text_new(writer->context->arena);
        Str name = page_knot_name(&page, knot->id);
        Str data_then = page_data_says(knot->data_then);
        Str data_now = page_data_says(knot->data_now);
        Str people_then = page_people_say(knot->people_then);
        Str people_now = page_people_say(knot->people_now);

        text_format(&text,
                    "%.*s. The data say: then %.*s, now %.*s. People say: then %.*s, now "
                    "%.*s.",
                    STR_ARGS(name), STR_ARGS(data_then), STR_ARGS(data_now), STR_ARGS(people_then),
                    STR_ARGS(people_now));
        if (!knot->same_definitions) {
            text_add(&text, STR(" Not all of it was measured alike."));
        }
        item_line(writer, text_str(&text));
    }
    and_more(writer, all->knot_count);
}

static void write_actions(const Writer *writer)
{
    const ShownStudy *study = shown_audit_study(writer->all->then);
    Arena *arena = writer->context->arena;

    title(writer, "Actions that the earlier study named");
    for (size_t i = 0; i < study->action_count; i++) {
        const ShownAction *action = &study->actions[i];
        Str owner = page_or(action->owner, STR("nobody yet"));
        Str due = page_or(action->due, STR("no date"));
        Str what = page_or(action->what, STR("Not said"));
        Str again = page_or(action->remeasure, STR("no date"));

        item_line(writer,
                  str_format(arena, "%.*s. Owner: %.*s. Due: %.*s. Measured again: %.*s.",
                             STR_ARGS(what), STR_ARGS(owner), STR_ARGS(due), STR_ARGS(again)));
    }
    paragraph(writer,
              study->action_count > 0
                  ? STR("Whether they were done is in no bundle: ask their owners.")
                  : STR("None, so no change here can be the work of one."),
              STR("  "), STR("  "));
}

Status remeasure_write_text(Context *context, const ShownRemeasure *all, int width, Text *out)
{
    Writer writer = {context, all, width, out};

    write_head(&writer);
    write_differences(&writer);
    write_minute(&writer);
    TRY(write_table(&writer));
    write_not_compared(&writer);
    write_knots(&writer);
    write_actions(&writer);
    text_add_byte(out, '\n');
    paragraph(&writer, remeasure_method(context->arena, all), STR_NONE, STR_NONE);
    paragraph(&writer,
              STR("A gap that moved does not say why: an action, other people, other records or "
                  "chance may have moved it. Neither bundle was checked again."),
              STR_NONE, STR_NONE);
    return out->spent ? fail_memory(context) : done();
}
