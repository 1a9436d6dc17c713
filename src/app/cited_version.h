#pragma once
// A citation that names a version of a law: `draft-2020:62`, `pipl@draft-2020:62`. A citation that
// names none is always the enacted law's, so that the numbers of a draft, which are its own, are
// never taken for the law's.

#include <optional>
#include <string>

#include "app/command.h"
#include "base/result.h"

namespace lawful {

struct CitedVersion {
  // Of a version that decides: the same citation without the version. Else what was given.
  std::string text;
  // Of a draft or a proposal: the page that answers.
  std::optional<std::string> page;
};

// Errors: kNotFound for a version that is not there, with those that are; kInvalid for a place that
// the draft does not have, with what it has, and for a draft that cannot be loaded.
Result<CitedVersion> cited_version(const Call& call, const std::string& text, bool examples);

}  // namespace lawful
