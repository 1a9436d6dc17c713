"""The engines of bench/peers on a small generated work. Needs their packages."""

import glob
import json
import os
import random
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PEERS = os.path.join(ROOT, "bench", "peers")
NODE = next(iter(glob.glob(os.path.join(PEERS, "node_modules", "node-linux-*", "bin", "node"))), None)

PROGRAMS = {("cedar.mjs",): "all", ("casbin.mjs",): "first", ("casbin.mjs", "--all"): "all",
            ("javascript.mjs",): "all"}
SEED = 20
ATOMS = 9
RULES = 6
REQUESTS = 80


def expression(dice, depth):
    kind = dice.choice(["atom", "atom", "not", "and", "or", "constant"] if depth else ["atom"])
    if kind == "atom":
        return {"atom": dice.randrange(ATOMS)}
    if kind == "not":
        return {"not": expression(dice, depth - 1)}
    if kind == "constant":
        return dice.random() < 0.5
    return {kind: [expression(dice, depth - 1) for _ in range(dice.randrange(4))]}


def holds(form, request):
    if isinstance(form, bool):
        return form
    (kind, operand), = form.items()
    if kind == "atom":
        return request[operand] == "1"
    if kind == "not":
        return not holds(operand, request)
    results = [holds(each, request) for each in operand]
    return all(results) if kind == "and" else any(results)


def generated():
    dice = random.Random(SEED)
    rules = [{"id": f"generated.rule-{i}", "violated": {"and": [{"atom": i}, expression(dice, 4)]}}
             for i in range(RULES)]
    rules += [{"id": "generated.never", "violated": {"or": []}},
              {"id": "generated.first-atom", "violated": {"and": [{"and": []}, {"atom": 0}]}}]
    requests = ["".join(dice.choice("01") for _ in range(ATOMS)) for _ in range(REQUESTS)]
    return {"atoms": [f"atom {i}" for i in range(ATOMS)], "rules": rules, "requests": requests,
            "violated": [[i for i, rule in enumerate(rules) if holds(rule["violated"], request)]
                         for request in requests]}


class BenchPeers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if NODE is None:
            raise unittest.SkipTest("the packages of bench/peers are not installed")

    def setUp(self):
        self.work = generated()

    def run_on_work(self, program, commands):
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(self.work, file)
            file.flush()
            script, *flags = program
            return subprocess.run([NODE, os.path.join(PEERS, script), file.name, *flags],
                                  input=commands, capture_output=True, text=True, timeout=120,
                                  check=False)

    def refuses(self, done, *parts):
        self.assertEqual(done.returncode, 65, done.stderr)
        self.assertEqual(done.stdout, "")
        for part in parts:
            self.assertIn(part, done.stderr)

    def test_the_work_has_lawful_and_unlawful_requests(self):
        sizes = {len(rules) for rules in self.work["violated"]}
        self.assertIn(0, sizes)
        self.assertGreater(max(sizes), 1)

    def test_each_agrees_and_runs(self):
        for program, answer in PROGRAMS.items():
            with self.subTest(program=program):
                done = self.run_on_work(program, "run 100\nrun 7\nquit\n")
                self.assertEqual(done.returncode, 0, done.stderr)
                ready, *runs = map(json.loads, done.stdout.splitlines())
                self.assertEqual((ready["answer"], ready["agreed"]), (answer, REQUESTS))
                self.assertEqual([run["requests"] for run in runs], [100, 7])
                for run in runs:
                    self.assertGreater(run["ns_per_request_median"], 0)
                    self.assertGreaterEqual(run["p99"], run["ns_per_request_median"])
                    self.assertGreaterEqual(run["total_ns"], run["ns_per_request_median"])

    def test_each_ends_at_the_first_disagreement(self):
        wrong = next(i for i, rules in enumerate(self.work["violated"]) if i > 3 and rules)
        never = next(i for i, rule in enumerate(self.work["rules"])
                     if rule["id"] == "generated.never")
        for oracle in ([], [never]):  # One that misses a rule, one that names another.
            self.work["violated"][wrong] = oracle
            for program in PROGRAMS:
                with self.subTest(program=program, oracle=oracle):
                    self.refuses(self.run_on_work(program, "run 1\n"), f"request {wrong}: ")

    def test_bad_work_is_refused(self):
        program = ("javascript.mjs",)
        self.work["requests"][5] = "01"
        self.refuses(self.run_on_work(program, ""), "request 5 ", f"{ATOMS} atoms")
        self.work["requests"].pop()
        self.refuses(self.run_on_work(program, ""), f"{REQUESTS - 1} requests")
        self.work = generated()
        self.work["rules"][0]["violated"] = {"xor": []}
        self.refuses(self.run_on_work(program, ""), "no `atom`")
        del self.work["rules"]
        self.refuses(self.run_on_work(program, ""), "`rules` is not a list")

    def test_unknown_commands_are_refused(self):
        for command in ("run 0", "run", "walk 3", "run 99999999"):
            done = self.run_on_work(("javascript.mjs",), command + "\n")
            self.assertEqual(done.returncode, 65, command)
            self.assertIn("`run N`", done.stderr)


if __name__ == "__main__":
    unittest.main()
