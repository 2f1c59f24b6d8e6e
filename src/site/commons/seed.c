#include "site/commons/seed.h"

#include "base/number.h"
#include "base/sha256.h"
#include "site/commons/seed_parts.h"

#include <assert.h>

#define DAY ((int64_t)86400)
#define SEED_SETTING STR("seed")
#define SEED_BYLINE STR("the makers of this software")

void seed_begin(Seed *seed, KindId kind, Str id)
{
    seed->kind = kind;
    seed->id = id;
    seed->parent = STR_NONE;
    seed->made_up = false;
    seed->value_count = 0;
}

void seed_value(Seed *seed, Str key, Str value)
{
    assert(seed->value_count < SEED_VALUES_MOST);
    if (value.length > 0) {
        seed->values[seed->value_count++] = (FormValue){key, value};
    }
}

Status seed_lines(Seed *seed, Str key, TextList lines)
{
    Text text = text_new(seed->context->arena);
    Str whole;

    for (size_t i = 0; i < lines.count; i++) {
        text_add(&text, i == 0 ? STR("- ") : STR("\n- "));
        text_add(&text, lines.items[i]);
    }
    TRY(text_finish(seed->context, &text, &whole));
    seed_value(seed, key, whole);
    return done();
}

Status seed_sources(Seed *seed, Str key, CatalogueSources sources)
{
    Text text = text_new(seed->context->arena);
    Str whole;

    for (size_t i = 0; i < sources.count; i++) {
        text_add(&text, i == 0 ? STR("- ") : STR("\n- "));
        source_write(&text, sources.items[i]);
        text_add(&text, STR(" ("));
        text_add(&text, source_mark_text(sources.items[i]->mark));
        text_add(&text, STR(")"));
    }
    TRY(text_finish(seed->context, &text, &whole));
    seed_value(seed, key, whole);
    return done();
}

void seed_stages(Seed *seed, unsigned stages)
{
    FacetTerm term;

    for (size_t i = 0; facet_term_at(STR("stage"), i, &term); i++) {
        if ((stages & (1U << i)) != 0) {
            seed_value(seed, STR("stage"), term.id);
        }
    }
}

void seed_knots(Seed *seed, KnotLinks knots, size_t most)
{
    for (size_t i = 0; i < knots.count && i < most; i++) {
        seed_value(seed, STR("knot"), knots.items[i]->id);
    }
}

int64_t seed_number(const Seed *seed, Str id)
{
    for (size_t i = 0; i < seed->known_count; i++) {
        if (str_equal(seed->known[i].id, id)) {
            return seed->known[i].number;
        }
    }
    return 0;
}

Status seed_link(Seed *seed, int64_t from, Str relation, int64_t to)
{
    LinkAddIn in = {from, relation, to, seed->plan->at};
    LinkAddRows rows;

    return from == to ? done() : store_link_add(seed->context, seed->change, &in, &rows);
}

/* The same entry has the same key in every store. */
static Status seed_press(Seed *seed, Str *out)
{
    const Kind *kind = kind_of(seed->kind);
    uint8_t *digest = TAKE(seed->context, uint8_t, SHA256_BYTES);
    Str name = str_format(seed->context->arena, "unknot seed %.*s %.*s", STR_ARGS(kind->id),
                          STR_ARGS(seed->id));
    Sha256 hash = sha256_begin();

    if (digest == NULL || name.bytes == NULL) {
        return fail_memory(seed->context);
    }
    sha256_add(&hash, name);
    sha256_finish(&hash, digest);
    *out = (Str){(const char *)digest, SHA256_BYTES};
    return done();
}

static Status mark_made_up(Seed *seed, int64_t number)
{
    TagAddIn in = {STR("made-up"), STR("made-up"), number};
    TagAddRows rows;

    seed->counts->made_up++;
    return store_tag_add(seed->context, seed->change, &in, &rows);
}

Status seed_send(Seed *seed, int64_t *number)
{
    const Kind *kind = kind_of(seed->kind);
    EntryForm form = {seed->kind, {seed->values, seed->value_count},    false, true,
                      STR_NONE,   seed->plan->at - seed->plan->at % DAY};
    EntrySender sender = {.byline = SEED_BYLINE,
                          .state = STR("live"),
                          .at = seed->plan->at,
                          .render = seed->plan->render};
    EntryWords words;
    EntrySent sent;

    TRY(entry_form_check(seed->context, store_change_reader(seed->change), &form, &words));
    if (words.mistake_count > 0) {
        return fail(seed->context, FAIL_INPUT, PLACE_NONE,
                    "%.*s '%.*s' cannot be sent: %.*s; mend the catalogue or the seed",
                    STR_ARGS(kind->name), STR_ARGS(seed->id), STR_ARGS(words.mistakes[0].sentence));
    }
    sender.parent = seed->parent.length == 0 ? 0 : seed_number(seed, seed->parent);
    TRY(seed_press(seed, &sender.press));
    TRY(entry_send(seed->context, seed->change, &words, &sender, &sent));
    assert(seed->known_count < SEED_ENTRIES_MOST);
    seed->known[seed->known_count++] = (SeedKnown){seed->id, sent.id};
    seed->counts->entries += sent.again ? 0 : 1;
    if (number != NULL) {
        *number = sent.id;
    }
    return seed->made_up ? mark_made_up(seed, sent.id) : done();
}

/* --- Pages about this site, and made-up entries --------------------------------------------- */

typedef enum SeedRowKind { SEED_BEGIN, SEED_VALUE, SEED_MADE_UP } SeedRowKind;

typedef struct SeedRow {
    SeedRowKind row;
    KindId kind;
    const char *name; /* the id, or the key */
    const char *text; /* the parent, or the value */
} SeedRow;

static const SeedRow SEED_ROWS[] = {
#define BEGIN(KIND, id) {SEED_BEGIN, KIND_##KIND, id, ""},
#define UNDER(KIND, id, parent) {SEED_BEGIN, KIND_##KIND, id, parent},
#define V(key, value) {SEED_VALUE, KIND_PAGE, key, value},
#define MADE_UP {SEED_MADE_UP, KIND_PAGE, "", ""},
#include "site/commons/seed_texts.def"
#undef MADE_UP
#undef V
#undef UNDER
#undef BEGIN
};

#define SEED_ROWS_COUNT (sizeof SEED_ROWS / sizeof SEED_ROWS[0])

/* "@id" is a number, "+30" a day. */
static Status seed_text_value(Seed *seed, const SeedRow *row)
{
    Str value = str_from(row->text);
    Text text = text_new(seed->context->arena);
    int64_t days = 0;

    if (str_starts_with(value, STR("@"))) {
        text_format(&text, "%lld", (long long)seed_number(seed, str_slice(value, 1, value.length)));
    } else if (str_starts_with(value, STR("+")) && number_parse_integer(value, &days)) {
        date_write(&text, seed->plan->at / DAY + days);
    } else {
        text_add(&text, value);
    }
    TRY(text_finish(seed->context, &text, &value));
    seed_value(seed, str_from(row->name), value);
    return done();
}

Status seed_texts(Seed *seed)
{
    bool made_up = false;
    bool open = false;

    for (size_t i = 0; i < SEED_ROWS_COUNT; i++) {
        const SeedRow *row = &SEED_ROWS[i];

        if (row->row == SEED_VALUE) {
            TRY(seed_text_value(seed, row));
            continue;
        }
        if (open) {
            TRY(seed_send(seed, NULL));
            seed->counts->pages += made_up ? 0 : 1;
        }
        open = row->row == SEED_BEGIN;
        made_up = made_up || row->row == SEED_MADE_UP;
        if (made_up && !seed->plan->with_made_up) {
            return done();
        }
        seed_begin(seed, row->kind, str_from(row->name));
        seed->parent = str_from(row->text);
        seed->made_up = made_up;
    }
    return open ? seed_send(seed, NULL) : done();
}

/* --- The whole -------------------------------------------------------------------------------- */

Status commons_seed(Context *context, StoreChange *change, const SeedPlan *plan, SeedCounts *out)
{
    SettingRows before;
    SettingPutRows put;
    Seed seed = {.context = context, .change = change, .plan = plan, .counts = out};

    *out = (SeedCounts){0};
    TRY(store_setting(context, store_change_reader(change), &(SettingIn){SEED_SETTING}, &before));
    if (before.count > 0) {
        return done();
    }
    seed.known = TAKE(context, SeedKnown, SEED_ENTRIES_MOST);
    seed.values = TAKE(context, FormValue, SEED_VALUES_MOST);
    if (seed.known == NULL || seed.values == NULL) {
        return fail_memory(context);
    }
    TRY(facets_keep(context, change));
    TRY(seed_knot_pages(&seed));
    TRY(seed_methods(&seed));
    TRY(seed_evidence(&seed));
    TRY(seed_recommendations(&seed));
    TRY(seed_words(&seed));
    TRY(seed_texts(&seed));
    return store_setting_put(context, change, &(SettingPutIn){SEED_SETTING, STR("1")}, &put);
}
