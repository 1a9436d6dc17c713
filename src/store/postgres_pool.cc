#include "store/postgres_pool.h"

#include <algorithm>
#include <utility>

namespace lawful {

PostgresPool::Lease::~Lease() {
  if (!connection_) return;  // Moved from.
  if (spoilt_ || connection_->is_lost() || connection_->in_transaction()) connection_.reset();
  pool_.give_back(std::move(connection_));
}

PostgresPool::PostgresPool(PostgresAddress address, const Catalogue& catalogue, int most)
    : address_(std::move(address)), catalogue_(catalogue), may_take_(std::max(most, 1)) {}

Result<PostgresPool::Lease> PostgresPool::take() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return may_take_ > 0; });
    --may_take_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
  }
  auto opened = PostgresConnection::open(address_, catalogue_);
  if (!opened) {
    give_back(nullptr);
    return tl::unexpected(std::move(opened).error());
  }
  return Lease(*this, *std::move(opened));
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    ++may_take_;
    if (connection) idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

}  // namespace lawful
