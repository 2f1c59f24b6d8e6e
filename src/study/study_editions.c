/* Tenths and fifths of areas mean something beside the index that they are of. */
#include "catalogue/code_list.h"
#include "catalogue/deprivation_index.h"
#include "study/study_build.h"

/* "England 2025, England 2019" */
static Str list_indices(Build *build)
{
    Text list = text_new(build->context->arena);
    size_t count;
    const DeprivationIndex *rows = deprivation_index_rows(&count);

    for (size_t i = 0; i < count; i++) {
        text_format(&list, "%s%.*s", i == 0 ? "" : ", ", STR_ARGS(rows[i].id));
    }
    return text_str(&list);
}

static bool has_areas(Str codes)
{
    const CodeList *list = code_list_find(codes);

    /* a list that is not known is its own mistake */
    return list == NULL || str_equal(list->topic, STR("deprivation"));
}

static void check_known(Build *build, Str name, const StudyText *edition)
{
    Str listed = list_indices(build);
    Str shown = build_show(build, edition->text);

    if (deprivation_index_find(edition->text) == NULL) {
        build_mistake(build, edition->place,
                      "no edition '%.*s' of group '%.*s' is known; write a nation and a year: %.*s",
                      STR_ARGS(shown), STR_ARGS(name), STR_ARGS(listed));
    }
}

static void check_one(Build *build, const StudyGroup *group)
{
    const StudyTexts *edition = &group->edition;
    Str name = build_show(build, group->name.text);
    Str codes = build_show(build, group->codes.text);

    if (group->codes.text.length == 0) {
        build_mistake(
            build, edition->place,
            "group '%.*s' has 'edition' without 'codes'; name the code list of its tenths "
            "or fifths: imd-decile or imd-quintile",
            STR_ARGS(name));
    } else if (!has_areas(group->codes.text)) {
        build_mistake(build, edition->place,
                      "'edition' says which index tenths and fifths of areas are of, and '%.*s' of "
                      "group '%.*s' has none; leave it out",
                      STR_ARGS(codes), STR_ARGS(name));
    } else if (edition->count > 1) {
        Str first = build_show(build, edition->items[0].text);
        Str second = build_show(build, edition->items[1].text);

        build_mistake(build, edition->items[1].place,
                      "group '%.*s' mixes editions: '%.*s' and '%.*s' rank other areas by other "
                      "measures, so that a tenth of one is no tenth of the other; make a group for "
                      "each, with 'where' telling its rows",
                      STR_ARGS(name), STR_ARGS(first), STR_ARGS(second));
    } else {
        check_known(build, name, &edition->items[0]);
    }
}

static const DeprivationIndex *index_of(const StudyGroup *group)
{
    return group->edition.count == 1 ? deprivation_index_find(group->edition.items[0].text) : NULL;
}

static void warn_of_nation(Build *build, const Study *study, const StudyGroup *group)
{
    const DeprivationIndex *index = index_of(group);
    Str nation = deprivation_nation_find(study->country.text);
    Str name = build_show(build, group->name.text);

    if (index != NULL && nation.length > 0 && !str_equal(nation, index->nation)) {
        note_warning(
            build->context, group->edition.place,
            "the tenths or fifths of group '%.*s' are of %.*s's areas, and the study is of "
            "%.*s ('country'); each nation ranks its own areas alone",
            STR_ARGS(name), STR_ARGS(index->nation), STR_ARGS(nation));
    }
}

/* Once for a study: with the first group that is of another index than one before it. */
static void warn_of_several(Build *build, const Study *study)
{
    const StudyGroup *before = NULL;

    for (size_t i = 0; i < study->groups.count; i++) {
        const StudyGroup *group = &study->groups.items[i];
        const DeprivationIndex *index = index_of(group);

        if (index != NULL && before == NULL) {
            before = group;
        } else if (index != NULL && index != index_of(before)) {
            const DeprivationIndex *other = index_of(before);
            Str name = build_show(build, group->name.text);
            Str first = build_show(build, before->name.text);

            note_warning(build->context, group->edition.place,
                         "groups '%.*s' (%.*s: %.*s) and '%.*s' (%.*s: %.*s) are of two indices; "
                         "look at each by itself, and set no gap of one beside a gap of the other",
                         STR_ARGS(first), STR_ARGS(other->id), STR_ARGS(other->areas),
                         STR_ARGS(name), STR_ARGS(index->id), STR_ARGS(index->areas));
            return;
        }
    }
}

void study_check_editions(Build *build, const Study *study)
{
    for (size_t i = 0; i < study->groups.count; i++) {
        const StudyGroup *group = &study->groups.items[i];

        if (group->edition.count > 0) {
            check_one(build, group);
            warn_of_nation(build, study, group);
        }
    }
    warn_of_several(build, study);
}
