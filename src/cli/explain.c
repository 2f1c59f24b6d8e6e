/* unknot explain: what the measures mean, what they need, and where they come from, and what the
   code lists hold; all of them as a list, or the cards of one. */
#include "cli/commands.h"
#include "cli/entry.h"
#include "cli/explain_lists.h"
#include "cli/output.h"
#include "report/text_table.h"

#include <string.h>

typedef struct MeasureCard {
    const char *id;
    const char *family;
    const char *needs;
    const char *name;
    const char *method;
    const char *meaning;
} MeasureCard;

#define MEASURE(id, function, family, needs, name, method, meaning)                                \
    {id, #family, needs, name, method, meaning},

static const MeasureCard MEASURES[] = {
#include "measure/measures.def"
};

#undef MEASURE

#define MEASURES_COUNT (sizeof MEASURES / sizeof MEASURES[0])

typedef struct MeasureFamily {
    const char *id;
    const char *of;
} MeasureFamily;

#define FAMILY(family, of) {#family, of},

static const MeasureFamily FAMILIES[] = {
#include "measure/families.def"
};

#undef FAMILY

#define FAMILIES_COUNT (sizeof FAMILIES / sizeof FAMILIES[0])

/* A family that families.def does not have keeps its own name; a test of the house tells. */
static Str family_of(const MeasureCard *card)
{
    for (size_t i = 0; i < FAMILIES_COUNT; i++) {
        if (strcmp(FAMILIES[i].id, card->family) == 0) {
            return str_from(FAMILIES[i].of);
        }
    }
    return str_from(card->family);
}

/* The index that a measure is a way to: "sii" of "sii-logit". */
static Str index_of(const MeasureCard *card)
{
    Str id = str_from(card->id);

    return str_slice(id, 0, str_find_byte(id, '-'));
}

/* By its own id; else every way to the index. Empty `wanted`: all. */
static bool is_wanted(const MeasureCard *card, Str wanted, bool exact)
{
    return wanted.length == 0 || str_equal(str_from(card->id), wanted) ||
           (!exact && str_equal(index_of(card), wanted));
}

static bool is_id(Str wanted)
{
    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        if (str_equal(str_from(MEASURES[i].id), wanted)) {
            return true;
        }
    }
    return false;
}

/* ---- for people ---- */

static void write_list(const EntryPage *page)
{
    Str head = str_format(page->text->arena, "%zu measures, by what they are of.", MEASURES_COUNT);

    entry_paragraph(page, head);
    for (size_t f = 0; f < FAMILIES_COUNT; f++) {
        text_format(page->text, "\n%s\n", FAMILIES[f].of);
        for (size_t i = 0; i < MEASURES_COUNT; i++) {
            if (strcmp(MEASURES[i].family, FAMILIES[f].id) == 0) {
                entry_link(page, str_from(MEASURES[i].id), str_from(MEASURES[i].name));
            }
        }
    }
    explain_lists_name(page);
    text_add_byte(page->text, '\n');
    entry_paragraph(page, STR("'unknot explain ID' tells what a measure means, what it needs, and "
                              "how it is computed; or what a code list holds and how it is "
                              "grouped."));
}

static void write_card(const EntryPage *page, const MeasureCard *card)
{
    Str family = family_of(card);

    entry_paragraph(page, str_from(card->name));
    text_format(page->text, "%s · %.*s\n", card->id, STR_ARGS(family));
    entry_part(page, "what it means", str_from(card->meaning));
    entry_part(page, "what it needs", str_from(card->needs));
    entry_part(page, "how it is computed, and where that is from", str_from(card->method));
}

static void write_cards(const EntryPage *page, Str wanted, bool exact)
{
    bool first = true;

    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        if (is_wanted(&MEASURES[i], wanted, exact)) {
            text_add(page->text, first ? STR_NONE : STR("\n\n"));
            write_card(page, &MEASURES[i]);
            first = false;
        }
    }
}

/* ---- for machines ---- */

static void write_json(Text *text, Str wanted, bool exact)
{
    JsonWriter json = json_writer(text, true);

    if (explain_lists_has(wanted)) {
        explain_lists_json(&json, wanted);
        text_add_byte(text, '\n');
        return;
    }
    json_object_open(&json);
    json_key(&json, "measures");
    json_array_open(&json);
    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        const MeasureCard *card = &MEASURES[i];

        if (is_wanted(card, wanted, exact)) {
            json_object_open(&json);
            json_member(&json, "id", str_from(card->id));
            json_member(&json, "name", str_from(card->name));
            json_member(&json, "family", family_of(card));
            json_member(&json, "meaning", str_from(card->meaning));
            json_member(&json, "needs", str_from(card->needs));
            json_member(&json, "method", str_from(card->method));
            json_object_close(&json);
        }
    }
    json_array_close(&json);
    if (wanted.length == 0) {
        explain_lists_json_all(&json);
    }
    json_object_close(&json);
    text_add_byte(text, '\n');
}

/* ---- the command ---- */

static Status check_wanted(Context *context, Str wanted)
{
    size_t count = MEASURES_COUNT + explain_lists_count();
    StrSpan ids = {TAKE(context, Str, count), count};

    if (ids.items == NULL) {
        return fail_memory(context);
    }
    if (explain_lists_has(wanted)) {
        return done();
    }
    explain_lists_ids(ids.items + MEASURES_COUNT);
    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        if (is_wanted(&MEASURES[i], wanted, false)) {
            return wanted.length > 0 ? done()
                                     : fail(context, FAIL_INPUT, PLACE_NONE,
                                            "the id is empty; leave it out for the list");
        }
        ids.items[i] = str_from(MEASURES[i].id);
    }
    return fail_unknown_id(context, PLACE_NONE, "measure or code list",
                           "'unknot explain' lists them", wanted, ids);
}

Status explain_run(Context *context, const Arguments *arguments)
{
    Text text = text_new(context->arena);
    EntryPage page = entry_page(&text);
    Str wanted = STR_NONE;
    Str written;

    if (arguments->operands.count > 1) {
        return fail(
            context, FAIL_INPUT, PLACE_NONE,
            "'unknot explain' tells about one thing at a time; give one id, or none for the "
            "list");
    }
    if (arguments->operands.count == 1) {
        wanted = arguments->operands.items[0];
        TRY(check_wanted(context, wanted));
    }
    if (arguments_given(arguments, "json")) {
        write_json(&text, wanted, is_id(wanted));
    } else if (explain_lists_has(wanted)) {
        explain_lists_write(&page, wanted);
    } else if (wanted.length > 0) {
        write_cards(&page, wanted, is_id(wanted));
    } else {
        write_list(&page);
    }
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}
