#pragma once
// The law that is built in, and names of its facts, for the tests of the interface.

#include <string_view>

#include "face/law_impl.h"

namespace lawful::v1::testing {

inline const Law& built_in() {
  static const Law kLaw = Law::built_in().value();
  return kLaw;
}

inline Date day(std::string_view text) { return parse_day(text).value(); }
inline const Date kDay = day("2026-11-22");

inline const Engine& engine() {
  static const Engine kEngine = built_in().compile(kDay).value();
  return kEngine;
}

inline FactId fact(std::string_view name) { return built_in().fact(name).value(); }

// An activity: offers by telephone, to individuals who agreed or not.
inline Act offers() {
  constexpr const char* kText = R"(
kind = "handling"
otherwise = "in-order"
actor.kind = "business"
handling.in_china = true
handling.household = false
handling.purpose = "marketing"
handling.operations = ["use"]
information.kinds = ["name", "phone"]
public.by_individual = false
public.lawfully = false
)";
  return built_in().read_acts(kText, "offers").value().front().copy();
}

}  // namespace lawful::v1::testing
