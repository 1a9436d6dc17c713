#pragma once
// A law as loaded: vocabulary, paragraphs, rules, readings, parameters. The one intermediate form
// that every evaluator reads. Knows no statute: everything here came from a pack.
//
// Invariants (held by the loader; evaluators rely on them)
//   1. Every index points into the vector it is meant for; expressions are acyclic.
//   2. A group holds the versions of one name; their intervals neither overlap nor leave a gap
//   between them.
//   3. Every rule cites at least one paragraph that exists in a loaded pack.
//   4. Exceptions form an acyclic graph over groups.
//   5. Only derived rules contain kOutcome, kViolated or kBreached.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/position.h"
#include "rules/provision.h"
#include "rules/schedule.h"
#include "rules/text.h"
#include "rules/tri.h"
#include "rules/value_set.h"
#include "rules/vocabulary.h"

namespace lawful {

// Days [from, until); no `until` is for good.
struct DayInterval {
  Date from{};
  std::optional<Date> until;
  bool contains(Date day) const;
  bool operator==(const DayInterval&) const = default;
};

enum class Mark { kP, kQ, kS, kSMinus, kM };
const char* to_string(Mark mark);
constexpr bool is_unverified(Mark mark) { return mark == Mark::kSMinus || mark == Mark::kM; }

enum class Outcome { kLawful, kUnlawful, kUndetermined, kOutOfScope };
const char* to_string(Outcome outcome);  // `out-of-scope`

using ExprId = std::uint32_t;
using GroupId = std::uint32_t;

enum class Op {
  kConst,  // constant
  kAnd,
  kOr,
  kNot,        // kids (kNot: one)
  kTest,       // fact, set
  kTestParam,  // fact, compare, index = param
  kDefine,     // index = group of the define
  kHolds,      // index = group of the ground
  kReading,    // index = reading, choice
  kOutcome,    // outcomes: bit i for Outcome(i)
  kViolated,   // index = group of the rule
  kBreached,
};
enum class Compare { kLess, kLessEqual, kGreater, kGreaterEqual, kEqual, kNotEqual };

struct Expr {
  Op op = Op::kConst;
  Tri constant = Tri::kUnknown;
  std::vector<ExprId> kids;
  FactId fact = 0;
  ValueSet set;
  Compare compare = Compare::kEqual;  // of a count or a date, as written; `set` says the same
  std::uint32_t index = 0;
  std::uint32_t choice = 0;
  std::uint8_t outcomes = 0;
  Position at;
};

enum class Sort {
  kScope,
  kEntitlement,
  kGround,
  kCondition,
  kProhibition,
  kObligation,
  kDerived,
  kException,
  kDefine,
  kPresume,
  kServe,   // an instrument says that an open term is so
  kSettle,  // the loaded instruments say all there is about an open term
  kDue,     // something to be done by a day that the facts give
  kRoute    // a way that is open to the act
};
const char* to_string(Sort sort);  // `condition`

// Whoever breaches a rule breaches this one too, as the pack says, and why both stand.
struct Overlap {
  GroupId rule = 0;
  Text why;
};

struct Rule {
  std::string id;  // `pipl.notice_before`
  GroupId group = 0;
  Sort sort = Sort::kCondition;
  std::vector<Provision> cites;  // the first is the one shown
  Text gist;
  ExprId when = 0;  // scope: what it requires. define: its value. ground, exception: when it holds.
  ExprId then =
      0;  // condition, prohibition, obligation, derived; `no` for a prohibition without `then`
  std::vector<Provision> consequence;
  std::vector<Overlap> overlaps;     // of the first layer
  GroupId entitlement = 0;           // kGround
  std::vector<GroupId> targets;      // kException: what it releases
  FactId presumed_fact = 0;          // kPresume; kServe and kSettle: the open term
  ValueSet presumed_value;           // kPresume, and kServe: yes
  std::optional<Schedule> schedule;  // kDue and kRoute
  DayInterval in_force;
  Mark mark = Mark::kP;
  std::uint32_t pack = 0;
  Position at;
};

struct RuleGroup {
  std::string id;
  std::vector<std::uint32_t> versions;  // rules, by date
  std::vector<GroupId> exceptions;      // groups that release this one
  std::vector<GroupId> grounds;         // groups that carry this entitlement
};

struct ParamValue {
  DayInterval in_force;
  std::int64_t value = 0;
  Position at;
};
struct Param {
  std::string id;  // `pipl.child_age`
  std::vector<Provision> cites;
  Text gist;
  std::string unit;
  std::vector<ParamValue> values;  // by date
  Mark mark = Mark::kP;
  std::uint32_t pack = 0;
  Position at;
};

struct Choice {
  std::string name;
  Text gist;
};
struct Reading {
  std::string name;  // `separate-consent-scope`
  std::vector<Provision> cites;
  Text question;
  std::vector<Choice> choices;
  std::uint32_t default_choice = 0;
  Text because;
  std::uint32_t pack = 0;
  Position at;
};

// antecedents all yes => consequent yes. One literal is a fact and the values it must be within.
struct Literal {
  FactId fact = 0;
  ValueSet set;  // ignored when param is set
  std::optional<std::uint32_t> param;
  Compare compare = Compare::kEqual;  // with param, or of an interval, as in Expr
  bool negated = false;
};
struct Implication {
  std::vector<Literal> antecedents;
  Literal consequent;
  std::vector<Provision> cites;  // empty: the meaning of words
  DayInterval in_force;
  Position at;
};

struct OpenTerm {
  FactId fact = 0;  // `law.other_ground`
  Provision left_by;
  Text gist;
  std::uint32_t pack = 0;
  Position at;
};

struct Paragraph {
  Provision provision;  // item 0
  std::string sha256;   // hex; empty where the official text is not at hand
  int items = 0;
  std::optional<Text> not_encoded;  // the reason
  Position at;
};

// What became of a paragraph of a draft in the enacted version of the same law.
struct Successor {
  Provision from;
  std::vector<Provision> to;  // of the enacted version; empty: it was dropped
  Text change;                // what changed; may be empty
  Position at;
};

struct ArticleGist {
  Text gist;  // prose under the heading, as Markdown
  Position at;
};

enum class PackStatus { kEnacted, kInstrument, kDraft, kProposal };
const char* to_string(PackStatus status);

struct Pack {
  std::string law;      // `pipl`
  std::string version;  // `enacted-2021`
  Text title;
  PackStatus status = PackStatus::kEnacted;
  std::string under;  // the law that it implements and whose scope it shares; or empty
  DayInterval in_force;
  Provision in_force_by;  // the paragraph that says so; the whole law when the head names none
  std::vector<std::pair<Provision, Provision>> covers;  // inclusive ranges
  Mark mark = Mark::kP;
  std::string digest;  // hex; what `sha256sum *.md | sha256sum` prints in its folder
  std::vector<Paragraph> paragraphs;
  std::vector<Successor> successors;  // of a draft: one for each paragraph, or none at all
  std::map<int, ArticleGist> articles;
  std::vector<std::string> files;
};

// One line of an `examples` fence. The loader fills in what is not said: the kind `handling`, and
// the first day on which the rule is in force.
struct Example {
  GroupId group = 0;
  std::string status;
  std::vector<std::pair<FactId, ValueSet>> facts;  // by id; among them act.kind, never act.date
  std::optional<Date> date;                        // always set
  std::vector<std::pair<std::uint32_t, std::uint32_t>> readings;  // reading, choice
  Position at;
};

struct Law {
  Vocabulary vocabulary;
  std::vector<Pack> packs;
  std::vector<Expr> exprs;
  std::vector<Rule> rules;
  std::vector<RuleGroup> groups;
  std::vector<Param> params;
  std::vector<Reading> readings;
  std::vector<Implication> implications;
  std::vector<OpenTerm> open_terms;
  std::vector<Example> examples;
  std::string vocabulary_digest;

  std::optional<GroupId> find_group(std::string_view id) const;
  std::optional<std::uint32_t> find_reading(std::string_view name) const;
  std::optional<std::uint32_t> find_param(std::string_view id) const;
  const Pack* find_pack(std::string_view law) const;
  const Paragraph* find_paragraph(const Provision& provision) const;  // ignores the item
  bool exists(const Provision& provision) const;
  // Turns `13(2)` as read by parse_provision into the item it means, or says that the provision
  // does not exist and what the law has instead.
  Result<Provision> resolve(Provision provision) const;
  // For a provision that does not exist: what the law has instead, e.g. "`pipl` has no article 75:
  // it has articles 1 to 74".
  std::string why_missing(const Provision& provision) const;

  // The version of `group` in force on `day`, or none.
  const Rule* at(GroupId group, Date day) const;
  std::optional<std::int64_t> param_at(std::uint32_t param, Date day) const;
  // The first day after `day` on which a pack, rule or parameter of the loaded law begins or ends.
  std::optional<Date> next_change(Date day) const;
};

}  // namespace lawful
