/* A study held against the heads of its files and against the catalogue. */
#include "study/column_mistakes.h"
#include "study/expression_typing.h"
#include "study/labels.h"
#include "study/study_build.h"

/* One table's columns as the study may name them. */
typedef struct Heads {
    const StudyTable *table;
    bool known;     /* nothing is asked of heads that could not be read */
    StrSpan all;    /* own columns, then those of look-ups that are not there yet */
    uint8_t *twice; /* of each: several files give it */
    Str file;       /* what messages call it */
} Heads;

typedef struct Check {
    Build build;
    Study *study;
    const StudyColumns *columns;
    Heads *heads; /* of each table */
} Check;

static bool given(StudyText text)
{
    return text.place.line > 0 && text.text.length > 0;
}

static Str show(Check *check, Str text)
{
    return build_show(&check->build, text);
}

/* The index of a name, or the span's count. */
static size_t find(StrSpan names, Str name)
{
    for (size_t i = 0; i < names.count; i++) {
        if (str_equal(names.items[i], name)) {
            return i;
        }
    }
    return names.count;
}

static void add_columns(Heads *heads, StrSpan columns, Str by)
{
    for (size_t i = 0; i < columns.count; i++) {
        size_t there = find(heads->all, columns.items[i]);

        if (there < heads->all.count) {
            heads->twice[there] |= !str_equal(columns.items[i], by);
        } else {
            heads->all.items[heads->all.count++] = columns.items[i];
        }
    }
}

static void unknown_column(Check *check, StudyText name, StrSpan columns, Str file)
{
    Str sentence = column_unknown_sentence(check->build.context->arena, name.text, columns, file);

    build_mistake(&check->build, name.place, "%.*s", STR_ARGS(sentence));
}

/* A column that a look-up goes by must be there, and in the other file too. */
static void check_look_up(Check *check, const Heads *heads, const StudyLookUp *look_up,
                          StrSpan other)
{
    if (!given(look_up->by)) {
        return;
    }
    if (find(heads->all, look_up->by.text) == heads->all.count) {
        unknown_column(check, look_up->by, heads->all, heads->file);
    } else if (find(other, look_up->by.text) == other.count) {
        unknown_column(check, look_up->by, other,
                       given(look_up->file) ? look_up->file.text : look_up->table.text);
    }
}

/* Look-ups in the order of the file: a later one may go by a column that an earlier one gave. */
static bool fill_heads(Check *check, size_t index)
{
    const StudyColumns *columns = &check->columns[index];
    const StudyTable *table = &check->study->tables.items[index];
    Heads *heads = &check->heads[index];
    size_t most = columns->own.count;

    heads->table = table;
    heads->file = table->files.count > 0 ? table->files.items[0].text
                  : given(table->table)  ? table->table.text
                                         : table->name.text;
    heads->known = columns->known;
    for (size_t i = 0; i < table->look_ups.count && heads->known; i++) {
        heads->known = columns->look_ups != NULL && columns->look_ups[i].count > 0;
        most += heads->known ? columns->look_ups[i].count : 0;
    }
    heads->all.items = build_take(&check->build, most, sizeof(Str));
    heads->twice = build_take(&check->build, most, sizeof(uint8_t));
    if (heads->all.items == NULL || heads->twice == NULL) {
        return false;
    }
    if (!heads->known) {
        return true;
    }
    add_columns(heads, columns->own, STR_NONE);
    for (size_t i = 0; i < table->look_ups.count; i++) {
        const StudyLookUp *look_up = &table->look_ups.items[i];

        check_look_up(check, heads, look_up, columns->look_ups[i]);
        add_columns(heads, columns->look_ups[i], look_up->by.text);
    }
    return true;
}

/* What is asked of every column that an item names. */
typedef bool AskColumn(Check *check, const Heads *heads, StudyText name, void *data);

/* Asks of each column of a condition; stops at the first that is answered with false. */
static bool ask_condition(Check *check, const Heads *heads, const Expression *expression,
                          AskColumn *ask, void *data)
{
    if (expression->kind == EXPRESSION_COLUMN) {
        return ask(check, heads, (StudyText){expression->text, expression->place}, data);
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        if (!ask_condition(check, heads, expression->parts[i], ask, data)) {
            return false;
        }
    }
    return true;
}

static bool has_column(Check *check, const Heads *heads, StudyText name, void *data)
{
    (void)check;
    (void)data;
    return find(heads->all, name.text) < heads->all.count;
}

/* How many of an item's columns the table has; `*asked` counts all. */
typedef struct Tally {
    size_t had;
    size_t asked;
} Tally;

static bool count_column(Check *check, const Heads *heads, StudyText name, void *data)
{
    Tally *tally = data;

    tally->asked++;
    tally->had += has_column(check, heads, name, NULL);
    return true;
}

static bool note_twice(Check *check, const Heads *heads, StudyText name, void *data)
{
    size_t column = find(heads->all, name.text);

    (void)data;
    if (column < heads->all.count && heads->twice[column]) {
        Str shown = show(check, name.text);
        Str table = show(check, heads->table->name.text);

        build_mistake(&check->build, name.place,
                      "column '%.*s' is in more than one file of table '%.*s'; rename it in all "
                      "but one",
                      STR_ARGS(shown), STR_ARGS(table));
    }
    return true;
}

/* Columns that `spread` makes are told by no head. */
static bool may_be_made(const Heads *heads, unsigned flags)
{
    return (flags & KEY_MADE) != 0 && heads->table->spread.place.line > 0;
}

static void check_column(Check *check, const Heads *heads, StudyText name, unsigned flags)
{
    if (!given(name) || !heads->known) {
        return;
    }
    if (!has_column(check, heads, name, NULL)) {
        if (!may_be_made(heads, flags)) {
            unknown_column(check, name, heads->all, heads->file);
        }
        return;
    }
    (void)note_twice(check, heads, name, NULL);
}

/* One of the cells that the table's  missing:  names; those that always are missing are not asked
   for here. */
static bool is_marker(const StudyTable *table, Str text)
{
    for (size_t i = 0; i < table->missing.count; i++) {
        if (str_equal(str_trim(table->missing.items[i].text), str_trim(text))) {
            return true;
        }
    }
    return false;
}

/* No cell equals what is missing, whatever its kind. */
static void check_literals(Check *check, const StudyTable *table, const Expression *expression)
{
    ExpressionLiterals literals;

    if (failed(expression_literals(check->build.context, expression, &literals))) {
        check->build.stopped = true;
        return;
    }
    for (size_t i = 0; i < literals.count; i++) {
        const ExpressionLiteral *pair = &literals.items[i];

        if (is_marker(table, pair->literal->text)) {
            Str shown = show(check, pair->literal->text);
            Str name = expression_write_name(check->build.context->arena, pair->column->text);

            build_mistake(&check->build, pair->literal->place,
                          "'%.*s' is missing in table '%.*s', and what is missing equals nothing; "
                          "ask with known(%.*s), or take '%.*s' out of 'missing'",
                          STR_ARGS(shown), STR_ARGS(table->name.text), STR_ARGS(name),
                          STR_ARGS(shown));
        }
    }
}

static void check_condition(Check *check, const Heads *heads, const StudyCondition *condition,
                            unsigned flags)
{
    if (condition->expression == NULL || !heads->known) {
        return;
    }
    if (may_be_made(heads, flags) &&
        !ask_condition(check, heads, condition->expression, has_column, NULL)) {
        return;
    }
    if (!failed(expression_type(check->build.context, condition->expression, heads->all,
                                heads->file))) {
        (void)ask_condition(check, heads, condition->expression, note_twice, NULL);
        check_literals(check, heads->table, condition->expression);
    }
}

/* A section's item with its steps, where it has some. */
typedef struct Item {
    const SchemaSection *section;
    const char *bytes;
    const StudySteps *steps;
    StudyText in;
    size_t *table;
} Item;

static void count_condition(Check *check, const Heads *heads, const StudyCondition *condition,
                            Tally *tally)
{
    if (condition->expression != NULL) {
        (void)ask_condition(check, heads, condition->expression, count_column, tally);
    }
}

static Tally count_columns(Check *check, const Heads *heads, const Item *item)
{
    Tally tally = {0, 0};

    for (size_t i = 0; i < item->section->count; i++) {
        const SchemaKey *key = &item->section->keys[i];
        const void *member = item->bytes + key->offset;

        if (key->type == SCHEMA_COLUMN && given(*(const StudyText *)member)) {
            (void)count_column(check, heads, *(const StudyText *)member, &tally);
        } else if (key->type == SCHEMA_COLUMNS) {
            const StudyTexts *columns = member;

            for (size_t k = 0; k < columns->count; k++) {
                (void)count_column(check, heads, columns->items[k], &tally);
            }
        } else if (key->type == SCHEMA_CONDITION) {
            count_condition(check, heads, member, &tally);
        }
    }
    for (size_t i = 0; item->steps != NULL && i < item->steps->count; i++) {
        const StudyStep *step = &item->steps->items[i];

        if (given(step->column)) {
            (void)count_column(check, heads, step->column, &tally);
        }
        count_condition(check, heads, &step->test, &tally);
    }
    return tally;
}

static void check_columns(Check *check, const Heads *heads, const Item *item)
{
    for (size_t i = 0; i < item->section->count; i++) {
        const SchemaKey *key = &item->section->keys[i];
        const void *member = item->bytes + key->offset;

        if (key->type == SCHEMA_COLUMN) {
            check_column(check, heads, *(const StudyText *)member, key->flags);
        } else if (key->type == SCHEMA_COLUMNS) {
            const StudyTexts *columns = member;

            for (size_t k = 0; k < columns->count; k++) {
                check_column(check, heads, columns->items[k], key->flags);
            }
        } else if (key->type == SCHEMA_CONDITION) {
            check_condition(check, heads, member, key->flags);
        }
    }
    for (size_t i = 0; item->steps != NULL && i < item->steps->count; i++) {
        check_column(check, heads, item->steps->items[i].column, KEY_MADE);
        check_condition(check, heads, &item->steps->items[i].test, KEY_MADE);
    }
}

/* `in`; else the first table that has every column; else the one that has most of them. */
static size_t choose_table(Check *check, const Item *item)
{
    size_t best = STUDY_NO_TABLE;
    size_t best_had = 0;

    if (given(item->in)) {
        const StudyTable *table = study_find_table(check->study, item->in.text);

        return table == NULL ? STUDY_NO_TABLE : (size_t)(table - check->study->tables.items);
    }
    for (size_t i = 0; i < check->study->tables.count; i++) {
        Tally tally = count_columns(check, &check->heads[i], item);

        if (!check->heads[i].known) {
            tally.had = 0;
        } else if (tally.had == tally.asked) {
            return i;
        }
        if (best == STUDY_NO_TABLE || tally.had > best_had) {
            best = i;
            best_had = tally.had;
        }
    }
    return best;
}

/* Another table may be the one that was meant, where its heads could not be read. */
static bool all_known(const Check *check)
{
    for (size_t i = 0; i < check->study->tables.count; i++) {
        if (!check->heads[i].known) {
            return false;
        }
    }
    return true;
}

static void check_item(Check *check, const Item *item)
{
    *item->table = choose_table(check, item);
    if (*item->table != STUDY_NO_TABLE && (given(item->in) || all_known(check))) {
        check_columns(check, &check->heads[*item->table], item);
    }
}

static void check_items(Check *check)
{
    Study *study = check->study;

    for (size_t i = 0; i < study->groups.count; i++) {
        StudyGroup *group = &study->groups.items[i];

        check_item(check,
                   &(Item){&schema_group, (const char *)group, NULL, group->in, &group->table});
    }
    for (size_t i = 0; i < study->outcomes.count; i++) {
        StudyOutcome *outcome = &study->outcomes.items[i];

        check_item(check, &(Item){&schema_outcome, (const char *)outcome, NULL, outcome->in,
                                  &outcome->table});
    }
    for (size_t i = 0; i < study->pathways.count; i++) {
        StudyPathway *pathway = &study->pathways.items[i];

        check_item(check,
                   &(Item){&schema_step, NULL, &pathway->steps, pathway->in, &pathway->table});
    }
    for (size_t i = 0; i < study->scores.count; i++) {
        StudyScore *score = &study->scores.items[i];
        size_t errors = check->build.context->error_count;

        check_item(check,
                   &(Item){&schema_score, (const char *)score, NULL, score->in, &score->table});
        if (check->build.context->error_count == errors) {
            study_check_score(&check->build, study, score);
        }
    }
}

/* Behind the groups, whose tables are known then. */
static void check_swaps(Check *check)
{
    Study *study = check->study;

    for (size_t i = 0; i < study->swaps.count; i++) {
        StudySwap *swap = &study->swaps.items[i];
        size_t errors = check->build.context->error_count;

        check_item(check, &(Item){&schema_swap, (const char *)swap, NULL, swap->in, &swap->table});
        if (check->build.context->error_count == errors) {
            study_check_swap(&check->build, study, swap);
        }
    }
}

/* The keys of the table itself, of its spread and of its design. */
static void check_tables(Check *check)
{
    for (size_t i = 0; i < check->study->tables.count; i++) {
        const StudyTable *table = &check->study->tables.items[i];
        const Heads *heads = &check->heads[i];

        check_columns(check, heads,
                      &(Item){.section = &schema_table, .bytes = (const char *)table});
        check_column(check, heads, table->spread.names, 0);
        check_column(check, heads, table->spread.values, 0);
        check_column(check, heads, table->design.weight, 0);
        check_column(check, heads, table->design.strata, 0);
        check_column(check, heads, table->design.cluster, 0);
        study_check_design(&check->build, table);
    }
}

/* The table that tells how many people live there has the group's column by the same name. */
static void check_populations(Check *check)
{
    for (size_t i = 0; i < check->study->populations.count; i++) {
        const StudyPair *pair = &check->study->populations.items[i];
        const StudyGroup *group = study_find_group(check->study, pair->name.text);
        const StudyTable *table = study_find_table(check->study, pair->value.text);
        const Heads *heads =
            table == NULL ? NULL : &check->heads[table - check->study->tables.items];

        if (group == NULL || heads == NULL || !heads->known || !given(group->column)) {
            continue;
        }
        if (!has_column(check, heads, group->column, NULL)) {
            Str file = show(check, heads->file);
            Str column = show(check, group->column.text);
            Str name = show(check, group->name.text);

            build_mistake(&check->build, pair->value.place,
                          "'%.*s' has no column '%.*s', which group '%.*s' is of; name its column "
                          "there the same",
                          STR_ARGS(file), STR_ARGS(column), STR_ARGS(name));
        }
    }
}

/* A name that must be in a list; `where` tells where the list can be seen. */
static void check_listed(Check *check, StudyText name, StrSpan list, const char *what,
                         const char *where)
{
    Str nearest;

    if (!given(name) || list.count == 0 || find(list, name.text) < list.count) {
        return;
    }
    nearest = str_nearest(name.text, list);
    if (nearest.length > 0) {
        Str shown = show(check, name.text);

        build_mistake(&check->build, name.place, "no %s '%.*s' is known; did you mean '%.*s'?",
                      what, STR_ARGS(shown), STR_ARGS(nearest));
    } else {
        Str shown = show(check, name.text);

        build_mistake(&check->build, name.place, "no %s '%.*s' is known; %s", what, STR_ARGS(shown),
                      where);
    }
}

/* "those are: a, b, c" */
static const char *list_names(Check *check, StrSpan names)
{
    Text list = text_new(check->build.context->arena);

    text_add(&list, STR("those are: "));
    for (size_t i = 0; i < names.count; i++) {
        text_format(&list, "%s%.*s", i == 0 ? "" : ", ", STR_ARGS(names.items[i]));
    }
    text_add_byte(&list, 0);
    return list.spent ? "write another" : list.bytes;
}

static void check_catalogue(Check *check, const StudyKnown *known)
{
    const Study *study = check->study;
    static const char *const knots = "'unknot knots' lists them";

    check_listed(check, study->protect, known->rules, "rule of protection",
                 list_names(check, known->rules));
    for (size_t i = 0; i < study->groups.count; i++) {
        check_listed(check, study->groups.items[i].codes, known->codes, "code list",
                     list_names(check, known->codes));
    }
    study_check_editions(&check->build, study);
    for (size_t i = 0; i < study->answers.count; i++) {
        check_listed(check, study->answers.items[i].knot, known->knots, "knot", knots);
    }
    for (size_t i = 0; i < study->actions.count; i++) {
        check_listed(check, study->actions.items[i].knot, known->knots, "knot", knots);
    }
}

/* A label that reads as a group of people would count those of whom nothing is known as its own. */
static void check_labels_of_missing(Check *check, const StudyGroup *group)
{
    for (size_t i = 0; i < group->labels.count && group->table != STUDY_NO_TABLE; i++) {
        const StudyTable *table = &check->study->tables.items[group->table];
        const StudyPair *pair = &group->labels.items[i];

        if (is_marker(table, pair->name.text) && label_not_recorded(pair->value.text) == RECORDED) {
            Str cell = show(check, pair->name.text);
            Str label = show(check, pair->value.text);

            build_mistake(&check->build, pair->value.place,
                          "'%.*s' is missing in table '%.*s', and its label '%.*s' does not say "
                          "so; write one that does, such as 'Not known', or take '%.*s' out of "
                          "'missing'",
                          STR_ARGS(cell), STR_ARGS(table->name.text), STR_ARGS(label),
                          STR_ARGS(cell));
        }
    }
}

/* Keys that are read and not acted on, and whose numbers are right without them. */
static void answer_not_yet(Check *check)
{
    const Study *study = check->study;
    Context *context = check->build.context;

    for (size_t i = 0; i < study->tables.count; i++) {
        const StudyTable *table = &study->tables.items[i];

        if (study->adjust.place.line > 0 &&
            (table->person.text.length > 0 || table->design.place.line > 0)) {
            Str name = show(check, table->name.text);

            note_warning(context, study->adjust.place,
                         "not yet: 'adjust' does nothing for table '%.*s', %s", STR_ARGS(name),
                         table->design.place.line > 0 ? "which is a survey ('design')"
                                                      : "whose rows repeat people ('person')");
        }
    }
}

Status study_check(Context *context, Study *study, const StudyColumns *columns,
                   const StudyKnown *known)
{
    Check check = {.build = {.context = context, .errors_before = context->error_count},
                   .study = study,
                   .columns = columns};

    check.heads = build_take(&check.build, study->tables.count, sizeof(Heads));
    for (size_t i = 0; i < study->tables.count && check.heads != NULL; i++) {
        if (!fill_heads(&check, i)) {
            return fail_memory(context);
        }
    }
    if (check.heads == NULL) {
        return fail_memory(context);
    }
    check_tables(&check);
    check_items(&check);
    check_swaps(&check);
    for (size_t i = 0; i < study->groups.count; i++) {
        check_labels_of_missing(&check, &study->groups.items[i]);
    }
    check_populations(&check);
    check_catalogue(&check, known);
    answer_not_yet(&check);
    return status_since(context, check.build.errors_before);
}
