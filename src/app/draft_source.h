#pragma once
// Drafts and proposals: packs that decide nothing. Each is loaded by itself, in the place of its
// law, beside the deciding packs of other laws, as the loader checks it.

#include <string>
#include <vector>

#include "base/result.h"
#include "rules/load.h"

namespace lawful {

// The packs of `files` that decide: enacted and instruments. What is wrong with a draft does not
// matter here. Errors: kInvalid, each message of the loader on a line of its own.
Result<Law> deciding_law(const std::vector<SourceFile>& files);

// The names of the other packs of `files`, in the order of the files.
std::vector<std::string> draft_names(const std::vector<SourceFile>& files, const Law& deciding);

// The draft `name` with the packs of `deciding` that are of other laws. An instrument that speaks
// of what only the enacted version has is left out. Errors: kInvalid with what is wrong in the
// files of the draft.
Result<Law> law_with_draft(const std::vector<SourceFile>& files, const Law& deciding,
                           const std::string& name);

// The pack `name`, `pipl@draft-2020`, of a law that holds it.
const Pack* find_version(const Law& law, const std::string& name);

}  // namespace lawful
