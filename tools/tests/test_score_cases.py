import contextlib
import io
import json
import os
import unittest

from sample import TreeTest

import case_set
import score_cases

CASE = """# CASE-1
[common]
at = 2022-01-10  # the finding was later

[[act]]
name = "a"
handling.necessary = false  # finding: beyond need
consent.given = false
# finding is explained above
"""


def finding(provision, status, **more):
    return {"provision": provision, "status": status, **more}


def decision(outcome, *findings, grounds=()):
    return {"name": "a", "outcome": outcome, "findings": list(findings),
            "entitlements": [{"provision": place} for place in grounds]}


def act(**changes):
    return {"verdict": "unlawful", "scorable": True, "law_applied": "PIPL", "confidence": "high",
            "cited": [], "mapped": ["pipl:13"], **changes}


def scored(answer, changed=None, **changes):
    runs = {"reported": answer, "without_findings": changed or answer, "in_order": answer}
    return score_cases.score(("CASE-1", "a"), act(**changes), runs, {(13, None), (24, None)})


class Variants(unittest.TestCase):
    def test_drops_findings_and_nothing_else(self):
        kept = case_set.without_findings(CASE)
        self.assertNotIn("necessary", kept)
        self.assertIn("consent.given = false", kept)
        self.assertIn("at = 2022-01-10", kept)
        self.assertIn("# finding is explained", kept)

    def test_counts_the_rest_as_met(self):
        self.assertIn('[common]\notherwise = "in-order"\nat', case_set.in_order(CASE))

    def test_needs_a_place_for_it(self):
        with self.assertRaises(case_set.CaseError):
            case_set.in_order("[[act]]\n")


class Programs(unittest.TestCase):
    def test_decides_under_the_packs_that_are_named(self):
        self.assertNotIn("--law", case_set.Program("lawful").command)
        command = case_set.Program("lawful", packs=["a@1", "b@2"]).command
        self.assertEqual(command[-4:], ["--law", "a@1", "--law", "b@2"])


class Coverage(unittest.TestCase):
    def setUp(self):
        self.places = case_set.covered("pack: x\ncovers: 1-3, 69.1, 74   # rest has no rules\n".split("   #")[0])

    def test_reads_ranges_and_paragraphs(self):
        self.assertEqual(self.places, {(1, None), (2, None), (3, None), (69, 1), (74, None)})

    def test_knows_what_has_rules(self):
        for place in ("pipl:2", "pipl:2.1", "pipl:69", "pipl:69.1", "pipl:69.1.2", "pipl:74.1"):
            self.assertTrue(case_set.has_rules(place, self.places), place)
        for place in ("pipl:69.2", "pipl:47", "pipl:4.1"):
            self.assertFalse(case_set.has_rules(place, self.places), place)


class Standing(unittest.TestCase):
    def test_finds_a_breach_at_or_under_the_provision(self):
        self.assertEqual(score_cases.standing("pipl:17", decision("unlawful", finding("pipl:17.1.2", "violated"))),
                         "found")

    def test_takes_no_prefix_of_a_number_for_the_number(self):
        self.assertEqual(score_cases.standing("pipl:1", decision("unlawful", finding("pipl:17.1", "violated"))),
                         "neither")

    def test_reads_every_provision_of_a_rule(self):
        rule = finding("pipl:17.1.1", "open", provisions=["pipl:17.1.1", "pipl:17.1.2"])
        self.assertEqual(score_cases.standing("pipl:17.1.2", decision("undetermined", rule)), "open")

    def test_prefers_a_violation_to_an_open_rule(self):
        rules = finding("pipl:6.1", "open"), finding("pipl:6.2", "violated")
        self.assertEqual(score_cases.standing("pipl:6", decision("unlawful", *rules)), "found")

    def test_keeps_apart_what_an_instrument_decides(self):
        known = {"transfer.abroad": True}
        route = finding("pipl:38.1", "open", missing=["law.other_route"], subject_to=["pipl:38.1.4"], facts=known)
        need = finding("pipl:38.1", "open", missing=["transfer.needed"], subject_to=[], facts=known)
        self.assertEqual(score_cases.standing("pipl:38.1", decision("undetermined", route, need)), "instrument")
        self.assertEqual(score_cases.standing("pipl:38.1", decision("undetermined", need, route)), "open")

    def test_a_rule_left_to_others_does_not_hide_a_question_of_fact(self):
        other = finding("pipl:14.1", "open", missing=["law.x"], subject_to=["pipl:14.1"], facts={})
        quality = finding("pipl:14.1", "open", missing=["contract.necessary"], subject_to=[],
                          facts={"consent.given": False})
        both = finding("pipl:14.1", "open", missing=["law.x", "consent.written"], subject_to=["pipl:14.1"],
                       facts={"consent.given": False})
        self.assertEqual(score_cases.standing("pipl:14", decision("undetermined", other, quality)), "open")
        self.assertEqual(score_cases.standing("pipl:14", decision("undetermined", both)), "open")

    def test_a_lawful_act_holds_its_ground_or_leaves_it_open(self):
        held = decision("lawful", grounds=["pipl:13.1.2"])
        self.assertEqual(score_cases.satisfied("pipl:13.1.2", held), "held")
        self.assertEqual(score_cases.satisfied("pipl:13.1.3", decision("undetermined", finding("pipl:13.1", "open"))),
                         "open")


class Scores(unittest.TestCase):
    def test_keeps_provisions_without_rules_apart(self):
        one = scored(decision("unlawful", finding("pipl:13.1", "violated")), mapped=["pipl:13", "pipl:47"])
        self.assertEqual(one.listed["reported"], {"pipl:13": "found", "pipl:47": "unencoded"})

    def test_marks_what_hangs_on_a_conclusion(self):
        one = scored(decision("unlawful", finding("pipl:13.1", "violated")),
                     decision("undetermined", finding("pipl:13.1", "open")))
        self.assertIn("unlawful*", score_cases.row(one))
        self.assertEqual(score_cases.marks(one), "✓13*")

    def test_counts_cited_and_named_apart(self):
        one = scored(decision("unlawful", finding("pipl:13.1", "violated")), cited=["pipl:24.1"])
        group = score_cases.GROUPS[0]
        self.assertEqual(score_cases.breaches([one], "reported", [group], ["mapped"]), {"found": 1})
        self.assertEqual(score_cases.breaches([one], "reported", [group], ["cited"]), {"neither": 1})

    def test_groups_by_law_and_date(self):
        answer = decision("unlawful")
        self.assertEqual(scored(answer).group, score_cases.GROUPS[0])
        self.assertEqual(scored(answer, law_applied="Civil Code").group, score_cases.GROUPS[1])
        self.assertEqual(scored(answer, law_applied="not read (PIPL/DSL/CSL)").group, score_cases.GROUPS[1])
        self.assertEqual(scored(answer, transfer=True).group, score_cases.GROUPS[2])

    def test_scores_only_what_has_a_verdict(self):
        answer = decision("unlawful")
        self.assertTrue(scored(answer).counts)
        for change in ({"scorable": False}, {"verdict": "none"}, {"confidence": "unconfirmed"}):
            self.assertFalse(scored(answer, **change).counts)


class Shares(unittest.TestCase):
    def test_leaves_out_what_an_instrument_decides(self):
        left = finding("pipl:24.1", "open", missing=["law.x"], subject_to=["pipl:24.1"], facts={"consent.given": True})
        some = [scored(decision("unlawful", finding("pipl:13.1", "violated"), left), cited=["pipl:24.1"]),
                scored(decision("undetermined", finding("pipl:13.1", "open", missing=["consent.given"])))]
        line = score_cases.found_line(some, score_cases.GROUPS[:1])
        self.assertIn("found of what no instrument decides: 1 of 2 (50 %)", line)

    def test_rounds_down_and_divides_nothing_by_nothing(self):
        self.assertEqual(score_cases.share(849, 1000), "849 of 1000 (84 %)")
        self.assertEqual(score_cases.share(0, 0), "none")

    def test_a_barred_claim_is_no_breach_and_one_let_in_is_lawful(self):
        barred = scored(decision("unlawful", finding("pipl:24.1", "violated")), verdict="inadmissible",
                        cited=["pipl:24.1"], mapped=[])
        let_in = scored(decision("lawful"), verdict="admissible")
        refused = scored(decision("unlawful"), verdict="lawful")
        self.assertEqual(score_cases.breaches([barred], "reported", score_cases.GROUPS[:1], ["cited"]), {})
        self.assertIn("0 of 1 (0 %) of the acts, 1 of 2 (50 %) with the claims let in",
                      score_cases.lawful_share([barred, let_in, refused]))


class Fit(unittest.TestCase):
    def test_names_an_act_without_verdict(self):
        with self.assertRaisesRegex(case_set.CaseError, "`b` has no verdict"):
            case_set.check_fit({("C", "a"): act()}, {("C", "a"): {}, ("C", "b"): {}})

    def test_names_a_verdict_without_act(self):
        with self.assertRaisesRegex(case_set.CaseError, "`a` has a verdict"):
            case_set.check_fit({("C", "a"): act()}, {})

    def test_lets_an_act_wait_for_its_rules(self):
        case_set.check_fit({("C", "a"): act(encoded=False)}, {})


class Recorded(TreeTest):
    def test_a_changed_answer_is_a_difference(self):
        path = os.path.join(self.root, "expected.json")
        score_cases.write_records(path, [scored(decision("unlawful", finding("pipl:13.1", "violated")))])
        with open(path, encoding="utf-8") as file:
            self.assertEqual(list(json.load(file)), ["CASE-1 / a"])
        same = [scored(decision("unlawful", finding("pipl:13.1", "violated")))]
        self.assertEqual(score_cases.differences(path, same), [])
        other = [scored(decision("undetermined", finding("pipl:13.1", "open")))]
        self.assertEqual([key for key, _, _ in score_cases.differences(path, other)], ["CASE-1 / a"])
        self.assertEqual([key for key, _, _ in score_cases.differences(path, [])], ["CASE-1 / a"])

    def test_a_page_shows_the_counts_or_is_told_them(self):
        self.write("page.md", "before\nfound 1\nlawful 2\nafter\n")
        page = os.path.join(self.root, "page.md")
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            self.assertTrue(score_cases.shows(page, "found 1\nlawful 2"))
            self.assertEqual(told.getvalue(), "")
            self.assertFalse(score_cases.shows(page, "found 2\nlawful 2"))
        self.assertIn("they should read\nfound 2\nlawful 2", told.getvalue())


if __name__ == "__main__":
    unittest.main()
