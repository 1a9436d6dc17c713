#include "face/words.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/clock.h"

namespace lawful::v1 {

void end_program(const Error& error) {
  std::fprintf(stderr, "lawful: %s\n", error.message.c_str());
  std::fflush(stderr);
  std::abort();
}

Error face_error(lawful::Error error, Code code) { return {code, std::move(error.message), {}}; }

std::string_view version() { return LAWFUL_VERSION; }

Result<Date> parse_day(std::string_view text) {
  auto day = lawful::parse_date(text);
  if (!day) return face_error(std::move(day).error());
  return *day;
}

Date beijing_day(std::chrono::system_clock::time_point now) {
  return lawful::beijing_date(std::chrono::floor<std::chrono::milliseconds>(now));
}

std::string_view to_string(Outcome outcome) {
  return lawful::to_string(static_cast<lawful::Outcome>(outcome));
}

ValueSet value_set(const Fact& fact, const Values& values) {
  switch (values.form) {
    case Values::Form::kUnknown:
      return fact.all();
    case Values::Form::kOptions:
      return ValueSet::of_mask(values.options);
    case Values::Form::kInterval:
      return ValueSet::of_interval(values.low, values.high);
  }
  return {};
}

Values face_values(const Fact& fact, const ValueSet& set) {
  if (set == fact.all()) return {};
  if (set.is_interval()) return Values::between(set.low(), set.high());
  return {Values::Form::kOptions, set.mask(), 0, 0};
}

lawful::Result<ValueSet> checked_values(const lawful::Law& law, FactId fact, const Values& values) {
  if (fact.number >= law.vocabulary.facts.size())
    return lawful::fail(lawful::Code::kInvalid, "there is no fact of that number");
  if (fact.number == kActKind || fact.number == kActDate)
    return lawful::fail(lawful::Code::kInvalid,
                        "`" + law.vocabulary[fact.number].id + "` is fixed and cannot be stated");
  const Fact& about = law.vocabulary[fact.number];
  ValueSet set = value_set(about, values);
  if (set == about.all()) return set;
  // A count is never below zero, so an open end says nothing more.
  if (about.type == lawful::FactType::kCount && set.is_interval() && set.low() == Values::kLowest)
    set = ValueSet::of_interval(0, set.high());
  const bool is_below_zero = about.type == lawful::FactType::kCount && set.is_interval() &&
                             std::min(set.low(), set.high()) < 0;
  if (set.is_interval() != about.all().is_interval() || set.empty() || is_below_zero ||
      !about.all().contains(set))
    return lawful::fail(lawful::Code::kInvalid,
                        "the value is not one that `" + about.id + "` can have");
  return set;
}

Error expired(const char* what, Date day, Date from, const std::optional<Date>& until) {
  const std::string shown = day.ok() ? format_date(day) : "a day that does not exist";
  return {Code::kExpired,
          std::string(what) + " is not valid on " + shown + ": it holds from " + format_date(from) +
              (until ? " until the day before " + format_date(*until) : ""),
          {}};
}

}  // namespace lawful::v1
