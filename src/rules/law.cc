#include "rules/law.h"

#include <algorithm>

namespace lawful {
namespace {

// What a law consists of, over all of its loaded packs.
struct Extent {
  int first_article = 0;
  int last_article = 0;
  int last_paragraph = 0;  // Of the article asked for.
};

Extent extent_of(const Law& law, const Provision& asked) {
  Extent out;
  for (const Pack& pack : law.packs) {
    if (pack.law != asked.law) continue;
    for (const Paragraph& paragraph : pack.paragraphs) {
      const Provision& at = paragraph.provision;
      if (out.first_article == 0 || at.article < out.first_article) out.first_article = at.article;
      out.last_article = std::max(out.last_article, at.article);
      if (at.article == asked.article)
        out.last_paragraph = std::max(out.last_paragraph, at.paragraph);
    }
  }
  return out;
}

std::string counted(int number, const char* noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

void earlier(std::optional<Date>& found, Date day, Date change) {
  if (change > day && (!found || change < *found)) found = change;
}

void earlier(std::optional<Date>& found, Date day, const DayInterval& interval) {
  earlier(found, day, interval.from);
  if (interval.until) earlier(found, day, *interval.until);
}

}  // namespace

bool DayInterval::contains(Date day) const { return from <= day && (!until || day < *until); }

const char* to_string(Mark mark) {
  switch (mark) {
    case Mark::kP:
      return "P";
    case Mark::kQ:
      return "Q";
    case Mark::kS:
      return "S";
    case Mark::kSMinus:
      return "S-";
    case Mark::kM:
      return "M";
  }
  return "";
}

const char* to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::kLawful:
      return "lawful";
    case Outcome::kUnlawful:
      return "unlawful";
    case Outcome::kUndetermined:
      return "undetermined";
    case Outcome::kOutOfScope:
      return "out-of-scope";
  }
  return "";
}

const char* to_string(Sort sort) {
  switch (sort) {
    case Sort::kScope:
      return "scope";
    case Sort::kEntitlement:
      return "entitlement";
    case Sort::kGround:
      return "ground";
    case Sort::kCondition:
      return "condition";
    case Sort::kProhibition:
      return "prohibition";
    case Sort::kObligation:
      return "obligation";
    case Sort::kDerived:
      return "derived";
    case Sort::kException:
      return "exception";
    case Sort::kDefine:
      return "define";
    case Sort::kPresume:
      return "presume";
    case Sort::kServe:
      return "serve";
    case Sort::kSettle:
      return "settle";
    case Sort::kDue:
      return "due";
    case Sort::kRoute:
      return "route";
  }
  return "";
}

const char* to_string(TimingKind kind) {
  switch (kind) {
    case TimingKind::kPromptly:
      return "promptly";
    case TimingKind::kBeforeAct:
      return "before-act";
    case TimingKind::kBy:
      return "by";
    case TimingKind::kOpens:
      return "opens";
    case TimingKind::kKeep:
      return "keep";
    case TimingKind::kEvery:
      return "every";
    case TimingKind::kYearly:
      return "yearly";
    case TimingKind::kValid:
      return "valid";
  }
  return "";
}

const char* to_string(PackStatus status) {
  switch (status) {
    case PackStatus::kEnacted:
      return "enacted";
    case PackStatus::kInstrument:
      return "instrument";
    case PackStatus::kDraft:
      return "draft";
    case PackStatus::kProposal:
      return "proposal";
  }
  return "";
}

std::optional<GroupId> Law::find_group(std::string_view id) const {
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const RuleGroup& group) { return group.id == id; });
  if (found == groups.end()) return std::nullopt;
  return static_cast<GroupId>(found - groups.begin());
}

std::optional<std::uint32_t> Law::find_reading(std::string_view name) const {
  const auto found = std::find_if(readings.begin(), readings.end(),
                                  [&](const Reading& reading) { return reading.name == name; });
  if (found == readings.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - readings.begin());
}

std::optional<std::uint32_t> Law::find_param(std::string_view id) const {
  const auto found = std::find_if(params.begin(), params.end(),
                                  [&](const Param& param) { return param.id == id; });
  if (found == params.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - params.begin());
}

const Pack* Law::find_pack(std::string_view law) const {
  const auto found =
      std::find_if(packs.begin(), packs.end(), [&](const Pack& pack) { return pack.law == law; });
  return found == packs.end() ? nullptr : &*found;
}

const Paragraph* Law::find_paragraph(const Provision& provision) const {
  for (const Pack& pack : packs) {
    if (pack.law != provision.law) continue;
    for (const Paragraph& paragraph : pack.paragraphs)
      if (paragraph.provision.article == provision.article &&
          paragraph.provision.paragraph == provision.paragraph)
        return &paragraph;
  }
  return nullptr;
}

bool Law::exists(const Provision& provision) const {
  if (provision.article == 0) return find_pack(provision.law) != nullptr;
  if (provision.paragraph == 0) return extent_of(*this, provision).last_paragraph > 0;
  const Paragraph* paragraph = find_paragraph(provision);
  return paragraph && provision.item <= paragraph->items;
}

std::string Law::why_missing(const Provision& provision) const {
  const std::string name = "`" + provision.law + "`";
  if (!find_pack(provision.law)) return name + " is not a loaded law";
  const Extent extent = extent_of(*this, provision);
  if (extent.last_article == 0) return name + " has no paragraphs";
  const std::string article = std::to_string(provision.article);
  if (extent.last_paragraph == 0)
    return name + " has no article " + article + ": it has articles " +
           std::to_string(extent.first_article) + " to " + std::to_string(extent.last_article);
  const Paragraph* paragraph = find_paragraph(provision);
  if (!paragraph)
    return name + " has no paragraph " + article + "(" + std::to_string(provision.paragraph) +
           "): article " + article + " has " + counted(extent.last_paragraph, "paragraph");
  return name + " has no item " + std::to_string(provision.item) + " of " + article + "(" +
         std::to_string(provision.paragraph) + "): it has " + counted(paragraph->items, "item");
}

Result<Provision> Law::resolve(Provision provision) const {
  if (exists(provision)) return provision;
  const Provision item{provision.law, provision.article, 1, provision.paragraph};
  const bool one_paragraph = extent_of(*this, provision).last_paragraph == 1;
  if (one_paragraph && provision.item == 0 && exists(item)) return item;
  return fail(Code::kNotFound, why_missing(provision));
}

const Rule* Law::at(GroupId group, Date day) const {
  for (const std::uint32_t version : groups[group].versions)
    if (rules[version].in_force.contains(day)) return &rules[version];
  return nullptr;
}

std::optional<std::int64_t> Law::param_at(std::uint32_t param, Date day) const {
  for (const ParamValue& value : params[param].values)
    if (value.in_force.contains(day)) return value.value;
  return std::nullopt;
}

std::optional<Date> Law::next_change(Date day) const {
  std::optional<Date> found;
  for (const Pack& pack : packs) earlier(found, day, pack.in_force);
  for (const Rule& rule : rules) earlier(found, day, rule.in_force);
  for (const Implication& implication : implications) earlier(found, day, implication.in_force);
  for (const Param& param : params)
    for (const ParamValue& value : param.values) earlier(found, day, value.in_force);
  return found;
}

}  // namespace lawful
