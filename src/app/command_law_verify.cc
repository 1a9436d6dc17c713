#include <algorithm>
#include <array>
#include <ostream>

#include "app/command_table.h"
#include "app/draft_source.h"
#include "app/input_file.h"
#include "app/law_source.h"
#include "rules/official_text.h"

namespace lawful {
namespace {

const std::array<Text, 5> kWords = {
    {{"一致", "same"},
     {"与散列不符", "differs from the hash"},
     {"文本中没有", "is not in the text"},
     {"法律包中没有", "is not in the pack"},
     {"法律包中没有其散列，未比对", "has no hash in the pack and was not compared"}}};

// The pack that is meant: the one named by --law, or the only one that decides. One that implements
// a law, or a draft, is loaded with what it needs beside it.
Result<Pack> pack_of(const Call& call) {
  TRY(const std::vector<SourceFile> files, law_files(call));
  TRY(const std::vector<std::string> chosen, chosen_packs(call, files));
  TRY(const Law deciding, deciding_law(files));
  if (chosen.empty() && deciding.packs.size() == 1) return deciding.packs.front();
  if (chosen.size() != 1) {
    std::string names;
    for (const std::string& name : pack_names(files))
      names += (names.empty() ? "`" : ", `") + name + "`";
    return fail(Code::kNotFound, "choose one pack with `--law`: " + names);
  }
  if (const Pack* pack = find_version(deciding, chosen.front())) return *pack;
  TRY(const Law law, law_with_draft(files, deciding, chosen.front()));
  return *find_version(law, chosen.front());
}

// An instrument is encoded article by article: one that its pack does not hold at all is no
// difference.
bool is_beyond(const Pack& pack, const TextComparison& each) {
  return each.match == TextMatch::kAdditional && !pack.under.empty() &&
         std::ranges::none_of(pack.paragraphs, [&](const Paragraph& paragraph) {
           return paragraph.provision.article == each.provision.article;
         });
}

int run_verify(const Call& call, Console& console) {
  const std::string* path = call.value("--text");
  if (path == nullptr)
    return misuse(console, law_verify_command(), "`--text FILE` is missing: the text of the law");
  const auto bytes = read_bytes(*path, console);
  if (!bytes) return refuse(console, bytes.error());
  const auto pack = pack_of(call);
  if (!pack) return refuse(console, pack.error());
  const auto text = cut_official_text(*bytes, shown_path(*path));
  if (!text) return refuse(console, text.error());
  std::array<std::size_t, kWords.size()> counts{};
  std::size_t beyond = 0;
  for (const TextComparison& each : compare_text(*pack, *text)) {
    if (is_beyond(*pack, each)) {
      ++beyond;
      continue;
    }
    ++counts[static_cast<std::size_t>(each.match)];
    if (each.match == TextMatch::kSame || each.match == TextMatch::kNotCompared) continue;
    const std::string place =
        each.line == 0 ? shown_path(*path) : shown_path(*path) + ":" + std::to_string(each.line);
    console.out << place << ": " << to_string(each.provision) << " "
                << call.say(kWords[static_cast<std::size_t>(each.match)]) << "\n";
  }
  const std::size_t wrong = counts[1] + counts[2] + counts[3];
  const bool zh = call.lang == Lang::kZh;
  console.out << pack->law << "@" << pack->version << "  " << counts[0]
              << (zh ? " 款一致，" : " paragraphs agree, ") << wrong
              << (zh ? " 款不一致" : " do not");
  if (counts[4] > 0)
    console.out << (zh ? "；未收录散列、未比对 " : "; without a hash and not compared: ")
                << counts[4] << (zh ? " 款" : "");
  if (beyond > 0)
    console.out << (zh ? "；所在条文未编入本包 " : "; of articles that the pack does not hold: ")
                << beyond << (zh ? " 款" : "");
  console.out << "\n";
  return wrong == 0 ? exit_status(Exit::kOk) : 1;
}

}  // namespace

const Command& law_verify_command() {
  static const Command kCommand = {
      .name = "law verify",
      .summary = {"以您提供的官方文本核对法律包中各款的散列",
                  "hold the hashes of a pack against a text of the law that you supply"},
      .details =
          {"文本为 UTF-8 纯文本或 "
           "Markdown：每条以“第……条”起行，每款一行，项以“（一）”起行；章节标题略去。\n"
           "本程序不附法律全文。法律包中没有散列的款，以及实施规定中未编入的条文，不比对，另计。退"
           "出码：0 没有不一致；1 "
           "有不一致。",
           "The text is UTF-8, plain or Markdown: an article begins a line with its number "
           "(`第一条`), a\n"
           "paragraph is a line, an item begins with `（一）`; headings are left out. The "
           "program holds no\n"
           "full text of the law. Paragraphs of which the pack has no hash, and articles that "
           "an\n"
           "instrument's pack does not hold, are not compared and are counted apart.\n"
           "Exit status: 0 none differs, 1 some do."},
      .flags = {{"--text",
                 "FILE",
                 {"官方文本；`-` 为标准输入", "the official text; `-` is standard input"}},
                law_flag(),
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful law verify --text pipl.txt --law pipl@enacted-2021",
                    {"核对一个法律包", "compare one pack"}}},
      .run = run_verify};
  return kCommand;
}

}  // namespace lawful
