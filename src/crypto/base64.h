#pragma once
// Base 64 (RFC 4648, section 4): the standard alphabet, padded, no line ends. For
// the public formats that are made of it: signed notes, proofs, keys.
//
// Errors: from_base64 kInvalid for anything that to_base64 does not write, other
// spellings of the same bytes among them, so that a signed text has one form.
// Limits: none that a program reaches. Thread safety: free functions.

#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

std::string to_base64(std::string_view bytes);
[[nodiscard]] Result<std::string> from_base64(std::string_view text);

}  // namespace lawful
