#pragma once
// The reference interpreter: every rule in force on one day under one choice of readings, with the
// tree of why. Slow and obvious on purpose; it is the oracle for every faster evaluator. Semantics:
// docs/law-language.md.
//
// Invariant: nothing is skipped. Every operand of every expression is evaluated, so trees are
// complete.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/act.h"
#include "rules/facts.h"
#include "rules/law.h"

namespace lawful {

// The value of one expression and of everything below it. A define, ground or reading has its body
// as its only child.
struct Step {
  ExprId expr = 0;
  Tri value = Tri::kUnknown;
  std::vector<Step> kids;
};

enum class Status { kViolated, kOpen, kMet, kExcepted, kAssumed, kNotTriggered };
const char* to_string(Status status);

struct ExceptionResult {
  std::uint32_t rule = 0;
  Tri value = Tri::kUnknown;  // after its own exceptions
  Step when;
  std::vector<ExceptionResult> exceptions;
};

struct RuleResult {
  std::uint32_t rule = 0;
  Status status = Status::kOpen;
  Tri trigger = Tri::kUnknown;
  Tri requirement = Tri::kUnknown;  // entitlement: the best of its grounds
  Tri exception = Tri::kNo;
  Step when;
  std::optional<Step> then;
  std::vector<ExceptionResult> exceptions;
  std::vector<RuleResult> grounds;  // entitlement only; trigger holds the ground's value
  bool counting = false;            // decides about the outcome
};

struct PackScope {
  std::uint32_t pack = 0;
  Tri in_scope = Tri::kUnknown;
  bool in_force = true;
  std::vector<RuleResult> scopes;  // requirement holds the value
};

// Is the scope of this pack worth telling? An instrument that is not in force has nothing to say,
// and one whose own scopes are all yes only shares the scope of its law.
bool is_told(const Law& law, const PackScope& scope);

struct Presumed {
  std::uint32_t rule = 0;
  FactId fact = 0;
};

// What an instrument said of an open term.
struct Served {
  std::uint32_t rule = 0;
  FactId fact = 0;
  bool yes = false;
};

// What the evaluation read: for the lists that every answer carries.
struct Used {
  std::set<std::uint32_t> params;
  std::set<std::uint32_t> rules;
};

struct Evaluation {
  Date day{};
  Facts facts;
  Outcome outcome = Outcome::kUndetermined;
  bool reached = false;  // some rule that decides surely speaks to the act
  std::vector<PackScope> scopes;
  std::vector<RuleResult>
      rules;  // of the packs in scope or perhaps in scope, in the order of the law
  std::vector<Served> served;
  std::vector<Presumed> presumed;
  Used used;
};

// reading -> choice, one for each reading of the law.
using Readings = std::vector<std::uint32_t>;
Readings default_readings(const Law& law);

using EvaluationResult = tl::expected<Evaluation, Contradiction>;
EvaluationResult evaluate(const Law& law, const Act& act, const Readings& readings, Date day);

// One rule by itself, for examples: its status word (`met`, `holds`, `out`, `applies`, …) given the
// facts.
std::string status_word(const Law& law, const Facts& facts, const Readings& readings,
                        GroupId group);

// Sorts whose rules are judged before the outcome is fixed, and can be breached.
bool is_first_layer(Sort sort);
// Nobody sues, fines or takes measures without a power to do so: does an act of `kind` need one?
bool needs_power(ActKind kind);
// Do rules of `sort` decide about the outcome of an act of `kind`?
bool is_counting(Sort sort, ActKind kind);
// Is this a kind whose conditions and prohibitions alone decide?
constexpr bool is_handling_kind(ActKind kind) {
  return kind == ActKind::kHandling || kind == ActKind::kTransfer || kind == ActKind::kDisclosure ||
         kind == ActKind::kDevice;
}

}  // namespace lawful
