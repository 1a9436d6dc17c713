#pragma once
// Recovery shares as files, for the flags `--recovery K/N --recovery-dir DIR`: DIR/share-1-of-5.txt
// and so on, which only their owner may read, and which their owner carries away.

#include <optional>
#include <string>
#include <vector>

#include "app/command.h"
#include "crypto/key_file.h"

namespace lawful {

struct RecoveryRequest {
  std::uint8_t threshold = 0;
  std::uint8_t count = 0;
  std::string folder;
};

// What the two flags ask for; nothing where they are absent. kInvalid where one is missing, the
// numbers are none, or a file of a share is there already, so that it is said before anything
// changes.
[[nodiscard]] Result<std::optional<RecoveryRequest>> recovery_of(const Call& call);

// Adds a slot for shares and writes them, in this order; where they cannot be written, the slot is
// removed again. Returns the slot's number.
[[nodiscard]] Result<std::uint32_t> add_recovery(KeyFile& keys, const RecoveryRequest& request,
                                                 Instant now,
                                                 std::optional<std::uint32_t> replaces = {});

// The shares in the files at `paths`. kInvalid, `path: …`, for one that is none.
[[nodiscard]] Result<std::vector<RecoveryShare>> read_shares(const std::vector<std::string>& paths);

}  // namespace lawful
