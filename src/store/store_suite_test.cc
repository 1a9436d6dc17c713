#include "store/store_suite_test.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/bytes.h"
#include "base/check.h"
#include "crypto/random.h"

namespace lawful::store_suite {
namespace {

constexpr std::array<SqlTable, 5> kTables = {{
    {"note", TableKind::kIndividual,
     "individual_id bytea NOT NULL, seq bigint NOT NULL, number bigint, body bytea, words text",
     "individual_id, seq"},
    {"counter", TableKind::kIndividual, "individual_id bytea NOT NULL, n bigint NOT NULL",
     "individual_id"},
    {"phone", TableKind::kDirectory, "blind bytea NOT NULL, individual_id bytea NOT NULL", "blind"},
    {"pack", TableKind::kReference, "name text NOT NULL, digest bytea NOT NULL", "name"},
    {"scan", TableKind::kIndividual, "individual_id bytea NOT NULL, body bytea NOT NULL",
     "individual_id", true},
}};
constexpr std::array<std::string_view, 1> kColourStep = {
    "ALTER TABLE note ADD COLUMN colour bytea"};
constexpr std::array<std::string_view, 2> kFillSteps = {
    "UPDATE note SET colour = body WHERE colour IS NULL",
    "CREATE INDEX note_by_number ON note (individual_id, number)"};
constexpr std::array<std::string_view, 2> kFailingSteps = {
    "ALTER TABLE note ADD COLUMN colour bytea", "ALTER TABLE nowhere ADD COLUMN colour bytea"};

constexpr std::array<Migration, 3> kMigrations = {
    {{1, kTables, {}}, {2, {}, kColourStep}, {3, {}, kFillSteps}}};
constexpr std::array<Migration, 2> kFailingMigrations = {
    {{1, kTables, {}}, {2, {}, kFailingSteps}}};

const std::array<const SqlStatement*, 14> kStatements = {
    &kAddNote, &kFindNote, &kNotes,     &kDropNote, &kNoteColour, &kAllNotes, &kCount,
    &kCountOf, &kAddPhone, &kFindPhone, &kSetPack,  &kPack,       &kKeepScan, &kScan};

}  // namespace

constexpr SqlStatement kAddNote = {
    "note.add", TableKind::kIndividual,
    "INSERT INTO note (individual_id, seq, number, body, words) VALUES ($1, $2, $3, $4, $5)"};
constexpr SqlStatement kFindNote = {
    "note.find", TableKind::kIndividual,
    "SELECT number, body, words FROM note WHERE seq = $2 AND individual_id = $1"};
constexpr SqlStatement kNotes = {
    "note.list", TableKind::kIndividual,
    "SELECT seq, number, body, words FROM note WHERE individual_id = $1 "
    "AND seq > $2 ORDER BY seq LIMIT $3"};
constexpr SqlStatement kDropNote = {"note.drop", TableKind::kIndividual,
                                    "DELETE FROM note WHERE individual_id = $1 AND seq = $2"};
constexpr SqlStatement kNoteColour = {
    "note.colour", TableKind::kIndividual,
    "SELECT colour FROM note WHERE individual_id = $1 AND seq = $2"};
constexpr SqlStatement kAllNotes = {
    "note.all", TableKind::kIndividual,
    "SELECT individual_id, seq FROM note WHERE (individual_id, seq) > ($1, $2) "
    "ORDER BY individual_id, seq LIMIT $3",
    Reach::kEverybody};
constexpr SqlStatement kCount = {"counter.add", TableKind::kIndividual,
                                 "INSERT INTO counter (individual_id, n) VALUES ($1, $2) "
                                 "ON CONFLICT (individual_id) DO UPDATE SET n = counter.n + $2 "
                                 "RETURNING n"};
constexpr SqlStatement kCountOf = {"counter.find", TableKind::kIndividual,
                                   "SELECT n FROM counter WHERE individual_id = $1"};
constexpr SqlStatement kAddPhone = {"phone.add", TableKind::kDirectory,
                                    "INSERT INTO phone (blind, individual_id) VALUES ($1, $2)"};
constexpr SqlStatement kFindPhone = {"phone.find", TableKind::kDirectory,
                                     "SELECT individual_id FROM phone WHERE blind = $1"};
constexpr SqlStatement kSetPack = {"pack.set", TableKind::kReference,
                                   "INSERT INTO pack (name, digest) VALUES ($1, $2) "
                                   "ON CONFLICT (name) DO UPDATE SET digest = $2"};
constexpr SqlStatement kPack = {"pack.find", TableKind::kReference,
                                "SELECT digest FROM pack WHERE name = $1"};
constexpr SqlStatement kKeepScan = {"scan.keep", TableKind::kIndividual,
                                    "INSERT INTO scan (individual_id, body) VALUES ($1, $2)"};
constexpr SqlStatement kScan = {"scan.find", TableKind::kIndividual,
                                "SELECT body FROM scan WHERE individual_id = $1"};

const Schema& notes_schema(int version) {
  static const std::array<Schema, 3> schemas = {
      {{"notes", std::span(kMigrations).first(1), kStatements},
       {"notes", std::span(kMigrations).first(2), kStatements},
       {"notes", kMigrations, kStatements}}};
  return schemas.at(static_cast<std::size_t>(version - 1));
}

const Schema& failing_schema() {
  static const Schema schema = {"notes", kFailingMigrations, kStatements};
  return schema;
}

Owner owner(std::uint64_t number) {
  Owner made;
  for (std::size_t i = 0; i < 8; ++i) {
    made.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  return made;
}

std::string_view bytes_of(const Owner& owner) { return as_text(owner.bytes); }

void StoreSuite::SetUp() {
  if (server_of(GetParam()) == nullptr) {
    GTEST_SKIP() << (GetParam() == TestEngine::kPostgresql ? "LAWFUL_TEST_POSTGRESQL"
                                                           : "LAWFUL_TEST_DISTRIBUTED")
                 << " names no server";
  }
  place_ = Place::make(GetParam());
}

Result<std::unique_ptr<Store>> StoreSuite::open(StoreOptions::Open how, const Schema& schema,
                                                int connections) {
  return open_store(place_->where(), {&schema}, clock_, {.open = how, .connections = connections});
}

std::unique_ptr<Store> StoreSuite::opened() {
  auto store = open(StoreOptions::Open::kCreate, notes_schema());
  if (!store) fmt::print(stderr, "{}\n", store.error().message);
  CHECK(store.has_value());
  return *std::move(store);
}

Result<void> count(Store& store, const Owner& whose, std::int64_t by) {
  return write(store, whose, [&whose, by](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(kCount, {Bytes{bytes_of(whose)}, by}));
    return {};
  });
}

Result<std::int64_t> count_of(Store& store, const Owner& whose) {
  std::int64_t n = 0;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(const Rows found, rows.run(kCountOf, {Bytes{bytes_of(whose)}}));
    if (found.empty()) {
      n = 0;
      return {};
    }
    TRY(n, found.front().front().number());
    return {};
  }));
  return n;
}

}  // namespace lawful::store_suite
