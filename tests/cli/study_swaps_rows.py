#!/usr/bin/env python3
"""Writes texts.csv, records.csv and study.yaml: made-up answers of a program to made-up texts, each
put in again with only the name changed. Less is said of some texts where the name is a man's; what
is said of records changes for one origin, as often to one side as to the other."""
import random

STUDY = """unknot: 1
title: What a program says when only the name changes (made up)
question: Does what is written down of a person hang on the name?
made_up: yes
data:
  texts:
    file: texts.csv
  records:
    file: records.csv
groups:
  name:
    column: name
  origin:
    column: origin
    compare_with: British
    because: most of the records were written of people with such names
swaps:
  three needs or more:
    pair: text
    group: name
    outcome: needs >= 3
    means: names three needs or more; our own count of the words for need
  urgent:
    in: records
    pair: record
    group: origin
    outcome: urgent = 1
matters: 5 per 100
protect: unknot-default
"""
ORIGINS = ("British", "Nigerian", "Polish")


def write(name, head, rows, chance):
    chance.shuffle(rows)
    with open(name, "w", encoding="utf-8") as file:
        file.write(head + "\n")
        file.writelines(",".join(row) + "\n" for row in rows)


def main():
    chance = random.Random(20261201)
    texts, records = [], []
    for text in range(400):
        needs = chance.choice((1, 2, 3, 3, 4, 5))
        for name in ("man", "woman"):
            said = str(needs - (name == "man" and chance.random() < 0.4))
            if text % 67 == 3 and name == "woman":
                said = ""
            if text % 57 != 5 or name != "man":
                texts.append((f"t{text}", name, said))
    texts.append(("t7", "", "5"))  # nobody knows whose words
    for record in range(300):
        urgent = chance.random() < 0.4
        for origin in ORIGINS:
            other = chance.random() < (0.25 if origin == "Polish" else 0.004)
            records.append((f"r{record}", origin, str(int(urgent != other))))
    write("texts.csv", "text,name,needs", texts, chance)
    write("records.csv", "record,origin,urgent", records, chance)
    with open("study.yaml", "w", encoding="utf-8") as file:
        file.write(STUDY)


if __name__ == "__main__":
    main()
