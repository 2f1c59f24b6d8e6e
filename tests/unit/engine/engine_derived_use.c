/* Derived columns at work: look-ups in another file, in conditions and counts, mistakes, files kept
   for many questions. */
#include "engine_deriving.h"

#include "base/number.h"

/* Another file in the same context. */
static void open_other(Deriving *d, const char *name, const char *bytes, ReadOptions options,
                       Source *out)
{
    d->status = source_open_bytes(&d->context, str_from(name), str_from(bytes), &options, out);
}

static Derived look_up(const Source *other, uint32_t column, uint32_t key, uint32_t value)
{
    return (Derived){.kind = DERIVED_LOOK_UP,
                     .name = STR("looked up"),
                     .column = column,
                     .other = other,
                     .other_key = key,
                     .other_value = value};
}

static void test_look_up(void)
{
    Deriving d;
    Source other;
    uint32_t value;
    uint32_t matched;

    deriving_open(&d, "id,area\n1,E01\n2, E02 \n3,\n4,E99\n5,NA\n6,\"E\"\"3\"\n7,e01\n");
    open_other(&d, "imd.csv",
               "decile,lsoa,note\n 1 ,E01,x\nNULL,E02,x\n3,,x\n4,\"E\"\"3\",x\n5,NA,x\n6,,x\n",
               (ReadOptions){0}, &other);
    value = derive(&d, look_up(&other, 1, 1, 0));
    matched = derive(&d, (Derived){.kind = DERIVED_MATCHED,
                                   .name = STR("matched"),
                                   .column = 1,
                                   .other = &other,
                                   .other_key = 1});
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, value), "1=1;2=NULL;3=;4=;5=;6=4;7=;") &&
           same_text(deriving_notes(&d), ""),
       "a look-up: trimmed keys, quotes, no key, no row; rows there without keys are passed over");
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, matched), "1=1;2=1;3=0;4=0;5=0;6=1;7=0;"),
       "whether there is such a row");
    deriving_close(&d);
}

static void test_look_up_in_spread(void)
{
    Deriving d;
    Source other;
    ReadOptions spread = {.spread_names = STR("what"), .spread_values = STR("n")};

    deriving_open(&d, "id,area\n1,N\n2,S\n");
    open_other(&d, "long.csv", "area,what,n\nN,beds,5\nN,staff,7\nS,beds,9\n", spread, &other);
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, derive(&d, look_up(&other, 1, 0, 2))), "1=7;2=;"),
       "a look-up in a long table made wide");
    deriving_close(&d);
}

static void test_repeated_keys(void)
{
    Deriving d;
    Source other;
    uint32_t value;

    deriving_open(&d, "id,area\n1,N\n");
    open_other(&d, "other.csv",
               "key,v\nN,1\nP1,1\nP2,1\nP2,2\nP1,2\nP1,3\nP3,1\nP3,1\nP4,1\nP4,1\n,1\n,2\n",
               (ReadOptions){0}, &other);
    value = derive(&d, look_up(&other, 1, 0, 1));
    (void)cells_by_id(&d, &ENGINE_SMALL, value);
    OK(failed(d.status) &&
           same_text(deriving_notes(&d),
                     "other.csv:5: 4 keys in column 'key' stand in more than one row: 'P2' (lines "
                     "4 and 5), 'P1' (lines 3 and 6), 'P3' (lines 8 and 9), ...; a look-up needs "
                     "at most one row for each, so leave one row of each in the file\n"),
       "keys that repeat are refused with examples and lines, though nobody asks for them");
    deriving_close(&d);
}

/* Asks with what is given, and no more. */
static Status ask(Deriving *d, const char *where, const char *outcome, uint32_t count,
                  Reading *reading)
{
    static const Cuboid everyone = {NULL, 0};
    Expression *expressions[2] = {NULL, NULL};
    const char *texts[2] = {where, outcome};
    Request request = {.source = &d->source,
                       .amount = COLUMN_NONE,
                       .events = COLUMN_NONE,
                       .out_of = COLUMN_NONE,
                       .count = count,
                       .person = COLUMN_NONE,
                       .weight = COLUMN_NONE,
                       .cuboids = &everyone,
                       .cuboid_count = 1};

    for (size_t i = 0; i < 2; i++) {
        if (texts[i] != NULL) {
            TRY(expression_parse(&d->context, str_from(texts[i]), PLACE_NONE, &expressions[i]));
            TRY(expression_type(&d->context, expressions[i], d->source.columns, d->source.name));
        }
    }
    request.where = expressions[0];
    request.outcome = expressions[1];
    return ENGINE_SMALL.tally(&d->context, &request, reading);
}

static void test_in_questions(void)
{
    static const DerivedPair pairs[] = {{{"many", 4}, {"10", 2}}};
    Deriving d;
    Reading reading;
    uint32_t people;

    deriving_open(&d, "id,born,at,n\n1,1980-01-01,2024-01-01,many\n2,2010-01-01,2024-01-01,3\n"
                      "3,2000-01-01,2024-01-01,5\n4,,2024-01-01,7\n");
    (void)derive(&d, (Derived){.kind = DERIVED_AGE, .name = STR("age"), .column = 1, .to = 2});
    people = derive(&d, (Derived){.kind = DERIVED_MAP,
                                  .name = STR("people"),
                                  .column = 3,
                                  .pairs = pairs,
                                  .pair_count = 1});
    d.status = ask(&d, "age >= 18", "age > 30", people, &reading);
    OK(!failed(d.status) && reading.rows_kept == 2 && reading.where_unknown == 1 &&
           reading.tallies[0].cells[0].people == 15 && reading.tallies[0].cells[0].events == 10,
       "derived columns decide which rows are kept, what came out, and how many people it was");
    d.status = ask(&d, NULL, "age = 99", COLUMN_NONE, &reading);
    OK(failed(d.status) &&
           same_text(deriving_notes(&d),
                     "line 1, column 7: '99' never occurs in column 'age' of 't.csv'; it holds "
                     "'14', '24', '44'\n"),
       "a literal that a derived column never holds");
    deriving_close(&d);
}

static void test_bad_cells(void)
{
    Deriving d;
    uint32_t within;

    deriving_open(&d, "id,from,to\n1,2024-01-01,2024-01-02\n2,01/02/2024,2024-03-01\n"
                      "3,2024-01-01,soon\n4,03/02/2024,*\n");
    within = derive(&d, (Derived){.kind = DERIVED_WITHIN,
                                  .name = STR("in time"),
                                  .column = 1,
                                  .to = 2,
                                  .days = 7,
                                  .known_until = 20000});
    (void)cells_by_id(&d, &ENGINE_SMALL, within);
    OK(failed(d.status) &&
           same_text(deriving_notes(&d),
                     "t.csv:3: '01/02/2024' in column 'from' is not a date (2 such cells: "
                     "'01/02/2024', '03/02/2024'); is that day/month or month/day? say which with "
                     "--dates day/month/year or --dates month/day/year, or write dates as "
                     "year-month-day, 2024-02-01 for 1 February\n"
                     "t.csv:4: 'soon' in column 'to' is not a date; write dates as year-month-day, "
                     "such as 2024-02-01, or leave the cell blank where it is not known\n"
                     "t.csv:5: '*' in column 'to' is a number kept back by whoever published the "
                     "table, and a column made from it needs every number; leave the cell blank "
                     "where it is not known\n"),
       "what is no date is a mistake with its line, in each of the columns");
    deriving_close(&d);
}

static void test_refused(void)
{
    static const double edges[] = {0, 18, 18};
    static const DerivedPair nul[] = {{{"a", 1}, {"b\0c", 3}}};
    static const DerivedPair nul_from[] = {{{"nul\0", 4}, {"b", 1}}};
    Deriving d;

    deriving_open(&d, "id,n\n1,2\n");
    (void)derive(&d, (Derived){.kind = DERIVED_PERIOD, .name = STR("n"), .column = 1});
    OK(failed(d.status), "a name that another column has");
    (void)derive(&d, (Derived){.kind = DERIVED_PERIOD, .name = STR(" "), .column = 1});
    OK(failed(d.status), "a blank name");
    (void)derive(&d, (Derived){.kind = DERIVED_BAND,
                               .name = STR("band"),
                               .column = 1,
                               .edges = edges,
                               .edge_count = 3});
    OK(failed(d.status), "edges that do not ascend");
    (void)derive(
        &d,
        (Derived){
            .kind = DERIVED_MAP, .name = STR("map"), .column = 1, .pairs = nul, .pair_count = 1});
    OK(failed(d.status), "a NUL in a text to be written");
    (void)derive(&d, (Derived){.kind = DERIVED_MAP,
                               .name = STR("map from"),
                               .column = 1,
                               .pairs = nul_from,
                               .pair_count = 1});
    OK(failed(d.status) && d.source.columns.count == 2 && d.source.derived_count == 0,
       "a NUL in a text to be found; and nothing was added");
    OK(same_text(deriving_notes(&d),
                 "study.yaml:7:5: 'n' is the name of another column of 't.csv'; choose another "
                 "name\n"
                 "study.yaml:7:5: a column made from 't.csv' has no name; give it one\n"
                 "study.yaml:7:5: the bands of 'band' do not ascend; write where each begins, the "
                 "lowest first, each once\n"
                 "study.yaml:7:5: a text of 'map' holds a NUL byte, which no cell can; take it "
                 "out\n"
                 "study.yaml:7:5: a text of 'map from' holds a NUL byte, which no cell can; take "
                 "it out\n"),
       "each refused in words, with its place");
    deriving_close(&d);
}

/* ---- kept ---- */

static void test_kept(void)
{
    Deriving d;
    Source other;
    uint32_t period;
    uint32_t value;
    size_t used;

    deriving_open(&d, "id,d,area\n1,2024-01-01,N\n2,2023-01-01,S\n");
    open_other(&d, "other.csv", "area,v,w\nN,1,5\nS,2,6\n", (ReadOptions){0}, &other);
    OK(!failed(source_keep(&d.context, &d.source)) && !failed(source_keep(&d.context, &other)),
       "two files are kept");
    period = derive(&d, (Derived){.kind = DERIVED_PERIOD, .name = STR("year"), .column = 1});
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, period), "1=2024;2=2023;"), "a first question");
    value = derive(&d, look_up(&other, 2, 0, 1));
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, value), "1=1;2=2;"),
       "a column derived after it, looked up in a kept file");
    used = arena_used(d.arena);
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, period), "1=2024;2=2023;") &&
           arena_used(d.arena) - used < 20000,
       "asking again takes little");
    deriving_close(&d);
}

static void test_kept_mistakes(void)
{
    Deriving d;
    uint32_t period;
    uint32_t crossed;

    deriving_open(&d, "id,d\n1,2024-01-01\n2,31/12/2023\n");
    OK(!failed(source_keep(&d.context, &d.source)), "kept");
    period = derive(&d, (Derived){.kind = DERIVED_PERIOD, .name = STR("year"), .column = 1});
    crossed = derive(&d, (Derived){.kind = DERIVED_CROSS,
                                   .name = STR("crossed"),
                                   .crossed = {0, period},
                                   .crossed_count = 2});
    (void)cells_by_id(&d, &ENGINE_SMALL, crossed);
    OK(failed(d.status) && d.context.error_count == 1, "a mistake fails the first question");
    (void)cells_by_id(&d, &ENGINE_SMALL, crossed);
    OK(failed(d.status) && d.context.error_count == 2, "and the next: nothing half made is kept");
    OK(same_text(cells_by_id(&d, &ENGINE_SMALL, 1), "1=2024-01-01;2=31/12/2023;"),
       "a question that does not meet it is answered");
    deriving_close(&d);
}

/* A long table, kept: each condition on its rows makes a spread of its own. */
static void test_kept_spread(void)
{
    static const DerivedPair pairs[] = {{{"N", 1}, {"North", 5}}};
    Deriving d;
    Reading reading;
    ReadOptions spread = {.spread_names = STR("what"), .spread_values = STR("n")};
    uint32_t people;

    deriving_open(&d, NULL);
    open_other(&d, "long.csv",
               "area,sex,what,n\nN,F,done,5\nN,F,all,7\nN,M,done,2\nN,M,all,9\nS,F,all,4\n", spread,
               &d.source);
    OK(!failed(source_keep(&d.context, &d.source)), "a spread source is kept");
    people = column_of(&d, "all");
    (void)derive(
        &d, (Derived){.kind = DERIVED_MAP, .name = STR("region"), .pairs = pairs, .pair_count = 1});
    for (int i = 0; i < 2; i++) {
        d.status = ask(&d, "sex = 'F'", "region = 'North'", people, &reading);
        OK(!failed(d.status) && reading.rows_read == 2 &&
               reading.tallies[0].cells[0].people == 11 && reading.tallies[0].cells[0].events == 7,
           "its rows where sex is F, time %d", i + 1);
        d.status = ask(&d, "sex = 'M'", "region = 'North'", people, &reading);
        OK(!failed(d.status) && reading.rows_read == 1 && reading.tallies[0].cells[0].people == 9,
           "its rows where sex is M, time %d", i + 1);
        d.status = ask(&d, "region = 'North'", "sex = 'F'", people, &reading);
        OK(!failed(d.status) && reading.rows_read == 3 && reading.rows_kept == 2 &&
               reading.tallies[0].cells[0].events == 7,
           "a condition on a derived column holds after the spread, time %d", i + 1);
    }
    deriving_close(&d);
}

int main(void)
{
    test_look_up();
    test_look_up_in_spread();
    test_repeated_keys();
    test_in_questions();
    test_bad_cells();
    test_refused();
    test_kept();
    test_kept_mistakes();
    test_kept_spread();
    return tap_done();
}
