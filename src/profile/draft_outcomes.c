/* What may differ between groups. Nothing here says which way is better. */
#include "profile/draft_parts.h"

#include "study/labels.h"

/* More yes-and-no columns are offered, not looked at. */
#define SHARES_MOST 6

/* Names of measures whose share of another is known; whose definition it is. */
typedef struct KnownShare {
    const char *events;
    const char *out_of;
    const char *means;
    bool offered; /* commented out */
} KnownShare;

static const KnownShare KNOWN_SHARES[] = {
    {"recovery", "at_caseness", "counted as recovered, of those who finished and began as a case",
     false},
    {"reliable_recovery", "at_caseness", "reliably recovered, of those who began as a case", false},
    {"recovery", "referrals_received", "counted as recovered, of all who were referred", true},
    {"recovered", "finished", "recovered, of those who finished", false},
    {"numerator", "denominator", NULL, false},
    {"events", "population", NULL, false},
};

/* Two columns of a table that is not long. */
static const KnownShare PUBLISHED_SHARE = {"", "", NULL, false};

typedef struct Outcomes {
    Draft *draft;
    bool begun; /* the section's own line was written, and is active */
    size_t active;
} Outcomes;

/* Its first line, commented out when nothing in the section is active. */
static void begin_section(Outcomes *outcomes, bool active)
{
    DraftLines lines = {outcomes->draft->out, !active};

    draft_heading(outcomes->draft, "Outcomes: what may differ between groups");
    comment_write(
        outcomes->draft->out, 0,
        STR("Guessed from columns of two values and from names. What no file says stands there as "
            "a "
            "question: which way is better, which gap matters, who chose it. Ask the people it is "
            "about."));
    line_write(&lines, 0, "outcomes", STR_NONE, NULL);
    outcomes->begun = active;
}

/* The questions of every outcome; explained once. */
static void ask(Outcomes *outcomes, const char *matters)
{
    DraftLines asked = {outcomes->draft->out, true};
    bool explained = outcomes->active > 0;

    line_write(&asked, 4, "better", STR_NONE,
               explained ? NULL : "for people: more, less or neither?");
    line_write(&asked, 4, "matters", STR_NONE, explained ? NULL : matters);
    line_write(&asked, 4, "chosen_by", STR_NONE, explained ? NULL : "who chose this outcome?");
    outcomes->active++;
}

/* ---- shares ---- */

/* A number is compared as such, unless words stand in the column too. */
static void add_value(Text *condition, const ColumnProfile *column, Str label)
{
    if (column->not_recorded == 0 && (str_equal(label, STR("1")) || str_equal(label, STR("0")))) {
        text_add(condition, label);
    } else {
        condition_write_text(condition, label);
    }
}

static const char *describe_share(const Outcomes *outcomes, const ColumnProfile *column)
{
    Text words = text_new(outcomes->draft->context->arena);
    Str unknown =
        draft_share(outcomes->draft, column->missing + column->not_recorded, column->rows);

    for (size_t i = 0; i < column->levels.count; i++) {
        if (str_equal(column->levels.items[i].label, column->yes)) {
            Str share = draft_share(outcomes->draft, column->levels.items[i].rows, column->rows);

            if (share.length > 0) {
                text_format(&words, "%.*s: %.*s", STR_ARGS(column->yes), STR_ARGS(share));
            }
        }
    }
    if (unknown.length > 0 && column->missing + column->not_recorded > 0) {
        text_format(&words, "; not recorded: %.*s", STR_ARGS(unknown));
    }
    return draft_words(outcomes->draft, &words);
}

static Status write_share(Outcomes *outcomes, const ColumnProfile *column)
{
    Draft *draft = outcomes->draft;
    DraftLines lines = {draft->out, outcomes->active >= SHARES_MOST};
    Text is = text_new(draft->context->arena);
    Text among = text_new(draft->context->arena);
    Text value = text_new(draft->context->arena);

    condition_write_column(&is, column->name);
    text_add(&is, STR(" = "));
    add_value(&is, column, column->yes);
    yaml_write_text(&value, text_str(&is));
    line_write_name(&lines, 2, draft_key(draft, column->name), describe_share(outcomes, column));
    line_write(&lines, 4, "is", text_str(&value), NULL);
    if (column->not_recorded > 0) {
        condition_write_column(&among, column->name);
        text_add(&among, STR(" in ("));
        condition_write_text(&among, column->yes);
        text_add(&among, STR(", "));
        condition_write_text(&among, column->no);
        text_add(&among, STR(")"));
        value.length = 0;
        yaml_write_text(&value, text_str(&among));
        line_write(&lines, 4, "among", text_str(&value), "of those of whom it is known");
    }
    ask(outcomes, "the smallest gap that matters to people: 5 per 100");
    return is.spent || among.spent || value.spent ? fail_memory(draft->context) : done();
}

static Status write_shares(Outcomes *outcomes)
{
    const Draft *draft = outcomes->draft;

    for (size_t i = 0; i < draft->profile->column_count; i++) {
        if (draft->guess->roles[i] == ROLE_SHARE) {
            TRY(write_share(outcomes, &draft->profile->columns[i]));
        }
    }
    return done();
}

/* ---- published counts and estimates ---- */

static Str as_value(const Draft *draft, Str text)
{
    Text value = text_new(draft->context->arena);

    yaml_write_text(&value, text);
    return text_str(&value);
}

static void write_events(Outcomes *outcomes, const KnownShare *share, Str events, Str out_of)
{
    Draft *draft = outcomes->draft;
    DraftLines lines = {draft->out, share == NULL || share->offered};
    Str name = events;

    if (share != NULL && share->offered) {
        name =
            str_format(draft->context->arena, "%.*s of %.*s", STR_ARGS(events), STR_ARGS(out_of));
    }
    line_write_name(&lines, 2, draft_key(draft, name), NULL);
    line_write(&lines, 4, "events", as_value(draft, events), "how many it happened to");
    line_write(&lines, 4, "out_of", as_value(draft, out_of), "of how many");
    if (share != NULL && share->means != NULL) {
        line_write(&lines, 4, "means", as_value(draft, str_from(share->means)), NULL);
    }
    ask(outcomes, "the smallest gap that matters to people: 5 per 100");
}

/* The measures that are counts, from the cross of statistic and measure. */
static StrSpan count_measures(Draft *draft)
{
    const Cross *cross = &draft->guess->measures;
    StrSpan names = {TAKE(draft->context, Str, cross->cell_count), 0};
    size_t last = cross->column_count - 1;

    for (size_t i = 0; i < cross->cell_count && names.items != NULL; i++) {
        Str name = cross->cells[i].labels[last];
        bool counts = last == 0 || draft_is_count(cross->cells[i].labels[0]);
        bool known = false;

        for (size_t k = 0; k < names.count; k++) {
            known = known || str_equal(names.items[k], name);
        }
        if (counts && !known && label_counts(name)) {
            names.items[names.count++] = name;
        }
    }
    return names;
}

static Str find_measure(StrSpan names, const char *wanted)
{
    for (size_t i = 0; i < names.count; i++) {
        if (str_equal_ignoring_case(names.items[i], str_from(wanted))) {
            return names.items[i];
        }
    }
    return STR_NONE;
}

static bool has_known_share(StrSpan names)
{
    for (size_t i = 0; i < sizeof KNOWN_SHARES / sizeof KNOWN_SHARES[0]; i++) {
        if (!KNOWN_SHARES[i].offered && find_measure(names, KNOWN_SHARES[i].events).length > 0 &&
            find_measure(names, KNOWN_SHARES[i].out_of).length > 0) {
            return true;
        }
    }
    return false;
}

static void list_measures(const Outcomes *outcomes, StrSpan names)
{
    Arena *arena = outcomes->draft->context->arena;
    Text text = text_new(arena);
    NameList list = {.most = 600};
    Str listed;

    for (size_t i = 0; i < names.count; i++) {
        list_add(&list, &text, names.items[i]);
    }
    list_end(&list, &text);
    listed = text_str(&text);
    comment_write(outcomes->draft->out, 2,
                  str_format(arena, "Counts to choose from: %.*s", STR_ARGS(listed)));
}

static Status write_long(Outcomes *outcomes, StrSpan names)
{
    list_measures(outcomes, names);
    for (size_t i = 0; i < sizeof KNOWN_SHARES / sizeof KNOWN_SHARES[0]; i++) {
        Str events = find_measure(names, KNOWN_SHARES[i].events);
        Str out_of = find_measure(names, KNOWN_SHARES[i].out_of);

        if (events.length > 0 && out_of.length > 0) {
            write_events(outcomes, &KNOWN_SHARES[i], events, out_of);
        }
    }
    if (outcomes->active == 0 && names.count > 1) {
        comment_write(outcomes->draft->out, 2, STR("Which of them is a part of which?"));
        write_events(outcomes, NULL, names.items[0], names.items[1]);
    }
    return names.items == NULL ? fail_memory(outcomes->draft->context) : done();
}

static Str role_name(const Draft *draft, Role role)
{
    size_t column = guess_find(draft->profile, draft->guess, role);

    return column == COLUMN_NOT_THERE ? STR_NONE : draft->profile->columns[column].name;
}

static void write_estimate(Outcomes *outcomes)
{
    Draft *draft = outcomes->draft;
    DraftLines lines = {draft->out, false};
    DraftLines asked = {draft->out, true};

    line_write_name(&lines, 2, draft_key(draft, role_name(draft, ROLE_ESTIMATE)), NULL);
    line_write(&lines, 4, "estimate", as_value(draft, role_name(draft, ROLE_ESTIMATE)), NULL);
    line_write(&lines, 4, "se", as_value(draft, role_name(draft, ROLE_ERROR)), NULL);
    line_write(&lines, 4, "population", as_value(draft, role_name(draft, ROLE_POPULATION)), NULL);
    line_write(&asked, 4, "scale", STR_NONE, "what is the estimate per: 100, 1000?");
    ask(outcomes, "the smallest gap that matters to people, with its unit");
}

/* ---- waits, amounts, scores: offered ---- */

static void write_blank(Outcomes *outcomes)
{
    DraftLines asked = {outcomes->draft->out, true};

    line_write_name(&asked, 2, draft_key(outcomes->draft, STR("name_it")), NULL);
    line_write(&asked, 4, "is", STR_NONE, "of whom is it true? A condition: recovered = 1");
    ask(outcomes, "the smallest gap that matters to people: 5 per 100");
}

static size_t find_date(const Draft *draft, NameTopic topic, size_t from)
{
    for (size_t i = from; i < draft->profile->column_count; i++) {
        if (draft->guess->roles[i] == ROLE_DATE &&
            (topic == TOPIC_NONE || draft->profile->columns[i].topic == topic)) {
            return i;
        }
    }
    return COLUMN_NOT_THERE;
}

static void write_wait(Outcomes *outcomes)
{
    Draft *draft = outcomes->draft;
    DraftLines asked = {draft->out, true};
    size_t first = find_date(draft, TOPIC_START, 0);
    size_t last;

    first = first == COLUMN_NOT_THERE ? find_date(draft, TOPIC_NONE, 0) : first;
    if (first == COLUMN_NOT_THERE) {
        return;
    }
    last = find_date(draft, TOPIC_END, 0);
    last =
        last == COLUMN_NOT_THERE || last == first ? find_date(draft, TOPIC_NONE, first + 1) : last;
    if (last == COLUMN_NOT_THERE) {
        return;
    }
    comment_write(draft->out, 2,
                  STR("A wait from one date to another. Until which day was it "
                      "known whether it had ended? That day must be filled in."));
    line_write_name(&asked, 2, draft_key(draft, STR("wait")), NULL);
    line_write(&asked, 4, "from", as_value(draft, draft->profile->columns[first].name), NULL);
    line_write(&asked, 4, "to", as_value(draft, draft->profile->columns[last].name), NULL);
    line_write(&asked, 4, "known_until", STR_NONE, "the last day that the file knows of");
    line_write(&asked, 4, "within", STR("42 days"),
               "makes it a share of people; without it, days waited");
}

static void write_amounts(Outcomes *outcomes)
{
    Draft *draft = outcomes->draft;
    DraftLines asked = {draft->out, true};
    size_t first = guess_find(draft->profile, draft->guess, ROLE_AMOUNT);
    Str others;

    if (first == COLUMN_NOT_THERE) {
        return;
    }
    others = draft_columns(draft, ROLE_AMOUNT, first + 1);
    comment_write(draft->out, 2,
                  others.length == 0
                      ? STR("A number: its mean can be compared.")
                      : str_format(draft->context->arena,
                                   "Numbers, whose means can be compared. In the same way: %.*s",
                                   STR_ARGS(others)));
    line_write_name(&asked, 2, draft_key(draft, draft->profile->columns[first].name), NULL);
    line_write(&asked, 4, "amount", as_value(draft, draft->profile->columns[first].name), NULL);
}

/* The dates of a file are the steps that people reached, mostly in the order of its columns. */
static void write_pathway(Draft *draft)
{
    DraftLines asked = {draft->out, true};
    size_t first = find_date(draft, TOPIC_NONE, 0);

    if (first == COLUMN_NOT_THERE || find_date(draft, TOPIC_NONE, first + 1) == COLUMN_NOT_THERE) {
        return;
    }
    draft_heading(draft, "Pathways: the steps people go through");
    draft_begin_keys(draft);
    line_write(&asked, 0, "pathways", STR_NONE, NULL);
    line_write(&asked, 2, "path", STR_NONE,
               "a date that is there is a step reached: in this order?");
    for (size_t i = first; i != COLUMN_NOT_THERE; i = find_date(draft, TOPIC_NONE, i + 1)) {
        Str name = draft->profile->columns[i].name;
        Text line = text_new(draft->context->arena);

        yaml_write_text(&line, draft_key(draft, name));
        text_add(&line, STR(": "));
        yaml_write_text(&line, name);
        text_add(draft->out, STR("#    "));
        text_add(draft->out, text_str(&line));
        text_add_byte(draft->out, '\n');
    }
}

/* The first outcome of the file is as good a guess as any; a person decides. */
static void write_foretold(Draft *draft, DraftLines *asked)
{
    size_t share = guess_find(draft->profile, draft->guess, ROLE_SHARE);
    Text is = text_new(draft->context->arena);

    if (share != COLUMN_NOT_THERE) {
        condition_write_column(&is, draft->profile->columns[share].name);
        text_add(&is, STR(" = "));
        add_value(&is, &draft->profile->columns[share], draft->profile->columns[share].yes);
    }
    line_write(asked, 4, "outcome",
               share == COLUMN_NOT_THERE ? STR_NONE : as_value(draft, text_str(&is)),
               "what should it foretell?");
}

/* A flag asks about the score itself, even where another column says who was picked out. */
static void write_score(Outcomes *outcomes)
{
    Draft *draft = outcomes->draft;
    DraftLines asked = {draft->out, true};
    size_t score = guess_find(draft->profile, draft->guess, ROLE_SCORE);

    if (score == COLUMN_NOT_THERE) {
        return;
    }
    draft_heading(draft, "Scores that decide about people");
    line_write(&asked, 0, "scores", STR_NONE, NULL);
    line_write_name(&asked, 2, draft_key(draft, draft->profile->columns[score].name), NULL);
    line_write(&asked, 4, "column", as_value(draft, draft->profile->columns[score].name), NULL);
    line_write(&asked, 4, "flag", STR_NONE, "from which score on are people picked out?");
    write_foretold(draft, &asked);
    line_write(&asked, 4, "need", STR_NONE, "which column says how much people needed?");
}

Status draft_outcomes(Draft *draft)
{
    Outcomes outcomes = {.draft = draft};
    StrSpan names = draft->guess->is_long ? count_measures(draft) : (StrSpan){NULL, 0};
    Str events = role_name(draft, ROLE_EVENTS);
    Str out_of = role_name(draft, ROLE_OUT_OF);
    bool counts = events.length > 0 && out_of.length > 0;
    bool estimates = role_name(draft, ROLE_ESTIMATE).length > 0 &&
                     role_name(draft, ROLE_ERROR).length > 0 &&
                     role_name(draft, ROLE_POPULATION).length > 0;
    bool shares = guess_find(draft->profile, draft->guess, ROLE_SHARE) != COLUMN_NOT_THERE;

    draft_begin_keys(draft);
    begin_section(&outcomes,
                  draft->guess->is_long ? has_known_share(names) : shares || counts || estimates);
    if (draft->guess->is_long) {
        TRY(write_long(&outcomes, names));
        return done();
    }
    if (counts) {
        write_events(&outcomes, &PUBLISHED_SHARE, events, out_of);
    }
    if (estimates) {
        write_estimate(&outcomes);
    }
    TRY(write_shares(&outcomes));
    if (outcomes.active == 0) {
        write_blank(&outcomes);
    }
    write_wait(&outcomes);
    write_amounts(&outcomes);
    write_pathway(draft);
    write_score(&outcomes);
    return done();
}
