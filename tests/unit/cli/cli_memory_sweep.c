/* Every command line here is run with every step of memory from nothing to enough: it answers in
   full, or fails with a sentence and the exit code for limits; never anything between. */
#define _POSIX_C_SOURCE 200809L

#include "cli/run.h"

#include "tap.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define ENOUGH ((size_t)1 << 28)
#define STEP ((size_t)1008) /* an argument replaces it */
#define WORDS_MOST 24
#define PERSONS 60
#define TEXT_MOST ((size_t)1 << 20) /* of all that a run writes */

/* What one run said and how it ended. */
typedef struct Run {
    FailKind kind;
    size_t used; /* of the arena */
    size_t errors;
    char *out;
    char *err;
    char *file; /* all that was written, folders too; NULL when nothing was */
} Run;

/* The words after the program's name. */
typedef struct Question {
    const char *what;
    const char *words[WORDS_MOST];
} Question;

static const Question QUESTIONS[] = {
    {"two groupings",
     {"gap", "people.csv", "--outcome", "ok = 1", "--by", "sex,area", "--engine", "small"}},
    {"JSON, periods, an order, a reference, a filter",
     {"gap", "people.csv", "--outcome", "ok in (1)", "--by", "area,sex", "--time", "year",
      "--order", "area=ascending", "--reference", "sex=F", "--where", "known(area) and days > 1",
      "--json", "--protect", "none"}},
    {"people with several rows",
     {"gap", "people.csv", "--outcome", "ok = 1", "--by", "sex", "--person", "id", "--json"}},
    {"amounts",
     {"gap", "people.csv", "--amount", "days", "--by", "sex,area", "--order", "area=ascending"}},
    {"weights", {"gap", "people.csv", "--outcome", "ok = 1", "--by", "sex", "--weight", "w"}},
    {"a published long table, written to a file",
     {"gap", "table.csv", "--events", "recovered", "--out-of", "finished", "--by", "group",
      "--spread", "name=value", "--published", "--output", "answer.txt"}},
    {"mistakes in the command",
     {"gap", "people.csv", "--outcome", "okk = 1 and sex > 3", "--by", "sexx,area", "--order",
      "area=up", "--reference", "area=nowhere"}},
    {"mistakes in the data", {"gap", "bad.csv", "--outcome", "ok = 1", "--by", "sex"}},
    {"a file that is not there", {"gap", "peeple.csv", "--outcome", "ok = 1", "--by", "sex"}},
    {"what would be read",
     {"gap", "people.csv", "--outcome", "ok = 1", "--by", "sex", "--explain"}},
    {"a study without mistakes", {"check", "study.yaml"}},
    {"a study with mistakes", {"check", "./wrong.yaml"}},
    {"a first study of people", {"init", "people.csv"}},
    {"a first study of a long table, written to a file",
     {"init", "table.csv", "--spread", "name=value", "--output", "answer.txt"}},
    {"a first study of what cannot be read", {"init", "bad.csv"}},
    {"an audit, its report written to a file", {"audit", "study.yaml", "--output", "answer.txt"}},
    {"the questions of an audit", {"audit", "study.yaml", "--explain"}},
    {"an audit with look-ups, all that it can write",
     {"audit", "looked.yaml", "--output", "answer.txt", "--bundle", "answer.json", "--csv", "csv",
      "--charts", "charts"}},
    {"help", {"gap", "--help"}},
    {"the manual page", {"manual"}},
    {"completion", {"completion", "bash"}},
    {"a command that is not there", {"gaap"}},
};

static void must(bool fine, const char *what)
{
    if (!fine) {
        perror(what);
        exit(1);
    }
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");

    must(file != NULL, name);
    must(fputs(text, file) >= 0 && fclose(file) == 0, name);
}

static void write_people(void)
{
    FILE *file = fopen("people.csv", "w");

    must(file != NULL, "people.csv");
    fputs("id,sex,area,year,ok,days,w\n", file);
    for (int row = 0; row < 3 * PERSONS; row++) {
        fprintf(file, "%d,%s,%d,%d,%d,%d.5,%d\n", row % PERSONS, row % 5 == 0 ? "M" : "F",
                row % 7 + 1, 2020 + row % 2, row % 3 == 0, row % 11, 1 + row % 4);
    }
    must(fclose(file) == 0, "people.csv");
    write_file("table.csv", "group,name,value\nA,finished,500\nA,recovered,230\nB,finished,400\n"
                            "B,recovered,90\nNot stated,finished,70\nNot stated,recovered,*\n");
    write_file("study.yaml",
               "unknot: 1\ntitle: x\ndata:\n  people:\n    file: people.csv\n    row: visit\n"
               "groups:\n  sex:\n    column: sex\noutcomes:\n  ok:\n    is: ok = 1\n"
               "    better: more\n    matters: 5 per 100\n");
    write_file("areas.csv", "area,kind\n1,town\n2,town\n3,country\n4,country\n5,town\n");
    write_file("looked.yaml",
               "unknot: 1\ntitle: x\ndata:\n  people:\n    file: people.csv\n    row: visit\n"
               "    period: year\n    look_up:\n      areas: {file: areas.csv, by: area}\n"
               "groups:\n  kind:\n    column: kind\noutcomes:\n  ok:\n    is: ok = 1\n"
               "    better: more\n    matters: 5 per 100\n");
    write_file("wrong.yaml",
               "unknot: 1\ntitle: x\ndata:\n  people:\n    file: people.csv\n    row: visit\n"
               "    look_up:\n      tables: {file: table.csv, by: area}\n"
               "  lost:\n    file: nowhere.csv\n    row: visit\n  bad:\n    file: bad.csv\n"
               "groups:\n  sex:\n    in: people\n    column: sexx\n"
               "outcomes:\n  ok:\n    in: people\n    is: okk = 1\n");
    write_file("bad.csv", "ok,sex\n1,F\n0\nmaybe,M,extra\n1,\"F\n");
}

/* Appends the whole file, after its name where it is one of several, to a text ended in a NUL, and
   begins that when it is NULL; false when there is no such file. */
static bool append_file(const char *name, bool several, char **text)
{
    FILE *file = fopen(name, "r");
    size_t had = *text == NULL ? 0 : strlen(*text);
    size_t length;

    if (file == NULL) {
        return false;
    }
    if (*text == NULL) {
        *text = calloc(1, TEXT_MOST);
        must(*text != NULL, name);
    }
    if (several) {
        had += (size_t)snprintf(*text + had, TEXT_MOST - had, "\n== %s\n", name);
    }
    length = fread(*text + had, 1, TEXT_MOST - 1 - had, file);
    must(had + length < TEXT_MOST - 1 && ferror(file) == 0, name);
    fclose(file);
    return true;
}

static char *read_file(const char *name)
{
    char *text = NULL;

    (void)append_file(name, false, &text);
    return text;
}

/* The folder's files by name, and the folder itself; all are taken away. */
static void take_folder(const char *folder, char **text)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    char name[512];

    if (count < 0) {
        return;
    }
    if (*text == NULL) {
        *text = calloc(1, TEXT_MOST);
        must(*text != NULL, folder);
    }
    for (int i = 0; i < count; i++) {
        if (strcmp(entries[i]->d_name, ".") != 0 && strcmp(entries[i]->d_name, "..") != 0) {
            (void)snprintf(name, sizeof name, "%s/%s", folder, entries[i]->d_name);
            must(append_file(name, true, text) && unlink(name) == 0, name);
        }
        free(entries[i]);
    }
    free(entries);
    (void)snprintf(*text + strlen(*text), TEXT_MOST - strlen(*text), "\n== %s\n", folder);
    must(rmdir(folder) == 0, folder);
}

/* All that a run wrote to files, taken away for the next. */
static char *take_written(void)
{
    char *text = NULL;

    if (append_file("answer.txt", false, &text)) {
        must(unlink("answer.txt") == 0, "answer.txt");
    }
    if (append_file("answer.json", true, &text)) {
        must(unlink("answer.json") == 0, "answer.json");
    }
    take_folder("csv", &text);
    take_folder("charts", &text);
    return text;
}

/* Sends a descriptor to a new file; gives the old one back to restore. */
static int send_to_file(int descriptor, const char *name)
{
    int kept = dup(descriptor);
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    must(kept >= 0 && file >= 0 && dup2(file, descriptor) >= 0, name);
    close(file);
    return kept;
}

static void restore(int descriptor, int kept)
{
    must(dup2(kept, descriptor) >= 0, "dup2");
    close(kept);
}

static Run run_with(const Question *question, size_t limit)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
    Context context = {.arena = arena};
    char *words[WORDS_MOST + 1];
    char name[] = "unknot";
    int count = 1;
    int out;
    int err;
    Run run = {.kind = FAIL_NONE};

    words[0] = name;
    for (; count <= WORDS_MOST && question->words[count - 1] != NULL; count++) {
        words[count] = strdup(question->words[count - 1]);
        must(words[count] != NULL, "strdup");
    }
    fflush(stdout);
    out = send_to_file(STDOUT_FILENO, "out");
    err = send_to_file(STDERR_FILENO, "err");
    run.kind = command_line_run(&context, count, words).kind;
    notes_print(&context);
    fflush(stdout);
    restore(STDOUT_FILENO, out);
    restore(STDERR_FILENO, err);
    run.used = arena_used(arena);
    run.errors = context.error_count;
    run.out = read_file("out");
    run.err = read_file("err");
    run.file = take_written();
    for (int i = 1; i < count; i++) {
        free(words[i]);
    }
    return run;
}

static void forget(Run *run)
{
    free(run->out);
    free(run->err);
    free(run->file);
}

static bool same(const char *a, const char *b)
{
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

/* The whole answer, notes and all. */
static bool is_full(const Run *run, const Run *full)
{
    return run->kind == full->kind && same(run->out, full->out) && same(run->err, full->err) &&
           same(run->file, full->file);
}

/* Nothing answered, and words why; a mistake of the person's may have been met before. */
static bool is_clean(const Run *run, const Run *full)
{
    return (run->kind == FAIL_LIMIT || (run->kind == full->kind && full->kind != FAIL_NONE)) &&
           run->out[0] == '\0' && run->file == NULL && run->errors > 0 &&
           strstr(run->err, "memory") != NULL && run->err[strlen(run->err) - 1] == '\n';
}

static void sweep(const Question *question, size_t step)
{
    Run full = run_with(question, ENOUGH);
    size_t answered = 0;
    size_t refused = 0;
    size_t torn = 0;

    OK((full.kind == FAIL_NONE) == (full.errors == 0) && (full.kind == FAIL_NONE || full.err[0]),
       "%s: with enough memory %s", question->what,
       full.kind == FAIL_NONE ? "an answer" : "a mistake, told");
    for (size_t limit = 0; limit <= full.used + step; limit += step) {
        Run run = run_with(question, limit);

        if (is_full(&run, &full)) {
            answered++;
        } else if (is_clean(&run, &full)) {
            refused++;
        } else if (torn++ < 3) {
            printf("# with %zu bytes: exit code %d, %zu mistakes\n# stdout: %.300s\n"
                   "# stderr: %.300s\n",
                   limit, (int)run.kind, run.errors, run.out, run.err);
        }
        forget(&run);
    }
    OK(torn == 0 && answered > 0 && refused > 0,
       "%s: %zu steps refused with a sentence, %zu answered in full, %zu neither", question->what,
       refused, answered, torn);
    forget(&full);
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/unknot_sweep_XXXXXX";
    size_t step = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : STEP;

    must(mkdtemp(folder) != NULL && chdir(folder) == 0, folder);
    write_people();
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++) {
        sweep(&QUESTIONS[i], step);
    }
    unlink("people.csv");
    unlink("table.csv");
    unlink("bad.csv");
    unlink("areas.csv");
    unlink("study.yaml");
    unlink("looked.yaml");
    unlink("wrong.yaml");
    unlink("out");
    unlink("err");
    must(chdir("/") == 0 && rmdir(folder) == 0, folder);
    return tap_done();
}
