/* The arena: zeroed, aligned, never past its limit. */
#include "tap.h"

#include "base/arena.h"

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(4096);
    unsigned char *first = arena_take(arena, 10, 1);
    unsigned char *grown;

    OK(first != NULL && first[0] == 0 && first[9] == 0, "taken memory is zeroed");
    OK((uintptr_t)first % 16 == 0, "taken memory is aligned for any type");
    first[9] = 7;
    grown = arena_grow(arena, first, 10, 100);
    OK(grown == first && grown[9] == 7 && grown[99] == 0, "the last block grows in place, zeroed");
    OK(!arena_refused(arena), "nothing was refused yet");
    OK(arena_take(arena, SIZE_MAX / 2, 4) == NULL && arena_refused(arena),
       "a product that overflows gives NULL");
    OK(arena_take(arena, 1, 5000) == NULL, "past the limit gives NULL");
    OK(arena_take(arena, 1, 3000) != NULL, "and what fits is still given");
    OK(arena_take(arena, 0, 8) != NULL, "a count of 0 gives a pointer");
    OK(arena_used(arena) <= 4096, "never more than the limit is handed out");
    arena_free(NULL);
    return tap_done();
}
