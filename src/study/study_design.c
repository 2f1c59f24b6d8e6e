/* What a survey's design may be: columns of a table whose rows are people. */
#include "study/study_build.h"

/* Counts have been weighted by who published them, or cannot be. */
static void check_rows(Build *build, const StudyTable *table)
{
    static const char RULE[] = "a survey's design is for rows that are each of one person";

    if (table->status.value == STATUS_PUBLISHED) {
        build_mistake(build, table->design.place,
                      "%s, and these are published figures; take "
                      "'design' or 'status' out",
                      RULE);
    } else if (table->spread.place.line > 0) {
        build_mistake(build, table->design.place,
                      "%s, and this table is a spread one; take "
                      "'design' or 'spread' out",
                      RULE);
    } else if (table->count.text.length > 0) {
        build_mistake(build, table->design.place,
                      "%s, and 'count' says that they stand for "
                      "several; take one of the two out ('weight' is "
                      "how many people a row stands for in a survey)",
                      RULE);
    }
}

void study_check_design(Build *build, const StudyTable *table)
{
    const StudyDesign *design = &table->design;
    Str strata = build_show(build, design->strata.text);

    if (design->place.line == 0) {
        return;
    }
    if (design->strata.text.length > 0 && str_equal(design->strata.text, design->cluster.text)) {
        build_mistake(build, design->cluster.place,
                      "'%.*s' is the column of 'strata' too; clusters lie inside strata, so name "
                      "the column that tells them apart there",
                      STR_ARGS(strata));
    }
    check_rows(build, table);
}
