/* The tables that tools/compile_catalogue.py makes of catalogue/. Private to the catalogue room. */
#ifndef UK_CATALOGUE_CATALOGUE_TABLES_H
#define UK_CATALOGUE_CATALOGUE_TABLES_H

#include "catalogue/code_list.h"
#include "catalogue/code_mapping.h"
#include "catalogue/deprivation_index.h"
#include "catalogue/knot.h"
#include "catalogue/preset.h"
#include "catalogue/recommendation.h"
#include "catalogue/stages.h"
#include "catalogue/standard.h"
#include "catalogue/technique.h"
#include "catalogue/word_list.h"

/* The stages in the order of their enum, then the thread. */
extern const StageInfo CATALOGUE_STAGES[];
extern const size_t CATALOGUE_STAGES_COUNT;
/* From SAY_TOLD on. */
extern const SayInfo CATALOGUE_SAY[];
extern const size_t CATALOGUE_SAY_COUNT;
extern const CheckInfo CATALOGUE_CHECKS[];
extern const size_t CATALOGUE_CHECKS_COUNT;
/* In the order of FileTrait. */
extern const TraitInfo CATALOGUE_TRAITS[];
extern const size_t CATALOGUE_TRAITS_COUNT;
extern const TopicInfo CATALOGUE_TOPICS[];
extern const size_t CATALOGUE_TOPICS_COUNT;
extern const CatalogueSource CATALOGUE_SOURCES[];
extern const size_t CATALOGUE_SOURCES_COUNT;
extern const Knot CATALOGUE_KNOTS[];
extern const size_t CATALOGUE_KNOTS_COUNT;
/* In the order of CostBand. */
extern const CostInfo CATALOGUE_COSTS[];
extern const size_t CATALOGUE_COSTS_COUNT;
extern const TechniqueKind CATALOGUE_TECHNIQUE_KINDS[];
extern const size_t CATALOGUE_TECHNIQUE_KINDS_COUNT;
extern const Technique CATALOGUE_TECHNIQUES[];
extern const size_t CATALOGUE_TECHNIQUES_COUNT;
extern const Recommendation CATALOGUE_RECOMMENDATIONS[];
extern const size_t CATALOGUE_RECOMMENDATIONS_COUNT;
extern const Standard CATALOGUE_STANDARDS[];
extern const size_t CATALOGUE_STANDARDS_COUNT;
extern const Str CATALOGUE_STANDARDS_REVIEWED_BY;
extern const CodeList CATALOGUE_CODES[];
extern const size_t CATALOGUE_CODES_COUNT;
extern const CodeMapping CATALOGUE_MAPPINGS[];
extern const size_t CATALOGUE_MAPPINGS_COUNT;
extern const Str CATALOGUE_MAPPINGS_REVIEWED_BY;
extern const DeprivationIndex CATALOGUE_INDICES[];
extern const size_t CATALOGUE_INDICES_COUNT;
extern const Preset CATALOGUE_PRESETS[];
extern const size_t CATALOGUE_PRESETS_COUNT;
extern const Str CATALOGUE_PRESETS_REVIEWED_BY;
extern const AgeBands CATALOGUE_AGE_BANDS[];
extern const size_t CATALOGUE_AGE_BANDS_COUNT;
extern const WordMeaning CATALOGUE_WORDS[];
extern const size_t CATALOGUE_WORDS_COUNT;
extern const ForbiddenWord CATALOGUE_FORBIDDEN[];
extern const size_t CATALOGUE_FORBIDDEN_COUNT;

#endif
