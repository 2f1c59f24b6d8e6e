"""The kinds of the catalogue but labels: their schemas, what must hold between them, their tables
in C (src/catalogue/catalogue_tables.h says what each table is)."""
import glob
import os

import catalogue_guidance
from catalogue_parts import (FACTS, LEVELS, MARKS, SOURCES, STAGES, Tables, address, by_id,
                             check_facts, check_no_figures, check_reviewed, constant, facts_of,
                             knots_of, resolve, sources_of, struct)
from catalogue_yaml import Reader, as_str

SIGHTS = ("data", "partly", "people")
MEANINGS = ("not asked", "not said", "unusable")
SCOPES = ("everywhere", "reports")
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")

STAGE = {"id": "id", "name": "words", "question": "words", "hands": "words"}
FILES = {
    "stages.yaml": {"reviewed_by": "words", "stages": [STAGE], "thread": STAGE},
    "say.yaml": {"reviewed_by": "words", "source": "id",
                 "levels": [{"id": "words", "iap2": "words", "meaning": "words"}]},
    "checks.yaml": {"reviewed_by": "words",
                    "traits": [{"id": "id", "name": "words", "columns?": "texts",
                                "labels?": "texts"}],
                    "topics": [{"id": "id", "columns?": "texts"}],
                    "checks": [{"id": "id", "name": "words", "asks": "words", "needs": "words",
                                "file": "ids"}]},
    "presets.yaml": catalogue_guidance.PRESETS_FILE,
    "costs.yaml": catalogue_guidance.COSTS_FILE,
    "recommendations.yaml": catalogue_guidance.RECOMMENDATIONS_FILE,
    "standards.yaml": catalogue_guidance.STANDARDS_FILE,
    "text/words.yaml": {"reviewed_by": "words",
                        "plain": [{"word": "words", "meaning": "words"}],
                        "forbidden": [{"words": "texts", "instead": "words", "why": "words",
                                       "where": SCOPES}]},
    "mappings.yaml": {"reviewed_by": "words", "mappings": [{
        "from": "id", "to": "id", "note": "words", "pairs": [{"code": "words", "to": "words"}],
        "no_place?": [{"code": "words", "why": "words"}]}]},
    "codes/age-bands.yaml": {"reviewed_by": "words",
                             "bands": [{"id": "id", "name": "words", "from": "texts",
                                        "standard?": "numbers", "source?": "id"}]},
    "codes/deprivation-indices.yaml": {"reviewed_by": "words", "indices": [{
        "nation": NATIONS, "year": "number", "name": "words", "areas": "words",
        "source": "id"}]},
}
KNOTS = {"stage": STAGES, "knots": [{
    "id": "id", "name": "words", "how": "words", "sight": SIGHTS, "see": "words",
    "checks?": [{"check": "id", "of?": "id", "when?": "words"}], "ask?": "texts", "helps": "texts",
    "pulls_on?": "ids", "facts?": FACTS,
    "sources": "ids", "reviewed_by?": "words"}]}
CODES = {"id": "id", "name": "words", "topic": "id", "note": "words", "sources": "ids",
         "reviewed_by": "words", "second_character_is_local?": ("yes",),
         "order?": {"worst": "words", "best": "words", "between": "texts", "said": "texts"},
         "details": [{"groups": "number", "labels?": "texts"}],
         "codes": [{"code": "words", "label": "words", "also?": "texts",
                    "in?": "sequence"}],
         "not_recorded?": [{"code": "words", "label": "words", "also?": "texts",
                            "meaning": MEANINGS}]}


class Catalogue:
    """What was read: `files` by name, `knots` in the order of the stages, `codes` by id."""

    def __init__(self, folder):
        self.folder = folder
        self.mistakes = []
        self.read_paths = []
        self.files = {name: self.read(name, schema) for name, schema in FILES.items()}
        stages = [self.read(os.path.relpath(path, folder), KNOTS)
                  for path in glob.glob(os.path.join(folder, "knots", "*.yaml"))]
        stages = [stage for stage in stages if stage.get("stage") in STAGES]
        stages.sort(key=lambda stage: STAGES.index(stage["stage"]))
        self.knots = [dict(knot, stage=stage["stage"]) for stage in stages
                      for knot in stage["knots"]]
        self.stage_files = [stage["stage"] for stage in stages]
        self.sources = self.gather("sources", SOURCES, "sources")
        kinds = self.folder_files("techniques", catalogue_guidance.TECHNIQUES)
        self.kinds, self.techniques = catalogue_guidance.in_order(kinds)
        self.codes = [self.read(os.path.relpath(path, folder), CODES)
                      for path in sorted(glob.glob(os.path.join(folder, "codes", "*.yaml")))
                      if os.path.relpath(path, folder) not in FILES]

    def read(self, name, schema):
        path = os.path.join(self.folder, name)
        self.read_paths.append(path)
        return Reader(path, self.mistakes).read(schema)

    def folder_files(self, name, schema):
        """Every file of a folder, by name; those that could not be read are left out."""
        found = [self.read(os.path.relpath(path, self.folder), schema)
                 for path in sorted(glob.glob(os.path.join(self.folder, name, "*.yaml")))]
        return [file for file in found if file]

    def gather(self, name, schema, key):
        return [row for file in self.folder_files(name, schema) for row in file[key]]

    def wrong(self, place, text):
        self.mistakes.append(f"{place}: {text}")

    def rows(self, name, key):
        return self.files[name].get(key, [])


# ---- what must hold ----

def check_fixed_lists(catalogue):
    """The order of these is the order of enums in src/catalogue/ids.h."""
    for name, key, wanted in (("stages.yaml", "stages", STAGES), ("say.yaml", "levels", LEVELS)):
        rows = catalogue.rows(name, key)
        if tuple(row["id"] for row in rows) != wanted:
            catalogue.wrong(f"{catalogue.folder}/{name}:1",
                            f"'{key}' are not in this order: " + ", ".join(wanted))
    for stage in set(catalogue.stage_files):
        if catalogue.stage_files.count(stage) > 1:
            catalogue.wrong(catalogue.folder + "/knots", f"two files are about stage '{stage}'")


def check_knots(catalogue, sources):
    knots = by_id(catalogue, catalogue.knots, "knot")
    checks = {row["id"] for row in catalogue.rows("checks.yaml", "checks")}
    topics = {row["id"] for row in catalogue.rows("checks.yaml", "topics")}
    for knot in catalogue.knots:
        check_reviewed(catalogue, knot)
        check_no_figures(catalogue, knot, ("name", "how"))
        if not knot["name"].endswith(".") or len(knot["name"]) > 160:
            catalogue.wrong(knot["name"].place, f"the name of '{knot['id']}' is not one sentence "
                                                "of at most 160 characters")
        for other in knot["pulls_on"]:
            if resolve(catalogue, other, knots, "knot") and other == knot["id"]:
                catalogue.wrong(other.place, f"'{other}' pulls on itself")
        for check in knot["checks"]:
            resolve(catalogue, check["check"], checks, "check")
            resolve(catalogue, check["of"], topics, "topic")
        if knot["sight"] != "data" and not knot["ask"]:
            catalogue.wrong(knot["place"], f"'{knot['id']}' needs people's answers and has nothing "
                                           "under 'ask'")
        if knot["sight"] == "people" and knot["checks"]:
            catalogue.wrong(knot["place"], f"'{knot['id']}' is for people to answer, and yet has "
                                           "checks; call its sight 'partly'")
        check_facts(catalogue, knot, sources)


def check_sources(catalogue):
    rows = catalogue.sources
    used = {source for row in catalogue.knots + catalogue_guidance.with_sources(catalogue)
            for source in row["sources"]}
    used |= {source for codes in catalogue.codes for source in codes.get("sources", [])}
    used |= {row["source"] for row in catalogue.rows("codes/age-bands.yaml", "bands")}
    used |= {row["source"] for row in catalogue.rows("codes/deprivation-indices.yaml", "indices")}
    used.add(catalogue.files["say.yaml"].get("source"))
    for row in rows:
        if not row["mark"]:
            catalogue.wrong(row["place"], f"source '{row['id']}' has no mark; write "
                                          + " or ".join(MARKS))
        if row["id"] not in used:
            catalogue.wrong(row["place"], f"nothing names source '{row['id']}'; take it out")
    return by_id(catalogue, rows, "source")


def check_codes(catalogue, sources):
    by_id(catalogue, catalogue.codes, "code list")
    topics = {row["id"] for row in catalogue.rows("checks.yaml", "topics")}
    for codes in catalogue.codes:
        if not codes:
            continue
        resolve(catalogue, codes["topic"], topics, "topic")
        for source in codes["sources"]:
            resolve(catalogue, source, sources, "source")
        counts = [detail["groups"] for detail in codes["details"]]
        if counts != sorted(set(counts)) or counts[-1:] != [len(codes["codes"])]:
            catalogue.wrong(codes["place"], f"the details of '{codes['id']}' do not rise to its "
                                            f"{len(codes['codes'])} codes")
        check_details(catalogue, codes)
        if codes["order"] and len(codes["order"]["said"]) != len(codes["codes"]):
            catalogue.wrong(codes["place"], f"'{codes['id']}' says {len(codes['order']['said'])} "
                                            f"of its {len(codes['codes'])} codes in words")
        seen = {}
        for row in codes["codes"] + codes["not_recorded"]:
            for text in [row["code"], row["label"]] + row["also"]:
                if seen.setdefault(text.lower(), row) is not row:
                    catalogue.wrong(row["place"], f"'{text}' of '{codes['id']}' means two things")


def check_mappings(catalogue):
    """Every group of one list has one place in the other, or a reason why it has none."""
    lists = {codes.get("id"): codes for codes in catalogue.codes}
    for row in catalogue.rows("mappings.yaml", "mappings"):
        if not (resolve(catalogue, row["from"], lists, "code list") and
                resolve(catalogue, row["to"], lists, "code list")):
            continue
        places = {code["code"] for code in lists[row["to"]]["codes"]}
        left = [code["code"] for code in lists[row["from"]]["codes"]]
        for pair in row["pairs"] + row["no_place"]:
            if pair["code"] not in left:
                catalogue.wrong(pair["place"], f"'{pair['code']}' is no group of '{row['from']}', "
                                               "or has its place already")
            else:
                left.remove(pair["code"])
            if "to" in pair:
                resolve(catalogue, pair["to"], places, f"group of '{row['to']}'")
        for code in left:
            catalogue.wrong(row["place"], f"'{code}' of '{row['from']}' has no place; say under "
                                          "no_place why")


def check_details(catalogue, codes):
    for number, detail in enumerate(codes["details"][:-1]):
        if len(detail["labels"]) != detail["groups"]:
            catalogue.wrong(detail["place"], f"{detail['groups']} groups are named by "
                                             f"{len(detail['labels'])} labels")
        used = set()
        for row in codes["codes"]:
            label = row["in"][number] if number < len(row["in"]) else ""
            used.add(label)
            if label not in detail["labels"]:
                catalogue.wrong(row["place"], f"code '{row['code']}' is in none of the "
                                              f"{detail['groups']} groups")
        for label in detail["labels"]:
            if label not in used:
                catalogue.wrong(label.place, f"no code is in '{label}'")
    for row in codes["codes"]:
        if len(row["in"]) != len(codes["details"]) - 1:
            catalogue.wrong(row["place"], f"code '{row['code']}' names {len(row['in'])} groups for "
                                          f"{len(codes['details']) - 1} coarser details")


def check_words(catalogue):
    plain = {}
    for row in catalogue.rows("text/words.yaml", "plain"):
        if row["word"].lower() in plain:
            catalogue.wrong(row["place"], f"word '{row['word']}' is there twice")
        plain[row["word"].lower()] = row
    seen = set()
    for row in catalogue.rows("text/words.yaml", "forbidden"):
        for word in row["words"]:
            if word.lower() in seen:
                catalogue.wrong(row["place"], f"forbidden word '{word}' is there twice")
            if word.lower() in plain:
                catalogue.wrong(row["place"], f"'{word}' is forbidden and a plain word at once")
            seen.add(word.lower())


def check_bands(catalogue):
    rows = catalogue.rows("codes/age-bands.yaml", "bands")
    by_id(catalogue, rows, "set of age bands")
    known = {row["id"] for row in catalogue.sources}
    for row in rows:
        if row["standard"] and len(row["standard"]) != len(row["from"]):
            catalogue.wrong(row["place"], f"the standard population of '{row['id']}' has "
                                          f"{len(row['standard'])} figures for {len(row['from'])} "
                                          "bands")
        if bool(row["standard"]) != bool(row["source"]):
            catalogue.wrong(row["place"], f"a standard population of '{row['id']}' and its source "
                                          "stand together")
        resolve(catalogue, row["source"], known, "source")
    for row in rows:
        if not all(text.isdigit() for text in row["from"]):
            catalogue.wrong(row["place"], f"'{row['id']}' has bands that begin at no whole number")
        elif [int(text) for text in row["from"]] != sorted({int(text) for text in row["from"]}):
            catalogue.wrong(row["place"], f"the ages of '{row['id']}' do not rise")


def check_indices(catalogue, sources):
    rows = catalogue.rows("codes/deprivation-indices.yaml", "indices")
    for row in rows:
        row["id"] = f"{row['nation']} {row['year']}"
        resolve(catalogue, row["source"], sources, "source")
    by_id(catalogue, rows, "index of deprivation")


def check_all(catalogue):
    sources = check_sources(catalogue)
    by_id(catalogue, catalogue.rows("checks.yaml", "checks"), "check")
    by_id(catalogue, catalogue.rows("checks.yaml", "topics"), "topic")
    traits = by_id(catalogue, catalogue.rows("checks.yaml", "traits"), "trait")
    for row in catalogue.rows("checks.yaml", "checks"):
        for trait in row["file"]:
            resolve(catalogue, trait, traits, "trait")
    check_fixed_lists(catalogue)
    check_knots(catalogue, sources)
    check_codes(catalogue, sources)
    check_mappings(catalogue)
    check_words(catalogue)
    check_bands(catalogue)
    check_indices(catalogue, sources)
    catalogue_guidance.check(catalogue, sources)


# ---- tables in C ----

def write_stages(tables, catalogue):
    stages = catalogue.files["stages.yaml"]

    def one(row):
        return struct(id=as_str(row["id"]), name=as_str(row["name"]),
                      question=as_str(row["question"]), hands=as_str(row["hands"]))
    tables.public("CATALOGUE_STAGES", "StageInfo",
                  [one(row) for row in stages["stages"]] + [one(stages["thread"])])
    tables.public("CATALOGUE_SAY", "SayInfo", [
        struct(id=as_str(row["id"]), iap2=as_str(row["iap2"]), meaning=as_str(row["meaning"]))
        for row in catalogue.rows("say.yaml", "levels")])


def write_checks(tables, catalogue):
    tables.public("CATALOGUE_CHECKS", "CheckInfo", [
        struct(id=as_str(row["id"]), name=as_str(row["name"]), asks=as_str(row["asks"]),
               needs=as_str(row["needs"]),
               traits=tables.list(constant("CHECK_TRAITS_", row["id"]), "FileTrait",
                                  [constant("TRAIT_", trait) for trait in row["file"]]))
        for row in catalogue.rows("checks.yaml", "checks")])
    tables.public("CATALOGUE_TRAITS", "TraitInfo", [
        struct(id=as_str(row["id"]), name=as_str(row["name"]),
               columns=tables.texts(constant("TRAIT_COLUMNS_", row["id"]), row["columns"]),
               labels=tables.texts(constant("TRAIT_LABELS_", row["id"]), row["labels"]))
        for row in catalogue.rows("checks.yaml", "traits")])
    tables.public("CATALOGUE_TOPICS", "TopicInfo", [
        struct(id=as_str(row["id"]),
               columns=tables.texts(constant("TOPIC_COLUMNS_", row["id"]), row["columns"]))
        for row in catalogue.rows("checks.yaml", "topics")])


def write_sources(tables, catalogue):
    tables.public("CATALOGUE_SOURCES", "CatalogueSource", [
        struct(id=as_str(row["id"]), by=as_str(row["by"]), year=as_str(row["year"] or ""),
               title=as_str(row["title"]), where=as_str(row["where"] or ""),
               link=as_str(row["link"] or ""), mark=constant("SOURCE_", row["mark"]),
               note=as_str(row["note"] or ""))
        for row in catalogue.sources])


def write_knots(tables, catalogue):
    checks = catalogue.rows("checks.yaml", "checks")
    rows = []
    for number, knot in enumerate(catalogue.knots):
        name = f"KNOT_{number}_"
        rows.append(struct(
            id=as_str(knot["id"]), stage=constant("STAGE_", knot["stage"]),
            sight=constant("SIGHT_", knot["sight"]), name=as_str(knot["name"]),
            how=as_str(knot["how"]), see=as_str(knot["see"]),
            asks=tables.texts(name + "ASKS", knot["ask"]),
            helps=tables.texts(name + "HELPS", knot["helps"]),
            checks=tables.list(name + "CHECKS", "KnotCheck", [
                struct(check=address("CATALOGUE_CHECKS", checks, check["check"]),
                       of=as_str(check["of"] or ""), when=as_str(check["when"] or ""))
                for check in knot["checks"]]),
            pulls_on=knots_of(tables, catalogue, name + "PULLS_ON", knot["pulls_on"]),
            facts=facts_of(tables, catalogue, name, knot),
            sources=sources_of(tables, catalogue, name, knot),
            reviewed_by=as_str(knot["reviewed_by"])))
    tables.public("CATALOGUE_KNOTS", "Knot", rows)


def write_code(tables, codes, row, name):
    inside = [detail["labels"].index(label)
              for detail, label in zip(codes["details"], row.get("in", []))]
    groups = "NULL"
    if inside:
        tables.rows(name + "_IN", "size_t", inside)
        groups = name + "_IN"
    return struct(code=as_str(row["code"]), label=as_str(row["label"]),
                  also=tables.texts(name + "_ALSO", row["also"]), groups=groups,
                  meaning=constant("CODE_", row.get("meaning", "group")))


def write_codes(tables, catalogue):
    rows = []
    for number, codes in enumerate(catalogue.codes):
        name = f"CODES_{number}_"
        order = codes["order"] or {"worst": "", "best": "", "between": [], "said": []}
        details = [struct(groups=detail["groups"], labels=tables.texts(
            f"{name}DETAIL_{i}", detail["labels"] or [row["label"] for row in codes["codes"]]))
            for i, detail in enumerate(codes["details"])]
        entries = [write_code(tables, codes, row, f"{name}{i}")
                   for i, row in enumerate(codes["codes"] + codes["not_recorded"])]
        rows.append(struct(
            id=as_str(codes["id"]), name=as_str(codes["name"]), topic=as_str(codes["topic"]),
            note=as_str(codes["note"]), worst=as_str(order["worst"]), best=as_str(order["best"]),
            between=tables.texts(name + "BETWEEN", order["between"]),
            said=tables.texts(name + "SAID", order["said"]),
            second_is_local="true" if codes["second_character_is_local"] else "false",
            details=tables.list(name + "DETAILS", "CodeDetail", details),
            entries=tables.list(name + "ENTRIES", "CodeEntry", entries),
            recorded=len(codes["codes"]),
            sources=sources_of(tables, catalogue, name, codes),
            reviewed_by=as_str(codes["reviewed_by"])))
    tables.public("CATALOGUE_CODES", "CodeList", rows)
    tables.public("CATALOGUE_AGE_BANDS", "AgeBands", [
        struct(id=as_str(row["id"]), name=as_str(row["name"]),
               edges=tables.list(f"AGE_BANDS_{i}", "double", row["from"]),
               standard=tables.list(f"AGE_STANDARD_{i}", "double", row["standard"]),
               source=address("CATALOGUE_SOURCES", catalogue.sources, row["source"])
               if row["source"] else "NULL")
        for i, row in enumerate(catalogue.rows("codes/age-bands.yaml", "bands"))])


def write_indices(tables, catalogue):
    table = catalogue.files["codes/deprivation-indices.yaml"]
    tables.public("CATALOGUE_INDICES", "DeprivationIndex", [
        struct(id=as_str(row["id"]), nation=as_str(row["nation"]), name=as_str(row["name"]),
               areas=as_str(row["areas"]),
               source=address("CATALOGUE_SOURCES", catalogue.sources, row["source"]))
        for row in table["indices"]])


def write_mappings(tables, catalogue):
    ids = [codes["id"] for codes in catalogue.codes]
    rows = []

    def entry(list_id, code):
        number = ids.index(list_id)
        codes = [row["code"] for row in catalogue.codes[number]["codes"]]
        return f"&CODES_{number}_ENTRIES[{codes.index(code)}]"
    for number, row in enumerate(catalogue.rows("mappings.yaml", "mappings")):
        pairs = [{"from": entry(row["from"], pair["code"]), "why": as_str(pair.get("why", "")),
                  "to": entry(row["to"], pair["to"]) if "to" in pair else "NULL"}
                 for pair in row["pairs"] + row["no_place"]]
        rows.append(struct(**{
            "from": f"&CATALOGUE_CODES[{ids.index(row['from'])}]",
            "to": f"&CATALOGUE_CODES[{ids.index(row['to'])}]", "note": as_str(row["note"]),
            "pairs": tables.list(f"MAPPING_{number}_PAIRS", "CodePair",
                                 [struct(**pair) for pair in pairs])}))
    tables.public("CATALOGUE_MAPPINGS", "CodeMapping", rows)
    reviewed = as_str(catalogue.files["mappings.yaml"]["reviewed_by"])
    tables.parts.append(f"const Str CATALOGUE_MAPPINGS_REVIEWED_BY = {reviewed};\n\n")


def write_words(tables, catalogue):
    plain = sorted(catalogue.rows("text/words.yaml", "plain"), key=lambda row: row["word"].lower())
    tables.public("CATALOGUE_WORDS", "WordMeaning", [
        struct(word=as_str(row["word"]), meaning=as_str(row["meaning"])) for row in plain])
    tables.public("CATALOGUE_FORBIDDEN", "ForbiddenWord", [
        struct(word=as_str(word), instead=as_str(row["instead"]), why=as_str(row["why"]),
               reports_only="true" if row["where"] == "reports" else "false")
        for row in catalogue.rows("text/words.yaml", "forbidden") for word in row["words"]])


def compile_folder(folder):
    """(mistakes, C, files read)"""
    catalogue = Catalogue(folder)
    if not catalogue.mistakes:
        check_all(catalogue)
    if catalogue.mistakes:
        return catalogue.mistakes, "", catalogue.read_paths
    tables = Tables()
    for write in (write_stages, write_checks, write_sources, write_knots, write_codes,
                  write_indices, write_mappings, write_words, catalogue_guidance.write):
        write(tables, catalogue)
    head = ("/* Compiled from catalogue/ by tools/compile_catalogue.py; change that. */\n"
            '#include "catalogue/catalogue_tables.h"\n\n')
    return [], head + "".join(tables.parts).rstrip("\n") + "\n", catalogue.read_paths
