#include "site/handlers/unnamed.h"

#include "site/commons/may.h"

/* From one network, without an account. */
#define EACH_SECOND (3.0 / 3600)
#define AT_ONCE 3
#define WAIT_SECONDS 1200

#define WHY_CLOSED                                                                                 \
    "Writing without a name is not open yet: two people must be named first who are there when "   \
    "somebody may be in danger. Nothing goes on this way until then."

bool unnamed_is_asked(const Request *request, KindId kind)
{
    return kind_may_be_unnamed(kind) &&
           (!request->person.known || request_has(request, STR("unnamed")));
}

Status unnamed_field(const Request *request, KindId kind, FormField *out, bool *offered)
{
    PageChoice *choice = TAKE(request->context, PageChoice, 1);
    bool open;

    *offered = kind_may_be_unnamed(kind);
    if (choice == NULL) {
        return fail_memory(request->context);
    }
    TRY(unnamed_is_open(request->context, request->reader, &open));
    if (!open || !request->person.known) {
        *out = (FormField){.kind = INPUT_HEADING,
                           .label = STR("Without your name"),
                           .hint = open ? STR("You are not signed in, so nobody knows who wrote "
                                              "this: we keep no name and no address. Somebody "
                                              "reads it before it shows. When you have sent it you "
                                              "see five words, once: with them you can read the "
                                              "decision, change your words or take them back. How "
                                              "you write may tell who you are; a moderator sees "
                                              "the words.")
                                        : STR(WHY_CLOSED)};
        return done();
    }
    *choice = (PageChoice){
        .value = STR("yes"),
        .label = STR("Without my name"),
        .hint = STR("A made-up name stands beside it, and somebody reads it first. Only two people "
                    "named for safeguarding, together and with a reason, could find that it was "
                    "you; a court could ask them to. How you write may tell it too."),
        .is_chosen = request_has(request, STR("unnamed"))};
    *out = (FormField){.kind = INPUT_CHOICES,
                       .name = STR("unnamed"),
                       .label = STR("Your name"),
                       .is_optional = true,
                       .choices = {choice, 1}};
    return done();
}

Status unnamed_closed(Request *request, Reply *reply)
{
    SheetPage page;
    SheetPart *part;
    PageLink *ways = TAKE(request->context, PageLink, 2);

    if (ways == NULL) {
        return fail_memory(request->context);
    }
    TRY(sheet_begin(request, reply, STR("Not open yet without a name"), &page));
    page.summary = STR(WHY_CLOSED);
    part = sheet_part(&page, "ways", STR("What you can do now"));
    part->text = STR("Sign in and write under a name that you choose; it need not be your own. Or "
                     "say in a few words what stopped you: that box keeps no name either.");
    ways[0] = (PageLink){STR("/sign-in"), STR("Sign in")};
    ways[1] = (PageLink){STR("/what-stopped-you"), STR("Say what stopped you")};
    part->ways = (PageLinks){ways, 2};
    sheet_end(request, reply, &page);
    reply->code = 403;
    return done();
}

/* The five words as people write them down: with blanks. */
static Str slip_words_of(Arena *arena, Str slip)
{
    Text text = text_new(arena);

    for (size_t i = 0; i < slip.length; i++) {
        text_add_byte(&text, slip.bytes[i] == '-' ? ' ' : slip.bytes[i]);
    }
    return text_str(&text);
}

static Status show_slip(Request *request, Reply *reply, Str slip)
{
    SheetPage page;
    SheetPart *part;
    PageLink *ways = TAKE(request->context, PageLink, 1);

    if (ways == NULL) {
        return fail_memory(request->context);
    }
    TRY(sheet_begin(request, reply, STR("Sent, without a name"), &page));
    page.summary = STR("Somebody reads it before others see it, within a day as a rule.");
    part = sheet_part(&page, "slip", STR("Write these five words down now"));
    part->strong = slip_words_of(request->context->arena, slip);
    part->text = STR("They are shown this once and kept by nobody, us neither. With them you can "
                     "read what was decided, change your words or take them back. Who has them can "
                     "do the same.");
    ways[0] = (PageLink){STR("/slip"), STR("Where to type them later")};
    part->ways = (PageLinks){ways, 1};
    sheet_end(request, reply, &page);
    return done();
}

static Status sent_before(Request *request, Reply *reply)
{
    SheetPage page;

    TRY(sheet_begin(request, reply, STR("This was sent already"), &page));
    page.summary = STR("It was kept once. If five words were shown for it, that was the one time; "
                       "if you did not write them down, send your words anew from a new form.");
    sheet_end(request, reply, &page);
    return done();
}

static Status seal_now(const Request *request, int64_t root, Str *slip, Str *seal)
{
    const SealKey key = sheet_seal_key(request);
    uint8_t random[SLIP_RANDOM_BYTES];

    if (request->person.known) {
        *slip = STR_NONE;
        return seal_of_person(request->context, &key, request->person.id, root, seal);
    }
    request_random(request, random, sizeof random);
    TRY(slip_make(request->context, random, slip));
    return seal_of_slip(request->context, &key, *slip, root, seal);
}

Status unnamed_send(Request *request, Reply *reply, const EntryWords *words, int64_t parent,
                    BodyRender render)
{
    Context *context = request->context;
    bool draft = request->person.known && request_has(request, STR("draft"));
    EntrySender sender = {.state = draft ? STR("draft") : STR("waiting"),
                          .parent = parent,
                          .at = request->now,
                          .press = request_field(request, STR("press")),
                          .render = render};
    EntrySent sent;
    int64_t root;
    bool open;
    Str slip;

    TRY(unnamed_is_open(context, request->reader, &open));
    if (!open) {
        return unnamed_closed(request, reply);
    }
    if (!request->person.known &&
        !request_network_may_again(request, STR("unnamed"), EACH_SECOND, AT_ONCE)) {
        return reply_too_often(request, reply, WAIT_SECONDS);
    }
    TRY(unnamed_root(context, request->change, parent, &root));
    TRY(seal_now(request, root, &slip, &sender.seal));
    TRY(made_up_name(context, request->reader, root, sender.seal, &sender.byline));
    TRY(entry_send(context, request->change, words, &sender, &sent));
    if (sent.again) {
        return sent_before(request, reply);
    }
    if (slip.length > 0) {
        return show_slip(request, reply, slip);
    }
    reply_see(reply, STR("/me"));
    return done();
}
