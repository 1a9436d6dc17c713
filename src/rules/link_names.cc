// Declares every name of every pack, so that rules may name one another in any order.
#include <algorithm>
#include <tuple>

#include "rules/link.h"
#include "rules/parse_cursor.h"

namespace lawful {
namespace {

constexpr std::size_t kRulesMax = 4'096;  // docs/law-language.md#limits

class NameDeclarer {
 public:
  NameDeclarer(Linking& linking, std::uint32_t pack)
      : linking_(linking), pack_(pack), source_(*linking.packs[pack]), law_(linking.law) {}

  void run() {
    for (const ParsedFile* file : source_.files) {
      for (const ParamDecl& decl : file->params) declare(decl);
      for (const ReadingDecl& decl : file->readings) declare(decl);
      for (const RuleDecl& decl : file->rules) declare(decl);
    }
  }

 private:
  void error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
  }

  std::string other_at(const Position& at) const { return "the other is " + to_string(at); }

  std::vector<Provision> link_cites(const std::vector<Citation>& cites, const Site& at,
                                    std::string_view what) {
    if (cites.empty())
      error(at, std::string(what) + " without a citation",
            "write the paragraph that says so: `[5.1]`");
    std::vector<Provision> out = link_citations(linking_, cites, source_.law);
    std::vector<Provision>& encoded = linking_.encoded[pack_];
    encoded.insert(encoded.end(), out.begin(), out.end());
    return out;
  }

  // Is `pack` another version of this law? Then the same name goes on in it.
  bool is_next_version(std::uint32_t pack) const {
    return pack != pack_ && linking_.packs[pack]->law == source_.law;
  }

  void declare(const ParamDecl& decl) {
    Param param;
    param.cites = link_cites(decl.cites, decl.at, "a parameter");
    if (!check_name(linking_, decl.name) || !check_unit(linking_, decl.unit)) return;
    param.id = linking_.id_of(decl.name.text, source_.law);
    param.gist = link_gist(linking_, decl.gist, decl.at, "a parameter", false);
    param.unit = std::string(decl.unit.text);
    param.mark = link_mark(linking_, decl.mark, source_.mark);
    param.pack = pack_;
    param.at = linking_.messages.position(decl.at);
    if (decl.values.empty())
      error(decl.at, "a parameter without a value", "write a line such as `2020-01-31.. = 3`");
    for (const ParamLine& line : decl.values)
      param.values.push_back({link_interval(linking_, line.in_force, source_.in_force), line.value,
                              linking_.messages.position(line.in_force.at)});
    if (const auto group = linking_.groups.find(param.id); group != linking_.groups.end())
      return error(decl.name.at, quoted(decl.name.text) + " is a rule and a parameter",
                   other_at(first_of(group->second).at));
    const auto [entry, added] =
        linking_.params.try_emplace(param.id, static_cast<std::uint32_t>(law_.params.size()));
    if (added) {
      law_.params.push_back(std::move(param));
      add_lines(decl, linking_.param_lines.emplace_back());
      return;
    }
    Param& before = law_.params[entry->second];
    if (!is_next_version(before.pack))
      return error(decl.name.at, "parameter " + quoted(decl.name.text) + " is declared twice",
                   other_at(before.at));
    if (before.unit != param.unit)
      return error(decl.unit.at,
                   "parameter " + quoted(decl.name.text) + " counts " + param.unit + " here and " +
                       before.unit + " in another version of its law",
                   other_at(before.at));
    before.values.insert(before.values.end(), param.values.begin(), param.values.end());
    add_lines(decl, linking_.param_lines[entry->second]);
  }

  static void add_lines(const ParamDecl& decl, std::vector<const ParamLine*>& lines) {
    for (const ParamLine& line : decl.values) lines.push_back(&line);
  }

  void declare(const ReadingDecl& decl) {
    Reading reading;
    reading.name = std::string(decl.name.text);
    reading.cites = link_cites(decl.cites, decl.at, "a reading");
    reading.question = link_gist(linking_, decl.question, decl.at, "a reading", true);
    reading.because = link_gist(linking_, decl.because, decl.at, "`because`", true);
    reading.pack = pack_;
    reading.at = linking_.messages.position(decl.at);
    declare_choices(decl, reading);
    if (!is_value_name(decl.name.text) || decl.name.text.size() > kNameMax)
      return error(decl.name.at, "malformed name " + quoted(decl.name.text),
                   "a reading is named `[a-z0-9-]`, at most 60");
    const auto [entry, added] = linking_.readings.try_emplace(
        reading.name, static_cast<std::uint32_t>(law_.readings.size()));
    if (added) {
      law_.readings.push_back(std::move(reading));
      linking_.reading_decls.push_back(&decl);
      return;
    }
    const Reading& before = law_.readings[entry->second];
    const bool same = std::equal(reading.choices.begin(), reading.choices.end(),
                                 before.choices.begin(), before.choices.end(),
                                 [](const Choice& a, const Choice& b) { return a.name == b.name; });
    if (!is_next_version(before.pack) || !same)
      error(decl.name.at, "reading " + quoted(decl.name.text) + " is declared twice",
            other_at(before.at));
  }

  void declare_choices(const ReadingDecl& decl, Reading& reading) {
    std::size_t defaults = 0;
    for (const ChoiceDecl& choice : decl.choices) {
      if (!is_value_name(choice.name.text) || choice.name.text.size() > kNameMax)
        error(choice.name.at, "malformed name " + quoted(choice.name.text),
              "a choice is named `[a-z0-9-]`, at most 60");
      for (const Choice& before : reading.choices)
        if (before.name == choice.name.text)
          error(choice.name.at, "choice " + quoted(choice.name.text) + " is listed twice");
      if (choice.is_default) {
        ++defaults;
        reading.default_choice = static_cast<std::uint32_t>(reading.choices.size());
      }
      reading.choices.push_back(
          {std::string(choice.name.text),
           link_gist(linking_, choice.gist, choice.name.at, "a choice", true)});
    }
    if (decl.choices.size() < 2)
      error(decl.at, "reading " + quoted(decl.name.text) + " has fewer than two choices");
    else if (defaults != 1)
      error(decl.at,
            "reading " + quoted(decl.name.text) +
                (defaults == 0 ? " has no default" : " has two defaults"),
            "write `default` behind the name of one choice");
  }

  const Rule& first_of(GroupId group) const {
    return law_.rules[law_.groups[group].versions.front()];
  }

  void declare(const RuleDecl& decl) {
    const std::string what = with_article(noun_of(decl.sort));
    Rule rule;
    rule.sort = decl.sort;
    rule.cites = link_cites(decl.cites, decl.at, what);
    rule.gist = link_gist(linking_, decl.gist, decl.at, what, decl.sort != Sort::kDefine);
    rule.consequence = link_citations(linking_, decl.consequence, source_.law);
    rule.in_force = decl.in_force ? link_interval(linking_, *decl.in_force, source_.in_force)
                                  : source_.in_force;
    rule.mark = link_mark(linking_, decl.mark, source_.mark);
    rule.pack = pack_;
    rule.at = linking_.messages.position(decl.at);
    if (!check_name(linking_, decl.name)) return;
    rule.id = linking_.id_of(decl.name.text, source_.law);
    if (law_.rules.size() >= kRulesMax) {
      if (law_.rules.size() == kRulesMax && !full_)
        error(decl.at, "more than " + std::to_string(kRulesMax) + " rules");
      full_ = true;
      return;
    }
    if (const auto param = linking_.params.find(rule.id); param != linking_.params.end())
      return error(decl.name.at, quoted(decl.name.text) + " is a rule and a parameter",
                   other_at(law_.params[param->second].at));
    add(decl, std::move(rule));
  }

  void add(const RuleDecl& decl, Rule rule) {
    const auto [entry, added] =
        linking_.groups.try_emplace(rule.id, static_cast<GroupId>(law_.groups.size()));
    if (added) {
      law_.groups.emplace_back().id = rule.id;
    } else if (const Rule& before = first_of(entry->second); before.sort != rule.sort) {
      return error(decl.name.at,
                   quoted(decl.name.text) + " is " + with_article(noun_of(rule.sort)) +
                       " here and " + with_article(noun_of(before.sort)) + " elsewhere",
                   other_at(before.at));
    }
    rule.group = entry->second;
    law_.groups[rule.group].versions.push_back(static_cast<std::uint32_t>(law_.rules.size()));
    law_.rules.push_back(std::move(rule));
    linking_.rule_decls.push_back(&decl);
  }

  Linking& linking_;
  std::uint32_t pack_;
  const SourcePack& source_;
  Law& law_;
  bool full_ = false;
};

// Values and the lines that give them, together.
void sort_by_day(std::vector<ParamValue>& values, std::vector<const ParamLine*>& lines) {
  std::vector<std::pair<ParamValue, const ParamLine*>> both;
  for (std::size_t i = 0; i < values.size(); ++i) both.emplace_back(values[i], lines[i]);
  std::ranges::stable_sort(both, {}, [](const auto& each) { return each.first.in_force.from; });
  for (std::size_t i = 0; i < both.size(); ++i) std::tie(values[i], lines[i]) = both[i];
}

}  // namespace

void declare_names(Linking& linking) {
  for (std::uint32_t pack = 0; pack < linking.packs.size(); ++pack)
    NameDeclarer(linking, pack).run();
  Law& law = linking.law;
  for (RuleGroup& group : law.groups)
    std::stable_sort(group.versions.begin(), group.versions.end(),
                     [&](std::uint32_t a, std::uint32_t b) {
                       return law.rules[a].in_force.from < law.rules[b].in_force.from;
                     });
  for (std::size_t i = 0; i < law.params.size(); ++i)
    sort_by_day(law.params[i].values, linking.param_lines[i]);
  linking.uses.resize(law.groups.size());
}

}  // namespace lawful
