#include "crypto/argon2.h"

#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

std::string argon2id(std::string_view password, std::string_view salt, std::string_view secret,
                     std::string_view associated, const Argon2Cost& cost) {
  std::array<std::uint8_t, 32> out{};
  const auto done = raw::argon2id(raw::bytes_of(password), raw::bytes_of(salt),
                                  raw::bytes_of(secret), raw::bytes_of(associated), cost, out);
  EXPECT_TRUE(done);
  return text_of(out);
}

// RFC 9106, section 5.3.
TEST(Argon2id, GivesTheTagOfTheStandard) {
  EXPECT_EQ(argon2id(std::string(32, 1), std::string(16, 2), std::string(8, 3), std::string(12, 4),
                     {32, 3, 4}),
            bytes_from_hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
}

TEST(Argon2id, DependsOnEveryInput) {
  const Argon2Cost cost{8, 1, 1};
  const std::string one = argon2id("password", "saltsaltsaltsalt", "", "", cost);
  EXPECT_EQ(argon2id("password", "saltsaltsaltsalt", "", "", cost), one);
  EXPECT_NE(argon2id("passwore", "saltsaltsaltsalt", "", "", cost), one);
  EXPECT_NE(argon2id("password", "saltsaltsaltsalu", "", "", cost), one);
  EXPECT_NE(argon2id("password", "saltsaltsaltsalt", "", "", {16, 1, 1}), one);
  EXPECT_NE(argon2id("password", "saltsaltsaltsalt", "", "", {8, 2, 1}), one);
  EXPECT_NE(argon2id("password", "saltsaltsaltsalt", "", "", {16, 1, 2}),
            argon2id("password", "saltsaltsaltsalt", "", "", {16, 1, 1}));
}

TEST(CheckArgon2Cost, TakesTheDefaultAndBothEnds) {
  EXPECT_TRUE(check_argon2_cost({}));
  EXPECT_TRUE(check_argon2_cost({8, 1, 1}));
  EXPECT_TRUE(check_argon2_cost({kArgon2MemoryKibMax, kArgon2PassesMax, kArgon2LanesMax}));
}

// A file that asks for a terabyte, or for a year, is refused before anything is spent.
TEST(CheckArgon2Cost, RefusesWhatIsOutOfRange) {
  for (const Argon2Cost& cost :
       {Argon2Cost{7, 1, 1}, Argon2Cost{8, 0, 1}, Argon2Cost{8, 1, 0}, Argon2Cost{15, 1, 2},
        Argon2Cost{kArgon2MemoryKibMax + 1, 1, 1}, Argon2Cost{8, kArgon2PassesMax + 1, 1},
        Argon2Cost{8 * 17, 1, 17}, Argon2Cost{UINT32_MAX, UINT32_MAX, UINT32_MAX}}) {
    const auto checked = check_argon2_cost(cost);
    ASSERT_FALSE(checked) << cost.memory_kib << " " << cost.passes << " " << cost.lanes;
    EXPECT_EQ(checked.error().code, Code::kInvalid);
  }
}

}  // namespace
}  // namespace lawful
