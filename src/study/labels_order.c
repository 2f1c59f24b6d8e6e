/* Orders that labels say themselves. Two ways to say it: numbers with an end named ("01 Least
   deprived" .. "10 Most deprived", "Quintile 1 (poorest)" .. "Quintile 5 (richest)"), or an end in
   every label with a number counted from it ("Most deprived 10%", "More deprived 10-20%", "Second
   least deprived"). */
#include "study/label_words.h"
#include "study/labels.h"

/* More levels than any such order has; keeps the work small. */
#define LEVELS_MOST ((size_t)200)

typedef struct Level {
    LabelSide side;
    bool both_sides; /* names both ends: says nothing */
    bool numbered;
    int64_t first; /* number in the label */
    int64_t last;
} Level;

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Numbers of one to three digits; longer ones are years, as in "IMD 2019". */
static void read_numbers(Str label, Level *level)
{
    size_t at = 0;

    while (at < label.length) {
        int64_t number = 0;
        size_t from = at;

        while (at < label.length && is_digit(label.bytes[at])) {
            number = at - from < 3 ? 10 * number + (label.bytes[at] - '0') : number;
            at++;
        }
        if (at > from && at - from <= 3) {
            level->first = level->numbered ? level->first : number;
            level->last = number;
            level->numbered = true;
        }
        at += at == from;
    }
}

/* "Second most deprived" counts like "2 most deprived". */
static void read_ordinal(Str label, Level *level)
{
    static const char *const ORDINALS[] = {"second", "third",   "fourth", "fifth",
                                           "sixth",  "seventh", "eighth", "ninth"};

    for (size_t i = 0; i < sizeof ORDINALS / sizeof ORDINALS[0]; i++) {
        if (!level->numbered && words_within(label, str_from(ORDINALS[i]))) {
            level->first = (int64_t)i + 2;
            level->last = level->first;
        }
    }
}

static Level read_level(Str label)
{
    Level level = {LABEL_NO_SIDE, false, false, 1, 1};
    LabelWords sides = LABEL_TABLE.sides;

    for (size_t i = 0; i < sides.count; i++) {
        if (words_within(label, sides.items[i].text)) {
            LabelSide side = (LabelSide)sides.items[i].meaning;

            level.both_sides =
                level.both_sides || (level.side != LABEL_NO_SIDE && (level.side < 0) != (side < 0));
            level.side = side;
        }
    }
    read_numbers(label, &level);
    read_ordinal(label, &level);
    return level;
}

/* The recorded labels and what each says; 0 when there are too few, too many or one of no meaning.
   */
static size_t read_levels(StrSpan labels, Level *levels, uint32_t *indices)
{
    size_t count = 0;

    for (size_t i = 0; i < labels.count; i++) {
        if (label_not_recorded(labels.items[i]) != RECORDED) {
            continue;
        }
        if (count == LEVELS_MOST || labels.items[i].length > LABEL_BYTES_MOST) {
            return 0;
        }
        levels[count] = read_level(labels.items[i]);
        if (levels[count].both_sides) {
            return 0;
        }
        indices[count++] = (uint32_t)i;
    }
    return count >= 2 ? count : 0;
}

/* Sorts by `keys`, smallest first; false when two are equal. */
static bool sort_by(int64_t *keys, Level *levels, uint32_t *indices, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t j = i; j > 0 && keys[j - 1] >= keys[j]; j--) {
            int64_t key = keys[j];
            Level level = levels[j];
            uint32_t index = indices[j];

            if (keys[j - 1] == key) {
                return false;
            }
            keys[j] = keys[j - 1];
            levels[j] = levels[j - 1];
            indices[j] = indices[j - 1];
            keys[j - 1] = key;
            levels[j - 1] = level;
            indices[j - 1] = index;
        }
    }
    return true;
}

/* The sides named, in this order of the levels, go one way: +1 towards better off, -1 towards worse
   off, 0 when they go both ways or name too little. */
static int direction(const Level *levels, size_t count)
{
    LabelSide before = LABEL_NO_SIDE;
    bool up = false;
    bool down = false;

    for (size_t i = 0; i < count; i++) {
        if (levels[i].side != LABEL_NO_SIDE) {
            up = up || (before != LABEL_NO_SIDE && levels[i].side > before);
            down = down || (before != LABEL_NO_SIDE && levels[i].side < before);
            before = levels[i].side;
        }
    }
    if (up != down) {
        return up ? 1 : -1;
    }
    if (up || (levels[0].side == LABEL_NO_SIDE) == (levels[count - 1].side == LABEL_NO_SIDE)) {
        return 0;
    }
    if (levels[0].side != LABEL_NO_SIDE) {
        return levels[0].side < 0 ? 1 : -1;
    }
    return levels[count - 1].side > 0 ? 1 : -1;
}

static void reverse(uint32_t *indices, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        uint32_t index = indices[i];

        indices[i] = indices[count - 1 - i];
        indices[count - 1 - i] = index;
    }
}

/* Distinct numbers, and an end named by the first or the last of them. */
static bool order_by_number(Level *levels, uint32_t *indices, size_t count)
{
    int64_t keys[LEVELS_MOST];
    int way;

    for (size_t i = 0; i < count; i++) {
        if (!levels[i].numbered) {
            return false;
        }
        keys[i] = levels[i].first;
    }
    if (!sort_by(keys, levels, indices, count) ||
        (levels[0].side == LABEL_NO_SIDE && levels[count - 1].side == LABEL_NO_SIDE)) {
        return false;
    }
    way = direction(levels, count);
    if (way < 0) {
        reverse(indices, count);
    }
    return way != 0;
}

/* An end in every label, numbers counted from it: up from the worst, down to the best. */
static bool order_by_side(Level *levels, uint32_t *indices, size_t count)
{
    int64_t keys[LEVELS_MOST];
    bool worst = false;
    bool best = false;

    for (size_t i = 0; i < count; i++) {
        if (levels[i].side == LABEL_NO_SIDE) {
            return false;
        }
        keys[i] = levels[i].side < 0 ? levels[i].last : 2000 - levels[i].last;
        worst = worst || levels[i].side == LABEL_WORST;
        best = best || levels[i].side == LABEL_BEST;
    }
    return worst && best && sort_by(keys, levels, indices, count) && direction(levels, count) == 1;
}

static bool order_by_sequence(StrSpan labels, uint32_t *indices, size_t count, LabelList sequence)
{
    int64_t keys[LEVELS_MOST];
    Level unused[LEVELS_MOST] = {{LABEL_NO_SIDE, false, false, 0, 0}};

    for (size_t i = 0; i < count; i++) {
        size_t place = 0;

        while (place < sequence.count &&
               !words_equal(words_trim(labels.items[indices[i]]), sequence.items[place])) {
            place++;
        }
        if (place == sequence.count) {
            return false;
        }
        keys[i] = (int64_t)place;
    }
    return sort_by(keys, unused, indices, count) && keys[0] == 0 &&
           keys[count - 1] == (int64_t)sequence.count - 1;
}

size_t labels_tell_order(StrSpan labels, uint32_t *worst_first)
{
    Level levels[LEVELS_MOST];
    size_t count = read_levels(labels, levels, worst_first);

    if (count == 0) {
        return 0;
    }
    if (order_by_number(levels, worst_first, count)) {
        return count;
    }
    if (order_by_side(levels, worst_first, count)) {
        return count;
    }
    for (size_t i = 0; i < LABEL_TABLE.sequences.count; i++) {
        if (order_by_sequence(labels, worst_first, count, LABEL_TABLE.sequences.items[i])) {
            return count;
        }
    }
    return 0;
}
