/* What a study's own texts may tell of single people: addresses, and names with a title. */
#include "study/schema.h"

#include <stddef.h>

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Of the part of an address before its "@", and of the names after it. */
static bool is_address_byte(char byte)
{
    return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' ||
           byte == '_' || byte == '+';
}

/* "someone@example.org": something before the "@", and a dot with letters after it. The first from
   `from` on; empty where there is none. */
static Str find_address(Str text, size_t from)
{
    for (size_t at = from; at + 1 < text.length; at++) {
        size_t start = at;
        size_t end = at + 1;
        bool dot = false;

        if (text.bytes[at] != '@' || at == from || !is_address_byte(text.bytes[at - 1])) {
            continue;
        }
        for (; end < text.length && is_address_byte(text.bytes[end]); end++) {
            dot = dot || (text.bytes[end] == '.' && end > at + 1 && end + 1 < text.length &&
                          is_letter(text.bytes[end + 1]));
        }
        while (start > from && is_address_byte(text.bytes[start - 1])) {
            start--;
        }
        if (dot) {
            return str_slice(text, start, end - start);
        }
    }
    return STR_NONE;
}

/* "Dr Ahmed", "Mrs. O'Neill": a title as a whole word, and a capital after it. */
static bool has_titled_name(Str text)
{
    static const char *const titles[] = {"Dr",   "Mr",        "Mrs",    "Ms",  "Miss",
                                         "Prof", "Professor", "Sister", "Sir", "Dame"};

    for (size_t i = 0; i < text.length; i++) {
        if (i > 0 && is_letter(text.bytes[i - 1])) {
            continue;
        }
        for (size_t t = 0; t < sizeof titles / sizeof titles[0]; t++) {
            Str title = str_from(titles[t]);
            Str rest = str_slice(text, i + title.length, text.length);

            if (!str_starts_with(str_slice(text, i, text.length), title)) {
                continue;
            }
            rest = str_starts_with(rest, STR(".")) ? str_slice(rest, 1, rest.length) : rest;
            if (rest.length > 1 && rest.bytes[0] == ' ' && rest.bytes[1] >= 'A' &&
                rest.bytes[1] <= 'Z') {
                return true;
            }
        }
    }
    return false;
}

/* Words of a role, a group or an organisation: with one of them it is no single person. */
static const char *const SHARED_WORDS[] = {
    "advice",     "agency",      "and",        "association", "authority",   "board",
    "care",       "carers",      "centre",     "center",      "charity",     "citizens",
    "clinic",     "club",        "college",    "committee",   "communities", "community",
    "council",    "deaf",        "department", "director",    "doctors",     "england",
    "families",   "forum",       "foundation", "group",       "groups",      "head",
    "health",     "healthwatch", "hospital",   "institute",   "ireland",     "lead",
    "manager",    "members",     "men",        "mental",      "midwives",    "mind",
    "network",    "nhs",         "nurses",     "office",      "officer",     "panel",
    "parents",    "partnership", "patient",    "patients",    "people",      "practice",
    "public",     "residents",   "school",     "scotland",    "service",     "services",
    "society",    "staff",       "support",    "surgery",     "survivors",   "team",
    "the",        "trust",       "union",      "university",  "users",       "voices",
    "volunteers", "wales",       "ward",       "women",       "workers",     "young",
    "youth"};

static bool is_shared_word(Str word)
{
    for (size_t i = 0; i < sizeof SHARED_WORDS / sizeof SHARED_WORDS[0]; i++) {
        Str shared = str_from(SHARED_WORDS[i]);

        if (str_equal_ignoring_case(word, shared)) {
            return true;
        }
    }
    return false;
}

/* A capital and small letters after it, also as O'Neill and Smith-Jones have them. */
static bool is_name_word(Str word)
{
    bool small = false;

    if (word.length < 2 || word.bytes[0] < 'A' || word.bytes[0] > 'Z') {
        return false;
    }
    for (size_t i = 1; i < word.length; i++) {
        small = small || (word.bytes[i] >= 'a' && word.bytes[i] <= 'z');
    }
    return small;
}

static bool is_word_byte(char byte)
{
    return is_letter(byte) || byte == '-' || byte == '\'' || ((unsigned char)byte & 0x80U) != 0;
}

/* "Jane Smith, nurse": two such words with one blank between, and no word of a role or a group
   anywhere. More in a row are rather an organisation's. */
static bool is_single_name(Str text)
{
    size_t names = 0;
    size_t most = 0;

    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        Str word;

        while (end < text.length && is_word_byte(text.bytes[end])) {
            end++;
        }
        word = str_slice(text, at, end - at);
        if (is_shared_word(word)) {
            return false;
        }
        names = is_name_word(word) ? names + 1 : 0;
        most = names > most ? names : most;
        names = end < text.length && text.bytes[end] == ' ' ? names : 0;
        at = end + 1;
    }
    return most == 2;
}

static void look(void *data, const SchemaSection *section, const SchemaKey *key, const char *item)
{
    const StudyText *text = (const void *)(item + key->offset);

    (void)section;
    if ((key->flags & KEY_OF_PEOPLE) == 0 || text->place.line == 0) {
        return;
    }
    if (find_address(text->text, 0).length > 0) {
        note_warning(data, text->place,
                     "'%s' holds an e-mail address, which the report would carry; only 'contact' "
                     "should",
                     key->name);
    }
    if (has_titled_name(text->text)) {
        note_warning(data, text->place,
                     "'%s' seems to name a person, which the report would carry; name a role or a "
                     "group",
                     key->name);
    } else if ((key->flags & KEY_OF_WHO) != 0 && is_single_name(text->text)) {
        note_warning(data, text->place,
                     "'%s' looks like a single person's name, and it will be published; write the "
                     "role or the group instead",
                     key->name);
    }
}

/* ---- the study's text, which leaves whole ---- */

/* So many addresses are looked at: a file full of them was told of by then. */
#define ADDRESSES_MOST 20

/* An address, and whether a value that is told of, or that may have it, holds it. */
typedef struct Told {
    Str address;
    bool told;
} Told;

static void find_told(void *data, const SchemaSection *section, const SchemaKey *key,
                      const char *item)
{
    const StudyText *text = (const void *)(item + key->offset);
    Told *told = data;
    bool contact = section == &schema_study && key->offset == offsetof(Study, contact);

    if (((key->flags & KEY_OF_PEOPLE) != 0 || contact) && text->place.line > 0) {
        told->told = told->told || str_contains_ignoring_case(text->text, told->address);
    }
}

static bool is_secret(const Study *study, size_t at)
{
    for (size_t i = 0; i < study->secrets.count; i++) {
        if (at >= study->secrets.items[i].start && at < study->secrets.items[i].end) {
            return true;
        }
    }
    return false;
}

static void look_through_text(Context *context, const Study *study)
{
    Place place = {study->path, 1, 1};
    size_t at = 0;

    for (int count = 0; count < ADDRESSES_MOST; count++) {
        Told told = {find_address(study->bytes, at), false};
        size_t start;

        if (told.address.length == 0) {
            return;
        }
        start = (size_t)(told.address.bytes - study->bytes.bytes);
        for (; at < start; at++) {
            place.line += study->bytes.bytes[at] == '\n';
            place.column =
                study->bytes.bytes[at] == '\n'
                    ? 1
                    : place.column + (((unsigned char)study->bytes.bytes[at] & 0xc0U) != 0x80U);
        }
        schema_visit(study, find_told, &told);
        if (!told.told && !is_secret(study, start)) {
            note_warning(context, place,
                         "an e-mail address stands here, and the study's text leaves with a report "
                         "or bundle; only 'contact' should have one");
        }
        place.column += (int64_t)told.address.length;
        at += told.address.length;
    }
}

void study_warn_of_people(Context *context, const Study *study)
{
    schema_visit(study, look, context);
    look_through_text(context, study);
}
