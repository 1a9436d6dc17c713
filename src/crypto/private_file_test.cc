#include "crypto/private_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "crypto/temporary_folder_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMax = 1000;

fs::perms mode_of(const std::string& path) { return fs::status(path).permissions(); }

std::string text(const Result<std::string>& result) {
  return result ? *result : "error: " + result.error().message;
}

TEST(CreatePrivateFile, WritesForTheOwnerAlone) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ::umask(0);
  ASSERT_TRUE(create_private_file(path, "bytes"));
  ::umask(022);
  EXPECT_EQ(text(read_private_file(path, kMax)), "bytes");
  EXPECT_EQ(mode_of(path), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(fs::exists(path + ".new"));
}

TEST(CreatePrivateFile, NeverOverwrites) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, "old"));
  const auto again = create_private_file(path, "new");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().message, path + ": is there already, and is not overwritten");
  EXPECT_EQ(text(read_private_file(path, kMax)), "old");
  fs::create_symlink(folder.path("elsewhere"), folder.path("link"));
  EXPECT_FALSE(create_private_file(folder.path("link"), "new"));
  EXPECT_FALSE(fs::exists(folder.path("elsewhere")));
}

TEST(ReadPrivateFile, RefusesWhatOthersMayUse) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, "bytes"));
  for (const fs::perms others : {fs::perms::group_read, fs::perms::others_read,
                                 fs::perms::group_write, fs::perms::others_write}) {
    fs::permissions(path, fs::perms::owner_read | others);
    const auto read = read_private_file(path, kMax);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Code::kInvalid);
    EXPECT_NE(read.error().message.find("chmod 600"), std::string::npos);
    EXPECT_FALSE(replace_private_file(path, "bytes", "new"));
  }
  fs::permissions(path, fs::perms::owner_read);
  EXPECT_TRUE(read_private_file(path, kMax));
}

TEST(ReadPrivateFile, FollowsNoLinkAndOpensNothingElse) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, "bytes"));
  fs::create_symlink(path, folder.path("link"));
  EXPECT_EQ(text(read_private_file(folder.path("link"), kMax)),
            "error: " + folder.path("link") + ": is a symbolic link; name the file itself");
  EXPECT_FALSE(replace_private_file(folder.path("link"), "bytes", "new"));
  fs::create_directory(folder.path("d"));
  EXPECT_EQ(text(read_private_file(folder.path("d"), kMax)),
            "error: " + folder.path("d") + ": is no regular file");
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(text(read_private_file(folder.path("pipe"), kMax)),
            "error: " + folder.path("pipe") + ": is no regular file");
  EXPECT_EQ(read_private_file(folder.path("none"), kMax).error().code, Code::kNotFound);
  EXPECT_EQ(read_private_file(folder.path("none/f"), kMax).error().code, Code::kNotFound);
  EXPECT_EQ(read_private_file(folder.path("d/"), kMax).error().code, Code::kInvalid);
}

TEST(ReadPrivateFile, ReadsUpToItsLimit) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, std::string(kMax, 'x')));
  EXPECT_TRUE(read_private_file(path, kMax));
  EXPECT_FALSE(read_private_file(path, kMax - 1));
}

TEST(ReplacePrivateFile, ReplacesWhatWasReadAndNothingElse) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, "one"));
  ASSERT_TRUE(replace_private_file(path, "one", "two two"));
  EXPECT_EQ(text(read_private_file(path, kMax)), "two two");
  EXPECT_EQ(mode_of(path), fs::perms::owner_read | fs::perms::owner_write);
  for (const std::string_view believed : {"one", "two", "two two!", ""}) {
    const auto replaced = replace_private_file(path, believed, "three");
    ASSERT_FALSE(replaced);
    EXPECT_EQ(replaced.error().code, Code::kConflict);
  }
  EXPECT_EQ(text(read_private_file(path, kMax)), "two two");
  EXPECT_EQ(replace_private_file(folder.path("none"), "", "x").error().code, Code::kNotFound);
}

// A crash before the rename leaves a new file, whole or in part: the old one stands, and the
// next writer takes the rest away.
TEST(ReplacePrivateFile, StandsUpToTheRemainsOfACrash) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, "one"));
  for (const std::string_view remains : {"", "tw", "two"}) {
    put_private(path + ".new", remains);
    EXPECT_EQ(text(read_private_file(path, kMax)), "one");
  }
  ASSERT_TRUE(replace_private_file(path, "one", "two"));
  EXPECT_EQ(text(read_private_file(path, kMax)), "two");
  EXPECT_FALSE(fs::exists(path + ".new"));
  // Nor does a link at that name lead the bytes away.
  fs::create_symlink(folder.path("elsewhere"), path + ".new");
  ASSERT_TRUE(replace_private_file(path, "two", "three"));
  EXPECT_FALSE(fs::exists(folder.path("elsewhere")));
  EXPECT_EQ(text(read_private_file(path, kMax)), "three");
}

TEST(ReplacePrivateFile, LeavesTheOldBytesWhereTheNewCannotBeWritten) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, "one"));
  fs::create_directories(path + ".new/x");
  const auto replaced = replace_private_file(path, "one", "two");
  ASSERT_FALSE(replaced);
  EXPECT_EQ(replaced.error().code, Code::kUnavailable);
  EXPECT_EQ(text(read_private_file(path, kMax)), "one");
}

TEST(ReplacePrivateFile, RefusesASecondWriter) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, "one"));
  const int other = ::open(folder.folder().c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  EXPECT_EQ(replace_private_file(path, "one", "two").error().code, Code::kConflict);
  EXPECT_EQ(create_private_file(folder.path("g"), "x").error().code, Code::kConflict);
  EXPECT_EQ(text(read_private_file(path, kMax)), "one");
  ::close(other);
  EXPECT_TRUE(replace_private_file(path, "one", "two"));
}

// Many writers at once: each success is the one that turned the bytes it had read into its own.
TEST(ReplacePrivateFile, NeverLosesAChange) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  ASSERT_TRUE(create_private_file(path, ""));
  std::array<std::size_t, 4> written{};
  std::vector<std::thread> writers;
  for (std::size_t writer = 0; writer < written.size(); ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 50; ++i) {
        const auto old = read_private_file(path, kMax);
        ASSERT_TRUE(old);
        if (replace_private_file(path, *old, *old + "x")) ++written[writer];
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  std::size_t all = 0;
  for (std::size_t each : written) all += each;
  EXPECT_GT(all, 0U);
  EXPECT_EQ(read_private_file(path, kMax)->size(), all);
}

TEST(ReadSecretFile, TakesALinkAGroupAndAPipeAndRefusesEverybody) {
  const TemporaryFolder folder;
  const std::string path = folder.path("f");
  put_private(path, "secret");
  fs::create_symlink(path, folder.path("link"));
  EXPECT_EQ(read_secret_file(folder.path("link"), kMax)->reveal_text(), "secret");
  fs::permissions(path, fs::perms::owner_read | fs::perms::group_read);
  EXPECT_EQ(read_secret_file(path, kMax)->reveal_text(), "secret");
  EXPECT_FALSE(read_secret_file(path, 5));
  fs::permissions(path, fs::perms::owner_read | fs::perms::others_read);
  EXPECT_EQ(read_secret_file(path, kMax).error().code, Code::kInvalid);
  EXPECT_EQ(read_secret_file(folder.path("none"), kMax).error().code, Code::kNotFound);
  EXPECT_EQ(read_secret_file(folder.folder().string(), kMax).error().code, Code::kInvalid);
  const std::string pipe = folder.path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0644), 0);
  std::thread writer([&] { std::ofstream(pipe) << "piped" << std::flush; });
  EXPECT_EQ(read_secret_file(pipe, kMax)->reveal_text(), "piped");
  writer.join();
}

}  // namespace
}  // namespace lawful
