#include "catalogue/catalogue_source.h"

bool is_reviewed(Str reviewed_by)
{
    return !str_starts_with(reviewed_by, STR("nobody"));
}

Str source_mark_text(SourceMark mark)
{
    switch (mark) {
    case SOURCE_SEEN:
        return STR("seen");
    case SOURCE_RETOLD:
        return STR("read in another's account");
    case SOURCE_UNSEEN:
        return STR("not opened");
    }
    return STR_NONE;
}

Str source_mark_id(SourceMark mark)
{
    switch (mark) {
    case SOURCE_SEEN:
        return STR("seen");
    case SOURCE_RETOLD:
        return STR("retold");
    case SOURCE_UNSEEN:
        return STR("unseen");
    }
    return STR_NONE;
}

/* A full stop, unless the text has its own end. */
static void end_sentence(Text *text, Str piece)
{
    if (!str_ends_with(piece, STR("?")) && !str_ends_with(piece, STR(".")) &&
        !str_ends_with(piece, STR("!"))) {
        text_add_byte(text, '.');
    }
}

void source_write(Text *text, const CatalogueSource *source)
{
    text_add(text, source->by);
    if (source->year.length > 0) {
        text_format(text, " (%.*s)", STR_ARGS(source->year));
    }
    text_format(text, ": %.*s", STR_ARGS(source->title));
    end_sentence(text, source->title);
    if (source->where.length > 0) {
        text_format(text, " %.*s", STR_ARGS(source->where));
        end_sentence(text, source->where);
    }
    if (source->link.length > 0) {
        text_format(text, " %.*s", STR_ARGS(source->link));
    }
}
