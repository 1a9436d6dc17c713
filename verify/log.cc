// What is published, held to the checkpoint.

#include "log.h"

#include "evidence.h"
#include "hash.h"

namespace verify {
namespace {

constexpr std::uint64_t kWide = 256;

std::string text(std::uint64_t number) { return std::to_string(number); }

}  // namespace

Log::Log(std::filesystem::path folder, const Key& key, Report& report)
    : folder_(std::move(folder)), report_(report) {
  read_checkpoint_file(key);
  read_minimum();
  read_edge();
}

// After a wrong signature the rest is checked all the same, to tell what else is wrong.
void Log::read_checkpoint_file(const Key& key) {
  const std::optional<std::string> note = read_file(folder_ / "checkpoint", kNoteMax);
  if (!note) throw NoInput(say("`{1}` is missing", (folder_ / "checkpoint").string()));
  try {
    checkpoint_ = open_checkpoint(*note, key);
  } catch (const Refusal& refusal) {
    report_.refuse("`checkpoint`: " + std::string(refusal.what()));
    checkpoint_ = read_checkpoint(text_of(*note), key.name);
  }
}

void Log::read_minimum() {
  std::optional<std::string> content = read_file(folder_ / "minimum", 32);
  if (!content) return;
  if (content->ends_with('\n')) content->pop_back();
  const std::optional<std::uint64_t> minimum = decimal(*content);
  if (minimum && *minimum <= checkpoint_.size) {
    minimum_ = *minimum;
  } else {
    report_.refuse(
        say("`minimum`: not a number up to the size of the log, {1}", text(checkpoint_.size)));
  }
}

Hash Log::edge_root() const {
  Frontier frontier;
  for (int level = static_cast<int>(edge_.size()) - 1; level >= 0; --level) {
    for (const Hash& hash : edge_[static_cast<std::size_t>(level)].hashes) {
      frontier.push(hash, 8 * level);
    }
  }
  return frontier.root();
}

// Where the edge does not give the root, it is made again of what lies below it. If
// that gives the root, the tiles that differ from it are the altered ones.
void Log::read_edge() {
  for (int level = 0; level < 8 && count(level) > 0; ++level) {
    edge_.push_back(count(level) % kWide == 0 ? Tile{} : read_tile(level, count(level) / kWide));
  }
  cache_.resize(edge_.size());
  const std::vector<Tile> found = edge_;
  edge_holds_ = edge_root() == checkpoint_.root;
  if (edge_holds_) return;
  for (std::size_t level = 0; level < edge_.size(); ++level) {
    if (edge_[level].path.empty()) continue;
    const int l = static_cast<int>(level);
    if (std::optional<Hashes> hashes = below(l, count(l) / kWide)) edge_[level].hashes = *hashes;
  }
  edge_holds_ = edge_root() == checkpoint_.root;
  bool named = false;
  for (std::size_t level = 0; level < edge_.size(); ++level) {
    if (!found[level].problem.empty()) {
      report_.refuse("`" + found[level].path + "` " + found[level].problem);
      named = true;
    } else if (edge_holds_ && edge_[level].hashes != found[level].hashes) {
      report_.refuse(say("`{1}` is altered: what lies below it gives the root of the checkpoint",
                         found[level].path));
      named = true;
    }
  }
  if (edge_holds_) return;
  edge_ = found;
  if (!named) {
    report_.refuse(say("`checkpoint`: its root is {1}, but the tiles at the right edge give {2}",
                       base64(checkpoint_.root), base64(edge_root())));
  }
}

Counts Log::check(const Progress& progress) {
  progress_ = progress;
  for (std::size_t level = edge_.size(); level-- > 0 && !report_.full();) {
    if (edge_[level].path.empty()) continue;
    if (edge_[level].problem.empty() || edge_holds_) ++counts_.tiles;
    walk(static_cast<int>(level), count(static_cast<int>(level)) / kWide, edge_[level].hashes);
    if (edge_[level].hashes.empty()) {
      const int l = static_cast<int>(level);
      counts_.unchecked += std::uint64_t{width(l, count(l) / kWide)} << (8 * l);
    }
  }
  return counts_;
}

void Log::walk(int level, std::uint64_t number, const Hashes& hashes) {
  if (level == 0) return check_bundle(number, hashes);
  for (std::size_t i = 0; i < hashes.size() && !report_.full(); ++i) {
    const std::uint64_t child = number * kWide + i;
    const std::optional<Hashes> settled = settle(level - 1, child, hashes[i]);
    if (settled) walk(level - 1, child, *settled);
  }
}

// The hashes of a whole tile whose root must be `expected`: those in the file, or
// those of what lies below it where that is what the tree above has.
std::optional<Log::Hashes> Log::settle(int level, std::uint64_t number, const Hash& expected) {
  const Tile tile = read_tile(level, number);
  if (tile.problem.empty() && root_of(tile.hashes) == expected) {
    ++counts_.tiles;
    return tile.hashes;
  }
  const bool gone = tile.missing && pruned(level, number);
  std::optional<Hashes> made = below(level, number);
  const bool made_holds = made && root_of(*made) == expected;
  if (!tile.problem.empty()) {
    if (!gone) report_.refuse("`" + tile.path + "` " + tile.problem);
  } else if (made_holds) {
    std::size_t i = 0;
    while (tile.hashes[i] == (*made)[i]) ++i;
    report_.refuse(say("`{1}` is altered at hash {2}: what lies below it is what the tree has",
                       tile.path, text(i)));
  } else {
    report_.refuse(say("`{1}` hashes to {2}, but the tree above has {3}", tile.path,
                       base64(root_of(tile.hashes)), base64(expected)));
  }
  if (made_holds) return made;
  if (tile.problem.empty()) return tile.hashes;
  (gone ? counts_.pruned : counts_.unchecked) += kWide << (8 * level);
  return std::nullopt;
}

void Log::check_bundle(std::uint64_t number, const Hashes& leaves) {
  if (leaves.empty()) return;
  const Bundle bundle = read_bundle(number);
  if (!bundle.problem.empty()) {
    const bool gone = bundle.missing && pruned(0, number);
    (gone ? counts_.pruned : counts_.unchecked) += leaves.size();
    if (!gone) report_.refuse("`" + bundle.path + "` " + bundle.problem);
    return;
  }
  std::vector<std::uint64_t> altered;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const std::uint64_t index = number * kWide + i;
    if (leaf_hash(bundle.entries[i]) != leaves[i]) {
      altered.push_back(index);
    } else {
      check_entry(index, bundle.entries[i], bundle.path);
    }
  }
  constexpr std::size_t kNamed = 3;  // More than that is another file, not altered entries.
  if (altered.size() > kNamed) {
    report_.refuse(say("`{1}`: {2} of its {3} entries are not those of the tree, from entry {4} on",
                       bundle.path, text(altered.size()), text(leaves.size()), text(altered[0])));
  } else {
    for (const std::uint64_t index : altered) {
      report_.refuse(
          say("entry {1} in `{2}` is altered: the tree has another", text(index), bundle.path));
    }
  }
  counts_.unchecked += altered.size();
  if (progress_) progress_(number * kWide + leaves.size());
}

void Log::check_entry(std::uint64_t index, const std::string& entry, const std::string& path) {
  ++counts_.entries;
  try {
    const std::uint64_t day = read_entry(entry).day;
    counts_.first_day = std::min(counts_.first_day, day);
    counts_.last_day = std::max(counts_.last_day, day);
  } catch (const Refusal& refusal) {
    report_.refuse(say("entry {1} in `{2}`: {3}", text(index), path, refusal.what()));
  }
}

const Log::Hashes& Log::trusted(int level, std::uint64_t number) {
  const auto l = static_cast<std::size_t>(level);
  if (number == count(level) / kWide) {
    if (!edge_holds_) throw Refusal(say("the tiles do not give the root of the log's checkpoint"));
    return edge_[l].hashes;
  }
  if (cache_[l].number == number) return cache_[l].hashes;
  const Hash expected = trusted(level + 1, number / kWide)[number % kWide];
  const Tile tile = read_tile(level, number);
  if (tile.missing && pruned(level, number)) {
    throw Refusal(say("cannot be checked: `{1}` is pruned below the minimum index {2}", tile.path,
                      text(minimum_)));
  }
  if (!tile.problem.empty()) throw Refusal("`" + tile.path + "` " + tile.problem);
  if (root_of(tile.hashes) != expected) {
    throw Refusal(say("`{1}` hashes to {2}, but the tree above has {3}", tile.path,
                      base64(root_of(tile.hashes)), base64(expected)));
  }
  cache_[l] = {number, tile.hashes};
  return cache_[l].hashes;
}

Hash Log::root_at(std::uint64_t size) {
  Frontier frontier;
  for (int level = static_cast<int>(edge_.size()) - 1; level >= 0; --level) {
    const std::uint64_t wanted = size >> (8 * level) & 255;
    if (wanted == 0) continue;
    const Hashes& hashes = trusted(level, size >> (8 * (level + 1)));
    for (std::size_t i = 0; i < wanted; ++i) frontier.push(hashes[i], 8 * level);
  }
  return frontier.root();
}

void Log::check_earlier(const Checkpoint& earlier) {
  if (earlier.size > checkpoint_.size) {
    throw Refusal(say("of {1} entries, but the published log has only {2}", text(earlier.size),
                      text(checkpoint_.size)));
  }
  const Hash root = root_at(earlier.size);
  if (root != earlier.root) {
    throw Refusal(say("not of this log: its first {1} entries have the root {2}, not {3}",
                      text(earlier.size), base64(root), base64(earlier.root)));
  }
}

}  // namespace verify
