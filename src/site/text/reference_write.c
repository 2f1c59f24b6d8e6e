/* References as other programs read them, and as people do. */
#include "base/utf8.h"
#include "site/text/latex_text.h"
#include "site/text/reference.h"
#include "site/text/title_words.h"

#include <string.h>

static const struct {
    const char *bibtex;
    const char *ris;
    const char *within; /* BibTeX's name of what it stands in */
    const char *publisher;
} forms[] = {
    [REFERENCE_OTHER] = {"misc", "GEN", "journal", "publisher"},
    [REFERENCE_ARTICLE] = {"article", "JOUR", "journal", "publisher"},
    [REFERENCE_BOOK] = {"book", "BOOK", "booktitle", "publisher"},
    [REFERENCE_CHAPTER] = {"incollection", "CHAP", "booktitle", "publisher"},
    [REFERENCE_MEETING] = {"inproceedings", "CPAPER", "booktitle", "publisher"},
    [REFERENCE_REPORT] = {"techreport", "RPRT", "journal", "institution"},
    [REFERENCE_THESIS] = {"phdthesis", "THES", "journal", "school"},
    [REFERENCE_DATA] = {"dataset", "DATA", "journal", "publisher"},
    [REFERENCE_WEB] = {"online", "ELEC", "journal", "publisher"},
};

static bool is_key_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-';
}

/* The given name, or one of the first author, the year and the title's longest word. */
static void write_key(Context *context, Text *text, const Reference *reference)
{
    Text key = text_new(context->arena);
    Str source = reference->key;
    size_t i;

    if (source.length == 0) {
        StrSpan who =
            title_words(context, reference->people.count > 0 ? reference->people.items[0].family
                                                             : STR("source"));
        StrSpan what = title_words(context, reference->title);
        Str longest = STR_NONE;

        for (i = 0; i < what.count; i++) {
            longest = what.items[i].length > longest.length ? what.items[i] : longest;
        }
        source = str_format(context->arena, "%.*s-%lld-%.*s",
                            who.count > 0 ? (int)who.items[0].length : 0,
                            who.count > 0 ? who.items[0].bytes : "", (long long)reference->year,
                            (int)longest.length, longest.bytes == NULL ? "" : longest.bytes);
    }
    for (i = 0; i < source.length && key.length < 60; i++) {
        if (is_key_byte(source.bytes[i])) {
            text_add_byte(&key, source.bytes[i]);
        }
    }
    text_add(text, key.length > 0 ? text_str(&key) : STR("source"));
}

static void write_field(Text *text, const char *name, Str words)
{
    if (words.length == 0) {
        return;
    }
    text_format(text, ",\n  %s = {", name);
    latex_write(text, words);
    text_add_byte(text, '}');
}

/* What a reader would take for a separator or a name in parts stands in braces of its own. */
static void write_people(Text *text, const Reference *reference)
{
    size_t i;

    if (reference->people.count == 0) {
        return;
    }
    text_add(text, STR(",\n  author = {"));
    for (i = 0; i < reference->people.count; i++) {
        const ReferencePerson *person = &reference->people.items[i];

        text_add(text, i > 0 ? STR(" and {") : STR("{"));
        latex_write(text, person->family);
        text_add_byte(text, '}');
        if (person->given.length > 0) {
            text_add(text, STR(", {"));
            latex_write(text, person->given);
            text_add_byte(text, '}');
        }
    }
    text_add_byte(text, '}');
}

static void write_date(Text *text, const Reference *reference)
{
    if (reference->year == 0) {
        return;
    }
    text_format(text, ",\n  year = {%lld}", (long long)reference->year);
    if (reference->month > 0) {
        text_format(text, ",\n  date = {%04lld-%02lld", (long long)reference->year,
                    (long long)reference->month);
        if (reference->day > 0) {
            text_format(text, "-%02lld", (long long)reference->day);
        }
        text_add_byte(text, '}');
    }
}

void reference_write_bibtex(Context *context, Text *text, const Reference *reference)
{
    text_format(text, "@%s{", forms[reference->kind].bibtex);
    write_key(context, text, reference);
    if (reference->title.length > 0) {
        text_add(text, STR(",\n  title = {{")); /* twice: its capitals stay */
        latex_write(text, reference->title);
        text_add(text, STR("}}"));
    }
    write_people(text, reference);
    write_field(text, forms[reference->kind].within, reference->within);
    write_field(text, forms[reference->kind].publisher, reference->publisher);
    write_field(text, "volume", reference->volume);
    write_field(text, "number", reference->issue);
    write_field(text, "pages", reference->pages);
    write_date(text, reference);
    write_field(text, "doi", reference->doi);
    write_field(text, "url", reference->address);
    write_field(text, "language", reference->language);
    write_field(text, "abstract", reference->summary);
    write_field(text, "note", reference->is_withdrawn ? STR("Withdrawn") : STR_NONE);
    text_add(text, STR("\n}\n"));
}

static void write_line(Text *text, const char *tag, Str words)
{
    size_t i;

    if (words.length == 0) {
        return;
    }
    text_format(text, "%s  - ", tag);
    for (i = 0; i < words.length; i++) {
        text_add_byte(text, (unsigned char)words.bytes[i] < ' ' ? ' ' : words.bytes[i]);
    }
    text_add(text, STR("\r\n"));
}

static void write_ris_date(Text *text, const Reference *reference)
{
    if (reference->year == 0) {
        return;
    }
    text_format(text, "PY  - %lld\r\n", (long long)reference->year);
    if (reference->month > 0) {
        text_format(text, "DA  - %04lld/%02lld/", (long long)reference->year,
                    (long long)reference->month);
        if (reference->day > 0) {
            text_format(text, "%02lld", (long long)reference->day);
        }
        text_add(text, STR("\r\n"));
    }
}

void reference_write_ris(Text *text, const Reference *reference)
{
    size_t dash = str_find_byte(reference->pages, '-');
    size_t i;

    text_format(text, "TY  - %s\r\n", forms[reference->kind].ris);
    write_line(text, "TI", reference->title);
    for (i = 0; i < reference->people.count; i++) {
        const ReferencePerson *person = &reference->people.items[i];
        Text name = text_new(text->arena);

        text_add(&name, person->family);
        text_add(&name, person->given.length > 0 ? STR(", ") : STR(""));
        text_add(&name, person->given);
        write_line(text, "AU", text_str(&name));
    }
    write_ris_date(text, reference);
    write_line(text, reference->kind == REFERENCE_ARTICLE ? "JO" : "T2", reference->within);
    write_line(text, "PB", reference->publisher);
    write_line(text, "VL", reference->volume);
    write_line(text, "IS", reference->issue);
    write_line(text, "SP", str_slice(reference->pages, 0, dash));
    write_line(text, "EP", str_slice(reference->pages, dash + 1, reference->pages.length));
    write_line(text, "DO", reference->doi);
    write_line(text, "UR", reference->address);
    write_line(text, "LA", reference->language);
    write_line(text, "AB", reference->summary);
    write_line(text, "ID", reference->key);
    write_line(text, "N1", reference->is_withdrawn ? STR("Withdrawn") : STR_NONE);
    text_add(text, STR("ER  - \r\n"));
}

/* "Okafor AB": the first letter of each given name. */
static void write_plain_person(Text *text, const ReferencePerson *person)
{
    bool begins = true;
    size_t i = 0;

    text_add(text, person->family);
    text_add(text, person->given.length > 0 ? STR(" ") : STR(""));
    while (i < person->given.length) {
        size_t from = i;
        uint32_t point = utf8_next(person->given, &i);

        if (begins && point > ' ') {
            text_add(text, str_slice(person->given, from, i - from));
        }
        begins = point == ' ' || point == '-' || point == '.';
    }
}

static void write_plain_people(Text *text, const Reference *reference)
{
    size_t shown = reference->people.count > 3 ? 3 : reference->people.count;
    size_t i;

    for (i = 0; i < shown; i++) {
        text_add(text, i > 0 ? STR(", ") : STR(""));
        write_plain_person(text, &reference->people.items[i]);
    }
    if (reference->people.count > shown) {
        text_add(text, STR(" and others"));
    }
}

static void write_plain_place(Text *text, const Reference *reference)
{
    Str within = reference->within.length > 0 ? reference->within : reference->publisher;

    if (within.length == 0) {
        return;
    }
    text_add_byte(text, ' ');
    text_add(text, within);
    if (reference->volume.length > 0) {
        text_format(text, " %.*s", STR_ARGS(reference->volume));
    }
    if (reference->issue.length > 0) {
        text_format(text, "(%.*s)", STR_ARGS(reference->issue));
    }
    if (reference->pages.length > 0) {
        text_format(text, ", %.*s", STR_ARGS(reference->pages));
    }
    text_add_byte(text, '.');
}

void reference_write_plain(Text *text, const Reference *reference)
{
    Str title = reference->title;

    text_add(text, reference->is_withdrawn ? STR("Withdrawn: ") : STR(""));
    write_plain_people(text, reference);
    if (reference->year > 0) {
        text_format(text, "%s(%lld)", reference->people.count > 0 ? " " : "",
                    (long long)reference->year);
    }
    text_add(text, reference->people.count > 0 || reference->year > 0 ? STR(". ") : STR(""));
    text_add(text, title);
    if (title.length > 0 && strchr(".?!", title.bytes[title.length - 1]) == NULL) {
        text_add_byte(text, '.');
    }
    write_plain_place(text, reference);
    if (reference->doi.length > 0) {
        text_format(text, " https://doi.org/%.*s", STR_ARGS(reference->doi));
    } else if (reference->address.length > 0) {
        text_format(text, " %.*s", STR_ARGS(reference->address));
    }
}
