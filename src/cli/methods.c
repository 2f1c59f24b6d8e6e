/* unknot methods: reads what somebody has and wants, and prints the ways of working that fit, or
   one of them whole. */
#include "cli/methods_page.h"

#include "base/number.h"
#include "catalogue/stages.h"
#include "cli/commands.h"
#include "cli/output.h"

static Status read_stage(Context *context, Str given, TechniqueWish *wish)
{
    Str ids[STAGE_COUNT];
    Stage stage;

    if (stage_find(given, &stage)) {
        wish->stages = 1u << stage;
        return done();
    }
    if (str_equal(given, stage_thread()->id)) {
        return fail(context, FAIL_INPUT, arguments_place("--stage"),
                    "'%.*s' runs through every stage; leave --stage out, or name one of frame, "
                    "reach, record, join, model, prove, use, watch",
                    STR_ARGS(given));
    }
    for (size_t i = 0; i < (size_t)STAGE_COUNT; i++) {
        ids[i] = stage_info((Stage)i)->id;
    }
    return fail_unknown_id(context, arguments_place("--stage"), "stage",
                           "write frame, reach, record, join, model, prove, use or watch", given,
                           (StrSpan){ids, STAGE_COUNT});
}

static Status read_people(Context *context, Str given, TechniqueWish *wish)
{
    Str shown = str_show(context->arena, given, 60);

    if (!number_parse_integer(given, &wish->people) || wish->people < 1) {
        wish->people = 0;
        return fail(context, FAIL_INPUT, arguments_place("--people"),
                    "'%.*s' is no number of people; write a whole number from 1", STR_ARGS(shown));
    }
    return done();
}

/* Whoever can pay more can pay less; "high" is any cost. */
static Status read_budget(Context *context, Str given, TechniqueWish *wish)
{
    Str ids[] = {cost_info(COST_LOW)->id, cost_info(COST_MIDDLE)->id, cost_info(COST_HIGH)->id};
    CostBand band = COST_HIGHEST;

    if (!cost_find(given, &band) || band == COST_HIGHEST) {
        return fail_unknown_id(context, arguments_place("--budget"), "budget",
                               "write low, middle or high", given,
                               (StrSpan){ids, sizeof ids / sizeof ids[0]});
    }
    band = band == COST_HIGH ? COST_HIGHEST : band;
    wish->budgets = (2u << band) - 1;
    return done();
}

static Status read_say(Context *context, Str given, TechniqueWish *wish)
{
    Str ids[SAY_DECIDED];

    if (say_find(given, &wish->say)) {
        return done();
    }
    for (size_t i = 0; i < (size_t)SAY_DECIDED; i++) {
        ids[i] = say_info((LevelOfSay)(i + 1))->id;
    }
    return fail_unknown_id(context, arguments_place("--say"), "level of say",
                           "write told, asked, involved, \"worked together\" or decided", given,
                           (StrSpan){ids, SAY_DECIDED});
}

static Status read_knot(Context *context, Str given, TechniqueWish *wish)
{
    wish->about = knot_find(given);
    return wish->about != NULL ? done()
                               : fail_unknown_knot(context, arguments_place("--knot"), given);
}

/* Every mistake is told, not the first alone. */
static Status read_wish(Context *context, const Arguments *arguments, TechniqueWish *wish)
{
    typedef Status ReadPart(Context *, Str, TechniqueWish *);
    static ReadPart *const READ[] = {read_stage, read_people, read_budget, read_say, read_knot};
    size_t errors = context->error_count;

    _Static_assert(sizeof READ / sizeof READ[0] == METHODS_PARTS_COUNT, "each part is read");
    *wish = (TechniqueWish){.say = SAY_NOBODY};
    for (size_t i = 0; i < METHODS_PARTS_COUNT; i++) {
        if (arguments_given(arguments, METHODS_PARTS[i])) {
            (void)failed(READ[i](context, arguments_text(arguments, METHODS_PARTS[i]), wish));
        }
    }
    return status_since(context, errors);
}

static Status find_one(Context *context, const Arguments *arguments, const TechniqueWish *wish,
                       const Technique **out)
{
    size_t count;
    const Technique *techniques = technique_rows(&count);
    StrSpan ids = {TAKE(context, Str, count), count};

    if (ids.items == NULL) {
        return fail_memory(context);
    }
    if (arguments->operands.count > 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "'unknot methods' tells about one way at a time; give one id, or none for the "
                    "list");
    }
    if (methods_parts_of(wish) > 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "an id and conditions are given; leave out the id for the list of those that "
                    "fit, or the conditions for all about one");
    }
    *out = technique_find(arguments->operands.items[0]);
    if (*out != NULL) {
        return done();
    }
    for (size_t i = 0; i < count; i++) {
        ids.items[i] = techniques[i].id;
    }
    return fail_unknown_id(context, PLACE_NONE, "way of working", "'unknot methods' lists them",
                           arguments->operands.items[0], ids);
}

Status methods_run(Context *context, const Arguments *arguments)
{
    Text text = text_new(context->arena);
    EntryPage page = entry_page(&text);
    const Technique *technique = NULL;
    TechniqueWish wish;
    Str written;

    TRY(read_wish(context, arguments, &wish));
    if (arguments->operands.count > 0) {
        TRY(find_one(context, arguments, &wish, &technique));
    }
    if (arguments_given(arguments, "json")) {
        methods_write_json(&text, technique, &wish);
    } else if (technique != NULL) {
        methods_write_one(&page, technique);
    } else {
        methods_write_list(&page, arguments, &wish);
    }
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}
