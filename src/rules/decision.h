#pragma once
// The answer about one act: outcome, findings, what is missing, and what it rests on.
//
//   act + law + readings + day  ->  evaluate on every side of each change of law within the act's
//   period
//                               ->  one outcome, or undetermined where the sides differ
//                               ->  findings in words that stand by themselves
//
// Invariants
//   1. A decision is a pure function of act, law, readings and `today`; the same input gives the
//   same bytes.
//   2. Every finding cites a provision. Every violated finding is decided by known facts.
//   3. No free text of the act but its name is carried.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/act.h"
#include "rules/evaluation.h"
#include "rules/law.h"

namespace lawful {

struct Finding {
  std::uint32_t rule = 0;
  Status status = Status::kOpen;
  bool counting = false;
  std::vector<FactId> facts;          // known facts that the status rests on
  std::vector<FactId> evaluative;     // those of them that are judgements
  std::vector<FactId> missing;        // unknown facts whose answer would settle it
  std::vector<Provision> subject_to;  // paragraphs that leave it to instruments that are not loaded
  std::vector<std::uint32_t> exceptions;  // that release it
  int pertinence = 0;  // how many stated facts it reads: the nearer it is to what was reported
};

struct MissingFact {
  FactId fact = 0;
  std::vector<std::uint32_t> settles;  // rules
  bool decides = false;                // some of these rules count for the outcome
  int pertinence = 0;                  // of the most pertinent of these rules
};

struct Segment {
  Date from{};
  Outcome outcome = Outcome::kUndetermined;
};

struct Decision {
  std::string id;  // SHA-256 of facts, packs, readings and date
  Act act;
  Period at;
  bool at_overridden = false;  // --at replaced the act's own date
  bool at_today = false;       // neither said
  Outcome outcome = Outcome::kUndetermined;
  std::string label;      // `inadmissible`; `hypothetical` where a draft takes part; or empty
  Evaluation evaluation;  // on the last side of the period
  std::vector<Segment> segments;
  std::vector<std::uint32_t> entitlements;  // grounds that hold
  std::vector<Finding> findings;  // breaches first, then what is open, the most pertinent first
  std::vector<MissingFact> missing;
  Readings readings;
  std::set<std::uint32_t> readings_used;  // decided the status of some rule, triggered or not
  std::vector<std::uint32_t> reading_sensitive;  // whose other choice would change the outcome
  std::optional<Date> next_change;
  const Law* law = nullptr;
};

struct Query {
  std::optional<Period> at;  // overrides the acts' own
  Date today{};              // in Beijing
  Readings readings;         // from default_readings or choose_readings
  // Try the other choice of every reading, for `reading_sensitive`: the dear part of a decision.
  bool try_readings = true;
};

// `separate-consent-scope=alone` …: the defaults with these replaced. Errors: kInvalid, naming what
// exists.
Result<Readings> choose_readings(const Law& law, const std::vector<std::string>& choices);

// Do the facts contradict one another? Then `decide` fails too; this is far quicker, so that a
// whole input can be checked before its first act is decided. Errors: kInvalid, `file:line:column:
// …`.
Result<void> check_facts(const Law& law, const Act& act, const Query& query);

// Errors: kInvalid for facts that contradict one another: `file:line:column: …`.
Result<Decision> decide(const Law& law, const Act& act, const Query& query);

}  // namespace lawful
