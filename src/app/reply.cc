#include "app/reply.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>

#include "rules/act.h"
#include "rules/act_values.h"
#include "rules/facts.h"

namespace lawful {

namespace {

// Without blanks at the ends, Latin letters small, and the full-width marks of Chinese keyboards as
// plain ones.
std::string tidied(std::string_view line) {
  static const std::vector<std::pair<std::string, std::string>> kPlain = {
      {"？", "?"}, {"＞", ">"}, {"＜", "<"}, {"＝", "="}, {"≥", ">="}, {"≤", "<="}, {"　", " "}};
  std::string out(line);
  for (const auto& [wide, plain] : kPlain)
    for (auto at = out.find(wide); at != std::string::npos; at = out.find(wide, at + plain.size()))
      out.replace(at, wide.size(), plain);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::size_t first = out.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return out.substr(first, out.find_last_not_of(" \t\r") - first + 1);
}

std::optional<ReplyKind> command_of(const std::string& word) {
  static const std::map<std::string, ReplyKind> kWords = {
      {"?", ReplyKind::kUnknown},    {"unknown", ReplyKind::kUnknown},
      {"未知", ReplyKind::kUnknown}, {"不知道", ReplyKind::kUnknown},
      {"h", ReplyKind::kHelp},       {"help", ReplyKind::kHelp},
      {"帮助", ReplyKind::kHelp},    {"b", ReplyKind::kBack},
      {"back", ReplyKind::kBack},    {"返回", ReplyKind::kBack},
      {"q", ReplyKind::kQuit},       {"quit", ReplyKind::kQuit},
      {"退出", ReplyKind::kQuit}};
  const auto found = kWords.find(word);
  if (found == kWords.end()) return std::nullopt;
  return found->second;
}

Reply value(const ValueSet& set) { return {ReplyKind::kValue, set, {}}; }

Reply bad(std::string problem) {
  return {ReplyKind::kBad,
          {},
          std::move(problem) + ", `?` where nobody can say, or `h` for what it means"};
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 0)
    return std::nullopt;
  return number;
}

// Takes a sign of comparison off the front; none is `=`.
Compare take_compare(std::string& text) {
  static const std::vector<std::pair<std::string, Compare>> kSigns = {
      {">=", Compare::kGreaterEqual},
      {"<=", Compare::kLessEqual},
      {">", Compare::kGreater},
      {"<", Compare::kLess},
      {"=", Compare::kEqual}};
  for (const auto& [sign, compare] : kSigns) {
    if (!text.starts_with(sign)) continue;
    text = tidied(text.substr(sign.size()));
    return compare;
  }
  return Compare::kEqual;
}

Reply yes_no(const std::string& word) {
  if (word == "y" || word == "yes" || word == "是")
    return value(ValueSet::of_mask(ValueSet::kYesBit));
  if (word == "n" || word == "no" || word == "否")
    return value(ValueSet::of_mask(ValueSet::kNoBit));
  return bad("reply `y` or `n`");
}

Reply one_of(const Fact& fact, const ValueSet& possible, const std::string& word) {
  const std::vector<std::size_t> numbered = choices(fact, possible);
  const auto bit = [](std::size_t i) { return value(ValueSet::of_mask(std::uint64_t{1} << i)); };
  for (std::size_t i = 0; i < fact.values.size(); ++i) {
    const FactValue& each = fact.values[i];
    if (word == each.name || word == tidied(each.label.zh) || word == tidied(each.label.en))
      return bit(i);
  }
  if (const auto number = number_of(word);
      number && *number >= 1 && *number <= static_cast<std::int64_t>(numbered.size()))
    return bit(numbered[static_cast<std::size_t>(*number - 1)]);
  return bad("reply with a number from 1 to " + std::to_string(numbered.size()));
}

Reply count(const Fact& fact, std::string text) {
  const Compare compare = take_compare(text);
  if (text.ends_with(fact.unit)) text = tidied(text.substr(0, text.size() - fact.unit.size()));
  const auto number = number_of(text);
  const ValueSet any = ValueSet::of_interval(0, ValueSet::kHighest);
  const std::string form =
      "reply with a whole number of " + fact.unit + ", or bounds such as `>= 14`";
  if (!number) return bad(form);
  const ValueSet set = compared_set(compare, *number).set.intersect(any);
  return set.empty() ? bad(form) : value(set);
}

Reply date(std::string text) {
  const Compare compare = take_compare(text);
  const auto period = parse_period(text);
  if (!period) return bad(period.error().message);
  const auto days = [](Date day) {
    return static_cast<std::int64_t>(std::chrono::sys_days{day}.time_since_epoch().count());
  };
  // A vague date is all of its days; so `> 2024` is after its last one.
  if (compare == Compare::kEqual)
    return value(ValueSet::of_interval(days(period->from), days(period->to)));
  const bool from_first = compare == Compare::kGreaterEqual || compare == Compare::kLess;
  return value(compared_set(compare, days(from_first ? period->from : period->to)).set);
}

}  // namespace

std::vector<std::size_t> choices(const Fact& fact, const ValueSet& possible) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < fact.values.size(); ++i)
    if ((possible.mask() >> i & 1) != 0) out.push_back(i);
  return out;
}

Reply read_reply(const Fact& fact, const ValueSet& possible, std::string_view line) {
  const std::string word = tidied(line);
  if (const auto command = command_of(word)) return {*command, {}, {}};
  switch (fact.type) {
    case FactType::kYesNo:
      return yes_no(word);
    case FactType::kOneOf:
      return one_of(fact, possible, word);
    case FactType::kCount:
      return count(fact, word);
    case FactType::kDate:
      return date(word);
  }
  return bad("reply `y` or `n`");
}

}  // namespace lawful
