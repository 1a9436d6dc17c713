#include "app/interview.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "base/check.h"
#include "rules/serve.h"

namespace lawful {

namespace {

// States that `fact` lies within `value`, beside what the act says of it already. False where
// nothing is left of it.
bool state(Act& act, FactId fact, const ValueSet& value) {
  const auto place = std::ranges::lower_bound(act.facts, fact, {}, &StatedFact::fact);
  if (place == act.facts.end() || place->fact != fact) {
    act.facts.insert(place, {fact, value, act.position});
    return true;
  }
  place->value = place->value.intersect(value);
  return !place->value.empty();
}

}  // namespace

Interview::Interview(const Law& law, Act act, const Readings& readings, Answer answer)
    : law_(&law), readings_(readings) {
  CHECK(act.at.has_value());
  const auto change = law.next_change(act.at->from);
  CHECK(!change || act.at->to < *change);
  matters_ = std::make_unique<Matters>(law, readings, act.kind, act.at->from, answer);
  state_.act = std::move(act);
  state_.act.in_order = false;
  state_.act.says.clear();
  state_.act.disputed.clear();
  // Nobody can count from 1 January over a period that goes on beyond the end of the year.
  if (state_.act.at->from.year() != state_.act.at->to.year())
    for (FactId fact = kActDate + 1; fact < law.vocabulary.facts.size(); ++fact)
      if (law.vocabulary[fact].per_year) state_.withheld.push_back(fact);
  state_.agenda = askable();
}

Result<Interview> Interview::begin(const Law& law, Act act, const Readings& readings,
                                   Answer answer) {
  Interview out(law, std::move(act), readings, answer);
  TRY(Decision decision, out.decide_now(out.state_.act, false));
  // The reference interpreter does not see every contradiction between facts that are only partly
  // known; the solver does.
  const std::vector<FactId> conflict = out.matters_->conflict(out.stated());
  if (!conflict.empty()) {
    std::string names;
    for (const FactId fact : conflict)
      names += (names.empty() ? "`" : ", `") + law.vocabulary[fact].id + "`";
    return fail(Code::kInvalid, to_string(out.state_.act.position) +
                                    ": these facts contradict one another: " + names);
  }
  out.decision_ = std::move(decision);
  out.advance();
  return out;
}

const Decision& Interview::decision() {
  if (!tried_readings_) {
    auto whole = decide_now(state_.act, true);
    CHECK(whole.has_value());  // every reply was checked
    decision_ = std::move(*whole);
    tried_readings_ = true;
  }
  return *decision_;
}

// Between two questions the readings need not be tried.
Result<Decision> Interview::decide_now(const Act& act, bool try_readings) const {
  Query query;
  query.today = act.at->from;
  query.readings = readings_;
  query.try_readings = try_readings;
  return decide(*law_, act, query);
}

Knowledge Interview::stated() const {
  Knowledge known;
  for (const StatedFact& each : state_.act.facts) known.stated.emplace_back(each.fact, each.value);
  known.withheld = state_.withheld;
  return known;
}

// With what a presumption makes of withheld facts, since that is how the answer will read them.
Knowledge Interview::knowledge() const {
  Knowledge known = stated();
  for (const Presumed& presumed : decision_->evaluation.presumed) {
    if (std::ranges::find(state_.withheld, presumed.fact) == state_.withheld.end()) continue;
    known.stated.emplace_back(presumed.fact, law_->rules[presumed.rule].presumed_value);
    // Against what is known, a presumption settles nothing.
    if (!matters_->conflict(known).empty()) known.stated.pop_back();
  }
  return known;
}

std::vector<FactId> Interview::askable() const {
  std::vector<FactId> out;
  for (FactId fact = kActDate + 1; fact < law_->vocabulary.facts.size(); ++fact)
    if (std::ranges::find(state_.withheld, fact) == state_.withheld.end()) out.push_back(fact);
  return out;
}

std::vector<FactId> Interview::in_order(const std::vector<FactId>& facts) const {
  constexpr std::size_t kNotListed = std::numeric_limits<std::size_t>::max();
  std::map<FactId, std::size_t> listed;
  for (const MissingFact& missing : decision_->missing) listed.emplace(missing.fact, listed.size());
  const auto key = [&](FactId fact) {
    const auto found = listed.find(fact);
    return std::tuple{law_->vocabulary[fact].open_term.has_value(),
                      found == listed.end() ? kNotListed : found->second, fact};
  };
  std::vector<FactId> out = facts;
  std::ranges::sort(out, {}, key);
  return out;
}

// What the stated facts leave of `fact`: not what the law would presume of it, since it is asked.
ValueSet Interview::possible_values(FactId fact) const {
  Facts facts(*law_, state_.act.kind, state_.act.at->from);
  for (const StatedFact& stated : state_.act.facts) facts.state(stated.fact, stated.value);
  const auto served = serve(*law_, std::move(facts), readings_);
  CHECK(served.has_value());  // every reply was checked
  return served->facts[fact];
}

void Interview::advance() {
  auto decision = decide_now(state_.act, false);
  tried_readings_ = false;
  CHECK(decision.has_value());  // every reply was checked
  decision_ = std::move(*decision);
  const Knowledge known = knowledge();
  // A reply that refutes a presumption opens what the presumption had closed.
  if (!matters_->settles(known, state_.agenda)) state_.agenda = askable();
  state_.agenda = matters_->agenda(known, in_order(state_.agenda));
  question_.reset();
  if (state_.agenda.empty()) return;
  const FactId fact = state_.agenda.front();
  question_ = Question{fact, possible_values(fact), {}, state_.agenda.size()};
  for (const MissingFact& missing : decision_->missing)
    if (missing.fact == fact) question_->settles = missing.settles;
}

std::optional<Refusal> Interview::answer(const ValueSet& value) {
  CHECK(question_ && !value.empty());
  const FactId fact = question_->fact;
  State next = state_;
  if (!state(next.act, fact, value)) return Refusal{{fact}, {}};
  Facts facts(*law_, next.act.kind, next.act.at->from);
  for (const StatedFact& stated : next.act.facts) facts.state(stated.fact, stated.value);
  if (auto served = serve(*law_, std::move(facts), readings_); !served)
    return Refusal{std::move(served.error().facts), std::move(served.error().cites)};
  // Cases that no single implication rules out.
  Knowledge known = stated();
  known.stated.emplace_back(fact, value);
  if (auto conflict = matters_->conflict(known); !conflict.empty())
    return Refusal{std::move(conflict), {}};
  // While several values are left that the law tells apart, the question may come again.
  if (value.single()) std::erase(next.agenda, fact);
  history_.push_back(std::move(state_));
  state_ = std::move(next);
  advance();
  return std::nullopt;
}

void Interview::withhold() {
  CHECK(question_);
  history_.push_back(state_);
  state_.withheld.push_back(question_->fact);
  std::erase(state_.agenda, question_->fact);
  advance();
}

bool Interview::back() {
  if (history_.empty()) return false;
  state_ = std::move(history_.back());
  history_.pop_back();
  advance();
  return true;
}

std::vector<Outcome> Interview::reachable() { return matters_->reachable(knowledge()); }

std::vector<FactId> Interview::deciding() {
  CHECK(!question_);
  Knowledge known = knowledge();
  std::vector<FactId> withheld = in_order(known.withheld);
  known.withheld.clear();
  return matters_->agenda(known, std::move(withheld));
}

Outcome Interview::outcome() {
  const std::vector<Outcome> left = reachable();
  return left.size() == 1 ? left.front() : decision_->outcome;
}

}  // namespace lawful
