#include "crypto/random.h"

#include <openssl/rand.h>

#include <limits>

#include "base/check.h"

namespace lawful {
namespace {

int size_for_openssl(std::span<std::uint8_t> bytes) {
  CHECK(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
  return static_cast<int>(bytes.size());
}

}  // namespace

void fill_random(std::span<std::uint8_t> bytes) {
  const int done = RAND_bytes(bytes.data(), size_for_openssl(bytes));
  CHECK(done == 1);
}

void fill_random_key(std::span<std::uint8_t> bytes) {
  const int done = RAND_priv_bytes(bytes.data(), size_for_openssl(bytes));
  CHECK(done == 1);
}

}  // namespace lawful
