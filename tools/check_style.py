#!/usr/bin/env python3
"""What house style forbids and a compiler does not see.

Names that say nothing, notes that nobody comes back to, headers without their
manual, stray white space, and any trace of the machine a file was written on.
"""

import os
import re

import tree

# Written in halves, so that this file does not find itself.
BANNED_NAMES = re.compile(r"(^|[_.-])(mana" r"ger|hel" r"per|ut" r"il|com" r"mon|mi" r"sc)s?([_.-]|$)")
BANNED_WORDS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
MACHINE = re.compile(r"(?<![\w.])/(wo" r"rk|ho" r"me|ro" r"ot|Users)/\w|\.\./sha" r"red\b")
HOSTS = re.compile(r"\b(deb\.deb" r"ian\.org|security\.deb" r"ian\.org|registry\.npm" r"js\.org|"
                   r"npm" r"js\.com|pypi\.o" r"rg|crates\.i" r"o|proxy\.gol" r"ang\.org|"
                   r"docker\.i" r"o|ghcr\.i" r"o)\b")

# Data whose bytes are not ours to tidy.
EXEMPT = re.compile(r"fuzz/corpus/|LICENSE$|.*\.(svg|png|pem|lock)$|web/package-lock\.json$")
TEST_DATA = re.compile(r"tests/.*(?<!\.py)(?<!\.sh)(?<!\.cc)$")


def header_problems(path, lines):
    if not lines or lines[0] != "#pragma once":
        return [f"{path}:1: a header begins with #pragma once"]
    if len(lines) < 2 or not lines[1].startswith("// "):
        return [f"{path}:2: a header goes on with its manual: // what it is"]
    return []


def line_problems(path, lines):
    problems = []
    for number, line in enumerate(lines, 1):
        at = f"{path}:{number}"
        if "\t" in line:
            problems.append(f"{at}: a tab")
        if line != line.rstrip():
            problems.append(f"{at}: white space at the end of the line")
        word = BANNED_WORDS.search(line)
        if word:
            problems.append(f"{at}: {word[0]}: do it, or write an issue")
    return problems


def trace_problems(path, lines):
    problems = []
    for number, line in enumerate(lines, 1):
        found = MACHINE.search(line) or HOSTS.search(line)
        if found:
            problems.append(f"{path}:{number}: {found[0]}: names a machine or a registry")
    return problems


def check(root):
    problems = []
    for path in tree.files(root):
        if BANNED_NAMES.search(os.path.basename(path)):
            problems.append(f"{path}: a name that says nothing; name the noun")
        text = tree.read(root, path)
        if text is None or EXEMPT.match(path):
            continue
        lines = text.split("\n")
        problems += trace_problems(path, lines)
        if TEST_DATA.match(path):
            continue
        problems += line_problems(path, lines)
        if text and not text.endswith("\n"):
            problems.append(f"{path}: no line end at the end of the file")
        if path.startswith(("include/", "src/", "verify/", "bench/", "fuzz/")) and path.endswith(".h"):
            problems += header_problems(path, lines)
    return problems


if __name__ == "__main__":
    tree.main(check)
