#!/usr/bin/env python3
"""Writes the pages that follow from the law: docs/rules.md, docs/readings.md, docs/law-in-force.md.

    tools/write_pages.py [--program PROGRAM]            writes them
    tools/write_pages.py [--program PROGRAM] --check    fails when one is not what the law says now, or
                                                        when a number lacks an example on its boundary

The program itself is asked (lawful law list --json), so the pages cannot name
what it does not hold.
"""

import argparse
import json
import pathlib
import subprocess
import sys

from law_in_force_page import gaps, law_in_force_page

SORTS = [
    ("scope", "适用范围", "Scopes"),
    ("entitlement", "依据", "Entitlements"),
    ("ground", "依据各项", "Grounds"),
    ("condition", "要件", "Conditions"),
    ("prohibition", "禁止", "Prohibitions"),
    ("obligation", "义务", "Obligations"),
    ("derived", "推出", "Derived rules"),
    ("exception", "例外", "Exceptions"),
    ("serve", "补充规定", "Rules that serve an open term"),
    ("settle", "穷尽规定", "Rules that settle an open term"),
    ("route", "路径", "Routes"),
    ("due", "期限", "Due rules"),
    ("presume", "推定", "Presumptions"),
    ("define", "用语", "Definitions"),
]


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def short(provisions):
    return ", ".join(provisions)


def rules_page(index):
    lines = ["# 规则一览 / Every rule", "",
             "Written from the packs by `tools/write_pages.py`; `lawful explain RULE` says more of each.", ""]
    for pack in index["packs"]:
        lines.append(f"- `{pack['pack']}` {pack['title']['zh']} / {pack['title']['en']}, in force {pack['from']}..")
    lines.append("")
    for sort, zh, en in SORTS:
        rules = [rule for rule in index["rules"] if rule["sort"] == sort]
        if not rules:
            continue
        lines += [f"## {zh} / {en}", ""]
        if sort == "define":
            lines += ["| name | provision | means |", "|---|---|---|"]
            lines += [f"| `{r['rule']}` | {short(r['provisions'])} | `{cell(r['when'])}` |" for r in rules]
        else:
            lines += ["| rule | provision | 要旨 | gist |", "|---|---|---|---|"]
            lines += [f"| `{r['rule']}` | {short(r['provisions'])} | {cell(r['gist']['zh'])} | "
                      f"{cell(r['gist']['en'])} |" for r in rules]
        lines.append("")
    lines += ["## 待定事项 / Open terms", "",
              "Left by the text to other instruments; unknown until one is loaded or the act file answers.", "",
              "| term | provision | 要旨 | gist |", "|---|---|---|---|"]
    lines += [f"| `{o['open']}` | {o['provision']} | {cell(o['gist']['zh'])} | {cell(o['gist']['en'])} |"
              for o in index["open"]]
    lines += ["", "## 数值 / Parameters", "", "| parameter | provision | values | mark |", "|---|---|---|---|"]
    for p in index["params"]:
        values = "; ".join(f"{v['from']}..{v['until'] or ''} = {v['value']:,} {p['unit']}" for v in p["values"])
        lines.append(f"| `{p['param']}` | {short(p['provisions'])} | {values} | {p['mark']} |")
    lines += ["", "## 解释 / Readings", "", "See [readings](readings.md).", ""]
    lines += [f"- `{r['reading']}`" for r in index["readings"]]
    return "\n".join(lines) + "\n"


def readings_page(index):
    lines = ["# 可作两种解释之处 / Where the text may be read in two ways", "",
             "Written from the packs by `tools/write_pages.py`. Each reading has a default, with its reason.",
             "Choose another with `--reading NAME=CHOICE`; every answer lists the readings that it rests on and",
             "marks those whose other choice would change the outcome.", ""]
    for reading in index["readings"]:
        lines += [f"## {reading['reading']}", "", f"{short(reading['provisions'])}", "",
                  reading["question"]["zh"], "", reading["question"]["en"], "",
                  "| choice | 含义 | meaning |", "|---|---|---|"]
        for choice in reading["choices"]:
            default = " (default)" if choice["default"] else ""
            lines.append(f"| `{choice['choice']}`{default} | {cell(choice['gist']['zh'])} | "
                         f"{cell(choice['gist']['en'])} |")
        lines += ["", f"默认的理由：{reading['because']['zh']}", "", f"Why the default: {reading['because']['en']}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def main(arguments):
    parser = argparse.ArgumentParser(description="Writes docs/rules.md, docs/readings.md, docs/law-in-force.md.")
    parser.add_argument("--program", default="build/release/lawful")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    done = subprocess.run([options.program, "law", "list", "--json"], capture_output=True, text=True, check=True,
                          timeout=60)
    index = json.loads(done.stdout)
    stale = 0
    pages = (("docs/rules.md", rules_page(index)), ("docs/readings.md", readings_page(index)),
             ("docs/law-in-force.md", law_in_force_page(index)))
    for path, text in pages:
        page = pathlib.Path(path)
        if not options.check:
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            print(f"{path} is not what the law says now; run tools/write_pages.py", file=sys.stderr)
            stale += 1
    lacking = gaps(index)
    for gap in lacking:
        print(f"{gap}; add one to the `examples` of a rule that tests it", file=sys.stderr)
    failed = stale + (1 if lacking else 0)
    if options.check:
        print(f"{len(pages) + 1 - failed} passed, {failed} failed")
    return 1 if options.check and failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
