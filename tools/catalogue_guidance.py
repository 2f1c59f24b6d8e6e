"""The kinds of the catalogue that say what to do: techniques of working with people, what others
ask for, what of a report shows the items of reporting standards, and sets of groups."""
from catalogue_parts import (FACTS, LEVELS, MARKS, STAGES, address, by_id, check_facts,
                             check_no_figures, check_reviewed, constant, facts_of, knots_of,
                             resolve, sources_of, struct)
from catalogue_yaml import as_str

KINDS = ("choose", "partner", "look", "tell", "judge")
COSTS = ("low", "middle", "high", "highest")

COSTS_FILE = {"reviewed_by": "words", "costs": [{"id": "id", "name": "words"}]}
TECHNIQUES = {"kind": KINDS, "name": "words", "techniques": [{
    "id": "id", "name": "words", "what": "words", "stages": "ids",
    "say": {"from": LEVELS, "to": LEVELS},
    "people": {"from": "number", "to?": "number", "several?": ("yes",), "note?": "words"},
    "time": "words", "cost": {"from": COSTS, "to": COSTS, "note?": "words"}, "access": "texts",
    "tips": "texts", "not_when": "texts", "note?": "words", "knots?": "ids", "facts?": FACTS,
    "sources": "ids", "reviewed_by?": "words"}]}
RECOMMENDATIONS_FILE = {"recommendations": [{
    "id": "id", "text": "words", "for": "texts", "stages": "ids", "knots": "ids", "note?": "words",
    "sources": "ids", "reviewed_by?": "words"}]}
HELD = ("not held", "data", "written", "both")
STANDARDS_FILE = {"reviewed_by": "words", "standards": [{
    "id": "id", "name": "words", "source": "id", "note": "words", "items": [{
        "item": "words", "label": "words", "mark": MARKS, "held": HELD, "shows?": "words",
        "checks?": "ids", "knots?": "ids"}]}]}
PRESETS_FILE = {"reviewed_by": "words", "presets": [{
    "id": "id", "name": "words", "note": "words", "sources": "ids", "dimensions": [{
        "name": "words", "of?": "ids", "columns?": "texts", "otherwise": "words"}]}]}


def in_order(files):
    """(kinds, techniques), both in the order of KINDS."""
    files = sorted((file for file in files if file["kind"] in KINDS),
                   key=lambda file: KINDS.index(file["kind"]))
    return ([{"id": file["kind"], "name": file["name"], "place": file["place"]} for file in files],
            [dict(row, kind=file["kind"]) for file in files for row in file["techniques"]])


def with_sources(catalogue):
    return (catalogue.techniques + catalogue.rows("recommendations.yaml", "recommendations") +
            catalogue.rows("presets.yaml", "presets") +
            [{"sources": [row["source"]]} for row in catalogue.rows("standards.yaml", "standards")])


# ---- what must hold ----

def check_range(catalogue, row, key, words):
    if words.index(row[key]["from"]) > words.index(row[key]["to"]):
        catalogue.wrong(row[key]["place"], f"'{key}' of '{row['id']}' falls from "
                                           f"'{row[key]['from']}' to '{row[key]['to']}'")


def check_techniques(catalogue, sources):
    knots = {knot["id"] for knot in catalogue.knots}
    by_id(catalogue, catalogue.techniques, "technique")
    by_id(catalogue, catalogue.kinds, "kind of technique")
    for row in catalogue.techniques:
        check_reviewed(catalogue, row)
        check_facts(catalogue, row, sources)
        check_no_figures(catalogue, row, ("name", "what", "access", "tips", "not_when"))
        check_range(catalogue, row, "say", LEVELS)
        check_range(catalogue, row, "cost", COSTS)
        for stage in row["stages"]:
            resolve(catalogue, stage, STAGES, "stage")
        for knot in row["knots"]:
            resolve(catalogue, knot, knots, "knot")
        people = row["people"]
        if people["from"] < 1 or (people["to"] and people["to"] < people["from"]):
            catalogue.wrong(people["place"], f"'people' of '{row['id']}' rise from at least 1")
        if people["several"] and not people["to"]:
            catalogue.wrong(people["place"], f"'{row['id']}' has several groups of no size; say "
                                             "'to'")


def check_recommendations(catalogue, sources):
    rows = catalogue.rows("recommendations.yaml", "recommendations")
    knots = {knot["id"] for knot in catalogue.knots}
    by_id(catalogue, rows, "recommendation")
    for row in rows:
        check_reviewed(catalogue, row)
        check_no_figures(catalogue, row, ("text",))
        for stage in row["stages"]:
            resolve(catalogue, stage, STAGES, "stage")
        for knot in row["knots"]:
            resolve(catalogue, knot, knots, "knot")
        known = [source for source in row["sources"]
                 if resolve(catalogue, source, sources, "source")]
        if all(sources[source]["mark"] == "unseen" for source in known):
            catalogue.wrong(row["place"], f"no source of '{row['id']}' was seen; what nobody read "
                                          "is not passed on as a recommendation")


def check_items(catalogue, standard, sources):
    knots = {knot["id"] for knot in catalogue.knots}
    checks = {row["id"] for row in catalogue.rows("checks.yaml", "checks")}
    seen = set()
    for row in standard["items"]:
        if row["item"] in seen:
            catalogue.wrong(row["place"], f"item {row['item']} of '{standard['id']}' is there "
                                          "twice")
        seen.add(row["item"])
        if bool(row["shows"]) == (row["held"] == "not held"):
            catalogue.wrong(row["place"], f"item {row['item']} of '{standard['id']}' is held where "
                                          "it says under 'shows' what shows it, else not held")
        if row["mark"] == "seen" and sources[standard["source"]]["mark"] != "seen":
            catalogue.wrong(row["place"], f"'{standard['source']}' itself was not seen; mark item "
                                          f"{row['item']} retold or unseen")
        for check in row["checks"]:
            resolve(catalogue, check, checks, "check")
        for knot in row["knots"]:
            resolve(catalogue, knot, knots, "knot")


def check_standards(catalogue, sources):
    rows = catalogue.rows("standards.yaml", "standards")
    by_id(catalogue, rows, "standard")
    for row in rows:
        if resolve(catalogue, row["source"], sources, "source"):
            check_items(catalogue, row, sources)


def check_costs(catalogue):
    if tuple(row["id"] for row in catalogue.rows("costs.yaml", "costs")) != COSTS:
        catalogue.wrong(f"{catalogue.folder}/costs.yaml:1",
                        "'costs' are not in this order: " + ", ".join(COSTS))


def check_presets(catalogue, sources):
    """What a dimension is about tells which columns hold it."""
    topics = {row["id"]: row for row in catalogue.rows("checks.yaml", "topics")}
    by_id(catalogue, catalogue.rows("presets.yaml", "presets"), "set of groups")
    for row in catalogue.rows("presets.yaml", "presets"):
        for source in row["sources"]:
            if resolve(catalogue, source, sources, "source") and \
                    sources[source]["mark"] == "unseen":
                catalogue.wrong(row["place"],
                                f"'{row['id']}' rests on '{source}', which nobody read")
        for dimension in row["dimensions"]:
            words = [word for topic in dimension["of"]
                     if resolve(catalogue, topic, topics, "topic")
                     for word in topics[topic]["columns"]]
            dimension["words"] = list(dict.fromkeys(words + dimension["columns"]))
            if not dimension["words"]:
                catalogue.wrong(dimension["place"], f"no column can hold '{dimension['name']}'; "
                                                    "write 'of' or 'columns'")


def check(catalogue, sources):
    check_presets(catalogue, sources)
    check_costs(catalogue)
    check_techniques(catalogue, sources)
    check_recommendations(catalogue, sources)
    check_standards(catalogue, sources)


# ---- tables in C ----

def stage_bits(row):
    return " | ".join(f"1u << {constant('STAGE_', stage)}" for stage in row["stages"])


def write_techniques(tables, catalogue):
    tables.public("CATALOGUE_COSTS", "CostInfo", [
        struct(id=as_str(row["id"]), name=as_str(row["name"]))
        for row in catalogue.rows("costs.yaml", "costs")])
    tables.public("CATALOGUE_TECHNIQUE_KINDS", "TechniqueKind", [
        struct(id=as_str(row["id"]), name=as_str(row["name"])) for row in catalogue.kinds])
    rows = []
    for number, row in enumerate(catalogue.techniques):
        name = f"TECHNIQUE_{number}_"
        people = row["people"]
        rows.append(struct(
            id=as_str(row["id"]), name=as_str(row["name"]), what=as_str(row["what"]),
            kind=address("CATALOGUE_TECHNIQUE_KINDS", catalogue.kinds, row["kind"]),
            stages=stage_bits(row), say_from=constant("SAY_", row["say"]["from"]),
            say_to=constant("SAY_", row["say"]["to"]), people_from=people["from"],
            people_to=people["to"] or 0, several="true" if people["several"] else "false",
            people_note=as_str(people["note"] or ""), time=as_str(row["time"]),
            cost_from=constant("COST_", row["cost"]["from"]),
            cost_to=constant("COST_", row["cost"]["to"]),
            cost_note=as_str(row["cost"]["note"] or ""),
            access=tables.texts(name + "ACCESS", row["access"]),
            tips=tables.texts(name + "TIPS", row["tips"]),
            not_when=tables.texts(name + "NOT_WHEN", row["not_when"]),
            note=as_str(row["note"] or ""),
            knots=knots_of(tables, catalogue, name + "KNOTS", row["knots"]),
            facts=facts_of(tables, catalogue, name, row),
            sources=sources_of(tables, catalogue, name, row),
            reviewed_by=as_str(row["reviewed_by"])))
    tables.public("CATALOGUE_TECHNIQUES", "Technique", rows)


def write_recommendations(tables, catalogue):
    rows = []
    for number, row in enumerate(catalogue.rows("recommendations.yaml", "recommendations")):
        name = f"RECOMMENDATION_{number}_"
        rows.append(struct(
            id=as_str(row["id"]), text=as_str(row["text"]),
            addressed_to=tables.texts(name + "FOR", row["for"]), stages=stage_bits(row),
            knots=knots_of(tables, catalogue, name + "KNOTS", row["knots"]),
            note=as_str(row["note"] or ""), sources=sources_of(tables, catalogue, name, row),
            reviewed_by=as_str(row["reviewed_by"])))
    tables.public("CATALOGUE_RECOMMENDATIONS", "Recommendation", rows)


def standard_item(tables, catalogue, name, row):
    checks = catalogue.rows("checks.yaml", "checks")
    return struct(
        item=as_str(row["item"]), label=as_str(row["label"]),
        mark=constant("SOURCE_", row["mark"]), held=constant("ITEM_", row["held"]),
        shows=as_str(row["shows"] or ""),
        checks=tables.list(name + "CHECKS", "CheckInfo *const", [
            address("CATALOGUE_CHECKS", checks, check) for check in row["checks"]]),
        knots=knots_of(tables, catalogue, name + "KNOTS", row["knots"]))


def write_standards(tables, catalogue):
    rows = []
    for number, row in enumerate(catalogue.rows("standards.yaml", "standards")):
        items = [standard_item(tables, catalogue, f"STANDARD_{number}_{i}_", item)
                 for i, item in enumerate(row["items"])]
        rows.append(struct(
            id=as_str(row["id"]), name=as_str(row["name"]), note=as_str(row["note"]),
            items=tables.list(f"STANDARD_{number}_ITEMS", "StandardItem", items),
            source=address("CATALOGUE_SOURCES", catalogue.sources, row["source"])))
    tables.public("CATALOGUE_STANDARDS", "Standard", rows)
    reviewed = as_str(catalogue.files["standards.yaml"]["reviewed_by"])
    tables.parts.append(f"const Str CATALOGUE_STANDARDS_REVIEWED_BY = {reviewed};\n\n")


def write_presets(tables, catalogue):
    rows = []
    for number, row in enumerate(catalogue.rows("presets.yaml", "presets")):
        name = f"PRESET_{number}_"
        dimensions = [struct(name=as_str(one["name"]), otherwise=as_str(one["otherwise"]),
                             columns=tables.texts(f"{name}{i}_COLUMNS", one["words"]))
                      for i, one in enumerate(row["dimensions"])]
        rows.append(struct(
            id=as_str(row["id"]), name=as_str(row["name"]), note=as_str(row["note"]),
            dimensions=tables.list(name + "DIMENSIONS", "PresetDimension", dimensions),
            sources=sources_of(tables, catalogue, name, row)))
    tables.public("CATALOGUE_PRESETS", "Preset", rows)
    reviewed = as_str(catalogue.files["presets.yaml"]["reviewed_by"])
    tables.parts.append(f"const Str CATALOGUE_PRESETS_REVIEWED_BY = {reviewed};\n\n")


def write(tables, catalogue):
    write_presets(tables, catalogue)
    write_techniques(tables, catalogue)
    write_recommendations(tables, catalogue)
    write_standards(tables, catalogue)
