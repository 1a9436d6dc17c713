// The files of a published log: where they are, and what is in them.

#include "hash.h"
#include "log.h"

namespace verify {
namespace {

constexpr std::size_t kWide = 256;
constexpr std::size_t kHash = 32;
constexpr std::size_t kEntryMax = 65535;

// 1234067 is x001/x234/067.
std::string number_path(std::uint64_t number) {
  std::string path;
  for (bool last = true; last || number > 0; last = false, number /= 1000) {
    const std::string digits = std::to_string(1000 + number % 1000).substr(1);
    path = last ? digits : 'x' + digits + '/' + path;
  }
  return path;
}

}  // namespace

std::size_t Log::width(int level, std::uint64_t number) const {
  return static_cast<std::size_t>(std::min<std::uint64_t>(kWide, count(level) - number * kWide));
}

// Only what ends at or below the minimum may be gone, and no partial tile ends there.
bool Log::pruned(int level, std::uint64_t number) const {
  return width(level, number) == kWide && (number + 1) << (8 * (level + 1)) <= minimum_;
}

// A partial file may have been replaced by the whole one. `path` is the one that was
// found, or the first that was looked for.
std::optional<std::string> Log::load(const std::string& base, std::size_t width, std::size_t max,
                                     std::string& path) const {
  path = width == kWide ? base : base + ".p/" + std::to_string(width);
  std::optional<std::string> content = read_file(folder_ / path, max);
  if (content || width == kWide) return content;
  content = read_file(folder_ / base, max);
  if (content) path = base;
  return content;
}

Log::Tile Log::read_tile(int level, std::uint64_t number) const {
  Tile tile;
  const std::size_t wanted = width(level, number);
  const std::string base = "tile/" + std::to_string(level) + '/' + number_path(number);
  const std::optional<std::string> content = load(base, wanted, kWide * kHash, tile.path);
  const std::size_t length = (tile.path == base ? kWide : wanted) * kHash;
  tile.missing = !content;
  if (!content) {
    tile.problem = say("is missing");
  } else if (content->size() != length) {
    tile.problem = say("has {1} bytes instead of {2}",
                       (content->size() > kWide * kHash ? ">" : "") +
                           std::to_string(std::min(content->size(), kWide * kHash)),
                       std::to_string(length));
  } else {
    Fields fields(*content);
    while (tile.hashes.size() < wanted) tile.hashes.push_back(fields.hash());
  }
  return tile;
}

Log::Bundle Log::read_bundle(std::uint64_t number) const {
  Bundle bundle;
  const std::size_t wanted = width(0, number);
  const std::string base = "tile/entries/" + number_path(number);
  const std::optional<std::string> content =
      load(base, wanted, kWide * (2 + kEntryMax), bundle.path);
  bundle.missing = !content;
  if (!content) {
    bundle.problem = say("is missing");
    return bundle;
  }
  Fields fields(*content);
  try {
    while (bundle.entries.size() < wanted) {
      bundle.entries.emplace_back(fields.take(fields.number(2)));
    }
    if (!fields.empty() && (bundle.path != base || wanted == kWide)) {
      bundle.problem = say("holds more than its {1} entries", std::to_string(wanted));
    }
  } catch (const Refusal&) {
    bundle.problem =
        say("ends within entry {1}", std::to_string(number * kWide + bundle.entries.size()));
  }
  return bundle;
}

// The hashes that a tile must have by what lies below it: nothing where that is not whole.
std::optional<Log::Hashes> Log::below(int level, std::uint64_t number) const {
  Hashes hashes;
  if (level == 0) {
    const Bundle bundle = read_bundle(number);
    if (!bundle.problem.empty()) return std::nullopt;
    for (const std::string& entry : bundle.entries) hashes.push_back(leaf_hash(entry));
    return hashes;
  }
  for (std::uint64_t i = 0; i < width(level, number); ++i) {
    const Tile tile = read_tile(level - 1, number * kWide + i);
    if (!tile.problem.empty()) return std::nullopt;
    hashes.push_back(root_of(tile.hashes));
  }
  return hashes;
}

// Finds entries by their leaf hashes, over the tiles that are there.
std::uint64_t Log::find(const std::set<Hash>& wanted,
                        const std::function<void(const Hash&, std::uint64_t)>& found) {
  std::uint64_t hidden = 0;
  for (std::uint64_t number = 0; number * kWide < checkpoint_.size; ++number) {
    if (pruned(0, number) && !read_tile(0, number).problem.empty()) {
      hidden += kWide;
      continue;
    }
    const Hashes& leaves = trusted(0, number);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      if (wanted.contains(leaves[i])) found(leaves[i], number * kWide + i);
    }
  }
  return hidden;
}

}  // namespace verify
