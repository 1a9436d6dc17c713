#include "app/cited_version.h"

#include <algorithm>
#include <vector>

#include "app/draft_page.h"
#include "app/draft_source.h"
#include "app/find_place.h"
#include "app/law_source.h"

namespace lawful {
namespace {

constexpr std::string_view kNameLetters = "abcdefghijklmnopqrstuvwxyz0123456789-@";

std::string law_part(const std::string& name) { return name.substr(0, name.find('@')); }
std::string version_part(const std::string& name) { return name.substr(name.find('@') + 1); }

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "`" : ", `") + name + "`";
  return out.empty() ? "none" : out;
}

// The packs that `head` may mean: `pipl@draft-2020` itself, or those of the version `draft-2020`.
std::vector<std::string> named_by(const std::string& head, const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names)
    if (name == head || version_part(name) == head) out.push_back(name);
  return out;
}

Result<CitedVersion> answer(const std::vector<SourceFile>& files, const Law& deciding,
                            const std::string& name, const std::string& place, Lang lang,
                            bool examples) {
  auto law = law_with_draft(files, deciding, name);
  if (!law) return fail(law.error().code, law.error().message);
  auto parsed = parse_provision(place, law_part(name));
  if (!parsed) return fail(Code::kInvalid, parsed.error().message);
  if (parsed->law != law_part(name))
    return fail(Code::kInvalid, "`" + name + "` is a version of `" + law_part(name) +
                                    "`; the place behind it names another law");
  const auto resolved = law->resolve(*parsed);
  if (!resolved) return fail(Code::kInvalid, "draft `" + name + "`: " + resolved.error().message);
  return CitedVersion{"", draft_page(*law, name, deciding, *resolved, lang, examples)};
}

}  // namespace

Result<CitedVersion> cited_version(const Call& call, const std::string& text, bool examples) {
  const std::size_t colon = text.find(':');
  const std::string head = text.substr(0, colon);
  const bool marked = colon != std::string::npos && !head.empty() &&
                      head.find_first_not_of(kNameLetters) == std::string::npos;
  if (!marked) return CitedVersion{text, {}};
  TRY(const std::vector<SourceFile> files, law_files(call));
  const std::vector<std::string> names = pack_names(files);
  auto deciding = deciding_law(files);
  // What is wrong with the law itself is said by whoever loads it.
  if (!deciding || deciding->find_pack(head) != nullptr) return CitedVersion{text, {}};
  const std::string place = text.substr(colon + 1);
  const std::vector<std::string> drafts = draft_names(files, *deciding);
  const std::vector<std::string> meant = named_by(head, names);
  if (meant.size() > 1)
    return fail(Code::kNotFound,
                "`" + head + "` is a version of several laws; write one of " + listed(meant));
  if (meant.empty()) {
    const bool of_law = std::ranges::any_of(
        drafts, [&](const std::string& name) { return law_part(name) == head; });
    return fail(Code::kNotFound,
                (of_law ? "`" + head + "` is no law in force, only a draft or a proposal"
                        : "there is no law and no version `" + head + "`") +
                    "; drafts and proposals that can be cited: " + listed(drafts));
  }
  if (std::ranges::find(drafts, meant.front()) == drafts.end())
    return CitedVersion{law_part(meant.front()) + ":" + place, {}};
  return answer(files, *deciding, meant.front(), place, call.lang, examples);
}

}  // namespace lawful
