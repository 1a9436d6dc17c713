#include "rules/provision_words.h"

namespace lawful {

std::string provision_words(const Law& law, const Provision& provision, Lang lang) {
  std::string place = lang == Lang::kZh ? to_words_zh(provision) : to_words_en(provision);
  const Pack* pack = law.find_pack(provision.law);
  if (pack == nullptr || pack->under.empty()) return place;
  const std::string& title = pack->title.in(lang);
  return lang == Lang::kZh ? "《" + title + "》" + place : title + ", " + place;
}

std::string provisions_words(const Law& law, const std::vector<Provision>& provisions, Lang lang) {
  std::string text;
  const std::string* before = nullptr;  // the law named last: its title is not said again
  for (const Provision& each : provisions) {
    const bool same = before != nullptr && *before == each.law;
    const std::string place = lang == Lang::kZh ? to_words_zh(each) : to_words_en(each);
    text += (text.empty()        ? ""
             : lang == Lang::kZh ? "、"
                                 : ", ") +
            (same ? place : provision_words(law, each, lang));
    before = &each.law;
  }
  return text;
}

}  // namespace lawful
