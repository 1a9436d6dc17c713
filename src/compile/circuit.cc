#include "compile/circuit.h"

#include <algorithm>

#include "base/check.h"

namespace lawful {

Circuit::Circuit() : nodes_{{NodeOp::kYes, 0, {}}, {NodeOp::kUnknown, 0, {}}} {}

Ref Circuit::add(CircuitNode node) {
  const auto [place, added] = known_.emplace(node, static_cast<std::uint32_t>(nodes_.size()));
  if (added) nodes_.push_back(std::move(node));
  return {place->second, false};
}

Ref Circuit::and_of(std::vector<Ref> parts) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  if (std::binary_search(parts.begin(), parts.end(), kNoRef)) return kNoRef;
  std::erase(parts, kYesRef);
  // What is unknown, and both x and not x, leave the rest as it is: each may still decide.
  if (parts.empty()) return kYesRef;
  if (parts.size() == 1) return parts.front();
  return add({NodeOp::kAnd, 0, std::move(parts)});
}

Ref Circuit::or_of(std::vector<Ref> parts) {
  for (Ref& part : parts) part = !part;
  return !and_of(std::move(parts));
}

Ref Circuit::possible(Ref x) {
  if (is_constant(x)) return x == kNoRef ? kNoRef : kYesRef;
  return add({NodeOp::kPossible, 0, {x}});
}

Ref Circuit::assumed(Ref x) {
  if (x == kYesRef || x == kNoRef) return x;
  return add({NodeOp::kAssumed, 0, {x}});
}

Ref Circuit::presumed(Ref leaf, const std::vector<Presumption>& presumptions) {
  if (leaf == kYesRef || leaf == kNoRef) return leaf;
  CircuitNode node{NodeOp::kPresumed, 0, {leaf}};
  for (const auto& [condition, open, becomes] : presumptions) {
    if (condition == kNoRef || condition == kUnknownRef || open == kNoRef) continue;
    const std::size_t number = node.inputs.size() / 2;
    // The first one that surely applies leaves the others nothing to do.
    if (number == 0 && condition == kYesRef && open == kYesRef) return becomes ? kYesRef : kNoRef;
    CHECK(number < kMostPresumptions);
    node.inputs.push_back(condition);
    node.inputs.push_back(open);
    if (becomes) node.index |= std::uint32_t{1} << number;
  }
  return node.inputs.size() == 1 ? leaf : add(std::move(node));
}

Ref Circuit::served(Ref leaf, Ref serves, Ref settles) {
  if (leaf == kYesRef || leaf == kNoRef) return leaf;
  const bool never_yes = serves == kNoRef || serves == kUnknownRef;
  const bool never_no = settles == kNoRef || settles == kUnknownRef || serves == kUnknownRef;
  if (never_yes && never_no) return leaf;
  if (leaf == kUnknownRef && serves == kYesRef) return kYesRef;
  if (leaf == kUnknownRef && serves == kNoRef && settles == kYesRef) return kNoRef;
  return add({NodeOp::kServed, 0, {leaf, serves, settles}});
}

}  // namespace lawful
