#!/usr/bin/env python3
"""Writes text files as C arrays: embed_text.py OUT.c HEADER NAME=FILE..."""
import sys


def array(name, data):
    lines = [", ".join(str(byte) for byte in data[at:at + 24]) for at in range(0, len(data), 24)]
    return (f"const char {name}[] = {{\n" + ",\n".join(lines) + "};\n"
            f"const size_t {name}_length = {len(data)};\n")


def main():
    out, header, *pairs = sys.argv[1:]
    text = f"#include \"{header}\"\n"
    for pair in pairs:
        name, path = pair.split("=", 1)
        with open(path, "rb") as source:
            data = source.read()
        if any(byte > 126 for byte in data):
            sys.exit(f"{path}: only ASCII may be embedded as char")
        text += "\n" + array(name, data)
    with open(out, "w", encoding="ascii") as target:
        target.write(text)


if __name__ == "__main__":
    main()
