"""Reads catalogue/text/en.yaml beside every call that says a phrase: the slots that a call fills
are those of its templates, every phrase is said somewhere. Then the templates as speech, so that a
sentence that no example shows is read too; then broken language files, which must not build."""
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tools")
import yaml

import c_source
import catalogue_phrases
import tap

CALL = re.compile(r"\b(PHRASE|PHRASE_ADD|HTML_PHRASE|phrase_plain)\(")
WORDS_MOST = 20     # a sentence, on average
SENTENCE_MOST = 45  # the longest
# Words of statistics that need a meaning to link: each in a template must be in words.yaml.
HARD = ("odds", "regression", "coefficient", "variance", "standard error", "p-value", "significant",
        "percentile", "quantile", "quintile", "decile", "median", "denominator", "numerator",
        "cohort", "prevalence", "stratum", "strata", "calibration", "hypothesis", "heterogeneity",
        "correlation", "standardised", "imputation", "covariate", "confounding", "null")
# What groups do not do: the service is the subject of what went wrong.
BLAMES = r"\{(?:group|groups|others)\} (?:fail|lack|miss|refuse|drop|underperform|does? worse)"


def arguments(text, at):
    """The arguments of a call whose bracket opens before `at`."""
    depth, start, found = 1, at, []
    while depth > 0:
        byte = text[at]
        depth += (byte in "([{") - (byte in ")]}")
        if depth == 0 or (byte == "," and depth == 1):
            found.append(text[start:at].strip())
            start = at + 1
        at += 1
    return found


def check_columns():
    """Of the table of checks: each column with the phrases that stand in it."""
    text = c_source.read(CHECKS)
    names = re.search(r"^ \*   CHECK\((.*?)\)$", text, re.DOTALL | re.MULTILINE).group(1)
    names = re.split(r"[\s*]*,[\s*]*", names)
    code = c_source.code(text)
    found = {}
    for match in re.finditer(r"^CHECK\(", code, re.MULTILINE):
        for name, own in zip(names, arguments(code, match.end()), strict=True):
            found.setdefault(name, set()).update(re.findall(r"^PHRASE_([A-Z0-9_]+)$", own))
    return found


def named_in(file, text):
    """The phrases that an expression of a file can be: itself, or by a table or function there, or
    by a column of the table of checks."""
    found = set(re.findall(r"\bPHRASE_([A-Z0-9_]+)\b", text))
    for column in re.findall(r"\bcheck_kind\([^()]*\)->(\w+)", text):
        found |= CHECK_COLUMNS.get(column, set())
    for name, bracket in set(re.findall(r"(?<![.>])\b([A-Za-z_]\w*)([\[(])", text)):
        found |= (file.functions if bracket == "(" else file.tables).get(name, set())
    return {catalogue_phrases.key_of(name) for name in found}


CHECKS = "src/catalogue/checks.def"
CHECK_COLUMNS = check_columns()


class File:
    """A file of C: its phrases by table and by function that gives one, and its calls."""

    def __init__(self, path):
        self.path = path
        self.text = c_source.code(c_source.read(path))
        self.tables = {name: set(re.findall(r"\bPHRASE_([A-Z0-9_]+)\b", body)) for name, body in
                       re.findall(r"\b(\w+)\[\w*\] = \{(.*?)\};", self.text, re.DOTALL)}
        self.functions = {}
        for function in c_source.functions(self.text):
            body = "\n".join(function.lines)
            if re.match(r"(?:static )?PhraseId \w+\(", body):
                self.functions[function.name] = set(re.findall(r"\bPHRASE_([A-Z0-9_]+)\b", body))
                for name in self.tables:
                    if re.search(rf"\b{name}\b", body):
                        self.functions[function.name] |= self.tables[name]

    def calls(self):
        """(place, ids, slots filled)"""
        for match in CALL.finditer(self.text):
            found = arguments(self.text, match.end())
            line = self.text.count("\n", 0, match.start()) + 1
            if found[0].startswith("PhraseId "):
                continue  # the function itself
            which = found[0] if match.group(1) == "phrase_plain" else found[1]
            slots = {slot.lower() for text in found[2:]
                     for slot in re.findall(r"^\{SLOT_([A-Z0-9_]+),", text)}
            yield f"{self.path}:{line}", named_in(self, which), slots


def wrong_calls(files, phrases):
    """Calls that leave a slot of a template empty, or fill one that none of theirs has."""
    slots = {key: catalogue_phrases.slots_of(forms) for key, forms in phrases.items()}
    for file in files:
        for place, ids, filled in file.calls():
            if not ids:
                yield f"{place}: which phrase this is cannot be read; name it, or a table or " \
                      "function of this file that does"
            for key in sorted(ids & set(slots)):
                for slot in sorted(slots[key] - filled):
                    yield f"{place}: nothing fills {{{slot}}} of '{key}'"
            for slot in sorted(filled - set().union(*(slots.get(key, set()) for key in ids))):
                yield f"{place}: no template of this call has {{{slot}}}"


def unsaid(files, phrases):
    said = {catalogue_phrases.key_of(name) for file in files
            for name in re.findall(r"\bPHRASE_([A-Z0-9_]+)\b", file.text)}
    said |= {catalogue_phrases.key_of(name) for names in CHECK_COLUMNS.values() for name in names}
    for key, forms in phrases.items():
        if key not in said:
            yield f"{forms['place']}: nothing says phrase '{key}'; take it out"


def templates(phrases):
    """(place, key, text) of every form."""
    for key, forms in phrases.items():
        for form in catalogue_phrases.FORMS:
            if form in forms:
                yield forms["place"], key, str(forms[form])


def sentences(phrases):
    """(place, words) of every sentence; a slot counts as one word."""
    for place, _, text in templates(phrases):
        for one in re.split(r"(?<=[.:;?]) ", text.strip()):
            if one.endswith((".", "?")):
                yield place, len(one.split())


def blames(phrases):
    for place, key, text in templates(phrases):
        if re.search(BLAMES, text):
            yield f"{place}: '{key}' has a group as its subject"
        if key.startswith(("did-", "does-")) and "service" not in text and key != "did-come-true":
            yield f"{place}: '{key}' does not say that the service does it"


def hard_words(phrases):
    with open("catalogue/text/words.yaml", encoding="utf-8") as file:
        plain = {row["word"] for row in yaml.safe_load(file)["plain"]}
    for place, key, text in templates(phrases):
        for word in HARD:
            if re.search(rf"(?i)\b{word}s?\b", text) and word not in plain:
                yield f"{place}: '{word}' in '{key}' has no meaning in words.yaml"


def compiled(folder, name, text):
    """What the compiler says of a language file; it must write nothing then."""
    path, output = os.path.join(folder, name), os.path.join(folder, "phrases.c")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run([sys.executable, "tools/compile_catalogue.py", "phrases", path, output],
                          capture_output=True, text=True)
    written = os.path.exists(output)
    if written:
        os.remove(output)
    return done.returncode, done.stderr, written


# (what is shown, text of en.yaml, what stands there then, words of the sentence)
BREAKS = [
    ("a slot that nothing fills", "{dimension} group {group}", "{dimension} group {grup}",
     "nothing fills {grup} of 'in-group'; did you mean {group}?"),
    ("an id that the program does not have", "  in-words:", "  in-word:",
     "no phrase is called 'in-word'"),
    ("a phrase that is missing", "  in-words:", "  in-word:", "phrase 'in-words' is missing"),
    ("an id that is there twice", "  in-words:", "  in-group:", "'in-group' is there twice"),
    ("a brace alone", "{dimension} group {group}", "{dimension} group {group", "a brace alone"),
    ("one without other", "    one: \"{count} group\"\n", "", "both one: and other:"),
    ("a form that there is not", "    one: \"{count} group\"", "    two: \"{count} group\"",
     "has a form 'two'"),
    ("an id in capitals", "  in-words:", "  IN_WORDS:", "is no id"),
]


def refused(folder, name, text, words):
    code, said, written = compiled(folder, name, text)
    if code != 1 or written or words not in said or "Traceback" in said or \
            not re.search(rf"{name}:\d+: ", said):
        return [f"wanted: {words}", f"got ({code}): {said}"]
    return []


def check_breaks():
    text = c_source.read("catalogue/text/en.yaml")
    head = "language: xx\nreviewed_by: nobody\notherwise: en\nphrases:\n"
    with tempfile.TemporaryDirectory() as folder:
        code, said, written = compiled(folder, "en.yaml", text)
        tap.ok("en.yaml as it is compiles", [] if code == 0 and written else [said])
        for what, old, new, words in BREAKS:
            gone = [] if old in text else [f"en.yaml no longer holds: {old}"]
            tap.ok(f"refused: {what}",
                   gone or refused(folder, "en.yaml", text.replace(old, new, 1), words))
        tap.ok("refused: a language that leaves a slot out",
               refused(folder, "xx.yaml", head + "  in-group: \" {group}\"\n",
                       "'in-group' wants the slots of en.yaml: {dimension} {group}"))
        tap.ok("refused: a language that lacks phrases and says nothing of English",
               refused(folder, "xx.yaml", head.replace("otherwise: en\n", "") +
                       "  in-words: \" in {group}\"\n", "phrase 'in-group' is missing"))


def bites(phrases):
    """A call that fills the wrong slots, and one that cannot be read, are met."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "bad.c")
        with open(path, "w", encoding="utf-8") as file:
            file.write("void f(void)\n{\n    PHRASE(a, PHRASE_IN_WORDS, {SLOT_UNIT, u});\n"
                       "    phrase_plain(id);\n}\n")
        found = list(wrong_calls([File(path)], phrases))
    for words in ("nothing fills {group} of 'in-words'", "no template of this call has {unit}",
                  "which phrase this is cannot be read"):
        if not any(words in line for line in found):
            yield f"not met: {words}"
    fake = {"did-fail": {"place": "p", "other": "{group} fail the odds"}}
    yield from ["blame"] if len(list(blames(fake))) != 2 else []
    yield from ["hard word"] if len(list(hard_words(fake))) != 1 else []


def main():
    mistakes = []
    phrases = catalogue_phrases.read_phrases("catalogue/text/en.yaml", mistakes)["phrases"]
    tap.ok(f"{len(phrases)} phrases are read", mistakes)
    files = [File(path) for path in tap.project_files() if re.match(r"src/.*\.c$", path)]
    tap.ok("the checks meet what they should", bites(phrases))
    tap.ok("every call fills the slots of its phrases", wrong_calls(files, phrases))
    tap.ok("every phrase is said", unsaid(files, phrases))
    lengths = list(sentences(phrases))
    average = sum(words for _, words in lengths) / max(1, len(lengths))
    tap.ok(f"{len(lengths)} sentences have {average:.1f} words on average, at most {WORDS_MOST}",
           [] if len(lengths) > 40 and average <= WORDS_MOST else ["too long, or not read"])
    tap.ok(f"and none more than {SENTENCE_MOST}",
           (f"{place}: {words}" for place, words in lengths if words > SENTENCE_MOST))
    tap.ok("the service is the subject", blames(phrases))
    tap.ok("a hard word has its meaning", hard_words(phrases))
    check_breaks()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
