/* Reads the tables of references line by line: fields by tab or comma, numbers, where files are. */
#ifndef UK_TESTS_MEASURE_TABLE_H
#define UK_TESTS_MEASURE_TABLE_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_FIELDS 32

typedef struct Table {
    FILE *file;
    char line[16384];
    char *fields[TABLE_FIELDS];
    size_t count;
    size_t row; /* line number, from 1 */
} Table;

/* Opens `folder`/`name`, seen from the project's root or from the root in UNKNOT_ROOT. */
static inline bool table_open(Table *table, const char *folder, const char *name)
{
    const char *root = getenv("UNKNOT_ROOT");
    char path[4096];
    int length;

    *table = (Table){0};
    length = snprintf(path, sizeof path, "%s/%s/%s", root == NULL ? "." : root, folder, name);
    table->file = length < 0 || (size_t)length >= sizeof path ? NULL : fopen(path, "r");
    return table->file != NULL;
}

/* The same for files beside the project: UNKNOT_SHARED, or ../shared. */
static inline bool table_open_shared(Table *table, const char *name)
{
    const char *root = getenv("UNKNOT_SHARED");
    char path[4096];
    int length;

    *table = (Table){0};
    length = snprintf(path, sizeof path, "%s/%s", root == NULL ? "../shared" : root, name);
    table->file = length < 0 || (size_t)length >= sizeof path ? NULL : fopen(path, "r");
    return table->file != NULL;
}

static inline void table_close(Table *table)
{
    if (table->file != NULL) {
        fclose(table->file);
    }
    table->file = NULL;
}

/* The next line that is not a comment, split at `separator`; double quotes around a field go, and
   separators inside them stay. False at the end, or where a line does not fit. */
static inline bool table_next(Table *table, char separator)
{
    do {
        if (fgets(table->line, sizeof table->line, table->file) == NULL) {
            return false;
        }
        table->row++;
        if (strchr(table->line, '\n') == NULL && !feof(table->file)) {
            return false;
        }
    } while (table->line[0] == '#');
    table->line[strcspn(table->line, "\r\n")] = '\0';
    table->count = 0;
    for (char *at = table->line; at != NULL && table->count < TABLE_FIELDS;) {
        char *end = at;

        if (*at == '"') {
            at++;
            end = strchr(at, '"');
            if (end == NULL) {
                return false;
            }
            *end++ = '\0';
        }
        table->fields[table->count++] = at;
        end = strchr(end, separator);
        if (end != NULL) {
            *end++ = '\0';
        }
        at = end;
    }
    return true;
}

/* The whole text as a double (inf and nan too). A test that calls no setlocale is in locale C. */
static inline bool table_number(const char *text, double *value)
{
    int used = 0;

    return sscanf(text, "%lf%n", value, &used) == 1 && text[used] == '\0';
}

/* The field's number; NaN where it is no number (NA) or is missing. */
static inline double table_value(const Table *table, size_t field)
{
    double value;

    if (field < table->count && table_number(table->fields[field], &value)) {
        return value;
    }
    return (double)NAN;
}

/* Place of a column in the header just read; TABLE_FIELDS if there is none. */
static inline size_t table_column(const Table *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->fields[i], name) == 0) {
            return i;
        }
    }
    return TABLE_FIELDS;
}

#endif
