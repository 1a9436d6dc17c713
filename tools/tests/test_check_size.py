import unittest

from sample import TreeTest

import check_size


class CheckSize(TreeTest):
    def test_allows_what_fits(self):
        self.write("src/base/a.cc", "int f() {\n" + "  g();\n" * 68 + "}\n")
        self.write("law/a.md", "x" * 500 + "\n")
        self.expect_clean(check_size)

    def test_finds_a_long_file(self):
        self.write("tools/a.py", "x\n" * 401)
        self.expect(check_size, "tools/a.py", "401 lines")

    def test_finds_a_long_line(self):
        self.write("src/base/a.h", "// \n" + "x" * 121 + "\n")
        self.expect(check_size, "a.h:2", "121 columns")

    def test_counts_code_points(self):
        self.write("src/base/a.h", "// " + "法" * 110 + "\n")
        self.expect_clean(check_size)

    def test_finds_a_long_function(self):
        self.write("src/base/a.cc", "namespace a {\nint f(int x) const {\n" + "  g();\n" * 70 + "}\n}\n")
        self.expect(check_size, "a.cc:2", "a function of 72 lines")

    def test_is_not_misled_by_text(self):
        self.write("src/base/a.cc", "int f() {\n  // }\n  g(\"}\", '}', R\"(})\");\n" + "  g();\n" * 70 + "}\n")
        self.expect(check_size, "a.cc:1")

    def test_takes_a_class_or_table_for_no_function(self):
        body = "  int g();\n" * 80
        self.write("src/base/a.cc", "class A : public B<int()> {\n" + body + "};\n"
                   "const int t[] = {\n" + "  1,\n" * 80 + "};\n")
        self.expect_clean(check_size)


if __name__ == "__main__":
    unittest.main()
