#include "store/postgres_schema.h"

#include <array>
#include <functional>
#include <thread>

#include "store/migrations.h"
#include "store/postgres_error.h"
#include "store/retry.h"

namespace lawful {
namespace {

using Control = PostgresConnection::Control;
using Open = StoreOptions::Open;

constexpr int kAttempts = 40;  // A node that waits for another's long migration.

Result<bool> has_store(PostgresConnection& connection) {
  constexpr const char* kTables =
      "SELECT count(*) FROM information_schema.tables "
      "WHERE table_schema = current_schema() AND table_name = $1";
  const std::array<Bind, 1> name = {Characters{"store_schema"}};
  TRY(const Rows rows, connection.query(kTables, name, "store.tables"));
  TRY(const std::int64_t count, rows.front().front().number());
  return count > 0;
}

// Whether migrations may follow.
Result<bool> check(PostgresConnection& connection, const Catalogue& catalogue, Open open) {
  TRY(const bool there, has_store(connection));
  if (!there && open != Open::kCreate) {
    return fail(Code::kNotFound, "there is no store in this database");
  }
  if (open == Open::kRead) {
    TRY_VOID(refuse_other(connection, catalogue.schemas()));
    return false;
  }
  if (there) {
    TRY_VOID(refuse_newer(connection, catalogue.schemas()));
  } else {
    TRY_VOID(connection.execute(version_table_sql(Engine::kPostgresql, true), "store_schema"));
  }
  return true;
}

// One migration in one transaction. False where none is missing any more.
Result<bool> step(PostgresConnection& connection, const Catalogue& catalogue) {
  TRY_VOID(connection.control(Control::kBeginWrite));
  TRY_VOID(connection.execute("SET LOCAL statement_timeout = 0", "SET"));
  TRY_VOID(connection.execute("SET LOCAL lock_timeout = 0", "SET"));
  TRY(const bool more, migrate_step(connection, catalogue.schemas()));
  TRY_VOID(connection.control(Control::kCommit));
  return more;
}

Trouble trouble_with(const PostgresConnection& connection, const Error& error) {
  // Two nodes made the same table at once, or met at the compare and set.
  if (!connection.sqlstate()) {
    return error.message.find("another program migrates") != std::string::npos ? Trouble::kConflict
                                                                               : Trouble::kNone;
  }
  const Trouble trouble = trouble_of(*connection.sqlstate());
  return trouble == Trouble::kTaken ? Trouble::kConflict : trouble;
}

// Runs `act` on a connection until it has an answer.
Result<bool> retried(PostgresPool& pool,
                     const std::function<Result<bool>(PostgresConnection&)>& act) {
  Retry retry(kAttempts);
  for (;;) {
    TRY(PostgresPool::Lease connection, pool.take());
    connection->forget_failure();
    Result<bool> done = act(*connection);
    if (done) return done;
    const Trouble trouble = trouble_with(*connection, done.error());
    if (connection->in_transaction() && !connection->control(Control::kRollback)) {
      connection.spoil();
    }
    const auto wait = retry.after(trouble);
    if (!wait) return done;
    std::this_thread::sleep_for(*wait);
  }
}

}  // namespace

Result<void> prepare_postgres(PostgresPool& pool, const Catalogue& catalogue, Open open) {
  TRY(bool more, retried(pool, [&](PostgresConnection& connection) {
        return check(connection, catalogue, open);
      }));
  while (more) {
    TRY(more,
        retried(pool, [&](PostgresConnection& connection) { return step(connection, catalogue); }));
  }
  return {};
}

}  // namespace lawful
