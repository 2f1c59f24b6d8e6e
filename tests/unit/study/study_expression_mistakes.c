/* Conditions that people get wrong, and what they are told: the place, what is wrong, the remedy.
   Each expected text was read as a person would read it before it was put here. */
#include "study_testing.h"

typedef struct Case {
    const char *text;
    const char *mistakes; /* line:column: words, a line each */
} Case;

static const Case MISTAKES[] = {
    {"é = 1 and agee = 2",
     "1:1: unknown column 'é' in 'x.csv'; it has 'recovered', 'finished', 'age', 'sex', "
     "'referral_date', 'seen_date' and 7 more\n"
     "1:11: unknown column 'agee' in 'x.csv'; did you mean 'age'?"},
    {"age = 3 and\tsexx = 'a'", "1:13: unknown column 'sexx' in 'x.csv'; did you mean 'sex'?"},
    {"a = [b] and [risk scor] > 1",
     "1:13: unknown column 'risk scor' in 'x.csv'; did you mean 'risk score'?"},
    {"age in (18, 'a') or agee = 1 or sex >= 'B'",
     "1:21: unknown column 'agee' in 'x.csv'; did you mean 'age'?\n"
     "1:13: the list mixes numbers and text; put all of them in quotes, or none\n"
     "1:40: text has no order; name the values that count: sex in ('B', ...), or write "
     "numbers and dates such as 2024-04-01 without quotes"},
    {"days(code, seen_date) > 3 and code = 'x'",
     "1:38: 'x' is text, but column 'code' is compared with a date before; write a date such "
     "as 2024-04-01"},
    {"code = 'x' and days(code, seen_date) > 3",
     "1:21: column 'code' is compared with text before, but days( ) takes dates; give a "
     "column one kind of value"},
    {"age = days(a, b) and age = 'x'",
     "1:28: 'x' is text, but column 'age' is compared with a number before; write a number"},
    {"days(a, b) in (1, 2) and days(a, b) in ('x')",
     "1:41: 'x' is text, but days( ) gives a number; write a number"},
    {"days('x', b) > 1",
     "1:6: 'x' is text, but days( ) takes dates; write a date such as 2024-04-01"},
    {"days(2024-01-01, 2024-01-02) > 1",
     "1:1: this test reads no column; compare a column with a value, such as age >= 18"},
    {"days(a b) > 1",
     "1:8: 'b' is not expected here; write two dates: days(referral_date, seen_date)"},
    {"[risk score] = NULL",
     "1:16: 'NULL' stands for a missing value, which equals nothing; write not known([risk "
     "score])"},
    {"[and] = 1",
     "1:1: unknown column 'and' in 'x.csv'; it has 'recovered', 'finished', 'age', 'sex', "
     "'referral_date', 'seen_date' and 7 more"},
    {"sex = 'a' and sex = in",
     "1:21: 'in' is a word of conditions; write text in quotes: 'in ...', a column's name in "
     "square brackets"},
    {"age >= 18,5",
     "1:10: ',' is not part of a number; write thousands without it, decimals with a point"},
    {"referral_date = 31/04/2024",
     "1:17: '31/04/2024' is no day of the calendar; write a date as year-month-day, such as "
     "2024-02-01"},
    {"age = 1_000",
     "1:7: '1_000' is not a number; write text in quotes: '1_000', a column's name in square "
     "brackets: [1_000]"},
    {"age = 0x10",
     "1:7: '0x10' is not a number; write text in quotes: '0x10', a column's name in square "
     "brackets: [0x10]"},
    {"age = .",
     "1:7: '.' is not used in conditions; a column's name with such a sign stands in square "
     "brackets, text in quotes"},
    {"age = $5",
     "1:7: '$' is not used in conditions; a column's name with such a sign stands in square "
     "brackets, text in quotes"},
    {"1 between 1 and 2",
     "1:1: this test reads no column; compare a column with a value, such as age >= 18"},
    {"age between '18' and '65'",
     "1:13: text in quotes has no order; write 18 without quotes to compare numbers"},
    {"age between 2024-01-01 and 01/02/2024",
     "1:28: '01/02/2024' is not a date here; write 2024-02-01, or 2024-01-02 if the month "
     "came first"},
    {"x = 1", "1:1: unknown column 'x' in 'x.csv'; it has 'recovered', 'finished', 'age', 'sex', "
              "'referral_date', 'seen_date' and 7 more"},
    {"code = 'x' and code = days(a,b)",
     "1:16: column 'code' is compared with text before, but days( ) gives a number; give a "
     "column one kind of value"},
    {"recovered == 1", "1:11: '==' is not a comparison here; write '='"},
    {"recovered === 1", "1:11: '===' is not a comparison here; write '='"},
    {"age => 18", "1:5: '=>' is not a comparison here; write '>='"},
    {"age =< 18", "1:5: '=<' is not a comparison here; write '<='"},
    {"recovered = 1 && finished = 1", "1:15: '&&' is not used here; write 'and'"},
    {"recovered = 1 || finished = 1", "1:15: '||' is not used here; write 'or'"},
    {"recovered = 1 & finished = 1", "1:15: '&' is not used here; write 'and'"},
    {"!recovered = 1", "1:1: '!' is not used here; write 'not'"},
    {"recovered !== 1", "1:11: '!==' is not a comparison here; write '!='"},
    {"sex = female",
     "1:7: unknown column 'female' in 'x.csv'; if you mean the text, write 'female' in quotes"},
    {"sex = “female”", "1:7: “ is a typographic quote; write the plain \""},
    {"sex = ‘female’", "1:7: ‘ is a typographic quote; write the plain '"},
    {"sex = 'female", "1:7: the quote that opens here is not closed; end the text with '"},
    {"[risk score > 0.5", "1:1: '[' is not closed; end the column's name with ]"},
    {"[] = 1", "1:1: '[]' names no column; write its name between the brackets"},
    {"risk score > 0.5",
     "1:6: 'score' is not expected here; write text of several words in quotes: 'risk score', "
     "a column's name of several words in square brackets: [risk score]"},
    {"sex = White British",
     "1:13: 'British' is not expected here; write text of several words in quotes: 'White "
     "British', a column's name of several words in square brackets: [White British]"},
    {"ethnicity = 'White British' and",
     "1:32: a test is missing after 'and'; write one such as age >= 18"},
    {"ethnicity in (White, Black)",
     "1:15: 'White' is not in quotes; a list holds text, numbers or dates: in ('White')"},
    {"ethnicity in ['White']",
     "1:14: a list in round brackets is missing after 'in'; write in ('a', 'b') or in (1, 2)"},
    {"ethnicity in 'White'",
     "1:14: a list in round brackets is missing after 'in'; write in ('a', 'b') or in (1, 2)"},
    {"ethnicity in ()",
     "1:15: a value is missing after '('; write a number, a date or text in quotes"},
    {"ethnicity in ('White',)",
     "1:23: a value is missing after ','; write a number, a date or text in quotes"},
    {"ethnicity in ('White' 'Black')",
     "1:23: 'Black' is not expected here; put commas between the values of a list, ')' after "
     "the last"},
    {"ethnicity in ('White', 3)",
     "1:24: the list mixes text and numbers; put all of them in quotes, or none"},
    {"age in (18, 2024-01-01)",
     "1:13: the list mixes numbers and dates; give it one kind of value"},
    {"age in (18, 19", "1:8: '(' is not closed; add ')'"},
    {"ethnicity not 'White'",
     "1:11: 'not' is not followed by 'in' or 'between'; write it before the whole test: not x "
     "= 1"},
    {"referral_date >= 01/02/2024",
     "1:18: '01/02/2024' is not a date here; write 2024-02-01, or 2024-01-02 if the month "
     "came first"},
    {"referral_date >= 13/02/2024", "1:18: '13/02/2024' is not a date here; write 2024-02-13"},
    {"referral_date >= 02/13/2024", "1:18: '02/13/2024' is not a date here; write 2024-02-13"},
    {"referral_date >= 01/02/24",
     "1:18: '01/02/24' is not a date here; write it as year-month-day with the whole year, "
     "such as 2024-02-01"},
    {"referral_date >= 1.2.2024",
     "1:18: '1.2.2024' is not a date here; write 2024-02-01, or 2024-01-02 if the month came "
     "first"},
    {"referral_date >= 2024/04/01", "1:18: '2024/04/01' is not a date here; write 2024-04-01"},
    {"referral_date >= 2024-4-1", "1:18: '2024-4-1' is not a date here; write 2024-04-01"},
    {"referral_date >= 2024-02-30",
     "1:18: '2024-02-30' is no day of the calendar; write a date as year-month-day, such as "
     "2024-02-01"},
    {"referral_date >= 2024-04",
     "1:18: '2024-04' is a month, not a day; write its first day, 2024-04-01, or its last"},
    {"referral_date >= 2024-04-01T09:30",
     "1:18: '2024-04-01T09:30' is more than a date; write the day alone: 2024-04-01"},
    {"referral_date >= 2024-04-01 09:30",
     "1:29: '09:30' is a time of day, which is not looked at; write the day alone, such as "
     "2024-04-01"},
    {"referral_date >= '2024-04-01'",
     "1:18: text in quotes has no order; write 2024-04-01 without quotes to compare dates"},
    {"age between 65 and 18", "1:13: nothing lies between 65 and 18; write the smaller first"},
    {"age between 'a' and 'b'",
     "1:13: text has no order; name the values that count: age in ('a', ...), or write "
     "numbers and dates such as 2024-04-01 without quotes"},
    {"age between 18 and 2024-01-01",
     "1:20: the ends of 'between' are a number and a date; give both one kind"},
    {"age between 18 65",
     "1:16: '65' is not expected here; write two numbers or dates: between 18 and 65"},
    {"age between 18",
     "1:15: the condition ends inside 'between'; write both ends: between 18 and 65"},
    {"age between a and b",
     "1:13: 'a' is not expected here; write two numbers or dates: between 18 and 65"},
    {"recovered = NULL", "1:13: 'NULL' stands for a missing value, which equals nothing; write not "
                         "known(recovered)"},
    {"recovered != NULL",
     "1:14: 'NULL' stands for a missing value, which equals nothing; write known(recovered)"},
    {"recovered = NA",
     "1:13: 'NA' stands for a missing value, which equals nothing; write not known(recovered)"},
    {"recovered = ''",
     "1:13: '' stands for a missing value, which equals nothing; write not known(recovered)"},
    {"recovered != ''",
     "1:14: '' stands for a missing value, which equals nothing; write known(recovered)"},
    {"recovered in ('1', 'NULL')",
     "1:20: 'NULL' stands for a missing value, which equals nothing; take it out of the list "
     "and write: or not known(recovered)"},
    {"recovered is null",
     "1:11: 'is' is not used here; write '=', and for missing values not known(recovered)"},
    {"recovered is not null",
     "1:11: 'is' is not used here; write '=', and for missing values not known(recovered)"},
    {"18 <= age < 65", "1:11: '<' cannot follow another comparison; write 18 <= age and age < ..."},
    {"age > 18 > 3", "1:10: '>' cannot follow another comparison; write age > 18 and 18 > ..."},
    {"recovered",
     "1:1: 'recovered' alone is not a test; say what it must be, such as recovered = 1"},
    {"not recovered",
     "1:5: 'recovered' alone is not a test; say what it must be, such as recovered = 1"},
    {"days(referral_date, seen_date)",
     "1:1: 'days(referral_date, seen_date)' alone is not a test; say how many, such as "
     "days(referral_date, seen_date) <= 42"},
    {"days(referral_date, seen_date) <= '42'",
     "1:35: text in quotes has no order; write 42 without quotes to compare numbers"},
    {"days(referral_date) <= 42",
     "1:19: ')' is not expected here; write two dates: days(referral_date, seen_date)"},
    {"days(referral_date, seen_date <= 42",
     "1:31: '<=' is not expected here; write two dates: days(referral_date, seen_date)"},
    {"days(referral_date, 5) <= 42",
     "1:21: 5 is a number, but days( ) takes dates; write a date such as 2024-04-01"},
    {"days(days(a,b),b) > 1",
     "1:6: days( ) stands inside days( ); it takes two dates, such as days(referral_date, "
     "seen_date)"},
    {"known(age", "1:6: '(' is not closed; add ')'"},
    {"known() ", "1:7: ')' is not expected here; known( ) asks about one column: known(age)"},
    {"known(age, sex)",
     "1:10: ',' is not expected here; known( ) asks about one column: known(age)"},
    {"known(age) = 1",
     "1:12: '=' follows what is a whole test already; take it out, or join tests with 'and' "
     "or 'or'"},
    {"known(agee)", "1:7: unknown column 'agee' in 'x.csv'; did you mean 'age'?"},
    {"agee > 18", "1:1: unknown column 'agee' in 'x.csv'; did you mean 'age'?"},
    {"qqq > 18",
     "1:1: unknown column 'qqq' in 'x.csv'; it has 'recovered', 'finished', 'age', 'sex', "
     "'referral_date', 'seen_date' and 7 more"},
    {"age >=", "1:7: a value is missing after '>='; write a column, a number, a date such as "
               "2024-04-01, or text in quotes"},
    {"age >= and sex = 'f'",
     "1:8: a value is missing after '>='; write a column, a number, a date such as "
     "2024-04-01, or text in quotes"},
    {"age > = 18",
     "1:7: a value is missing after '>'; write a column, a number, a date such as 2024-04-01, "
     "or text in quotes"},
    {"and age > 3", "1:1: a test is missing before 'and'; write one such as age >= 18"},
    {"= 1", "1:1: a test is missing before '='; write one such as age >= 18"},
    {"age > 3 or", "1:11: a test is missing after 'or'; write one such as age >= 18"},
    {"age > 3 or or sex = 'f'", "1:12: a test is missing after 'or'; write one such as age >= 18"},
    {"age > 3 sex = 'f'", "1:9: 'sex' is not expected here; join tests with 'and' or 'or'"},
    {"age > 3 'x'", "1:9: 'x' is not expected here; join tests with 'and' or 'or'"},
    {"age > 3)", "1:8: ')' closes nothing; take it out, or add '('"},
    {"(age > 3", "1:1: '(' is not closed; add ')'"},
    {"((age > 3)", "1:1: '(' is not closed; add ')'"},
    {"()", "1:2: a test is missing after '('; write one such as age >= 18"},
    {"(age) > 3", "1:2: 'age' alone is not a test; say what it must be, such as age = 1"},
    {"age > 3 ,", "1:9: ',' is not expected here; join tests with 'and' or 'or'"},
    {"age > 1,234",
     "1:8: ',' is not part of a number; write thousands without it, decimals with a point"},
    {"age > 12abc",
     "1:7: '12abc' is not a number; write text in quotes: '12abc', a column's name in square "
     "brackets: [12abc]"},
    {"2nd = 1",
     "1:1: '2nd' is not a number; write text in quotes: '2nd', a column's name in square "
     "brackets: [2nd]"},
    {"age > 1e999", "1:7: '1e999' is not a number that can be held; write one below 1e308"},
    {"age - 5 > 3",
     "1:5: '-' is not used here, conditions do no arithmetic; make a column of it beforehand, "
     "or write a name with such a sign in square brackets"},
    {"age-5 > 3", "1:4: '-5' is not expected here; write a comparison before it, such as age = -5"},
    {"age-band = 1",
     "1:4: '-' is not used here, conditions do no arithmetic; make a column of it beforehand, "
     "or write a name with such a sign in square brackets"},
    {"age + 5 > 3",
     "1:5: '+' is not used here, conditions do no arithmetic; make a column of it beforehand, "
     "or write a name with such a sign in square brackets"},
    {"sex like 'f%'", "1:5: 'like' is not used here; name the values: sex in ('a', 'b')"},
    {"upper(sex) = 'F'",
     "1:1: there is no function 'upper'; there are known(column) and days(from, to), and "
     "lists stand after 'in'"},
    {"age >= '18'", "1:8: text in quotes has no order; write 18 without quotes to compare numbers"},
    {"sex >= 'B'",
     "1:8: text has no order; name the values that count: sex in ('B', ...), or write numbers "
     "and dates such as 2024-04-01 without quotes"},
    {"'18' <= age", "1:1: text in quotes has no order; write 18 without quotes to compare numbers"},
    {"age >= 18 and age != '99'",
     "1:22: '99' is text, but column 'age' is compared with a number before; write 99 without "
     "quotes"},
    {"code = 'A1' or code = 99",
     "1:23: 99 is a number, but column 'code' is compared with text before; write '99' in "
     "quotes"},
    {"referral_date >= 2024-01-01 and referral_date < 2025",
     "1:49: 2025 is a number, but column 'referral_date' is compared with a date before; "
     "write a date such as 2024-04-01"},
    {"code = 'a' and code = 2024-01-01",
     "1:23: 2024-01-01 is a date, but column 'code' is compared with text before; write "
     "'2024-01-01' in quotes"},
    {"1 = 1", "1:1: this test reads no column; compare a column with a value, such as age >= 18"},
    {"'a' in ('a')",
     "1:1: this test reads no column; compare a column with a value, such as age >= 18"},
    {"a < b",
     "1:1: nothing says whether 'a' and 'b' are numbers or dates; for dates write days(a, b) "
     "> 0, for numbers add a test such as a >= 0"},
    {"a = b and a = 'x' and b > 3",
     "1:27: 3 is a number, but column 'b' is compared with text before; write '3' in quotes"},
    {"a = b and b > 3 and a = 'x'",
     "1:25: 'x' is text, but column 'a' is compared with a number before; write a number"},
    {"a = 1 and b = 'x' and a = b",
     "1:23: column 'a' is compared with a number before, column 'b' with text; compare "
     "columns of one kind"},
    {"a < b and a = 'x'",
     "1:1: text has no order, and columns 'a' and 'b' are text; compare them by = or !="},
    {"1 or 2",
     "1:1: 1 alone is not a test; write both sides, such as x = 1, or a list: x in (1, ...)"},
    {"recovered = 1 or 2",
     "1:18: 2 alone is not a test; write both sides, such as x = 2, or a list: x in (2, ...)"},
    {"recovered = 1, finished = 1",
     "1:14: ',' is not expected here; join tests with 'and' or 'or'"},
    {"recovered = 1; finished = 1", "1:14: ';' is not used here; join tests with 'and' or 'or'"},
    {"`recovered` = 1",
     "1:1: '`' is not a quote here; write a column's name in square brackets, text in quotes"},
    {"age ≥ 18", "1:5: '≥' is not a comparison here; write '>='"},
    {"age ≤ 18", "1:5: '≤' is not a comparison here; write '<='"},
    {"age ≠ 18", "1:5: '≠' is not a comparison here; write '!='"},
    {"age = −5", "1:7: '−' is not used here; write '-'"},
    {"x.y = 1",
     "1:1: unknown column 'x.y' in 'x.csv'; it has 'recovered', 'finished', 'age', 'sex', "
     "'referral_date', 'seen_date' and 7 more"},
    {"age. = 1",
     "1:4: '.' is not used in conditions; a column's name with such a sign stands in square "
     "brackets, text in quotes"},
    {"sex = not known",
     "1:7: 'not' is a word of conditions; write text in quotes: 'not ...', a column's name in "
     "square brackets"},
    {"recovered = true",
     "1:13: unknown column 'true' in 'x.csv'; if you mean the text, write 'true' in quotes"},
    {"recoverd = 1 and finishd = 1 and recoverd = 2",
     "1:1: unknown column 'recoverd' in 'x.csv'; did you mean 'recovered'?\n"
     "1:18: unknown column 'finishd' in 'x.csv'; did you mean 'finished'?"},
    {"sex = femal and sexe = 'b'",
     "1:7: unknown column 'femal' in 'x.csv'; if you mean the text, write 'femal' in quotes\n"
     "1:17: unknown column 'sexe' in 'x.csv'; did you mean 'sex'?"},
    {"age = 'NULL'",
     "1:7: 'NULL' stands for a missing value, which equals nothing; write not known(age)"},
    {"age % 2 = 0",
     "1:5: '%' is not used here, conditions do no arithmetic; make a column of it beforehand, "
     "or write a name with such a sign in square brackets"},
    {"age = 5%",
     "1:8: '%' is not used here, conditions do no arithmetic; make a column of it beforehand, "
     "or write a name with such a sign in square brackets"},
    {"£ = 1", "1:1: unknown column '£' in 'x.csv'; it has 'recovered', 'finished', 'age', 'sex', "
              "'referral_date', 'seen_date' and 7 more"},
    {"sex = 'a' = 'b'",
     "1:11: '=' cannot follow another comparison; write sex = 'a' and 'a' = ..."},
    {"known(age) and", "1:15: a test is missing after 'and'; write one such as age >= 18"},
    {"[a]]b] = 1",
     "1:1: unknown column 'a]b' in 'x.csv'; it has 'recovered', 'finished', 'age', 'sex', "
     "'referral_date', 'seen_date' and 7 more"},
    {"recovered = ", "1:13: a value is missing after '='; write a column, a number, a date such as "
                     "2024-04-01, or text in quotes"},
    {" ", "1:1: the condition is empty; write a test such as recovered = 1"},
    {"age equals 3", "1:5: 'equals' is not used here; write '='"},
    {"code = 2024-01-01 and code = 5",
     "1:30: 5 is a number, but column 'code' is compared with a date before; write a date "
     "such as 2024-04-01"},
    {"age = 5 and age = 2024-01-01",
     "1:19: 2024-01-01 is a date, but column 'age' is compared with a number before; write a "
     "number"},
};

static const char *const FINE[] = {
    "days(referral_date, seen_date) = days(a, b)",
    "known(days) and days(a, b) between 1 and 9",
    "age <> 18 and age != 19",
    "sex in (\"a\", \"b\") and not (age between 1 and 2 or known(age))",
    "recovered = 1",
    "sex = 'female'",
    "sex = \"female\"",
    "[risk score] > 0.5",
    "ethnicity in ('White', \"Black\")",
    "ethnicity not in ('White')",
    "referral_date >= 2024-04-01",
    "referral_date between 2024-04-01 and 2025-03-31",
    "age between 18 and 65",
    "18 <= age and age < 65",
    "days(referral_date, seen_date) <= 42",
    "days(referral_date, 2024-03-31) <= 42",
    "days > 4",
    "known = 1",
    "known(age)",
    "not known(age)",
    "age > -5",
    "age > +.5",
    "sex = 'f%'",
    "a = b",
    "a < b and a > 3",
    "sex = 'it''s' or sex = \"a\"\"b\"",
    "NOT age = 1 AND sex IN ('f') Or Known(age)",
    "sex = known",
    "[age] = 1",
    "sex = ' female '",
};

/* The notes without the "--outcome:" that all begin with. */
static Str without_origin(Context *context, Str all)
{
    Str rest = STR("");
    StrSplit lines = str_split(all, '\n');
    Str line;

    while (str_split_next(&lines, &line)) {
        rest =
            str_format(context->arena, "%.*s%s%.*s", STR_ARGS(rest), rest.length == 0 ? "" : "\n",
                       STR_ARGS(str_slice(line, STR("--outcome:").length, line.length)));
    }
    return rest;
}

static void test_mistakes(void)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof MISTAKES[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
        Context context = {.arena = arena};
        Expression *expression = NULL;
        Status status = study_read(&context, str_from(MISTAKES[i].text), &expression);
        Str got = without_origin(&context, study_mistakes(&context));

        if (!OK(failed(status) && str_equal(got, str_from(MISTAKES[i].mistakes)), "%s",
                MISTAKES[i].text)) {
            printf("# got  %.*s\n# want %s\n", STR_ARGS(got), MISTAKES[i].mistakes);
        }
    }
}

static void test_fine(void)
{
    for (size_t i = 0; i < sizeof FINE / sizeof FINE[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
        Context context = {.arena = arena};
        Expression *expression = NULL;
        Status status = study_read(&context, str_from(FINE[i]), &expression);

        if (!OK(!failed(status) && context.first == NULL, "fine: %s", FINE[i])) {
            Str mistakes = study_mistakes(&context);

            printf("# got %.*s\n", STR_ARGS(mistakes));
        }
    }
}

/* `count` times `piece` between `before` and `after`. */
static Str repeat(Arena *arena, const char *before, const char *piece, size_t count,
                  const char *after)
{
    size_t length = strlen(piece);
    char *middle = arena_take(arena, count * length + 1, 1);

    for (size_t i = 0; i < count; i++) {
        memcpy(middle + i * length, piece, length);
    }
    return str_format(arena, "%s%s%s", before, middle, after);
}

static void check_one(Context *context, Str text, const char *want, const char *what)
{
    Expression *expression = NULL;
    Status status = study_read(context, text, &expression);
    Str got = study_mistakes(context);

    OK(failed(status) == (want[0] != '\0'), "%s: status", what);
    if (!OK(str_equal(got, str_from(want)), "%s", what)) {
        printf("# got %.*s\n", STR_ARGS(got));
    }
    context->first = NULL;
    context->last = NULL;
}

static void test_limits(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Str opened = repeat(arena, "", "(", 64, "");
    Str closed = repeat(arena, "", ")", 64, "");

    check_one(&context, str_format(arena, "%.*sage > 1%.*s", STR_ARGS(opened), STR_ARGS(closed)),
              "", "64 brackets inside one another");
    check_one(&context, repeat(arena, "", "(", 65, "age > 1"),
              "--outcome:1:65: nested more than 64 deep; write fewer brackets inside one another",
              "65 brackets");
    check_one(&context, repeat(arena, "", "not ", 64, "age > 1"), "", "64 times not");
    check_one(&context, repeat(arena, "", "not ", 65, "age > 1"),
              "--outcome:1:257: nested more than 64 deep; write fewer brackets inside one another",
              "65 times not");
    check_one(&context, repeat(arena, "", "days(", 65, ""),
              "--outcome:1:325: nested more than 64 deep; write fewer brackets inside one another",
              "65 times days(");
    check_one(&context, repeat(arena, "age > 1", " ", 65529, ""), "", "65,536 bytes");
    check_one(&context, repeat(arena, "age > 1", " ", 65530, ""),
              "--outcome:1:1: the condition is longer than 65536 bytes; shorten it, or make a "
              "column of it beforehand",
              "65,537 bytes");
    check_one(&context, repeat(arena, "age > 1", " or age = 1", 5000, ""), "", "5,001 tests");
}

static void test_unknown_many(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Expression *expression = NULL;
    Str text = STR("q0 = 1");
    Status status;

    for (int i = 1; i < 30; i++) {
        text = str_format(arena, "%.*s and q%d = 1 and q%d = 2", STR_ARGS(text), i, i);
    }
    status = study_read(&context, text, &expression);
    OK(failed(status) && context.error_count == 20,
       "of 30 unknown columns, 20 are named, once each");
}

static void test_strange_bytes(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};

    check_one(&context, STR("age = \x01"),
              "--outcome:1:7: '\\x01' is not used in conditions; a column's name with such a sign "
              "stands in square brackets, text in quotes",
              "a control character");
    check_one(&context, STR("age = 1\0"),
              "--outcome:1:8: '\\x00' is not used in conditions; a column's name with such a sign "
              "stands in square brackets, text in quotes",
              "a NUL");
    check_one(&context, STR("ag\xc3 = 1"),
              "--outcome:1:1: unknown column 'ag\\xc3' in 'x.csv'; did you mean 'age'?",
              "bytes that are no UTF-8");
    check_one(&context, STR("sex = \u202efemale"),
              "--outcome:1:7: unknown column '\\u{202e}female' in 'x.csv'; if you mean the text, "
              "write '\\u{202e}female' in quotes",
              "a mark that turns the direction");
    check_one(&context, STR("age\u00a0>\u00a018"), "", "no-break spaces are blanks");
}

static void test_places(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Expression *expression = NULL;
    Status status = expression_parse(&context, STR("age > 1\n  and sex == 'f'"),
                                     (Place){STR("study.yaml"), 12, 9}, &expression);

    OK(failed(status) &&
           str_equal(study_mistakes(&context),
                     STR("study.yaml:13:11: '==' is not a comparison here; write '='")),
       "lines and columns count from the origin; a new line begins at column 1");
    context.first = NULL;
    context.last = NULL;
    status =
        expression_parse(&context, STR("age == 1"), (Place){STR("study.yaml"), 12, 9}, &expression);
    OK(failed(status) &&
           str_equal(study_mistakes(&context),
                     STR("study.yaml:12:13: '==' is not a comparison here; write '='")),
       "on the first line columns go on from the origin");
    context.first = NULL;
    context.last = NULL;
    status = expression_parse(&context, STR("[\u00e9\u00e9] == 1"), PLACE_NONE, &expression);
    OK(failed(status) && context.first->place.line == 1 && context.first->place.column == 6,
       "columns count characters, from 1 where the origin does not say");
}

int main(void)
{
    test_mistakes();
    test_fine();
    test_limits();
    test_unknown_many();
    test_strange_bytes();
    test_places();
    return tap_done();
}
