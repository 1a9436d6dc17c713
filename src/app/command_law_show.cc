#include <ostream>

#include "app/article_page.h"
#include "app/cited_version.h"
#include "app/command_table.h"
#include "app/find_place.h"
#include "app/law_source.h"

namespace lawful {
namespace {

int run_show(const Call& call, Console& console) {
  std::string text;
  for (const std::string& word : call.arguments) text += (text.empty() ? "" : " ") + word;
  const auto cited = cited_version(call, text, false);
  if (!cited) return refuse(console, cited.error());
  if (cited->page) {
    console.out << *cited->page;
    return exit_status(Exit::kOk);
  }
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  const auto place = find_place(*law, cited->text);
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
                  "SHA-256 摘要引用。\n"
                  "草案的条文写明版本：draft-2020:"
                  "62；答以草案要旨与它后来在施行的法律中如何。未写明版本的总是"
                  "施行的法律。",
                  "An article is written 13, 13(2), 13.1.2, pipl:13.1, Article 13 or in Chinese. "
                  "The official text is\n"
                  "not included; it is cited by its SHA-256. A draft is cited by its version, "
                  "draft-2020:62: the\n"
                  "answer says what became of it in the law. A citation without a version is "
                  "always the law's."},
      .flags = {law_flag(), law_dir_flag(), lang_flag()},
      .examples = {{"lawful law show 13", {"第十三条", "Article 13"}},
                   {"lawful law show draft-2020:62",
                    {"草案第六十二条，与它后来如何",
                     "Article 62 of the draft, and what became of it"}},
                   {"lawful law show 第二十九条 --lang zh", {"以中文显示", "in Chinese"}}},
      .run = run_show};
  return kCommand;
}

}  // namespace lawful
