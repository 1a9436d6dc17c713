#include "prove/matters.h"

#include <algorithm>

#include "base/check.h"

namespace lawful {

Matters::Matters(const Law& law, const Readings& readings, ActKind kind, Date day, Answer answer)
    : law_(law),
      one_(law, readings, kind, day, solver_),
      other_(law, readings, kind, day, solver_) {
  tie_facts();
  separate_answers(answer);
}

// Literals that are only ever assumed to be true, so one direction of each is enough.
void Matters::tie_facts() {
  for (FactId fact = 0; fact < law_.vocabulary.facts.size(); ++fact) {
    const std::vector<Lit>& ones = one_.atoms().of(fact);
    const std::vector<Lit>& others = other_.atoms().of(fact);
    if (ones.empty()) {
      same_.push_back(solver_.yes());  // no rule tells its values apart
      continue;
    }
    const Lit same = solver_.fresh();
    for (std::size_t i = 0; i < ones.size(); ++i) {
      solver_.add({-same, -ones[i], others[i]});
      solver_.add({-same, ones[i], -others[i]});
    }
    same_.push_back(same);
  }
}

void Matters::separate_answers(Answer answer) {
  const Lit outcomes_differ = solver_.fresh();
  for (int i = 0; i < 4; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    solver_.add({-outcomes_differ, -one_.outcome(outcome), -other_.outcome(outcome)});
  }
  std::vector<Lit> some{outcomes_differ};
  if (answer == Answer::kBreaches) {
    for (const GroupId group : one_.groups()) {
      const Lit differs = solver_.fresh();
      solver_.add({-differs, one_.violated(group), other_.violated(group)});
      solver_.add({-differs, -one_.violated(group), -other_.violated(group)});
      some.push_back(differs);
    }
  }
  differ_ = solver_.any_of(some);
}

std::vector<Lit> Matters::given(const Knowledge& known) const {
  std::vector<Lit> out;
  for (const auto& [fact, set] : known.stated)
    for (const Encoding* copy : {&one_, &other_})
      for (const Lit lit : copy->stated(fact, set)) out.push_back(lit);
  for (const FactId fact : known.withheld) out.push_back(same_[fact]);
  return out;
}

std::vector<FactId> Matters::conflict(const Knowledge& known) {
  std::vector<Lit> assumed;
  for (const auto& [fact, set] : known.stated)
    for (const Lit lit : one_.stated(fact, set)) assumed.push_back(lit);
  if (solver_.solve(assumed)) return {};
  std::vector<FactId> out;
  for (const auto& [fact, set] : known.stated) {
    const std::vector<Lit> lits = one_.stated(fact, set);
    if (std::any_of(lits.begin(), lits.end(), [&](Lit lit) { return solver_.failed(lit); }))
      out.push_back(fact);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<Outcome> Matters::reachable(const Knowledge& known) {
  std::vector<Lit> assumed = given(known);
  assumed.push_back(0);
  std::vector<Outcome> out;
  for (int i = 0; i < 4; ++i) {
    assumed.back() = one_.outcome(static_cast<Outcome>(i));
    if (solver_.solve(assumed)) out.push_back(static_cast<Outcome>(i));
  }
  return out;
}

// Do `questions` settle? Then they become those that the proof needed.
bool Matters::narrow(const std::vector<Lit>& given, std::vector<FactId>& questions) {
  std::vector<Lit> assumed = given;
  for (const FactId fact : questions) assumed.push_back(same_[fact]);
  assumed.push_back(differ_);
  if (solver_.solve(assumed)) return false;
  std::erase_if(questions, [&](FactId fact) { return !solver_.failed(same_[fact]); });
  return true;
}

bool Matters::settles(const Knowledge& known, const std::vector<FactId>& facts) {
  std::vector<FactId> needed = facts;
  return narrow(given(known), needed);
}

std::vector<FactId> Matters::agenda(const Knowledge& known, std::vector<FactId> questions) {
  const std::vector<Lit> assumed = given(known);
  CHECK(narrow(assumed, questions));
  // Questions from `open` on are known to be needed, so every proof keeps them.
  std::size_t open = questions.size();
  while (open > 0) {
    std::vector<FactId> rest = questions;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(open - 1));
    const std::size_t needed = questions.size() - open;
    if (narrow(assumed, rest)) {
      questions = std::move(rest);
      open = questions.size() - needed;
    } else {
      --open;
    }
  }
  return questions;
}

}  // namespace lawful
