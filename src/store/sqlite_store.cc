#include "store/sqlite_store.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <optional>
#include <utility>

#include "store/migrations.h"
#include "store/sqlite_file.h"
#include "store/sqlite_readers.h"
#include "store/sqlite_transaction.h"
#include "store/sqlite_writer.h"

namespace lawful {
namespace {

using Control = SqliteConnection::Control;
using Open = StoreOptions::Open;

constexpr std::int64_t kApplicationId = 0x4C57464C;  // "LWFL".

class SqliteStore final : public Store {
 public:
  SqliteStore(std::optional<WriterLock> lock, SqliteFile file, Catalogue catalogue,
              SqliteConnection::Use reading, const StoreOptions& options,
              std::unique_ptr<SqliteConnection> connection, std::size_t batch_max)
      : lock_(std::move(lock)),
        catalogue_(std::move(catalogue)),
        writer_(file, catalogue_, std::move(connection), batch_max),
        readers_(file, reading, catalogue_, options.connections) {}

  void submit(const Owner&, Work work, Done done) override {
    writer_.submit(std::move(work), std::move(done));
  }

  Result<void> read(const Work& work) override {
    return readers_.with([&](SqliteConnection& connection) -> Result<void> {
      TRY_VOID(connection.control(Control::kBegin));
      SqliteTransaction transaction(connection, catalogue_, Access::kRead);
      Result<void> outcome = transaction.outcome(work(transaction));
      if (connection.in_transaction()) TRY_VOID(connection.control(Control::kRollback));
      return outcome;
    });
  }

  Result<Facts> facts() override {
    Facts facts{.engine = "sqlite", .version = sqlite3_libversion()};
    TRY_VOID(readers_.with([&](SqliteConnection& connection) -> Result<void> {
      constexpr const char* kBytes =
          "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
      TRY(const Rows rows, connection.query(kBytes, {}, "PRAGMA page_count"));
      TRY(const std::int64_t bytes, rows.front().front().number());
      facts.bytes = static_cast<std::uint64_t>(bytes);
      return {};
    }));
    return facts;
  }

 private:
  // The lock is let go last, when nothing writes any more; the writer closes after the
  // readers, so that the last to close may move the log into the file.
  std::optional<WriterLock> lock_;
  const Catalogue catalogue_;
  SqliteWriter writer_;
  SqliteReaders readers_;
};

// True for a store, false for an empty database; kCorrupt for another program's.
Result<bool> is_ours(SqliteConnection& connection, const std::string& path) {
  constexpr const char* kIdentity =
      "SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id";
  TRY(const Rows rows, connection.query(kIdentity, {}, path));
  TRY(const std::int64_t id, rows.front()[0].number());
  TRY(const std::int64_t tables, rows.front()[1].number());
  if (id == kApplicationId) return true;
  if (id == 0 && tables == 0) return false;
  return fail(Code::kCorrupt, fmt::format("`{}` is a database of another program", path));
}

Error no_store(const std::string& path) {
  return {Code::kNotFound, fmt::format("there is no store at `{}`", path)};
}

// In one transaction, so that a file with the id has the table of versions.
Result<void> make_ours(SqliteConnection& connection) {
  TRY_VOID(connection.control(Control::kBeginWrite));
  const std::string identity = fmt::format("PRAGMA application_id={}", kApplicationId);
  TRY_VOID(connection.execute(identity, "PRAGMA application_id"));
  TRY_VOID(connection.execute(version_table_sql(Engine::kSqlite, false), "store_schema"));
  return connection.control(Control::kCommit);
}

Result<void> migrate(SqliteConnection& connection, const std::vector<const Schema*>& schemas) {
  for (bool more = true; more;) {
    TRY_VOID(connection.control(Control::kBeginWrite));
    TRY(more, migrate_step(connection, schemas));
    TRY_VOID(connection.control(Control::kCommit));
  }
  return {};
}

// The connection that writes, to a file that is ours and of the program's version.
Result<std::unique_ptr<SqliteConnection>> prepare_file(const SqliteFile& file, Open open,
                                                       const Catalogue& catalogue) {
  const auto use =
      open == Open::kCreate ? SqliteConnection::Use::kCreate : SqliteConnection::Use::kWrite;
  TRY(auto connection, SqliteConnection::open(file, use, catalogue));
  TRY(const bool ours, is_ours(*connection, file.path));
  if (!ours && open != Open::kCreate) return tl::unexpected(no_store(file.path));
  if (ours) TRY_VOID(refuse_newer(*connection, catalogue.schemas()));
  TRY_VOID(make_ready_to_write(*connection));
  if (!ours) TRY_VOID(make_ours(*connection));
  TRY_VOID(migrate(*connection, catalogue.schemas()));
  return connection;
}

Result<std::unique_ptr<Store>> open_to_read(const SqliteFile& file, Catalogue catalogue,
                                            const StoreOptions& options) {
  constexpr auto kUse = SqliteConnection::Use::kReadOnly;
  {
    TRY(const auto first, SqliteConnection::open(file, kUse, catalogue));
    TRY(const bool ours, is_ours(*first, file.path));
    if (!ours) return tl::unexpected(no_store(file.path));
    TRY_VOID(refuse_other(*first, catalogue.schemas()));
  }
  return std::make_unique<SqliteStore>(std::nullopt, file, std::move(catalogue), kUse, options,
                                       nullptr, kBatchMax);
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path,
                                                 std::vector<const Schema*> schemas,
                                                 const StoreOptions& options,
                                                 const SqliteSetup& setup) {
  TRY(Catalogue catalogue, Catalogue::make(std::move(schemas)));
  SqliteFile file{path, setup.vfs, setup.cache_kib};
  std::optional<WriterLock> lock;
  if (setup.vfs == nullptr) {
    TRY(file.path, resolve_path(path));
    TRY(const bool there, has_content(file.path));
    if (!there && options.open != Open::kCreate) return tl::unexpected(no_store(file.path));
  }
  if (options.open == Open::kRead) return open_to_read(file, std::move(catalogue), options);
  if (setup.vfs == nullptr) {
    TRY(lock, WriterLock::take(file.path));
    if (options.open == Open::kCreate) TRY_VOID(make_private_file(file.path));
  }
  TRY(auto connection, prepare_file(file, options.open, catalogue));
  return std::make_unique<SqliteStore>(std::move(lock), file, std::move(catalogue),
                                       SqliteConnection::Use::kRead, options, std::move(connection),
                                       setup.batch_max);
}

}  // namespace lawful
