#include "cli/gap_input.h"

#include "base/os_file.h"

static bool is_one_of(Str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(word, str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

/* ---- options that need no file ---- */

static void check_better(Context *context, Str better)
{
    static const char *const WORDS[] = {"more", "less", "neither"};

    if (better.length > 0 && !is_one_of(better, WORDS, 3)) {
        Str shown = str_show(context->arena, better, 40);

        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--better %.*s' says no direction; write more, less or neither",
                   STR_ARGS(shown));
    }
}

/* Exactly one form of the question, with what it needs and without what it cannot use. */
static void check_forms(Context *context, const Arguments *arguments)
{
    bool outcome = arguments_given(arguments, "outcome");
    bool amount = arguments_given(arguments, "amount");
    bool events = arguments_given(arguments, "events");
    bool out_of = arguments_given(arguments, "out-of");
    int forms = (int)outcome + (int)amount + (int)(events || out_of);

    if (forms == 0) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "nothing to compare was named; add --outcome \"COL = VALUE\", --amount COL, or "
                   "--events COL --out-of COL");
    }
    if (forms > 1) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "--outcome, --amount and --events ask different questions; give one of them");
    }
    if (events != out_of) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "--events and --out-of belong together; add --%s COL",
                   events ? "out-of" : "events");
    }
    if (!arguments_given(arguments, "by")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "no groups were named; add --by COL, such as --by ethnicity");
    }
}

static void check_companions(Context *context, const Arguments *arguments)
{
    static const char *const ROW_OPTIONS[] = {"count", "person", "weight", "strata", "cluster"};
    bool counts = arguments_given(arguments, "events") || arguments_given(arguments, "out-of");

    for (size_t i = 0; counts && i < sizeof ROW_OPTIONS / sizeof ROW_OPTIONS[0]; i++) {
        if (arguments_given(arguments, ROW_OPTIONS[i])) {
            note_error(context, FAIL_INPUT, PLACE_NONE,
                       "'--%s' is for rows about people, not for published counts; leave it out",
                       ROW_OPTIONS[i]);
        }
    }
    if (arguments_given(arguments, "count") && arguments_given(arguments, "amount")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--count' cannot go with '--amount' (the spread inside a row is not known); "
                   "leave one of them out");
    }
    if (arguments_given(arguments, "published") && arguments_given(arguments, "protect")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--published' and '--protect' contradict each other; leave one of them out");
    }
}

void input_check_output(Context *context, const Arguments *arguments)
{
    Str output = arguments_text(arguments, "output");
    Str there = output.length > 0 ? path_absolute(context->arena, output) : STR_NONE;

    if (there.length > 0 &&
        str_equal(there, path_absolute(context->arena, arguments->operands.items[0]))) {
        Str shown = str_show(context->arena, output, 80);

        note_error(context, FAIL_INPUT, arguments_place("--output"),
                   "'%.*s' is the file that is read, and the answer would take its place; name "
                   "another file",
                   STR_ARGS(shown));
    }
}

/* ---- names among the columns ---- */

uint32_t input_column(Context *context, const Source *source, const Arguments *arguments,
                      const char *option, const char *dashed)
{
    if (!arguments_given(arguments, option)) {
        return COLUMN_NONE;
    }
    return source_find_column(context, source, str_trim(arguments_text(arguments, option)),
                              arguments_place(dashed));
}

/* Every name that an option lists: it may be given several times, with several names each time. */
static Status option_names(Context *context, const Arguments *arguments, const char *option,
                           StrSpan *out)
{
    StrSpan given = arguments_list(arguments, option);
    size_t most = 0;
    Str *names;

    *out = (StrSpan){NULL, 0};
    for (size_t i = 0; i < given.count; i++) {
        most += given.items[i].length + 1;
    }
    names = TAKE(context, Str, most);
    if (names == NULL) {
        return fail_memory(context);
    }
    out->items = names;
    for (size_t i = 0; i < given.count; i++) {
        StrSpan listed;

        TRY(list_parse(context, given.items[i], &listed));
        for (size_t j = 0; j < listed.count; j++) {
            names[out->count++] = listed.items[j];
        }
    }
    return done();
}

Status input_by(Context *context, const Arguments *arguments, GapInput *input)
{
    StrSpan names;

    TRY(option_names(context, arguments, "by", &names));
    input->groupings = TAKE(context, GapGrouping, names.count);
    if (input->groupings == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < names.count; i++) {
        uint32_t column =
            source_find_column(context, &input->source, names.items[i], arguments_place("--by"));

        for (size_t k = 0; k < input->grouping_count && column != COLUMN_NONE; k++) {
            if (input->groupings[k].column == column) {
                note_error(context, FAIL_INPUT, arguments_place("--by"),
                           "'%.*s' is named twice; name it once", STR_ARGS(names.items[i]));
                column = COLUMN_NONE;
            }
        }
        if (column != COLUMN_NONE) {
            input->groupings[input->grouping_count++] =
                (GapGrouping){.column = column, .name = names.items[i]};
        }
    }
    return done();
}

/* The grouping that an option of the form COL=... speaks of; NULL and a note. */
static GapGrouping *find_grouping(Context *context, GapInput *input, Str name, const char *dashed)
{
    Str shown;

    for (size_t i = 0; i < input->grouping_count; i++) {
        if (str_equal(input->groupings[i].name, name)) {
            return &input->groupings[i];
        }
    }
    shown = str_show(context->arena, name, 80);
    note_error(context, FAIL_INPUT, arguments_place(dashed),
               "'%.*s' is not one of the columns of --by; name it there too", STR_ARGS(shown));
    return NULL;
}

static Status read_order(Context *context, GapGrouping *grouping, Str value)
{
    static const char *const WORDS[] = {"ascending", "descending"};

    if (grouping->order.length > 0) {
        note_error(context, FAIL_INPUT, arguments_place("--order"),
                   "'%.*s' is given two orders; give one", STR_ARGS(grouping->name));
        return done();
    }
    grouping->order = value;
    if (is_one_of(value, WORDS, 2)) {
        return done();
    }
    TRY(list_parse(context, value, &grouping->order_levels));
    if (grouping->order_levels.count < 2) {
        Str shown = str_show(context->arena, value, 80);

        note_error(context, FAIL_INPUT, arguments_place("--order"),
                   "'%.*s' is no order; write ascending, descending, or the groups from worst off "
                   "to best off with commas",
                   STR_ARGS(shown));
    }
    return done();
}

typedef Status GroupingReader(Context *context, GapGrouping *grouping, Str value);

static Status read_reference(Context *context, GapGrouping *grouping, Str value)
{
    if (grouping->has_reference) {
        note_error(context, FAIL_INPUT, arguments_place("--reference"),
                   "'%.*s' is given two groups to compare with; give one",
                   STR_ARGS(grouping->name));
    }
    grouping->reference = value;
    grouping->has_reference = true;
    return done();
}

static Status read_not_recorded(Context *context, GapGrouping *grouping, Str value)
{
    return list_parse(context, value, &grouping->not_recorded);
}

static bool is_of_by(const GapInput *input, Str name)
{
    for (size_t i = 0; i < input->grouping_count; i++) {
        if (str_equal(input->groupings[i].name, name)) {
            return true;
        }
    }
    return false;
}

/* False and a note for sex=M,ethnicity=White in one: the second name would be read as a label. */
static bool is_of_one_column(Context *context, const GapInput *input, Str value, const char *dashed)
{
    size_t comma = str_find_byte(value, ',');

    while (comma < value.length) {
        size_t equals;

        value = str_trim(str_slice(value, comma + 1, value.length));
        equals = str_find_byte(value, '=');
        if (equals < value.length && is_of_by(input, str_trim(str_slice(value, 0, equals)))) {
            Str shown = str_show(context->arena, value, 80);

            note_error(context, FAIL_INPUT, arguments_place(dashed),
                       "'%.*s' is about a second column; write %s once for each column",
                       STR_ARGS(shown), dashed);
            return false;
        }
        comma = str_find_byte(value, ',');
    }
    return true;
}

static Status read_pairs(Context *context, const Arguments *arguments, const char *option,
                         const char *dashed, GroupingReader *reader, GapInput *input)
{
    StrSpan given = arguments_list(arguments, option);

    for (size_t i = 0; i < given.count; i++) {
        GapGrouping *grouping;
        Str name;
        Str value;

        if (!pair_parse(context, option, given.items[i], &name, &value)) {
            continue;
        }
        grouping = find_grouping(context, input, name, dashed);
        if (grouping != NULL && is_of_one_column(context, input, value, dashed)) {
            TRY(reader(context, grouping, value));
        }
    }
    return done();
}

Status input_not_recorded(Context *context, const Arguments *arguments, GapInput *input)
{
    return read_pairs(context, arguments, "not-recorded", "--not-recorded", read_not_recorded,
                      input);
}

const Expression *input_condition(Context *context, const Arguments *arguments, const char *option,
                                  const char *dashed, const Source *source)
{
    Expression *expression = NULL;

    if (!arguments_given(arguments, option) ||
        failed(expression_parse(context, arguments_text(arguments, option), arguments_place(dashed),
                                &expression)) ||
        failed(expression_type(context, expression, source->columns, source->name))) {
        return NULL;
    }
    return expression;
}

static void read_survey(Context *context, const Arguments *arguments, GapInput *input)
{
    SurveyColumns *survey = &input->survey;

    *survey = (SurveyColumns){
        .weight = input->request.weight,
        .strata = input_column(context, &input->source, arguments, "strata", "--strata"),
        .cluster = input_column(context, &input->source, arguments, "cluster", "--cluster"),
    };
    if (survey->strata != COLUMN_NONE && survey->strata == survey->cluster) {
        Str name = str_show(context->arena, input->source.columns.items[survey->strata], 80);

        note_error(context, FAIL_INPUT, arguments_place("--cluster"),
                   "'%.*s' is the column of --strata too; clusters lie inside strata, so name the "
                   "column that tells them apart there",
                   STR_ARGS(name));
    }
    input->by_survey = survey_settle(survey, input->request.person);
}

static void read_columns(Context *context, const Arguments *arguments, GapInput *input)
{
    const Source *source = &input->source;
    Request *request = &input->request;

    request->source = source;
    request->where = input_condition(context, arguments, "where", "--where", source);
    request->outcome = input_condition(context, arguments, "outcome", "--outcome", source);
    request->amount = input_column(context, source, arguments, "amount", "--amount");
    request->events = input_column(context, source, arguments, "events", "--events");
    request->out_of = input_column(context, source, arguments, "out-of", "--out-of");
    request->count = input_column(context, source, arguments, "count", "--count");
    request->person = input_column(context, source, arguments, "person", "--person");
    request->weight = input_column(context, source, arguments, "weight", "--weight");
    read_survey(context, arguments, input);
    input->time = input_column(context, source, arguments, "time", "--time");
    if (request->events != COLUMN_NONE && request->events == request->out_of) {
        Str name = str_show(context->arena, source->columns.items[request->events], 80);

        note_error(context, FAIL_INPUT, arguments_place("--out-of"),
                   "'%.*s' is the column of --events too; name the column that counts all of them",
                   STR_ARGS(name));
    }
}

/* A group of which nobody knows who is in it is none to compare with. */
static void check_references(Context *context, const GapInput *input)
{
    for (size_t i = 0; i < input->grouping_count; i++) {
        const GapGrouping *grouping = &input->groupings[i];

        for (size_t k = 0; grouping->has_reference && k < grouping->not_recorded.count; k++) {
            if (str_equal(grouping->not_recorded.items[k], grouping->reference)) {
                Str shown = str_show(context->arena, grouping->reference, 80);

                note_error(context, FAIL_INPUT, arguments_place("--reference"),
                           "'%.*s' is not recorded, as --not-recorded says; compare with another "
                           "group, or take it out of --not-recorded",
                           STR_ARGS(shown));
            }
        }
    }
}

/* ---- what is adjusted for ---- */

static void check_adjusting(Context *context, const Arguments *arguments)
{
    static const struct {
        const char *option;
        const char *why;
    } OTHERS[] = {{"amount", "a share is adjusted, a mean not yet"},
                  {"events", "published counts do not say who is alike in what"},
                  {"person", "rows that repeat people are not adjusted yet"},
                  {"weight", "weighted rows are not adjusted yet"},
                  {"strata", "a survey's rows are not adjusted yet"},
                  {"cluster", "a survey's rows are not adjusted yet"}};

    for (size_t i = 0; arguments_given(arguments, "adjust") && i < sizeof OTHERS / sizeof OTHERS[0];
         i++) {
        if (arguments_given(arguments, OTHERS[i].option)) {
            note_error(context, FAIL_INPUT, arguments_place("--adjust"),
                       "'--adjust' cannot go with '--%s' (%s); leave one of them out",
                       OTHERS[i].option, OTHERS[i].why);
        }
    }
}

static bool is_adjusted(const GapInput *input, uint32_t column)
{
    for (size_t i = 0; i < input->adjust_count; i++) {
        if (input->adjust[i] == column) {
            return true;
        }
    }
    return false;
}

static Status read_adjust(Context *context, const Arguments *arguments, GapInput *input)
{
    StrSpan names;

    TRY(option_names(context, arguments, "adjust", &names));
    input->adjust = TAKE(context, uint32_t, names.count);
    if (input->adjust == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < names.count; i++) {
        uint32_t column = source_find_column(context, &input->source, names.items[i],
                                             arguments_place("--adjust"));

        if (column == COLUMN_NONE) {
            continue;
        }
        if (is_adjusted(input, column) || column == input->time) {
            note_error(context, FAIL_INPUT, arguments_place("--adjust"),
                       column == input->time
                           ? "'%.*s' is the column of --time, whose periods have tables of their "
                             "own; take it out of --adjust"
                           : "'%.*s' is named twice; name it once",
                       STR_ARGS(names.items[i]));
        } else {
            input->adjust[input->adjust_count++] = column;
        }
    }
    return done();
}

/* The cuboid of a grouping with what is adjusted for behind its columns: not the grouping itself,
   in which a group's people are alike. */
static Status adjusting_cuboid(Context *context, const GapInput *input, size_t grouping,
                               Cuboid *out)
{
    const Cuboid *plain = &input->request.cuboids[grouping];
    uint32_t *columns = TAKE(context, uint32_t, plain->column_count + input->adjust_count);

    if (columns == NULL) {
        return fail_memory(context);
    }
    *out = (Cuboid){columns, plain->column_count};
    for (size_t i = 0; i < plain->column_count; i++) {
        columns[i] = plain->columns[i];
    }
    for (size_t i = 0; i < input->adjust_count; i++) {
        if (input->adjust[i] != plain->columns[0]) {
            columns[out->column_count++] = input->adjust[i];
        }
    }
    return done();
}

static Status adjusting_cuboids(Context *context, GapInput *input)
{
    Cuboid *cuboids = TAKE(context, Cuboid, 2 * input->grouping_count);

    if (input->adjust_count == 0) {
        return done();
    }
    if (cuboids == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < input->grouping_count; i++) {
        cuboids[i] = input->request.cuboids[i];
        TRY(adjusting_cuboid(context, input, i, &cuboids[input->grouping_count + i]));
    }
    input->request.cuboids = cuboids;
    input->request.cuboid_count = 2 * input->grouping_count;
    return done();
}

/* One cuboid for each grouping; the period, if any, is its second column. */
Status input_cuboids(Context *context, GapInput *input)
{
    size_t width = input->time != COLUMN_NONE ? 2 : 1;
    Cuboid *cuboids = TAKE(context, Cuboid, input->grouping_count);
    uint32_t *columns = TAKE(context, uint32_t, input->grouping_count * 2);

    if (cuboids == NULL || columns == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < input->grouping_count; i++) {
        columns[2 * i] = input->groupings[i].column;
        columns[2 * i + 1] = input->time;
        cuboids[i] = (Cuboid){columns + 2 * i, width};
        if (input->groupings[i].column == input->time) {
            note_error(context, FAIL_INPUT, arguments_place("--time"),
                       "'%.*s' is a column of --by too; name it in one of the two",
                       STR_ARGS(input->groupings[i].name));
        }
    }
    input->request.cuboids = cuboids;
    input->request.cuboid_count = input->grouping_count;
    return done();
}

static void name_outcome(Context *context, const Arguments *arguments, GapInput *input)
{
    if (arguments_given(arguments, "outcome")) {
        input->outcome = arguments_text(arguments, "outcome");
    } else if (arguments_given(arguments, "amount")) {
        input->outcome = arguments_text(arguments, "amount");
    } else {
        Str events = arguments_text(arguments, "events");
        Str out_of = arguments_text(arguments, "out-of");

        input->outcome =
            str_format(context->arena, "%.*s of %.*s", STR_ARGS(events), STR_ARGS(out_of));
    }
}

static Status open_source(Context *context, const Arguments *arguments, const Reader *reader,
                          GapInput *input)
{
    if (arguments->operands.count != 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    arguments->operands.count == 0
                        ? "no file is named; write unknot gap FILE --outcome ... --by ..."
                        : "more than one file is named; 'unknot gap' reads one (quote conditions "
                          "that hold spaces)");
    }
    input_check_output(context, arguments);
    return data_open(context, arguments->operands.items[0], &reader->read, reader->engine,
                     &input->source, &input->engine);
}

Status gap_input_read(Context *context, const Arguments *arguments, const Reader *reader,
                      GapInput *out)
{
    size_t errors = context->error_count;

    *out = (GapInput){.better = arguments_text(arguments, "better"),
                      .published = arguments_given(arguments, "published"),
                      .request = {.options = reader->engine_options}};
    check_forms(context, arguments);
    check_companions(context, arguments);
    check_adjusting(context, arguments);
    check_better(context, out->better);
    TRY(open_source(context, arguments, reader, out));
    TRY(input_by(context, arguments, out));
    TRY(read_pairs(context, arguments, "order", "--order", read_order, out));
    TRY(read_pairs(context, arguments, "reference", "--reference", read_reference, out));
    TRY(input_not_recorded(context, arguments, out));
    check_references(context, out);
    read_columns(context, arguments, out);
    TRY(read_adjust(context, arguments, out));
    TRY(input_cuboids(context, out));
    TRY(adjusting_cuboids(context, out));
    name_outcome(context, arguments, out);
    return status_since(context, errors);
}
