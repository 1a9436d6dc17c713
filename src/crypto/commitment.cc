#include "crypto/commitment.h"

#include "crypto/raw.h"

namespace lawful {

Commitment commit(const CommitSalt& salt, std::string_view message) {
  return {raw::hmac(salt.reveal_key_bytes(), {raw::bytes_of(message)})};
}

Result<void> check_commitment(const CommitSalt& salt, std::string_view message,
                              const Commitment& commitment) {
  // A commitment is public, so the comparison has nothing to hide.
  if (commit(salt, message) == commitment) return {};
  return fail(Code::kCorrupt, "the commitment is not to this message under this salt");
}

}  // namespace lawful
