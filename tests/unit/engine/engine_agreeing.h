/* Two answers to one question, compared byte for byte: notes, readings, tallies, row streams. */
#ifndef UK_TESTS_ENGINE_AGREEING_H
#define UK_TESTS_ENGINE_AGREEING_H

#include "engine_asking.h"

#include <stdlib.h>

/* A row of the stream, and whose it is. */
typedef struct Line {
    uint32_t person;
    char text[300];
} Line;

static inline int compare_lines(const void *one, const void *other)
{
    const Line *a = (const Line *)one;
    const Line *b = (const Line *)other;

    return a->person != b->person ? (a->person < b->person ? -1 : 1) : strcmp(a->text, b->text);
}

static inline int compare_texts(const void *one, const void *other)
{
    return str_compare(*(const Str *)one, *(const Str *)other);
}

static inline void write_row(const RowTable *rows, size_t row, char *out, size_t size)
{
    size_t length = 0;

    for (size_t i = 0; i < rows->dimension_count; i++) {
        Str label = rows->dimensions[i].levels.items[rows->levels[i][row]];

        length += (size_t)snprintf(out + length, size - length, "%.*s|", STR_ARGS(label));
    }
    snprintf(out + length, size - length, "%a|%a|%a|%a|%a|%lld", rows->value[row],
             rows->weight == NULL ? 1.0 : rows->weight[row],
             rows->score == NULL ? 0.0 : rows->score[row],
             rows->flag == NULL ? 0.0 : rows->flag[row], rows->need == NULL ? 0.0 : rows->need[row],
             rows->people == NULL ? 1LL : (long long)rows->people[row]);
}

/* Each person's rows, in the order of their texts, and then persons by theirs: rows come in any
   order, and the numbers of persons are any. */
static inline Str rows_text(Asked *asked)
{
    const RowTable *rows = &asked->rows;
    Text text = text_new(asked->arena);
    Line *lines;
    Str *persons;
    size_t person_count = 0;

    if (!asked->want_rows || !asked->answered) {
        return STR_NONE;
    }
    lines = (Line *)arena_take(asked->arena, rows->count + 1, sizeof *lines);
    persons = (Str *)arena_take(asked->arena, rows->count + 1, sizeof *persons);
    for (size_t row = 0; row < rows->count; row++) {
        lines[row].person = rows->person == NULL ? (uint32_t)row : rows->person[row];
        write_row(rows, row, lines[row].text, sizeof lines[row].text);
    }
    qsort(lines, rows->count, sizeof *lines, compare_lines);
    for (size_t from = 0, to; from < rows->count; from = to) {
        Text one = text_new(asked->arena);

        for (to = from; to < rows->count && lines[to].person == lines[from].person; to++) {
            text_format(&one, "%s; ", lines[to].text);
        }
        persons[person_count++] = text_str(&one);
    }
    qsort(persons, person_count, sizeof *persons, compare_texts);
    text_format(&text, "%zu rows, %u persons, %lld missing\n", rows->count, rows->person_count,
                (long long)rows->person_missing);
    for (size_t i = 0; i < person_count; i++) {
        text_format(&text, "%.*s\n", STR_ARGS(persons[i]));
    }
    return text_str(&text);
}

static inline Str reading_text(Asked *asked)
{
    const Reading *reading = &asked->reading;
    Text text = text_new(asked->arena);

    text_format(&text, "%lld %lld %lld '%.*s' %lld %lld %lld\n", (long long)reading->rows_read,
                (long long)reading->rows_kept, (long long)reading->where_unknown,
                STR_ARGS(reading->repeating), (long long)reading->repeating_distinct,
                (long long)reading->repeating_rows, (long long)reading->small_amounts);
    return text_str(&text);
}

static inline bool same(const char *what, const char *question, Str one, Str other)
{
    if (str_equal(one, other)) {
        return true;
    }
    printf("# %s differ for %s\n# small:  %.*s\n# duckdb: %.*s\n", what,
           question == NULL ? "a mean" : question, (int)(one.length < 900 ? one.length : 900),
           one.bytes, (int)(other.length < 900 ? other.length : 900), other.bytes);
    return false;
}

/* True when `one` and `other`, both asked, say the same. */
static inline bool agree(Asked *one, Asked *other)
{
    const char *question = one->outcome;
    bool fine = true;

    fine = same("notes", question, asked_notes(one), asked_notes(other)) && fine;
    if (one->answered != other->answered) {
        printf("# one answers, the other does not: %s\n", question);
        return false;
    }
    if (!one->answered) {
        return fine;
    }
    fine = same("readings", question, reading_text(one), reading_text(other)) && fine;
    fine = same("tallies", question, asked_tallies(one), asked_tallies(other)) && fine;
    return same("rows", question, rows_text(one), rows_text(other)) && fine;
}

/* DuckDB's library is where the program would look for it from here. */
static inline bool duckdb_is_here(void)
{
    FILE *file = fopen("third_party/duckdb/libduckdb.so", "rb");

    if (file != NULL) {
        fclose(file);
    }
    return file != NULL;
}

#endif
