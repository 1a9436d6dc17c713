#pragma once
// The clauses of `due` and `route`: when, until when, how often, with which documents.
//
//   promptly | before-act | yearly 01-31
//   by [SPAN before|after] DATE-FACT      opens …      keep …      valid …
//   every SPAN [after DATE-FACT]
//   done EXPR                             document zh "…" en "…"
//
// A span is `10 working-days` or the name of a parameter.

#include "rules/parse_cursor.h"

namespace lawful {

bool at_schedule_clause(const Cursor& cursor, Sort sort);
// Reads the clause that stands here; reports and returns false when it cannot.
bool parse_schedule_clause(Cursor& cursor, RuleDecl& rule);
// For messages: "`by`, `opens`, …, ".
std::string schedule_clauses(Sort sort);

}  // namespace lawful
