/* Each kind of derived column on a table small enough to work out by hand. */
#include "engine_deriving.h"

#include "base/number.h"

/* Derives one column of `bytes` and compares its cells, row by row. */
static void check_made(const char *bytes, Derived derived, const char *want, const char *what)
{
    Deriving d;
    uint32_t column;

    deriving_open(&d, bytes);
    derived.name = STR("made");
    column = derive(&d, derived);
    OK(!failed(d.status) && same_text(cells_by_id(&d, &ENGINE_SMALL, column), want) &&
           same_text(deriving_notes(&d), ""),
       "%s", what);
    deriving_close(&d);
}

static int32_t day(const char *text)
{
    int64_t days = 0;

    return date_parse(str_from(text), &days) ? (int32_t)days : INT32_MIN;
}

static void test_age(void)
{
    static const char bytes[] = "id,born,at\n"
                                "1,1980-05-17,2024-05-16\n" /* the day before the birthday */
                                "2,1980-05-17,2024-05-17\n" /* on it */
                                "3,1980-05-17,2024-05-18\n"
                                "4,2000-02-29,2023-02-28\n" /* no 29 February that year */
                                "5,2000-02-29,2023-03-01\n"
                                "6,2000-02-29,2024-02-29\n"
                                "7,1969-12-31,1970-01-01\n"
                                "8,1899-01-01,1999-12-31 23:59\n"
                                "9,2024-05-17,2024-05-17\n"
                                "10,2024-05-18,2024-05-17\n" /* born after */
                                "11,,2024-05-17\n"
                                "12,1980-05-17,NA\n"
                                "13,0001-01-01,9999-12-31\n";

    check_made(bytes, (Derived){.kind = DERIVED_AGE, .column = 1, .to = 2},
               "1=43;2=44;3=44;4=22;5=23;6=24;7=0;8=100;9=0;10=;11=;12=;13=9998;",
               "ages: on a birthday, of leap days, across 1970, none before birth");
}

static void test_band(void)
{
    static const double ages[] = {18, 26, 27, 80};
    static const double parts[] = {-1.5, 0.5, 2};
    static const char bytes[] = "id,n\n1,17.9\n2,18\n3,25\n4,25.99\n5,26\n6,27\n7,79\n8,80\n9,1e3\n"
                                "10,\n11,NULL\n12,-5\n13, 30 \n";

    check_made(bytes, (Derived){.kind = DERIVED_BAND, .column = 1, .edges = ages, .edge_count = 4},
               "1=;2=18 to 25;3=18 to 25;4=18 to 25;5=26;6=27 to 79;7=27 to 79;8=80 and over;"
               "9=80 and over;10=;11=;12=;13=27 to 79;",
               "bands: below the first, on each edge, one year wide, the last");
    check_made("id,n\n1,-1.6\n2,-1.5\n3,0.4999\n4,0.5\n5,2\n",
               (Derived){.kind = DERIVED_BAND, .column = 1, .edges = parts, .edge_count = 3},
               "1=;2=-1.5 to under 0.5;3=-1.5 to under 0.5;4=0.5 to under 2;5=2 and over;",
               "bands between numbers that are not whole say so");
}

static void test_map(void)
{
    static const DerivedPair pairs[] = {{{"A", 1}, {"White", 5}},
                                        {{"", 0}, {"Not asked", 9}},
                                        {{"A", 1}, {"never", 5}},
                                        {{"it's", 4}, {"\xc3\xa9\"'", 4}},
                                        {{"Z", 1}, {"", 0}}};

    check_made("id,code\n1,A\n2, A \n3,a\n4,\n5,it's\n6,Z\n7,B\n8,NA\n",
               (Derived){.kind = DERIVED_MAP, .column = 1, .pairs = pairs, .pair_count = 5},
               "1=White;2=White;3=a;4=Not asked;5=\xc3\xa9\"';6=;7=B;8=NA;",
               "maps: exact cells, the first pair, blanks, quotes; what is in no pair stays");
}

static void test_largest(void)
{
    static const char bytes[] = "id,lang\n1,fr\n2,fr\n3,en\n4,en\n5,en\n6,pl\n7,pl\n8,de\n9,\n"
                                "10,\n11,\n12,\n13,Not known\n14,ur\n15,NA\n";

    check_made(bytes,
               (Derived){.kind = DERIVED_LARGEST, .column = 1, .most = 2, .rest = STR("other")},
               "1=fr;2=fr;3=en;4=en;5=en;6=other;7=other;8=other;9=;10=;11=;12=;13=Not known;"
               "14=other;15=NA;",
               "the largest: ties by label, blanks are counted for none and stay");
    check_made(bytes,
               (Derived){.kind = DERIVED_LARGEST, .column = 1, .most = 99, .rest = STR("other")},
               "1=fr;2=fr;3=en;4=en;5=en;6=pl;7=pl;8=de;9=;10=;11=;12=;13=Not known;14=ur;15=NA;",
               "more wanted than there are: all stay");
}

static void test_period(void)
{
    static const char bytes[] = "id,d\n1,2024-03-31\n2,2024-04-01\n3,2023-12-31T10:00\n"
                                "4,1999-06-30\n5,1969-01-01\n6,\n7,2024-02-29\n8,2000-10-01\n";

    check_made(bytes, (Derived){.kind = DERIVED_PERIOD, .column = 1, .period = PERIOD_YEAR},
               "1=2024;2=2024;3=2023;4=1999;5=1969;6=;7=2024;8=2000;", "years");
    check_made(bytes,
               (Derived){.kind = DERIVED_PERIOD, .column = 1, .period = PERIOD_FINANCIAL_YEAR},
               "1=2023-24;2=2024-25;3=2023-24;4=1999-00;5=1968-69;6=;7=2023-24;8=2000-01;",
               "financial years begin in April, and pass a century");
    check_made(bytes, (Derived){.kind = DERIVED_PERIOD, .column = 1, .period = PERIOD_QUARTER},
               "1=2024 Q1;2=2024 Q2;3=2023 Q4;4=1999 Q2;5=1969 Q1;6=;7=2024 Q1;8=2000 Q4;",
               "quarters of the calendar");
    check_made(bytes, (Derived){.kind = DERIVED_PERIOD, .column = 1, .period = PERIOD_MONTH},
               "1=2024-03;2=2024-04;3=2023-12;4=1999-06;5=1969-01;6=;7=2024-02;8=2000-10;",
               "months");
}

static void test_cross(void)
{
    static const char bytes[] = "id,sex,race,dep\n1,F,A,1\n2,M,,2\n3,Not stated,B,3\n4,F,NA,4\n"
                                "5,M,B,Unknown\n6,M,B,5\n";

    check_made(bytes, (Derived){.kind = DERIVED_CROSS, .crossed = {1, 2}, .crossed_count = 2},
               "1=F \xc2\xb7 A;2=;3=;4=;5=M \xc2\xb7 B;6=M \xc2\xb7 B;",
               "two crossed: blank where one is missing or says it is not recorded");
    check_made(bytes, (Derived){.kind = DERIVED_CROSS, .crossed = {3, 1, 2}, .crossed_count = 3},
               "1=1 \xc2\xb7 F \xc2\xb7 A;2=;3=;4=;5=;6=5 \xc2\xb7 M \xc2\xb7 B;",
               "three crossed, in the order asked for");
}

/* Known until 2024-03-31; within 30 days needs a referral by 2024-03-01. */
static const char WAITS[] = "id,from,to\n"
                            "1,2024-01-01,2024-01-31\n" /* 30 days */
                            "2,2024-01-01,2024-02-01\n" /* 31 days */
                            "3,2024-03-01,\n"           /* unseen, 30 days known */
                            "4,2024-03-02,\n"           /* unseen, 29 days known */
                            "5,2024-03-02,2024-03-03\n" /* seen, 29 days known */
                            "6,2024-01-01,2023-12-31\n" /* seen before referred */
                            "7,,2024-01-01\n"
                            "8,2024-01-01,NULL\n"
                            "9,2024-03-31,2024-03-31\n"
                            "10,2024-04-01,2024-04-01\n" /* after all is known */
                            "11,2024-03-01,2024-03-31\n" /* 30 days, the last day known */
                            "12,2024-03-01,2024-04-01\n" /* 31 days, not yet known */
                            "13,2024-02-28,2024-03-01\n" /* over a leap day: 2 */
                            "14,1969-12-30,1970-01-02\n";

static void test_within(void)
{
    check_made(WAITS,
               (Derived){.kind = DERIVED_WITHIN,
                         .column = 1,
                         .to = 2,
                         .days = 30,
                         .known_until = day("2024-03-31")},
               "1=1;2=0;3=0;4=;5=;6=;7=;8=0;9=;10=;11=1;12=0;13=1;14=1;",
               "within: at the edge of the days and of what is known; too late is blank, seen or "
               "not");
    check_made(WAITS,
               (Derived){.kind = DERIVED_WITHIN,
                         .column = 1,
                         .to = 2,
                         .days = 0,
                         .known_until = day("2024-03-31")},
               "1=0;2=0;3=0;4=0;5=0;6=;7=;8=0;9=1;10=;11=0;12=0;13=0;14=0;",
               "within no days: the same day");
}

static void test_wait(void)
{
    check_made(
        WAITS,
        (Derived){.kind = DERIVED_WAIT, .column = 1, .to = 2, .known_until = day("2024-03-31")},
        "1=30;2=31;3=30+;4=29+;5=1;6=;7=;8=90+;9=0;10=;11=30;12=30+;13=2;14=3;",
        "waits: seen, still waiting, seen after all that is known");
}

static void test_derived_of_derived(void)
{
    static const double edges[] = {0, 40};
    Deriving d;
    uint32_t age;
    uint32_t band;
    uint32_t both;

    deriving_open(&d, "id,born,at,sex\n1,1980-01-01,2024-01-01,F\n2,2000-01-01,2024-01-01,M\n"
                      "3,,2024-01-01,M\n");
    age = derive(&d, (Derived){.kind = DERIVED_AGE, .name = STR("age"), .column = 1, .to = 2});
    band = derive(&d, (Derived){.kind = DERIVED_BAND,
                                .name = STR("age band"),
                                .column = age,
                                .edges = edges,
                                .edge_count = 2});
    both = derive(&d, (Derived){.kind = DERIVED_CROSS,
                                .name = STR("both"),
                                .crossed = {band, 3},
                                .crossed_count = 2});
    OK(age == 4 && band == 5 && both == 6 && column_of(&d, "age band") == 5,
       "derived columns stand behind the others, and are found by name");
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, both),
                 "1=40 and over \xc2\xb7 F;2=0 to 39 \xc2\xb7 M;3=;"),
       "a column made of a column made of another");
    deriving_close(&d);
}

/* A hundred years less one are an age, whatever cells say nothing; what stays as it was in the file
   says as little as there. */
static void test_missing(void)
{
    static Str markers[] = {{"99", 2}, {"x", 1}};
    Deriving d;
    uint32_t age;
    uint32_t largest;
    Value missing;
    Value known;

    deriving_open(&d, "id,born,at,group\n1,1920-01-01,2019-06-01,99\n2,x,2019-06-01,99\n"
                      "3,2000-01-01,2019-06-01,a\n4,2000-01-01,99,b\n5,,,a\n");
    d.source.options.missing = (StrSpan){markers, 2};
    age = derive(&d, (Derived){.kind = DERIVED_AGE, .name = STR("age"), .column = 1, .to = 2});
    largest = derive(&d, (Derived){.kind = DERIVED_LARGEST,
                                   .name = STR("largest"),
                                   .column = 3,
                                   .most = 1,
                                   .rest = STR("rest")});
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, age), "1=99;2=;3=19;4=;5=;"),
       "an age of two dates: blank where the file says that one is missing");
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, largest), "1=99;2=99;3=a;4=rest;5=a;"),
       "what is missing is never the largest, nor of the rest");
    known = value_read_in(VALUE_NUMBER, STR("99"), source_ways(&d.source, age));
    missing = value_read_in(VALUE_NUMBER, STR("99"), source_ways(&d.source, largest));
    OK(known.state == CELL_KNOWN && missing.state == CELL_MISSING,
       "99 is an age, and no group that stays as it was in the file");
    deriving_close(&d);
}

int main(void)
{
    test_missing();
    test_age();
    test_band();
    test_map();
    test_largest();
    test_period();
    test_cross();
    test_within();
    test_wait();
    test_derived_of_derived();
    return tap_done();
}
