// Rules: their expressions, what a ground is of, what an exception releases, what is presumed.
#include <algorithm>

#include "rules/link_expr.h"
#include "rules/link_schedule.h"

namespace lawful {
namespace {

bool is_releasable(Sort sort) {
  return sort == Sort::kCondition || sort == Sort::kProhibition || sort == Sort::kObligation ||
         sort == Sort::kDerived || sort == Sort::kException;
}

class RuleLinker {
 public:
  RuleLinker(Linking& linking, std::uint32_t index)
      : linking_(linking),
        index_(index),
        decl_(*linking.rule_decls[index]),
        law_name_(linking.packs[linking.law.rules[index].pack]->law) {}

  void link() {
    ExprContext context;
    context.law = law_name_;
    context.group = rule().group;
    context.sort = rule().sort;
    context.in_force = rule().in_force;
    const ExprId when =
        decl_.when ? link_expr(linking_, *decl_.when, context) : constant(Tri::kYes);
    const ExprId then = decl_.then ? link_expr(linking_, *decl_.then, context) : constant(Tri::kNo);
    rule().when = when;
    rule().then = then;
    if (rule().sort == Sort::kGround) link_entitlement();
    if (rule().sort == Sort::kException) link_targets();
    link_overlaps();
    if (rule().sort == Sort::kPresume) link_presumed(context);
    if (rule().sort == Sort::kDue || rule().sort == Sort::kRoute)
      rule().schedule = link_schedule(linking_, decl_, context);
    if (rule().sort == Sort::kServe || rule().sort == Sort::kSettle) link_term();
  }

 private:
  Rule& rule() { return linking_.law.rules[index_]; }
  Sort sort_of(GroupId group) const {
    return linking_.law.rules[linking_.law.groups[group].versions.front()].sort;
  }

  void error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
  }

  ExprId constant(Tri value) {
    Expr expr;
    expr.constant = value;
    expr.at = rule().at;
    linking_.law.exprs.push_back(std::move(expr));
    return static_cast<ExprId>(linking_.law.exprs.size() - 1);
  }

  // The group that `name` means, or a report that offers groups of a sort that `fits`.
  template <class Fits>
  std::optional<GroupId> find(const Word& name, std::string_view noun, Fits fits) {
    const std::string id = linking_.id_of(name.text, law_name_);
    const auto found = linking_.groups.find(id);
    if (found != linking_.groups.end()) return found->second;
    std::vector<std::string> names;
    for (const auto& [known, group] : linking_.groups)
      if (fits(sort_of(group))) names.push_back(known);
    error(name.at, "unknown " + std::string(noun) + " " + quoted(name.text),
          did_you_mean_id(linking_, name.text, law_name_, names));
    return std::nullopt;
  }

  void link_entitlement() {
    const Word& name = decl_.targets.front();
    const auto fits = [](Sort sort) { return sort == Sort::kEntitlement; };
    const std::optional<GroupId> group = find(name, "entitlement", fits);
    if (!group) return;
    if (!fits(sort_of(*group)))
      return error(name.at,
                   quoted(name.text) + " is " + with_article(noun_of(sort_of(*group))) +
                       ", not an entitlement",
                   "a ground carries an entitlement");
    rule().entitlement = *group;
    add(linking_.law.groups[*group].grounds, rule().group);
  }

  void link_targets() {
    for (const Word& name : decl_.targets) {
      const std::optional<GroupId> group = find(name, "rule", is_releasable);
      if (!group) continue;
      if (*group == rule().group) {
        error(name.at, quoted(name.text) + " is an exception to itself");
      } else if (!is_releasable(sort_of(*group))) {
        error(name.at,
              quoted(name.text) + " is " + with_article(noun_of(sort_of(*group))) +
                  " and cannot be released",
              "an exception releases conditions, prohibitions, obligations, derived rules and "
              "exceptions");
      } else if (std::find(rule().targets.begin(), rule().targets.end(), *group) !=
                 rule().targets.end()) {
        error(name.at, quoted(name.text) + " is released twice");
      } else {
        rule().targets.push_back(*group);
        add(linking_.law.groups[*group].exceptions, rule().group);
      }
    }
  }

  static bool may_overlap(Sort sort) {
    return sort == Sort::kEntitlement || sort == Sort::kCondition || sort == Sort::kProhibition ||
           sort == Sort::kObligation;
  }

  void link_overlaps() {
    for (const OverlapDecl& decl : decl_.overlaps) {
      const Word& name = decl.rule;
      const std::optional<GroupId> group = find(name, "rule", may_overlap);
      Text why = link_gist(linking_, decl.why, name.at, "`overlaps`", true);
      if (!group) continue;
      if (*group == rule().group)
        error(name.at, quoted(name.text) + " overlaps itself");
      else if (!may_overlap(sort_of(*group)))
        error(name.at,
              quoted(name.text) + " is " + with_article(noun_of(sort_of(*group))) +
                  " and cannot be breached",
              "a rule overlaps a condition, prohibition, obligation or entitlement");
      else
        rule().overlaps.push_back({*group, std::move(why)});
    }
  }

  static void add(std::vector<GroupId>& groups, GroupId group) {
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }

  // `law.other_route`: what a serving rule answers.
  void link_term() {
    const Word& name = decl_.targets.front();
    const std::optional<FactId> fact = link_fact(linking_, name);
    if (!fact) return;
    if (!linking_.law.vocabulary[*fact].open_term)
      return error(name.at, quoted(name.text) + " is no open term",
                   "a law leaves a term open by an `open` statement; it is named `law.NAME`");
    rule().presumed_fact = *fact;
    rule().presumed_value = ValueSet::of_mask(ValueSet::kYesBit);
  }

  void link_presumed(const ExprContext& context) {
    const std::optional<Literal> literal = link_literal(linking_, *decl_.presumed, context);
    if (!literal) return;
    if (literal->param || literal->negated)
      return error(decl_.presumed->at, "a presumption names a value", "write `FACT = VALUE`");
    if (literal->fact == kActKind || literal->fact == kActDate)
      return error(decl_.presumed->at,
                   "`act.kind` and `act.date` are always known: nothing to presume");
    rule().presumed_fact = literal->fact;
    rule().presumed_value = literal->set;
  }

  Linking& linking_;
  std::uint32_t index_;
  const RuleDecl& decl_;
  const std::string& law_name_;
};

}  // namespace

void link_rules(Linking& linking) {
  for (std::uint32_t i = 0; i < linking.law.rules.size(); ++i) RuleLinker(linking, i).link();
}

}  // namespace lawful
