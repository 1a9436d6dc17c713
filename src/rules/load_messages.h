#pragma once
// What the loader has to say, gathered while it goes on reading, so that an author sees every error
// at once.
//
// Invariants
//   1. Two equal messages at one place are one.
//   2. Errors come first, then warnings; each in the order of files, lines and columns.
//   3. Beyond kMessagesMax errors, and as many warnings, nothing is kept but the count, which the
//      last message gives. Warnings never crowd out an error, nor become one.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.h"
#include "rules/load.h"

namespace lawful {

// A place in one of the files being loaded, and the article it stands under (0: none).
struct Site {
  std::uint32_t file = 0;
  int article = 0;
  int line = 0;
  int column = 0;
};

// Of a message that no file is to blame for.
constexpr Site kNowhere{std::numeric_limits<std::uint32_t>::max(), 0, 0, 0};

// A file of garbage must not fill memory; nobody reads more in one go.
constexpr std::size_t kMessagesMax = 1'000;

class Messages {
 public:
  explicit Messages(std::vector<std::string> paths) : paths_(std::move(paths)) {}

  void error(const Site& at, std::string message, std::string advice = {});
  void warning(const Site& at, std::string message, std::string advice = {});

  Position position(const Site& at) const;
  std::size_t size() const { return entries_.size(); }
  // More errors would not be kept: work on advice is wasted.
  bool full() const { return errors_.kept >= kMessagesMax; }
  // From now on only what is said of the files marked in `files` is kept; of every place where it
  // is empty.
  void keep_only(std::vector<bool> files) { files_ = std::move(files); }

  std::vector<Diagnostic> finish() &&;

 private:
  struct Entry {
    Severity severity;
    Site at;
    std::string message;
    std::string advice;
  };
  struct Tally {
    std::size_t kept = 0;
    std::size_t dropped = 0;
  };
  void add(Severity severity, const Site& at, std::string message, std::string advice);

  std::vector<std::string> paths_;
  std::vector<bool> files_;
  std::vector<Entry> entries_;
  Tally errors_;
  Tally warnings_;
};

// `did you mean `x`?`, or nothing when no name is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& names);
// A word in backticks; of one that is longer than any name only the length is told.
std::string quoted(std::string_view word);
// The sort as a noun: `derived rule`, `presumption`.
std::string noun_of(Sort sort);
// `condition` -> `a condition`, `obligation` -> `an obligation`.
std::string with_article(std::string_view noun);

}  // namespace lawful
