#include "base/log.h"

#include <string>
#include <type_traits>

#include "gtest/gtest.h"

namespace lawful {
namespace {

// What a person wrote is a std::string, a view of one or a char pointer. None of
// them makes a value or a name.
template <class T>
constexpr bool can_be_logged = std::is_constructible_v<LogValue, T>;
template <class T>
constexpr bool can_name = std::is_constructible_v<LogName, T>;

static_assert(!can_be_logged<std::string> && !can_be_logged<const std::string&>);
static_assert(!can_be_logged<std::string_view>);
static_assert(!can_be_logged<const char*> && !can_be_logged<char*>);
static_assert(!can_be_logged<double> && !can_be_logged<char>);
static_assert(!can_be_logged<const void*>);
static_assert(!can_name<std::string> && !can_name<const char*> && !can_name<std::string_view>);
static_assert(can_be_logged<int> && can_be_logged<std::size_t> && can_be_logged<bool>);
static_assert(can_be_logged<Date> && can_be_logged<Instant> && can_be_logged<Id<int>>);

class MemorySink final : public LogSink {
 public:
  void write(std::string_view line) override { text += line; }
  std::string text;
};

struct Request {};

TEST(Log, WritesOneJsonObjectALine) {
  MemorySink sink;
  ManualClock clock{Instant{std::chrono::milliseconds{1}}};
  const Id<Request> request{"R-1"};
  Log(sink, clock)
      .info("request.closed", {{"request", request},
                               {"days", 12},
                               {"late", false},
                               {"due", parse_date("2025-01-31").value()},
                               {"bytes", ~std::uint64_t{0}},
                               {"state", "answered"},
                               {"at_start", Instant{}}});
  EXPECT_EQ(sink.text,
            R"({"at":"1970-01-01T00:00:00.001Z","level":"info","event":"request.closed",)"
            R"("request":"R-1","days":12,"late":false,"due":"2025-01-31",)"
            R"("bytes":18446744073709551615,"state":"answered",)"
            R"("at_start":"1970-01-01T00:00:00.000Z"})"
            "\n");
}

TEST(Log, NamesItsLevel) {
  MemorySink sink;
  ManualClock clock{Instant{}};
  Log log(sink, clock);
  log.warning("a");
  log.error("b");
  EXPECT_EQ(sink.text,
            "{\"at\":\"1970-01-01T00:00:00.000Z\",\"level\":\"warning\",\"event\":\"a\"}\n"
            "{\"at\":\"1970-01-01T00:00:00.000Z\",\"level\":\"error\",\"event\":\"b\"}\n");
}

TEST(Log, AStrangeIdCannotBreakTheLine) {
  MemorySink sink;
  ManualClock clock{Instant{}};
  const Id<Request> id{"a\"\n\\\xff"};
  Log(sink, clock).info("a", {{"id", id}});
  EXPECT_NE(sink.text.find(R"("id":"a????"})"), std::string::npos);
}

}  // namespace
}  // namespace lawful
