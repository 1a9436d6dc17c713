#include <algorithm>

#include "face/act_impl.h"

namespace lawful::v1 {

template <>
void Free<ActImpl>::operator()(ActImpl* impl) const {
  delete impl;
}

namespace {

// What the messages about an act that no file states begin with.
constexpr const char* kPlace = "act";

std::unique_ptr<ActImpl, Free<ActImpl>> new_act(const std::shared_ptr<const LawImpl>& law,
                                                Kind kind) {
  lawful::Act act;
  act.name = "act 1";  // as in a file that does not name it
  act.kind = act_kind(kind);
  act.position.file = kPlace;
  return std::unique_ptr<ActImpl, Free<ActImpl>>(new ActImpl{law, std::move(act)});
}

auto place_of(const lawful::Act& act, FactId fact) {
  return std::ranges::lower_bound(act.facts, fact.number, {}, &StatedFact::fact);
}

}  // namespace

Act face_act(const std::shared_ptr<const LawImpl>& law, lawful::Act act) {
  return Act(std::unique_ptr<ActImpl, Free<ActImpl>>(new ActImpl{law, std::move(act)}));
}

Act::Act(const Law& law, Kind kind) : Behind(new_act(law.impl(), kind)) {}

Act Act::copy() const { return face_act(impl()->law, impl()->act); }

Status Act::set(FactId fact, const Values& values) {
  auto set = checked_values(impl()->law->law, fact, values);
  if (!set) return face_error(std::move(set).error());
  const Fact& about = impl()->law->law.vocabulary[fact.number];
  if (*set == about.all()) return Done{};  // as good as not stated
  lawful::Act& act = impl()->act;
  const auto place = act.facts.begin() + (place_of(act, fact) - act.facts.begin());
  if (place != act.facts.end() && place->fact == fact.number)
    return Error{Code::kInvalid, "`" + about.id + "` is stated twice", {}};
  act.facts.insert(place, {fact.number, *set, {kPlace}});
  return Done{};
}

Status Act::set(std::string_view fact, const Values& values) {
  auto found = Law(impl()->law).fact(fact);
  if (!found) return found.error();
  return set(found.value(), values);
}

void Act::set_day(Date day) { impl()->act.at = Period{day, day}; }
void Act::set_in_order(bool in_order) { impl()->act.in_order = in_order; }
Kind Act::kind() const { return static_cast<Kind>(impl()->act.kind); }
const std::string& Act::name() const { return impl()->act.name; }

std::vector<FactId> Act::stated() const {
  std::vector<FactId> out;
  for (const StatedFact& each : impl()->act.facts) out.push_back({each.fact});
  return out;
}

Values Act::values(FactId fact) const {
  const auto place = place_of(impl()->act, fact);
  if (place == impl()->act.facts.end() || place->fact != fact.number) return {};
  return face_values(impl()->law->law.vocabulary[fact.number], place->value);
}

}  // namespace lawful::v1
