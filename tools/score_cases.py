#!/usr/bin/env python3
"""Holds the program's decisions on the published cases against what the bodies decided.

score_cases.py [--program PATH] [--cases FOLDER] [--law-dir FOLDER] [--law PACK]...
               [--summary | --by-case | --check FILE [--counts-in PAGE] | --record FILE]

Prints a table of acts and the counts, under the law in force or, with --law, under the packs that are named.
--check compares every act's answer with a recorded one and ends with `N passed, N failed`; with --counts-in, one more
is whether the page shows today's counts. --record writes the answers. How the scoring is meant: docs/cases.md.
"""

import argparse
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass

import case_set

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HEAD = os.path.join(ROOT, "law", "pipl", "enacted-2021", "00-head.md")
RUNS = ("reported", "without_findings", "in_order")
GROUPS = ("decided under this law", "decided under another law, or none named", "conduct before 1 November 2021")
OUTCOMES = ("unlawful", "undetermined", "lawful", "out-of-scope")
MARKS = {"found": "✓", "instrument": "§", "open": "?", "neither": "✗", "unencoded": "·", "held": "✓"}
CLAIMS = {"admissible": "lawful", "inadmissible": "unlawful"}  # What the answer to a claim calls them.
OF_BREACHES = ("found", "instrument", "open", "neither")
LEGEND = "✓ found   § open to an instrument   ? open   ✗ neither   · no rules yet"


@dataclass
class Score:
    case: str
    name: str
    act: dict  # Of verdicts.toml.
    outcome: dict  # By run.
    violated: dict  # By run: provisions, in the order of the answer.
    listed: dict  # By run: provision -> a word of MARKS; for a lawful act held in place of found.

    @property
    def counts(self):
        """Whether the act has a verdict that an answer can agree with."""
        return (self.act["scorable"] and (self.act["verdict"] in ("unlawful", "lawful") or self.is_claim)
                and self.act["confidence"] in ("high", "medium"))

    @property
    def is_claim(self):
        """Whether a suit was let in or barred. A barred suit breaches nothing, so its provisions are no breaches."""
        return self.act["verdict"] in CLAIMS

    def held(self, verdict):
        """Whether this act counts, is no claim, and was held so."""
        return self.counts and self.act["verdict"] == verdict

    @property
    def group(self):
        if self.act.get("transfer", False):
            return GROUPS[2]
        law = self.act["law_applied"]
        return GROUPS[0] if "PIPL" in law and not law.startswith("not read") else GROUPS[1]


def lies_under(provision, listed):
    return provision == listed or provision.startswith(listed + ".")


def left_to_instrument(finding):
    """Whether nothing but another instrument keeps an open finding open: it asks for no fact."""
    return bool(finding.get("subject_to")) and all(fact.startswith("law.") for fact in finding.get("missing", []))


def standing(listed, decision):
    """What the decision says of a listed breach: a violation at or under the provision counts as found.

    Open findings come nearest to the stated facts first. The first that rests on a known fact speaks for the
    provision: were any taken, a side rule that leaves something to other laws would hide a question of fact.
    """
    findings = [finding for finding in decision["findings"]
                if any(lies_under(place, listed) for place in finding.get("provisions", [finding["provision"]]))]
    if any(finding["status"] == "violated" for finding in findings):
        return "found"
    opened = [finding for finding in findings if finding["status"] == "open"]
    if not opened:
        return "neither"
    nearest = next((finding for finding in opened if finding.get("facts")), None)
    return "instrument" if nearest and left_to_instrument(nearest) else "open"


def satisfied(listed, decision):
    """The same for what a lawful act was held to satisfy: a ground that holds there, else as for a breach."""
    if any(lies_under(ground["provision"], listed) for ground in decision["entitlements"]):
        return "held"
    return standing(".".join(listed.split(".")[:2]), decision)  # Grounds are no findings; their paragraph is.


def score(key, act, runs, places):
    judge = satisfied if act["verdict"] == "lawful" else standing
    listings = act["cited"] + act["mapped"]
    listed = {run: {place: judge(place, runs[run]) if case_set.has_rules(place, places) else "unencoded"
                    for place in listings} for run in RUNS}
    violated = {run: list(dict.fromkeys(finding["provision"] for finding in runs[run]["findings"]
                                        if finding["status"] == "violated")) for run in RUNS}
    return Score(key[0], key[1], act, {run: runs[run]["outcome"] for run in RUNS}, violated, listed)


# The table.

def marks(scored):
    words = []
    for place, status in scored.listed["reported"].items():
        star = "" if scored.listed["without_findings"][place] == status else "*"
        words.append(MARKS[status] + place.partition(":")[2] + star)
    return " ".join(words)


def row(scored):
    star = "" if scored.outcome["without_findings"] == scored.outcome["reported"] else "*"
    verdict = scored.act["verdict"] if scored.counts else f"({scored.act['verdict']})"
    name = scored.name if len(scored.name) <= 44 else scored.name[:43] + "…"
    return f"  {name:<44}  {verdict:<14}{scored.outcome['reported'] + star:<14}{marks(scored)}".rstrip()


def table(scores):
    lines = ["  act                                           held          decided       listed provisions"]
    case = None
    for scored in scores:
        if scored.case != case:
            case = scored.case
            lines.append(case)
        lines.append(row(scored))
    lines += ["", LEGEND.replace("found", "found (of a lawful act: its ground holds)"),
              "* changes when the body's own conclusions are not fed in   (…) not scored"]
    return "\n".join(lines)


def letters(words):
    """An outcome or verdict as a letter: U unlawful, L lawful, ? undetermined, - out of scope or no verdict."""
    shown = {"unlawful": "U", "lawful": "L", "undetermined": "?"}
    return "".join(shown.get(CLAIMS.get(word, word), "-") for word in words)


def case_row(case, scores):
    counted = [scored for scored in scores if scored.held("unlawful")]
    statuses = Counter(status for scored in counted for status in scored.listed["reported"].values())
    found = "  ".join(f"{statuses[status]:>2} {MARKS[status]}" if statuses[status] else "    " for status in
                      (*OF_BREACHES, "unencoded"))
    held = letters(scored.act["verdict"] if scored.counts else "none" for scored in scores)
    decided = letters(scored.outcome["reported"] for scored in scores)
    return f"{case:<36}{held:<12}{decided:<12}{found}".rstrip()


def case_table(scores):
    """One line a case: what was held and decided on each act, and how the breaches that the body found stand."""
    lines = ["case                                held        decided     breaches listed"]
    lines += [case_row(case, [scored for scored in scores if scored.case == case])
              for case in dict.fromkeys(scored.case for scored in scores)]
    return "\n".join(lines + [
        "", "a letter an act: U unlawful   L lawful   ? undetermined   - nothing to score",
        LEGEND])


# The counts.

def breaches(scores, run, groups, origins):
    """How the listed breaches of some groups stand, cited or mapped."""
    return Counter(scored.listed[run][place] for scored in scores
                   if scored.held("unlawful") and scored.group in groups
                   for origin in origins for place in scored.act[origin])


def share(part, whole):
    """Whole percents, rounded down: a bar that is not reached is not shown as reached."""
    return f"{part} of {whole} ({100 * part // whole} %)" if whole else "none"


def found_line(scores, groups):
    """Of the listed breaches that no instrument decides, how many are found; cited and mapped counted alike."""
    shares = []
    for run in RUNS[:2]:
        counted = breaches(scores, run, groups, ("cited", "mapped"))
        shares.append(share(counted["found"], counted["found"] + counted["open"] + counted["neither"]))
    return f"    found of what no instrument decides: {shares[0]}; without conclusions: {shares[1]}"


def breach_line(scores, group, origin, words):
    fed, plain = (breaches(scores, run, (group,), (origin,)) for run in RUNS[:2])
    total = sum(fed[status] for status in OF_BREACHES)
    return (f"    {words:<25}" + "".join(f"{fed[status]:>{width}}" for status, width in zip(OF_BREACHES, (7, 12, 6, 9)))
            + f"{total:>4}{plain['found']:>30}")


def breach_lines(scores):
    lines = ["listed breaches, by provision  found  instrument  open  neither  of    without conclusions: found"]
    for group in GROUPS:
        lines.append("  " + group)
        lines += [breach_line(scores, group, origin, words)
                  for origin, words in (("cited", "cited by the body"), ("mapped", "named by the collector"))]
        lines.append(found_line(scores, (group,)))
    waiting = breaches(scores, "reported", GROUPS, ("cited", "mapped"))["unencoded"]
    return lines + ["  since 1 November 2021, under whatever law", found_line(scores, GROUPS[:2]),
                    f"  no rules yet, not counted above: {waiting}"]


def outcome_line(words, scores, run):
    counted = Counter(scored.outcome[run] for scored in scores)
    return f"  {words:<40}" + "".join(f"{counted[outcome]:>14}" for outcome in OUTCOMES)


def lawful_share(scores):
    """Of lawful acts and admitted claims, how many come out lawful with the rest in order."""
    acts = [scored for scored in scores if scored.held("lawful")]
    claims = [scored for scored in scores if scored.held("admissible")]
    counts = [sum(scored.outcome["in_order"] == "lawful" for scored in some) for some in (acts, acts + claims)]
    words = f"lawful with the rest in order: {share(counts[0], len(acts))} of the acts"
    return words + (f", {share(counts[1], len(acts + claims))} with the claims let in" if claims else "")


def group_lines(scores):
    lines = []
    for verdict in ("unlawful", "lawful", "admissible", "inadmissible"):
        some = [scored for scored in scores if scored.held(verdict)]
        if not some:
            continue
        lines.append(outcome_line(f"  held {verdict} ({len(some)})", some, "reported"))
        lines.append(outcome_line("    without the body's conclusions", some, "without_findings"))
        if verdict == "lawful":
            lines.append(outcome_line("    with the rest in order", some, "in_order"))
    if any(scored.held("lawful") for scored in scores):
        lines.append(f"    {lawful_share(scores)}")
    return lines


def act_lines(scores):
    lines = ["acts, by outcome" + " " * 26 + "".join(f"{outcome:>14}" for outcome in OUTCOMES)]
    for group in GROUPS:
        lines.append("  " + group)
        lines += group_lines([scored for scored in scores if scored.group == group])
    return lines + ["  all groups", f"    {lawful_share(scores)}"]


def summary(scores, known):
    waiting = sum(1 for act in known.values() if not act.get("encoded", True))
    unscored = sum(1 for scored in scores if not scored.counts)
    return "\n".join(breach_lines(scores) + [""] + act_lines(scores) + [
        "", f"{len(scores)} acts decided, {unscored} of them without a verdict to agree with; "
        f"{waiting} acts wait for rules that are not written yet"])


# The recorded answers.

def record_of(scored):
    return {"reported": {"outcome": scored.outcome["reported"], "violated": scored.violated["reported"]},
            "without_findings": {"outcome": scored.outcome["without_findings"],
                                 "violated": scored.violated["without_findings"]},
            "in_order": scored.outcome["in_order"],
            "listed": scored.listed["reported"]}


def records(scores):
    return {f"{scored.case} / {scored.name}": record_of(scored) for scored in scores}


def write_records(path, scores):
    """One act a line, so that a changed answer is a changed line."""
    lines = [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
             for key, value in records(scores).items()]
    with open(path, "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


def differences(path, scores):
    """(act, expected, now) for each act whose answer is not the recorded one."""
    with open(path, encoding="utf-8") as file:
        expected = json.load(file)
    now = records(scores)
    return [(key, expected.get(key), now.get(key)) for key in dict.fromkeys([*expected, *now])
            if expected.get(key) != now.get(key)]


def shows(page, counts):
    """Whether the page shows the counts; prints them where it does not."""
    with open(page, encoding="utf-8") as file:
        if counts in file.read():
            return True
    print(f"{os.path.relpath(page)}: the counts differ; they should read\n{counts}")
    return False


def check(path, scores, page, counts):
    found = differences(path, scores)
    for key, expected, now in found:
        print(f"{key}\n  recorded  {json.dumps(expected, ensure_ascii=False)}"
              f"\n  now       {json.dumps(now, ensure_ascii=False)}")
    failed = {key for key, _, _ in found}
    passed, wrong = len(records(scores).keys() - failed), len(failed)
    if page:
        current = shows(page, counts)
        passed, wrong = passed + current, wrong + (not current)
    print(f"{passed} passed, {wrong} failed")
    return 1 if wrong else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "release", "lawful"))
    parser.add_argument("--cases", default=os.path.join(ROOT, "tests", "cases"))
    parser.add_argument("--law-dir", help="decide with the law of this folder, not with the one built in")
    parser.add_argument("--law", action="append", default=[], metavar="PACK",
                        help="decide under this pack, as pipl@enacted-2021, and not under all that is in force")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--summary", action="store_true", help="the counts only")
    choice.add_argument("--by-case", action="store_true", help="one line a case in place of one an act")
    choice.add_argument("--check", metavar="FILE", help="compare with recorded answers; print differences only")
    choice.add_argument("--record", metavar="FILE", help="write the answers")
    parser.add_argument("--counts-in", metavar="PAGE", help="with --check: also whether this page shows today's counts")
    asked = parser.parse_args()
    if asked.counts_in and not asked.check:
        parser.error("--counts-in needs --check")
    return asked


def main():
    asked = arguments()
    head = os.path.join(asked.law_dir, "pipl", "enacted-2021", "00-head.md") if asked.law_dir else HEAD
    try:
        with open(head, encoding="utf-8") as file:
            places = case_set.covered(file.read())
        known = case_set.verdicts(asked.cases)
        made = case_set.decisions(case_set.Program(asked.program, asked.law_dir, asked.law), asked.cases)
        case_set.check_fit(known, made)
    except case_set.CaseError as error:
        print(error, file=sys.stderr)
        return 2
    scores = [score(key, act, made[key], places) for key, act in known.items() if key in made]
    if asked.check:
        return check(asked.check, scores, asked.counts_in, summary(scores, known))
    if asked.record:
        write_records(asked.record, scores)
        return 0
    if not asked.summary:
        print((case_table if asked.by_case else table)(scores), end="\n\n")
    print(summary(scores, known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
