#!/usr/bin/env python3
"""Compiles a file of the catalogue into a table in C: compile_catalogue.py labels INPUT OUTPUT.

The same input gives the same bytes. Every mistake is reported with its line and nothing is written.
YAML's guesses do not count: every value is the text that stands there, typed by a schema."""
import sys

import yaml

# A schema is "text", "number", "texts" (a list without doubles), "lists" (of texts) or a dict.
LABELS = {
    "source": "text",
    "reviewed_by": "text",
    "missing": "texts",
    "suppressed": {"markers": "texts", "below": "texts", "at_most": "texts", "between": "texts",
                   "most": "number"},
    "not_recorded": {"asked": "texts", "chosen": "texts", "unusable": "texts"},
    "about": "texts",
    "totals": "texts",
    "persons": {"names": "texts", "who": "texts", "id": "texts", "after": "texts"},
    "order": {"worst": "texts", "worse": "texts", "better": "texts", "best": "texts",
              "sequences": "lists"},
}


class Reader:
    """Nodes of YAML to Python values by a schema; mistakes gather in `mistakes`."""

    def __init__(self, path):
        self.path = path
        self.mistakes = []

    def wrong(self, node, text):
        self.mistakes.append(f"{self.path}:{node.start_mark.line + 1}: {text}")

    def text(self, node):
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, "a text is wanted here; write it in quotes")
            return ""
        if "\0" in node.value:
            self.wrong(node, "a text holds a NUL; take it out")
        return node.value

    def number(self, node):
        text = self.text(node)
        if not text.isascii() or not text.isdigit():
            self.wrong(node, f"'{text}' is no whole number")
            return 0
        return int(text)

    def items(self, node):
        if isinstance(node, yaml.SequenceNode) and node.value:
            return node.value
        self.wrong(node, "a list is wanted here; write - \"...\" on lines of their own")
        return []

    def texts(self, node):
        seen = {}
        for item in self.items(node):
            text = self.text(item)
            if text in seen:
                self.wrong(item, f"'{text}' stands here twice, first on line {seen[text]}")
            seen.setdefault(text, item.start_mark.line + 1)
        return list(seen)

    def lists(self, node):
        return [self.texts(item) for item in self.items(node)]

    def table(self, node, schema):
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "keys are wanted here: " + ", ".join(schema))
            return {}
        found = {}
        for key_node, value_node in node.value:
            key = self.text(key_node)
            if key not in schema:
                self.wrong(key_node, f"unknown key '{key}'; there are " + ", ".join(schema))
            elif key in found:
                self.wrong(key_node, f"key '{key}' stands here twice")
            else:
                found[key] = self.value(value_node, schema[key])
        for key in schema:
            if key not in found:
                self.wrong(node, f"key '{key}' is missing")
        return found

    def value(self, node, schema):
        if isinstance(schema, dict):
            return self.table(node, schema)
        return {"text": self.text, "number": self.number, "texts": self.texts,
                "lists": self.lists}[schema](node)

    def read(self, schema):
        try:
            with open(self.path, encoding="utf-8") as file:
                node = yaml.compose(file, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            self.mistakes.append(f"{self.path}:{line}: {getattr(error, 'problem', error)}")
            return {}
        except (OSError, UnicodeDecodeError) as error:
            self.mistakes.append(f"{self.path}:1: {error}")
            return {}
        if node is None:
            self.mistakes.append(f"{self.path}:1: the file is empty")
            return {}
        return self.table(node, schema)


def quoted(text):
    """A string of C in ASCII; octal escapes end after three digits, so nothing runs into them."""
    def one(byte):
        return chr(byte) if 32 <= byte < 127 and chr(byte) not in "\"\\?" else f"\\{byte:03o}"
    return '"' + "".join(one(byte) for byte in text.encode("utf-8")) + '"'


def as_str(text):
    return f"{{{quoted(text)}, {len(text.encode('utf-8'))}}}"


class Writer:
    """Arrays first, then one table that points to them."""

    def __init__(self):
        self.arrays = []
        self.members = []

    def array(self, name, type_name, rows):
        body = "".join(f"    {row},\n" for row in rows)
        self.arrays.append(f"static const {type_name} {name.upper()}[] = {{\n{body}}};\n\n")
        return f"{{{name.upper()}, {len(rows)}}}"

    def texts(self, name, texts):
        self.members.append((name, self.array(name, "Str", [as_str(text) for text in texts])))

    def words(self, name, groups):
        """Texts that each carry a constant: (text, constant)."""
        rows = [f"{{{as_str(text)}, {constant}}}" for constant, texts in groups for text in texts]
        self.members.append((name, self.array(name, "LabelWord", rows)))

    def lists(self, name, lists):
        parts = [self.array(f"{name}_{i}", "Str", [as_str(text) for text in texts])
                 for i, texts in enumerate(lists)]
        self.members.append((name, self.array(name, "LabelList", parts)))

    def number(self, name, number):
        self.members.append((name, str(number)))

    def finish(self, source, header, type_name, name):
        members = "".join(f"    .{member} = {value},\n" for member, value in self.members)
        return (f"/* Compiled from {source} by tools/compile_catalogue.py; change that file. */\n"
                f"#include \"{header}\"\n\n{''.join(self.arrays)}"
                f"const {type_name} {name} = {{\n{members}}};\n")


def check_labels(reader, labels):
    """What the schema cannot say."""
    where = f"{reader.path}:1: "
    if labels["missing"][:1] != [""]:
        reader.mistakes.append(where + "the first of 'missing' is not the blank")
    for sequence in labels["order"]["sequences"]:
        if len(sequence) < 2:
            reader.mistakes.append(where + f"the sequence {sequence} orders nothing")
    seen = {}
    for key in ("asked", "chosen", "unusable"):
        for text in labels["not_recorded"][key]:
            other = seen.setdefault(text.lower(), key)
            if other != key:
                reader.mistakes.append(where + f"'{text}' is in '{other}' and in '{key}'")


def write_labels(labels):
    writer = Writer()
    writer.texts("missing", labels["missing"])
    writer.number("missing_longest", max(len(t.encode("utf-8")) for t in labels["missing"]))
    for key in ("markers", "below", "at_most", "between"):
        writer.texts(f"suppressed_{key}", labels["suppressed"][key])
    writer.number("suppressed_most", labels["suppressed"]["most"])
    reasons = labels["not_recorded"]
    writer.words("not_recorded", [("NOT_RECORDED_ASKED", reasons["asked"]),
                                  ("NOT_RECORDED_CHOSEN", reasons["chosen"]),
                                  ("NOT_RECORDED_UNUSABLE", reasons["unusable"])])
    # the longest first, so that "ethnic group" is taken before "group"
    writer.texts("about", sorted(labels["about"], key=lambda text: (-len(text), text)))
    writer.texts("totals", labels["totals"])
    for key in ("names", "who", "id", "after"):
        writer.texts(f"person_{key}", labels["persons"][key])
    order = labels["order"]
    writer.words("sides", [("LABEL_WORST", order["worst"]), ("LABEL_WORSE", order["worse"]),
                           ("LABEL_BETTER", order["better"]), ("LABEL_BEST", order["best"])])
    writer.lists("sequences", order["sequences"])
    return writer.finish("catalogue/text/labels.yaml", "study/labels_table.h", "LabelTable",
                         "LABEL_TABLE")


KINDS = {"labels": (LABELS, check_labels, write_labels)}


def main(arguments):
    if len(arguments) != 3 or arguments[0] not in KINDS:
        print(__doc__, file=sys.stderr)
        return 2
    schema, check, write = KINDS[arguments[0]]
    reader = Reader(arguments[1])
    found = reader.read(schema)
    if not reader.mistakes:
        check(reader, found)
    if reader.mistakes:
        print("\n".join(reader.mistakes), file=sys.stderr)
        return 1
    with open(arguments[2], "w", encoding="ascii", newline="\n") as file:
        file.write(write(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
