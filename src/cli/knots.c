/* unknot knots: the catalogue's knots as a list by stage, or one of them whole. */
#include "base/json.h"
#include "base/os_file.h"
#include "catalogue/knot.h"
#include "catalogue/stages.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "report/text_table.h"

/* Longer lines are hard to read, however wide the screen. */
#define KNOTS_WIDTH_MOST 96

typedef struct KnotsPage {
    Text *text;
    int width;
} KnotsPage;

/* ---- the list ---- */

static void write_stage(const KnotsPage *page, Stage stage)
{
    size_t count;
    const Knot *knots = knot_rows(&count);
    const StageInfo *info = stage_info(stage);

    text_format(page->text, "\n%.*s (%.*s)\n", STR_ARGS(info->name), STR_ARGS(info->id));
    text_wrap(page->text, info->question, page->width, STR("  "), STR("  "));
    for (size_t i = 0; i < count; i++) {
        if (knots[i].stage == stage) {
            text_format(page->text, "\n  %.*s\n", STR_ARGS(knots[i].id));
            text_wrap(page->text, knots[i].name, page->width, STR("    "), STR("    "));
        }
    }
}

static void write_list(const KnotsPage *page)
{
    size_t count;
    size_t reviewed = knots_reviewed();
    Str head;
    Str foot;

    (void)knot_rows(&count);
    head =
        str_format(page->text->arena,
                   "%zu knots, by the stage they belong to. A knot is a place where care or data "
                   "can leave some people behind.",
                   count);
    text_wrap(page->text, head, page->width, STR_NONE, STR_NONE);
    for (size_t i = 0; i < (size_t)STAGE_COUNT; i++) {
        write_stage(page, (Stage)i);
    }
    text_add_byte(page->text, '\n');
    foot = reviewed == 0 ? STR("nobody yet")
                         : str_format(page->text->arena, "%zu of %zu", reviewed, count);
    text_wrap(page->text, STR("'unknot knots ID' tells all about one."), page->width, STR_NONE,
              STR_NONE);
    text_wrap(
        page->text,
        str_format(page->text->arena, "Reviewed by people they are about: %.*s.", STR_ARGS(foot)),
        page->width, STR_NONE, STR_NONE);
}

/* ---- one knot ---- */

static void write_part(const KnotsPage *page, const char *title, Str paragraph)
{
    text_format(page->text, "\n%s\n", title);
    text_wrap(page->text, paragraph, page->width, STR("  "), STR("  "));
}

static void write_texts(const KnotsPage *page, const char *title, const TextList *texts)
{
    if (texts->count == 0) {
        return;
    }
    text_format(page->text, "\n%s\n", title);
    for (size_t i = 0; i < texts->count; i++) {
        text_wrap(page->text, texts->items[i], page->width, STR("  - "), STR("    "));
    }
}

static Str sight_text(KnotSight sight)
{
    switch (sight) {
    case SIGHT_DATA:
        return STR("Routine data can show it.");
    case SIGHT_PARTLY:
        return STR("Data show a part of it; people know the rest.");
    case SIGHT_PEOPLE:
        return STR("Only people can say.");
    }
    return STR_NONE;
}

static size_t source_number(const Knot *knot, const CatalogueSource *source)
{
    size_t number = 0;

    while (number < knot->sources.count && knot->sources.items[number] != source) {
        number++;
    }
    return number + 1;
}

static void write_facts(const KnotsPage *page, const Knot *knot)
{
    Arena *arena = page->text->arena;

    if (knot->facts.count == 0) {
        return;
    }
    text_add(page->text, STR("\nwhat is known\n"));
    for (size_t i = 0; i < knot->facts.count; i++) {
        const KnotFact *fact = &knot->facts.items[i];
        Str line = str_format(arena, "%.*s%s [%zu]", STR_ARGS(fact->text),
                              fact->mark == SOURCE_RETOLD ? " (As reported elsewhere.)" : "",
                              source_number(knot, fact->source));

        text_wrap(page->text, line, page->width, STR("  - "), STR("    "));
    }
}

static void write_sources(const KnotsPage *page, const Knot *knot)
{
    Arena *arena = page->text->arena;

    text_add(page->text, STR("\nsources, and how each is known\n"));
    for (size_t i = 0; i < knot->sources.count; i++) {
        const CatalogueSource *source = knot->sources.items[i];
        Str mark = source_mark_text(source->mark);
        Text line = text_new(arena);

        source_write(&line, source);
        text_format(&line, " [%.*s]", STR_ARGS(mark));
        if (source->note.length > 0) {
            text_format(&line, " %.*s", STR_ARGS(source->note));
        }
        text_wrap(page->text, text_str(&line), page->width, str_format(arena, "  [%zu] ", i + 1),
                  STR("      "));
    }
}

static void write_links(const KnotsPage *page, const Knot *knot)
{
    if (knot->checks.count > 0) {
        text_add(page->text, STR("\nchecks that can speak to it\n"));
    }
    for (size_t i = 0; i < knot->checks.count; i++) {
        const KnotCheck *check = &knot->checks.items[i];
        Str line = str_format(page->text->arena, "%.*s%s%.*s%s: %.*s", STR_ARGS(check->check->name),
                              check->of.length > 0 ? " (of " : "", STR_ARGS(check->of),
                              check->of.length > 0 ? ")" : "", STR_ARGS(check->check->asks));

        text_wrap(page->text, line, page->width, STR("  - "), STR("    "));
    }
    if (knot->pulls_on.count > 0) {
        text_add(page->text, STR("\nit may make these worse\n"));
    }
    for (size_t i = 0; i < knot->pulls_on.count; i++) {
        const Knot *other = knot->pulls_on.items[i];

        text_wrap(
            page->text,
            str_format(page->text->arena, "%.*s: %.*s", STR_ARGS(other->id), STR_ARGS(other->name)),
            page->width, STR("  - "), STR("    "));
    }
}

static void write_knot(const KnotsPage *page, const Knot *knot)
{
    const StageInfo *stage = stage_info(knot->stage);
    Str sight = sight_text(knot->sight);

    text_wrap(page->text, knot->name, page->width, STR_NONE, STR_NONE);
    text_format(page->text, "%.*s · stage: %.*s (%.*s)\n", STR_ARGS(knot->id),
                STR_ARGS(stage->name), STR_ARGS(stage->id));
    write_part(page, "how it makes inequality", knot->how);
    write_facts(page, knot);
    write_part(page, "how to see it",
               str_format(page->text->arena, "%.*s %.*s", STR_ARGS(sight), STR_ARGS(knot->see)));
    write_texts(page, "whom to ask", &knot->asks);
    write_texts(page, "what helps", &knot->helps);
    write_links(page, knot);
    write_sources(page, knot);
    text_format(page->text, "\nreviewed by: %.*s%s\n", STR_ARGS(knot->reviewed_by),
                knot_is_reviewed(knot) ? "" : " yet");
}

/* ---- for machines ---- */

static void json_member(JsonWriter *json, const char *key, Str value)
{
    json_key(json, key);
    json_text(json, value);
}

static void json_texts(JsonWriter *json, const char *key, const TextList *texts)
{
    json_key(json, key);
    json_array_open(json);
    for (size_t i = 0; i < texts->count; i++) {
        json_text(json, texts->items[i]);
    }
    json_array_close(json);
}

static Str mark_id(SourceMark mark)
{
    switch (mark) {
    case SOURCE_SEEN:
        return STR("seen");
    case SOURCE_RETOLD:
        return STR("retold");
    case SOURCE_UNSEEN:
        return STR("unseen");
    }
    return STR_NONE;
}

static Str sight_id(KnotSight sight)
{
    switch (sight) {
    case SIGHT_DATA:
        return STR("data");
    case SIGHT_PARTLY:
        return STR("partly");
    case SIGHT_PEOPLE:
        return STR("people");
    }
    return STR_NONE;
}

static void json_sources(JsonWriter *json, const Knot *knot)
{
    json_key(json, "sources");
    json_array_open(json);
    for (size_t i = 0; i < knot->sources.count; i++) {
        const CatalogueSource *source = knot->sources.items[i];

        json_object_open(json);
        json_member(json, "id", source->id);
        json_member(json, "by", source->by);
        json_member(json, "year", source->year);
        json_member(json, "title", source->title);
        json_member(json, "where", source->where);
        json_member(json, "link", source->link);
        json_member(json, "mark", mark_id(source->mark));
        json_member(json, "note", source->note);
        json_object_close(json);
    }
    json_array_close(json);
}

static void json_links(JsonWriter *json, const Knot *knot)
{
    json_key(json, "checks");
    json_array_open(json);
    for (size_t i = 0; i < knot->checks.count; i++) {
        json_object_open(json);
        json_member(json, "id", knot->checks.items[i].check->id);
        json_member(json, "of", knot->checks.items[i].of);
        json_member(json, "when", knot->checks.items[i].when);
        json_object_close(json);
    }
    json_array_close(json);
    json_key(json, "pulls_on");
    json_array_open(json);
    for (size_t i = 0; i < knot->pulls_on.count; i++) {
        json_text(json, knot->pulls_on.items[i]->id);
    }
    json_array_close(json);
}

static void json_knot(JsonWriter *json, const Knot *knot)
{
    json_object_open(json);
    json_member(json, "id", knot->id);
    json_member(json, "stage", stage_info(knot->stage)->id);
    json_member(json, "name", knot->name);
    json_member(json, "how", knot->how);
    json_member(json, "sight", sight_id(knot->sight));
    json_member(json, "see", knot->see);
    json_texts(json, "ask", &knot->asks);
    json_texts(json, "helps", &knot->helps);
    json_key(json, "facts");
    json_array_open(json);
    for (size_t i = 0; i < knot->facts.count; i++) {
        json_object_open(json);
        json_member(json, "text", knot->facts.items[i].text);
        json_member(json, "source", knot->facts.items[i].source->id);
        json_member(json, "mark", mark_id(knot->facts.items[i].mark));
        json_object_close(json);
    }
    json_array_close(json);
    json_links(json, knot);
    json_sources(json, knot);
    json_member(json, "reviewed_by", knot->reviewed_by);
    json_object_close(json);
}

static void write_json(Text *text, const Knot *only)
{
    JsonWriter json = json_writer(text, true);
    size_t count;
    const Knot *knots = knot_rows(&count);

    json_object_open(&json);
    json_key(&json, "stages");
    json_array_open(&json);
    for (size_t i = 0; i < (size_t)STAGE_COUNT; i++) {
        const StageInfo *info = stage_info((Stage)i);

        json_object_open(&json);
        json_member(&json, "id", info->id);
        json_member(&json, "name", info->name);
        json_member(&json, "question", info->question);
        json_object_close(&json);
    }
    json_array_close(&json);
    json_key(&json, "knots");
    json_array_open(&json);
    for (size_t i = 0; i < count; i++) {
        if (only == NULL || only == &knots[i]) {
            json_knot(&json, &knots[i]);
        }
    }
    json_array_close(&json);
    json_object_close(&json);
    text_add_byte(text, '\n');
}

/* ---- the command ---- */

static Status fail_unknown(Context *context, Str wanted)
{
    KnotList near;
    Text hint = text_new(context->arena);
    Str shown = str_show(context->arena, wanted, 60);

    TRY(knot_suggest(context, wanted, &near));
    for (size_t i = 0; i < near.count; i++) {
        text_format(&hint, "%s'%.*s'",
                    i == 0                ? ""
                    : i + 1 == near.count ? " or "
                                          : ", ",
                    STR_ARGS(near.items[i]->id));
    }
    if (near.count == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "no knot is called '%.*s'; 'unknot knots' lists them", STR_ARGS(shown));
    }
    return fail(context, FAIL_INPUT, PLACE_NONE, "no knot is called '%.*s'; did you mean %.*s?",
                STR_ARGS(shown), STR_ARGS(text_str(&hint)));
}

Status knots_run(Context *context, const Arguments *arguments)
{
    Text text = text_new(context->arena);
    int width = output_width();
    KnotsPage page = {&text, width < KNOTS_WIDTH_MOST ? width : KNOTS_WIDTH_MOST};
    const Knot *knot = NULL;
    Str written;

    if (arguments->operands.count > 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "'unknot knots' tells about one knot at a time; give one id, or none for the "
                    "list");
    }
    if (arguments->operands.count == 1) {
        knot = knot_find(arguments->operands.items[0]);
        if (knot == NULL) {
            return fail_unknown(context, arguments->operands.items[0]);
        }
    }
    if (arguments_given(arguments, "json")) {
        write_json(&text, knot);
    } else if (knot != NULL) {
        write_knot(&page, knot);
    } else {
        write_list(&page);
    }
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}
