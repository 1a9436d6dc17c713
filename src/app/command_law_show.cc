#include <ostream>

#include "app/article_page.h"
#include "app/command_table.h"
#include "app/find_place.h"
#include "app/law_source.h"

namespace lawful {
namespace {

int run_show(const Call& call, Console& console) {
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  std::string text;
  for (const std::string& word : call.arguments) text += (text.empty() ? "" : " ") + word;
  const auto place = find_place(*law, text);
  if (!place) return refuse(console, place.error());
  console.out << article_page(*law, *place, call.lang, false);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& law_show_command() {
  static const Command kCommand = {
      .name = "law show",
      .arguments = "ARTICLE",
      .arguments_min = 1,
      .arguments_max = 2,
      .summary =
          {"以页面形式显示一条法律：要旨、规则、解释分歧、文本摘要",
           "show an article as a page: gist, rules in plain words, readings, hashes of the text"},
      .details = {"条文可写作 13、13(2)、13.1.2、pipl:13.1、第十三条第二款。官方文本不收录，只以 "
                  "SHA-256 摘要引用。",
                  "An article is written 13, 13(2), 13.1.2, pipl:13.1, Article 13 or in Chinese. "
                  "The official text is\n"
                  "not included; it is cited by its SHA-256."},
      .flags = {law_flag(), law_dir_flag(), lang_flag()},
      .examples = {{"lawful law show 13", {"第十三条", "Article 13"}},
                   {"lawful law show 第二十九条 --lang zh", {"以中文显示", "in Chinese"}}},
      .run = run_show};
  return kCommand;
}

}  // namespace lawful
