"""The published cases: their files, the verdicts of the bodies, and the program's decisions.

An act of `verdicts.toml` and an act of a case file belong together by case id and name. Each case file is decided up
to three times: as it stands, without the facts that are only the body's own conclusion (lines that end in
`# finding`), and with everything unreported taken to be in order.
"""

import json
import os
import re
import subprocess
import tomllib

FINDING = re.compile(r"^(?!\s*#).*#\s*finding\b.*$", re.M)
COMMON = re.compile(r"^\[common\]\s*$", re.M)
COVERS = re.compile(r"^covers:\s*(.+)$", re.M)
DECIDED = {0, 1, 2}  # Exit statuses of `decide`: lawful, unlawful, undetermined.


class CaseError(Exception):
    """The case files, the verdicts and the program do not fit together."""


def without_findings(text):
    """The case file without the facts that only the body's own conclusion says."""
    return FINDING.sub("", text)


def in_order(text):
    """The case file with open rules counted as met."""
    changed, count = COMMON.subn('[common]\notherwise = "in-order"', text, count=1)
    if count != 1:
        raise CaseError("a case file needs a table `[common]`")
    return changed


def case_of(path):
    return os.path.splitext(os.path.basename(path))[0].upper()


def case_texts(folder):
    """The text of each case file, by case id."""
    texts = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".toml") and name != "verdicts.toml":
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                texts[case_of(name)] = file.read()
    return texts


def verdicts(folder):
    with open(os.path.join(folder, "verdicts.toml"), "rb") as file:
        acts = tomllib.load(file)["act"]
    keys = [(act["case"], act["act"]) for act in acts]
    if len(set(keys)) != len(keys):
        raise CaseError("verdicts.toml names an act twice")
    return dict(zip(keys, acts))


def covered(head):
    """Article and paragraph pairs (paragraph None: the whole article) that have rules, from a pack's head."""
    found = COVERS.search(head)
    if not found:
        raise CaseError("the pack's head has no line `covers:`")
    places = set()
    for part in found[1].split(","):
        first, _, last = part.strip().partition("-")
        article, _, paragraph = first.partition(".")
        if last:
            places |= {(number, None) for number in range(int(first), int(last) + 1)}
        else:
            places.add((int(article), int(paragraph) if paragraph else None))
    return places


def has_rules(provision, places):
    """Whether `pipl:51.1.3` lies in what the pack covers. An article named whole is in when any paragraph of it is."""
    numbers = [int(number) for number in provision.partition(":")[2].split(".")]
    paragraph = numbers[1] if len(numbers) > 1 else None
    return any(article == numbers[0] and (whole is None or paragraph is None or whole == paragraph)
               for article, whole in places)


class Program:
    """The built program, asked to decide."""

    def __init__(self, path, law_dir=None, packs=()):
        """Without packs the law in force takes part; with them, those packs alone."""
        self.command = [path, "decide", "-", "--json"] + (["--law-dir", law_dir] if law_dir else [])
        for pack in packs:
            self.command += ["--law", pack]

    def decide(self, text):
        """The decisions on the acts of a case file, by name."""
        try:
            done = subprocess.run(self.command, input=text.encode(), capture_output=True, check=False)
        except OSError as error:
            raise CaseError(f"{self.command[0]}: {error.strerror}; build it with ./dev build") from error
        if done.returncode not in DECIDED:
            raise CaseError(done.stderr.decode(errors="replace").strip())
        decisions = [json.loads(line) for line in done.stdout.decode().splitlines()]
        return {decision["name"]: decision for decision in decisions}


def decisions(program, folder):
    """For each act of a case file: its decision as reported, without findings, and in order."""
    made = {}
    for case, text in case_texts(folder).items():
        runs = {"reported": text, "without_findings": without_findings(text), "in_order": in_order(text)}
        try:
            answers = {run: program.decide(changed) for run, changed in runs.items()}
        except CaseError as error:
            raise CaseError(f"{case}: {error}") from error
        for name in answers["reported"]:
            made[case, name] = {run: answers[run][name] for run in runs}
    return made


def check_fit(known, made):
    """Every act that is said to be encoded has a decision, and no other has."""
    encoded = {key for key, act in known.items() if act.get("encoded", True)}
    strangers = [f"{case}: `{name}` has no verdict" for case, name in sorted(made.keys() - encoded)]
    missing = [f"{case}: `{name}` has a verdict and is in no case file" for case, name in sorted(encoded - made.keys())]
    if strangers or missing:
        raise CaseError("\n".join(strangers + missing))
