"""YAML of the catalogue by a schema, and strings of C. Every value is the text that stands there,
typed by the schema and never by YAML's guesses; every mistake is kept with its file and line."""
import re

import yaml

# A schema is one of:
#   "text"     any text                    "number"   a whole number
#   "words"    a text that is not blank    "id"       lower case letters, figures, hyphens
#   "texts"    a list without doubles      "ids"      the same, of ids
#   "lists"    a list of "texts"           (a, b)     one of these words
#   "numbers"  a list of "number", doubles too
#   "sequence" a list of texts, doubles too
#   [table]    a list of tables            {key: schema}   a table; "key?" may be left out


class Text(str):
    """A text that knows where it stands, so that later checks can say so."""

    place = ""

    @staticmethod
    def at(place, text):
        made = Text(text)
        made.place = place
        return made


class Reader:
    """Nodes of YAML to Python values by a schema; mistakes gather in `mistakes`."""

    def __init__(self, path, mistakes=None):
        self.path = path
        self.mistakes = [] if mistakes is None else mistakes

    def place(self, node):
        return f"{self.path}:{node.start_mark.line + 1}"

    def wrong(self, node, text):
        self.mistakes.append(f"{self.place(node)}: {text}")

    def text(self, node):
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, "a text is wanted here; write it in quotes")
            return Text.at(self.place(node), "")
        if "\0" in node.value:
            self.wrong(node, "a text holds a NUL; take it out")
        return Text.at(self.place(node), node.value)

    def words(self, node):
        text = self.text(node)
        if isinstance(node, yaml.ScalarNode) and not text.strip():
            self.wrong(node, "there is nothing here; write it, or say who does not know it")
        return text

    def id(self, node):
        text = self.text(node)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
            self.wrong(node, f"'{text}' is no id; write lower case letters, figures and hyphens")
        return text

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

    def texts(self, node, one=None):
        seen = {}
        for item in self.items(node):
            text = (one or self.text)(item)
            if text in seen:
                self.wrong(item, f"'{text}' stands here twice, first on line {seen[text]}")
            seen.setdefault(text, item.start_mark.line + 1)
        return list(seen)

    def numbers(self, node):
        return [self.number(item) for item in self.items(node)]

    def sequence(self, node):
        return [self.text(item) for item in self.items(node)]

    def lists(self, node):
        return [self.texts(item) for item in self.items(node)]

    def table(self, node, schema):
        names = {key.rstrip("?"): value for key, value in schema.items()}
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "keys are wanted here: " + ", ".join(names))
            return None
        found = {"place": self.place(node)}
        for key_node, value_node in node.value:
            key = self.text(key_node)
            if key not in names:
                self.wrong(key_node, f"unknown key '{key}'; there are " + ", ".join(names))
            elif key in found:
                self.wrong(key_node, f"key '{key}' stands here twice")
            else:
                found[key] = self.value(value_node, names[key])
        for key, value in schema.items():
            if key.rstrip("?") in found:
                continue
            if not key.endswith("?"):
                self.wrong(node, f"key '{key}' is missing" + said_of(found))
            found[key.rstrip("?")] = "" if value in ("text", "words", "id") else []
        return found

    def value(self, node, schema):
        if isinstance(schema, dict):
            return self.table(node, schema)
        if isinstance(schema, list):
            tables = [self.table(item, schema[0]) for item in self.items(node)]
            return [table for table in tables if table is not None]
        if isinstance(schema, tuple):
            text = self.text(node)
            if text not in schema:
                self.wrong(node, f"'{text}' is not known here; write " + " or ".join(schema))
            return text
        if schema == "ids":
            return self.texts(node, self.id)
        return getattr(self, schema)(node)

    def read(self, schema):
        """The whole file; {} with mistakes noted where it could not be read."""
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
        return self.table(node, schema) or {}


def said_of(table):
    name = table.get("id") or table.get("code") or ""
    return f" from '{name}'" if name else ""


def quoted(text):
    """A string of C in ASCII; octal escapes end after three digits, so nothing runs into them."""
    def one(byte):
        return chr(byte) if 32 <= byte < 127 and chr(byte) not in "\"\\?" else f"\\{byte:03o}"
    return '"' + "".join(one(byte) for byte in text.encode("utf-8")) + '"'


def as_str(text):
    return f"{{{quoted(text)}, {len(text.encode('utf-8'))}}}"
