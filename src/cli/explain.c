/* unknot explain: what the measures mean, what they need, and where they come from, and what the
   code lists hold; all of them as a list, the cards of one, or those behind a number of `unknot
   score`. */
#include "catalogue/score_metric.h"
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

/* What is asked about: a measure, an index that has several, or a number of 'unknot score'. */
typedef struct Wanted {
    Str id;             /* empty: all */
    bool exact;         /* it is the id of a measure */
    ScoreMetric metric; /* SCORE_METRIC_COUNT: not a number of 'unknot score' */
} Wanted;

static bool is_among(Str id, Str ids)
{
    while (ids.length > 0) {
        size_t space = str_find_byte(ids, ' ');

        if (str_equal(str_slice(ids, 0, space), id)) {
            return true;
        }
        ids = str_trim(str_slice(ids, space, ids.length - space));
    }
    return false;
}

static bool is_wanted(const MeasureCard *card, const Wanted *wanted)
{
    Str id = str_from(card->id);

    return wanted->id.length == 0 || str_equal(id, wanted->id) ||
           (!wanted->exact && str_equal(index_of(card), wanted->id)) ||
           (wanted->metric != SCORE_METRIC_COUNT &&
            is_among(id, score_metric_measures(wanted->metric)));
}

static Wanted wanted_by(Str id)
{
    Wanted wanted = {.id = id, .metric = SCORE_METRIC_COUNT};

    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        wanted.exact = wanted.exact || str_equal(str_from(MEASURES[i].id), id);
    }
    for (int metric = 0; metric < SCORE_METRIC_COUNT; metric++) {
        if (str_equal(score_metric_id((ScoreMetric)metric), id)) {
            wanted.metric = (ScoreMetric)metric;
        }
    }
    return wanted;
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
    entry_paragraph(page, STR("The numbers of 'unknot score' have their own ids, such as auc or "
                              "ppv; 'unknot explain auc' leads to what computes it."));
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

static void write_cards(const EntryPage *page, const Wanted *wanted)
{
    bool first = true;

    if (wanted->metric != SCORE_METRIC_COUNT) {
        text_format(page->text, "%.*s · a number of 'unknot score'\n", STR_ARGS(wanted->id));
        entry_part(page, "what it means", score_metric_meaning(wanted->metric));
        first = false;
    }
    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        if (is_wanted(&MEASURES[i], wanted)) {
            text_add(page->text, first ? STR_NONE : STR("\n\n"));
            write_card(page, &MEASURES[i]);
            first = false;
        }
    }
}

/* ---- for machines ---- */

static void write_json(Text *text, const Wanted *wanted)
{
    JsonWriter json = json_writer(text, true);

    if (explain_lists_has(wanted->id)) {
        explain_lists_json(&json, wanted->id);
        text_add_byte(text, '\n');
        return;
    }
    json_object_open(&json);
    if (wanted->metric != SCORE_METRIC_COUNT) {
        json_key(&json, "of_score");
        json_object_open(&json);
        json_member(&json, "id", wanted->id);
        json_member(&json, "meaning", score_metric_meaning(wanted->metric));
        json_object_close(&json);
    }
    json_key(&json, "measures");
    json_array_open(&json);
    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        const MeasureCard *card = &MEASURES[i];

        if (is_wanted(card, wanted)) {
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
    if (wanted->id.length == 0) {
        explain_lists_json_all(&json);
    }
    json_object_close(&json);
    text_add_byte(text, '\n');
}

/* ---- the command ---- */

static Status check_wanted(Context *context, const Wanted *wanted)
{
    size_t count = MEASURES_COUNT + SCORE_METRIC_COUNT + explain_lists_count();
    StrSpan ids = {TAKE(context, Str, count), count};

    if (ids.items == NULL) {
        return fail_memory(context);
    }
    if (wanted->id.length == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE, "the id is empty; leave it out for the list");
    }
    if (explain_lists_has(wanted->id)) {
        return done();
    }
    explain_lists_ids(ids.items + MEASURES_COUNT + SCORE_METRIC_COUNT);
    for (size_t i = 0; i < MEASURES_COUNT; i++) {
        if (is_wanted(&MEASURES[i], wanted)) {
            return done();
        }
        ids.items[i] = str_from(MEASURES[i].id);
    }
    for (size_t i = 0; i < SCORE_METRIC_COUNT; i++) {
        ids.items[MEASURES_COUNT + i] = score_metric_id((ScoreMetric)i);
    }
    return fail_unknown_id(context, PLACE_NONE, "measure or code list",
                           "'unknot explain' lists them", wanted->id, ids);
}

Status explain_run(Context *context, const Arguments *arguments)
{
    Text text = text_new(context->arena);
    EntryPage page = entry_page(&text);
    Wanted wanted = wanted_by(STR_NONE);
    Str written;

    if (arguments->operands.count > 1) {
        return fail(
            context, FAIL_INPUT, PLACE_NONE,
            "'unknot explain' tells about one thing at a time; give one id, or none for the "
            "list");
    }
    if (arguments->operands.count == 1) {
        wanted = wanted_by(arguments->operands.items[0]);
        TRY(check_wanted(context, &wanted));
    }
    if (arguments_given(arguments, "json")) {
        write_json(&text, &wanted);
    } else if (explain_lists_has(wanted.id)) {
        explain_lists_write(&page, wanted.id);
    } else if (wanted.id.length > 0) {
        write_cards(&page, &wanted);
    } else {
        write_list(&page);
    }
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}
