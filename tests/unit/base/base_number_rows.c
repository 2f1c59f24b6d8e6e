/* What CPython reads and writes (tests/reference/base/make_numbers.py) against base/number.h. Reads
   the committed rows from the project's root; an argument names another file, "-" is stdin. */
#include "tap.h"

#include "base/intern.h"
#include "base/number.h"

#define LINE_MOST 4096
#define KINDS 5

typedef struct Tally {
    const char *kind;
    long rows;
    long wrong;
} Tally;

static uint64_t bits_of(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* The double of 16 hexadecimal digits. */
static double from_bits(Str text)
{
    uint64_t bits = 0;
    double value;

    for (size_t i = 0; i < text.length; i++) {
        uint64_t digit = (uint64_t)text.bytes[i];

        bits = bits << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    memcpy(&value, &bits, sizeof value);
    return value;
}

static int small(Str text)
{
    int64_t value = -1;

    return number_parse_integer(text, &value) ? (int)value : -1;
}

/* What our code gives for a row, in the words of its last field. */
static void answer(Text *out, Str kind, const Str *fields)
{
    double value = 0;
    Int128 scaled = 0;
    int64_t days = 0;

    if (str_equal(kind, STR("parse")) && number_parse(fields[0], &value)) {
        text_format(out, "%016llx", (unsigned long long)bits_of(value));
    } else if (str_equal(kind, STR("scaled")) &&
               number_parse_scaled(fields[0], small(fields[1]), &scaled)) {
        int128_write(out, scaled);
    } else if (str_equal(kind, STR("write"))) {
        number_write(out, from_bits(fields[0]));
    } else if (str_equal(kind, STR("fixed"))) {
        number_write_fixed(out, from_bits(fields[0]), small(fields[1]));
    } else if (str_equal(kind, STR("date")) && date_parse(fields[0], &days)) {
        text_format(out, "%lld", (long long)days);
    } else {
        text_add(out, STR("refused"));
    }
}

/* A date that was read is written again as it was. */
static bool date_returns(Arena *arena, Str text)
{
    Text written = text_new(arena);
    int64_t days;

    if (!date_parse(text, &days)) {
        return true;
    }
    date_write(&written, days);
    return str_equal(text_str(&written), text);
}

static void check_row(Tally *tallies, Str line)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(1 << 20);
    Text got = text_new(arena);
    StrSplit split = str_split(line, '\t');
    Str fields[4] = {STR_NONE, STR_NONE, STR_NONE, STR_NONE};
    size_t count = 0;

    while (count < 4 && str_split_next(&split, &fields[count])) {
        count++;
    }
    for (int i = 0; i < KINDS; i++) {
        if (count >= 3 && str_equal(fields[0], str_from(tallies[i].kind))) {
            answer(&got, fields[0], fields + 1);
            tallies[i].rows++;
            if (!str_equal(text_str(&got), fields[count - 1]) ||
                (i == KINDS - 1 && !date_returns(arena, fields[1]))) {
                tallies[i].wrong++;
                printf("# got %.*s for: %.*s\n", STR_ARGS(text_str(&got)), STR_ARGS(line));
            }
            return;
        }
    }
    OK(false, "row of no known kind: %.*s", STR_ARGS(line));
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "tests/unit/base/numbers.tsv";
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    Tally tallies[KINDS] = {{.kind = "parse"},
                            {.kind = "scaled"},
                            {.kind = "write"},
                            {.kind = "fixed"},
                            {.kind = "date"}};
    bool random_rows = argc > 1;
    char line[LINE_MOST];

    OK(file != NULL, "the rows are there: %s", path);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        Str row = str_from(line);

        check_row(tallies, str_slice(row, 0, str_find_byte(row, '\n')));
    }
    for (int i = 0; i < KINDS; i++) {
        OK(tallies[i].wrong == 0 && (random_rows || tallies[i].rows >= 100),
           "%s: %ld rows as CPython has them", tallies[i].kind, tallies[i].rows);
    }
    if (file != NULL && file != stdin) {
        fclose(file);
    }
    return tap_done();
}
