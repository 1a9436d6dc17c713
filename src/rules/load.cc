#include "rules/load.h"

#include <algorithm>

#include "crypto/hash.h"
#include "rules/link.h"
#include "rules/load_messages.h"
#include "rules/load_packs.h"
#include "rules/parse_file.h"

namespace lawful {
namespace {

std::string name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

class Loader {
 public:
  Loader(const std::vector<SourceFile>& files, const LoadOptions& options)
      : options_(options), sources_(in_order(files)), messages_(paths_of(sources_)) {}

  Loaded run() {
    for (std::uint32_t i = 0; i < sources_.size(); ++i)
      parsed_.push_back(parse_file(sources_[i]->text, i, messages_));
    for (const ParsedFile& file : parsed_)
      if (!file.front_matter && file.has_fences) vocabulary_.push_back(&file);
    packs_ = gather_packs(parsed_, messages_);
    const std::vector<const SourcePack*> selected = select();
    Loaded out;
    out.law = link(selected);
    if (options_.check_others) {
      check_others(selected);
      check_successors();
      warn_of_unread_facts();
    }
    out.law.vocabulary_digest = digest(vocabulary_);
    out.diagnostics = std::move(messages_).finish();
    return out;
  }

 private:
  static std::vector<const SourceFile*> in_order(const std::vector<SourceFile>& files) {
    std::vector<const SourceFile*> out;
    for (const SourceFile& file : files) out.push_back(&file);
    std::stable_sort(out.begin(), out.end(),
                     [](const SourceFile* a, const SourceFile* b) { return a->path < b->path; });
    return out;
  }

  static std::vector<std::string> paths_of(const std::vector<const SourceFile*>& files) {
    std::vector<std::string> out;
    for (const SourceFile* file : files) out.push_back(file->path);
    return out;
  }

  std::vector<const SourcePack*> deciding() const {
    std::vector<const SourcePack*> out;
    for (const SourcePack& pack : packs_)
      if (pack.decides()) out.push_back(&pack);
    return out;
  }

  std::vector<const SourcePack*> select() {
    if (options_.packs.empty()) return deciding();
    std::vector<const SourcePack*> out;
    std::vector<std::string> names;
    for (const SourcePack& pack : packs_) names.push_back(pack.name());
    for (const std::string& name : options_.packs) {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) {
        messages_.error(kNowhere, "no pack " + quoted(name), did_you_mean(name, names));
        continue;
      }
      const SourcePack* pack = &packs_[static_cast<std::size_t>(found - names.begin())];
      if (std::find(out.begin(), out.end(), pack) == out.end()) out.push_back(pack);
    }
    return out;
  }

  Law link(const std::vector<const SourcePack*>& packs) {
    Linking linking(messages_, vocabulary_, packs);
    for (const SourcePack& pack : packs_) {
      if (std::find(packs.begin(), packs.end(), &pack) != packs.end()) continue;
      for (const ParsedFile* file : pack.files)
        for (const OpenDecl& open : file->opens)
          linking.absent_open_terms.insert("law." + std::string(open.name.text));
    }
    link_law(linking);
    for (std::size_t i = 0; i < packs.size(); ++i)
      linking.law.packs[i].digest = digest(packs[i]->files);
    note_reads(linking);
    return std::move(linking.law);
  }

  // Packs that do not take part are checked all the same: each draft in the place of its law, among
  // the packs that decide. What this says about other files was said before or is not theirs to
  // mend.
  void check_others(const std::vector<const SourcePack*>& selected) {
    const auto is_selected = [&](const SourcePack& pack) {
      return std::find(selected.begin(), selected.end(), &pack) != selected.end();
    };
    const std::vector<const SourcePack*> standard = deciding();
    if (standard != selected) check_beside(standard, is_selected);
    for (const SourcePack& pack : packs_) {
      if (pack.decides() || is_selected(pack)) continue;
      std::vector<const SourcePack*> with_draft{&pack};
      for (const SourcePack* other : standard)
        if (other->law != pack.law) with_draft.push_back(other);
      check_beside(with_draft, [&](const SourcePack& other) { return &other != &pack; });
    }
  }

  // A draft says what became of its paragraphs: in the version of the same law that decides.
  void check_successors() {
    for (const SourcePack& pack : packs_)
      for (const ParsedFile* file : pack.files)
        for (const BecomesDecl& decl : file->becomes)
          for (const Citation& cite : decl.to)
            if (!is_enacted(pack, cite))
              messages_.error(cite.at,
                              "no version of `" + pack.law + "` that decides has this paragraph",
                              "`becomes` cites the enacted numbers");
  }

  bool is_enacted(const SourcePack& draft, const Citation& cite) const {
    for (const SourcePack& pack : packs_) {
      if (pack.law != draft.law || !pack.decides()) continue;
      for (const ParsedFile* file : pack.files)
        for (const TextDecl& text : file->texts)
          if (text.place.place.article == cite.place.article &&
              (cite.place.paragraph == 0 || text.place.place.paragraph == cite.place.paragraph) &&
              cite.place.item <= text.items)
            return true;
    }
    return false;
  }

  template <class Quiet>
  void check_beside(const std::vector<const SourcePack*>& packs, Quiet quiet) {
    std::vector<bool> keep(sources_.size());
    for (const SourcePack* pack : packs)
      for (const ParsedFile* file : pack->files) keep[file->file] = !quiet(*pack);
    messages_.keep_only(std::move(keep));
    link(packs);
    messages_.keep_only({});
  }

  void note_reads(const Linking& linking) {
    const Vocabulary& words = linking.law.vocabulary;
    for (FactId id = 0; id < words.facts.size(); ++id) {
      const Fact& fact = words.facts[id];
      const std::string& name = fact.family.empty() ? fact.id : fact.family;
      facts_.emplace(name, linking.fact_sites[id]);
      if (linking.read.count(id) > 0) read_.insert(name);
    }
  }

  // Over all packs, drafts too: a fact may be there for one of them only.
  void warn_of_unread_facts() {
    for (const auto& [name, at] : facts_)
      if (read_.count(name) == 0 && name != "act.kind" && name != "act.date")
        messages_.warning(at, "fact `" + name + "` is never used",
                          "no rule and no antecedent reads it");
  }

  // As `sha256sum *.md | sha256sum` prints it in the folder of the files.
  std::string digest(const std::vector<const ParsedFile*>& files) const {
    std::string lines;
    for (const ParsedFile* file : files) {
      const SourceFile& source = *sources_[file->file];
      lines += sha256(source.text).hex() + "  " + name_of(source.path) + "\n";
    }
    return sha256(lines).hex();
  }

  const LoadOptions& options_;
  std::vector<const SourceFile*> sources_;
  Messages messages_;
  std::vector<ParsedFile> parsed_;
  std::vector<const ParsedFile*> vocabulary_;
  std::vector<SourcePack> packs_;
  std::map<std::string, Site> facts_;
  std::set<std::string> read_;
};

}  // namespace

bool Loaded::ok() const {
  return diagnostics.empty() || diagnostics.front().severity != Severity::kError;
}

std::string to_string(const Diagnostic& diagnostic) {
  std::string out = to_string(diagnostic.at);
  if (!out.empty()) out += ": ";
  out += diagnostic.severity == Severity::kError ? "error: " : "warning: ";
  out += diagnostic.message;
  if (!diagnostic.article.empty()) out += " (article " + diagnostic.article + ")";
  if (!diagnostic.advice.empty()) out += "; " + diagnostic.advice;
  return out;
}

Loaded load_law(const std::vector<SourceFile>& files, const LoadOptions& options) {
  return Loader(files, options).run();
}

}  // namespace lawful
