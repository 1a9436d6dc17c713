#include "compile/compiled_law.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstring>
#include <utility>

#include "base/check.h"

namespace lawful {

namespace {

// What the program computes for the outcome, before the rules' breaches.
enum EarlyRoot : std::size_t { kInScope, kBreached, kBreachedEntitled, kReached, kEarlyRoots };

std::vector<Ref> early_roots(const LawCircuit& law) {
  return {law.in_scope, law.breached, law.breached_entitled, law.reached};
}

std::vector<Ref> rule_roots(const LawCircuit& law, std::size_t from, std::size_t to) {
  std::vector<Ref> out;
  for (std::size_t i = from; i < to; ++i) out.push_back(law.rules[i].breach);
  return out;
}

std::vector<Ref> term_roots(const LawCircuit& law) {
  std::vector<Ref> out;
  for (const TermSlot& term : law.terms) {
    out.push_back(term.serves);
    out.push_back(term.settles);
  }
  return out;
}

Outcome outcome_of(Byte in_scope, Byte breached, Byte entitled, Byte reached, bool in_order) {
  if (in_scope == kNoByte) return Outcome::kOutOfScope;
  if (in_scope == kUnknownByte) return Outcome::kUndetermined;
  if (breached == kYesByte || entitled == kYesByte) return Outcome::kUnlawful;
  const bool open = entitled == kUnknownByte || (!in_order && breached == kUnknownByte);
  return open || reached != kYesByte ? Outcome::kUndetermined : Outcome::kLawful;
}

}  // namespace

Plan::Plan(const Law& of, const Layout& bits, const Narrowing& implications, Bits known,
           LawCircuit rules)
    : law(&of),
      layout(&bits),
      narrowing(&implications),
      base(std::move(known)),
      circuit(std::move(rules)),
      terms(circuit.circuit, term_roots(circuit), {}, {}),
      program(circuit.circuit, early_roots(circuit), rule_roots(circuit, 0, circuit.first_layer),
              rule_roots(circuit, circuit.first_layer, circuit.live)),
      may_state(of.vocabulary.facts.size(), true),
      live(of.vocabulary.facts.size(), true),
      may(bits.words(), ~std::uint64_t{0}) {
  may_state[kActKind] = may_state[kActDate] = false;
  const std::size_t words = (circuit.rules.size() + 63) / 64;
  for (auto* set : {&assumable, &always_violated, &always_open}) set->assign(words, 0);
  for (std::size_t i = 0; i < circuit.rules.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i % 64;
    if (circuit.rules[i].assumable) assumable[i / 64] |= bit;
    if (i < circuit.live) continue;
    auto& always = circuit.rules[i].breach == kYesRef ? always_violated : always_open;
    always[i / 64] |= bit;
  }
}

Verdict Plan::verdict() const {
  const std::size_t rules = circuit.rules.size();
  return {Outcome::kUndetermined, false, RuleSet(rules), RuleSet(rules), RuleSet(rules)};
}

void fill_leaves(const Program& program, const std::vector<LeafTest>& tests, const Layout& layout,
                 const Bits& bits, Byte* slots) {
  program.begin(slots);
  Byte* out = slots + Program::first_leaf();
  for (const auto& [index, is_negated] : program.leaves()) {
    const LeafTest& test = tests[index];
    Byte value = 0;
    if (test.is_open_test)
      value = !layout.known(bits, test.fact) && layout.possible(bits, test.fact, test.set)
                  ? kYesByte
                  : kNoByte;
    else
      value = to_byte(test.test.value(bits));
    *out++ = is_negated ? negated(value) : value;
  }
}

namespace {

constexpr std::uint64_t kLowBits = 0x0101010101010101;
constexpr std::uint64_t kGather = 0x0102040810204080;  // moves the low bit of byte i to bit 56 + i

// Eight bytes as a number, the first one lowest.
std::uint64_t eight_bytes(const Byte* bytes) {
  std::uint64_t out = 0;
  std::memcpy(&out, bytes, sizeof out);
  if constexpr (std::endian::native == std::endian::big) {
    std::uint64_t turned = 0;
    for (int i = 0; i < 8; ++i) turned |= (out >> 8 * i & 0xFF) << 8 * (7 - i);
    return turned;
  }
  return out;
}

// Adds the values of up to 64 slots as bits: which are yes, and which are unknown. What stands
// behind them, up to a multiple of eight, is no.
void collect(const Byte* values, std::size_t count, std::uint64_t& yes, std::uint64_t& unknown) {
  std::uint64_t is_yes = 0;
  std::uint64_t is_unknown = 0;
  for (unsigned i = 0; i < count; i += 8) {
    const std::uint64_t eight = eight_bytes(values + i);
    const std::uint64_t high = eight >> 1 & kLowBits;
    is_yes |= (high * kGather >> 56) << i;
    is_unknown |= ((eight & kLowBits & ~high) * kGather >> 56) << i;
  }
  yes |= is_yes;
  unknown |= is_unknown;
}

}  // namespace

void decide(PreparedFacts& facts, Verdict& verdict) {
  const Plan& plan = *facts.plan_;
  const Program& program = plan.program;
  Byte* const slots = facts.slots_.data();
  const bool in_order = facts.in_order_;
  CHECK(facts.narrowed_ && verdict.violated.words().size() == plan.assumable.size());
  program.run_early(slots, in_order);
  const auto root = [&](EarlyRoot which) { return slots[program.early(which)]; };
  verdict.outcome = outcome_of(root(kInScope), root(kBreached), root(kBreachedEntitled),
                               root(kReached), in_order);
  verdict.reached = root(kReached) == kYesByte;
  const bool settled = verdict.outcome != Outcome::kUndetermined;
  program.run_late(slots, in_order,
                   settled ? std::uint32_t{1} << static_cast<int>(verdict.outcome) : 0);
  auto& violated = verdict.violated.words();
  auto& open = verdict.open.words();
  auto& assumed = verdict.assumed.words();
  for (std::size_t w = 0; w < open.size(); ++w) {
    violated[w] = plan.always_violated[w];
    open[w] = plan.always_open[w];
    if (64 * w < plan.circuit.live)
      collect(slots + program.rows() + 64 * w,
              std::min<std::size_t>(plan.circuit.live - 64 * w, 64), violated[w], open[w]);
    assumed[w] = in_order ? open[w] & plan.assumable[w] : 0;
    open[w] &= ~assumed[w];
  }
}

std::optional<Date> end_of_validity(const Law& law, Date day) {
  std::optional<Date> out = law.next_change(day);
  const std::int64_t today = std::chrono::sys_days{day}.time_since_epoch().count();
  const CutPoints cuts = cut_points(law, day);
  const auto found = cuts.find(kActDate);
  if (found == cuts.end()) return out;
  const auto next = found->second.upper_bound(today);
  if (next == found->second.end()) return out;
  const Date change{std::chrono::sys_days{std::chrono::days{*next}}};
  return out && *out < change ? out : change;
}

Result<CompiledLaw> CompiledLaw::compile(const Law& law, const Readings& readings, Date day) {
  CompiledLaw out;
  out.law_ = &law;
  out.readings_ = readings;
  out.day_ = day;
  out.valid_until_ = end_of_validity(law, day);
  out.layout_ = std::make_unique<Layout>(law, day);
  for (int i = 0; i < kActKindCount; ++i) {
    const auto kind = static_cast<ActKind>(i);
    TRY(LawCircuit circuit, law_circuit(law, readings, kind, day, *out.layout_, nullptr));
    auto& narrowing = out.narrowings_[index(kind)];
    narrowing = std::make_unique<Narrowing>(law, kind, day, *out.layout_);
    auto base = narrowing->base();
    if (!base)
      return fail(Code::kInvalid, std::string("the implications leave no act of the kind `") +
                                      to_string(kind) + "` possible");
    out.plans_[index(kind)] =
        std::make_unique<Plan>(law, *out.layout_, *narrowing, *std::move(base), std::move(circuit));
  }
  return out;
}

PreparedFacts CompiledLaw::prepare(ActKind kind) const { return PreparedFacts(plan(kind)); }

Result<PreparedFacts> CompiledLaw::prepare(const Act& act) const {
  PreparedFacts facts = prepare(act.kind);
  for (const StatedFact& stated : act.facts) TRY_VOID(facts.state(stated.fact, stated.value));
  facts.set_in_order(act.in_order);
  TRY_VOID(facts.narrow());
  return facts;
}

}  // namespace lawful
