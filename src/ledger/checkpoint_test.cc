#include "ledger/checkpoint.h"

#include "gtest/gtest.h"
#include "ledger/key_signer_test.h"

namespace lawful {
namespace {

constexpr std::string_view kOrigin = "example.com/behind-the-sofa";
constexpr std::string_view kText =
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

KeySigner log_key() { return {std::string(kOrigin), "generated key of the log"}; }

// The text of the example in tlog-checkpoint.
TEST(Checkpoint, IsThreeLines) {
  const auto checkpoint = parse_checkpoint(kText);
  ASSERT_TRUE(checkpoint) << checkpoint.error().message;
  EXPECT_EQ(checkpoint->origin, kOrigin);
  EXPECT_EQ(checkpoint->size, 20852163u);
  EXPECT_EQ(checkpoint->root.hex(),
            "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
  EXPECT_EQ(format_checkpoint(*checkpoint), kText);
}

TEST(Checkpoint, OpensForTheLogThatSignedIt) {
  KeySigner log = log_key();
  const Checkpoint checkpoint = parse_checkpoint(kText).value();
  const auto note = sign_checkpoint(checkpoint, log);
  ASSERT_TRUE(note) << note.error().message;
  EXPECT_EQ(open_checkpoint(*note, log.verifier()).value(), checkpoint);

  KeySigner witness("witness.example", "generated key of a witness");
  const auto witnessed = add_signature(*note, witness);
  ASSERT_TRUE(witnessed);
  EXPECT_EQ(open_checkpoint(*witnessed, log.verifier()).value(), checkpoint);
  const KeySigner other(std::string(kOrigin), "another key");
  EXPECT_EQ(open_checkpoint(*note, other.verifier()).error().code, Code::kCorrupt);
}

TEST(Checkpoint, IsSignedByTheKeyOfItsOrigin) {
  KeySigner other("example.com/other", "generated key of another log");
  const Checkpoint checkpoint = parse_checkpoint(kText).value();
  EXPECT_EQ(sign_checkpoint(checkpoint, other).error().code, Code::kInvalid);
  // Another log may have signed the words all the same.
  const std::string note = sign_note(kText, other).value();
  EXPECT_EQ(open_checkpoint(note, other.verifier()).error().message,
            "`example.com/other` signed for another log");
}

TEST(Checkpoint, OfAnEmptyTreeHasItsRoot) {
  const Checkpoint empty{std::string(kOrigin)};
  const std::string text = format_checkpoint(empty);
  EXPECT_EQ(text, "example.com/behind-the-sofa\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  EXPECT_EQ(parse_checkpoint(text).value(), empty);
  EXPECT_FALSE(parse_checkpoint(format_checkpoint({std::string(kOrigin), 0, sha256("x")})));
  KeySigner log = log_key();
  EXPECT_FALSE(sign_checkpoint({std::string(kOrigin), 0, sha256("x")}, log));
}

TEST(Checkpoint, OfAnotherFormIsRefused) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const std::vector<std::string> wrong = {
      "",
      "log\n",
      "log\n1\n",
      "log\n1\n" + root.substr(0, root.size() - 1),
      "log\n1\n" + root + "\n",
      "log\n1\n" + root + "extension\n",
      "log\n1\n" + root + "x",
      "\n1\n" + root,
      "a log\n1\n" + root,
      "a+log\n1\n" + root,
      "log\n\n" + root,
      "log\n01\n" + root,
      "log\n00\n" + root,
      "log\n+1\n" + root,
      "log\n-1\n" + root,
      "log\n 1\n" + root,
      "log\n1 \n" + root,
      "log\n0x1\n" + root,
      "log\n1e3\n" + root,
      "log\n9223372036854775808\n" + root,
      "log\n18446744073709551617\n" + root,
      "log\n1\r\n" + root,
      "log\n1\n\n",
      "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
      "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
      "log\n1\n CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
      "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2IA\n",
  };
  for (const std::string& text : wrong) {
    EXPECT_EQ(parse_checkpoint(text).error().code, Code::kInvalid) << text;
  }
  EXPECT_TRUE(parse_checkpoint("log\n9223372036854775807\n" + root));
}

}  // namespace
}  // namespace lawful
