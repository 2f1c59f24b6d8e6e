#include "report/html_phrase.h"

static const HtmlValue *value_of(PhraseSlot slot, const HtmlValue *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (values[i].slot == slot) {
            return &values[i];
        }
    }
    return NULL;
}

static void write_value(Html *html, const HtmlValue *value)
{
    const HtmlAround *around = &value->around;

    html_fill(html, around->before, &around->into, around->into.length > 0 ? 1 : 0);
    html_data(html, value->text);
    html_markup(html, around->after);
}

void html_phrase(Html *html, PhraseId id, const HtmlValue *values, size_t count)
{
    const HtmlValue *number = value_of(SLOT_COUNT, values, count);
    const PhraseTemplate *phrase = phrase_template(id, number == NULL ? NULL : &number->text);

    for (size_t i = 0; i < phrase->count; i++) {
        const HtmlValue *value = value_of(phrase->pieces[i].slot, values, count);

        html_data(html, phrase->pieces[i].words);
        html->wrong = html->wrong || (value == NULL && phrase->pieces[i].slot != SLOT_NONE);
        if (value != NULL) {
            write_value(html, value);
        }
    }
}
