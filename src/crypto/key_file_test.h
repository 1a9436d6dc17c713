#pragma once
// For tests: small costs, secrets, and a key file to try things on.

#include <memory>
#include <string>
#include <vector>

#include "crypto/key_file.h"
#include "crypto/temporary_folder_test.h"

namespace lawful {

inline constexpr Argon2Cost kSmallCost{8, 1, 1};
inline constexpr Instant kNow{std::chrono::milliseconds{1'700'000'000'000}};
inline constexpr std::chrono::days kDay{1};

inline Passphrase passphrase_of(std::string text) { return Passphrase::take(text).value(); }
inline Credential credential_of(std::string text) {
  return Credential::take(SecretBytes::take(text)).value();
}

inline const std::string kPassphraseText = "a passphrase of the tests";

inline Unlock unlock_with_passphrase() { return passphrase_of(kPassphraseText); }

inline std::unique_ptr<KeyFile> create_key_file(const std::string& path) {
  auto made =
      KeyFile::create(path, "example.org/log", passphrase_of(kPassphraseText), kNow, kSmallCost);
  CHECK(made.has_value());
  return *std::move(made);
}

inline std::vector<RecoveryShare> copies(const std::vector<RecoveryShare>& shares,
                                         const std::vector<std::size_t>& which) {
  std::vector<RecoveryShare> out;
  for (std::size_t i : which) {
    out.push_back(parse_share(reveal_share_text(shares.at(i)).reveal_text()).value());
  }
  return out;
}

}  // namespace lawful
