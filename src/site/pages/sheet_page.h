/* A sheet: parts with facts, words, rows and small forms. For what one person does alone: one's own
   things, the desk, the slip. */
#ifndef UK_SITE_PAGES_SHEET_PAGE_H
#define UK_SITE_PAGES_SHEET_PAGE_H

#include "site/pages/form_page.h"

typedef struct SheetFact {
    Str label;
    Str text;
} SheetFact;

/* One form; several may stand on a page when the names of their fields differ. */
typedef struct SheetForm {
    Str text; /* what it is about, over it */
    Str action;
    struct {
        FormHidden *items;
        size_t count;
    } hidden;
    struct {
        FormField *items;
        size_t count;
    } fields;
    Str submit;
    Str more; /* for who hears the page: what this button acts on */
    bool is_alt;
} SheetForm;

typedef struct SheetPart {
    Str id;
    Str label;
    Str text;
    Str strong; /* what must not be missed: five words, a reason */
    struct {
        SheetFact *items;
        size_t count;
    } facts;
    Str folded; /* what is in the words, where they open only when asked to */
    RichText words;
    bool has_rows;
    RowsPage rows;
    struct {
        SheetForm *items;
        size_t count;
    } forms;
    PageLinks ways;
} SheetPart;

typedef struct SheetParts {
    SheetPart *items;
    size_t count;
} SheetParts;

typedef struct SheetPage {
    HeadPage head;
    struct {
        FormProblem *items;
        size_t count;
    } mistakes;
    Str title;
    Str summary;
    RichText words;
    PageLinks ways;
    SheetParts parts;
} SheetPage;

void page_sheet(Html *html, const SheetPage *page);

#endif
