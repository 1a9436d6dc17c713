#include "app/unlock.h"

#include <map>
#include <sstream>

#include "app/command_line.h"
#include "crypto/private_file.h"
#include "crypto/temporary_folder_test.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kPassphrase = "a passphrase of the tests";

struct Outcome {
  int status = 0;
  std::string out;
  std::string err;
  std::vector<std::string> asked;
};

// Runs `lawful WORDS` for somebody who types `typed`, one line for each question.
struct World {
  std::vector<std::string> typed;
  std::map<std::string, std::string> variables;

  Outcome run(const std::vector<std::string>& words) const {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const ManualClock clock{Instant{std::chrono::milliseconds{1'700'000'000'000}}};
    Outcome outcome;
    Console console{in, out, err, clock, [&](const char* name) {
                      const auto found = variables.find(name);
                      return found == variables.end() ? std::string() : found->second;
                    }};
    console.hidden_line = [&](const std::string& prompt) -> std::optional<std::string> {
      outcome.asked.push_back(prompt);
      if (outcome.asked.size() > typed.size()) return std::nullopt;
      return typed[outcome.asked.size() - 1];
    };
    outcome.status = lawful::run(words, console);
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
  }
};

class KeyCommands : public testing::Test {
 protected:
  Outcome create(const std::vector<std::string>& typed) const {
    return World{typed, {}}.run(
        {"key", "create", "--key-file", keys_, "--origin", "example.org/log"});
  }
  std::vector<std::string> rotate() const { return {"key", "rotate", "--key-file", keys_}; }

  TemporaryFolder folder_;
  std::string keys_ = folder_.path("keys");
};

TEST_F(KeyCommands, AskTwiceForANewPassphraseAndOnceForOneThatIsThere) {
  const Outcome made = create({kPassphrase, kPassphrase});
  EXPECT_EQ(made.status, 0) << made.err;
  EXPECT_THAT(made.asked, ElementsAre("New passphrase: ", "New passphrase, again: "));
  EXPECT_THAT(made.out + made.err, Not(HasSubstr(kPassphrase)));
  const Outcome rotated = World{{kPassphrase}, {}}.run(rotate());
  EXPECT_EQ(rotated.status, 0) << rotated.err;
  EXPECT_THAT(rotated.asked, ElementsAre("Passphrase of the key file: "));
}

TEST_F(KeyCommands, MakeNothingOfTwoPassphrasesThatDiffer) {
  const Outcome made = create({kPassphrase, kPassphrase + "!"});
  EXPECT_EQ(made.status, 65);
  EXPECT_EQ(made.err, "the two passphrases differ; nothing was changed\n");
  EXPECT_FALSE(std::filesystem::exists(keys_));
}

TEST_F(KeyCommands, RefuseAShortPassphraseAndAWrongOne) {
  EXPECT_EQ(create({"short", "short"}).err, "a passphrase has 12 to 1024 bytes\n");
  ASSERT_EQ(create({kPassphrase, kPassphrase}).status, 0);
  EXPECT_EQ((World{{"a passphrase of others"}, {}}.run(rotate()).status), 77);
  EXPECT_EQ((World{{}, {}}.run(rotate()).status), 65);
}

TEST_F(KeyCommands, SayThatTheFileIsMissingBeforeTheyAsk) {
  const Outcome rotated = World{{kPassphrase}, {}}.run(rotate());
  EXPECT_EQ(rotated.status, 64);
  EXPECT_EQ(rotated.err, keys_ + ": there is no such file\n");
  EXPECT_THAT(rotated.asked, IsEmpty());
}

// A flag comes before the system's credential, and that before the terminal.
TEST_F(KeyCommands, TakeTheFirstWayThatIsThere) {
  ASSERT_EQ(create({kPassphrase, kPassphrase}).status, 0);
  const std::string credential(32, 'c');
  put_private(folder_.path("lawful-key"), credential);
  put_private(folder_.path("passphrase"), kPassphrase + "\r\n");
  const World service{{kPassphrase}, {{"CREDENTIALS_DIRECTORY", folder_.folder().string()}}};
  // No slot takes the credential yet, and nobody is asked instead.
  const Outcome denied = service.run(rotate());
  EXPECT_EQ(denied.status, 77);
  EXPECT_THAT(denied.asked, IsEmpty());
  const Outcome added = service.run({"key", "unlock", "add", "--key-file", keys_,
                                     "--passphrase-file", folder_.path("passphrase"),
                                     "--new-credential-file", folder_.path("lawful-key")});
  EXPECT_EQ(added.status, 0) << added.err;
  EXPECT_EQ(service.run(rotate()).status, 0);
  const World elsewhere{{kPassphrase}, {{"CREDENTIALS_DIRECTORY", folder_.path("none")}}};
  EXPECT_EQ(elsewhere.run(rotate()).asked.size(), 1U);
}

TEST_F(KeyCommands, GiveOthersTheKeysToUse) {
  ASSERT_EQ(create({kPassphrase, kPassphrase}).status, 0);
  std::istringstream in;
  std::ostringstream out;
  const SystemClock clock;
  Console console{in, out, out, clock, [](const char*) { return std::string(); }};
  console.hidden_line = [](const std::string&) { return std::optional<std::string>(kPassphrase); };
  const auto keys = unlock_keys(keys_, Call{}, console);
  ASSERT_TRUE(keys) << keys.error().message;
  EXPECT_EQ((*keys)->origin(), "example.org/log");
  EXPECT_EQ((*keys)->epoch(), 1U);
}

}  // namespace
}  // namespace lawful
