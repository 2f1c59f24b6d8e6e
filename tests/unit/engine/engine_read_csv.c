/* Rows of delimited text, right and wrong. */
#include "engine_reading.h"

#define CSV(text)                                                                                  \
    {                                                                                              \
        .bytes = STR(text)                                                                         \
    }

static void test_rows(void)
{
    ReadFile plain = CSV("a,b\n1,2\n3,4\n");
    ReadFile no_end = CSV("a,b\n1,2\n3,4");
    ReadFile crlf = CSV("a,b\r\n1,2\r\n,\r\n");
    ReadFile mark = CSV("\xef\xbb\xbf"
                        "a,b\n1,2\n");
    ReadFile quotes = CSV("a,b\n\"x, \"\"y\"\"\",\"\"\n\"two\nlines\",5\" pipe\n6,7\n");
    ReadFile heads = CSV("\"a, b\", c ,\"d\ne\"\n1,2,3\n");
    ReadFile returns = CSV("a,b\r1,2\r3,4\r");
    ReadFile blank_end = CSV("a,b\n1,2\n\n  \n\r\n");
    ReadFile one = CSV("a\n1\n\n3\n\n");
    ReadFile bar = {.bytes = STR("a|b\n1|2\n"), .options = {.delimiter = STR("|")}};
    ReadFile tabs = {.name = "t.tsv", .bytes = STR("a\tb,c\n1\t2,3\n")};
    ReadFile skip = {.bytes = STR("Table 1\n\na,b\n1,2\n"), .options = {.skip = 2}};

    READS(plain, "a|b\n2:1|2\n3:3|4\n", "rows with their lines");
    READS(no_end, "a|b\n2:1|2\n3:3|4\n", "a last line without its end");
    READS(crlf, "a|b\n2:1|2\n3:|\n", "CR LF ends lines");
    READS(mark, "a|b\n2:1|2\n", "the mark of UTF-8 is no part of a name");
    READS(quotes, "a|b\n2:x, \"y\"|\n3:two\nlines|5\" pipe\n5:6|7\n",
          "quotes, doubled quotes, lines inside them, a quote inside a cell");
    READS(heads, "a, b|c|d\ne\n3:1|2|3\n", "heads in quotes, trimmed, over two lines");
    READS(returns, "a|b\n2:1|2\n3:3|4\n", "lines that end in CR alone");
    READS(blank_end, "a|b\n2:1|2\n", "empty lines at the end are ignored");
    READS(one, "a\n2:1\n3:\n4:3\n", "in one column an empty line between rows is a blank cell");
    READS(bar, "a|b\n2:1|2\n", "a delimiter that was given");
    READS(tabs, "a|b,c\n2:1|2,3\n", "tabs in a .tsv");
    READS(skip, "a|b\n4:1|2\n", "lines above the heads are skipped");
}

int main(void)
{
    test_rows();
    return tap_done();
}
