#include "store/postgres_address.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

TEST(PostgresAddress, TakesLibpqsUrls) {
  for (const char* url :
       {"postgresql://", "postgres://db", "postgresql://u:p?#@db/rows",
        "postgresql://u:p%40%2F@db.example.org:5433/rows",
        "postgresql:///rows?host=/run/postgresql&user=u", "postgresql://a,b:5432,5433/rows"}) {
    EXPECT_TRUE(PostgresAddress::parse(url)) << url;
  }
  EXPECT_EQ(PostgresAddress::parse("postgresql://u:pw@db:5433/rows")->words(),
            "server `db`, database `rows`");
}

// A password with a sign of its own meaning lands in another part of the URL, which messages name.
TEST(PostgresAddress, RefusesAUrlThatWouldPrintItsPassword) {
  for (const char* url : {"postgresql://u:s3cr@et@db/rows", "postgresql://u:s3cr/et@db/rows",
                          "postgresql://u:12/s3cret@db", "postgresql://u:s3cr%et@db/rows",
                          "postgresql://db:s3cret/rows", "postgresql://db/rows?s3cret=1",
                          "mysql://u:s3cret@db/rows"}) {
    const auto parsed = PostgresAddress::parse(url);
    ASSERT_FALSE(parsed) << url;
    EXPECT_EQ(parsed.error().code, Code::kInvalid);
    EXPECT_EQ(parsed.error().message.find("s3cr"), std::string::npos) << parsed.error().message;
    EXPECT_EQ(parsed.error().message.find("et@"), std::string::npos) << parsed.error().message;
  }
}

}  // namespace
}  // namespace lawful
