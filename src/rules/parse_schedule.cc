#include "rules/parse_schedule.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "rules/parse_expr.h"
#include "rules/parse_file.h"

namespace lawful {
namespace {

struct ClauseShape {
  std::string_view word;
  TimingKind kind;
  Sort sort;
  bool span_needed;
  bool fact_needed;
  bool bare;  // nothing follows
};
constexpr std::array<ClauseShape, 7> kTimings = {{
    {"promptly", TimingKind::kPromptly, Sort::kDue, false, false, true},
    {"before-act", TimingKind::kBeforeAct, Sort::kDue, false, false, true},
    {"by", TimingKind::kBy, Sort::kDue, false, true, false},
    {"opens", TimingKind::kOpens, Sort::kDue, false, true, false},
    {"keep", TimingKind::kKeep, Sort::kDue, true, true, false},
    {"every", TimingKind::kEvery, Sort::kDue, true, false, false},
    {"valid", TimingKind::kValid, Sort::kRoute, true, true, false},
}};

const ClauseShape* shape_at(const Cursor& cursor, Sort sort) {
  for (const ClauseShape& shape : kTimings)
    if (shape.sort == sort && cursor.at_word(shape.word)) return &shape;
  return nullptr;
}

// A parameter of another law has a dot, as every fact has: what follows tells them apart.
bool is_param_next(const Cursor& cursor, const ClauseShape& shape) {
  if (cursor.token().text.find('.') == std::string_view::npos) return true;
  const bool has_direction = cursor.at_second_word("before") || cursor.at_second_word("after");
  return has_direction || (shape.span_needed && !shape.fact_needed);
}

// `10 working-days after` or `filing_days before`; leaves a bare fact alone.
bool parse_span(Cursor& cursor, const ClauseShape& shape, TimingDecl& out) {
  if (cursor.at_number()) {
    const std::optional<std::int64_t> number = cursor.take_number();
    if (!number) return false;
    const std::optional<Word> unit = cursor.take_word("a unit of time");
    if (!unit) return false;
    out.number = number;
    out.unit = *unit;
  } else if (cursor.at_any_word() && is_param_next(cursor, shape)) {
    out.param = cursor.take();
  } else if (cursor.at_any_word() && shape.span_needed) {
    return cursor.wanted("a number with its unit, or a parameter");
  }
  return true;
}

bool parse_from(Cursor& cursor, const ClauseShape& shape, TimingDecl& out) {
  const bool has_span = out.number.has_value() || !out.param.text.empty();
  if (has_span) {
    if (cursor.skip_word("before")) {
      out.before = true;
    } else if (!cursor.skip_word("after")) {
      if (!shape.fact_needed) return true;
      return cursor.wanted("`before` or `after`");
    }
  }
  const std::optional<Word> fact = cursor.take_word("a fact that is a date");
  if (!fact) return false;
  out.from = *fact;
  return true;
}

bool parse_timing(Cursor& cursor, const ClauseShape& shape, RuleDecl& rule) {
  TimingDecl timing;
  timing.kind = shape.kind;
  timing.at = cursor.take().at;
  if (!shape.bare && (!parse_span(cursor, shape, timing) || !parse_from(cursor, shape, timing)))
    return false;
  rule.timings.push_back(timing);
  return true;
}

// `01-31`
bool parse_yearly(Cursor& cursor, RuleDecl& rule) {
  TimingDecl timing;
  timing.kind = TimingKind::kYearly;
  timing.at = cursor.take().at;
  const std::string_view advice = "a day of the year such as `01-31`";
  const std::optional<Word> word = cursor.take_word(advice);
  if (!word) return false;
  const std::string_view text = word->text;
  // 2000 is a leap year, so every day that some year has exists in it.
  const Result<Date> date = parse_date("2000-" + std::string(text));
  if (!date) {
    cursor.error(word->at, quoted(text) + " is no day of the year",
                 "write month and day, such as `01-31`");
    return false;
  }
  timing.month = unsigned{date->month()};
  timing.day = unsigned{date->day()};
  rule.timings.push_back(timing);
  return true;
}

bool parse_done(Cursor& cursor, RuleDecl& rule) {
  const Word clause = cursor.take();
  if (rule.done) {
    cursor.error(clause.at, "`done` stands twice in one statement");
    return false;
  }
  rule.done = parse_expr(cursor);
  return rule.done.has_value();
}

bool parse_document(Cursor& cursor, RuleDecl& rule) {
  cursor.take();
  std::optional<Gist> gist;
  if (!cursor.at_word("zh") && !cursor.at_word("en")) return cursor.wanted("`zh` or `en`");
  if (!parse_gist_into(cursor, gist)) return false;
  rule.documents.push_back(*std::move(gist));
  return true;
}

}  // namespace

bool at_schedule_clause(const Cursor& cursor, Sort sort) {
  if (shape_at(cursor, sort) != nullptr) return true;
  if (sort == Sort::kDue)
    return cursor.at_word("yearly") || cursor.at_word("done") || cursor.at_word("of");
  return sort == Sort::kRoute && cursor.at_word("document");
}

bool parse_schedule_clause(Cursor& cursor, RuleDecl& rule) {
  if (cursor.at_word("done")) return parse_done(cursor, rule);
  if (cursor.at_word("document")) return parse_document(cursor, rule);
  if (cursor.at_word("yearly")) return parse_yearly(cursor, rule);
  if (const ClauseShape* shape = shape_at(cursor, rule.sort))
    return parse_timing(cursor, *shape, rule);
  const Word clause = cursor.take();  // `of`
  if (!rule.targets.empty()) {
    cursor.error(clause.at, "`of` stands twice in one statement");
    return false;
  }
  const std::optional<Word> route = cursor.take_word("a route");
  if (route) rule.targets.push_back(*route);
  return route.has_value();
}

std::string schedule_clauses(Sort sort) {
  if (sort == Sort::kRoute) return "`document`, `valid`, ";
  if (sort != Sort::kDue) return {};
  return "`of`, `promptly`, `before-act`, `by`, `opens`, `keep`, `every`, `yearly`, `done`, ";
}

}  // namespace lawful
