#pragma once
// A compiled law, a residue, facts and verdicts behind the interface. Each keeps alive what it was
// made of.

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compile/compiled_law.h"
#include "compile/residue.h"
#include "face/law_impl.h"

namespace lawful::v1 {

struct EngineImpl {
  std::shared_ptr<const LawImpl> law;
  CompiledLaw compiled;
  std::array<std::vector<RuleId>, kActKindCount> rules;  // by slot

  bool holds_on(Date day) const;
};
Result<Engine> make_engine(const std::shared_ptr<const LawImpl>& law, const Readings& readings,
                           Date day);

// Does an act of its own day or period fall where the engine holds? Errors: kExpired.
Status check_period(const EngineImpl& engine, const lawful::Act& act);

struct ResidueImpl {
  std::shared_ptr<const EngineImpl> engine;
  lawful::Residue residue;
  std::vector<RuleId> rules;  // by slot
  lawful::Act activity;

  bool holds_on(Date day) const;
};

// By what facts are decided: all acts of a kind, or those of an activity.
struct Source {
  std::shared_ptr<const EngineImpl> engine;
  std::shared_ptr<const ResidueImpl> residue;  // null for all acts of a kind
  ActKind kind;

  const Plan& plan() const;
  std::span<const RuleId> rules() const;
  const lawful::Law& law() const { return engine->law->law; }
};
std::vector<RuleId> slot_rules(std::span<const RuleSlot> slots);

struct FactsImpl {
  Source source;
  const Plan* plan;
  PreparedFacts prepared;
  std::vector<StatedFact> stated;  // beside the activity; has room, so that it seldom grows
  bool narrowed;
  std::optional<Error> contradiction;  // until reset(): then the bits are of no use
};
Facts new_facts(Source source);

struct VerdictImpl {
  Source source;
  const Plan* plan;
  lawful::Verdict verdict;
  std::array<std::vector<RuleId>, 3> lists;  // room for every slot
};
Verdict new_verdict(Source source);

// Decides, whatever the day. Errors: kMisuse.
Status decide_facts(const Plan& plan, Facts& facts, Verdict& verdict);

}  // namespace lawful::v1
