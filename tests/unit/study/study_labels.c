/* Labels and names that mean something by themselves. */
#include "study/labels.h"

#include "tap.h"

static void test_missing(void)
{
    StrSpan missing = labels_missing();
    size_t wrong = 0;

    OK(missing.count > 10 && missing.items[0].length == 0, "the blank comes first");
    for (size_t i = 0; i < missing.count; i++) {
        wrong += !label_is_missing(missing.items[i]) ||
                 label_not_recorded(missing.items[i]) != NOT_RECORDED_ASKED ||
                 !str_equal(str_trim(missing.items[i]), missing.items[i]);
    }
    OK(wrong == 0, "each is missing, not recorded, and trimmed, so that a cell can equal it");
    OK(!label_is_missing(STR("None")) && !label_is_missing(STR("Other")) &&
           !label_is_missing(STR("Z")) && !label_is_missing(STR("99")) &&
           !label_is_missing(STR("0")) && !label_is_missing(STR("Unknown")),
       "labels that people choose are not missing");
}

typedef struct Suppressed {
    const char *label;
    int64_t from; /* -1: not suppressed */
    int64_t to;
} Suppressed;

static const Suppressed SUPPRESSED[] = {
    {"*", 0, INT64_MAX},
    {"c", 0, INT64_MAX},
    {"[c]", 0, INT64_MAX},
    {"x", 0, INT64_MAX},
    {"<5", 0, 4},
    {"< 5", 0, 4},
    {"<1", 0, 0},
    {"<10", 0, 9},
    {"<=7", 0, 7},
    {"\u2264 7", 0, 7},
    {"fewer than 5", 0, 4},
    {"Fewer than 5", 0, 4},
    {"up to 7", 0, 7},
    {"1-7", 1, 7},
    {"0-7", 0, 7},
    {"1 - 7", 1, 7},
    {"1\u20137", 1, 7},
    {"0 to 7", 0, 7},
    {"1 to 4", 1, 4},
    {"0-100", 0, 100},
    {"0-101", -1, 0},
    {"<0", -1, 0},
    {"<101", -1, 0},
    {"<-5", -1, 0},
    {"<5.5", -1, 0},
    {"<", -1, 0},
    {">5", -1, 0},
    {"18-25", -1, 0},
    {"2-7", -1, 0},
    {"7-1", -1, 0},
    {"1-1", -1, 0},
    {"-7", -1, 0},
    {"1-", -1, 0},
    {"1-7-9", -1, 0},
    {"99999999999999999999-7", -1, 0},
    {"Under 18", -1, 0},
    {"5", -1, 0},
    {"", -1, 0},
    {"NULL", -1, 0},
    {"cc", -1, 0},
};

static void test_suppressed(void)
{
    for (size_t i = 0; i < sizeof SUPPRESSED / sizeof SUPPRESSED[0]; i++) {
        const Suppressed *want = &SUPPRESSED[i];
        int64_t from = -1;
        int64_t to = -1;
        bool found = label_is_suppressed(str_from(want->label), &from, &to);

        OK(found == (want->from >= 0) && from == want->from && to == (found ? want->to : -1),
           "'%s' %s", want->label, found ? "is kept back" : "is not kept back");
    }
}

typedef struct Reason {
    const char *label;
    NotRecorded reason;
} Reason;

static const Reason REASONS[] = {
    /* as they stand in published files */
    {"Not stated/Not known/Invalid", NOT_RECORDED_ASKED},
    {"ZZ Not Stated (Person asked but declined to provide a response)", NOT_RECORDED_CHOSEN},
    {"No Code Recorded", NOT_RECORDED_ASKED},
    {"Invalid Code", NOT_RECORDED_UNUSABLE},
    {"Unknown", NOT_RECORDED_ASKED},
    {"?", NOT_RECORDED_ASKED},
    {"", NOT_RECORDED_ASKED},
    {" ", NOT_RECORDED_ASKED},
    {"NULL", NOT_RECORDED_ASKED},
    /* one by one */
    {"Not stated", NOT_RECORDED_CHOSEN},
    {"Not known", NOT_RECORDED_ASKED},
    {"Not recorded", NOT_RECORDED_ASKED},
    {"Missing", NOT_RECORDED_ASKED},
    {"Invalid", NOT_RECORDED_UNUSABLE},
    {"Unspecified", NOT_RECORDED_ASKED},
    {"Prefer not to say", NOT_RECORDED_CHOSEN},
    {"Declined", NOT_RECORDED_CHOSEN},
    {"Not asked", NOT_RECORDED_ASKED},
    /* what does not count: case, marks, blanks, codes, glosses, what it is about */
    {"PREFER NOT TO SAY", NOT_RECORDED_CHOSEN},
    {"[Unknown]", NOT_RECORDED_ASKED},
    {"-- Unknown --", NOT_RECORDED_ASKED},
    {"Unknown/", NOT_RECORDED_ASKED},
    {"not_recorded", NOT_RECORDED_ASKED},
    {"prefer-not-to-say", NOT_RECORDED_CHOSEN},
    {"Not  known", NOT_RECORDED_ASKED},
    {"Don\u2019t know", NOT_RECORDED_ASKED},
    {"99 - Not known", NOT_RECORDED_ASKED},
    {"9: Not known", NOT_RECORDED_ASKED},
    {"Z Not stated", NOT_RECORDED_CHOSEN},
    {"Unknown (n = 12)", NOT_RECORDED_ASKED},
    {"Ethnicity not stated", NOT_RECORDED_CHOSEN},
    {"Unknown gender", NOT_RECORDED_ASKED},
    {"Ethnic group: not known", NOT_RECORDED_ASKED},
    {"Unknown or not stated", NOT_RECORDED_ASKED},
    {"Not stated, refused", NOT_RECORDED_CHOSEN},
    {"Missing/invalid", NOT_RECORDED_ASKED},
    {"Unknown and missing", NOT_RECORDED_ASKED},
    /* recorded, however near */
    {"Other", RECORDED},
    {"None", RECORDED},
    {"No", RECORDED},
    {"Z", RECORDED},
    {"99", RECORDED},
    {"XX Other", RECORDED},
    {"NN No Disability", RECORDED},
    {"Other/Unknown", RECORDED},
    {"Unknown, other", RECORDED},
    {"Other (not listed)", RECORDED},
    {"White (not known)", RECORDED},
    {"Indeterminate (unable to be classified as male or female)", RECORDED},
    {"MUS not otherwise specified", RECORDED},
    {"Any other Mixed background", RECORDED},
    {"White and Asian", RECORDED},
    {"Unknown soldier", RECORDED},
    {"Not applicable", RECORDED},
    {"/", RECORDED},
    {"()", RECORDED},
    {")", RECORDED},
    {"Ethnicity", RECORDED},
    {"data", RECORDED},
};

static void test_reasons(void)
{
    char long_label[1000];

    for (size_t i = 0; i < sizeof REASONS / sizeof REASONS[0]; i++) {
        NotRecorded got = label_not_recorded(str_from(REASONS[i].label));

        OK(got == REASONS[i].reason, "'%s': reason %d", REASONS[i].label, (int)REASONS[i].reason);
    }
    memset(long_label, '/', sizeof long_label);
    memcpy(long_label, "Unknown", 7);
    OK(label_not_recorded((Str){long_label, sizeof long_label}) == RECORDED,
       "a label longer than any label is taken as it comes");
}

typedef struct Fact {
    const char *text;
    bool holds;
} Fact;

static const Fact TOTALS[] = {
    {"All", true},
    {"Total", true},
    {"TOTAL:", true},
    {"Total (N)", true},
    {"All (England)", true},
    {"England (all)", true},
    {"All persons", true},
    {"Both sexes", true},
    {"Grand total", true},
    {" all ", true},
    {"England", false},
    {"All ADSM", false},
    {"Allergy", false},
    {"Total hip", false},
    {"", false},
    {"Other (not listed)", false},
    {"Persons (all ages)", true},
    {"Overall", true},
};

static const Fact PERSONS[] = {
    {"patient_nbr", true},
    {"person_id", true},
    {"nhs_number", true},
    {"NHS_NUMBER", true},
    {"PatientID", true},
    {"patientId", true},
    {"Patient ID", true},
    {"patient.id", true},
    {"NHSNumber", true},
    {"pseudo_nhs_number", true},
    {"nhs_number_hash", true},
    {"ID", true},
    {"id", true},
    {"MRN", true},
    {"SEQN", true},
    {"hospital number", true},
    {"hospital_number", true},
    {"encounter_id", false},
    {"referral_id", false},
    {"hospital_id", false},
    {"outpatient_id", false},
    {"patient_no_shows", false},
    {"patient_age", false},
    {"patient", false},
    {"number_of_patients", false},
    {"idea", false},
    {"", false},
    {"age", false},
    {"person_id_type", false},
    {"nhs_trust", false},
};

static void test_facts(void)
{
    for (size_t i = 0; i < sizeof TOTALS / sizeof TOTALS[0]; i++) {
        OK(label_is_total(str_from(TOTALS[i].text)) == TOTALS[i].holds, "'%s' is %s total",
           TOTALS[i].text, TOTALS[i].holds ? "a" : "no");
    }
    for (size_t i = 0; i < sizeof PERSONS / sizeof PERSONS[0]; i++) {
        OK(name_is_person(str_from(PERSONS[i].text)) == PERSONS[i].holds, "column '%s' %s a person",
           PERSONS[i].text, PERSONS[i].holds ? "says which is" : "does not say which is");
    }
}

/* No bytes, in memory of exactly their size, read past the end. */
static void test_any_bytes(void)
{
    static const char BYTES[] = "(Unknown) /or and <1-7\xc2\xe2\x80\xa0ZZ9_All)";
    uint64_t state = 88172645463325252u;
    size_t met = 0;

    for (int run = 0; run < 20000; run++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(1 << 12);
        size_t length = (size_t)run % 12;
        char *bytes = arena_take(arena, length, 1);
        Str label = {bytes, length};
        int64_t from;
        int64_t to;

        for (size_t i = 0; i < length; i++) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes[i] = BYTES[state % (sizeof BYTES - 1)];
        }
        met += (size_t)label_is_missing(label) + (size_t)label_is_suppressed(label, &from, &to) +
               (size_t)(label_not_recorded(label) != RECORDED) + (size_t)label_is_total(label) +
               (size_t)name_is_person(label);
    }
    OK(met > 0, "20,000 labels of odd bytes; %zu of them mean something", met);
}

int main(void)
{
    test_missing();
    test_suppressed();
    test_reasons();
    test_facts();
    test_any_bytes();
    return tap_done();
}
