#include "rules/serve.h"

#include <set>

#include "rules/interpreter.h"
#include "rules/reasons.h"

namespace lawful {
namespace {

const ValueSet kYesSet = ValueSet::of_mask(ValueSet::kYesBit);
const ValueSet kNoSet = ValueSet::of_mask(ValueSet::kNoBit);

// One term: the `or` of what serves it, and whether that is all.
struct Term {
  FactId fact = 0;
  std::vector<std::uint32_t> serving;
  std::vector<std::uint32_t> settling;
};

std::vector<Term> terms_on(const Law& law, Date day) {
  std::vector<Term> out;
  for (std::uint32_t i = 0; i < law.rules.size(); ++i) {
    const Rule& rule = law.rules[i];
    if (rule.sort != Sort::kServe && rule.sort != Sort::kSettle) continue;
    if (!rule.in_force.contains(day)) continue;
    Term* term = nullptr;
    for (Term& known : out)
      if (known.fact == rule.presumed_fact) term = &known;
    if (term == nullptr) {
      term = &out.emplace_back();
      term->fact = rule.presumed_fact;
    }
    (rule.sort == Sort::kServe ? term->serving : term->settling).push_back(i);
  }
  return out;
}

class Server {
 public:
  Server(const Law& law, Facts facts, const Readings& readings)
      : law_(law), readings_(readings), out_{std::move(facts), {}, {}} {}
  Server(const Law& law, ServedFacts facts, const Readings& readings)
      : law_(law), readings_(readings), out_(std::move(facts)) {}

  // Only the terms; what is gainsaid or known already stays as it is.
  ServedFacts run_terms() {
    const std::vector<Term> terms = terms_on(law_, out_.facts.day());
    for (bool changed = true; changed;) {
      changed = false;
      for (const Term& term : terms) {
        if (out_.facts.known(term.fact) || answer(term)) continue;
        if (!out_.facts.known(term.fact)) continue;
        changed = true;
        note(term);
      }
    }
    return std::move(out_);
  }

  tl::expected<ServedFacts, Contradiction> run() {
    if (auto wrong = out_.facts.propagate()) return tl::unexpected(std::move(*wrong));
    const std::vector<Term> terms = terms_on(law_, out_.facts.day());
    for (bool changed = true; changed;) {
      changed = false;
      for (const Term& term : terms) {
        // The value is derived again even when it was stated: the instruments may gainsay it.
        const bool was_known = out_.facts.known(term.fact);
        if (auto wrong = answer(term)) return tl::unexpected(std::move(*wrong));
        if (was_known || !out_.facts.known(term.fact)) continue;
        changed = true;
        if (auto wrong = out_.facts.propagate()) return tl::unexpected(std::move(*wrong));
      }
    }
    for (const Term& term : terms) note(term);
    return std::move(out_);
  }

 private:
  std::optional<Contradiction> answer(const Term& term) {
    Interpreter interpreter(law_, out_.facts, readings_, out_.facts.day());
    std::set<FactId> causes;
    Tri any = Tri::kNo;
    for (const std::uint32_t index : term.serving) {
      const Step step = interpreter.step(law_.rules[index].when);
      any = tri_or(any, step.value);
      if (step.value == Tri::kYes) return derive(term, kYesSet, index, step);
      facts_read(law_, step, causes);
    }
    if (any != Tri::kNo) return std::nullopt;
    for (const std::uint32_t index : term.settling) {
      const Step step = interpreter.step(law_.rules[index].when);
      if (step.value != Tri::kYes) continue;
      facts_read(law_, step, causes);
      return derive(term, kNoSet, index, causes);
    }
    return std::nullopt;
  }

  std::optional<Contradiction> derive(const Term& term, const ValueSet& value, std::uint32_t rule,
                                      const Step& step) {
    std::set<FactId> causes;
    facts_read(law_, step, causes);
    return derive(term, value, rule, causes);
  }

  std::optional<Contradiction> derive(const Term& term, const ValueSet& value, std::uint32_t rule,
                                      const std::set<FactId>& causes) {
    return out_.facts.derive(term.fact, value, {causes.begin(), causes.end()},
                             law_.rules[rule].cites);
  }

  // Which rules gave the answer, once it stands.
  void note(const Term& term) {
    if (!out_.facts.known(term.fact)) return;
    Interpreter interpreter(law_, out_.facts, readings_, out_.facts.day());
    const bool yes = out_.facts[term.fact] == kYesSet;
    bool settled = false;
    for (const std::uint32_t index : yes ? term.serving : term.settling) {
      if (interpreter.step(law_.rules[index].when).value != Tri::kYes) continue;
      settled = true;
      out_.served.push_back({index, term.fact, yes});
      out_.used.rules.insert(index);
    }
    if (!yes && settled)
      for (const std::uint32_t index : term.serving) {
        interpreter.step(law_.rules[index].when);
        out_.used.rules.insert(index);
      }
    out_.used.params.merge(interpreter.take_used().params);
  }

  const Law& law_;
  const Readings& readings_;
  ServedFacts out_;
};

}  // namespace

tl::expected<ServedFacts, Contradiction> serve(const Law& law, Facts facts,
                                               const Readings& readings) {
  return Server(law, std::move(facts), readings).run();
}

void serve_presumed(const Law& law, ServedFacts& facts, const Readings& readings) {
  facts = Server(law, std::move(facts), readings).run_terms();
}

std::vector<std::uint32_t> serving_rules(const Law& law, FactId term, Date day) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < law.rules.size(); ++i) {
    const Rule& rule = law.rules[i];
    if (rule.sort == Sort::kServe && rule.presumed_fact == term && rule.in_force.contains(day))
      out.push_back(i);
  }
  return out;
}

bool is_settled(const Law& law, const Facts& facts, const Readings& readings, FactId term) {
  Interpreter interpreter(law, facts, readings, facts.day());
  for (const Rule& rule : law.rules)
    if (rule.sort == Sort::kSettle && rule.presumed_fact == term &&
        rule.in_force.contains(facts.day()) && interpreter.step(rule.when).value != Tri::kNo)
      return true;
  return false;
}

}  // namespace lawful
