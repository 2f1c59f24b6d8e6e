/* The small engine on tables of a few rows: what each form of question counts. */
#include "engine_asking.h"

#include "study/labels.h"

/* The question is answered without a word, and the tallies are these. */
#define COUNTS(asked, want, ...)                                                                   \
    do {                                                                                           \
        ask_of(&ENGINE_SMALL, &(asked));                                                           \
        OK(same_words(asked_notes(&(asked)), "") && (asked).answered &&                            \
               same_words(asked_tallies(&(asked)), (want)),                                        \
           __VA_ARGS__);                                                                           \
    } while (0)

static void test_outcome(void)
{
    Asked asked = {.bytes = "group,y\n10,1\n9,0\n 9 ,1\n,NA\n\"10\",2\nNULL,\n",
                   .outcome = "y = 1",
                   .by = {"group"}};

    COUNTS(asked,
           "tally 1\nby \"group\"\n0 \"\"\n1 \"9\"\n2 \"10\"\n3 \"NULL\"\n"
           "0: rows 1 people 0 events 0 unknown 1 sum 0 squares 0 largest 0 0\n"
           "1: rows 2 people 2 events 1 unknown 0 sum 0 squares 0 largest 0 0\n"
           "2: rows 2 people 2 events 1 unknown 0 sum 0 squares 0 largest 0 0\n"
           "3: rows 1 people 0 events 0 unknown 1 sum 0 squares 0 largest 0 0\n",
           "an outcome: yes, no and not known, for labels as they came");
    OK(asked.reading.rows_read == 6 && asked.reading.rows_kept == 6 &&
           asked.reading.where_unknown == 0 && asked.reading.repeating.length == 0,
       "all rows are read and kept");
    asked_close(&asked);
}

/* 99 is missing: to conditions, as an amount, as a person; as a group it keeps its name. */
static void test_missing(void)
{
    static Str markers[] = {{"99", 2}, {"01/01/1900", 10}};
    Asked asked = {.bytes = "group,y\n99,1\n9,0\n9, 99 \n9,990\n",
                   .options = {.missing = {markers, 2}},
                   .outcome = "y >= 1",
                   .by = {"group"}};
    Asked amount = {.bytes = "group,y,day\na,99,01/01/1900\na,4,01/01/1900\na,,2024-01-01\n",
                    .options = {.missing = {markers, 2}},
                    .where = "not known(day)",
                    .amount = "y",
                    .by = {"group"}};
    Asked person = {.bytes = "g,y,id\na,1,99\na,1,99\na,0,7\na,1,7\n",
                    .options = {.missing = {markers, 2}},
                    .outcome = "y = 1",
                    .person = "id",
                    .by = {"g"},
                    .want_rows = true};

    COUNTS(asked,
           "tally 1\nby \"group\"\n0 \"9\"\n1 \"99\"\n"
           "0: rows 3 people 2 events 1 unknown 1 sum 0 squares 0 largest 0 0\n"
           "1: rows 1 people 1 events 1 unknown 0 sum 0 squares 0 largest 0 0\n",
           "what a file says is missing is unknown, and a row of its own as a group");
    COUNTS(amount,
           "tally 1\nby \"group\"\n0 \"a\"\n"
           "0: rows 2 people 1 events 0 unknown 1 sum 4000000 squares 16000000000000 largest "
           "4000000 0\n",
           "it is no amount, and no date that is wrongly written");
    ask_of(&ENGINE_SMALL, &person);
    OK(person.answered && person.rows.person_count == 3 && person.rows.person_missing == 2,
       "rows without a person are persons of their own");
    asked_close(&asked);
    asked_close(&amount);
    asked_close(&person);
}

static void test_where(void)
{
    Asked asked = {.bytes = "group,y,age\na,1,20\na,0,17\na,1,\nb,1,30\nb,x,12\n",
                   .where = "age >= 18",
                   .outcome = "y = 1",
                   .by = {"group"}};

    COUNTS(asked,
           "tally 1\nby \"group\"\n0 \"a\"\n1 \"b\"\n"
           "0: rows 1 people 1 events 1 unknown 0 sum 0 squares 0 largest 0 0\n"
           "1: rows 1 people 1 events 1 unknown 0 sum 0 squares 0 largest 0 0\n",
           "only rows that are kept are counted; a bad cell elsewhere is nobody's mistake");
    OK(asked.reading.rows_read == 5 && asked.reading.rows_kept == 2 &&
           asked.reading.where_unknown == 1,
       "rows left out, and those that could not be decided, are told");
    asked_close(&asked);
}

static void test_no_rows_kept(void)
{
    Asked asked = {.bytes = "group,y,age\na,1,20\n",
                   .where = "age > 99",
                   .outcome = "y = 1",
                   .by = {"group", ""}};

    COUNTS(asked, "tally 1\nby \"group\"\ntally 1\n", "no row kept: tallies without cells");
    asked_close(&asked);
}

static void test_count(void)
{
    Asked asked = {.bytes = "group,y,n\na,1,10\na,0,5.0\na,1,0\na,,7\n",
                   .outcome = "y = 1",
                   .count = "n",
                   .by = {"group"}};

    COUNTS(asked,
           "tally 1\nby \"group\"\n0 \"a\"\n"
           "0: rows 4 people 15 events 10 unknown 7 sum 0 squares 0 largest 0 0\n",
           "rows that stand for many, for none, and 5.0 for five");
    asked_close(&asked);
}

static void test_cuboids(void)
{
    Asked asked = {
        .bytes = "a,b,y\n1,x,1\n1,y,0\n2,x,0\n1,x,0\n", .outcome = "y = 1", .by = {"b,a", "a", ""}};

    COUNTS(asked,
           "tally 1\nby \"b\"\n0 \"x\"\n1 \"y\"\nby \"a\"\n0 \"1\"\n1 \"2\"\n"
           "0,0: rows 2 people 2 events 1 unknown 0 sum 0 squares 0 largest 0 0\n"
           "0,1: rows 1 people 1 events 0 unknown 0 sum 0 squares 0 largest 0 0\n"
           "1,0: rows 1 people 1 events 0 unknown 0 sum 0 squares 0 largest 0 0\n"
           "tally 1\nby \"a\"\n0 \"1\"\n1 \"2\"\n"
           "0: rows 3 people 3 events 1 unknown 0 sum 0 squares 0 largest 0 0\n"
           "1: rows 1 people 1 events 0 unknown 0 sum 0 squares 0 largest 0 0\n"
           "tally 1\n: rows 4 people 4 events 1 unknown 0 sum 0 squares 0 largest 0 0\n",
           "several tallies in one pass, crossed in the order asked for");
    asked_close(&asked);
}

static void test_amount(void)
{
    Asked asked = {.bytes = "group,cost\na,1.5\na,-2\na,NA\na,0.0000005\na,0\nb,1e3\n",
                   .amount = "cost",
                   .by = {"group"}};

    /* 1,500,000 - 2,000,000 + 1 (half a millionth, away from zero) millionths */
    COUNTS(asked,
           "tally 1\nby \"group\"\n0 \"a\"\n1 \"b\"\n"
           "0: rows 5 people 4 events 0 unknown 1 sum -499999 squares 6250000000001 largest "
           "2000000 1500000\n"
           "1: rows 1 people 1 events 0 unknown 0 sum 1000000000 squares 1000000000000000000 "
           "largest 1000000000 0\n",
           "amounts in millionths, their squares, the two largest either way");
    OK(asked.reading.small_amounts == 1, "an amount under a thousandth is told, 0 is not one");
    asked_close(&asked);
}

static void test_amount_of_many(void)
{
    Asked asked = {.bytes = "cost,n\n-3,2\n5,0\n1,1\n", .amount = "cost", .count = "n", .by = {""}};

    COUNTS(asked,
           "tally 1\n: rows 3 people 3 events 0 unknown 0 sum -5000000 squares 19000000000000 "
           "largest 3000000 3000000\n",
           "an amount of two people is their largest twice; of none, not at all");
    asked_close(&asked);
}

static void test_published(void)
{
    Asked asked = {.bytes = "group,k,n\na,5,10\na,<5,20\nb,*,7\nb,3,*\nc,,4\nc,2,4\n",
                   .events = "k",
                   .out_of = "n",
                   .by = {"group"}};
    int64_t from = -1;
    int64_t to = -1;

    ask_of(&ENGINE_SMALL, &asked);
    OK(asked.answered && asked.no_errors && label_is_suppressed(STR("<5"), &from, &to) && to == 4,
       "a published table with numbers kept back is read");
    OK(asked_cell(&asked, "a")->people == 30 && asked_cell(&asked, "a")->people_most == 30 &&
           asked_cell(&asked, "a")->events == 5 + from && asked_cell(&asked, "a")->events_most == 9,
       "<5 lies between its ends");
    OK(asked_cell(&asked, "b")->people == 10 && asked_cell(&asked, "b")->people_most == INT64_MAX &&
           asked_cell(&asked, "b")->events == 3 && asked_cell(&asked, "b")->events_most == 10,
       "* is at most the people it is out of, and people at least their events");
    OK(asked_cell(&asked, "c")->people == 8 && asked_cell(&asked, "c")->events == 2 &&
           asked_cell(&asked, "c")->events_most == 6 && asked_cell(&asked, "c")->unknown == 0,
       "a missing number may be any up to the people");
    asked_close(&asked);
}

static void test_spread(void)
{
    const char *bytes = "year,group,kind,measure,stat,value\n"
                        "1,a,D,seen,count,5\n1,a,D,all,count,10\n1,a,D,seen,percent,50.0\n"
                        "1,b,D,all,count,20\n1,b,D,seen,count,*\n2,a,E,all,count,99\n";
    ReadOptions options = {.spread_names = STR("measure"), .spread_values = STR("value")};
    const char *want = "tally 1\nby \"group\"\n0 \"a\"\n1 \"b\"\n"
                       "0: rows 1 people 10 events 5 unknown 0 sum 0 squares 0 largest 0 0\n"
                       "1: rows 1 people 20 events 0-20 unknown 0 sum 0 squares 0 largest 0 0\n";
    Asked before = {.bytes = bytes,
                    .options = options,
                    .where = "kind = 'D' and stat = 'count'",
                    .events = "seen",
                    .out_of = "all",
                    .by = {"group"}};
    Asked after = {.bytes = bytes,
                   .options = options,
                   .where = "kind = 'D' and stat = 'count' and all > 0",
                   .events = "seen",
                   .out_of = "all",
                   .by = {"group"}};
    Asked outcome = {.bytes = bytes,
                     .options = options,
                     .outcome = "seen = 5",
                     .by = {"group"},
                     .where = "all >= 10"};

    COUNTS(before, want, "a long table, spread: conditions on the file's columns hold before");
    OK(before.reading.rows_read == 2 && before.reading.rows_kept == 2, "two rows are made of four");
    asked_close(&before);
    COUNTS(after, want, "a condition on a spread column holds after, with the others");
    OK(after.reading.rows_read == 4 && after.reading.rows_kept == 2 &&
           after.reading.where_unknown == 0,
       "what is left out is left out for certain: no and unknown is no");
    asked_close(&after);
    ask_of(&ENGINE_SMALL, &outcome);
    OK(!outcome.answered && outcome.context.error_count == 1,
       "a number kept back is no person's outcome");
    asked_close(&outcome);
}

static void test_repeating(void)
{
    Asked asked = {.bytes = "patient_nbr,y,g\n1,1,a\n 1,0,a\n,1,a\n,0,b\n2,1,b\n",
                   .outcome = "y = 1",
                   .by = {"g"}};
    Asked kept = {.bytes = "patient_nbr,y,g\n1,1,a\n1,0,b\n2,1,a\n",
                  .where = "g = 'a'",
                  .outcome = "y = 1",
                  .by = {"g"}};

    ask_of(&ENGINE_SMALL, &asked);
    OK(str_equal(asked.reading.repeating, STR("patient_nbr")) &&
           asked.reading.repeating_distinct == 2 && asked.reading.repeating_rows == 3,
       "a column of people's ids that repeats is named; blanks are not counted");
    asked_close(&asked);
    ask_of(&ENGINE_SMALL, &kept);
    OK(kept.answered && kept.reading.repeating.length == 0, "only among rows that are kept");
    asked_close(&kept);
}

static void test_rows(void)
{
    Asked asked = {.bytes = "id,w,g,t,y,n\np,0.5,10,x,1,2\nq,2,9,x,0,1\np,1,9,y,NA,1\n,3,z,y,1,1\n"
                            "NA,3,z,y,1,0\nr,1,9,y,1,1\n",
                   .where = "w < 5 and id != 'r' or not known(id)",
                   .outcome = "y = 1",
                   .count = "n",
                   .person = "id",
                   .weight = "w",
                   .by = {"g,t", "t"},
                   .want_rows = true};
    const uint32_t g[] = {1, 0, 0, 2, 2};
    const uint32_t t[] = {0, 0, 1, 1, 1};
    const uint32_t person[] = {0, 1, 0, 2, 3};
    const double weight[] = {0.5, 2, 1, 3, 3};
    const int64_t people[] = {2, 1, 1, 1, 0};

    ask_of(&ENGINE_SMALL, &asked);
    if (!OK(asked.answered && asked.rows.count == 5 && asked.rows.dimension_count == 2,
            "the row stream: rows kept, a dimension for each column named")) {
        return;
    }
    OK(memcmp(asked.rows.levels[0], g, sizeof g) == 0 &&
           memcmp(asked.rows.levels[1], t, sizeof t) == 0 &&
           str_equal(asked.rows.dimensions[0].levels.items[1], STR("10")) &&
           asked.rows.dimensions[0].levels.count == 3,
       "levels in natural order");
    OK(memcmp(asked.rows.person, person, sizeof person) == 0 && asked.rows.person_count == 4 &&
           asked.rows.person_missing == 2,
       "a row without an id is a person of its own, and counted");
    OK(memcmp(asked.rows.weight, weight, sizeof weight) == 0 &&
           memcmp(asked.rows.people, people, sizeof people) == 0,
       "weights, and the people a row stands for");
    OK(asked.rows.value[0] == 1 && asked.rows.value[1] == 0 && isnan(asked.rows.value[2]),
       "values: yes, no, not known");
    OK(asked.reading.tallies[1].cells[0].people == 3 && asked.reading.rows_kept == 5,
       "and the tallies beside");
    asked_close(&asked);
}

static void test_dates(void)
{
    Asked asked = {.bytes = "from,to,g\n2024-01-01,2024-02-12,a\n2024-01-01,2024-02-13,a\n"
                            "2024-01-01,,a\n2024-03-01 10:00,2024-03-02T11:00:00,b\n",
                   .outcome = "days(from, to) <= 42",
                   .by = {"g"}};

    COUNTS(asked,
           "tally 1\nby \"g\"\n0 \"a\"\n1 \"b\"\n"
           "0: rows 3 people 2 events 1 unknown 1 sum 0 squares 0 largest 0 0\n"
           "1: rows 1 people 1 events 1 unknown 0 sum 0 squares 0 largest 0 0\n",
           "days between two columns; a date not known is not known");
    asked_close(&asked);
}

/* Every order of five rows gives the same bytes. */
static void test_shuffled(void)
{
    const char *rows[] = {"10,1\n", "9,0\n", " 9,1\n", ",1\n", "a,NA\n"};
    char first[1024] = "";
    bool same = true;
    int tried = 0;

    for (size_t code = 0; same && code < 5 * 5 * 5 * 5 * 5; code++) {
        char bytes[128] = "g,y\n";
        size_t used = 0;
        bool all = true;

        for (size_t i = 0, rest = code; i < 5; i++, rest /= 5) {
            all = all && (used >> rest % 5 & 1) == 0;
            used |= (size_t)1 << rest % 5;
            (void)snprintf(bytes + strlen(bytes), sizeof bytes - strlen(bytes), "%s",
                           rows[rest % 5]);
        }
        if (all) {
            Asked asked = {.bytes = bytes, .outcome = "y = 1", .by = {"g"}};
            Str got;

            ask_of(&ENGINE_SMALL, &asked);
            got = asked_tallies(&asked);
            if (tried++ == 0) {
                (void)snprintf(first, sizeof first, "%.*s", STR_ARGS(got));
            }
            same = str_equal(got, str_from(first));
            asked_close(&asked);
        }
    }
    OK(same && tried == 120 && strlen(first) > 100, "all 120 orders of rows give the same bytes");
}

static void test_explain(void)
{
    Asked asked = {.bytes = "g,y\na,1\n", .outcome = "y = 1", .by = {"g"}};
    uint32_t column = 0;
    Cuboid cuboid = {&column, 1};
    Request request;
    Text text;

    ask_of(&ENGINE_SMALL, &asked);
    text = text_new(asked.arena);
    request = (Request){.source = &asked.source, .cuboids = &cuboid, .cuboid_count = 1};
    OK(!failed(ENGINE_SMALL.explain(&asked.context, &request, &text)) &&
           same_words(text_str(&text),
                      "-- engine small: reads 't.csv' into memory once, every cell "
                      "as text; no SQL\n-- counts by 'g'\n"),
       "what it would do is said");
    asked_close(&asked);
}

static void test_stop(void)
{
    Asked asked = {.bytes = "g,y\na,1\n", .outcome = "y = 1", .by = {"g"}};
    volatile const int stop = 1;
    uint32_t column = 0;
    Cuboid cuboid = {&column, 1};
    Request request;

    ask_of(&ENGINE_SMALL, &asked);
    asked.context.stop = &stop;
    request = (Request){.source = &asked.source,
                        .amount = 1,
                        .events = COLUMN_NONE,
                        .out_of = COLUMN_NONE,
                        .count = COLUMN_NONE,
                        .person = COLUMN_NONE,
                        .weight = COLUMN_NONE,
                        .cuboids = &cuboid,
                        .cuboid_count = 1};
    OK(ENGINE_SMALL.tally(&asked.context, &request, &asked.reading).kind == FAIL_SYSTEM,
       "it stops when asked to");
    asked_close(&asked);
}

int main(void)
{
    test_outcome();
    test_missing();
    test_where();
    test_no_rows_kept();
    test_count();
    test_cuboids();
    test_amount();
    test_amount_of_many();
    test_published();
    test_spread();
    test_repeating();
    test_rows();
    test_dates();
    test_shuffled();
    test_explain();
    test_stop();
    return tap_done();
}
