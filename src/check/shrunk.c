#include "check/shrunk.h"

#include "measure/uk_shrunk.h"

#include <math.h>

_Static_assert(SHRUNK_GROUPS_LEAST == UK_SHRUNK_GROUPS_LEAST, "as few groups as the measure takes");

static double effective(const ShrunkGroup *group)
{
    double worth = group->share * (1.0 - group->share) / (group->se * group->se);

    return worth > 0.0 && worth < group->people ? worth : group->people;
}

Status shrunk_shares(Context *context, ShrunkGroup *groups, size_t count, double confidence)
{
    double *events = TAKE(context, double, count);
    double *people = TAKE(context, double, count);
    UkShareSpread spread;
    size_t used = 0;

    if (events == NULL || people == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        if (groups[i].people > 0.0) {
            people[used] = effective(&groups[i]);
            events[used] = groups[i].share * people[used];
            used++;
        }
    }
    spread = uk_share_spread(events, people, used);
    used = 0;
    for (size_t i = 0; i < count; i++) {
        UkInterval found = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};

        if (groups[i].people > 0.0) {
            found = uk_shrunk_share(events[used], people[used], &spread, confidence);
            used++;
        }
        groups[i].shrunk = (Interval){found.estimate, found.se, found.low, found.high};
    }
    return done();
}
