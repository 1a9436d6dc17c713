// Bytes -> calls that set facts, by number and by name, narrow them, decide them and forget them,
// in any order and on one of some random laws. What is accepted must be what the rules of the
// interface allow, and every answer that of the reference interpreter.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>

#include "base/check.h"
#include "compile/random_compile_law_test.h"
#include "face/act_impl.h"
#include "face/engine_impl.h"
#include "rules/evaluation.h"

namespace lawful::v1 {
namespace {

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};
constexpr std::size_t kLaws = 32;
constexpr std::size_t kCallsMax = 256;  // more would be slow, and say nothing new

// A law that cannot be compiled, because nothing is possible under it, is left out.
const Engine* engine_of(std::size_t number) {
  static std::array<std::optional<Result<Engine>>, kLaws> engines;
  auto& engine = engines[number];
  if (!engine) {
    auto impl = std::make_shared<LawImpl>();
    impl->law = lawful::testing::RandomCompileLaw(number).law();
    engine = Law(std::move(impl)).compile(kDay);
  }
  return *engine ? &engine->value() : nullptr;
}

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : bytes_(data, size) {}
  bool empty() const { return bytes_.empty(); }
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const std::uint8_t out = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return out;
  }
  // Small numbers around zero, and both ends.
  std::int64_t number() {
    const auto value = static_cast<std::int8_t>(byte());
    return value == -128 ? Values::kLowest : value == 127 ? Values::kHighest : value;
  }
  Values values() {
    switch (byte() % 4) {
      case 0:
        return {};
      case 1:
        return {Values::Form::kOptions, std::uint64_t{1} << byte() % 4, 0, 0};
      case 2:
        return {Values::Form::kOptions, byte(), 0, 0};
      default: {
        const std::int64_t low = number();
        return Values::between(low, number());
      }
    }
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

// May `values` be set of `fact`, were it not set yet?
bool is_allowed(const lawful::Law& law, FactId fact, const Values& values) {
  if (fact.number < 2 || fact.number >= law.vocabulary.facts.size()) return false;
  if (values.form == Values::Form::kUnknown) return true;
  const Fact& about = law.vocabulary[fact.number];
  const std::uint64_t all = about.all().is_interval() ? 0 : about.all().mask();
  if (values.form == Values::Form::kOptions)
    return values.options != 0 && (values.options & ~all) == 0;
  if (all != 0 || values.low > values.high) return false;
  if (values.low == Values::kLowest && values.high == Values::kHighest) return true;
  return values.high >= 0 && (values.low >= 0 || values.low == Values::kLowest);
}

std::vector<RuleId> rules_of(const Evaluation& evaluation, lawful::Status status) {
  std::vector<RuleId> out;
  for (const RuleResult& each : evaluation.rules)
    if (each.status == status) out.push_back({each.rule});
  return out;
}

class Run {
 public:
  Run(const Engine& engine, ActKind kind)
      : engine_(engine),
        law_(engine.impl()->law->law),
        facts_(engine.prepare(static_cast<Kind>(kind))),
        verdict_(engine.verdict(static_cast<Kind>(kind))),
        named_(Law(engine.impl()->law), static_cast<Kind>(kind)) {}

  void set(FactId fact, const Values& values) {
    const bool is_unknown =
        values.form == Values::Form::kUnknown ||
        (fact.number < law_.vocabulary.facts.size() &&
         value_set(law_.vocabulary[fact.number], values) == law_.vocabulary[fact.number].all());
    const bool allowed = is_allowed(law_, fact, values);
    const bool twice = !is_unknown && set_.contains(fact);
    CHECK(static_cast<bool>(facts_.set(fact, values)) == (allowed && !twice && !contradiction_));
    if (allowed && !twice && !contradiction_ && !is_unknown) {
      set_.emplace(fact, values);
      narrowed_ = false;
    }
    if (!allowed || fact.number >= law_.vocabulary.facts.size()) return;
    const bool stated = named_.values(fact) != Values{};
    CHECK(static_cast<bool>(named_.set(law_.vocabulary[fact.number].id, values)) ==
          (is_unknown || !stated));
  }

  void narrow() {
    const lawful::Act act = facts_.act(kDay).impl()->act;
    const bool stands = evaluate(law_, act, engine_.impl()->compiled.readings(), kDay).has_value();
    CHECK(static_cast<bool>(facts_.narrow()) == (stands && !contradiction_));
    contradiction_ |= !stands;
    narrowed_ = !contradiction_;
  }

  void decide() {
    const Status done = engine_.decide(facts_, kDay, verdict_);
    CHECK(static_cast<bool>(done) == narrowed_);
    if (done) compare(facts_.act(kDay));
  }

  // The same facts once more, by way of an act.
  void decide_named() {
    auto facts = engine_.prepare(named_);
    const auto reference =
        evaluate(law_, named_.impl()->act, engine_.impl()->compiled.readings(), kDay);
    CHECK(static_cast<bool>(facts) == reference.has_value());
    if (!facts) return;
    engine_.decide(facts.value(), kDay, verdict_).value();
    compare(named_);
  }

  void reset() {
    facts_.reset();
    set_.clear();
    contradiction_ = narrowed_ = false;
  }

  void set_in_order(bool in_order) {
    facts_.set_in_order(in_order);
    named_.set_in_order(in_order);
  }

 private:
  void compare(const Act& act) {
    const auto expected =
        evaluate(law_, act.impl()->act, engine_.impl()->compiled.readings(), kDay);
    CHECK(expected);
    CHECK(verdict_.outcome() == face_outcome(expected->outcome));
    CHECK(verdict_.reached() == expected->reached);
    const auto same = [&](std::span<const RuleId> rules, lawful::Status status) {
      return std::ranges::is_permutation(rules, rules_of(*expected, status));
    };
    CHECK(same(verdict_.violated(), lawful::Status::kViolated));
    CHECK(same(verdict_.open(), lawful::Status::kOpen));
    CHECK(same(verdict_.assumed(), lawful::Status::kAssumed));
  }

  const Engine& engine_;
  const lawful::Law& law_;
  Facts facts_;
  Verdict verdict_;
  Act named_;
  std::map<FactId, Values> set_;
  bool contradiction_ = false;
  bool narrowed_ = false;
};

void run(Input input) {
  const Engine* engine = engine_of(input.byte() % kLaws);
  if (engine == nullptr) return;
  Run run(*engine, static_cast<ActKind>(input.byte() % kActKindCount));
  for (std::size_t i = 0; i < kCallsMax && !input.empty(); ++i) {
    const std::uint8_t call = input.byte();
    switch (call % 8) {
      case 0:
        run.narrow();
        break;
      case 1:
        run.narrow();
        run.decide();
        break;
      case 2:
        run.decide();
        break;
      case 3:
        run.decide_named();
        break;
      case 4:
        if (call >= 128) run.reset();
        run.set_in_order(call % 16 == 4);
        break;
      default: {
        const FactId fact{input.byte() % 24U};
        run.set(fact, input.values());
      }
    }
  }
}

}  // namespace
}  // namespace lawful::v1

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lawful::v1::run({data, size});
  return 0;
}
