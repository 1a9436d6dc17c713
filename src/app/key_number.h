#pragma once
// The number of an epoch, a version or a slot, as the value of a flag.

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/command.h"

namespace lawful {

// Nothing where the flag is absent; kInvalid where its value is no number from 1.
[[nodiscard]] Result<std::optional<std::uint32_t>> key_number(const Call& call,
                                                              std::string_view flag);

}  // namespace lawful
