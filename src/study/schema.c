/* The table of keys. A key's order here is its order on the page. */
#include "study/schema.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const say_words[] = {[SAY_NOBODY] = "",
                                        [SAY_TOLD] = "told",
                                        [SAY_ASKED] = "asked",
                                        [SAY_INVOLVED] = "involved",
                                        [SAY_WORKED_TOGETHER] = "worked together",
                                        [SAY_DECIDED] = "decided",
                                        NULL};
static const char *const says_words[] = {[PEOPLE_UNASKED] = "",
                                         [PEOPLE_DEPENDS] = "depends",
                                         [PEOPLE_FINE] = "fine",
                                         [PEOPLE_PROBLEM] = "problem",
                                         NULL};
static const char *const stage_words[] = {
    [STAGE_FRAME] = "frame", [STAGE_REACH] = "reach", [STAGE_RECORD] = "record",
    [STAGE_JOIN] = "join",   [STAGE_MODEL] = "model", [STAGE_PROVE] = "prove",
    [STAGE_USE] = "use",     [STAGE_WATCH] = "watch", NULL};
static const char *const status_words[] = {
    [STATUS_OWN] = "own", [STATUS_PUBLISHED] = "published", NULL};
static const char *const better_words[] = {[BETTER_NOT_SAID] = "",
                                           [BETTER_MORE] = "more",
                                           [BETTER_LESS] = "less",
                                           [BETTER_NEITHER] = "neither",
                                           NULL};
static const char *const dates_words[] = {[DATES_NOT_SAID] = "",
                                          [DATES_YEAR_MONTH_DAY] = "year-month-day",
                                          [DATES_DAY_MONTH_YEAR] = "day/month/year",
                                          [DATES_MONTH_DAY_YEAR] = "month/day/year",
                                          NULL};
static const char *const period_words[] = {[PERIODS_YEAR] = "year",
                                           [PERIODS_FINANCIAL_YEAR] = "financial year",
                                           [PERIODS_QUARTER] = "quarter",
                                           [PERIODS_MONTH] = "month",
                                           NULL};

/* A row: the key, its type, flags, the struct and member it fills, what it means. */
#define KEY(name, type, flags, of, member, meaning)                                                \
    {                                                                                              \
        name, SCHEMA_##type, (flags), offsetof(of, member), NULL, NULL, meaning                    \
    }
#define KEY_WORDS(name, type, flags, of, member, list, meaning)                                    \
    {                                                                                              \
        name, SCHEMA_##type, (flags), offsetof(of, member), NULL, list, meaning                    \
    }
#define KEY_SECTION(name, type, flags, of, member, part, meaning)                                  \
    {                                                                                              \
        name, SCHEMA_##type, (flags), offsetof(of, member), &(part), NULL, meaning                 \
    }
#define SECTION(called, of, keys)                                                                  \
    {                                                                                              \
        called, sizeof(of), keys, COUNT(keys)                                                      \
    }

static const SchemaKey voice_keys[] = {
    KEY("who", TEXT, KEY_REQUIRED | KEY_OF_PEOPLE | KEY_OF_WHO, StudyVoice, who,
        "who had a say: a group of people, and how many; not a person's name"),
    KEY_WORDS("say", CHOICE, KEY_REQUIRED, StudyVoice, say, say_words, "how much say they had"),
    KEY("date", DATE, 0, StudyVoice, date, "when"),
    KEY_WORDS("stages", STAGES, 0, StudyVoice, stages, stage_words,
              "the stops of the pipeline they had a say on"),
    KEY("paid", FLAG, 0, StudyVoice, paid, "whether they were paid for their time"),
    KEY("changed", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyVoice, changed,
        "what became different because of them"),
};
static const SchemaSection schema_voice = SECTION("voice", StudyVoice, voice_keys);

static const SchemaKey adviser_keys[] = {
    KEY("field", TEXT, KEY_REQUIRED | KEY_OF_PEOPLE, StudyAdviser, field,
        "what the adviser knows about: statistics, interpreting, law"),
    KEY("interests", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyAdviser, interests,
        "what they declared, or 'none declared'"),
    KEY("advised", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyAdviser, advised,
        "what they advised"),
    KEY("changed", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyAdviser, changed,
        "what became different because of it"),
};
static const SchemaSection schema_adviser = SECTION("adviser", StudyAdviser, adviser_keys);

static const SchemaKey look_up_keys[] = {
    KEY("file", TEXT, 0, StudyLookUp, file, "the other file"),
    KEY("sheet", TEXT, 0, StudyLookUp, sheet, "the sheet of a workbook"),
    KEY("odbc", TEXT, KEY_SECRET, StudyLookUp, odbc,
        "a database instead of a file; needed where the table itself is not in the same one"),
    KEY("table", TEXT, 0, StudyLookUp, table, "the table or view in that database"),
    KEY("by", COLUMN, KEY_REQUIRED, StudyLookUp, by,
        "the column that both files have; the other file holds each of its values at most once"),
    KEY_WORDS("dates", CHOICE, 0, StudyLookUp, dates, dates_words,
              "how dates are written in this file, where not as in the table's own"),
};
static const SchemaSection schema_look_up = SECTION("look-up", StudyLookUp, look_up_keys);

static const SchemaKey spread_keys[] = {
    KEY("names", COLUMN, KEY_REQUIRED, StudySpread, names,
        "the column whose different cells become columns"),
    KEY("values", COLUMN, KEY_REQUIRED, StudySpread, values, "the column that fills them"),
};
static const SchemaSection schema_spread = SECTION("spread", StudySpread, spread_keys);

static const SchemaKey design_keys[] = {
    KEY("weight", COLUMN, 0, StudyDesign, weight,
        "how many people a row stands for in a survey; else all rows weigh the same"),
    KEY("strata", COLUMN, 0, StudyDesign, strata, "the survey's strata; else there is one"),
    KEY("cluster", COLUMN, 0, StudyDesign, cluster,
        "the survey's first sampling units, whose names may repeat in another stratum; else each "
        "row was drawn by itself, or each person where a table has strata and a person"),
};
static const SchemaSection schema_design = SECTION("design", StudyDesign, design_keys);

static const SchemaKey table_keys[] = {
    KEY("file", TEXTS, 0, StudyTable, files,
        "the file, from the study's folder: CSV, TSV, .xlsx, Parquet, JSON lines; a list, or a "
        "pattern such as data/20*.csv, for several of one kind that have the same columns"),
    KEY("sheet", TEXT, 0, StudyTable, sheet, "the sheet of a workbook; else the only one"),
    KEY("encoding", TEXT, 0, StudyTable, encoding,
        "of the text: utf-8 (as when not given), utf-16, windows-1252"),
    KEY("delimiter", TEXT, 0, StudyTable, delimiter,
        "what parts the cells: one character, or tab; else found in the first lines"),
    KEY("skip", WHOLE, 0, StudyTable, skip, "lines before the column names"),
    KEY("odbc", TEXT, KEY_SECRET, StudyTable, odbc,
        "a database instead of a file: DSN=NAME, on one line; never shown in what is written"),
    KEY("table", TEXT, 0, StudyTable, table,
        "the table or view in that database: up to three names parted by dots, written as the "
        "database has them; one that holds a dot in double quotes"),
    KEY("source", TEXT, KEY_OF_PEOPLE, StudyTable, source,
        "who published or gave the data, and in what: NHS England, Talking Therapies, annual "
        "reports; shown beside the numbers, which else name the file"),
    KEY("licence", TEXT, KEY_OF_PEOPLE, StudyTable, licence,
        "under which terms they may be used: Open Government Licence v3.0; shown behind the "
        "source"),
    KEY("row", TEXT, 0, StudyTable, row, "what one row is: referral; used in every sentence"),
    KEY("person", COLUMN, 0, StudyTable, person,
        "who a row is about: rows of one person are counted, and protected, as one person"),
    KEY("date", COLUMN, 0, StudyTable, date, "the date that periods go by"),
    KEY("period", COLUMN, 0, StudyTable, period, "a column that names the period itself: 2023-24"),
    KEY("count", COLUMN, KEY_MADE, StudyTable, count, "how many people a row stands for"),
    KEY("keep", CONDITION, 0, StudyTable, keep,
        "the rows to look at; rows left out are counted by group and shown"),
    KEY("missing", TEXTS, 0, StudyTable, missing,
        "cells that mean no value, here and in what is looked up: to conditions, numbers, dates "
        "and persons; blank always does, and NULL, NA and their like. As a group each keeps a row "
        "of its own, as what not_recorded names does"),
    KEY_WORDS("dates", CHOICE, 0, StudyTable, dates, dates_words,
              "how dates are written, here and in what is looked up: 2024-04-01 (as when not "
              "given), or 1/4/2024 with the day or the month first. Years have four digits; / . "
              "and - are alike. Never guessed, and never mixed: another form is a mistake"),
    KEY_SECTION("look_up", NAMED, 0, StudyTable, look_ups, schema_look_up,
                "other files with at most one row for each row here, by a name of your own; "
                "rows without one are counted by group"),
    KEY_WORDS("status", CHOICE, 0, StudyTable, status, status_words,
              "published: already checked for release, so not protected again, and *, c, <5 and "
              "1-7 are read as kept-back numbers; own (as when not given): people's rows"),
    KEY("same_people", FLAG, 0, StudyTable, same_people,
        "no: steps are counts of one period, not a followed group; said under every pathway"),
    KEY_SECTION("spread", PART, 0, StudyTable, spread, schema_spread,
                "a long table: each measure becomes a column"),
    KEY_SECTION("design", PART, 0, StudyTable, design, schema_design,
                "of a survey: outcomes are weighted, and their intervals go by clusters in strata; "
                "keep then tells whom to look at and cuts no rows. What is counted by rows says "
                "so"),
};
const SchemaSection schema_table = SECTION("table", StudyTable, table_keys);

static const SchemaKey group_keys[] = {
    KEY("in", TEXT, 0, StudyGroup, in, "the table; else the first that has the columns"),
    KEY("column", COLUMN, 0, StudyGroup, column, "the column that says it; of ages, with bands"),
    KEY("where", CONDITION, 0, StudyGroup, where,
        "the rows that carry this group, in a table where others carry other groups"),
    KEY("born", COLUMN, 0, StudyGroup, born, "a date of birth, for age on the day of at"),
    KEY("at", COLUMN, 0, StudyGroup, at, "the date on which age counts"),
    KEY("bands", BANDS, 0, StudyGroup, bands,
        "where bands of age begin: [0, 18, 65] is 0 to 17, 18 to 64, 65 and over"),
    KEY("codes", TEXT, 0, StudyGroup, codes, "a code list: nhs-ethnicity-2001, imd-decile"),
    KEY("detail", TEXTS, 0, StudyGroup, detail,
        "how many groups of the code list to tell apart: [5, 16] does both"),
    KEY("edition", TEXTS, 0, StudyGroup, edition,
        "of imd-decile and imd-quintile: which index, by nation and year: England 2019"),
    KEY("labels", PAIRS, 0, StudyGroup, labels,
        "words for what stands in the data: a map, its keys in quotes where they are numbers"),
    KEY("compare_with", TEXT, 0, StudyGroup, compare_with,
        "everyone else (as when not given), largest, or a group's label"),
    KEY("because", TEXT, KEY_OF_PEOPLE, StudyGroup, because,
        "why that one; needed with compare_with, and printed"),
    KEY("not_recorded", TEXTS, 0, StudyGroup, not_recorded,
        "labels that mean nobody knows; each stays a row of its own"),
    KEY("worst_off_first", ORDER, 0, StudyGroup, worst_first,
        "the order: ascending where the smallest number is worst off, descending, or a list of "
        "labels; never guessed from numbers"),
    KEY("largest", WHOLE, 0, StudyGroup, largest,
        "keep this many of the most frequent labels; the rest together as 'other'"),
    KEY("sensitive", FLAG, 0, StudyGroup, sensitive,
        "yes: a higher floor, not in combinations or the public view unless written out"),
    KEY("ask_first", FLAG, 0, StudyGroup, ask_first,
        "yes: ask the people concerned before anything is published"),
};
const SchemaSection schema_group = SECTION("group", StudyGroup, group_keys);

static const SchemaKey outcome_keys[] = {
    KEY("in", TEXT, 0, StudyOutcome, in, "the table; else the first that has the columns"),
    KEY("is", CONDITION, KEY_MADE, StudyOutcome, is, "a share: whom the condition is true of"),
    KEY("among", CONDITION, KEY_MADE, StudyOutcome, among, "a share: of whom; else of all"),
    KEY("other_rule", CONDITION, KEY_MADE, StudyOutcome, other_rule,
        "a share: another rule for the same, to see for whom the answer hangs on which is used"),
    KEY("from", COLUMN, 0, StudyOutcome, from, "a wait: the date it begins"),
    KEY("to", COLUMN, 0, StudyOutcome, to, "a wait: the date it ends; blank while it goes on"),
    KEY("within", DAYS, 0, StudyOutcome, within_days,
        "a wait: makes it the share whose wait ended in so many days"),
    KEY("known_until", DATE, 0, StudyOutcome, known_until,
        "a wait: the last day that the data know of; needed with from"),
    KEY("amount", COLUMN, 0, StudyOutcome, amount, "an amount: a column of numbers, for a mean"),
    KEY("events", COLUMN, KEY_MADE, StudyOutcome, events,
        "published counts: how many it happened to"),
    KEY("out_of", COLUMN, KEY_MADE, StudyOutcome, out_of, "published counts: of how many"),
    KEY("estimate", COLUMN, KEY_MADE, StudyOutcome, estimate,
        "published estimates: the number itself"),
    KEY("se", COLUMN, KEY_MADE, StudyOutcome, se, "published estimates: its standard error"),
    KEY("population", COLUMN, KEY_MADE, StudyOutcome, population,
        "published estimates: how many people it is about"),
    KEY("scale", NUMBER, 0, StudyOutcome, scale,
        "published estimates: what they are per: 100, 1000"),
    KEY_WORDS("better", CHOICE, 0, StudyOutcome, better, better_words,
              "which way is better; without it nothing is called worse"),
    KEY("matters", MARGIN, 0, StudyOutcome, matters,
        "the smallest gap that people said matters, with its unit: 5 per 100, 14 days or 2 weeks "
        "of "
        "a wait, of an amount what its column is in; without it gaps are described and not judged"),
    KEY("means", TEXT, KEY_OF_PEOPLE, StudyOutcome, means,
        "what it means in words, and whose definition it is; sentences say what stands before a "
        "semicolon if it is at most 40 bytes, else the name"),
    KEY("chosen_by", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyOutcome, chosen_by,
        "who chose this outcome"),
};
const SchemaSection schema_outcome = SECTION("outcome", StudyOutcome, outcome_keys);

const SchemaSection schema_step = {"step", sizeof(StudyStep), NULL, 0};

static const SchemaKey pathway_keys[] = {
    KEY("in", TEXT, 0, StudyPathway, in, "the table; else the first that has the columns"),
    KEY_SECTION("STEP", STEPS, KEY_REQUIRED | KEY_MADE, StudyPathway, steps, schema_step,
                "two or more steps in their order, by names of your own: a date column (known is "
                "reached), a condition, or a count of a published table"),
};
static const SchemaSection schema_pathway = SECTION("pathway", StudyPathway, pathway_keys);

static const SchemaKey score_keys[] = {
    KEY("in", TEXT, 0, StudyScore, in, "the table; else the first that has the columns"),
    KEY("column", COLUMN, KEY_REQUIRED, StudyScore, column, "the score"),
    KEY("flag", CONDITION, 0, StudyScore, flag, "whom the score picks out"),
    KEY("outcome", CONDITION, KEY_REQUIRED, StudyScore, outcome, "what it should foretell"),
    KEY("need", COLUMN, 0, StudyScore, need,
        "what people needed, a number from 0: whom the score flags of those in most need"),
    KEY("decision", CONDITION, 0, StudyScore, decision,
        "what was decided, such as offered = 1: how many got it of those whom the score flags, and "
        "all the same of those whom it does not"),
    KEY("made_at", CONDITION, 0, StudyScore, made_at,
        "which rows are of the place where the score was made or first tried, such as "
        "site = 'North': who is elsewhere, and whom it flags there, is told beside them"),
    KEY("made_from", COLUMNS, 0, StudyScore, made_from,
        "columns of numbers that the score is made from (yes and no as 1 and 0): how well each "
        "tells who is in which group, and how well the score does"),
};
const SchemaSection schema_score = SECTION("score", StudyScore, score_keys);

static const SchemaKey swap_keys[] = {
    KEY("in", TEXT, 0, StudySwap, in, "the table; else the first that has the columns"),
    KEY("pair", COLUMN, KEY_REQUIRED, StudySwap, pair,
        "which text a row is of: one row for each text and each group's words"),
    KEY("group", TEXT, KEY_REQUIRED, StudySwap, group,
        "the group whose words were put in; of three or more it says compare_with"),
    KEY("outcome", CONDITION, KEY_REQUIRED, StudySwap, outcome,
        "what the program said of the text, such as needs_named >= 3"),
    KEY("means", TEXT, KEY_OF_PEOPLE, StudySwap, means, "what that means in words"),
};
const SchemaSection schema_swap = SECTION("swap", StudySwap, swap_keys);

static const SchemaKey answer_keys[] = {
    KEY("by", TEXT, KEY_REQUIRED | KEY_OF_PEOPLE | KEY_OF_WHO, StudyAnswer, by,
        "who says so: a group of people, not a person's name"),
    KEY("people", WHOLE, 0, StudyAnswer, people, "how many they were"),
    KEY("date", DATE, 0, StudyAnswer, date, "when"),
    KEY_WORDS("says", CHOICE, KEY_REQUIRED, StudyAnswer, says, says_words, "what they say of it"),
    KEY("words", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyAnswer, words, "in their words"),
};
static const SchemaSection schema_answer = SECTION("answer", StudyAnswer, answer_keys);

static const SchemaKey action_keys[] = {
    KEY("knot", TEXT, KEY_REQUIRED, StudyAction, knot,
        "the knot it is about; 'unknot knots' lists them"),
    KEY("do", TEXT, KEY_REQUIRED | KEY_OF_PEOPLE, StudyAction, what, "what will be done"),
    KEY("owner", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE | KEY_OF_WHO, StudyAction, owner,
        "whose task it is: a role, not a name"),
    KEY("due", DATE, 0, StudyAction, due, "by when"),
    KEY("remeasure", DATE, 0, StudyAction, remeasure,
        "when the same definitions are measured again; after due"),
};
static const SchemaSection schema_action = SECTION("action", StudyAction, action_keys);

static const SchemaKey given_back_keys[] = {
    KEY("to", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyGivenBack, to, "who was told"),
    KEY("date", DATE, KEY_MAY_BE_EMPTY, StudyGivenBack, date, "when"),
    KEY("how", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, StudyGivenBack, how, "how"),
};
static const SchemaSection schema_given_back =
    SECTION("given_back", StudyGivenBack, given_back_keys);

static const SchemaKey study_keys[] = {
    KEY("unknot", WHOLE, KEY_REQUIRED, Study, version, "the version of this form: 1"),
    KEY("title", TEXT, KEY_REQUIRED | KEY_OF_PEOPLE, Study, title, "what the report is called"),
    KEY("question", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, Study, question,
        "what you want to know, in a sentence"),
    KEY("made_up", FLAG, 0, Study, made_up,
        "yes: the data are invented, as in an example; every view says so"),
    KEY("country", TEXT, KEY_MAY_BE_EMPTY, Study, country, "where"),
    KEY("owner", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE | KEY_OF_WHO, Study, owner,
        "who answers for the service"),
    KEY("contact", TEXT, KEY_MAY_BE_EMPTY, Study, contact,
        "how to reach them; the only place for an e-mail address"),
    KEY("announced", DATE, KEY_MAY_BE_EMPTY, Study, announced,
        "when it was said that this audit would be published, whatever it finds"),
    KEY("can_change", TEXT, KEY_MAY_BE_EMPTY | KEY_OF_PEOPLE, Study, can_change,
        "what can still change because of it"),
    KEY("until", DATE, KEY_MAY_BE_EMPTY, Study, until, "until when it can"),
    KEY_SECTION("voice", LIST, KEY_MAY_BE_EMPTY, Study, voices, schema_voice,
                "who had a say; leaving this out is itself reported"),
    KEY_SECTION("advisers", LIST, KEY_MAY_BE_EMPTY, Study, advisers, schema_adviser, "who advised"),
    KEY_SECTION("data", TABLES, KEY_REQUIRED, Study, tables, schema_table,
                "one file's name, or tables by names of your own"),
    KEY_SECTION("groups", NAMED, KEY_REQUIRED, Study, groups, schema_group,
                "ways of grouping people, by names of your own"),
    KEY("combinations", COMBINATIONS, 0, Study, combinations,
        "two or three groups to look at together: a list of lists of their names"),
    KEY_SECTION("outcomes", NAMED, 0, Study, outcomes, schema_outcome,
                "what may differ between groups, by names of your own, each in one of five forms: "
                "is (and among, other_rule); from and to (and within); amount; events and out_of; "
                "estimate, se and population"),
    KEY_SECTION("pathways", NAMED, 0, Study, pathways, schema_pathway,
                "the steps people go through, by names of your own"),
    KEY_SECTION("scores", NAMED, 0, Study, scores, schema_score,
                "scores that decide about people, by names of your own"),
    KEY_SECTION("swaps", NAMED, 0, Study, swaps, schema_swap,
                "texts that a program was given again with only the words of a group changed, by "
                "names of your own"),
    KEY("population", PAIRS, 0, Study, populations,
        "the table that says how many people live there: a group's name to a table's"),
    KEY("matters", MARGIN, 0, Study, matters,
        "the gap that matters for shares that are no outcome: completeness, steps of a pathway, "
        "representation, rows lost, swaps, scores of no outcome here; in people: 5 per 100; "
        "without it they are described and not judged"),
    KEY("adjust", TEXTS, 0, Study, adjust,
        "groups whose make-up is to be evened out: shares are then shown of people alike in them "
        "too, beside the plain ones; not where rows repeat people"),
    KEY_WORDS("periods", CHOICE, 0, Study, periods, period_words,
              "to see change: how long one period is"),
    KEY("protect", TEXT, 0, Study, protect,
        "the rule for small numbers: unknot-default (as when not given), none, or another"),
    KEY_SECTION("answers", ANSWERS, KEY_MAY_BE_EMPTY, Study, answers, schema_answer,
                "what people say, by knot; a list where several groups of people answered"),
    KEY_SECTION("actions", LIST, KEY_MAY_BE_EMPTY, Study, actions, schema_action,
                "what will be done"),
    KEY_SECTION("given_back", PART, KEY_MAY_BE_EMPTY, Study, given_back, schema_given_back,
                "how those who were asked heard what came of it"),
};
const SchemaSection schema_study = SECTION("study", Study, study_keys);

const SchemaKey *schema_find(const SchemaSection *section, Str name)
{
    for (size_t i = 0; i < section->count; i++) {
        if (section->keys[i].type != SCHEMA_STEPS &&
            str_equal(name, str_from(section->keys[i].name))) {
            return &section->keys[i];
        }
    }
    return NULL;
}
