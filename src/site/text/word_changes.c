#include "site/text/word_changes.h"

#include <string.h>

#define EDITS_MOST ((int64_t)600) /* a megabyte and a half */
#define ROWS_BYTES_MOST ((size_t)2 << 20)

/* Words of a text, each from its first letter to the next word's. */
typedef struct Words {
    Str text;
    size_t *starts; /* count + 1 of them, the last is the text's end */
    int64_t count;
} Words;

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static bool split(Context *context, Str text, Words *words)
{
    size_t i;

    words->text = text;
    words->count = 0;
    words->starts = TAKE(context, size_t, text.length / 2 + 2);
    if (words->starts == NULL) {
        return false;
    }
    for (i = 0; i < text.length; i++) {
        bool begins = i == 0 || (!is_blank(text.bytes[i]) && is_blank(text.bytes[i - 1]));

        if (begins) {
            words->starts[words->count++] = i;
        }
    }
    words->starts[words->count] = text.length;
    return true;
}

static Str words_from(const Words *words, int64_t from, int64_t to)
{
    return str_slice(words->text, words->starts[from], words->starts[to] - words->starts[from]);
}

/* Blanks do not count: a line that was broken elsewhere is the same. */
static bool is_same(const Words *a, int64_t i, const Words *b, int64_t j)
{
    return str_equal(str_trim(words_from(a, i, i + 1)), str_trim(words_from(b, j, j + 1)));
}

static void add(WordChanges *changes, WordChangeKind kind, Str text)
{
    WordChange *last = changes->count > 0 ? &changes->items[changes->count - 1] : NULL;

    if (text.length == 0) {
        return;
    }
    if (last != NULL && last->kind == kind && last->text.bytes + last->text.length == text.bytes) {
        last->text.length += text.length;
        return;
    }
    changes->items[changes->count++] = (WordChange){kind, text};
}

/* The middle, in which the first and the last words differ. */
typedef struct Middle {
    const Words *older;
    const Words *newer;
    int64_t at; /* where it begins in both */
    int64_t older_count;
    int64_t newer_count;
} Middle;

static bool is_same_at(const Middle *middle, int64_t x, int64_t y)
{
    return is_same(middle->older, middle->at + x, middle->newer, middle->at + y);
}

/* Myers' greedy way: after d edits, how far each diagonal reaches; row d has 2d + 1 of them. Gives
   the number of edits, or -1 when they are more than fit. */
static int64_t reach(Context *context, const Middle *middle, int32_t **rows)
{
    int64_t most = middle->older_count + middle->newer_count;
    size_t bytes = 0;
    int64_t d;
    int64_t k;

    for (d = 0; d <= most && d <= EDITS_MOST; d++) {
        bytes += (size_t)(2 * d + 1) * sizeof(int32_t);
        rows[d] = bytes > ROWS_BYTES_MOST ? NULL : TAKE(context, int32_t, (size_t)(2 * d + 1));
        if (rows[d] == NULL) {
            return -1;
        }
        for (k = -d; k <= d; k += 2) {
            const int32_t *before = d == 0 ? NULL : rows[d - 1] + (d - 1);
            int64_t x = 0;

            if (d > 0) {
                bool is_added = k == -d || (k != d && before[k - 1] < before[k + 1]);

                x = is_added ? before[k + 1] : before[k - 1] + 1;
            }
            while (x < middle->older_count && x - k < middle->newer_count &&
                   is_same_at(middle, x, x - k)) {
                x++;
            }
            rows[d][k + d] = (int32_t)x;
            if (x >= middle->older_count && x - k >= middle->newer_count) {
                return d;
            }
        }
    }
    return -1;
}

/* Back from the end: which of the two was done at each edit. */
static void walk_back(const Middle *middle, int32_t **rows, int64_t edits, char *steps)
{
    int64_t x = middle->older_count;
    int64_t y = middle->newer_count;
    int64_t d;

    for (d = edits; d > 0; d--) {
        const int32_t *before = rows[d - 1] + (d - 1);
        int64_t k = x - y;
        bool is_added = k == -d || (k != d && before[k - 1] < before[k + 1]);

        x = is_added ? before[k + 1] : before[k - 1];
        y = x - (is_added ? k + 1 : k - 1);
        steps[d - 1] = is_added ? '+' : '-';
    }
}

static void add_middle(const Middle *middle, const char *steps, int64_t edits, WordChanges *changes)
{
    int64_t x = 0;
    int64_t y = 0;
    int64_t d = 0;

    while (x < middle->older_count || y < middle->newer_count) {
        int64_t at = middle->at;

        /* a step is taken as late as it can be: the walk went as far as words were the same */
        if (x < middle->older_count && y < middle->newer_count && is_same_at(middle, x, y)) {
            add(changes, WORDS_KEPT, words_from(middle->newer, at + y, at + y + 1));
            x++;
            y++;
        } else if (d < edits && steps[d++] == '+') {
            add(changes, WORDS_ADDED, words_from(middle->newer, at + y, at + y + 1));
            y++;
        } else {
            add(changes, WORDS_TAKEN, words_from(middle->older, at + x, at + x + 1));
            x++;
        }
    }
}

static void compare_middle(Context *context, const Middle *middle, WordChanges *changes)
{
    int32_t **rows = TAKE(context, int32_t *, EDITS_MOST + 1);
    char *steps = TAKE(context, char, EDITS_MOST + 1);
    int64_t edits = rows == NULL || steps == NULL ? -1 : reach(context, middle, rows);

    if (edits < 0) {
        add(changes, WORDS_TAKEN,
            words_from(middle->older, middle->at, middle->at + middle->older_count));
        add(changes, WORDS_ADDED,
            words_from(middle->newer, middle->at, middle->at + middle->newer_count));
        return;
    }
    walk_back(middle, rows, edits, steps);
    add_middle(middle, steps, edits, changes);
}

WordChanges words_compare(Context *context, Str older, Str newer)
{
    WordChanges changes = {NULL, 0};
    Words a;
    Words b;
    int64_t first = 0;
    int64_t last = 0;
    Middle middle;

    if (!split(context, older, &a) || !split(context, newer, &b)) {
        return changes;
    }
    changes.items = TAKE(context, WordChange, (size_t)(a.count + b.count) + 2);
    if (changes.items == NULL) {
        return changes;
    }
    while (first < a.count && first < b.count && is_same(&a, first, &b, first)) {
        first++;
    }
    while (last < a.count - first && last < b.count - first &&
           is_same(&a, a.count - 1 - last, &b, b.count - 1 - last)) {
        last++;
    }
    add(&changes, WORDS_KEPT, words_from(&b, 0, first));
    middle = (Middle){&a, &b, first, a.count - last - first, b.count - last - first};
    compare_middle(context, &middle, &changes);
    add(&changes, WORDS_KEPT, words_from(&b, b.count - last, b.count));
    return changes;
}
