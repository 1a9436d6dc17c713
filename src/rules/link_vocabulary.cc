// Facts: the built-in two, those of the vocabulary, and the open terms of the packs.
#include <algorithm>
#include <array>

#include "rules/link.h"
#include "rules/parse_cursor.h"

namespace lawful {
namespace {

constexpr std::size_t kFactsMax = 4'096;  // docs/law-language.md#limits
constexpr std::size_t kValuesMax =
    60;  // docs/law-language.md#limits; the bits of a ValueSet bound it too.

constexpr std::array<std::string_view, 5> kTypes = {"yes-no", "one-of", "any-of", "count", "date"};
constexpr std::array<Control, 8> kControls = {
    Control::kHandler,   Control::kIndividual, Control::kGuardian, Control::kRecipient,
    Control::kEntrusted, Control::kAuthority,  Control::kCourt,    Control::kNobody};

// Two or more plain names joined by dots.
bool is_fact_name(std::string_view name) {
  std::size_t parts = 0;
  while (true) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    if (!is_plain_name(name.substr(0, dot))) return false;
    ++parts;
    if (dot == name.size()) return parts >= 2;
    name.remove_prefix(dot + 1);
  }
}

Fact built_in(std::string_view id, FactType type) {
  Fact fact;
  fact.id = std::string(id);
  fact.type = type;
  if (type != FactType::kOneOf) return fact;
  for (int i = 0; i < kActKindCount; ++i)
    fact.values.push_back({to_string(static_cast<ActKind>(i)), {}});
  return fact;
}

class VocabularyLinker {
 public:
  explicit VocabularyLinker(Linking& linking) : linking_(linking), words_(linking.law.vocabulary) {}

  void run() {
    add(built_in("act.kind", FactType::kOneOf), {});
    add(built_in("act.date", FactType::kDate), {});
    std::array<bool, 2> declared{};
    for (const ParsedFile* file : linking_.vocabulary)
      for (const FactDecl& decl : file->facts) {
        if (decl.name.text == "act.kind") declared[kActKind] = true;
        if (decl.name.text == "act.date") declared[kActDate] = true;
        link(decl);
      }
    Site at;
    if (linking_.vocabulary.empty())
      return error(kNowhere, "no file declares facts", "load the vocabulary");
    for (const FactId id : {kActKind, kActDate}) {
      if (declared[id]) continue;
      at.file = linking_.vocabulary.front()->file;
      error(at, "the vocabulary does not declare `" + words_[id].id + "`",
            "declare it for its labels");
    }
  }

 private:
  void error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
  }

  FactId add(Fact fact, const Site& at) {
    const auto id = static_cast<FactId>(words_.facts.size());
    words_.by_id.emplace(fact.id, id);
    words_.facts.push_back(std::move(fact));
    linking_.fact_sites.push_back(at);
    return id;
  }

  void link(const FactDecl& decl) {
    const bool is_built_in = decl.name.text == "act.kind" || decl.name.text == "act.date";
    if (!is_built_in && !is_new(decl.name)) return;
    if (!check_type(decl)) return;
    Fact fact = plain_fact(decl);
    if (is_built_in) return keep_labels(decl, std::move(fact));
    if (words_.facts.size() + decl.values.size() >= kFactsMax) {
      if (!full_) error(decl.at, "more than " + std::to_string(kFactsMax) + " facts");
      full_ = true;
      return;
    }
    if (decl.type.text == "any-of") return add_family(decl, fact);
    add(std::move(fact), decl.at);
  }

  bool is_new(const Word& name) {
    const std::string_view first = name.text.substr(0, name.text.find('.'));
    if (!is_fact_name(name.text)) {
      error(name.at, "malformed name of a fact " + quoted(name.text),
            "two or more parts of `[a-z][a-z0-9_]*`, joined by dots");
      return false;
    }
    if (name.text.size() > kNameMax) {
      error(name.at, "a name of more than " + std::to_string(kNameMax) + " characters");
      return false;
    }
    if (first == "law" || first == "act" || linking_.is_law(first)) {
      error(name.at, "`" + std::string(first) + "` is a reserved first part of a name",
            first == "law" ? "a pack declares such a fact with `open`" : "");
      return false;
    }
    const std::optional<FactId> before = words_.find(name.text);
    const auto family = words_.family_by_stem.find(name.text);
    if (!before && family == words_.family_by_stem.end()) return true;
    const Position at = before ? words_[*before].at : words_.families[family->second].at;
    error(name.at, "fact " + quoted(name.text) + " is declared twice",
          "the other is " + to_string(at));
    return false;
  }

  bool check_type(const FactDecl& decl) {
    const std::string_view type = decl.type.text;
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
      error(decl.type.at, "unknown type " + quoted(type),
            "a fact is `yes-no`, `one-of`, `any-of`, `count UNIT` or `date`");
      return false;
    }
    if (type == "count" && !check_unit(linking_, decl.unit)) return false;
    const bool has_values = type == "one-of" || type == "any-of";
    if (has_values == decl.values.empty()) {
      error(decl.at,
            quoted(decl.name.text) + (has_values ? " lists no values" : " cannot list values"),
            has_values ? "write `value NAME zh \"…\" en \"…\"` for each"
                       : "only one-of and any-of facts have values");
      return false;
    }
    return check_values(decl);
  }

  bool check_values(const FactDecl& decl) {
    if (decl.values.size() > kValuesMax) {
      error(decl.at,
            quoted(decl.name.text) + " has more than " + std::to_string(kValuesMax) + " values");
      return false;
    }
    bool good = true;
    std::set<std::string_view> seen;
    for (const ValueDecl& value : decl.values) {
      const bool word = is_value_name(value.name.text) && value.name.text.size() <= kNameMax;
      if (!word || value.name.text == "yes" || value.name.text == "no" ||
          value.name.text == "unknown") {
        error(value.name.at, "malformed name of a value " + quoted(value.name.text),
              "`[a-z0-9-]`, at most 60, and not yes, no or unknown");
        good = false;
      } else if (!seen.insert(value.name.text).second) {
        error(value.name.at, "value " + quoted(value.name.text) + " is listed twice");
        good = false;
      }
      link_gist(linking_, value.label, value.name.at, "a value", true);
    }
    return good;
  }

  // What all types have in common.
  Fact plain_fact(const FactDecl& decl) {
    Fact fact;
    fact.id = std::string(decl.name.text);
    fact.at = linking_.messages.position(decl.at);
    fact.unit = std::string(decl.unit.text);
    if (decl.type.text == "one-of") fact.type = FactType::kOneOf;
    if (decl.type.text == "count") fact.type = FactType::kCount;
    if (decl.type.text == "date") fact.type = FactType::kDate;
    fact.means = link_gist(linking_, decl.means, decl.at, "`means`", true);
    fact.ask = link_gist(linking_, decl.ask, decl.at, "`ask`", true);
    fact.per_year = decl.per_year.has_value();
    if (fact.per_year && fact.type != FactType::kCount)
      linking_.messages.error(decl.per_year->at, "`per-year` belongs to a count",
                              "it says that the count begins again on 1 January");
    if (decl.evaluative)
      fact.evaluative = link_gist(linking_, decl.evaluative, decl.at, "`evaluative`", true);
    fact.control = link_control(decl);
    fact.effort = link_effort(decl, fact.control);
    if (fact.type == FactType::kOneOf)
      for (const ValueDecl& value : decl.values)
        fact.values.push_back({std::string(value.name.text), value.label.text});
    return fact;
  }

  int link_effort(const FactDecl& decl, Control control) {
    if (!decl.effort) return 0;
    const std::optional<std::int64_t> number = number_of(decl.effort->text);
    if (!number || *number < 1 || *number > kEffortMax) {
      error(decl.effort->at, "`effort` is a number from 1 to " + std::to_string(kEffortMax));
      return 0;
    }
    if (control == Control::kNobody)
      error(decl.effort->at, "nobody changes " + quoted(decl.name.text),
            "`effort` is what a change costs; leave it out");
    return static_cast<int>(*number);
  }

  Control link_control(const FactDecl& decl) {
    std::vector<std::string> names;
    for (const Control control : kControls) {
      if (decl.control && decl.control->text == to_string(control)) return control;
      names.emplace_back(to_string(control));
    }
    if (!decl.control) {
      error(decl.at, quoted(decl.name.text) + " does not say who controls it",
            "write `control` with handler, individual, guardian, recipient, entrusted, authority, "
            "court or nobody");
      return Control::kNobody;
    }
    error(decl.control->at, "unknown party " + quoted(decl.control->text),
          did_you_mean(decl.control->text, names));
    return Control::kNobody;
  }

  // A built-in fact takes its labels from the declaration, which must agree with the program on its
  // values.
  void keep_labels(const FactDecl& decl, Fact fact) {
    const FactId id = decl.name.text == "act.kind" ? kActKind : kActDate;
    Fact& mine = words_.facts[id];
    if (mine.at.line != 0) return error(decl.at, quoted(decl.name.text) + " is declared twice");
    const bool same =
        fact.type == mine.type &&
        std::equal(fact.values.begin(), fact.values.end(), mine.values.begin(), mine.values.end(),
                   [](const FactValue& a, const FactValue& b) { return a.name == b.name; });
    if (!same) {
      std::string values;
      for (const FactValue& value : mine.values)
        values += (values.empty() ? "" : ", ") + value.name;
      return error(
          decl.at, quoted(decl.name.text) + " is built in and differs from its declaration",
          id == kActKind ? "it is a one-of fact with the values " + values + ", in this order"
                         : "it is a date");
    }
    mine = std::move(fact);
    linking_.fact_sites[id] = decl.at;
  }

  void add_family(const FactDecl& decl, const Fact& fact) {
    Family family;
    family.stem = fact.id;
    family.means = fact.means;
    family.ask = fact.ask;
    family.at = fact.at;
    for (const ValueDecl& value : decl.values) {
      Fact member = fact;
      const Text& label = value.label.text;
      member.id = fact.id + "." + std::string(value.name.text);
      member.family = fact.id;
      member.means = label;
      member.ask = {fact.ask.zh + "（" + label.zh + "）", fact.ask.en + " (" + label.en + ")"};
      member.at = linking_.messages.position(value.name.at);
      if (const std::optional<FactId> before = words_.find(member.id)) {
        error(value.name.at, "fact " + quoted(member.id) + " is declared twice",
              "the other is " + to_string(words_[*before].at));
        continue;
      }
      family.members.push_back(add(std::move(member), value.name.at));
      family.values.push_back({std::string(value.name.text), label});
    }
    words_.family_by_stem[family.stem] = words_.families.size();
    words_.families.push_back(std::move(family));
  }

  Linking& linking_;
  Vocabulary& words_;
  bool full_ = false;
};

}  // namespace

void link_vocabulary(Linking& linking) { VocabularyLinker(linking).run(); }

}  // namespace lawful
