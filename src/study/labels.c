/* Labels against the catalogue's lists. */
#include "study/labels.h"

#include "base/number.h"
#include "study/label_words.h"

#include <string.h>

/* The largest count of digits that can stand for a number kept back. */
#define COUNT_BYTES_MOST ((size_t)6)

StrSpan labels_missing(void)
{
    /* nobody writes through it; StrSpan has no form for what may only be read */
    union {
        const Str *read;
        Str *items;
    } missing = {LABEL_TABLE.missing.items};

    return (StrSpan){missing.items, LABEL_TABLE.missing.count};
}

static bool is_in(Str label, LabelList list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (str_equal(label, list.items[i])) {
            return true;
        }
    }
    return false;
}

/* Asked of every cell, so what most cells are (long, or led by a letter or digit) is told first. */
bool label_is_missing(Str label)
{
    return label.length <= LABEL_TABLE.missing_longest && is_in(label, LABEL_TABLE.missing);
}

bool label_is_missing_in(Str label, StrSpan more)
{
    for (size_t i = 0; i < more.count; i++) {
        if (str_equal(label, more.items[i])) {
            return true;
        }
    }
    return label_is_missing(label);
}

/* A count as people write one: digits alone, after trimming. */
static bool read_count(Str text, int64_t *count)
{
    Str trimmed = str_trim(text);

    return trimmed.length > 0 && trimmed.length <= COUNT_BYTES_MOST && trimmed.bytes[0] >= '0' &&
           trimmed.bytes[0] <= '9' && number_parse_integer(trimmed, count);
}

/* "<5": the words of the list and then a count. */
static bool read_bound(Str label, LabelList list, int64_t *count)
{
    for (size_t i = 0; i < list.count; i++) {
        size_t length = list.items[i].length;

        if (str_equal_ignoring_case(str_slice(label, 0, length), list.items[i]) &&
            read_count(str_slice(label, length, label.length), count)) {
            return *count <= LABEL_TABLE.suppressed_most;
        }
    }
    return false;
}

/* "1-7", "0 to 7": a count up to the first letter or mark, one of the list, a count. */
static bool read_range(Str label, int64_t *from, int64_t *to)
{
    size_t end = 0;
    Str rest;

    while (end < label.length && label.bytes[end] >= '0' && label.bytes[end] <= '9') {
        end++;
    }
    rest = str_trim(str_slice(label, end, label.length));
    return read_count(str_slice(label, 0, end), from) && *from <= 1 &&
           read_bound(rest, LABEL_TABLE.suppressed_between, to) && *to > *from;
}

bool label_is_suppressed(Str label, int64_t *from, int64_t *to)
{
    int64_t low = 0;
    int64_t high;

    if (is_in(label, LABEL_TABLE.suppressed_markers)) {
        high = INT64_MAX;
    } else if (read_bound(label, LABEL_TABLE.suppressed_below, &high) && high > 0) {
        high--;
    } else if (!read_bound(label, LABEL_TABLE.suppressed_at_most, &high) &&
               !read_range(label, &low, &high)) {
        return false;
    }
    *from = low;
    *to = high;
    return true;
}

static NotRecorded find_reason(Str label)
{
    LabelWords words = LABEL_TABLE.not_recorded;

    for (size_t i = 0; i < words.count; i++) {
        if (words_equal(label, words.items[i].text)) {
            return (NotRecorded)words.items[i].meaning;
        }
    }
    return RECORDED;
}

/* Cuts a code before the words, "ZZ Not stated", "99 - Not known": two capitals or three digits. */
static Str cut_code(Str label)
{
    size_t digits = 0;
    size_t capitals = 0;
    size_t at = 0;

    for (; at < label.length && (label.bytes[at] < 'a' || label.bytes[at] > 'z'); at++) {
        bool digit = label.bytes[at] >= '0' && label.bytes[at] <= '9';
        bool capital = label.bytes[at] >= 'A' && label.bytes[at] <= 'Z';

        if (!digit && !capital) {
            break;
        }
        digits += digit;
        capitals += capital;
    }
    if (at == 0 || at == label.length || digits > 3 || capitals > 2 ||
        memchr(" .:=-)", label.bytes[at], 6) == NULL ||
        str_equal(str_slice(label, 0, at), STR("NO"))) {
        return label;
    }
    return words_trim(str_slice(label, at, label.length));
}

static Str cut_about(Str label)
{
    for (size_t i = 0; i < LABEL_TABLE.about.count; i++) {
        if (words_cut_start(&label, LABEL_TABLE.about.items[i]) ||
            words_cut_end(&label, LABEL_TABLE.about.items[i])) {
            return label;
        }
    }
    return label;
}

/* One label without parts: as it is, then with ever more taken off around its words. */
static NotRecorded reason_of(Str label)
{
    NotRecorded reason = find_reason(label);
    Str before;
    Str gloss;

    if (reason == RECORDED && words_split_gloss(label, &before, &gloss)) {
        label = before;
    }
    if (reason == RECORDED) {
        label = words_trim(label);
        reason = find_reason(label);
    }
    if (reason == RECORDED) {
        label = cut_code(label);
        reason = find_reason(label);
    }
    return reason == RECORDED ? find_reason(cut_about(label)) : reason;
}

/* Length of what joins two labels at `at`: "/", ",", " or ", " and "; 0 for none. */
static size_t joint_at(Str label, size_t at)
{
    static const char *const JOINTS[] = {"/", ",", ";", "|", " or ", " and "};

    for (size_t i = 0; i < sizeof JOINTS / sizeof JOINTS[0]; i++) {
        Str joint = str_from(JOINTS[i]);

        if (str_equal_ignoring_case(str_slice(label, at, joint.length), joint)) {
            return joint.length;
        }
    }
    return 0;
}

/* Several labels in one. Where their reasons differ, the one that claims least about the person. */
static NotRecorded reason_of_parts(Str label)
{
    NotRecorded all = RECORDED;
    size_t from = 0;

    for (size_t at = 0; at <= label.length; at++) {
        size_t joint = at < label.length ? joint_at(label, at) : 1;
        NotRecorded part;

        if (joint == 0) {
            continue;
        }
        part = reason_of(str_trim(str_slice(label, from, at - from)));
        if (part == RECORDED) {
            return RECORDED;
        }
        all = all == RECORDED || all == part ? part : NOT_RECORDED_ASKED;
        from = at + joint;
        at = from - 1;
    }
    return all;
}

NotRecorded label_not_recorded(Str label)
{
    Str trimmed = str_trim(label);
    Str before;
    Str gloss;
    NotRecorded reason;

    if (label_is_missing(trimmed)) {
        return NOT_RECORDED_ASKED;
    }
    if (trimmed.length > LABEL_BYTES_MOST) {
        return RECORDED;
    }
    reason = reason_of(trimmed);
    if (reason == RECORDED && words_split_gloss(trimmed, &before, &gloss)) {
        trimmed = before;
    }
    return reason == RECORDED ? reason_of_parts(trimmed) : reason;
}

bool label_is_total(Str label)
{
    Str trimmed = str_trim(label);
    Str before;
    Str gloss;

    if (trimmed.length > LABEL_BYTES_MOST) {
        return false;
    }
    if (words_split_gloss(trimmed, &before, &gloss) &&
        (words_in_list(words_trim(before), LABEL_TABLE.totals) ||
         words_in_list(words_trim(gloss), LABEL_TABLE.totals))) {
        return true;
    }
    return words_in_list(words_trim(trimmed), LABEL_TABLE.totals);
}

/* The words of a column's name: cut at marks and where a capital follows a small letter. */
static bool next_word(Str name, size_t *at, Str *word)
{
    size_t from;

    *word = STR_NONE;
    while (*at < name.length && words_trim(str_slice(name, *at, 1)).length == 0) {
        ++*at;
    }
    from = *at;
    while (*at < name.length && words_trim(str_slice(name, *at, 1)).length > 0) {
        ++*at;
        if (*at < name.length && name.bytes[*at] >= 'A' && name.bytes[*at] <= 'Z' &&
            !(name.bytes[*at - 1] >= 'A' && name.bytes[*at - 1] <= 'Z')) {
            break;
        }
    }
    *word = str_slice(name, from, *at - from);
    return word->length > 0;
}

/* "patientid": both words written together. */
static bool is_who_and_id(Str word)
{
    for (size_t i = 0; i < LABEL_TABLE.person_who.count; i++) {
        Str who = LABEL_TABLE.person_who.items[i];

        if (str_equal_ignoring_case(str_slice(word, 0, who.length), who) &&
            words_in_list(str_slice(word, who.length, word.length), LABEL_TABLE.person_id)) {
            return true;
        }
    }
    return false;
}

/* True when nothing but words that say how the id was hidden stands from `at` on. */
static bool ends_person(Str name, size_t at)
{
    Str word;

    while (next_word(name, &at, &word)) {
        if (!words_in_list(word, LABEL_TABLE.person_after)) {
            return false;
        }
    }
    return true;
}

bool name_is_person(Str name)
{
    Str trimmed = words_trim(name);
    Str before = STR_NONE;
    Str word;
    size_t at = 0;

    if (trimmed.length > LABEL_BYTES_MOST) {
        return false;
    }
    if (words_in_list(trimmed, LABEL_TABLE.person_names)) {
        return true;
    }
    while (next_word(trimmed, &at, &word)) {
        bool found = is_who_and_id(word) || (words_in_list(before, LABEL_TABLE.person_who) &&
                                             words_in_list(word, LABEL_TABLE.person_id));

        if (found && ends_person(trimmed, at)) {
            return true;
        }
        before = word;
    }
    return false;
}
