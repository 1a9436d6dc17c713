#pragma once
// Promises at once, and few signatures: who asks while another is being signed for waits
// for the next signature, which is made over all who wait (promise.h has the format).
//
//   TRY(std::string text, promises.promise(appended.leaf));
//
// Only what is on disk may be promised: after write() has answered, never within a work.
// The promise is that the entry is in the log kPromisedWithin after its time; who shows one
// whose entry is not there shows that the log broke it.
//
// Errors: as the signer gives them.
// Thread safety: promise() may be called by many; the signer is used by one at a time.

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "ledger/log_rows.h"

namespace lawful {

inline constexpr std::chrono::milliseconds kPromisedWithin{2000};

class Promises {
 public:
  Promises(const LogIdentity& identity, const Clock& clock) : identity_(identity), clock_(clock) {}

  [[nodiscard]] Result<std::string> promise(const Hash& leaf);

 private:
  struct Waiting {
    Hash leaf;
    bool done = false;
    Result<std::string> text = std::string();
  };

  void sign(std::vector<Waiting*>& batch);

  const LogIdentity& identity_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable signed_;
  bool signing_ = false;
  std::vector<Waiting*> waiting_;
};

}  // namespace lawful
