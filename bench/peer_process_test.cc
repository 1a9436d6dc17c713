#include "bench/peer_process.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <utility>

namespace lawful::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kReady =
    R"(echo '{"engine":"shell","version":"1","answer":"all","agreed":3}'; )";
constexpr std::string_view kEcho =
    R"(while read -r run n; do echo "{\"ns_per_request_median\":$n,\"p99\":2.5,\"total_ns\":7}"; done)";

// A peer written in shell; these tests need no Node.js.
Result<PeerProcess> shell(const std::string& script, std::chrono::seconds patience = 60s) {
  return PeerProcess::start({"sh", "-c", script}, patience);
}

TEST(PeerProcess, TellsWhoItIsAndRunsOnCommand) {
  auto peer = shell(std::string(kReady) + std::string(kEcho));
  ASSERT_TRUE(peer) << peer.error().message;
  EXPECT_EQ(peer->ready().engine, "shell");
  EXPECT_EQ(peer->ready().version, "1");
  EXPECT_TRUE(peer->ready().all_rules);
  EXPECT_EQ(peer->ready().agreed, 3U);
  for (const std::size_t requests : {40U, 50U}) {
    const auto run = peer->run(requests);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(run->ns_per_request_median, static_cast<double>(requests));
    EXPECT_EQ(run->ns_per_request_p99, 2.5);
    EXPECT_EQ(run->total_ns, 7.0);
  }
}

TEST(PeerProcess, KeepsRunningWhenMoved) {
  auto peer = shell(std::string(kReady) + std::string(kEcho));
  ASSERT_TRUE(peer) << peer.error().message;
  PeerProcess moved = *std::move(peer);
  EXPECT_TRUE(moved.run(1));
  auto other = shell(std::string(kReady) + std::string(kEcho));
  ASSERT_TRUE(other) << other.error().message;
  moved = *std::move(other);
  EXPECT_TRUE(moved.run(2));
}

TEST(PeerProcess, IsGoneAfterItsDestructor) {
  pid_t process = 0;
  {
    // It says its process id for its version, and does not end by itself.
    auto peer = shell(
        R"(echo "{\"engine\":\"shell\",\"version\":\"$$\",\"answer\":\"first\",\"agreed\":0}"; exec sleep 600)");
    ASSERT_TRUE(peer) << peer.error().message;
    EXPECT_FALSE(peer->ready().all_rules);
    process = static_cast<pid_t>(std::stol(peer->ready().version));
    EXPECT_EQ(::kill(process, 0), 0);
  }
  EXPECT_EQ(::kill(process, 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

TEST(PeerProcess, SaysThatAProgramIsMissing) {
  const auto peer = PeerProcess::start({"no-such-program", "work.json"});
  ASSERT_FALSE(peer);
  EXPECT_EQ(peer.error().code, Code::kUnavailable);
  EXPECT_EQ(peer.error().message, "cannot start `no-such-program`: No such file or directory");
}

TEST(PeerProcess, SaysThatItEndedBeforeItWasReady) {
  const auto peer = shell("exit 65");
  ASSERT_FALSE(peer);
  EXPECT_EQ(peer.error().code, Code::kUnavailable);
  EXPECT_EQ(peer.error().message,
            "peer `sh -c exit 65` ended; what it said to standard error is above");
}

TEST(PeerProcess, SurvivesAPeerThatDies) {
  auto peer = shell(std::string(kReady) + "exec sleep 0");
  ASSERT_TRUE(peer) << peer.error().message;
  for (int i = 0; i < 3; ++i) {
    const auto run = peer->run(1);
    ASSERT_FALSE(run);
    EXPECT_EQ(run.error().code, Code::kUnavailable);
  }
}

TEST(PeerProcess, DoesNotWaitForever) {
  const auto peer = shell("exec sleep 600", 1s);
  ASSERT_FALSE(peer);
  EXPECT_EQ(peer.error().message, "peer `sh -c exec sleep 600` said nothing for 1 s");
}

TEST(PeerProcess, RefusesWhatIsNoReply) {
  for (const auto& [script, part] :
       {std::pair("echo hello", "no JSON object"), std::pair("echo '[]'", "no JSON object"),
        std::pair("echo '{\"engine\":1}'", "without `engine`"),
        std::pair("yes a | tr -d '\\n'", "does not end its line")}) {
    const auto peer = shell(script);
    ASSERT_FALSE(peer) << script;
    EXPECT_EQ(peer.error().code, Code::kCorrupt);
    EXPECT_NE(peer.error().message.find(part), std::string::npos) << peer.error().message;
  }
}

}  // namespace
}  // namespace lawful::bench
