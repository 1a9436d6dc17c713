// Any bytes as TOML and as JSON: an answer, never a crash, and a tree that keeps
// the invariants of base/document.h. The first byte's lowest bit chooses.
#include "base/document.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/check.h"
#include "base/utf8.h"

namespace {

using lawful::Node;

void examine(const Node& node, int depth) {
  CHECK(depth <= lawful::kDepthMax);
  if (const auto* text = std::get_if<std::string>(&node.value)) {
    CHECK(!lawful::find_invalid_utf8(*text));
  } else if (const auto* date = std::get_if<lawful::LocalDate>(&node.value)) {
    CHECK(date->date.ok());
  } else if (const auto* list = std::get_if<lawful::List>(&node.value)) {
    for (const Node& item : list->items) examine(item, depth + 1);
  } else if (const auto* table = std::get_if<lawful::Table>(&node.value)) {
    const lawful::Entry* last = nullptr;
    for (const lawful::Entry& entry : table->entries) {
      CHECK(table->find(entry.key) == entry.value.get());
      CHECK(entry.at.line >= 1 && entry.at.column >= 1);
      if (last != nullptr) {
        CHECK(std::tie(last->at.line, last->at.column) < std::tie(entry.at.line, entry.at.column));
      }
      last = &entry;
      examine(*entry.value, depth + 1);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto format = (data[0] & 1) != 0 ? lawful::Format::kJson : lawful::Format::kToml;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (auto root = lawful::read_document(bytes, "f", format)) {
    CHECK(std::holds_alternative<lawful::Table>(root->value));
    examine(*root, 1);
  } else {
    CHECK(root.error().code == lawful::Code::kInvalid);
    CHECK(root.error().message.starts_with("f:"));
    CHECK(!lawful::find_invalid_utf8(root.error().message));
  }
  return 0;
}
