/* Lines of a study file: values quoted where YAML or a condition needs it, comments in width. */
#ifndef UK_PROFILE_DRAFT_TEXT_H
#define UK_PROFILE_DRAFT_TEXT_H

#include "base/text.h"

/* Where lines go. `mark` stands before each line: "#" where it is written commented out. */
typedef struct DraftLines {
    Text *out;
    bool commented;
} DraftLines;

/* `text` as a YAML value or key: bare where every reader takes it for text, else in double
   quotes. */
void yaml_write_text(Text *out, Str text);

/* The text inside quotes, or of a list, without regard to what surrounds it: always quoted. */
void yaml_write_quoted(Text *out, Str text);

/* A column's name in a condition: bare or in brackets. */
void condition_write_column(Text *out, Str name);

/* A text that a column is compared with. */
void condition_write_text(Text *out, Str text);

/* A small-lettered name made of a column's or label's own words: "Age Group" is
   age_group, SurveyYr survey_yr. */
Str name_of_words(Context *context, Str words);

/* One line "key: value" at `indent`; a comment (may be NULL) stands behind it where there is room,
   else above. `value` empty: the key alone. */
void line_write(DraftLines *lines, int indent, const char *key, Str value, const char *comment);

/* The same for a key that is a name of the file's. */
void line_write_name(DraftLines *lines, int indent, Str name, const char *comment);

/* A list of names in a comment; begin as {.most = bytes after which no more are added}. */
typedef struct NameList {
    size_t most;
    size_t left; /* names that were not added */
} NameList;

void list_add(NameList *list, Text *out, Str name);

/* " and 3 more" where names were left. */
void list_end(const NameList *list, Text *out);

/* Whole lines of comment, wrapped. `text` may hold names from the file: they are made safe. */
void comment_write(Text *out, int indent, Str text);

#endif
