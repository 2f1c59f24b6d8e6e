#include "site/program/mail_letter.h"

#include "base/number.h"
#include "base/text.h"

#define DAY ((int64_t)86400)

static const char *const WEEKDAYS[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static bool is_one_line(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte < ' ' || byte == 127) {
            return false;
        }
    }
    return text.length > 0;
}

static bool is_ascii(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.bytes[i] > 126) {
            return false;
        }
    }
    return true;
}

/* "Tue, 01 Dec 2026 05:06:07 +0000" */
static void add_date(Text *text, int64_t at)
{
    int64_t day = at / DAY;
    int64_t second = at % DAY;
    int32_t number = date_calendar_number(day);

    text_format(text, "Date: %s, %02d %s %d %02d:%02d:%02d +0000\n", WEEKDAYS[day % 7],
                number % 100, MONTHS[(number / 100 % 100 + 11) % 12], number / 10000,
                (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

Status letter_write(Context *context, const MailDueRow *row, Str *out)
{
    Text text = text_new(context->arena);

    if (!is_one_line(row->recipient) || !is_one_line(row->subject) || !is_ascii(row->subject)) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "letter %lld has an address or a subject that cannot stand in its head; look "
                    "at it in the store",
                    (long long)row->id);
    }
    add_date(&text, row->made);
    text_format(&text, "To: %.*s\nSubject: %.*s\n", STR_ARGS(row->recipient),
                STR_ARGS(row->subject));
    text_add(&text, STR("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                        "Content-Transfer-Encoding: 8bit\nAuto-Submitted: auto-generated\n\n"));
    text_add(&text, row->body);
    return text_finish(context, &text, out);
}
