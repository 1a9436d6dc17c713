#include "compile/program.h"

#include <array>

#include "base/check.h"

namespace lawful {

void Program::begin(Byte* slots) const {
  slots[0] = kNoByte;
  slots[1] = kUnknownByte;
  slots[2] = kYesByte;
}

Byte Program::odd(const GateRun& step, const Byte* slots, std::uint32_t outcome) const {
  const auto at = [&](std::size_t i) { return slots[inputs_[step.inputs + i]]; };
  switch (step.shape) {
    case Shape::kPresumed:
      for (std::size_t i = 1; i < step.width; i += 2)
        if (at(i) == kYesByte && at(i + 1) == kYesByte)
          return (step.index >> (i / 2) & 1) != 0 ? kYesByte : kNoByte;
      return at(0);
    case Shape::kServed:
      if (at(0) != kUnknownByte) return at(0);
      if (at(1) == kYesByte) return kYesByte;
      return at(1) == kNoByte && at(2) == kYesByte ? kNoByte : kUnknownByte;
    default:
      CHECK(step.shape == Shape::kOutcome);
      if (outcome == 0) return kUnknownByte;
      return (outcome & step.index) != 0 ? kYesByte : kNoByte;
  }
}

namespace {

template <int kInputs, class Op>
void run_gates(const Byte* slots, const std::uint16_t* in, Byte* out, std::uint32_t count, Op op) {
  for (std::uint32_t i = 0; i < count; ++i, in += kInputs) {
    unsigned value = op(slots[in[0]], slots[in[1]]);
    if constexpr (kInputs == 4) value = op(value, op(slots[in[2]], slots[in[3]]));
    out[i] = static_cast<Byte>(value);
  }
}

// What becomes of no, of unknown and, at 3, of yes.
using Map = std::array<Byte, 4>;

void run_map(const Byte* slots, const std::uint16_t* in, Byte* out, std::uint32_t count,
             const Map& map) {
  for (std::uint32_t i = 0; i < count; ++i) out[i] = map[slots[in[i]]];
}

}  // namespace

void Program::run(Byte* slots, std::size_t from, std::size_t to, bool in_order,
                  std::uint32_t outcome) const {
  const Byte if_open = in_order ? kNoByte : kUnknownByte;
  for (std::size_t r = from; r < to; ++r) {
    const GateRun& run = runs_[r];
    Byte* const out = slots + run.slot;
    const std::uint16_t* const in = inputs_.data() + run.inputs;
    switch (run.shape) {
      case Shape::kAnd2:
        run_gates<2>(slots, in, out, run.count, [](unsigned a, unsigned b) { return a & b; });
        break;
      case Shape::kOr2:
        run_gates<2>(slots, in, out, run.count, [](unsigned a, unsigned b) { return a | b; });
        break;
      case Shape::kAnd4:
        run_gates<4>(slots, in, out, run.count, [](unsigned a, unsigned b) { return a & b; });
        break;
      case Shape::kOr4:
        run_gates<4>(slots, in, out, run.count, [](unsigned a, unsigned b) { return a | b; });
        break;
      case Shape::kPossible:
        run_map(slots, in, out, run.count, {kNoByte, kYesByte, 0, kYesByte});
        break;
      case Shape::kNotPossible:
        run_map(slots, in, out, run.count, {kYesByte, kNoByte, 0, kNoByte});
        break;
      case Shape::kAssumed:
        run_map(slots, in, out, run.count, {kNoByte, if_open, 0, kYesByte});
        break;
      case Shape::kNotAssumed:
        run_map(slots, in, out, run.count, {kYesByte, negated(if_open), 0, kNoByte});
        break;
      default: {
        const Byte value = odd(run, slots, outcome);
        *out = run.negated ? negated(value) : value;
      }
    }
  }
}

}  // namespace lawful
