#pragma once
// A batch behind the interface, with the answer to its last question.

#include "compile/batch.h"
#include "face/engine_impl.h"

namespace lawful::v1 {

struct BatchImpl {
  Source source;
  lawful::Batch batch;
  std::vector<std::uint32_t> slots;  // by rule of the law; kNoSlot for one that cannot be breached
  bool narrowed;
  BatchAnswer answer;

  static constexpr std::uint32_t kNoSlot = ~std::uint32_t{0};
};

Batch new_batch(Source source, std::size_t cases, bool in_order);

}  // namespace lawful::v1
