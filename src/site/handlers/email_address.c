#include "site/handlers/email_address.h"

bool email_is_one(Str text)
{
    size_t at = str_find_byte(text, '@');
    Str host = str_slice(text, at + 1, text.length);
    size_t dot = str_find_byte(host, '.');

    if (text.length < 6 || text.length > 254 || at == 0 || at >= text.length) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte <= ' ' || byte == 127 || byte == '<' || byte == '>' || byte == ',') {
            return false;
        }
    }
    return str_find_byte(host, '@') == host.length && dot > 0 && dot + 1 < host.length;
}

Str email_read(Arena *arena, Str typed)
{
    Str text = str_trim(typed);
    Text small = text_new(arena);

    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        text_add_byte(&small, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
    }
    return text_str(&small);
}
