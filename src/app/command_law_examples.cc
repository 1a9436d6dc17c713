#include <map>
#include <ostream>

#include "app/command_table.h"
#include "app/condition_words.h"
#include "app/example_sides.h"
#include "app/law_source.h"
#include "rules/evaluation.h"

namespace lawful {
namespace {

// The kind that the example states, or handling.
ActKind kind_of(const Example& example) {
  for (const auto& [fact, value] : example.facts) {
    if (fact != kActKind) continue;
    for (int i = 0; i < kActKindCount; ++i) {
      if (value == ValueSet::of_mask(std::uint64_t{1} << i)) return static_cast<ActKind>(i);
    }
  }
  return ActKind::kHandling;
}

// What the example comes out as, or why it cannot be so at all.
std::string actual_status(const Law& law, const Example& example) {
  const Date day = example.date.value_or(newest(law, example.group).in_force.from);
  Facts facts(law, kind_of(example), day);
  for (const auto& [fact, value] : example.facts) {
    if (fact == kActKind) continue;
    if (facts.state(fact, value)) return "a contradiction";
  }
  if (const auto wrong = facts.propagate()) {
    std::string names;
    for (FactId fact : wrong->facts)
      names += (names.empty() ? "`" : ", `") + law.vocabulary[fact].id + "`";
    return "a contradiction of " + names;
  }
  Readings readings = default_readings(law);
  for (const auto& [reading, choice] : example.readings) readings[reading] = choice;
  return status_word(law, facts, readings, example.group);
}

struct Sides {
  bool passes = false;
  bool fails = false;
};

std::size_t run_examples(const Law& law, std::map<GroupId, Sides>& sides, std::ostream& out) {
  std::size_t failures = 0;
  for (const Example& example : law.examples) {
    const std::string actual = actual_status(law, example);
    sides[example.group].passes |= is_passing(example.status);
    sides[example.group].fails |= is_failing(example.status);
    if (actual == example.status) continue;
    ++failures;
    out << to_string(example.at) << ": `" << law.groups[example.group].id << "` should be "
        << example.status << " and is " << actual << "\n";
  }
  return failures;
}

// Rules that could be wrong without any example noticing.
std::size_t report_unproved(const Law& law, std::map<GroupId, Sides>& sides, std::ostream& out) {
  std::size_t lacking = 0;
  for (GroupId group = 0; group < law.groups.size(); ++group) {
    const Rule& rule = newest(law, group);
    const Sides& proof = sides[group];
    if (!needs_examples(rule.sort) || (proof.passes && proof.fails)) continue;
    ++lacking;
    const char* side = proof.passes  ? "a failing"
                       : proof.fails ? "a passing"
                                     : "a passing and a failing";
    out << to_string(rule.at) << ": `" << rule.id << "` has no example on " << side
        << " side; add one to its `examples`\n";
  }
  return lacking;
}

int run_test(const Call& call, Console& console) {
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  std::map<GroupId, Sides> sides;
  const std::size_t failures = run_examples(*law, sides, console.out);
  const std::size_t lacking = report_unproved(*law, sides, console.out);
  if (call.lang == Lang::kZh) {
    if (lacking > 0) console.out << "缺少一侧例子的规则 " << lacking << " 条\n";
    console.out << "例 " << law->examples.size() << " 个，失败 " << failures << " 个\n";
  } else {
    if (lacking > 0) console.out << "rules that lack an example on one side: " << lacking << "\n";
    console.out << law->examples.size() << " examples, " << failures << " failed\n";
  }
  return exit_status(failures + lacking == 0 && !law->examples.empty() ? Exit::kOk
                                                                       : Exit::kBadInput);
}

}  // namespace

const Command& law_test_command() {
  static const Command kCommand = {
      .name = "law test",
      .summary = {"运行法律文件中的全部例子", "run every example that stands beside the rules"},
      .details =
          {"每条规则须有通过与不通过两方面的例子，缺一即为错误。退出码：0 全部通过；65 "
           "有失败、缺漏或者没有例子。",
           "Every rule needs an example on its passing and on its failing side; a lack is an "
           "error.\n"
           "Exit status: 0 all as they should be; 65 failures, lacks, or no example at all."},
      .flags = {law_flag(), law_dir_flag(), lang_flag()},
      .examples = {{"lawful law test --law-dir law",
                    {"修改法律文件后", "after an edit of the law"}}},
      .run = run_test};
  return kCommand;
}

}  // namespace lawful
