/* Labels of periods in the order of time, and those that tell none. */
#include "study/period_labels.h"

#include "tap.h"

#include <stdlib.h>

#define LABELS_MOST 12

typedef struct Case {
    const char *what;
    const char *labels; /* "|" between; in the order of time */
} Case;

static const Case ORDERED[] = {
    {"months by short names", "Apr 2023|Oct 2023|Jan 2024"},
    {"by long names, the year first", "2023 April|2023 October|2024 January"},
    {"short and long, mixed", "Sept 2023|October 2023|Jan 2024"},
    {"as spreadsheets write them", "Apr-23|Oct-23|Jan-24"},
    {"with a day, too", "30-Apr-23|31-Oct-23|31-Jan-24"},
    {"with a day", "1 April 2023|15 April 2023|1 October 2023|1 January 2024"},
    {"with a day behind", "April 1, 2023|April 15, 2023|January 1, 2024"},
    {"from month to month", "Apr 2023 to Jun 2023|Oct 2023 to Dec 2023|Jan 2024 to Mar 2024"},
    {"years that end in a month", "Year ending December 2022|Year ending March 2023"},
    {"months by number, the year last", "12/2023|01/2024|02/2024"},
    {"the year first", "2023-12|2024-01|2024-02"},
    {"December 2011 is no pair of years", "2011-11|2011-12|2012-01"},
    {"days", "2023-12-31|2024-01-01"},
    {"quarters", "Q4 2023|Q1 2024|Q2 2024"},
    {"quarters behind", "2023 Q4|2024 Q1"},
    {"quarters of financial years", "Q1 2023/24|Q4 2023/24|Q1 2024/25"},
    {"financial years", "2022-23|2023-24|2024-25"},
    {"of one form and another", "2021/22|2022-23|2023 to 2024"},
    {"without centuries", "21/22|22/23|23/24"},
    {"years", "2022|2023|2024 (provisional)"},
    {"one number", "Wave 2|Wave 10"},
    {"one long number", "202312|202401"},
    {"one label", "the pilot"},
};

/* None of these is in an order; the label between asterisks is the one told. */
static const Case UNORDERED[] = {
    {"which is the month?", "*01/02/2024*|02/01/2024"},
    {"seasons of one year", "Autumn 2023|*Spring 2023*"},
    {"months of no year", "*Apr*|Jan"},
    {"a month of two years", "*Apr 2023/24*|Jan 2023/24"},
    {"words", "*after*|before"},
    {"months of two digits", "*01/24*|12/23"},
    {"one of several", "2023|2024|*later*"},
};

static size_t split(const char *text, Str *labels, size_t *told)
{
    Str rest = str_from(text);
    size_t count = 0;

    *told = SIZE_MAX;
    while (rest.length > 0) {
        size_t end = str_find_byte(rest, '|');
        Str label = str_slice(rest, 0, end);

        if (label.bytes[0] == '*') {
            *told = count;
            label = str_slice(label, 1, label.length - 2);
        }
        labels[count++] = label;
        rest = end < rest.length ? str_slice(rest, end + 1, rest.length - end - 1) : STR_NONE;
    }
    return count;
}

static int compare_natural(const void *a, const void *b)
{
    return str_compare_natural(*(const Str *)a, *(const Str *)b);
}

static void test_ordered(Context *context)
{
    for (size_t i = 0; i < sizeof ORDERED / sizeof ORDERED[0]; i++) {
        Str wanted[LABELS_MOST];
        Str sorted[LABELS_MOST];
        uint32_t order[LABELS_MOST];
        size_t unordered;
        size_t told;
        size_t count = split(ORDERED[i].labels, wanted, &told);
        size_t same = 0;

        memcpy(sorted, wanted, sizeof sorted);
        qsort(sorted, count, sizeof sorted[0], compare_natural);
        if (failed(period_labels_order(context, (StrSpan){sorted, count}, order, &unordered))) {
            count = SIZE_MAX;
        }
        for (size_t k = 0; count != SIZE_MAX && k < count; k++) {
            same += str_equal(sorted[order[k]], wanted[k]) ? 1 : 0;
        }
        OK(unordered == SIZE_MAX && same == count, "%s: %s", ORDERED[i].what, ORDERED[i].labels);
    }
}

static void test_unordered(Context *context)
{
    for (size_t i = 0; i < sizeof UNORDERED / sizeof UNORDERED[0]; i++) {
        Str labels[LABELS_MOST];
        uint32_t order[LABELS_MOST];
        size_t unordered = SIZE_MAX;
        size_t told;
        size_t count = split(UNORDERED[i].labels, labels, &told);
        Status status = period_labels_order(context, (StrSpan){labels, count}, order, &unordered);

        OK(!failed(status) && told != SIZE_MAX && unordered == told, "%s: %s", UNORDERED[i].what,
           UNORDERED[i].labels);
    }
}

int main(void)
{
    Arena *arena = arena_new((size_t)1 << 20);
    Context context = {.arena = arena};

    test_ordered(&context);
    test_unordered(&context);
    arena_free(arena);
    return tap_done();
}
