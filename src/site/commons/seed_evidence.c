/* Evidence drawn from the catalogue's sources: what the catalogue says of each and nothing else. */
#include "base/number.h"
#include "catalogue/technique.h"
#include "site/commons/seed_parts.h"

#define KNOTS_OF_EVIDENCE ((size_t)8)

/* A line of seed_evidence.def. */
typedef struct EvidenceLine {
    const char *of;
    const char *source;
    const char *effect; /* NULL: the source is named without a line from it */
    const char *sort;
    const char *strength;
    const char *groups;
    const char *country;
    const char *system;
} EvidenceLine;

static const EvidenceLine LINES[] = {
#define FACT(of, source, effect, sort, strength, groups, country, system)                          \
    {of, source, effect, sort, strength, groups, country, system},
#define NAMED(knot, source, sort, groups) {knot, source, NULL, sort, "one-account", groups, "", ""},
#include "site/commons/seed_evidence.def"
#undef NAMED
#undef FACT
};

#define LINES_COUNT (sizeof LINES / sizeof LINES[0])

/* What of the catalogue a line is about. */
typedef struct Ground {
    const Knot *knot; /* NULL: a technique */
    const Technique *technique;
    const CatalogueSource *source;
    Str text; /* the catalogue's line; empty for a source that is only named */
    SourceMark mark;
} Ground;

static bool find_fact(CatalogueFacts facts, Str source, Ground *out)
{
    for (size_t i = 0; i < facts.count; i++) {
        if (str_equal(facts.items[i].source->id, source)) {
            out->source = facts.items[i].source;
            out->text = facts.items[i].text;
            out->mark = facts.items[i].mark;
            return true;
        }
    }
    return false;
}

static bool find_source(CatalogueSources sources, Str source, Ground *out)
{
    for (size_t i = 0; i < sources.count; i++) {
        if (str_equal(sources.items[i]->id, source)) {
            out->source = sources.items[i];
            out->mark = sources.items[i]->mark;
            return true;
        }
    }
    return false;
}

/* Nothing that was not opened is ever a fact. */
static Status find_ground(Context *context, const EvidenceLine *line, Ground *out)
{
    Str source = str_from(line->source);
    bool found;

    *out = (Ground){.knot = knot_find(str_from(line->of)),
                    .technique = technique_find(str_from(line->of))};
    if (out->knot != NULL) {
        found = line->effect != NULL ? find_fact(out->knot->facts, source, out)
                                     : find_source(out->knot->sources, source, out);
    } else {
        found = out->technique != NULL && find_fact(out->technique->facts, source, out);
    }
    if (!found || out->mark == SOURCE_UNSEEN) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the catalogue has no line of '%s' from '%s' that was read; mend "
                    "seed_evidence.def",
                    line->of, line->source);
    }
    return done();
}

static void seed_groups(Seed *seed, const char *groups)
{
    StrSplit split = str_split(str_from(groups), ',');
    Str group;

    while (str_split_next(&split, &group)) {
        seed_value(seed, STR("group"), group);
    }
}

/* Where it can be read: by its number where it has one. */
static Status seed_where(Seed *seed, const CatalogueSource *source)
{
    bool is_doi = false;
    Str doi;
    int64_t year = 0;
    Text text = text_new(seed->context->arena);
    Str whole;

    source_write(&text, source);
    TRY(text_finish(seed->context, &text, &whole));
    seed_value(seed, STR("source"), whole);
    TRY(entry_doi(seed->context, source->link, &is_doi, &doi));
    seed_value(seed, STR("doi"), is_doi ? doi : STR_NONE);
    seed_value(seed, STR("web"), source->link);
    seed_value(seed, STR("year"),
               number_parse_integer(source->year, &year) ? source->year : STR_NONE);
    if (source->note.length > 0) {
        seed_value(seed, STR("body"),
                   str_format(seed->context->arena, "What was read of the source: %.*s",
                              STR_ARGS(source->note)));
    }
    return done();
}

/* The catalogue's line is the claim; what it belongs to is said in the catalogue's words too. */
static Status seed_claim(Seed *seed, const EvidenceLine *line, const Ground *ground)
{
    Arena *arena = seed->context->arena;
    Str title = ground->text;
    Str plain;

    if (line->effect == NULL) {
        Str knot = ground->knot->name;

        knot = str_slice(knot, 0, knot.length - (str_ends_with(knot, STR(".")) ? 1 : 0));
        title = str_format(arena, "%.*s: on the knot \"%.*s\"", STR_ARGS(ground->source->title),
                           STR_ARGS(knot));
        plain = STR("The catalogue names this source for the knot. What the source says was not "
                    "taken down: read it before you rest anything on it.");
    } else {
        title = ground->mark == SOURCE_RETOLD
                    ? str_format(arena, "%.*s (as reported elsewhere)", STR_ARGS(title))
                    : title;
        plain = ground->knot != NULL ? str_format(arena, "In our words, on the knot: %.*s",
                                                  STR_ARGS(ground->knot->how))
                                     : str_format(arena, "In our words, on the method: %.*s",
                                                  STR_ARGS(ground->technique->what));
    }
    if (title.bytes == NULL || plain.bytes == NULL) {
        return fail_memory(seed->context);
    }
    seed_value(seed, STR("title"), title);
    seed_value(seed, STR("plain"), plain);
    return done();
}

static Status seed_line(Seed *seed, const EvidenceLine *line)
{
    Ground ground;
    Str id = str_format(seed->context->arena, "evidence:%s/%s", line->of, line->source);

    TRY(find_ground(seed->context, line, &ground));
    seed_begin(seed, KIND_EVIDENCE, id);
    TRY(seed_claim(seed, line, &ground));
    seed_value(seed, STR("effect"), line->effect == NULL ? STR("unclear") : str_from(line->effect));
    if (ground.knot != NULL) {
        seed_value(seed, STR("knot"), ground.knot->id);
    } else {
        seed_knots(seed, ground.technique->knots, KNOTS_OF_EVIDENCE);
    }
    seed_groups(seed, line->groups);
    seed_value(seed, STR("evidence-sort"), str_from(line->sort));
    seed_value(seed, STR("strength"), str_from(line->strength));
    seed_value(seed, STR("why"),
               line->effect == NULL
                   ? STR("Nothing was taken from it, so it bears as little as one account.")
                   : STR("A judgement of the makers of this software from the catalogue's line; "
                         "nobody it is about has looked at it."));
    TRY(seed_where(seed, ground.source));
    seed_value(seed, STR("known"), source_mark_id(ground.mark));
    seed_value(seed, STR("country"), str_from(line->country));
    seed_value(seed, STR("system-sort"), str_from(line->system));
    TRY(seed_send(seed, NULL));
    seed->counts->evidence++;
    return done();
}

Status seed_evidence(Seed *seed)
{
    for (size_t i = 0; i < LINES_COUNT; i++) {
        TRY(seed_line(seed, &LINES[i]));
    }
    return done();
}
