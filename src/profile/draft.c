/* People first, then the file, groups, outcomes, what was left out, and the knots. */
#include "profile/draft_parts.h"

#include "study/labels.h"

#include <string.h>

#define LABELS_BYTES ((size_t)46)
#define COLUMNS_BYTES ((size_t)400)
#define SHARED_ROWS_LEAST 100

bool label_counts(Str label)
{
    return label_not_recorded(label) == RECORDED && !label_is_missing(label);
}

void draft_begin_keys(Draft *draft)
{
    draft->keys.count = 0;
}

static bool is_taken(const Draft *draft, Str key)
{
    for (size_t i = 0; i < draft->keys.count; i++) {
        if (str_equal(draft->keys.items[i], key)) {
            return true;
        }
    }
    return false;
}

Str draft_key(Draft *draft, Str words)
{
    Str name = name_of_words(draft->context, words);
    Str key = name;

    for (size_t number = 2; is_taken(draft, key); number++) {
        key = str_format(draft->context->arena, "%.*s_%zu", STR_ARGS(name), number);
    }
    if (draft->keys.count < draft->keys_most) {
        draft->keys.items[draft->keys.count++] = key;
    }
    return key;
}

Str draft_share(const Draft *draft, int64_t part, int64_t rows)
{
    double share = rows > 0 ? 100.0 * (double)part / (double)rows : 0.0;
    int64_t whole = (int64_t)(share + 0.5);

    if (rows < SHARED_ROWS_LEAST) {
        return STR_NONE;
    }
    if (whole == 0) {
        return part == 0 ? STR("none") : STR("fewer than 1 of 100 rows");
    }
    return str_format(draft->context->arena, "%lld of 100 rows", (long long)whole);
}

const char *draft_words(const Draft *draft, Text *text)
{
    Str words = text_str(text);

    if (words.length == 0) {
        return NULL;
    }
    return str_format(draft->context->arena, "%.*s", STR_ARGS(words)).bytes;
}

Str draft_labels(const Draft *draft, ProfileLevels levels)
{
    Text text = text_new(draft->context->arena);
    size_t left = 0;

    for (size_t i = 0; i < levels.count; i++) {
        const ProfileLevel *level = &levels.items[i];

        if (!label_counts(level->label) || label_is_total(level->label)) {
            continue;
        }
        if (level->rows < FREQUENT_ROWS || text.length + level->label.length > LABELS_BYTES) {
            left++;
            continue;
        }
        text_add(&text, text.length == 0 ? STR_NONE : STR(", "));
        text_add_shown(&text, level->label, LABELS_BYTES);
    }
    if (left > 0 && text.length > 0) {
        text_format(&text, " and %zu more", left);
    }
    return text_str(&text);
}

Str draft_columns(const Draft *draft, Role role, size_t from)
{
    Text text = text_new(draft->context->arena);
    NameList list = {.most = COLUMNS_BYTES};

    for (size_t i = from; i < draft->profile->column_count; i++) {
        if (draft->guess->roles[i] == role) {
            list_add(&list, &text, draft->profile->columns[i].name);
        }
    }
    list_end(&list, &text);
    return text_str(&text);
}

void draft_heading(const Draft *draft, const char *words)
{
    size_t length = strlen(words) + 6;

    text_add(draft->out, STR("\n# -- "));
    text_add(draft->out, str_from(words));
    text_add_byte(draft->out, ' ');
    text_add_repeated(draft->out, STR("-"), length < 90 ? 90 - length : 0);
    text_add_byte(draft->out, '\n');
}

/* ---- who and why ---- */

static Status write_people(Draft *draft)
{
    DraftLines lines = {draft->out, false};
    DraftLines asked = {draft->out, true};
    Str called = str_show(draft->context->arena, draft->profile->called, 80);
    Text title = text_new(draft->context->arena);
    Text value = text_new(draft->context->arena);

    text_format(&title, "Who is left behind in %.*s", STR_ARGS(called));
    yaml_write_text(&value, text_str(&title));
    line_write(&lines, 0, "unknot", STR("1"), NULL);
    line_write(&lines, 0, "title", text_str(&value), NULL);
    draft_heading(draft, "People first: no file answers these");
    text_add(draft->out, STR("# What stays empty is printed as empty in the report.\n"));
    line_write(&lines, 0, "question", STR_NONE, "what is to be known, and who asks?");
    line_write(&lines, 0, "voice", STR_NONE, "who had a say in this study? For each:");
    line_write(&asked, 2, "- who", STR_NONE, "a group and how many, never a person's name");
    line_write(&asked, 4, "say", STR_NONE, "told, asked, involved, worked together or decided");
    line_write(&asked, 4, "date", STR_NONE, "when: 2026-03-31");
    line_write(&asked, 4, "changed", STR_NONE, "what became different because of them");
    line_write(&lines, 0, "can_change", STR_NONE, "what can still change because of this?");
    line_write(&lines, 0, "until", STR_NONE, "until when? 2026-03-31");
    line_write(&lines, 0, "announced", STR_NONE, "when was it said that this will be published?");
    line_write(&lines, 0, "owner", STR_NONE, "who answers for the service?");
    line_write(&lines, 0, "given_back", STR_NONE,
               "how will those who were asked hear what came of it?");
    line_write(&asked, 2, "to", STR_NONE, NULL);
    line_write(&asked, 2, "how", STR_NONE, NULL);
    return title.spent || value.spent ? fail_memory(draft->context) : done();
}

/* ---- the file ---- */

static Str as_value(const Draft *draft, Str text)
{
    Text value = text_new(draft->context->arena);

    yaml_write_text(&value, text);
    return text_str(&value);
}

/* "encounter" of encounter_id: the words before those that say it is an id. */
static Str noun_of(const Draft *draft, Str name)
{
    static const char *const ENDS[] = {"_identifier", "_number", "_nbr", "_num", "_code",
                                       "_key",        "_ref",    "_no",  "_id",  "_date"};
    Str noun = name_of_words(draft->context, name);

    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) {
        Str end = str_from(ENDS[i]);

        if (str_ends_with(noun, end) && noun.length > end.length) {
            noun = str_slice(noun, 0, noun.length - end.length);
            return str_find_byte(noun, '_') == noun.length ? noun : STR_NONE;
        }
    }
    return STR_NONE;
}

static Str guess_row(const Draft *draft)
{
    const Guess *guess = draft->guess;
    size_t id = guess_find(draft->profile, guess, ROLE_ROW_ID);
    size_t person = guess_find(draft->profile, guess, ROLE_PERSON);
    Str noun = STR_NONE;

    for (size_t i = 0; i < draft->profile->column_count && noun.length == 0; i++) {
        const ColumnProfile *column = &draft->profile->columns[i];

        if (guess->roles[i] == ROLE_ROW_ID && !name_is_person(column->name)) {
            noun = noun_of(draft, column->name);
        } else if (guess->roles[i] == ROLE_DATE && column->topic == TOPIC_START && id == SIZE_MAX) {
            noun = noun_of(draft, column->name);
        }
    }
    if (noun.length > 0) {
        return noun;
    }
    return person != COLUMN_NOT_THERE ? STR("record") : STR("person");
}

/* What published numbers count, when a measure's name tells. */
static Str guess_counted(const Draft *draft)
{
    static const char *const NOUNS[] = {"referral", "admission", "appointment", "attendance",
                                        "birth"};
    size_t measure = guess_find(draft->profile, draft->guess, ROLE_MEASURE);
    ProfileLevels levels = {NULL, 0};

    if (measure != COLUMN_NOT_THERE) {
        levels = draft->profile->columns[measure].levels;
    }
    for (size_t i = 0; i < levels.count; i++) {
        for (size_t n = 0; n < sizeof NOUNS / sizeof NOUNS[0]; n++) {
            if (str_contains_ignoring_case(levels.items[i].label, str_from(NOUNS[n]))) {
                return str_from(NOUNS[n]);
            }
        }
    }
    return STR("person");
}

/* How the columns read as dates are written. */
typedef struct DatesWritten {
    DateOrders orders;
    bool year_first; /* some column */
    bool ordered;    /* some other */
} DatesWritten;

static DatesWritten find_dates(const Draft *draft)
{
    DatesWritten found = {{0, 0, 0}, false, false};

    for (size_t i = 0; i < draft->profile->column_count; i++) {
        const DateOrders *orders = &draft->profile->columns[i].orders;
        Role role = draft->guess->roles[i];

        if (role == ROLE_DATE || role == ROLE_BIRTH) {
            bool ordered = orders->day_first + orders->month_first + orders->either > 0;

            found.ordered = found.ordered || ordered;
            found.year_first = found.year_first || !ordered;
            found.orders.day_first += orders->day_first;
            found.orders.month_first += orders->month_first;
        }
    }
    return found;
}

/* Told, or seen where a number above 12 can only be a day; else asked. */
static void write_dates(Draft *draft, DraftLines *lines)
{
    DateOrder told = draft->profile->dates;
    DatesWritten found = find_dates(draft);
    DateOrder only = date_orders_only(&found.orders);
    DraftLines asked = {draft->out, true};

    if (told != DATES_NOT_SAID) {
        line_write(lines, 4, "dates", str_from(date_order_name(told)), NULL);
    } else if (found.ordered && found.year_first) {
        comment_write(draft->out, 4,
                      STR("Dates are written in two ways, with the year first in one column and "
                          "last in another. A file is read in one: write all as year-month-day."));
    } else if (only != DATES_NOT_SAID) {
        line_write(lines, 4, "dates", str_from(date_order_name(only)),
                   only == DATES_DAY_MONTH_YEAR ? "the day first: some first numbers are above 12"
                                                : "the month first: some second ones are above 12");
    } else if (found.orders.day_first > 0) {
        comment_write(draft->out, 4,
                      STR("Some dates can only be day/month, others only month/day: write all as "
                          "year-month-day."));
    } else if (found.ordered) {
        line_write(&asked, 4, "dates", str_from(date_order_name(DATES_DAY_MONTH_YEAR)),
                   "or month/day/year? No date tells; none is read until you do");
    }
}

static void write_reading(Draft *draft, DraftLines *lines)
{
    const Profile *profile = draft->profile;
    Str skip = str_format(draft->context->arena, "%lld", (long long)profile->skip);

    line_write(lines, 4, "file", as_value(draft, profile->file),
               str_starts_with(profile->file, STR("/"))
                   ? "of this machine: better kept beside the study"
                   : NULL);
    if (profile->sheet.length > 0) {
        line_write(lines, 4, "sheet", as_value(draft, profile->sheet), NULL);
    }
    if (profile->encoding.length > 0) {
        line_write(lines, 4, "encoding", as_value(draft, profile->encoding), NULL);
    }
    if (profile->delimiter.length > 0) {
        line_write(lines, 4, "delimiter", as_value(draft, profile->delimiter), NULL);
    }
    if (profile->skip > 0) {
        line_write(lines, 4, "skip", skip, NULL);
    }
    write_dates(draft, lines);
}

static void write_named(Draft *draft, DraftLines *lines, int indent, const char *key, size_t column,
                        const char *comment)
{
    if (column != COLUMN_NOT_THERE) {
        line_write(lines, indent, key, as_value(draft, draft->profile->columns[column].name),
                   comment);
    }
}

/* "column = 'label'", behind " and " where something stands before. */
static void add_equals(Text *condition, const ColumnProfile *column, Str label)
{
    text_add(condition, condition->length > 0 ? STR(" and ") : STR_NONE);
    condition_write_column(condition, column->name);
    text_add(condition, STR(" = "));
    condition_write_text(condition, label);
}

bool draft_is_count(Str label)
{
    static const char *const WORDS[] = {"count", "counts", "number", "numbers", "n", "num"};

    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (str_equal_ignoring_case(label, str_from(WORDS[i]))) {
            return true;
        }
    }
    return false;
}

static Str count_label(const ColumnProfile *statistic)
{
    for (size_t i = 0; i < statistic->levels.count; i++) {
        if (draft_is_count(statistic->levels.items[i].label)) {
            return statistic->levels.items[i].label;
        }
    }
    return STR_NONE;
}

static Str first_label(const ColumnProfile *column, bool wants_total)
{
    for (size_t i = 0; i < column->levels.count; i++) {
        Str label = column->levels.items[i].label;

        if (label_counts(label) && label_is_total(label) == wants_total) {
            return label;
        }
    }
    return STR_NONE;
}

/* The label that a column's rows must have to be looked at; empty: any. */
static Str label_to_keep(const Draft *draft, size_t index)
{
    const ColumnProfile *column = &draft->profile->columns[index];
    Role role = draft->guess->roles[index];

    if (role == ROLE_STATISTIC && column->recorded > 1) {
        return count_label(column);
    }
    if (role == ROLE_TOTALLED) {
        return first_label(column, true);
    }
    return role == ROLE_MEASURE && !draft->guess->is_long ? first_label(column, false) : STR_NONE;
}

/* The rows that count: of the counts, of one measure, of the totals of other columns. */
static void add_keep(const Draft *draft, Text *keep)
{
    for (size_t i = 0; i < draft->profile->column_count; i++) {
        Str label = label_to_keep(draft, i);

        if (label.length > 0) {
            add_equals(keep, &draft->profile->columns[i], label);
        }
    }
}

static Status write_long(Draft *draft, DraftLines *lines)
{
    const Guess *guess = draft->guess;
    size_t value = guess_find(draft->profile, guess, ROLE_VALUE);
    size_t measure = guess_find(draft->profile, guess, ROLE_MEASURE);
    Text keep = text_new(draft->context->arena);

    add_keep(draft, &keep);
    if (guess->is_long) {
        line_write(lines, 4, "status", STR("published"),
                   "already released: not protected again. Own data? Take it out");
        line_write(lines, 4, "same_people", STR("false"),
                   "counts of one period, not a followed group");
    }
    if (keep.length > 0) {
        line_write(lines, 4, "keep", as_value(draft, text_str(&keep)),
                   guess_find(draft->profile, guess, ROLE_STATISTIC) != COLUMN_NOT_THERE
                       ? "counts, not percentages and the like"
                       : "the rows to look at");
    }
    if (guess->is_long) {
        line_write(lines, 4, "spread", STR_NONE, "one measure a row: each becomes a column");
        line_write(lines, 6, "names", as_value(draft, draft->profile->columns[measure].name), NULL);
        line_write(lines, 6, "values", as_value(draft, draft->profile->columns[value].name),
                   draft->profile->columns[value].has_kept_back
                       ? "kept-back numbers (*, <5) are read as 'between'"
                       : NULL);
    }
    return keep.spent ? fail_memory(draft->context) : done();
}

static void write_design(Draft *draft)
{
    DraftLines asked = {draft->out, true};
    size_t weight = guess_find(draft->profile, draft->guess, ROLE_WEIGHT);
    Str comment = STR_NONE;
    Str others;

    if (weight == COLUMN_NOT_THERE) {
        return;
    }
    comment_write(
        draft->out, 4,
        STR("This looks like a survey. Without its design numbers are about the people in "
            "the file, not about a country; if these are its columns, take the # away."));
    line_write(&asked, 4, "design", STR_NONE, NULL);
    others = draft_columns(draft, ROLE_WEIGHT, weight + 1);
    if (others.length > 0) {
        comment = str_format(draft->context->arena, "or %.*s", STR_ARGS(others));
    }
    write_named(draft, &asked, 6, "weight", weight, comment.bytes);
    write_named(draft, &asked, 6, "strata", guess_find(draft->profile, draft->guess, ROLE_STRATA),
                NULL);
    write_named(draft, &asked, 6, "cluster", guess_find(draft->profile, draft->guess, ROLE_CLUSTER),
                NULL);
}

/* Another file may know what this one does not: of persons, or of areas too many to be groups. */
static void write_look_up(Draft *draft)
{
    DraftLines asked = {draft->out, true};
    size_t by = COLUMN_NOT_THERE;

    for (size_t i = 0; i < draft->profile->column_count && by == COLUMN_NOT_THERE; i++) {
        Role role = draft->guess->roles[i];

        if ((role == ROLE_PERSON && draft->guess->group_is_forced) ||
            (role == ROLE_LEFT_OUT && draft->profile->columns[i].topic == TOPIC_AREA &&
             draft->profile->columns[i].recorded > 1)) {
            by = i;
        }
    }
    if (by == COLUMN_NOT_THERE) {
        return;
    }
    line_write(&asked, 4, "look_up", STR_NONE, "columns of another file, such as groups:");
    line_write(&asked, 6, "other", STR_NONE, "a name of your own");
    line_write(&asked, 8, "file", STR_NONE, "at most one row there for each row here");
    write_named(draft, &asked, 8, "by", by, "a column of both files");
}

static Status write_data(Draft *draft)
{
    const Profile *profile = draft->profile;
    const Guess *guess = draft->guess;
    DraftLines lines = {draft->out, false};
    DraftLines asked = {draft->out, true};
    size_t date = guess_find(profile, guess, ROLE_DATE);
    bool counts = guess->is_long || guess_find(profile, guess, ROLE_OUT_OF) != COLUMN_NOT_THERE;

    draft_heading(draft, "The file");
    line_write(&lines, 0, "data", STR_NONE, NULL);
    line_write_name(&lines, 2, name_of_words(draft->context, profile->called),
                    "a name of your own");
    write_reading(draft, &lines);
    line_write(&lines, 4, "row", as_value(draft, counts ? guess_counted(draft) : guess_row(draft)),
               counts ? "what the numbers count; used in every sentence"
                      : "what one row is; used in every sentence");
    write_named(draft, &lines, 4, "person", guess_find(profile, guess, ROLE_PERSON),
                "comes again in other rows: people are counted once");
    write_named(draft, &lines, 4, "period", guess_find(profile, guess, ROLE_PERIOD),
                "numbers are told for each of them");
    write_named(draft, &lines, 4, "date", date, "the date that periods go by");
    TRY(write_long(draft, &lines));
    if (!guess->is_long && counts) {
        line_write(&asked, 4, "status", STR("published"),
                   "were the counts already checked for release? Then not protected again");
    }
    write_design(draft);
    write_look_up(draft);
    if (date != COLUMN_NOT_THERE) {
        line_write(&asked, 0, "periods", STR("financial year"),
                   "to see change: year, financial year, quarter, month");
    }
    if (profile->protect.length > 0) {
        line_write(&lines, 0, "protect", as_value(draft, profile->protect), NULL);
    }
    return done();
}

/* ---- what is not there ---- */

static void write_reason(Draft *draft, const char *reason, Str columns)
{
    Str line = str_format(draft->context->arena, "%.*s: %s", STR_ARGS(columns), reason);

    comment_write(draft->out, 0, line);
}

static Str columns_left_out(const Draft *draft, const char *reason)
{
    Text text = text_new(draft->context->arena);
    NameList list = {.most = COLUMNS_BYTES};

    for (size_t i = 0; i < draft->profile->column_count; i++) {
        if (draft->guess->roles[i] == ROLE_LEFT_OUT && draft->guess->reasons[i] == reason) {
            list_add(&list, &text, draft->profile->columns[i].name);
        }
    }
    list_end(&list, &text);
    return text_str(&text);
}

static bool said_before(const Draft *draft, size_t column)
{
    for (size_t i = 0; i < column; i++) {
        if (draft->guess->roles[i] == ROLE_LEFT_OUT &&
            draft->guess->reasons[i] == draft->guess->reasons[column]) {
            return true;
        }
    }
    return false;
}

static void write_left_out(Draft *draft)
{
    const Profile *profile = draft->profile;
    Str ids = draft_columns(draft, ROLE_ROW_ID, 0);
    Str totals = draft_columns(draft, ROLE_TOTALLED, 0);

    if (ids.length == 0 && totals.length == 0 && profile->columns_left == 0 &&
        guess_find(profile, draft->guess, ROLE_LEFT_OUT) == COLUMN_NOT_THERE) {
        return;
    }
    draft_heading(draft, "Left out");
    if (ids.length > 0) {
        write_reason(draft, "different in every row, or in every person's: no group", ids);
    }
    if (totals.length > 0) {
        write_reason(draft, "has a total beside its parts, and 'keep' takes the total", totals);
    }
    for (size_t i = 0; i < profile->column_count; i++) {
        if (draft->guess->roles[i] == ROLE_LEFT_OUT && !said_before(draft, i)) {
            const char *reason = draft->guess->reasons[i];

            write_reason(draft, reason, columns_left_out(draft, reason));
        }
    }
    if (profile->columns_left > 0) {
        Str last =
            str_show(draft->context->arena, profile->columns[profile->column_count - 1].name, 60);
        Str line = str_format(draft->context->arena, "%zu columns behind '%.*s' were not looked at",
                              profile->columns_left, STR_ARGS(last));

        comment_write(draft->out, 0, line);
    }
}

Status draft_write(Context *context, const Profile *profile, const Guess *guess, Text *out)
{
    Draft draft = {.context = context, .profile = profile, .guess = guess, .out = out};

    draft.keys_most = profile->column_count + 4 * guess->kinds.cell_count + 8;
    draft.keys.items = TAKE(context, Str, draft.keys_most);
    if (draft.keys.items == NULL) {
        return fail_memory(context);
    }
    comment_write(out, 0,
                  STR("A study begun by 'unknot init'. What stands here was guessed from the "
                      "columns: read each line, change it, take out what does not belong. A line "
                      "that begins with # does nothing; take that # away to use it. 'unknot check' "
                      "finds every mistake, 'unknot audit' reads the data."));
    TRY(write_people(&draft));
    TRY(write_data(&draft));
    TRY(draft_groups(&draft));
    TRY(draft_outcomes(&draft));
    write_left_out(&draft);
    draft_preset(&draft);
    return draft_knots(&draft);
}
