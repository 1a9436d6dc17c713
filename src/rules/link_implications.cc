// Implications: each becomes as many as it has consequents, in both directions where it is an
// equivalence.
#include "rules/link_expr.h"

namespace lawful {
namespace {

class ImplicationLinker {
 public:
  // `pack` is null in the vocabulary, and so is what is encoded there.
  ImplicationLinker(Linking& linking, const ImplyDecl& decl, const SourcePack* pack)
      : linking_(linking), decl_(decl), pack_(pack) {
    context_.in_force = {kAlways, std::nullopt};
    if (!pack) return;
    context_.law = pack->law;
    context_.in_force = pack->in_force;
  }

  void link(std::vector<Provision>* encoded) {
    if (!pack_ && names_absent_term()) return;
    if (decl_.in_force && !pack_) context_.in_force = decl_.in_force->days;
    if (decl_.in_force && pack_)
      context_.in_force = link_interval(linking_, *decl_.in_force, pack_->in_force);
    if (encoded != nullptr)
      link_cites(*encoded);
    else
      refuse_cites();
    const std::optional<std::vector<Literal>> left = link_side(decl_.left);
    const std::optional<std::vector<Literal>> right = link_side(decl_.right);
    if (!left || !right) return;
    add(*left, *right);
    if (decl_.both_ways) add(*right, *left);
  }

 private:
  // In the vocabulary an implication may speak of the open term of a pack that does not take part;
  // it is then idle.
  bool names_absent_term() const {
    for (const std::vector<ExprNode>* side : {&decl_.left, &decl_.right}) {
      for (const ExprNode& literal : *side) {
        const ExprNode* node = &literal;
        while (node->kind == NodeKind::kNot) node = &node->kids.front();
        if (linking_.absent_open_terms.count(node->name.text) > 0) return true;
      }
    }
    return false;
  }

  void link_cites(std::vector<Provision>& encoded) {
    cites_ = link_citations(linking_, decl_.cites, context_.law);
    if (decl_.cites.empty())
      linking_.messages.error(decl_.at, "an implication in a `law` fence without a citation",
                              "cite the law, or state it in the vocabulary as a meaning of words");
    encoded.insert(encoded.end(), cites_.begin(), cites_.end());
  }

  void refuse_cites() {
    if (decl_.cites.empty()) return;
    linking_.messages.error(
        decl_.cites.front().at, "a citation in the vocabulary",
        "an implication that rests on a law stands in a `law` fence of its pack");
  }

  std::optional<std::vector<Literal>> link_side(const std::vector<ExprNode>& nodes) {
    std::vector<Literal> out;
    for (const ExprNode& node : nodes)
      if (const std::optional<Literal> literal = link_literal(linking_, node, context_))
        out.push_back(*literal);
    if (out.size() != nodes.size()) return std::nullopt;
    return out;
  }

  void add(const std::vector<Literal>& antecedents, const std::vector<Literal>& consequents) {
    for (const Literal& antecedent : antecedents) linking_.read.insert(antecedent.fact);
    for (const Literal& consequent : consequents)
      linking_.law.implications.push_back({antecedents, consequent, cites_, context_.in_force,
                                           linking_.messages.position(decl_.at)});
  }

  Linking& linking_;
  const ImplyDecl& decl_;
  const SourcePack* pack_;
  ExprContext context_;
  std::vector<Provision> cites_;
};

}  // namespace

void link_implications(Linking& linking) {
  for (const ParsedFile* file : linking.vocabulary)
    for (const ImplyDecl& decl : file->implies)
      ImplicationLinker(linking, decl, nullptr).link(nullptr);
  for (std::size_t i = 0; i < linking.packs.size(); ++i)
    for (const ParsedFile* file : linking.packs[i]->files)
      for (const ImplyDecl& decl : file->implies)
        ImplicationLinker(linking, decl, linking.packs[i]).link(&linking.encoded[i]);
}

}  // namespace lawful
