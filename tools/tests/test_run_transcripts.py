import contextlib
import io
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "tests"))
import run_transcripts

PROGRAM = """#!/bin/sh
echo "said $*"
echo "warned" >&2
exit 3
"""

GOOD = """Prose.

```file a.toml
x = 1
```

```sh
lawful a.toml; cat a.toml
```

```output
said a.toml
x = 1
```

```stderr
warned
```
"""


class RunTranscripts(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.program = os.path.join(self.folder.name, "program")
        with open(self.program, "w", encoding="utf-8") as file:
            file.write(PROGRAM)
        os.chmod(self.program, 0o755)
        self.path = os.path.join(self.folder.name, "one.md")

    def run_on(self, text, *flags):
        """Writes the transcript, runs it, and returns (status, last line)."""
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = run_transcripts.main(list(flags) + [self.program, self.path])
        return status, printed.getvalue().splitlines()[-1]

    def text(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    def test_passes_what_is_as_written(self):
        self.assertEqual(self.run_on(GOOD), (0, "1 passed, 0 failed"))

    def test_notices_another_line(self):
        self.assertEqual(self.run_on(GOOD.replace("said a", "sang a")), (1, "0 passed, 1 failed"))

    def test_notices_a_line_too_many_and_one_too_few(self):
        self.assertEqual(self.run_on(GOOD.replace("x = 1\n```\n\n```stderr", "x = 1\ny\n```\n\n```stderr"))[0], 1)
        self.assertEqual(self.run_on(GOOD.replace("warned\n", ""))[0], 1)

    def test_notices_standard_error_and_the_exit_status(self):
        only = "```sh\nlawful x\n```\n\n```output\nsaid x\n```\n"
        self.assertEqual(self.run_on(only), (1, "0 passed, 1 failed"))
        self.assertEqual(self.run_on(only + "\n```stderr\nwarned\n```\n"), (1, "0 passed, 1 failed"))
        whole = only + "\n```stderr\nwarned\n```\n\n```exit\n3\n```\n"
        self.assertEqual(self.run_on(whole), (0, "1 passed, 0 failed"))

    def test_takes_an_ellipsis_for_anything(self):
        self.assertEqual(self.run_on(GOOD.replace("said a.toml\nx = 1\n```", "…\nx = …\n```"))[0], 0)
        self.assertEqual(self.run_on(GOOD.replace("said a.toml\nx = 1\n```", "…\ny = …\n```"))[0], 1)

    def test_fails_without_a_command(self):
        self.assertEqual(self.run_on("Only prose.\n"), (1, "0 passed, 0 failed"))

    def test_refuses_a_result_without_a_command_and_an_open_fence(self):
        self.assertEqual(self.run_on("```output\nx\n```\n"), (1, "0 passed, 1 failed"))
        self.assertEqual(self.run_on("```sh\nlawful\n"), (1, "0 passed, 1 failed"))

    def test_updates_what_differs_and_leaves_the_rest(self):
        wrong = GOOD.replace("said a.toml", "sang a.toml").replace("warned", "w…")
        self.assertEqual(self.run_on(wrong, "--update")[0], 1)
        self.assertEqual(self.text(), GOOD.replace("warned", "w…"))

    def test_updates_by_adding_and_removing_fences(self):
        self.run_on("```sh\nlawful x\n```\n\nProse.\n", "--update")
        self.assertEqual(self.text(), "```sh\nlawful x\n```\n\n```output\nsaid x\n```\n\n"
                         "```stderr\nwarned\n```\n\n```exit\n3\n```\n\nProse.\n")


if __name__ == "__main__":
    unittest.main()
