#!/usr/bin/env python3
"""What the program offers stands in the documentation, word for word.

Asks build/release/lawful itself:
  lawful help --flags      command<TAB>flag a line   -> docs/cli.md
  lawful law list --ids    kind<TAB>id a line        -> docs/rules.md, or for a
                           fact law/vocabulary.md or a law/**/*.facts.md
"""

import os
import re
import subprocess

import tree

BINARY = "build/release/lawful"
FLAGS = ["help", "--flags"]
IDS = ["law", "list", "--ids"]
FACT_PAGES = ["law/vocabulary.md"]
FACT_ENDING = ".facts.md"  # Each pack's own facts, in the law's folders.
RULE_PAGES = ["docs/rules.md"]
CLI_PAGES = ["docs/cli.md"]


def ask(root, arguments):
    """The rows of a listing; none where the program does not give it."""
    binary = os.path.join(root, BINARY)
    if not os.path.exists(binary):
        return []
    done = subprocess.run([binary] + arguments, capture_output=True, text=True, cwd=root,
                          timeout=60, check=False)
    if done.returncode != 0:
        return []
    return [line.split("\t") for line in done.stdout.splitlines() if line]


def text_of(root, pages):
    return "\n".join(tree.read(root, page) or "" for page in pages
                     if os.path.exists(os.path.join(root, page)))


def fact_pages(root):
    """Where facts are described: the vocabulary and what single packs add to it."""
    return FACT_PAGES + [path for path in tree.files(root)
                         if path.startswith("law/") and path.endswith(FACT_ENDING)]


def mentions(text, word):
    """The word as a whole: `--on` is not mentioned by `--only`."""
    return re.search(r"(?<![\w.-])" + re.escape(word) + r"(?![\w-]|\.\w)", text) is not None


def missing_flags(root, rows):
    text = text_of(root, CLI_PAGES)
    problems = []
    for row in rows:
        command, flag = (row + [""])[:2]
        for word in (f"lawful {command}".strip(), flag):
            if word and not mentions(text, word):
                problems.append(f"{CLI_PAGES[0]}: `{word}` is not described")
    return problems


def missing_ids(root, rows):
    problems = []
    facts = text_of(root, fact_pages(root))
    rules = text_of(root, RULE_PAGES)
    for kind, name in rows:
        page = FACT_PAGES[0] if kind == "fact" else RULE_PAGES[0]
        if not mentions(facts if kind == "fact" else rules, name):
            problems.append(f"{page}: {kind} `{name}` is not described")
    return problems


def check(root):
    problems = []
    for arguments, missing in ((FLAGS, missing_flags), (IDS, missing_ids)):
        rows = ask(root, arguments)
        if not rows:
            problems.append(f"{BINARY} {' '.join(arguments)}: gives no listing")
        problems += missing(root, rows)
    return sorted(set(problems))


if __name__ == "__main__":
    tree.main(check)
