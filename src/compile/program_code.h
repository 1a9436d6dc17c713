#pragma once
// The code of a Program (program.h), plain enough for every kernel to run it: no container, no
// inline function. Kernels are compiled for processors that the rest of the program may not meet.

#include <cstdint>

namespace lawful {

// What a run of gates does. Of the last three, whose inputs differ in number, a run has one gate.
enum class Shape : std::uint8_t {
  kAnd2,
  kOr2,
  kAnd4,
  kOr4,
  kPossible,
  kNotPossible,
  kAssumed,
  kNotAssumed,
  kPresumed,  // inputs: the leaf, then condition and openness of each presumption; index: bit i is
              // what presumption i makes of it
  kServed,    // inputs: the leaf, whether something serves it, whether that is all
  kOutcome    // index: bit i for Outcome(i)
};

struct GateRun {
  Shape shape;
  bool negated;          // of the last three shapes: the result
  std::uint16_t width;   // inputs of a gate
  std::uint32_t count;   // gates
  std::uint32_t inputs;  // where the slots that they read begin
  std::uint32_t slot;    // of the first result; the others follow
  std::uint32_t index;
};

}  // namespace lawful
