#pragma once
// One connection to a PostgreSQL server, with every statement prepared once and kept;
// values and rows travel in binary.
//
//   TRY(auto connection, PostgresConnection::open(address, catalogue));
//   TRY_VOID(connection->control(PostgresConnection::Control::kBeginWrite));
//   TRY(Rows rows, connection->run(entry, values));
//   TRY_VOID(connection->control(PostgresConnection::Control::kCommit));
//
// Settings: statements end after 30 s, waits for locks after 10 s, transactions that
// do nothing after 60 s; and a commit is on disk when it answers, also where the
// server's own setting is otherwise.
//
// Errors: as postgres_error.h. sqlstate() says of the last failure what the server
// said, and is_lost() that the connection is of no more use.
// Thread safety: one thread at a time.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/catalogue.h"
#include "store/migrations.h"
#include "store/postgres_address.h"
#include "store/store.h"

struct pg_conn;
struct pg_result;

namespace lawful {

class PostgresConnection final : public MigrationSession {
 public:
  enum class Control { kBeginWrite, kBeginRead, kBeginUpkeep, kCommit, kRollback };

  static Result<std::unique_ptr<PostgresConnection>> open(const PostgresAddress& address,
                                                          const Catalogue& catalogue);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;
  ~PostgresConnection() override;

  Result<void> control(Control control);
  Result<Rows> run(const CatalogueEntry& entry, std::span<const Bind> values);

  Engine engine() const override { return Engine::kPostgresql; }
  Result<void> execute(const std::string& sql, std::string_view what) override;
  Result<Rows> query(const std::string& sql, std::span<const Bind> values,
                     std::string_view what) override;

  // Of the last failure; nothing where there was none since forget_failure.
  const std::optional<std::string>& sqlstate() const { return sqlstate_; }
  void forget_failure() { sqlstate_.reset(); }
  bool is_lost() const;
  bool in_transaction() const;
  std::string server_version() const;

 private:
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;

  PostgresConnection(pg_conn* connection, std::size_t statements)
      : connection_(connection), prepared_(statements, false) {}

  Result<void> set_up();
  Result<Answer> checked(pg_result* result, std::string_view what);

  pg_conn* connection_;
  std::vector<bool> prepared_;  // By index of the catalogue.
  std::optional<std::string> sqlstate_;
};

}  // namespace lawful
