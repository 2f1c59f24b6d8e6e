#include "site/text/data_table.h"

#include "base/utf8.h"

#include <string.h>

/* Spreadsheets reckon what begins so, also after blanks; a tab or a line end hides it. */
static bool is_formula(Str text)
{
    Str rest = str_trim(text);

    return text.length > 0 && (strchr("\t\r\n", text.bytes[0]) != NULL ||
                               (rest.length > 0 && strchr("=+-@", rest.bytes[0]) != NULL));
}

static void add_quoted(Text *text, Str value)
{
    size_t i;
    bool needs = false;

    for (i = 0; i < value.length; i++) {
        needs = needs || (value.bytes[i] != 0 && strchr("\",\r\n;\t", value.bytes[i]) != NULL);
    }
    needs = needs ||
            (value.length > 0 && (value.bytes[0] == ' ' || value.bytes[value.length - 1] == ' '));
    if (!needs) {
        text_add(text, value);
        return;
    }
    text_add_byte(text, '"');
    for (i = 0; i < value.length; i++) {
        text_add(text, value.bytes[i] == '"' ? STR("\"\"") : str_slice(value, i, 1));
    }
    text_add_byte(text, '"');
}

static void csv_text(Text *text, Str value)
{
    Text safe = text_new(text->arena);
    size_t i = 0;

    text_add(&safe, is_formula(value) ? STR("'") : STR(""));
    while (i < value.length) {
        utf8_add(&safe, utf8_next(value, &i)); /* bad bytes become U+FFFD */
    }
    text->spent = text->spent || safe.spent;
    add_quoted(text, text_str(&safe));
}

static void csv_cell(Text *text, const DataCell *cell)
{
    Text joined = text_new(text->arena);
    size_t i;

    switch (cell->kind) {
    case DATA_NOTHING:
        return;
    case DATA_TEXT:
        csv_text(text, cell->text);
        return;
    case DATA_NUMBER:
        text_format(text, "%lld", (long long)cell->number);
        return;
    case DATA_BOOL:
        text_add(text, cell->number != 0 ? STR("yes") : STR("no"));
        return;
    case DATA_LIST:
        for (i = 0; i < cell->list.count; i++) {
            text_add(&joined, i > 0 ? STR("; ") : STR(""));
            text_add(&joined, cell->list.items[i]);
        }
        text->spent = text->spent || joined.spent;
        csv_text(text, text_str(&joined));
        return;
    }
}

void data_csv_names(Text *text, StrSpan names)
{
    for (size_t i = 0; i < names.count; i++) {
        text_add(text, i > 0 ? STR(",") : STR(""));
        csv_text(text, names.items[i]);
    }
    text_add(text, STR("\r\n"));
}

void data_csv_rows(Text *text, const DataTable *table)
{
    size_t columns = table->names.count;

    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < columns; i++) {
            text_add(text, i > 0 ? STR(",") : STR(""));
            csv_cell(text, &table->cells[row * columns + i]);
        }
        text_add(text, STR("\r\n"));
    }
}

void data_write_csv(Text *text, const DataTable *table)
{
    data_csv_names(text, table->names);
    data_csv_rows(text, table);
}

static void json_cell(JsonWriter *json, const DataCell *cell)
{
    size_t i;

    switch (cell->kind) {
    case DATA_NOTHING:
        json_null(json);
        return;
    case DATA_TEXT:
        json_text(json, cell->text);
        return;
    case DATA_NUMBER:
        json_integer(json, cell->number);
        return;
    case DATA_BOOL:
        json_bool(json, cell->number != 0);
        return;
    case DATA_LIST:
        json_array_open(json);
        for (i = 0; i < cell->list.count; i++) {
            json_text(json, cell->list.items[i]);
        }
        json_array_close(json);
        return;
    }
}

static void json_member(JsonWriter *json, const char *key, Str value)
{
    if (value.length > 0) {
        json_key(json, key);
        json_text(json, value);
    }
}

void data_json_open(JsonWriter *json, const DataTable *table)
{
    json_object_open(json);
    json_member(json, "about", table->about);
    json_member(json, "licence", table->licence);
    json_member(json, "page", table->page);
    json_key(json, "rows");
    json_array_open(json);
}

void data_json_rows(JsonWriter *json, const DataTable *table)
{
    size_t columns = table->names.count;

    for (size_t row = 0; row < table->row_count; row++) {
        json_object_open(json);
        for (size_t i = 0; i < columns; i++) {
            json_key_text(json, table->names.items[i]);
            json_cell(json, &table->cells[row * columns + i]);
        }
        json_object_close(json);
    }
}

void data_json_close(JsonWriter *json, Str next)
{
    json_array_close(json);
    json_member(json, "next", next);
    json_object_close(json);
    text_add_byte(json->text, '\n');
}

void data_write_json(Text *text, const DataTable *table)
{
    JsonWriter json = json_writer(text, true);

    data_json_open(&json, table);
    data_json_rows(&json, table);
    data_json_close(&json, table->next);
}
