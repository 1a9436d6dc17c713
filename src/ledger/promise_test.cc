#include "ledger/promise.h"

#include "gtest/gtest.h"
#include "ledger/checkpoint.h"
#include "ledger/key_signer_test.h"
#include "ledger/merkle_oracle_test.h"
#include "rapidcheck/gtest.h"

namespace lawful {
namespace {

const std::string kOrigin = "example.org/log";
const Instant kTime{std::chrono::milliseconds{1'798'761'600'123}};

KeySigner promise_key() { return {promise_key_name(kOrigin), "generated promise key"}; }

std::vector<Promise> promises_of(const std::vector<Hash>& leaves) {
  KeySigner key = promise_key();
  const PromiseBatch batch = promise_batch(kOrigin, kTime, leaves, key).value();
  std::vector<Promise> promises;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    promises.push_back({leaves[i], i, batch.paths[i], batch.note});
  }
  return promises;
}

TEST(Promise, HoldsForEveryLeafOfItsBatch) {
  const NoteVerifier verifier = promise_key().verifier();
  for (const std::size_t count : {1u, 2u, 3u, 5u, 8u, 33u}) {
    const std::vector<Hash> leaves = oracle::generated_leaves(count);
    for (const Promise& promise : promises_of(leaves)) {
      const auto read = parse_promise(format_promise(promise));
      ASSERT_TRUE(read) << read.error().message;
      EXPECT_EQ(*read, promise);
      const auto head = check_promise(*read, verifier);
      ASSERT_TRUE(head) << head.error().message;
      EXPECT_EQ(head->origin, kOrigin);
      EXPECT_EQ(head->count, count);
      EXPECT_EQ(head->time, kTime);
    }
  }
}

RC_GTEST_PROP(PromiseProperty, HasTheTreeOfTheRfcOverTheLeafHashes, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 400);
  const std::vector<Hash> leaves = oracle::generated_leaves(count);
  std::vector<Hash> records;
  for (const Hash& leaf : leaves) records.push_back(oracle::leaf(oracle::text(leaf)));
  const auto index = *rc::gen::inRange<std::size_t>(0, count);
  const Promise promise = promises_of(leaves)[index];
  RC_ASSERT(promise.path == oracle::path(index, records));
  const auto head = check_promise(promise, promise_key().verifier());
  RC_ASSERT(head.has_value());
  RC_ASSERT(head->root == oracle::root(records));
}

TEST(Promise, HasTheWrittenForm) {
  const Promise promise{Hash{}, 1, {Hash{}}, "the note\n"};
  const std::string zeroes = std::string(43, 'A') + "=\n";
  EXPECT_EQ(format_promise(promise),
            "lawful-promise@v1\nleaf " + zeroes + "index 1\n" + zeroes + "\nthe note\n");
  EXPECT_EQ(format_promise_head({kOrigin, 3, Hash{}, kTime}),
            "example.org/log/promise\n3\n" + zeroes + "time 1798761600123\n");
}

TEST(Promise, WithAnyBitChangedDoesNotStand) {
  const Promise promise = promises_of(oracle::generated_leaves(5))[2];
  const std::string text = format_promise(promise);
  const NoteVerifier verifier = promise_key().verifier();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = text;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1u << bit));
      const auto read = parse_promise(changed);
      EXPECT_FALSE(read && check_promise(*read, verifier)) << i;
    }
    const auto cut = parse_promise(text.substr(0, i));
    EXPECT_FALSE(cut && check_promise(*cut, verifier)) << i;
  }
}

TEST(Promise, IsOfOneLogAndItsPromiseKey) {
  const std::vector<Hash> leaves = oracle::generated_leaves(2);
  KeySigner log(kOrigin, "generated key of the log");
  EXPECT_EQ(promise_batch(kOrigin, kTime, leaves, log).error().code, Code::kInvalid);
  EXPECT_EQ(promise_batch("example.org/other", kTime, leaves, log).error().code, Code::kInvalid);
  KeySigner other(promise_key_name("example.org/other"), "generated promise key");
  const std::string text =
      format_promise_head({kOrigin, 1, leaf_hash(oracle::text(leaves[0])), kTime});
  const Promise promise{leaves[0], 0, {}, sign_note(text, other).value()};
  EXPECT_EQ(check_promise(promise, other.verifier()).error().message,
            "`example.org/other/promise` promised for another log");
}

TEST(Promise, IsNoCheckpointAndACheckpointNoPromise) {
  KeySigner key = promise_key();
  const std::vector<Hash> leaves = oracle::generated_leaves(1);
  const PromiseBatch batch = promise_batch(kOrigin, kTime, leaves, key).value();
  EXPECT_EQ(open_checkpoint(batch.note, key.verifier()).error().code, Code::kInvalid);
  const std::string checkpoint =
      sign_checkpoint({promise_key_name(kOrigin), 1, leaf_hash(oracle::text(leaves[0]))}, key)
          .value();
  EXPECT_EQ(check_promise({leaves[0], 0, {}, checkpoint}, key.verifier()).error().code,
            Code::kInvalid);
}

TEST(Promise, OfNothingOrBefore1970IsNotSigned) {
  KeySigner key = promise_key();
  const std::vector<Hash> leaves = oracle::generated_leaves(1);
  EXPECT_EQ(promise_batch(kOrigin, kTime, {}, key).error().message, "a batch of no promises");
  const Instant before{std::chrono::milliseconds{-1}};
  EXPECT_EQ(promise_batch(kOrigin, before, leaves, key).error().code, Code::kInvalid);
  EXPECT_TRUE(promise_batch(kOrigin, Instant{}, leaves, key));
}

TEST(Promise, OfAnotherFormIsRefused) {
  const std::string hash = std::string(43, 'A') + "=\n";
  const std::vector<std::string> wrong_promises = {
      "",
      "lawful-promise@v2\n",
      "lawful-promise@v1\n",
      "lawful-promise@v1\nindex 0\nleaf " + hash + "\n",
      "lawful-promise@v1\nleaf AAAA\nindex 0\n\n",
      "lawful-promise@v1\nleaf " + hash + "index 01\n\n",
      "lawful-promise@v1\nleaf " + hash + "index 0\n",
      "lawful-promise@v1\nleaf " + hash + "index 0\n" + hash,
  };
  for (const std::string& text : wrong_promises) {
    EXPECT_EQ(parse_promise(text).error().code, Code::kInvalid) << text;
  }
  const std::vector<std::string> wrong_heads = {
      "",
      "example.org/log\n1\n" + hash + "time 0\n",
      "/promise\n1\n" + hash + "time 0\n",
      "a b/promise\n1\n" + hash + "time 0\n",
      "a/promise\n0\n" + hash + "time 0\n",
      "a/promise\n1\n" + hash,
      "a/promise\n1\n" + hash + "time -1\n",
      "a/promise\n1\n" + hash + "time 00\n",
      "a/promise\n1\n" + hash + "time 9223372036854775808\n",
      "a/promise\n1\n" + hash + "time 0\nmore\n",
  };
  for (const std::string& text : wrong_heads) {
    EXPECT_EQ(parse_promise_head(text).error().code, Code::kInvalid) << text;
  }
  EXPECT_TRUE(parse_promise_head("a/promise\n1\n" + hash + "time 9223372036854775807\n"));
}

}  // namespace
}  // namespace lawful
