#include "site/program/fill_store.h"

#include "site/commons/seed.h"
#include "site/text/markdown.h"

#include <time.h>

static Status render_body(Context *context, Str body, Str *html)
{
    RichText words;

    TRY(markdown_render(context, PLACE_NONE, body, &words));
    *html = words.markup.bytes == NULL ? STR("") : (Str){words.markup.bytes, words.markup.length};
    return done();
}

Status fill_store(Context *context, StoreWriter *writer, bool demo, int64_t *added)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    SeedPlan plan = {(int64_t)time(NULL), true, render_body};
    SeedCounts counts = {0};

    TRY(store_begin(context, writer, &change));
    TRY(facets_keep(context, change));
    if (demo) {
        TRY(commons_seed(context, change, &plan, &counts));
    }
    *added = counts.entries;
    return store_commit(context, change);
}
