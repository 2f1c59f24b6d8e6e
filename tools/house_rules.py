#!/usr/bin/env python3
"""The house's rules that a text can show: banned calls, sizes, names, comments, what is listed
where. Each rule is a function from (path, text) to findings; tests/house/rules_bite.sh shows that
each can fail. docs/style.md says why."""
import os
import re
import sys

import c_source
import tap

LINES_IN_FILE = 600
LINES_IN_FUNCTION = 70
PARAMETERS = 6
COLUMNS = 100

# (names, files that may, the remedy); a file under src/ is meant unless `everywhere`.
BANNED_EVERYWHERE = [
    ("strcpy strncpy strcat strncat sprintf vsprintf strtok gets stpcpy", [],
     "take Str and Text"),
    ("atoi atol atoll atof", [], "base/number.h knows when a number is none"),
    ("setlocale", [], "nothing may hang on a locale"),
    ("gmtime localtime ctime asctime mktime", [], "dates are our own"),
    ("system popen execl execlp execle execv execvp execvpe", ["src/base/os_program.c"],
     "no other program is run but a part of ours"),
    ("alloca", [], "memory comes from the arena"),
    ("rand srand random drand48", [], "randomness is seeded and handed in"),
]
BANNED_IN_SRC = [
    ("malloc calloc realloc free aligned_alloc posix_memalign strdup strndup asprintf",
     ["src/base/", "src/engine/duckdb/"], "memory comes from the context's arena"),
    ("strtod strtof strtold strtol strtoll strtoul strtoull scanf sscanf fscanf",
     ["src/base/number.c"], "base/number.h reads numbers, in every locale alike"),
    ("exit _exit _Exit abort quick_exit",
     ["src/cli/main.c", "src/base/os_", "src/measure/wasm_shim.h"], "return a Status"),
    ("fopen fdopen freopen tmpfile rename remove", ["src/base/os_"],
     "base/os_file.h is the way to files"),
    ("printf puts putchar vprintf", ["src/cli/", "src/base/os_"], "only cli prints"),
    ("sqlite3_exec sqlite3_prepare sqlite3_prepare_v2 sqlite3_prepare_v3 sqlite3_prepare16 "
     "sqlite3_prepare16_v2 sqlite3_prepare16_v3 sqlite3_get_table",
     ["src/site/store/store_prepare.c"], "every statement is a line of statements.def"),
    ("sqlite3_mprintf sqlite3_vmprintf sqlite3_snprintf sqlite3_vsnprintf sqlite3_str_new", [],
     "no SQL is put together at run time"),
    ("getenv", ["src/cli/", "src/base/os_"], "only cli looks at the environment"),
]


def banned_calls(path, text):
    """Names that are called though the house has something better."""
    lists = BANNED_EVERYWHERE + (BANNED_IN_SRC if path.startswith("src/") else [])
    remedies = {name: remedy for names, may, remedy in lists
                if not path.startswith(tuple(may) or "\0") for name in names.split()}
    call = re.compile(r"(?<![\w.>])(?:std::)?(" + "|".join(remedies) + r")\s*\(")
    for number, line in enumerate(c_source.code(text).splitlines(), 1):
        for match in call.finditer(line):
            yield f"{path}:{number}: {match.group(1)}; {remedies[match.group(1)]}"
        if re.search(r"\bgoto\b", line):
            yield f"{path}:{number}: goto; return early, or AUTO() cleans up"


# Cheap and without memory of their own: a second call gives the same and leaves nothing behind.
_MAY_STAND_IN_STR_ARGS = {"STR", "str_from", "str_slice", "str_trim", "text_str"}
_ARGUMENT = re.compile(r"\bSTR_ARGS\(((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)")


def calls_in_str_args(path, text):
    """STR_ARGS names its argument four times: a call in it would run as often."""
    code = c_source.code(text)
    for match in _ARGUMENT.finditer(code):
        called = set(re.findall(r"(\w+)\s*\(", match.group(1))) - _MAY_STAND_IN_STR_ARGS
        for name in sorted(called):
            line = code.count("\n", 0, match.start()) + 1
            yield (f"{path}:{line}: STR_ARGS calls {name} several times; give its answer a name "
                   "first")


# Called by a library, which says how many parameters there are.
SHAPED_BY_OTHERS = {("src/site/web/server.c", "handle")}


def function_sizes(path, text):
    for function in c_source.functions(text):
        place = f"{path}:{function.line}: {function.name}"
        if function.length > LINES_IN_FUNCTION:
            yield f"{place} has {function.length} lines; at most {LINES_IN_FUNCTION}"
        if function.parameters > PARAMETERS and not function.name.startswith("uk_") and \
                (path, function.name) not in SHAPED_BY_OTHERS:
            yield f"{place} has {function.parameters} parameters; at most {PARAMETERS}"
        for offset, line in enumerate(function.lines):
            if re.match(r"\s*#\s*(if|ifdef|ifndef|else|elif)\b", line):
                yield (f"{path}:{function.line + offset}: #if inside {function.name}; "
                       "choose between whole functions")


def file_size(path, text):
    count = text.count("\n")
    if count > LINES_IN_FILE:
        yield f"{path}: {count} lines; at most {LINES_IN_FILE}, one subject a file"


def comment_style(path, text):
    """Comments are between /* and */; the first thing in a file says in a sentence what it is."""
    for number, comment in c_source.comments(text):
        if comment.startswith("//"):
            yield f"{path}:{number}: a // comment; write /* */"
    if not text.startswith("/*"):
        if path.endswith(".h") or not os.path.exists(re.sub(r"\.cc?$", ".h", path)):
            yield f"{path}:1: the file does not begin with a comment that says what it is"


def header_guard(path, text):
    """UK_FOLDER_FILE_H, where a project's header is included once whatever its folder."""
    if not path.endswith(".h"):
        return
    parts = re.sub(r"^src/", "", path)[:-2].split("/")
    names = ["UK_" + re.sub(r"\W", "_", "_".join(p)).upper() + "_H"
             for p in (parts, parts[-2:], [parts[0], parts[-1]])]
    match = re.search(r"^#ifndef (\w+)\n#define (\w+)$", text, re.MULTILINE)
    if not match or match.group(1) != match.group(2) or match.group(1) not in names:
        yield f"{path}: no include guard {names[0]}"


def clean_text(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        if line.endswith((" ", "\t", "\r")):
            yield f"{path}:{number}: blanks (or a CR) at the end of the line"
        if "\t" in line and not path.endswith("Makefile"):
            yield f"{path}:{number}: a tab"
        if len(line) > COLUMNS and re.search(r"\.(c|cc|h|py|sh)$|meson\.build$", path):
            yield f"{path}:{number}: {len(line)} columns; at most {COLUMNS}"
    if text and not text.endswith("\n"):
        yield f"{path}: the last line does not end"


# Paths of one machine, and marks of what is not finished.
_MACHINE_PATH = re.compile(r"""(?<![\w.}*/-])/(?:home|root|work|Users|mnt|tmp/\w+/)(?:/|\b)""")
_UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b")


def words_of_a_workshop(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        if _MACHINE_PATH.search(line):
            yield f"{path}:{number}: a path of one machine"
        if _UNFINISHED.search(line):
            yield f"{path}:{number}: marked as unfinished; finish it or say in docs what is missing"


def unique_names(paths):
    """A file's name alone says which file is meant."""
    seen = {}
    for path in paths:
        if re.search(r"\.(c|cc|h|py|def)$", path):
            name = path.rsplit("/", 1)[-1]
            if name in seen:
                yield f"{path}: the name is taken by {seen[name]}"
            seen.setdefault(name, path)


def room_readmes(paths):
    """Each room says in five lines what it is, in, out, may include, start reading at."""
    with open("src/LAYERS", encoding="utf-8") as file:
        rooms = re.findall(r"^([a-z]\w*):", file.read(), re.MULTILINE)
    for room in rooms:
        if not any(p.startswith(f"src/{room}/") for p in paths):
            continue
        readme = f"src/{room}/README.md"
        if readme not in paths:
            yield f"{readme} is missing"
            continue
        lines = [line for line in c_source.read(readme).splitlines() if line.strip()]
        if len(lines) != 5:
            yield f"{readme}: {len(lines)} lines of text; five are asked for"
        text = "\n".join(lines).lower()
        for word in ("in:", "out:", "may include", "start reading at"):
            if word not in text:
                yield f"{readme}: does not say '{word}'"


def listed_in_build(paths):
    """A source that no meson.build names is never compiled; a test that none names never runs."""
    for path in paths:
        match = re.match(r"(src/.*|tests/unit/.+|tests/fuzz)/(\w+)\.(c|cc)$", path)
        if not match or path == "tests/fuzz/replay.c":
            continue
        folder, name, extension = match.groups()
        target = name[len("fuzz_"):] if folder == "tests/fuzz" else name
        while folder and f"{folder}/meson.build" not in paths:
            folder = folder.rpartition("/")[0]
        build = c_source.read(f"{folder}/meson.build") if folder else ""
        if not re.search(rf"['/]{target}(\.{extension})?'", build):
            yield f"{path}: not named in {folder}/meson.build"
        if folder == "tests/fuzz" and not any(p.startswith(f"tests/fuzz/corpus/{target}/")
                                              for p in paths):
            yield f"{path}: no inputs in tests/fuzz/corpus/{target}/"


def scripts_run(paths):
    """prove runs scripts by themselves: they need the executable bit and a first line."""
    for path in paths:
        if re.match(r"(tests/(cli|house)/[^/]+\.sh|tools/[^/]+\.sh|\.ci/run)$", path):
            if not os.access(path, os.X_OK):
                yield f"{path}: not executable"
            elif not c_source.read(path).startswith("#!"):
                yield f"{path}: does not begin with #!"


_TEXT = re.compile(r"\.(c|cc|h|py|sh|md|yaml|yml|build|def|txt|html|css|js|R|options)$"
                   r"|(^|/)(Makefile|LAYERS|run|\.clang-format|\.clang-tidy|\.gitignore)$")
_DATA = re.compile(r"(^|/)(data|golden|corpus|reference|tables|cases|LICENSE[^/]*)(/|$)")
LARGE_BYTES = 500_000

C_RULES = [
    ("banned calls", banned_calls),
    ("no calls inside STR_ARGS", calls_in_str_args),
    ("functions of at most 70 lines and 6 parameters, no #if inside", function_sizes),
    ("files of at most 600 lines", file_size),
    ("comments between /* and */, and one at the head of each file", comment_style),
]
HEADER_RULES = [("an include guard after folder and file in each header", header_guard)]
TEXT_RULES = [
    ("no tabs, no trailing blanks, at most 100 columns", clean_text),
    ("no paths of one machine, nothing marked unfinished", words_of_a_workshop),
]
TREE_RULES = [
    ("file names are unique", unique_names),
    ("every room has a README of five lines", room_readmes),
    ("every source and every test is in a meson.build", listed_in_build),
    ("every script can run", scripts_run),
]


def main():
    paths = tap.project_files()
    sources = [p for p in paths if re.search(r"^(src|tests|tools)/.*\.(c|cc|h)$", p)]
    texts = [p for p in paths if _TEXT.search(p) and not _DATA.search(p)]
    for rules, chosen in ((C_RULES, sources), (TEXT_RULES, texts),
                          (HEADER_RULES, [p for p in sources if p.startswith("src/")])):
        for text, rule in rules:
            tap.ok(f"{text} ({len(chosen)} files)",
                   [f for p in chosen for f in rule(p, c_source.read(p))])
    for text, rule in TREE_RULES:
        tap.ok(text, rule(paths))
    tap.ok("no file above 500 kB but data", [f"{p}: {os.path.getsize(p)} bytes" for p in paths
                                             if not _DATA.search(p) and
                                             os.path.getsize(p) > LARGE_BYTES])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
