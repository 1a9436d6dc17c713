#!/usr/bin/env python3
"""docs/kinds.md gives every paragraph of the packs its sort: held against the program.

    tools/kinds_page.py [PROGRAM]

Each rule must be named in the row of a paragraph that it cites, and each rule that a row names must exist.
"""

import json
import re
import subprocess
import sys

PAGE = "docs/kinds.md"
PROGRAM = "build/release/lawful"


def rows_of(page):
    """paragraph `5(1)` -> the rules that its rows name; a row may speak of several paragraphs, or of half of one."""
    rows = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) < 3:
            continue
        # The reason in the last cell may name readings or facts; the rules stand in the third.
        for place in re.findall(r"\d+\(\d+\)", cells[0]):
            rows.setdefault(place, set()).update(re.findall(r"`([a-z0-9_]+)`", cells[2]))
    return rows


def paragraph_of(provision):
    article, paragraph = provision.split(":")[1].split(".")[:2]
    return f"{article}({paragraph})"


def is_of_the_law(name):
    """The page speaks of the statute; docs/law-in-force.md tells the instruments."""
    return name.startswith("pipl.")


def problems_of(page, index):
    rows = rows_of(page)
    problems = []
    known = {param["param"].split(".", 1)[1] for param in index["params"] if is_of_the_law(param["param"])}
    for rule in index["rules"]:
        if not is_of_the_law(rule["rule"]):
            continue
        name = rule["rule"].split(".", 1)[1]
        known.add(name)
        places = [paragraph_of(provision) for provision in rule["provisions"]]
        if rule["sort"] != "define" and not any(name in rows.get(place, set()) for place in places):
            problems.append(f"{PAGE}: `{name}` ({rule['sort']}) is missing from the row of {places[0]}")
    for place, names in rows.items():
        problems += [f"{PAGE}: the row of {place} names `{name}`, which is no rule" for name in sorted(names - known)]
    return problems


def main(arguments):
    program = arguments[0] if arguments else PROGRAM
    done = subprocess.run([program, "law", "list", "--json"], capture_output=True, text=True, check=True, timeout=60)
    with open(PAGE, encoding="utf-8") as file:
        problems = problems_of(file.read(), json.loads(done.stdout))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{0 if problems else 1} passed, {1 if problems else 0} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
