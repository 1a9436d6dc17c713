#!/usr/bin/env python3
"""The second compiler's opinion of every translation unit.

  clang_check.py syntax   clang 16 with -Werror, without making code
  clang_check.py tidy     clang-tidy 16 with .clang-tidy

Reads build/clang/compile_commands.json (`cmake --preset clang`), so the flags are
those of the build. Closes with "clang NAME: N ok, N bad".
"""

import concurrent.futures
import json
import os
import shlex
import subprocess
import sys

BUILD = "build/clang"


def entries():
    with open(f"{BUILD}/compile_commands.json", encoding="utf-8") as file:
        rows = json.load(file)
    return [row for row in rows if row["file"].endswith(".cc")]


def syntax_command(entry):
    words = shlex.split(entry["command"])
    if os.path.basename(words[0]) == "ccache":
        words = words[1:]
    for flag in ("-o", "-MF", "-MT"):
        if flag in words:
            at = words.index(flag)
            del words[at:at + 2]
    return [word for word in words if word not in ("-c", "-MD")] + ["-fsyntax-only"]


def tidy_command(entry):
    return ["clang-tidy-16", "--quiet", "-p", BUILD, entry["file"]]


def run(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else ""
    if kind not in ("syntax", "tidy"):
        sys.exit(__doc__)
    rows = entries()
    if kind == "tidy":  # Tests are judged by their own compilers; macros of gtest drown it.
        rows = [row for row in rows
                if os.path.relpath(row["file"]).startswith(("src/", "verify/"))
                and not row["file"].endswith("_test.cc")]
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {}
        for row in rows:
            if kind == "syntax":
                job = pool.submit(run, syntax_command(row), row["directory"])
            else:
                job = pool.submit(run, tidy_command(row), os.getcwd())
            jobs[job] = os.path.relpath(row["file"])
        for job in concurrent.futures.as_completed(jobs):
            good, output = job.result()
            if not good:
                bad += 1
                print(f"{jobs[job]}:\n{output}")
    print(f"clang {kind}: {len(rows) - bad} ok, {bad} bad")
    sys.exit(1 if bad or not rows else 0)


if __name__ == "__main__":
    main()
