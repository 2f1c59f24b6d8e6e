/* libzip unpacks, expat parses, and neither is believed: sizes are counted as bytes come. */
#include "engine/small/xlsx_zip.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#define CHUNK_BYTES 65536

/* So much may pass without anything told: only one enormous tag does that. */
#define SILENT_BYTES ((int64_t)1 << 24)

typedef struct Part {
    XlsxZip *zip;
    const XlsxCalls *calls;
    void *data;
    XML_Parser parser;
    Status status;
    int depth;
    int64_t bytes;        /* unpacked so far */
    int64_t packed_bytes; /* in the zip */
    int64_t told_at;      /* `bytes` when something was last told */
} Part;

static Place place_of(const XlsxZip *zip)
{
    return (Place){zip->file, 0, 0};
}

static Status fail_damaged(const XlsxZip *zip)
{
    return fail(zip->context, FAIL_INPUT, place_of(zip),
                "the Excel file is damaged or cut short; open it in a spreadsheet program and save "
                "it again");
}

Status xlsx_zip_open(Context *context, Str file, Str bytes, XlsxZip *out)
{
    zip_error_t error;
    zip_source_t *source;

    *out = (XlsxZip){.context = context, .file = file};
    zip_error_init(&error);
    source = zip_source_buffer_create(bytes.bytes, bytes.length, 0, &error);
    out->archive = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (out->archive == NULL) {
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return out->archive == NULL ? fail_damaged(out) : done();
}

void xlsx_zip_close(XlsxZip *zip)
{
    if (zip->archive != NULL) {
        zip_discard(zip->archive);
        zip->archive = NULL;
    }
}

static Str local_name(const char *name)
{
    const char *colon = strchr(name, ':');

    return str_from(colon == NULL ? name : colon + 1);
}

Str xlsx_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (str_equal(local_name(attributes[i]), str_from(name))) {
            return str_from(attributes[i + 1]);
        }
    }
    return STR_NONE;
}

static void after_call(Part *part, Status status)
{
    bool enough = part->calls->enough != NULL && *part->calls->enough;

    part->told_at = part->bytes;
    if (failed(status)) {
        part->status = status;
    }
    if (failed(status) || enough) {
        (void)XML_StopParser(part->parser, XML_FALSE);
    }
}

static void on_open(void *data, const char *name, const char **attributes)
{
    Part *part = data;

    if (failed(part->status)) {
        return;
    }
    if (++part->depth > XLSX_DEPTH_MOST) {
        after_call(part, fail_damaged(part->zip));
    } else if (part->calls->open != NULL) {
        after_call(part,
                   part->calls->open(part->zip->context, part->data, local_name(name), attributes));
    }
}

static void on_text(void *data, const char *text, int length)
{
    Part *part = data;

    if (!failed(part->status) && part->calls->text != NULL) {
        after_call(part,
                   part->calls->text(part->zip->context, part->data, (Str){text, (size_t)length}));
    }
}

static void on_close(void *data, const char *name)
{
    Part *part = data;

    part->depth--;
    if (!failed(part->status) && part->calls->close != NULL) {
        after_call(part, part->calls->close(part->zip->context, part->data, local_name(name)));
    }
}

/* No spreadsheet program writes one; entities that double themselves begin so. */
static void on_declaration(void *data, const char *name, const char *system_id,
                           const char *public_id, int internal)
{
    Part *part = data;

    (void)name;
    (void)system_id;
    (void)public_id;
    (void)internal;
    after_call(part, fail(part->zip->context, FAIL_INPUT, place_of(part->zip),
                          "the Excel file declares a document type, which no spreadsheet program "
                          "does; open it in one and save it again"));
}

static Status check_size(const Part *part)
{
    const XlsxZip *zip = part->zip;

    if (zip->unpacked > XLSX_UNPACKED_MOST) {
        return fail(zip->context, FAIL_LIMIT, place_of(zip),
                    "unpacks to more than 1 GiB; save the sheet as CSV");
    }
    if (part->bytes > XLSX_SUSPICIOUS_BYTES && part->bytes / XLSX_RATIO_MOST > part->packed_bytes) {
        return fail(zip->context, FAIL_LIMIT, place_of(zip),
                    "unpacks to more than %d times its size, as a zip bomb does; save the sheet as "
                    "CSV if you trust it",
                    XLSX_RATIO_MOST);
    }
    if (part->bytes - part->told_at > SILENT_BYTES) {
        return fail_damaged(zip);
    }
    return done();
}

/* True when the parser took the bytes, or stopped because it was told to. */
static bool parse(Part *part, const char *bytes, int count, bool last)
{
    return XML_Parse(part->parser, bytes, count, last) != XML_STATUS_ERROR ||
           XML_GetErrorCode(part->parser) == XML_ERROR_ABORTED;
}

static Status read_chunks(Part *part, zip_file_t *file)
{
    const bool *enough = part->calls->enough;
    char chunk[CHUNK_BYTES];

    for (;;) {
        zip_int64_t got = zip_fread(file, chunk, sizeof chunk);

        TRY(check_stop(part->zip->context));
        if (got < 0) {
            return fail_damaged(part->zip);
        }
        part->bytes += got;
        part->zip->unpacked += got;
        TRY(check_size(part));
        if (!parse(part, chunk, (int)got, got == 0)) {
            return fail_damaged(part->zip);
        }
        if (failed(part->status) || got == 0 || (enough != NULL && *enough)) {
            return part->status;
        }
    }
}

static Status parse_part(Part *part, zip_file_t *file)
{
    Status status;

    part->parser = XML_ParserCreate(NULL);
    if (part->parser == NULL) {
        return fail_memory(part->zip->context);
    }
    XML_SetUserData(part->parser, part);
    XML_SetElementHandler(part->parser, on_open, on_close);
    XML_SetCharacterDataHandler(part->parser, on_text);
    XML_SetStartDoctypeDeclHandler(part->parser, on_declaration);
    status = read_chunks(part, file);
    XML_ParserFree(part->parser);
    return status;
}

/* libzip wants a C string. */
static const char *part_name(const XlsxZip *zip, Str part)
{
    return str_copy(zip->context->arena, part).bytes;
}

bool xlsx_zip_holds(const XlsxZip *zip, Str part)
{
    const char *name = part_name(zip, part);

    return name != NULL && zip_name_locate(zip->archive, name, 0) >= 0;
}

Status xlsx_zip_read(XlsxZip *zip, Str part, const XlsxCalls *calls, void *data)
{
    Part reading = {.zip = zip, .calls = calls, .data = data};
    const char *name = part_name(zip, part);
    zip_stat_t facts;
    zip_file_t *file;
    Status status;

    if (name == NULL) {
        return fail_memory(zip->context);
    }
    if (zip_stat(zip->archive, name, 0, &facts) != 0) {
        return fail_damaged(zip);
    }
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE) {
        return fail(zip->context, FAIL_INPUT, place_of(zip),
                    "this is protected by a password; save a copy without one");
    }
    reading.packed_bytes = (facts.valid & ZIP_STAT_COMP_SIZE) != 0 ? (int64_t)facts.comp_size : 0;
    file = zip_fopen(zip->archive, name, 0);
    if (file == NULL) {
        return fail_damaged(zip);
    }
    status = parse_part(&reading, file);
    (void)zip_fclose(file);
    return status;
}
