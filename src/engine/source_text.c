/* The mark at the start of a file decides where it says something; nothing is ever guessed. */
#include "engine/source_text.h"

#include "base/utf8.h"
#include "engine/small/read_csv.h"

#include <string.h>

/* Of a file this much is looked at for how its lines end. */
#define LINE_END_BYTES ((size_t)65536)

#define MARK_UTF8 STR("\xef\xbb\xbf")
#define MARK_LITTLE STR("\xff\xfe")
#define MARK_BIG STR("\xfe\xff")

typedef struct EncodingName {
    const char *name;
    SourceEncoding encoding;
} EncodingName;

/* As people write them; latin-1 is read as windows-1252, which holds all of it that is text. */
static const EncodingName ENCODING_NAMES[] = {
    {"utf-8", ENCODING_UTF8},
    {"utf8", ENCODING_UTF8},
    {"utf-16", ENCODING_UTF16_LITTLE},
    {"utf16", ENCODING_UTF16_LITTLE},
    {"utf-16le", ENCODING_UTF16_LITTLE},
    {"utf-16be", ENCODING_UTF16_BIG},
    {"windows-1252", ENCODING_WINDOWS_1252},
    {"cp1252", ENCODING_WINDOWS_1252},
    {"latin-1", ENCODING_WINDOWS_1252},
    {"latin1", ENCODING_WINDOWS_1252},
    {"iso-8859-1", ENCODING_WINDOWS_1252},
};

static Str mark_of(Str bytes, SourceEncoding *encoding)
{
    *encoding = ENCODING_UTF8;
    if (str_starts_with(bytes, MARK_UTF8)) {
        return MARK_UTF8;
    }
    if (str_starts_with(bytes, MARK_LITTLE)) {
        *encoding = ENCODING_UTF16_LITTLE;
        return MARK_LITTLE;
    }
    if (str_starts_with(bytes, MARK_BIG)) {
        *encoding = ENCODING_UTF16_BIG;
        return MARK_BIG;
    }
    return STR_NONE;
}

Status text_read_encoding(Context *context, const ReadOptions *options, SourceEncoding *encoding)
{
    size_t errors = context->error_count;
    Str option = options->encoding;
    Str shown;
    Str words;

    for (size_t i = 0; i < sizeof ENCODING_NAMES / sizeof ENCODING_NAMES[0]; i++) {
        if (str_equal_ignoring_case(option, str_from(ENCODING_NAMES[i].name))) {
            *encoding = ENCODING_NAMES[i].encoding;
            return done();
        }
    }
    shown = str_show(context->arena, option, 40);
    words = str_format(context->arena,
                       "unknown encoding '%.*s'; say utf-8, utf-16le, utf-16be or windows-1252",
                       STR_ARGS(shown));
    read_refuse(context, options, "encoding", words.length > 0 ? words.bytes : "unknown encoding");
    return status_since(context, errors);
}

/* "utf-16" alone leaves the order of bytes to the mark. */
static bool agrees(Str option, SourceEncoding said, SourceEncoding marked)
{
    bool either = str_equal_ignoring_case(option, STR("utf-16")) ||
                  str_equal_ignoring_case(option, STR("utf16"));

    return said == marked || (either && marked == ENCODING_UTF16_BIG);
}

static bool has_byte(Str text, char byte)
{
    return str_find_byte(text, byte) < text.length;
}

Status text_find_encoding(Context *context, Source *source, Str bytes)
{
    static const char *const NAMES[] = {"UTF-8", "UTF-16 (little-endian)", "UTF-16 (big-endian)"};
    Str start = str_slice(bytes, 0, LINE_END_BYTES);
    SourceEncoding marked;
    Str mark = mark_of(bytes, &marked);

    source->encoding = marked;
    if (source->options.encoding.length != 0) {
        TRY(text_read_encoding(context, &source->options, &source->encoding));
        if (mark.length != 0 && !agrees(source->options.encoding, source->encoding, marked)) {
            return fail(context, FAIL_INPUT, source_place(source, 0),
                        "begins with the mark of %s; leave %s out", NAMES[marked],
                        read_words(&source->options, "--encoding", "'encoding:'"));
        }
        source->encoding = mark.length != 0 ? marked : source->encoding;
    }
    /* LF and CR are those bytes in UTF-16 too, beside a NUL */
    source->lone_returns = has_byte(start, '\r') && !has_byte(start, '\n');
    return done();
}

/* What means nothing was decoded to U+FFFD. */
static int64_t first_bad_line(const Source *source, const Text *text)
{
    Str rest = text_str(text);
    int64_t line = 1;

    while (rest.length > 0 && !str_starts_with(rest, STR("\xef\xbf\xbd"))) {
        line += rest.bytes[0] == (source->lone_returns ? '\r' : '\n');
        rest = str_slice(rest, 1, rest.length);
    }
    return line;
}

/* `cut`: more follows, so that the last character may be half of one. */
static Status decode_into(Context *context, const Source *source, Str bytes, bool cut, Text *text)
{
    size_t bad = 0;

    switch (source->encoding) {
    case ENCODING_UTF8:
        text_add(text, bytes);
        break;
    case ENCODING_UTF16_LITTLE:
    case ENCODING_UTF16_BIG:
        utf8_from_utf16(text, bytes, source->encoding == ENCODING_UTF16_BIG, &bad);
        break;
    case ENCODING_WINDOWS_1252:
        utf8_from_windows_1252(text, bytes, &bad);
        break;
    }
    if (text->spent) {
        return fail_memory(context);
    }
    if (bad > (cut ? 1U : 0U)) {
        return fail(context, FAIL_INPUT, source_place(source, first_bad_line(source, text)),
                    "%zu %s not of the encoding %s; save the file again as CSV UTF-8", bad,
                    bad == 1 ? "character is" : "characters are",
                    source->encoding == ENCODING_WINDOWS_1252 ? "windows-1252" : "UTF-16");
    }
    return done();
}

Status text_decode(Context *context, const Source *source, Str bytes, size_t most, Str *out)
{
    SourceEncoding marked;
    Str mark = mark_of(bytes, &marked);
    bool cut;
    Text text;

    *out = str_slice(bytes, mark.length, bytes.length);
    if (source->encoding == ENCODING_UTF8 && !source->lone_returns) {
        return done();
    }
    cut = most < out->length;
    *out = str_slice(*out, 0, most & ~(size_t)1);
    text = text_new(context->arena);
    TRY(decode_into(context, source, *out, cut, &text));
    if (source->lone_returns) {
        for (size_t i = 0; i < text.length; i++) {
            text.bytes[i] = text.bytes[i] == '\r' ? '\n' : text.bytes[i];
        }
    }
    return text_finish(context, &text, out);
}

int64_t text_count_lines(Str text)
{
    int64_t count = 0;

    for (size_t at = str_find_byte(text, '\n'); at < text.length; at = str_find_byte(text, '\n')) {
        count++;
        text = str_slice(text, at + 1, text.length);
    }
    return count;
}

Str text_skip_lines(Str text, int64_t lines)
{
    for (int64_t i = 0; i < lines && text.length != 0; i++) {
        text = str_slice(text, str_find_byte(text, '\n') + 1, text.length);
    }
    return text;
}

static int64_t line_of(Str text, size_t offset)
{
    return text_count_lines(str_slice(text, 0, offset)) + 1;
}

Status text_check(Context *context, const Source *source, Str text)
{
    size_t nul = str_find_byte(text, '\0');
    size_t bad = utf8_check(str_slice(text, 0, nul));

    if (bad < nul) {
        return fail(
            context, FAIL_INPUT, source_place(source, line_of(text, bad)),
            "not UTF-8 text (a byte %02x); if Excel or another Windows program saved it, add "
            "%s windows-1252",
            (unsigned)(unsigned char)text.bytes[bad],
            read_words(&source->options, "--encoding", "encoding:"));
    }
    if (nul < text.length) {
        return fail(context, FAIL_INPUT, source_place(source, line_of(text, nul)),
                    "a NUL byte, which no text holds; the file may be damaged, or UTF-16 without "
                    "its mark (then add %s utf-16le)",
                    read_words(&source->options, "--encoding", "encoding:"));
    }
    return done();
}

static Status open_below_heads(Context *context, const Source *source, Str bytes, SourceText *out)
{
    CsvReader reader;
    size_t errors = context->error_count;
    Str text;

    TRY(text_decode(context, source, bytes, SIZE_MAX, &text));
    TRY(text_check(context, source, text));
    text = text_skip_lines(text, source->header_line - 1);
    reader = csv_reader(context->arena, text, source->header_line, source->delimiter, 0);
    if (!csv_next(&reader) && reader.mistake != CSV_FINE) {
        csv_note_mistake(context, &reader, source->name);
        return status_since(context, errors);
    }
    out->line = reader.line;
    out->bytes = (Str){reader.at, (size_t)(reader.end - reader.at)};
    return done();
}

Status source_text_open(Context *context, const Source *source, SourceText *out)
{
    Status status;

    *out = (SourceText){0};
    if (source->memory.bytes != NULL) {
        return open_below_heads(context, source, source->memory, out);
    }
    TRY(file_map(context, source->path, &out->map));
    status = open_below_heads(context, source, out->map.bytes, out);
    if (failed(status)) {
        source_text_close(out);
    }
    return status;
}

void source_text_close(SourceText *text)
{
    file_unmap(&text->map);
    *text = (SourceText){0};
}
