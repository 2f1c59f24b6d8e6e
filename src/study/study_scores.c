/* What a score of a study may be: asked of people one by one, and of something it does not know. */
#include "study/study_build.h"

static bool names_column(const Expression *expression, Str column)
{
    if (expression->kind == EXPRESSION_COLUMN) {
        return str_equal(expression->text, column);
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        if (names_column(expression->parts[i], column)) {
            return true;
        }
    }
    return false;
}

/* A row of a score is one person: counts have no score of each. */
static void check_table(Build *build, const Study *study, const StudyScore *score)
{
    const StudyTable *table = &study->tables.items[score->table];
    Str name = build_show(build, score->name.text);
    Str shown = build_show(build, table->name.text);

    if (table->count.text.length > 0) {
        build_mistake(build, score->column.place,
                      "score '%.*s' needs a row for each person, and a row of table '%.*s' stands "
                      "for several (count); name a table without 'count'",
                      STR_ARGS(name), STR_ARGS(shown));
    } else if (table->spread.place.line > 0) {
        build_mistake(build, score->column.place,
                      "score '%.*s' needs a row for each person, and table '%.*s' is a spread one; "
                      "name a table with a column for the score",
                      STR_ARGS(name), STR_ARGS(shown));
    }
}

static void check_made_from(Build *build, const StudyScore *score)
{
    Str name = build_show(build, score->name.text);

    for (size_t i = 0; i < score->made_from.count; i++) {
        const StudyText *column = &score->made_from.items[i];
        Str shown = build_show(build, column->text);

        if (str_equal(column->text, score->column.text)) {
            build_mistake(build, column->place,
                          "'made_from' of score '%.*s' names the score's own column '%.*s'; leave "
                          "it out, the score is looked at in any case",
                          STR_ARGS(name), STR_ARGS(shown));
        }
        for (size_t k = 0; k < i; k++) {
            if (str_equal(column->text, score->made_from.items[k].text)) {
                build_mistake(build, column->place,
                              "'made_from' of score '%.*s' names column '%.*s' twice; name it once",
                              STR_ARGS(name), STR_ARGS(shown));
                break;
            }
        }
    }
}

void study_check_score(Build *build, const Study *study, const StudyScore *score)
{
    Str column = build_show(build, score->column.text);
    Str name = build_show(build, score->name.text);

    if (score->column.text.length == 0) {
        return; /* noted where it was read */
    }
    if (score->flag.expression != NULL &&
        !names_column(score->flag.expression, score->column.text)) {
        build_mistake(build, score->flag.source.place,
                      "'flag' of score '%.*s' does not ask about its column '%.*s'; write from "
                      "which score on people are flagged, such as %.*s >= 0.2",
                      STR_ARGS(name), STR_ARGS(column), STR_ARGS(column));
    }
    if (score->outcome.expression != NULL &&
        names_column(score->outcome.expression, score->column.text)) {
        build_mistake(build, score->outcome.source.place,
                      "'outcome' of score '%.*s' asks about the score's own column '%.*s', which "
                      "would always be right; write what happened to people later",
                      STR_ARGS(name), STR_ARGS(column));
    }
    if (score->need.text.length > 0 && str_equal(score->need.text, score->column.text)) {
        build_mistake(
            build, score->need.place,
            "'need' of score '%.*s' is the score's own column '%.*s', which is no measure "
            "beside it; name a column that the score was not made from",
            STR_ARGS(name), STR_ARGS(column));
    }
    if (score->decision.expression != NULL &&
        names_column(score->decision.expression, score->column.text)) {
        build_mistake(build, score->decision.source.place,
                      "'decision' of score '%.*s' asks about the score's own column '%.*s', as if "
                      "nobody but the score decided; write what was done, such as offered = 1",
                      STR_ARGS(name), STR_ARGS(column));
    }
    if (score->made_at.expression != NULL &&
        names_column(score->made_at.expression, score->column.text)) {
        build_mistake(build, score->made_at.source.place,
                      "'made_at' of score '%.*s' asks about the score's own column '%.*s', which "
                      "is no place; write where the score was made, such as site = 'North'",
                      STR_ARGS(name), STR_ARGS(column));
    }
    check_made_from(build, score);
    if (score->table != STUDY_NO_TABLE) {
        check_table(build, study, score);
    }
}
