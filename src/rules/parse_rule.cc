#include "rules/parse_rule.h"

#include <array>

#include "rules/parse_expr.h"
#include "rules/parse_file.h"
#include "rules/parse_schedule.h"

namespace lawful {
namespace {

// What a sort is made of, beside name, citations, gist, `in-force` and `mark`.
struct Shape {
  Sort sort;
  std::string_view when;  // the word before its first expression; empty: none of its own
  bool when_needed;
  bool then_allowed;
  bool then_needed;
  bool consequence;
  std::string_view targets;  // `of`, `to` or nothing
};
constexpr std::array<Shape, 14> kShapes = {{
    {Sort::kScope, "require", true, false, false, false, ""},
    {Sort::kEntitlement, "when", true, false, false, true, ""},
    {Sort::kGround, "when", true, false, false, false, "of"},
    {Sort::kCondition, "when", true, true, true, true, ""},
    {Sort::kProhibition, "when", true, true, false, true, ""},
    {Sort::kObligation, "when", true, true, true, true, ""},
    {Sort::kDerived, "when", true, true, false, true, ""},
    {Sort::kException, "when", true, false, false, false, "to"},
    {Sort::kDefine, "", false, false, false, false, ""},
    {Sort::kPresume, "when", true, false, false, false, ""},
    {Sort::kServe, "when", true, false, false, false, "of"},
    {Sort::kSettle, "when", true, false, false, false, "of"},
    {Sort::kDue, "when", true, false, false, false, ""},
    {Sort::kRoute, "when", true, false, false, false, ""},
}};

const Shape& shape_of(Sort sort) {
  std::size_t i = 0;
  while (kShapes[i].sort != sort) ++i;
  return kShapes[i];
}

bool once(Cursor& cursor, bool seen, const Word& clause) {
  if (!seen) return true;
  cursor.error(clause.at, "`" + std::string(clause.text) + "` stands twice in one statement");
  return false;
}

bool parse_expr_into(Cursor& cursor, std::optional<ExprNode>& out) {
  const Word clause = cursor.take();
  if (!once(cursor, out.has_value(), clause)) return false;
  out = parse_expr(cursor);
  return out.has_value();
}

bool parse_interval_into(Cursor& cursor, std::optional<WrittenInterval>& out) {
  const Word clause = cursor.take();
  if (!once(cursor, out.has_value(), clause)) return false;
  out = cursor.take_interval();
  return out.has_value();
}

bool parse_consequence(Cursor& cursor, RuleDecl& rule) {
  const Word clause = cursor.take();
  if (!once(cursor, !rule.consequence.empty(), clause)) return false;
  std::optional<std::vector<Citation>> cites = cursor.take_citations();
  if (!cites) return false;
  if (cites->empty()) return cursor.wanted("a citation such as `[5.1]`");
  rule.consequence = *std::move(cites);
  return true;
}

// `overlaps pipl.quality zh "…" en "…"`, once for each rule.
bool parse_overlap(Cursor& cursor, RuleDecl& rule) {
  OverlapDecl overlap;
  cursor.take();
  const std::optional<Word> name = cursor.take_word("a rule");
  if (!name) return false;
  overlap.rule = *name;
  if (!cursor.at_word("zh") && !cursor.at_word("en"))
    return cursor.wanted("`zh` or `en` and the reason");
  if (!parse_gist_into(cursor, overlap.why)) return false;
  rule.overlaps.push_back(std::move(overlap));
  return true;
}

// `of lawful_basis`, `to publication, pipl.notice_before`
bool parse_targets(Cursor& cursor, const Shape& shape, RuleDecl& rule) {
  if (shape.targets.empty()) return true;
  const bool exception = shape.sort == Sort::kException;
  const std::string_view what = exception                     ? "a rule"
                                : shape.sort == Sort::kGround ? "an entitlement"
                                                              : "an open term";
  if (!cursor.skip_word(shape.targets))
    return cursor.wanted(exception ? "a citation or `to` and the rules that it releases"
                         : shape.sort == Sort::kGround
                             ? "a citation or `of` and the entitlement that it is a ground of"
                             : "a citation or `of` and the open term that it answers");
  do {
    const std::optional<Word> target = cursor.take_word(what);
    if (!target) return false;
    rule.targets.push_back(*target);
  } while (exception && cursor.skip_symbol(","));
  return true;
}

// What follows name and citations: `of E`, `to R`, `:= expr`, `FACT = VALUE`.
bool parse_head(Cursor& cursor, const Shape& shape, RuleDecl& rule) {
  if (shape.sort == Sort::kDefine) {
    if (!cursor.take_symbol(":=")) return false;
    rule.when = parse_expr(cursor);
    return rule.when.has_value();
  }
  if (shape.sort == Sort::kPresume) {
    rule.presumed = parse_literal(cursor);
    return rule.presumed.has_value();
  }
  return parse_targets(cursor, shape, rule);
}

// Of what is breached in the first layer.
bool may_overlap(const Shape& shape) { return shape.consequence && shape.sort != Sort::kDerived; }

std::string clauses_of(const Shape& shape) {
  std::string out = "`zh`, `en`, ";
  if (!shape.when.empty()) out += "`" + std::string(shape.when) + "`, ";
  if (shape.then_allowed) out += "`then`, ";
  if (shape.consequence) out += "`consequence`, ";
  if (may_overlap(shape)) out += "`overlaps`, ";
  return out + schedule_clauses(shape.sort) + "`in-force` or `mark`";
}

bool parse_clause(Cursor& cursor, const Shape& shape, RuleDecl& rule) {
  if (cursor.at_word("zh") || cursor.at_word("en")) return parse_gist_into(cursor, rule.gist);
  if (!shape.when.empty() && cursor.at_word(shape.when)) return parse_expr_into(cursor, rule.when);
  if (shape.then_allowed && cursor.at_word("then")) return parse_expr_into(cursor, rule.then);
  if (shape.consequence && cursor.at_word("consequence")) return parse_consequence(cursor, rule);
  if (may_overlap(shape) && cursor.at_word("overlaps")) return parse_overlap(cursor, rule);
  if (cursor.at_word("in-force")) return parse_interval_into(cursor, rule.in_force);
  if (cursor.at_word("mark")) return parse_mark(cursor, rule.mark);
  if (at_schedule_clause(cursor, shape.sort)) return parse_schedule_clause(cursor, rule);
  return cursor.wanted(clauses_of(shape));
}

bool has_its_clauses(Cursor& cursor, const Shape& shape, const RuleDecl& rule) {
  const std::string what = with_article(noun_of(shape.sort)) + " without `";
  if (shape.when_needed && !rule.when) {
    const bool scope = shape.sort == Sort::kScope;
    cursor.error(rule.at, what + std::string(shape.when) + "`",
                 scope ? "say what must be so for the law to speak to an act"
                       : "say when it speaks to an act; `when yes` is always");
    return false;
  }
  if (shape.sort == Sort::kDue && rule.timings.empty()) {
    cursor.error(rule.at, "a due rule without its time",
                 "write `promptly`, `before-act`, `by`, `keep`, `every` or `yearly`");
    return false;
  }
  if (!shape.then_needed || rule.then) return true;
  cursor.error(rule.at, what + "then`", "say what it requires; a prohibition may leave that out");
  return false;
}

}  // namespace

std::optional<Sort> sort_of(std::string_view keyword) {
  for (const Shape& shape : kShapes)
    if (keyword == to_string(shape.sort)) return shape.sort;
  return std::nullopt;
}

std::vector<std::string> sort_names() {
  std::vector<std::string> out;
  for (const Shape& shape : kShapes) out.emplace_back(to_string(shape.sort));
  return out;
}

bool parse_mark(Cursor& cursor, std::optional<Word>& out) {
  const Word clause = cursor.take();
  if (!once(cursor, out.has_value(), clause)) return false;
  out = cursor.take_word("a mark of evidence");
  return out.has_value();
}

bool parse_rule(Cursor& cursor, Sort sort, ParsedFile& out) {
  const Shape& shape = shape_of(sort);
  RuleDecl rule;
  rule.sort = sort;
  rule.at = cursor.take().at;
  const std::optional<Word> name = cursor.take_word("a name");
  if (!name) return false;
  rule.name = *name;
  std::optional<std::vector<Citation>> cites = cursor.take_citations();
  if (!cites) return false;
  rule.cites = *std::move(cites);
  if (!parse_head(cursor, shape, rule)) return false;
  while (!cursor.at_end())
    if (!parse_clause(cursor, shape, rule)) return false;
  if (!has_its_clauses(cursor, shape, rule)) return false;
  out.rules.push_back(std::move(rule));
  return true;
}

}  // namespace lawful
