/* What the people of one group needed: on average, at each height of the score, beside everyone
   else at the same score, and how much of it the flagged make up. */
#include "check/score_internal.h"

#include "check/gap_internal.h"
#include "measure/neumaier.h"
#include "measure/uk_flag_rates.h"
#include "measure/uk_need.h"

#include <math.h>
#include <string.h>

#define EVERY_TENTH SCORE_TENTHS /* in place of one */

static size_t person_of(const ScorePart *part, size_t row)
{
    return part->person != NULL ? part->person[row] : row;
}

static double weight_of(const ScorePart *part, size_t row)
{
    return part->scores.weight != NULL ? part->scores.weight[row] : 1;
}

static double need_of(const NeedBuild *needs, const ScorePart *part, size_t row)
{
    return needs->need[part->row[row]];
}

static bool is_in(const NeedBuild *needs, const ScorePart *part, size_t row, int tenth)
{
    return tenth == EVERY_TENTH ||
           (int)(needs->bin[part->row[row]] * SCORE_TENTHS / NEED_BINS) == tenth;
}

static Str too_few(void)
{
    return STR("too few people, or rows that belong together, to tell how far chance alone would "
               "move this");
}

static double influence_of(double share)
{
    return share > 0 && share < 0.5 ? share / (1 - share) : (double)NAN;
}

/* ---- means ---- */

#define MARK_ROW 1
#define MARK_NEED 2
#define MARK_NONE 4

/* Counts, sums, and the largest two of what persons needed in all. */
static void add_amounts(const NeedBuild *needs, const ScorePart *part, int tenth, CellSet *set)
{
    Counts *counts = &set->counts;
    double *sum = needs->build->of_person;
    uint8_t *mark = needs->build->mark;

    for (size_t i = 0; i < part->persons; i++) {
        sum[i] = 0;
    }
    for (size_t i = 0; i < part->scores.count; i++) {
        Int128 amount;

        if (!is_in(needs, part, i, tenth)) {
            continue;
        }
        amount = (Int128)llround(need_of(needs, part, i) * 1e6);
        counts->rows++;
        counts->sum += amount;
        counts->sum_of_squares += amount * amount;
        counts->largest_of_row = amount > counts->largest_of_row ? amount : counts->largest_of_row;
        sum[person_of(part, i)] += need_of(needs, part, i);
        mark[person_of(part, i)] |= (uint8_t)(MARK_ROW | (amount > 0 ? MARK_NEED : MARK_NONE));
    }
    counts->people = counts->people_most = counts->rows;
    for (size_t i = 0; i < part->persons; i++) {
        Int128 amount = (Int128)ceil(sum[i] * 1e6);

        counts->persons += (mark[i] & MARK_ROW) != 0 ? 1 : 0;
        counts->persons_with += (mark[i] & MARK_NEED) != 0 ? 1 : 0;
        counts->persons_without += (mark[i] & MARK_NONE) != 0 ? 1 : 0;
        mark[i] = 0;
        if (amount > counts->largest) {
            counts->second_largest = counts->largest;
            counts->largest = amount;
        } else if (amount > counts->second_largest) {
            counts->second_largest = amount;
        }
    }
}

typedef struct Spread {
    double weight;
    double mean;
    double variance; /* of the mean, between units */
    double units;
} Spread;

/* The mean, linearised between units. */
static Spread spread_of(const NeedBuild *needs, const ScorePart *part, int tenth)
{
    const UkScores *scores = &part->scores;
    double *sum = needs->sums;
    Neumaier weight = {0, 0};
    Neumaier total = {0, 0};
    Neumaier squares = {0, 0};
    Spread out = {.units = 0};

    for (size_t i = 0; i < scores->count; i++) {
        double own = is_in(needs, part, i, tenth) ? weight_of(part, i) : 0;

        neumaier_add(&weight, own);
        neumaier_add(&total, own * need_of(needs, part, i));
        sum[i] = (double)NAN;
    }
    out.weight = neumaier_total(weight);
    out.mean = neumaier_total(total) / out.weight;
    for (size_t i = 0; i < scores->count; i++) {
        double *of = &sum[scores->person != NULL ? scores->person[i] : i];
        double pull = weight_of(part, i) * (need_of(needs, part, i) - out.mean);

        if (is_in(needs, part, i, tenth) && weight_of(part, i) > 0) {
            *of = isnan(*of) ? pull : *of + pull;
        }
    }
    for (size_t i = 0; i < scores->count; i++) {
        if (!isnan(sum[i])) {
            neumaier_add(&squares, sum[i] * sum[i]);
            out.units++;
        }
    }
    out.variance = out.units / (out.units - 1) * neumaier_total(squares) / out.weight / out.weight;
    return out;
}

/* The weight of the person who counts most, over the set's. */
static double largest_share(const NeedBuild *needs, const ScorePart *part, int tenth, double whole)
{
    double *sum = needs->build->of_person;
    double most = 0;

    for (size_t i = 0; i < part->persons; i++) {
        sum[i] = 0;
    }
    for (size_t i = 0; i < part->scores.count; i++) {
        if (is_in(needs, part, i, tenth)) {
            sum[person_of(part, i)] += weight_of(part, i);
            most = fmax(most, sum[person_of(part, i)]);
        }
    }
    return whole > 0 ? most / whole : 0;
}

static void summarise(const NeedBuild *needs, const ScorePart *part, int tenth, CellSet *set)
{
    const Counts *counts = &set->counts;
    SetSummary *summary = &set->summary;
    Spread spread = spread_of(needs, part, tenth);
    double independent;

    *summary = (SetSummary){.people = (double)counts->people,
                            .events = (double)NAN,
                            .mean = gap_mean(counts->sum, counts->people),
                            .sd = gap_sd(counts->sum, counts->sum_of_squares, counts->people),
                            .design_effect = 1,
                            .units = spread.units};
    if (part->scores.weight != NULL) {
        summary->people = spread.weight;
        summary->mean = spread.mean;
        summary->sd = sqrt(spread.variance * spread.weight);
        set->largest_share = largest_share(needs, part, tenth, spread.weight);
    } else if (needs->build->clustered) {
        independent = summary->sd * summary->sd / summary->people;
        summary->design_effect = independent > 0 ? spread.variance / independent : 1;
    }
}

static void fill_mean(const NeedBuild *needs, const ScorePart *part, int tenth, CellSet *set,
                      Quantity *out)
{
    bool clustered = needs->build->clustered;
    double reach;

    *set = (CellSet){.kind = SET_LEVEL, .level = SET_NONE};
    add_amounts(needs, part, tenth, set);
    summarise(needs, part, tenth, set);
    *out =
        quantity_new(QUANTITY_MEAN, clustered ? METHOD_MEAN_CLUSTERED : METHOD_MEAN_T, 0, SET_NONE);
    if (set->counts.people == 0) {
        out->undefined = STR("undefined: nobody's need and score are known");
        return;
    }
    out->df = clustered ? set->summary.units - 1 : (double)NAN;
    out->exact = quantity_evaluate(out, &set->summary, NULL, needs->build->confidence);
    out->exact.estimate = set->summary.mean;
    out->undefined = isnan(out->exact.low) ? too_few() : STR_NONE;
    reach = fabs(set->summary.mean) + int128_to_double(set->counts.largest) / 1e6;
    if (part->scores.weight != NULL) {
        out->influence = influence_of(set->largest_share) * reach;
    }
}

/* ---- at the same score ---- */

/* The rows of everyone, those of the part being members. */
static UkNeeds gather(const NeedBuild *needs, const ScorePart *everyone)
{
    double *need = needs->sums + everyone->scores.count;
    uint32_t *bin = needs->gathered;
    uint8_t *member = needs->build->without_event;

    for (size_t i = 0; i < everyone->scores.count; i++) {
        need[i] = need_of(needs, everyone, i);
        bin[i] = needs->bin[everyone->row[i]];
        member[i] = needs->build->mark[everyone->row[i]];
    }
    return (UkNeeds){.count = everyone->scores.count,
                     .need = need,
                     .bin = bin,
                     .bins = NEED_BINS,
                     .member = member,
                     .person = everyone->scores.person,
                     .persons = everyone->scores.persons,
                     .workspace = needs->sums + 2 * everyone->scores.count};
}

/* What each bin holds: the group's share of the weight, and the mean need. */
typedef struct BinMeans {
    double share[NEED_BINS];
    double mean[NEED_BINS];
} BinMeans;

static void fill_bins(const UkNeeds *rows, BinMeans *out)
{
    double weight[NEED_BINS] = {0};

    *out = (BinMeans){.share = {0}};
    for (size_t i = 0; i < rows->count; i++) {
        weight[rows->bin[i]] += rows->weight[i];
        out->share[rows->bin[i]] += rows->weight[i] * rows->member[i];
        out->mean[rows->bin[i]] += rows->weight[i] * rows->need[i];
    }
    for (size_t b = 0; b < NEED_BINS; b++) {
        out->share[b] /= weight[b] > 0 ? weight[b] : 1;
        out->mean[b] /= weight[b] > 0 ? weight[b] : 1;
    }
}

/* The persons who pull the difference most to either side, and the one who weighs most in it. */
static void find_pullers(const NeedBuild *needs, const ScorePart *everyone, const UkNeeds *rows,
                         double difference, size_t found[3])
{
    double *pull = needs->build->of_person;
    double *size = needs->build->workspace;
    BinMeans bins;

    fill_bins(rows, &bins);
    for (size_t i = 0; i < everyone->persons; i++) {
        pull[i] = size[i] = 0;
    }
    for (size_t i = 0; i < rows->count; i++) {
        double apart = (double)rows->member[i] - bins.share[rows->bin[i]];
        double residual = rows->need[i] - bins.mean[rows->bin[i]] - difference * apart;

        pull[person_of(everyone, i)] += rows->weight[i] * apart * residual;
        size[person_of(everyone, i)] += rows->weight[i] * apart * apart;
    }
    found[0] = found[1] = found[2] = 0;
    for (size_t i = 1; i < everyone->persons; i++) {
        found[0] = pull[i] > pull[found[0]] ? i : found[0];
        found[1] = pull[i] < pull[found[1]] ? i : found[1];
        found[2] = size[i] > size[found[2]] ? i : found[2];
    }
}

static double difference_influence(const NeedBuild *needs, const ScorePart *everyone,
                                   const UkNeeds *rows, double *weight, UkInterval value)
{
    double most = 0;
    size_t found[3];

    find_pullers(needs, everyone, rows, value.estimate, found);
    for (size_t p = 0; p < sizeof found / sizeof found[0]; p++) {
        for (size_t i = 0; i < rows->count; i++) {
            weight[i] = person_of(everyone, i) == found[p] ? 0 : weight_of(everyone, i);
        }
        most = score_larger_move(most, value, uk_need_difference(rows, needs->build->confidence));
    }
    return most;
}

static void fill_difference(const NeedBuild *needs, const ScorePart *everyone,
                            const ScorePart *part, ScoreNeedGroup *out)
{
    size_t count = everyone->scores.count;
    double *weight = needs->sums;
    UkNeeds rows;
    UkInterval value;

    for (size_t i = 0; i < part->scores.count; i++) {
        needs->build->mark[part->row[i]] = 1;
    }
    rows = gather(needs, everyone);
    for (size_t i = 0; i < part->scores.count; i++) {
        needs->build->mark[part->row[i]] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        weight[i] = weight_of(everyone, i);
    }
    rows.weight = weight;
    value = uk_need_difference(&rows, needs->build->confidence);
    out->difference.exact = interval_of(value);
    out->difference.residual_df = (double)everyone->persons - NEED_BINS - 1;
    if (isnan(value.estimate)) {
        out->difference.undefined =
            STR("undefined: nobody of this group and nobody else have scores alike");
        return;
    }
    out->difference.undefined = isnan(value.low) ? too_few() : STR_NONE;
    out->difference.influence = difference_influence(needs, everyone, &rows, weight, value);
}

/* ---- of all need ---- */

/* Weights and need together, and the flags, of the part's rows. */
static void weigh_needs(const NeedBuild *needs, const ScorePart *part, size_t reach, double *weight,
                        uint8_t *flag)
{
    for (size_t i = 0; i < part->scores.count; i++) {
        weight[i] = weight_of(part, i) * need_of(needs, part, i);
        flag[i] = needs->flag[reach][part->row[i]] > 0 ? 1 : 0;
    }
}

static void count_needy(const NeedBuild *needs, const ScorePart *part, const uint8_t *flag,
                        CellSet *out)
{
    uint8_t *mark = needs->build->mark;
    int64_t people = 0;
    int64_t events = 0;

    for (size_t i = 0; i < part->scores.count; i++) {
        if (need_of(needs, part, i) > 0) {
            people++;
            events += flag[i];
            mark[person_of(part, i)] |=
                (uint8_t)(MARK_ROW | (flag[i] == 1 ? MARK_NEED : MARK_NONE));
        }
    }
    *out = score_counted_set(SET_LEVEL, people, events);
    out->counts.persons = out->counts.persons_with = out->counts.persons_without = 0;
    for (size_t i = 0; i < part->persons; i++) {
        out->counts.persons += (mark[i] & MARK_ROW) != 0 ? 1 : 0;
        out->counts.persons_with += (mark[i] & MARK_NEED) != 0 ? 1 : 0;
        out->counts.persons_without += (mark[i] & MARK_NONE) != 0 ? 1 : 0;
        mark[i] = 0;
    }
}

static double largest_need_share(const NeedBuild *needs, const ScorePart *part,
                                 const double *weight)
{
    double *sum = needs->build->of_person;
    Neumaier whole = {0, 0};
    double most = 0;

    for (size_t i = 0; i < part->persons; i++) {
        sum[i] = 0;
    }
    for (size_t i = 0; i < part->scores.count; i++) {
        neumaier_add(&whole, weight[i]);
        sum[person_of(part, i)] += weight[i];
        most = fmax(most, sum[person_of(part, i)]);
    }
    return neumaier_total(whole) > 0 ? most / neumaier_total(whole) : 0;
}

static void fill_reached(const NeedBuild *needs, const ScorePart *part, size_t reach,
                         ScoreNeedGroup *out)
{
    double *weight = needs->build->without_score;
    uint8_t *flag = needs->build->without_event;
    Quantity *quantity = &out->reached[reach];
    UkScores scores = part->scores;
    UkInterval value;

    weigh_needs(needs, part, reach, weight, flag);
    count_needy(needs, part, flag, &out->needy[reach]);
    scores.weight = weight;
    *quantity = quantity_new(QUANTITY_INDEX, METHOD_WILSON_EFFECTIVE, SCORE_SET_OUTCOME, SET_NONE);
    value = uk_flag_rate_persons(&scores, flag, UK_SELECTION_RATE, needs->build->confidence);
    quantity->exact = interval_of(value);
    quantity->residual_df = (double)out->needy[reach].counts.persons - 1;
    quantity->influence = influence_of(largest_need_share(needs, part, weight));
    if (isnan(value.estimate)) {
        quantity->undefined = STR("undefined: nobody has any need");
    } else if (isnan(value.low)) {
        quantity->undefined = too_few();
    }
}

/* ---- all ---- */

void score_need_group(const NeedBuild *needs, const ScorePart *everyone, const ScorePart *part,
                      ScoreNeedGroup *out)
{
    fill_mean(needs, part, EVERY_TENTH, &out->amount, &out->mean);
    for (int tenth = 0; tenth < SCORE_TENTHS; tenth++) {
        fill_mean(needs, part, tenth, &out->tenth_amounts[tenth], &out->tenths[tenth]);
    }
    for (size_t reach = 0; reach < needs->needs->reach_count; reach++) {
        fill_reached(needs, part, reach, out);
    }
    out->difference =
        quantity_new(QUANTITY_INDEX, METHOD_NEED_DIFFERENCE, SCORE_SET_OUTCOME, SET_NONE);
    out->difference.influence = 0;
    out->persons_else = (int64_t)everyone->persons - (int64_t)part->persons;
    if (part == everyone) {
        out->difference.undefined = STR("undefined: there is nobody else to compare with");
        out->difference.open_reason = true;
        return;
    }
    fill_difference(needs, everyone, part, out);
}
