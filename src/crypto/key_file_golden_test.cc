// Files that earlier versions wrote still open: tests/golden/key-file. They are only ever
// added to.
#include <fmt/format.h>

#include <map>
#include <sstream>

#include "base/bytes.h"
#include "crypto/key_file_test.h"
#include "crypto/mac.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

const std::string kGolden = "tests/golden/key-file/1";

// `name: value` a line; what does not look so is prose.
std::map<std::string, std::string> golden_values() {
  std::istringstream in(file_bytes(kGolden + ".txt"));
  std::map<std::string, std::string> values;
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) values[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return values;
}

class GoldenKeyFile : public testing::Test {
 protected:
  GoldenKeyFile() { put_private(path_, file_bytes(kGolden + ".key")); }

  TemporaryFolder folder_;
  std::string path_ = folder_.path("keys");
  std::map<std::string, std::string> values_ = golden_values();
};

TEST_F(GoldenKeyFile, OpensByEachSlotAndHoldsTheSameKeys) {
  std::vector<RecoveryShare> shares;
  for (const char* name : {".share-1", ".share-3"}) {
    auto share = parse_share(file_bytes(kGolden + name));
    ASSERT_TRUE(share) << share.error().message;
    shares.push_back(*std::move(share));
  }
  std::vector<Unlock> ways;
  ways.emplace_back(passphrase_of(values_["passphrase"]));
  ways.emplace_back(credential_of(bytes_from_hex(values_["credential"])));
  ways.emplace_back(std::move(shares));
  for (const Unlock& way : ways) {
    const auto keys = KeyFile::open(path_, way);
    ASSERT_TRUE(keys) << keys.error().message;
    EXPECT_EQ((*keys)->origin(), "example.org/log");
    const Context whose = Context("golden").number(1);
    const WrappedKey wrapped{array_of<61>(bytes_from_hex(values_["wrapped in epoch 2"]))};
    const auto key = (*keys)->unwrap<SealKey>({2, wrapped}, whose);
    ASSERT_TRUE(key) << key.error().message;
    EXPECT_EQ(text_of(key->reveal_key_bytes()), counting(0, 32));
    EXPECT_EQ((*keys)->unwrap<SealKey>({1, wrapped}, whose).error().message,
              "the key of epoch 1 was destroyed on 2023-11-18");
    const auto indexes = (*keys)->indexes(whose, "value");
    ASSERT_TRUE(indexes);
    ASSERT_EQ(indexes->size(), 2U);
    EXPECT_EQ(to_hex(as_text(indexes->at(0).bytes)), values_["index 1 of `value`"]);
    EXPECT_EQ(to_hex(as_text(indexes->at(1).bytes)), values_["index 2 of `value`"]);
    EXPECT_EQ(to_hex(text_of((*keys)->derive<MacKey>(whose)->reveal_key_bytes())),
              values_["derived"]);
    const auto signature = (*keys)->sign(SigningUse::kCheckpoint, "note");
    EXPECT_EQ(to_hex(as_text(signature->bytes)), values_["checkpoint signature of `note`"]);
  }
}

// The worked example of the format is this file, and says of each field what it is.
TEST_F(GoldenKeyFile, IsTheExampleOfTheDocument) {
  std::istringstream in(file_bytes("docs/formats/key-file.md"));
  std::string digits;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      inside = line == "```hex";
    } else if (inside) {
      for (char c : line.substr(0, line.find('#'))) {
        if (c != ' ') digits += c;
      }
    }
  }
  EXPECT_EQ(digits, to_hex(file_bytes(kGolden + ".key")));
}

}  // namespace
}  // namespace lawful
