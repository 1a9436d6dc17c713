#include "rules/act_values.h"

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "rules/nearest.h"

namespace lawful {
namespace {

// A longer list is no help; the nearest word or `lawful explain` is.
constexpr std::size_t kListedMax = 20;

std::vector<std::string> value_names(const std::vector<FactValue>& values) {
  std::vector<std::string> names;
  for (const FactValue& value : values) names.push_back(value.name);
  return names;
}

// What is wrong when a word is none of `values`: the nearest of them, and the list where it is
// short.
tl::unexpected<Error> no_such_value(const Position& at, const std::string& owner,
                                    std::string_view written,
                                    const std::vector<FactValue>& values) {
  const std::vector<std::string> names = value_names(values);
  std::string message = "`" + owner + "` has no such value";
  const std::string near = nearest(written, names);
  if (!near.empty()) message += "; did you mean `" + near + "`?";
  if (names.size() <= kListedMax) {
    message += (near.empty() ? "; its values are " : " its values are ") + listed(names);
  } else if (near.empty()) {
    message +=
        "; `lawful explain " + owner + "` lists its " + std::to_string(names.size()) + " values";
  }
  return fail_at(at, message);
}

Result<ValueSet> read_yes_no(const Fact& fact, const Node& node) {
  if (const bool* yes = std::get_if<bool>(&node.value)) {
    return ValueSet::of_mask(*yes ? ValueSet::kYesBit : ValueSet::kNoBit);
  }
  if (const auto* word = std::get_if<std::string>(&node.value)) {
    if (*word == "yes") return ValueSet::of_mask(ValueSet::kYesBit);
    if (*word == "no") return ValueSet::of_mask(ValueSet::kNoBit);
    if (*word == "unknown") return fact.all();
  }
  return fail_at(node.at,
                 "`" + fact.id + "` is a yes-no fact; write `true`, `false` or `\"unknown\"`");
}

// The bits of a list of values of a one-of fact.
Result<std::uint64_t> read_mask(const Fact& fact, const std::string& key, const Node& node) {
  const List* list = std::get_if<List>(&node.value);
  if (list == nullptr || list->items.empty()) {
    return fail_at(node.at,
                   "`" + key + "` takes a list of values of `" + fact.id + "`, at least one");
  }
  std::uint64_t mask = 0;
  for (const Node& item : list->items) {
    const auto* word = std::get_if<std::string>(&item.value);
    if (word == nullptr)
      return fail_at(item.at, "a value of `" + fact.id + "` is a word in quotes");
    const std::optional<int> index = fact.value_index(*word);
    if (!index) return no_such_value(item.at, fact.id, *word, fact.values);
    const std::uint64_t bit = std::uint64_t{1} << *index;
    if ((mask & bit) != 0) return fail_at(item.at, "the value is listed twice");
    mask |= bit;
  }
  return mask;
}

Result<ValueSet> read_one_of_table(const Fact& fact, const Node& node, const Table& table) {
  const std::string forms = "`{ any = [...] }` or `{ not = [...] }`";
  if (table.entries.size() != 1) {
    return fail_at(node.at, "`" + fact.id + "` takes one value, or one of " + forms);
  }
  const Entry& entry = table.entries.front();
  if (entry.key != "any" && entry.key != "not") {
    return fail_at(entry.at,
                   "`" + fact.id + "` knows no key " + shown_key(entry.key) + "; write " + forms);
  }
  TRY(std::uint64_t mask, read_mask(fact, entry.key, *entry.value));
  const ValueSet named = ValueSet::of_mask(mask);
  if (entry.key == "any") return named;
  const ValueSet rest = fact.all().without(named);
  if (rest.empty()) return fail_at(entry.at, "`not` leaves no value of `" + fact.id + "`");
  return rest;
}

Result<ValueSet> read_one_of(const Fact& fact, const Node& node) {
  if (const auto* word = std::get_if<std::string>(&node.value)) {
    const std::optional<int> index = fact.value_index(*word);
    if (index) return ValueSet::of_mask(std::uint64_t{1} << *index);
    if (*word == "unknown") return fact.all();
    return no_such_value(node.at, fact.id, *word, fact.values);
  }
  if (const auto* table = std::get_if<Table>(&node.value))
    return read_one_of_table(fact, node, *table);
  if (std::holds_alternative<List>(node.value)) {
    return fail_at(
        node.at, "`" + fact.id +
                     "` has exactly one value; where it is one of several write `{ any = [...] }`");
  }
  return fail_at(node.at, "`" + fact.id + "` takes one of its values as a word in quotes: " +
                              listed(value_names(fact.values)));
}

Result<std::int64_t> read_count_number(const Fact& fact, const Node& node) {
  if (const auto* number = std::get_if<std::int64_t>(&node.value)) {
    if (*number < 0)
      return fail_at(node.at, "`" + fact.id + "` counts " + fact.unit + " and is never below zero");
    return *number;
  }
  const std::string whole = "`" + fact.id + "` is a whole number of " + fact.unit;
  if (std::holds_alternative<std::string>(node.value)) {
    return fail_at(
        node.at,
        whole + ", written without quotes and without the unit; leave it out where it is unknown");
  }
  if (std::holds_alternative<double>(node.value))
    return fail_at(node.at, whole + ", without a fraction");
  return fail_at(node.at, whole + ", or bounds such as `{ at_least = 14 }`");
}

// The first and the last day that a date or a vague date may mean.
Result<Period> read_fact_date(const Fact& fact, const Node& node) {
  const auto* text = std::get_if<std::string>(&node.value);
  if (text != nullptr && text->find("..") != std::string::npos) {
    return fail_at(
        node.at,
        "`" + fact.id +
            "` is one day; where it lies between two write `{ at_least = ..., at_most = ... }`");
  }
  if (text == nullptr && !std::holds_alternative<LocalDate>(node.value) &&
      !std::holds_alternative<std::int64_t>(node.value)) {
    return fail_at(
        node.at,
        "`" + fact.id +
            "` is a date, such as `2025-03-07`, or bounds such as `{ at_least = 2025-03-07 }`");
  }
  return read_period(node);
}

std::int64_t days(Date date) { return std::chrono::sys_days(date).time_since_epoch().count(); }

struct Bounds {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
};

// One `at_least = 14` into `bounds`.
Result<void> read_bound(const Fact& fact, const Entry& entry, Bounds& bounds) {
  const bool count = fact.type == FactType::kCount;
  const bool lower = entry.key == "at_least" || (count && entry.key == "more_than");
  const bool upper = entry.key == "at_most" || (count && entry.key == "less_than");
  if (!lower && !upper) {
    const std::vector<std::string> keys =
        count ? std::vector<std::string>{"at_least", "more_than", "at_most", "less_than"}
              : std::vector<std::string>{"at_least", "at_most"};
    return fail_at(entry.at, "`" + fact.id + "` knows no bound " + shown_key(entry.key) +
                                 "; write " + listed(keys));
  }
  std::optional<std::int64_t>& bound = lower ? bounds.low : bounds.high;
  if (bound)
    return fail_at(entry.at, std::string("there are two ") + (lower ? "lower" : "upper") +
                                 " bounds; keep one");
  if (!count) {
    TRY(Period period, read_fact_date(fact, *entry.value));
    bound = days(lower ? period.from : period.to);
    return {};
  }
  TRY(std::int64_t number, read_count_number(fact, *entry.value));
  if (entry.key == "more_than") {
    if (number == ValueSet::kHighest)
      return fail_at(entry.at, "no whole number of 64 bits is larger");
    ++number;
  }
  if (entry.key == "less_than") {
    if (number == 0) return fail_at(entry.at, "no count is below zero");
    --number;
  }
  bound = number;
  return {};
}

Result<ValueSet> read_bounds(const Fact& fact, const Node& node, const Table& table) {
  if (table.entries.empty()) {
    return fail_at(node.at, "the bounds of `" + fact.id +
                                "` are empty; write at least one, such as `at_least`");
  }
  Bounds bounds;
  for (const Entry& entry : table.entries) TRY_VOID(read_bound(fact, entry, bounds));
  const ValueSet all = fact.all();
  const std::int64_t lowest =
      fact.type == FactType::kCount ? std::max<std::int64_t>(0, all.low()) : all.low();
  const ValueSet set =
      ValueSet::of_interval(bounds.low.value_or(lowest), bounds.high.value_or(all.high()));
  if (set.empty())
    return fail_at(node.at,
                   "the bounds of `" + fact.id + "` leave no value: the lower is above the upper");
  return set;
}

Result<ValueSet> read_interval(const Fact& fact, const Node& node) {
  if (const auto* table = std::get_if<Table>(&node.value)) return read_bounds(fact, node, *table);
  if (fact.type == FactType::kCount) {
    TRY(std::int64_t number, read_count_number(fact, node));
    return ValueSet::of_interval(number, number);
  }
  TRY(Period period, read_fact_date(fact, node));
  return ValueSet::of_interval(days(period.from), days(period.to));
}

// The member of `family` that `word` names.
Result<FactId> find_member(const Family& family, std::string_view word, const Position& at) {
  const auto value = std::ranges::find(family.values, word, &FactValue::name);
  if (value == family.values.end()) return no_such_value(at, family.stem, word, family.values);
  return family.members[static_cast<std::size_t>(value - family.values.begin())];
}

}  // namespace

tl::unexpected<Error> fail_at(const Position& at, const std::string& message) {
  return fail(Code::kInvalid, to_string(at) + ": " + message);
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += "`" + words[i] + "`";
  }
  return text;
}

Result<ValueSet> read_value(const Fact& fact, const Node& node) {
  if (std::holds_alternative<std::monostate>(node.value)) {
    return fail_at(node.at, "`" + fact.id + "` has no value; leave it out where it is unknown");
  }
  switch (fact.type) {
    case FactType::kYesNo:
      return read_yes_no(fact, node);
    case FactType::kOneOf:
      return read_one_of(fact, node);
    case FactType::kCount:
    case FactType::kDate:
      return read_interval(fact, node);
  }
  CHECK(false && "unknown type of fact");
  return fail(Code::kCorrupt, "unknown type of fact");
}

Result<std::vector<StatedFact>> read_members(const Vocabulary& vocabulary, const Family& family,
                                             const Node& node) {
  std::vector<StatedFact> stated;
  if (const auto* list = std::get_if<List>(&node.value)) {
    for (const Node& item : list->items) {
      const auto* word = std::get_if<std::string>(&item.value);
      if (word == nullptr)
        return fail_at(item.at, "a value of `" + family.stem + "` is a word in quotes");
      TRY(FactId member, find_member(family, *word, item.at));
      stated.push_back({member, ValueSet::of_mask(ValueSet::kYesBit), item.at});
    }
    return stated;
  }
  if (const auto* table = std::get_if<Table>(&node.value)) {
    for (const Entry& entry : table->entries) {
      TRY(FactId member, find_member(family, entry.key, entry.at));
      TRY(ValueSet value, read_value(vocabulary[member], *entry.value));
      stated.push_back({member, value, entry.at});
    }
    return stated;
  }
  return fail_at(
      node.at, "`" + family.stem +
                   "` takes a list of its values, or a table of values that are `true` or `false`");
}

}  // namespace lawful
