/* How often 95 % intervals of shrunk shares hold the truth, as measure_coverage.c has it for the
   rest. What must be held is the group's own true share; groups are drawn anew for every sample, as
   the model has them: a point is a mean over the groups. */
#include "tap.h"

#include "coverage.h"
#include "uk_shrunk.h"
#include "uk_special.h"

enum { GROUPS_MOST = 24 };

/* How true shares lie, and how many groups there are of 10 to 400 people. */
typedef struct Model {
    double mean;
    double size;
    size_t groups;
} Model;

static double true_share(const Model *model)
{
    return uk_beta_quantile(uniform(), model->mean * model->size,
                            (1.0 - model->mean) * model->size);
}

static double cover(const Model *model)
{
    double held = 0.0;
    double all = 0.0;

    for (int sample = 0; sample < SAMPLES / (int)model->groups; sample++) {
        double events[GROUPS_MOST] = {0};
        double people[GROUPS_MOST];
        double truth[GROUPS_MOST];
        UkShareSpread spread;

        for (size_t g = 0; g < model->groups; g++) {
            people[g] = floor(10.0 * pow(40.0, uniform()));
            truth[g] = true_share(model);
            for (double person = 0.0; person < people[g]; person += 1.0) {
                events[g] += uniform() < truth[g];
            }
        }
        spread = uk_share_spread(events, people, model->groups);
        for (size_t g = 0; g < model->groups && spread.size > 0.0; g++) {
            held += holds(uk_shrunk_share(events[g], people[g], &spread, 0.95), truth[g]);
            all += 1.0;
        }
    }
    return held / all;
}

static void cover_all(size_t groups)
{
    static const double MEANS[] = {0.08, 0.4};
    static const double SIZES[] = {4.0, 20.0, 100.0, 600.0};
    Coverage coverage = {0};
    char domain[128];

    for (size_t m = 0; m < sizeof MEANS / sizeof MEANS[0]; m++) {
        for (size_t s = 0; s < sizeof SIZES / sizeof SIZES[0]; s++) {
            Model model = {MEANS[m], SIZES[s], groups};
            double held = cover(&model);

            add(&coverage, held);
        }
    }
    snprintf(domain, sizeof domain,
             "%zu groups of 10 to 400 people, means 0.08 and 0.4, sizes 4 to 600", groups);
    report("shrunk-share", domain, &coverage, 94.0, 96.0, 92.0);
}

int main(void)
{
    cover_all(4);
    cover_all(12);
    return tap_done();
}
