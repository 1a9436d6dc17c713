#include "store/migrations.h"

#include <fmt/format.h>

#include <array>

namespace lawful {
namespace {

constexpr SqlTable kVersions = {"store_schema", TableKind::kReference,
                                "name text NOT NULL, version bigint NOT NULL", "name"};
constexpr const char* kFind = "SELECT version FROM store_schema WHERE name = $1";
constexpr const char* kBegin =
    "INSERT INTO store_schema (name, version) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING";
constexpr const char* kAdvance =
    "UPDATE store_schema SET version = $3 WHERE name = $1 AND version = $2 RETURNING version";

std::int64_t newest(const Schema& schema) {
  return static_cast<std::int64_t>(schema.migrations.size());
}

// 0 where the schema has not been migrated to yet.
Result<std::int64_t> version_of(MigrationSession& session, const Schema& schema) {
  const std::array<Bind, 1> values = {Characters{schema.name}};
  TRY(const Rows rows, session.query(kFind, values, "store.version"));
  if (rows.empty()) return 0;
  return rows.front().front().number();
}

Result<void> refuse(const Schema& schema, std::int64_t version, std::string_view cure) {
  return fail(Code::kConflict,
              fmt::format("schema `{}` is at version {}, and this program knows {}; {}",
                          schema.name, version, newest(schema), cure));
}

Result<void> apply(MigrationSession& session, const Schema& schema, const Migration& migration) {
  const std::array<Bind, 1> name = {Characters{schema.name}};
  TRY_VOID(session.query(kBegin, name, "store.begin_schema"));
  const std::array<Bind, 3> step = {Characters{schema.name}, migration.version - 1,
                                    migration.version};
  TRY(const Rows advanced, session.query(kAdvance, step, "store.advance_schema"));
  if (advanced.empty()) {
    return fail(Code::kConflict, fmt::format("another program migrates schema `{}`", schema.name));
  }
  for (const SqlTable& table : migration.creates) {
    TRY_VOID(session.execute(create_table_sql(table, session.engine()), table.name));
  }
  for (const std::string_view sql : migration.sql) {
    TRY_VOID(session.execute(migration_sql(sql, session.engine()), "step"));
  }
  return {};
}

}  // namespace

std::string version_table_sql(Engine engine, bool again) {
  std::string sql = create_table_sql(kVersions, engine);
  constexpr std::string_view kCreate = "CREATE TABLE ";
  if (again) sql.insert(kCreate.size(), "IF NOT EXISTS ");
  return sql;
}

Result<void> refuse_newer(MigrationSession& session, const std::vector<const Schema*>& schemas) {
  for (const Schema* schema : schemas) {
    TRY(const std::int64_t version, version_of(session, *schema));
    if (version > newest(*schema)) {
      return refuse(*schema, version, "use the program that wrote it, or a later one");
    }
  }
  return {};
}

Result<void> refuse_other(MigrationSession& session, const std::vector<const Schema*>& schemas) {
  TRY_VOID(refuse_newer(session, schemas));
  for (const Schema* schema : schemas) {
    TRY(const std::int64_t version, version_of(session, *schema));
    if (version < newest(*schema)) {
      return refuse(*schema, version, "open it once to write, which migrates it");
    }
  }
  return {};
}

Result<bool> migrate_step(MigrationSession& session, const std::vector<const Schema*>& schemas) {
  for (const Schema* schema : schemas) {
    TRY(const std::int64_t version, version_of(session, *schema));
    if (version >= newest(*schema)) continue;
    const Migration& migration = schema->migrations[static_cast<std::size_t>(version)];
    if (auto applied = apply(session, *schema, migration); !applied) {
      return fail(applied.error().code, fmt::format("schema `{}`, migration {}: {}", schema->name,
                                                    migration.version, applied.error().message));
    }
    return true;
  }
  return false;
}

}  // namespace lawful
