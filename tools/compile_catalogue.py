#!/usr/bin/env python3
"""Compiles the catalogue into tables in C.

    compile_catalogue.py labels FILE OUTPUT              text/labels.yaml
    compile_catalogue.py phrases FILE OUTPUT             text/en.yaml, or another language
    compile_catalogue.py tables FOLDER OUTPUT [DEPENDS]  everything else; DEPENDS: what was read

The same input gives the same bytes. Every mistake is reported with its line and nothing is written.
"""
import sys

sys.dont_write_bytecode = True  # a build leaves nothing beside the sources

import catalogue_phrases
import catalogue_tables
from catalogue_yaml import Reader, as_str

# What names of columns are about; the order is that of NameTopic in study/column_names.h.
TOPICS = ("birth", "age", "ethnicity", "deprivation", "sex", "area", "group", "period", "start",
          "end", "weight", "strata", "cluster", "body", "score", "decided", "part")
WHOLE_TOPICS = ("measure", "value", "statistic", "kind", "level", "events", "out_of", "estimate",
                "error", "population")

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
    "columns": {"sensitive": "texts", **{topic: "texts" for topic in TOPICS},
                "whole": {topic: "texts" for topic in WHOLE_TOPICS}},
    "order": {"worst": "texts", "worse": "texts", "better": "texts", "best": "texts",
              "sequences": "lists"},
}


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
    columns = labels["columns"]
    writer.texts("sensitive", columns["sensitive"])
    writer.words("topics", [(f"TOPIC_{topic.upper()}", columns[topic]) for topic in TOPICS])
    writer.words("whole_topics", [(f"TOPIC_{topic.upper()}", columns["whole"][topic])
                                  for topic in WHOLE_TOPICS])
    order = labels["order"]
    writer.words("sides", [("LABEL_WORST", order["worst"]), ("LABEL_WORSE", order["worse"]),
                           ("LABEL_BETTER", order["better"]), ("LABEL_BEST", order["best"])])
    writer.lists("sequences", order["sequences"])
    return writer.finish("catalogue/text/labels.yaml", "study/labels_table.h", "LabelTable",
                         "LABEL_TABLE")


def compile_labels(path, _output):
    """(mistakes, C, files read)"""
    reader = Reader(path)
    found = reader.read(LABELS)
    if not reader.mistakes:
        check_labels(reader, found)
    return reader.mistakes, "" if reader.mistakes else write_labels(found), [path]


KINDS = {"labels": compile_labels, "phrases": catalogue_phrases.compile_phrases,
         "tables": lambda folder, _output: catalogue_tables.compile_folder(folder)}


def main(arguments):
    if len(arguments) not in (3, 4) or arguments[0] not in KINDS:
        print(__doc__, file=sys.stderr)
        return 2
    mistakes, written, files = KINDS[arguments[0]](arguments[1], arguments[2])
    if mistakes:
        print("\n".join(mistakes), file=sys.stderr)
        return 1
    with open(arguments[2], "w", encoding="ascii", newline="\n") as file:
        file.write(written)
    if len(arguments) == 4:
        with open(arguments[3], "w", encoding="utf-8", newline="\n") as file:
            file.write(f"{arguments[2]}: " + " ".join(f.replace(" ", "\\ ") for f in files) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
