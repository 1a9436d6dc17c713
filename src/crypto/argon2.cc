#include "crypto/argon2.h"

#include <botan/argon2.h>
#include <fmt/format.h>

#include <exception>

#include "base/check.h"

namespace lawful {

Result<void> check_argon2_cost(const Argon2Cost& cost) {
  if (cost.lanes < 1 || cost.lanes > kArgon2LanesMax) {
    return fail(Code::kInvalid, fmt::format("Argon2id takes 1 to {} lanes", kArgon2LanesMax));
  }
  if (cost.passes < 1 || cost.passes > kArgon2PassesMax) {
    return fail(Code::kInvalid, fmt::format("Argon2id takes 1 to {} passes", kArgon2PassesMax));
  }
  const std::uint32_t memory_min = 8 * cost.lanes;
  if (cost.memory_kib < memory_min || cost.memory_kib > kArgon2MemoryKibMax) {
    return fail(Code::kInvalid, fmt::format("Argon2id with {} lanes takes {} to {} KiB of memory",
                                            cost.lanes, memory_min, kArgon2MemoryKibMax));
  }
  return {};
}

namespace raw {

Result<void> argon2id(Bytes password, Bytes salt, Bytes secret, Bytes associated,
                      const Argon2Cost& cost, std::span<std::uint8_t> out) {
  CHECK(check_argon2_cost(cost).has_value());
  constexpr std::uint8_t kArgon2id = 2;
  try {
    Botan::argon2(out.data(), out.size(), reinterpret_cast<const char*>(password.data()),
                  password.size(), salt.data(), salt.size(), secret.data(), secret.size(),
                  associated.data(), associated.size(), kArgon2id, cost.lanes, cost.memory_kib,
                  cost.passes);
  } catch (const std::exception&) {
    return fail(Code::kUnavailable, fmt::format("Argon2id cannot have {} MiB of memory",
                                                (cost.memory_kib + 1023) / 1024));
  }
  return {};
}

}  // namespace raw
}  // namespace lawful
