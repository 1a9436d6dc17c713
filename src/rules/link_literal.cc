// A test of one fact: its type decides what it can be compared with.
#include <chrono>

#include "base/clock.h"
#include "rules/facts.h"
#include "rules/link_expr.h"
#include "rules/parse_cursor.h"

namespace lawful {
namespace {

std::int64_t days_of(Date date) { return std::chrono::sys_days(date).time_since_epoch().count(); }

class LiteralLinker {
 public:
  LiteralLinker(Linking& linking, const ExprNode& node, const ExprContext& context)
      : linking_(linking), node_(node), context_(context) {}

  std::optional<Literal> link() {
    const std::optional<FactId> id = link_fact(linking_, node_.name);
    if (!id) return std::nullopt;
    literal_.fact = *id;
    const bool good = node_.kind == NodeKind::kName ? link_bare()
                      : node_.kind == NodeKind::kIn ? link_set()
                                                    : link_compare();
    if (!good) return std::nullopt;
    return literal_;
  }

 private:
  const Fact& fact() const { return linking_.law.vocabulary[literal_.fact]; }

  bool error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
    return false;
  }

  std::string what() const {
    return "`" + fact().id + "` is a " + to_string(fact().type) + " fact";
  }

  std::string how() const {
    switch (fact().type) {
      case FactType::kYesNo:
        return "write `" + fact().id + "` or `not " + fact().id + "`";
      case FactType::kOneOf:
        return "write `" + fact().id + " = " + fact().values.front().name + "`";
      case FactType::kCount:
        return "write `" + fact().id + " >= 1 " + fact().unit + "`";
      case FactType::kDate:
        return "write `" + fact().id + " >= 2020-01-31`";
    }
    return {};
  }

  bool link_bare() {
    if (fact().type != FactType::kYesNo) return error(node_.at, what() + ", not yes or no", how());
    literal_.set = ValueSet::of_mask(ValueSet::kYesBit);
    return true;
  }

  // One of the named values of a yes-no or one-of fact.
  std::optional<std::uint64_t> bit_of(const Word& value) {
    if (fact().type == FactType::kYesNo) {
      if (value.text == "yes") return ValueSet::kYesBit;
      if (value.text == "no") return ValueSet::kNoBit;
      error(value.at, what() + " and cannot be compared with " + quoted(value.text), how());
      return std::nullopt;
    }
    if (const std::optional<int> index = fact().value_index(value.text))
      return std::uint64_t{1} << *index;
    std::vector<std::string> names;
    for (const FactValue& known : fact().values) names.push_back(known.name);
    error(value.at, "`" + fact().id + "` has no value " + quoted(value.text),
          did_you_mean(value.text, names));
    return std::nullopt;
  }

  bool link_set() {
    if (fact().type == FactType::kCount || fact().type == FactType::kDate)
      return error(node_.at, what() + " and has no listed values", how());
    std::uint64_t mask = 0;
    for (const Word& value : node_.values) {
      const std::optional<std::uint64_t> bit = bit_of(value);
      if (!bit) return false;
      if (mask & *bit) return error(value.at, quoted(value.text) + " is listed twice");
      mask |= *bit;
    }
    if (mask == fact().all().mask())
      return error(node_.at, "every value of `" + fact().id + "` is listed: this is always so");
    literal_.set = ValueSet::of_mask(mask);
    return true;
  }

  bool link_compare() {
    switch (fact().type) {
      case FactType::kYesNo:
      case FactType::kOneOf:
        return link_value();
      case FactType::kCount:
        return link_count();
      case FactType::kDate:
        return link_date();
    }
    return false;
  }

  bool link_value() {
    const std::string_view value = node_.values.front().text;
    const bool ordered = node_.compare != Compare::kEqual && node_.compare != Compare::kNotEqual;
    if (is_date_word(value))
      return error(node_.at, what() + " and cannot be compared with a date", how());
    if (number_of(value) && !fact().value_index(value))
      return error(node_.at, what() + " and cannot be compared with a number", how());
    if (ordered) return error(node_.at, what() + " and has no order", how());
    const std::optional<std::uint64_t> bit = bit_of(node_.values.front());
    if (!bit) return false;
    const std::uint64_t all = fact().all().mask();
    literal_.set = ValueSet::of_mask(node_.compare == Compare::kEqual ? *bit : all & ~*bit);
    return true;
  }

  void set_interval(std::int64_t value) {
    const ComparedSet compared = compared_set(node_.compare, value);
    literal_.set = compared.set;
    literal_.negated = compared.negated;
    literal_.compare = node_.compare;
  }

  bool link_count() {
    const Word& value = node_.values.front();
    if (is_date_word(value.text))
      return error(value.at, what() + " and cannot be compared with a date", how());
    const std::optional<std::int64_t> number = number_of(value.text);
    if (!number) return link_param(value);
    const Word& unit = node_.unit;
    if (unit.text.empty() && !context_.unit_optional)
      return error(value.at, "a number without its unit",
                   "write `" + std::string(value.text) + " " + fact().unit + "`");
    if (!unit.text.empty() && !check_unit(linking_, unit)) return false;
    if (!unit.text.empty() && unit.text != fact().unit)
      return error(unit.at,
                   "`" + fact().id + "` counts " + fact().unit + ", not " + std::string(unit.text));
    set_interval(*number);
    return true;
  }

  bool link_param(const Word& name) {
    if (name.text.front() >= '0' && name.text.front() <= '9')
      return error(name.at, quoted(name.text) + " is no whole number of 64 bits");
    const std::string id = linking_.id_of(name.text, context_.law);
    const auto found = linking_.params.find(id);
    if (found == linking_.params.end()) {
      std::vector<std::string> names;
      for (const auto& [known, index] : linking_.params) names.push_back(known);
      return error(name.at, "unknown parameter " + quoted(name.text),
                   did_you_mean_id(linking_, name.text, context_.law, names));
    }
    const Param& param = linking_.law.params[found->second];
    if (param.unit != fact().unit)
      return error(name.at, "`" + fact().id + "` counts " + fact().unit + ", parameter `" +
                                param.id + "` " + param.unit);
    std::vector<DayInterval> given;
    for (const ParamValue& value : param.values) given.push_back(value.in_force);
    if (const std::optional<Date> day = first_day_without(context_.in_force, given))
      error(name.at, "parameter `" + param.id + "` has no value on " + format_date(*day) +
                         ", when it is used here");
    literal_.param = found->second;
    literal_.compare = node_.compare;
    return true;
  }

  bool link_date() {
    const Word& value = node_.values.front();
    if (!is_date_word(value.text)) {
      const bool number = number_of(value.text).has_value();
      return error(
          value.at,
          what() + " and cannot be compared with " + (number ? "a number" : quoted(value.text)),
          how());
    }
    const Result<Date> date = parse_date(value.text);
    if (!date) return error(value.at, quoted(value.text) + " is no date", date.error().message);
    set_interval(days_of(*date));
    return true;
  }

  Linking& linking_;
  const ExprNode& node_;
  const ExprContext& context_;
  Literal literal_;
};

Compare opposite(Compare compare) {
  switch (compare) {
    case Compare::kLess:
      return Compare::kGreaterEqual;
    case Compare::kLessEqual:
      return Compare::kGreater;
    case Compare::kGreater:
      return Compare::kLessEqual;
    case Compare::kGreaterEqual:
      return Compare::kLess;
    case Compare::kEqual:
      return Compare::kNotEqual;
    case Compare::kNotEqual:
      return Compare::kEqual;
  }
  return compare;
}

// Turns the test round; leaves `negated` only where no set says the opposite.
void negate(Literal& literal, const Fact& fact) {
  if (literal.param) {
    literal.compare = opposite(literal.compare);
  } else if (!literal.set.is_interval()) {
    literal.set = fact.all().without(literal.set);
  } else if (!literal.negated && literal.set.low() == ValueSet::kLowest &&
             literal.set.high() < ValueSet::kHighest) {
    literal.compare = opposite(literal.compare);
    literal.set = ValueSet::of_interval(literal.set.high() + 1, ValueSet::kHighest);
  } else if (!literal.negated && literal.set.high() == ValueSet::kHighest &&
             literal.set.low() > ValueSet::kLowest) {
    literal.compare = opposite(literal.compare);
    literal.set = ValueSet::of_interval(ValueSet::kLowest, literal.set.low() - 1);
  } else {
    literal.negated = !literal.negated;
  }
}

}  // namespace

std::optional<FactId> link_fact(Linking& linking, const Word& name) {
  const Vocabulary& words = linking.law.vocabulary;
  if (name.text == "kind") return kActKind;
  if (const std::optional<FactId> id = words.find(name.text)) return id;
  if (const auto family = words.family_by_stem.find(name.text);
      family != words.family_by_stem.end()) {
    const Family& found = words.families[family->second];
    const std::string value = found.values.empty() ? "value" : found.values.front().name;
    linking.messages.error(
        name.at, quoted(name.text) + " is an any-of fact, each of its values yes or no by itself",
        "name one, such as `" + found.stem + "." + value + "`");
    return std::nullopt;
  }
  std::string advice;
  if (!linking.messages.full()) {
    advice = words.nearest(name.text);
    if (!advice.empty()) advice = "did you mean `" + advice + "`?";
  }
  linking.messages.error(name.at, "unknown fact " + quoted(name.text), std::move(advice));
  return std::nullopt;
}

std::optional<Literal> link_literal(Linking& linking, const ExprNode& node,
                                    const ExprContext& context) {
  if (node.kind == NodeKind::kNot) {
    std::optional<Literal> inner = link_literal(linking, node.kids.front(), context);
    if (inner) negate(*inner, linking.law.vocabulary[inner->fact]);
    return inner;
  }
  if (node.name.text == "outcome" || node.kind == NodeKind::kBreached) {
    linking.messages.error(node.at, "`" + std::string(node.name.text) + "` is no fact",
                           "only derived rules read it");
    return std::nullopt;
  }
  return LiteralLinker(linking, node, context).link();
}

}  // namespace lawful
