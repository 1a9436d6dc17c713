#include "ledger/proof_file.h"

#include "gtest/gtest.h"
#include "ledger/key_signer_test.h"
#include "ledger/merkle_oracle_test.h"

namespace lawful {
namespace {

constexpr std::string_view kHead = "c2sp.org/tlog-proof@v1\n";

// A log of seven generated entries, and the proof of one of them.
struct Example {
  KeySigner log{"example.org/log", "generated key of the log"};
  std::vector<Hash> leaves = oracle::generated_leaves(7);
  ProofFile proof;

  explicit Example(std::uint64_t index) {
    proof.index = index;
    proof.path = oracle::path(index, leaves);
    proof.checkpoint =
        sign_checkpoint({"example.org/log", leaves.size(), oracle::root(leaves)}, log).value();
  }
};

TEST(ProofFile, ProvesEveryEntryToWhoeverHasTheKey) {
  for (std::uint64_t index = 0; index < 7; ++index) {
    const Example example(index);
    const auto read = parse_proof_file(format_proof_file(example.proof));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, example.proof);
    for (std::uint64_t other = 0; other < 7; ++other) {
      const auto in = check_proof(*read, example.leaves[other], example.log.verifier());
      EXPECT_EQ(in.has_value(), other == index);
      if (in) {
        EXPECT_EQ(in->size, 7u);
      } else {
        EXPECT_EQ(in.error().code, Code::kCorrupt);
      }
    }
  }
}

TEST(ProofFile, HasTheWrittenForm) {
  Example example(6);
  example.proof.path.resize(1);
  example.proof.path[0] = Hash{};
  example.proof.checkpoint = "the note\n";
  const std::string zeroes(43, 'A');
  EXPECT_EQ(format_proof_file(example.proof),
            std::string(kHead) + "index 6\n" + zeroes + "=\n\nthe note\n");
  example.proof.extra = "extra";
  EXPECT_EQ(format_proof_file(example.proof),
            std::string(kHead) + "extra ZXh0cmE=\nindex 6\n" + zeroes + "=\n\nthe note\n");
  EXPECT_EQ(parse_proof_file(format_proof_file(example.proof)).value(), example.proof);
}

TEST(ProofFile, OfALogWithOneEntryHasNoPath) {
  const Hash leaf = leaf_hash("the only one");
  KeySigner log("example.org/log", "generated key of the log");
  const ProofFile proof{{}, 0, {}, sign_checkpoint({"example.org/log", 1, leaf}, log).value()};
  const std::string text = format_proof_file(proof);
  EXPECT_EQ(text.substr(0, kHead.size() + 9), std::string(kHead) + "index 0\n\n");
  EXPECT_TRUE(check_proof(parse_proof_file(text).value(), leaf, log.verifier()));
}

TEST(ProofFile, DoesNotStandForAnotherPlaceOrKey) {
  Example example(3);
  const KeySigner other("example.org/log", "another key");
  EXPECT_EQ(check_proof(example.proof, example.leaves[3], other.verifier()).error().code,
            Code::kCorrupt);
  example.proof.index = 2;
  EXPECT_EQ(check_proof(example.proof, example.leaves[3], example.log.verifier()).error().code,
            Code::kCorrupt);
  example.proof.index = 7;
  EXPECT_EQ(check_proof(example.proof, example.leaves[3], example.log.verifier()).error().code,
            Code::kInvalid);
}

// Each byte is either noticed or, in `extra` alone, authenticated by nobody.
TEST(ProofFile, WithAnyBitChangedDoesNotStand) {
  const Example example(3);
  const std::string text = format_proof_file(example.proof);
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = text;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1u << bit));
      const auto read = parse_proof_file(changed);
      EXPECT_FALSE(read && check_proof(*read, example.leaves[3], example.log.verifier())) << i;
    }
    const auto cut = parse_proof_file(text.substr(0, i));
    EXPECT_FALSE(cut && check_proof(*cut, example.leaves[3], example.log.verifier())) << i;
  }
}

TEST(ProofFile, OfAnotherFormIsRefused) {
  const std::string head(kHead);
  const std::string hash = std::string(43, 'A') + "=\n";
  std::string long_path;
  for (std::size_t i = 0; i <= kPathMax; ++i) long_path += hash;
  const std::vector<std::string> wrong = {
      "",
      "c2sp.org/tlog-proof@v2\nindex 0\n\n",
      head,
      head + "index\n\n",
      head + "index 00\n\n",
      head + "index  0\n\n",
      head + "Index 0\n\n",
      head + "index 0\n",
      head + "index 0\n" + hash,
      head + "index 0\nAAAA\n\n",
      head + "index 0\n" + long_path + "\n",
      head + "extra AAAA\n\n",
      head + "extra \nindex 0\n\n",
      head + "extra AA\nindex 0\n\n",
      head + "extra AAAA\nextra AAAA\nindex 0\n\n",
      head + "index 0\nextra AAAA\n\n",
  };
  for (const std::string& text : wrong) {
    EXPECT_EQ(parse_proof_file(text).error().code, Code::kInvalid) << text;
  }
  ProofFile proof;
  proof.extra = std::string(kProofExtraMax, 'x');
  EXPECT_TRUE(parse_proof_file(format_proof_file(proof)));
  proof.extra.append(3, 'x');
  EXPECT_FALSE(parse_proof_file(format_proof_file(proof)));
}

}  // namespace
}  // namespace lawful
