/* Made by tests/reference/engine/count_real_files.py, with Python's csv and dicts alone:
   python3 tests/reference/engine/count_real_files.py ../shared/data |
       clang-format --assume-filename=small_values.h > tests/unit/engine/small_values.h */
#ifndef UK_TESTS_SMALL_VALUES_H
#define UK_TESTS_SMALL_VALUES_H

#include <stdint.h>

typedef struct WantedCell {
    const char *level;
    int64_t rows, people, events, unknown;
} WantedCell;

typedef struct WantedAmount {
    const char *level;
    int64_t people, unknown;
    const char *sum, *squares;
    int64_t largest;
} WantedAmount;

typedef struct WantedMoments {
    const char *level;
    int64_t rows, events, persons, persons_with;
    double own[4], with_all[4]; /* nn nk kn kk */
    double largest;
} WantedMoments;

typedef struct WantedPublished {
    const char *period, *level;
    int64_t people, events;
} WantedPublished;

/* nhanes_2009_2012_individual.csv: Diabetes = 'Yes' by Race1 */
static const WantedCell NHANES_DIABETES[] = {
    {"Black", 4640, 4481, 501, 159},   {"Hispanic", 2209, 2105, 181, 104},
    {"Mexican", 3739, 3502, 264, 237}, {"Other", 2312, 2235, 171, 77},
    {"White", 7393, 7137, 589, 256},
};

/* the same: BMI by Gender, in millionths; squares as text: they pass 64 bits */
static const WantedAmount NHANES_BMI[] = {
    {"female", 9037, 1175, "235472490000", "6755430463700000000", 84870000},
    {"male", 8977, 1104, "226498570000", "6168992355900000000", 66320000},
};

/* diabetes_audit.csv: y = 1 by race, persons by patient_nbr; whole numbers, so exact */
#define DIABETES_ROWS 50882
#define DIABETES_PERSONS 41025
static const WantedMoments DIABETES[] = {
    {"AfricanAmerican",
     9558,
     1054,
     7498,
     873,
     {16368, 2809, 2809, 1614},
     {16389, 2813, 2810, 1614},
     13},
    {"Asian", 334, 39, 291, 35, {466, 79, 79, 49}, {480, 80, 80, 49}, 6},
    {"Caucasian",
     38113,
     4306,
     30785,
     3696,
     {61701, 10469, 10469, 6258},
     {61776, 10486, 10478, 6260},
     21},
    {"Hispanic", 1043, 117, 869, 102, {1549, 249, 249, 155}, {1592, 250, 261, 155}, 7},
    {"Other", 743, 69, 657, 62, {953, 131, 131, 85}, {1010, 142, 136, 86}, 4},
    {"Unknown", 1091, 94, 1003, 89, {1309, 143, 143, 104}, {1347, 148, 154, 105}, 5},
};

/* england_all_years.csv: recovery and at_caseness by deprivation tenth and year */
static const WantedPublished THERAPIES[] = {
    {"2017-18", "01 Least deprived", 40792, 23720},
    {"2017-18", "02 Less deprived", 44804, 25506},
    {"2017-18", "03 Less deprived", 46802, 25932},
    {"2017-18", "04 Less deprived", 47791, 26149},
    {"2017-18", "05 Less deprived", 50181, 26734},
    {"2017-18", "06 More deprived", 52481, 27144},
    {"2017-18", "07 More deprived", 55895, 27865},
    {"2017-18", "08 More deprived", 57188, 27562},
    {"2017-18", "09 More deprived", 57148, 25887},
    {"2017-18", "10 Most deprived", 59098, 24286},
    {"2017-18", "Not stated/Not known/Invalid", 5213, 2510},
    {"2018-19", "01 Least deprived", 43515, 25319},
    {"2018-19", "02 Less deprived", 47776, 27579},
    {"2018-19", "03 Less deprived", 49253, 27717},
    {"2018-19", "04 Less deprived", 51639, 28547},
    {"2018-19", "05 Less deprived", 53846, 29273},
    {"2018-19", "06 More deprived", 55660, 29488},
    {"2018-19", "07 More deprived", 59491, 30505},
    {"2018-19", "08 More deprived", 59836, 29776},
    {"2018-19", "09 More deprived", 60221, 28419},
    {"2018-19", "10 Most deprived", 61572, 26623},
    {"2018-19", "Not stated/Not known/Invalid", 3296, 1564},
    {"2019-20", "01 Least deprived", 44120, 25414},
    {"2019-20", "02 Less deprived", 49319, 27741},
    {"2019-20", "03 Less deprived", 50777, 28064},
    {"2019-20", "04 Less deprived", 53197, 28693},
    {"2019-20", "05 Less deprived", 55407, 29669},
    {"2019-20", "06 More deprived", 58070, 30121},
    {"2019-20", "07 More deprived", 62515, 31598},
    {"2019-20", "08 More deprived", 63744, 31166},
    {"2019-20", "09 More deprived", 63705, 29412},
    {"2019-20", "10 Most deprived", 64654, 27666},
    {"2019-20", "Not stated/Not known/Invalid", 3736, 1827},
    {"2020-21", "01 Least deprived", 47193, 27010},
    {"2020-21", "02 Less deprived", 51380, 28781},
    {"2020-21", "03 Less deprived", 53174, 29482},
    {"2020-21", "04 Less deprived", 54849, 29677},
    {"2020-21", "05 Less deprived", 58708, 31236},
    {"2020-21", "06 More deprived", 60853, 31907},
    {"2020-21", "07 More deprived", 65911, 33637},
    {"2020-21", "08 More deprived", 67446, 33361},
    {"2020-21", "09 More deprived", 67951, 32200},
    {"2020-21", "10 Most deprived", 64257, 27818},
    {"2020-21", "Not stated/Not known/Invalid", 4118, 1881},
    {"2021-22", "01 Least deprived", 51704, 28300},
    {"2021-22", "02 Less deprived", 55053, 29878},
    {"2021-22", "03 Less deprived", 56705, 30327},
    {"2021-22", "04 Less deprived", 58514, 31027},
    {"2021-22", "05 Less deprived", 62958, 32653},
    {"2021-22", "06 More deprived", 64293, 32533},
    {"2021-22", "07 More deprived", 69420, 34795},
    {"2021-22", "08 More deprived", 69442, 33853},
    {"2021-22", "09 More deprived", 69059, 31938},
    {"2021-22", "10 Most deprived", 63768, 27036},
    {"2021-22", "Not stated/Not known/Invalid", 3277, 1579},
    {"2022-23", "01 Least deprived", 50736, 28039},
    {"2022-23", "02 Less deprived", 54930, 29928},
    {"2022-23", "03 Less deprived", 57206, 30806},
    {"2022-23", "04 Less deprived", 58888, 31010},
    {"2022-23", "05 Less deprived", 63020, 32447},
    {"2022-23", "06 More deprived", 65231, 32996},
    {"2022-23", "07 More deprived", 69738, 34287},
    {"2022-23", "08 More deprived", 71090, 34201},
    {"2022-23", "09 More deprived", 71278, 32703},
    {"2022-23", "10 Most deprived", 67652, 28219},
    {"2022-23", "Not stated/Not known/Invalid", 3467, 1615},
    {"2023-24", "01 Least deprived", 49169, 27591},
    {"2023-24", "02 Less deprived", 54015, 29812},
    {"2023-24", "03 Less deprived", 56458, 30525},
    {"2023-24", "04 Less deprived", 58484, 31192},
    {"2023-24", "05 Less deprived", 63017, 32830},
    {"2023-24", "06 More deprived", 65719, 33355},
    {"2023-24", "07 More deprived", 69334, 33920},
    {"2023-24", "08 More deprived", 71602, 34319},
    {"2023-24", "09 More deprived", 72303, 33095},
    {"2023-24", "10 Most deprived", 69521, 29457},
    {"2023-24", "Not stated/Not known/Invalid", 4206, 1917},
    {"2024-25", "01 Least deprived", 50209, 28257},
    {"2024-25", "02 Less deprived", 53859, 29942},
    {"2024-25", "03 Less deprived", 57183, 31289},
    {"2024-25", "04 Less deprived", 58362, 31148},
    {"2024-25", "05 Less deprived", 63202, 33128},
    {"2024-25", "06 More deprived", 64552, 33002},
    {"2024-25", "07 More deprived", 69578, 34625},
    {"2024-25", "08 More deprived", 71144, 34332},
    {"2024-25", "09 More deprived", 71969, 33386},
    {"2024-25", "10 Most deprived", 69483, 29753},
    {"2024-25", "Not stated/Not known/Invalid", 4707, 2199},
};

#endif
