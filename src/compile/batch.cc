#include "compile/batch.h"

#include <algorithm>

#include "base/check.h"
#include "compile/batch_kernel.h"
#include "compile/batch_tiles.h"

namespace lawful {

namespace {

BatchKernel kernel_of(Kernel kernel) {
  switch (kernel) {
    case Kernel::kScalar:
      return scalar_kernel();
    case Kernel::kAvx2:
      return avx2_kernel();
    case Kernel::kAvx512:
      return avx512_kernel();
    case Kernel::kBest:
      break;
  }
  return kernel_of(best_kernel());
}

}  // namespace

const char* to_string(Kernel kernel) {
  switch (kernel) {
    case Kernel::kScalar:
      return "scalar";
    case Kernel::kAvx2:
      return "avx2";
    case Kernel::kAvx512:
      return "avx512";
    case Kernel::kBest:
      break;
  }
  return to_string(best_kernel());
}

bool is_available(Kernel kernel) {
  if (kernel == Kernel::kScalar || kernel == Kernel::kBest) return true;
#if defined(__x86_64__)
  if (kernel == Kernel::kAvx2)
    return avx2_kernel().run != nullptr && __builtin_cpu_supports("avx2") != 0;
  return avx512_kernel().run != nullptr && __builtin_cpu_supports("avx512f") != 0;
#else
  return false;
#endif
}

Kernel best_kernel() {
  for (const Kernel kernel : {Kernel::kAvx512, Kernel::kAvx2})
    if (is_available(kernel)) return kernel;
  return Kernel::kScalar;
}

Batch::Batch(const Plan& plan, std::size_t cases, bool in_order)
    : plan_(&plan),
      tiles_(std::make_unique<BatchTiles>(plan, cases)),
      cases_(cases),
      in_order_(in_order),
      stated_(plan.may_state.size(), false) {}

Batch::~Batch() = default;

std::size_t Batch::bytes() const { return tiles_->count() * tiles_->planes() * sizeof(Lanes); }

Batch::Batch(Batch&&) noexcept = default;

Result<void> Batch::may_state(FactId fact, std::size_t length, std::size_t expected) {
  CHECK(fact < stated_.size());
  const std::string name = "`" + plan_->law->vocabulary[fact].id + "`";
  if (!plan_->may_state[fact]) return fail(Code::kInvalid, name + " is fixed and cannot be stated");
  if (length != expected)
    return fail(Code::kInvalid, "the column of " + name + " has " + std::to_string(length) +
                                    " entries where the batch has " + std::to_string(expected));
  if (stated_[fact]) return fail(Code::kInvalid, name + " is stated twice");
  return {};
}

Result<void> Batch::state_bits(FactId fact, std::span<const std::uint64_t> known,
                               std::span<const std::uint64_t> yes) {
  const std::size_t words = (cases_ + 63) / 64;
  TRY_VOID(may_state(fact, known.size(), words));
  TRY_VOID(may_state(fact, yes.size(), words));
  const Fact& about = plan_->law->vocabulary[fact];
  if (about.type != FactType::kYesNo)
    return fail(Code::kInvalid, "`" + about.id + "` is not a yes-no fact");
  stated_[fact] = true;
  narrowed_ = false;
  tiles_->state_bits(fact, known, yes);
  return {};
}

Result<void> Batch::state_values(FactId fact, std::span<const ValueSet> values) {
  TRY_VOID(may_state(fact, values.size(), cases_));
  const ValueSet all = plan_->law->vocabulary[fact].all();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].is_interval() != all.is_interval() || values[i].empty() ||
        !all.contains(values[i]))
      return fail(Code::kInvalid, "entry " + std::to_string(i) + " is not a value that `" +
                                      plan_->law->vocabulary[fact].id + "` can have");
  stated_[fact] = true;
  narrowed_ = false;
  for (std::size_t i = 0; i < values.size(); ++i) tiles_->state(fact, i, values[i]);
  return {};
}

void Batch::narrow() {
  contradictory_ = tiles_->narrow();
  narrowed_ = true;
}

void Batch::decide(BatchAnswer& answer, Want want, Kernel kernel) const {
  CHECK(narrowed_ && is_available(kernel));
  const BatchKernel wide = kernel_of(kernel);
  const std::size_t words = tiles_->count() * kTileWords;
  for (Column* column : {&answer.lawful, &answer.unlawful, &answer.out_of_scope})
    column->resize(words);
  const std::size_t rules = want == Want::kRules ? plan_->circuit.rules.size() : 0;
  for (auto* columns : {&answer.violated, &answer.open, &answer.assumed}) {
    columns->resize(rules);
    for (Column& column : *columns) column.resize(words);
  }
  KernelJob job = tiles_->job(in_order_);
  job.rules = want == Want::kRules;
  const auto slots = static_cast<std::uint32_t>(plan_->program.slots());
  std::vector<Lanes> scratch(2 * std::size_t{slots});
  for (std::size_t t = 0; t < tiles_->count(); ++t) {
    const std::size_t at = t * kTileWords;
    wide.run(
        job, tiles_->tile(t), scratch.front().words, slots,
        {answer.lawful.data() + at, answer.unlawful.data() + at, answer.out_of_scope.data() + at});
    if (rules > 0) collect(scratch.front().words, wide.words, at, answer);
  }
  finish(answer);
}

// Takes the rules' values of one tile out of the scratch of a kernel that is `wide` words wide.
void Batch::collect(const std::uint64_t* scratch, int wide, std::size_t at,
                    BatchAnswer& answer) const {
  const auto width = static_cast<std::size_t>(wide);
  const std::size_t part_words = plan_->program.slots() * 2 * width;
  for (std::size_t i = 0; i < plan_->circuit.live; ++i) {
    const std::size_t slot = plan_->program.rows() + i;
    for (std::size_t w = 0; w < kTileWords; ++w) {
      const std::uint64_t* value = scratch + w / width * part_words + slot * 2 * width + w % width;
      answer.violated[i][at + w] = value[width];
      answer.open[i][at + w] = value[0] & ~value[width];
    }
  }
}

// What is the same in every case, what is assumed, and nothing for cases that are none.
void Batch::finish(BatchAnswer& answer) const {
  const std::size_t words = (cases_ + 63) / 64;
  const auto cut = [&](Column& column) {
    column.resize(words);
    for (std::size_t w = 0; w < words; ++w) column[w] &= ~contradictory_[w];
    if (cases_ % 64 != 0) column.back() &= (std::uint64_t{1} << cases_ % 64) - 1;
  };
  for (std::size_t i = 0; i < answer.violated.size(); ++i) {
    const auto in = [i](const std::vector<std::uint64_t>& set) {
      return (set[i / 64] >> i % 64 & 1) != 0;
    };
    if (in(plan_->always_violated)) std::ranges::fill(answer.violated[i], ~std::uint64_t{0});
    if (in(plan_->always_open)) std::ranges::fill(answer.open[i], ~std::uint64_t{0});
    std::ranges::fill(answer.assumed[i], 0);
    if (in_order_ && in(plan_->assumable)) std::swap(answer.assumed[i], answer.open[i]);
    cut(answer.violated[i]);
    cut(answer.open[i]);
    cut(answer.assumed[i]);
  }
  cut(answer.lawful);
  cut(answer.unlawful);
  cut(answer.out_of_scope);
}

}  // namespace lawful
