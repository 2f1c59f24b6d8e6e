#include "site/text/reference_build.h"

#include "base/number.h"

#include <string.h>

Status reference_begin(Context *context, Str file, Str text, References *references)
{
    *references = (References){NULL, 0};
    if (text.length > REFERENCE_BYTES_MOST) {
        return fail(context, FAIL_INPUT, (Place){file, 0, 0},
                    "this has %zu bytes and may have %zu; paste fewer sources at once", text.length,
                    REFERENCE_BYTES_MOST);
    }
    references->items = TAKE(context, Reference, REFERENCE_COUNT_MOST);
    return references->items == NULL ? fail_memory(context) : done();
}

Status reference_end(Context *context, Str file, const References *references, size_t errors_before)
{
    TRY(status_since(context, errors_before));
    if (arena_refused(context->arena)) {
        return fail_memory(context);
    }
    if (references->count == 0) {
        return fail(context, FAIL_INPUT, (Place){file, 0, 0},
                    "no source was found; paste BibTeX (it begins with @) or RIS (it begins with "
                    "\"TY  - \"), or a DOI");
    }
    return done();
}

Reference *reference_new(Context *context, References *references)
{
    (void)context;
    if (references->count == REFERENCE_COUNT_MOST) {
        return NULL;
    }
    references->items[references->count] = (Reference){0};
    return &references->items[references->count++];
}

/* The list grows by doubling: most sources have few authors. */
bool reference_add_person(Context *context, Reference *reference, Str family, Str given)
{
    size_t count = reference->people.count;
    ReferencePerson *items = reference->people.items;

    if (family.length == 0 && given.length == 0) {
        return true;
    }
    if (count == REFERENCE_PEOPLE_MOST) {
        return false;
    }
    if ((count & (count - 1)) == 0) {
        items = arena_grow(context->arena, items, count * sizeof *items,
                           (count == 0 ? 1 : 2 * count) * sizeof *items);
        if (items == NULL) {
            return true; /* reference_end says that memory is spent */
        }
        reference->people.items = items;
    }
    items[count] =
        family.length > 0 ? (ReferencePerson){family, given} : (ReferencePerson){given, STR_NONE};
    reference->people.count++;
    return true;
}

static int64_t digits_at(Str words, size_t *at, size_t most)
{
    size_t from = *at;
    int64_t value = 0;

    while (*at < words.length && *at - from < most && words.bytes[*at] >= '0' &&
           words.bytes[*at] <= '9') {
        value = value * 10 + (words.bytes[*at] - '0');
        (*at)++;
    }
    return value;
}

static int64_t month_of(Str words)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    size_t at = 0;
    int64_t month;
    size_t i;

    for (i = 0; i < 12; i++) {
        if (str_equal_ignoring_case(str_slice(words, 0, 3), str_from(names[i]))) {
            return (int64_t)i + 1;
        }
    }
    month = digits_at(words, &at, 2);
    return at == words.length && month <= 12 ? month : 0;
}

void reference_set_date(Reference *reference, Str words)
{
    size_t at = 0;
    int64_t year;
    int64_t month;
    int64_t day;

    if (words.length > 4 && month_of(words) > 0 && words.bytes[0] > '9') {
        reference->month = month_of(words);
        at = words.length - 4;
    }
    year = digits_at(words, &at, 4);
    if (year < 1000 || (at < words.length && words.bytes[at] >= '0' && words.bytes[at] <= '9')) {
        return;
    }
    reference->year = year;
    if (at + 1 < words.length && strchr("-/", words.bytes[at]) != NULL) {
        at++;
        month = digits_at(words, &at, 2);
        reference->month = month >= 1 && month <= 12 ? month : reference->month;
        if (reference->month == month && at + 1 < words.length &&
            strchr("-/", words.bytes[at]) != NULL) {
            at++;
            day = digits_at(words, &at, 2);
            reference->day = day >= 1 && day <= 31 ? day : 0;
        }
    }
}

static void set_once(Str *member, Str words)
{
    if (member->length == 0) {
        *member = words;
    }
}

/* "12--19" and "12–19" are "12-19". */
static Str pages_of(Context *context, Str words)
{
    Text out = text_new(context->arena);
    size_t i;

    for (i = 0; i < words.length; i++) {
        if (str_starts_with(str_slice(words, i, 3), STR("\u2013"))) {
            text_add_byte(&out, '-');
            i += 2;
        } else {
            text_add_byte(&out, words.bytes[i]);
        }
    }
    return text_str(&out);
}

static Str *member_of(Reference *reference, Str name)
{
    const struct {
        const char *name;
        Str *member;
    } members[] = {{"title", &reference->title},           {"journal", &reference->within},
                   {"journaltitle", &reference->within},   {"booktitle", &reference->within},
                   {"publisher", &reference->publisher},   {"school", &reference->publisher},
                   {"institution", &reference->publisher}, {"organization", &reference->publisher},
                   {"volume", &reference->volume},         {"number", &reference->issue},
                   {"issue", &reference->issue},           {"abstract", &reference->summary},
                   {"language", &reference->language},     {"langid", &reference->language},
                   {"url", &reference->address},           {"howpublished", &reference->address}};
    size_t i;

    for (i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (str_equal_ignoring_case(name, str_from(members[i].name))) {
            return members[i].member;
        }
    }
    return NULL;
}

void reference_set(Context *context, Reference *reference, Str name, Str words)
{
    Str *member = member_of(reference, name);
    Str doi = STR_NONE;

    if (words.length == 0) {
        return;
    }
    if (member == &reference->address) {
        if (str_starts_with(words, STR("http://")) || str_starts_with(words, STR("https://"))) {
            set_once(member, words);
        }
        if (str_contains_ignoring_case(words, STR("doi.org/")) && doi_read(context, words, &doi)) {
            set_once(&reference->doi, doi);
        }
    } else if (member != NULL) {
        set_once(member, words);
    } else if (str_equal_ignoring_case(name, STR("doi"))) {
        reference->doi = doi_read(context, words, &doi) ? doi : reference->doi;
    } else if (str_equal_ignoring_case(name, STR("pages"))) {
        set_once(&reference->pages, pages_of(context, words));
    } else if (str_equal_ignoring_case(name, STR("year")) ||
               str_equal_ignoring_case(name, STR("date"))) {
        reference_set_date(reference, words);
    } else if (str_equal_ignoring_case(name, STR("month")) && month_of(words) > 0) {
        reference->month = month_of(words);
    } else if (str_equal_ignoring_case(name, STR("note")) &&
               (str_contains_ignoring_case(words, STR("retracted")) ||
                str_contains_ignoring_case(words, STR("withdrawn")))) {
        reference->is_withdrawn = true;
    }
}

Place reference_place(Str file, Str text, size_t at)
{
    Place place = {file, 1, 1};
    size_t i;

    for (i = 0; i < at && i < text.length; i++) {
        place.column++;
        if (text.bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}

void reference_mistake(Context *context, Place place, const char *sentence)
{
    note_error(context, FAIL_INPUT, place, "%s", sentence);
}
