#include "crypto/key_provider.h"

#include <algorithm>

namespace lawful {
namespace {

constexpr std::size_t kOriginMax = 255;

bool may_stand_in_origin(char c) { return c > 0x20 && c < 0x7f && c != '+'; }

}  // namespace

Result<void> check_origin(std::string_view origin) {
  if (origin.empty() || origin.size() > kOriginMax ||
      !std::ranges::all_of(origin, may_stand_in_origin)) {
    return fail(Code::kInvalid,
                "an origin is 1 to 255 printable ASCII characters without spaces and `+`, such as "
                "`example.org/log`");
  }
  return {};
}

}  // namespace lawful
