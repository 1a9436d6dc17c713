import os
import unittest

from sample import TreeTest

import check_docs

PROGRAM = """#!/bin/sh
case "$*" in
  "help --flags") printf 'decide\\t--on\\nlaw list\\t\\n' ;;
  "law list --ids") printf 'fact\\tconsent.given\\nrule\\tpipl.13\\n' ;;
  *) exit 64 ;;
esac
"""


class CheckDocs(TreeTest):
    def setUp(self):
        super().setUp()
        self.write("build/release/lawful", PROGRAM, 0o755)
        self.write("docs/cli.md", "`lawful decide --on DATE`, `lawful law list`\n")
        self.write("docs/rules.md", "`pipl.13`\n")
        self.write("law/vocabulary.md", "fact consent.given : yes-no\n")

    def test_allows_what_is_described(self):
        self.expect_clean(check_docs)

    def test_takes_a_fact_that_a_pack_adds(self):
        self.write("law/vocabulary.md", "")
        self.write("law/measures/some.facts.md", "fact consent.given : yes-no\n")
        self.expect_clean(check_docs)

    def test_finds_a_flag_that_is_not_described(self):
        self.write("docs/cli.md", "lawful decide --only, lawful law list\n")
        self.expect(check_docs, "`--on` is not described")

    def test_finds_a_command_that_is_not_described(self):
        self.write("docs/cli.md", "lawful decide --on\n")
        self.expect(check_docs, "`lawful law list` is not described")

    def test_finds_a_rule_that_is_not_described(self):
        self.write("docs/rules.md", "pipl.131 and pipl.13.x\n")
        self.expect(check_docs, "rule `pipl.13` is not described")

    def test_finds_a_fact_that_is_not_described(self):
        self.write("law/vocabulary.md", "")
        self.write("law/measures/some.md", "consent.given\n")
        self.expect(check_docs, "fact `consent.given` is not described")

    def test_finds_a_program_that_gives_no_listing(self):
        self.write("build/release/lawful", "#!/bin/sh\nexit 64\n", 0o755)
        self.assertEqual(len(check_docs.check(self.root)), 2)

    def test_finds_a_program_that_is_not_built(self):
        os.remove(os.path.join(self.root, "build/release/lawful"))
        self.assertEqual(len(check_docs.check(self.root)), 2)


if __name__ == "__main__":
    unittest.main()
