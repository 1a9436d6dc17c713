#!/usr/bin/env python3
"""Which folder may include which, and which third-party library belongs where.

The tables below are the architecture. An include that they do not allow fails,
and so does a third-party header they do not know: add it here with its wall.
"""

import re

import tree

# A folder includes itself and folders before it.
ORDER = ["base", "crypto", "rules", "compile", "prove", "packs", "face", "detect", "deidentify", "store",
         "ledger", "register", "vault", "gate", "cases", "auth", "http", "api", "app"]

# Pure folders: of those before them only these.
PURE = {"rules", "compile", "prove", "detect", "deidentify"}
PURE_BASE = {"base", "crypto", "rules"}

# Standard headers through which a pure folder would touch the world.
WORLD = {"fstream", "iostream", "filesystem", "cstdio", "thread", "mutex", "random", "future",
         "condition_variable"}

# Third-party header prefix -> where it may stand. First match decides.
WALLS = [
    ("lawful/lawful.h", lambda path: path.startswith("src/face/")),
    ("boost/json", lambda path: path.startswith("src/base/") or path.endswith("_json.cc")),
    ("boost/asio", lambda path: path.startswith("src/http/")),
    ("boost/beast", lambda path: path.startswith("src/http/")),
    ("openssl/", lambda path: path.startswith("src/crypto/")),
    ("botan", lambda path: path.startswith("src/crypto/")),
    ("toml++/", lambda path: path.startswith("src/base/document")),
    ("unicode/", lambda path: path.startswith("src/base/")),
    ("CLI/", lambda path: path.startswith("src/app/")),
    ("md4c", lambda path: path.startswith("src/app/")),
    ("sqlite3.h", lambda path: path.startswith("src/store/")),
    ("libpq", lambda path: path.startswith("src/store/")),
    ("postgresql/", lambda path: path.startswith("src/store/")),
    ("cadical", lambda path: path.startswith("src/prove/")),
    ("z3", lambda path: path.startswith("src/prove/")),
    ("hs/", lambda path: path.startswith("src/detect/")),
    ("curl/", lambda path: path.startswith("src/http/")),
    ("gtest/", lambda path: path.endswith(("_test.cc", "_test.h"))),
    ("gmock/", lambda path: path.endswith(("_test.cc", "_test.h"))),
    ("rapidcheck", lambda path: path.endswith(("_test.cc", "_test.h"))),
    ("tl/expected.hpp", lambda path: True),
    ("fmt/", lambda path: True),
]

# Headers for the files of their own folder alone: with them a caller could choose
# a nonce, or leave out what a key is for.
INNER = {"crypto/raw.h", "crypto/sealed.h", "crypto/keyed.h"}

# The operating system, for the folders that are not pure.
SYSTEM = re.compile(r"(sys|netinet|arpa)/\w+\.h|(unistd|fcntl|signal|errno|poll|dlfcn|termios)\.h")

# The auditor's program stands alone: the standard library, libcrypto in one file, isatty.
VERIFY_CRYPTO = "verify/hash.cc"

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.M)


def folder_allows(folder, other):
    if folder == other:
        return True
    if folder not in ORDER or other not in ORDER:
        return False
    if ORDER.index(other) > ORDER.index(folder):
        return False
    return folder not in PURE or other in PURE_BASE


def third_party_problem(path, folder, header):
    for prefix, allowed in WALLS:
        if header.startswith(prefix):
            if allowed(path):
                return None
            return f"<{header}> stands behind a wall that does not hold this file"
    pure = folder in PURE and not path.endswith(("_test.cc", "_test.h"))
    if SYSTEM.fullmatch(header) or header in WORLD:
        return f"<{header}> in a pure folder" if pure else None
    if re.fullmatch(r"[a-z_0-9]+", header):  # The standard library.
        return None
    return f"<{header}> is not in the table of tools/check_includes.py"


def problem(path, folder, kind, header):
    first = header.split("/")[0]
    if first in ORDER and "/" in header:
        if kind == "<":
            return f"<{header}> is ours: use quotes"
        if header in INNER and folder != first:
            return f'"{header}" is for {first} alone'
        if folder_allows(folder, first):
            return None
        return f'"{header}": {folder} may not include {first}'
    # Third-party headers come in either form (gtest documents quotes).
    return third_party_problem(path, folder, header)


def verify_problem(path, own, kind, header):
    if kind == '"':
        return None if header in own else f'"{header}": verify may include only itself'
    if header.startswith("openssl/"):
        return None if path == VERIFY_CRYPTO else f"<{header}> stands in {VERIFY_CRYPTO} alone"
    if header == "unistd.h" or re.fullmatch(r"[a-z_0-9]+", header):
        return None
    return f"<{header}>: verify may use only the standard library and libcrypto"


def check_verify(root, paths):
    own = {path.split("/", 1)[1] for path in paths}
    problems = []
    for path in paths:
        text = tree.read(root, path) or ""
        for match in INCLUDE.finditer(text):
            found = verify_problem(path, own, match[1], match[2])
            if found:
                line = text.count("\n", 0, match.start(2)) + 1
                problems.append(f"{path}:{line}: {found}")
    return problems


def check(root):
    files = tree.files(root)
    problems = check_verify(root, [path for path in files
                                   if re.fullmatch(r"verify/.*\.(h|cc)", path)])
    for path in files:
        if not re.fullmatch(r"src/.*\.(h|cc)", path):
            continue
        folder = path.split("/")[1]
        if folder not in ORDER:
            problems.append(f"{path}: folder {folder} is not in the plan")
            continue
        text = tree.read(root, path) or ""
        for match in INCLUDE.finditer(text):
            found = problem(path, folder, match[1], match[2])
            if found:
                line = text.count("\n", 0, match.start(2)) + 1
                problems.append(f"{path}:{line}: {found}")
    return problems


if __name__ == "__main__":
    tree.main(check)
