// The steps of a cure, and who acts in which kind of act.
#include <algorithm>
#include <array>

#include "rules/link.h"
#include "rules/parse_cursor.h"

namespace lawful {
namespace {

constexpr std::array<Control, 7> kParties = {
    Control::kHandler,   Control::kIndividual, Control::kGuardian, Control::kRecipient,
    Control::kEntrusted, Control::kAuthority,  Control::kCourt};

class StepLinker {
 public:
  explicit StepLinker(Linking& linking) : linking_(linking), words_(linking.law.vocabulary) {}

  void run() {
    for (const ParsedFile* file : linking_.vocabulary) {
      for (const StepDecl& decl : file->steps) link(decl);
      for (const ActorDecl& decl : file->actors) link(decl);
    }
    if (!words_.steps.empty() && !rest_)
      error(first_, "no step takes the facts that no other step names",
            "write one step without `facts`");
  }

 private:
  void error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
  }

  void link(const StepDecl& decl) {
    if (words_.steps.empty()) first_ = decl.at;
    CureStep step;
    step.name = std::string(decl.name.text);
    step.at = linking_.messages.position(decl.at);
    step.words = link_gist(linking_, decl.words, decl.at, "a step", true);
    if (!is_value_name(step.name) || step.name.size() > kNameMax)
      error(decl.name.at, "malformed name of a step " + quoted(step.name),
            "`[a-z0-9-]`, at most 60");
    for (const CureStep& other : words_.steps)
      if (other.name == step.name)
        error(decl.name.at, "step " + quoted(step.name) + " stands twice",
              "the other is " + to_string(other.at));
    if (decl.stems.empty()) {
      if (rest_)
        error(decl.at, "a second step without `facts`",
              "the other is " + to_string(linking_.messages.position(*rest_)));
      rest_ = decl.at;
    }
    for (const Word& stem : decl.stems) link(stem, step);
    words_.steps.push_back(std::move(step));
  }

  void link(const Word& stem, CureStep& step) {
    const auto [before, added] = stems_.emplace(stem.text, stem.at);
    if (!added)
      return error(stem.at, "stem " + quoted(stem.text) + " stands twice",
                   "the other is " + to_string(linking_.messages.position(before->second)));
    const bool known = std::any_of(words_.facts.begin(), words_.facts.end(), [&](const Fact& fact) {
      return is_stem_of(stem.text, fact.id);
    });
    if (!known)
      return error(stem.at, "no fact begins with " + quoted(stem.text),
                   did_you_mean(stem.text, stems()));
    step.stems.emplace_back(stem.text);
  }

  // What one may have meant: every beginning of a fact up to one of its dots.
  std::vector<std::string> stems() const {
    std::set<std::string> all;
    for (const Fact& fact : words_.facts)
      for (std::size_t dot = fact.id.find('.'); true; dot = fact.id.find('.', dot + 1)) {
        all.insert(fact.id.substr(0, dot));
        if (dot == std::string::npos) break;
      }
    return {all.begin(), all.end()};
  }

  void link(const ActorDecl& decl) {
    std::vector<std::string> names;
    std::optional<Control> party;
    for (const Control control : kParties) {
      names.emplace_back(to_string(control));
      if (decl.party.text == names.back()) party = control;
    }
    if (!party)
      error(decl.party.at, "unknown party " + quoted(decl.party.text),
            did_you_mean(decl.party.text, names));
    for (const Word& kind : decl.kinds) {
      const auto index = words_[kActKind].value_index(kind.text);
      if (!index) {
        error(kind.at, "unknown kind of act " + quoted(kind.text));
      } else if (!kinds_.insert(*index).second) {
        error(kind.at, "two parties act in " + quoted(kind.text), "name each kind once");
      } else if (party) {
        words_.actors[static_cast<std::size_t>(*index)] = *party;
      }
    }
  }

  Linking& linking_;
  Vocabulary& words_;
  Site first_;
  std::optional<Site> rest_;                        // the step without `facts`
  std::map<std::string, Site, std::less<>> stems_;  // named so far
  std::set<int> kinds_;                             // named so far
};

}  // namespace

void link_steps(Linking& linking) { StepLinker(linking).run(); }

}  // namespace lawful
