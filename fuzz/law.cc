// Bytes -> one file of a pack beside a small vocabulary and the head of a law. What is loaded
// without an error must hold the invariants of law.h that an evaluator relies on for memory: every
// index points where it should, and expressions end. What parses can be formatted, and the second
// time nothing changes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "rules/format_law.h"
#include "rules/load.h"

namespace lawful {
namespace {

constexpr const char* kVocabulary = R"(```facts
fact act.kind : one-of
  value handling zh "甲" en "a"
  value transfer zh "甲" en "a"
  value disclosure zh "甲" en "a"
  value notice zh "甲" en "a"
  value request-answer zh "甲" en "a"
  value device zh "甲" en "a"
  value duty zh "甲" en "a"
  value measure zh "甲" en "a"
  value fine zh "甲" en "a"
  value claim zh "甲" en "a"
  means zh "甲" en "a"
  ask zh "甲" en "a"
  control nobody
fact act.date : date
  means zh "甲" en "a"
  ask zh "甲" en "a"
  control nobody
fact a.b : yes-no
  means zh "甲" en "a"
  ask zh "甲" en "a"
  control nobody
fact a.c : one-of
  value x zh "甲" en "a"
  value y zh "甲" en "a"
  means zh "甲" en "a"
  ask zh "甲" en "a"
  control nobody
fact a.d : any-of
  value x zh "甲" en "a"
  value y zh "甲" en "a"
  means zh "甲" en "a"
  ask zh "甲" en "a"
  control nobody
fact a.e : count years
  means zh "甲" en "a"
  ask zh "甲" en "a"
  control nobody
```
)";

constexpr const char* kHead = R"(---
pack: demo@v1
title-zh: 甲
title-en: A
status: enacted
in-force: 2020-01-31..
covers: none
mark: P
---
```law
text 1.1 sha256 0000000000000000000000000000000000000000000000000000000000000000 items 2
text 2.1 sha256 0000000000000000000000000000000000000000000000000000000000000000
```
)";

void check_expr(const Law& law, const Expr& expr, ExprId id) {
  for (const ExprId kid : expr.kids) CHECK(kid < id);
  CHECK(expr.fact < law.vocabulary.facts.size());
  switch (expr.op) {
    case Op::kConst:
    case Op::kAnd:
    case Op::kOr:
    case Op::kOutcome:
    case Op::kBreached:
      return;
    case Op::kNot:
      CHECK(expr.kids.size() == 1);
      return;
    case Op::kTest:
      CHECK(expr.set.is_interval() == law.vocabulary[expr.fact].all().is_interval());
      return;
    case Op::kTestParam:
      CHECK(expr.index < law.params.size());
      return;
    case Op::kDefine:
    case Op::kHolds:
    case Op::kViolated:
      CHECK(expr.index < law.groups.size());
      return;
    case Op::kReading:
      CHECK(expr.index < law.readings.size());
      CHECK(expr.choice < law.readings[expr.index].choices.size());
      return;
  }
}

void check_literal(const Law& law, const Literal& literal) {
  CHECK(literal.fact < law.vocabulary.facts.size());
  if (literal.param) {
    CHECK(*literal.param < law.params.size());
  } else {
    CHECK(literal.set.is_interval() == law.vocabulary[literal.fact].all().is_interval());
  }
}

void check_law(const Law& law) {
  for (ExprId id = 0; id < law.exprs.size(); ++id) check_expr(law, law.exprs[id], id);
  for (const Rule& rule : law.rules) {
    CHECK(rule.when < law.exprs.size() && rule.then < law.exprs.size());
    CHECK(rule.group < law.groups.size() && rule.entitlement < law.groups.size());
    CHECK(rule.pack < law.packs.size() && !rule.cites.empty());
    for (const Provision& cite : rule.cites) CHECK(law.exists(cite));
    for (const GroupId target : rule.targets) CHECK(target < law.groups.size());
  }
  for (const RuleGroup& group : law.groups) {
    CHECK(!group.versions.empty());
    for (std::size_t i = 1; i < group.versions.size(); ++i)
      CHECK(law.rules[group.versions[i - 1]].in_force.until ==
            law.rules[group.versions[i]].in_force.from);
  }
  for (const Implication& implication : law.implications) {
    for (const Literal& literal : implication.antecedents) check_literal(law, literal);
    check_literal(law, implication.consequent);
  }
  for (const Example& example : law.examples)
    CHECK(example.date && law.at(example.group, *example.date));
}

void check_layout(const SourceFile& file) {
  const Result<std::string> formatted = format_law(file);
  if (!formatted) {
    CHECK(formatted.error().code == Code::kInvalid);
    return;
  }
  const Result<std::string> again = format_law({file.path, *formatted});
  CHECK(again && *again == *formatted);
}

}  // namespace
}  // namespace lawful

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lawful;
  const std::string text(data, data + size);
  const Loaded loaded = load_law({{"law/vocabulary.md", kVocabulary},
                                  {"law/demo/v1/00-head.md", kHead},
                                  {"law/demo/v1/10-case.md", text}},
                                 {});
  for (const Diagnostic& diagnostic : loaded.diagnostics) CHECK(!to_string(diagnostic).empty());
  if (loaded.ok()) check_law(loaded.law);
  check_layout({"law/demo/v1/10-case.md", text});
  return 0;
}
