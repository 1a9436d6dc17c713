#include <boost/json/serialize.hpp>
#include <utility>

#include "app/key_page.h"
#include "base/bytes.h"
#include "base/json.h"

namespace lawful {
namespace {

JsonArray slots_array(const std::vector<KeySlot>& slots) {
  JsonArray array;
  for (const KeySlot& slot : slots) {
    JsonObject object = {{"slot", slot.number}};
    switch (slot.kind) {
      case SlotKind::kPassphrase:
        object["kind"] = "passphrase";
        object["memory_kib"] = slot.cost.memory_kib;
        object["passes"] = slot.cost.passes;
        object["lanes"] = slot.cost.lanes;
        break;
      case SlotKind::kCredential:
        object["kind"] = "credential";
        break;
      case SlotKind::kShares:
        object["kind"] = "recovery";
        object["set"] = to_hex(as_text(slot.salt));
        object["threshold"] = slot.threshold;
        object["shares"] = slot.count;
        break;
    }
    object["created_at"] = format_instant(slot.created);
    array.push_back(std::move(object));
  }
  return array;
}

JsonArray epochs_array(const std::vector<EpochDates>& epochs) {
  JsonArray array;
  for (const EpochDates& dates : epochs) {
    JsonObject object = {{"epoch", array.size() + 1},
                         {"created_at", format_instant(dates.created)}};
    if (dates.destroyed) object["destroyed_at"] = format_instant(*dates.destroyed);
    array.push_back(std::move(object));
  }
  return array;
}

}  // namespace

std::string key_json(const std::string& path, const KeyFileImage& image, Sealed sealed) {
  const KeyFileHeader& header = image.header;
  JsonArray versions;
  for (std::uint32_t version : header.index_versions) versions.emplace_back(version);
  const JsonObject object = {{"key_file", path},
                             {"origin", header.origin},
                             {"deployment", to_hex(as_text(header.deployment.bytes))},
                             {"profile", "intl"},
                             {"revision", header.revision},
                             {"checkpoint_key", checkpoint_vkey(header)},
                             {"promise_key", promise_vkey(header)},
                             {"epochs", epochs_array(header.epochs)},
                             {"index_versions", std::move(versions)},
                             {"slots", slots_array(image.slots)},
                             {"opened", sealed == Sealed::kChecked}};
  return boost::json::serialize(object) + "\n";
}

std::string slots_json(const KeyFileImage& image) {
  return boost::json::serialize(JsonObject{{"slots", slots_array(image.slots)}}) + "\n";
}

}  // namespace lawful
