import unittest

from sample import TreeTest

import check_style

# Written in halves, so that the checker passes over its own tests.
BAD_NAMES = ["mana" + "ger.cc", "string_" + "util.h", "hel" + "pers.py", "com" + "mon.md"]


class CheckStyle(TreeTest):
    def test_allows_house_style(self):
        self.write("src/base/a.h", "#pragma once\n// A thing.\n")
        self.write("docs/a.md", "words\n")
        self.write("tests/cli/golden.tsv", "a\tb \n")
        self.expect_clean(check_style)

    def test_finds_names_that_say_nothing(self):
        for name in BAD_NAMES:
            with self.subTest(name=name):
                self.assertTrue(check_style.BANNED_NAMES.search(name))
        self.write("src/base/" + BAD_NAMES[0], "int x;\n")
        self.expect(check_style, "a name that says nothing")

    def test_allows_names_that_only_contain_such_a_word(self):
        self.write("src/base/utility_rate.cc", "int x;\n")
        self.write("src/base/permission.cc", "int x;\n")
        self.expect_clean(check_style)

    def test_finds_notes_nobody_comes_back_to(self):
        for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X"):
            with self.subTest(word=word):
                self.write("src/base/a.cc", f"// {word}: later\n")
                self.expect(check_style, word)

    def test_finds_tabs_trailing_blanks_and_a_missing_end(self):
        self.write("src/base/a.cc", "\tint x;\n")
        self.expect(check_style, "a tab")
        self.write("src/base/a.cc", "int x; \n")
        self.expect(check_style, "white space at the end")
        self.write("src/base/a.cc", "int x;")
        self.expect(check_style, "no line end")

    def test_finds_a_header_without_pragma_or_manual(self):
        self.write("src/base/a.h", "// A thing.\n")
        self.expect(check_style, "#pragma once")
        self.write("src/base/a.h", "#pragma once\n#include <a>\n")
        self.expect(check_style, "its manual")

    def test_finds_traces_of_a_machine_even_in_test_data(self):
        for trace in ("/ho" + "me/me/x", "cd /wo" + "rk/a", "../sha" + "red/a",
                      "https://deb.deb" + "ian.org/x", "registry.npm" + "js.org"):
            with self.subTest(trace=trace):
                self.write("tests/cli/golden.txt", f"{trace}\n")
                self.expect(check_style, "names a machine or a registry")


if __name__ == "__main__":
    unittest.main()
