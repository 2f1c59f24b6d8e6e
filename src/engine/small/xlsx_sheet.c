/* ECMA-376 part 1, 18.3: rows hold cells, cells hold a value whose kind is their `t`. */
#include "engine/small/xlsx_sheet.h"

#include "base/number.h"

typedef enum CellKind {
    CELL_IS_NUMBER,
    CELL_IS_SHARED,
    CELL_IS_TEXT, /* a formula's text, text in the cell, an error such as #N/A */
    CELL_IS_TRUTH,
    CELL_IS_ISO_DATE
} CellKind;

typedef struct SheetReading {
    XlsxZip *zip;
    XlsxBook *book;
    const bool *wanted;
    const XlsxRowCall *call;
    XlsxRow row;
    XlsxCell *cells;
    size_t capacity;
    int64_t next_column; /* where a cell without a name of its own stands */
    bool in_row;
    bool in_cell;
    bool in_value;
    bool spoken;
    bool formula;
    bool valued; /* a value was told, were it empty */
    CellKind kind;
    int64_t style;
    uint32_t column;
    Text value; /* of the cell, as it comes */
} SheetReading;

static bool is(Str name, const char *wanted)
{
    return str_equal(name, str_from(wanted));
}

static Status fail_order(Context *context, const SheetReading *reading)
{
    return fail(context, FAIL_INPUT, (Place){reading->zip->file, reading->row.number, 0},
                "the rows or cells of the sheet are out of order; open the file in a spreadsheet "
                "program and save it again");
}

static Status open_row(Context *context, SheetReading *reading, const char **attributes)
{
    Str name = xlsx_attribute(attributes, "r");
    Str hidden = xlsx_attribute(attributes, "hidden");
    int64_t number = reading->row.number + 1;

    if (name.bytes != NULL && (!number_parse_integer(name, &number) ||
                               number <= reading->row.number || number > XLSX_ROWS_MOST)) {
        return fail_order(context, reading);
    }
    reading->row = (XlsxRow){.number = number, .hidden = is(hidden, "1") || is(hidden, "true")};
    reading->next_column = 0;
    reading->in_row = true;
    return done();
}

/* "BC12": the column by its letters, 0 for A; -1 when there are none or too many. */
static int64_t read_column(Str name)
{
    int64_t column = 0;
    size_t i = 0;

    for (; i < name.length && name.bytes[i] >= 'A' && name.bytes[i] <= 'Z'; i++) {
        column = column * 26 + (name.bytes[i] - 'A' + 1);
        if (column > (int64_t)XLSX_COLUMNS_MOST) {
            return -1;
        }
    }
    return column - 1;
}

static CellKind read_kind(Str type)
{
    if (is(type, "s")) {
        return CELL_IS_SHARED;
    }
    if (is(type, "str") || is(type, "inlineStr") || is(type, "e")) {
        return CELL_IS_TEXT;
    }
    if (is(type, "b")) {
        return CELL_IS_TRUTH;
    }
    return is(type, "d") ? CELL_IS_ISO_DATE : CELL_IS_NUMBER;
}

static Status open_cell(Context *context, SheetReading *reading, const char **attributes)
{
    Str name = xlsx_attribute(attributes, "r");
    int64_t column = name.bytes == NULL ? reading->next_column : read_column(name);

    if (column < reading->next_column || column >= (int64_t)XLSX_COLUMNS_MOST) {
        return fail_order(context, reading);
    }
    reading->column = (uint32_t)column;
    reading->next_column = column + 1;
    reading->kind = read_kind(xlsx_attribute(attributes, "t"));
    reading->style = 0;
    (void)number_parse_integer(xlsx_attribute(attributes, "s"), &reading->style);
    reading->value.length = 0;
    reading->formula = false;
    reading->valued = false;
    reading->in_cell = true;
    return done();
}

static Status open_element(Context *context, void *data, Str name, const char **attributes)
{
    SheetReading *reading = data;

    if (is(name, "row")) {
        return open_row(context, reading, attributes);
    }
    if (is(name, "c") && reading->in_row) {
        return open_cell(context, reading, attributes);
    }
    if (is(name, "rPh")) {
        reading->spoken = true;
    } else if (is(name, "f")) {
        reading->formula = true;
    } else if (is(name, "v") || is(name, "t")) {
        reading->in_value = reading->in_cell && !reading->spoken;
        reading->valued = true;
    }
    return done();
}

static Status add_text(Context *context, void *data, Str text)
{
    SheetReading *reading = data;

    if (reading->in_value) {
        text_add(&reading->value, text);
    }
    return reading->value.spent ? fail_memory(context) : done();
}

/* 2024-04-01T00:00:00 is a day, any other time of day is told after a blank. */
static void write_iso_date(Text *out, Str value)
{
    size_t mark = str_find_byte(value, 'T');
    Str time = str_slice(value, mark + 1, value.length);

    text_add(out, str_slice(value, 0, mark));
    if (time.length != 0 && !str_starts_with(time, STR("00:00:00"))) {
        text_add(out, STR(" "));
        text_add(out, time);
    }
}

static void write_number(Text *out, const SheetReading *reading, Str value)
{
    const XlsxBook *book = reading->book;
    XlsxFormat format = {0};
    double number;

    if (!number_parse(value, &number)) {
        text_add(out, value);
        return;
    }
    if (reading->style >= 0 && (uint64_t)reading->style < book->format_count) {
        format = book->formats[reading->style];
    }
    if (!xlsx_date_write(out, format, number, book->from_1904)) {
        number_write(out, number);
    }
}

static Status find_shared(Context *context, const SheetReading *reading, Str value, TableCell *out)
{
    int64_t index;

    if (!reading->book->texts_read) { /* only whether cells hold something matters */
        return done();
    }
    if (!number_parse_integer(str_trim(value), &index) || index < 0 ||
        (uint64_t)index >= reading->book->string_count) {
        return fail(context, FAIL_INPUT, (Place){reading->zip->file, reading->row.number, 0},
                    "a cell names a text that the file does not hold; open it in a spreadsheet "
                    "program and save it again");
    }
    *out = reading->book->strings[index];
    return done();
}

/* The cell's text, added to the book's or found there. Not empty when the cell holds something. */
static Status take_value(Context *context, SheetReading *reading, TableCell *out)
{
    Text *text = &reading->book->text;
    Str value = text_str(&reading->value);
    size_t start = text->length;

    switch (reading->kind) {
    case CELL_IS_SHARED:
        return find_shared(context, reading, value, out);
    case CELL_IS_TEXT:
        xlsx_text_add(text, value);
        break;
    case CELL_IS_TRUTH:
        text_add(text, is(value, "1") || is(value, "true") ? STR("TRUE") : STR("FALSE"));
        break;
    case CELL_IS_ISO_DATE:
        write_iso_date(text, value);
        break;
    case CELL_IS_NUMBER:
        write_number(text, reading, value);
        break;
    }
    if (text->spent) {
        return fail_memory(context);
    }
    *out = (TableCell){(uint32_t)start, (uint32_t)(text->length - start) | TABLE_OWN_TEXT};
    return done();
}

static Status close_cell(Context *context, SheetReading *reading)
{
    bool wanted = reading->wanted == NULL || reading->wanted[reading->column];
    const Text *text = &reading->book->text;
    TableCell cell = {XLSX_UNREAD_OFFSET, 1 | TABLE_OWN_TEXT};

    reading->in_cell = false;
    if (reading->formula && !reading->valued && wanted && reading->book->unsolved++ == 0) {
        reading->book->unsolved_row = reading->row.number;
    }
    if (str_trim(text_str(&reading->value)).length == 0) {
        return done();
    }
    if (wanted || reading->kind == CELL_IS_SHARED) {
        TRY(take_value(context, reading, &cell));
        if (cell.offset != XLSX_UNREAD_OFFSET &&
            str_trim((Str){text->bytes + cell.offset, cell.length & ~TABLE_OWN_TEXT}).length == 0) {
            return done();
        }
    }
    if (reading->row.count == reading->capacity) {
        size_t capacity = reading->capacity == 0 ? 64 : reading->capacity * 2;

        reading->cells =
            arena_grow(context->arena, reading->cells, reading->capacity * sizeof(XlsxCell),
                       capacity * sizeof(XlsxCell));
        if (reading->cells == NULL) {
            return fail_memory(context);
        }
        reading->capacity = capacity;
    }
    reading->cells[reading->row.count++] = (XlsxCell){reading->column, cell};
    return done();
}

static Status close_element(Context *context, void *data, Str name)
{
    SheetReading *reading = data;

    if (is(name, "v") || is(name, "t")) {
        reading->in_value = false;
    } else if (is(name, "rPh")) {
        reading->spoken = false;
    } else if (is(name, "c") && reading->in_cell) {
        return close_cell(context, reading);
    } else if (is(name, "row") && reading->in_row) {
        reading->in_row = false;
        reading->row.cells = reading->cells;
        if (reading->row.count != 0) {
            return reading->call->row(context, reading->call->data, &reading->row);
        }
    }
    return done();
}

Status xlsx_sheet_read(Context *context, XlsxZip *zip, XlsxBook *book, Str part, const bool *wanted,
                       const XlsxRowCall *call)
{
    XlsxCalls calls = {open_element, add_text, close_element, call->enough};
    SheetReading reading = {.zip = zip, .book = book, .wanted = wanted, .call = call};

    reading.value = text_new(context->arena);
    return xlsx_zip_read(zip, part, &calls, &reading);
}
