// Proofs, openings, chains and promises: what is shown must be what the log committed to.

#include <functional>

#include "verifying_test.h"

namespace verify {
namespace {

using sample::Row;
using sample::SampleLog;
using testing::HasSubstr;

constexpr char kOrigin[] = "example.test/log";

class Proofs : public Verifying {
 protected:
  SampleLog log_{kOrigin, 300};

  Outcome check_proof(const std::string& content, const std::string& key) const {
    return verified({"proof", file("proof", content), "--key", key});
  }
  Outcome check_proof(const std::string& content) const { return check_proof(content, log_.key()); }
  void expect_refused(const std::string& content, const std::string& reason) const {
    const Outcome outcome = check_proof(content);
    EXPECT_EQ(outcome.code, 1) << outcome.text;
    EXPECT_THAT(outcome.text, HasSubstr(reason));
  }
  // The opening of row 150, changed but for its entry.
  void expect_opening_refused(const std::function<void(Row&)>& change,
                              const std::string& reason) const {
    Row row = SampleLog(kOrigin, 300).rows()[150];
    change(row);
    expect_refused(log_.proof_with(150, 300, row.opening()), reason);
  }
};

TEST_F(Proofs, VerifyForEveryEntryOfEverySmallTree) {
  for (std::uint64_t size = 1; size < 20; ++size) {
    for (std::uint64_t index = 0; index < size; ++index) {
      const Outcome outcome = check_proof(log_.proof(index, size, false));
      EXPECT_EQ(outcome.code, 0) << index << " of " << size << '\n' << outcome.text;
    }
  }
}

TEST_F(Proofs, OpeningsAreShown) {
  const Outcome decision = check_proof(log_.proof(150, 300, true));
  EXPECT_EQ(decision.code, 0) << decision.text;
  EXPECT_THAT(decision.text, HasSubstr("entry 150 of the log `example.test/log`, of 2026-11-22"));
  EXPECT_THAT(decision.text, HasSubstr("seq: 22\n"));
  EXPECT_THAT(decision.text,
              HasSubstr("at: 2026-11-21 16:02:05.000 UTC, 2026-11-22 00:02:05.000 Beijing"));
  EXPECT_THAT(decision.text, HasSubstr("decision: lawful; digest "));
  const Outcome pruning = check_proof(log_.proof(149, 300, true));
  EXPECT_THAT(pruning.text,
              HasSubstr("pruning: entries below 74, of days before 2026-11-21, are no longer"));
  EXPECT_EQ(check_proof(log_.proof(139, 300, true)).code, 0);
}

TEST_F(Proofs, AnotherIndexSizeOrEntryIsRefused) {
  const std::string proof = log_.proof(150, 300, false);
  std::string other = proof;
  other.replace(other.find("index 150"), 9, "index 151");
  expect_refused(other, "the entry is not at index 151 of the tree of 300 entries");
  expect_refused(log_.proof_with(150, 300, log_.entries()[151]), "the entry is not at index 150");
  other = proof;
  other.replace(other.find("index 150"), 9, "index 300");
  expect_refused(other, "the entry is not at index 300");
}

// Places whose path would be the same if the tree had them.
TEST_F(Proofs, AnIndexBeyondTheTreeIsRefused) {
  for (const std::uint64_t size : {1U, 2U, 4U}) {
    std::string proof = log_.proof(size - 1, size, false);
    const std::string place = "index " + std::to_string(size - 1);
    proof.replace(proof.find(place), place.size(), "index " + std::to_string(2 * size - 1));
    expect_refused(proof, "the entry is not at index " + std::to_string(2 * size - 1));
  }
}

TEST_F(Proofs, APathOfAnotherLengthIsRefused) {
  const std::string proof = log_.proof(150, 300, false);
  const std::size_t first = proof.find('\n', proof.find("index 150")) + 1;
  std::string shorter = proof;
  shorter.erase(first, 45);
  expect_refused(shorter, "the path does not lead to its root");
  std::string longer = proof;
  longer.insert(proof.find("\n\n") + 1, proof.substr(first, 45));
  expect_refused(longer, "the path does not lead to its root");
}

TEST_F(Proofs, AnyChangedByteIsRefused) {
  const std::string proof = log_.proof(150, 300, true);
  for (std::size_t at = 0; at < proof.size(); ++at) {
    std::string changed = proof;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(check_proof(changed).code, 1) << at;
  }
  for (std::size_t length = 0; length < proof.size(); ++length) {
    EXPECT_EQ(check_proof(proof.substr(0, length)).code, 1) << length;
  }
}

TEST_F(Proofs, AnotherKeyIsRefused) {
  const SampleLog other("example.test/other", 1);
  EXPECT_EQ(check_proof(log_.proof(150, 300, false), other.key()).code, 1);
}

TEST_F(Proofs, AnOpeningThatIsNotTheRowIsRefused) {
  const std::string reason = "the opening is not what the entry commits to";
  expect_opening_refused([](Row& row) { row.body[5] ^= 1; }, reason);
  expect_opening_refused([](Row& row) { row.body += 'x'; }, reason);
  expect_opening_refused([](Row& row) { row.salt[31] ^= 1; }, reason);
  expect_opening_refused([](Row& row) { row.previous[0] ^= 1; }, reason);
  expect_opening_refused([](Row& row) { row.individual[0] ^= 1; }, reason);
  expect_opening_refused([](Row& row) { ++row.seq; }, reason);
  expect_opening_refused([](Row& row) { ++row.at; }, reason);
  expect_opening_refused([](Row& row) { row.kind = 100; }, reason);
}

TEST_F(Proofs, AnOpeningOfAnotherFormIsRefused) {
  const std::string opening = log_.rows()[150].opening();
  expect_refused(log_.proof_with(150, 300, opening + 'x'), "bytes follow the opening");
  expect_refused(log_.proof_with(150, 300, opening.substr(0, opening.size() - 1)), "ends early");
  expect_refused(log_.proof_with(150, 300, opening.substr(0, 38)), "ends early");
  expect_refused(log_.proof_with(150, 300, opening.substr(0, 36)), "not in the form of 37 bytes");
  std::string proof = log_.proof(150, 300, true);
  proof.erase(proof.find("extra "), proof.find("index ") - proof.find("extra "));
  expect_refused(proof, "there is no `extra`, so the entry is not in the proof");
}

// The log itself is wrong: what it committed to breaks a rule of its format.
TEST_F(Proofs, ARowThatBreaksTheFormatIsRefused) {
  const auto expect = [this](const std::function<void(Row&)>& change, const std::string& reason) {
    log_ = SampleLog(kOrigin, 300);
    Row& row = log_.rows()[150];
    change(row);
    row.commitment = row.commit();
    log_.entries()[150] = row.entry();
    expect_refused(log_.proof(150, 300, true), reason);
  };
  expect([](Row& row) { row.seq = 0; }, "the opening has seq 0");
  expect([](Row& row) { row.seq = 1; }, "the opening has seq 1 and a `previous`");
  expect([](Row& row) { row.at = 253402300800000; }, "a time beyond the year 9999");
  expect([](Row& row) { row.body = std::string(32769, 'x'); }, "longer than 32768 bytes");
  expect([](Row& row) { row.body[1] = '\5'; }, "the body of kind 1: has another form");
  expect([](Row& row) { row.body.pop_back(); }, "the body of kind 1: ends early");
  expect([](Row& row) { row.kind = 2; }, "the body of kind 2: has another form");
}

TEST_F(Proofs, AnEntryOfAnotherDayThanItsRowIsRefused) {
  log_.entries()[150][4] ^= 1;
  std::string opening = log_.rows()[150].opening();
  opening[4] ^= 1;
  expect_refused(log_.proof_with(150, 300, opening),
                 "the opening is of 2026-11-22 in Beijing, but the entry is of 2026-11-21");
}

TEST_F(Proofs, AreHeldToThePublishedLog) {
  log_.publish(folder_ / "log", 300);
  const auto check = [&](const SampleLog& log, std::uint64_t size) {
    return verified({"proof", file("proof", log.proof(100, size, true)), "--key", log_.key(),
                     "--log", published()});
  };
  EXPECT_EQ(check(log_, 200).code, 0);
  EXPECT_THAT(check(log_, 200).text, HasSubstr("it is in the published log"));
  const Outcome forked = check(SampleLog(kOrigin, 300, 50), 200);
  EXPECT_EQ(forked.code, 1);
  EXPECT_THAT(forked.text, HasSubstr("its checkpoint: not of this log: its first 200 entries"));
  const Outcome later = check(SampleLog(kOrigin, 301), 301);
  EXPECT_EQ(later.code, 1);
  EXPECT_THAT(later.text, HasSubstr("but the published log has only 300"));
  damage("tile/0/000", 32 * 250);  // Not under the proof, but of what the log is made.
  EXPECT_THAT(check(log_, 200).text, HasSubstr("`tile/0/000` hashes to"));
}

class Chains : public Proofs {
 protected:
  Outcome check_chain(const std::vector<std::uint64_t>& indexes) const {
    std::vector<std::string> words = {"chain", "--key", log_.key()};
    for (const std::uint64_t i : indexes) {
      words.push_back(file("row-" + std::to_string(words.size()), log_.proof(i, 300, true)));
    }
    return verified(words);
  }
  void expect_chain_refused(const std::vector<std::uint64_t>& indexes, const char* reason) const {
    const Outcome outcome = check_chain(indexes);
    EXPECT_EQ(outcome.code, 1) << outcome.text;
    EXPECT_THAT(outcome.text, HasSubstr(reason));
  }
  // Row 14, the third of its individual, as if it had been made so.
  void remake(const std::function<void(Row&)>& change) {
    Row& row = log_.rows()[14];
    change(row);
    row.commitment = row.commit();
    log_.entries()[14] = row.entry();
  }
};

TEST_F(Chains, VerifyInAnyOrder) {
  const Outcome outcome = check_chain({14, 0, 21, 7});
  EXPECT_EQ(outcome.code, 0) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr(": rows 1 to 4, none left out between them"));
}

TEST_F(Chains, AMissingRowIsNamed) {
  expect_chain_refused({0, 7, 21}, "row 4 comes after row 2: those between are missing");
}

TEST_F(Chains, ADoubledRowIsNamed) { expect_chain_refused({0, 7, 7}, "there are two rows 2"); }

TEST_F(Chains, RowsOfSeveralPeopleAreNoChain) {
  expect_chain_refused({0, 8}, "of another individual than the files before it");
}

TEST_F(Chains, ABrokenLinkIsNamed) {
  remake([](Row& row) { row.previous[3] ^= 1; });
  expect_chain_refused({0, 7, 14}, "row 3 does not follow on row 2");
}

TEST_F(Chains, TimeNeverGoesBack) {
  remake([](Row& row) { row.at -= 20000; });
  expect_chain_refused({0, 7, 14}, "row 3 is of a time before that of row 2");
}

TEST_F(Chains, ALaterRowHasALaterLeaf) {
  // The entries of rows 1 and 2 stand in each other's place.
  std::swap(log_.rows()[0], log_.rows()[7]);
  std::swap(log_.entries()[0], log_.entries()[7]);
  expect_chain_refused({0, 7}, "row 2 has a leaf before that of row 1");
}

TEST_F(Chains, AProofThatOpensNothingHasNoPlace) {
  const Outcome outcome =
      verified({"chain", file("row", log_.proof(0, 300, false)), "--key", log_.key()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.text, HasSubstr("opens nothing"));
}

class Promises : public Verifying {
 protected:
  static constexpr std::uint64_t kTime = 1795276800000;
  SampleLog log_{kOrigin, 300};

  Outcome check(const std::string& promise, bool with_log = true) const {
    std::vector<std::string> words = {"promise", file("promise", promise), "--key",
                                      log_.promise_key()};
    if (with_log) {
      words.insert(words.end(), {"--log", published(), "--log-key", log_.key()});
    }
    return verified(words);
  }
};

TEST_F(Promises, AreKeptWhereTheLogHasTheLeaf) {
  log_.publish(folder_ / "log", 300);
  const std::vector<sample::Hash> leaves = log_.leaves(250, 263);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const Outcome outcome = check(log_.promise(leaves, i, kTime));
    EXPECT_EQ(outcome.code, 0) << outcome.text;
    EXPECT_THAT(outcome.text, HasSubstr(": kept, entry " + std::to_string(250 + i)));
  }
  EXPECT_THAT(check(log_.promise(leaves, 0, kTime)).text,
              HasSubstr("at 2026-11-21 16:00:00.000 UTC, 2026-11-22 00:00:00.000 Beijing"));
}

TEST_F(Promises, AreNotKeptWhereItDoesNot) {
  log_.publish(folder_ / "log", 280);
  const std::vector<sample::Hash> leaves = log_.leaves(275, 285);
  EXPECT_EQ(check(log_.promise(leaves, 4, kTime)).code, 0);
  const Outcome outcome = check(log_.promise(leaves, 5, kTime));
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.text,
              HasSubstr("not kept: the published log of 280 entries does not have the leaf"));
  EXPECT_EQ(check(log_.promise(leaves, 5, kTime), false).code, 0);
}

TEST_F(Promises, PrunedEntriesAreToldOf) {
  SampleLog grown(kOrigin, 600);
  grown.publish(folder_ / "log", 600, 256);
  const Outcome outcome = check(log_.promise(log_.leaves(10, 20), 5, kTime));
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.text, HasSubstr("not looked at, because they are pruned: 256 entries"));
}

TEST_F(Promises, AnyChangedByteIsRefused) {
  const std::string promise = log_.promise(log_.leaves(250, 263), 7, kTime);
  for (std::size_t at = 0; at < promise.size(); ++at) {
    std::string changed = promise;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(check(changed, false).code, 1) << at;
  }
  EXPECT_EQ(check(promise, false).code, 0);
}

TEST_F(Promises, OfAnotherNameOrWithFurtherLinesAreRefused) {
  const sample::SigningKey signer("example.test/log/promise",
                                  "generated promise key of example.test/log");
  const sample::Hash leaf = log_.leaves(0, 1)[0];
  const auto promise = [&](const std::string& name, const std::string& more) {
    return "lawful-promise@v1\nleaf " + sample::base64(leaf) + "\nindex 0\n\n" +
           signer.sign(name + "\n1\n" + sample::base64(sample::sha256('\0' + leaf)) + "\ntime 1\n" +
                       more);
  };
  EXPECT_EQ(check(promise("example.test/log/promise", ""), false).code, 0);
  EXPECT_EQ(check(promise("example.test/other/promise", ""), false).code, 1);
  EXPECT_EQ(check(promise("example.test/log/promise", "more\n"), false).code, 1);
}

TEST_F(Promises, TheLogMustHoldItself) {
  log_.publish(folder_ / "log", 300);
  damage("tile/0/000", 7);
  const Outcome outcome = check(log_.promise(log_.leaves(290, 300), 0, kTime));
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.text, HasSubstr("`tile/0/000` hashes to"));
}

TEST_F(Promises, TheKeysAreNotMistakenForEachOther) {
  log_.publish(folder_ / "log", 300);
  const std::string promise = file("promise", log_.promise(log_.leaves(0, 1), 0, kTime));
  EXPECT_EQ(verified({"promise", promise, "--key", log_.key()}).code, 64);
  EXPECT_EQ(verified({"log", published(), "--key", log_.promise_key()}).code, 64);
  const SampleLog other("example.test/other", 1);
  EXPECT_EQ(verified({"promise", promise, "--key", log_.promise_key(), "--log", published(),
                      "--log-key", other.key()})
                .code,
            64);
}

}  // namespace
}  // namespace verify
