"""docs/law-in-force.md: each law and instrument with its numbers, rules and deadlines, and the boundary of each number.

Called by tools/write_pages.py with what `lawful law list --json` says.
"""

SORT_WORDS = {
    "scope": ("适用范围", "scope"), "entitlement": ("依据", "entitlement"), "ground": ("依据情形", "ground"),
    "condition": ("条件", "condition"), "prohibition": ("禁止", "prohibition"), "obligation": ("义务", "obligation"),
    "derived": ("结果规则", "derived"), "exception": ("例外", "exception"), "presume": ("推定", "presumption"),
    "serve": ("补充规定", "serve"), "settle": ("穷尽规定", "settle"), "route": ("路径", "route"),
    "due": ("期限", "due"),
}
STATUS_WORDS = {"enacted": ("法律", "law"), "instrument": ("配套规定", "instrument"), "draft": ("草案", "draft"),
                "proposal": ("建议稿", "proposal")}
UNVERIFIED = ("S-", "M")
EDGES = ((-1, "one below"), (0, "at the number"), (1, "one above"))

HEAD = """# 现行法律 / The law in force

Written from the packs by `tools/write_pages.py`: do not edit. `lawful law timeline` says what changes on which day,
`lawful law show` and `lawful explain` say more of each place and rule. [Rules](rules.md) lists all rules by sort.

本页由 `tools/write_pages.py` 依法律包生成，请勿手改。

| mark | 文本依据 | the text behind it |
|---|---|---|
| `P` | 已通读官方文本 | the official text was read in full |
| `Q` | 公开网页引用的官方原文 | a published page quotes the official words |
| `S` | 二手资料 | a secondary source |
| `S-` | 证据薄弱的资料，未经核实 | a weak source: **unverified** |
| `M` | 凭记忆，未经核实 | memory: **unverified** |
"""


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def days(thing):
    return f"{thing['from']}.." + (thing["until"] or "")


def mark(name):
    return f"**{name}**" if name in UNVERIFIED else name


def places(provisions):
    return ", ".join(provisions)


def timing_cell(rule, lang):
    schedule = rule.get("schedule")
    if not schedule:
        return ""
    parts = [timing["words"][lang] for timing in schedule["timings"]]
    parts += [document[lang] for document in schedule.get("documents", [])]
    if "route" in schedule:
        parts.append(f"`{schedule['route']}`")
    return ("；" if lang == "zh" else "; ").join(parts)


def what(rule, lang):
    """The gist, the open term that the rule answers, and when it is due."""
    text = rule["gist"][lang]
    if rule["sort"] in ("serve", "settle"):
        text += f" (`{rule['of']}`)" if lang == "en" else f"（`{rule['of']}`）"
    timing = timing_cell(rule, lang)
    return cell(text + (f"<br>*{timing}*" if timing else ""))


def pack_lines(pack, index):
    zh, en = STATUS_WORDS[pack["status"]]
    by = f" by {pack['in_force_by']}" if "." in pack["in_force_by"] else ""
    covers = places(place.replace("..", " to ") for place in pack["covers"]) or "none"
    lines = [f"## {pack['title']['zh']} / {pack['title']['en']}", "",
             "| | |", "|---|---|",
             f"| 法律包 / pack | `{pack['pack']}`, {zh} / {en} |",
             f"| 施行 / in force | {days(pack)}{by} |",
             f"| 所依法律 / under | {'`' + pack['under'] + '`' if pack['under'] else '-'} |",
             f"| 文本依据 / mark | {mark(pack['mark'])} |",
             f"| 所含条文 / covers | {covers} |",
             f"| 款 / paragraphs | {pack['paragraphs']}, official text unavailable of {pack['text_unavailable']} |", ""]
    params = [param for param in index["params"] if param["pack"] == pack["pack"]]
    if params:
        lines += ["| 数值 / parameter | values | provision | mark | 含义 | means |", "|---|---|---|---|---|---|"]
        for param in params:
            values = "; ".join(f"{days(value)} = {value['value']:,} {param['unit']}" for value in param["values"])
            lines.append(f"| `{param['param']}` | {values} | {places(param['provisions'])} | {mark(param['mark'])} | "
                         f"{cell(param['gist']['zh'])} | {cell(param['gist']['en'])} |")
        lines.append("")
    rules = [rule for rule in index["rules"] if rule["pack"] == pack["pack"] and rule["sort"] != "define"]
    if rules:
        lines += ["| 规则 / rule | 种类 / sort | provision | in force | mark | 要旨 | gist |",
                  "|---|---|---|---|---|---|---|"]
        for rule in rules:
            own_days = "" if (rule["from"], rule["until"]) == (pack["from"], pack["until"]) else days(rule)
            sort = " / ".join(SORT_WORDS[rule["sort"]])
            lines.append(f"| `{rule['rule']}` | {sort} | {places(rule['provisions'])} | {own_days} | "
                         f"{mark(rule['mark'])} | {what(rule, 'zh')} | {what(rule, 'en')} |")
        lines.append("")
    return lines


def edge_cell(number, offset):
    found = [e for e in number["examples"] if e["value"] == number["number"] + offset]
    if not found:
        return "**none**"
    statuses = []
    for example in found:
        words = f"`{example['rule']}` {example['status']}"
        if words not in statuses:
            statuses.append(words)
    return "<br>".join(statuses)


def tested_by_law(number):
    """An implication without a citation gives the meaning of a word: no provision stands behind it."""
    return bool(number["rules"] or number["provisions"])


def name_of(number):
    if number["param"]:
        return f"`{number['param']}`"
    return f"{number['number']:,} ({', '.join('`' + rule + '`' for rule in number['rules']) or 'imply'})"


def boundary_lines(index):
    lines = ["## 数字的边界 / The boundary of each number", "",
             "Every number that rules test, with the examples that state the fact one below, at, and one above it, and",
             "the status that each must have. 每个数字的例子：少一、恰为、多一，及各自应得的结果。", "",
             "| fact | number | tested as | one below | at the number | one above |", "|---|---|---|---|---|---|"]
    for number in filter(tested_by_law, index["numbers"]):
        when = f", {days(number)}" if number["from"] else ""
        edges = " | ".join(edge_cell(number, offset) for offset, _ in EDGES)
        lines.append(f"| `{number['fact']}` | {number['number']:,} {number['unit']}{when} | {name_of(number)} | "
                     f"{edges} |")
    return lines + [""]


def untested_lines(index):
    """Parameters that no rule compares with a fact: lengths of time, mostly."""
    tested = {number["param"] for number in index["numbers"]}
    lines = []
    for param in index["params"]:
        if param["param"] in tested:
            continue
        users = sorted({rule["rule"] for rule in index["rules"] if "schedule" in rule
                        for timing in rule["schedule"]["timings"] if timing.get("param") == param["param"]})
        lines.append(f"- `{param['param']}`: " + (", ".join(f"`{user}`" for user in users) or "read by no rule"))
    if not lines:
        return []
    head = ["## 期间 / Lengths of time", "",
            "Parameters that no rule compares with a fact; a deadline counts them. 只用于计算期限的数值。", ""]
    return head + lines + [""]


def gaps(index):
    """Numbers of the law without an example one below, at, or one above, a line for each."""
    out = []
    for number in filter(tested_by_law, index["numbers"]):
        held = {example["value"] - number["number"] for example in number["examples"]}
        # Nothing is below nothing.
        lacking = [words for offset, words in EDGES if offset not in held and number["number"] + offset >= 0]
        if lacking:
            out.append(f"{name_of(number)} (`{number['fact']}`, {number['number']:,} {number['unit']}): no example "
                       + ", ".join(lacking))
    return out


def told_apart(number):
    """Does a rule have another status on one side of the number than on the other?"""
    statuses = {}
    for example in number["examples"]:
        offset = example["value"] - number["number"]
        statuses.setdefault(example["rule"], {}).setdefault(offset, set()).add(example["status"])
    return any(len(set(map(frozenset, of_rule.values()))) > 1 for of_rule in statuses.values())


def law_in_force_page(index):
    lines = [HEAD]
    order = {"enacted": 0, "instrument": 1}
    for pack in sorted(index["packs"], key=lambda p: (order.get(p["status"], 2), p["from"], p["pack"])):
        lines += pack_lines(pack, index)
    lines += boundary_lines(index) + untested_lines(index)
    lines += ["## 缺口 / Gaps", ""]
    lacking = gaps(index)
    lines += [f"- {gap}" for gap in lacking] or [
        "None: every number has an example one below, at, and one above it. 没有缺口。"]
    same = [number for number in index["numbers"] if tested_by_law(number) and not told_apart(number)]
    if same:
        lines += ["", "Of these no rule comes out differently on the two sides: the number only names a class. "
                  "以下数字两侧的结果相同：", ""]
        lines += [f"- {name_of(number)} (`{number['fact']}`, {number['number']:,} {number['unit']})" for number in same]
    return "\n".join(lines) + "\n"
