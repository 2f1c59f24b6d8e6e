/* The words. Each sentence says what is wrong, how often, and what to do about it. */
#include "engine/complaints.h"

#include "base/number.h"
#include "engine/complaints_look.h"
#include "study/labels.h"

#define SHOWN_MOST 60

/* What names the column: an option of a command, or a key of a study. */
static const char *use_name(const FaultyCells *cells)
{
    const ReadOptions *options = &cells->source->options;

    switch (cells->use) {
    case USE_WHERE:
    case USE_OUTCOME:
    case USE_FLAG:
        return "a condition";
    case USE_AMOUNT:
        return read_words(options, "--amount", "'amount:'");
    case USE_EVENTS:
        return read_words(options, "--events", "'events:'");
    case USE_OUT_OF:
        return read_words(options, "--out-of", "'out_of:'");
    case USE_COUNT:
        return read_words(options, "--count", "'count:'");
    case USE_WEIGHT:
        return "--weight";
    case USE_SCORE:
        return "--score";
    case USE_NEED:
        return "--need";
    case USE_DERIVED:
        return "a column made from it";
    }
    return "";
}

/* `piece` with every `doubled` byte twice, cut and safe to show. */
static void add_doubled(Text *text, Str piece, char doubled)
{
    size_t from = 0;

    piece = str_slice(piece, 0, SHOWN_MOST);
    for (size_t i = 0; i < piece.length; i++) {
        if (piece.bytes[i] == doubled) {
            text_add_shown(text, str_slice(piece, from, i + 1 - from), SHOWN_MOST);
            from = i;
        }
    }
    text_add_shown(text, str_slice(piece, from, piece.length), SHOWN_MOST);
}

/* A column as an expression names it: bare, or in brackets. */
static void add_column(Text *text, Str name)
{
    bool bare = name.length > 0 && !(name.bytes[0] >= '0' && name.bytes[0] <= '9');

    for (size_t i = 0; i < name.length && bare; i++) {
        char byte = name.bytes[i];

        bare = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               (byte >= '0' && byte <= '9') || byte == '_' || (unsigned char)byte > 127;
    }
    if (bare) {
        text_add_shown(text, name, SHOWN_MOST);
        return;
    }
    text_add_byte(text, '[');
    add_doubled(text, name, ']');
    text_add_byte(text, ']');
}

/* A text as an expression writes it. */
static void add_literal(Text *text, Str value)
{
    text_add_byte(text, '\'');
    add_doubled(text, value, '\'');
    text_add_byte(text, '\'');
}

static void add_quoted(Text *text, Str value)
{
    text_add_byte(text, '\'');
    text_add_shown(text, value, SHOWN_MOST);
    text_add_byte(text, '\'');
}

static void add_list(Text *text, StrSpan values, size_t most)
{
    for (size_t i = 0; i < values.count && i < most; i++) {
        text_add(text, i == 0 ? STR("") : STR(", "));
        if (values.items[i].length == 0) {
            text_add(text, STR("a blank"));
        } else {
            add_quoted(text, values.items[i]);
        }
    }
}

static Str column_name(const FaultyCells *cells)
{
    return cells->source->columns.items[cells->column];
}

/* "'x' in column 'y'" */
static void add_cell(Text *text, const FaultyCells *cells)
{
    add_quoted(text, cells->first);
    text_add(text, STR(" in column "));
    add_quoted(text, column_name(cells));
}

/* " (3 such cells: 'a', 'b')", or nothing for a single one. */
static void add_how_many(Text *text, const FaultyCells *cells)
{
    if (cells->how_many <= 1) {
        return;
    }
    text_add(text, STR(" ("));
    number_write_grouped(text, cells->how_many);
    text_add(text, STR(" such cells"));
    if (cells->examples.count > 1) {
        text_add(text, STR(": "));
        add_list(text, cells->examples, COMPLAINT_EXAMPLES_MOST);
    }
    text_add_byte(text, ')');
}

static void note_text(Context *context, const Source *source, int64_t line, const Text *text)
{
    if (text->spent) {
        (void)(fail_memory(context).kind);
        return;
    }
    note_error(context, FAIL_INPUT, source_place(source, line), "%.*s", STR_ARGS(text_str(text)));
}

/* ---- remedies ---- */

/* Whose remedy is `y = 'a'`, or `y in ('a', 'b')`. */
static void add_test(Text *text, const FaultyCells *cells, StrSpan values, bool is)
{
    size_t most = COMPLAINT_EXAMPLES_MOST + 1;

    add_column(text, column_name(cells));
    if (values.count == 1) {
        text_add(text, is ? STR(" = ") : STR(" != "));
        add_literal(text, values.items[0]);
        return;
    }
    text_add(text, is ? STR(" in (") : STR(" not in ("));
    for (size_t i = 0; i < values.count && i < most; i++) {
        text_add(text, i == 0 ? STR("") : STR(", "));
        add_literal(text, values.items[i]);
    }
    text_add_byte(text, ')');
}

/* The condition that follows is quoted for a shell, or stands on a line of the study. */
static void begin_leave_out(Text *text, const Source *source)
{
    text_format(text, "leave such rows out with %s",
                read_words(&source->options, "--where \"", "keep: "));
}

static void end_leave_out(Text *text, const Source *source)
{
    text_add(text, str_from(read_words(&source->options, "\"", "")));
}

/* `leave such rows out with --where "y not in ('a', 'b')"`. In `where` itself the column is a
   number or a date already, and cannot be compared as text too; columns are derived before it. */
static void add_leave_out(Text *text, const FaultyCells *cells)
{
    Str first = cells->first;
    StrSpan values = cells->examples;

    if (cells->use == USE_WHERE || cells->use == USE_DERIVED) {
        text_add(text, STR("leave the cell blank where it is not known"));
        return;
    }
    if (values.count <= 1) {
        values = (StrSpan){&first, 1};
    }
    begin_leave_out(text, cells->source);
    add_test(text, cells, values, false);
    end_leave_out(text, cells->source);
}

static bool is_yes(Str word)
{
    static const char *const words[] = {"yes", "y", "true", "t", "positive"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (str_equal_ignoring_case(word, str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

/* `compare it as text: y in ('1', 'Yes')`, when a word says yes or there are only words. */
static bool add_compare_as_text(Text *text, const FaultyCells *cells)
{
    Str named[COMPLAINT_EXAMPLES_MOST + 1];
    size_t count = 0;

    if (cells->good > 0) {
        named[count++] = STR("1");
    }
    for (size_t i = 0; i < cells->examples.count && i < COMPLAINT_EXAMPLES_MOST; i++) {
        if (is_yes(cells->examples.items[i])) {
            named[count++] = cells->examples.items[i];
        }
    }
    if (count == 0) {
        named[count++] = cells->first;
    } else if (count == 1 && cells->good > 0) {
        return false;
    }
    text_add(text, STR("; compare it as text"));
    text_add(text, count > 1 ? STR(", every spelling named: ") : STR(", in quotes: "));
    add_test(text, cells, (StrSpan){named, count}, true);
    return true;
}

static void add_bad_remedy(Text *text, const FaultyCells *cells, Look look)
{
    bool in_condition =
        cells->use == USE_OUTCOME || cells->use == USE_FLAG || cells->use == USE_WHERE;

    switch (look_add_date_remedy(text, cells)) {
    case DATE_REMEDY_WHOLE:
        return;
    case DATE_REMEDY_CORRECT:
        text_add(text, STR("; correct it, or "));
        add_leave_out(text, cells);
        return;
    case DATE_REMEDY_NONE:
        break;
    }
    if (look != LOOK_OTHER) {
        text_add(text, look_remedy(look));
        return;
    }
    if (cells->wanted == VALUE_NUMBER && in_condition && add_compare_as_text(text, cells)) {
        return;
    }
    text_add(text, cells->wanted == VALUE_DATE
                       ? STR("; write dates as year-month-day, such as 2024-02-01, or ")
                       : STR("; correct it, or "));
    add_leave_out(text, cells);
}

void complaints_bad_cells(Context *context, const FaultyCells *cells)
{
    Text text = text_new(context->arena);
    Look look = look_of(cells->wanted, cells->first);

    add_cell(&text, cells);
    text_add(&text, STR(" is not "));
    text_add(&text, str_from(value_kind_name(cells->wanted)));
    add_how_many(&text, cells);
    if (cells->good > 0 && look == LOOK_OTHER && cells->wanted == VALUE_NUMBER) {
        text_add(&text, STR(", though "));
        number_write_grouped(&text, cells->good);
        text_add(&text, cells->good == 1 ? STR(" other is") : STR(" others are"));
    }
    add_bad_remedy(&text, cells, look);
    note_text(context, cells->source, cells->line, &text);
}

void complaints_suppressed(Context *context, const FaultyCells *cells)
{
    Text text = text_new(context->arena);

    add_cell(&text, cells);
    text_add(&text, STR(" is a number kept back by whoever published the table"));
    add_how_many(&text, cells);
    if (cells->use == USE_OUTCOME) {
        text_format(&text, ", not one person's outcome; a published table needs %s",
                    read_words(&cells->source->options,
                               "--events and --out-of in place of --outcome",
                               "'events:' and 'out_of:' in place of 'is:'"));
    } else {
        text_add(&text, STR(", and "));
        text_add(&text, str_from(use_name(cells)));
        text_add(&text, STR(" needs every number; "));
        add_leave_out(&text, cells);
    }
    note_text(context, cells->source, cells->line, &text);
}

void complaints_negative(Context *context, const FaultyCells *cells)
{
    Text text = text_new(context->arena);

    add_cell(&text, cells);
    text_add(&text, STR(" is below 0"));
    add_how_many(&text, cells);
    text_add(&text, STR(", and "));
    text_add(&text, str_from(use_name(cells)));
    text_add(&text, STR(" counts from 0; correct it, or "));
    add_leave_out(&text, cells);
    note_text(context, cells->source, cells->line, &text);
}

void complaints_fractional(Context *context, const FaultyCells *cells)
{
    Text text = text_new(context->arena);

    add_cell(&text, cells);
    text_add(&text, STR(" is not a whole number"));
    add_how_many(&text, cells);
    if (cells->use == USE_COUNT) {
        text_format(&text, ", and %s says how many people a row stands for%s", use_name(cells),
                    read_words(&cells->source->options, "; give weights with --weight",
                               "; give a column that counts people"));
    } else {
        text_add(&text, STR(", and "));
        text_add(&text, str_from(use_name(cells)));
        text_add(&text, STR(" counts people; is it a rate or a percentage? give the column that "
                            "counts, or leave rates out with "));
        text_add(&text, str_from(read_words(&cells->source->options, "--where", "'keep:'")));
    }
    note_text(context, cells->source, cells->line, &text);
}

void complaints_too_large(Context *context, const FaultyCells *cells)
{
    Text text = text_new(context->arena);

    add_cell(&text, cells);
    text_add(&text, STR(" is larger than can be added exactly"));
    add_how_many(&text, cells);
    if (cells->use == USE_AMOUNT) {
        text_add(&text, STR(": amounts reach 1,000,000,000,000 either way; use larger units, or "));
        add_leave_out(&text, cells);
    } else {
        text_add(&text, STR("; is it an identifier? name the column that counts people"));
    }
    note_text(context, cells->source, cells->line, &text);
}

void complaints_missing(Context *context, const FaultyCells *cells)
{
    Text text = text_new(context->arena);

    text_add(&text, STR("column "));
    add_quoted(&text, column_name(cells));
    text_add(&text, STR(" is blank or marked missing in "));
    number_write_grouped(&text, cells->how_many);
    text_add(&text, cells->how_many == 1 ? STR(" row, and ") : STR(" rows, and "));
    text_add(&text, str_from(use_name(cells)));
    text_add(&text, STR(" needs it in each; "));
    begin_leave_out(&text, cells->source);
    text_add(&text, STR("known("));
    add_column(&text, column_name(cells));
    text_add(&text, STR(")"));
    end_leave_out(&text, cells->source);
    note_text(context, cells->source, cells->line, &text);
}

void complaints_events_above(Context *context, const EventsAbove *rows)
{
    Text text = text_new(context->arena);

    text_format(&text, "%lld in column ", (long long)rows->first_events);
    add_quoted(&text, rows->source->columns.items[rows->events]);
    text_format(&text, " is more than the %lld in column ", (long long)rows->first_out_of);
    add_quoted(&text, rows->source->columns.items[rows->out_of]);
    if (rows->how_many > 1) {
        text_add(&text, STR(" ("));
        number_write_grouped(&text, rows->how_many);
        text_add(&text, STR(" such rows)"));
    }
    text_add(&text, STR(": events are some of the people they are out of; are the two columns the "
                        "wrong way round?"));
    note_text(context, rows->source, rows->line, &text);
}

static void add_values(Text *text, const ExpressionLiteral *literal, StrSpan values,
                       int64_t distinct)
{
    StrSpan names = {values.items,
                     values.count < COMPLAINT_VALUES_MOST ? values.count : COMPLAINT_VALUES_MOST};
    Str nearest = str_nearest(literal->literal->text, values);

    if (values.count == 0) {
        text_add(text, STR(", which holds no known value; name another column"));
        return;
    }
    if (nearest.length > 0) {
        text_add(text, STR("; did you mean "));
        add_quoted(text, nearest);
        text_add(text, STR("? it holds "));
    } else {
        text_add(text, STR("; it holds "));
    }
    add_list(text, names, COMPLAINT_VALUES_MOST);
    if (distinct > (int64_t)names.count) {
        text_add(text, STR(" and "));
        number_write_grouped(text, distinct - (int64_t)names.count);
        text_add(text, STR(" more"));
    }
}

void complaints_never_occurs(Context *context, const Source *source,
                             const ExpressionLiteral *literal, StrSpan values, int64_t distinct)
{
    Text text = text_new(context->arena);

    add_quoted(&text, literal->literal->text);
    if (literal->column->value_kind == VALUE_TEXT && label_is_missing(literal->literal->text)) {
        text_add(&text, STR(" marks a missing value, which equals nothing; write \"not known("));
        add_column(&text, literal->column->text);
        text_add(&text, STR(")\""));
    } else {
        text_add(&text, STR(" never occurs in column "));
        add_quoted(&text, literal->column->text);
        text_add(&text, STR(" of "));
        add_quoted(&text, source->name);
        add_values(&text, literal, values, distinct);
    }
    if (text.spent) {
        (void)(fail_memory(context).kind);
        return;
    }
    note_error(context, FAIL_INPUT, literal->literal->place, "%.*s", STR_ARGS(text_str(&text)));
}

void complaints_spread_twice(Context *context, const Source *source, Str name, int64_t line,
                             int64_t earlier_line)
{
    Place earlier = source_place(source, earlier_line);
    Text text = text_new(context->arena);

    text_add(&text, STR("a second row gives "));
    add_quoted(&text, name);
    text_format(&text, " for what line %lld", (long long)earlier.line);
    if (!str_equal(earlier.file, source_place(source, line).file)) {
        text_add(&text, STR(" of "));
        add_quoted(&text, earlier.file);
    }
    text_format(&text, " gave it (all other columns are alike); leave one of them out with %s",
                read_words(&source->options, "--where", "'keep:'"));
    note_text(context, source, line, &text);
}

void complaints_repeated_keys(Context *context, const RepeatedKeys *keys)
{
    Text text = text_new(context->arena);
    bool one = keys->how_many == 1;

    number_write_grouped(&text, keys->how_many);
    text_add(&text, one ? STR(" key in column ") : STR(" keys in column "));
    add_quoted(&text, keys->other->columns.items[keys->key]);
    text_format(&text,
                " %s in more than one row: %.*s; a look-up needs at most one row for "
                "each, so leave one row of each in the file",
                one ? "stands" : "stand", STR_ARGS(keys->named));
    note_text(context, keys->other, keys->line, &text);
}
