#pragma once
// Joins parsed packs into a Law: every word becomes an index, or an error where it stands.
//
//   vocabulary -> packs -> names -> rules -> implications -> examples -> checks
//
// Names are declared before anything is resolved, so their order in the files does not matter. A
// part that fails is replaced by something harmless (an unknown constant, no group), so that the
// parts after it are still checked; a law with errors is not for deciding.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/load_packs.h"
#include "rules/parse_tree.h"

namespace lawful {

using NameMap = std::map<std::string, std::uint32_t, std::less<>>;

// A use of one group in an expression of another.
struct GroupUse {
  GroupId target = 0;
  Site at;
};

// What linking works on; each link_ and check_ function adds its part.
struct Linking {
  Linking(Messages& messages_in, const std::vector<const ParsedFile*>& vocabulary_in,
          const std::vector<const SourcePack*>& packs_in)
      : messages(messages_in), vocabulary(vocabulary_in), packs(packs_in) {}

  Messages& messages;
  const std::vector<const ParsedFile*>& vocabulary;
  const std::vector<const SourcePack*>& packs;           // parallel to law.packs
  std::set<std::string, std::less<>> absent_open_terms;  // of packs that do not take part

  Law law;
  NameMap groups;
  NameMap params;
  NameMap readings;
  std::vector<const RuleDecl*> rule_decls;  // parallel to law.rules; null: not to be linked
  std::vector<std::vector<const ParamLine*>> param_lines;  // parallel to law.params, their values
  std::vector<const ReadingDecl*> reading_decls;           // parallel to law.readings
  std::vector<Site> fact_sites;                            // parallel to law.vocabulary.facts
  std::vector<std::vector<GroupUse>> uses;      // parallel to law.groups: what its expressions read
  std::vector<std::vector<Provision>> encoded;  // parallel to law.packs: what its statements cite
  std::set<FactId> read;                        // facts that an expression or an antecedent reads

  // The id of `name` as used in `law`: `notice` -> `pipl.notice`, `pipl.notice` -> itself.
  std::string id_of(std::string_view name, std::string_view law_name) const;
  bool is_law(std::string_view name) const;
};

void link_vocabulary(Linking& linking);
void link_packs(Linking& linking);
// After the packs: a step may name an open term.
void link_steps(Linking& linking);
void declare_names(Linking& linking);
void link_rules(Linking& linking);
void link_implications(Linking& linking);
void link_examples(Linking& linking);

void check_versions(Linking& linking);
void check_cycles(Linking& linking);
void check_growth(Linking& linking);
void check_parents(Linking& linking);
void check_coverage(Linking& linking);
void check_examples(Linking& linking);

// The citations that exist, as provisions; reports the others.
std::vector<Provision> link_citations(Linking& linking, const std::vector<Citation>& cites,
                                      std::string_view law_name);
// Reports a gist that lacks a language; nothing when it is not written at all and `needed` is
// false.
Text link_gist(Linking& linking, const std::optional<Gist>& gist, const Site& at,
               std::string_view what, bool needed);
// Reports a name that is malformed, reserved or too long.
bool check_name(Linking& linking, const Word& name);

// Reports a unit that the language does not have.
bool check_unit(Linking& linking, const Word& unit);
// The mark that is written, or the pack's.
Mark link_mark(Linking& linking, const std::optional<Word>& mark, Mark of_pack);
// `days` cut to the days of the pack; reports what lies outside of them.
DayInterval link_interval(Linking& linking, const WrittenInterval& written,
                          const DayInterval& of_pack);

// `did you mean` for a name of `law_name`, which needs no law before it.
std::string did_you_mean_id(const Linking& linking, std::string_view name,
                            std::string_view law_name, const std::vector<std::string>& ids);

// Runs all of the above.
void link_law(Linking& linking);

}  // namespace lawful
