#pragma once
// The facts of a batch: bits of ruled_out.h as planes, in tiles of 512 cases. Used by batch.cc.
//
// Only the bits of facts about which more can be learned have a plane; the others are folded into
// the plan. The planes of one tile stand together, so that a whole law is read as one stream.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compile/batch_kernel.h"
#include "compile/compiled_law.h"

namespace lawful {

struct alignas(64) Lanes {
  std::uint64_t words[kTileWords] = {};
};

class BatchTiles {
 public:
  BatchTiles(const Plan& plan, std::size_t cases);

  std::size_t count() const { return tiles_; }
  const std::uint64_t* tile(std::size_t t) const { return lanes_[t * planes_].words; }
  std::size_t planes() const { return planes_; }

  void state_bits(FactId fact, std::span<const std::uint64_t> known,
                  std::span<const std::uint64_t> yes);
  void state(FactId fact, std::size_t index, const ValueSet& set);
  // Draws what follows in every case; the cases that contradict themselves.
  std::vector<std::uint64_t> narrow();

  // What a kernel needs to run the plan's program.
  KernelJob job(bool in_order) const;

 private:
  // Holds where all of its planes are set; `never`: nowhere.
  struct PlaneMask {
    std::vector<std::uint32_t> planes;
    bool never = false;
  };
  // NarrowLiteral over planes: yes where `from_yes` and `to_no` hold, no where one of the others
  // does; a negated literal the other way round. Making it yes keeps its set; making it no drops
  // it.
  struct PlaneLiteral {
    FactId fact = 0;
    PlaneMask from_yes, from_no, to_yes, to_no;
    bool negated = false;
    bool ordered = false;
    std::vector<std::uint32_t> keep;   // what keeping the set rules out
    std::vector<std::uint32_t> drop;   // what dropping it rules out; of an interval:
    std::vector<std::uint32_t> below;  // what is below its end, where its beginning is reached
    std::vector<std::uint32_t> above;  // what is above its beginning, where its end is
  };
  struct PlaneRule {
    std::vector<PlaneLiteral> antecedents;
    std::optional<PlaneLiteral> consequent;
  };
  struct KernelCode {
    std::vector<KernelLeaf> leaves;
    std::vector<std::uint32_t> planes;
  };

  void place_planes();
  void add_rule(const NarrowRule& rule);
  PlaneMask plane_mask(const Mask& mask) const;
  void add_plane(std::uint32_t bit, std::vector<std::uint32_t>& planes) const;
  PlaneLiteral plane_literal(const NarrowLiteral& literal) const;
  void ordered_effects(const NarrowLiteral& literal, PlaneLiteral& out) const;
  KernelCode kernel_code(const Program& program) const;
  KernelJob kernel_job(const Program& program, const KernelCode& code) const;

  // What one tile is narrowed with: which rules are to be looked at again, and room for the terms.
  struct Work {
    std::vector<std::uint8_t> due;  // by rule
    std::vector<Lanes> scratch;
  };
  Lanes narrow_tile(Lanes* tile, Work& work) const;
  bool make(Lanes* tile, const PlaneLiteral& literal, const Lanes& where, bool to,
            Work& work) const;
  void apply(Lanes* tile, const PlaneRule& rule, Lanes& contradictory, Work& work) const;
  bool answer_terms(Lanes* tile, Work& work) const;
  void add_contradictions(const Lanes* tile, Lanes& out) const;

  const Plan& plan_;
  std::size_t cases_;
  std::size_t tiles_;
  std::size_t planes_ = 0;
  std::vector<std::uint32_t> plane_;  // by bit; kNoPlane where it has none
  std::vector<FactId> facts_;         // that have planes
  std::vector<Lanes> lanes_;
  std::vector<PlaneRule> rules_;                   // that can draw anything
  std::vector<std::vector<std::uint32_t>> about_;  // of them, by fact
  std::vector<PlaneLiteral> term_answers_;         // by term of the plan: that it is yes
  KernelCode terms_;
  KernelCode program_;
};

}  // namespace lawful
