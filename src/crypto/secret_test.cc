#include "crypto/secret.h"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <new>
#include <ostream>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/log.h"
#include "crypto/aead.h"
#include "crypto/blind_index.h"
#include "crypto/hkdf.h"
#include "crypto/key_wrap.h"
#include "crypto/mac.h"
#include "crypto/signature.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

template <class T>
concept Streams = requires(std::ostream& out, const T& value) { out << value; };

template <class T>
constexpr bool kKept =
    !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T> &&
    std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T> &&
    !std::is_default_constructible_v<T> && !Streams<T> && !fmt::is_formattable<T>::value &&
    !std::equality_comparable<T> && !std::is_convertible_v<T, std::string_view> &&
    !std::is_convertible_v<T, std::span<const std::uint8_t>>;

static_assert(kKept<SealKey> && kKept<MacKey> && kKept<Secret<ForIndexing>> && kKept<RootKey> &&
              kKept<WrappingKey> && kKept<SigningKey>);
static_assert(!std::is_copy_constructible_v<IndexKey> && !fmt::is_formattable<IndexKey>::value);

// The concepts can fail: what does print, copy and compare is not kept.
static_assert(Streams<int> && fmt::is_formattable<int>::value && !kKept<std::string_view>);

// A key is never passed for another, nor to a log line.
static_assert(!std::is_convertible_v<SealKey, MacKey> && !std::is_constructible_v<MacKey, SealKey>);
static_assert(!std::is_constructible_v<LogValue, const SealKey&>);

// Reads memory as it is: an object that has ended has no value that the compiler
// must keep, so the reads are volatile.
bool holds(const void* memory, std::size_t size, std::string_view wanted) {
  const auto* bytes = static_cast<const volatile char*>(memory);
  std::string seen;
  for (std::size_t i = 0; i < size; ++i) seen.push_back(bytes[i]);
  return seen.find(wanted) != std::string::npos;
}

TEST(Secret, TakesTheBytesAndWipesWhereTheyCameFrom) {
  auto bytes = array_of<32>(counting(1, 32));
  const SealKey key = SealKey::take(bytes);
  EXPECT_EQ(text_of(key.reveal_key_bytes()), counting(1, 32));
  EXPECT_TRUE(std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; }));
}

TEST(Secret, IsWipedWhenItEnds) {
  alignas(SealKey) unsigned char memory[sizeof(SealKey)] = {};
  auto* key = new (memory) SealKey(key_of<SealKey>(counting(1, 32)));
  ASSERT_TRUE(holds(memory, sizeof memory, counting(1, 32)));
  key->~SealKey();
  // Not four bytes in a row are left, wherever they stood.
  for (int i = 1; i + 4 <= 33; ++i) EXPECT_FALSE(holds(memory, sizeof memory, counting(i, 4)));
}

TEST(Secret, IsWipedWhereItMovedFrom) {
  SealKey first = key_of<SealKey>(counting(1, 32));
  SealKey second = std::move(first);
  EXPECT_FALSE(holds(&first, sizeof first, counting(1, 4)));
  EXPECT_EQ(text_of(second.reveal_key_bytes()), counting(1, 32));

  SealKey third = key_of<SealKey>(counting(101, 32));
  third = std::move(second);
  EXPECT_FALSE(holds(&second, sizeof second, counting(1, 4)));
  EXPECT_FALSE(holds(&third, sizeof third, counting(101, 4)));
  EXPECT_EQ(text_of(third.reveal_key_bytes()), counting(1, 32));
}

TEST(Secret, SurvivesBeingMovedToItself) {
  SealKey key = key_of<SealKey>(counting(1, 32));
  SealKey& same = key;
  key = std::move(same);
  EXPECT_EQ(text_of(key.reveal_key_bytes()), counting(1, 32));
}

TEST(SecretDeathTest, RevealsNothingAfterItMovedAway) {
  SealKey key = key_of<SealKey>(counting(1, 32));
  const SealKey there = std::move(key);
  EXPECT_EQ(there.reveal_key_bytes()[0], 1);
  EXPECT_DEATH(key.reveal_key_bytes(), "held_");
}

}  // namespace
}  // namespace lawful
