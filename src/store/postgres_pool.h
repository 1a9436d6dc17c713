#pragma once
// A few connections to one server, opened when first needed and held by one thread at
// a time.
//
//   TRY(PostgresPool::Lease connection, pool.take());
//   TRY_VOID(connection->control(…));
//
// A lease gives its connection back when it ends; one that is lost, still within a
// transaction, or was spoiled is closed instead.
//
// Errors: take gives those of opening a connection; it waits while all are taken.
// Thread safety: take from any thread; a lease is one thread's.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/postgres_connection.h"

namespace lawful {

class PostgresPool {
 public:
  class Lease {
   public:
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    PostgresConnection* operator->() const { return connection_.get(); }
    PostgresConnection& operator*() const { return *connection_; }
    void spoil() { spoilt_ = true; }

   private:
    friend class PostgresPool;
    Lease(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
        : pool_(pool), connection_(std::move(connection)) {}

    PostgresPool& pool_;
    std::unique_ptr<PostgresConnection> connection_;
    bool spoilt_ = false;
  };

  PostgresPool(PostgresAddress address, const Catalogue& catalogue, int most);

  Result<Lease> take();

 private:
  void give_back(std::unique_ptr<PostgresConnection> connection);

  const PostgresAddress address_;
  const Catalogue& catalogue_;

  std::mutex mutex_;
  std::condition_variable returned_;
  int may_take_;  // Guarded by mutex_, as is idle_.
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
};

}  // namespace lawful
