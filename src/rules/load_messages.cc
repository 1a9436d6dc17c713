#include "rules/load_messages.h"

#include <algorithm>
#include <tuple>

#include "rules/nearest.h"

namespace lawful {
namespace {

// Longer than any name; the rest of a runaway word tells nothing.
constexpr std::size_t kShownMax = 80;

auto order_of(const Site& at) { return std::tuple(at.file, at.line, at.column); }

}  // namespace

void Messages::error(const Site& at, std::string message, std::string advice) {
  add(Severity::kError, at, std::move(message), std::move(advice));
}

void Messages::warning(const Site& at, std::string message, std::string advice) {
  add(Severity::kWarning, at, std::move(message), std::move(advice));
}

void Messages::add(Severity severity, const Site& at, std::string message, std::string advice) {
  if (!files_.empty() && (at.file >= files_.size() || !files_[at.file])) return;
  Tally& tally = severity == Severity::kError ? errors_ : warnings_;
  if (tally.kept == kMessagesMax) {
    ++tally.dropped;
    return;
  }
  ++tally.kept;
  entries_.push_back({severity, at, std::move(message), std::move(advice)});
}

Position Messages::position(const Site& at) const {
  return {at.file < paths_.size() ? paths_[at.file] : std::string(), at.line, at.column};
}

std::vector<Diagnostic> Messages::finish() && {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    if (a.severity != b.severity) return a.severity == Severity::kError;
    return order_of(a.at) < order_of(b.at);
  });
  const auto same = [](const Entry& a, const Entry& b) {
    return a.severity == b.severity && order_of(a.at) == order_of(b.at) && a.message == b.message;
  };
  entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
  std::vector<Diagnostic> out;
  for (Entry& entry : entries_) {
    const std::string article =
        entry.at.article > 0 ? std::to_string(entry.at.article) : std::string();
    out.push_back({entry.severity, position(entry.at), article, std::move(entry.message),
                   std::move(entry.advice)});
  }
  const std::size_t dropped = errors_.dropped + warnings_.dropped;
  const Severity severity = errors_.dropped > 0 ? Severity::kError : Severity::kWarning;
  if (dropped > 0)
    out.push_back({severity, {}, {}, std::to_string(dropped) + " more messages are not shown", {}});
  return out;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& names) {
  const std::string name = nearest(word.substr(0, kShownMax), names);
  return name.empty() ? std::string() : "did you mean `" + name + "`?";
}

std::string quoted(std::string_view word) {
  if (word.size() > kShownMax) return "a word of " + std::to_string(word.size()) + " bytes";
  return "`" + std::string(word) + "`";
}

std::string noun_of(Sort sort) {
  if (sort == Sort::kDerived) return "derived rule";
  if (sort == Sort::kPresume) return "presumption";
  if (sort == Sort::kServe) return "serving rule";
  if (sort == Sort::kSettle) return "settling rule";
  if (sort == Sort::kDue) return "due rule";
  return to_string(sort);
}

std::string with_article(std::string_view noun) {
  const bool vowel =
      !noun.empty() && std::string_view("aeio").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

}  // namespace lawful
