#include "app/law_source.h"

#include <algorithm>

#include "packs/embedded_law.h"
#include "packs/markdown_files.h"
#include "rules/nearest.h"

namespace lawful {
namespace {

// The value of `pack:` in the front matter, or nothing.
std::string pack_name(std::string_view text) {
  if (!text.starts_with("---\n")) return "";
  const std::size_t end = text.find("\n---", 4);
  const std::string_view matter = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
  const std::string_view key = "\npack:";
  const std::size_t start = matter.find(key);
  if (start == std::string_view::npos) return "";
  const std::size_t from = matter.find_first_not_of(" \t", start + key.size());
  const std::size_t to = matter.find_first_of(" \t\r\n#", from);
  return from == std::string_view::npos ? "" : std::string(matter.substr(from, to - from));
}

std::string joined_errors(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::kError)
      text += (text.empty() ? "" : "\n") + to_string(diagnostic);
  }
  return text;
}

}  // namespace

Result<std::vector<SourceFile>> law_files(const Call& call) {
  if (const std::string* folder = call.value("--law-dir")) return markdown_files(*folder);
  std::vector<SourceFile> files;
  for (const EmbeddedFile& file : embedded_law())
    files.push_back({std::string(file.path), std::string(file.text)});
  return files;
}

std::vector<std::string> pack_names(const std::vector<SourceFile>& files) {
  std::vector<std::string> names;
  for (const SourceFile& file : files) {
    std::string name = pack_name(file.text);
    if (!name.empty() && std::ranges::find(names, name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

Result<std::vector<std::string>> chosen_packs(const Call& call,
                                              const std::vector<SourceFile>& files) {
  const auto chosen = call.flags.find("--law");
  if (chosen == call.flags.end()) return std::vector<std::string>{};
  const std::vector<std::string> names = pack_names(files);
  for (const std::string& pack : chosen->second) {
    if (std::ranges::find(names, pack) != names.end()) continue;
    std::string known;
    for (const std::string& name : names) known += (known.empty() ? "`" : ", `") + name + "`";
    const std::string near = nearest(pack, names);
    return fail(Code::kNotFound, "`--law` names no pack" +
                                     (near.empty() ? "" : "; did you mean `" + near + "`?") +
                                     (near.empty() ? "; there is " : " there is ") +
                                     (known.empty() ? "none" : known));
  }
  return chosen->second;
}

Result<Law> law_of(const Call& call) {
  TRY(std::vector<SourceFile> files, law_files(call));
  TRY(std::vector<std::string> packs, chosen_packs(call, files));
  const bool own = call.has("--law-dir") || call.has("--law");
  Loaded loaded = load_law(files, {.packs = std::move(packs), .check_others = false});
  if (!loaded.ok()) {
    return fail(own ? Code::kInvalid : Code::kCorrupt, joined_errors(loaded.diagnostics));
  }
  // Without a law nothing would be unlawful.
  if (loaded.law.packs.empty()) {
    return fail(own ? Code::kInvalid : Code::kCorrupt,
                "no enacted law or instrument is there; choose a draft with `--law PACK@VERSION`");
  }
  return std::move(loaded.law);
}

}  // namespace lawful
