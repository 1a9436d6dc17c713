#include "compile/batch_tiles.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace lawful {

namespace {

constexpr std::uint32_t kNoPlane = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kWordBits = 64;
constexpr std::size_t kTileCases = kTileWords * kWordBits;

bool base_bit(const Plan& plan, std::uint32_t bit) {
  return (plan.base[bit / kWordBits] >> bit % kWordBits & 1) != 0;
}

}  // namespace

BatchTiles::BatchTiles(const Plan& plan, std::size_t cases)
    : plan_(plan),
      cases_(cases),
      tiles_((cases + kTileCases - 1) / kTileCases),
      plane_(plan.layout->words() * kWordBits, kNoPlane) {
  place_planes();
  planes_ = std::max<std::size_t>(planes_, 1);
  lanes_.resize(tiles_ * planes_);
  for (std::uint32_t bit = 0; bit < plane_.size(); ++bit) {
    if (plane_[bit] == kNoPlane || !base_bit(plan, bit)) continue;
    for (std::size_t t = 0; t < tiles_; ++t)
      std::ranges::fill(lanes_[t * planes_ + plane_[bit]].words, ~std::uint64_t{0});
  }
  about_.resize(plan.live.size());
  for (const NarrowRule& rule : plan.narrowing->rules())
    if (Narrowing::can_fire(rule, plan.may)) add_rule(rule);
  for (const TermSlot& term : plan.circuit.terms) {
    NarrowLiteral yes{term.fact, ValueSet::of_mask(ValueSet::kYesBit), false, {}, {}};
    yes.from = plan.layout->within(term.fact, yes.set);
    term_answers_.push_back(plane_literal(yes));
  }
  terms_ = kernel_code(plan.terms);
  program_ = kernel_code(plan.program);
}

// The planes that the program reads come first, in the order in which it reads them: then a tile is
// read as one stream, and what only implications need is not read at all.
void BatchTiles::place_planes() {
  const auto place = [&](std::uint32_t bit) {
    if (plane_[bit] == kNoPlane) plane_[bit] = static_cast<std::uint32_t>(planes_++);
  };
  for (const ProgramLeaf& leaf : plan_.program.leaves()) {
    const LeafTest& test = plan_.circuit.tests[leaf.test];
    for (const Mask& mask : {test.test.yes, test.test.no})
      for (std::uint32_t i = 0; i < kWordBits; ++i)
        if ((mask.mask >> i & 1) != 0) place(mask.word * kWordBits + i);
  }
  for (FactId fact = 0; fact < plan_.live.size(); ++fact) {
    const Layout::Place at = plan_.layout->place(fact);
    if (!plan_.live[fact] || at.width == 0) continue;
    facts_.push_back(fact);
    for (std::uint32_t i = 0; i < at.width; ++i) place(at.first + i);
  }
}

void BatchTiles::add_rule(const NarrowRule& rule) {
  const auto number = static_cast<std::uint32_t>(rules_.size());
  PlaneRule out;
  for (const NarrowLiteral& each : rule.antecedents) {
    out.antecedents.push_back(plane_literal(each));
    about_[each.fact].push_back(number);
  }
  if (rule.consequent) {
    out.consequent = plane_literal(*rule.consequent);
    about_[rule.consequent->fact].push_back(number);
  }
  rules_.push_back(std::move(out));
}

void BatchTiles::add_plane(std::uint32_t bit, std::vector<std::uint32_t>& planes) const {
  if (plane_[bit] != kNoPlane) planes.push_back(plane_[bit]);
}

BatchTiles::PlaneMask BatchTiles::plane_mask(const Mask& mask) const {
  PlaneMask out;
  if (mask.mask == ~std::uint64_t{0}) return {{}, true};  // a literal that is never so
  for (std::uint32_t i = 0; i < kWordBits; ++i) {
    if ((mask.mask >> i & 1) == 0) continue;
    const std::uint32_t bit = mask.word * kWordBits + i;
    if (plane_[bit] != kNoPlane)
      out.planes.push_back(plane_[bit]);
    else if (!base_bit(plan_, bit))
      out.never = true;  // nothing more is learned about this fact
  }
  return out;
}

// What Layout::keep and Layout::drop set of a count or date.
void BatchTiles::ordered_effects(const NarrowLiteral& literal, PlaneLiteral& out) const {
  const auto& cuts = plan_.layout->cuts(literal.fact);
  const std::uint32_t first = plan_.layout->place(literal.fact).first;
  const bool has_low = literal.set.low() != ValueSet::kLowest;
  const bool has_high = literal.set.high() != ValueSet::kHighest;
  for (std::uint32_t i = 0; i < cuts.size(); ++i) {
    const std::uint32_t bit = first + 2 * i;
    if (has_low && cuts[i] <= literal.set.low()) add_plane(bit, out.keep);
    if (has_high && cuts[i] > literal.set.high()) add_plane(bit + 1, out.keep);
    if (has_high && cuts[i] <= literal.set.high() + 1) add_plane(bit, out.below);
    if (has_low && cuts[i] >= literal.set.low()) add_plane(bit + 1, out.above);
  }
}

BatchTiles::PlaneLiteral BatchTiles::plane_literal(const NarrowLiteral& literal) const {
  PlaneLiteral out;
  out.fact = literal.fact;
  out.from_yes = plane_mask(literal.from.yes);
  out.from_no = plane_mask(literal.from.no);
  out.to_yes = plane_mask(literal.to.yes);
  out.to_no = plane_mask(literal.to.no);
  if (literal.to.yes.mask == 0 && literal.to.no.mask == 0) out.to_yes.never = true;
  out.negated = literal.negated;
  out.ordered = literal.set.is_interval();
  if (out.ordered) {
    if (!literal.set.empty()) ordered_effects(literal, out);
  } else {
    out.keep = out.from_yes.planes;
    out.drop = out.from_no.planes;
  }
  return out;
}

BatchTiles::KernelCode BatchTiles::kernel_code(const Program& program) const {
  KernelCode out;
  const auto add = [&](const PlaneMask& mask) {
    CHECK(!mask.never);  // leaves read only facts about which more can be learned
    out.planes.insert(out.planes.end(), mask.planes.begin(), mask.planes.end());
    return static_cast<std::uint32_t>(mask.planes.size());
  };
  for (const auto& [index, is_negated] : program.leaves()) {
    const LeafTest& test = plan_.circuit.tests[index];
    KernelLeaf leaf{
        static_cast<std::uint32_t>(out.planes.size()), 0, 0, 0, is_negated, test.is_open_test};
    if (test.is_open_test) {
      const BitTest all = plan_.layout->within(test.fact, ValueSet::of_mask(0));
      leaf.yes_count = add(plane_mask(all.yes));
    } else {
      leaf.yes_count = add(plane_mask(test.test.yes));
    }
    leaf.no_from = static_cast<std::uint32_t>(out.planes.size());
    leaf.no_count = add(plane_mask(test.is_open_test ? plan_.layout->within(test.fact, test.set).no
                                                     : test.test.no));
    out.leaves.push_back(leaf);
  }
  return out;
}

KernelJob BatchTiles::kernel_job(const Program& program, const KernelCode& code) const {
  return {program.runs().data(),
          static_cast<std::uint32_t>(program.early_runs()),
          static_cast<std::uint32_t>(program.runs().size()),
          program.inputs().data(),
          code.leaves.data(),
          static_cast<std::uint32_t>(code.leaves.size()),
          static_cast<std::uint32_t>(Program::first_leaf()),
          code.planes.data(),
          {},
          false,
          false,
          false};
}

KernelJob BatchTiles::job(bool in_order) const {
  KernelJob out = kernel_job(plan_.program, program_);
  for (std::size_t i = 0; i < 4; ++i) out.roots[i] = plan_.program.early(i);
  out.in_order = in_order;
  out.outcomes = true;
  return out;
}

void BatchTiles::state_bits(FactId fact, std::span<const std::uint64_t> known,
                            std::span<const std::uint64_t> yes) {
  const Layout::Place at = plan_.layout->place(fact);
  if (at.width == 0 || plane_[at.first] == kNoPlane) return;
  for (std::size_t w = 0; w < known.size(); ++w) {
    Lanes* tile = &lanes_[w / kTileWords * planes_];
    tile[plane_[at.first]].words[w % kTileWords] |= known[w] & yes[w];       // `no` is out
    tile[plane_[at.first + 1]].words[w % kTileWords] |= known[w] & ~yes[w];  // `yes` is out
  }
}

void BatchTiles::state(FactId fact, std::size_t index, const ValueSet& set) {
  const Layout::Place at = plan_.layout->place(fact);
  if (at.width == 0 || plane_[at.first] == kNoPlane) return;
  Bits bits(plan_.layout->words(), 0);
  plan_.layout->keep(bits, fact, set);
  Lanes* tile = &lanes_[index / kTileCases * planes_];
  const std::size_t in_tile = index % kTileCases;
  for (std::uint32_t bit = at.first; bit < at.first + at.width; ++bit)
    if ((bits[bit / kWordBits] >> bit % kWordBits & 1) != 0)
      tile[plane_[bit]].words[in_tile / kWordBits] |= std::uint64_t{1} << in_tile % kWordBits;
}

}  // namespace lawful
