#include "catalogue/code_list.h"

#include "catalogue/catalogue_tables.h"

#include <assert.h>

/* Shorter texts are codes, in which a sign may be part of the code. */
#define LOOSE_LENGTH_MORE_THAN 3

const CodeList *code_list_rows(size_t *count)
{
    *count = CATALOGUE_CODES_COUNT;
    return CATALOGUE_CODES;
}

const CodeList *code_list_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_CODES_COUNT; i++) {
        if (str_equal(CATALOGUE_CODES[i].id, id)) {
            return &CATALOGUE_CODES[i];
        }
    }
    return NULL;
}

Str code_list_nearest(Context *context, Str id)
{
    Str *ids = TAKE(context, Str, CATALOGUE_CODES_COUNT);

    if (ids == NULL) {
        return STR_NONE;
    }
    for (size_t i = 0; i < CATALOGUE_CODES_COUNT; i++) {
        ids[i] = CATALOGUE_CODES[i].id;
    }
    return str_nearest(id, (StrSpan){ids, CATALOGUE_CODES_COUNT});
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_number(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.bytes[i])) {
            return false;
        }
    }
    return text.length > 0;
}

/* "01" is the code "1". */
static Str without_zeros(Str text)
{
    while (is_number(text) && text.length > 1 && text.bytes[0] == '0') {
        text = str_slice(text, 1, text.length - 1);
    }
    return text;
}

/* Letters, figures and all that is not ASCII count; signs and blanks do not. */
static bool counts(char byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (unsigned char)byte >= 128;
}

/* The next byte that counts, in lower case; 0 at the end. */
static char next_byte(Str text, size_t *at)
{
    while (*at < text.length && !counts(text.bytes[*at])) {
        (*at)++;
    }
    if (*at == text.length) {
        return 0;
    }
    (*at)++;
    if (text.bytes[*at - 1] >= 'A' && text.bytes[*at - 1] <= 'Z') {
        return (char)(text.bytes[*at - 1] - 'A' + 'a');
    }
    return text.bytes[*at - 1];
}

static bool equal_loosely(Str a, Str b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    char byte;

    if (a.length <= LOOSE_LENGTH_MORE_THAN || b.length <= LOOSE_LENGTH_MORE_THAN) {
        return str_equal_ignoring_case(a, b);
    }
    do {
        byte = next_byte(a, &at_a);
        if (byte != next_byte(b, &at_b)) {
            return false;
        }
    } while (byte != 0);
    return true;
}

static bool means(const CodeEntry *entry, Str cell)
{
    if (equal_loosely(entry->label, cell)) {
        return true;
    }
    for (size_t i = 0; i < entry->also.count; i++) {
        if (equal_loosely(entry->also.items[i], cell)) {
            return true;
        }
    }
    return false;
}

static const CodeEntry *find_code(const CodeList *list, Str code)
{
    for (size_t i = 0; i < list->entries.count; i++) {
        if (str_equal_ignoring_case(list->entries.items[i].code, code)) {
            return &list->entries.items[i];
        }
    }
    return NULL;
}

const CodeEntry *code_find(const CodeList *list, Str cell)
{
    const CodeEntry *entry;

    cell = str_trim(cell);
    if (cell.length == 0) {
        return NULL;
    }
    entry = find_code(list, without_zeros(cell));
    for (size_t i = 0; entry == NULL && i < list->entries.count; i++) {
        if (means(&list->entries.items[i], cell)) {
            entry = &list->entries.items[i];
        }
    }
    if (entry == NULL && list->second_is_local && cell.length == 2) {
        entry = find_code(list, str_slice(cell, 0, 1));
    }
    return entry;
}

/* "10 Most deprived": the code before, and what follows its digits without signs and blanks. */
static const CodeEntry *find_before_words(const CodeList *list, Str label, Str *words)
{
    size_t digits = 0;
    size_t at;

    while (digits < label.length && is_digit(label.bytes[digits])) {
        digits++;
    }
    at = digits;
    while (at < label.length && !counts(label.bytes[at])) {
        at++;
    }
    *words = str_slice(label, at, label.length - at);
    return digits == 0 || at == digits || words->length == 0
               ? NULL
               : find_code(list, without_zeros(str_slice(label, 0, digits)));
}

static bool is_between(const CodeList *list, Str words)
{
    for (size_t i = 0; i < list->between.count; i++) {
        if (equal_loosely(list->between.items[i], words)) {
            return true;
        }
    }
    return false;
}

bool code_find_place(const CodeList *list, Str label, bool last_is_worst, size_t *place)
{
    const CodeEntry *entry = code_find(list, label);
    Str words = STR_NONE;
    size_t index;

    if (entry == NULL) {
        entry = find_before_words(list, str_trim(label), &words);
    }
    if (entry == NULL || entry->meaning != CODE_GROUP || list->said.count != list->recorded) {
        return false;
    }
    index = (size_t)(entry - list->entries.items);
    *place = last_is_worst ? list->recorded - 1 - index : index;
    if (words.length == 0) {
        return true;
    }
    return (*place == 0 && equal_loosely(words, list->worst)) ||
           (*place + 1 == list->recorded && equal_loosely(words, list->best)) ||
           (*place > 0 && *place + 1 < list->recorded && is_between(list, words));
}

const CodeDetail *code_detail_find(const CodeList *list, int64_t groups)
{
    for (size_t i = 0; i < list->details.count; i++) {
        if (list->details.items[i].groups == groups) {
            return &list->details.items[i];
        }
    }
    return NULL;
}

size_t code_group_index(const CodeList *list, const CodeEntry *entry, const CodeDetail *detail)
{
    size_t which = (size_t)(detail - list->details.items);

    assert(which < list->details.count);
    if (entry->meaning != CODE_GROUP) {
        return SIZE_MAX;
    }
    return which + 1 == list->details.count ? (size_t)(entry - list->entries.items)
                                            : entry->groups[which];
}

Str code_group_label(const CodeList *list, const CodeEntry *entry, const CodeDetail *detail)
{
    size_t index = code_group_index(list, entry, detail);

    return index == SIZE_MAX ? entry->label : detail->labels.items[index];
}

const AgeBands *age_bands_rows(size_t *count)
{
    *count = CATALOGUE_AGE_BANDS_COUNT;
    return CATALOGUE_AGE_BANDS;
}

const AgeBands *age_bands_find(Str id)
{
    for (size_t i = 0; i < CATALOGUE_AGE_BANDS_COUNT; i++) {
        if (str_equal(CATALOGUE_AGE_BANDS[i].id, id)) {
            return &CATALOGUE_AGE_BANDS[i];
        }
    }
    return NULL;
}
