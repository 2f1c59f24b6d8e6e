/* unknot init: a first study of a file, guessed from its columns, for a person to change. */
#include "base/os_file.h"
#include "base/path.h"
#include "cli/commands.h"
#include "cli/entry.h"
#include "cli/init_read.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "disclosure/disclosure.h"
#include "profile/draft.h"

/* ---- the file's name, as the study has it ---- */

/* From one absolute folder (with its last "/") to an absolute file: "../data/x.csv". */
static Str path_between(Context *context, Str folder, Str file)
{
    Text path = text_new(context->arena);
    size_t common = 0;

    for (size_t i = 0; i < folder.length && i < file.length && folder.bytes[i] == file.bytes[i];
         i++) {
        common = folder.bytes[i] == '/' ? i + 1 : common;
    }
    for (size_t i = common; i < folder.length; i++) {
        text_add(&path, folder.bytes[i] == '/' ? STR("../") : STR_NONE);
    }
    text_add(&path, str_slice(file, common, file.length));
    return text_str(&path);
}

/* A study finds its files from its own folder. Where that is not known, since the study is printed,
   the file is named as it was given. */
static Status name_file(Context *context, Str data, Str output, Str *out)
{
    Str folder = path_folder(output);
    bool whole = str_starts_with(data, STR("/"));
    Str from;
    Str to;

    *out = data;
    if (str_find_byte(data, '*') < data.length || str_find_byte(data, '?') < data.length) {
        return fail(context, FAIL_INPUT, (Place){data, 0, 0},
                    "a study takes * and ? in a file's name for a pattern; rename the file");
    }
    if (output.length == 0 || (!whole && folder.length == 0)) {
        return done();
    }
    from = path_absolute(context->arena, folder.length == 0 ? STR(".") : folder);
    to = path_absolute(context->arena, data);
    if (from.length == 0 || to.length == 0) {
        return from.length > 0 ? done()
                               : fail(context, FAIL_INPUT, (Place){output, 0, 0},
                                      "there is no such folder to write to; make it first");
    }
    from = str_format(context->arena, "%.*s%s", STR_ARGS(from),
                      str_ends_with(from, STR("/")) ? "" : "/");
    *out = path_between(context, from, to);
    return done();
}

/* "england_all_years" of data/england_all_years.csv */
static Str name_without_ending(Str path)
{
    Str name = path_name(path);
    size_t dot = 0;

    for (size_t i = 1; i < name.length; i++) {
        dot = name.bytes[i] == '.' ? i : dot;
    }
    return dot > 0 ? str_slice(name, 0, dot) : name;
}

/* ---- what was given ---- */

static Status check_output(Context *context, Str path)
{
    Place place = {path, 0, 0};

    if (path.length == 0) {
        return done();
    }
    switch (file_facts(path).kind) {
    case FILE_FOLDER:
        return fail(context, FAIL_INPUT, place,
                    "this is a folder; name a file in it, such as study.yaml");
    case FILE_REGULAR:
    case FILE_UNREADABLE:
        return fail(context, FAIL_INPUT, place,
                    "there is such a file already, and it is left as it is; name another");
    case FILE_MISSING:
    case FILE_OTHER:
        break;
    }
    return done();
}

static Status check_arguments(Context *context, const Arguments *arguments)
{
    size_t errors = context->error_count;

    if (arguments->operands.count != 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    arguments->operands.count == 0
                        ? "no file is named; write unknot init FILE -o study.yaml"
                        : "more than one file is named; 'unknot init' reads one, and a study can "
                          "name more");
    }
    if (arguments_given(arguments, "json")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'unknot init' writes a study, which is YAML; leave out --json");
    }
    (void)check_output(context, arguments_text(arguments, "output"));
    return status_since(context, errors);
}

static Status find_preset(Context *context, const Arguments *arguments, const Preset **out)
{
    size_t count;
    const Preset *presets = preset_rows(&count);
    StrSpan ids = {TAKE(context, Str, count), count};

    *out = NULL;
    if (!arguments_given(arguments, "preset")) {
        return done();
    }
    if (ids.items == NULL) {
        return fail_memory(context);
    }
    *out = preset_find(arguments_text(arguments, "preset"));
    for (size_t i = 0; i < count; i++) {
        ids.items[i] = presets[i].id;
    }
    return *out != NULL ? done()
                        : fail_unknown_id(context, arguments_place("--preset"), "set of groups",
                                          "'unknot explain' lists them",
                                          arguments_text(arguments, "preset"), ids);
}

static void tell_reading(const Reader *reader, Profile *profile)
{
    Str delimiter = reader->read.delimiter;

    profile->sheet = reader->read.sheet;
    profile->encoding = reader->read.encoding;
    profile->skip = reader->read.skip;
    profile->dates = reader->read.dates;
    profile->protect = reader->protect;
    profile->delimiter = str_equal(delimiter, STR("\\t")) ? STR("tab") : delimiter;
}

/* ---- the run ---- */

static Status read_file(Context *context, InitFile *file, Guess *guess)
{
    TRY(init_file_count(context, file));
    TRY(guess_roles(context, &file->profile, guess));
    TRY(init_file_cross(context, file, &guess->kinds));
    return init_file_cross(context, file, &guess->measures);
}

/* What is said of it is made before anything is written: memory refused then means no file. */
static Status write_study(Context *context, const InitFile *file, const Guess *guess, Str output)
{
    Text text = text_new(context->arena);
    Text said = text_new(context->arena);
    Str study;
    Str sentence;

    TRY(draft_write(context, &file->profile, guess, &text));
    TRY(text_finish(context, &text, &study));
    text_add_shown(&said, output, 200);
    text_add(&said,
             STR(" is written: read it, answer what it asks, then run 'unknot check' on it\n"));
    TRY(text_finish(context, &said, &sentence));
    TRY(output_write(context, output, study));
    return output.length == 0 ? done() : output_print(context, sentence);
}

Status init_run(Context *context, const Arguments *arguments)
{
    Str output = arguments_text(arguments, "output");
    size_t errors = context->error_count;
    Reader reader;
    InitFile file;
    ProgressLine line;
    Guess guess;
    const Preset *preset;
    Status options;
    Status status;

    TRY(check_arguments(context, arguments));
    TRY(find_preset(context, arguments, &preset));
    options = read_options_parse(context, arguments, &reader);
    if (reader.protect.length > 0) {
        (void)disclosure_has_profile(context, reader.protect, arguments_place("--protect"));
    }
    TRY(init_file_open(context, arguments->operands.items[0], &reader, &file));
    TRY(options);
    TRY(status_since(context, errors));
    if (reader.explain) {
        Text text = text_new(context->arena);
        Str written;

        TRY(init_file_explain(context, &file, &text));
        TRY(text_finish(context, &text, &written));
        return output_print(context, written);
    }
    TRY(name_file(context, arguments->operands.items[0], output, &file.profile.file));
    file.profile.called = name_without_ending(arguments->operands.items[0]);
    file.profile.preset = preset;
    tell_reading(&reader, &file.profile);
    progress_begin(&line, &reader.engine_options);
    status = read_file(context, &file, &guess);
    progress_end(&line);
    TRY(status);
    return write_study(context, &file, &guess, output);
}
