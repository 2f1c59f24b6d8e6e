#include "report/text_table.h"

#include "base/utf8.h"

#define INDENT 2
/* Screens that say they are narrower are written to as if they were this wide. */
#define NARROWEST 20
#define GAP 2
#define LABEL_LEAST 12
/* Words up to this wide are not broken where standing rows avoid it. */
#define WORD_MOST 16

TextTable text_table_new(Context *context, const TableColumn *columns, size_t column_count)
{
    TextTable table = {.context = context, .column_count = column_count};
    size_t i;

    for (i = 0; i < column_count && i < TABLE_COLUMNS_MOST; i++) {
        table.columns[i] = columns[i];
    }
    return table;
}

Status text_table_add(TextTable *table, const Str *cells)
{
    size_t row_bytes = table->column_count * sizeof *table->cells;
    size_t i;

    if (table->row_count == table->row_capacity) {
        size_t capacity = table->row_capacity == 0 ? 16 : 2 * table->row_capacity;
        Str *grown = arena_grow(table->context->arena, table->cells,
                                table->row_capacity * row_bytes, capacity * row_bytes);

        if (grown == NULL) {
            return fail_memory(table->context);
        }
        table->cells = grown;
        table->row_capacity = capacity;
    }
    for (i = 0; i < table->column_count; i++) {
        table->cells[table->row_count * table->column_count + i] = cells[i];
    }
    table->row_count++;
    return done();
}

static Str cell(const TextTable *table, size_t row, size_t column)
{
    return table->cells[row * table->column_count + column];
}

static bool is_heading(const TextTable *table, size_t row)
{
    size_t column;

    for (column = 1; column < table->column_count; column++) {
        if (cell(table, row, column).length > 0) {
            return false;
        }
    }
    return true;
}

static void pad(Text *out, size_t columns)
{
    text_add_repeated(out, STR(" "), columns);
}

/* What fits on one line from `start` on: up to a space where there is one, else as much as fits.
   Moves `start` to the next line. */
static Str next_line(Str text, size_t *start, size_t width)
{
    size_t index = *start;
    size_t end = *start; /* after the last code point that fits */
    size_t space = 0;    /* the last space that fits, 0: none */
    Str line;

    while (index < text.length) {
        size_t from = index;

        if (text.bytes[index] == ' ' && index > *start) {
            space = index;
        }
        (void)utf8_next(text, &index);
        if (utf8_width(str_slice(text, *start, index - *start)) > width && from > *start) {
            break;
        }
        end = index;
    }
    if (end < text.length && space > 0) {
        end = space;
    }
    line = str_slice(text, *start, end - *start);
    while (end < text.length && text.bytes[end] == ' ') {
        end++;
    }
    *start = end;
    return line;
}

/* Columns of a line that are left behind its beginning. */
static size_t room_after(Str beginning, int width)
{
    size_t taken = utf8_width(beginning) + NARROWEST;

    return width > 0 && taken < (size_t)width ? (size_t)width - taken + NARROWEST : NARROWEST;
}

void text_wrap(Text *out, Str paragraph, int width, Str first, Str rest)
{
    size_t room = room_after(first, width);
    size_t used = 0;
    StrSplit split = str_split(paragraph, ' ');
    Str word;

    text_add(out, first);
    while (str_split_next(&split, &word)) {
        size_t wide = utf8_width(word);

        if (wide == 0) {
            continue;
        }
        if (used > 0 && used + 1 + wide > room) {
            text_add_byte(out, '\n');
            text_add(out, rest);
            room = room_after(rest, width);
            used = 0;
        } else if (used > 0) {
            text_add_byte(out, ' ');
            used++;
        }
        text_add(out, word);
        used += wide;
    }
    text_add_byte(out, '\n');
}

static size_t natural_width(const TextTable *table, size_t column)
{
    size_t most = utf8_width(table->columns[column].title);
    size_t row;

    for (row = 0; row < table->row_count; row++) {
        size_t wide = utf8_width(cell(table, row, column));

        if (wide > most && (column > 0 || !is_heading(table, row))) {
            most = wide;
        }
    }
    return most;
}

/* Which columns are shown, and how wide; 0 for one that is left out. */
static void choose_widths(const TextTable *table, size_t screen, size_t widths[TABLE_COLUMNS_MOST])
{
    size_t total = INDENT;
    size_t column;

    for (column = 0; column < table->column_count; column++) {
        widths[column] = natural_width(table, column);
        total += widths[column] + (column > 0 ? GAP : 0);
    }
    for (column = table->column_count; column-- > 1 && total > screen;) {
        if (table->columns[column].optional) {
            total -= widths[column] + GAP;
            widths[column] = 0;
        }
    }
    for (column = table->column_count; column-- > 1;) {
        size_t least = widths[0] < LABEL_LEAST ? widths[0] : LABEL_LEAST;

        if (table->columns[column].last_resort && total - widths[0] + least > screen) {
            total -= widths[column] + GAP;
            widths[column] = 0;
        }
    }
    if (total > screen) {
        size_t over = total - screen;

        widths[0] = widths[0] > over + LABEL_LEAST ? widths[0] - over
                    : widths[0] < LABEL_LEAST      ? widths[0]
                                                   : LABEL_LEAST;
    }
}

/* The widest word of the labels that is not broken anyway. */
static size_t widest_word(const TextTable *table)
{
    size_t most = 0;
    size_t row;

    for (row = 0; row < table->row_count; row++) {
        StrSplit words = str_split(cell(table, row, 0), ' ');
        Str word;

        while (!is_heading(table, row) && str_split_next(&words, &word)) {
            size_t wide = utf8_width(word);

            most = wide > most && wide <= WORD_MOST ? wide : most;
        }
    }
    return most;
}

/* True where rows stand, a line for each cell, since columns would run over the edge of the screen
   or break the words of labels though all is left out that may be. */
static bool is_standing(const TextTable *table, size_t screen, const size_t *widths)
{
    size_t words =
        widest_word(table) + INDENT; /* all lines of a label but the first are indented */
    size_t total = INDENT + widths[0];
    bool all_left_out = true;
    size_t column;

    for (column = 1; column < table->column_count; column++) {
        total += widths[column] > 0 ? widths[column] + GAP : 0;
        all_left_out = all_left_out && (widths[column] == 0 || !table->columns[column].last_resort);
    }
    return total > screen ||
           (all_left_out && widths[0] < natural_width(table, 0) && widths[0] < words);
}

bool text_table_is_cut(const TextTable *table, int width)
{
    size_t widths[TABLE_COLUMNS_MOST];
    size_t column;

    choose_widths(table, (size_t)width, widths);
    if (is_standing(table, (size_t)width, widths)) {
        return false;
    }
    for (column = 1; column < table->column_count; column++) {
        if (widths[column] == 0) {
            return true;
        }
    }
    return false;
}

/* The cells right of the label, without blanks at the end of the line. */
static void write_cells(const TextTable *table, const Str *cells, const size_t *widths, Text *out)
{
    size_t owed = 0;
    size_t column;

    for (column = 1; column < table->column_count; column++) {
        size_t wide = utf8_width(cells[column]);
        size_t fill = widths[column] > wide ? widths[column] - wide : 0;

        if (widths[column] == 0) {
            continue;
        }
        owed += GAP;
        if (wide == 0) {
            owed += widths[column];
            continue;
        }
        pad(out, owed + (table->columns[column].right ? fill : 0));
        text_add(out, cells[column]);
        owed = table->columns[column].right ? 0 : fill;
    }
}

static void write_row(const TextTable *table, size_t row, const size_t *widths, Text *out)
{
    Str label = cell(table, row, 0);
    size_t start = 0;
    Str line;

    pad(out, INDENT);
    if (is_heading(table, row)) {
        text_add(out, label);
        text_add_byte(out, '\n');
        return;
    }
    line = next_line(label, &start, widths[0]);
    text_add(out, line);
    pad(out, widths[0] - (utf8_width(line) < widths[0] ? utf8_width(line) : widths[0]));
    write_cells(table, &table->cells[row * table->column_count], widths, out);
    text_add_byte(out, '\n');
    while (start < label.length) {
        line = next_line(label, &start, widths[0] - INDENT);
        pad(out, (size_t)2 * INDENT);
        text_add(out, line);
        text_add_byte(out, '\n');
    }
}

/* The label, broken where it must be, and below it a line "title: cell" for each cell. */
static Status write_standing_row(const TextTable *table, size_t row, int width, Text *out)
{
    Str label = cell(table, row, 0);
    size_t start = 0;
    size_t column;

    do {
        size_t indent = start == 0 ? INDENT : (size_t)2 * INDENT;

        pad(out, indent);
        text_add(out, next_line(label, &start, (size_t)width - indent));
        text_add_byte(out, '\n');
    } while (start < label.length);
    for (column = 1; column < table->column_count; column++) {
        Text line = text_new(table->context->arena);
        Str whole;

        if (cell(table, row, column).length == 0) {
            continue;
        }
        text_add(&line, table->columns[column].title);
        text_add(&line, STR(": "));
        text_add(&line, cell(table, row, column));
        TRY(text_finish(table->context, &line, &whole));
        text_wrap(out, whole, width, STR("    "), STR("      "));
    }
    return done();
}

static Status write_standing(const TextTable *table, int width, Str title_start, Str title_end,
                             Text *out)
{
    size_t row;

    pad(out, INDENT);
    text_add(out, title_start);
    text_add(out, table->columns[0].title);
    text_add(out, title_end);
    text_add_byte(out, '\n');
    for (row = 0; row < table->row_count; row++) {
        TRY(write_standing_row(table, row, width, out));
    }
    return done();
}

Status text_table_write(const TextTable *table, int width, Str title_start, Str title_end,
                        Text *out)
{
    size_t widths[TABLE_COLUMNS_MOST] = {0};
    Str titles[TABLE_COLUMNS_MOST];
    size_t i;

    width = width > NARROWEST ? width : NARROWEST;
    for (i = 0; i < table->column_count; i++) {
        titles[i] = table->columns[i].title;
    }
    choose_widths(table, (size_t)width, widths);
    if (is_standing(table, (size_t)width, widths)) {
        return write_standing(table, width, title_start, title_end, out);
    }
    pad(out, INDENT);
    text_add(out, title_start);
    text_add(out, titles[0]);
    pad(out, widths[0] > utf8_width(titles[0]) ? widths[0] - utf8_width(titles[0]) : 0);
    write_cells(table, titles, widths, out);
    text_add(out, title_end);
    text_add_byte(out, '\n');
    for (i = 0; i < table->row_count; i++) {
        write_row(table, i, widths, out);
    }
    return done();
}
