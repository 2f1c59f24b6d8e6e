/* A name is first written as words with a blank between them, then looked up. */
#include "study/column_names.h"

#include "study/label_words.h"

#define PLAIN_BYTES (2 * LABEL_BYTES_MOST)

typedef enum ByteKind { BYTE_MARK, BYTE_SMALL, BYTE_CAPITAL, BYTE_FIGURE } ByteKind;

static ByteKind kind_of(char byte)
{
    if (byte >= 'A' && byte <= 'Z') {
        return BYTE_CAPITAL;
    }
    if (byte >= '0' && byte <= '9') {
        return BYTE_FIGURE;
    }
    return (byte >= 'a' && byte <= 'z') || (unsigned char)byte > 127 ? BYTE_SMALL : BYTE_MARK;
}

/* "SurveyYr" is "Survey Yr", "Race1" is "Race 1", "imd_decile" is "imd decile". */
static Str write_plain(Str name, char *plain)
{
    ByteKind before = BYTE_MARK;
    size_t length = 0;

    name = str_slice(name, 0, LABEL_BYTES_MOST);
    for (size_t i = 0; i < name.length; i++) {
        ByteKind kind = kind_of(name.bytes[i]);
        bool parts = kind != before && kind != BYTE_MARK && before != BYTE_MARK &&
                     !(before == BYTE_CAPITAL && kind == BYTE_SMALL);

        if ((parts || kind == BYTE_MARK) && length > 0 && plain[length - 1] != ' ') {
            plain[length++] = ' ';
        }
        if (kind != BYTE_MARK) {
            plain[length++] = name.bytes[i];
        }
        before = kind;
    }
    return str_trim((Str){plain, length});
}

NameTopic name_topic(Str name)
{
    char plain[PLAIN_BYTES];
    Str words = write_plain(name, plain);
    NameTopic found = TOPIC_NONE;
    size_t longest = 0;

    for (size_t i = 0; i < LABEL_TABLE.whole_topics.count; i++) {
        const LabelWord *word = &LABEL_TABLE.whole_topics.items[i];

        if (words_equal(words, word->text)) {
            return (NameTopic)word->meaning;
        }
    }
    for (size_t i = 0; i < LABEL_TABLE.topics.count; i++) {
        const LabelWord *word = &LABEL_TABLE.topics.items[i];

        if (word->text.length > longest && words_within(words, word->text)) {
            longest = word->text.length;
            found = (NameTopic)word->meaning;
        }
    }
    return found;
}

bool name_has_words(Str name, Str words)
{
    char plain[PLAIN_BYTES];

    return words_within(write_plain(name, plain), words);
}

bool name_is_sensitive(Str name)
{
    char plain[PLAIN_BYTES];
    Str words = write_plain(name, plain);

    for (size_t i = 0; i < LABEL_TABLE.sensitive.count; i++) {
        if (words_within(words, LABEL_TABLE.sensitive.items[i])) {
            return true;
        }
    }
    return false;
}
