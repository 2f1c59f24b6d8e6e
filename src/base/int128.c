/* Digits are found from the right in chunks of 18, since dividing 128 bits is slow. */
#include "base/int128.h"

#define CHUNK UINT64_C(1000000000000000000)

void int128_write(Text *text, Int128 value)
{
    UInt128 rest = value < 0 ? (UInt128)0 - (UInt128)value : (UInt128)value;
    char digits[48];
    size_t at = sizeof digits;

    do {
        uint64_t chunk = (uint64_t)(rest % CHUNK);

        rest /= CHUNK;
        for (int i = 0; i < 18 && (rest != 0 || chunk != 0 || i == 0); i++) {
            digits[--at] = (char)('0' + chunk % 10);
            chunk /= 10;
        }
    } while (rest != 0);
    if (value < 0) {
        digits[--at] = '-';
    }
    text_add(text, (Str){digits + at, sizeof digits - at});
}

double int128_to_double(Int128 value)
{
    return (double)value;
}
