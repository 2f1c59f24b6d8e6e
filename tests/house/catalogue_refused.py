"""Breaks a copy of the catalogue in one way after another; the compiler must refuse each with a
sentence that holds the words given here, at its place, and write nothing."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tools")
import tap

# (what is shown, file, text to find once, text to put there, words of the sentence)
BREAKS = [
    ("a source without a mark", "sources/knots.yaml", "    mark: seen\n", "",
     "has no mark; write seen or retold or unseen"),
    ("an unknown mark", "sources/knots.yaml", "    mark: seen\n", "    mark: perhaps\n",
     "'perhaps' is not known here"),
    ("a source that nothing names", "sources/knots.yaml", "sources:\n",
     "sources:\n  - {id: idle, by: A, title: B, mark: seen}\n", "nothing names source 'idle'"),
    ("a knot without reviewed_by", "knots/use.yaml", "    reviewed_by: nobody it is about\n", "",
     "does not say who reviewed it"),
    ("a knot without sources", "knots/model.yaml", "    sources: [obermeyer-2019]\n", "",
     "key 'sources' is missing from 'proxy-for-need'"),
    ("a link to no knot", "knots/watch.yaml", "pulls_on: [equity-not-in-the-goal]",
     "pulls_on: [no-such-knot]", "no knot is called 'no-such-knot'"),
    ("a link to itself", "knots/watch.yaml", "pulls_on: [equity-not-in-the-goal]",
     "pulls_on: [average-up-gap-up]", "'average-up-gap-up' pulls on itself"),
    ("a link to no source", "knots/use.yaml", "sources: [kings-fund-2021, kings-fund-2023]",
     "sources: [kings-fund-2021, kings-fund-1923]", "no source is called 'kings-fund-1923'"),
    ("a link to no check", "knots/use.yaml", "checks: [{check: waits}]",
     "checks: [{check: weights}]", "no check is called 'weights'"),
    ("a check of no topic", "knots/record.yaml", "checks: [{check: completeness, of: ethnicity}]",
     "checks: [{check: completeness, of: ethnic}]", "no topic is called 'ethnic'"),
    ("two knots of one id", "knots/use.yaml", "  - id: queue-order\n", "  - id: pathway-leak\n",
     "knot 'pathway-leak' is there twice"),
    ("a fact without a mark", "knots/watch.yaml", "        mark: seen\n", "", "has no mark"),
    ("a fact whose source is not the knot's", "knots/use.yaml", "        source: kings-fund-2021\n",
     "        source: nccmh-2023\n", "is not among the sources of 'queue-order'"),
    ("a fact that nobody saw", "knots/watch.yaml", "        source: nhse-13sa\n",
     "        source: lorenc-2013\n", "nothing unseen is printed as fact"),
    ("a second-hand fact called seen", "knots/use.yaml",
     "        source: fairer-funding-2025\n        mark: retold\n",
     "        source: fairer-funding-2025\n        mark: seen\n", "mark this fact retold"),
    ("a figure outside the facts", "knots/join.yaml",
     "Poor people in mixed or rural areas vanish.", "In 7 of 10 areas poor people vanish.",
     "a figure is a fact"),
    ("an index of no nation", "codes/deprivation-indices.yaml", "  - nation: Wales\n",
     "  - nation: Cornwall\n", "'Cornwall' is not known here"),
    ("an index twice", "codes/deprivation-indices.yaml", '    year: "2015"\n', '    year: "2019"\n',
     "index of deprivation 'England 2019' is there twice"),
    ("an index without a source", "codes/deprivation-indices.yaml", "    source: wimd-2019\n", "",
     "key 'source' is missing"),
    ("a code list's link to no source", "codes/nhs-ethnicity-2001.yaml",
     "sources: [nhs-data-dictionary-ethnic-category", "sources: [nhs-dictionary",
     "no source is called 'nhs-dictionary'"),
    ("a check that needs no known trait", "checks.yaml",
     "    file: [groups, joined]\n", "    file: [groups, joint]\n", "no trait is called 'joint'"),
    ("a set of groups about no topic", "presets.yaml", "        of: [faith]\n",
     "        of: [belief]\n", "no topic is called 'belief'"),
    ("a group that no column can hold", "presets.yaml",
     "        columns: [coastal, coast, seaside]\n", "", "no column can hold 'PLUS: coastal"),
    ("a set of groups that nobody read about", "presets.yaml", "sources: [oneill-2014, ",
     "sources: [atrs, oneill-2014, ", "rests on 'atrs', which nobody read"),
    ("people's answers needed and nothing to ask", "knots/use.yaml",
     '    ask:\n      - "Of people who were flagged: were you told, could you say no, and what '
     'changed?"\n', "", "has nothing under 'ask'"),
    ("a technique without sources", "techniques/tell.yaml", "    sources: [boal-1998]\n", "",
     "key 'sources' is missing from 'legislative-theatre'"),
    ("a technique without reviewed_by", "techniques/look.yaml",
     "    reviewed_by: nobody it is about\n", "", "does not say who reviewed it"),
    ("a technique for no stage", "techniques/tell.yaml", "stages: [reach, use]",
     "stages: [reach, abuse]", "no stage is called 'abuse'"),
    ("a technique for no knot", "techniques/judge.yaml",
     "knots: [no-way-to-object, fear-of-data-use", "knots: [no-way, fear-of-data-use",
     "no knot is called 'no-way'"),
    ("a technique's fact that nobody saw", "techniques/choose.yaml",
     "        source: gripp2-2017\n",
     "        source: hasson-2000\n", "nothing unseen is printed as fact"),
    ("a figure outside a technique's facts", "techniques/tell.yaml",
     "      - Nobody has to read anything.", "      - 9 in 10 need not read.",
     "a figure is a fact"),
    ("people that fall", "techniques/tell.yaml", "{from: 4, to: 8}", "{from: 8, to: 4}",
     "rise from at least 1"),
    ("a level of say that falls", "techniques/tell.yaml", "{from: asked, to: involved}",
     "{from: involved, to: asked}", "falls from 'involved' to 'asked'"),
    ("costs out of order", "costs.yaml", "{id: low,", "{id: tiny,",
     "are not in this order: low, middle"),
    ("two techniques of one id", "techniques/look.yaml", "  - id: data-walk\n",
     "  - id: photovoice\n", "technique 'photovoice' is there twice"),
    ("a recommendation without reviewed_by", "recommendations.yaml",
     "    reviewed_by: nobody it is about\n", "", "does not say who reviewed it"),
    ("a recommendation that nobody read", "recommendations.yaml", "    sources: [lynch-2024]\n",
     "    sources: [lorenc-2013]\n", "is not passed on as a recommendation"),
    ("a recommendation for no knot", "recommendations.yaml", "knots: [language-model-unequal]",
     "knots: [language-models]", "no knot is called 'language-models'"),
    ("a figure in a recommendation", "recommendations.yaml", "to find unpaid carers",
     "to find 9 in 10 unpaid carers", "a figure is a fact"),
    ("an item of a standard that nothing shows", "standards.yaml",
     "        shows: \"What went badly, and what comes next.\"\n", "", "else not held"),
    ("an item called seen of a standard that was not", "standards.yaml",
     "        mark: retold\n        held: both\n", "        mark: seen\n        held: both\n",
     "mark item 3c retold or unseen"),
    ("an item shown by no check", "standards.yaml", "checks: [precision]", "checks: [power]",
     "no check is called 'power'"),
    ("an item that is there twice", "standards.yaml", 'item: "1.1b"', 'item: "1.1a"',
     "item 1.1a of 'standing-together' is there twice"),
    ("a group that a mapping forgets", "mappings.yaml", '      - {code: "17", to: C}\n', "",
     "has no place; say under no_place why"),
    ("a group that a mapping names twice", "mappings.yaml", '{code: "17", to: C}',
     '{code: "14", to: C}', "or has its place already"),
    ("a mapping to no group", "mappings.yaml", '{code: "17", to: C}', '{code: "17", to: Q}',
     "is called 'Q'"),
    ("a standard population of too few bands", "codes/age-bands.yaml", "standard: [5000, ",
     "standard: [", "has 18 figures for 19 bands"),
    ("a standard population without a source", "codes/age-bands.yaml",
     "    source: phe-esp2013\n", "", "stand together"),
    ("an unknown key", "knots/use.yaml", "    helps:\n", "    help:\n", "unknown key 'help'"),
    ("a name that is no sentence", "knots/use.yaml",
     "The waiting list treats equal need unequally.", "Waiting lists", "is not one sentence"),
    ("stages out of order", "stages.yaml", "  - id: frame\n", "  - id: framing\n",
     "are not in this order: frame, reach"),
    ("two files for one stage", "knots/prove.yaml", "stage: prove", "stage: model",
     "two files are about stage 'model'"),
    ("a level of say too many", "say.yaml", "levels:\n",
     "levels:\n  - {id: ignored, iap2: none, meaning: Nothing.}\n", "are not in this order: told"),
    ("a code without a group", "codes/nhs-ethnicity-2001.yaml",
     "  - {code: A, label: White British, also: [British], in: [White, White]}",
     "  - {code: A, label: White British, also: [British], in: [Blue]}",
     "is in none of the 5 groups"),
    ("a detail of the wrong size", "codes/nhs-ethnicity-2001.yaml", "  - groups: 5\n",
     "  - groups: 6\n", "6 groups are named by 5 labels"),
    ("a code that means two things", "codes/nhs-ethnicity-2001.yaml", "{code: B, ", "{code: A, ",
     "means two things"),
    ("an ordered code without words", "codes/imd-quintile.yaml",
     "    - fifth 2 of 5 from the most deprived\n", "", "says 4 of its 5 codes in words"),
    ("codes fewer than the finest detail", "codes/imd-quintile.yaml", "  - groups: 5\n",
     "  - groups: 4\n", "do not rise to its 5 codes"),
    ("ages that fall", "codes/age-bands.yaml", '["0", "18", "26"', '["0", "26", "18"',
     "do not rise"),
    ("a forbidden word that is a plain one", "text/words.yaml", 'words: ["tally",',
     'words: ["gap",', "is forbidden and a plain word at once"),
    ("a key that is there twice", "stages.yaml", "    name: Who gets in\n",
     "    name: Who gets in\n    name: Who\n", "key 'name' stands here twice"),
    ("nothing where something belongs", "knots/reach.yaml",
     "name: People who are on no list are missing from every later count.", 'name: " "',
     "there is nothing here"),
    ("YAML that cannot be read", "say.yaml", "levels:\n", "levels: [\n", "expected"),
]


def compile_copy(folder):
    output = os.path.join(folder, "tables.c")
    done = subprocess.run([sys.executable, "tools/compile_catalogue.py", "tables",
                           os.path.join(folder, "catalogue"), output], capture_output=True,
                          text=True)
    return done.returncode, done.stderr, os.path.exists(output)


def fresh_copy(folder):
    shutil.rmtree(os.path.join(folder, "catalogue"), ignore_errors=True)
    shutil.copytree("catalogue", os.path.join(folder, "catalogue"))


def break_one(folder, name, old, new, words):
    path = os.path.join(folder, "catalogue", name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if old not in text:
        return [f"{name} no longer holds: {old}"]
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new, 1))
    code, said, written = compile_copy(folder)
    findings = []
    if code != 1 or written:
        findings.append(f"exit code {code}, {'a file' if written else 'nothing'} written")
    if not any(words in line and re.match(r".*catalogue/[\w./-]+(:\d+)?: ", line)
               for line in said.splitlines()):
        findings.append(f"wanted: {words}\ngot: {said}")
    if "Traceback" in said:
        findings.append(said)
    return findings


def main():
    with tempfile.TemporaryDirectory() as folder:
        fresh_copy(folder)
        code, said, written = compile_copy(folder)
        tap.ok("the catalogue as it is compiles", [] if code == 0 and written else [said])
        os.remove(os.path.join(folder, "tables.c"))
        for what, name, old, new, words in BREAKS:
            fresh_copy(folder)
            tap.ok(f"refused: {what}", break_one(folder, name, old, new, words))
        fresh_copy(folder)
        os.remove(os.path.join(folder, "catalogue", "say.yaml"))
        code, said, _ = compile_copy(folder)
        tap.ok("refused: a file that is not there",
               [] if code == 1 and "say.yaml" in said and "Traceback" not in said else [said])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
