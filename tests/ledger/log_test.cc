// Published logs: whole ones verify, and of an altered one the altered thing is named.

#include <random>

#include "verifying_test.h"

namespace verify {
namespace {

using sample::SampleLog;
using testing::HasSubstr;
using testing::Not;

constexpr char kOrigin[] = "example.test/log";

int lines_that_refuse(const std::string& text) {
  int count = 0;
  for (std::size_t at = 0; (at = text.find("refused: ", at)) != std::string::npos; ++at) ++count;
  return count;
}

// Refused, for one reason alone, which has `what` in it.
void expect_only(const Outcome& outcome, const std::string& what) {
  EXPECT_EQ(outcome.code, 1) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("refused: "));
  EXPECT_THAT(outcome.text, HasSubstr(what));
  EXPECT_EQ(lines_that_refuse(outcome.text), 1) << outcome.text;
}

class LogOfSize : public Verifying, public testing::WithParamInterface<std::uint64_t> {};

TEST_P(LogOfSize, Verifies) {
  const SampleLog log(kOrigin, GetParam());
  log.publish(folder_ / "log", GetParam());
  std::vector<std::string> words = {"log", published(), "--key", log.key()};
  for (const std::uint64_t size : {std::uint64_t{0}, GetParam() / 3, GetParam() / 2, GetParam()}) {
    words.push_back("--since");
    words.push_back(file("older-" + std::to_string(size), log.checkpoint(size)));
  }
  const Outcome outcome = verified(words);
  EXPECT_EQ(outcome.code, 0) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("entries checked: " + std::to_string(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Sizes, LogOfSize,
                         testing::Values(0, 1, 2, 255, 256, 257, 300, 511, 512, 65535, 65536,
                                         65536 + 3));

class GreatLog : public Verifying {
 protected:
  GreatLog() { great_log().publish(folder_ / "log", 65536 + 3); }
  Outcome check() const { return check_log(great_log().key()); }
};

class SmallLog : public Verifying {
 protected:
  SmallLog() { log_.publish(folder_ / "log", 600); }
  Outcome check() const { return check_log(log_.key()); }
  SampleLog log_{kOrigin, 600};
};

TEST_F(SmallLog, AnAlteredEntryIsNamed) {
  damage("tile/entries/001", 39 * 10 + 20);
  expect_only(check(), "entry 266 in `tile/entries/001` is altered");
}

TEST_F(SmallLog, AnAlteredEntryAtTheEdgeIsNamed) {
  damage("tile/entries/002.p/88", 39 * 87 + 38);
  expect_only(check(), "entry 599 in `tile/entries/002.p/88` is altered");
}

TEST_F(SmallLog, AnAlteredLengthOfAnEntryIsNamed) {
  damage("tile/entries/000", 39 * 255);  // The high byte: 256 more bytes than there are.
  expect_only(check(), "`tile/entries/000` ends within entry 255");
}

TEST_F(SmallLog, AnAlteredTileIsNamedWithTheHash) {
  damage("tile/0/001", 32 * 77 + 3);
  expect_only(check(), "`tile/0/001` is altered at hash 77");
}

TEST_F(SmallLog, AnAlteredTileAtTheEdgeIsNamed) {
  damage("tile/0/002.p/88", 5);
  expect_only(check(), "`tile/0/002.p/88` is altered");
}

TEST_F(SmallLog, AnAlteredTileOfLevelOneAtTheEdgeIsNamed) {
  damage("tile/1/000.p/2", 32);
  expect_only(check(), "`tile/1/000.p/2` is altered");
}

TEST_F(GreatLog, AnAlteredTileIsNamedAtEachLevel) {
  damage("tile/0/200", 31);
  expect_only(check(), "`tile/0/200` is altered at hash 0");
  damage("tile/0/200", 31);
  damage("tile/1/000", 32 * 200);
  expect_only(check(), "`tile/1/000` is altered at hash 200");
  damage("tile/1/000", 32 * 200);
  damage("tile/2/000.p/1", 0);
  expect_only(check(), "`tile/2/000.p/1` is altered");
}

TEST_F(GreatLog, SeveralAlteredThingsAreAllNamed) {
  damage("tile/entries/017", 100);
  damage("tile/0/100", 100);
  std::filesystem::remove(folder_ / "log/tile/entries/044");
  const Outcome outcome = check();
  EXPECT_EQ(lines_that_refuse(outcome.text), 3) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("entry 4354 in `tile/entries/017` is altered"));
  EXPECT_THAT(outcome.text, HasSubstr("`tile/0/100` is altered at hash 3"));
  EXPECT_THAT(outcome.text, HasSubstr("`tile/entries/044` is missing"));
  EXPECT_THAT(outcome.text, HasSubstr("because of the failures above: 257 entries"));
}

TEST_F(GreatLog, StopsAfterTwentyFailures) {
  for (int i = 100; i < 150; ++i) damage("tile/entries/" + std::to_string(i), 100);
  const Outcome outcome = check();
  EXPECT_EQ(lines_that_refuse(outcome.text), 20) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("stopped after 20 failures"));
}

TEST_F(SmallLog, ATruncatedFileIsNamed) {
  cut("tile/0/001", 1);
  expect_only(check(), "`tile/0/001` has 8191 bytes instead of 8192");
  log_.publish(folder_ / "log", 600);
  cut("tile/0/002.p/88", 32);
  expect_only(check(), "`tile/0/002.p/88` has 2784 bytes instead of 2816");
  log_.publish(folder_ / "log", 600);
  cut("tile/entries/002.p/88", 1);
  expect_only(check(), "`tile/entries/002.p/88` ends within entry 599");
  log_.publish(folder_ / "log", 600);
  cut("checkpoint", 1);
  EXPECT_EQ(check().code, 1);
  EXPECT_THAT(check().text, HasSubstr("`checkpoint`: not a note"));
}

TEST_F(SmallLog, AFileThatIsTooLongIsNamed) {
  sample::write(folder_ / "log/tile/0/001", sample::read(folder_ / "log/tile/0/001") + "x");
  expect_only(check(), "`tile/0/001` has >8192 bytes instead of 8192");
  log_.publish(folder_ / "log", 600);
  sample::write(folder_ / "log/tile/entries/001",
                sample::read(folder_ / "log/tile/entries/001") + "x");
  expect_only(check(), "`tile/entries/001` holds more than its 256 entries");
}

TEST_F(GreatLog, AMissingFileIsNamed) {
  for (const std::string name : {"tile/0/003", "tile/0/256.p/3", "tile/1/000", "tile/2/000.p/1",
                                 "tile/entries/255", "tile/entries/256.p/3"}) {
    const std::string content = sample::read(folder_ / "log" / name);
    std::filesystem::remove(folder_ / "log" / name);
    expect_only(check(), "`" + name + "` is missing");
    sample::write(folder_ / "log" / name, content);
  }
  EXPECT_EQ(check().code, 0);
}

TEST_F(SmallLog, WithoutACheckpointThereIsNothingToVerify) {
  std::filesystem::remove(folder_ / "log/checkpoint");
  EXPECT_EQ(check().code, 66);
  EXPECT_EQ(verified({"log", "/nowhere", "--key", log_.key()}).code, 66);
}

TEST_F(SmallLog, SwappedFilesAreNamed) {
  swap("tile/0/000", "tile/0/001");
  const Outcome tiles = check();
  EXPECT_EQ(lines_that_refuse(tiles.text), 2) << tiles.text;
  EXPECT_THAT(tiles.text, HasSubstr("`tile/0/000` is altered at hash 0"));
  EXPECT_THAT(tiles.text, HasSubstr("`tile/0/001` is altered at hash 0"));
  swap("tile/0/000", "tile/0/001");
  swap("tile/entries/000", "tile/entries/001");
  const Outcome bundles = check();
  EXPECT_EQ(lines_that_refuse(bundles.text), 2) << bundles.text;
  EXPECT_THAT(bundles.text, HasSubstr("`tile/entries/000`: 256 of its 256 entries are not"));
  EXPECT_THAT(bundles.text, HasSubstr("`tile/entries/001`: 256 of its 256 entries are not"));
}

// Both were rewritten to fit each other: the tree above has the last word.
TEST_F(SmallLog, ATileRewrittenWithItsEntriesIsNamed) {
  const SampleLog other(kOrigin, 600, 256);
  other.publish(folder_ / "other", 600);
  for (const std::string name : {"tile/0/001", "tile/entries/001"}) {
    sample::write(folder_ / "log" / name, sample::read(folder_ / "other" / name));
  }
  expect_only(check(), "`tile/0/001` hashes to ");
}

TEST_F(SmallLog, AnotherTreeThanTheCheckpointsIsRefused) {
  const SampleLog other(kOrigin, 600, 300);
  other.publish(folder_ / "log", 600);
  sample::write(folder_ / "log/checkpoint", log_.checkpoint(600));
  EXPECT_EQ(check().code, 1);
  EXPECT_THAT(check().text, HasSubstr("but the tiles at the right edge give"));
}

TEST_F(SmallLog, AnAlteredCheckpointIsRefused) {
  const std::string note = log_.checkpoint(600);
  for (std::size_t at = 0; at < note.size(); ++at) {
    damage("checkpoint", at);
    const Outcome outcome = check();
    EXPECT_EQ(outcome.code, 1) << at << '\n' << outcome.text;
    EXPECT_THAT(outcome.text, HasSubstr("refused: `checkpoint`")) << at;
    damage("checkpoint", at);
  }
}

TEST_F(SmallLog, ACheckpointByAnotherKeyIsRefused) {
  const sample::SigningKey other(kOrigin, "another seed");
  sample::write(folder_ / "log/checkpoint", other.sign(log_.checkpoint_text(600)));
  expect_only(check(), "`checkpoint`: no signature by the key `example.test/log+");
}

TEST_F(SmallLog, ACheckpointOfAnotherOriginIsRefused) {
  std::string text = log_.checkpoint_text(600);
  text.replace(0, 12, "example.tesx");
  sample::write(folder_ / "log/checkpoint", log_.signer().sign(text));
  EXPECT_EQ(check().code, 1);
  EXPECT_THAT(check().text, HasSubstr("of the log `example.tesx/log`, but the key is that of"));
}

TEST_F(SmallLog, ACheckpointOfMoreThanThreeLinesIsRefused) {
  sample::write(folder_ / "log/checkpoint",
                log_.signer().sign(log_.checkpoint_text(600) + "more\n"));
  EXPECT_EQ(check().code, 1);
  EXPECT_THAT(check().text, HasSubstr("the signed text goes on after the root hash"));
}

TEST_F(SmallLog, SignaturesOfOthersAreIgnored) {
  std::string note = log_.checkpoint(600);
  const std::string witness = sample::SigningKey("witness.test", "w").sign("another text\n");
  note += witness.substr(witness.find("\n\n") + 2);
  sample::write(folder_ / "log/checkpoint", note);
  EXPECT_EQ(check().code, 0) << check().text;
}

TEST_F(SmallLog, AnOlderCheckpointOfAForkedLogIsRefused) {
  const SampleLog forked(kOrigin, 600, 400);
  const auto since = [&](std::uint64_t size) {
    return verified({"log", published(), "--key", log_.key(), "--since",
                     file("older", forked.checkpoint(size))});
  };
  EXPECT_EQ(since(400).code, 0) << since(400).text;
  expect_only(since(401), "older`: not of this log: its first 401 entries have the root");
  expect_only(since(600), "older`: not of this log: its first 600 entries have the root");
}

TEST_F(SmallLog, ACheckpointLaterThanTheLogIsRefused) {
  const SampleLog grown(kOrigin, 700);
  const std::string later = file("later", grown.checkpoint(700));
  expect_only(verified({"log", published(), "--key", log_.key(), "--since", later}),
              "of 700 entries, but the published log has only 600");
}

TEST_F(SmallLog, AnEntryOfAnotherFormIsNamed) {
  log_.entries()[260][0] = '\2';
  log_.entries()[261] += 'x';
  log_.publish(folder_ / "log", 600);
  const Outcome outcome = check();
  EXPECT_EQ(lines_that_refuse(outcome.text), 2) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("entry 260 in `tile/entries/001`: not in the form"));
  EXPECT_THAT(outcome.text, HasSubstr("entry 261 in `tile/entries/001`: not in the form"));
}

TEST_F(SmallLog, APartialTileMayHaveBecomeAWholeOne) {
  const SampleLog grown(kOrigin, 900);
  grown.publish(folder_ / "log", 900);
  std::filesystem::remove_all(folder_ / "log/tile/0/002.p");
  std::filesystem::remove_all(folder_ / "log/tile/entries/002.p");
  sample::write(folder_ / "log/checkpoint", log_.checkpoint(600));
  EXPECT_EQ(check().code, 0) << check().text;
  damage("tile/entries/002", 39 * 87 + 5);
  expect_only(check(), "entry 599 in `tile/entries/002` is altered");
}

TEST_F(GreatLog, WhatIsPrunedMayBeMissingAndIsCounted) {
  std::filesystem::remove_all(folder_ / "log");
  great_log().publish(folder_ / "log", 65539, 1000);
  const Outcome outcome = check();
  EXPECT_EQ(outcome.code, 0) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("below the minimum index 1000: 768 entries"));
  EXPECT_THAT(outcome.text, HasSubstr("entries checked: 64771"));
  std::filesystem::remove(folder_ / "log/tile/0/003");
  expect_only(check(), "`tile/0/003` is missing");  // It ends at 1024.
}

TEST_F(GreatLog, AllButTheEdgeMayBePruned) {
  std::filesystem::remove_all(folder_ / "log");
  great_log().publish(folder_ / "log", 65539, 65539);
  EXPECT_EQ(check().code, 0) << check().text;
  EXPECT_THAT(check().text, HasSubstr("entries checked: 3,"));
  const Outcome older = verified({"log", published(), "--key", great_log().key(), "--since",
                                  file("older", great_log().checkpoint(500))});
  expect_only(older, "cannot be checked: `tile/1/000` is pruned");
  std::filesystem::remove(folder_ / "log/tile/2/000.p/1");
  EXPECT_THAT(check().text, HasSubstr("refused: `tile/2/000.p/1` is missing"));
}

TEST_F(SmallLog, AMinimumThatIsNoneIsRefused) {
  for (const char* text : {"601", "-1", "0256", "", "1\n\n", "0x1"}) {
    sample::write(folder_ / "log/minimum", text);
    expect_only(check(), "`minimum`: not a number up to the size of the log, 600");
  }
}

TEST_F(SmallLog, AnyChangedByteIsRefused) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "log")) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  const auto seed = std::random_device{}();
  std::mt19937_64 random(seed);
  for (int i = 0; i < 200; ++i) {
    const std::filesystem::path& path = files[random() % files.size()];
    const std::string content = sample::read(path);
    std::string changed = content;
    changed[random() % content.size()] ^= static_cast<char>(1 << random() % 8);
    sample::write(path, changed);
    EXPECT_EQ(check().code, 1) << "seed " << seed << ", change " << i << " in " << path;
    sample::write(path, content);
  }
}

}  // namespace
}  // namespace verify
