#!/usr/bin/env python3
"""Files, functions and lines that one person can still hold in the head.

At most 400 lines a file, 70 lines a C++ function, 120 columns a line. Law, docs
and the data of tests are exempt: their shape is not ours.
"""

import re

import tree

FILE_MAX = 400
FUNCTION_MAX = 70
COLUMN_MAX = 120

FOLDERS = ("include/", "src/", "verify/", "examples/", "tools/", "fuzz/", "bench/", "tests/", "cmake/")
CODE = (".h", ".cc", ".py", ".sh", ".cmake", ".txt")
NOT_A_FUNCTION = re.compile(
    r"^\s*(\w+:\s+)*(template\s*<.*>\s*)?(namespace|class|struct|enum|union)\b|=\s*$", re.S)
RAW = re.compile(r'R"([^(\s]*)\(.*?\)\1"', re.S)
TOKENS = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)


def blank(match):
    """Same lines, nothing to trip over."""
    return "\n" * match[0].count("\n")


def without_text(code):
    code = RAW.sub(blank, code)
    code = re.sub(r"(?<=\d)'(?=\d)", "", code)  # 1'000
    code = TOKENS.sub(blank, code)
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, code, flags=re.M)  # Preprocessor.


def long_functions(code):
    """(line, length) of each function over the limit, by counting brackets."""
    found = []
    stack = []  # One entry a brace: the first line of the function it opens, or None.
    parentheses = 0
    statement = ""
    line = 1
    for char in without_text(code):
        if char == "\n":
            line += 1
        if char == "(":
            parentheses += 1
        elif char == ")":
            parentheses -= 1
        if char == "{":
            inside = any(start is not None for start in stack)
            opens = (parentheses == 0 and not inside and ")" in statement
                     and not NOT_A_FUNCTION.search(statement))
            stack.append(line if opens else None)
            statement = ""
        elif char == "}":
            start = stack.pop() if stack else None
            if start is not None and line - start + 1 > FUNCTION_MAX:
                found.append((start, line - start + 1))
            statement = ""
        elif char == ";":
            statement = ""
        else:
            statement += char
    return found


def checked(path):
    if path == "dev":
        return True
    if path.startswith("tests/") and not path.endswith((".py", ".sh", ".cc", ".h")):
        return False
    if path.startswith("fuzz/corpus/"):
        return False
    return path.startswith(FOLDERS) and path.endswith(CODE)


def check(root):
    problems = []
    for path in tree.files(root):
        text = tree.read(root, path) if checked(path) else None
        if text is None:
            continue
        lines = text.split("\n")
        if len(lines) - 1 > FILE_MAX:
            problems.append(f"{path}: {len(lines) - 1} lines, at most {FILE_MAX}")
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMN_MAX:
                problems.append(f"{path}:{number}: {len(line)} columns, at most {COLUMN_MAX}")
        if path.endswith((".h", ".cc")):
            for number, length in long_functions(text):
                problems.append(f"{path}:{number}: a function of {length} lines, "
                                f"at most {FUNCTION_MAX}")
    return problems


if __name__ == "__main__":
    tree.main(check)
