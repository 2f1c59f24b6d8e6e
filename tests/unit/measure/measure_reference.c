/* Every row of the reference tables, met to the tolerance it states (which is the header's). */
#include "tap.h"

#include "measure_calls.h"
#include "measure_tables.h"

#define ARGUMENTS_MAX 200

typedef struct Bound {
    char kind; /* 'u' ulp, 'a' absolute, 'r' relative */
    double size;
} Bound;

static bool read_bound(const char *text, Bound *bound)
{
    bound->kind = text[0];
    return (strncmp(text, "ulp:", 4) == 0 || strncmp(text, "abs:", 4) == 0 ||
            strncmp(text, "rel:", 4) == 0) &&
           table_number(text + 4, &bound->size);
}

/* One bound for all four fields, or four with commas between. */
static bool read_bounds(char *text, Bound bounds[4])
{
    char *comma = strchr(text, ',');

    for (size_t i = 0; i < 4; i++) {
        if (comma != NULL) {
            *comma = '\0';
        }
        if (!read_bound(text, &bounds[i])) {
            return false;
        }
        if (comma != NULL) {
            text = comma + 1;
            comma = strchr(text, ',');
        }
    }
    return true;
}

static bool is_met(double got, double want, Bound bound)
{
    if (isnan(want) || isinf(want) || isnan(got)) {
        return isnan(want) ? isnan(got) : got == want;
    }
    if (bound.kind == 'u') {
        return within_ulps(got, want, (int64_t)bound.size);
    }
    return fabs(got - want) <= (bound.kind == 'r' ? bound.size * fabs(want) : bound.size);
}

static size_t read_arguments(char *text, double *arguments)
{
    size_t count = 0;

    for (char *word = text; word != NULL && count < ARGUMENTS_MAX;) {
        char *space = strchr(word, ' ');

        if (space != NULL) {
            *space++ = '\0';
        }
        if (!table_number(word, &arguments[count++])) {
            return 0;
        }
        word = space;
    }
    return count;
}

/* Fields: id, function, arguments, estimate, se, low, high, tolerance. */
static bool check_row(const char *name, Table *table)
{
    static const char *const FIELDS[] = {"estimate", "se", "low", "high"};
    double arguments[ARGUMENTS_MAX];
    size_t count;
    Bound bounds[4];
    const Call *call;
    UkInterval answer;
    double got[4];
    bool met = true;

    count = table->count == 8 ? read_arguments(table->fields[2], arguments) : 0;
    call = count > 0 ? call_find(table->fields[1]) : NULL;
    if (call == NULL || !read_bounds(table->fields[7], bounds)) {
        return OK(false, "%s:%zu has eight fields, a known function, numbers and a tolerance", name,
                  table->row);
    }
    answer = call->run(arguments, count);
    got[0] = answer.estimate;
    got[1] = answer.se;
    got[2] = answer.low;
    got[3] = answer.high;
    for (size_t i = 0; i < 4; i++) {
        const char *text = table->fields[3 + i];
        double want;

        /* a function of one number has no other fields; the first is always compared */
        if (i > 0 && strcmp(text, "-") == 0) {
            continue;
        }
        if (!table_number(text, &want) || !is_met(got[i], want, bounds[i])) {
            printf("# %s: got %.17g, want %s\n", FIELDS[i], got[i], text);
            met = false;
        }
    }
    return OK(met, "%s:%zu %s", name, table->row, table->fields[1]);
}

static void check_table(const char *name, size_t rows)
{
    Table table;
    size_t seen = 0;

    if (!OK(table_open(&table, REFERENCE_FOLDER, name), "%s is there", name)) {
        return;
    }
    while (table_next(&table, '\t')) {
        check_row(name, &table);
        seen++;
    }
    OK(feof(table.file) && seen == rows, "%s: %zu rows compared", name, seen);
    table_close(&table);
}

int main(void)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        check_table(TABLES[i].name, TABLES[i].rows);
    }
    return tap_done();
}
