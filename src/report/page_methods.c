/* Definitions, versions, hashes, and the command that repeats it. */
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"
#include "report/page.h"

static void version_row(Page *page, Str name, Str value)
{
    HTML_FILL(&page->html,
              "<tr><th scope=\"row\">{}</th><td class=\"t\"><code>{}</code></td></tr>\n", name,
              value);
}

Str page_method(const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    size_t g;

    for (g = 0; part != NULL && g < part->base->group_count; g++) {
        if (part->base->groups[g].estimate.method.length > 0) {
            return part->base->groups[g].estimate.method;
        }
    }
    return STR_NONE;
}

/* Both are defined in the same way, but for the grouping. */
static bool defined_alike(const ShownFinding *a, const ShownFinding *b)
{
    return a->check == b->check && str_equal(a->subject, b->subject) &&
           str_equal(a->means, b->means) && str_equal(a->chosen_by, b->chosen_by) &&
           str_equal(page_method(a), page_method(b));
}

static bool defined_before(const Page *page, size_t index)
{
    const ShownFinding *finding = shown_audit_finding(page->audit, index);
    size_t i;

    for (i = 0; i < index; i++) {
        const ShownFinding *other = shown_audit_finding(page->audit, i);

        if (page_shows(page, other) && defined_alike(other, finding)) {
            return true;
        }
    }
    return false;
}

/* One row for all groupings of one question. */
static void write_definition(Page *page, size_t index)
{
    Html *html = &page->html;
    const ShownFinding *finding = shown_audit_finding(page->audit, index);
    size_t i;

    HTML_FILL(html, "<tr><th scope=\"row\">{}", chart_name(page, finding));
    for (i = index + 1; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *other = shown_audit_finding(page->audit, i);

        if (page_shows(page, other) && defined_alike(other, finding)) {
            HTML_FILL(html, ", {}", figure_dimension(page->context->arena, other));
        }
    }
    HTML_FILL(html,
              " ({})</th><td class=\"t\">{}</td><td class=\"t\">{}</td><td class=\"t\">{}</td>"
              "</tr>\n",
              page_check_name(finding->check),
              page_or(finding->means, phrase_plain(PHRASE_PAGE_NOT_SAID)),
              page_or(finding->chosen_by, phrase_plain(PHRASE_PAGE_NOT_SAID)),
              page_method_name(page_method(finding)));
}

static void write_definitions(Page *page)
{
    Html *html = &page->html;
    size_t i;

    HTML_FILL(html,
              "<div class=\"sc\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table "
              "class=\"full\"><caption>{}</caption><thead><tr><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th></tr></thead><tbody>\n",
              phrase_plain(PHRASE_PAGE_TABLE_DEFINITIONS), phrase_plain(PHRASE_PAGE_DEFINITIONS),
              phrase_plain(PHRASE_PAGE_WHAT), phrase_plain(PHRASE_PAGE_WHAT_IT_MEANS_HERE),
              phrase_plain(PHRASE_PAGE_CHOSEN_BY), phrase_plain(PHRASE_PAGE_INTERVAL));
    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        if (page_shows(page, shown_audit_finding(page->audit, i)) && !defined_before(page, i)) {
            write_definition(page, i);
        }
    }
    HTML_PUT(html, "</tbody></table></div>\n");
}

static void write_table_notes(Page *page)
{
    Html *html = &page->html;
    size_t i;

    if (page->note_count == 0) {
        return;
    }
    HTML_FILL(html, "<h3>{}</h3>\n<ol class=\"nl2\">",
              phrase_plain(PHRASE_PAGE_NOTES_OF_THE_TABLES));
    for (i = 0; i < page->note_count; i++) {
        HTML_FILL(html, "<li id=\"n{}\">{}</li>\n", page_count(page, i + 1), page->notes[i]);
    }
    HTML_PUT(html, "</ol>\n");
}

static void write_look_ups(Page *page, const ShownData *data)
{
    for (size_t i = 0; i < data->look_up_count; i++) {
        const ShownLookUp *look_up = &data->look_ups[i];
        Str file = page_or(look_up->file, phrase_plain(PHRASE_PAGE_NO_FILE));
        Str name = PHRASE(page->context->arena, PHRASE_PAGE_LOOKED_UP, {SLOT_LABEL, data->name},
                          {SLOT_NAME, look_up->name}, {SLOT_DATA, file});

        version_row(page, name, page_or(look_up->hash, phrase_plain(PHRASE_PAGE_HASH_KEPT_BACK)));
    }
}

static void write_origin(Page *page, const ShownData *data)
{
    if (data->source.length > 0) {
        version_row(page,
                    PHRASE(page->context->arena, PHRASE_PAGE_SOURCE_OF, {SLOT_LABEL, data->name}),
                    data->source);
    }
    if (data->licence.length > 0) {
        version_row(page,
                    PHRASE(page->context->arena, PHRASE_PAGE_LICENCE_OF, {SLOT_LABEL, data->name}),
                    data->licence);
    }
}

static void write_versions(Page *page)
{
    Html *html = &page->html;
    const ShownStudy *study = page->study;
    Arena *arena = page->context->arena;
    size_t i;

    HTML_FILL(html,
              "<div class=\"sc\" role=\"region\" tabindex=\"0\" "
              "aria-label=\"{}\"><table><caption>{}</caption><thead><tr><th scope=\"col\" "
              "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th></tr></thead><tbody>\n",
              phrase_plain(PHRASE_PAGE_TABLE_VERSIONS),
              phrase_plain(PHRASE_PAGE_VERSIONS_AND_HASHES_SHA), phrase_plain(PHRASE_PAGE_ITEM),
              phrase_plain(PHRASE_PAGE_VALUE));
    version_row(page, STR("unknot"),
                page_or(shown_audit_version(page->audit), phrase_plain(PHRASE_NOT_KNOWN)));
    version_row(page, phrase_plain(PHRASE_PAGE_STUDY_FILE),
                page_or(study->hash, phrase_plain(PHRASE_NOT_KNOWN)));
    for (i = 0; i < study->data_count; i++) {
        const ShownData *data = &study->data[i];
        Str file = page_or(data->file, phrase_plain(PHRASE_PAGE_NO_FILE));
        Str count = figure_count(arena, &data->rows);
        Str rows = figure_rows(arena, data->row);
        Str name = str_format(arena, "%.*s: %.*s, %.*s %.*s", STR_ARGS(data->name), STR_ARGS(file),
                              STR_ARGS(count), STR_ARGS(rows));

        version_row(page, name, page_or(data->hash, phrase_plain(PHRASE_PAGE_HASH_KEPT_BACK)));
        write_origin(page, data);
        write_look_ups(page, data);
    }
    version_row(
        page, phrase_plain(PHRASE_PAGE_PROTECTION),
        page_or(shown_audit_facts(page->audit)->protection, phrase_plain(PHRASE_NOT_KNOWN)));
    version_row(page, phrase_plain(PHRASE_PAGE_NUMBERS),
                shown_audit_verified(page->audit)
                    ? phrase_plain(PHRASE_PAGE_COMPUTED_BY_THIS_PROGRAM)
                    : phrase_plain(PHRASE_PAGE_READ_FROM_A_BUNDLE));
    HTML_PUT(html, "</tbody></table></div>\n");
}

/* The study file's name as a shell takes it for one word. */
static Str file_word(Page *page)
{
    Str name = page_or(page->study->file, STR("study.yaml"));
    bool plain = name.bytes[0] != '-';
    Text text = text_new(page->context->arena);
    size_t i;

    for (i = 0; i < name.length; i++) {
        char byte = name.bytes[i];

        plain =
            plain && ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.');
    }
    if (plain) {
        return name;
    }
    text_add(&text, name.bytes[0] == '-' ? STR("'./") : STR("'"));
    for (i = 0; i < name.length; i++) {
        if (name.bytes[i] == '\'') {
            text_add(&text, STR("'\\'"));
        }
        text_add_byte(&text, name.bytes[i]);
    }
    text_add_byte(&text, '\'');
    return text_str(&text);
}

void page_write_methods(Page *page)
{
    Html *html = &page->html;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"methods\" aria-labelledby=\"h-meth\">\n<h2 "
              "id=\"h-meth\">{}</h2>\n<p>{}</p>\n<div class=\"cmd\" role=\"region\" tabindex=\"0\" "
              "aria-label=\"{}\"><code>unknot audit {}{} -o report.html</code></div>\n",
              phrase_plain(PHRASE_PAGE_METHODS_AND_HOW_TO),
              phrase_plain(PHRASE_PAGE_ONE_COMMAND_MAKES_THIS), phrase_plain(PHRASE_PAGE_COMMAND),
              file_word(page),
              str_equal(shown_audit_facts(page->audit)->protection, STR("none"))
                  ? STR(" --protect none")
                  : STR_NONE);
    write_definitions(page);
    write_table_notes(page);
    write_versions(page);
    if (page->study->text.length > 0) {
        HTML_FILL(html,
                  "<details><summary>{}</summary><pre class=\"pre\" tabindex=\"0\" "
                  "aria-label=\"{}\" role=\"region\">",
                  phrase_plain(PHRASE_PAGE_THE_STUDY_FILE_WHOLE),
                  phrase_plain(PHRASE_PAGE_STUDY_FILE));
        html_lines(html, page->study->text);
        HTML_PUT(html, "</pre></details>\n");
    }
    HTML_PUT(html, "</section>\n");
}
