/* For a terminal. */
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"
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

static void title(const Writer *writer, Str text)
{
    text_add_byte(writer->out, '\n');
    paragraph(writer, text, STR_NONE, STR_NONE);
}

static void and_more(const Writer *writer, size_t count)
{
    if (count > LISTED_MOST) {
        Arena *arena = writer->context->arena;

        paragraph(writer,
                  PHRASE(arena, PHRASE_AND_MORE_LISTED,
                         {SLOT_COUNT, phrase_count(arena, count - LISTED_MOST)}),
                  STR("    "), STR("    "));
    }
}

/* ---- the head ---- */

static void warn(const Writer *writer, const ShownAudit *audit, bool earlier)
{
    Str warning = shown_audit_facts(audit)->warning;

    if (warning.length > 0) {
        paragraph(writer,
                  PHRASE(writer->context->arena,
                         earlier ? PHRASE_EARLIER_BUNDLE : PHRASE_LATER_BUNDLE,
                         {SLOT_WARNING, warning}),
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
              PHRASE(arena, PHRASE_MEASURED_AGAIN,
                     {SLOT_TITLE, page_or(now->title, phrase_plain(PHRASE_AN_AUDIT))}),
              STR_NONE, STR_NONE);
    if (!str_equal(then->title, now->title)) {
        paragraph(writer, PHRASE(arena, PHRASE_TITLE_WAS, {SLOT_TITLE, then->title}), STR_NONE,
                  STR_NONE);
    }
    if (then->made_up || now->made_up) {
        paragraph(writer, phrase_plain(PHRASE_DATA_MADE_UP), STR_NONE, STR_NONE);
    }
    warn(writer, all->then, true);
    warn(writer, all->now, false);
}

static void write_differences(const Writer *writer)
{
    const ShownRemeasure *all = writer->all;
    Arena *arena = writer->context->arena;

    if (all->difference_count == 0) {
        title(writer, phrase_plain(PHRASE_SAME_DEFINITIONS));
        return;
    }
    title(writer, phrase_plain(PHRASE_WHAT_DIFFERS));
    for (size_t i = 0; i < all->difference_count && i < LISTED_MOST; i++) {
        const ShownDifference *difference = &all->differences[i];
        Str what = remeasure_difference(arena, difference);
        Str then = str_show(arena, difference->then, VALUE_MOST);
        Str now = str_show(arena, difference->now, VALUE_MOST);
        Str so = remeasure_consequence(difference);

        item_line(writer, PHRASE(arena, PHRASE_DIFFERENCE, {SLOT_WHAT, what}, {SLOT_SO, so},
                                 {SLOT_THEN, page_or(then, phrase_plain(PHRASE_NOT_GIVEN))},
                                 {SLOT_NOW, page_or(now, phrase_plain(PHRASE_NOT_GIVEN))}));
    }
    and_more(writer, all->difference_count);
}

/* ---- what moved ---- */

static void write_minute(const Writer *writer)
{
    const ShownRemeasured *found[MINUTE_MOST] = {NULL};
    Arena *arena = writer->context->arena;
    size_t count = remeasure_list_minute(arena, writer->all, found, MINUTE_MOST);

    title(writer, phrase_plain(PHRASE_IN_ONE_MINUTE));
    for (size_t i = 0; i < count; i++) {
        int bars;
        Str sure = remeasure_sure(arena, found[i], &bars);

        item_line(writer, remeasure_text(arena, found[i]));
        if (sure.length > 0) {
            paragraph(writer, sure, STR("    "), STR("    "));
        }
    }
    if (count == 0) {
        paragraph(writer, phrase_plain(PHRASE_NO_CHANGE_TOLD), STR("  "), STR("  "));
    }
}

static bool is_of_rows(const ShownRemeasured *item)
{
    return check_kind(item->now->check)->of_rows;
}

static Status write_table(const Writer *writer)
{
    const TableColumn columns[] = {
        {.title = phrase_plain(PHRASE_COLUMN_WHAT)},
        {.title = phrase_plain(PHRASE_COLUMN_GAP_THEN), .right = true},
        {.title = phrase_plain(PHRASE_COLUMN_GAP_NOW), .right = true},
        {.title = phrase_plain(PHRASE_COLUMN_GAP_IS)},
        {.title = phrase_plain(PHRASE_COLUMN_BY), .optional = true},
        {.title = phrase_plain(PHRASE_EVERYONE), .optional = true},
    };
    Arena *arena = writer->context->arena;
    TextTable table = text_table_new(writer->context, columns, 6);
    size_t of_rows = 0;

    title(writer, phrase_plain(PHRASE_EVERY_GAP));
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
        paragraph(writer, phrase_plain(PHRASE_NONE_SENTENCE), STR("  "), STR("  "));
    } else {
        TRY(text_table_write(&table, writer->width, STR_NONE, STR_NONE, writer->out));
    }
    if (of_rows > 0) {
        paragraph(writer,
                  PHRASE(arena, PHRASE_MORE_OF_ROWS, {SLOT_COUNT, phrase_count(arena, of_rows)}),
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
        title(writer, phrase_plain(PHRASE_HEAD_NOT_COMPARED));
    }
    for (size_t i = 0; i < all->item_count && listed < LISTED_MOST; i++) {
        const ShownRemeasured *item = &all->items[i];

        if (!item->comparable) {
            item_line(writer,
                      PHRASE(arena, PHRASE_NAME_AND_WHY, {SLOT_WHAT, remeasure_name(arena, item)},
                             {SLOT_WHY, item->why}));
            listed++;
        }
    }
    and_more(writer, count);
    if (all->only_then_count + all->only_now_count > 0) {
        paragraph(writer,
                  PHRASE(arena, PHRASE_ASKED_IN_ONE,
                         {SLOT_THEN, phrase_count(arena, all->only_then_count)},
                         {SLOT_NOW, phrase_count(arena, all->only_now_count)}),
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
    title(writer, phrase_plain(PHRASE_KNOTS_CHANGED));
    for (size_t i = 0; i < all->knot_count && i < LISTED_MOST; i++) {
        const ShownKnotMove *knot = &all->knots[i];
        item_line(writer,
                  PHRASE(writer->context->arena,
                         knot->same_definitions ? PHRASE_KNOT_MOVED : PHRASE_KNOT_MOVED_NOT_ALIKE,
                         {SLOT_NAME, page_knot_name(&page, knot->id)},
                         {SLOT_THEN, page_data_says(knot->data_then)},
                         {SLOT_NOW, page_data_says(knot->data_now)},
                         {SLOT_PEOPLE_THEN, page_people_say(knot->people_then)},
                         {SLOT_PEOPLE_NOW, page_people_say(knot->people_now)}));
    }
    and_more(writer, all->knot_count);
}

static void write_actions(const Writer *writer)
{
    const ShownStudy *study = shown_audit_study(writer->all->then);
    Arena *arena = writer->context->arena;

    title(writer, phrase_plain(PHRASE_EARLIER_ACTIONS));
    for (size_t i = 0; i < study->action_count; i++) {
        const ShownAction *action = &study->actions[i];
        Str date = phrase_plain(PHRASE_NO_DATE);

        item_line(writer,
                  PHRASE(arena, PHRASE_ACTION_LINE,
                         {SLOT_WHAT, page_or(action->what, phrase_plain(PHRASE_NOT_SAID))},
                         {SLOT_OWNER, page_or(action->owner, phrase_plain(PHRASE_NOBODY_YET))},
                         {SLOT_DUE, page_or(action->due, date)},
                         {SLOT_AGAIN, page_or(action->remeasure, date)}));
    }
    paragraph(
        writer,
        phrase_plain(study->action_count > 0 ? PHRASE_ASK_THEIR_OWNERS : PHRASE_NO_EARLIER_ACTIONS),
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
    paragraph(&writer, phrase_plain(PHRASE_MOVED_NOT_WHY), STR_NONE, STR_NONE);
    return out->spent ? fail_memory(context) : done();
}
