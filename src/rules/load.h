#pragma once
// Reads packs: Markdown files in, a checked Law out, or every error found with its place and its
// mend. Pure: the caller reads the files.
//
// All errors of all files are reported together, in the order of the files, so that an author mends
// them in one go.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/position.h"
#include "base/result.h"
#include "rules/law.h"

namespace lawful {

struct SourceFile {
  std::string path;  // `law/pipl/enacted-2021/10-chapter-1.md`
  std::string text;
};

enum class Severity { kError, kWarning };
struct Diagnostic {
  Severity severity = Severity::kError;
  Position at;
  std::string article;  // `13` when it stands under a heading of an article
  std::string message;  // lower case, no final stop, identifiers in backticks
  std::string advice;   // what would be right; may be empty
};
// `law/x.md:12:3: error: unknown fact `consent.gven` (article 13); did you mean `consent.given`?`
std::string to_string(const Diagnostic& diagnostic);

struct LoadOptions {
  // `pipl@enacted-2021`: which packs take part; empty: every pack that is enacted or an instrument.
  // The vocabulary always takes part.
  std::vector<std::string> packs;
  // Also check the packs that do not take part. Without it they are only read: a program that
  // decides need not link every draft first.
  bool check_others = true;
};

struct Loaded {
  Law law;
  std::vector<Diagnostic> diagnostics;  // errors first; warnings do not stop the load
  bool ok() const;                      // no error
};

Loaded load_law(const std::vector<SourceFile>& files, const LoadOptions& options);

}  // namespace lawful
