/* The powers of people on the staff. */
#ifndef UK_SITE_COMMONS_POWERS_H
#define UK_SITE_COMMONS_POWERS_H

/* Bits of person.power. What each may do to an entry is said in may.h. */
typedef enum Power {
    POWER_LEAD = 1, /* of a theme: which one, ties say */
    POWER_MODERATOR = 2,
    POWER_EDITOR = 4,
    POWER_SAFEGUARDING = 8,
    POWER_KEEPER = 16
} Power;

#endif
