/* unknot knots: the catalogue's knots as a list by stage, or one of them whole. */
#include "catalogue/knot.h"
#include "catalogue/recommendation.h"
#include "catalogue/stages.h"
#include "catalogue/technique.h"
#include "cli/commands.h"
#include "cli/entry.h"
#include "cli/output.h"
#include "report/text_table.h"

/* ---- the list ---- */

static void write_stage(const EntryPage *page, Stage stage)
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

static void write_list(const EntryPage *page)
{
    size_t count;

    (void)knot_rows(&count);
    entry_paragraph(
        page, str_format(page->text->arena,
                         "%zu knots, by the stage they belong to. A knot is a place where care or "
                         "data can leave some people behind.",
                         count));
    for (size_t i = 0; i < (size_t)STAGE_COUNT; i++) {
        write_stage(page, (Stage)i);
    }
    text_add_byte(page->text, '\n');
    entry_paragraph(page, STR("'unknot knots ID' tells all about one."));
    entry_reviewed_of(page, knots_reviewed(), count);
}

/* ---- one knot ---- */

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

static void write_links(const EntryPage *page, const Knot *knot)
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
        entry_link(page, knot->pulls_on.items[i]->id, knot->pulls_on.items[i]->name);
    }
}

/* Techniques that can speak to it. */
static void write_techniques(const EntryPage *page, const Knot *knot)
{
    size_t count;
    const Technique *techniques = technique_rows(&count);
    TechniqueWish wish = {.about = knot};

    if (techniques_fitting(&wish) > 0) {
        text_add(page->text, STR("\nways of working on it with the people affected\n"));
    }
    for (size_t i = 0; i < count; i++) {
        if (technique_fits(&techniques[i], &wish)) {
            entry_link(page, techniques[i].id, techniques[i].name);
        }
    }
}

/* "For trusts, boards: text", with the marks of its sources. */
static void write_recommendation(const EntryPage *page, const Recommendation *recommendation)
{
    Text line = text_new(page->text->arena);

    text_add(&line, STR("For "));
    for (size_t i = 0; i < recommendation->addressed_to.count; i++) {
        text_add(&line, i == 0 ? STR_NONE : STR(", "));
        text_add(&line, recommendation->addressed_to.items[i]);
    }
    text_add(&line, STR(": "));
    text_add(&line, recommendation->text);
    text_wrap(page->text, text_str(&line), page->width, STR("  - "), STR("    "));
    line = text_new(page->text->arena);
    for (size_t i = 0; i < recommendation->sources.count; i++) {
        text_add(&line, i == 0 ? STR("From: ") : STR(" "));
        source_write(&line, recommendation->sources.items[i]);
        text_add(&line, STR(" ["));
        text_add(&line, source_mark_text(recommendation->sources.items[i]->mark));
        text_add(&line, STR("]"));
    }
    if (recommendation->note.length > 0) {
        text_add(&line, STR(" "));
        text_add(&line, recommendation->note);
    }
    text_wrap(page->text, text_str(&line), page->width, STR("    "), STR("    "));
}

static void write_recommendations(const EntryPage *page, const Knot *knot)
{
    size_t count;
    const Recommendation *rows = recommendation_rows(&count);
    bool headed = false;

    for (size_t i = 0; i < count; i++) {
        if (recommendation_answers(&rows[i], knot)) {
            text_add(page->text, headed ? STR_NONE : STR("\nwhat others ask for, in our words\n"));
            write_recommendation(page, &rows[i]);
            headed = true;
        }
    }
}

static void write_knot(const EntryPage *page, const Knot *knot)
{
    const StageInfo *stage = stage_info(knot->stage);
    Str sight = sight_text(knot->sight);

    entry_paragraph(page, knot->name);
    text_format(page->text, "%.*s · stage: %.*s (%.*s)\n", STR_ARGS(knot->id),
                STR_ARGS(stage->name), STR_ARGS(stage->id));
    entry_part(page, "how it makes inequality", knot->how);
    entry_facts(page, &knot->facts, &knot->sources);
    entry_part(page, "how to see it",
               str_format(page->text->arena, "%.*s %.*s", STR_ARGS(sight), STR_ARGS(knot->see)));
    entry_texts(page, "whom to ask", &knot->asks);
    entry_texts(page, "what helps", &knot->helps);
    write_links(page, knot);
    write_recommendations(page, knot);
    write_techniques(page, knot);
    entry_sources(page, &knot->sources);
    entry_reviewed(page, knot->reviewed_by);
}

/* ---- for machines ---- */

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

static void json_techniques(JsonWriter *json, const Knot *knot)
{
    size_t count;
    const Technique *techniques = technique_rows(&count);
    TechniqueWish wish = {.about = knot};

    json_key(json, "techniques");
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        if (technique_fits(&techniques[i], &wish)) {
            json_text(json, techniques[i].id);
        }
    }
    json_array_close(json);
}

static void json_recommendations(JsonWriter *json, const Knot *knot)
{
    size_t count;
    const Recommendation *rows = recommendation_rows(&count);

    json_key(json, "recommendations");
    json_array_open(json);
    for (size_t i = 0; i < count; i++) {
        if (recommendation_answers(&rows[i], knot)) {
            json_object_open(json);
            json_member(json, "id", rows[i].id);
            json_member(json, "text", rows[i].text);
            json_texts(json, "for", &rows[i].addressed_to);
            json_member(json, "note", rows[i].note);
            json_sources(json, &rows[i].sources);
            json_member(json, "reviewed_by", rows[i].reviewed_by);
            json_object_close(json);
        }
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
    json_facts(json, &knot->facts);
    json_links(json, knot);
    json_recommendations(json, knot);
    json_techniques(json, knot);
    json_sources(json, &knot->sources);
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

Status knots_run(Context *context, const Arguments *arguments)
{
    Text text = text_new(context->arena);
    EntryPage page = entry_page(&text);
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
            return fail_unknown_knot(context, PLACE_NONE, arguments->operands.items[0]);
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
