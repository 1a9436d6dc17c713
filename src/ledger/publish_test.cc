#include "ledger/publish.h"

#include <fmt/format.h>

#include "base/whole_file.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger_fixture_test.h"
#include "ledger/proof_file.h"
#include "ledger/prove.h"
#include "ledger/prune.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

class PublishTest : public LedgerTest {
 protected:
  void TearDown() override { fs::remove_all(folder_); }

  Result<Published> publish() { return publish_log(*store_, identity_, folder_, {}); }
  std::string file(const std::string& path) const {
    return read_whole_file(folder_ / path, 1 << 20).value_or("none");
  }
  void fill(std::uint64_t rows) {
    for (std::uint64_t n = 1; n <= 5; ++n) append_rows(individual(n), rows / 5);
    integrate();
  }
  Result<Pruned> prune(Date before) {
    const Owner own = identity_.log;
    const RootKey key = chain_key(own);
    return prune_log(*store_, identity_, {own, key}, clock_, before, {});
  }

  fs::path folder_ = fs::path(testing::TempDir()) /
                     fmt::format("published-{}-{}", ::getpid(), static_cast<int>(GetParam()));
};

INSTANTIATE_TEST_SUITE_P(Engines, PublishTest, store_suite::every_engine(),
                         store_suite::engine_name);

// Reads tiles of a published folder.
class FolderTiles final : public TileSource {
 public:
  explicit FolderTiles(fs::path folder) : folder_(std::move(folder)) {}
  Result<std::string> tile(Tile tile, unsigned width) override {
    return read_whole_file(folder_ / tile_path(tile, width), 1 << 16);
  }

 private:
  fs::path folder_;
};

TEST_P(PublishTest, TheFolderHoldsTheWholeLog) {
  open();
  fill(600);
  const auto published = publish();
  ASSERT_TRUE(published) << published.error().message;
  EXPECT_EQ(published->size, 600U);
  const auto checkpoint = open_checkpoint(file("checkpoint"), checkpoints_.verifier());
  ASSERT_TRUE(checkpoint);
  FolderTiles tiles(folder_);
  EXPECT_EQ(tree_root(tiles, 600).value(), checkpoint->root);
  EXPECT_EQ(file("tile/0/000").size(), 8192U);
  EXPECT_EQ(file("tile/0/002.p/88").size(), 88U * 32);
  EXPECT_EQ(file("tile/entries/002.p/88").size(), 88U * (2 + kEntrySize));
  EXPECT_EQ(file("minimum"), "none");
}

TEST_P(PublishTest, WritesOnlyWhatIsNew) {
  open();
  fill(600);
  ASSERT_TRUE(publish());
  EXPECT_EQ(publish()->files_written, 0U);
  fill(200);
  const auto again = publish();
  ASSERT_TRUE(again);
  // Tile and bundle 2 full, 3 partial, one of level 1.
  EXPECT_EQ(again->files_written, 5U);
  EXPECT_FALSE(fs::exists(folder_ / "tile/0/002.p"));
  EXPECT_FALSE(fs::exists(folder_ / "tile/entries/002.p"));
}

TEST_P(PublishTest, RefusesToShowLessOrSomethingElse) {
  open();
  fill(10);
  ASSERT_TRUE(publish());
  place_ = store_suite::Place::make(GetParam());
  store_.reset();
  open();
  EXPECT_EQ(publish().error().code, Code::kConflict);
  clock_.advance(std::chrono::milliseconds(1));
  fill(10);
  EXPECT_NE(publish().error().message.find("shows another log of 10 entries"), std::string::npos);
  ASSERT_TRUE(write_whole_file(folder_ / "checkpoint", "not a checkpoint"));
  EXPECT_EQ(publish().error().code, Code::kConflict);
}

TEST_P(PublishTest, RefusesWhatDoesNotStand) {
  open();
  fill(600);
  ASSERT_TRUE(publish());
  const std::string shown = file("checkpoint");
  const auto refused = [&](const std::string& sql, std::string_view why) {
    tamper(sql);
    const auto published = publish();
    ASSERT_FALSE(published) << sql;
    EXPECT_EQ(published.error().code, Code::kCorrupt);
    EXPECT_NE(published.error().message.find(why), std::string::npos) << published.error().message;
    EXPECT_EQ(file("checkpoint"), shown);
  };
  refused("UPDATE log_head SET size = 599", "does not stand: it is of another size");
  tamper("UPDATE log_head SET size = 600");
  EXPECT_TRUE(publish());
  refused(
      "UPDATE log_tile SET hashes = (SELECT hashes FROM log_tile WHERE level = 0 AND place = 0) "
      "WHERE level = 0 AND place = 2",
      "does not stand: the tiles have another root");
  refused(
      "UPDATE log_head SET checkpoint = (SELECT commitment FROM evidence WHERE seq = 1 LIMIT 1)",
      "does not stand: a note");
}

TEST_P(PublishTest, PruningTakesOffWholeBundlesOfPastDays) {
  open();
  fill(600);
  ASSERT_TRUE(publish());
  const Date first_day = beijing_date(clock_.now());
  clock_.advance(std::chrono::hours(24 * 400));
  fill(100);
  const std::string old_proof = prove_entry(*store_, identity_, 5).value();
  const auto pruned = prune(beijing_date(clock_.now()));
  ASSERT_TRUE(pruned) << pruned.error().message;
  EXPECT_EQ(pruned->minimum, 512U);
  EXPECT_EQ(pruned->entries, 512U);
  EXPECT_EQ(pruned->rows, 512U - 5);  // One of each chain stays.
  integrate();
  FsckReport report = checked();
  EXPECT_TRUE(report.clean()) << findings_of(report);
  EXPECT_EQ(report.minimum, 512U);

  EXPECT_EQ(prove_entry(*store_, identity_, 511).error().code, Code::kNotFound);
  ASSERT_TRUE(prove_entry(*store_, identity_, 512));
  const auto parsed = parse_proof_file(old_proof);
  EXPECT_TRUE(check_proof(*parsed, leaf_hash(parsed->extra), checkpoints_.verifier()));

  const auto published = publish();
  ASSERT_TRUE(published) << published.error().message;
  EXPECT_EQ(file("minimum"), "512\n");
  EXPECT_EQ(file("tile/entries/001"), "none");
  EXPECT_EQ(file("tile/0/001"), "none");
  EXPECT_NE(file("tile/1/000.p/2"), "none");

  EXPECT_EQ(prune(beijing_date(clock_.now()))->entries, 0U);
  EXPECT_EQ(prune(first_day)->entries, 0U);
  clock_.advance(std::chrono::hours(24 * 400));
  fill(400);
  const auto again = prune(beijing_date(clock_.now()));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->minimum, 512U);  // 701 entries are of past days: 2.7 bundles.
  clock_.advance(std::chrono::hours(24));
  EXPECT_EQ(prune(beijing_date(clock_.now()))->minimum, 1024U);
  integrate();
  report = checked();
  EXPECT_TRUE(report.clean()) << findings_of(report);
}

TEST_P(PublishTest, PruningOfADayToComeIsRefused) {
  open();
  EXPECT_EQ(prune(Date{std::chrono::year(2099) / 1 / 1}).error().code, Code::kInvalid);
}

}  // namespace
}  // namespace lawful
