// May a door open to faces alone? Decided in process.
#include <iostream>

#include "lawful/lawful.h"

constexpr const char* kDoor = R"(
kind = "handling"
handling.in_china = true
handling.household = false
handling.purpose = "access-control"
handling.operations = ["collect"]
information.kinds = ["face"]
consent.forced = true
)";

int main() {
  namespace law = lawful::v1;
  const law::Law pipl = law::Law::built_in().value();
  const law::Date day = law::parse_day("2026-11-22").value();
  const law::Engine engine = pipl.compile(day).value();
  const auto acts = pipl.read_acts(kDoor, "door").value();
  law::Facts facts = engine.prepare(acts.front()).value();
  law::Verdict verdict = engine.verdict(acts.front().kind());
  engine.decide(facts, day, verdict).value();
  std::cout << law::to_string(verdict.outcome()) << "\n";
  for (const law::RuleId rule : verdict.violated())
    std::cout << pipl[rule].citation << "  " << pipl[rule].gist.en << "\n";
}
