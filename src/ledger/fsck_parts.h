#pragma once
// The two halves of fsck and what passes between them: the log is read first and leaves
// an index of its entries by leaf hash; the rows are held against that.

#include <cstdint>
#include <vector>

#include "ledger/fsck.h"

namespace lawful {

// Which leaf hash stands where. Keeps 88 bits of a hash: nobody finds two entries that share
// them, nor an entry to a given row.
class LeafIndex {
 public:
  void add(const Hash& leaf, std::uint64_t index);
  // After the last add; names what is twice in the log.
  void sort(FsckReport& report);

  std::optional<std::uint64_t> find(const Hash& leaf) const;
  // Marks an entry as that of a row; false if it was marked before.
  bool take(std::uint64_t index);
  template <class Use>
  void for_each_left(Use use) const {
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (!taken_[i]) use(first_ + i);
    }
  }

 private:
  struct Place {
    std::uint64_t high;           // The first 64 bits of the hash.
    std::uint64_t low_and_index;  // 24 bits more of it, then 40 of the index.
    auto operator<=>(const Place&) const = default;
  };
  static Place place(const Hash& leaf, std::uint64_t index);

  std::vector<Place> places_;
  std::vector<bool> taken_;
  std::uint64_t first_ = 0;
};

struct FsckLog {
  LogHead head;
  LeafIndex leaves;
};

[[nodiscard]] Result<FsckLog> fsck_log(Transaction& rows, const LogIdentity& identity,
                                       const FsckProgress& progress, FsckReport& report);
[[nodiscard]] Result<void> fsck_rows(Transaction& rows, const LogIdentity& identity,
                                     const ChainKeys& keys, const FsckProgress& progress,
                                     FsckLog& log, FsckReport& report);

}  // namespace lawful
