/* What a study file tells by itself once every value is read: names that must be declared, forms
   that must be whole, dates and margins that must fit. */
#include "study/connection.h"
#include "study/labels.h"
#include "study/study_build.h"

#define EVERYONE_ELSE STR("everyone else")
#define BANDS_LAST 150.0

static bool given(StudyText text)
{
    return text.place.line > 0;
}

DateOrder study_dates(const StudyTable *table, const StudyLookUp *look_up)
{
    bool own = look_up != NULL && look_up->dates.place.line > 0;

    if (look_up != NULL && given(look_up->table)) {
        return DATES_NOT_SAID; /* a database knows its dates */
    }
    return (DateOrder)(own ? look_up->dates.value : table->dates.value);
}

Status study_missing(Context *context, const StudyTable *table, StrSpan *out)
{
    *out = (StrSpan){TAKE(context, Str, table->missing.count), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < table->missing.count; i++) {
        Str marker = str_trim(table->missing.items[i].text);

        if (!label_is_missing(marker)) {
            out->items[out->count++] = marker;
        }
    }
    return done();
}

const StudyGroup *study_find_group(const Study *study, Str name)
{
    for (size_t i = 0; i < study->groups.count; i++) {
        if (str_equal(study->groups.items[i].name.text, name)) {
            return &study->groups.items[i];
        }
    }
    return NULL;
}

const StudyTable *study_find_table(const Study *study, Str name)
{
    for (size_t i = 0; i < study->tables.count; i++) {
        if (str_equal(study->tables.items[i].name.text, name)) {
            return &study->tables.items[i];
        }
    }
    return NULL;
}

/* The names of the items of a span whose items begin with place and name. */
static StrSpan names_of(Build *build, SchemaSpan span, size_t size)
{
    StrSpan names = {build_take(build, span.count, sizeof(Str)), 0};

    for (size_t i = 0; i < span.count && names.items != NULL; i++) {
        const StudyText *name = (const void *)((const char *)span.items + i * size + sizeof(Place));

        names.items[names.count++] = name->text;
    }
    return names;
}

/* "no group 'sexe' is declared; did you mean 'sex'?" */
static void undeclared(Build *build, StudyText name, const char *what, StrSpan names)
{
    Str nearest = names.items == NULL ? STR_NONE : str_nearest(name.text, names);
    Str shown = build_show(build, name.text);

    if (nearest.length > 0) {
        Str near = build_show(build, nearest);

        build_mistake(build, name.place, "no %s '%.*s' is declared; did you mean '%.*s'?", what,
                      STR_ARGS(shown), STR_ARGS(near));
    } else {
        build_mistake(build, name.place,
                      "no %s '%.*s' is declared; add it under '%s', or mend the "
                      "name",
                      what, STR_ARGS(shown), what[0] == 't' ? "data" : "groups");
    }
}

static void check_group_name(Build *build, const Study *study, StudyText name)
{
    if (given(name) && study->groups.count > 0 && study_find_group(study, name.text) == NULL) {
        undeclared(build, name, "group",
                   names_of(build, schema_span(&study->groups), sizeof(StudyGroup)));
    }
}

static void check_table_name(Build *build, const Study *study, StudyText name)
{
    if (given(name) && study->tables.count > 0 && study_find_table(study, name.text) == NULL) {
        undeclared(build, name, "table",
                   names_of(build, schema_span(&study->tables), sizeof(StudyTable)));
    }
}

static Str show(Build *build, StudyText text)
{
    return build_show(build, text.text);
}

static bool same_file(const StudyTable *a, StudyText file_a, const StudyTable *b, StudyText file_b)
{
    return str_equal(file_a.text, file_b.text) && str_equal(a->sheet.text, b->sheet.text);
}

/* One file named twice would count people twice, or is a slip. */
static void check_files(Build *build, const Study *study, size_t table, size_t file)
{
    const StudyTable *late = &study->tables.items[table];

    for (size_t i = 0; i <= table; i++) {
        const StudyTable *early = &study->tables.items[i];
        size_t end = i == table ? file : early->files.count;

        for (size_t j = 0; j < end; j++) {
            if (same_file(early, early->files.items[j], late, late->files.items[file])) {
                Str name = show(build, late->files.items[file]);

                build_mistake(build, late->files.items[file].place,
                              "file '%.*s' is named twice, the first in line %lld; name it once",
                              STR_ARGS(name), (long long)early->files.items[j].place.line);
                return;
            }
        }
    }
}

/* A connection in the place of a file would be shown wherever files are named: false, and a note
   that does not show it. */
static bool is_file(Build *build, StudyText file)
{
    if (!given(file) || !connection_is_one(file.text)) {
        return true;
    }
    build_mistake(build, file.place,
                  "this is a connection to a database and no file; write it behind 'odbc', and the "
                  "table's name behind 'table'");
    return false;
}

static void refuse_of_files(Build *build, Place place, const char *key, Str words)
{
    if (place.line > 0) {
        build_mistake(build, place, "%.*s is in a database, and '%s' is of files; take it out",
                      STR_ARGS(words), key);
    }
}

/* Where a table or a look-up is: in a file, or in a table of a database. */
typedef struct Whereabouts {
    Str words; /* "table 'referrals'" */
    bool file;
    StudyText odbc, table;
    bool connected; /* `odbc` need not be said again */
} Whereabouts;

static void check_whereabouts(Build *build, const Whereabouts *where)
{
    bool odbc = given(where->odbc);
    bool table = given(where->table);

    if (where->file && (odbc || table)) {
        build_mistake(build, odbc ? where->odbc.place : where->table.place,
                      "%.*s has both 'file' and '%s'; keep one", STR_ARGS(where->words),
                      odbc ? "odbc" : "table");
    } else if (odbc && !table) {
        build_mistake(build, where->odbc.place,
                      "%.*s has 'odbc' without 'table'; add the table's name in that database",
                      STR_ARGS(where->words));
    } else if (table && !odbc && !where->connected) {
        build_mistake(build, where->table.place,
                      "%.*s has 'table' without 'odbc'; add how the database is reached: "
                      "odbc: \"DSN=NAME\"",
                      STR_ARGS(where->words));
    }
}

static void check_look_up(Build *build, const StudyTable *table, StudyLookUp *look_up)
{
    Str name = show(build, look_up->name);
    Str words = str_format(build->context->arena, "look-up '%.*s'", STR_ARGS(name));

    if (look_up->file.place.line == 0 && !given(look_up->odbc) && !given(look_up->table)) {
        build_mistake(build, look_up->place, "%.*s has no 'file'; add it: the other file",
                      STR_ARGS(words));
    }
    check_whereabouts(build, &(Whereabouts){words, look_up->file.place.line > 0, look_up->odbc,
                                            look_up->table, given(table->odbc)});
    if (!is_file(build, look_up->file)) {
        look_up->file = (StudyText){STR_NONE, PLACE_NONE};
    }
    if (given(look_up->sheet) && given(look_up->table)) {
        refuse_of_files(build, look_up->sheet.place, "sheet", words);
    }
    if (given(look_up->table)) {
        refuse_of_files(build, look_up->dates.place, "dates", words);
    }
}

static void check_look_ups(Build *build, StudyTable *table)
{
    for (size_t i = 0; i < table->look_ups.count; i++) {
        StudyLookUp *late = &table->look_ups.items[i];

        check_look_up(build, table, late);

        for (size_t j = 0; j < i; j++) {
            const StudyLookUp *early = &table->look_ups.items[j];

            if (given(late->file) && str_equal(late->file.text, early->file.text) &&
                str_equal(late->sheet.text, early->sheet.text) &&
                str_equal(late->by.text, early->by.text)) {
                Str name = show(build, late->file);

                build_mistake(build, late->file.place,
                              "file '%.*s' is looked up twice, the first in line %lld; name it "
                              "once",
                              STR_ARGS(name), (long long)early->file.place.line);
            }
        }
        for (size_t j = 0; given(late->file) && j < table->files.count; j++) {
            if (str_equal(late->file.text, table->files.items[j].text) &&
                str_equal(late->sheet.text, table->sheet.text)) {
                Str name = show(build, late->file);

                build_mistake(build, late->file.place,
                              "file '%.*s' looks itself up; name the other file", STR_ARGS(name));
            }
        }
    }
}

static void check_table(Build *build, Study *study, size_t index)
{
    StudyTable *table = &study->tables.items[index];
    Str name = show(build, table->name);
    Str words = str_format(build->context->arena, "table '%.*s'", STR_ARGS(name));

    if (table->files.place.line == 0 && !given(table->odbc) && !given(table->table)) {
        build_mistake(build, table->place, "table '%.*s' has no 'file'; name the file it is in",
                      STR_ARGS(name));
    }
    check_whereabouts(build, &(Whereabouts){words, table->files.place.line > 0, table->odbc,
                                            table->table, false});
    if (given(table->odbc)) {
        refuse_of_files(build, table->sheet.place, "sheet", words);
        refuse_of_files(build, table->encoding.place, "encoding", words);
        refuse_of_files(build, table->delimiter.place, "delimiter", words);
        refuse_of_files(build, table->skip.place, "skip", words);
        refuse_of_files(build, table->dates.place, "dates", words);
    }
    if (given(table->delimiter) && table->delimiter.text.length != 1 &&
        !str_equal(table->delimiter.text, STR("tab"))) {
        Str delimiter = show(build, table->delimiter);

        build_mistake(
            build, table->delimiter.place,
            "'delimiter' of table '%.*s' is '%.*s'; write one character in quotes, or tab",
            STR_ARGS(name), STR_ARGS(delimiter));
        table->delimiter.text = STR_NONE; /* told: the file's reader need not tell it too */
    }
    for (size_t i = 0; i < table->files.count; i++) {
        if (!is_file(build, table->files.items[i])) {
            table->files.count = 0;
            break;
        }
        check_files(build, study, index, i);
    }
    check_look_ups(build, table);
}

/* A group is a column, or a column of ages in bands, or an age on a day in bands. */
static void check_group_form(Build *build, const StudyGroup *group)
{
    Str name = show(build, group->name);
    bool born = given(group->born) || given(group->at);

    if (!given(group->column) && !born) {
        build_mistake(build, group->place,
                      "group '%.*s' has no 'column'; add it, or for age: born, at and bands",
                      STR_ARGS(name));
    } else if (given(group->column) && born) {
        build_mistake(build, given(group->born) ? group->born.place : group->at.place,
                      "group '%.*s' has both 'column' and '%s'; keep the column, or born and at",
                      STR_ARGS(name), given(group->born) ? "born" : "at");
    } else if (born && !(given(group->born) && given(group->at))) {
        build_mistake(build, given(group->born) ? group->born.place : group->at.place,
                      "group '%.*s' has '%s' without '%s'; age needs a date of birth and the date "
                      "on which it counts",
                      STR_ARGS(name), given(group->born) ? "born" : "at",
                      given(group->born) ? "at" : "born");
    } else if (born && group->bands.place.line == 0) {
        build_mistake(build, group->born.place,
                      "group '%.*s' has 'born' without 'bands'; add where each band begins: "
                      "[0, 18, 65]",
                      STR_ARGS(name));
    }
}

static void check_group(Build *build, const Study *study, const StudyGroup *group)
{
    Str name = show(build, group->name);

    check_table_name(build, study, group->in);
    check_group_form(build, group);
    if (given(group->compare_with) && !str_equal(group->compare_with.text, EVERYONE_ELSE) &&
        !given(group->because)) {
        Str level = show(build, group->compare_with);

        build_mistake(build, group->compare_with.place,
                      "group '%.*s' compares with '%.*s' and does not say why; add 'because', or "
                      "leave 'compare_with' out: everyone else",
                      STR_ARGS(name), STR_ARGS(level));
    }
    if (group->detail.count > 0 && !given(group->codes)) {
        build_mistake(build, group->detail.place,
                      "group '%.*s' has 'detail' without 'codes'; name the code list it is of",
                      STR_ARGS(name));
    }
    if (group->largest.place.line > 0 && group->largest.value < 1) {
        build_mistake(build, group->largest.place,
                      "'largest' of group '%.*s' is 0; write how many labels stay", STR_ARGS(name));
    }
    for (size_t i = 0; i < group->bands.count; i++) {
        const StudyNumber *band = &group->bands.items[i];

        if (band->value < 0 || band->value > BANDS_LAST) {
            build_mistake(build, band->place,
                          "a band of group '%.*s' begins outside 0 to 150; bands are of ages in "
                          "years",
                          STR_ARGS(name));
        }
    }
}

/* Which keys make a form, which of them it cannot be without. */
typedef struct FormKey {
    const char *name;
    OutcomeForm form;
    bool needed;
    size_t offset; /* of the key's place in StudyOutcome */
} FormKey;

#define FORM_KEY(name, form, needed, member)                                                       \
    {                                                                                              \
        name, form, needed, offsetof(StudyOutcome, member)                                         \
    }

static const FormKey form_keys[] = {
    FORM_KEY("is", OUTCOME_IS, true, is.source.place),
    FORM_KEY("among", OUTCOME_IS, false, among.source.place),
    FORM_KEY("other_rule", OUTCOME_IS, false, other_rule.source.place),
    FORM_KEY("from", OUTCOME_FROM_TO, true, from.place),
    FORM_KEY("to", OUTCOME_FROM_TO, true, to.place),
    FORM_KEY("within", OUTCOME_FROM_TO, false, within_days.place),
    FORM_KEY("known_until", OUTCOME_FROM_TO, true, known_until.place),
    FORM_KEY("amount", OUTCOME_AMOUNT, true, amount.place),
    FORM_KEY("events", OUTCOME_EVENTS, true, events.place),
    FORM_KEY("out_of", OUTCOME_EVENTS, true, out_of.place),
    FORM_KEY("estimate", OUTCOME_ESTIMATE, true, estimate.place),
    FORM_KEY("se", OUTCOME_ESTIMATE, true, se.place),
    FORM_KEY("population", OUTCOME_ESTIMATE, true, population.place),
    FORM_KEY("scale", OUTCOME_ESTIMATE, false, scale.place),
};
#define FORM_KEYS (sizeof form_keys / sizeof form_keys[0])

static Place form_place(const StudyOutcome *outcome, size_t key)
{
    return *(const Place *)(const void *)((const char *)outcome + form_keys[key].offset);
}

/* False when a key is missing or of another form; both are noted. */
static bool check_form(Build *build, StudyOutcome *outcome)
{
    Str name = show(build, outcome->name);
    size_t first = FORM_KEYS;
    bool fine = true;

    for (size_t i = 0; i < FORM_KEYS; i++) {
        Place place = form_place(outcome, i);

        if (place.line > 0 && first == FORM_KEYS) {
            first = i;
        } else if (place.line > 0 && form_keys[i].form != form_keys[first].form) {
            build_mistake(build, place,
                          "outcome '%.*s' has both '%s' and '%s', which are two forms; keep one",
                          STR_ARGS(name), form_keys[first].name, form_keys[i].name);
            return false;
        }
    }
    if (first == FORM_KEYS) {
        build_mistake(build, outcome->place,
                      "outcome '%.*s' does not say what is counted; add one of: is; from, to and "
                      "known_until; amount; events and out_of; estimate, se and population",
                      STR_ARGS(name));
        return false;
    }
    outcome->form = form_keys[first].form;
    for (size_t i = 0; i < FORM_KEYS; i++) {
        if (form_keys[i].form == outcome->form && form_keys[i].needed &&
            form_place(outcome, i).line == 0) {
            build_mistake(build, form_place(outcome, first),
                          "outcome '%.*s' has '%s' without '%s'; add it%s", STR_ARGS(name),
                          form_keys[first].name, form_keys[i].name,
                          form_keys[i].offset == offsetof(StudyOutcome, known_until.place)
                              ? ": the last day that the data know of, as 2025-03-31"
                              : "");
            fine = false;
        }
    }
    return fine;
}

static void check_pathway(Build *build, const Study *study, const StudyPathway *pathway)
{
    check_table_name(build, study, pathway->in);
    if (pathway->steps.count < 2) {
        Str name = show(build, pathway->name);

        build_mistake(build, pathway->place,
                      "pathway '%.*s' has fewer than two steps; add them in their order: "
                      "name: column or condition",
                      STR_ARGS(name));
    }
}

static void check_combination(Build *build, const Study *study, const StudyCombination *combination)
{
    const StudyTexts *groups = &combination->groups;

    if (groups->count < 2 || groups->count > 3) {
        build_mistake(build, combination->place,
                      "a combination has two or three groups, and this has %zu; write "
                      "'- [ethnicity, sex]'",
                      groups->count);
    }
    for (size_t i = 0; i < groups->count; i++) {
        check_group_name(build, study, groups->items[i]);
        for (size_t j = 0; j < i; j++) {
            if (str_equal(groups->items[i].text, groups->items[j].text)) {
                Str name = show(build, groups->items[i]);

                build_mistake(build, groups->items[i].place,
                              "group '%.*s' is combined with itself; name another", STR_ARGS(name));
                break;
            }
        }
    }
}

/* `late` may not be before `early`. */
static void check_dates(Build *build, const StudyDate *early, const char *early_name,
                        const StudyDate *late, const char *late_name)
{
    if (early->place.line > 0 && late->place.line > 0 && late->days != STUDY_DATE_BAD &&
        late->days < early->days) {
        build_mistake(build, late->place, "'%s' (%.*s) is before '%s' (%.*s); one of them is wrong",
                      late_name, STR_ARGS(late->text), early_name, STR_ARGS(early->text));
    }
}

static void check_all_dates(Build *build, const Study *study)
{
    check_dates(build, &study->announced, "announced", &study->until, "until");
    for (size_t i = 0; i < study->actions.count; i++) {
        check_dates(build, &study->actions.items[i].due, "due", &study->actions.items[i].remeasure,
                    "remeasure");
    }
    for (size_t i = 0; i < study->answers.count; i++) {
        check_dates(build, &study->answers.items[i].date, "date of an answer",
                    &study->given_back.date, "date of given_back");
    }
}

static void check_populations(Build *build, const Study *study)
{
    for (size_t i = 0; i < study->populations.count; i++) {
        check_group_name(build, study, study->populations.items[i].name);
        check_table_name(build, study, study->populations.items[i].value);
    }
    for (size_t i = 0; i < study->adjust.count; i++) {
        check_group_name(build, study, study->adjust.items[i]);
    }
}

void study_check_forms(Build *build, Study *study)
{
    if (study->version.place.line > 0 && study->version.value != 1) {
        build_mistake(build, study->version.place, "'unknot' is %.0f; this program reads version 1",
                      study->version.value);
    }
    for (size_t i = 0; i < study->tables.count; i++) {
        check_table(build, study, i);
    }
    for (size_t i = 0; i < study->groups.count; i++) {
        study->groups.items[i].table = STUDY_NO_TABLE;
        check_group(build, study, &study->groups.items[i]);
    }
    for (size_t i = 0; i < study->outcomes.count; i++) {
        StudyOutcome *outcome = &study->outcomes.items[i];

        outcome->table = STUDY_NO_TABLE;
        check_table_name(build, study, outcome->in);
        if (check_form(build, outcome)) {
            study_check_margin(build, outcome);
            study_check_other_rule(build, outcome);
        }
    }
    for (size_t i = 0; i < study->pathways.count; i++) {
        study->pathways.items[i].table = STUDY_NO_TABLE;
        check_pathway(build, study, &study->pathways.items[i]);
    }
    for (size_t i = 0; i < study->scores.count; i++) {
        study->scores.items[i].table = STUDY_NO_TABLE;
        check_table_name(build, study, study->scores.items[i].in);
    }
    for (size_t i = 0; i < study->swaps.count; i++) {
        study->swaps.items[i].table = STUDY_NO_TABLE;
        check_table_name(build, study, study->swaps.items[i].in);
        check_group_name(build, study, study->swaps.items[i].group);
    }
    for (size_t i = 0; i < study->combinations.count; i++) {
        check_combination(build, study, &study->combinations.items[i]);
    }
    check_populations(build, study);
    study_check_share_margin(build, study);
    check_all_dates(build, study);
}
