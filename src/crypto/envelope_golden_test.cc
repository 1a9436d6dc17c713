// What earlier versions sealed and wrapped still opens: tests/golden/envelope, which is only ever
// added to, and is the example of docs/formats/envelope.md.
#include <map>
#include <sstream>

#include "base/bytes.h"
#include "base/hex_blocks_test.h"
#include "crypto/aead.h"
#include "crypto/hkdf.h"
#include "crypto/key_wrap.h"
#include "crypto/mac.h"
#include "crypto/temporary_folder_test.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

const std::string kGolden = "tests/golden/envelope/1.";

Context golden_context() { return Context("golden.item").text("I-1").number(7); }

class GoldenEnvelope : public testing::Test {
 protected:
  GoldenEnvelope() {
    std::istringstream in(file_bytes(kGolden + "txt"));
    for (std::string line; std::getline(in, line);) {
      const std::size_t colon = line.find(": ");
      if (colon != std::string::npos) values_[line.substr(0, colon)] = line.substr(colon + 2);
    }
  }

  template <class Key>
  Key key(const std::string& name) const {
    return key_of<Key>(bytes_from_hex(values_.at(name)));
  }

  std::map<std::string, std::string> values_;
  std::string sealed_ = file_bytes(kGolden + "sealed");
  std::string wrapped_ = file_bytes(kGolden + "wrapped");
};

std::string flipped(std::string bytes, std::size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  return bytes;
}

TEST_F(GoldenEnvelope, ContextIsEncodedAsItAlwaysWas) {
  EXPECT_EQ(to_hex(golden_context().encoded()), to_hex(file_bytes(kGolden + "context")));
}

TEST_F(GoldenEnvelope, SealOpens) {
  const auto opened = unseal(key<SealKey>("sealing key"), golden_context(), sealed_);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(*opened, values_["plaintext"]);
  EXPECT_EQ(sealed_.size(), values_["plaintext"].size() + kSealOverhead);
}

TEST_F(GoldenEnvelope, SealDoesNotOpenWithABitFlippedOrCut) {
  const SealKey sealing = key<SealKey>("sealing key");
  for (std::size_t bit = 0; bit < 8 * sealed_.size(); ++bit) {
    const auto opened = unseal(sealing, golden_context(), flipped(sealed_, bit));
    ASSERT_FALSE(opened) << "bit " << bit;
    EXPECT_EQ(opened.error().code, Code::kCorrupt);
  }
  for (std::size_t size = 0; size < sealed_.size(); ++size) {
    EXPECT_FALSE(unseal(sealing, golden_context(), sealed_.substr(0, size))) << size;
  }
}

TEST_F(GoldenEnvelope, SealDoesNotOpenElsewhere) {
  const SealKey sealing = key<SealKey>("sealing key");
  for (const Context& other :
       {Context("golden.item").text("I-1").number(8), Context("golden.item").text("I-2").number(7),
        Context("golden.items").text("I-1").number(7),
        Context("golden.item").number(7).text("I-1")}) {
    EXPECT_FALSE(unseal(sealing, other, sealed_));
  }
  EXPECT_FALSE(unseal(key<SealKey>("root key"), golden_context(), sealed_));
}

TEST_F(GoldenEnvelope, KeyUnwraps) {
  const auto unwrapped = unwrap_key<SealKey>(key<WrappingKey>("wrapping key"),
                                             {array_of<61>(wrapped_)}, golden_context());
  ASSERT_TRUE(unwrapped) << unwrapped.error().message;
  EXPECT_EQ(to_hex(text_of(unwrapped->reveal_key_bytes())), values_["wrapped key"]);
}

TEST_F(GoldenEnvelope, KeyDoesNotUnwrapWithABitFlippedOrForAnotherUse) {
  const WrappingKey wrapping = key<WrappingKey>("wrapping key");
  for (std::size_t bit = 0; bit < 8 * wrapped_.size(); ++bit) {
    const WrappedKey changed{array_of<61>(flipped(wrapped_, bit))};
    EXPECT_FALSE(unwrap_key<SealKey>(wrapping, changed, golden_context())) << "bit " << bit;
  }
  const WrappedKey wrapped{array_of<61>(wrapped_)};
  EXPECT_FALSE(unwrap_key<MacKey>(wrapping, wrapped, golden_context()));
  EXPECT_FALSE(unwrap_key<SealKey>(wrapping, wrapped, Context("golden.item")));
}

TEST_F(GoldenEnvelope, KeyIsDerivedAsItAlwaysWas) {
  const MacKey derived = derive_key<MacKey>(key<RootKey>("root key"), golden_context());
  EXPECT_EQ(to_hex(text_of(derived.reveal_key_bytes())), values_["derived for `mac`"]);
}

// The bytes of the page are these files, and it says of each field what it is.
TEST_F(GoldenEnvelope, IsTheExampleOfTheDocument) {
  const auto shown = hex_blocks("docs/formats/envelope.md");
  const std::map<std::string, std::string> files = {
      {"context", file_bytes(kGolden + "context")},
      {"sealed", sealed_},
      {"wrapped", wrapped_},
      {"derived", bytes_from_hex(values_["derived for `mac`"])}};
  EXPECT_EQ(shown, files);
}

}  // namespace
}  // namespace lawful
