#include <algorithm>
#include <array>
#include <ostream>

#include "app/command_table.h"
#include "app/condition_words.h"
#include "app/law_coverage.h"
#include "app/law_source.h"
#include "base/json.h"

namespace lawful {
namespace {

using Counts = std::array<std::size_t, 4>;  // by LawCoverage

Counts counts_of(const std::vector<ParagraphCoverage>& all, std::uint32_t pack) {
  Counts counts{};
  for (const ParagraphCoverage& each : all)
    if (each.pack == pack) ++counts[static_cast<std::size_t>(each.coverage)];
  return counts;
}

// Of how many paragraphs the official text is not at hand, encoded or not.
std::size_t unavailable(const std::vector<ParagraphCoverage>& all, std::uint32_t pack) {
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](const ParagraphCoverage& each) {
    return each.pack == pack && each.paragraph->sha256.empty();
  }));
}

std::string rule_words(const Law& law, const CoveredRule& rule) {
  const Rule& newest_version = newest(law, rule.group);
  std::string out = law.groups[rule.group].id + " +" + std::to_string(rule.passing) + " -" +
                    std::to_string(rule.failing);
  return newest_version.sort == Sort::kException ? out + " (exception)" : out;
}

// 13.1  encoded   pipl.lawful_basis +4 -3, …
void print_paragraph(const Law& law, const ParagraphCoverage& each, Lang lang, std::ostream& out) {
  const std::string place = to_string(each.paragraph->provision);
  out << "  " << place.substr(place.find(':') + 1) << "  " << to_string(each.coverage);
  const bool said = each.coverage == LawCoverage::kTextUnavailable;
  if (each.paragraph->sha256.empty() && !said) out << ", text-unavailable";
  if (each.paragraph->not_encoded) out << "  " << each.paragraph->not_encoded->in(lang);
  std::string rules;
  for (const CoveredRule& rule : each.rules)
    rules += (rules.empty() ? "  " : ", ") + rule_words(law, rule);
  for (const std::string& other : each.others) rules += (rules.empty() ? "  " : ", ") + other;
  if (each.implied) rules += (rules.empty() ? "  imply" : ", imply");
  out << rules << "\n";
}

void print(const Law& law, const std::vector<ParagraphCoverage>& all, Lang lang,
           std::ostream& out) {
  const bool zh = lang == Lang::kZh;
  for (std::uint32_t pack = 0; pack < law.packs.size(); ++pack) {
    const Counts counts = counts_of(all, pack);
    out << law.packs[pack].law << "@" << law.packs[pack].version << "\n";
    for (const ParagraphCoverage& each : all)
      if (each.pack == pack) print_paragraph(law, each, lang, out);
    out << (zh ? "  已编码 " : "  encoded ") << counts[0]
        << (zh ? " 款，说明不编码理由 " : ", excused ") << counts[1]
        << (zh ? " 款，只有文本散列 " : ", text only ") << counts[2] << (zh ? " 款" : "");
    if (const std::size_t lacking = unavailable(all, pack); lacking > 0)
      out << (zh ? "；官方文本不在手边 " : "; official text unavailable of ") << lacking
          << (zh ? " 款" : "");
    out << "\n";
  }
  out << unproved(all)
      << (zh ? " 条规则缺少正反两面之一的例子\n"
             : " rules lack an example on one of their sides\n");
}

JsonObject paragraph_json(const Law& law, const ParagraphCoverage& each) {
  JsonObject out{{"provision", to_string(each.paragraph->provision)},
                 {"status", to_string(each.coverage)},
                 {"sha256", each.paragraph->sha256.empty() ? JsonValue(nullptr)
                                                           : JsonValue(each.paragraph->sha256)}};
  if (each.paragraph->not_encoded)
    out["because"] = JsonObject{{"zh", each.paragraph->not_encoded->zh},
                                {"en", each.paragraph->not_encoded->en}};
  JsonArray rules;
  for (const CoveredRule& rule : each.rules)
    rules.push_back(JsonObject{{"rule", law.groups[rule.group].id},
                               {"sort", to_string(newest(law, rule.group).sort)},
                               {"passing", rule.passing},
                               {"failing", rule.failing}});
  out["rules"] = std::move(rules);
  JsonArray others;
  for (const std::string& other : each.others) others.emplace_back(other);
  out["others"] = std::move(others);
  out["implied"] = each.implied;
  return out;
}

std::string coverage_json(const Law& law, const std::vector<ParagraphCoverage>& all) {
  JsonArray packs;
  for (std::uint32_t pack = 0; pack < law.packs.size(); ++pack) {
    JsonArray paragraphs;
    for (const ParagraphCoverage& each : all)
      if (each.pack == pack) paragraphs.push_back(paragraph_json(law, each));
    const Counts counts = counts_of(all, pack);
    packs.push_back(JsonObject{{"pack", law.packs[pack].law + "@" + law.packs[pack].version},
                               {"encoded", counts[0]},
                               {"excused", counts[1]},
                               {"text_only", counts[2]},
                               {"text_unavailable", unavailable(all, pack)},
                               {"paragraphs", std::move(paragraphs)}});
  }
  return pretty_json(JsonObject{{"packs", std::move(packs)}, {"unproved", unproved(all)}}) + "\n";
}

int run_coverage(const Call& call, Console& console) {
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  const std::vector<ParagraphCoverage> all = coverage_of(*law);
  if (call.has("--json")) {
    console.out << coverage_json(*law, all);
  } else {
    print(*law, all, call.lang, console.out);
  }
  return unproved(all) == 0 ? exit_status(Exit::kOk) : 1;
}

}  // namespace

const Command& law_coverage_command() {
  static const Command kCommand = {
      .name = "law coverage",
      .summary = {"逐款列出由哪些规则编码、为何不编码，以及正反两面的例子",
                  "list what became of each paragraph: its rules, its excuse, its examples"},
      .details =
          {"text-unavailable 表示官方文本不在手边，其散列未收录。`+3 -2` "
           "表示三个通过的例子、两个不通过的例子。任何规则或者例外缺少其中一面的，退出码为 "
           "1。",
           "`text-unavailable`: the official text is not at hand, so the pack has no hash of it.\n"
           "`+3 -2` are three passing and two failing examples. Exit status 1 when a rule or an\n"
           "exception lacks one of its sides."},
      .flags = {{"--json", "", {"输出 JSON", "as JSON"}}, law_flag(), law_dir_flag(), lang_flag()},
      .examples = {{"lawful law coverage", {"每一款的情况", "every paragraph"}},
                   {"lawful law coverage --json", {"供程序读取", "for programs"}}},
      .run = run_coverage};
  return kCommand;
}

}  // namespace lawful
