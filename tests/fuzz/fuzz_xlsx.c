/* Excel files of any bytes. Those that do not begin as a zip archive are taken as the parts inside
   one, so that the readers of XML are met too: "sheet", then "\0", then shared texts. */
#include "fuzz.h"

#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

enum { MEMORY_MOST = 1 << 28, PARTS = 5 };

typedef struct Part {
    const char *name;
    const uint8_t *bytes;
    size_t count;
    uint32_t offset;
} Part;

typedef struct Archive {
    uint8_t *bytes;
    size_t count;
} Archive;

static const char BOOK[] =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r="
    "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet "
    "name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
static const char LINKS[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type="
    "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" "
    "Target=\"sharedStrings.xml\"/></Relationships>";

/* The checksum of the zip format, bit by bit. */
static uint32_t checksum(const uint8_t *bytes, size_t count)
{
    uint32_t sum = 0xffffffffU;

    for (size_t i = 0; i < count; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            sum = (sum >> 1) ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~sum;
}

static void add(Archive *archive, const void *bytes, size_t count)
{
    memcpy(archive->bytes + archive->count, bytes, count);
    archive->count += count;
}

static void add_number(Archive *archive, uint32_t value, int width)
{
    for (int i = 0; i < width; i++) {
        archive->bytes[archive->count++] = (uint8_t)(i < 4 ? value >> (8 * i) : 0);
    }
}

/* What local and central headers share: version, flags, method, time, checksum, sizes. */
static void add_facts(Archive *archive, const Part *part)
{
    add_number(archive, 20, 2);
    add_number(archive, 0, 8);
    add_number(archive, checksum(part->bytes, part->count), 4);
    add_number(archive, (uint32_t)part->count, 4);
    add_number(archive, (uint32_t)part->count, 4);
    add_number(archive, (uint32_t)strlen(part->name), 2);
    add_number(archive, 0, 2);
}

static void add_parts(Archive *archive, Part parts[PARTS])
{
    size_t start;

    for (int i = 0; i < PARTS; i++) {
        parts[i].offset = (uint32_t)archive->count;
        add(archive, "PK\x03\x04", 4);
        add_facts(archive, &parts[i]);
        add(archive, parts[i].name, strlen(parts[i].name));
        add(archive, parts[i].bytes, parts[i].count);
    }
    start = archive->count;
    for (int i = 0; i < PARTS; i++) {
        add(archive, "PK\x01\x02\x14\0", 6);
        add_facts(archive, &parts[i]);
        add_number(archive, 0, 10);
        add_number(archive, parts[i].offset, 4);
        add(archive, parts[i].name, strlen(parts[i].name));
    }
    add(archive, "PK\x05\x06\0\0\0\0", 8);
    add_number(archive, PARTS, 2);
    add_number(archive, PARTS, 2);
    add_number(archive, (uint32_t)(archive->count - start) - 12, 4);
    add_number(archive, (uint32_t)start, 4);
    add_number(archive, 0, 2);
}

/* NULL when there is no memory. */
static uint8_t *pack(const uint8_t *bytes, size_t count, size_t *packed)
{
    const uint8_t *cut = count == 0 ? NULL : memchr(bytes, '\0', count);
    size_t sheet = cut == NULL ? count : (size_t)(cut - bytes);
    Part parts[PARTS] = {
        {"[Content_Types].xml", (const uint8_t *)"<Types/>", 8, 0},
        {"xl/workbook.xml", (const uint8_t *)BOOK, sizeof BOOK - 1, 0},
        {"xl/_rels/workbook.xml.rels", (const uint8_t *)LINKS, sizeof LINKS - 1, 0},
        {"xl/worksheets/sheet1.xml", bytes, sheet, 0},
        {"xl/sharedStrings.xml", cut == NULL ? (const uint8_t *)"" : cut + 1,
         cut == NULL ? 0 : count - sheet - 1, 0},
    };
    Archive archive = {malloc(count + 4096), 0};

    if (archive.bytes != NULL) {
        add_parts(&archive, parts);
    }
    *packed = archive.count;
    return archive.bytes;
}

static void ask(Context *context, const Source *source)
{
    uint32_t first = 0;
    Cuboid cuboid = {&first, 1};
    Request request = {.source = source,
                       .amount = (uint32_t)source->columns.count - 1,
                       .events = COLUMN_NONE,
                       .out_of = COLUMN_NONE,
                       .count = COLUMN_NONE,
                       .person = COLUMN_NONE,
                       .weight = COLUMN_NONE,
                       .cuboids = &cuboid,
                       .cuboid_count = 1};
    Reading reading;
    Status status = ENGINE_SMALL.tally(context, &request, &reading);

    if (failed(status) && context->error_count == 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    bool raw = count >= 2 && bytes[0] == 'P' && bytes[1] == 'K';
    size_t packed = count;
    uint8_t *book = raw ? NULL : pack(bytes, count, &packed);
    Arena *arena = arena_new(MEMORY_MOST);
    Context context = {.arena = arena};
    ReadOptions options = {.skip = 0};
    Source source;
    Str text = {(const char *)(raw ? bytes : book), packed};

    if (arena != NULL && text.bytes != NULL &&
        !failed(source_open_bytes(&context, STR("t.xlsx"), text, &options, &source)) &&
        source.columns.count > 0) {
        ask(&context, &source);
    }
    arena_free(arena);
    free(book);
    return 0;
}
