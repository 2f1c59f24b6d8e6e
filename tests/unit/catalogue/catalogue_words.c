/* Words that are explained and words that are not used, and where they hide. */
#include "catalogue/word_list.h"

#include "tap.h"

static bool finds(const char *text, const char *word)
{
    size_t at = 0;
    const ForbiddenWord *found = forbidden_find(str_from(text), &at);

    if (found == NULL || !str_equal(found->word, str_from(word))) {
        printf("# found: %.*s\n", STR_ARGS(found != NULL ? found->word : STR("nothing")));
        return false;
    }
    return str_equal_ignoring_case(str_slice(str_from(text), at, found->word.length), found->word);
}

static bool clean(const char *text)
{
    size_t at;

    return forbidden_find(str_from(text), &at) == NULL;
}

int main(void)
{
    size_t count;
    const WordMeaning *words = word_rows(&count);

    OK(word_find(STR("Knot")) != NULL && count > 0, "a word has its meaning, whatever its case");
    OK(word_find(STR("tangle")) == NULL, "a word that is not there");
    for (size_t i = 1; i < count; i++) {
        if (str_compare(words[i - 1].word, words[i].word) >= 0) {
            OK(false, "'%.*s' is out of order", STR_ARGS(words[i].word));
        }
    }
    OK(finds("People who are hard to reach.", "hard to reach"), "inside a sentence");
    OK(finds("Hard-to-reach groups", "hard-to-reach"), "at the start, in another case");
    OK(finds("he was non-compliant", "non-compliant"), "at the end");
    OK(finds("marked DNA twice", "DNA"), "capitals");
    OK(clean("a dna test"), "which are not the same word in small letters");
    OK(clean("DNase and cDNA"), "nor inside another word");
    OK(clean("the label \"BAME\" in the data"), "a quoted label is somebody else's");
    OK(clean("the label \xe2\x80\x9c"
             "BAME\xe2\x80\x9d in the data"),
       "in round quotes too");
    OK(finds("a \"quote\" and BAME", "BAME"), "but not what follows the quote");
    OK(finds("an open \" before BAME", "BAME"), "nor what follows a quote that never ends");
    OK(clean("") && clean("\""), "nothing in nothing");
    return tap_done();
}
