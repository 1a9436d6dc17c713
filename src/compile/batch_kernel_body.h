#pragma once
// The batch kernel, once for every width. `Word` is a number of cases side by side: std::uint64_t
// or a vector of it. Included by the files that compile it, each for its own processor; everything
// is in an unnamed namespace so that none of them lends its code to another.

#include "compile/batch_kernel.h"

namespace lawful {
namespace {

template <class Word>
struct Value {
  Word not_no;
  Word yes;
};

template <class Word>
class TileRun {
 public:
  static constexpr int kWords = sizeof(Word) / sizeof(std::uint64_t);

  TileRun(const KernelJob& job, const std::uint64_t* tile, int part, Value<Word>* slots)
      : job_(job), tile_(tile + part * kWords), slots_(slots), part_(part) {}

  void run(const KernelOutcomes& outcomes) {
    const Word none = Word{} ^ Word {};
    slots_[0] = {none, none};
    slots_[1] = {~none, none};
    slots_[2] = {~none, ~none};
    for (std::uint32_t i = 0; i < job_.leaf_count; ++i)
      slots_[job_.first_leaf + i] = leaf(job_.leaves[i]);
    runs(0, job_.early_runs);
    if (!job_.outcomes) return;
    outcome();
    store(outcomes.lawful, lawful_);
    store(outcomes.unlawful, unlawful_);
    store(outcomes.out_of_scope, out_of_scope_);
    if (job_.rules) runs(job_.early_runs, job_.all_runs);
  }

 private:
  Word plane(std::uint32_t number) const {
    return *reinterpret_cast<const Word*>(tile_ + std::uint64_t{kTileWords} * number);
  }
  void store(std::uint64_t* to, Word value) const {
    __builtin_memcpy(to + part_ * kWords, &value, sizeof value);  // may not be aligned
  }

  Word all_set(std::uint32_t from, std::uint32_t count) const {
    if (count == 0) return ~(Word{} ^ Word{});
    Word all = plane(job_.planes[from]);
    for (std::uint32_t i = 1; i < count; ++i) all &= plane(job_.planes[from + i]);
    return all;
  }

  Value<Word> leaf(const KernelLeaf& leaf) const {
    if (leaf.is_open_test) {
      const Word open = still_open(leaf);
      return leaf.negated ? Value<Word>{~open, ~open} : Value<Word>{open, open};
    }
    const Word yes = all_set(leaf.yes_from, leaf.yes_count);
    const Word no = all_set(leaf.no_from, leaf.no_count);
    // Where a fact contradicts itself both hold, and `yes` decides, as in BitTest.
    if (leaf.negated) return {~yes, no & ~yes};
    return {~no | yes, yes};
  }

  Word still_open(const KernelLeaf& leaf) const {
    Word one = Word{} ^ Word {};
    Word two = one;
    for (std::uint32_t i = 0; i < leaf.yes_count; ++i) {
      const Word left = ~plane(job_.planes[leaf.yes_from + i]);
      two |= one & left;
      one |= left;
    }
    return (two | ~one) & ~all_set(leaf.no_from, leaf.no_count);
  }

  const Value<Word>& in(const GateRun& run, std::uint32_t i) const {
    return slots_[job_.inputs[run.inputs + i]];
  }

  template <int kInputs, class Op>
  void gates(const GateRun& run, Op op) {
    const std::uint16_t* from = job_.inputs + run.inputs;
    Value<Word>* out = slots_ + run.slot;
    for (std::uint32_t i = 0; i < run.count; ++i, from += kInputs) {
      Word not_no = op(slots_[from[0]].not_no, slots_[from[1]].not_no);
      Word yes = op(slots_[from[0]].yes, slots_[from[1]].yes);
      if constexpr (kInputs == 4) {
        not_no = op(not_no, op(slots_[from[2]].not_no, slots_[from[3]].not_no));
        yes = op(yes, op(slots_[from[2]].yes, slots_[from[3]].yes));
      }
      out[i] = {not_no, yes};
    }
  }

  template <class Map>
  void each(const GateRun& run, Map map) {
    for (std::uint32_t i = 0; i < run.count; ++i) slots_[run.slot + i] = map(in(run, i));
  }

  void runs(std::uint32_t from, std::uint32_t to) {
    using V = Value<Word>;
    const bool in_order = job_.in_order;
    for (std::uint32_t r = from; r < to; ++r) {
      const GateRun& run = job_.runs[r];
      switch (run.shape) {
        case Shape::kAnd2:
          gates<2>(run, [](const Word& a, const Word& b) { return a & b; });
          break;
        case Shape::kOr2:
          gates<2>(run, [](const Word& a, const Word& b) { return a | b; });
          break;
        case Shape::kAnd4:
          gates<4>(run, [](const Word& a, const Word& b) { return a & b; });
          break;
        case Shape::kOr4:
          gates<4>(run, [](const Word& a, const Word& b) { return a | b; });
          break;
        case Shape::kPossible:
          each(run, [](const V& x) { return V{x.not_no, x.not_no}; });
          break;
        case Shape::kNotPossible:
          each(run, [](const V& x) { return V{~x.not_no, ~x.not_no}; });
          break;
        case Shape::kAssumed:
          each(run, [&](const V& x) { return in_order ? V{x.yes, x.yes} : x; });
          break;
        case Shape::kNotAssumed:
          each(run, [&](const V& x) {
            return in_order ? V{~x.yes, ~x.yes} : V{~x.yes, ~x.not_no};
          });
          break;
        default: {
          const V value = odd(run);
          slots_[run.slot] = run.negated ? V{~value.yes, ~value.not_no} : value;
        }
      }
    }
  }

  Value<Word> odd(const GateRun& run) const {
    if (run.shape == Shape::kPresumed) {
      Value<Word> value = in(run, 0);
      Word settled = Word{} ^ Word {};
      for (std::uint32_t i = 1; i < run.width; i += 2) {
        const Word now = in(run, i).yes & in(run, i + 1).yes & ~settled;
        const bool becomes_yes = (run.index >> (i / 2) & 1) != 0;
        value.not_no = becomes_yes ? value.not_no | now : value.not_no & ~now;
        value.yes = becomes_yes ? value.yes | now : value.yes & ~now;
        settled |= now;
      }
      return value;
    }
    if (run.shape == Shape::kServed) {
      const Value<Word>& known = in(run, 0);
      const Word open = known.not_no & ~known.yes;
      const Word yes = open & in(run, 1).yes;
      const Word no = open & ~in(run, 1).not_no & in(run, 2).yes;
      return {known.not_no & ~no, known.yes | yes};
    }
    Word within = Word{} ^ Word {};  // kOutcome
    if ((run.index & 1) != 0) within |= lawful_;
    if ((run.index & 2) != 0) within |= unlawful_;
    if ((run.index & 8) != 0) within |= out_of_scope_;
    const Word settled = lawful_ | unlawful_ | out_of_scope_;
    return {within | ~settled, within};
  }

  void outcome() {
    const Value<Word>& in_scope = slots_[job_.roots[0]];
    const Value<Word>& breached = slots_[job_.roots[1]];
    const Value<Word>& entitled = slots_[job_.roots[2]];
    const Value<Word>& reached = slots_[job_.roots[3]];
    const Word breach = breached.yes | entitled.yes;
    const Word open = job_.in_order ? entitled.not_no : entitled.not_no | breached.not_no;
    out_of_scope_ = ~in_scope.not_no;
    unlawful_ = in_scope.yes & breach;
    lawful_ = in_scope.yes & ~breach & ~open & reached.yes;
  }

  const KernelJob& job_;
  const std::uint64_t* tile_;
  Value<Word>* slots_;
  int part_;
  Word lawful_{};
  Word unlawful_{};
  Word out_of_scope_{};
};

template <class Word>
void run_tile(const KernelJob& job, const std::uint64_t* tile, std::uint64_t* scratch,
              std::uint32_t slots, const KernelOutcomes& outcomes) {
  constexpr int kParts = kTileWords / TileRun<Word>::kWords;
  auto* values = reinterpret_cast<Value<Word>*>(scratch);
  for (int part = 0; part < kParts; ++part)
    TileRun<Word>(job, tile, part, values + part * std::int64_t{slots}).run(outcomes);
}

}  // namespace
}  // namespace lawful
