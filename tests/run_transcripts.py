#!/usr/bin/env python3
"""Runs transcripts: Markdown files that hold commands and what they must print.

    ```file NAME          writes NAME into the transcript's own temporary folder
    ```sh                 a command; `lawful` is the program under test
    ```output             its whole standard output; none: nothing is printed
    ```stderr             its whole standard error, likewise
    ```exit               its exit status; none: 0

The last three belong to the `sh` fence above them. A line `…` stands for any
number of lines, `…` within a line for any text. Other fences are prose.

    run_transcripts.py [--update] PROGRAM FILE_OR_FOLDER...

--update writes what was printed into the transcripts that differ: for authors,
who then read the difference. Ends with `N passed, N failed`.
"""

import os
import re
import subprocess
import sys
import tempfile

TIMEOUT_S = 120
RESULTS = ("output", "stderr", "exit")
FENCE = re.compile(r"^(`{3,})\s*(\S*)\s*(.*?)\s*$")


class Fence:
    """A fence: its kind, what follows the kind, its text, and its lines in the file."""

    def __init__(self, kind, argument, first):
        self.kind = kind
        self.argument = argument
        self.first = first  # Index of the opening line.
        self.last = first   # Index of the closing line.
        self.lines = []

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


class Step:
    """One command with what is expected of it."""

    def __init__(self, command):
        self.command = command
        self.results = {}  # Kind -> Fence.

    def expected(self, kind):
        fence = self.results.get(kind)
        if fence is None:
            return "0\n" if kind == "exit" else ""
        return fence.text

    @property
    def last(self):
        return max([self.command.last] + [fence.last for fence in self.results.values()])


def read_fences(lines):
    fences = []
    marks = ""
    for number, line in enumerate(lines):
        found = FENCE.match(line)
        if marks:
            if found and found.group(1) == marks and not found.group(2):
                fences[-1].last = number
                marks = ""
            else:
                fences[-1].lines.append(line)
        elif found:
            marks = found.group(1)
            fences.append(Fence(found.group(2), found.group(3), number))
    if marks:
        raise ValueError(f"the fence of line {fences[-1].first + 1} is not closed")
    return fences


def matches(expected, actual):
    """Is `actual` what `expected` says, with `…` for anything?"""
    pattern = ""
    for line in expected.splitlines():
        if line == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += "[^\n]*".join(re.escape(part) for part in line.split("…")) + "\n"
    return re.fullmatch(pattern, actual) is not None


def run_command(fence, folder, program):
    environment = {
        "PATH": os.path.join(folder, "bin") + os.pathsep + os.defpath,
        "LC_ALL": "C.UTF-8",
        "HOME": folder,
    }
    done = subprocess.run(["/bin/sh", "-c", fence.text], cwd=os.path.join(folder, "work"),
                          env=environment, capture_output=True, stdin=subprocess.DEVNULL,
                          timeout=TIMEOUT_S, check=False)
    return {
        "output": done.stdout.decode("utf-8", "backslashreplace"),
        "stderr": done.stderr.decode("utf-8", "backslashreplace"),
        "exit": f"{done.returncode}\n",
    }


def ended(text):
    """As a fence can hold it: the last line ends."""
    return text if not text or text.endswith("\n") else text + "\n"


class Transcript:
    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8") as file:
            self.lines = file.read().splitlines()
        self.fences = read_fences(self.lines)

    def run(self, program):
        """Yields (step, actual) for each command, in order."""
        step = None
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "bin"))
            os.mkdir(os.path.join(folder, "work"))
            os.symlink(os.path.abspath(program), os.path.join(folder, "bin", "lawful"))
            for fence in self.fences + [Fence("end", "", len(self.lines))]:
                if fence.kind in RESULTS:
                    if step is None or fence.kind in step.results:
                        raise ValueError(f"line {fence.first + 1}: no command of its own stands above")
                    step.results[fence.kind] = fence
                elif fence.kind in ("file", "sh", "end"):
                    if step is not None:
                        yield step, run_command(step.command, folder, program)
                    step = Step(fence) if fence.kind == "sh" else None
                    if fence.kind == "file":
                        write_file(os.path.join(folder, "work", fence.argument), fence.text)


def write_file(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def differences(step, actual):
    """The kinds whose text is not as expected."""
    return [kind for kind in RESULTS if not matches(step.expected(kind), ended(actual[kind]))]


def report(path, step, actual, wrong):
    print(f"{path}:{step.command.first + 1}: not as written")
    for kind in wrong:
        print(f"  {kind}: expected")
        print("".join(f"    | {line}\n" for line in step.expected(kind).splitlines()), end="")
        print(f"  {kind}: printed")
        print("".join(f"    | {line}\n" for line in actual[kind].splitlines()), end="")


def fence_lines(kind, text):
    marks = "```"
    while marks in text:
        marks += "`"
    return [marks + kind] + text.splitlines() + [marks]


def update(transcript, changes):
    """Writes the results of `changes`, (step, actual, wrong), over those in the file."""
    lines = list(transcript.lines)
    for step, actual, wrong in reversed(changes):
        block = []
        for kind in RESULTS:
            fence = step.results.get(kind)
            if kind not in wrong:
                if fence is not None:
                    block += [""] + lines[fence.first:fence.last + 1]
                continue
            text = ended(actual[kind])
            if text and not (kind == "exit" and text == "0\n"):
                block += [""] + fence_lines(kind, text)
        lines[step.command.last + 1:step.last + 1] = block
    with open(transcript.path, "w", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))


def transcripts_in(paths):
    found = []
    for path in paths:
        if not os.path.isdir(path):
            found.append(path)
            continue
        for folder, _, names in os.walk(path):
            found += [os.path.join(folder, name) for name in names if name.endswith(".md")]
    return sorted(found)


def main(arguments):
    updating = "--update" in arguments
    arguments = [argument for argument in arguments if argument != "--update"]
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    passed = failed = 0
    for path in transcripts_in(arguments[1:]):
        changes = []
        try:
            transcript = Transcript(path)
            for step, actual in transcript.run(arguments[0]):
                wrong = differences(step, actual)
                if not wrong:
                    passed += 1
                    continue
                failed += 1
                report(path, step, actual, wrong)
                changes.append((step, actual, wrong))
        except (ValueError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"{path}: {error}")
        if updating and changes:
            update(transcript, changes)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
