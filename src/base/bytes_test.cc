#include "base/bytes.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

TEST(Bytes, AreWrittenBigEndFirst) {
  ByteWriter out;
  out.u8(0x01).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d0e0fULL).run16("ab").run32("c");
  EXPECT_EQ(to_hex(out.written()),
            "0102030405060708090a0b0c0d0e0f0002616200000001"
            "63");
}

TEST(Bytes, AreReadAsTheyWereWritten) {
  ByteWriter out;
  out.u8(255).u16(65535).u32(4294967295U).u64(UINT64_MAX).run16("").run32("\0x"sv).bytes("end");
  ByteReader in(out.written());
  EXPECT_EQ(in.u8().value(), 255);
  EXPECT_EQ(in.u16().value(), 65535);
  EXPECT_EQ(in.u32().value(), 4294967295U);
  EXPECT_EQ(in.u64().value(), UINT64_MAX);
  EXPECT_EQ(in.run16().value(), "");
  EXPECT_EQ(in.run32().value(), "\0x"sv);
  EXPECT_EQ(in.bytes(3).value(), "end");
  EXPECT_TRUE(in.end());
}

TEST(Bytes, ThatEndTooSoonSayWhere) {
  ByteReader in(
      "\x00\x05"
      "abc"sv);
  EXPECT_EQ(in.run16().error().message, "too short by 2 bytes at byte 2");
  EXPECT_EQ(ByteReader("abc").u64().error().code, Code::kCorrupt);
}

TEST(Bytes, LeftOverAreAnError) {
  ByteReader in("\x01xy"sv);
  ASSERT_TRUE(in.u8());
  EXPECT_EQ(in.end().error().message, "2 bytes too long");
}

TEST(Hex, IsReadInEitherCase) {
  EXPECT_EQ(from_hex("00fF10").value(), "\x00\xff\x10"s);
  EXPECT_EQ(to_hex("\x00\xff"sv), "00ff");
  EXPECT_EQ(from_hex("").value(), "");
}

TEST(Hex, IsRefusedWhenItIsNone) {
  EXPECT_EQ(from_hex("abc").error().message, "an odd number of hexadecimal digits");
  EXPECT_EQ(from_hex("0g").error().code, Code::kInvalid);
}

}  // namespace
}  // namespace lawful
