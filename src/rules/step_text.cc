#include "rules/step_text.h"

#include "rules/expr_text.h"

namespace lawful {

namespace {

const char* mark(Tri value) { return value == Tri::kYes ? "✓ " : value == Tri::kNo ? "✗ " : "? "; }

class TreeWriter {
 public:
  TreeWriter(const Law& law, const Facts& facts, Lang lang)
      : law_(law), facts_(facts), lang_(lang) {}

  void step(const Step& step, int depth);
  void result(const RuleResult& result, int depth);
  std::string take() { return std::move(out_); }

 private:
  const char* say(const char* zh, const char* en) const { return lang_ == Lang::kZh ? zh : en; }
  void line(int depth, const std::string& text) {
    out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n";
  }
  void exceptions(const std::vector<ExceptionResult>& results, int depth);
  std::string leaf_words(const Expr& expr) const;
  void named(GroupId group, const Step& step, int depth);

  const Law& law_;
  const Facts& facts_;
  Lang lang_;
  std::string out_;
};

std::string TreeWriter::leaf_words(const Expr& expr) const {
  switch (expr.op) {
    case Op::kTest:
    case Op::kTestParam:
      return fact_text(law_, expr.fact, facts_[expr.fact], lang_) + "  (" +
             expr_source(law_, static_cast<ExprId>(&expr - law_.exprs.data())) + ")";
    case Op::kReading: {
      const Reading& reading = law_.readings[expr.index];
      return std::string(say("解释：", "reading: ")) + reading.name + " = " +
             reading.choices[expr.choice].name;
    }
    default:
      return expr_source(law_, static_cast<ExprId>(&expr - law_.exprs.data()));
  }
}

// A define or a ground: its gist when it has one, else its name, then its body.
void TreeWriter::named(GroupId group, const Step& step, int depth) {
  const Rule* version = law_.at(group, facts_.day());
  const bool has_gist = version != nullptr && !version->gist.empty();
  line(depth,
       mark(step.value) + (has_gist ? version->gist.in(lang_) + "  (" + law_.groups[group].id + ")"
                                    : law_.groups[group].id));
  for (const Step& kid : step.kids) this->step(kid, depth + 1);
}

void TreeWriter::step(const Step& step, int depth) {
  const Expr& expr = law_.exprs[step.expr];
  const std::string sign = mark(step.value);
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr:
      line(depth, sign + (expr.op == Op::kAnd ? say("以下全部：", "all of:")
                                              : say("以下任一：", "any of:")));
      for (const Step& kid : step.kids) this->step(kid, depth + 1);
      return;
    case Op::kNot:
      line(depth, sign + say("并非：", "not:"));
      this->step(step.kids.front(), depth + 1);
      return;
    case Op::kDefine:
    case Op::kHolds:
      named(expr.index, step, depth);
      return;
    default:
      line(depth, sign + leaf_words(expr));
      return;
  }
}

void TreeWriter::exceptions(const std::vector<ExceptionResult>& results, int depth) {
  for (const ExceptionResult& result : results) {
    line(depth, std::string(mark(result.value)) + say("例外：", "exception: ") +
                    law_.rules[result.rule].gist.in(lang_));
    step(result.when, depth + 1);
    exceptions(result.exceptions, depth + 1);
  }
}

void TreeWriter::result(const RuleResult& result, int depth) {
  line(depth, say("适用条件", "when"));
  step(result.when, depth + 1);
  if (result.then) {
    line(depth, say("要求", "then"));
    step(*result.then, depth + 1);
  }
  for (const RuleResult& ground : result.grounds) {
    line(depth, mark(ground.trigger) + law_.rules[ground.rule].gist.in(lang_));
    step(ground.when, depth + 1);
    exceptions(ground.exceptions, depth + 1);
  }
  exceptions(result.exceptions, depth);
}

}  // namespace

std::string step_text(const Law& law, const Facts& facts, const Step& step, Lang lang, int depth) {
  TreeWriter writer(law, facts, lang);
  writer.step(step, depth);
  return writer.take();
}

std::string result_text(const Law& law, const Facts& facts, const RuleResult& result, Lang lang,
                        int depth) {
  TreeWriter writer(law, facts, lang);
  writer.result(result, depth);
  return writer.take();
}

}  // namespace lawful
