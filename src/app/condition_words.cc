#include "app/condition_words.h"

#include "rules/expr_text.h"

namespace lawful {
namespace {

const char* say(Lang lang, const char* zh, const char* en) { return lang == Lang::kZh ? zh : en; }

Compare opposite(Compare compare) {
  switch (compare) {
    case Compare::kLess:
      return Compare::kGreaterEqual;
    case Compare::kLessEqual:
      return Compare::kGreater;
    case Compare::kGreater:
      return Compare::kLessEqual;
    case Compare::kGreaterEqual:
      return Compare::kLess;
    case Compare::kEqual:
      return Compare::kNotEqual;
    case Compare::kNotEqual:
      return Compare::kEqual;
  }
  return compare;
}

Text compare_words(Compare compare) {
  switch (compare) {
    case Compare::kLess:
      return {"小于", "below"};
    case Compare::kLessEqual:
      return {"不大于", "at most"};
    case Compare::kGreater:
      return {"大于", "above"};
    case Compare::kGreaterEqual:
      return {"不小于", "at least"};
    case Compare::kEqual:
      return {"等于", "equal to"};
    case Compare::kNotEqual:
      return {"不等于", "other than"};
  }
  return {};
}

class ListWriter {
 public:
  ListWriter(const Law& law, Lang lang, Depth depth) : law_(law), lang_(lang), depth_(depth) {}

  // `negated`: the list says that `id` is not so.
  void write(ExprId id, bool negated, int level);
  std::string take() { return std::move(out_); }

 private:
  void line(int level, const std::string& text) {
    out_ += std::string(static_cast<std::size_t>(level) * 2, ' ') + "- " + text + "\n";
  }
  void list(const Expr& expr, bool negated, int level);
  void named(const Expr& expr, bool negated, int level);
  std::string test(ExprId id, const Expr& expr, bool negated) const;
  std::string param_test(const Expr& expr, bool negated) const;
  std::string leaf(ExprId id, const Expr& expr, bool negated) const;

  const Law& law_;
  Lang lang_;
  Depth depth_;
  std::set<GroupId> shown_;
  std::string out_;
};

void ListWriter::list(const Expr& expr, bool negated, int level) {
  const bool all = expr.op == Op::kAnd;
  line(level, negated ? (all ? say(lang_, "并非以下全部具备：", "not all of these:")
                             : say(lang_, "以下均不具备：", "none of these:"))
                      : (all ? say(lang_, "以下全部具备：", "all of these:")
                             : say(lang_, "以下任一具备：", "any of these:")));
  for (ExprId kid : expr.kids) write(kid, false, level + 1);
}

void ListWriter::named(const Expr& expr, bool negated, int level) {
  const Rule& rule = newest(law_, expr.index);
  const std::string& id = law_.groups[expr.index].id;
  const std::string text = rule.gist.empty() ? id : rule.gist.in(lang_) + "  (" + id + ")";
  line(level, (negated ? say(lang_, "并非：", "not: ") : "") + text);
  // A body is shown once; the list could double with each level otherwise.
  if (depth_ == Depth::kBodies && shown_.insert(expr.index).second)
    write(rule.when, false, level + 1);
}

std::string ListWriter::test(ExprId id, const Expr& expr, bool negated) const {
  const Fact& fact = law_.vocabulary[expr.fact];
  const std::string source =
      "  (" + std::string(negated ? "not " : "") + expr_source(law_, id) + ")";
  if (!negated) return fact_text(law_, expr.fact, expr.set, lang_) + source;
  if (expr.set.is_interval()) {
    return say(lang_, "并非：", "not: ") + fact_text(law_, expr.fact, expr.set, lang_) + source;
  }
  const ValueSet rest = fact.all().without(expr.set);
  // `not a` and `not not a` would be hard to read beside the answer.
  if (fact.type == FactType::kYesNo) {
    const bool yes = rest.mask() == ValueSet::kYesBit;
    return fact_text(law_, expr.fact, rest, lang_) + "  (" + (yes ? "" : "not ") + fact.id + ")";
  }
  return fact_text(law_, expr.fact, rest, lang_) + source;
}

std::string ListWriter::param_test(const Expr& expr, bool negated) const {
  const Param& param = law_.params[expr.index];
  const Fact& fact = law_.vocabulary[expr.fact];
  const Compare compare = negated ? opposite(expr.compare) : expr.compare;
  const std::int64_t newest_value = param.values.back().value;
  const std::string space = lang_ == Lang::kZh ? "" : " ";
  return fact.ask.in(lang_) + space + compare_words(compare).in(lang_) + space +
         value_text(law_, expr.fact, ValueSet::of_interval(newest_value, newest_value), lang_) +
         "  (" + fact.id + ", " + param.id + ")";
}

std::string ListWriter::leaf(ExprId id, const Expr& expr, bool negated) const {
  const std::string no = negated ? say(lang_, "并非：", "not: ") : "";
  switch (expr.op) {
    case Op::kConst: {
      const Tri value = negated ? tri_not(expr.constant) : expr.constant;
      return value == Tri::kYes  ? say(lang_, "总是如此", "always")
             : value == Tri::kNo ? say(lang_, "从不如此", "never")
                                 : say(lang_, "未知", "unknown");
    }
    case Op::kReading: {
      const Reading& reading = law_.readings[expr.index];
      const Choice& choice = reading.choices[expr.choice];
      return no + say(lang_, "采用解释 ", "the reading is ") + reading.name + " = " + choice.name +
             say(lang_, "：", ": ") + choice.gist.in(lang_);
    }
    case Op::kViolated:
      return no + say(lang_, "违反：", "breached: ") + newest(law_, expr.index).gist.in(lang_) +
             "  (" + law_.groups[expr.index].id + ")";
    case Op::kBreached:
      return no + say(lang_, "违反任一规则", "any rule is breached");
    default:
      return no + say(lang_, "结论：", "the outcome: ") + expr_source(law_, id);
  }
}

void ListWriter::write(ExprId id, bool negated, int level) {
  const Expr& expr = law_.exprs[id];
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr:
      return list(expr, negated, level);
    case Op::kNot:
      return write(expr.kids.front(), !negated, level);
    case Op::kDefine:
    case Op::kHolds:
      return named(expr, negated, level);
    case Op::kTest:
      return line(level, test(id, expr, negated));
    case Op::kTestParam:
      return line(level, param_test(expr, negated));
    case Op::kConst:
    case Op::kReading:
    case Op::kOutcome:
    case Op::kViolated:
    case Op::kBreached:
      return line(level, leaf(id, expr, negated));
  }
}

}  // namespace

std::string condition_words(const Law& law, const std::string& title, ExprId id, Lang lang,
                            int level, Depth depth) {
  const Expr& expr = law.exprs[id];
  ListWriter writer(law, lang, depth);
  std::string head = std::string(static_cast<std::size_t>(level) * 2, ' ') + title;
  if (expr.op == Op::kAnd || expr.op == Op::kOr) {
    head += expr.op == Op::kAnd ? say(lang, "：以下全部具备", ": all of these")
                                : say(lang, "：以下任一具备", ": any of these");
    for (ExprId kid : expr.kids) writer.write(kid, false, level + 1);
  } else {
    writer.write(id, false, level + 1);
  }
  return head + "\n" + writer.take();
}

void collect_reads(const Law& law, ExprId id, Reads& reads) {
  const Expr& expr = law.exprs[id];
  for (ExprId kid : expr.kids) collect_reads(law, kid, reads);
  switch (expr.op) {
    case Op::kTest:
      reads.facts.insert(expr.fact);
      return;
    case Op::kTestParam:
      reads.facts.insert(expr.fact);
      reads.params.insert(expr.index);
      return;
    case Op::kReading:
      reads.readings.insert(expr.index);
      return;
    case Op::kDefine:
    case Op::kHolds:
    case Op::kViolated:
      reads.groups.insert(expr.index);
      return;
    case Op::kConst:
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot:
    case Op::kOutcome:
    case Op::kBreached:
      return;
  }
}

bool has_requirement(const Rule& rule) {
  return rule.sort == Sort::kCondition || rule.sort == Sort::kProhibition ||
         rule.sort == Sort::kObligation || rule.sort == Sort::kDerived;
}

Reads reads_of(const Law& law, const Rule& rule) {
  Reads reads;
  if (rule.sort == Sort::kPresume) reads.facts.insert(rule.presumed_fact);
  collect_reads(law, rule.when, reads);
  if (has_requirement(rule)) collect_reads(law, rule.then, reads);
  if (!rule.schedule) return reads;
  if (rule.schedule->done) collect_reads(law, *rule.schedule->done, reads);
  for (const Timing& timing : rule.schedule->timings) {
    if (timing.from) reads.facts.insert(*timing.from);
    if (timing.span && timing.span->param) reads.params.insert(*timing.span->param);
  }
  return reads;
}

const Rule& newest(const Law& law, GroupId group) {
  return law.rules[law.groups[group].versions.back()];
}

std::string interval_words(const DayInterval& interval, Lang lang) {
  const std::string from = format_date(interval.from);
  if (!interval.until) return say(lang, "自 ", "from ") + from + say(lang, " 起", " on");
  return from + say(lang, " 起，至 ", " until before ") + format_date(*interval.until) +
         say(lang, " 前", "");
}

}  // namespace lawful
