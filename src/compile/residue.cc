#include "compile/residue.h"

#include <chrono>

namespace lawful {

namespace {

// What can still be learned once more is told about the varying facts. Works on bits that may come
// to be set: all that a varying fact could rule out, and what implications could draw from it. More
// than can really happen together, never less.
class Reach {
 public:
  Reach(const Plan& whole, const Bits& bits) : whole_(whole), bits_(bits), may_(bits) {}

  // Anything may be told of the fact. False where that was so already: it is not enough that the
  // fact is live, since only some of its values may be.
  bool add(FactId fact) {
    const Layout::Place at = whole_.layout->place(fact);
    const Bits before = may_;
    for (std::uint32_t bit = at.first; bit < at.first + at.width; ++bit)
      may_[bit / 64] |= std::uint64_t{1} << bit % 64;
    if (may_ == before) return false;
    follow({fact});
    return true;
  }

  const Bits& may() const { return may_; }

  bool is_live(FactId fact) const {
    const Layout::Place at = whole_.layout->place(fact);
    for (std::uint32_t bit = at.first; bit < at.first + at.width; ++bit)
      if (((may_[bit / 64] ^ bits_[bit / 64]) >> bit % 64 & 1) != 0) return true;
    return false;
  }

  std::vector<bool> live() const {
    std::vector<bool> out(whole_.may_state.size(), false);
    for (FactId fact = 0; fact < out.size(); ++fact) out[fact] = is_live(fact);
    return out;
  }

 private:
  void follow(std::vector<FactId> todo) {
    while (!todo.empty()) {
      const FactId fact = todo.back();
      todo.pop_back();
      for (const std::uint32_t index : whole_.narrowing->about(fact))
        apply(whole_.narrowing->rules()[index], todo);
    }
  }

  // An implication may draw each of its ends from all the others.
  void apply(const NarrowRule& rule, std::vector<FactId>& todo) {
    for (const NarrowLiteral& each : rule.antecedents)
      if (Narrowing::can_reach(rule, &each, may_)) make(each, false, todo);
    if (rule.consequent && Narrowing::can_reach(rule, nullptr, may_))
      make(*rule.consequent, true, todo);
  }

  void make(const NarrowLiteral& literal, bool to, std::vector<FactId>& todo) {
    const Layout& layout = *whole_.layout;
    const bool changed = literal.negated == to ? layout.drop(may_, literal.fact, literal.set)
                                               : layout.keep(may_, literal.fact, literal.set);
    if (changed) todo.push_back(literal.fact);
  }

  const Plan& whole_;
  const Bits& bits_;
  Bits may_;
};

std::optional<Date> end_of_year(const Law& law, const Activity& activity, Date day) {
  for (const StatedFact& stated : activity.facts)
    if (law.vocabulary[stated.fact].per_year)
      return Date{day.year() + std::chrono::years{1}, std::chrono::January, std::chrono::day{1}};
  return std::nullopt;
}

Result<void> check_varying(const Law& law, const Activity& activity, const Plan& whole) {
  std::vector<bool> named(law.vocabulary.facts.size(), false);
  for (const FactId fact : activity.varying) {
    const std::string name = "`" + law.vocabulary[fact].id + "`";
    if (!whole.may_state[fact]) return fail(Code::kInvalid, name + " is fixed and cannot vary");
    if (named[fact]) return fail(Code::kInvalid, name + " is named twice among what varies");
    named[fact] = true;
    for (const StatedFact& stated : activity.facts)
      if (stated.fact == fact)
        return fail(Code::kInvalid, name + " is stated by the activity, so it cannot vary");
  }
  return {};
}

}  // namespace

Result<Residue> Residue::specialise(const CompiledLaw& law, const Activity& activity) {
  const Plan& whole = law.plan(activity.kind);
  TRY_VOID(check_varying(law.law(), activity, whole));
  PreparedFacts declared = law.prepare(activity.kind);
  for (const StatedFact& stated : activity.facts)
    TRY_VOID(declared.state(stated.fact, stated.value));
  TRY_VOID(declared.narrow());

  Reach reach(whole, declared.bits());
  for (const FactId fact : activity.varying) reach.add(fact);
  std::optional<LawCircuit> circuit;
  for (bool grew = true; grew;) {
    grew = false;
    const Given given{declared.bits(), reach.live()};
    TRY(LawCircuit next,
        law_circuit(law.law(), law.readings(), activity.kind, law.day(), law.layout(), &given));
    // What instruments may come to say of a term is learned too.
    for (const TermSlot& term : next.terms) {
      const bool can_say = !is_constant(term.serves) || !is_constant(term.settles);
      if (can_say && reach.add(term.fact)) grew = true;
    }
    circuit = std::move(next);
  }
  std::erase_if(circuit->terms, [](const TermSlot& term) {
    return is_constant(term.serves) && is_constant(term.settles);
  });

  Residue out;
  out.plan_ = std::make_unique<Plan>(law.law(), law.layout(), *whole.narrowing, declared.bits(),
                                     *std::move(circuit));
  out.plan_->live = reach.live();
  out.plan_->may = reach.may();
  std::fill(out.plan_->may_state.begin(), out.plan_->may_state.end(), false);
  for (const FactId fact : activity.varying) out.plan_->may_state[fact] = true;
  out.from_ = law.day();
  out.valid_until_ = law.valid_until();
  if (const auto end = end_of_year(law.law(), activity, law.day());
      end && (!out.valid_until_ || *end < *out.valid_until_))
    out.valid_until_ = end;
  out.in_order_ = activity.in_order;
  return out;
}

PreparedFacts Residue::prepare() const {
  PreparedFacts facts(*plan_);
  facts.set_in_order(in_order_);
  return facts;
}

Result<void> Residue::check_day(Date day) const {
  if (day >= from_ && (!valid_until_ || day < *valid_until_)) return {};
  return fail(Code::kInvalid,
              "the residue is not valid on " + format_date(day) + ": it holds from " +
                  format_date(from_) +
                  (valid_until_ ? " until the day before " + format_date(*valid_until_) : "") +
                  "; specialise again");
}

Result<void> Residue::decide(PreparedFacts& facts, Date day, Verdict& verdict) const {
  TRY_VOID(check_day(day));
  lawful::decide(facts, verdict);
  return {};
}

}  // namespace lawful
