#include "store/postgres_store.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "store/marks_sql.h"
#include "store/owner_queue.h"
#include "store/postgres_pool.h"
#include "store/postgres_schema.h"
#include "store/postgres_works.h"

namespace lawful {
namespace {

class PostgresStore final : public Store {
 public:
  PostgresStore(PostgresAddress address, Catalogue catalogue, const Clock& clock,
                const StoreOptions& options)
      : catalogue_(std::move(catalogue)),
        pool_(std::move(address), catalogue_, options.connections),
        works_(pool_, catalogue_, clock),
        refuses_(options.open == StoreOptions::Open::kRead),
        threads_wanted_(std::max(options.connections, 1)) {}

  ~PostgresStore() override {
    queue_.close();
    for (std::thread& thread : threads_) thread.join();
  }

  Result<void> prepare(StoreOptions::Open open) {
    TRY_VOID(prepare_postgres(pool_, catalogue_, open));
    for (int i = 0; i < threads_wanted_; ++i) threads_.emplace_back([this] { loop(); });
    return {};
  }

  void submit(const Owner& owner, Work work, Done done) override {
    queue_.push({owner, std::move(work), std::move(done)});
  }

  Result<void> read(const Work& work) override { return works_.read(work); }

  Result<Facts> facts() override {
    TRY(PostgresPool::Lease connection, pool_.take());
    Facts facts{.engine = "postgresql", .version = connection->server_version()};
    for (const Schema* schema : catalogue_.schemas()) {
      for (const Migration& migration : schema->migrations) {
        for (const SqlTable& table : migration.creates) {
          // An engine that cannot say counts as none.
          const auto rows = connection->query(size_sql(table.name), {}, "store.size");
          if (!rows || rows->empty()) continue;
          const auto bytes = rows->front().front().number();
          if (bytes) facts.bytes += static_cast<std::uint64_t>(*bytes);
        }
      }
    }
    return facts;
  }

 private:
  static std::string size_sql(std::string_view table) {
    return "SELECT pg_total_relation_size('" + std::string(table) + "')";
  }

  void loop() {
    while (auto job = queue_.take()) {
      Result<void> answer = refuses_ ? refused() : works_.write(job->owner, job->work);
      // The owner's next job need not wait for this one's caller.
      queue_.finished(job->owner);
      job->done(std::move(answer));
      if (!refuses_) works_.sweep_now_and_then();
    }
  }

  static Result<void> refused() {
    return fail(Code::kConflict, "the store was opened to read; nothing was written");
  }

  const Catalogue catalogue_;
  PostgresPool pool_;
  PostgresWorks works_;
  const bool refuses_;
  const int threads_wanted_;
  OwnerQueue queue_;
  std::vector<std::thread> threads_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& url,
                                                   std::vector<const Schema*> schemas,
                                                   const Clock& clock,
                                                   const StoreOptions& options) {
  TRY(PostgresAddress address, PostgresAddress::parse(url));
  schemas.push_back(&kMarksSchema);
  TRY(Catalogue catalogue, Catalogue::make(std::move(schemas)));
  auto store =
      std::make_unique<PostgresStore>(std::move(address), std::move(catalogue), clock, options);
  TRY_VOID(store->prepare(options.open));
  return store;
}

}  // namespace lawful
