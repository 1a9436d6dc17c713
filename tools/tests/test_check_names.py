import unittest

from sample import TreeTest

import check_names


class CheckNames(TreeTest):
    def two(self, first, second):
        self.write("src/a/first.h", f"#pragma once\n// One.\n{first}\n")
        self.write("src/b/second.h", f"#pragma once\n// Two.\n{second}\n")

    def apart(self, first, second):
        self.two(first, second)
        self.expect_clean(check_names)

    def test_finds_two_types_of_one_name(self):
        for sort in ("struct Place {", "class Place final : public Base<int> {", "union Place {",
                     "enum class Place : std::uint8_t {", "template <class T>\nclass Place {",
                     "struct alignas(64) Place {", "struct [[nodiscard]] Place\n{"):
            with self.subTest(sort=sort):
                self.two("namespace lawful {\nenum Place { kHere };\n}",
                         f"namespace lawful {{\nint f() {{ return 0; }}\n{sort}\n}};\n}}")
                self.expect(check_names, "src/b/second.h:", "`lawful::Place`", "src/a/first.h:4")

    def test_says_the_line_of_the_name(self):
        self.two("struct Place {};", "// One\n/* two\n three */\n\nstruct Place {};")
        self.expect(check_names, "src/b/second.h:7: `Place`")

    def test_finds_a_source_that_repeats_a_header(self):
        self.write("src/a/first.h", "#pragma once\n// One.\nnamespace lawful {\nclass Place {};\n}\n")
        self.write("src/b/second.cc", "namespace lawful {\nstruct Place {};\n}\n")
        self.expect(check_names, "src/b/second.cc:2")

    def test_leaves_namespaces_apart(self):
        place = "struct Place {};"
        self.apart(f"namespace lawful {{\n{place}\n}}", f"namespace lawful::raw {{\n{place}\n}}")
        self.apart(f"namespace lawful {{\n{place}\n}}",
                   f"namespace lawful {{\ninline namespace v1 {{\n{place}\n}}\n}}")
        self.apart(f"namespace lawful {{\nnamespace {{\n{place}\n}}\n}}",
                   f"namespace lawful {{\nnamespace {{\n{place}\n}}\n{place}\n}}")

    def test_joins_a_namespace_that_is_written_in_two_ways(self):
        self.two("namespace lawful::raw {\nstruct Place {};\n}",
                 "namespace lawful {\nnamespace raw {\nstruct Place {};\n}\n}")
        self.expect(check_names, "`lawful::raw::Place`")

    def test_passes_over_what_defines_nothing_of_its_own(self):
        for other in ("struct Place;", "enum class Place : int;", "struct Outer { struct Place {}; };",
                      "template <> struct Place<int> {};", "struct Outer::Place {};",
                      "void f(struct Place& place) {}", "struct Place f() { return {}; }",
                      "template <class Place> void f(Place place) {}",
                      "void f() { struct Place {}; }", "// struct Place {", "/* struct Place { */",
                      'const char* f = "struct Place {";', 'const char* f = R"(} struct Place { )";',
                      "#define PLACE struct Place {", "using Place = int;"):
            with self.subTest(other=other):
                self.apart("namespace lawful {\nstruct Place {};\n}",
                           f"namespace lawful {{\n{other}\n}}")

    def test_keeps_count_of_braces_past_what_only_looks_like_one(self):
        for inside in ("char f() { return '{'; }", 'auto f = "}";', "int f = 60'000; // }",
                       "auto f = R\"x(}})x\";", "#define OPEN {"):
            with self.subTest(inside=inside):
                self.two("namespace lawful {\nstruct Place {};\n}",
                         f"namespace lawful {{\n{inside}\nstruct Place {{}};\n}}")
                self.expect(check_names, "src/b/second.h:5")

    def test_looks_at_the_program_alone(self):
        self.write("src/a/first.h", "struct Place {};\n")
        self.write("verify/second.h", "struct Place {};\n")
        self.write("src/a/place.md", "struct Place {};\n")
        self.expect_clean(check_names)


if __name__ == "__main__":
    unittest.main()
