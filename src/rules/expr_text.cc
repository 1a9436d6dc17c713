#include "rules/expr_text.h"

#include <fmt/format.h>

#include <bit>
#include <chrono>
#include <map>

namespace lawful {

std::string unit_word(const std::string& unit, Lang lang) {
  if (lang == Lang::kEn) return " " + unit;
  static const std::map<std::string, std::string> kWords = {
      {"persons", "人"},           {"years", "周岁（年）"}, {"days", "日"},
      {"months", "个月"},          {"hours", "小时"},       {"yuan", "元"},
      {"records", "条"},           {"percent", "%"},        {"minutes", "分钟"},
      {"working-days", "个工作日"}};
  const auto found = kWords.find(unit);
  return found == kWords.end() ? unit : found->second;
}

std::string number_text(std::int64_t number) {
  std::string digits = fmt::format("{}", number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

namespace {

std::string bound(const Fact& fact, std::int64_t value) {
  if (fact.type == FactType::kDate)
    return format_date(Date{std::chrono::sys_days{std::chrono::days{value}}});
  return fmt::format("{}", value);
}

// As people write it: `1,000,000 persons`, `1 person`.
std::string quantity(const Fact& fact, std::int64_t value, Lang lang) {
  if (fact.type == FactType::kDate) return bound(fact, value);
  std::string unit = unit_word(fact.unit, lang);
  const bool one = lang == Lang::kEn && value == 1 && unit.ends_with('s');
  if (one) unit.pop_back();
  return number_text(value) + unit;
}

std::string shown_bound(const Fact& fact, std::int64_t value) {
  return fact.type == FactType::kDate ? bound(fact, value) : number_text(value);
}

std::string interval_text(const Fact& fact, const ValueSet& set, Lang lang) {
  const bool zh = lang == Lang::kZh;
  if (set.single()) return quantity(fact, set.low(), lang);
  const bool has_low = set.low() != fact.all().low();
  const bool has_high = set.high() != fact.all().high();
  if (!has_low && !has_high) return zh ? "未知" : "unknown";
  if (has_low && has_high)
    return fmt::format(fmt::runtime(zh ? "{}至{}" : "{} to {}"), shown_bound(fact, set.low()),
                       quantity(fact, set.high(), lang));
  if (fact.type == FactType::kDate)
    return has_low ? bound(fact, set.low()) + (zh ? "起" : " or later")
                   : bound(fact, set.high()) + (zh ? "及以前" : " or earlier");
  if (has_low)
    return fmt::format(fmt::runtime(zh ? "{}以上（含）" : "at least {}"),
                       quantity(fact, set.low(), lang));
  return fmt::format(fmt::runtime(zh ? "{}以下（含）" : "at most {}"),
                     quantity(fact, set.high(), lang));
}

std::string interval_source(const Fact& fact, const ValueSet& set) {
  const std::string unit = fact.type == FactType::kDate ? "" : " " + fact.unit;
  if (set.single()) return "= " + bound(fact, set.low()) + unit;
  std::string out;
  if (set.low() != fact.all().low()) out = ">= " + bound(fact, set.low()) + unit;
  if (set.high() != fact.all().high())
    out += (out.empty() ? "<= " : " and <= ") + bound(fact, set.high()) + unit;
  return out;
}

std::vector<std::size_t> members(const ValueSet& set, std::size_t count) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < count; ++i)
    if ((set.mask() >> i & 1) != 0) out.push_back(i);
  return out;
}

std::string test_source(const Law& law, const Expr& expr) {
  const Fact& fact = law.vocabulary[expr.fact];
  const std::string name = expr.fact == kActKind ? "kind" : fact.id;
  if (fact.type == FactType::kYesNo)
    return expr.set.mask() == ValueSet::kYesBit ? name : "not " + name;
  if (expr.set.is_interval()) return name + " " + interval_source(fact, expr.set);
  const auto in = members(expr.set, fact.values.size());
  if (in.size() == 1) return name + " = " + fact.values[in.front()].name;
  if (in.size() + 1 == fact.values.size())
    return name + " != " +
           fact.values[members(fact.all().without(expr.set), fact.values.size()).front()].name;
  std::string list;
  for (std::size_t i : in) list += (list.empty() ? "" : ", ") + fact.values[i].name;
  return name + " in {" + list + "}";
}

const char* compare_source(Compare compare) {
  constexpr const char* kSigns[] = {"<", "<=", ">", ">=", "=", "!="};
  return kSigns[static_cast<int>(compare)];
}

std::string outcomes_source(std::uint8_t outcomes) {
  std::string out;
  for (int i = 0; i < 4; ++i)
    if ((outcomes >> i & 1) != 0)
      out += (out.empty() ? "outcome = " : " or outcome = ") +
             std::string(to_string(static_cast<Outcome>(i)));
  return out;
}

// Precedence: or 0, and 1, not 2, primary 3. Parentheses where the context binds more tightly.
std::string source(const Law& law, ExprId id, int context) {
  const Expr& expr = law.exprs[id];
  const auto wrap = [&](int own, const std::string& text) {
    return own < context ? "(" + text + ")" : text;
  };
  switch (expr.op) {
    case Op::kConst:
      return to_string(expr.constant);
    case Op::kAnd:
    case Op::kOr: {
      const int own = expr.op == Op::kAnd ? 1 : 0;
      std::string out;
      for (ExprId kid : expr.kids)
        out += (out.empty() ? "" : own == 1 ? " and " : " or ") + source(law, kid, own + 1);
      return expr.kids.size() == 1 ? out : wrap(own, out);
    }
    case Op::kNot:
      return wrap(2, "not " + source(law, expr.kids.front(), 3));
    case Op::kTest:
      return test_source(law, expr);
    case Op::kTestParam:
      return fmt::format("{} {} {}", law.vocabulary[expr.fact].id, compare_source(expr.compare),
                         law.params[expr.index].id);
    case Op::kDefine:
      return law.groups[expr.index].id;
    case Op::kHolds:
      return "holds(" + law.groups[expr.index].id + ")";
    case Op::kReading:
      return fmt::format("reading({}) = {}", law.readings[expr.index].name,
                         law.readings[expr.index].choices[expr.choice].name);
    case Op::kOutcome:
      return wrap(std::has_single_bit(expr.outcomes) ? 3 : 0, outcomes_source(expr.outcomes));
    case Op::kViolated:
      return "violated(" + law.groups[expr.index].id + ")";
    case Op::kBreached:
      return "breached";
  }
  return "";
}

}  // namespace

std::string expr_source(const Law& law, ExprId id) { return source(law, id, 0); }

std::string value_text(const Law& law, FactId id, const ValueSet& set, Lang lang) {
  const Fact& fact = law.vocabulary[id];
  if (set.is_interval()) return interval_text(fact, set, lang);
  const bool zh = lang == Lang::kZh;
  if (set == fact.all()) return zh ? "未知" : "unknown";
  if (fact.type == FactType::kYesNo) {
    const bool yes = set.mask() == ValueSet::kYesBit;
    return zh ? (yes ? "是" : "否") : (yes ? "yes" : "no");
  }
  std::string out;
  for (std::size_t i : members(set, fact.values.size()))
    out += (out.empty() ? "" : zh ? "或" : " or ") + fact.values[i].label.in(lang);
  return out;
}

std::string value_source(const Law& law, FactId id, const ValueSet& set) {
  const Fact& fact = law.vocabulary[id];
  if (set.is_interval()) return interval_source(fact, set);
  if (set == fact.all()) return "unknown";
  if (fact.type == FactType::kYesNo) return set.mask() == ValueSet::kYesBit ? "yes" : "no";
  std::string out;
  for (std::size_t i : members(set, fact.values.size()))
    out += (out.empty() ? "" : " or ") + fact.values[i].name;
  return out;
}

std::string fact_text(const Law& law, FactId id, const ValueSet& set, Lang lang) {
  return law.vocabulary[id].ask.in(lang) + (lang == Lang::kZh ? "" : " ") +
         value_text(law, id, set, lang);
}

}  // namespace lawful
