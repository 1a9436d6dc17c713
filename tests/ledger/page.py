#!/usr/bin/env python3
"""page.py PAGE LOGS BUILD: the commands of a page say what the page says.

In its fences of kind `console` a line that begins with `$ ` is a command, run in the
folder LOGS with the programs of BUILD; the lines below it are all that it prints.
"""

import os
import re
import subprocess
import sys


def commands(text):
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, said = part.partition("\n")
            yield command, said


def main():
    page, logs, build = sys.argv[1:]
    with open(page, encoding="utf-8") as file:
        asked = list(commands(file.read()))
    env = dict(os.environ, PATH=build + os.pathsep + os.environ["PATH"])
    bad = 0
    for command, said in asked:
        done = subprocess.run(["bash", "-c", command], cwd=logs, env=env, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        if done.stdout != said:
            bad += 1
            print(f"{command}\nsays\n{done.stdout}\ninstead of\n{said}")
    print(f"{len(asked)} commands, {bad} that say something else")
    sys.exit(1 if bad or not asked else 0)


if __name__ == "__main__":
    main()
