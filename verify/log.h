#pragma once
// A log published as files in the layout of c2sp.org/tlog-tiles.
//
//   checkpoint                 signed: size and root
//   minimum                    decimal, may be absent: entries below may be gone
//   tile/<L>/<N>[.p/<W>]       256 hashes of 32 bytes, at the right edge W of them
//   tile/entries/<N>[.p/<W>]   the entries, each after its length in two bytes
//
// Trust comes down from the checkpoint. Its root is made of the tiles at the right
// edge; each hash in a tile is that of a whole tile of the level below, and at level
// 0 of an entry. Where two disagree, what lies below is hashed anew: so it is told
// whether the tile was altered or what it stands over.
//
// At most one tile a level is held. What is read again may have changed in between:
// check a copy that nobody writes to.

#include <functional>
#include <set>
#include <vector>

#include "note.h"
#include "say.h"
#include "tree.h"

namespace verify {

struct Counts {
  std::uint64_t entries = 0;  // Read and held to their place.
  std::uint64_t tiles = 0;
  std::uint64_t pruned = 0;     // Entries not checked: below the minimum, and gone.
  std::uint64_t unchecked = 0;  // Entries not checked because something is missing or wrong.
  std::uint64_t first_day = ~std::uint64_t{0};
  std::uint64_t last_day = 0;
};

class Log {
 public:
  using Progress = std::function<void(std::uint64_t done)>;

  // Reads checkpoint, minimum and the tiles at the right edge. What is wrong with
  // them goes to `report`; NoInput where there is no checkpoint.
  Log(std::filesystem::path folder, const Key& key, Report& report);

  const Checkpoint& checkpoint() const { return checkpoint_; }
  std::uint64_t minimum() const { return minimum_; }

  // Checks everything that is published, from the first entry to the last.
  Counts check(const Progress& progress);

  // The root of the tree of the first `size` entries, from tiles held to the
  // checkpoint. Throws Refusal where one of them is missing or wrong.
  Hash root_at(std::uint64_t size);
  // Throws Refusal, unless the tree of `earlier` is a beginning of this log.
  void check_earlier(const Checkpoint& earlier);
  // Calls `found` with the index of each leaf hash that is one of `wanted`. Returns
  // how many entries it could not look at because their tiles are pruned.
  std::uint64_t find(const std::set<Hash>& wanted,
                     const std::function<void(const Hash&, std::uint64_t index)>& found);

 private:
  using Hashes = std::vector<Hash>;
  struct Tile {
    std::string path;
    bool missing = false;
    std::string problem;  // Empty: `hashes` are as many as there must be.
    Hashes hashes;
  };
  struct Bundle {
    std::string path;
    bool missing = false;
    std::string problem;  // Empty: `entries` are as many as there must be.
    std::vector<std::string> entries;
  };
  struct Cached {
    std::uint64_t number = ~std::uint64_t{0};
    Hashes hashes;
  };

  std::uint64_t count(int level) const { return checkpoint_.size >> (8 * level); }
  std::size_t width(int level, std::uint64_t number) const;
  bool pruned(int level, std::uint64_t number) const;
  std::optional<std::string> load(const std::string& base, std::size_t width, std::size_t max,
                                  std::string& path) const;
  Tile read_tile(int level, std::uint64_t number) const;
  Bundle read_bundle(std::uint64_t number) const;
  std::optional<Hashes> below(int level, std::uint64_t number) const;
  Hash edge_root() const;
  void read_checkpoint_file(const Key& key);
  void read_minimum();
  void read_edge();
  std::optional<Hashes> settle(int level, std::uint64_t number, const Hash& expected);
  void walk(int level, std::uint64_t number, const Hashes& hashes);
  void check_bundle(std::uint64_t number, const Hashes& leaves);
  void check_entry(std::uint64_t index, const std::string& entry, const std::string& path);
  const Hashes& trusted(int level, std::uint64_t number);

  std::filesystem::path folder_;
  Report& report_;
  Checkpoint checkpoint_;
  std::uint64_t minimum_ = 0;
  std::vector<Tile> edge_;  // By level; without hashes where the edge has no partial tile.
  bool edge_holds_ = false;
  std::vector<Cached> cache_;
  Counts counts_;
  Progress progress_;
};

}  // namespace verify
