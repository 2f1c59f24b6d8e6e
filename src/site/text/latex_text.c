#include "site/text/latex_text.h"

#include "base/utf8.h"

#include <string.h>

/* Commands that are letters or signs. */
static const struct {
    const char *name;
    uint32_t point;
} signs[] = {
    {"ss", 0xdf},
    {"ae", 0xe6},
    {"AE", 0xc6},
    {"oe", 0x153},
    {"OE", 0x152},
    {"o", 0xf8},
    {"O", 0xd8},
    {"aa", 0xe5},
    {"AA", 0xc5},
    {"l", 0x142},
    {"L", 0x141},
    {"i", 0x131},
    {"j", 0x237},
    {"dh", 0xf0},
    {"DH", 0xd0},
    {"th", 0xfe},
    {"TH", 0xde},
    {"dj", 0x111},
    {"DJ", 0x110},
    {"ng", 0x14b},
    {"NG", 0x14a},
    {"pounds", 0xa3},
    {"S", 0xa7},
    {"dag", 0x2020},
    {"copyright", 0xa9},
    {"textendash", 0x2013},
    {"textemdash", 0x2014},
    {"textquoteright", 0x2019},
    {"textquoteleft", 0x2018},
    {"textquotedblleft", 0x201c},
    {"textquotedblright", 0x201d},
    {"textquotesingle", '\''},
    {"textasciitilde", '~'},
    {"textasciicircum", '^'},
    {"textbackslash", '\\'},
    {"textbar", '|'},
    {"textless", '<'},
    {"textgreater", '>'},
    {"textunderscore", '_'},
    {"textdegree", 0xb0},
    {"texttimes", 0xd7},
    {"times", 0xd7},
    {"pm", 0xb1},
    {"textpm", 0xb1},
    {"ldots", 0x2026},
    {"dots", 0x2026},
    {"alpha", 0x3b1},
    {"beta", 0x3b2},
    {"gamma", 0x3b3},
    {"mu", 0x3bc},
    {"leq", 0x2264},
    {"geq", 0x2265},
    {"texteuro", 0x20ac},
};

/* An accent, its letters, and both as one: the letters of an accent stand in one line. */
static const struct {
    char accent;
    const char *letters;
    const char *whole; /* UTF-8, two bytes each */
} accents[] = {
    {'`', "AEIOUaeiou", "\u00c0\u00c8\u00cc\u00d2\u00d9\u00e0\u00e8\u00ec\u00f2\u00f9"},
    {'\'', "AEIOUYaeiouyCcNnSsZzLlRr",
     "\u00c1\u00c9\u00cd\u00d3\u00da\u00dd\u00e1\u00e9\u00ed\u00f3\u00fa\u00fd\u0106\u0107\u0143"
     "\u0144\u015a\u015b\u0179\u017a\u0139\u013a\u0154\u0155"},
    {'^', "AEIOUaeiouCcGgWwYy",
     "\u00c2\u00ca\u00ce\u00d4\u00db\u00e2\u00ea\u00ee\u00f4\u00fb\u0108\u0109\u011c\u011d\u0174"
     "\u0175\u0176\u0177"},
    {'"', "AEIOUaeiouyY",
     "\u00c4\u00cb\u00cf\u00d6\u00dc\u00e4\u00eb\u00ef\u00f6\u00fc\u00ff\u0178"},
    {'~', "ANOanoIiUu", "\u00c3\u00d1\u00d5\u00e3\u00f1\u00f5\u0128\u0129\u0168\u0169"},
    {'=', "AEIOUaeiou", "\u0100\u0112\u012a\u014c\u016a\u0101\u0113\u012b\u014d\u016b"},
    {'.', "ZzEeCcGgI", "\u017b\u017c\u0116\u0117\u010a\u010b\u0120\u0121\u0130"},
    {'c', "CcSsTtGgKkLlNnRr",
     "\u00c7\u00e7\u015e\u015f\u0162\u0163\u0122\u0123\u0136\u0137\u013b\u013c\u0145\u0146\u0156"
     "\u0157"},
    {'v', "CcSsZzEeRrDdNnTtLl",
     "\u010c\u010d\u0160\u0161\u017d\u017e\u011a\u011b\u0158\u0159\u010e\u010f\u0147\u0148\u0164"
     "\u0165\u013d\u013e"},
    {'u', "AaGgUu", "\u0102\u0103\u011e\u011f\u016c\u016d"},
    {'k', "AaEeIiUu", "\u0104\u0105\u0118\u0119\u012e\u012f\u0172\u0173"},
    {'r', "AaUu", "\u00c5\u00e5\u016e\u016f"},
    {'H', "OoUu", "\u0150\u0151\u0170\u0171"},
};

typedef struct Reader {
    Str raw;
    size_t at;
    Text out;
} Reader;

static char peek(const Reader *reader, size_t ahead)
{
    return reader->at + ahead < reader->raw.length ? reader->raw.bytes[reader->at + ahead] : 0;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_blank(char byte)
{
    return byte != 0 && (unsigned char)byte <= ' ';
}

static void add_blank(Text *out)
{
    if (out->length > 0 && out->bytes[out->length - 1] != ' ') {
        text_add_byte(out, ' ');
    }
}

/* The letter of an accent: "{e}", "e", "{\i}", "\i". 0 when none follows. */
static char accented_letter(Reader *reader)
{
    size_t braces = 0;
    char letter;

    while (is_blank(peek(reader, 0))) {
        reader->at++;
    }
    while (peek(reader, 0) == '{' && braces < 2) {
        reader->at++;
        braces++;
    }
    if (peek(reader, 0) == '\\' && (peek(reader, 1) == 'i' || peek(reader, 1) == 'j') &&
        !is_letter(peek(reader, 2))) {
        reader->at++;
    }
    letter = peek(reader, 0);
    if (!is_letter(letter)) {
        return 0;
    }
    reader->at++;
    while (braces > 0 && peek(reader, 0) == '}') {
        reader->at++;
        braces--;
    }
    return letter;
}

static void add_accented(Text *out, char accent, char letter)
{
    size_t i;

    for (i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        const char *found = accents[i].accent == accent ? strchr(accents[i].letters, letter) : NULL;

        if (found != NULL) {
            text_add(out, (Str){accents[i].whole + 2 * (found - accents[i].letters), 2});
            return;
        }
    }
    text_add_byte(out, letter);
}

static bool is_accent(char byte)
{
    size_t i;

    for (i = 0; i < sizeof accents / sizeof accents[0]; i++) {
        if (accents[i].accent == byte) {
            return true;
        }
    }
    return false;
}

static void read_accent(Reader *reader, char accent)
{
    char letter = accented_letter(reader);

    if (letter != 0) {
        add_accented(&reader->out, accent, letter);
    }
}

/* Stands behind the backslash. */
static void read_command(Reader *reader)
{
    size_t from = reader->at;
    Str name;
    size_t i;

    if (!is_letter(peek(reader, 0))) {
        char byte = peek(reader, 0);

        reader->at += reader->at < reader->raw.length;
        if (byte != 0 && is_accent(byte)) {
            read_accent(reader, byte);
        } else if (byte == '\\' || is_blank(byte)) {
            add_blank(&reader->out);
        } else if (byte != 0 && strchr("-/,", byte) == NULL) {
            text_add_byte(&reader->out, byte);
        }
        return;
    }
    while (is_letter(peek(reader, 0))) {
        reader->at++;
    }
    name = str_slice(reader->raw, from, reader->at - from);
    for (i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (str_equal(name, str_from(signs[i].name))) {
            utf8_add(&reader->out, signs[i].point);
            if (peek(reader, 0) == '{' && peek(reader, 1) == '}') {
                reader->at += 2;
            } else if (is_blank(peek(reader, 0))) {
                reader->at++;
            }
            return;
        }
    }
    if (name.length == 1 && is_accent(name.bytes[0])) {
        read_accent(reader, name.bytes[0]);
    } else if (is_blank(peek(reader, 0))) {
        reader->at++;
    }
}

/* "--", "---", "``" and "''" are one sign each. */
static bool read_pair(Reader *reader)
{
    char byte = peek(reader, 0);

    if (byte != peek(reader, 1)) {
        return false;
    }
    if (byte == '-') {
        bool is_long = peek(reader, 2) == '-';

        reader->at += is_long ? 3 : 2;
        text_add(&reader->out, is_long ? STR("\u2014") : STR("\u2013"));
        return true;
    }
    if (byte == '`' || byte == '\'') {
        reader->at += 2;
        text_add(&reader->out, byte == '`' ? STR("\u201c") : STR("\u201d"));
        return true;
    }
    return false;
}

Str latex_read(Context *context, Str raw)
{
    Reader reader = {.raw = raw, .out = text_new(context->arena)};

    while (reader.at < raw.length) {
        char byte = raw.bytes[reader.at];

        if (read_pair(&reader)) {
            continue;
        }
        reader.at++;
        if (byte == '\\') {
            read_command(&reader);
        } else if (is_blank(byte) || byte == '~' || byte == 0) {
            add_blank(&reader.out);
        } else if (byte != '{' && byte != '}' && byte != '$') {
            text_add_byte(&reader.out, byte);
        }
    }
    return str_trim(text_str(&reader.out));
}

void latex_write(Text *text, Str words)
{
    size_t i;

    for (i = 0; i < words.length; i++) {
        char byte = words.bytes[i];

        if (byte == '\\') {
            text_add(text, STR("{\\textbackslash}"));
        } else if (byte == '~') {
            text_add(text, STR("{\\textasciitilde}"));
        } else if (byte == '^') {
            text_add(text, STR("{\\textasciicircum}"));
        } else if (byte == '{' || byte == '}') {
            text_add(text, byte == '{' ? STR("(") : STR(")")); /* readers count them */
        } else if (byte != 0 && strchr("%&$#_", byte) != NULL) {
            text_add_byte(text, '\\');
            text_add_byte(text, byte);
        } else if ((byte == '-' || byte == '`' || byte == '\'') && i + 1 < words.length &&
                   words.bytes[i + 1] == byte) {
            text_add_byte(text, byte);
            text_add(text, STR("{}")); /* two of them, not one sign */
        } else if ((unsigned char)byte < ' ') {
            text_add_byte(text, ' ');
        } else {
            text_add_byte(text, byte);
        }
    }
}
