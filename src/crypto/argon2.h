#pragma once
// Argon2id (RFC 9106), which makes every guess at a passphrase cost memory and
// time, as the standard states it: for the files of this folder and for the
// published vectors.
//
//   raw::argon2id(passphrase, salt, {}, {}, cost, out);
//
// The library fills the lanes one after the other, so more lanes cost the owner
// time and gain nothing here: the default is one.
//
// Limits: check_argon2_cost bounds what a stored file may ask for, so that
// a changed file cannot exhaust the memory of whoever opens it.
//
// Errors: check_argon2_cost kInvalid, naming the parameter and its range.
// argon2id: kUnavailable, if the memory cannot be had. A cost that was not checked
// ends the program.
//
// Thread safety: free functions.

#include <cstdint>
#include <span>

#include "base/result.h"
#include "crypto/raw.h"

namespace lawful {

// The second of the recommended sets of RFC 9106, section 4, with one lane.
struct Argon2Cost {
  std::uint32_t memory_kib = 64 * 1024;
  std::uint32_t passes = 3;
  std::uint32_t lanes = 1;

  bool operator==(const Argon2Cost&) const = default;
};

inline constexpr std::uint32_t kArgon2MemoryKibMax = 1024 * 1024;
inline constexpr std::uint32_t kArgon2PassesMax = 16;
inline constexpr std::uint32_t kArgon2LanesMax = 16;

[[nodiscard]] Result<void> check_argon2_cost(const Argon2Cost& cost);

namespace raw {

[[nodiscard]] Result<void> argon2id(Bytes password, Bytes salt, Bytes secret, Bytes associated,
                                    const Argon2Cost& cost, std::span<std::uint8_t> out);

}  // namespace raw
}  // namespace lawful
