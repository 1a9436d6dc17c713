#pragma once
// One Markdown file to what it declares. Everything that can be said about a file alone is said
// here; names are resolved by the linker.

#include <string_view>

#include "rules/parse_cursor.h"
#include "rules/parse_tree.h"

namespace lawful {

constexpr std::size_t kFileMax = std::size_t{16} << 20;  // docs/law-language.md#limits

// Reports what it cannot read and goes on at the next statement. A file that is too large, is not
// UTF-8 or holds control characters is not read any further than that.
ParsedFile parse_file(std::string_view text, std::uint32_t file, Messages& messages);

// The statements of one fence, into `out`.
void parse_facts_fence(Cursor& cursor, ParsedFile& out);
void parse_steps_fence(Cursor& cursor, ParsedFile& out);
void parse_law_fence(Cursor& cursor, ParsedFile& out);
void parse_examples_fence(Cursor& cursor, ParsedFile& out);

// Shared by the fences. Each reports and returns false when it cannot read on.
bool parse_imply(Cursor& cursor, ParsedFile& out);
// Sets `out` from the gist that stands here, unless it is set already.
bool parse_gist_into(Cursor& cursor, std::optional<Gist>& out);
// Is this the end of a statement? Otherwise reports what is left over.
bool parse_end(Cursor& cursor, std::string_view clauses);

}  // namespace lawful
