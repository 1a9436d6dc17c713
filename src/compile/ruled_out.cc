#include "compile/ruled_out.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace lawful {

namespace {

constexpr std::uint32_t kWordBits = 64;

}  // namespace

Layout::Layout(const Law& law, Date day)
    : places_(law.vocabulary.facts.size()), cuts_(law.vocabulary.facts.size()) {
  for (const auto& [fact, cuts] : cut_points(law, day))
    if (fact != kActDate) cuts_[fact].assign(cuts.begin(), cuts.end());
  std::uint32_t next = 0;
  for (FactId id = kActDate + 1; id < places_.size(); ++id) {
    const Fact& fact = law.vocabulary[id];
    const bool discrete = fact.type == FactType::kYesNo || fact.type == FactType::kOneOf;
    const auto width = static_cast<std::uint32_t>(discrete ? std::popcount(fact.all().mask())
                                                           : 2 * std::ssize(cuts_[id]));
    // The values of a discrete fact stand in one word, so that one mask tests them.
    if (discrete && next % kWordBits + width > kWordBits) next = (next / kWordBits + 1) * kWordBits;
    places_[id] = {next, width};
    next += width;
  }
  words_ = std::max(1U, (next + kWordBits - 1) / kWordBits);
}

Mask Layout::bit(std::uint32_t number) const {
  return {number / kWordBits, std::uint64_t{1} << number % kWordBits};
}

bool Layout::set(Bits& bits, std::uint32_t number) const {
  const Mask at = bit(number);
  if (at.holds(bits)) return false;
  bits[at.word] |= at.mask;
  return true;
}

std::uint64_t Layout::all_values(FactId fact) const {
  const std::uint32_t width = places_[fact].width;
  return width == kWordBits ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

std::uint64_t Layout::value_bits(const Bits& bits, FactId fact) const {
  const Place at = places_[fact];
  return bits[at.first / kWordBits] >> at.first % kWordBits & all_values(fact);
}

BitTest Layout::within(FactId fact, const ValueSet& set) const {
  const Place at = places_[fact];
  CHECK(at.width > 0 && !is_ordered(fact));
  const std::uint32_t word = at.first / kWordBits;
  const std::uint32_t shift = at.first % kWordBits;
  return {{word, (all_values(fact) & ~set.mask()) << shift}, {word, set.mask() << shift}};
}

std::optional<std::uint32_t> Layout::cut_index(FactId fact, std::int64_t cut) const {
  const auto& cuts = cuts_[fact];
  const auto found = std::lower_bound(cuts.begin(), cuts.end(), cut);
  if (found == cuts.end() || *found != cut) return std::nullopt;
  return static_cast<std::uint32_t>(found - cuts.begin());
}

BitTest Layout::at_least(FactId fact, std::int64_t cut) const {
  const auto index = cut_index(fact, cut);
  CHECK(index.has_value());
  const std::uint32_t first = places_[fact].first + 2 * *index;
  return {bit(first), bit(first + 1)};
}

bool Layout::rule_out_below(Bits& bits, FactId fact, std::uint32_t cut) const {
  bool changed = false;
  for (std::uint32_t i = 0; i <= cut; ++i) changed |= set(bits, places_[fact].first + 2 * i);
  return changed;
}

bool Layout::rule_out_from(Bits& bits, FactId fact, std::uint32_t cut) const {
  bool changed = false;
  for (auto i = cut; i < cuts_[fact].size(); ++i)
    changed |= set(bits, places_[fact].first + 2 * i + 1);
  return changed;
}

bool Layout::keep(Bits& bits, FactId fact, const ValueSet& set) const {
  const Place at = places_[fact];
  if (at.width == 0) return false;
  if (!is_ordered(fact)) {
    std::uint64_t& word = bits[at.first / kWordBits];
    const std::uint64_t before = word;
    word |= (all_values(fact) & ~set.mask()) << at.first % kWordBits;
    return word != before;
  }
  const auto& cuts = cuts_[fact];
  bool changed = false;
  // The last cut point at or below what is left, and the first one above it.
  const auto low = std::upper_bound(cuts.begin(), cuts.end(), set.low());
  if (low != cuts.begin())
    changed |= rule_out_below(bits, fact, static_cast<std::uint32_t>(low - cuts.begin() - 1));
  const auto high = std::upper_bound(cuts.begin(), cuts.end(), set.high());
  changed |= rule_out_from(bits, fact, static_cast<std::uint32_t>(high - cuts.begin()));
  return changed;
}

bool Layout::drop(Bits& bits, FactId fact, const ValueSet& set) const {
  const Place at = places_[fact];
  if (at.width == 0) return false;
  if (!is_ordered(fact)) {
    std::uint64_t& word = bits[at.first / kWordBits];
    const std::uint64_t before = word;
    word |= set.mask() << at.first % kWordBits;
    return word != before;
  }
  if (set.empty()) return false;
  const auto low = cut_index(fact, set.low());
  std::optional<std::uint32_t> after;  // where what comes after the set begins
  if (set.high() != ValueSet::kHighest) after = cut_index(fact, set.high() + 1);
  const bool low_end = !low || bit(at.first + 2 * *low).holds(bits);
  const bool high_end = !after || bit(at.first + 2 * *after + 1).holds(bits);
  bool changed = false;
  // With both ends gone nothing is left: both sides are ruled out at the same cut point.
  if (low_end && after) changed |= rule_out_below(bits, fact, *after);
  if (high_end && low) changed |= rule_out_from(bits, fact, *low);
  return changed;
}

bool Layout::contradicts(const Bits& bits, FactId fact) const {
  const Place at = places_[fact];
  if (at.width == 0) return false;
  if (!is_ordered(fact)) return value_bits(bits, fact) == all_values(fact);
  for (std::uint32_t i = 0; i < cuts_[fact].size(); ++i) {
    const std::uint32_t first = at.first + 2 * i;
    if (bit(first).holds(bits) && bit(first + 1).holds(bits)) return true;
  }
  return false;
}

bool Layout::known(const Bits& bits, FactId fact) const {
  CHECK(!is_ordered(fact));
  return std::has_single_bit(~value_bits(bits, fact) & all_values(fact));
}

std::optional<ValueSet> Layout::value(const Bits& bits, FactId fact) const {
  if (places_[fact].width == 0) return std::nullopt;
  if (!is_ordered(fact)) {
    const std::uint64_t out = value_bits(bits, fact);
    if (out == 0) return std::nullopt;
    return ValueSet::of_mask(~out & all_values(fact));
  }
  std::int64_t low = ValueSet::kLowest;
  std::int64_t high = ValueSet::kHighest;
  for (const std::int64_t cut : cuts_[fact]) {
    const Tri reached = at_least(fact, cut).value(bits);
    if (reached == Tri::kYes) low = cut;
    if (reached == Tri::kNo) high = std::min(high, cut - 1);
  }
  if (low == ValueSet::kLowest && high == ValueSet::kHighest) return std::nullopt;
  return ValueSet::of_interval(low, high);
}

bool Layout::possible(const Bits& bits, FactId fact, const ValueSet& set) const {
  CHECK(!is_ordered(fact));
  return (~value_bits(bits, fact) & set.mask()) != 0;
}

}  // namespace lawful
