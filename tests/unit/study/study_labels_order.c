/* Orders that labels tell, as real publications write them, and what tells none. */
#include "study/labels.h"

#include "tap.h"

#define LABELS_MOST 14

typedef struct Case {
    const char *what;
    const char *worst_first; /* the labels in the order wanted, "|" between; empty: not told */
    const char *labels;      /* as they came */
} Case;

static const Case CASES[] = {
    {"NHS Talking Therapies 2017-18 to 2024-25",
     "10 Most deprived|09 More deprived|08 More deprived|07 More deprived|06 More deprived|"
     "05 Less deprived|04 Less deprived|03 Less deprived|02 Less deprived|01 Least deprived",
     "01 Least deprived|02 Less deprived|03 Less deprived|04 Less deprived|05 Less deprived|"
     "06 More deprived|07 More deprived|08 More deprived|09 More deprived|10 Most deprived|"
     "Not stated/Not known/Invalid"},
    {"a dash and the other way", "1 - Most deprived|2|3|10 - Least deprived",
     "10 - Least deprived|2|1 - Most deprived|3"},
    {"wealth quintiles (WHO)",
     "Quintile 1 (poorest)|Quintile 2|Quintile 3|Quintile 4|Quintile 5 (richest)",
     "Quintile 3|Quintile 1 (poorest)|Quintile 5 (richest)|Quintile 2|Quintile 4"},
    {"one end is enough", "Quintile 1|Quintile 2|Quintile 3 (richest)",
     "Quintile 3 (richest)|Quintile 1|Quintile 2"},
    {"the other end is enough", "Decile 3 - most deprived|Decile 2|Decile 1",
     "Decile 1|Decile 2|Decile 3 - most deprived"},
    {"10 comes after 9", "1 most deprived|9|10", "1 most deprived|10|9"},
    {"a year is no number", "IMD 2019 decile 1 (most deprived)|IMD 2019 decile 2",
     "IMD 2019 decile 2|IMD 2019 decile 1 (most deprived)"},
    {"Hospital Episode Statistics",
     "Most deprived 10%|More deprived 10-20%|More deprived 20-30%|More deprived 30-40%|"
     "More deprived 40-50%|Less deprived 40-50%|Less deprived 30-40%|Less deprived 20-30%|"
     "Less deprived 10-20%|Least deprived 10%",
     "Least deprived 10%|Less deprived 10-20%|Less deprived 20-30%|Less deprived 30-40%|"
     "Less deprived 40-50%|More deprived 10-20%|More deprived 20-30%|More deprived 30-40%|"
     "More deprived 40-50%|Most deprived 10%"},
    {"two tenths", "Most deprived 10%|Least deprived 10%", "Least deprived 10%|Most deprived 10%"},
    {"Fingertips",
     "Most deprived decile (IMD2019)|Second most deprived decile (IMD2019)|"
     "Third more deprived decile (IMD2019)|Fourth more deprived decile (IMD2019)|"
     "Fifth more deprived decile (IMD2019)|Fifth less deprived decile (IMD2019)|"
     "Fourth less deprived decile (IMD2019)|Third less deprived decile (IMD2019)|"
     "Second least deprived decile (IMD2019)|Least deprived decile (IMD2019)",
     "Fifth less deprived decile (IMD2019)|Fifth more deprived decile (IMD2019)|"
     "Fourth less deprived decile (IMD2019)|Fourth more deprived decile (IMD2019)|"
     "Least deprived decile (IMD2019)|Most deprived decile (IMD2019)|"
     "Second least deprived decile (IMD2019)|Second most deprived decile (IMD2019)|"
     "Third less deprived decile (IMD2019)|Third more deprived decile (IMD2019)"},
    {"words alone", "Poorest|Poorer|Middle|Richer|Richest", "Middle|Poorer|Poorest|Richer|Richest"},
    {"words in any case", "poorest|middle|RICHEST", "middle|poorest|RICHEST|Unknown"},
    {"income", "1 (lowest income)|2|3 (highest income)", "1 (lowest income)|2|3 (highest income)"},
    {"bare numbers", "", "1|2|3|4|5"},
    {"numbers with a word that names no end", "", "Decile 1|Decile 2|Decile 3"},
    {"an end in the middle only", "", "1|2 (most deprived)|3"},
    {"both ends the same", "", "1 most deprived|2|3 most deprived"},
    {"ends against the numbers between", "",
     "1 most deprived|2 less deprived|3 more deprived|4 least deprived"},
    {"one label names both ends", "", "1 (1 = most deprived, 3 = least deprived)|2|3"},
    {"one number twice", "", "1 most deprived|1|2"},
    {"a label without a number", "", "1 most deprived|2|Other"},
    {"one recorded label", "", "1 most deprived|Unknown"},
    {"groups without order", "", "Asian|Black|Mixed|White"},
    {"income bands name no end", "", "0-4999|5000-9999|more 99999"},
    {"an end is missing from the sequence", "", "Poorer|Middle|Richest"},
    {"nothing recorded", "", "Unknown|Not stated"},
};

static size_t split(const char *text, Str *labels)
{
    StrSplit pieces = str_split(str_from(text), '|');
    size_t count = 0;

    while (count < LABELS_MOST && str_split_next(&pieces, &labels[count])) {
        count++;
    }
    return count;
}

/* The same answer whatever order the labels come in: all rotations, both ways round. */
static bool told_as_wanted(const Case *test, Str *labels, size_t count)
{
    Str want[LABELS_MOST];
    size_t want_count = test->worst_first[0] == '\0' ? 0 : split(test->worst_first, want);
    uint32_t order[LABELS_MOST];

    if (labels_tell_order((StrSpan){labels, count}, order) != want_count) {
        return false;
    }
    for (size_t i = 0; i < want_count; i++) {
        if (!str_equal(labels[order[i]], want[i])) {
            return false;
        }
    }
    return true;
}

static void test_cases(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Str labels[LABELS_MOST];
        Str turned[LABELS_MOST];
        size_t count = split(CASES[i].labels, labels);
        bool fine = true;

        for (size_t turn = 0; turn < 2 * count; turn++) {
            for (size_t j = 0; j < count; j++) {
                turned[j] = labels[(turn < count ? turn + j : turn + count - j) % count];
            }
            fine = fine && told_as_wanted(&CASES[i], turned, count);
        }
        OK(fine, "%s: %s", CASES[i].what, CASES[i].worst_first[0] == '\0' ? "not told" : "told");
    }
}

static void test_edges(void)
{
    static Str many[1000];
    static uint32_t order[1000];

    OK(labels_tell_order((StrSpan){NULL, 0}, order) == 0, "no labels tell nothing");
    for (size_t i = 0; i < 1000; i++) {
        many[i] = STR("1 most deprived");
    }
    OK(labels_tell_order((StrSpan){many, 1000}, order) == 0, "1,000 labels are no such order");
}

int main(void)
{
    test_cases();
    test_edges();
    return tap_done();
}
