// Every small expression means what its tree means, written with every parenthesis and with only
// the needed ones: `not` binds closest, then `and`, then `or`.
#include "rules/parse_expr.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "rules/load.h"

namespace lawful {
namespace {

constexpr std::array<const char*, 3> kLeaves = {"x.a", "x.b", "x.c"};
using Values = std::array<Tri, kLeaves.size()>;

struct Tree {
  Op op = Op::kTest;  // kTest is a leaf
  std::size_t leaf = 0;
  std::vector<Tree> kids;
};

Tri value_of(const Tree& tree, const Values& values) {
  switch (tree.op) {
    case Op::kNot:
      return tri_not(value_of(tree.kids[0], values));
    case Op::kAnd:
      return tri_and(value_of(tree.kids[0], values), value_of(tree.kids[1], values));
    case Op::kOr:
      return tri_or(value_of(tree.kids[0], values), value_of(tree.kids[1], values));
    default:
      return values[tree.leaf];
  }
}

int strength(Op op) { return op == Op::kOr ? 0 : op == Op::kAnd ? 1 : op == Op::kNot ? 2 : 3; }

std::string text_of(const Tree& tree, bool every_parenthesis) {
  const auto kid = [&](std::size_t i) {
    const Tree& inner = tree.kids[i];
    const std::string text = text_of(inner, every_parenthesis);
    const bool needed = strength(inner.op) < strength(tree.op);
    return needed || (every_parenthesis && inner.op != Op::kTest) ? "(" + text + ")" : text;
  };
  if (tree.op == Op::kNot) return "not " + kid(0);
  if (tree.op == Op::kAnd) return kid(0) + " and " + kid(1);
  if (tree.op == Op::kOr) return kid(0) + " or " + kid(1);
  return kLeaves[tree.leaf];
}

std::vector<Tree> trees_of(int depth) {
  std::vector<Tree> out;
  for (std::size_t leaf = 0; leaf < kLeaves.size(); ++leaf) out.push_back({Op::kTest, leaf, {}});
  if (depth == 0) return out;
  const std::vector<Tree> smaller = trees_of(depth - 1);
  for (const Tree& a : smaller) {
    out.push_back({Op::kNot, 0, {a}});
    for (const Tree& b : smaller) {
      out.push_back({Op::kAnd, 0, {a, b}});
      out.push_back({Op::kOr, 0, {a, b}});
    }
  }
  return out;
}

// A loaded expression over yes-no facts, the naive way.
Tri value_of(const Law& law, ExprId id, const Values& values) {
  const Expr& expr = law.exprs[id];
  if (expr.op == Op::kTest) {
    for (std::size_t i = 0; i < kLeaves.size(); ++i) {
      if (law.vocabulary[expr.fact].id != kLeaves[i]) continue;
      return expr.set == ValueSet::of_mask(ValueSet::kYesBit) ? values[i] : tri_not(values[i]);
    }
  }
  if (expr.op == Op::kNot) return tri_not(value_of(law, expr.kids[0], values));
  Tri out = tri(expr.op == Op::kAnd);
  for (const ExprId kid : expr.kids) {
    const Tri value = value_of(law, kid, values);
    out = expr.op == Op::kAnd ? tri_and(out, value) : tri_or(out, value);
  }
  return out;
}

Loaded load_defines(const std::vector<Tree>& trees, bool every_parenthesis) {
  const std::string texts = " zh \"甲\" en \"a\"";
  const std::string rest = "\n means" + texts + "\n ask" + texts + "\n control nobody\n";
  std::string words = "```facts\nfact act.kind : one-of\n";
  for (int i = 0; i < kActKindCount; ++i)
    words += " value " + std::string(to_string(static_cast<ActKind>(i))) + texts + "\n";
  words += rest + "fact act.date : date" + rest;
  for (const char* leaf : kLeaves) words += "fact " + std::string(leaf) + " : yes-no" + rest;
  std::string pack =
      "---\npack: demo@v1\ntitle-zh: 甲\ntitle-en: A\nstatus: enacted\nin-force: 2020-01-31..\n"
      "covers: none\nmark: P\n---\n```law\ntext 1.1 sha256 " +
      std::string(64, '0') + "\n";
  for (std::size_t i = 0; i < trees.size(); ++i)
    pack +=
        "define d" + std::to_string(i) + " [1.1] := " + text_of(trees[i], every_parenthesis) + "\n";
  return load_law({{"law/vocabulary.md", words + "```\n"}, {"law/demo/00.md", pack + "```\n"}}, {});
}

class ParseExpr : public testing::TestWithParam<bool> {};
TEST_P(ParseExpr, EverySmallExpressionMeansWhatItsTreeMeans) {
  const std::vector<Tree> trees = trees_of(2);
  ASSERT_EQ(trees.size(), 1'179u);
  const Loaded loaded = load_defines(trees, GetParam());
  ASSERT_TRUE(loaded.ok()) << to_string(loaded.diagnostics.front());
  ASSERT_EQ(loaded.law.rules.size(), trees.size());
  const std::array<Tri, 3> all = {Tri::kNo, Tri::kUnknown, Tri::kYes};
  for (const Tri a : all) {
    for (const Tri b : all) {
      for (const Tri c : all) {
        const Values values = {a, b, c};
        for (std::size_t i = 0; i < trees.size(); ++i)
          ASSERT_EQ(value_of(loaded.law, loaded.law.rules[i].when, values),
                    value_of(trees[i], values))
              << text_of(trees[i], GetParam());
      }
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Written, ParseExpr, testing::Bool(), [](const auto& test) {
  return test.param ? "WithEveryParenthesis" : "WithTheNeededParentheses";
});

}  // namespace
}  // namespace lawful
