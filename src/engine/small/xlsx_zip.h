/* The parts of an Excel file: XML inside a zip, streamed, and never more than a sane amount. For
   the sheet reader alone. */
#ifndef UK_ENGINE_SMALL_XLSX_ZIP_H
#define UK_ENGINE_SMALL_XLSX_ZIP_H

#include "engine/source.h"

/* What of one Excel file is ever unpacked, in all; more is FAIL_LIMIT. */
#define XLSX_UNPACKED_MOST ((int64_t)1 << 30)

/* A part larger than this may not be more than so many times its packed size. */
#define XLSX_SUSPICIOUS_BYTES ((int64_t)1 << 26)
#define XLSX_RATIO_MOST 200

/* Elements inside elements; sheets need about ten. */
#define XLSX_DEPTH_MOST 64

typedef struct XlsxZip {
    Context *context;
    Str file;         /* named in messages */
    void *archive;    /* libzip's */
    int64_t unpacked; /* bytes so far */
} XlsxZip;

/* `bytes` is borrowed until xlsx_zip_close. */
Status xlsx_zip_open(Context *context, Str file, Str bytes, XlsxZip *out) UK_MUST_USE;

/* For AUTO() too; {0} is allowed. */
void xlsx_zip_close(XlsxZip *zip);

/* What is told of a part's XML. Names come without their namespace's prefix; `attributes` are names
   and values in turn, then NULL. Any call may be NULL. */
typedef struct XlsxCalls {
    Status (*open)(Context *context, void *data, Str name, const char **attributes);
    Status (*text)(Context *context, void *data, Str text);
    Status (*close)(Context *context, void *data, Str name);
    const bool *enough; /* looked at after each call: reading ends without failure; may be NULL */
} XlsxCalls;

bool xlsx_zip_holds(const XlsxZip *zip, Str part);

/* Reads one part to its end. Fails when it is missing, encrypted, damaged, too large, too deep,
   declares entities, and when a call does. */
Status xlsx_zip_read(XlsxZip *zip, Str part, const XlsxCalls *calls, void *data) UK_MUST_USE;

/* The value of an attribute, prefix of the name ignored; STR_NONE (NULL bytes) when it is not
   there. */
Str xlsx_attribute(const char **attributes, const char *name);

#endif
