#include "rules/load_packs.h"

#include <algorithm>
#include <array>

#include "rules/parse_cursor.h"

namespace lawful {
namespace {

using Line = FrontMatterLine;

constexpr std::array<std::string_view, 9> kHeadKeys = {
    "title-zh", "title-en", "status", "in-force", "covers", "mark", "in-force-by", "under", "pack"};
constexpr std::size_t kNeededKeys = 6;  // The first of them, in a head.

std::vector<std::string> head_keys() { return {kHeadKeys.begin(), kHeadKeys.end()}; }

bool is_pack_part(std::string_view name) { return is_value_name(name) && name.size() <= kNameMax; }

const Line* find(const std::vector<Line>& lines, std::string_view key) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.key == key; });
  return found == lines.end() ? nullptr : &*found;
}

class HeadReader {
 public:
  HeadReader(const std::vector<Line>& lines, SourcePack& pack, Messages& messages)
      : lines_(lines), pack_(pack), messages_(messages) {}

  void read() {
    for (std::size_t i = 0; i < kNeededKeys; ++i)
      if (!find(lines_, kHeadKeys[i]))
        messages_.error(pack_.at, "the head of pack `" + pack_.name() + "` lacks `" +
                                      std::string(kHeadKeys[i]) + "`");
    for (const Line& line : lines_) read_line(line);
  }

 private:
  void read_line(const Line& line) {
    if (line.key == "title-zh") {
      pack_.title.zh = std::string(line.value);
    } else if (line.key == "title-en") {
      pack_.title.en = std::string(line.value);
    } else if (line.key == "status") {
      read_status(line);
    } else if (line.key == "in-force") {
      read_interval(line);
    } else if (line.key == "in-force-by") {
      pack_.in_force_by = read_place(line.value, line.value_at);
    } else if (line.key == "covers") {
      read_covers(line);
    } else if (line.key == "under") {
      pack_.under = {line.value, line.value_at};
    } else if (line.key == "mark") {
      read_mark(line);
    }
  }

  void read_status(const Line& line) {
    for (const PackStatus status : {PackStatus::kEnacted, PackStatus::kInstrument,
                                    PackStatus::kDraft, PackStatus::kProposal}) {
      if (line.value != to_string(status)) continue;
      pack_.status = status;
      return;
    }
    messages_.error(line.value_at, "unknown status " + quoted(line.value),
                    "a pack is `enacted`, `instrument`, `draft` or `proposal`");
  }

  void read_mark(const Line& line) {
    if (const std::optional<Mark> mark = mark_of(line.value)) {
      pack_.mark = *mark;
      return;
    }
    messages_.error(line.value_at, "unknown mark " + quoted(line.value),
                    "a mark is `P`, `Q`, `S`, `S-` or `M`");
  }

  // `5` or `5.1`, as the lexer would cut it.
  std::optional<Citation> read_place(std::string_view text, const Site& at) {
    Cursor cursor({{TokenKind::kWord, text, at, false}, {TokenKind::kEnd, {}, at, true}},
                  messages_);
    std::optional<Citation> place = cursor.take_place();
    if (!place || place->place.item == 0) return place;
    messages_.error(at, "an item stands where an article or a paragraph should");
    return std::nullopt;
  }

  void read_interval(const Line& line) {
    Cursor cursor(lex(line.value, line.value_at, messages_), messages_);
    const std::optional<WrittenInterval> interval = cursor.take_interval();
    if (!interval) return;
    if (cursor.at_end()) {
      pack_.in_force = interval->days;
    } else {
      cursor.wanted("the end of the line");
    }
  }

  void read_covers(const Line& line) {
    if (line.value == "none") return;
    std::size_t start = 0;
    while (start <= line.value.size()) {
      const std::size_t comma = std::min(line.value.find(',', start), line.value.size());
      std::string_view part = line.value.substr(start, comma - start);
      std::size_t skipped = std::min(part.find_first_not_of(' '), part.size());
      part.remove_prefix(skipped);
      while (part.ends_with(' ')) part.remove_suffix(1);
      Site at = line.value_at;
      at.column += static_cast<int>(start + skipped);
      read_range(part, at);
      start = comma + 1;
    }
  }

  void read_range(std::string_view text, Site at) {
    const std::size_t dash = text.find('-');
    const std::optional<Citation> first = read_place(text.substr(0, dash), at);
    if (!first) return;
    if (dash == std::string_view::npos) {
      pack_.covers.emplace_back(*first, *first);
      return;
    }
    at.column += static_cast<int>(dash) + 1;
    const std::optional<Citation> last = read_place(text.substr(dash + 1), at);
    if (!last) return;
    if (last->place < first->place) {
      messages_.error(first->at, "a range that ends before it begins");
      return;
    }
    pack_.covers.emplace_back(*first, *last);
  }

  const std::vector<Line>& lines_;
  SourcePack& pack_;
  Messages& messages_;
};

// Reports unknown and repeated keys; is anything said beside the name of the pack?
bool check_keys(const std::vector<Line>& lines, Messages& messages) {
  bool head = false;
  for (const Line& line : lines) {
    const bool known = std::find(kHeadKeys.begin(), kHeadKeys.end(), line.key) != kHeadKeys.end();
    if (!known)
      messages.error(line.key_at, "unknown key " + quoted(line.key),
                     did_you_mean(line.key, head_keys()));
    if (find(lines, line.key) != &line)
      messages.error(line.key_at, quoted(line.key) + " stands twice");
    head = head || (known && line.key != "pack");
  }
  return head;
}

// The pack that `file` names, made when it is the first to name it.
SourcePack* pack_of(const ParsedFile& file, std::vector<SourcePack>& packs, Messages& messages) {
  Site top;
  top.file = file.file;
  top.line = 1;
  top.column = 1;
  const Line* line = find(*file.front_matter, "pack");
  if (!line) {
    messages.error(top, "front matter without `pack`", "write `pack: law@version`");
    return nullptr;
  }
  const std::size_t sign = std::min(line->value.find('@'), line->value.size());
  const std::string_view law = line->value.substr(0, sign);
  const std::string_view version = line->value.substr(std::min(sign + 1, line->value.size()));
  if (!is_pack_part(law) || !is_pack_part(version) || is_reserved(law) || law == "act" ||
      law.front() < 'a') {
    messages.error(line->value_at, "malformed name of a pack",
                   "write `law@version`, each of `[a-z0-9-]`");
    return nullptr;
  }
  for (SourcePack& pack : packs)
    if (pack.law == law && pack.version == version) return &pack;
  SourcePack& pack = packs.emplace_back();
  pack.law = std::string(law);
  pack.version = std::string(version);
  pack.at = line->key_at;
  return &pack;
}

}  // namespace

std::vector<SourcePack> gather_packs(const std::vector<ParsedFile>& files, Messages& messages) {
  std::vector<SourcePack> packs;
  std::vector<const ParsedFile*> heads;
  for (const ParsedFile& file : files) {
    if (!file.front_matter) continue;
    const bool is_head = check_keys(*file.front_matter, messages);
    SourcePack* pack = pack_of(file, packs, messages);
    if (!pack) continue;
    pack->files.push_back(&file);
    heads.resize(packs.size());
    const ParsedFile*& head = heads[static_cast<std::size_t>(pack - packs.data())];
    if (!is_head) continue;
    const Site at = find(*file.front_matter, "pack")->key_at;
    if (head) {
      messages.error(at, "pack `" + pack->name() + "` has two heads",
                     "the other is " + to_string(messages.position(pack->at)));
      continue;
    }
    head = &file;
    pack->at = at;
    HeadReader(*file.front_matter, *pack, messages).read();
  }
  for (std::size_t i = 0; i < packs.size(); ++i)
    if (!heads[i])
      messages.error(
          packs[i].at, "pack `" + packs[i].name() + "` has no head",
          "one of its files gives title-zh, title-en, status, in-force, covers and mark");
  // A law comes before what implements it, in every list and answer.
  std::stable_partition(packs.begin(), packs.end(),
                        [](const SourcePack& pack) { return pack.under.text.empty(); });
  return packs;
}

}  // namespace lawful
