/* What names of columns say by themselves: names as real files have them. */
#include "study/column_names.h"

#include "tap.h"

typedef struct Case {
    const char *name;
    NameTopic topic;
} Case;

static const Case CASES[] = {
    {"race", TOPIC_ETHNICITY},
    {"Race1", TOPIC_ETHNICITY},
    {"Ethnic Group", TOPIC_ETHNICITY},
    {"ethnicity_code", TOPIC_ETHNICITY},
    {"racetrack", TOPIC_NONE},
    {"imd_decile", TOPIC_DEPRIVATION},
    {"IMD2019Decile", TOPIC_DEPRIVATION},
    {"Indices of Deprivation Decile", TOPIC_DEPRIVATION},
    {"sex", TOPIC_SEX},
    {"patientSex", TOPIC_SEX},
    {"gender identity", TOPIC_GROUP},
    {"Sexual Orientation Type", TOPIC_GROUP},
    {"age_band", TOPIC_AGE},
    {"average wait", TOPIC_NONE},
    {"page", TOPIC_NONE},
    {"date_of_birth", TOPIC_BIRTH},
    {"country of birth", TOPIC_GROUP},
    {"SurveyYr", TOPIC_PERIOD},
    {"reporting_period", TOPIC_PERIOD},
    {"WTMEC2YR", TOPIC_WEIGHT},
    {"birth weight", TOPIC_BODY},
    {"SDMVPSU", TOPIC_CLUSTER},
    {"referral_date", TOPIC_START},
    {"first_session_date", TOPIC_END},
    {"measure_name", TOPIC_MEASURE},
    {"value", TOPIC_VALUE},
    {"value added", TOPIC_NONE},
    {"variable_type", TOPIC_KIND},
    {"variable_a", TOPIC_LEVEL},
    {"", TOPIC_NONE},
    {"___", TOPIC_NONE},
};

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        NameTopic topic = name_topic(str_from(CASES[i].name));

        OK(topic == CASES[i].topic, "'%s' is about %d, told %d", CASES[i].name, (int)CASES[i].topic,
           (int)topic);
    }
    OK(name_is_sensitive(STR("Religion")) && name_is_sensitive(STR("immigrationStatus")) &&
           name_is_sensitive(STR("Sexual Orientation Type")),
       "what can put people in danger is sensitive");
    OK(!name_is_sensitive(STR("transport")) && !name_is_sensitive(STR("sex")) &&
           !name_is_sensitive(STR("transfer_date")) && !name_is_sensitive(STR("")),
       "what only looks like it is not");
    return tap_done();
}
