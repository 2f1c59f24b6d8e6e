#!/usr/bin/env python3
"""Writes a style sheet without comments and blanks, its own properties with names of one letter;
refused when it is larger than it may be:
shrink_css.py OUT.css IN.css MOST_BYTES"""
import re
import sys


def shrink(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    text = re.sub(r":\s+", ":", text)
    names = sorted(set(re.findall(r"--(\w+)", text)))
    letters = dict(zip(names, "abcdefghijklmnopqrstuvwxyz", strict=False))
    text = re.sub(r"--(\w+)", lambda match: "--" + letters[match.group(1)], text)
    return text.replace(";}", "}").strip() + "\n"


def main():
    out, source, most = sys.argv[1:]
    with open(source, encoding="ascii") as file:
        text = shrink(file.read())
    if len(text) > int(most):
        sys.exit(f"{source}: {len(text)} bytes when shrunk; at most {most}, so take something out")
    with open(out, "w", encoding="ascii") as file:
        file.write(text)


main()
