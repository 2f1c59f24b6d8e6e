"""What the kinds of the catalogue share: ids that resolve, facts with their sources, rows of C."""
import re

from catalogue_yaml import as_str

STAGES = ("frame", "reach", "record", "join", "model", "prove", "use", "watch")
LEVELS = ("told", "asked", "involved", "worked together", "decided")
MARKS = ("seen", "retold", "unseen")

SOURCES = {"sources": [{"id": "id", "by": "words", "year?": "words", "title": "words",
                        "where?": "words", "link?": "words", "mark?": MARKS, "note?": "words"}]}
FACTS = [{"text": "words", "source": "id", "mark?": MARKS}]


# ---- what must hold ----

def by_id(catalogue, rows, kind):
    found = {}
    for row in rows:
        if row["id"] in found:
            catalogue.wrong(row["place"], f"{kind} '{row['id']}' is there twice, first at "
                                          f"{found[row['id']]['place']}")
        found.setdefault(row["id"], row)
    return found


def resolve(catalogue, text, known, kind):
    if text and text not in known:
        catalogue.wrong(text.place, f"no {kind} is called '{text}'")
    return text in known


def check_reviewed(catalogue, row):
    if not row["reviewed_by"]:
        catalogue.wrong(row["place"], f"'{row['id']}' does not say who reviewed it; write "
                                      "reviewed_by, and 'nobody it is about' is an answer")


def check_no_figures(catalogue, row, keys):
    for key in keys:
        for text in [row[key]] if isinstance(row[key], str) else row[key]:
            if re.search(r"\d", text):
                catalogue.wrong(getattr(text, "place", row["place"]),
                                f"'{key}' of '{row['id']}' holds a figure; a figure is a fact, and "
                                "stands under 'facts' with its source")


def check_facts(catalogue, row, sources):
    """Every source of the row is there; every fact rests on one of them that was seen."""
    for source in row["sources"]:
        resolve(catalogue, source, sources, "source")
    for fact in row["facts"]:
        if not fact["mark"]:
            catalogue.wrong(fact["place"], f"a fact of '{row['id']}' has no mark; write seen or "
                                           "retold")
        if fact["source"] not in row["sources"]:
            catalogue.wrong(fact["place"], f"source '{fact['source']}' of this fact is not among "
                                           f"the sources of '{row['id']}'")
        mark = sources.get(fact["source"], {}).get("mark", "unseen")
        if fact["mark"] == "unseen" or mark == "unseen":
            catalogue.wrong(fact["place"], f"this fact of '{row['id']}' was not seen in "
                                           f"'{fact['source']}'; nothing unseen is printed as fact")
        elif fact["mark"] == "seen" and mark == "retold":
            catalogue.wrong(fact["place"], f"'{fact['source']}' itself is known second-hand; mark "
                                           "this fact retold")


# ---- rows of C ----

class Tables:
    """Named arrays of C; equal lists of texts are not shared, for the sake of names."""

    def __init__(self):
        self.parts = []

    def rows(self, name, type_name, rows, public=False):
        body = "".join(f"    {row},\n" for row in rows)
        word = "" if public else "static "
        self.parts.append(f"{word}const {type_name} {name}[] = {{\n{body}}};\n\n")

    def list(self, name, type_name, rows):
        """An initialiser {items, count}; {NULL, 0} for an empty list."""
        if not rows:
            return "{NULL, 0}"
        self.rows(name, type_name, rows)
        return f"{{{name}, {len(rows)}}}"

    def texts(self, name, texts):
        return self.list(name, "Str", [as_str(text) for text in texts])

    def public(self, name, type_name, rows):
        self.rows(name, type_name, rows, public=True)
        self.parts.append(f"const size_t {name}_COUNT = {len(rows)};\n\n")


def constant(prefix, word):
    return prefix + re.sub(r"\W", "_", word).upper()


def struct(**members):
    return "{" + ", ".join(f".{name} = {value}" for name, value in members.items()) + "}"


def address(table, rows, wanted):
    return f"&{table}[{[row['id'] for row in rows].index(wanted)}]"


def facts_of(tables, catalogue, name, row):
    return tables.list(name + "FACTS", "CatalogueFact", [
        struct(text=as_str(fact["text"]), mark=constant("SOURCE_", fact["mark"]),
               source=address("CATALOGUE_SOURCES", catalogue.sources, fact["source"]))
        for fact in row["facts"]])


def sources_of(tables, catalogue, name, row):
    return tables.list(name + "SOURCES", "CatalogueSource *const", [
        address("CATALOGUE_SOURCES", catalogue.sources, source) for source in row["sources"]])


def knots_of(tables, catalogue, name, ids):
    return tables.list(name, "Knot *const", [
        address("CATALOGUE_KNOTS", catalogue.knots, knot) for knot in ids])
