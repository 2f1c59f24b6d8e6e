/* What the name of a column says that it is about, from the catalogue's lists. */
#ifndef UK_STUDY_COLUMN_NAMES_H
#define UK_STUDY_COLUMN_NAMES_H

#include "base/str.h"

/* Good for a first guess that a person reads, never for a number. Those of a long table and of
   published figures (from TOPIC_MEASURE on) are told by whole names alone. */
typedef enum NameTopic {
    TOPIC_NONE,
    TOPIC_BIRTH,
    TOPIC_AGE,
    TOPIC_ETHNICITY,
    TOPIC_DEPRIVATION,
    TOPIC_SEX,
    TOPIC_AREA,
    TOPIC_GROUP, /* another usual way of grouping people */
    TOPIC_PERIOD,
    TOPIC_START, /* where something begins for a person: a referral, a letter */
    TOPIC_END,
    TOPIC_WEIGHT,
    TOPIC_STRATA,
    TOPIC_CLUSTER,
    TOPIC_BODY, /* an amount that looks like something else: birth weight */
    TOPIC_SCORE,
    TOPIC_DECIDED, /* what a score decided */
    TOPIC_PART,    /* which rows a model learned from */
    TOPIC_MEASURE, /* of a long table: what is measured */
    TOPIC_VALUE,
    TOPIC_STATISTIC, /* count or percentage */
    TOPIC_KIND,      /* which way of grouping a row is of */
    TOPIC_LEVEL,     /* its group */
    TOPIC_EVENTS,
    TOPIC_OUT_OF,
    TOPIC_ESTIMATE,
    TOPIC_ERROR,
    TOPIC_POPULATION
} NameTopic;

/* The longest of the catalogue's words in the name decides. Case, marks between words, capitals
   inside ("SurveyYr") and figures behind ("Race1") do not count. */
NameTopic name_topic(Str name);

/* True where the words stand in the name as whole words; compared as name_topic does. */
bool name_has_words(Str name, Str words);

/* True for a column, or a kind of group, that a study holds back more carefully unless it says
   otherwise: religion, sexual orientation, immigration status. */
bool name_is_sensitive(Str name);

#endif
