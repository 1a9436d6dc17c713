#pragma once
// The load: clients that append rows and print what was acknowledged, and integrators that
// put the rows into the log, until the program is told to stop or is killed.
//
//   ack <individual> <number> <promise>   on standard output, one line, only after the row is on
//                                         disk and promised
//   error <sort> <who>: <message>         on standard error, the first of each; the sort is
//                                         `unavailable`, `conflict`, `corrupt` or `other`
//   lease taken                           on standard error, whenever an integrator begins to hold
//   it done: <numbers>                       on standard error, at the end
//
// A failure ends nothing but the attempt: whoever met it counts it and goes on.
//
// Errors: where the store cannot be opened, or its log not be made.
// Thread safety: one call. SIGTERM and SIGINT must be blocked before.

#include <chrono>
#include <string>

#include "base/result.h"
#include "ledger/integrator.h"

namespace lawful::faults {

struct LoadOptions {
  int clients = 8;
  int integrators = 2;
  std::uint64_t individuals = 200;
  std::size_t body_max = 200;
  std::chrono::milliseconds lease = kLeaseLasts;
  std::chrono::milliseconds every{100};
  std::chrono::milliseconds lasts{0};  // 0: until it is told to stop.
};

[[nodiscard]] Result<void> run_load(const std::string& where, const LoadOptions& options);

}  // namespace lawful::faults
