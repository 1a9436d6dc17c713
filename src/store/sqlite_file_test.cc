// A store as a file: who may open it, and what else may lie there.
#include "store/sqlite_file.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "store/store_suite_test.h"

namespace lawful::store_suite {
namespace {

using Open = StoreOptions::Open;

class SqliteFileTest : public testing::Test {
 protected:
  std::string path() const { return place_->where(); }
  Result<std::unique_ptr<Store>> open(Open how) const { return open(path(), how); }
  Result<std::unique_ptr<Store>> open(const std::string& where, Open how) const {
    return open_store(where, {&notes_schema()}, clock_, {.open = how});
  }
  Code refusal(Open how) const {
    const auto opened = open(how);
    EXPECT_FALSE(opened);
    return opened ? Code::kInvalid : opened.error().code;
  }

  std::unique_ptr<Place> place_ = Place::make(TestEngine::kSqlite);
  SystemClock clock_;
};

std::string content(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

void put(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// Enough rows for several pages, in one commit.
Result<void> fill(Store& store) {
  return write(store, owner(1), [](Transaction& rows) -> Result<void> {
    for (std::uint64_t i = 0; i < 2000; ++i) {
      const Owner whose = owner(i);
      TRY_VOID(rows.run(kCount, {Bytes{bytes_of(whose)}, 1}));
    }
    return {};
  });
}

::mode_t mode_of(const std::string& path) {
  struct stat found {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
  return found.st_mode & 07777U;
}

TEST_F(SqliteFileTest, IsItsOwnersAlone) {
  const auto store = open(Open::kCreate);
  ASSERT_TRUE(store);
  ASSERT_TRUE(count(**store, owner(1), 1));
  for (const char* end : {"", "-wal", "-shm", ".lock"}) {
    EXPECT_EQ(mode_of(path() + end), ::mode_t{0600}) << end;
  }
}

TEST_F(SqliteFileTest, IsOneFileAfterItWasClosed) {
  {
    const auto store = open(Open::kCreate);
    ASSERT_TRUE(store);
    ASSERT_TRUE(count(**store, owner(1), 1));
    ASSERT_TRUE(count_of(**store, owner(1)));
  }
  EXPECT_TRUE(std::filesystem::exists(path()));
  EXPECT_FALSE(std::filesystem::exists(path() + "-wal"));
}

TEST_F(SqliteFileTest, RefusesASecondWriterInTheSameProcess) {
  const auto first = open(Open::kCreate);
  ASSERT_TRUE(first);
  EXPECT_EQ(refusal(Open::kCreate), Code::kConflict);
  EXPECT_EQ(refusal(Open::kExisting), Code::kConflict);
  EXPECT_TRUE(open(Open::kRead));
}

TEST_F(SqliteFileTest, RefusesASecondWriterByAnotherName) {
  const auto first = open(Open::kCreate);
  ASSERT_TRUE(first);
  const std::string alias = path() + ".alias";
  std::filesystem::create_symlink(path(), alias);
  const auto second = open(alias, Open::kExisting);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::kConflict);
}

TEST_F(SqliteFileTest, RefusesASecondWriterInAnotherProcess) {
  std::array<int, 2> ready{};
  std::array<int, 2> end{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  ASSERT_EQ(::pipe(end.data()), 0);
  const ::pid_t child = ::fork();
  if (child == 0) {  // Holds the store until it is told to end, and then ends without closing it.
    const auto store = open(Open::kCreate);
    const bool good = store && count(**store, owner(1), 3);
    char byte = good ? 'y' : 'n';
    (void)!::write(ready[1], &byte, 1);
    (void)!::read(end[0], &byte, 1);
    ::_exit(0);
  }
  ASSERT_GT(child, 0);
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ASSERT_EQ(byte, 'y');
  const auto second = open(Open::kExisting);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::kConflict);
  EXPECT_NE(second.error().message.find("another process"), std::string::npos);
  const auto reader = open(Open::kRead);
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(count_of(**reader, owner(1)), 3);

  ASSERT_EQ(::write(end[1], &byte, 1), 1);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  const auto after = open(Open::kExisting);  // The lock ended with its process.
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(count_of(**after, owner(1)), 3);
}

TEST_F(SqliteFileTest, FindsNothingWhereNothingIs) {
  EXPECT_EQ(refusal(Open::kExisting), Code::kNotFound);
  EXPECT_EQ(refusal(Open::kRead), Code::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(path()));
  put(path(), "");  // What a program leaves that ended while it made a store.
  EXPECT_EQ(refusal(Open::kExisting), Code::kNotFound);
  EXPECT_EQ(refusal(Open::kRead), Code::kNotFound);
  EXPECT_TRUE(open(Open::kCreate));
}

TEST_F(SqliteFileTest, RefusesPathsThatCannotBeOne) {
  const auto refused = [&](const std::string& where) { return open(where, Open::kCreate); };
  EXPECT_EQ(refused("").error().code, Code::kInvalid);
  EXPECT_EQ(refused(std::string("a\0b", 3)).error().code, Code::kInvalid);
  EXPECT_EQ(refused(std::filesystem::path(path()).parent_path().string()).error().code,
            Code::kInvalid);
  EXPECT_EQ(refused(path() + "/below/it").error().code, Code::kNotFound);
  EXPECT_EQ(refused("mysql://host/database").error().code, Code::kInvalid);
}

TEST_F(SqliteFileTest, RefusesAFileThatIsNoDatabase) {
  const std::string text(8192, 'x');
  put(path(), text);
  for (const Open how : {Open::kExisting, Open::kCreate, Open::kRead}) {
    EXPECT_EQ(refusal(how), Code::kCorrupt);
  }
  EXPECT_EQ(content(path()), text);
}

TEST_F(SqliteFileTest, LeavesAnotherProgramsDatabaseAsItIs) {
  for (const char* sql : {"CREATE TABLE theirs (a)", "PRAGMA application_id=7"}) {
    std::filesystem::remove(path());
    sqlite3* theirs = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &theirs), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(theirs, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(theirs);
    const std::string before = content(path());
    for (const Open how : {Open::kExisting, Open::kCreate, Open::kRead}) {
      EXPECT_EQ(refusal(how), Code::kCorrupt);
    }
    EXPECT_EQ(content(path()), before);
  }
}

TEST_F(SqliteFileTest, SaysThatADamagedFileIsDamaged) {
  {
    const auto store = open(Open::kCreate);
    ASSERT_TRUE(store);
    ASSERT_TRUE(fill(**store));
  }
  std::string bytes = content(path());
  ASSERT_GT(bytes.size(), 5 * 4096u);
  // The head and the table of tables stay; every other page is overwritten.
  for (std::size_t i = 4096; i < bytes.size(); ++i) bytes[i] = '\x55';
  put(path(), bytes);
  const auto store = open(Open::kExisting);
  if (!store) {
    EXPECT_EQ(store.error().code, Code::kCorrupt) << store.error().message;
    return;
  }
  EXPECT_EQ(count_of(**store, owner(1)).error().code, Code::kCorrupt);
  EXPECT_EQ(count(**store, owner(1), 1).error().code, Code::kCorrupt);
}

TEST_F(SqliteFileTest, SaysThatACutFileIsDamaged) {
  {
    const auto store = open(Open::kCreate);
    ASSERT_TRUE(store);
    ASSERT_TRUE(fill(**store));
  }
  std::filesystem::resize_file(path(), 4096);
  EXPECT_EQ(refusal(Open::kExisting), Code::kCorrupt);
}

}  // namespace
}  // namespace lawful::store_suite
