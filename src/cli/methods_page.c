#include "cli/methods_page.h"

#include "catalogue/stages.h"
#include "report/text_table.h"

#include <inttypes.h>

/* In the order of METHODS_PARTS. */
typedef enum WishPart { PART_STAGE, PART_PEOPLE, PART_BUDGET, PART_SAY, PART_KNOT } WishPart;

const char *const METHODS_PARTS[METHODS_PARTS_COUNT] = {"stage", "people", "budget", "say", "knot"};

static bool asks_for(const TechniqueWish *wish, WishPart part)
{
    switch (part) {
    case PART_STAGE:
        return wish->stages != 0;
    case PART_PEOPLE:
        return wish->people != 0;
    case PART_BUDGET:
        return wish->budgets != 0;
    case PART_SAY:
        return wish->say != SAY_NOBODY;
    case PART_KNOT:
        return wish->about != NULL;
    }
    return false;
}

static TechniqueWish without(TechniqueWish wish, WishPart part)
{
    switch (part) {
    case PART_STAGE:
        wish.stages = 0;
        break;
    case PART_PEOPLE:
        wish.people = 0;
        break;
    case PART_BUDGET:
        wish.budgets = 0;
        break;
    case PART_SAY:
        wish.say = SAY_NOBODY;
        break;
    case PART_KNOT:
        wish.about = NULL;
        break;
    }
    return wish;
}

static TechniqueWish alone(TechniqueWish wish, WishPart part)
{
    for (size_t i = 0; i < METHODS_PARTS_COUNT; i++) {
        wish = (WishPart)i == part ? wish : without(wish, (WishPart)i);
    }
    return wish;
}

size_t methods_parts_of(const TechniqueWish *wish)
{
    size_t count = 0;

    for (size_t i = 0; i < METHODS_PARTS_COUNT; i++) {
        count += asks_for(wish, (WishPart)i) ? 1 : 0;
    }
    return count;
}

/* ---- one technique in words ---- */

/* "involved to worked together" */
static void add_say(Text *text, const Technique *technique)
{
    text_add(text, say_info(technique->say_from)->id);
    if (technique->say_from != technique->say_to) {
        text_add(text, STR(" to "));
        text_add(text, say_info(technique->say_to)->id);
    }
}

/* "5 to 12 people" */
static void add_people(Text *text, const Technique *technique)
{
    if (technique->people_from == 1 && technique->people_to == 0) {
        text_add(text, STR("any number of people"));
        return;
    }
    text_format(text, "%" PRId64, technique->people_from);
    if (technique->people_to == 0) {
        text_add(text, STR(" or more"));
    } else if (technique->people_to > technique->people_from) {
        text_format(text, " to %" PRId64, technique->people_to);
    }
    text_add(text, STR(" people"));
}

/* "under £1,000, or £1,000 to £5,000" */
static void add_cost(Text *text, const Technique *technique)
{
    text_add(text, cost_info(technique->cost_from)->name);
    if (technique->cost_from != technique->cost_to) {
        text_add(text, STR(", or "));
        text_add(text, cost_info(technique->cost_to)->name);
    }
}

static void add_stages(Text *text, const Technique *technique)
{
    bool first = true;

    for (size_t i = 0; i < (size_t)STAGE_COUNT; i++) {
        if ((technique->stages & (1u << i)) != 0) {
            text_add(text, first ? STR_NONE : STR(", "));
            text_add(text, stage_info((Stage)i)->id);
            first = false;
        }
    }
}

/* ---- the list ---- */

static void write_line(const EntryPage *page, const Technique *technique)
{
    Text line = text_new(page->text->arena);

    text_format(page->text, "\n  %.*s\n", STR_ARGS(technique->id));
    text_wrap(page->text, technique->what, page->width, STR("    "), STR("    "));
    text_add(&line, STR("say: "));
    add_say(&line, technique);
    text_add(&line, STR(" · "));
    add_people(&line, technique);
    if (technique->people_note.length > 0) {
        text_format(&line, " (%.*s)", STR_ARGS(technique->people_note));
    }
    text_format(&line, " · %.*s · ", STR_ARGS(technique->time));
    add_cost(&line, technique);
    text_add(&line, STR(" · stages: "));
    add_stages(&line, technique);
    text_wrap(page->text, text_str(&line), page->width, STR("    "), STR("    "));
}

static void write_kinds(const EntryPage *page, const TechniqueWish *wish)
{
    size_t count;
    size_t kind_count;
    const Technique *techniques = technique_rows(&count);
    const TechniqueKind *kinds = technique_kind_rows(&kind_count);

    for (size_t k = 0; k < kind_count; k++) {
        bool headed = false;

        for (size_t i = 0; i < count; i++) {
            if (techniques[i].kind != &kinds[k] || !technique_fits(&techniques[i], wish)) {
                continue;
            }
            if (!headed) {
                text_format(page->text, "\n%.*s\n", STR_ARGS(kinds[k].name));
                headed = true;
            }
            write_line(page, &techniques[i]);
        }
    }
}

/* "--stage reach", as the person gave it */
static void add_part(Text *text, const Arguments *arguments, WishPart part)
{
    Str given = arguments_text(arguments, METHODS_PARTS[part]);

    text_format(text, "--%s %.*s", METHODS_PARTS[part], STR_ARGS(given));
}

/* "--stage reach, --people 8" */
static void add_wish(Text *text, const Arguments *arguments, const TechniqueWish *wish)
{
    bool first = true;

    for (size_t i = 0; i < METHODS_PARTS_COUNT; i++) {
        if (asks_for(wish, (WishPart)i)) {
            text_add(text, first ? STR_NONE : STR(", "));
            add_part(text, arguments, (WishPart)i);
            first = false;
        }
    }
}

/* "  - Without --stage reach, 3 would fit." */
static void write_without(const EntryPage *page, const Arguments *arguments, WishPart part,
                          size_t fitting)
{
    Text line = text_new(page->text->arena);

    text_add(&line, STR("Without "));
    add_part(&line, arguments, part);
    text_format(&line, ", %zu would fit.", fitting);
    text_wrap(page->text, text_str(&line), page->width, STR("  - "), STR("    "));
}

static void write_alone(const EntryPage *page, const Arguments *arguments, WishPart part,
                        size_t fitting)
{
    Text line = text_new(page->text->arena);

    add_part(&line, arguments, part);
    text_format(&line, " by itself: %zu fit.", fitting);
    text_wrap(page->text, text_str(&line), page->width, STR("  - "), STR("    "));
}

/* Nothing fits: which one condition stands in the way, or how much each leaves by itself. */
static void write_none(const EntryPage *page, const Arguments *arguments, const TechniqueWish *wish)
{
    bool helped = false;

    for (size_t i = 0; i < METHODS_PARTS_COUNT; i++) {
        TechniqueWish looser = without(*wish, (WishPart)i);
        size_t fitting = techniques_fitting(&looser);

        if (asks_for(wish, (WishPart)i) && fitting > 0) {
            write_without(page, arguments, (WishPart)i, fitting);
            helped = true;
        }
    }
    if (helped) {
        return;
    }
    entry_paragraph(page, STR("No one of these alone stands in the way; give up two or more."));
    for (size_t i = 0; i < METHODS_PARTS_COUNT; i++) {
        TechniqueWish single = alone(*wish, (WishPart)i);

        if (asks_for(wish, (WishPart)i)) {
            write_alone(page, arguments, (WishPart)i, techniques_fitting(&single));
        }
    }
}

static void write_foot(const EntryPage *page)
{
    size_t count;

    (void)technique_rows(&count);
    text_add_byte(page->text, '\n');
    entry_paragraph(page, STR("Say before you begin what can still change. If nothing can, do not "
                              "run one, and say so. Pay people for their time and what it costs "
                              "them; being paid can touch benefits, so point to advice."));
    entry_paragraph(page, STR("Sizes, times and costs are judgements of the writers. "
                              "'unknot methods ID' tells all about one."));
    entry_reviewed_of(page, techniques_reviewed(), count);
}

void methods_write_list(const EntryPage *page, const Arguments *arguments,
                        const TechniqueWish *wish)
{
    size_t count;
    size_t fitting = techniques_fitting(wish);
    Text head = text_new(page->text->arena);

    (void)technique_rows(&count);
    if (methods_parts_of(wish) == 0) {
        text_format(&head, "%zu ways of working with the people affected.", count);
    } else {
        if (fitting == 0) {
            text_format(&head, "None of %zu ways of working with the people affected fits ", count);
        } else {
            text_format(&head, "%zu of %zu ways of working with the people affected fit ", fitting,
                        count);
        }
        add_wish(&head, arguments, wish);
        text_add_byte(&head, '.');
    }
    entry_paragraph(page, text_str(&head));
    if (fitting == 0) {
        write_none(page, arguments, wish);
        return;
    }
    write_kinds(page, wish);
    write_foot(page);
}

/* ---- one technique ---- */

static void write_needs(const EntryPage *page, const Technique *technique)
{
    Text people = text_new(page->text->arena);
    Text say = text_new(page->text->arena);
    Text cost = text_new(page->text->arena);

    add_say(&say, technique);
    text_add(&say, STR(". "));
    text_add(&say, say_info(technique->say_to)->meaning);
    entry_part(page, "how much say it gives", text_str(&say));
    add_people(&people, technique);
    if (technique->people_note.length > 0) {
        text_format(&people, ", %.*s", STR_ARGS(technique->people_note));
    }
    text_add(&people,
             technique->several ? STR("; several groups can work side by side.") : STR("."));
    entry_part(page, "how many people", text_str(&people));
    entry_part(page, "how long", technique->time);
    add_cost(&cost, technique);
    text_add(&cost, STR(", beside people's working time"));
    if (technique->cost_note.length > 0) {
        text_format(&cost, "; %.*s", STR_ARGS(technique->cost_note));
    }
    text_add(&cost, STR(". Sizes, times and costs are judgements of the writers."));
    entry_part(page, "what it costs", text_str(&cost));
}

void methods_write_one(const EntryPage *page, const Technique *technique)
{
    Text line = text_new(page->text->arena);

    text_format(&line, "%.*s · %.*s · stages: ", STR_ARGS(technique->id),
                STR_ARGS(technique->kind->name));
    add_stages(&line, technique);
    entry_paragraph(page, technique->name);
    text_wrap(page->text, text_str(&line), page->width, STR_NONE, STR_NONE);
    entry_part(page, "what it is", technique->what);
    entry_facts(page, &technique->facts, &technique->sources);
    write_needs(page, technique);
    entry_texts(page, "what people may need to take part", &technique->access);
    entry_texts(page, "tips", &technique->tips);
    entry_texts(page, "not when", &technique->not_when);
    if (technique->note.length > 0) {
        entry_part(page, "what is ours alone", technique->note);
    }
    if (technique->knots.count > 0) {
        text_add(page->text, STR("\nknots it can speak to\n"));
    }
    for (size_t i = 0; i < technique->knots.count; i++) {
        entry_link(page, technique->knots.items[i]->id, technique->knots.items[i]->name);
    }
    entry_sources(page, &technique->sources);
    entry_reviewed(page, technique->reviewed_by);
}

/* ---- for machines ---- */

static void json_needs(JsonWriter *json, const Technique *technique)
{
    json_key(json, "people");
    json_object_open(json);
    json_key(json, "from");
    json_integer(json, technique->people_from);
    json_key(json, "to");
    if (technique->people_to > 0) {
        json_integer(json, technique->people_to);
    } else {
        json_null(json);
    }
    json_key(json, "several");
    json_bool(json, technique->several);
    json_member(json, "note", technique->people_note);
    json_object_close(json);
    json_member(json, "time", technique->time);
    json_key(json, "cost");
    json_object_open(json);
    json_member(json, "from", cost_info(technique->cost_from)->id);
    json_member(json, "to", cost_info(technique->cost_to)->id);
    json_member(json, "note", technique->cost_note);
    json_object_close(json);
}

static void json_technique(JsonWriter *json, const Technique *technique)
{
    json_object_open(json);
    json_member(json, "id", technique->id);
    json_member(json, "name", technique->name);
    json_member(json, "kind", technique->kind->id);
    json_member(json, "what", technique->what);
    json_key(json, "stages");
    json_array_open(json);
    for (size_t i = 0; i < (size_t)STAGE_COUNT; i++) {
        if ((technique->stages & (1u << i)) != 0) {
            json_text(json, stage_info((Stage)i)->id);
        }
    }
    json_array_close(json);
    json_key(json, "say");
    json_object_open(json);
    json_member(json, "from", say_info(technique->say_from)->id);
    json_member(json, "to", say_info(technique->say_to)->id);
    json_object_close(json);
    json_needs(json, technique);
    json_texts(json, "access", &technique->access);
    json_texts(json, "tips", &technique->tips);
    json_texts(json, "not_when", &technique->not_when);
    json_member(json, "note", technique->note);
    json_key(json, "knots");
    json_array_open(json);
    for (size_t i = 0; i < technique->knots.count; i++) {
        json_text(json, technique->knots.items[i]->id);
    }
    json_array_close(json);
    json_facts(json, &technique->facts);
    json_sources(json, &technique->sources);
    json_member(json, "reviewed_by", technique->reviewed_by);
    json_object_close(json);
}

void methods_write_json(Text *text, const Technique *only, const TechniqueWish *wish)
{
    JsonWriter json = json_writer(text, true);
    size_t count;
    const Technique *techniques = technique_rows(&count);

    json_object_open(&json);
    json_key(&json, "techniques");
    json_array_open(&json);
    for (size_t i = 0; i < count; i++) {
        if (only == NULL ? technique_fits(&techniques[i], wish) : only == &techniques[i]) {
            json_technique(&json, &techniques[i]);
        }
    }
    json_array_close(&json);
    json_key(&json, "without");
    json_object_open(&json);
    for (size_t i = 0; i < METHODS_PARTS_COUNT; i++) {
        TechniqueWish looser = without(*wish, (WishPart)i);

        if (asks_for(wish, (WishPart)i)) {
            json_key(&json, METHODS_PARTS[i]);
            json_integer(&json, (int64_t)techniques_fitting(&looser));
        }
    }
    json_object_close(&json);
    json_object_close(&json);
    text_add_byte(text, '\n');
}
