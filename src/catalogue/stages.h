/* The stops of the pipeline and the levels of say, with the names people read. */
#ifndef UK_CATALOGUE_STAGES_H
#define UK_CATALOGUE_STAGES_H

#include "base/str.h"
#include "catalogue/ids.h"

typedef struct StageInfo {
    Str id;       /* "record" */
    Str name;     /* "What is written down" */
    Str question; /* one sentence, with its question mark */
    Str hands;    /* whose hands it is in, as a list in words */
} StageInfo;

/* Of a stage below STAGE_COUNT, never NULL. */
const StageInfo *stage_info(Stage stage);

/* The thread through all stops: id "voice", "Who had a say". */
const StageInfo *stage_thread(void);

/* By id, in the case of the id; false and `*out` as it was when there is none. */
bool stage_find(Str id, Stage *out);

typedef struct SayInfo {
    Str id;      /* "worked together", as study files write it */
    Str iap2;    /* "collaborate", the public participation spectrum's word */
    Str meaning; /* one sentence */
} SayInfo;

/* NULL for SAY_NOBODY. */
const SayInfo *say_info(LevelOfSay say);

/* By id or by the IAP2 word, ASCII case ignored; false and `*out` as it was when there is none. */
bool say_find(Str id, LevelOfSay *out);

#endif
