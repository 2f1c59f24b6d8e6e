/* ECMA-376 part 1: workbook 18.2, styles 18.8, shared strings 18.4; relations in part 2. */
#include "engine/small/xlsx_book.h"

#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

#define WORKBOOK_PART STR("xl/workbook.xml")
#define RELATIONS_PART STR("xl/_rels/workbook.xml.rels")

/* Far more than spreadsheet programs write (64,000 styles; formats and sheets by the hundred).
   Relations look for their sheet and styles for their format, so that more would take minutes. */
#define SHEETS_MOST ((size_t)1024)
#define RELATIONS_MOST ((size_t)65536)
#define FORMATS_MOST ((size_t)1024)
#define STYLES_MOST ((size_t)65536)

static bool is(Str name, const char *wanted)
{
    return str_equal(name, str_from(wanted));
}

static bool is_true(Str value)
{
    return str_equal(value, STR("1")) || str_equal(value, STR("true"));
}

/* Fails when as many of `what` were met as are read. */
static Status check_room(Context *context, const XlsxBook *book, size_t count, size_t most,
                         const char *what)
{
    if (count < most) {
        return done();
    }
    return fail(context, FAIL_LIMIT, (Place){book->file, 0, 0},
                "the Excel file holds more than %zu %s; copy the table into a new one", most, what);
}

/* Room for one more in an array that doubles; NULL when memory is spent or there are too many. */
static void *room(Context *context, void *items, size_t count, size_t size)
{
    size_t capacity = count == 0 ? 8 : count * 2;

    if (count != 0 && (count < 8 || (count & (count - 1)) != 0)) {
        return items;
    }
    return arena_grow(context->arena, items, count * size, capacity * size);
}

static Status copy(Context *context, Str text, Str *out)
{
    *out = text.bytes == NULL ? STR_NONE : str_copy(context->arena, text);
    return text.bytes != NULL && out->bytes == NULL ? fail_memory(context) : done();
}

static Status open_workbook(Context *context, void *data, Str name, const char **attributes)
{
    XlsxBook *book = data;
    XlsxSheet *sheet;

    if (is(name, "workbookPr")) {
        book->from_1904 = is_true(xlsx_attribute(attributes, "date1904"));
    }
    if (!is(name, "sheet")) {
        return done();
    }
    TRY(check_room(context, book, book->sheet_count, SHEETS_MOST, "sheets"));
    book->sheets = room(context, book->sheets, book->sheet_count, sizeof(XlsxSheet));
    if (book->sheets == NULL) {
        return fail_memory(context);
    }
    sheet = &book->sheets[book->sheet_count++];
    *sheet = (XlsxSheet){.hidden = false};
    sheet->hidden = is(xlsx_attribute(attributes, "state"), "hidden") ||
                    is(xlsx_attribute(attributes, "state"), "veryHidden");
    TRY(copy(context, xlsx_attribute(attributes, "name"), &sheet->name));
    return copy(context, xlsx_attribute(attributes, "id"), &sheet->id);
}

/* Targets are beside the workbook, or from the root when they begin with a slash. */
static Status part_of(Context *context, Str target, Str *out)
{
    if (str_starts_with(target, STR("/"))) {
        return copy(context, str_slice(target, 1, target.length), out);
    }
    *out = str_format(context->arena, "xl/%.*s", STR_ARGS(target));
    return out->bytes == NULL ? fail_memory(context) : done();
}

static Status open_relation(Context *context, void *data, Str name, const char **attributes)
{
    XlsxBook *book = data;
    Str type = xlsx_attribute(attributes, "Type");
    Str id = xlsx_attribute(attributes, "Id");
    Str part;

    if (!is(name, "Relationship")) {
        return done();
    }
    TRY(check_room(context, book, book->relation_count++, RELATIONS_MOST, "parts"));
    TRY(part_of(context, xlsx_attribute(attributes, "Target"), &part));
    if (str_ends_with(type, STR("/sharedStrings"))) {
        book->strings_part = part;
    } else if (str_ends_with(type, STR("/styles"))) {
        book->styles_part = part;
    } else if (str_ends_with(type, STR("/worksheet"))) {
        for (size_t i = 0; i < book->sheet_count; i++) {
            if (str_equal(book->sheets[i].id, id)) {
                book->sheets[i].part = part;
            }
        }
    }
    return done();
}

Status xlsx_book_open(XlsxZip *zip, Text before, XlsxBook *out)
{
    static const XlsxCalls WORKBOOK = {.open = open_workbook};
    static const XlsxCalls RELATIONS = {.open = open_relation};

    *out = (XlsxBook){.file = zip->file, .text = before};
    if (out->text.length == 0) {
        text_add_byte(&out->text, ' '); /* XLSX_UNREAD_OFFSET */
    }
    TRY(xlsx_zip_read(zip, WORKBOOK_PART, &WORKBOOK, out));
    return xlsx_zip_read(zip, RELATIONS_PART, &RELATIONS, out);
}

/* Formats with a number of their own, then the styles that name formats by number. */
typedef struct Styles {
    XlsxBook *book;
    int64_t *numbers; /* of `formats` */
    XlsxFormat *formats;
    size_t count;
    bool in_cell_styles; /* cellXfs, not cellStyleXfs */
} Styles;

static Status add_format(Context *context, Styles *styles, const char **attributes)
{
    int64_t number = 0;

    if (!number_parse_integer(xlsx_attribute(attributes, "numFmtId"), &number)) {
        return done();
    }
    TRY(check_room(context, styles->book, styles->count, FORMATS_MOST, "number formats"));
    styles->numbers = room(context, styles->numbers, styles->count, sizeof(int64_t));
    styles->formats = room(context, styles->formats, styles->count, sizeof(XlsxFormat));
    if (styles->numbers == NULL || styles->formats == NULL) {
        return fail_memory(context);
    }
    styles->numbers[styles->count] = number;
    styles->formats[styles->count++] = xlsx_format_read(xlsx_attribute(attributes, "formatCode"));
    return done();
}

static Status add_style(Context *context, const Styles *styles, const char **attributes)
{
    XlsxBook *book = styles->book;
    int64_t number = 0;

    TRY(check_room(context, book, book->format_count, STYLES_MOST, "styles"));
    book->formats = room(context, book->formats, book->format_count, sizeof(XlsxFormat));
    if (book->formats == NULL) {
        return fail_memory(context);
    }
    (void)number_parse_integer(xlsx_attribute(attributes, "numFmtId"), &number);
    book->formats[book->format_count] = xlsx_format_known(number);
    for (size_t i = 0; i < styles->count; i++) {
        if (styles->numbers[i] == number) {
            book->formats[book->format_count] = styles->formats[i];
        }
    }
    book->format_count++;
    return done();
}

static Status open_style(Context *context, void *data, Str name, const char **attributes)
{
    Styles *styles = data;

    if (is(name, "cellXfs")) {
        styles->in_cell_styles = true;
    } else if (is(name, "numFmt") && !styles->in_cell_styles) {
        return add_format(context, styles, attributes);
    } else if (is(name, "xf") && styles->in_cell_styles) {
        return add_style(context, styles, attributes);
    }
    return done();
}

static Status close_style(Context *context, void *data, Str name)
{
    Styles *styles = data;

    (void)context;
    if (is(name, "cellXfs")) {
        styles->in_cell_styles = false;
    }
    return done();
}

/* The value of four hexadecimal digits, or -1. */
static int32_t read_code(Str digits)
{
    int32_t code = 0;

    for (size_t i = 0; i < 4; i++) {
        char digit = digits.bytes[i];

        if (digit >= '0' && digit <= '9') {
            code = code * 16 + (digit - '0');
        } else if (digit >= 'A' && digit <= 'F') {
            code = code * 16 + (digit - 'A' + 10);
        } else if (digit >= 'a' && digit <= 'f') {
            code = code * 16 + (digit - 'a' + 10);
        } else {
            return -1;
        }
    }
    return code;
}

void xlsx_text_add(Text *text, Str escaped)
{
    Str rest = escaped;

    for (size_t at = str_find_byte(rest, '_'); at < rest.length; at = str_find_byte(rest, '_')) {
        Str mark = str_slice(rest, at, 7);
        int32_t code = -1;

        if (mark.length == 7 && mark.bytes[1] == 'x' && mark.bytes[6] == '_') {
            code = read_code(str_slice(mark, 2, 4));
        }
        text_add(text, str_slice(rest, 0, at));
        if (code > 0) {
            utf8_add(text, (uint32_t)code);
            rest = str_slice(rest, at + 7, rest.length);
        } else {
            text_add_byte(text, '_');
            rest = str_slice(rest, at + 1, rest.length);
        }
    }
    text_add(text, rest);
}

/* One <si> is one text, in one or more <t>; what stands in <rPh> says how it is spoken. */
typedef struct Strings {
    XlsxBook *book;
    Text piece; /* the text as escaped */
    bool in_item;
    bool in_text;
    bool spoken;
} Strings;

static Status open_string(Context *context, void *data, Str name, const char **attributes)
{
    Strings *strings = data;

    (void)context;
    (void)attributes;
    if (is(name, "si")) {
        strings->in_item = true;
        strings->piece.length = 0;
    } else if (is(name, "rPh")) {
        strings->spoken = true;
    } else if (is(name, "t")) {
        strings->in_text = strings->in_item && !strings->spoken;
    }
    return done();
}

static Status add_string_text(Context *context, void *data, Str text)
{
    Strings *strings = data;

    if (strings->in_text) {
        text_add(&strings->piece, text);
    }
    return strings->piece.spent ? fail_memory(context) : done();
}

static Status keep_string(Context *context, const Strings *strings)
{
    XlsxBook *book = strings->book;
    size_t start = book->text.length;

    book->strings = room(context, book->strings, book->string_count, sizeof(TableCell));
    xlsx_text_add(&book->text, text_str(&strings->piece));
    if (book->strings == NULL || book->text.spent) {
        return fail_memory(context);
    }
    book->strings[book->string_count++] =
        (TableCell){(uint32_t)start, (uint32_t)(book->text.length - start) | TABLE_OWN_TEXT};
    return done();
}

static Status close_string(Context *context, void *data, Str name)
{
    Strings *strings = data;

    if (is(name, "t")) {
        strings->in_text = false;
    } else if (is(name, "rPh")) {
        strings->spoken = false;
    } else if (is(name, "si") && strings->in_item) {
        strings->in_item = false;
        return keep_string(context, strings);
    }
    return done();
}

Status xlsx_book_read_texts(Context *context, XlsxZip *zip, XlsxBook *book)
{
    static const XlsxCalls STYLES = {.open = open_style, .close = close_style};
    static const XlsxCalls STRINGS = {
        .open = open_string, .text = add_string_text, .close = close_string};
    Styles styles = {.book = book};
    Strings strings = {.book = book, .piece = text_new(context->arena)};

    book->texts_read = true;
    if (book->styles_part.length != 0 && xlsx_zip_holds(zip, book->styles_part)) {
        TRY(xlsx_zip_read(zip, book->styles_part, &STYLES, &styles));
    }
    if (book->strings_part.length != 0 && xlsx_zip_holds(zip, book->strings_part)) {
        TRY(xlsx_zip_read(zip, book->strings_part, &STRINGS, &strings));
    }
    return done();
}
