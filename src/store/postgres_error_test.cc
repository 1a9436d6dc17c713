#include "store/postgres_error.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

struct Case {
  std::string_view sqlstate;
  Code code;
  Trouble trouble;
  bool unknown = false;  // What a COMMIT that ended so leaves open.
};

TEST(PostgresError, MeansWhatTheServerMeant) {
  const Case cases[] = {
      {"23505", Code::kConflict, Trouble::kTaken},
      {"23502", Code::kInvalid, Trouble::kNone},
      {"22P02", Code::kInvalid, Trouble::kNone},
      {"40001", Code::kConflict, Trouble::kConflict},
      {"40P01", Code::kConflict, Trouble::kConflict},
      {"40003", Code::kUnavailable, Trouble::kLost, true},
      {"25006", Code::kUnavailable, Trouble::kNone},
      {"42501", Code::kDenied, Trouble::kNone},
      {"42P01", Code::kInvalid, Trouble::kNone},
      {"53100", Code::kUnavailable, Trouble::kNone},
      {"57014", Code::kUnavailable, Trouble::kNone},
      {"57P01", Code::kUnavailable, Trouble::kLost, true},
      {"08006", Code::kUnavailable, Trouble::kLost, true},
      {"", Code::kUnavailable, Trouble::kLost, true},
      {"XX001", Code::kCorrupt, Trouble::kNone},
      {"ZZ999", Code::kUnavailable, Trouble::kNone},
  };
  for (const Case& tested : cases) {
    const Error error = postgres_error(tested.sqlstate, "note.add");
    EXPECT_EQ(error.code, tested.code) << tested.sqlstate;
    EXPECT_TRUE(error.message.starts_with("`note.add`: ")) << error.message;
    EXPECT_EQ(trouble_of(tested.sqlstate), tested.trouble) << tested.sqlstate;
    EXPECT_EQ(leaves_commit_unknown(tested.sqlstate), tested.unknown) << tested.sqlstate;
  }
}

}  // namespace
}  // namespace lawful
