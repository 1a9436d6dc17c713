#pragma once
// Where the law comes from: the files built into the program, or those of --law-dir.

#include <string>
#include <string_view>
#include <vector>

#include "app/command.h"
#include "base/result.h"
#include "rules/load.h"

namespace lawful {

// The Markdown files of `call`'s law, in byte order of their paths. Errors: kInvalid for a folder
// that cannot be read.
Result<std::vector<SourceFile>> law_files(const Call& call);

// The packs that `files` hold, as `law@version`, by what their front matter says.
std::vector<std::string> pack_names(const std::vector<SourceFile>& files);

// The law that `call` asks for, loaded and checked. Errors: kNotFound for a --law that there is
// not; kInvalid for files of the user's that do not load, each message of the loader on a line of
// its own; kCorrupt where the law that was built in does not load.
Result<Law> law_of(const Call& call);

// The packs of `--law`. Errors: kNotFound where one of them is not in `files`.
Result<std::vector<std::string>> chosen_packs(const Call& call,
                                              const std::vector<SourceFile>& files);

}  // namespace lawful
