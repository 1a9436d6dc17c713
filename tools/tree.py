"""The files of the source tree, for the checkers.

With git: what is tracked or would be (not ignored). Without: everything outside
build/ and dot folders that hold no source.
"""

import os
import subprocess
import sys

SKIPPED = {".git", "build", "node_modules", "__pycache__"}


def _from_git(root):
    try:
        done = subprocess.run(
            ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    names = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return [name for name in names if name and os.path.isfile(os.path.join(root, name))]


def _from_walk(root):
    names = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED]
        names += [os.path.relpath(os.path.join(folder, name), root) for name in files]
    return names


def files(root):
    """Paths relative to root, sorted, with forward slashes."""
    names = _from_git(root) if os.path.exists(os.path.join(root, ".git")) else None
    return sorted(names if names is not None else _from_walk(root))


def read(root, name):
    """The text of a file, or None where it is not UTF-8 text."""
    with open(os.path.join(root, name), "rb") as file:
        data = file.read()
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def root_from(argv):
    """The tree to check: the first argument, or the one this file stands in."""
    if len(argv) > 1:
        return argv[1]
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(check):
    """Runs check(root) -> problems, prints them, and ends with 1 if there are any."""
    problems = check(root_from(sys.argv))
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
