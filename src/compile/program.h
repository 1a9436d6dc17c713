#pragma once
// A circuit as straight-line code over bytes: the inner loop of the fast evaluator for one act.
//
// A byte holds a value so that `and` is & and `or` is |: no 00, unknown 01, yes 11. Negation is
// pushed to the leaves (which exist in both polarities where both are needed), so the code is
// nothing but runs of gates of one shape, with one, two or four inputs each:
//
//   slots   constants | leaves | gates, in the order in which they are computed
//   run     a number of gates of one shape (program_code.h), whose results are the next slots
//
// Invariant: a gate reads only slots before its own.

#include <cstdint>
#include <vector>

#include "compile/circuit.h"
#include "compile/program_code.h"

namespace lawful {

using Byte = std::uint8_t;
constexpr Byte kNoByte = 0;
constexpr Byte kUnknownByte = 1;
constexpr Byte kYesByte = 3;
constexpr Byte to_byte(Tri value) {
  return value == Tri::kYes ? kYesByte : value == Tri::kNo ? kNoByte : kUnknownByte;
}
constexpr Byte negated(Byte value) {
  return static_cast<Byte>(value == kUnknownByte ? kUnknownByte : kYesByte - value);
}

// A leaf as the program wants it: the test, as it is or negated.
struct ProgramLeaf {
  std::uint32_t test = 0;
  bool negated = false;
};

class Program {
 public:
  using Slot = std::uint32_t;

  // What the program computes: first `early`, wherever it may be, and `first_row`; then, with the
  // outcome fixed, `second_row`. The two rows stand in slots one after the other, followed by
  // kRowPadding slots that hold no. Roots may be repeated.
  Program(const Circuit& circuit, const std::vector<Ref>& early, const std::vector<Ref>& first_row,
          const std::vector<Ref>& second_row);

  const std::vector<ProgramLeaf>& leaves() const { return leaves_; }
  static constexpr std::size_t first_leaf() { return kConstants; }
  std::size_t slots() const { return slots_; }
  Slot early(std::size_t root) const { return early_[root]; }
  static constexpr std::size_t kRowPadding = 63;
  Slot rows() const { return rows_; }
  // The code itself: `early_runs` of the runs come before the outcome.
  const std::vector<GateRun>& runs() const { return runs_; }
  std::size_t early_runs() const { return early_runs_; }
  const std::vector<std::uint16_t>& inputs() const { return inputs_; }
  // The number of gates, for figures.
  std::size_t gates() const { return gates_; }

  // `slots` has slots() bytes, the leaves filled in.
  void begin(Byte* slots) const;
  void run_early(Byte* slots, bool in_order) const { run(slots, 0, early_runs_, in_order, 0); }
  // `outcome` as bits: bit i for Outcome(i); 0 while it is undetermined.
  void run_late(Byte* slots, bool in_order, std::uint32_t outcome) const {
    run(slots, early_runs_, runs_.size(), in_order, outcome);
  }

 private:
  static constexpr std::size_t kConstants = 3;  // no, unknown, yes

  friend class ProgramBuilder;

  void run(Byte* slots, std::size_t from, std::size_t to, bool in_order,
           std::uint32_t outcome) const;
  Byte odd(const GateRun& step, const Byte* slots, std::uint32_t outcome) const;

  std::vector<ProgramLeaf> leaves_;
  std::vector<GateRun> runs_;
  std::size_t early_runs_ = 0;
  std::vector<std::uint16_t> inputs_;
  std::vector<Slot> early_;
  Slot rows_ = 0;
  std::size_t slots_ = 0;
  std::size_t gates_ = 0;
};

}  // namespace lawful
