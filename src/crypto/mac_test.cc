#include "crypto/mac.h"

#include <concepts>

#include "crypto/random.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

static_assert(!std::equality_comparable<Mac>);

Context rows() { return Context("test.item").text("I-1").number(7); }

// From an independent implementation of the layout in the header.
TEST(Mac, HasTheStoredFormat) {
  const Mac mac = make_mac(key_of<MacKey>(counting(0, 32)), rows(), "message");
  EXPECT_EQ(text_of(mac.bytes),
            bytes_from_hex("ead3641c0f419a219904326ab9fe1137a10eaf649f0878f702320c32648dcb03"));
}

TEST(Mac, MatchesWhatItWasMadeOfAlone) {
  const MacKey key = random_key<MacKey>();
  const Mac mac = make_mac(key, rows(), "message");
  EXPECT_TRUE(check_mac(key, rows(), "message", mac));
  EXPECT_EQ(check_mac(key, rows(), "messagf", mac).error().code, Code::kCorrupt);
  EXPECT_FALSE(check_mac(key, rows(), "message ", mac));
  EXPECT_FALSE(check_mac(key, rows(), "", mac));
  EXPECT_FALSE(check_mac(random_key<MacKey>(), rows(), "message", mac));
  EXPECT_FALSE(check_mac(key, Context("test.item").text("I-1").number(8), "message", mac));
}

TEST(Mac, DoesNotTakeAMessageForAContext) {
  const MacKey key = random_key<MacKey>();
  const std::string part = rows().encoded().substr(Context("test.item").encoded().size());
  const Mac mac = make_mac(key, Context("test.item"), part + "message");
  EXPECT_FALSE(check_mac(key, rows(), "message", mac));
}

TEST(Mac, RefusesAChangeOfAnyBit) {
  const MacKey key = random_key<MacKey>();
  const Mac mac = make_mac(key, rows(), "message");
  for (std::size_t at = 0; at < mac.bytes.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      Mac changed = mac;
      changed.bytes[at] = static_cast<std::uint8_t>(changed.bytes[at] ^ (1 << bit));
      EXPECT_FALSE(check_mac(key, rows(), "message", changed)) << "byte " << at << ", bit " << bit;
    }
  }
}

}  // namespace
}  // namespace lawful
