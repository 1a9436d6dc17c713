#pragma once
// For tests: a place of its own for one store, on each engine: a folder, or a database
// that is dropped afterwards.
//
//   LAWFUL_TEST_POSTGRESQL   URL of a PostgreSQL server on which databases may be made
//   LAWFUL_TEST_DISTRIBUTED  the same of a distributed engine of its wire
// A test whose engine is not there is skipped.

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace lawful::store_suite {

enum class TestEngine { kSqlite, kPostgresql, kDistributed };

// A place for one store, gone with the object.
class Place {
 public:
  static std::unique_ptr<Place> make(TestEngine engine);
  virtual ~Place() = default;
  virtual std::string where() const = 0;
  // Runs SQL past the store, as a database administrator could. No store has it open to write.
  virtual void execute(const std::string& sql) const = 0;
};

// Empty where the engine needs no server; null where it needs one that is not there.
const char* server_of(TestEngine engine);

// For INSTANTIATE_TEST_SUITE_P.
inline auto every_engine() {
  return testing::Values(TestEngine::kSqlite, TestEngine::kPostgresql, TestEngine::kDistributed);
}
std::string engine_name(const testing::TestParamInfo<TestEngine>& engine);

}  // namespace lawful::store_suite
