// What follows from what is stated, for 512 cases at once: Narrowing::run and
// PreparedFacts::narrow, over planes. Each round looks at the implications about facts of which
// something became known in some case, until there are none.

#include <algorithm>
#include <utility>

#include "compile/batch_tiles.h"

namespace lawful {

namespace {

Lanes operator&(const Lanes& a, const Lanes& b) {
  Lanes out;
  for (int w = 0; w < kTileWords; ++w) out.words[w] = a.words[w] & b.words[w];
  return out;
}

Lanes operator|(const Lanes& a, const Lanes& b) {
  Lanes out;
  for (int w = 0; w < kTileWords; ++w) out.words[w] = a.words[w] | b.words[w];
  return out;
}

Lanes operator~(const Lanes& a) {
  Lanes out;
  for (int w = 0; w < kTileWords; ++w) out.words[w] = ~a.words[w];
  return out;
}

bool any(const Lanes& a) {
  return std::ranges::any_of(a.words, [](std::uint64_t word) { return word != 0; });
}

template <class PlaneMask>
Lanes holds(const Lanes* tile, const PlaneMask& mask) {
  Lanes all;
  if (mask.never) return all;
  all = ~all;
  for (const std::uint32_t plane : mask.planes) all = all & tile[plane];
  return all;
}

// Sets the planes in the cases of `where`; true when one of them was not set yet.
bool set(Lanes* tile, const std::vector<std::uint32_t>& planes, const Lanes& where) {
  bool changed = false;
  for (const std::uint32_t plane : planes) {
    changed |= any(where & ~tile[plane]);
    tile[plane] = tile[plane] | where;
  }
  return changed;
}

struct YesNo {
  Lanes yes;
  Lanes no;
};

template <class PlaneLiteral>
YesNo value(const Lanes* tile, const PlaneLiteral& literal) {
  const Lanes within = holds(tile, literal.from_yes) & holds(tile, literal.to_no);
  const Lanes outside = (holds(tile, literal.from_no) | holds(tile, literal.to_yes)) & ~within;
  return literal.negated ? YesNo{outside, within} : YesNo{within, outside};
}

}  // namespace

// Makes a literal yes or no in the cases of `where`; true where that is news, and then rules about
// its fact are due again.
bool BatchTiles::make(Lanes* tile, const PlaneLiteral& literal, const Lanes& where, bool to,
                      Work& work) const {
  if (!any(where)) return false;
  bool news = false;
  if (literal.negated != to) {
    news = set(tile, literal.keep, where);
  } else if (!literal.ordered) {
    news = set(tile, literal.drop, where);
  } else {
    const Lanes low_end = where & holds(tile, literal.from_yes);
    const Lanes high_end = where & holds(tile, literal.to_no);
    news = set(tile, literal.below, low_end);
    news = set(tile, literal.above, high_end) || news;
  }
  if (!news) return false;
  for (const std::uint32_t rule : about_[literal.fact]) work.due[rule] = 1;
  return true;
}

void BatchTiles::apply(Lanes* tile, const PlaneRule& rule, Lanes& contradictory, Work& work) const {
  // Cases in which every antecedent so far is yes, and those in which all but one are.
  Lanes all = ~Lanes{};
  Lanes but_one;
  for (const PlaneLiteral& each : rule.antecedents) {
    const Lanes yes = value(tile, each).yes;
    but_one = (but_one & yes) | (all & ~yes);
    all = all & yes;
  }
  Lanes last_is_no = ~Lanes{};
  if (!rule.consequent) {
    contradictory = contradictory | all;
  } else {
    make(tile, *rule.consequent, all, true, work);
    last_is_no = value(tile, *rule.consequent).no;
  }
  const Lanes back = but_one & last_is_no;
  if (!any(back)) return;
  for (const PlaneLiteral& each : rule.antecedents)
    make(tile, each, back & ~value(tile, each).yes, false, work);
}

// What instruments say of each term now; true where that is news. A term may be read by what serves
// another one, though no implication reads it.
bool BatchTiles::answer_terms(Lanes* tile, Work& work) const {
  if (term_answers_.empty()) return false;
  bool news = false;
  const KernelJob job = kernel_job(plan_.terms, terms_);
  const auto slots = static_cast<std::uint32_t>(plan_.terms.slots());
  std::uint64_t* values = work.scratch.front().words;
  scalar_kernel().run(job, tile->words, values, slots, {});
  for (std::size_t i = 0; i < term_answers_.size(); ++i) {
    Lanes yes;
    Lanes no;
    for (std::uint32_t w = 0; w < kTileWords; ++w) {
      const std::uint64_t* serves = values + (w * slots + plan_.terms.early(2 * i)) * 2;
      const std::uint64_t* settles = values + (w * slots + plan_.terms.early(2 * i + 1)) * 2;
      yes.words[w] = serves[1];
      no.words[w] = ~serves[0] & settles[1];
    }
    news = make(tile, term_answers_[i], yes, true, work) || news;
    news = make(tile, term_answers_[i], no, false, work) || news;
  }
  return news;
}

void BatchTiles::add_contradictions(const Lanes* tile, Lanes& out) const {
  for (const FactId fact : facts_) {
    const Layout::Place at = plan_.layout->place(fact);
    const auto plane = [&](std::uint32_t i) -> const Lanes& { return tile[plane_[at.first + i]]; };
    if (!plan_.layout->cuts(fact).empty()) {
      for (std::uint32_t i = 0; i < at.width; i += 2) out = out | (plane(i) & plane(i + 1));
      continue;
    }
    Lanes all = plane(0);
    for (std::uint32_t i = 1; i < at.width; ++i) all = all & plane(i);
    out = out | all;
  }
}

Lanes BatchTiles::narrow_tile(Lanes* tile, Work& work) const {
  Lanes contradictory;
  std::ranges::fill(work.due, std::uint8_t{1});
  const auto is_due = [](std::uint8_t due) { return due != 0; };
  for (bool news = true; news;) {
    while (std::ranges::any_of(work.due, is_due))
      for (std::size_t r = 0; r < rules_.size(); ++r)
        if (std::exchange(work.due[r], std::uint8_t{0}) != 0)
          apply(tile, rules_[r], contradictory, work);
    news = answer_terms(tile, work);
  }
  add_contradictions(tile, contradictory);
  return contradictory;
}

std::vector<std::uint64_t> BatchTiles::narrow() {
  std::vector<std::uint64_t> contradictory;
  Work work{std::vector<std::uint8_t>(rules_.size()), std::vector<Lanes>(2 * plan_.terms.slots())};
  for (std::size_t t = 0; t < tiles_; ++t) {
    const Lanes found = narrow_tile(&lanes_[t * planes_], work);
    contradictory.insert(contradictory.end(), std::begin(found.words), std::end(found.words));
  }
  contradictory.resize((cases_ + 63) / 64);
  if (cases_ % 64 != 0) contradictory.back() &= (std::uint64_t{1} << cases_ % 64) - 1;
  return contradictory;
}

}  // namespace lawful
