/* The tables of kinds, fields and words agree with each other, with the store and with the words of
   the house. */
#include "tap.h"

#include "catalogue/word_list.h"
#include "site/commons/kinds.h"

static bool clean(Str text)
{
    size_t at = 0;
    const ForbiddenWord *word = forbidden_find(text, &at);

    if (word != NULL) {
        printf("# '%.*s' in: %.*s\n", STR_ARGS(word->word), STR_ARGS(text));
    }
    return word == NULL;
}

static bool is_one_of(Str text, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (str_equal(text, str_from(*names))) {
            return true;
        }
    }
    return false;
}

static void kinds(void)
{
    static const char *const KINDS[] = {
        "theme", "system",   "evidence",     "method",         "story",     "question", "reply",
        "tip",   "audit",    "answer",       "recommendation", "statement", "event",    "letter",
        "offer", "resource", "organisation", "advice",         "page",      "word",     NULL};
    static const char *const LISTS[] = {"themes",          "systems",    "evidence", "methods",
                                        "stories",         "ask",        "events",   "offers",
                                        "recommendations", "statements", "learn",    "audits"};
    bool all = KIND_COUNT == 20;
    bool words = true;
    bool lists = true;

    for (size_t i = 0; i < KIND_COUNT; i++) {
        const Kind *kind = kind_of((KindId)i);

        all = all && kind->number == (KindId)i && is_one_of(kind->id, KINDS) &&
              kind_find(kind->id) == kind;
        words = words && clean(kind->meaning) && clean(kind->name) && clean(kind->plural) &&
                str_ends_with(kind->meaning, STR(".")) && kind_fields((KindId)i).count > 0;
    }
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++) {
        lists = lists && kind_find_list(str_from(LISTS[i])) != NULL;
    }
    OK(all, "the twenty kinds of the design, each once");
    OK(words, "each has a sentence that says what it is, in the words of the house");
    OK(lists && kind_find_list(STR("")) == NULL && kind_find(STR("issue")) == NULL,
       "each list has its address, and nothing else has");
}

/* What a field is, against what its type asks for. */
static bool field_holds(const KindField *field)
{
    static const char *const DATES[] = {"starts", "ends", "due", NULL};
    static const char *const RELATIONS[] = {"in",      "about", "uses",   "supports", "against",
                                            "answers", "to",    "covers", "cites",    "replaces",
                                            "lists",   "pulls", NULL};
    const Kind *kind = kind_of(field->kind);
    Facet facet;
    bool holds = clean(field->label) && clean(field->help) && field->help.length > 0 &&
                 kind_field_find(field->kind, field->key) == field;

    if (field_is_choice(field)) {
        holds = holds && facet_find(field->of, &facet);
    } else if (field->type == FIELD_LINK) {
        holds = holds && is_one_of(field_relation(field), RELATIONS) &&
                kind_find(field_target(field)) != NULL;
    } else {
        holds = holds && field->of.length == 0;
    }
    if (is_one_of(field->key, DATES)) {
        Str means = str_equal(field->key, STR("starts")) ? kind->starts
                    : str_equal(field->key, STR("ends")) ? kind->ends
                                                         : kind->due;

        holds = holds && field->type == FIELD_DATE && means.length > 0;
    }
    if (!holds) {
        printf("# %.*s: %.*s\n", STR_ARGS(kind->id), STR_ARGS(field->key));
    }
    return holds;
}

static void fields(void)
{
    size_t count = 0;
    bool hold = true;
    bool dates = true;

    for (size_t i = 0; i < KIND_COUNT; i++) {
        KindFields all = kind_fields((KindId)i);
        const Kind *kind = kind_of((KindId)i);

        for (size_t k = 0; k < all.count; k++) {
            hold = field_holds(&all.items[k]) && hold;
        }
        count += all.count;
        dates = dates && (kind->due.length > 0) == (kind_field_find((KindId)i, STR("due")) != NULL);
    }
    OK(hold && count > 150,
       "%zu fields: keys are unique in a kind, choices have a list, links lead "
       "to a kind, words are those of the house",
       count);
    OK(dates, "a kind that is due has a field for the day");
    OK(kind_field_find(KIND_METHOD, STR("fair"))->need == FIELD_NEEDED &&
           kind_field_find(KIND_METHOD, STR("not_good_for"))->need == FIELD_NEEDED,
       "a method says what it is not good for, and how to make it fair");
    OK(kind_field_find(KIND_EVIDENCE, STR("in_practice"))->most == 60 &&
           kind_field_find(KIND_EVIDENCE, STR("plain"))->most == 90,
       "limits in words");
}

static size_t count_terms(Str facet)
{
    FacetTerm term;
    size_t count = 0;

    while (facet_term_at(facet, count, &term)) {
        count++;
    }
    return count;
}

static void facets(void)
{
    Facet facet;
    FacetTerm term;
    FacetTerm again;
    bool hold = true;

    for (size_t i = 0; facet_at(i, &facet); i++) {
        hold = hold && clean(facet.label) && clean(facet.help) && count_terms(facet.id) > 0;
        for (size_t k = 0; facet_term_at(facet.id, k, &term); k++) {
            bool same =
                facet_term_find(facet.id, term.id, &again) && str_equal(again.label, term.label);

            if (!same || !clean(term.label) || !clean(term.plain)) {
                printf("# %.*s: %.*s\n", STR_ARGS(facet.id), STR_ARGS(term.id));
                hold = false;
            }
        }
    }
    OK(hold, "every list has words, each once, in the words of the house");
    OK(count_terms(STR("stage")) == 8 && count_terms(STR("knot")) == 50 &&
           count_terms(STR("say")) == 5 && count_terms(STR("effect")) == 5 &&
           count_terms(STR("evidence-sort")) == 9 && count_terms(STR("strength")) == 4,
       "stages, knots and levels of say are the catalogue's; the lists are those of the design");
    OK(!facet_find(STR("nothing"), &facet) && !facet_term_find(STR("effect"), STR("bad"), &term) &&
           !facet_term_at(STR("nothing"), 0, &term),
       "what is not there is not found");
}

int main(void)
{
    kinds();
    fields();
    facets();
    return tap_done();
}
