#include "study/connection.h"

/* The end of a value in braces: the index behind its }; the length where none closes it. */
static size_t find_brace_end(Str text)
{
    size_t at = 1;

    while (at < text.length) {
        if (text.bytes[at] != '}') {
            at++;
        } else if (at + 1 < text.length && text.bytes[at + 1] == '}') {
            at += 2;
        } else {
            return at + 1;
        }
    }
    return text.length;
}

static Str without_braces(Str value)
{
    if (value.length >= 2 && value.bytes[0] == '{' && value.bytes[value.length - 1] == '}') {
        return str_slice(value, 1, value.length - 2);
    }
    return str_starts_with(value, STR("{")) ? str_slice(value, 1, value.length) : value;
}

bool connection_next(Str *rest, ConnectionPair *out)
{
    Str text = str_trim(*rest);
    size_t semicolon = str_find_byte(text, ';');
    size_t equals = str_find_byte(text, '=');
    Str value = str_trim(str_slice(text, equals + 1, text.length));
    size_t end;

    if (text.length == 0) {
        return false;
    }
    if (semicolon < equals) { /* a key without a value, or nothing at all */
        *out = (ConnectionPair){str_trim(str_slice(text, 0, semicolon)), STR_NONE};
        *rest = str_slice(text, semicolon + 1, text.length);
        return true;
    }
    end = str_starts_with(value, STR("{")) ? find_brace_end(value) : str_find_byte(value, ';');
    *out = (ConnectionPair){str_trim(str_slice(text, 0, equals)),
                            without_braces(str_trim(str_slice(value, 0, end)))};
    value = str_slice(value, end, value.length);
    *rest = str_slice(value, str_find_byte(value, ';') + 1, value.length);
    return true;
}

static bool has_any(Str key, const char *const *parts)
{
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (str_contains_ignoring_case(key, str_from(parts[i]))) {
            return true;
        }
    }
    return false;
}

bool connection_is_password(Str key)
{
    static const char *const PARTS[] = {"pwd",        "pass", "token", "secret",
                                        "credential", "key",  NULL};

    return has_any(key, PARTS);
}

bool connection_is_secret(Str key)
{
    static const char *const PARTS[] = {"uid", "user", NULL};

    return connection_is_password(key) || has_any(key, PARTS);
}

bool connection_has_password(Str connection)
{
    ConnectionPair pair;

    while (connection_next(&connection, &pair)) {
        if (connection_is_password(pair.key) && pair.value.length > 0) {
            return true;
        }
    }
    return false;
}

bool connection_is_one(Str text)
{
    static const char *const KEYS[] = {"dsn", "driver", "filedsn"};
    ConnectionPair pair;

    if (str_find_byte(text, '=') == text.length || !connection_next(&text, &pair)) {
        return false;
    }
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        if (str_equal_ignoring_case(pair.key, str_from(KEYS[i]))) {
            return true;
        }
    }
    return false;
}
