/* The columns that a study names: all that need be read of its tables. */
#include "base/intern.h"
#include "study/schema.h"

typedef struct Names {
    Context *context;
    Intern *seen;
    Status status; /* the first failure; nothing is added after it */
} Names;

static void add_name(Names *names, Str name)
{
    uint32_t number;

    if (!failed(names->status) && name.length > 0) {
        names->status = intern_add(names->context, names->seen, name, &number);
    }
}

static void add_expression(Names *names, const Expression *expression)
{
    if (expression->kind == EXPRESSION_COLUMN) {
        add_name(names, expression->text);
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        add_expression(names, expression->parts[i]);
    }
}

static void add_condition(Names *names, const StudyCondition *condition)
{
    if (condition->expression != NULL) {
        add_expression(names, condition->expression);
    }
}

static void look(void *data, const SchemaSection *section, const SchemaKey *key, const char *item)
{
    const void *member = item + key->offset;

    (void)section;
    if (key->type == SCHEMA_COLUMN) {
        add_name(data, ((const StudyText *)member)->text);
    } else if (key->type == SCHEMA_COLUMNS) {
        const StudyTexts *columns = member;

        for (size_t i = 0; i < columns->count; i++) {
            add_name(data, columns->items[i].text);
        }
    } else if (key->type == SCHEMA_CONDITION) {
        add_condition(data, member);
    }
}

Status study_named_columns(Context *context, const Study *study, StrSpan *out)
{
    Names names = {.context = context, .status = done()};

    TRY(intern_new(context, &names.seen));
    schema_visit(study, look, &names);
    for (size_t i = 0; i < study->pathways.count; i++) {
        const StudySteps *steps = &study->pathways.items[i].steps;

        for (size_t s = 0; s < steps->count; s++) {
            add_name(&names, steps->items[s].column.text);
            add_condition(&names, &steps->items[s].test);
        }
    }
    TRY(names.status);
    *out = (StrSpan){TAKE(context, Str, intern_count(names.seen)), intern_count(names.seen)};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < out->count; i++) {
        out->items[i] = intern_text(names.seen, (uint32_t)i);
    }
    return done();
}
