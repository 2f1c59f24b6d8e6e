/* Every version of an entry, and two of them compared. */
#ifndef UK_SITE_PAGES_HISTORY_PAGE_H
#define UK_SITE_PAGES_HISTORY_PAGE_H

#include "site/pages/layout.h"
#include "site/text/word_changes.h"

typedef struct HistoryVersion {
    int64_t number;
    Str when;
    Str day; /* "2026-12-01" */
    Str by;
    Str what;
    Str path;     /* the entry as it was; empty when it is not shown */
    bool is_from; /* chosen as the older of the two */
    bool is_to;
} HistoryVersion;

/* One field in both versions, from words_compare. */
typedef struct HistoryChange {
    Str label;
    WordChanges words;
} HistoryChange;

typedef struct HistoryPage {
    HeadPage head;
    Str title;      /* "What changed in: ..." */
    Str entry_path; /* the entry as it is now */
    Str entry_title;
    Str path; /* of this page: the form's action, with from= and to= */
    struct {
        HistoryVersion *items;
        size_t count;
    } versions;   /* the newest first */
    Str compared; /* "Version 2 of 1 May, compared with version 1"; empty when none is */
    Str nothing;  /* said when the two are alike */
    struct {
        HistoryChange *items;
        size_t count;
    } changes; /* of fields that differ */
} HistoryPage;

void page_history(Html *html, const HistoryPage *page);

#endif
