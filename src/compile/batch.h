#pragma once
// Many acts decided at once, over columns of bits: by the whole law, or by a residue.
//
//   Batch batch(residue.plan(), 1'000'000, residue.in_order());
//   batch.state_bits(consent, known, yes);                 one bit a case, 64 cases a word
//   batch.state_values(age, values);                       one set of values a case
//   batch.narrow();                                        what follows; contradictions
//   BatchAnswer answer;
//   batch.decide(answer);                                  a fraction of a nanosecond a case
//
// Agrees case by case with PreparedFacts and decide() (compiled_law.h), and so with the reference.
// Whether a plan is valid on a day is for the caller to ask (Residue::check_day).
//
// Shapes: case i is bit i % 64 of word i / 64; a column of bits for n cases has (n + 63) / 64
// words. Bits beyond the last case are ignored, and are 0 in what comes back. Memory: two bits a
// case for each yes-no fact that can matter, a bit for each value of a one-of fact, two for each
// cut point of a count or date. The plan must outlive the batch.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compile/compiled_law.h"

namespace lawful {

using Column = std::vector<std::uint64_t>;

// By what the cases are run. All say the same; kBest is the widest that this processor has.
enum class Kernel { kScalar, kAvx2, kAvx512, kBest };
const char* to_string(Kernel kernel);  // `avx2`
bool is_available(Kernel kernel);
Kernel best_kernel();

// A case that is in none of the columns is undetermined. Contradictory cases are in none.
struct BatchAnswer {
  Column lawful;
  Column unlawful;
  Column out_of_scope;
  // By slot of a rule (Plan::circuit.rules); empty unless asked for.
  std::vector<Column> violated;
  std::vector<Column> open;
  std::vector<Column> assumed;
};

class BatchTiles;

class Batch {
 public:
  Batch(const Plan& plan, std::size_t cases, bool in_order);
  ~Batch();
  Batch(Batch&&) noexcept;

  std::size_t size() const { return cases_; }
  std::size_t bytes() const;  // of the facts; an answer has a bit a case for each of its columns

  // States a yes-no fact in the cases whose bit in `known` is set: as `yes` has it. Errors:
  // kInvalid for a column of another length, a fact that is stated twice or may not be stated, or
  // is not yes-no.
  Result<void> state_bits(FactId fact, std::span<const std::uint64_t> known,
                          std::span<const std::uint64_t> yes);
  // States any fact: one set of values a case, fact.all() where it is unknown. Errors: as above,
  // and for a set that is empty or not of the fact's type.
  Result<void> state_values(FactId fact, std::span<const ValueSet> values);

  // Draws what follows, in every case. To be called once all is stated; CHECKed by decide().
  void narrow();
  // The cases whose facts contradict one another. After narrow().
  const Column& contradictory() const { return contradictory_; }

  enum class Want { kOutcomes, kRules };
  void decide(BatchAnswer& answer, Want want = Want::kOutcomes,
              Kernel kernel = Kernel::kBest) const;

 private:
  Result<void> may_state(FactId fact, std::size_t length, std::size_t expected);
  void collect(const std::uint64_t* scratch, int wide, std::size_t at, BatchAnswer& answer) const;
  void finish(BatchAnswer& answer) const;

  const Plan* plan_;
  std::unique_ptr<BatchTiles> tiles_;
  std::size_t cases_ = 0;
  bool in_order_ = false;
  bool narrowed_ = false;
  std::vector<bool> stated_;
  Column contradictory_;
};

}  // namespace lawful
