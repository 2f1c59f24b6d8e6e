/* What a study's own texts may tell of single people: addresses, and names with a title. */
#include "study/schema.h"

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

/* "someone@example.org": something before the "@", and a dot with letters after it. */
static bool has_address(Str text)
{
    for (size_t at = 1; at + 1 < text.length; at++) {
        size_t end = at + 1;
        bool dot = false;

        if (text.bytes[at] != '@' || !is_address_byte(text.bytes[at - 1])) {
            continue;
        }
        for (; end < text.length && is_address_byte(text.bytes[end]); end++) {
            dot = dot || (text.bytes[end] == '.' && end > at + 1 && end + 1 < text.length &&
                          is_letter(text.bytes[end + 1]));
        }
        if (dot) {
            return true;
        }
    }
    return false;
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

static void look(void *data, const SchemaSection *section, const SchemaKey *key, const char *item)
{
    const StudyText *text = (const void *)(item + key->offset);

    (void)section;
    if ((key->flags & KEY_OF_PEOPLE) == 0 || text->place.line == 0) {
        return;
    }
    if (has_address(text->text)) {
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
    }
}

void study_warn_of_people(Context *context, const Study *study)
{
    schema_visit(study, look, context);
}
