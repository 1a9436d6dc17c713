#include "rules/parse_expr.h"

#include <array>
#include <utility>

namespace lawful {
namespace {

constexpr std::array<std::pair<std::string_view, Compare>, 6> kCompares = {
    {{"<", Compare::kLess},
     {"<=", Compare::kLessEqual},
     {">", Compare::kGreater},
     {">=", Compare::kGreaterEqual},
     {"=", Compare::kEqual},
     {"!=", Compare::kNotEqual}}};

// What may stand behind an expression and therefore is no unit.
bool ends_number(std::string_view word) {
  return word == "and" || word == "or" || word == "then" || word == "zh" || word == "en" ||
         word == "when" || word == "mark" || word == "in-force" || word == "consequence" ||
         word == "overlaps";
}

class ExprParser {
 public:
  explicit ExprParser(Cursor& cursor) : cursor_(cursor) {}

  std::optional<ExprNode> parse_or(int depth) {
    return parse_list(depth, "or", NodeKind::kOr, &ExprParser::parse_and);
  }

  std::optional<ExprNode> parse_literal(int depth) {
    if (!cursor_.at_word("not")) return parse_test();
    return parse_negation(depth, &ExprParser::parse_literal);
  }

 private:
  using Parse = std::optional<ExprNode> (ExprParser::*)(int);

  std::optional<ExprNode> parse_and(int depth) {
    return parse_list(depth, "and", NodeKind::kAnd, &ExprParser::parse_not);
  }

  std::optional<ExprNode> parse_list(int depth, std::string_view word, NodeKind kind,
                                     Parse parse_kid) {
    ExprNode list;
    list.kind = kind;
    list.at = cursor_.at();
    do {
      std::optional<ExprNode> kid = (this->*parse_kid)(depth);
      if (!kid) return std::nullopt;
      list.kids.push_back(*std::move(kid));
    } while (cursor_.skip_word(word));
    if (list.kids.size() > 1) return list;
    ExprNode only = std::move(list.kids.front());
    return only;
  }

  std::optional<ExprNode> parse_not(int depth) {
    if (!cursor_.at_word("not")) return parse_primary(depth);
    return parse_negation(depth, &ExprParser::parse_not);
  }

  std::optional<ExprNode> parse_negation(int depth, Parse parse_kid) {
    ExprNode out;
    out.kind = NodeKind::kNot;
    out.at = cursor_.take().at;
    if (!deep_enough(out.at, depth)) return std::nullopt;
    std::optional<ExprNode> kid = (this->*parse_kid)(depth + 1);
    if (!kid) return std::nullopt;
    out.kids.push_back(*std::move(kid));
    return out;
  }

  bool deep_enough(const Site& at, int depth) {
    if (depth < kExprDepthMax) return true;
    cursor_.error(at, "an expression of more than " + std::to_string(kExprDepthMax) + " levels",
                  "name a part of it with `define`");
    return false;
  }

  std::optional<ExprNode> parse_primary(int depth) {
    if (cursor_.at_symbol("(")) {
      const Site open = cursor_.take().at;
      if (!deep_enough(open, depth)) return std::nullopt;
      std::optional<ExprNode> inner = parse_or(depth + 1);
      if (!inner || !cursor_.take_symbol(")")) return std::nullopt;
      return inner;
    }
    if (cursor_.at_word("yes") || cursor_.at_word("no")) {
      ExprNode out;
      out.at = cursor_.at();
      out.constant = cursor_.take().text == "yes";
      return out;
    }
    if (cursor_.at_word("holds")) return parse_call(NodeKind::kHolds);
    if (cursor_.at_word("violated")) return parse_call(NodeKind::kViolated);
    if (cursor_.at_word("reading")) return parse_reading();
    return parse_test();
  }

  std::optional<ExprNode> parse_call(NodeKind kind) {
    ExprNode out;
    out.kind = kind;
    out.at = cursor_.take().at;
    if (!cursor_.take_symbol("(")) return std::nullopt;
    const std::optional<Word> name = cursor_.take_word("a name");
    if (!name || !cursor_.take_symbol(")")) return std::nullopt;
    out.name = *name;
    return out;
  }

  std::optional<ExprNode> parse_reading() {
    std::optional<ExprNode> out = parse_call(NodeKind::kReading);
    if (!out || !cursor_.take_symbol("=")) return std::nullopt;
    const std::optional<Word> choice = cursor_.take_word("a choice of the reading");
    if (!choice) return std::nullopt;
    out->values.push_back(*choice);
    return out;
  }

  std::optional<ExprNode> parse_test() {
    ExprNode out;
    out.at = cursor_.at();
    const std::optional<Word> name = cursor_.take_word("a fact, a name or `(`");
    if (!name) return std::nullopt;
    if (is_reserved(name->text) && name->text != "kind" && name->text != "outcome" &&
        name->text != "breached") {
      cursor_.error(name->at, quoted(name->text) + " stands where a fact or a name should");
      return std::nullopt;
    }
    out.kind = name->text == "breached" ? NodeKind::kBreached : NodeKind::kName;
    out.name = *name;
    if (cursor_.skip_word("in")) return parse_set(std::move(out));
    for (const auto& [symbol, compare] : kCompares) {
      if (!cursor_.skip_symbol(symbol)) continue;
      out.compare = compare;
      return parse_value(std::move(out));
    }
    return out;
  }

  std::optional<ExprNode> parse_value(ExprNode out) {
    out.kind = NodeKind::kCompare;
    const bool number = cursor_.at_number();
    const std::optional<Word> value = cursor_.take_word("a value");
    if (!value) return std::nullopt;
    out.values.push_back(*value);
    const bool counted = number && !is_date_word(value->text);
    if (counted && cursor_.at_any_word() && !ends_number(cursor_.token().text))
      out.unit = cursor_.take();
    return out;
  }

  std::optional<ExprNode> parse_set(ExprNode out) {
    out.kind = NodeKind::kIn;
    if (!cursor_.take_symbol("{")) return std::nullopt;
    do {
      const std::optional<Word> value = cursor_.take_word("a value");
      if (!value) return std::nullopt;
      out.values.push_back(*value);
    } while (cursor_.skip_symbol(","));
    if (cursor_.skip_symbol("}")) return out;
    cursor_.wanted("`,` or `}`");
    return std::nullopt;
  }

  Cursor& cursor_;
};

}  // namespace

std::optional<ExprNode> parse_expr(Cursor& cursor) { return ExprParser(cursor).parse_or(0); }

std::optional<ExprNode> parse_literal(Cursor& cursor) {
  return ExprParser(cursor).parse_literal(0);
}

}  // namespace lawful
