#include "store/postgres_connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>

#include "store/postgres_error.h"
#include "store/postgres_values.h"

namespace lawful {
namespace {

constexpr const char* kSettings =
    "SET statement_timeout = 30000;"
    "SET lock_timeout = 10000;"
    "SET idle_in_transaction_session_timeout = 60000";

constexpr std::array<const char*, 5> kControlSql = {
    "BEGIN ISOLATION LEVEL SERIALIZABLE", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "BEGIN ISOLATION LEVEL READ COMMITTED", "COMMIT", "ROLLBACK"};

// The first line of what libpq says of a connection: host, port, reason. Of a failed password it
// names the user alone.
std::string first_line(const char* message) {
  const std::string_view text = message;
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

void PostgresConnection::Clear::operator()(pg_result* result) const { PQclear(result); }

PostgresConnection::~PostgresConnection() { PQfinish(connection_); }

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const PostgresAddress& address,
                                                                     const Catalogue& catalogue) {
  // Before the URL what it may override, after it what it may not.
  const std::array<const char*, 6> keywords = {"connect_timeout",  "fallback_application_name",
                                               "tcp_user_timeout", "dbname",
                                               "client_encoding",  nullptr};
  const std::array<const char*, 6> values = {"10",   "lawful", "30000", address.url().c_str(),
                                             "UTF8", nullptr};
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(
      PQconnectdbParams(keywords.data(), values.data(), 1), catalogue.size()));
  if (PQstatus(connection->connection_) != CONNECTION_OK) {
    return fail(Code::kUnavailable,
                fmt::format("no connection to {}: {}", address.words(),
                            first_line(PQerrorMessage(connection->connection_))));
  }
  // Notices would go to standard error, with whatever they quote.
  PQsetNoticeProcessor(
      connection->connection_, [](void*, const char*) {}, nullptr);
  TRY_VOID(connection->set_up());
  return connection;
}

Result<void> PostgresConnection::set_up() {
  TRY_VOID(execute(kSettings, "SET"));
  constexpr const char* kDurable =
      "SELECT setting FROM pg_settings WHERE name = 'synchronous_commit'";
  TRY(const Rows rows, query(kDurable, {}, "synchronous_commit"));
  if (rows.empty()) return {};
  TRY(const std::string_view setting, rows.front().front().bytes());
  if (setting != "off") return {};
  return execute("SET synchronous_commit = on", "SET");
}

// The result of a call where the server took it; keeps its SQLSTATE where it did not.
Result<PostgresConnection::Answer> PostgresConnection::checked(pg_result* result,
                                                               std::string_view what) {
  Answer answer(result);
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return answer;
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  sqlstate_ = state == nullptr ? "" : state;
  return tl::unexpected<Error>(postgres_error(*sqlstate_, what));
}

Result<void> PostgresConnection::control(Control control) {
  const char* sql = kControlSql[static_cast<std::size_t>(control)];
  TRY(const Answer answer, checked(PQexec(connection_, sql), sql));
  // A COMMIT of a transaction that had failed is answered with ROLLBACK.
  if (control == Control::kCommit && std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
    sqlstate_ = "25P02";
    return tl::unexpected<Error>(postgres_error(*sqlstate_, sql));
  }
  return {};
}

Result<Rows> PostgresConnection::run(const CatalogueEntry& entry, std::span<const Bind> values) {
  const std::string name = fmt::format("s{}", entry.index);
  const std::string_view what = entry.statement->name;
  if (!prepared_[entry.index]) {
    std::vector<Oid32> types;
    for (const ValueType type : entry.values) types.push_back(oid_of(type));
    const std::string sql(entry.statement->sql);
    TRY_VOID(checked(PQprepare(connection_, name.c_str(), sql.c_str(),
                               static_cast<int>(types.size()), types.data()),
                     what));
    prepared_[entry.index] = true;
  }
  const PostgresValues bound(values);
  TRY(const Answer answer,
      checked(PQexecPrepared(connection_, name.c_str(), bound.count(), bound.pointers(),
                             bound.lengths(), bound.formats(), 1),
              what));
  return rows_of(answer.get(), what);
}

Result<void> PostgresConnection::execute(const std::string& sql, std::string_view what) {
  TRY_VOID(checked(PQexec(connection_, sql.c_str()), what));
  return {};
}

Result<Rows> PostgresConnection::query(const std::string& sql, std::span<const Bind> values,
                                       std::string_view what) {
  std::vector<Oid32> types;
  for (const Bind& value : values) types.push_back(oid_of(value));
  const PostgresValues bound(values);
  TRY(const Answer answer,
      checked(PQexecParams(connection_, sql.c_str(), bound.count(), types.data(), bound.pointers(),
                           bound.lengths(), bound.formats(), 1),
              what));
  return rows_of(answer.get(), what);
}

bool PostgresConnection::is_lost() const { return PQstatus(connection_) != CONNECTION_OK; }

bool PostgresConnection::in_transaction() const {
  return PQtransactionStatus(connection_) != PQTRANS_IDLE;
}

std::string PostgresConnection::server_version() const {
  const char* version = PQparameterStatus(connection_, "server_version");
  return version == nullptr ? "" : version;
}

}  // namespace lawful
