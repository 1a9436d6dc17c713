#include "store/store.h"

#include <future>

namespace lawful {

Result<std::int64_t> Cell::number() const {
  if (const auto* number = std::get_if<std::int64_t>(&value_)) return *number;
  return fail(Code::kCorrupt, "a row holds something else where a number belongs");
}

Result<std::string_view> Cell::bytes() const {
  if (const auto* bytes = std::get_if<std::string>(&value_)) return std::string_view(*bytes);
  return fail(Code::kCorrupt, "a row holds something else where bytes or text belong");
}

Result<void> write(Store& store, const Owner& owner, Work work) {
  // Shared, since the thread of the store may still be in set_value when the caller goes on.
  const auto answer = std::make_shared<std::promise<Result<void>>>();
  std::future<Result<void>> arrives = answer->get_future();
  store.submit(owner, std::move(work),
               [answer](Result<void> result) { answer->set_value(std::move(result)); });
  return arrives.get();
}

}  // namespace lawful
