#pragma once
// The facts that rules may read and act files may state. Built from `facts` fences, and from the
// `open` terms of packs
// (`law.NAME`). See docs/law-language.md.
//
// Invariants
//   1. ids are unique; facts[id] is stable for the life of the vocabulary.
//   2. facts[kActKind] is `act.kind` and facts[kActDate] is `act.date`: built in, always known.
//   3. An `any-of` fact is stored as one yes-no fact a value (`information.kinds.face`) with
//   `family` set to the stem.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.h"
#include "rules/provision.h"
#include "rules/text.h"
#include "rules/value_set.h"

namespace lawful {

using FactId = std::uint32_t;
constexpr FactId kActKind = 0;
constexpr FactId kActDate = 1;

enum class FactType { kYesNo, kOneOf, kCount, kDate };
enum class Control {
  kHandler,
  kIndividual,
  kGuardian,
  kRecipient,
  kEntrusted,
  kAuthority,
  kCourt,
  kLaw,
  kNobody
};
const char* to_string(FactType type);
const char* to_string(Control control);

struct FactValue {
  std::string name;
  Text label;
};

struct Fact {
  std::string id;
  FactType type = FactType::kYesNo;
  std::vector<FactValue> values;  // kOneOf: in the order of their bits. kYesNo: empty.
  std::string unit;               // kCount
  bool per_year = false;          // kCount: counted within one calendar year, from 1 January
  Text means;
  Text ask;
  Control control = Control::kNobody;
  int effort = 0;  // what a change of it costs a cure, 1 to kEffortMax; 0 where none is written
  std::optional<Text> evaluative;
  std::string family;                  // stem of the any-of fact it belongs to, else empty
  std::optional<Provision> open_term;  // the paragraph that leaves it open
  Position at;

  // Every value that the type allows.
  ValueSet all() const;
  // Bit of the one-of value `name`.
  std::optional<int> value_index(std::string_view name) const;
};

// An any-of fact as written: its members are yes-no facts.
struct Family {
  std::string stem;
  Text means;
  Text ask;
  std::vector<FactId> members;
  std::vector<FactValue> values;  // beside members
  Position at;
};

// Kinds of act, in the order of the values of `act.kind`.
enum class ActKind {
  kHandling,
  kTransfer,
  kDisclosure,
  kNotice,
  kRequestAnswer,
  kDevice,
  kDuty,
  kMeasure,
  kFine,
  kClaim
};
constexpr int kActKindCount = 10;
const char* to_string(ActKind kind);  // `request-answer`

constexpr int kEffortMax = 9;

// When the changes of a cure are made: a fact belongs to the step with its longest matching stem,
// the beginning of its id up to a dot or the end; the step without stems takes what no other names.
struct CureStep {
  std::string name;
  Text words;
  std::vector<std::string> stems;
  Position at;
};

// `consent` is a stem of `consent.given`, not of `consents.given`.
bool is_stem_of(std::string_view stem, std::string_view id);

struct Vocabulary {
  std::vector<Fact> facts;
  std::vector<Family> families;
  std::map<std::string, FactId, std::less<>> by_id;
  std::map<std::string, std::size_t, std::less<>> family_by_stem;
  std::vector<CureStep> steps;                  // in their order; empty where no file names any
  std::array<Control, kActKindCount> actors{};  // whose the facts are that the actor has in hand

  const Fact& operator[](FactId id) const { return facts[id]; }
  std::optional<FactId> find(std::string_view id) const;
  // The known fact, family or value whose name is nearest to `id` by edits; empty when none is
  // near.
  std::string nearest(std::string_view id) const;
  // The index in `steps` of the step that a fact belongs to; the number of steps where none does.
  std::size_t step_of(FactId id) const;
  // Does whoever does an act of `kind` have the fact in hand?
  bool is_own(FactId id, ActKind kind) const;
  // What a change of the fact costs a cure of an act of `kind`: its effort, else 1 for a fact of
  // the actor's own and 2 for another's. Nothing for a fact that nobody, or only the law, changes.
  std::optional<int> effort_of(FactId id, ActKind kind) const;
};

}  // namespace lawful
