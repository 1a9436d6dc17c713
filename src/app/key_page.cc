#include "app/key_page.h"

#include <fmt/format.h>

#include "app/page_lines.h"
#include "base/bytes.h"
#include "ledger/note.h"

namespace lawful {
namespace {

std::string day(Instant instant) { return format_date(beijing_date(instant)); }

Text slot_text(const KeySlot& slot) {
  switch (slot.kind) {
    case SlotKind::kPassphrase:
      return {fmt::format("口令（Argon2id：{} MiB，{} 遍）", slot.cost.memory_kib / 1024,
                          slot.cost.passes),
              fmt::format("passphrase (Argon2id: {} MiB, {} passes)", slot.cost.memory_kib / 1024,
                          slot.cost.passes)};
    case SlotKind::kCredential:
      return {"凭据", "credential"};
    case SlotKind::kShares:
      return {fmt::format("恢复份额：{} 份中任意 {} 份；组 {}", slot.count, slot.threshold,
                          to_hex(as_text(slot.salt))),
              fmt::format("recovery shares: any {} of {}; set {}", slot.threshold, slot.count,
                          to_hex(as_text(slot.salt)))};
  }
  return {};
}

Text slot_line(const KeySlot& slot) {
  const Text kind = slot_text(slot);
  return {fmt::format("{}  {} 起  {}", slot.number, day(slot.created), kind.zh),
          fmt::format("{}  since {}  {}", slot.number, day(slot.created), kind.en)};
}

Text epoch_line(std::size_t number, const EpochDates& dates, bool current) {
  const std::string created = day(dates.created);
  if (dates.destroyed) {
    const std::string destroyed = day(*dates.destroyed);
    return {fmt::format("{}  {} 起  {} 销毁", number, created, destroyed),
            fmt::format("{}  since {}  destroyed {}", number, created, destroyed)};
  }
  return {fmt::format("{}  {} 起{}", number, created, current ? "  当前" : ""),
          fmt::format("{}  since {}{}", number, created, current ? "  current" : "")};
}

std::string versions_text(const std::vector<std::uint32_t>& versions) {
  std::string text;
  for (std::uint32_t version : versions) {
    text += (text.empty() ? "" : ", ") + std::to_string(version);
  }
  return text;
}

}  // namespace

std::string checkpoint_vkey(const KeyFileHeader& header) {
  return NoteVerifier{header.origin, header.checkpoint_key}.vkey();
}

std::string promise_vkey(const KeyFileHeader& header) {
  return NoteVerifier{header.origin + "/promise", header.promise_key}.vkey();
}

std::string slots_page(const KeyFileImage& image, Lang lang) {
  PageLines page(lang);
  page.say(0, {"解锁方式", "Slots: each opens the file"});
  for (const KeySlot& slot : image.slots) page.say(1, slot_line(slot));
  return page.take();
}

std::string key_page(const std::string& path, const KeyFileImage& image, Sealed sealed, Lang lang) {
  const KeyFileHeader& header = image.header;
  PageLines page(lang);
  page.line(0, path);
  page.say(1, {"名称        " + header.origin, "origin      " + header.origin});
  const std::string deployment = to_hex(as_text(header.deployment.bytes));
  page.say(1, {"部署        " + deployment, "deployment  " + deployment});
  page.say(1, {"算法        intl", "profile     intl"});
  const std::string revision = std::to_string(header.revision);
  page.say(1, {"修订        " + revision, "revision    " + revision});
  page.blank();
  page.say(0, {"公钥：供他人核验", "Public keys: others verify with them"});
  page.say(1, {"检查点  " + checkpoint_vkey(header), "checkpoints  " + checkpoint_vkey(header)});
  page.say(1, {"承诺    " + promise_vkey(header), "promises     " + promise_vkey(header)});
  page.blank();
  page.say(0, {"期次", "Epochs"});
  for (std::size_t i = 0; i < header.epochs.size(); ++i) {
    page.say(1, epoch_line(i + 1, header.epochs[i], i + 1 == header.epochs.size()));
  }
  page.blank();
  const std::string versions = versions_text(header.index_versions);
  page.say(0, {"索引密钥版本：" + versions, "Versions of the index key: " + versions});
  page.blank();
  page.add(slots_page(image, lang));
  page.blank();
  if (sealed == Sealed::kChecked) {
    page.say(0, {"已开启文件核对：以上为密钥所有者所写",
                 "The file was opened: this is what the owner of its keys wrote"});
  } else {
    page.say(0, {"未开启文件：只核对有无损坏，未核对由谁所写",
                 "The file was not opened: this is checked for damage, not for who wrote it"});
  }
  return page.take();
}

}  // namespace lawful
