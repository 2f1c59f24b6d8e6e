#include "catalogue/phrase.h"

#include "base/number.h"

#include <assert.h>

static const Str *value_of(PhraseSlot slot, const PhraseValue *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (values[i].slot == slot) {
            return &values[i].text;
        }
    }
    return NULL;
}

/* By the count as it is written: "1" is one, "1.0" is not. */
static const PhraseTemplate *template_of(const PhraseForms *forms, const Str *number)
{
    bool one = number != NULL && str_equal(*number, STR("1"));

    return one && forms->one.pieces != NULL ? &forms->one : &forms->other;
}

bool phrase_add_of(const PhraseTable *table, Text *text, PhraseId id, const PhraseValue *values,
                   size_t count)
{
    const PhraseTemplate *phrase =
        template_of(&table->phrases[id], value_of(SLOT_COUNT, values, count));
    bool filled = true;

    for (size_t i = 0; i < phrase->count; i++) {
        const Str *value = value_of(phrase->pieces[i].slot, values, count);

        text_add(text, phrase->pieces[i].words);
        text_add(text, value == NULL ? STR_NONE : *value);
        filled = filled && (value != NULL || phrase->pieces[i].slot == SLOT_NONE);
    }
    return filled;
}

void phrase_add(Text *text, PhraseId id, const PhraseValue *values, size_t count)
{
    bool filled = phrase_add_of(&PHRASES, text, id, values, count);

    assert(filled);
    (void)filled;
}

Str phrase_fill(Arena *arena, PhraseId id, const PhraseValue *values, size_t count)
{
    Text text = text_new(arena);

    phrase_add(&text, id, values, count);
    return text_str(&text);
}

const PhraseTemplate *phrase_template(PhraseId id, const Str *count)
{
    return template_of(&PHRASES.phrases[id], count);
}

Str phrase_plain(PhraseId id)
{
    const PhraseTemplate *phrase = &PHRASES.phrases[id].other;

    assert(phrase->count == 1 && phrase->pieces[0].slot == SLOT_NONE);
    return phrase->pieces[0].words;
}

Str phrase_count(Arena *arena, size_t count)
{
    Text text = text_new(arena);

    number_write_grouped(&text, (int64_t)count);
    return text_str(&text);
}

Str phrase_list(Arena *arena, const Str *items, size_t count)
{
    Str list = count == 0 ? STR_NONE : items[0];

    for (size_t i = 1; i < count; i++) {
        list = PHRASE(arena, i + 1 < count ? PHRASE_LIST_NEXT : PHRASE_LIST_LAST, {SLOT_LIST, list},
                      {SLOT_ITEM, items[i]});
    }
    return list;
}
