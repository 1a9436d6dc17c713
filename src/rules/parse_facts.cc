// The `facts` fence: facts and implications.
#include "rules/parse_expr.h"
#include "rules/parse_file.h"

namespace lawful {
namespace {

bool parse_value_decl(Cursor& cursor, FactDecl& out) {
  const std::optional<Word> name = cursor.take_word("the name of a value");
  if (!name) return false;
  std::optional<Gist> label = cursor.take_gist();
  if (!label) return false;
  out.values.push_back({*name, *std::move(label)});
  return true;
}

bool parse_control(Cursor& cursor, FactDecl& out) {
  const std::optional<Word> word = cursor.take_word("who controls the fact");
  if (!word) return false;
  if (out.control) {
    cursor.error(word->at, "`control` stands twice");
    return false;
  }
  out.control = word;
  return true;
}

bool parse_effort(Cursor& cursor, FactDecl& out) {
  const Site at = cursor.at();
  const std::optional<Word> word = cursor.take_word("a number from 1 to 9");
  if (!word) return false;
  if (out.effort) {
    cursor.error(at, "`effort` stands twice");
    return false;
  }
  out.effort = word;
  return true;
}

bool parse_fact(Cursor& cursor, ParsedFile& out) {
  FactDecl fact;
  fact.at = cursor.take().at;
  const std::optional<Word> name = cursor.take_word("the name of a fact");
  if (!name || !cursor.take_symbol(":")) return false;
  const std::optional<Word> type = cursor.take_word("a type");
  if (!type) return false;
  fact.name = *name;
  fact.type = *type;
  if (type->text == "count") {
    const std::optional<Word> unit = cursor.take_word("a unit");
    if (!unit) return false;
    fact.unit = *unit;
  }
  while (!cursor.at_end()) {
    bool good = false;
    if (cursor.skip_word("value")) {
      good = parse_value_decl(cursor, fact);
    } else if (cursor.skip_word("means")) {
      good = parse_gist_into(cursor, fact.means);
    } else if (cursor.skip_word("ask")) {
      good = parse_gist_into(cursor, fact.ask);
    } else if (cursor.skip_word("evaluative")) {
      good = parse_gist_into(cursor, fact.evaluative);
    } else if (cursor.skip_word("control")) {
      good = parse_control(cursor, fact);
    } else if (cursor.skip_word("effort")) {
      good = parse_effort(cursor, fact);
    } else if (cursor.at_word("per-year")) {
      fact.per_year = cursor.take();
      good = true;
    } else {
      return cursor.wanted(
          "`value`, `means`, `ask`, `control`, `effort`, `evaluative` or `per-year`");
    }
    if (!good) return false;
  }
  out.facts.push_back(std::move(fact));
  return true;
}

bool parse_literals(Cursor& cursor, std::vector<ExprNode>& out) {
  do {
    std::optional<ExprNode> literal = parse_literal(cursor);
    if (!literal) return false;
    out.push_back(*std::move(literal));
  } while (cursor.skip_word("and"));
  if (!cursor.at_word("or")) return true;
  return cursor.wanted(
      "`and`", "an implication joins literals by `and`; write one for each side of an `or`");
}

}  // namespace

bool parse_imply(Cursor& cursor, ParsedFile& out) {
  ImplyDecl imply;
  imply.at = cursor.take().at;
  std::optional<std::vector<Citation>> cites = cursor.take_citations();
  if (!cites) return false;
  imply.cites = *std::move(cites);
  if (!parse_literals(cursor, imply.left)) return false;
  imply.both_ways = cursor.skip_symbol("<=>");
  if (!imply.both_ways && !cursor.skip_symbol("=>")) return cursor.wanted("`and`, `=>` or `<=>`");
  if (!parse_literals(cursor, imply.right)) return false;
  if (cursor.skip_word("in-force")) {
    imply.in_force = cursor.take_interval();
    if (!imply.in_force) return false;
  }
  if (!parse_end(cursor, "`and`, `in-force` or the end of the statement")) return false;
  out.implies.push_back(std::move(imply));
  return true;
}

void parse_facts_fence(Cursor& cursor, ParsedFile& out) {
  while (cursor.next_statement()) {
    if (cursor.token().text == "fact") {
      parse_fact(cursor, out);
    } else if (cursor.token().text == "imply") {
      parse_imply(cursor, out);
    } else {
      cursor.error(cursor.at(),
                   "a `facts` fence holds `fact` and `imply`, not " + quoted(cursor.token().text),
                   did_you_mean(cursor.token().text, {"fact", "imply"}));
    }
  }
}

}  // namespace lawful
