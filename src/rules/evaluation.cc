#include "rules/evaluation.h"

#include <utility>

#include "base/check.h"
#include "rules/interpreter.h"
#include "rules/serve.h"

namespace lawful {

namespace {

void merge(Used& into, const Used& from) {
  into.params.insert(from.params.begin(), from.params.end());
  into.rules.insert(from.rules.begin(), from.rules.end());
}

// Everything evaluated over one set of facts; builds an Evaluation step by step.
class Run {
 public:
  Run(const Law& law, ServedFacts facts, const Readings& readings, bool in_order)
      : law_(law),
        readings_(readings),
        in_order_(in_order),
        out_{facts.facts.day(),
             std::move(facts.facts),
             Outcome::kUndetermined,
             false,
             {},
             {},
             std::move(facts.served),
             {},
             std::move(facts.used)} {}

  Evaluation evaluate() {
    presume();
    const Tri in_scope = scopes();
    rules(&is_first_layer, nullptr);
    const FirstLayer layer = first_layer(in_scope);
    out_.outcome = layer.outcome;
    out_.reached = layer.reached;
    rules([](Sort sort) { return sort == Sort::kDerived; }, &layer);
    return std::move(out_);
  }

 private:
  void presume();
  Tri scopes();
  void share_scopes();
  void rules(bool (*takes_part)(Sort), const FirstLayer* layer);
  FirstLayer first_layer(Tri in_scope) const;

  const Law& law_;
  const Readings& readings_;
  bool in_order_;
  Evaluation out_;
};

void Run::presume() {
  std::vector<Presumed> found;
  Interpreter interpreter(law_, out_.facts, readings_, out_.day);
  for (std::uint32_t i = 0; i < law_.rules.size(); ++i) {
    const Rule& rule = law_.rules[i];
    if (rule.sort != Sort::kPresume || !rule.in_force.contains(out_.day)) continue;
    if (interpreter.step(rule.when).value == Tri::kYes) found.push_back({i, rule.presumed_fact});
  }
  for (const Presumed& each : found) {
    if (!out_.facts.presume(each.fact, law_.rules[each.rule].presumed_value)) continue;
    out_.presumed.push_back(each);
    out_.used.rules.insert(each.rule);
  }
  if (out_.presumed.empty()) return;
  ServedFacts facts{std::move(out_.facts), std::move(out_.served), std::move(out_.used)};
  serve_presumed(law_, facts, readings_);
  out_.facts = std::move(facts.facts);
  out_.served = std::move(facts.served);
  out_.used = std::move(facts.used);
}

// What a pack shares with the law that it implements: the scope of that law's pack in force.
void Run::share_scopes() {
  for (PackScope& scope : out_.scopes) {
    const std::string& under = law_.packs[scope.pack].under;
    if (under.empty()) continue;
    Tri of_law = Tri::kNo;
    for (const PackScope& other : out_.scopes)
      if (law_.packs[other.pack].law == under) of_law = tri_or(of_law, other.in_scope);
    scope.in_scope = tri_and(scope.in_scope, of_law);
  }
}

// A pack speaks to the act when it is in force and every one of its scopes is yes. The act is in
// scope of the law when that is so for a pack that stands by itself.
Tri Run::scopes() {
  Interpreter interpreter(law_, out_.facts, readings_, out_.day);
  Tri any = Tri::kNo;
  for (std::uint32_t p = 0; p < law_.packs.size(); ++p) {
    const Pack& pack = law_.packs[p];
    PackScope scope{p, Tri::kYes, pack.in_force.contains(out_.day), {}};
    if (!scope.in_force) scope.in_scope = Tri::kNo;
    for (std::uint32_t i = 0; i < law_.rules.size(); ++i) {
      const Rule& rule = law_.rules[i];
      if (rule.pack != p || rule.sort != Sort::kScope || !rule.in_force.contains(out_.day))
        continue;
      scope.scopes.push_back(interpreter.rule(i));
      scope.in_scope = tri_and(scope.in_scope, scope.scopes.back().requirement);
      out_.used.rules.insert(i);
    }
    if (pack.under.empty()) any = tri_or(any, scope.in_scope);
    out_.scopes.push_back(std::move(scope));
  }
  merge(out_.used, interpreter.take_used());
  share_scopes();
  return any;
}

void Run::rules(bool (*takes_part)(Sort), const FirstLayer* layer) {
  Interpreter interpreter(law_, out_.facts, readings_, out_.day);
  interpreter.set_first_layer(layer);
  for (std::uint32_t i = 0; i < law_.rules.size(); ++i) {
    const Rule& rule = law_.rules[i];
    if (!takes_part(rule.sort) || !rule.in_force.contains(out_.day)) continue;
    if (out_.scopes[rule.pack].in_scope == Tri::kNo) continue;
    interpreter.speak_for(law_.packs[rule.pack].law);
    RuleResult result = interpreter.rule(i);
    const Used used = interpreter.take_used();
    result.counting = is_counting(rule.sort, out_.facts.kind());
    const bool assumable = rule.sort != Sort::kEntitlement && rule.sort != Sort::kDerived;
    if (in_order_ && assumable && result.status == Status::kOpen) result.status = Status::kAssumed;
    if (result.status != Status::kNotTriggered) {
      merge(out_.used, used);
      out_.used.rules.insert(i);
      for (const RuleResult& ground : result.grounds) out_.used.rules.insert(ground.rule);
    }
    out_.rules.push_back(std::move(result));
  }
}

FirstLayer Run::first_layer(Tri in_scope) const {
  FirstLayer layer;
  bool violated = false;
  bool open = in_scope == Tri::kUnknown;
  for (const RuleResult& result : out_.rules) {
    const bool is_violated = result.status == Status::kViolated;
    const bool is_open = result.status == Status::kOpen;
    layer.breaches.emplace_back(law_.rules[result.rule].group, is_violated ? Tri::kYes
                                                               : is_open   ? Tri::kUnknown
                                                                           : Tri::kNo);
    violated |= result.counting && is_violated;
    open |= result.counting && is_open;
    const bool needed =
        !needs_power(out_.facts.kind()) || law_.rules[result.rule].sort == Sort::kEntitlement;
    layer.reached |= result.counting && needed && result.trigger == Tri::kYes;
  }
  if (in_scope == Tri::kNo) {
    layer.outcome = Outcome::kOutOfScope;
  } else if (in_scope == Tri::kYes && violated) {
    layer.outcome = Outcome::kUnlawful;
  } else {
    layer.outcome = open || !layer.reached ? Outcome::kUndetermined : Outcome::kLawful;
  }
  return layer;
}

const char* scope_word(Tri value) {
  return value == Tri::kYes ? "in" : value == Tri::kNo ? "out" : "open";
}

}  // namespace

const char* to_string(Status status) {
  switch (status) {
    case Status::kViolated:
      return "violated";
    case Status::kOpen:
      return "open";
    case Status::kMet:
      return "met";
    case Status::kExcepted:
      return "excepted";
    case Status::kAssumed:
      return "assumed";
    case Status::kNotTriggered:
      return "not-triggered";
  }
  CHECK(false);
  return "";
}

bool is_counting(Sort sort, ActKind kind) {
  switch (sort) {
    case Sort::kEntitlement:
    case Sort::kCondition:
    case Sort::kProhibition:
      return true;
    case Sort::kObligation:
      return !is_handling_kind(kind);
    default:
      return false;
  }
}

bool is_first_layer(Sort sort) {
  return sort == Sort::kEntitlement || sort == Sort::kCondition || sort == Sort::kProhibition ||
         sort == Sort::kObligation;
}

bool needs_power(ActKind kind) {
  return kind == ActKind::kClaim || kind == ActKind::kFine || kind == ActKind::kMeasure;
}

bool is_told(const Law& law, const PackScope& scope) {
  if (law.packs[scope.pack].under.empty()) return true;
  return scope.in_force && !scope.scopes.empty();
}

Readings default_readings(const Law& law) {
  Readings readings;
  readings.reserve(law.readings.size());
  for (const Reading& reading : law.readings) readings.push_back(reading.default_choice);
  return readings;
}

EvaluationResult evaluate(const Law& law, const Act& act, const Readings& readings, Date day) {
  Facts facts(law, act.kind, day);
  for (const StatedFact& stated : act.facts)
    if (auto wrong = facts.state(stated.fact, stated.value))
      return tl::unexpected(std::move(*wrong));
  auto served = serve(law, std::move(facts), readings);
  if (!served) return tl::unexpected(std::move(served).error());
  return Run(law, *std::move(served), readings, act.in_order).evaluate();
}

std::string status_word(const Law& law, const Facts& facts, const Readings& readings,
                        GroupId group) {
  const Rule* rule = law.at(group, facts.day());
  if (rule == nullptr) return "not-in-force";
  auto served = serve(law, facts, readings);
  if (!served) return "contradiction";
  const Evaluation whole = Run(law, *std::move(served), readings, false).evaluate();
  Interpreter interpreter(law, whole.facts, readings, facts.day());
  const auto index = static_cast<std::uint32_t>(rule - law.rules.data());
  switch (rule->sort) {
    case Sort::kScope:
      return scope_word(interpreter.rule(index).requirement);
    case Sort::kGround: {
      const Tri held = interpreter.rule(index).trigger;
      return held == Tri::kYes ? "holds" : held == Tri::kNo ? "fails" : "open";
    }
    case Sort::kException:
    case Sort::kPresume:
    case Sort::kServe:
    case Sort::kSettle:
    case Sort::kDue:
    case Sort::kRoute: {
      const Tri applies = interpreter.step(rule->when).value;
      return applies == Tri::kYes ? "applies" : applies == Tri::kNo ? "not" : "open";
    }
    case Sort::kDerived:
      for (const RuleResult& result : whole.rules)
        if (result.rule == index) return to_string(result.status);
      return to_string(Status::kNotTriggered);
    default:
      return to_string(interpreter.rule(index).status);
  }
}

}  // namespace lawful
