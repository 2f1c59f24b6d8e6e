/* Mistakes in the data: every one in one run, each with its line, what is wrong and what to do. */
#include "engine_asking.h"

/* The question is refused with exactly these notes. */
#define REFUSES_DATA(asked, want, ...)                                                             \
    do {                                                                                           \
        ask_of(&ENGINE_SMALL, &(asked));                                                           \
        OK(!(asked).answered && same_words(asked_notes(&(asked)), (want)), __VA_ARGS__);           \
        asked_close(&(asked));                                                                     \
    } while (0)

static void test_mixed_outcome(void)
{
    Asked asked = {
        .bytes = "g,y\na,1\na,0\na,Yes\na,No\na,Yes\na,NA\na,\n", .outcome = "y = 1", .by = {"g"}};

    REFUSES_DATA(asked,
                 "t.csv:4: 'Yes' in column 'y' is not a number (3 such cells: 'Yes', 'No'), though "
                 "2 others are; compare it as text, every spelling named: y in ('1', 'Yes')\n",
                 "an outcome of 1, 0, Yes and No: every spelling is named");
}

static void test_words(void)
{
    Asked words = {.bytes = "g,y\na,high\na,low\na,low\n", .outcome = "y > 1", .by = {"g"}};
    Asked codes = {.bytes = "g,y\na,1\na,1\na,Unknown code\n", .outcome = "y = 1", .by = {"g"}};
    Asked amount = {.bytes = "g,c\na,1\na,x\nb,y\na,y\n", .amount = "c", .by = {"g"}};

    REFUSES_DATA(words,
                 "t.csv:2: 'high' in column 'y' is not a number (3 such cells: 'low', 'high'); "
                 "compare it as text, in quotes: y = 'high'\n",
                 "an outcome of words compared with a number");
    REFUSES_DATA(codes,
                 "t.csv:4: 'Unknown code' in column 'y' is not a number, though 2 others are; "
                 "correct it, or leave such rows out with --where \"y != 'Unknown code'\"\n",
                 "one word among numbers: such rows can be left out");
    REFUSES_DATA(amount,
                 "t.csv:3: 'x' in column 'c' is a number kept back by whoever published the table, "
                 "and --amount needs every number; leave such rows out with --where \"c != 'x'\"\n"
                 "t.csv:4: 'y' in column 'c' is not a number (2 such cells), though 1 other is; "
                 "correct it, or leave such rows out with --where \"c != 'y'\"\n",
                 "words in an amount; 'x' is a number kept back");
}

static void test_looks(void)
{
    Asked date = {
        .bytes = "g,d\na,01/02/2024\na,2024-02-01\n", .outcome = "d > 2024-01-01", .by = {"g"}};
    Asked thousands = {.bytes = "g,c\na,\"1,234\"\na,12\n", .amount = "c", .by = {"g"}};
    Asked comma = {.bytes = "g;c\na;1,5\na;12\n",
                   .options = {.delimiter = STR(";")},
                   .amount = "c",
                   .by = {"g"}};
    Asked percent = {.bytes = "g,c\na,45%\na,12\n", .amount = "c", .by = {"g"}};
    Asked pound = {.bytes = "g,c\na,\xc2\xa3"
                            "12.50\na,12\n",
                   .amount = "c",
                   .by = {"g"}};
    Asked no_date = {.bytes = "g,d\na,soon\na,2024-02-30\n",
                     .where = "d > 2024-01-01",
                     .outcome = "g = 'a'",
                     .by = {"g"}};

    REFUSES_DATA(date,
                 "t.csv:2: '01/02/2024' in column 'd' is not a date; is that day/month or "
                 "month/day? say which with --dates day/month/year or --dates month/day/year, or "
                 "write dates as year-month-day, 2024-02-01 for 1 February\n",
                 "a date of which nobody knows which part is the month");
    REFUSES_DATA(thousands,
                 "t.csv:2: '1,234' in column 'c' is not a number; write numbers without separators "
                 "of thousands: 1234 for 1,234, or 1.234 where the comma stands for a point\n",
                 "separators of thousands");
    REFUSES_DATA(comma,
                 "t.csv:2: '1,5' in column 'c' is not a number; write numbers with a decimal "
                 "point: 1.5 for 1,5\n",
                 "a decimal comma");
    REFUSES_DATA(
        percent,
        "t.csv:2: '45%' in column 'c' is not a number; write the number without the percent sign\n",
        "a percent sign");
    REFUSES_DATA(
        pound,
        "t.csv:2: '\xc2\xa3"
        "12.50' in column 'c' is not a number; write the number without the sign of the currency\n",
        "a sign of currency");
    REFUSES_DATA(no_date,
                 "t.csv:2: 'soon' in column 'd' is not a date (2 such cells: '2024-02-30', "
                 "'soon'); write dates as year-month-day, such as 2024-02-01, or leave the cell "
                 "blank where it is not known\n",
                 "no date at all, in a condition on rows");
}

static void test_counts(void)
{
    Asked asked = {.bytes = "g,y,n\na,1,-3\na,1,2.5\na,1,\na,1,*\na,1,2e16\na,0,many\na,1,-4\n",
                   .outcome = "y = 1",
                   .count = "n",
                   .by = {"g"}};

    REFUSES_DATA(
        asked,
        "t.csv:2: '-3' in column 'n' is below 0 (2 such cells: '-3', '-4'), and --count counts "
        "from 0; correct it, or leave such rows out with --where \"n not in ('-3', '-4')\"\n"
        "t.csv:3: '2.5' in column 'n' is not a whole number, and --count says how many people a "
        "row stands for; give weights with --weight\n"
        "t.csv:4: column 'n' is blank or marked missing in 1 row, and --count needs it in each; "
        "leave such rows out with --where \"known(n)\"\n"
        "t.csv:5: '*' in column 'n' is a number kept back by whoever published the table, and "
        "--count needs every number; leave such rows out with --where \"n != '*'\"\n"
        "t.csv:6: '2e16' in column 'n' is larger than can be added exactly; is it an identifier? "
        "name the column that counts people\n"
        "t.csv:7: 'many' in column 'n' is not a number, though 4 others are; correct it, or leave "
        "such rows out with --where \"n != 'many'\"\n",
        "counts: below 0, in parts, blank, kept back, past what is exact, no number");
}

static void test_published(void)
{
    Asked asked = {.bytes = "g,k,n\na,5,4\nb,56.2,100\nc,-1,10\nd,<5,x\ne,9,<5\n",
                   .events = "k",
                   .out_of = "n",
                   .by = {"g"}};

    REFUSES_DATA(
        asked,
        "t.csv:2: 5 in column 'k' is more than the 4 in column 'n' (2 such rows): events are some "
        "of the people they are out of; are the two columns the wrong way round?\n"
        "t.csv:3: '56.2' in column 'k' is not a whole number, and --events counts people; is it a "
        "rate or a percentage? give the column that counts, or leave rates out with --where\n"
        "t.csv:4: '-1' in column 'k' is below 0, and --events counts from 0; correct it, or leave "
        "such rows out with --where \"k != '-1'\"\n",
        "published: more events than people, percentages, below 0");
}

static void test_weight(void)
{
    Asked asked = {.bytes = "g,y,w\na,1,1.5\na,1,\na,0,-1\na,0,NA\n",
                   .outcome = "y = 1",
                   .weight = "w",
                   .by = {"g"},
                   .want_rows = true};

    REFUSES_DATA(asked,
                 "t.csv:3: column 'w' is blank or marked missing in 2 rows, and --weight needs it "
                 "in each; leave such rows out with --where \"known(w)\"\n"
                 "t.csv:4: '-1' in column 'w' is below 0, and --weight counts from 0; correct it, "
                 "or leave such rows out with --where \"w != '-1'\"\n",
                 "weights: blank, marked missing, below 0");
}

static void test_amount(void)
{
    Asked asked = {.bytes = "g,c\na,1e13\na,*\na,1e400\na,5\n", .amount = "c", .by = {"g"}};

    REFUSES_DATA(asked,
                 "t.csv:2: '1e13' in column 'c' is larger than can be added exactly: amounts reach "
                 "1,000,000,000,000 either way; use larger units, or leave such rows out with "
                 "--where \"c != '1e13'\"\n"
                 "t.csv:3: '*' in column 'c' is a number kept back by whoever published the table, "
                 "and --amount needs every number; leave such rows out with --where \"c != '*'\"\n"
                 "t.csv:4: '1e400' in column 'c' is not a number, though 2 others are; correct it, "
                 "or leave such rows out with --where \"c != '1e400'\"\n",
                 "amounts: too large for exact sums, kept back, infinite");
}

static void test_never_occurs(void)
{
    Asked asked = {.bytes = "g,y,sex\na,Yes,F\na,No,F\nb,Yes,M\nb,,M\n",
                   .where = "sex in ('F', 'Female')",
                   .outcome = "y = 'yes'",
                   .by = {"g"}};
    Asked number = {.bytes = "g,y\na,1\na,1.0\na,2\n", .outcome = "y = 3", .by = {"g"}};
    Asked many = {.bytes = "g,y\na,a\na,b\na,c\na,d\na,e\na,f\na,g\na,h\na,i\na,j\na,k\na,l\na,m\n"
                           "a,m\n",
                  .outcome = "y = 'zebra'",
                  .by = {"g"}};
    Asked blank = {.bytes = "g,y\na,\nb,NA\n", .outcome = "y = 1", .by = {"g"}};
    Asked elsewhere = {
        .bytes = "g,y,k\na,1,1\na,0,2\n", .where = "k = 2", .outcome = "y = 1", .by = {"g"}};

    REFUSES_DATA(
        asked,
        "--where:1:14: 'Female' never occurs in column 'sex' of 't.csv'; it holds 'F', 'M'\n"
        "--outcome:1:5: 'yes' never occurs in column 'y' of 't.csv'; did you mean 'Yes'? it holds "
        "'Yes', 'No'\n",
        "values that never occur, with those that do");
    REFUSES_DATA(
        number,
        "--outcome:1:5: '3' never occurs in column 'y' of 't.csv'; it holds '1', '1.0', '2'\n",
        "a number that never occurs");
    REFUSES_DATA(many,
                 "--outcome:1:5: 'zebra' never occurs in column 'y' of 't.csv'; it holds 'm', 'a', "
                 "'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k' and 1 more\n",
                 "of many values the twelve most frequent are named");
    REFUSES_DATA(blank,
                 "--outcome:1:5: '1' never occurs in column 'y' of 't.csv', which holds no known "
                 "value; name another column\n",
                 "a column without a known value");
    ask_of(&ENGINE_SMALL, &elsewhere);
    OK(elsewhere.answered && elsewhere.no_errors &&
           elsewhere.reading.tallies[0].cells[0].events == 0,
       "a value that occurs only in rows left out: no events is a finding");
    asked_close(&elsewhere);
}

static void test_all_in_one_run(void)
{
    Asked asked = {.bytes = "g,y,n,age\na,maybe,-3,old\na,1,1,20\n",
                   .where = "age > 18 or g = 'b'",
                   .outcome = "y = 1",
                   .count = "n",
                   .by = {"g"}};

    REFUSES_DATA(asked,
                 "t.csv:2: 'old' in column 'age' is not a number, though 1 other is; correct it, "
                 "or leave the cell blank where it is not known\n"
                 "--where:1:17: 'b' never occurs in column 'g' of 't.csv'; it holds 'a'\n",
                 "mistakes of every kind in one run");
}

static void test_hostile(void)
{
    Asked asked = {.bytes = "g,\"a\"\"]; DROP\xe2\x80\xae\"\na,\x1b[2J\na,1\n",
                   .amount = "a\"]; DROP\xe2\x80\xae",
                   .by = {"g"}};

    REFUSES_DATA(asked,
                 "t.csv:2: '\\x1b[2J' in column 'a\"]; DROP\\u{202e}' is not a number, though 1 "
                 "other is; correct it, or leave such rows out with --where \"[a\"]]; "
                 "DROP\\u{202e}] != '\\x1b[2J'\"\n",
                 "a hostile name and cell are shown safely");
}

/* What a sentence tells to do is done, and works. */
static void test_remedies(void)
{
    Asked spelled = {.bytes = "g,y\na,1\na,0\na,Yes\na,No\na,Yes\na,NA\na,\n",
                     .outcome = "y in ('1', 'Yes')",
                     .by = {"g"}};
    Asked left_out = {.bytes = "g,y\na,1\na,1\na,it's\n",
                      .where = "y != 'it''s'",
                      .outcome = "y = 1",
                      .by = {"g"}};
    Asked bracket = {
        .bytes = "g,a]b\na,1\na,?\n", .where = "[a]]b] != '?'", .amount = "a]b", .by = {"g"}};

    ask_of(&ENGINE_SMALL, &spelled);
    OK(spelled.answered && spelled.no_errors && asked_cell(&spelled, "a")->events == 3 &&
           asked_cell(&spelled, "a")->people == 5 && asked_cell(&spelled, "a")->unknown == 2,
       "every spelling named: 3 of 5, 2 not known");
    asked_close(&spelled);
    ask_of(&ENGINE_SMALL, &left_out);
    OK(left_out.answered && left_out.no_errors && left_out.reading.rows_kept == 2,
       "rows left out, a quote doubled");
    asked_close(&left_out);
    ask_of(&ENGINE_SMALL, &bracket);
    OK(bracket.answered && bracket.no_errors && bracket.reading.rows_kept == 1,
       "a bracket doubled");
    asked_close(&bracket);
}

static void test_forms(void)
{
    Asked two = {.bytes = "g,y\na,1\n", .outcome = "y = 1", .amount = "y", .by = {"g"}};
    Asked count = {.bytes = "g,y\na,1\n", .events = "y", .out_of = "y", .count = "y", .by = {"g"}};

    REFUSES_DATA(two,
                 "the question needs one of an outcome, an amount, or events and what they are out "
                 "of; give exactly one\n",
                 "two questions at once");
    REFUSES_DATA(
        count,
        "a published table counts people already; leave out --person, --weight and --count\n",
        "counts of counts");
}

int main(void)
{
    test_mixed_outcome();
    test_words();
    test_looks();
    test_counts();
    test_published();
    test_weight();
    test_amount();
    test_never_occurs();
    test_all_in_one_run();
    test_hostile();
    test_remedies();
    test_forms();
    return tap_done();
}
