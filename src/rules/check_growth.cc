// A rule with all that it names stays small enough to be evaluated at once. Names multiply: forty
// definitions, each reading the one before it twice, would be a million million steps.
#include <algorithm>

#include "rules/link.h"

namespace lawful {
namespace {

constexpr std::uint64_t kStepsMax = 10'000;        // docs/law-language.md#limits
constexpr std::uint64_t kLevelsMax = 1'000;        // docs/law-language.md#limits
constexpr std::uint64_t kLawStepsMax = 2'000'000;  // docs/law-language.md#limits

struct Size {
  std::uint64_t steps = 0;
  std::uint64_t levels = 0;
};

// As deep as the grammar lets an expression be.
Size size_of(const Law& law, ExprId id) {
  Size out{1, 1};
  for (const ExprId kid : law.exprs[id].kids) {
    const Size part = size_of(law, kid);
    out.steps += part.steps;
    out.levels = std::max(out.levels, part.levels + 1);
  }
  return out;
}

class Sizes {
 public:
  explicit Sizes(Linking& linking)
      : linking_(linking), law_(linking.law), sizes_(law_.groups.size()) {}

  // Parts before the whole. Written without recursion, as a chain of rules may be as long as the
  // law.
  void run() {
    std::vector<bool> seen(law_.groups.size());
    for (GroupId start = 0; start < law_.groups.size(); ++start) {
      std::vector<std::pair<GroupId, bool>> open{{start, false}};
      while (!open.empty()) {
        const auto [group, ready] = open.back();
        open.pop_back();
        if (ready) {
          measure(group);
          continue;
        }
        if (seen[group]) continue;
        seen[group] = true;
        open.emplace_back(group, true);
        for (const GroupId part : parts_of(group))
          if (!seen[part]) open.emplace_back(part, false);
      }
    }
  }

 private:
  // What is evaluated with it, each as often as it is.
  std::vector<GroupId> parts_of(GroupId group) const {
    std::vector<GroupId> out;
    for (const GroupUse& use : linking_.uses[group]) out.push_back(use.target);
    for (const GroupId part : law_.groups[group].exceptions) out.push_back(part);
    for (const GroupId part : law_.groups[group].grounds) out.push_back(part);
    return out;
  }

  void measure(GroupId group) {
    Size own;
    for (const std::uint32_t version : law_.groups[group].versions) {
      const Rule& rule = law_.rules[version];
      const Size when = size_of(law_, rule.when);
      const Size then = size_of(law_, rule.then);
      own.steps = std::max(own.steps, when.steps + then.steps);
      own.levels = std::max({own.levels, when.levels, then.levels});
    }
    Size named;
    for (const GroupId part : parts_of(group)) {
      named.steps += sizes_[part].steps;
      named.levels = std::max(named.levels, sizes_[part].levels);
    }
    sizes_[group] = {own.steps + named.steps, own.levels + named.levels};
    check(group);
  }

  // What is refused counts for nothing in what names it: one mistake, one message.
  void check(GroupId group) {
    const Size size = sizes_[group];
    if (size.steps > kStepsMax)
      error(group, "comes to more than " + std::to_string(kStepsMax) + " steps");
    else if (size.levels > kLevelsMax)
      error(group, "is more than " + std::to_string(kLevelsMax) + " levels deep");
    else
      return count(group, size);
    sizes_[group] = {};
  }

  void count(GroupId group, const Size& size) {
    const std::uint64_t before = steps_;
    steps_ += size.steps;
    if (before <= kLawStepsMax && steps_ > kLawStepsMax)
      error(group, "brings the law to more than " + std::to_string(kLawStepsMax) + " steps");
  }

  void error(GroupId group, const std::string& what) {
    const std::uint32_t rule = law_.groups[group].versions.front();
    linking_.messages.error(linking_.rule_decls[rule]->name.at,
                            "`" + law_.groups[group].id + "` " + what +
                                ", with all that it names and all that releases it",
                            "a definition counts as often as it is read; read it less often");
  }

  Linking& linking_;
  const Law& law_;
  std::vector<Size> sizes_;
  std::uint64_t steps_ = 0;
};

}  // namespace

void check_growth(Linking& linking) { Sizes(linking).run(); }

}  // namespace lawful
