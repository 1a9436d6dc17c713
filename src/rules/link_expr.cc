#include "rules/link_expr.h"

#include <algorithm>
#include <array>

#include "base/clock.h"

namespace lawful {
namespace {

constexpr std::array<Outcome, 4> kOutcomes = {Outcome::kLawful, Outcome::kUnlawful,
                                              Outcome::kUndetermined, Outcome::kOutOfScope};

class ExprLinker {
 public:
  ExprLinker(Linking& linking, const ExprContext& context) : linking_(linking), context_(context) {}

  ExprId link(const ExprNode& node) {
    Expr expr;
    expr.at = linking_.messages.position(node.at);
    link_into(node, expr);
    linking_.law.exprs.push_back(std::move(expr));
    return static_cast<ExprId>(linking_.law.exprs.size() - 1);
  }

 private:
  void error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
  }

  void link_into(const ExprNode& node, Expr& out) {
    switch (node.kind) {
      case NodeKind::kConst:
        out.constant = tri(node.constant);
        return;
      case NodeKind::kAnd:
      case NodeKind::kOr:
      case NodeKind::kNot:
        out.op = node.kind == NodeKind::kAnd  ? Op::kAnd
                 : node.kind == NodeKind::kOr ? Op::kOr
                                              : Op::kNot;
        for (const ExprNode& kid : node.kids) out.kids.push_back(link(kid));
        return;
      case NodeKind::kHolds:
        return link_group(node, Op::kHolds, out);
      case NodeKind::kViolated:
        if (only_derived(node, "`violated`")) link_group(node, Op::kViolated, out);
        return;
      case NodeKind::kBreached:
        if (only_derived(node, "`breached`")) out.op = Op::kBreached;
        return;
      case NodeKind::kReading:
        return link_reading(node, out);
      case NodeKind::kName:
      case NodeKind::kCompare:
      case NodeKind::kIn:
        return link_word(node, out);
    }
  }

  bool only_derived(const ExprNode& node, std::string_view what) {
    if (context_.group && context_.sort == Sort::kDerived) return true;
    error(node.at, std::string(what) + " outside a derived rule",
          "only a rule that begins with `derived` reads the outcome");
    return false;
  }

  // A fact, a define or `outcome`.
  void link_word(const ExprNode& node, Expr& out) {
    const std::string_view name = node.name.text;
    if (name == "outcome") return link_outcome(node, out);
    const std::size_t dot = name.find('.');
    const bool of_law =
        dot == std::string_view::npos ? name != "kind" : linking_.is_law(name.substr(0, dot));
    if (!of_law) return link_test(node, out);
    if (node.kind == NodeKind::kName) return link_group(node, Op::kDefine, out);
    const bool known = linking_.groups.count(linking_.id_of(name, context_.law)) > 0;
    if (known)
      error(node.at, quoted(name) + " is a rule and cannot be compared");
    else
      link_fact(linking_, node.name);
  }

  void link_test(const ExprNode& node, Expr& out) {
    const std::optional<Literal> literal = link_literal(linking_, node, context_);
    if (!literal) return;
    linking_.read.insert(literal->fact);
    out.fact = literal->fact;
    out.set = literal->set;
    out.compare = literal->compare;
    out.op = literal->param ? Op::kTestParam : Op::kTest;
    if (literal->param) out.index = *literal->param;
    if (!literal->negated) return;
    Expr inner = out;
    out = Expr{};
    out.op = Op::kNot;
    out.at = inner.at;
    out.kids.push_back(static_cast<ExprId>(linking_.law.exprs.size()));
    linking_.law.exprs.push_back(std::move(inner));
  }

  void link_outcome(const ExprNode& node, Expr& out) {
    if (!only_derived(node, "`outcome`")) return;
    std::uint8_t bits = 0;
    for (const Word& value : node.values) {
      const auto found = std::find_if(kOutcomes.begin(), kOutcomes.end(), [&](Outcome outcome) {
        return value.text == to_string(outcome);
      });
      if (found == kOutcomes.end()) {
        std::vector<std::string> names;
        for (const Outcome outcome : kOutcomes) names.emplace_back(to_string(outcome));
        return error(value.at, "unknown outcome " + quoted(value.text),
                     did_you_mean(value.text, names));
      }
      bits = static_cast<std::uint8_t>(bits | (1u << static_cast<unsigned>(*found)));
    }
    const bool equality = node.kind == NodeKind::kIn || node.compare == Compare::kEqual ||
                          node.compare == Compare::kNotEqual;
    if (node.kind == NodeKind::kName || !equality)
      return error(node.at, "`outcome` is one of several", "write `outcome = unlawful`");
    if (node.kind == NodeKind::kCompare && node.compare == Compare::kNotEqual)
      bits = static_cast<std::uint8_t>(~bits & 0xF);
    out.op = Op::kOutcome;
    out.outcomes = bits;
  }

  void link_reading(const ExprNode& node, Expr& out) {
    const auto found = linking_.readings.find(node.name.text);
    if (found == linking_.readings.end()) {
      std::vector<std::string> names;
      for (const auto& [name, index] : linking_.readings) names.push_back(name);
      return error(node.name.at, "unknown reading " + quoted(node.name.text),
                   did_you_mean(node.name.text, names));
    }
    const Reading& reading = linking_.law.readings[found->second];
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < reading.choices.size(); ++i) {
      names.push_back(reading.choices[i].name);
      if (node.values.front().text != reading.choices[i].name) continue;
      out.op = Op::kReading;
      out.index = found->second;
      out.choice = i;
      return;
    }
    error(node.values.front().at,
          "reading `" + reading.name + "` has no choice " + quoted(node.values.front().text),
          did_you_mean(node.values.front().text, names));
  }

  static std::string_view noun(Op op) {
    return op == Op::kHolds ? "ground" : op == Op::kViolated ? "rule of the first layer" : "define";
  }

  bool fits(Op op, Sort sort) const {
    if (op == Op::kDefine) return sort == Sort::kDefine;
    if (op == Op::kHolds) return sort == Sort::kGround;
    return sort == Sort::kEntitlement || sort == Sort::kCondition || sort == Sort::kProhibition ||
           sort == Sort::kObligation;
  }

  std::string how_to_read(Op op, Sort sort, std::string_view name) const {
    if (sort == Sort::kDerived) return "a derived rule reads the outcome and is never read";
    if (sort == Sort::kDefine) return "write `" + std::string(name) + "`";
    if (sort == Sort::kGround) return "write `holds(" + std::string(name) + ")`";
    if (op == Op::kHolds) return "only grounds hold";
    return "only derived rules read a rule, and only with `violated`";
  }

  void link_group(const ExprNode& node, Op op, Expr& out) {
    const std::string id = linking_.id_of(node.name.text, context_.law);
    const auto found = linking_.groups.find(id);
    if (found == linking_.groups.end()) return unknown_group(node, op, id);
    const RuleGroup& group = linking_.law.groups[found->second];
    const Sort sort = linking_.law.rules[group.versions.front()].sort;
    if (!fits(op, sort))
      return error(node.name.at,
                   quoted(node.name.text) + " is " + with_article(noun_of(sort)) + ", not " +
                       with_article(noun(op)),
                   how_to_read(op, sort, node.name.text));
    if (op == Op::kDefine) check_days(node, group);
    out.op = op;
    out.index = found->second;
    if (context_.group && op != Op::kViolated)
      linking_.uses[*context_.group].push_back({found->second, node.name.at});
  }

  void unknown_group(const ExprNode& node, Op op, const std::string& id) {
    const bool bare_param = op == Op::kDefine && linking_.params.count(id) > 0;
    if (bare_param)
      return error(node.name.at, quoted(node.name.text) + " is a parameter, not yes or no",
                   "compare a fact with it");
    std::vector<std::string> names;
    for (const auto& [known, index] : linking_.groups)
      if (fits(op, linking_.law.rules[linking_.law.groups[index].versions.front()].sort))
        names.push_back(known);
    std::string advice = did_you_mean_id(linking_, node.name.text, context_.law, names);
    if (advice.empty() && op == Op::kDefine) {
      advice = linking_.law.vocabulary.nearest(node.name.text);
      if (!advice.empty()) advice = "did you mean `" + advice + "`?";
    }
    error(node.name.at, "unknown " + std::string(noun(op)) + " " + quoted(node.name.text),
          std::move(advice));
  }

  // A define must mean something on every day on which it is read.
  void check_days(const ExprNode& node, const RuleGroup& group) {
    std::vector<DayInterval> given;
    for (const std::uint32_t version : group.versions)
      given.push_back(linking_.law.rules[version].in_force);
    if (const std::optional<Date> day = first_day_without(context_.in_force, given))
      error(node.name.at, "define `" + group.id + "` is not in force on " + format_date(*day) +
                              ", when it is used here");
  }

  Linking& linking_;
  const ExprContext& context_;
};

}  // namespace

ExprId link_expr(Linking& linking, const ExprNode& node, const ExprContext& context) {
  return ExprLinker(linking, context).link(node);
}

std::optional<Date> first_day_without(const DayInterval& needed,
                                      const std::vector<DayInterval>& given) {
  Date day = needed.from;
  for (const DayInterval& interval : given) {
    if (!interval.contains(day)) continue;
    if (!interval.until) return std::nullopt;
    day = *interval.until;
  }
  if (needed.until && day >= *needed.until) return std::nullopt;
  return day;
}

}  // namespace lawful
