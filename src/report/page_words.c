/* Fixed texts of pages. */
#include "report/page.h"
#include "report/sentence.h"

#include "base/number.h"
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"
#include "catalogue/stages.h"

Str report_view_name(ReportView view)
{
    static const char *const NAMES[VIEW_COUNT] = {
        "full",   "public",    "meeting",           "board",   "nhs-13sa",
        "gripp2", "tripod-ai", "standing-together", "nice-esf"};

    return str_from(NAMES[view]);
}

Str page_data_id(DataSay say)
{
    static const char *const IDS[] = {"unseen", "unclear", "none", "found"};

    return str_from(IDS[say]);
}

Str page_data_says(DataSay say)
{
    return sentence_data_say(say);
}

Str page_people_id(PeopleSay say)
{
    static const char *const IDS[] = {"unasked", "depends", "fine", "problem"};

    return str_from(IDS[say]);
}

Str page_people_say(PeopleSay say)
{
    static const PhraseId WORDS[] = {PHRASE_PEOPLE_UNASKED, PHRASE_PEOPLE_DEPENDS,
                                     PHRASE_PEOPLE_FINE, PHRASE_PEOPLE_PROBLEM};

    return phrase_plain(WORDS[say]);
}

/* Each different answer once, a problem first. */
Str page_people_of_knot(const Page *page, const ShownKnot *knot)
{
    static const PeopleSay SAYS[] = {PEOPLE_PROBLEM, PEOPLE_DEPENDS, PEOPLE_FINE};
    Arena *arena = page->context->arena;
    Str words = STR_NONE;
    size_t said = 0;
    size_t s;
    size_t i;

    for (s = 0; s < sizeof SAYS / sizeof SAYS[0]; s++) {
        bool there = false;

        for (i = 0; i < page->study->answer_count; i++) {
            there |= str_equal(page->study->answers[i].knot, knot->id) &&
                     page->study->answers[i].says == SAYS[s];
        }
        if (there) {
            words = said == 0 ? page_people_say(SAYS[s])
                              : PHRASE(arena, PHRASE_OTHERS_SAY, {SLOT_SAYS, words},
                                       {SLOT_MORE, page_people_say(SAYS[s])});
            said++;
        }
    }
    return said > 0 ? words : page_people_say(knot->people);
}

Str page_disagreement(const ShownKnot *knot)
{
    if (knot->people == PEOPLE_PROBLEM && knot->data == DATA_UNCLEAR) {
        return phrase_plain(PHRASE_PROBLEM_DATA_UNCLEAR);
    }
    if (knot->people == PEOPLE_PROBLEM && knot->data == DATA_UNSEEN) {
        return phrase_plain(PHRASE_PROBLEM_DATA_UNSEEN);
    }
    return phrase_plain(PHRASE_DISAGREE);
}

typedef struct MethodWords {
    const char *id;
    PhraseId words;
} MethodWords;

Str page_method_name(Str method)
{
    static const MethodWords METHODS[] = {{"wilson", PHRASE_METHOD_WILSON},
                                          {"wilson-effective", PHRASE_METHOD_WILSON_EFFECTIVE},
                                          {"mean-t", PHRASE_METHOD_MEAN_T},
                                          {"mean-clustered", PHRASE_METHOD_MEAN_CLUSTERED},
                                          {"kaplan-meier", PHRASE_METHOD_KAPLAN_MEIER}};
    size_t i;

    for (i = 0; i < sizeof METHODS / sizeof METHODS[0]; i++) {
        if (str_equal(method, str_from(METHODS[i].id))) {
            return phrase_plain(METHODS[i].words);
        }
    }
    return method.length > 0 ? method : phrase_plain(PHRASE_NONE_SHOWN);
}

Str page_level_of_say(LevelOfSay say)
{
    const SayInfo *info = say_info(say);

    return info == NULL ? phrase_plain(PHRASE_NOBODY) : info->id;
}

Str page_stage_id(Stage stage)
{
    return stage_info(stage)->id;
}

Str page_stage_name(Stage stage)
{
    return stage_info(stage)->name;
}

Str page_stage_question(Stage stage)
{
    return stage_info(stage)->question;
}

Str page_check_name(CheckKind check)
{
    return check < CHECK_COUNT ? check_kind(check)->name : STR_NONE;
}

/* The id with spaces for hyphens. */
Str page_knot_name(Page *page, Str id)
{
    Text text = text_new(page->context->arena);
    size_t i;

    for (i = 0; i < id.length; i++) {
        char byte = id.bytes[i] == '-' ? ' ' : id.bytes[i];

        text_add_byte(&text, i == 0 && byte >= 'a' && byte <= 'z' ? (char)(byte - 32) : byte);
    }
    return text_str(&text);
}

bool page_shows(const Page *page, const ShownFinding *finding)
{
    return finding->part_count > 0 && (page->view == VIEW_FULL || !finding->sensitive);
}

void page_made_up(Page *page)
{
    if (page->study->made_up) {
        HTML_FILL(&page->html, " <span class=\"tag\">{}</span>", phrase_plain(PHRASE_MADE_UP));
    }
}

Str page_or(Str text, Str otherwise)
{
    return text.length > 0 ? text : otherwise;
}

Str page_can_change(Page *page, Str otherwise)
{
    Str what = page_or(page->study->can_change, otherwise);

    return page->study->until.length > 0
               ? PHRASE(page->context->arena, PHRASE_PAGE_UNTIL, {SLOT_WHAT, what},
                        {SLOT_WHEN, page->study->until})
               : what;
}

Str page_count(Page *page, size_t count)
{
    Text text = text_new(page->context->arena);

    number_write_grouped(&text, (int64_t)count);
    return text_str(&text);
}

Str page_rest_words(Page *page, size_t count)
{
    return PHRASE(page->context->arena, PHRASE_REST_IN_FULL, {SLOT_COUNT, page_count(page, count)});
}
