#!/usr/bin/env python3
"""Installs a build folder aside and uses it as a stranger would: the library through pkg-config,
from C and C++, the program, its manual page, its completion.

    tools/check_installed.py [BUILD]                 default build/release
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import tap

PREFIX = "/usr/local"
HEADERS = ["uk_auc.h", "uk_brier.h", "uk_calibration.h", "uk_clustered.h", "uk_concentration.h",
           "uk_contrast.h", "uk_flag_rates.h", "uk_funnel.h", "uk_ici.h", "uk_interval.h",
           "uk_kaplan_meier.h", "uk_log_rank.h", "uk_logistic.h", "uk_mean.h", "uk_need.h",
           "uk_net_benefit.h", "uk_paired.h", "uk_people_to_tell.h", "uk_proportion.h",
           "uk_scores.h", "uk_shrunk.h", "uk_slope_index.h", "uk_special.h", "uk_standardised.h",
           "uk_step_shares.h", "uk_survey.h"]
EXPECTED = ["bin/unknot", "libexec/unknot/unknot-site",
            *(f"include/unknot-measure/{name}" for name in HEADERS),
            "lib/libunknot-measure.a", "lib/libunknot-measure.so", "lib/libunknot-measure.so.0",
            "lib/libunknot-measure.so.0.1.0", "lib/pkgconfig/unknot-measure.pc",
            "share/bash-completion/completions/unknot.bash", "share/doc/unknot/LICENSE",
            "share/doc/unknot/LICENSE.catalogue", "share/doc/unknot/THIRD_PARTY.md",
            "share/man/man1/unknot.1"]
WITH_ENGINE = ["lib/unknot/libduckdb.so", "share/doc/unknot/LICENSE.duckdb"]
OF_C = {"stdbool.h", "stddef.h", "stdint.h"}

# Newcombe (1998) prints 0.2553 and 0.3662 for Wilson's interval of 81 in 263; the median of a
# beta distribution with both parameters 2 is a half by symmetry, and needs the C++ part.
STRANGER = """
#include <stdio.h>
#include <uk_proportion.h>
#include <uk_special.h>
int main(void)
{
    UkInterval wilson = uk_wilson(81, 263, 0.95);
    printf("%.4f %.4f %.6f\\n", wilson.low, wilson.high, uk_beta_quantile(0.5, 2.0, 2.0));
    return 0;
}
"""
STRANGER_SAYS = "0.2553 0.3662 0.500000\n"


def run(*command, env=None, **more):
    """Exit code and all that was said."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, **(env or {})}, **more)
    return done.returncode, done.stdout


def unless(done, wanted=None):
    """Findings: none when the command succeeded and said what was wanted."""
    code, said = done
    return [] if code == 0 and wanted in (None, said) else [f"exit code {code}: {said[-1500:]}"]


def installed(root):
    return sorted(os.path.relpath(os.path.join(folder, name), root)
                  for folder, _, names in os.walk(root) for name in names)


def differences(found, expected):
    yield from (f"{path} is missing" for path in sorted(set(expected) - set(found)))
    yield from (f"{path} should not be there" for path in sorted(set(found) - set(expected)))


def foreign_includes(folder):
    """Each #include that is neither the C standard's nor installed beside it."""
    for name in HEADERS:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for included in re.findall(r'^\s*#\s*include\s*[<"](.+?)[>"]', file.read(), re.M):
                if included not in OF_C and included not in HEADERS:
                    yield f"{name} includes {included}"


def pkg_config(place, root, *words):
    code, said = run("pkg-config", *words, "unknot-measure", env={
        "PKG_CONFIG_LIBDIR": f"{root}/lib/pkgconfig", "PKG_CONFIG_SYSROOT_DIR": place})
    return said.split() if code == 0 else [f"pkg-config-failed:{said}"]


def check_headers(work, folder):
    tap.ok("installed headers include themselves and the C standard's alone",
           foreign_includes(folder))
    everything = "".join(f"#include <{name}>\n" for name in HEADERS)
    findings = []
    for compiler, language, standard in (("gcc", "c", "c99"), ("gcc", "c", "c17"),
                                         ("g++", "c++", "c++11"), ("g++", "c++", "c++17")):
        findings += unless(run(compiler, "-x", language, f"-std={standard}", "-Wall", "-Wextra",
                               "-Wpedantic", "-Werror", "-fsyntax-only", f"-I{folder}", "-",
                               cwd=work, input=everything))
    tap.ok("installed headers compile as C99, C17, C++11 and C++17", findings)


def check_library(work, place, root):
    dynamic = pkg_config(place, root, "--cflags", "--libs")
    static = [word.replace("-lunknot-measure", "-l:libunknot-measure.a")
              for word in pkg_config(place, root, "--static", "--cflags", "--libs")]
    for compiler, suffix, name, flags in (("gcc", "c", "C, shared", dynamic),
                                          ("gcc", "c", "C, static", static),
                                          ("g++", "cc", "C++, shared", dynamic)):
        source = os.path.join(work, f"stranger.{suffix}")
        with open(source, "w", encoding="utf-8") as file:
            file.write(STRANGER)
        findings = unless(run(compiler, "-Wall", "-Wextra", "-Werror", source, *flags, "-o",
                              "stranger", cwd=work))
        findings = findings or unless(run("./stranger", cwd=work, env={
            "LD_LIBRARY_PATH": "" if flags is static else f"{root}/lib"}), STRANGER_SAYS)
        tap.ok(f"a stranger's program finds, links and runs the library ({name})", findings)
    _, said = run("nm", "-D", "--defined-only", f"{root}/lib/libunknot-measure.so")
    names = [line.split()[-1] for line in said.splitlines()]
    tap.ok(f"the shared library exports its {len(names)} uk_ functions and nothing else",
           [name for name in names if not name.startswith("uk_")] or
           (not names and ["nothing is exported"]) or [])


def check_program(work, root):
    program = f"{root}/bin/unknot"
    tap.ok("the installed program starts", unless(run(program, "--version", cwd=work)))
    with open(os.path.join(work, "people.csv"), "w", encoding="utf-8") as file:
        file.write("ok,sex\n" + "1,F\n0,M\n" * 50)
    engines = ["small"] + ["duckdb"] * os.path.exists(f"{root}/lib/unknot/libduckdb.so")
    for engine in engines:
        tap.ok(f"the installed program answers, by its {engine} engine", unless(run(
            program, "gap", "people.csv", "--outcome", "ok = 1", "--by", "sex", "--engine", engine,
            cwd=work)))


def check_pages(work, root):
    page = f"{root}/share/man/man1/unknot.1"
    with open(page, encoding="utf-8") as file:
        text = file.read()
    tap.ok("the manual page begins as one and names gap's options",
           [want for want in (".TH UNKNOT 1", ".SH NAME", "\\-\\-outcome", "\\-\\-protect")
            if want not in text])
    if shutil.which("groff"):
        code, said = run("groff", "-man", "-Tutf8", "-ww", "-z", page, cwd=work)
        tap.ok("groff has nothing to say against the manual page", [said] if said or code else [])
    else:
        tap.skip("groff has nothing to say against the manual page", "no groff here")
    completion = f"{root}/share/bash-completion/completions/unknot.bash"
    ask = f'. "{completion}"; COMP_WORDS=(unknot "$1" "$2"); COMP_CWORD=$3; _unknot; ' \
          'echo "${COMPREPLY[@]}"'
    for words, wanted in ((("ga", "", "1"), "gap\n"), (("gap", "--outc", "2"), "--outcome\n")):
        tap.ok(f"bash completes {' '.join(words[:2]).strip()} to {wanted.strip()}", unless(
            run("bash", "--norc", "-c", ask, "bash", *words, cwd=work), wanted))


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/release"
    with tempfile.TemporaryDirectory() as work:
        place = os.path.join(work, "aside")
        root = place + PREFIX
        done = run("tools/install.sh", build, PREFIX, env={"DESTDIR": place})
        tap.ok("make install", unless(done))
        engine = WITH_ENGINE if os.path.exists("third_party/duckdb/libduckdb.so") else []
        tap.ok("all that should be is installed, and nothing else",
               differences(installed(root), EXPECTED + engine))
        tap.ok("nothing is installed outside the prefix",
               [path for path in installed(place) if not path.startswith(PREFIX[1:] + "/")])
        check_headers(work, f"{root}/include/unknot-measure")
        check_library(work, place, root)
        check_program(work, root)
        check_pages(work, root)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
