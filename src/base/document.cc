#include "base/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/document_reader.h"

namespace lawful {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kShownKeyMax = 60;  // Longer than any key of ours.

}  // namespace

const Node* Table::find(std::string_view key) const {
  const auto entry = std::ranges::find(entries, key, &Entry::key);
  return entry == entries.end() ? nullptr : entry->value.get();
}

Result<Node> read_document(std::string_view bytes, std::string_view file, Format format) {
  const Position whole{.file = std::string(file)};
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return tl::unexpected(complaint(whole, "the file is empty"));
  }
  if (bytes.size() > kDocumentMax) {
    return tl::unexpected(complaint(
        whole, fmt::format("the file is larger than {} MiB; split it", kDocumentMax >> 20)));
  }
  if (auto bad = find_invalid_utf8(bytes)) {
    return tl::unexpected(complaint(position(file, place_of(bytes, *bad)),
                                    "not UTF-8 from here on; save the file as UTF-8"));
  }
  switch (format) {
    case Format::kToml:
      return read_toml(bytes, file);
    case Format::kJson:
      return read_json_document(bytes, file);
  }
  return fail(Code::kCorrupt, "unknown document format");
}

std::string shown_key(std::string_view key) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  };
  if (key.empty() || key.size() > kShownKeyMax || !std::ranges::all_of(key, plain)) return "a key";
  return fmt::format("`{}`", key);
}

Error complaint(const Position& at, std::string_view message) {
  return {Code::kInvalid, fmt::format("{}: {}", to_string(at), message)};
}

Position position(std::string_view file, Place place) {
  return {std::string(file), place.line, place.column};
}

Result<void> refuse_repeated_keys(const Table& table) {
  const auto place = [](const Entry* entry) {
    return std::tuple(entry->at.line, entry->at.column);
  };
  std::vector<const Entry*> sorted;
  sorted.reserve(table.entries.size());
  for (const Entry& entry : table.entries) sorted.push_back(&entry);
  std::ranges::stable_sort(sorted, {}, &Entry::key);
  const Entry* first = nullptr;
  const Entry* second = nullptr;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i - 1]->key != sorted[i]->key) continue;
    if (second == nullptr || place(sorted[i]) < place(second)) {
      first = sorted[i - 1];
      second = sorted[i];
    }
  }
  if (second == nullptr) return {};
  return tl::unexpected(
      complaint(second->at, fmt::format("{} is given twice, first at {}:{}", shown_key(second->key),
                                        first->at.line, first->at.column)));
}

std::string too_deep() { return fmt::format("nested deeper than {} levels", kDepthMax); }

std::string too_many_values() {
  return fmt::format("more than {} values in one file; split it", kValuesMax);
}

}  // namespace lawful
