#include "store/store_place_test.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "base/bytes.h"
#include "base/check.h"
#include "crypto/random.h"

namespace lawful::store_suite {
namespace {

class Folder final : public Place {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lawful-store-XXXXXX").string();
    CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() override { std::filesystem::remove_all(path_); }
  std::string where() const override { return (path_ / "data.db").string(); }
  void execute(const std::string& sql) const override {
    sqlite3* connection = nullptr;
    CHECK(sqlite3_open(where().c_str(), &connection) == SQLITE_OK);
    const bool good = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    if (!good) fmt::print(stderr, "{}: {}\n", sql, sqlite3_errmsg(connection));
    sqlite3_close(connection);
    CHECK(good);
  }

 private:
  std::filesystem::path path_;
};

// A schema of its own within the server's database: made in a moment, where a database takes
// many syncs.
class Database final : public Place {
 public:
  explicit Database(std::string server) : server_(std::move(server)) {
    std::array<std::uint8_t, 8> random{};
    fill_random(random);
    name_ = "lawful_test_" + to_hex(as_text(random));
    run(server_, "CREATE SCHEMA " + name_);
  }
  ~Database() override { run(server_, "DROP SCHEMA " + name_ + " CASCADE"); }
  std::string where() const override {
    const char joint = server_.find('?') == std::string::npos ? '?' : '&';
    return fmt::format("{}{}options=-csearch_path%3D{}", server_, joint, name_);
  }
  void execute(const std::string& sql) const override { run(where(), sql); }

 private:
  static void run(const std::string& server, const std::string& sql) {
    PGconn* connection = PQconnectdb(server.c_str());
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    PGresult* result = PQexec(connection, sql.c_str());
    const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!good) fmt::print(stderr, "{}: {}\n", sql, PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
    CHECK(good);
  }

  std::string server_;
  std::string name_;
};

}  // namespace

const char* server_of(TestEngine engine) {
  switch (engine) {
    case TestEngine::kSqlite:
      return "";
    case TestEngine::kPostgresql:
      return std::getenv("LAWFUL_TEST_POSTGRESQL");
    case TestEngine::kDistributed:
      return std::getenv("LAWFUL_TEST_DISTRIBUTED");
  }
  return nullptr;
}

std::unique_ptr<Place> Place::make(TestEngine engine) {
  if (engine == TestEngine::kSqlite) return std::make_unique<Folder>();
  return std::make_unique<Database>(server_of(engine));
}

std::string engine_name(const testing::TestParamInfo<TestEngine>& engine) {
  switch (engine.param) {
    case TestEngine::kSqlite:
      return "sqlite";
    case TestEngine::kPostgresql:
      return "postgresql";
    case TestEngine::kDistributed:
      return "distributed";
  }
  return "unknown";
}

}  // namespace lawful::store_suite
