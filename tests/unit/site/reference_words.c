/* References read and written: DOIs as people paste them, BibTeX and RIS in the forms of Zotero,
   EndNote, Mendeley and publishers (made-up sources), titles that are the same. */
#include "site/text/reference.h"
#include "site/text/title_words.h"
#include "tap.h"

#define FILE_NAME STR("what was pasted")

static void check_dois(void)
{
    static const char *const cases[][2] = {
        {"10.1000/ABC.1", "10.1000/abc.1"},
        {" doi:10.1000/abc.1 ", "10.1000/abc.1"},
        {"DOI: 10.1000/abc.1.", "10.1000/abc.1"},
        {"DOI 10.1000/abc.1", "10.1000/abc.1"},
        {"https://doi.org/10.1000/abc.1", "10.1000/abc.1"},
        {"HTTP://DX.DOI.ORG/10.1000/abc.1", "10.1000/abc.1"},
        {"doi.org/10.1000/abc.1", "10.1000/abc.1"},
        {"doi:https://doi.org/10.1000/abc.1", "10.1000/abc.1"},
        {"https://doi.org/10.1000%2Fabc%281%29", "10.1000/abc(1)"},
        {"https://doi.org/10.1000/abc.1?utm=x#y", "10.1000/abc.1"},
        {"10.1016/S0140-6736(05)00001-1", "10.1016/s0140-6736(05)00001-1"},
        {"10.1000/abc)", "10.1000/abc"},
        {"10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
         "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"},
        {"10.1000.10/x", "10.1000.10/x"},
        {"10.1000/", NULL},
        {"10.100/x", NULL},
        {"11.1000/x", NULL},
        {"10.1000/a b", NULL},
        {"https://example.org/", NULL},
        {"", NULL}};
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 20);
        Context context = {.arena = arena};
        Str doi = STR_NONE;
        bool found = doi_read(&context, str_from(cases[i][0]), &doi);

        OK(found == (cases[i][1] != NULL) && (!found || str_equal(doi, str_from(cases[i][1]))),
           "the DOI of \"%s\"", cases[i][0]);
    }
}

/* As Zotero writes it, with a macro, a comment and a publisher's quotes beside. */
static const char bibtex[] =
    "\xef\xbb\xbf"
    "@comment{jabref-meta: databaseType:bibtex; a@b.example}\n"
    "@string{jmu = \"Journal of Made-Up\"}\n"
    "Words between sources are comments, also somebody@example.org.\n"
    "@article{okafor_waits_2021,\n"
    "\ttitle = {Waits by language: a {NHS} study of \\emph{who} gets in},\n"
    "\tvolume = {12},\n\tissn = {0000-0000},\n"
    "\turl = {https://example.org/a?b=1&c=2\\_d},\n"
    "\tdoi = {10.1000/ABC.1},\n"
    "\tnumber = {3},\n"
    "\tjournal = jmu # { Studies},\n"
    "\tauthor = {Okafor, Ada B. and {van der} Lindqvist, Bj{\\\"o}rn and Jos\\'{e} de la Cruz and "
    "{Group of {Made-Up} and Others} and M{\\\"u}ller, Jr., Max and others},\n"
    "\tmonth = may,\n\tyear = {2021},\n\tpages = {4--9},\n"
    "\tkeywords = {a, b}\n}\n\n"
    "@Book(key2, TITLE=\"A {\"}book{\"} \\& more\", publisher = \"Press of Nowhere\", year=1999)\n"
    "@inproceedings{k3, title={\\c{C}a \\v{s}\\'{\\i} \\ss{} \\o~x --- y}, booktitle={Proc},\n"
    "date={2020-02-03}, note={Retracted}}";

static void check_bibtex_people(const Reference *first)
{
    static const char *const people[][2] = {{"Okafor", "Ada B."},
                                            {"van der Lindqvist", "Bj\u00f6rn"},
                                            {"de la Cruz", "Jos\u00e9"},
                                            {"Group of Made-Up and Others", ""},
                                            {"M\u00fcller Jr.", "Max"}};
    size_t i;

    OK(first->people.count == 5, "five people, and others: %zu", first->people.count);
    for (i = 0; i < 5 && i < first->people.count; i++) {
        OK(str_equal(first->people.items[i].family, str_from(people[i][0])) &&
               str_equal(first->people.items[i].given, str_from(people[i][1])),
           "%s: %.*s / %.*s", people[i][0], STR_ARGS(first->people.items[i].family),
           STR_ARGS(first->people.items[i].given));
    }
}

static void check_bibtex(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)8 << 20);
    Context context = {.arena = arena};
    References found;
    const Reference *first;

    if (!OK(!failed(bibtex_read(&context, FILE_NAME, str_from(bibtex), &found)) && found.count == 3,
            "three sources of BibTeX")) {
        return;
    }
    first = &found.items[0];
    OK(first->kind == REFERENCE_ARTICLE && str_equal(first->key, STR("okafor_waits_2021")) &&
           str_equal(first->title, STR("Waits by language: a NHS study of who gets in")),
       "title and name");
    OK(str_equal(first->within, STR("Journal of Made-Up Studies")) &&
           str_equal(first->volume, STR("12")) && str_equal(first->issue, STR("3")) &&
           str_equal(first->pages, STR("4-9")),
       "journal by a macro, volume, number, pages: %.*s", STR_ARGS(first->pages));
    OK(first->year == 2021 && first->month == 5 && str_equal(first->doi, STR("10.1000/abc.1")) &&
           str_equal(first->address, STR("https://example.org/a?b=1&c=2_d")),
       "date, DOI and address");
    check_bibtex_people(first);
    OK(found.items[1].kind == REFERENCE_BOOK && found.items[1].year == 1999 &&
           str_equal(found.items[1].title, STR("A \"book\" & more")),
       "a source in round brackets and quotes: %.*s", STR_ARGS(found.items[1].title));
    OK(found.items[2].is_withdrawn && found.items[2].day == 3 &&
           str_equal(found.items[2].title, STR("\u00c7a \u0161\u00ed \u00df \u00f8 x \u2014 y")),
       "letters of LaTeX, a day, a note that it is withdrawn: %.*s",
       STR_ARGS(found.items[2].title));
}

static const char ris[] =
    "\xef\xbb\xbfTY  - JOUR\r\nTI  - Waits by language\r\nAU  - Okafor, Ada B.\r\n"
    "AU  - Lindqvist, Bj\u00f6rn, Jr.\r\nAU  - Group of Nobody\r\nT2  - Journal of Made-Up\r\n"
    "DA  - 2021/05/03/\r\nPY  - 2021\r\nDO  - https://doi.org/10.1000/ABC.1\r\nVL  - 12\r\n"
    "IS  - 3\r\nSP  - 4\r\nEP  - 9\r\nUR  - https://example.org/a\r\nKW  - a\r\n"
    "AB  - First line\r\nand a second.\r\nER  - \r\n\r\n\r\n"
    "TY  - RPRT\r\nA1  - Nowhere, N.\r\nY1  - 1999///\r\nT1  - A report\r\nPB  - Press\r\n"
    "N1  - This was withdrawn\r\nER  -\r\n";

static void check_ris(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)8 << 20);
    Context context = {.arena = arena};
    References found;
    const Reference *first;

    if (!OK(!failed(ris_read(&context, FILE_NAME, str_from(ris), &found)) && found.count == 2,
            "two sources of RIS")) {
        return;
    }
    first = &found.items[0];
    OK(first->kind == REFERENCE_ARTICLE && str_equal(first->title, STR("Waits by language")) &&
           str_equal(first->within, STR("Journal of Made-Up")) && first->year == 2021 &&
           first->month == 5 && first->day == 3,
       "title, journal and date");
    OK(first->people.count == 3 && str_equal(first->people.items[1].given, STR("Bj\u00f6rn")) &&
           str_equal(first->people.items[2].family, STR("Group of Nobody")),
       "people and an organisation");
    OK(str_equal(first->doi, STR("10.1000/abc.1")) && str_equal(first->pages, STR("4-9")) &&
           str_equal(first->summary, STR("First line and a second.")),
       "DOI, pages, and a line that goes on");
    OK(found.items[1].kind == REFERENCE_REPORT && found.items[1].year == 1999 &&
           found.items[1].is_withdrawn,
       "a report that was withdrawn");
}

typedef Status Read(Context *context, Str file, Str text, References *references);

static const struct {
    const char *what;
    Read *read;
    const char *text;
    int line;
    const char *sentence;
} mistakes[] = {
    {"nothing", bibtex_read, "", 0, "no source was found; paste BibTeX"},
    {"words", ris_read, "", 0, "no source was found; paste BibTeX"},
    {"no end", bibtex_read, "@article{a,\n title = {b}", 2, "add the } that ends it"},
    {"no end of a value", bibtex_read, "@article{a,\n title = {b\n", 2, "has no } that ends it"},
    {"no end of a quote", bibtex_read, "@article{a,\n title = \"b}\n", 2, "this quote has no end"},
    {"no title", bibtex_read, "\n@article{a, year = 2000}", 2, "has no title"},
    {"no =", bibtex_read, "@article{a,\n title {b}}", 2, "a = or a comma is missing"},
    {"no value", bibtex_read, "@article{a,\n title = , year = 1}", 2, "a value is missing"},
    {"no TY", ris_read, "\nTI  - b\nER  - \n", 2, "begins with a line \"TY  - JOUR\""},
    {"no ER", ris_read, "TY  - JOUR\nTI  - b\n", 1, "has no line \"ER  - \""},
    {"no ER before the next", ris_read, "TY  - JOUR\nTI  - b\nTY  - BOOK\nTI  - c\nER  - ", 3,
     "the source before has no line"},
    {"no TI", ris_read, "TY  - JOUR\nER  - \n", 1, "add a line \"TI  - \""},
};

static void check_mistakes(void)
{
    size_t i;

    for (i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)8 << 20);
        Context context = {.arena = arena};
        References found;
        Status status = mistakes[i].read(&context, FILE_NAME, str_from(mistakes[i].text), &found);

        OK(failed(status) && context.first != NULL &&
               context.first->place.line == mistakes[i].line &&
               str_contains_ignoring_case(context.first->text, str_from(mistakes[i].sentence)),
           "refused: %s (%lld: %.*s)", mistakes[i].what,
           context.first == NULL ? 0LL : (long long)context.first->place.line,
           context.first == NULL ? 0 : (int)context.first->text.length,
           context.first == NULL ? "" : context.first->text.bytes);
    }
}

static ReferencePerson two_people[4];

static Reference sample(void)
{
    two_people[0] = (ReferencePerson){STR("Okafor"), STR("Ada-Mae B.")};
    two_people[1] = (ReferencePerson){STR("{Bj\u00f6rn} & S\u00f6hne_1 and Co, Ltd"), STR_NONE};
    two_people[2] = (ReferencePerson){STR("C"), STR("D")};
    two_people[3] = (ReferencePerson){STR("E"), STR("F")};
    return (Reference){.kind = REFERENCE_ARTICLE,
                       .title = STR("50% of #waits \\ ~ ^ {x} -- ``y''?"),
                       .people = {two_people, 2},
                       .within = STR("J"),
                       .volume = STR("1"),
                       .issue = STR("2"),
                       .pages = STR("3-4"),
                       .year = 2021,
                       .month = 5,
                       .day = 3,
                       .doi = STR("10.1000/a_b"),
                       .address = STR("https://example.org/a_b?c=%20&d"),
                       .is_withdrawn = true};
}

static void check_written(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)8 << 20);
    Context context = {.arena = arena};
    Reference given = sample();
    References found;
    Text text = text_new(arena);
    Text again = text_new(arena);
    Text plain = text_new(arena);

    reference_write_bibtex(&context, &text, &given);
    OK(!failed(bibtex_read(&context, FILE_NAME, text_str(&text), &found)) && found.count == 1 &&
           str_equal(found.items[0].title, STR("50% of #waits \\ ~ ^ (x) -- ``y''?")) &&
           found.items[0].people.count == 2 &&
           str_equal(found.items[0].people.items[0].given, STR("Ada-Mae B.")) &&
           str_equal(found.items[0].people.items[1].family,
                     STR("(Bj\u00f6rn) & S\u00f6hne_1 and Co, Ltd")) &&
           str_equal(found.items[0].address, given.address) &&
           str_equal(found.items[0].doi, given.doi) && found.items[0].day == 3 &&
           found.items[0].is_withdrawn && str_equal(found.items[0].key, STR("okafor-2021-waits")),
       "BibTeX reads back");
    reference_write_ris(&again, &given);
    OK(!failed(ris_read(&context, FILE_NAME, text_str(&again), &found)) && found.count == 1 &&
           str_equal(found.items[0].title, given.title) && found.items[0].month == 5 &&
           found.items[0].day == 3 && found.items[0].is_withdrawn &&
           str_equal(found.items[0].pages, given.pages) &&
           str_equal(found.items[0].address, given.address),
       "RIS reads back");
    given.people.count = 4;
    given.title = STR("Waits");
    given.people.items[1].family = STR("S\u00f6hne");
    reference_write_plain(&plain, &given);
    OK(str_equal(text_str(&plain),
                 STR("Withdrawn: Okafor AMB, S\u00f6hne, C D and others (2021). Waits. J 1(2), "
                     "3-4. https://doi.org/10.1000/a_b")),
       "a plain line: %.*s", STR_ARGS(text_str(&plain)));
}

static void check_titles(void)
{
    static const struct {
        const char *a;
        const char *b;
        double least;
        double most;
    } cases[] = {
        {"Waits by language: a study", "WAITS BY LANGUAGE \u2013 A Study.", 1, 1},
        {"Caf\u00e9 na\u00efve Stra\u00dfe \u0141\u00f3d\u017a", "Cafe naive Strasse Lodz", 1, 1},
        {"Patients' waits", "Patients\u2019 waits", 1, 1},
        {"One two three four five six seven eight nine ten",
         "One two three four five six seven eight nine TEN eleven", 0.9, 0.91},
        {"Waits by language", "Waits by age", 0.66, 0.67},
        {"the the the", "the", 0.33, 0.34},
        {"", "", 0, 0},
        {"\u5065\u5eb7 \u6570\u636e", "\u5065\u5eb7 \u6570\u636e", 1, 1}};
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 20);
        Context context = {.arena = arena};
        double share = title_overlap(title_words(&context, str_from(cases[i].a)),
                                     title_words(&context, str_from(cases[i].b)));

        OK(share >= cases[i].least && share <= cases[i].most, "%s | %s: %.3f", cases[i].a,
           cases[i].b, share);
    }
}

int main(void)
{
    check_dois();
    check_bibtex();
    check_ris();
    check_mistakes();
    check_written();
    check_titles();
    return tap_done();
}
