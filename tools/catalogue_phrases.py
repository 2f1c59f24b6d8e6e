"""The phrases of a language file (catalogue/text/en.yaml): templates with slots in braces, to a
table in C (src/catalogue/phrase.h says what it is)."""
import difflib
import os
import re

import yaml
from catalogue_yaml import Reader, Text, as_str

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
DEF = os.path.join(ROOT, "src/catalogue/phrases.def")
MASTER = os.path.join(ROOT, "catalogue/text/en.yaml")
SCHEMA = {"language": "id", "reviewed_by": "words", "otherwise?": ("en",), "phrases": "phrases"}
FORMS = ("one", "other")
# an escaped brace, a slot, or a brace that is neither
BRACES = re.compile(r"\{\{|\}\}|\{([a-z0-9_]+)\}|[{}]")


def listed(word):
    """What phrases.def lists under `word`, in its order."""
    with open(DEF, encoding="utf-8") as file:
        return re.findall(rf"(?m)^{word}\((\w+)\)", file.read())


def key_of(name):
    return name.lower().replace("_", "-")


class PhraseReader(Reader):
    """Reads `phrases`: id to {"place", "one"?, "other"}, each form a Text."""

    def phrases(self, node):
        found = {}
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "phrases are wanted here: id: \"its words\"")
            return found
        for key_node, value in node.value:
            key = self.id(key_node)
            if key in found:
                self.wrong(key_node, f"phrase '{key}' is there twice; keep one")
                continue
            found[key] = self.forms(key, value)
            found[key]["place"] = self.place(key_node)
        return found

    def forms(self, key, node):
        if isinstance(node, yaml.ScalarNode):
            return {"other": self.text(node)}
        found = {}
        for form_node, value in getattr(node, "value", []):
            form = form_node.value if isinstance(form_node, yaml.ScalarNode) else ""
            if form not in FORMS:
                self.wrong(node, f"phrase '{key}' has a form '{form}'; there are one and other")
                continue
            found[form] = self.text(value)
        if set(found) != set(FORMS):
            self.wrong(node, f"phrase '{key}' wants its words, or both one: and other:")
        return {"other": Text.at(self.place(node), ""), **found}


def pieces_of(text, mistakes):
    """[(words, slot or None)] of a template."""
    pieces, words, end = [], "", 0
    for match in BRACES.finditer(text):
        words += text[end:match.start()]
        end = match.end()
        if match.group() in ("{{", "}}"):
            words += match.group()[0]
        elif match.group(1):
            pieces.append((words, match.group(1)))
            words = ""
        else:
            mistakes.append(f"{text.place}: a brace alone in '{text[:40]}'; write {{{{ or }}}} "
                            "for the sign itself")
    words += text[end:]
    return pieces + [(words, None)] if words or not pieces else pieces


def slots_of(forms):
    """The slots that any form of a phrase has; {count} where it decides between them."""
    count = {"count"} if "one" in forms else set()
    return count | {slot for form in FORMS if form in forms
            for _, slot in pieces_of(forms[form], []) if slot}


def check_slots(key, forms, slots, mistakes):
    for form in (f for f in FORMS if f in forms):
        for _, slot in pieces_of(forms[form], mistakes):
            if slot and slot not in slots:
                near = difflib.get_close_matches(slot, slots, 1)
                mistakes.append(f"{forms[form].place}: nothing fills {{{slot}}} of '{key}'; "
                                + (f"did you mean {{{near[0]}}}?" if near else
                                   "src/catalogue/phrases.def lists the slots"))


def check_against(phrases, master, mistakes):
    """Another language has the slots that English has: the program fills those."""
    for key, forms in phrases.items():
        if key in master and slots_of(forms) != slots_of(master[key]):
            mistakes.append(f"{forms['place']}: '{key}' wants the slots of en.yaml: "
                            + (" ".join(f"{{{s}}}" for s in sorted(slots_of(master[key]))) or
                               "none"))


def read_phrases(path, mistakes):
    """The file's head and phrases, what is missing taken from English where it says so."""
    found = PhraseReader(path, mistakes).read(SCHEMA)
    phrases = found.get("phrases") or {}
    names = {key_of(name) for name in listed("PHRASE_ID")}
    slots = [name.lower() for name in listed("PHRASE_SLOT")]
    for key, forms in phrases.items():
        if key not in names:
            mistakes.append(f"{forms['place']}: no phrase is called '{key}'; list it in "
                            "src/catalogue/phrases.def, or take it out here")
        check_slots(key, forms, slots, mistakes)
    if found.get("otherwise"):
        master = read_phrases(MASTER, mistakes)["phrases"]
        check_against(phrases, master, mistakes)
        phrases = {**master, **phrases}
    elif os.path.basename(path) != "en.yaml" and found:
        check_against(phrases, read_phrases(MASTER, mistakes)["phrases"], mistakes)
    for key in sorted(names - set(phrases)) if found else []:
        mistakes.append(f"{path}:1: phrase '{key}' is missing; the program says it")
    return {**found, "phrases": phrases}


def template(name, form, text, arrays):
    if text is None:
        return "{NULL, 0}"
    rows = [f"{{{as_str(words)}, SLOT_{slot.upper() if slot else 'NONE'}}}"
            for words, slot in pieces_of(text, [])]
    array = f"{form.upper()}_{name}"
    arrays.append(f"static const PhrasePiece {array}[] = {{\n    " + ",\n    ".join(rows) + "};\n")
    return f"{{{array}, {len(rows)}}}"


def compile_phrases(path, output):
    """(mistakes, C, files read); the table has the name of `output`: phrases.c gives PHRASES."""
    mistakes, arrays, rows = [], [], []
    found = read_phrases(path, mistakes)
    if mistakes:
        return mistakes, "", []
    for name in listed("PHRASE_ID"):
        forms = found["phrases"][key_of(name)]
        made = [template(name, form, forms.get(form), arrays) for form in FORMS]
        rows.append(f"        [PHRASE_{name}] = {{{made[0]}, {made[1]}}},\n")
    table = os.path.splitext(os.path.basename(output))[0].upper()
    return [], (f"/* Compiled from {os.path.basename(path)} by tools/compile_catalogue.py; change "
                "that file. */\n#include \"catalogue/phrase.h\"\n\n" + "".join(arrays) +
                f"\nextern const PhraseTable {table};\n"
                f"const PhraseTable {table} = {{\n    .language = {as_str(found['language'])},\n"
                f"    .phrases = {{\n{''.join(rows)}    }},\n}};\n"), [path, MASTER, DEF]
