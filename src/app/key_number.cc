#include "app/key_number.h"

#include <charconv>
#include <string>

namespace lawful {

Result<std::optional<std::uint32_t>> key_number(const Call& call, std::string_view flag) {
  const std::string* text = call.value(flag);
  if (text == nullptr) return std::nullopt;
  std::uint32_t number = 0;
  const char* end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number == 0) {
    return fail(Code::kInvalid, "`" + std::string(flag) + "` is a number from 1");
  }
  return number;
}

}  // namespace lawful
