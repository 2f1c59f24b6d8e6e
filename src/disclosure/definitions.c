/* Each definition is taken apart into facets, texts with a name, and the facets are held beside
   each other one by one. */
#include "disclosure/definitions.h"

#include "base/number.h"
#include "base/text.h"

#define FACETS_MOST 24

/* One thing that a study says of something. */
typedef struct Facet {
    const char *what;
    Str shown;       /* as a person reads it; empty: not given */
    Str key;         /* what is compared */
    bool stops;      /* a difference of it makes numbers that cannot be compared */
    bool behind;     /* says less than the facet before, and nothing where that differs */
    unsigned checks; /* as in ShownDifference */
} Facet;

typedef struct Facets {
    Context *context;
    Facet items[FACETS_MOST];
    size_t count;
    bool failed; /* memory is spent */
} Facets;

Status differences_add(Context *context, Differences *differences,
                       const ShownDifference *difference)
{
    if (differences->count == differences->capacity) {
        size_t capacity = differences->capacity < 8 ? 8 : 2 * differences->capacity;
        ShownDifference *items = TAKE(context, ShownDifference, capacity);

        if (items == NULL) {
            return fail_memory(context);
        }
        for (size_t i = 0; i < differences->count; i++) {
            items[i] = differences->items[i];
        }
        differences->items = items;
        differences->capacity = capacity;
    }
    differences->items[differences->count++] = *difference;
    return done();
}

bool definitions_same_name(Str shown, Str written)
{
    if (shown.length != written.length) {
        return false;
    }
    for (size_t i = 0; i < shown.length; i++) {
        char plain = written.bytes[i] == '_' ? ' ' : written.bytes[i];

        if (shown.bytes[i] != plain && shown.bytes[i] != written.bytes[i]) {
            return false;
        }
    }
    return true;
}

/* The column that a test or days() is about; empty: none. */
static Str column_of(const Expression *expression)
{
    for (size_t i = 0; i < expression->part_count; i++) {
        if (expression->parts[i]->kind == EXPRESSION_COLUMN) {
            return expression->parts[i]->text;
        }
    }
    return STR_NONE;
}

/* What stands between the parts of an expression, and before them. */
static const char *sign_of(const Expression *expression)
{
    static const char *const COMPARISONS[] = {
        [COMPARE_EQUAL] = " = ",    [COMPARE_NOT_EQUAL] = " != ", [COMPARE_LESS] = " < ",
        [COMPARE_AT_MOST] = " <= ", [COMPARE_MORE] = " > ",       [COMPARE_AT_LEAST] = " >= "};

    switch (expression->kind) {
    case EXPRESSION_AND:
        return " and ";
    case EXPRESSION_OR:
        return " or ";
    case EXPRESSION_COMPARE:
        return COMPARISONS[expression->comparison];
    case EXPRESSION_IN:
        return " in ";
    case EXPRESSION_BETWEEN:
        return " between ";
    case EXPRESSION_NOT:
        return "not ";
    case EXPRESSION_KNOWN:
        return "known ";
    case EXPRESSION_DAYS:
        return " days to ";
    case EXPRESSION_COLUMN:
    case EXPRESSION_LITERAL:
        break;
    }
    return "";
}

static void write_literal(Text *text, const Expression *literal, bool hide_dates)
{
    bool hidden = literal->value_kind == VALUE_DATE && hide_dates;
    Str shown = hidden ? STR("any") : literal->text;

    text_format(text, "%s \"%.*s\"", value_kind_name(literal->value_kind), STR_ARGS(shown));
}

/* As the program understands it: blanks and brackets that say nothing are gone, and so are the
   dates that `date_column` is compared with. At most EXPRESSION_DEPTH_MOST deep. */
static void write_condition(Text *text, const Expression *expression, Str date_column)
{
    bool of_period = date_column.length > 0 && str_equal(column_of(expression), date_column);

    if (expression->kind == EXPRESSION_COLUMN) {
        text_format(text, "[%.*s]", STR_ARGS(expression->text));
        return;
    }
    text_add_byte(text, '(');
    if (expression->part_count == 1) {
        text_add(text, str_from(sign_of(expression)));
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        const Expression *part = expression->parts[i];

        text_add(text, i > 0 ? str_from(sign_of(expression)) : STR_NONE);
        if (part->kind == EXPRESSION_LITERAL) {
            write_literal(text, part, of_period);
        } else {
            write_condition(text, part, date_column);
        }
    }
    text_add_byte(text, ')');
}

/* ---- facets ---- */

static void add_keyed(Facets *facets, const char *what, Str shown, Str key, bool stops)
{
    if (facets->count < FACETS_MOST) {
        facets->items[facets->count++] =
            (Facet){.what = what, .shown = shown, .key = key, .stops = stops};
    }
}

static void add(Facets *facets, const char *what, Str text, bool stops)
{
    add_keyed(facets, what, text, text, stops);
}

/* Equal keys: the same rows, but for the dates that `date_column` is compared with. */
static Str key_of(Facets *facets, const StudyCondition *condition, Str date_column)
{
    Text text = text_new(facets->context->arena);

    if (condition->expression != NULL) {
        write_condition(&text, condition->expression, date_column);
    }
    facets->failed |= text.spent;
    return text_str(&text);
}

static void add_condition(Facets *facets, const char *what, const StudyCondition *condition)
{
    add_keyed(facets, what, condition->source.text, key_of(facets, condition, STR_NONE), true);
}

static void add_number(Facets *facets, const char *what, const StudyNumber *number)
{
    Text text = text_new(facets->context->arena);

    if (number->place.line > 0) {
        number_write(&text, number->value);
    }
    facets->failed |= text.spent;
    add(facets, what, text_str(&text), true);
}

/* In quotes where it is an item of several; so that no two lists read alike. */
static void write_item(Text *text, Str item)
{
    text_add(text, text_str(text).length > 0 ? STR(", ") : STR_NONE);
    text_add_byte(text, '"');
    text_add(text, item);
    text_add_byte(text, '"');
}

static void add_texts(Facets *facets, const char *what, const StudyTexts *texts, bool stops)
{
    Text text = text_new(facets->context->arena);

    for (size_t i = 0; i < texts->count; i++) {
        write_item(&text, texts->items[i].text);
    }
    facets->failed |= text.spent;
    add(facets, what, text_str(&text), stops);
}

static void add_choice(Facets *facets, const char *what, const StudyChoice *choice,
                       const char *const *words)
{
    add(facets, what, choice->place.line > 0 ? str_from(words[choice->value]) : STR_NONE, true);
}

/* The facet added last is about the findings of this check, and of those it was kept to before. */
static void keep_to(Facets *facets, CheckKind check)
{
    facets->items[facets->count - 1].checks |= 1U << check;
}

/* ---- tables ---- */

/* A year later the dates of what is kept are others, and the definition is the same. */
static void add_keep(Facets *facets, const StudyTable *table)
{
    Str source = table->keep.source.text;

    add_keyed(facets, "which rows are kept (keep)", source,
              key_of(facets, &table->keep, table->date.text), true);
    add_keyed(facets, "the dates of the rows that are kept (keep)", source,
              key_of(facets, &table->keep, STR_NONE), false);
    facets->items[facets->count - 1].behind = true;
}

static void facets_of_table(Facets *facets, const StudyTable *table)
{
    static const char *const STATUS[] = {[STATUS_OWN] = "own", [STATUS_PUBLISHED] = "published"};
    Text look_ups = text_new(facets->context->arena);
    Text spread = text_new(facets->context->arena);
    Text design = text_new(facets->context->arena);

    for (size_t i = 0; i < table->look_ups.count; i++) {
        const StudyLookUp *look_up = &table->look_ups.items[i];

        text_format(&look_ups, "%s%.*s by %.*s", i > 0 ? ", " : "", STR_ARGS(look_up->name.text),
                    STR_ARGS(look_up->by.text));
    }
    if (table->spread.place.line > 0) {
        text_format(&spread, "%.*s = %.*s", STR_ARGS(table->spread.names.text),
                    STR_ARGS(table->spread.values.text));
    }
    if (table->design.place.line > 0) {
        text_format(&design, "weight %.*s, strata %.*s, cluster %.*s",
                    STR_ARGS(table->design.weight.text), STR_ARGS(table->design.strata.text),
                    STR_ARGS(table->design.cluster.text));
    }
    facets->failed |= look_ups.spent || spread.spent || design.spent;
    add(facets, "what one row is (row)", table->row.text, true);
    add(facets, "who a row is about (person)", table->person.text, true);
    add(facets, "how many people a row stands for (count)", table->count.text, true);
    add_keep(facets, table);
    add(facets, "which date tells the period (date)", table->date.text, true);
    add(facets, "which column tells the period (period)", table->period.text, true);
    add_texts(facets, "which cells mean that nothing is known (missing)", &table->missing, true);
    add(facets, "what rows are looked up in (look_up)", text_str(&look_ups), true);
    add(facets, "which columns are spread (spread)", text_str(&spread), true);
    add(facets, "the survey's weights, strata and clusters (design)", text_str(&design), true);
    add_choice(facets, "whether the figures are published (status)", &table->status, STATUS);
}

/* ---- groups ---- */

static void add_order(Facets *facets, const StudyGroup *group)
{
    static const char *const ORDERS[] = {[ORDER_NOT_GIVEN] = "",
                                         [ORDER_ASCENDING] = "ascending",
                                         [ORDER_DESCENDING] = "descending",
                                         [ORDER_LIST] = ""};

    if (group->order == ORDER_LIST) {
        add_texts(facets, "which group comes first (worst_off_first)", &group->worst_first, true);
    } else {
        add(facets, "which group comes first (worst_off_first)", str_from(ORDERS[group->order]),
            true);
    }
}

static void facets_of_group(Facets *facets, const StudyGroup *group)
{
    Text bands = text_new(facets->context->arena);
    Text labels = text_new(facets->context->arena);

    for (size_t i = 0; i < group->bands.count; i++) {
        text_add(&bands, i > 0 ? STR(", ") : STR_NONE);
        number_write(&bands, group->bands.items[i].value);
    }
    for (size_t i = 0; i < group->labels.count; i++) {
        write_item(&labels, group->labels.items[i].name.text);
        text_format(&labels, ": \"%.*s\"", STR_ARGS(group->labels.items[i].value.text));
    }
    facets->failed |= bands.spent || labels.spent;
    add(facets, "its column (column)", group->column.text, true);
    add(facets, "the date of birth (born)", group->born.text, true);
    add(facets, "at which date people have their age (at)", group->at.text, true);
    add(facets, "the bands of age (bands)", text_str(&bands), true);
    add_condition(facets, "which rows carry it (where)", &group->where);
    add(facets, "its code list (codes)", group->codes.text, true);
    add(facets, "which index of deprivation (edition)",
        group->edition.count == 1 ? group->edition.items[0].text : STR_NONE, true);
    add_number(facets, "how many groups stand by themselves (largest)", &group->largest);
    add(facets, "the words for its groups (labels)", text_str(&labels), true);
    add(facets, "who each group is compared with (compare_with)", group->compare_with.text, true);
    add_texts(facets, "which labels mean not recorded (not_recorded)", &group->not_recorded, true);
    add_order(facets, group);
}

/* ---- outcomes and pathways ---- */

static void facets_of_outcome(Facets *facets, const StudyOutcome *outcome)
{
    static const char *const BETTER[] = {[BETTER_NOT_SAID] = "",
                                         [BETTER_MORE] = "more",
                                         [BETTER_LESS] = "less",
                                         [BETTER_NEITHER] = "neither"};

    add_condition(facets, "who has it (is)", &outcome->is);
    add_condition(facets, "among whom (among)", &outcome->among);
    add_condition(facets, "the other rule for it (other_rule)", &outcome->other_rule);
    keep_to(facets, CHECK_ASSUMPTIONS);
    add(facets, "from which date (from)", outcome->from.text, true);
    add(facets, "to which date (to)", outcome->to.text, true);
    add_number(facets, "within how many days (within)", &outcome->within_days);
    add(facets, "which amount (amount)", outcome->amount.text, true);
    add(facets, "which column counts them (events)", outcome->events.text, true);
    add(facets, "out of which column (out_of)", outcome->out_of.text, true);
    add(facets, "which estimate (estimate)", outcome->estimate.text, true);
    add_number(facets, "what an estimate is per (scale)", &outcome->scale);
    add_choice(facets, "which way is better (better)", &outcome->better, BETTER);
    add(facets, "until when it is known (known_until)", outcome->known_until.text, false);
    add(facets, "the gap that matters (matters)", outcome->matters.source.text, false);
    add(facets, "what it means, in words (means)", outcome->means.text, false);
    add(facets, "who chose it (chosen_by)", outcome->chosen_by.text, false);
}

static void facets_of_pathway(Facets *facets, const StudyPathway *pathway)
{
    Text steps = text_new(facets->context->arena);

    for (size_t i = 0; i < pathway->steps.count; i++) {
        const StudyStep *step = &pathway->steps.items[i];
        Str test = step->column.text.length > 0 ? step->column.text : step->test.source.text;

        text_format(&steps, "%s%.*s: %.*s", i > 0 ? "; " : "", STR_ARGS(step->name.text),
                    STR_ARGS(test));
    }
    facets->failed |= steps.spent;
    add(facets, "its steps", text_str(&steps), true);
}

static void facets_of_score(Facets *facets, const StudyScore *score)
{
    add(facets, "its column (column)", score->column.text, true);
    add_condition(facets, "whom it flags (flag)", &score->flag);
    add_condition(facets, "what it should foretell (outcome)", &score->outcome);
    add(facets, "the measure of need (need)", score->need.text, true);
    keep_to(facets, CHECK_NEED);
    add_condition(facets, "what was decided (decision)", &score->decision);
    keep_to(facets, CHECK_ACCEPTED);
    keep_to(facets, CHECK_OVERRULED);
    add_condition(facets, "where it was made (made_at)", &score->made_at);
    keep_to(facets, CHECK_PLACE_MIX);
    keep_to(facets, CHECK_PLACE_FLAGGED);
    keep_to(facets, CHECK_PLACE_MISSED);
    add_texts(facets, "what it is made from (made_from)", &score->made_from, false);
    keep_to(facets, CHECK_PROXIES);
}

static void facets_of_swap(Facets *facets, const StudySwap *swap)
{
    add(facets, "which text a row is of (pair)", swap->pair.text, true);
    add(facets, "whose words were put in (group)", swap->group.text, true);
    add_condition(facets, "what the program said (outcome)", &swap->outcome);
}

static void facets_of_study(Facets *facets, const Study *study)
{
    add(facets, "the question (question)", study->question.text, false);
    add(facets, "the country (country)", study->country.text, false);
    add(facets, "whose service it is (owner)", study->owner.text, false);
    add(facets, "the gap that matters where no outcome has its own (matters)",
        study->matters.source.text, false);
}

static void facets_of_periods(Facets *facets, const Study *study)
{
    static const char *const PERIODS[] = {[PERIODS_YEAR] = "year",
                                          [PERIODS_FINANCIAL_YEAR] = "financial year",
                                          [PERIODS_QUARTER] = "quarter",
                                          [PERIODS_MONTH] = "month"};

    add_choice(facets, "the periods (periods)", &study->periods, PERIODS);
}

/* ---- beside each other ---- */

static Status compare(Context *context, const Facets *then, const Facets *now,
                      const ShownDifference *of, Differences *out)
{
    bool before = false;

    if (then->failed || now->failed) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < then->count && i < now->count; i++) {
        const Facet *old = &then->items[i];
        ShownDifference difference = *of;
        /* the same words are the same condition, whatever date their table is read by */
        bool differs =
            !str_equal(old->key, now->items[i].key) && !str_equal(old->shown, now->items[i].shown);

        if (differs && !(old->behind && before)) {
            difference.what = str_from(old->what);
            difference.then = old->shown;
            difference.now = now->items[i].shown;
            difference.stops = old->stops;
            difference.checks = old->checks;
            TRY(differences_add(context, out, &difference));
        }
        before = differs;
    }
    return done();
}

static Status compare_tables(Context *context, const Study *then, const Study *now,
                             Differences *out)
{
    for (size_t i = 0; i < then->tables.count; i++) {
        const StudyTable *old = &then->tables.items[i];
        const StudyTable *new = study_find_table(now, old->name.text);
        Facets of_old = {.context = context};
        Facets of_new = {.context = context};
        ShownDifference of = {.scope = DIFFERS_IN_TABLE, .name = old->name.text};

        if (new != NULL) {
            facets_of_table(&of_old, old);
            facets_of_table(&of_new, new);
            TRY(compare(context, &of_old, &of_new, &of, out));
        }
    }
    return done();
}

static Status compare_groups(Context *context, const Study *then, const Study *now,
                             Differences *out)
{
    for (size_t i = 0; i < then->groups.count; i++) {
        const StudyGroup *old = &then->groups.items[i];
        const StudyGroup *new = study_find_group(now, old->name.text);
        Facets of_old = {.context = context};
        Facets of_new = {.context = context};
        ShownDifference of = {.scope = DIFFERS_IN_GROUP, .name = old->name.text};

        if (new != NULL) {
            facets_of_group(&of_old, old);
            facets_of_group(&of_new, new);
            TRY(compare(context, &of_old, &of_new, &of, out));
        }
    }
    return done();
}

static Status compare_outcomes(Context *context, const Study *then, const Study *now,
                               Differences *out)
{
    for (size_t i = 0; i < then->outcomes.count; i++) {
        const StudyOutcome *old = &then->outcomes.items[i];
        ShownDifference of = {.scope = DIFFERS_IN_OUTCOME, .name = old->name.text};

        for (size_t k = 0; k < now->outcomes.count; k++) {
            const StudyOutcome *new = &now->outcomes.items[k];
            Facets of_old = {.context = context};
            Facets of_new = {.context = context};

            if (str_equal(old->name.text, new->name.text)) {
                facets_of_outcome(&of_old, old);
                facets_of_outcome(&of_new, new);
                TRY(compare(context, &of_old, &of_new, &of, out));
            }
        }
    }
    return done();
}

static Status compare_pathways(Context *context, const Study *then, const Study *now,
                               Differences *out)
{
    for (size_t i = 0; i < then->pathways.count; i++) {
        const StudyPathway *old = &then->pathways.items[i];
        ShownDifference of = {.scope = DIFFERS_IN_PATHWAY, .name = old->name.text};

        for (size_t k = 0; k < now->pathways.count; k++) {
            const StudyPathway *new = &now->pathways.items[k];
            Facets of_old = {.context = context};
            Facets of_new = {.context = context};

            if (str_equal(old->name.text, new->name.text)) {
                facets_of_pathway(&of_old, old);
                facets_of_pathway(&of_new, new);
                TRY(compare(context, &of_old, &of_new, &of, out));
            }
        }
    }
    return done();
}

static Status compare_scores(Context *context, const Study *then, const Study *now,
                             Differences *out)
{
    for (size_t i = 0; i < then->scores.count; i++) {
        const StudyScore *old = &then->scores.items[i];
        ShownDifference of = {.scope = DIFFERS_IN_SCORE, .name = old->name.text};

        for (size_t k = 0; k < now->scores.count; k++) {
            const StudyScore *new = &now->scores.items[k];
            Facets of_old = {.context = context};
            Facets of_new = {.context = context};

            if (str_equal(old->name.text, new->name.text)) {
                facets_of_score(&of_old, old);
                facets_of_score(&of_new, new);
                TRY(compare(context, &of_old, &of_new, &of, out));
            }
        }
    }
    return done();
}

static Status compare_swaps(Context *context, const Study *then, const Study *now, Differences *out)
{
    for (size_t i = 0; i < then->swaps.count; i++) {
        const StudySwap *old = &then->swaps.items[i];
        ShownDifference of = {.scope = DIFFERS_IN_SWAP, .name = old->name.text};

        for (size_t k = 0; k < now->swaps.count; k++) {
            const StudySwap *new = &now->swaps.items[k];
            Facets of_old = {.context = context};
            Facets of_new = {.context = context};

            if (str_equal(old->name.text, new->name.text)) {
                facets_of_swap(&of_old, old);
                facets_of_swap(&of_new, new);
                TRY(compare(context, &of_old, &of_new, &of, out));
            }
        }
    }
    return done();
}

static Status compare_studies(Context *context, const Study *then, const Study *now,
                              Differences *out)
{
    Facets of_old = {.context = context};
    Facets of_new = {.context = context};
    Facets periods_of_old = {.context = context};
    Facets periods_of_new = {.context = context};
    ShownDifference of = {.scope = DIFFERS_IN_STUDY};
    ShownDifference of_periods = {.scope = DIFFERS_IN_PERIODS};

    facets_of_study(&of_old, then);
    facets_of_study(&of_new, now);
    TRY(compare(context, &of_old, &of_new, &of, out));
    facets_of_periods(&periods_of_old, then);
    facets_of_periods(&periods_of_new, now);
    return compare(context, &periods_of_old, &periods_of_new, &of_periods, out);
}

Status definitions_compare(Context *context, const Study *then, const Study *now, Differences *out)
{
    TRY(compare_studies(context, then, now, out));
    TRY(compare_tables(context, then, now, out));
    TRY(compare_groups(context, then, now, out));
    TRY(compare_outcomes(context, then, now, out));
    TRY(compare_pathways(context, then, now, out));
    TRY(compare_scores(context, then, now, out));
    return compare_swaps(context, then, now, out);
}
