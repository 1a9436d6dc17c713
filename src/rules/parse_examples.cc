// The `examples` fence: a rule, the status it must have, and the facts that give it.
#include "rules/parse_expr.h"
#include "rules/parse_file.h"

namespace lawful {
namespace {

// `reading NAME = CHOICE`, or with the brackets of an expression.
bool parse_reading(Cursor& cursor, ExampleDecl& out) {
  const bool open = cursor.skip_symbol("(");
  const std::optional<Word> name = cursor.take_word("the name of a reading");
  if (!name || (open && !cursor.take_symbol(")")) || !cursor.take_symbol("=")) return false;
  const std::optional<Word> choice = cursor.take_word("a choice of the reading");
  if (!choice) return false;
  out.readings.emplace_back(*name, *choice);
  return true;
}

bool parse_date_of(Cursor& cursor, const Site& at, ExampleDecl& out) {
  if (!cursor.take_symbol("=")) return false;
  const std::optional<Date> date = cursor.take_date();
  if (!date) return false;
  if (out.date) {
    cursor.error(at, "`at` stands twice");
    return false;
  }
  out.date = date;
  out.date_at = at;
  return true;
}

bool parse_setting(Cursor& cursor, ExampleDecl& out) {
  const Site at = cursor.at();
  if (cursor.skip_word("reading")) return parse_reading(cursor, out);
  if (cursor.skip_word("at")) return parse_date_of(cursor, at, out);
  std::optional<ExprNode> literal = parse_literal(cursor);
  if (!literal) return false;
  out.facts.push_back(*std::move(literal));
  return true;
}

bool parse_example(Cursor& cursor, ParsedFile& out) {
  ExampleDecl example;
  example.at = cursor.at();
  if (cursor.token().kind != TokenKind::kWord) return cursor.wanted("the name of a rule");
  example.rule = cursor.take();
  const std::optional<Word> status = cursor.take_word("a status");
  if (!status || !cursor.take_symbol(":")) return false;
  example.status = *status;
  while (!cursor.at_end()) {
    if (!parse_setting(cursor, example)) return false;
    if (!cursor.at_end() && !cursor.take_symbol(";")) return false;
  }
  out.examples.push_back(std::move(example));
  return true;
}

}  // namespace

void parse_examples_fence(Cursor& cursor, ParsedFile& out) {
  while (cursor.next_statement()) parse_example(cursor, out);
}

}  // namespace lawful
