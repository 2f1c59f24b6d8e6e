/* Codes to labels and groups, for each way in which data write a code. */
#include "base/os_file.h"
#include "catalogue/code_list.h"
#include "catalogue/deprivation_index.h"
#include "catalogue/stages.h"

#include "tap.h"

static bool is(Str got, const char *want)
{
    bool same = str_equal(got, str_from(want));

    if (!same) {
        printf("# got: %.*s, want: %s\n", STR_ARGS(got), want);
    }
    return same;
}

static Str label_of(const CodeList *list, const char *cell)
{
    const CodeEntry *entry = code_find(list, str_from(cell));

    return entry != NULL ? entry->label : STR("(nothing)");
}

static Str group_of(const CodeList *list, const char *cell, int64_t groups)
{
    const CodeEntry *entry = code_find(list, str_from(cell));
    const CodeDetail *detail = code_detail_find(list, groups);

    return entry != NULL && detail != NULL ? code_group_label(list, entry, detail)
                                           : STR("(nothing)");
}

static void test_nhs_2001(void)
{
    const CodeList *list = code_list_find(STR("nhs-ethnicity-2001"));
    const CodeEntry *not_stated;

    OK(list != NULL && list->recorded == 16 && list->entries.count == 18,
       "the NHS list has 16 groups, Z and 99");
    OK(is(label_of(list, "J"), "Pakistani"), "J is Pakistani");
    OK(is(label_of(list, " j "), "Pakistani"), "case and blanks do not count");
    OK(is(label_of(list, "J1"), "Pakistani"), "the second character is local");
    OK(is(label_of(list, "Z9"), "Not stated"), "also behind Z");
    OK(is(label_of(list, "White - Irish"), "White Irish"), "a published description");
    OK(is(label_of(list, "Mixed: White and Asian"), "Mixed White and Asian"),
       "another sign between");
    OK(is(label_of(list, "Black or Black British - African"), "Black African"),
       "a long description");
    OK(is(label_of(list, "I"), "(nothing)"), "I is no code of the list");
    OK(is(label_of(list, "9"), "(nothing)"), "9 is not 99");
    OK(is(label_of(list, ""), "(nothing)"), "an empty cell is not the list's affair");
    OK(is(label_of(list, "JJJ"), "(nothing)"), "three characters are no code");
    OK(is(group_of(list, "J", 5), "Asian or Asian British"), "Pakistani among 5");
    OK(is(group_of(list, "R", 5), "Other ethnic groups"), "Chinese among 5 in the 2001 list");
    OK(is(group_of(list, "G", 5), "Mixed"), "any other Mixed among 5");
    OK(is(group_of(list, "R", 6), "Chinese") &&
           is(group_of(list, "S", 6), "Any other ethnic group") &&
           is(group_of(list, "L", 6), "Asian or Asian British") &&
           is(group_of(list, "B", 6), "White"),
       "six groups have Chinese by themselves, and any other Asian among the Asian");
    OK(is(group_of(list, "P", 16), "Any other Black background"), "16 is the codes themselves");
    OK(is(group_of(list, "99", 5), "Not known"), "99 stays what it is at every detail");
    OK(code_detail_find(list, 18) == NULL, "there is no detail of 18 in the 2001 list");
    not_stated = code_find(list, STR("Z"));
    OK(not_stated != NULL && not_stated->meaning == CODE_NOT_SAID, "Z: asked, not said");
    OK(code_find(list, STR("99")) != NULL && code_find(list, STR("99"))->meaning == CODE_NOT_ASKED,
       "99: nobody knows");
}

/* The cell of a line's column, counted from 0; the table has no quotes. */
static Str cell_of(Str line, size_t column)
{
    for (; column > 0; column--) {
        line = str_slice(line, str_find_byte(line, ',') + 1, line.length);
    }
    return str_slice(line, 0, str_find_byte(line, ','));
}

/* Labels that NHS England publishes, in the spellings of eight years, are those of the list. */
static void test_published_labels(Context *context)
{
    const CodeList *list = code_list_find(STR("nhs-ethnicity-2001"));
    size_t labels = 0;
    size_t known = 0;
    Str table;

    if (!OK(!failed(file_read_start(context, STR("examples/talking-therapies/england.csv"),
                                    (size_t)1 << 20, &table)),
            "the published table")) {
        return;
    }
    for (size_t at = str_find_byte(table, '\n') + 1; at < table.length;) {
        Str rest = str_slice(table, at, table.length);
        Str line = str_slice(rest, 0, str_find_byte(rest, '\n'));
        Str label = cell_of(line, 2);

        if (label.length > 0 && !str_equal(label, STR("Not stated/Not known/Invalid"))) {
            const CodeEntry *entry = code_find(list, label);

            labels++;
            known += entry != NULL && entry->meaning == CODE_GROUP;
        }
        at += line.length + 1;
    }
    OK(labels == 128 && known == labels, "16 ethnic groups in each of 8 years: %zu, %zu known",
       labels, known);
    OK(is(label_of(list, "White: British"), "White British"), "a broad group before its part");
    OK(is(label_of(list, "Mixed: Any Other Mixed Background"), "Any other Mixed background"),
       "in the spelling of earlier years");
}

static void test_census_2021(void)
{
    const CodeList *list = code_list_find(STR("census-ethnicity-2021"));

    OK(is(group_of(list, "16", 19), "Roma"), "16 is Roma");
    OK(is(group_of(list, "16", 18), "Any other White background"), "which the 2011 list lacks");
    OK(is(group_of(list, "16", 5), "White"), "and which is White among 5");
    OK(is(group_of(list, "Asian, Asian British or Asian Welsh: Chinese", 5),
          "Asian, Asian British or Asian Welsh"),
       "Chinese among 5 in the 2021 list, by its label");
    OK(is(group_of(list, "2", 6), "Chinese") &&
           is(group_of(list, "5", 6), "Asian, Asian British or Asian Welsh other than Chinese") &&
           is(group_of(list, "18", 6), "Other ethnic group"),
       "six groups set Chinese apart here too");
    OK(is(label_of(list, "06"), "Black African"), "zeros before a number do not count");
    OK(is(label_of(list, "8"), "Any other Black background") &&
           is(label_of(list, "-8"), "Does not apply"),
       "-8 is not 8");
    OK(is(label_of(list, "20"), "(nothing)"), "there is no 20");
}

static void test_deprivation(void)
{
    const CodeList *list = code_list_find(STR("imd-decile"));
    const CodeList *fifths = code_list_find(STR("imd-quintile"));

    OK(is(label_of(list, "10"), "Decile 10") && is(label_of(list, "01"), "Decile 1"), "deciles");
    OK(is(group_of(list, "9", 5), "9 and 10"), "deciles in fifths");
    OK(is(label_of(list, "0"), "(nothing)") && is(label_of(list, "11"), "(nothing)"),
       "there are ten of them");
    OK(is(list->worst, "most deprived") && is(list->best, "least deprived"), "its ends have names");
    OK(fifths != NULL && fifths->recorded == 5 && is(label_of(fifths, "5"), "Quintile 5"),
       "fifths");
    OK(is(list->topic, "deprivation"), "it is about deprivation");
}

/* How many steps from the worst-off end; -1: none. */
static int place_of(const CodeList *list, const char *label, bool last_is_worst)
{
    size_t place;

    return code_find_place(list, str_from(label), last_is_worst, &place) ? (int)place : -1;
}

static void test_order_in_words(void)
{
    const CodeList *list = code_list_find(STR("imd-decile"));
    const CodeList *fifths = code_list_find(STR("imd-quintile"));
    const CodeList *ethnicity = code_list_find(STR("nhs-ethnicity-2001"));

    OK(list->said.count == 10 && is(list->said.items[0], "the most deprived tenth") &&
           is(list->said.items[3], "tenth 4 of 10 from the most deprived") &&
           is(list->said.items[9], "the least deprived tenth"),
       "tenths in words, from the worst-off end");
    OK(fifths->said.count == 5 && is(fifths->said.items[4], "the least deprived fifth"), "fifths");
    OK(place_of(list, "1", false) == 0 && place_of(list, "Decile 4", false) == 3 &&
           place_of(list, "1", true) == 9 && place_of(list, "10", true) == 0,
       "numbers are counted from the end that the study declares");
    OK(place_of(list, "10 Most deprived", true) == 0 &&
           place_of(list, "01 Least deprived", true) == 9 &&
           place_of(list, "09 More deprived", true) == 1 &&
           place_of(list, "1 (most deprived)", false) == 0,
       "and so are those with the name of an end");
    OK(place_of(list, "10 Most deprived", false) == -1 &&
           place_of(list, "01 Least deprived", false) == -1 &&
           place_of(list, "10 More deprived", true) == -1,
       "a label that names another end is none");
    OK(place_of(list, "11", false) == -1 && place_of(list, "10 of us", true) == -1 &&
           place_of(list, "Most deprived", true) == -1 && place_of(list, "", true) == -1 &&
           place_of(list, "1 and 2", false) == -1 && place_of(fifths, "6", false) == -1,
       "nor is what is no code");
    OK(ethnicity->said.count == 0 && place_of(ethnicity, "A", false) == -1,
       "a list without an order says none");
}

static void test_every_list(void)
{
    size_t count;
    const CodeList *lists = code_list_rows(&count);

    for (size_t i = 0; i < count; i++) {
        bool whole = true;

        for (size_t e = 0; e < lists[i].entries.count; e++) {
            const CodeEntry *entry = &lists[i].entries.items[e];

            whole = whole && code_find(&lists[i], entry->code) == entry &&
                    code_find(&lists[i], entry->label) == entry &&
                    (entry->meaning == CODE_GROUP) == (e < lists[i].recorded);
            for (size_t d = 0; d < lists[i].details.count; d++) {
                const CodeDetail *detail = &lists[i].details.items[d];
                size_t index = code_group_index(&lists[i], entry, detail);

                whole = whole && (entry->meaning == CODE_GROUP ? index < (size_t)detail->groups
                                                               : index == SIZE_MAX);
            }
        }
        OK(whole, "%.*s: every code and label finds its own entry and group",
           STR_ARGS(lists[i].id));
    }
}

static void test_indices(void)
{
    size_t count;
    const DeprivationIndex *rows = deprivation_index_rows(&count);
    const DeprivationIndex *england = deprivation_index_find(STR("england 2010"));
    bool honest = count > 0;

    for (size_t i = 0; i < count; i++) {
        honest = honest && rows[i].source->mark != SOURCE_UNSEEN &&
                 str_starts_with(rows[i].id, rows[i].nation) &&
                 deprivation_index_find(rows[i].id) == &rows[i];
    }
    OK(honest, "every index was read about, and is found by nation and year");
    OK(england != NULL && is(england->id, "England 2010") &&
           is(england->areas, "lower-layer super output areas of the 2001 census"),
       "England's of 2010 ranks the areas of 2001");
    OK(deprivation_index_find(STR("England")) == NULL &&
           deprivation_index_find(STR("Wales 2010")) == NULL,
       "no nation alone, and no year that is not there");
    OK(is(deprivation_nation_find(STR("NORTHERN IRELAND")), "Northern Ireland") &&
           deprivation_nation_find(STR("France")).length == 0,
       "nations that have one");
}

static void test_stages(void)
{
    Stage stage = STAGE_COUNT;
    LevelOfSay say = SAY_NOBODY;

    OK(stage_find(STR("join"), &stage) && stage == STAGE_JOIN, "a stage by its id");
    OK(is(stage_info(STAGE_RECORD)->name, "What is written down"), "and its name");
    OK(is(stage_info(STAGE_WATCH)->id, "watch") && is(stage_thread()->id, "voice"),
       "the last one, and the thread");
    OK(!stage_find(STR("voice"), &stage) && stage == STAGE_JOIN, "the thread is no stage");
    OK(say_find(STR("worked together"), &say) && say == SAY_WORKED_TOGETHER, "a level of say");
    OK(say_find(STR("Empower"), &say) && say == SAY_DECIDED, "by its other name");
    OK(is(say_info(SAY_TOLD)->iap2, "inform") && say_info(SAY_NOBODY) == NULL, "and back");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 22);
    Context context = {.arena = arena};
    AgeEdges edges = age_bands_find(STR("life-stages"))->edges;
    double people = 0;

    test_nhs_2001();
    test_published_labels(&context);
    test_census_2021();
    test_deprivation();
    test_order_in_words();
    test_every_list();
    test_indices();
    test_stages();
    OK(edges.count == 6 && edges.items[1] > 17.9 && edges.items[1] < 18.1, "bands begin at 18");
    edges = age_bands_find(STR("standard-population"))->standard;
    for (size_t i = 0; i < edges.count; i++) {
        people += edges.items[i];
    }
    OK(edges.count == 19 && people > 99999.5 && people < 100000.5 && edges.items[18] < 1000.5,
       "the European standard population has 100,000 people in 19 bands");
    OK(age_bands_find(STR("standard-population"))->source != NULL &&
           age_bands_find(STR("life-stages"))->source == NULL,
       "and a source, which bands without one do not");
    OK(age_bands_find(STR("none")) == NULL && code_list_find(STR("none")) == NULL, "unknown ids");
    return tap_done();
}
