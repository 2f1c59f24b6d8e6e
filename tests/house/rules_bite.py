"""Shows each rule of tools/ something bad, which it must find, and something good, which it must
not. A rule that finds nothing in the project may be kept, or blind; this tells which."""
import sys

sys.path.insert(0, "tools")

import check_binaries  # noqa: E402
import check_layers  # noqa: E402
import c_source  # noqa: E402
import house_rules  # noqa: E402
import tap  # noqa: E402

HEAD = "/* What it is. */\n"


def function(lines, parameters="int a"):
    return HEAD + "int f(" + parameters + ")\n{\n" + "    a++;\n" * (lines - 3) + "}\n"


BAD_TEXTS = [
    # rule, path, text that it must find something in
    (house_rules.banned_calls, "src/tally/x.c", "void *p = malloc(3);"),
    (house_rules.banned_calls, "src/tally/x.c", "double d = strtod(s, NULL);"),
    (house_rules.banned_calls, "src/tally/x.c", "    printf(\"%d\", 1);"),
    (house_rules.banned_calls, "src/base/x.c", "    strcpy(a, b);"),
    (house_rules.banned_calls, "tests/unit/base/x.c", "    x = (atoi (s));"),
    (house_rules.banned_calls, "src/base/x.c", "    goto end;"),
    (house_rules.banned_calls, "src/measure/x.cc", "    std::abort();"),
    (house_rules.banned_calls, "src/site/store/x.c", "    sqlite3_exec(a, b, 0, 0, 0);"),
    (house_rules.banned_calls, "src/site/web/x.c", "    a = sqlite3_prepare_v2(b, c, -1, &d, 0);"),
    (house_rules.banned_calls, "src/site/store/store_prepare.c", "    sqlite3_mprintf(\"%q\", a);"),
    (house_rules.calls_in_str_args, "src/base/x.c", "f(STR_ARGS(str_show(a, b, 60)));"),
    (house_rules.calls_in_str_args, "src/base/x.c", "f(STR_ARGS(a ? b :\n  text_str(g(x))));"),
    (house_rules.calls_in_str_args, "tests/unit/base/x.c", "f(STR_ARGS(a), STR_ARGS(g ()));"),
    (house_rules.function_sizes, "src/base/x.c", function(71)),
    (house_rules.function_sizes, "src/base/x.c", function(5, "int a, " + "int b, " * 5 + "int c")),
    (house_rules.function_sizes, "src/base/x.c", HEAD + "int f(void)\n{\n#ifdef A\n#endif\n}\n"),
    (house_rules.file_size, "src/base/x.c", "\n" * 601),
    (house_rules.comment_style, "src/base/x.c", HEAD + "int a; // why\n"),
    (house_rules.comment_style, "src/base/x.h", "int a;\n"),
    (house_rules.header_guard, "src/base/x.h", "#ifndef X_H\n#define X_H\n#endif\n"),
    (house_rules.header_guard, "src/base/x.h", HEAD),
    (house_rules.clean_text, "src/base/x.c", "int a; \n"),
    (house_rules.clean_text, "src/base/x.c", "\tint a;\n"),
    (house_rules.clean_text, "src/base/x.c", "x" * 101 + "\n"),
    (house_rules.clean_text, "README.md", "no end"),
    (house_rules.words_of_a_workshop, "README.md", "see " + "/ho" + "me/someone/file\n"),
    (house_rules.words_of_a_workshop, "src/base/x.c", "/* TO" + "DO: later */\n"),
]

GOOD_TEXTS = [
    (house_rules.banned_calls, "src/site/store/store_prepare.c", "sqlite3_prepare_v3(a, b, 1);"),
    (house_rules.banned_calls, "src/base/arena.c", "void *p = malloc(3);"),
    (house_rules.banned_calls, "src/tally/x.c", "/* never malloc() */ s = \"system(1)\";"),
    (house_rules.banned_calls, "src/tally/x.c", "engine->free(x); my_strcpy(a); snprintf(b);"),
    (house_rules.calls_in_str_args, "src/base/x.c",
     "#define STR_ARGS(s) (int)(s).length\nf(g(STR_ARGS(a[0].b)), STR_ARGS(text_str(&t)));"),
    (house_rules.calls_in_str_args, "src/base/x.c", "/* STR_ARGS(f(x)) */ s = \"STR_ARGS(f(x))\";"),
    (house_rules.function_sizes, "src/base/x.c", function(70)),
    (house_rules.function_sizes, "src/base/x.c",
     function(5, "int (*a)(int, int, int), const char *b, int c, int d, int e, int f")),
    (house_rules.function_sizes, "src/base/x.c",
     HEAD + "static const int a[] = {\n#if A\n1\n#endif\n};\n"),
    (house_rules.comment_style, "src/base/x.c", HEAD + "char *a = \"http://x\";\n"),
    (house_rules.header_guard, "src/base/x.h",
     "#ifndef UK_BASE_X_H\n#define UK_BASE_X_H\n#endif\n"),
    (house_rules.clean_text, "src/base/x.c", "x" * 100 + "\n"),
    (house_rules.words_of_a_workshop, "README.md", "go home/or work/ on $(HOME)/x\n"),
]

LAYER_CASES = [
    # file under src/, text, how many findings
    ("base/x.c", '#include "tally/tally.h"', 1),
    ("tally/x.c", '#include "base/str.h"', 0),
    ("tally/x.c", '#include "tally.h"', 0),
    ("report/x.c", '#include "disclosure/shown.h"', 0),
    ("report/x.c", '#include "disclosure/protect.h"', 1),
    ("report/x.c", '/* #include "disclosure/protect.h" */', 0),
    ("report/x.c", '#  include "tally/tally.h"', 1),
    ("base/x.c", '#include "nowhere.h"', 1),
    ("elsewhere/x.c", "", 1),
]
HEADERS = {"tally/tally.h", "base/str.h", "disclosure/shown.h", "disclosure/protect.h"}


def check_texts():
    for rule, path, text in BAD_TEXTS:
        last = text.rstrip().split("\n")[-1].strip()[:60]
        tap.ok(f"{rule.__name__} finds: {last}", [] if list(rule(path, text)) else
               ["it found nothing"])
    for rule, path, text in GOOD_TEXTS:
        tap.ok(f"{rule.__name__} passes what is good in {path}", rule(path, text))


def check_layers_bite():
    layers = check_layers.Layers("base:\ntally: base\ndisclosure: base tally\n" +
                                 "report: base disclosure/shown.h\noutside zip.h: base/z*\n")
    tap.ok("a small LAYERS is understood", layers.mistakes)
    tap.ok("an arrow that points downwards is found",
           [] if check_layers.Layers("base: tally\ntally:\n").mistakes else ["it was not"])
    tap.ok("a line that says nothing is found",
           [] if check_layers.Layers("base may include all\n").mistakes else ["it was not"])
    for path, text, want in LAYER_CASES + [("base/x.c", "#include <zip.h>", 1),
                                           ("base/z1.c", "#include <zip.h>", 0)]:
        found = list(check_layers.check_file(layers, path, text, HEADERS))
        tap.ok(f"{path}: {text} gives {want}", [] if len(found) == want else found or ["nothing"])


def check_binaries_bite():
    tap.ok("a symbol without uk_ is found",
           [] if len(list(check_binaries.foreign_symbols(
               "0000 T helper\n0000 T uk_wilson\n0000 W _ZN5boost\n"))) == 1 else ["it was not"])
    tap.ok("a variable that changes is found", [] if len(list(check_binaries.changing_variables(
        "room.p/a.c.o:     file format elf64\n"
        "0000000000000000 l     O .bss\t0000000000000004 counter\n"
        "0000000000000000 l     O .data.rel.ro.local\t0000000000000004 table\n"
        "0000000000000000 l    d  .bss\t0000000000000000 .bss\n"))) == 1 else ["it was not"])
    known = check_binaries.licences("liba.so\tMIT\nlibb.so\tGPL-3.0-only\nlibc.so\tLGPL-2.1-only\n")
    tap.ok("a library without a licence, and a GPL one, are found",
           [] if len(list(check_binaries.unlicensed({"liba.so", "libb.so", "libc.so", "libd.so"},
                                                    known))) == 2 else ["they were not"])


def check_tree_rules():
    finds = {
        "unique_names": list(house_rules.unique_names(["src/base/a.c", "src/tally/a.c"])),
        "room_readmes": list(house_rules.room_readmes(["src/base/a.c"])),
        "listed_in_build": list(house_rules.listed_in_build(
            ["src/base/not_there.c", "src/base/meson.build"])),
        "scripts_run": list(house_rules.scripts_run(["tests/cli/not_there.sh"])),
    }
    for name, found in finds.items():
        tap.ok(f"{name} finds what is missing", [] if len(found) == 1 else found or ["nothing"])


def check_functions():
    text = HEAD + ("__attribute__((format(printf, 1, 2))) static int\nlong_one(const char *a,\n"
                   "         ...)\n{\n    return 1;\n}\n\nUK_API double uk_b(double x)\n{\n}\n"
                   "Status fail(Context *context, int a) UK_PRINTF(4, 5) UK_MUST_USE\n{\n}\n")
    found = [(f.name, f.parameters, f.length) for f in c_source.functions(text)]
    want = [("long_one", 2, 6), ("uk_b", 1, 3), ("fail", 2, 3)]
    tap.ok("functions are seen with their names, parameters and lines",
           [] if found == want else [found])


check_texts()
check_layers_bite()
check_binaries_bite()
check_tree_rules()
check_functions()
sys.exit(tap.done())
