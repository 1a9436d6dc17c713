#include <algorithm>

#include "base/document.h"
#include "face/act_impl.h"
#include "face/engine_impl.h"
#include "face/law_impl.h"
#include "packs/embedded_law.h"
#include "packs/markdown_files.h"
#include "rules/decision.h"
#include "rules/nearest.h"

namespace lawful::v1 {
namespace {

Error load_error(Code code, const std::vector<lawful::Diagnostic>& found) {
  Error error{code, {}, {}};
  for (const lawful::Diagnostic& each : found) {
    error.diagnostics.push_back(face_diagnostic(each));
    if (each.severity == Severity::kError)
      error.message += (error.message.empty() ? "" : "\n") + error.diagnostics.back().text;
  }
  return error;
}

// `code`: of files that do not load.
Result<Law> loaded(const std::vector<SourceFile>& files, std::span<const std::string> packs,
                   Code code) {
  Loaded result = load_law(files, {.packs = {packs.begin(), packs.end()}, .check_others = false});
  if (!result.ok()) return load_error(code, result.diagnostics);
  if (result.law.packs.empty())  // Nothing would be unlawful.
    return Error{code, "no enacted law or instrument is there; name the packs that take part", {}};
  auto impl = std::make_shared<LawImpl>();
  impl->law = std::move(result.law);
  for (const lawful::Diagnostic& each : result.diagnostics)
    impl->warnings.push_back(face_diagnostic(each));
  fill_lists(*impl);
  return Law(std::move(impl));
}

Error unknown(const char* what, std::string_view name, const std::vector<std::string>& names) {
  const std::string near = nearest(name, names);
  return {Code::kNotFound,
          std::string("there is no ") + what + " of that name" +
              (near.empty() ? "" : "; did you mean `" + near + "`?"),
          {}};
}

}  // namespace

Result<Law> Law::built_in(std::span<const std::string> packs) {
  std::vector<SourceFile> files;
  for (const EmbeddedFile& file : embedded_law())
    files.push_back({std::string(file.path), std::string(file.text)});
  return loaded(files, packs, packs.empty() ? Code::kCorrupt : Code::kInvalid);
}

Result<Law> Law::from_folder(const std::string& path, std::span<const std::string> packs) {
  auto files = markdown_files(path);
  if (!files) return face_error(std::move(files).error());
  return loaded(*files, packs, Code::kInvalid);
}

Result<Law> Law::from_files(std::span<const File> files, std::span<const std::string> packs) {
  std::vector<SourceFile> sources;
  for (const File& file : files) sources.push_back({file.path, file.text});
  return loaded(sources, packs, Code::kInvalid);
}

std::span<const Diagnostic> Law::warnings() const { return impl()->warnings; }
std::span<const PackInfo> Law::packs() const { return impl()->packs; }
std::string_view Law::vocabulary_digest() const { return impl()->law.vocabulary_digest; }
std::span<const Option> Law::kinds() const { return impl()->kinds; }
std::span<const FactInfo> Law::facts() const { return impl()->facts; }
std::span<const RuleInfo> Law::rules() const { return impl()->rules; }
std::span<const ReadingInfo> Law::readings() const { return impl()->readings; }

Result<FactId> Law::fact(std::string_view name) const {
  const Vocabulary& vocabulary = impl()->law.vocabulary;
  if (const auto found = vocabulary.find(name)) return FactId{*found};
  const std::string near = vocabulary.nearest(name);
  return unknown("fact", name, near.empty() ? std::vector<std::string>{} : std::vector{near});
}

Result<RuleId> Law::rule(std::string_view name, Date day) const {
  const lawful::Law& law = impl()->law;
  const auto group = law.find_group(name);
  if (!group) {
    std::vector<std::string> names;
    for (const RuleGroup& each : law.groups) names.push_back(each.id);
    return unknown("rule", name, names);
  }
  const Rule* rule = law.at(*group, day);
  if (rule == nullptr)
    return Error{Code::kNotFound,
                 "`" + law.groups[*group].id + "` is not in force on " + format_date(day),
                 {}};
  return RuleId{static_cast<std::uint32_t>(rule - law.rules.data())};
}

Result<Values> Law::options(FactId one_of, std::span<const std::string_view> names) const {
  const lawful::Law& law = impl()->law;
  if (one_of.number >= law.vocabulary.facts.size())
    return Error{Code::kInvalid, "there is no fact of that number", {}};
  const Fact& fact = law.vocabulary[one_of.number];
  if (fact.type != lawful::FactType::kOneOf || names.empty())
    return Error{Code::kInvalid,
                 "`" + fact.id + "` is " + (names.empty() ? "given no value" : "not a one-of fact"),
                 {}};
  Values values{Values::Form::kOptions, 0, 0, 0};
  for (const std::string_view name : names) {
    const auto index = fact.value_index(name);
    if (!index) {
      std::vector<std::string> all;
      for (const FactValue& value : fact.values) all.push_back(value.name);
      return unknown(("value of `" + fact.id + "`").c_str(), name, all);
    }
    values.options |= std::uint64_t{1} << *index;
  }
  return values;
}

Result<std::vector<Act>> Law::read_acts(std::string_view text, std::string_view file,
                                        Format format) const {
  auto document = read_document(
      text, file, format == Format::kJson ? lawful::Format::kJson : lawful::Format::kToml);
  if (!document) return face_error(std::move(document).error());
  auto acts = lawful::read_acts(*document, impl()->law);
  if (!acts) return face_error(std::move(acts).error());
  std::vector<Act> out;
  for (lawful::Act& act : *acts) out.push_back(face_act(impl(), std::move(act)));
  return out;
}

Result<Engine> Law::compile(Date day, std::span<const std::string> readings) const {
  if (!day.ok()) return Error{Code::kInvalid, "the day does not exist", {}};
  auto chosen = choose_readings(impl()->law, {readings.begin(), readings.end()});
  if (!chosen) return face_error(std::move(chosen).error());
  return make_engine(impl(), *chosen, day);
}

}  // namespace lawful::v1
