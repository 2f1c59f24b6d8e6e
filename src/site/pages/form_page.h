/* A form: one question a field, mistakes first and beside their fields, what was typed kept. */
#ifndef UK_SITE_PAGES_FORM_PAGE_H
#define UK_SITE_PAGES_FORM_PAGE_H

#include "site/pages/list_page.h"

typedef enum InputKind {
    INPUT_TEXT,     /* one line */
    INPUT_LONG,     /* several lines */
    INPUT_CHOICE,   /* one of few: all are seen */
    INPUT_LIST,     /* one of many: a list that opens */
    INPUT_CHOICES,  /* any of several */
    INPUT_DATE,     /* NAME-day, NAME-month, NAME-year */
    INPUT_WEB,      /* a web address */
    INPUT_NUMBER,   /* a whole number */
    INPUT_YES_NO,   /* "yes" or "no" */
    INPUT_EMAIL,    /* a person's own e-mail */
    INPUT_CODE,     /* numbers that were sent */
    INPUT_PASSWORD, /* never kept: `value` is not shown */
    INPUT_HEADING   /* no field: a heading over the following ones */
} InputKind;

typedef struct FormField {
    InputKind kind;
    Str name;  /* letters, numbers, "_" and "-"; once in the form; its id is "f-NAME" */
    Str label; /* a question or a name */
    Str hint;
    Str error; /* one sentence: what is wrong and the remedy */
    Str value; /* what was typed */
    bool is_optional;
    bool is_yes; /* of INPUT_YES_NO: what was chosen, if anything was */
    bool is_no;
    PageChoices choices;
    Str day; /* of INPUT_DATE, as they were typed */
    Str month;
    Str year;
    int64_t rows; /* of INPUT_LONG; 0 is 8 */
} FormField;

/* A mistake as the summary names it; `target` is an id: "f-NAME", "f-NAME-day" of a date and
   "f-NAME-VALUE" of the first choice where there are choices. */
typedef struct FormProblem {
    Str target;
    Str text;
} FormProblem;

typedef struct FormHidden {
    Str name;
    Str value;
} FormHidden;

/* A form of its own above the fields: what was copied elsewhere fills them in. */
typedef struct FormPaste {
    Str action; /* empty: there is none */
    Str token;
    Str label;
    Str hint;
    Str error; /* one sentence: what is wrong and the remedy; its id is "paste-error" */
    Str value; /* what was pasted */
    Str submit;
} FormPaste;

typedef struct FormPage {
    HeadPage head;
    Str title;
    Str summary;
    struct {
        FormProblem *items;
        size_t count;
    } mistakes;
    Str alike_title; /* "We may have this already" */
    RowsPage alike;  /* entries that could be the same */
    FormPaste paste;
    Str action; /* where it is sent */
    struct {
        FormHidden *items;
        size_t count;
    } hidden; /* token, key of the form, version that was seen */
    struct {
        FormField *items;
        size_t count;
    } fields;
    RichText preview; /* how it will look */
    Str submit;       /* "Publish" */
    Str draft;        /* "Save and come back"; sent as NAME draft */
    Str other;        /* a second button, sent as NAME other: "See how it will look" */
    Str cancel_path;
} FormPage;

void page_form(Html *html, const FormPage *page);

/* page_field: one field with its label, hint and mistake; page_field_legend: what stands over a
   field of several parts. */
typedef FormField FieldPage;
typedef FormField FieldLegendPage;
void page_field(Html *html, const FieldPage *page);
void page_field_legend(Html *html, const FieldLegendPage *page);

#endif
