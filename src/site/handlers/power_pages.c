/* /desk/people: the keeper names who moderates, edits and is there for safeguarding. */
#include "site/handlers/email_address.h"
#include "site/handlers/sheet.h"
#include "site/store/log_chain.h"
#include "site/store/statements.h"
#include "site/web/routes.h"

static const struct {
    const char *id;
    const char *label;
    const char *hint;
    int64_t power;
} POWERS[] = {
    {"moderator", "Moderator", "Reads what waits, hides and restores.", POWER_MODERATOR},
    {"editor", "Editor", "Keeps evidence and pages right, accepts audits.", POWER_EDITOR},
    {"safeguarding", "Safeguarding",
     "Is called when somebody may be in danger. Two of them together can find who wrote without a "
     "name; until two are named nobody can write so.",
     POWER_SAFEGUARDING},
    {"keeper", "Keeper", "Gives these powers.", POWER_KEEPER},
};
#define POWER_COUNT (sizeof POWERS / sizeof POWERS[0])
#define POWERS_HERE ((int64_t)POWER_MODERATOR | POWER_EDITOR | POWER_SAFEGUARDING | POWER_KEEPER)

static Str powers_words(Arena *arena, int64_t power)
{
    Text text = text_new(arena);

    for (size_t i = 0; i < POWER_COUNT; i++) {
        if ((power & POWERS[i].power) != 0) {
            text_add(&text, text.length > 0 ? STR(", ") : STR_NONE);
            text_add(&text, str_from(POWERS[i].label));
        }
    }
    return text_str(&text);
}

static Status show(Request *request, Reply *reply, Str who, Str mistake)
{
    SheetPage page;
    SheetPart *part;
    SheetForm *form;
    StaffRows staff;
    PageChoice *choices = TAKE(request->context, PageChoice, POWER_COUNT);

    TRY(sheet_begin(request, reply, STR("Who does what"), &page));
    frame_crumb(&page.head, STR("/desk"), STR("The desk"));
    TRY(store_staff(request->context, request->reader, &(StaffIn){0}, &staff));
    part = sheet_part(&page, "staff", STR("Now"));
    part->has_rows = true;
    part->rows.empty = STR("Nobody yet.");
    part->facts.items = TAKE(request->context, SheetFact, staff.count);
    if (choices == NULL || part->facts.items == NULL) {
        return fail_memory(request->context);
    }
    part->has_rows = staff.count == 0;
    for (size_t i = 0; i < staff.count; i++) {
        part->facts.items[part->facts.count++] = (SheetFact){
            staff.items[i].handle, powers_words(request->context->arena, staff.items[i].power)};
    }
    part = sheet_part(&page, "name", STR("Name somebody"));
    part->text = STR("They have these powers from then on, and no others. Without any they are a "
                     "member like others.");
    TRY(sheet_form(request, part, STR("/desk/people"), STR("Save"), &form));
    sheet_field(form, (FormField){.kind = INPUT_TEXT,
                                  .name = STR("who"),
                                  .label = STR("Short name or e-mail address of a person here"),
                                  .value = who});
    for (size_t i = 0; i < POWER_COUNT; i++) {
        choices[i] = (PageChoice){.value = str_from(POWERS[i].id),
                                  .label = str_from(POWERS[i].label),
                                  .hint = str_from(POWERS[i].hint)};
    }
    sheet_field(form, (FormField){.kind = INPUT_CHOICES,
                                  .name = STR("powers"),
                                  .label = STR("Powers"),
                                  .choices = {choices, POWER_COUNT}});
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, STR("who"), mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status powers_form(Request *request, Reply *reply)
{
    return show(request, reply, STR_NONE, STR_NONE);
}

static Status find(const Request *request, Str who, int64_t *id)
{
    PersonByHandleRows by_handle;
    PersonByEmailRows by_email;

    *id = 0;
    TRY(store_person_by_handle(request->context, request->reader, &(PersonByHandleIn){who},
                               &by_handle));
    TRY(store_person_by_email(request->context, request->reader,
                              &(PersonByEmailIn){email_read(request->context->arena, who)},
                              &by_email));
    if (by_handle.count > 0 && str_equal(by_handle.items[0].state, STR("here"))) {
        *id = by_handle.items[0].id;
    } else if (by_email.count > 0) {
        *id = by_email.items[0].id;
    }
    return done();
}

Status powers_keep(Request *request, Reply *reply)
{
    Str who = str_trim(request_field(request, STR("who")));
    StrSpan chosen = request_fields(request, STR("powers"));
    LogWords words = {
        .at = request->now, .actor = {true, request->person.id}, .verb = STR("powers")};
    PersonRows person;
    PersonPowerRows rows;
    int64_t power = 0;
    int64_t id;

    TRY(find(request, who, &id));
    if (id == 0) {
        return show(request, reply, who,
                    STR("Nobody here has this name or address; they sign in once first."));
    }
    for (size_t i = 0; i < POWER_COUNT; i++) {
        for (size_t k = 0; k < chosen.count; k++) {
            power |= str_equal(chosen.items[k], str_from(POWERS[i].id)) ? POWERS[i].power : 0;
        }
    }
    if (id == request->person.id && (power & POWER_KEEPER) == 0) {
        return show(request, reply, who,
                    STR("You keep this site; name another keeper, who then takes it from you."));
    }
    TRY(store_person(request->context, request->reader, &(PersonIn){id}, &person));
    power |= person.items[0].power & ~POWERS_HERE;
    TRY(store_person_power(request->context, request->change, &(PersonPowerIn){power, id}, &rows));
    words.person = (StoreInteger){true, id};
    words.why = powers_words(request->context->arena, power);
    TRY(store_log_add(request->context, request->change, &words, NULL));
    reply_see(reply, STR("/desk/people"));
    return done();
}
