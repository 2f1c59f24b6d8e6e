/* Every template of the commons, filled: small, without scripts and looks of its own, and nothing
   of data becomes markup. With a folder as argument also written as files, for people to look at
   and for the tests of pages in a browser. */
#include "commons_sample.h"
#include "site/pages/app_css.h"
#include "tap.h"

#define PAGE_MOST ((size_t)60000)

static void write_file(const char *folder, const char *name, Str bytes)
{
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    if (file != NULL) {
        fwrite(bytes.bytes, 1, bytes.length, file);
        fclose(file);
    }
}

static Str page_of(Context *context, const SamplePage *sample)
{
    Text text = text_new(context->arena);
    Html html = html_new(context, &text);

    sample->write(&html);
    OK(!failed(html_finish(&html)), "%s is written", sample->name);
    return text_str(&text);
}

static size_t times(Str page, Str part)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i + part.length <= page.length; i++) {
        count += memcmp(page.bytes + i, part.bytes, part.length) == 0;
    }
    return count;
}

static void check_page(const char *name, Str page)
{
    OK(page.length + app_css_length <= PAGE_MOST, "%s and its looks are small: %zu", name,
       page.length + app_css_length);
    OK(times(page, STR("<h1")) == 1, "%s has one h1", name);
    OK(times(page, STR("<script")) == 0 && times(page, STR("style=")) == 0,
       "%s: no script, no style", name);
    OK(str_ends_with(page, STR("</html>\n")), "%s ends", name);
}

static void check_kept(Str form)
{
    OK(times(form, STR("<textarea id=\"f-summary\"")) == 1 &&
           times(form, STR(">\n\nA first line\n  and a second, &quot;kept&quot; as &lt;typed&gt;"
                           "</textarea>")) == 1,
       "what was typed is kept with its lines");
    OK(times(form, STR("never shown")) == 0, "a password is not sent back");
    OK(times(form, STR("<title>Error: Add evidence")) == 1, "the title begins with Error");
    OK(times(form, STR("<a href=\"#f-seen-day\">")) == 1 &&
           times(form, STR("id=\"f-seen-day\"")) == 1,
       "the summary leads to the field");
}

int main(int count, char **arguments)
{
    size_t i;

    OK(app_css_length <= 12000, "the looks are at most 12 kB: %zu", app_css_length);
    for (i = 0; sample_pages[i].name != NULL; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)4 << 20);
        Context context = {.arena = arena};
        Str page = page_of(&context, &sample_pages[i]);
        char name[64];

        check_page(sample_pages[i].name, page);
        if (strcmp(sample_pages[i].name, "form-refused") == 0) {
            check_kept(page);
        }
        snprintf(name, sizeof name, "%s.html", sample_pages[i].name);
        if (count > 1) {
            write_file(arguments[1], name, page);
        }
    }
    if (count > 1) {
        write_file(arguments[1], "app.css", (Str){app_css, app_css_length});
    }
    return tap_done();
}
