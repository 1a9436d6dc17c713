#!/usr/bin/env python3
"""No two types of one namespace have the same name, across all of src/ and include/.

A compiler sees one file at a time, so it takes two different types of one name in
two headers without a word; a program that links both is undefined (the
one-definition rule), and mixes up their constructors, if it works at all. What
stands in an unnamed namespace or within another type is apart; declarations and
specializations define nothing new.
"""

import re

import tree

FOLDERS = ("include/", "src/")
ENDINGS = (".h", ".cc")

# What hides braces and words: comments, raw strings, strings, characters. A mark between digits
# (60'000) begins no character.
HIDDEN = re.compile(r"//[^\n]*|/\*.*?\*/"
                    r"|R\"([^()\\\s]{0,16})\(.*?\)\1\""
                    r"|\"(?:\\.|[^\"\\\n])*\""
                    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'", re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
# What decides where a definition stands: an opening brace with what leads to it, or a closing one.
PIECE = re.compile(r"[^;{}]*[;{}]")
NAMESPACE = re.compile(r"(?:inline\s+)?namespace\b\s*(?P<name>[\w:]*)\s*(?:\[\[.*\]\]\s*)?\{$")
TYPE = re.compile(r"(?:^|[\s>])(?:struct|class|union|enum(?:\s+(?:class|struct))?)\s+"
                  r"(?:\[\[[^]]*\]\]\s*|alignas\s*\([^)]*\)\s*)*"
                  r"(?P<name>\w+)\s*(?:final\s*)?(?::(?!:)[^;{}()]*)?\{$")


def blank(match):
    """White space in place of what is hidden, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", match[0])


def types_in(text):
    """(namespace, name, line) of each type that is defined in a named namespace, or in none."""
    text = DIRECTIVE.sub(blank, HIDDEN.sub(blank, text))
    found = []
    scopes = []  # One for each open brace: the names of a namespace, or None for any other.
    for piece in PIECE.finditer(text):
        words = piece[0].strip()
        if words.endswith(";"):
            continue
        if words.endswith("}"):
            if scopes:
                scopes.pop()
            continue
        namespace = NAMESPACE.search(words)
        if namespace:
            scopes.append(namespace["name"])
            continue
        # An empty name is the unnamed namespace, which is each file's own.
        if all(scopes):
            kind = TYPE.search(words)
            if kind:
                line = text.count("\n", 0, piece.start() + piece[0].rfind(kind["name"])) + 1
                found.append(("::".join(scopes), kind["name"], line))
        scopes.append(None)
    return found


def check(root):
    first = {}
    problems = []
    for path in tree.files(root):
        if not path.startswith(FOLDERS) or not path.endswith(ENDINGS):
            continue
        for namespace, name, line in types_in(tree.read(root, path) or ""):
            place = f"{path}:{line}"
            known = first.setdefault((namespace, name), place)
            if known != place:
                whole = f"{namespace}::{name}" if namespace else name
                problems.append(f"{place}: `{whole}` is the name of another type already, "
                                f"in {known}; give one of them a name of its own")
    return problems


if __name__ == "__main__":
    tree.main(check)
