#include "app/draft_source.h"

#include <algorithm>
#include <map>

#include "app/law_source.h"

namespace lawful {
namespace {

using PackByPath = std::map<std::string, std::string, std::less<>>;

std::string full_name(const Pack& pack) { return pack.law + "@" + pack.version; }

// The pack of each file; empty for the vocabulary.
PackByPath packs_by_path(const std::vector<SourceFile>& files) {
  PackByPath out;
  for (const SourceFile& file : files) {
    const std::vector<std::string> names = pack_names({file});
    out[file.path] = names.empty() ? "" : names.front();
  }
  return out;
}

std::string pack_of(const Diagnostic& diagnostic, const PackByPath& packs) {
  const auto found = packs.find(diagnostic.at.file);
  return found == packs.end() ? "" : found->second;
}

}  // namespace

const Pack* find_version(const Law& law, const std::string& name) {
  for (const Pack& pack : law.packs)
    if (full_name(pack) == name) return &pack;
  return nullptr;
}

Result<Law> deciding_law(const std::vector<SourceFile>& files) {
  Loaded loaded = load_law(files, {.packs = {}, .check_others = false});
  const PackByPath packs = packs_by_path(files);
  std::string errors;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (diagnostic.severity != Severity::kError) continue;
    const std::string pack = pack_of(diagnostic, packs);
    if (!pack.empty() && find_version(loaded.law, pack) == nullptr) continue;
    errors += (errors.empty() ? "" : "\n") + to_string(diagnostic);
  }
  if (!errors.empty()) return fail(Code::kInvalid, errors);
  if (loaded.law.packs.empty())
    return fail(Code::kInvalid, "no enacted law or instrument is there");
  return std::move(loaded.law);
}

std::vector<std::string> draft_names(const std::vector<SourceFile>& files, const Law& deciding) {
  std::vector<std::string> names = pack_names(files);
  std::erase_if(names, [&](const std::string& name) { return find_version(deciding, name); });
  return names;
}

Result<Law> law_with_draft(const std::vector<SourceFile>& files, const Law& deciding,
                           const std::string& name) {
  const PackByPath packs = packs_by_path(files);
  const std::string law = name.substr(0, name.find('@'));
  std::vector<std::string> chosen = {name};
  for (const Pack& pack : deciding.packs)
    if (pack.law != law) chosen.push_back(full_name(pack));
  // Each round leaves out a pack at least, or ends.
  while (true) {
    Loaded loaded = load_law(files, {.packs = chosen, .check_others = false});
    std::string errors;
    std::vector<std::string> unfit;
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      if (diagnostic.severity != Severity::kError) continue;
      const std::string pack = pack_of(diagnostic, packs);
      if (pack == name || pack.empty()) {
        errors += (errors.empty() ? "" : "\n") + to_string(diagnostic);
      } else if (std::ranges::find(chosen, pack) != chosen.end()) {
        unfit.push_back(pack);
      }
    }
    if (unfit.empty() && !errors.empty()) return fail(Code::kInvalid, errors);
    if (unfit.empty()) return std::move(loaded.law);
    std::erase_if(chosen, [&](const std::string& each) {
      return std::ranges::find(unfit, each) != unfit.end();
    });
  }
}

}  // namespace lawful
