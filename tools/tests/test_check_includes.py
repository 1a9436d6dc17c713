import unittest

from sample import TreeTest

import check_includes


class CheckIncludes(TreeTest):
    def include(self, path, header):
        self.write(path, f"// x\n#include {header}\n")

    def test_allows_downwards_and_the_same_folder(self):
        self.include("src/rules/a.cc", '"base/result.h"')
        self.include("src/rules/b.cc", '"rules/a.h"')
        self.include("src/app/c.cc", '"gate/a.h"')
        self.include("src/gate/d.cc", "<string_view>")
        self.expect_clean(check_includes)

    def test_finds_an_include_upwards(self):
        self.include("src/base/a.cc", '"rules/a.h"')
        self.expect(check_includes, "src/base/a.cc:2", "base may not include rules")

    def test_lets_the_verifier_use_itself_and_libcrypto_in_one_file(self):
        self.include("verify/bytes.h", "<string>")
        self.include("verify/main.cc", '"bytes.h"')
        self.include("verify/command.cc", "<unistd.h>")
        self.include("verify/hash.cc", "<openssl/evp.h>")
        self.expect_clean(check_includes)

    def test_finds_what_the_verifier_must_not_lean_on(self):
        for header, reason in (('"base/bytes.h"', "may include only itself"),
                               ('"../src/base/bytes.h"', "may include only itself"),
                               ("<fmt/format.h>", "only the standard library and libcrypto"),
                               ("<openssl/evp.h>", "stands in verify/hash.cc alone")):
            self.include("verify/main.cc", header)
            self.expect(check_includes, "verify/main.cc:2", reason)

    def test_finds_a_header_that_its_folder_keeps_for_itself(self):
        self.include("src/crypto/a.cc", '"crypto/raw.h"')
        self.expect_clean(check_includes)
        for inner in ("raw", "sealed", "keyed"):
            self.include("src/vault/a.cc", f'"crypto/{inner}.h"')
            self.expect(check_includes, f'"crypto/{inner}.h" is for crypto alone')

    def test_finds_a_pure_folder_that_reaches_sideways(self):
        self.include("src/detect/a.cc", '"prove/a.h"')
        self.expect(check_includes, "detect may not include prove")

    def test_finds_a_pure_folder_that_touches_the_world(self):
        self.include("src/rules/a.cc", "<fstream>")
        self.expect(check_includes, "<fstream> in a pure folder")

    def test_finds_third_party_headers_behind_their_walls(self):
        for path, header in (("src/base/a.cc", "<openssl/evp.h>"),
                             ("src/rules/a.cc", "<boost/json.hpp>"),
                             ("src/base/json.cc", "<toml++/toml.h>"),
                             ("src/rules/a.cc", "<CLI/CLI.hpp>"),
                             ("src/api/a.cc", "<boost/asio.hpp>"),
                             ("src/gate/a.cc", "<sqlite3.h>"),
                             ("src/rules/a.cc", "<md4c.h>"),
                             ("src/app/a.cc", "<unicode/uchar.h>"),
                             ("src/rules/a.cc", "<cadical.hpp>"),
                             ("src/base/a.cc", '"gtest/gtest.h"')):
            with self.subTest(header=header):
                self.include(path, header)
                self.expect(check_includes, header.strip('<>"'), "wall")
                self.write(path, "")

    def test_allows_third_party_headers_where_they_belong(self):
        self.include("src/crypto/a.cc", "<openssl/evp.h>")
        self.include("src/base/document_toml.cc", "<toml++/toml.h>")
        self.include("src/rules/decision_json.cc", "<boost/json.hpp>")
        self.include("src/rules/a_test.cc", '"gtest/gtest.h"')
        self.expect_clean(check_includes)

    def test_finds_a_header_nobody_knows(self):
        self.include("src/app/a.cc", "<new_library/x.hpp>")
        self.expect(check_includes, "not in the table")

    def test_finds_a_folder_outside_the_plan(self):
        self.write("src/extras/a.cc", "")
        self.expect(check_includes, "extras is not in the plan")


if __name__ == "__main__":
    unittest.main()
