/* measures.def: every measure is complete, told apart, and met by a row of a named program. */
#include "tap.h"

#include "measure_calls.h"
#include "measure_tables.h"

typedef enum Family { PROPORTION, MEAN, WAIT, SCORE, DIFFERENCE, RATIO, RANKED, PLAN } Family;

typedef struct Measure {
    const char *id;
    const char *function;
    Family family;
    const char *needs;
    const char *name;
    const char *method;
    const char *meaning;
    size_t rows[2]; /* made by mpmath, by R */
} Measure;

#define MEASURE(id, function, family, needs, name, method, meaning)                                \
    {id, #function, family, needs, name, method, meaning, {0, 0}},

/* ids of rows for what measures stand on */
static const char *const PARTS[] = {"special", "ridit", "clustered", "share-spread"};

static bool is_part(const char *id)
{
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        if (strcmp(PARTS[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static Measure *find(Measure *measures, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(measures[i].id, id) == 0) {
            return &measures[i];
        }
    }
    return NULL;
}

/* 0 mpmath, 1 R, 2 no program named in the first line. */
static size_t maker(const char *name)
{
    static const char *const MAKERS[] = {
        "# Made by make_mpmath.py: Python ",   "# Made by make_r.R: R version ",
        "# Made by make_scores.py: Python ",   "# Made by make_scores.R: R version ",
        "# Made by make_adjusted.py: Python ", "# Made by make_adjusted.R: R version ",
        "# Made by make_steps.py: Python ",    "# Made by make_steps.R: R version ",
        "# Made by make_people.py: Python ",   "# Made by make_people.R: R version ",
        "# Made by make_need.py: Python ",     "# Made by make_need.R: R version ",
        "# Made by make_funnel.py: Python ",   "# Made by make_funnel.R: R version ",
        "# Made by make_waits.py: Python ",    "# Made by make_waits.R: R version ",
        "# Made by make_shrunk.py: Python ",   "# Made by make_shrunk.R: R version ",
        "# Made by make_paired.py: Python ",   "# Made by make_paired.R: R version "};
    Table table;
    size_t made = 2;

    if (!table_open(&table, REFERENCE_FOLDER, name)) {
        return made;
    }
    if (fgets(table.line, sizeof table.line, table.file) != NULL) {
        for (size_t i = 0; i < sizeof MAKERS / sizeof MAKERS[0]; i++) {
            if (strncmp(table.line, MAKERS[i], strlen(MAKERS[i])) == 0) {
                made = i % 2;
            }
        }
    }
    table_close(&table);
    return made;
}

static void count_rows(Measure *measures, size_t count, const char *name)
{
    Table table;
    size_t made = maker(name);
    size_t strangers = 0;

    if (!OK(made < 2, "%s names the program that made it", name) ||
        !OK(table_open(&table, REFERENCE_FOLDER, name), "%s is there", name)) {
        return;
    }
    while (table_next(&table, '\t') && table.count == 8) {
        Measure *measure = find(measures, count, table.fields[0]);

        if (measure == NULL) {
            strangers += !is_part(table.fields[0]);
        } else if (strncmp(table.fields[1], measure->function, strlen(measure->function)) == 0) {
            measure->rows[made]++;
        }
    }
    OK(strangers == 0, "%s: every row belongs to a measure or to what one stands on", name);
    table_close(&table);
}

static void check_texts(Measure *measures, size_t count, const Measure *measure)
{
    size_t length = strlen(measure->meaning);

    OK(find(measures, count, measure->id) == measure, "%s stands once", measure->id);
    OK(strspn(measure->id, "abcdefghijklmnopqrstuvwxyz-") == strlen(measure->id),
       "%s is lower case with hyphens", measure->id);
    OK(call_find(measure->function) != NULL, "%s: %s is a function the tests call", measure->id,
       measure->function);
    OK(measure->needs[0] != '\0' && measure->name[0] != '\0' && measure->method[0] != '\0',
       "%s says what it needs, its name and how", measure->id);
    OK(length > 0 && strchr(measure->meaning, '.') == measure->meaning + length - 1,
       "%s: its meaning is one sentence", measure->id);
}

int main(void)
{
    Measure measures[] = {
#include "measures.def"
    };
    size_t count = sizeof measures / sizeof measures[0];

    for (size_t i = 0; i < TABLE_COUNT; i++) {
        count_rows(measures, count, TABLES[i].name);
    }
    for (size_t i = 0; i < count; i++) {
        check_texts(measures, count, &measures[i]);
        OK(measures[i].rows[0] > 0 && measures[i].rows[1] > 0, "%s: %zu rows by mpmath, %zu by R",
           measures[i].id, measures[i].rows[0], measures[i].rows[1]);
    }
    return tap_done();
}
