#pragma once
// Statements that become rules: scope, entitlement, ground, condition, prohibition, obligation,
// derived, exception, define, presume, serve, settle, due, route. Which clauses a sort may have,
// must have and calls them is said in one table, in parse_rule.cc.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/parse_cursor.h"

namespace lawful {

std::optional<Sort> sort_of(std::string_view keyword);
std::vector<std::string> sort_names();

bool parse_rule(Cursor& cursor, Sort sort, ParsedFile& out);
// `mark P`; which marks there are is for the linker.
bool parse_mark(Cursor& cursor, std::optional<Word>& out);

}  // namespace lawful
