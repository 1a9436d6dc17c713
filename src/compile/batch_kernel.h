#pragma once
// What a batch kernel reads and writes, in plain pointers: kernels are compiled for processors that
// the rest of the program may not meet, so nothing here may bring in code of its own.
//
// A tile holds 512 cases. Every plane has 8 words for a tile: case i of it is bit i % 64 of word
// i / 64. A value in three values is two planes: `not no`, and `yes`.

#include <cstdint>

#include "compile/program_code.h"

namespace lawful {

constexpr int kTileWords = 8;

// A leaf: yes where all of its first planes are set, no where all of the others are.
struct KernelLeaf {
  std::uint32_t yes_from;  // in KernelJob::planes
  std::uint32_t yes_count;
  std::uint32_t no_from;
  std::uint32_t no_count;
  bool negated;
  // Yes where the fact is still open to a presumption: not yet known (of the planes of its values,
  // all of yes_…, two are clear), and one of the values no_… still possible. Otherwise no.
  bool is_open_test;
};

struct KernelJob {
  const GateRun* runs;
  std::uint32_t early_runs;
  std::uint32_t all_runs;
  const std::uint16_t* inputs;
  const KernelLeaf* leaves;
  std::uint32_t leaf_count;
  std::uint32_t first_leaf;  // its slot
  const std::uint32_t* planes;
  std::uint32_t roots[4];  // slots: in scope, breached, breached entitlement, reached
  bool in_order;
  bool outcomes;  // decide the outcome; otherwise only the early runs
  bool rules;     // and what comes after it
};

// Where a tile's outcomes go: 8 words each.
struct KernelOutcomes {
  std::uint64_t* lawful;
  std::uint64_t* unlawful;
  std::uint64_t* out_of_scope;
};

// `scratch` has 2 * kTileWords words for each slot of the program. Afterwards it holds every slot's
// value: for each 64-case word w of the tile and width W of the kernel in words, slot s stands at
// scratch[(w / W) * slots * 2 * W + s * 2 * W], first its W words of `not no`, then of `yes`.
using KernelFunction = void (*)(const KernelJob& job, const std::uint64_t* tile,
                                std::uint64_t* scratch, std::uint32_t slots,
                                const KernelOutcomes& outcomes);
struct BatchKernel {
  KernelFunction run;
  int words;  // W: how many words it takes at once
};
BatchKernel scalar_kernel();
BatchKernel avx2_kernel();  // run is null where the compiler knows no such processor
BatchKernel avx512_kernel();

}  // namespace lawful
