#include "ledger/note.h"

#include <algorithm>

#include "base/bytes.h"
#include "crypto/base64.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ledger/key_signer_test.h"

namespace lawful {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The key and the note that the Go library golang.org/x/mod/sumdb/note is documented with.
constexpr std::string_view kPublishedKey =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kPublishedText =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr std::string_view kPublishedSignature =
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
    "E6RyyBwJnAM=\n";

std::string published_note() {
  return std::string(kPublishedText) + '\n' + std::string(kPublishedSignature);
}

NoteVerifier published_verifier() { return parse_vkey(kPublishedKey).value(); }

KeySigner signer(const std::string& name) { return {name, "generated key of " + name}; }

std::string signed_by(std::string_view text, const std::string& name) {
  KeySigner key = signer(name);
  return sign_note(text, key).value();
}

Code refusal(std::string_view note, const std::vector<NoteVerifier>& verifiers) {
  const auto opened = open_note(note, verifiers);
  EXPECT_FALSE(opened);
  return opened ? Code::kUnavailable : opened.error().code;
}

TEST(Note, OpensThePublishedExample) {
  const std::vector verifiers = {published_verifier()};
  const auto opened = open_note(published_note(), verifiers);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->text, kPublishedText);
  EXPECT_THAT(opened->signed_by, ElementsAre(0));
}

TEST(Note, IsSignedAsThePublishedExample) {
  std::array<std::uint8_t, 32> seed{};
  // The signing key that is published with the example.
  const std::string bytes = *from_base64("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  std::ranges::copy(as_bytes(bytes).subspan(1), seed.begin());
  KeySigner peter("PeterNeumann", seed);
  EXPECT_EQ(peter.verifier().vkey(), kPublishedKey);
  EXPECT_EQ(peter.verifier().key_id(), 0xc74f20a3u);
  EXPECT_EQ(sign_note(kPublishedText, peter).value(), published_note());
}

TEST(Note, OpensForWhomeverItKnowsAmongItsSigners) {
  KeySigner a = signer("a.example/log");
  KeySigner b = signer("b.example/witness");
  KeySigner c = signer("c.example/witness");
  std::string note = signed_by("text\n", "a.example/log");
  note = add_signature(note, b).value();
  EXPECT_THAT(open_note(note, std::vector{a.verifier()})->signed_by, ElementsAre(0));
  EXPECT_THAT(open_note(note, std::vector{c.verifier(), b.verifier()})->signed_by, ElementsAre(1));
  EXPECT_THAT(open_note(note, std::vector{b.verifier(), c.verifier(), a.verifier()})->signed_by,
              ElementsAre(0, 2));
  EXPECT_EQ(refusal(note, {c.verifier()}), Code::kCorrupt);
  EXPECT_EQ(refusal(note, {}), Code::kCorrupt);
}

TEST(Note, TextMayHaveEmptyLinesAndLinesLikeSignatures) {
  const KeySigner a = signer("a");
  for (const std::string& text :
       {std::string("\n"), std::string("one\n\ntwo\n"), std::string("one\n\n\n"),
        signed_by("inner\n", "a"), std::string("\u4e2a\u4eba\n")}) {
    const auto opened = open_note(signed_by(text, "a"), std::vector{a.verifier()});
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->text, text);
  }
}

TEST(Note, WithAnyBitChangedIsRefused) {
  const std::string note = published_note();
  for (std::size_t i = 0; i < note.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = note;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1u << bit));
      refusal(changed, {published_verifier()});
    }
  }
  for (std::size_t size = 0; size < note.size(); ++size) {
    refusal(note.substr(0, size), {published_verifier()});
  }
}

TEST(Note, OneSignatureOfAKnownKeyThatDoesNotStandRefusesAll) {
  const KeySigner a = signer("a");
  KeySigner b = signer("b");
  const std::string wrong = signed_by("another text\n", "a");
  std::string note = add_signature(wrong, b).value();
  EXPECT_TRUE(open_note(note, std::vector{b.verifier()})) << "b signed this text";
  note.replace(0, std::string("another text\n").size(), "text\n");
  EXPECT_EQ(refusal(note, {a.verifier()}), Code::kCorrupt);

  // b's good signature does not outweigh a's wrong one; who does not know a takes b's word.
  const std::string good = signed_by("text\n", "b");
  const std::string line = wrong.substr(wrong.find("\n\n") + 2);
  EXPECT_EQ(refusal(good + line, {a.verifier(), b.verifier()}), Code::kCorrupt);
  EXPECT_EQ(refusal(good + line, {b.verifier(), a.verifier()}), Code::kCorrupt);
  EXPECT_TRUE(open_note(good + line, std::vector{b.verifier()}));
}

TEST(Note, KeysAreKnownByNameAndIdTogether) {
  const KeySigner a = signer("a");
  const NoteVerifier same_name{"a", signer("b").public_key()};
  const NoteVerifier same_key{"b", a.public_key()};
  const std::string note = signed_by("text\n", "a");
  EXPECT_TRUE(open_note(note, std::vector{same_name, same_key, a.verifier()}));
  EXPECT_THAT(open_note(note, std::vector{same_name}).error().message,
              HasSubstr("no known key has signed"));
  EXPECT_THAT(open_note(note, std::vector{same_key}).error().message,
              HasSubstr("no known key has signed"));
}

std::string line_of(const NoteVerifier& key, std::string_view signature) {
  ByteWriter bytes;
  bytes.u32(key.key_id()).bytes(signature);
  return "— " + key.name + ' ' + to_base64(bytes.written()) + '\n';
}

TEST(Note, TakesAKeysSignatureTwiceIfBothStand) {
  const KeySigner a = signer("a");
  const std::string note = signed_by("text\n", "a");
  const std::string line = note.substr(note.find("\n\n") + 2);
  EXPECT_THAT(open_note(note + line, std::vector{a.verifier()})->signed_by, ElementsAre(0));
  const std::string wrong = line_of(a.verifier(), std::string(64, 'x'));
  EXPECT_EQ(refusal(note + wrong, {a.verifier()}), Code::kCorrupt);
  const std::string shorter = line_of(a.verifier(), std::string(63, 'x'));
  EXPECT_EQ(refusal(note + shorter, {a.verifier()}), Code::kCorrupt);
}

TEST(Note, PassesOverSignaturesOfAnySortOfOthers) {
  const KeySigner a = signer("a");
  const NoteVerifier other = signer("b").verifier();
  const std::string note = signed_by("text\n", "a");
  for (const std::size_t size : {1u, 63u, 72u, 4627u}) {
    EXPECT_TRUE(open_note(note + line_of(other, std::string(size, 'x')), std::vector{a.verifier()}))
        << size;
  }
}

TEST(Note, OfAnotherFormIsRefused) {
  const KeySigner a = signer("a");
  const std::string good = signed_by("text\n", "a");
  const std::string line = good.substr(good.find("\n\n") + 2);
  const std::string base64 = line.substr(line.rfind(' ') + 1);
  const std::vector<std::string> wrong = {
      "",
      "text\n",
      "\n" + line,
      "text\n\n",
      "text\n" + line,
      "text\n\n" + line.substr(0, line.size() - 1),
      "text\n\n\n" + line + "\n",
      "text\n\n" + line + "more\n",
      "text\n\n- a " + base64,
      "text\n\n—a " + base64,
      "text\n\n— " + base64,
      "text\n\n—  " + base64,
      "text\n\n— a\u3000b " + base64,
      "text\n\n— a+b " + base64,
      "text\n\n— a  " + base64,
      "text\n\n— a \n",
      "text\n\n— a AAAAAA==\n",  // An id and no signature.
      "text\n\n— a x\n",
      "te\xffxt\n\n" + line,
      "te\txt\n\n" + line,
      "te\rxt\n\n" + line,
      std::string("te\0xt\n\n", 7) + line,
  };
  for (const std::string& note : wrong) {
    EXPECT_EQ(refusal(note, {a.verifier()}), Code::kInvalid) << note;
  }
}

TEST(Note, HasLimits) {
  KeySigner a = signer("a");
  const std::size_t overhead = signed_by("\n", "a").size();
  const std::string largest = std::string(kNoteMax - overhead, 'x') + '\n';
  EXPECT_TRUE(open_note(sign_note(largest, a).value(), std::vector{a.verifier()}));
  EXPECT_EQ(sign_note('x' + largest, a).error().code, Code::kInvalid);

  std::string note = signed_by("text\n", "a");
  for (std::size_t i = 1; i < kNoteSignaturesMax; ++i) {
    KeySigner more = signer("key" + std::to_string(i));
    note = add_signature(note, more).value();
  }
  EXPECT_TRUE(open_note(note, std::vector{a.verifier()}));
  KeySigner last = signer("last");
  EXPECT_EQ(add_signature(note, last).error().code, Code::kInvalid);
  EXPECT_EQ(refusal(note + line_of(last.verifier(), "x"), {a.verifier()}), Code::kInvalid);
}

TEST(Note, WhatCannotBeReadIsNotSigned) {
  KeySigner a = signer("a");
  for (const std::string& text : {std::string(), std::string("no end"), std::string("\xff\n"),
                                  std::string("a\tb\n"), std::string("\x00\n", 2)}) {
    EXPECT_EQ(sign_note(text, a).error().code, Code::kInvalid);
  }
  for (const std::string& name :
       {std::string(), std::string("a b"), std::string("a+b"), std::string("a\u3000"),
        std::string("a\n"), std::string("\xff")}) {
    KeySigner wrong(name, "seed");
    EXPECT_EQ(sign_note("text\n", wrong).error().code, Code::kInvalid);
  }
}

TEST(Note, IsSignedOncePerKey) {
  KeySigner a = signer("a");
  KeySigner other("a", "another seed");
  const std::string note = signed_by("text\n", "a");
  EXPECT_EQ(add_signature(note, a).error().code, Code::kConflict);
  EXPECT_TRUE(add_signature(note, other)) << "another key may have the same name";
  EXPECT_EQ(add_signature("text\n", a).error().code, Code::kInvalid);
}

// Says one key and signs with another, or does not sign.
class BrokenSigner final : public NoteSigner {
 public:
  std::string name() const override { return "broken"; }
  PublicKey public_key() const override { return shown_.public_key(); }
  Result<Signature> sign(std::string_view text) override {
    if (text == "away\n") return fail(Code::kUnavailable, "the key is away");
    return used_.sign(text);
  }

 private:
  KeySigner shown_{"broken", "one seed"};
  KeySigner used_{"broken", "another seed"};
};

TEST(Note, ASignatureThatNobodyCanCheckDoesNotGetOut) {
  BrokenSigner broken;
  EXPECT_EQ(sign_note("text\n", broken).error().code, Code::kCorrupt);
  EXPECT_EQ(sign_note("away\n", broken).error().message, "the key is away");
}

TEST(VerifierKey, IsReadAndWrittenInOneForm) {
  EXPECT_EQ(published_verifier().vkey(), kPublishedKey);
  EXPECT_EQ(published_verifier().name, "PeterNeumann");
  const std::string key(kPublishedKey);
  for (std::size_t i = 0; i < key.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = key;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1u << bit));
      EXPECT_FALSE(parse_vkey(changed)) << changed;
    }
    EXPECT_FALSE(parse_vkey(key.substr(0, i)));
    EXPECT_FALSE(parse_vkey(key.substr(i + 1)));
  }
  EXPECT_FALSE(parse_vkey(key + "\n"));
  // A key that is too long and one of another sort, each with the id it would have.
  EXPECT_FALSE(
      parse_vkey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
  EXPECT_FALSE(parse_vkey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
}

}  // namespace
}  // namespace lawful
