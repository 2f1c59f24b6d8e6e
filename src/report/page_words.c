/* Fixed texts of pages. */
#include "report/page.h"
#include "report/sentence.h"

#include "base/number.h"
#include "catalogue/check_kind.h"
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
    static const char *const WORDS[] = {"not asked", "it depends", "not a problem", "a problem"};

    return str_from(WORDS[say]);
}

/* Each different answer once, a problem first. */
Str page_people_of_knot(const Page *page, const ShownKnot *knot)
{
    static const PeopleSay SAYS[] = {PEOPLE_PROBLEM, PEOPLE_DEPENDS, PEOPLE_FINE};
    Text text = text_new(page->context->arena);
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
            text_add(&text, said > 0 ? STR("; others: ") : STR_NONE);
            text_add(&text, page_people_say(SAYS[s]));
            said++;
        }
    }
    return said > 0 ? text_str(&text) : page_people_say(knot->people);
}

Str page_disagreement(const ShownKnot *knot)
{
    if (knot->people == PEOPLE_PROBLEM && knot->data == DATA_UNCLEAR) {
        return STR("People say it is a problem; the data cannot tell yet.");
    }
    if (knot->people == PEOPLE_PROBLEM && knot->data == DATA_UNSEEN) {
        return STR("People say it is a problem; nothing in these data speaks to it.");
    }
    return STR("The data and people disagree.");
}

typedef struct MethodWords {
    const char *id;
    const char *words;
} MethodWords;

Str page_method_name(Str method)
{
    static const MethodWords METHODS[] = {
        {"wilson", "Wilson’s for shares"},
        {"wilson-effective",
         "Wilson’s for shares, wider where one person is counted more than once"},
        {"mean-t", "Student’s for averages"},
        {"mean-clustered",
         "Student’s for averages, wider where one person is counted more than once"},
        {"kaplan-meier", "Kaplan and Meier’s for waits, which counts those who still wait"},
    };
    size_t i;

    for (i = 0; i < sizeof METHODS / sizeof METHODS[0]; i++) {
        if (str_equal(method, str_from(METHODS[i].id))) {
            return str_from(METHODS[i].words);
        }
    }
    return page_or(method, STR("none"));
}

Str page_level_of_say(LevelOfSay say)
{
    const SayInfo *info = say_info(say);

    return info == NULL ? STR("nobody") : info->id;
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
        HTML_PUT(&page->html, " <span class=\"tag\">made up</span>");
    }
}

Str page_or(Str text, Str otherwise)
{
    return text.length > 0 ? text : otherwise;
}

Str page_count(Page *page, size_t count)
{
    Text text = text_new(page->context->arena);

    number_write_grouped(&text, (int64_t)count);
    return text_str(&text);
}

Str page_rest_words(Page *page, size_t count)
{
    Str number = page_count(page, count);

    return str_format(page->context->arena, "And %.*s more, in the full report.", STR_ARGS(number));
}
