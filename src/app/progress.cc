#include "app/progress.h"

#include <fmt/format.h>

#include <ostream>

namespace lawful {

void Progress::show(std::uint64_t done, std::uint64_t of) {
  if (!console_.err_is_terminal) return;
  const auto now = std::chrono::steady_clock::now();
  if (shown_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  console_.err << (of > 0 ? fmt::format("\r\x1b[K{} {}/{}", what_, done, of)
                          : fmt::format("\r\x1b[K{} {}", what_, done))
               << std::flush;
}

void Progress::end() {
  if (shown_) console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace lawful
