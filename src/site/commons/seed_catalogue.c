/* The catalogue as entries: knots as pages, techniques as methods, recommendations, words. */
#include "catalogue/recommendation.h"
#include "catalogue/stages.h"
#include "catalogue/technique.h"
#include "catalogue/word_list.h"
#include "site/commons/seed_parts.h"

#define KNOTS_OF_A_METHOD ((size_t)16)

/* "knot:digital-front-door": ids of one list may stand in another too. */
static Str prefixed(Seed *seed, const char *prefix, Str id)
{
    return str_format(seed->context->arena, "%s:%.*s", prefix, STR_ARGS(id));
}

/* A text's first sentence, where the whole is too long for a title. */
static Str first_sentence(Str text)
{
    for (size_t i = 0; i + 1 < text.length; i++) {
        if ((text.bytes[i] == '.' || text.bytes[i] == ';') && text.bytes[i + 1] == ' ') {
            return str_slice(text, 0, i + (text.bytes[i] == '.' ? 1 : 0));
        }
    }
    return text;
}

Status seed_knot_pages(Seed *seed)
{
    size_t count;
    const Knot *knots = knot_rows(&count);

    for (size_t i = 0; i < count; i++) {
        const Knot *knot = &knots[i];

        seed_begin(seed, KIND_PAGE, prefixed(seed, "knot", knot->id));
        seed_value(seed, STR("title"), knot->name);
        seed_value(seed, STR("plain"), knot->how);
        seed_value(seed, STR("page-sort"), STR("knot"));
        seed_value(seed, STR("knot"), knot->id);
        seed_value(seed, STR("see"), knot->see);
        TRY(seed_lines(seed, STR("ask"), knot->asks));
        TRY(seed_lines(seed, STR("helps"), knot->helps));
        TRY(seed_sources(seed, STR("sources"), knot->sources));
        seed_value(seed, STR("reviewed_by"), knot->reviewed_by);
        TRY(seed_send(seed, NULL));
        seed->counts->knots++;
    }
    for (size_t i = 0; i < count; i++) {
        int64_t from = seed_number(seed, prefixed(seed, "knot", knots[i].id));

        for (size_t k = 0; k < knots[i].pulls_on.count; k++) {
            Str other = prefixed(seed, "knot", knots[i].pulls_on.items[k]->id);

            TRY(seed_link(seed, from, STR("pulls"), seed_number(seed, other)));
        }
    }
    return done();
}

static Status seed_people(Seed *seed, const Technique *technique)
{
    Text text = text_new(seed->context->arena);
    Str people;

    if (technique->people_to == 0) {
        text_format(&text, "%lld or more", (long long)technique->people_from);
    } else if (technique->people_to == technique->people_from) {
        text_format(&text, "%lld", (long long)technique->people_from);
    } else {
        text_format(&text, "%lld to %lld", (long long)technique->people_from,
                    (long long)technique->people_to);
    }
    if (technique->people_note.length > 0) {
        text_add(&text, STR("; "));
        text_add(&text, technique->people_note);
    }
    if (technique->several) {
        text_add(&text, STR("; several groups can work side by side"));
    }
    TRY(text_finish(seed->context, &text, &people));
    seed_value(seed, STR("people"), people);
    return done();
}

Status seed_methods(Seed *seed)
{
    size_t count;
    const Technique *techniques = technique_rows(&count);

    for (size_t i = 0; i < count; i++) {
        const Technique *technique = &techniques[i];

        seed_begin(seed, KIND_METHOD, prefixed(seed, "method", technique->id));
        seed_value(seed, STR("title"), technique->name);
        seed_value(seed, STR("plain"), technique->what);
        TRY(seed_lines(seed, STR("not_good_for"), technique->not_when));
        TRY(seed_lines(seed, STR("fair"), technique->access));
        TRY(seed_people(seed, technique));
        seed_value(seed, STR("time"), technique->time);
        for (int band = (int)technique->cost_from; band <= (int)technique->cost_to; band++) {
            seed_value(seed, STR("cost"), cost_info((CostBand)band)->id);
        }
        seed_value(seed, STR("purpose"), technique->kind->id);
        for (int say = (int)technique->say_from; say <= (int)technique->say_to; say++) {
            seed_value(seed, STR("say"), say_info((LevelOfSay)say)->id);
        }
        seed_stages(seed, technique->stages);
        seed_knots(seed, technique->knots, KNOTS_OF_A_METHOD);
        TRY(seed_lines(seed, STR("tips"), technique->tips));
        TRY(seed_sources(seed, STR("sources"), technique->sources));
        seed_value(seed, STR("reviewed_by"), technique->reviewed_by);
        TRY(seed_send(seed, NULL));
        seed->counts->methods++;
    }
    return done();
}

/* Numbers of the evidence that was drawn from the same sources. */
static void seed_evidence_of(Seed *seed, CatalogueSources sources)
{
    for (size_t i = 0; i < sources.count; i++) {
        Str end = str_format(seed->context->arena, "/%.*s", STR_ARGS(sources.items[i]->id));

        for (size_t k = 0; k < seed->known_count; k++) {
            if (str_starts_with(seed->known[k].id, STR("evidence:")) &&
                str_ends_with(seed->known[k].id, end)) {
                seed_value(
                    seed, STR("evidence"),
                    str_format(seed->context->arena, "%lld", (long long)seed->known[k].number));
            }
        }
    }
}

Status seed_recommendations(Seed *seed)
{
    size_t count;
    const Recommendation *rows = recommendation_rows(&count);

    for (size_t i = 0; i < count; i++) {
        const Recommendation *row = &rows[i];
        Text whom = text_new(seed->context->arena);
        Str to_whom;

        for (size_t k = 0; k < row->addressed_to.count; k++) {
            text_add(&whom, k == 0 ? STR("") : STR(", "));
            text_add(&whom, row->addressed_to.items[k]);
        }
        TRY(text_finish(seed->context, &whom, &to_whom));
        seed_begin(seed, KIND_RECOMMENDATION, prefixed(seed, "recommendation", row->id));
        seed_value(seed, STR("title"), first_sentence(row->text));
        seed_value(seed, STR("plain"),
                   str_equal(first_sentence(row->text), row->text)
                       ? str_format(seed->context->arena,
                                    "Asked of %.*s. What it answers and rests on stands below.",
                                    STR_ARGS(to_whom))
                       : row->text);
        seed_value(seed, STR("to_whom"), to_whom);
        seed_value(seed, STR("asked_by"),
                   STR("Written by the makers of this software from the sources below; nobody here "
                       "has sent it yet"));
        seed_value(seed, STR("why"),
                   STR("It answers the knots named below; their pages say how each leaves people "
                       "behind."));
        seed_value(seed, STR("answered"), STR("drafted"));
        seed_stages(seed, row->stages);
        seed_knots(seed, row->knots, KNOTS_OF_A_METHOD);
        seed_evidence_of(seed, row->sources);
        TRY(seed_sources(seed, STR("sources"), row->sources));
        seed_value(seed, STR("reviewed_by"), row->reviewed_by);
        seed_value(seed, STR("body"), row->note);
        TRY(seed_send(seed, NULL));
        seed->counts->recommendations++;
    }
    return done();
}

Status seed_words(Seed *seed)
{
    size_t count;
    const WordMeaning *words = word_rows(&count);

    for (size_t i = 0; i < count; i++) {
        seed_begin(seed, KIND_WORD, prefixed(seed, "word", words[i].word));
        seed_value(seed, STR("title"), words[i].word);
        seed_value(seed, STR("plain"), words[i].meaning);
        TRY(seed_send(seed, NULL));
        seed->counts->words++;
    }
    return done();
}
