#!/usr/bin/env python3
"""Every #include of src/ against src/LAYERS: arrows between rooms, and headers of others."""
import fnmatch
import re
import sys

import c_source
import tap


class Layers:
    """src/LAYERS, read: `allowed` by room, `outside` as (patterns of headers, patterns of files),
    `pure` as (folder, patterns left out); `mistakes` in the file itself."""

    def __init__(self, text):
        self.allowed, self.outside, self.pure, self.mistakes = {}, [], [], []
        for number, line in enumerate(text.splitlines(), 1):
            words = line.split("#")[0].split()
            if not words:
                continue
            if words[0] == "pure" and (len(words) == 2 or words[2] == "but"):
                self.pure.append((words[1], words[3:]))
            elif words[0] == "outside" and ":" in line:
                headers, files = line.split("#")[0][len("outside"):].split(":")
                self.outside.append((headers.split(), files.split()))
            elif words[0].endswith(":"):
                room = words[0][:-1]
                for word in words[1:]:
                    if word.split("/")[0] not in self.allowed:
                        self.mistakes.append(f"src/LAYERS:{number}: {room} may not include {word}, "
                                             "which does not stand above it")
                self.allowed[room] = words[1:]
            else:
                self.mistakes.append(f"src/LAYERS:{number}: not understood: {line.strip()}")


def arrow_allowed(layers, room, header):
    """May a file of `room` include the project's header `header` (a path under src/)?"""
    if header.split("/")[0] == room:
        return True
    return any(header == word or header.startswith(word + "/") for word in layers.allowed[room])


def check_file(layers, path, text, headers):
    """The findings for one file, `path` under src/; `headers` are the project's, under src/."""
    room = path.split("/")[0]
    if room not in layers.allowed:
        yield f"src/{path}: room '{room}' is not in src/LAYERS"
        return
    for line, quoted, name in c_source.includes(text):
        place = f"src/{path}:{line}"
        # bare names: of one's own folder, or the measure library's as its users write them
        found = [name] if "/" in name else [path.rsplit("/", 1)[0] + "/" + name, "measure/" + name]
        own = next((h for h in found if h in headers), None)
        if own is None and quoted:
            yield f"{place}: \"{name}\" is not a header of the project"
        elif own is not None and not arrow_allowed(layers, room, own):
            yield f"{place}: {room} may not include {own} (src/LAYERS)"
        elif own is None:
            for patterns, files in layers.outside:
                if any(fnmatch.fnmatch(name, p) for p in patterns) and \
                        not any(fnmatch.fnmatch(path, f) for f in files):
                    yield f"{place}: <{name}> is for {' '.join(files)} alone (src/LAYERS)"


def main():
    with open("src/LAYERS", encoding="utf-8") as file:
        layers = Layers(file.read())
    tap.ok("src/LAYERS is understood, and arrows point upwards", layers.mistakes)
    sources = {p[len("src/"):] for p in tap.project_files()
               if p.startswith("src/") and re.search(r"\.(c|cc|h)$", p)}
    headers = {p[len("src/"):] for p in tap.project_files() if re.search(r"^src/.*\.(h|def)$", p)}
    findings = []
    for path in sorted(sources):
        findings += check_file(layers, path, c_source.read("src/" + path), headers)
    tap.ok(f"all {len(sources)} files of src include only what src/LAYERS lets them", findings)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
