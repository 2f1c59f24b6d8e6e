#include "site/handlers/entry_data.h"

#include "base/number.h"
#include "site/commons/entry_values.h"
#include "site/handlers/frame.h"

#define COLUMNS_MOST ((size_t)64)

DataEntry data_entry_of(const EntryRow *row)
{
    return (DataEntry){.id = row->id,
                       .slug = row->slug,
                       .title = row->title,
                       .plain = row->plain,
                       .body = row->body,
                       .care = row->care,
                       .lang = row->lang,
                       .by = row->byline,
                       .data = row->data,
                       .made = row->made,
                       .edited = row->edited,
                       .starts = row->starts,
                       .ends = row->ends,
                       .due = row->due};
}

DataEntry data_entry_of_list(const FilteredRow *row)
{
    return (DataEntry){.id = row->id,
                       .slug = row->slug,
                       .title = row->title,
                       .plain = row->plain,
                       .care = row->care,
                       .lang = row->lang,
                       .by = row->byline,
                       .data = row->data,
                       .made = row->made,
                       .edited = row->edited,
                       .starts = row->starts,
                       .ends = row->ends,
                       .due = row->due};
}

/* Columns of their own, in every kind. */
static bool has_own_column(const KindField *field, bool with_body)
{
    return str_equal(field->key, STR("title")) || str_equal(field->key, STR("plain")) ||
           str_equal(field->key, STR("care")) || str_equal(field->key, STR("lang")) ||
           (str_equal(field->key, STR("body")) && !with_body);
}

static bool is_shown(const KindField *field, bool with_body)
{
    return field->need != FIELD_STAFF && !has_own_column(field, with_body);
}

static bool may_be_withdrawn(const Kind *kind)
{
    return kind_field_find(kind->number, STR("standing")) != NULL;
}

/* "evidence-sort" is evidence_sort: names that every program can use. */
static Str column_name(Arena *arena, Str key)
{
    Text text = text_new(arena);

    for (size_t i = 0; i < key.length; i++) {
        text_add_byte(&text, key.bytes[i] == '-' ? '_' : key.bytes[i]);
    }
    return text_str(&text);
}

Status data_columns(Context *context, const Kind *kind, bool with_body, StrSpan *out)
{
    static const char *const FIRST[] = {"number", "address", "title", "plain"};
    static const char *const LAST[] = {"care", "lang", "by", "written", "changed", "made_up"};
    KindFields fields = kind_fields(kind->number);

    *out = (StrSpan){TAKE(context, Str, COLUMNS_MOST), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < sizeof FIRST / sizeof FIRST[0]; i++) {
        out->items[out->count++] = str_from(FIRST[i]);
    }
    for (size_t i = 0; i < fields.count && out->count < COLUMNS_MOST - 8; i++) {
        if (is_shown(&fields.items[i], with_body)) {
            out->items[out->count++] = column_name(context->arena, fields.items[i].key);
        }
    }
    for (size_t i = 0; i < sizeof LAST / sizeof LAST[0]; i++) {
        out->items[out->count++] = str_from(LAST[i]);
    }
    if (may_be_withdrawn(kind)) {
        out->items[out->count++] = STR("withdrawn");
    }
    return done();
}

Status data_address(Context *context, const Request *request, const Kind *kind,
                    const DataEntry *entry, Str *out)
{
    Str site = request_site_address(request);
    Str path;

    TRY(entry_address(context, kind->number, entry->id, entry->slug, &path));
    *out = str_format(context->arena, "%.*s%.*s", STR_ARGS(site), STR_ARGS(path));
    return out->length > 0 ? done() : fail_memory(context);
}

static bool says_withdrawn(const JsonValue *data)
{
    const JsonValue *standing = data_member(data, STR("standing"));

    return standing != NULL && str_equal(standing->text, STR("withdrawn"));
}

Status data_is_withdrawn(Context *context, Str data, bool *out)
{
    JsonValue *tree;

    TRY(json_read(context, STR("data"), data, &tree));
    *out = says_withdrawn(tree);
    return done();
}

/* ---- cells ---- */

typedef struct CellMaker {
    Context *context;
    const DataEntry *entry;
    const JsonValue *data;
    LinksFromRows links; /* to entries that are to be seen */
} CellMaker;

static DataCell text_cell(Str text)
{
    if (text.length == 0) {
        return (DataCell){.kind = DATA_NOTHING};
    }
    return (DataCell){.kind = DATA_TEXT, .text = text};
}

static DataCell day_cell(CellMaker *maker, StoreInteger at)
{
    return at.known ? text_cell(frame_day(maker->context->arena, at.value)) : text_cell(STR_NONE);
}

static bool is_linked(const CellMaker *maker, Str number)
{
    int64_t id;

    for (size_t i = 0; number_parse_integer(number, &id) && i < maker->links.count; i++) {
        if (maker->links.items[i].id == id) {
            return true;
        }
    }
    return false;
}

static DataCell list_cell(const CellMaker *maker, const KindField *field, FieldValues values)
{
    DataCell cell = {.kind = DATA_LIST, .list = {values.items, 0}};

    for (size_t i = 0; i < values.count; i++) {
        if (field->type != FIELD_LINK || is_linked(maker, values.items[i])) {
            cell.list.items[cell.list.count++] = values.items[i];
        }
    }
    return cell;
}

static DataCell value_cell(const KindField *field, Str value)
{
    DataCell cell = text_cell(value);

    if (field->type == FIELD_YES_NO) {
        cell = (DataCell){.kind = DATA_BOOL, .number = str_equal(value, STR("yes"))};
    } else if (field->type == FIELD_NUMBER && number_parse_integer(value, &cell.number)) {
        cell.kind = DATA_NUMBER;
    }
    return cell;
}

static Status field_cell(CellMaker *maker, const KindField *field, DataCell *out)
{
    EntryWords dates = {
        .starts = maker->entry->starts, .ends = maker->entry->ends, .due = maker->entry->due};
    const StoreInteger *date = words_date(&dates, field->key);
    FieldValues values;

    if (date != NULL) {
        *out = day_cell(maker, *date);
        return done();
    }
    if (str_equal(field->key, STR("body"))) {
        *out = text_cell(maker->entry->body);
        return done();
    }
    TRY(data_values(maker->context, maker->data, field, &values));
    if (field->type == FIELD_CHOICES || field->type == FIELD_LINK) {
        *out = list_cell(maker, field, values);
    } else {
        *out = value_cell(field, values.count > 0 ? values.items[0] : STR_NONE);
    }
    return done();
}

static void last_cells(CellMaker *maker, const Kind *kind, DataCell *cells)
{
    const DataEntry *entry = maker->entry;

    *cells++ = text_cell(entry->care);
    *cells++ = text_cell(entry->lang);
    *cells++ = text_cell(entry->by);
    *cells++ = day_cell(maker, (StoreInteger){true, entry->made});
    *cells++ = day_cell(maker, (StoreInteger){true, entry->edited});
    *cells++ = (DataCell){.kind = DATA_BOOL, .number = entry->is_made_up};
    if (may_be_withdrawn(kind)) {
        *cells = (DataCell){.kind = DATA_BOOL, .number = says_withdrawn(maker->data)};
    }
}

Status data_cells(Context *context, const Request *request, const Kind *kind, bool with_body,
                  const DataEntry *entry, DataCell *cells)
{
    CellMaker maker = {.context = context, .entry = entry};
    KindFields fields = kind_fields(kind->number);
    JsonValue *data;
    Str address;
    size_t at = 0;

    TRY(json_read(context, STR("data"), entry->data, &data));
    maker.data = data;
    TRY(store_links_from(context, request->reader, &(LinksFromIn){entry->id}, &maker.links));
    TRY(data_address(context, request, kind, entry, &address));
    cells[at++] = (DataCell){.kind = DATA_NUMBER, .number = entry->id};
    cells[at++] = text_cell(address);
    cells[at++] = text_cell(entry->title);
    cells[at++] = text_cell(entry->plain);
    for (size_t i = 0; i < fields.count && at < COLUMNS_MOST - 8; i++) {
        if (is_shown(&fields.items[i], with_body)) {
            TRY(field_cell(&maker, &fields.items[i], &cells[at++]));
        }
    }
    last_cells(&maker, kind, &cells[at]);
    return done();
}
