/* What a swap of a study may be: rows of texts, each text once with the words of every group. */
#include "study/study_build.h"

static bool asks_about(const Expression *expression, Str column)
{
    if (expression->kind == EXPRESSION_COLUMN && str_equal(expression->text, column)) {
        return true;
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        if (asks_about(expression->parts[i], column)) {
            return true;
        }
    }
    return false;
}

/* A row is one text in one group's words. */
static void check_table(Build *build, const Study *study, const StudySwap *swap)
{
    const StudyTable *table = &study->tables.items[swap->table];
    Str name = build_show(build, swap->name.text);
    Str shown = build_show(build, table->name.text);

    if (table->count.text.length > 0 || table->spread.place.line > 0) {
        build_mistake(build, swap->pair.place,
                      "swap '%.*s' needs a row for each text and each group's words, and a row of "
                      "table '%.*s' stands for several; name a table without 'count' and 'spread'",
                      STR_ARGS(name), STR_ARGS(shown));
    }
}

void study_check_swap(Build *build, const Study *study, const StudySwap *swap)
{
    const StudyGroup *group = study_find_group(study, swap->group.text);
    Str name = build_show(build, swap->name.text);
    Str words = build_show(build, swap->group.text);
    Str pair = build_show(build, swap->pair.text);

    if (group == NULL || swap->table == STUDY_NO_TABLE || group->table == STUDY_NO_TABLE) {
        return; /* noted where they were read */
    }
    if (group->table != swap->table) {
        Str table = build_show(build, study->tables.items[swap->table].name.text);

        build_mistake(build, swap->group.place,
                      "group '%.*s' of swap '%.*s' is of another table than its texts, which are "
                      "in '%.*s'; name a group with 'in: %.*s'",
                      STR_ARGS(words), STR_ARGS(name), STR_ARGS(table), STR_ARGS(table));
    }
    if (str_equal(swap->pair.text, group->column.text)) {
        build_mistake(build, swap->pair.place,
                      "'pair' of swap '%.*s' is the column '%.*s' of its group '%.*s'; name the "
                      "column that says which text a row is of",
                      STR_ARGS(name), STR_ARGS(pair), STR_ARGS(words));
    }
    if (swap->outcome.expression != NULL && group->column.text.length > 0 &&
        asks_about(swap->outcome.expression, group->column.text)) {
        build_mistake(build, swap->outcome.source.place,
                      "'outcome' of swap '%.*s' asks about the words that were put in, group "
                      "'%.*s'; write what the program said, such as needs_named >= 3",
                      STR_ARGS(name), STR_ARGS(words));
    }
    check_table(build, study, swap);
}
