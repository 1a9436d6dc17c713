// What is read has one spelling; what is said has two languages; known values hold.

#include <regex>

#include "bytes.h"
#include "hash.h"
#include "note.h"
#include "say.h"
#include "tree.h"
#include "verifying_test.h"

namespace verify {
namespace {

using testing::HasSubstr;

TEST(Base64, HasOneSpelling) {
  EXPECT_EQ(from_base64(""), "");
  EXPECT_EQ(from_base64("Zg=="), "f");
  EXPECT_EQ(from_base64("Zm8="), "fo");
  EXPECT_EQ(from_base64("Zm9v"), "foo");
  EXPECT_EQ(from_base64("+/+/"), "\xfb\xff\xbf");
  for (const char* bad : {"Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", "Z===", "====", "Zm9v====", "-_-_",
                          "Zg==Zg==", " Zg==", "Zm 9"}) {
    EXPECT_FALSE(from_base64(bad)) << bad;
  }
}

TEST(Decimal, HasOneSpelling) {
  EXPECT_EQ(decimal("0"), 0U);
  EXPECT_EQ(decimal("9223372036854775807"), 9223372036854775807U);
  for (const char* bad : {"", "00", "01", "-1", "+1", "1 ", " 1", "1a", "9223372036854775808",
                          "10000000000000000000", "18446744073709551617"}) {
    EXPECT_FALSE(decimal(bad)) << bad;
  }
}

TEST(Days, AreThoseOfTheCalendar) {
  EXPECT_EQ(day_text(0), "1970-01-01");
  EXPECT_EQ(day_text(19782), "2024-02-29");
  EXPECT_EQ(time_text(1795276799999), "2026-11-21 15:59:59.999");
  EXPECT_EQ(time_text(kLastMillisecond), "9999-12-31 23:59:59.999");
}

// The leaves that implementations of RFC 6962 test with, and the roots they give.
TEST(Tree, HasTheKnownRoots) {
  std::vector<Hash> leaves;
  EXPECT_EQ(hex(view(root_of(leaves))),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (const std::string_view leaf :
       {std::string_view(""), std::string_view("\0", 1), std::string_view("\x10"),
        std::string_view("\x20\x21"), std::string_view("\x30\x31"),
        std::string_view("\x40\x41\x42\x43"), std::string_view("\x50\x51\x52\x53\x54\x55\x56\x57"),
        std::string_view("\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f")}) {
    leaves.push_back(leaf_hash(leaf));
  }
  EXPECT_EQ(hex(view(leaves[0])),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(hex(view(root_of(leaves))),
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

TEST(Hmac, HasTheKnownValue) {  // RFC 4231, case 2.
  EXPECT_EQ(hex(view(hmac_sha256("Jefe", "what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Ed25519, HasTheKnownSignature) {  // RFC 8032, test 1: the empty message.
  const std::string key = *from_base64("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
  const std::string signature = *from_base64(
      "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==");
  EXPECT_TRUE(ed25519_verify(key, "", signature));
  EXPECT_FALSE(ed25519_verify(key, "x", signature));
  EXPECT_FALSE(ed25519_verify(key, "", signature.substr(1)));
  EXPECT_FALSE(ed25519_verify(key.substr(1), "", std::string(64, '\0')));
}

TEST(Note, MustBeOne) {
  const sample::SigningKey signer("example.test/log", "seed");
  const Key key = read_key(signer.verifier_key());
  EXPECT_EQ(open_note(signer.sign("a text\n\nwith an empty line\n"), key),
            "a text\n\nwith an empty line\n");
  const std::string note = signer.sign("text\n");
  const std::string line = note.substr(note.find("\n\n") + 2);
  for (const std::string& bad :
       {std::string(), std::string("text\n"), std::string("text\n\n"), note.substr(1) + "x",
        "text\n" + line, signer.sign("te\txt\n"), signer.sign("te\xffxt\n"),
        signer.sign("te\xe2\x80xt\n"), "text\n\n" + line + "\n",
        note + "\u2014 no\u00a0name AAAAAAA=\n", note + "\u2014 name AAAA\n",
        note + "- name AAAAAAA=\n", note + "\u2014 name\n", std::string((1 << 20) + 1, 'x')}) {
    EXPECT_THROW(open_note(bad, key), Refusal) << bad.substr(0, 200);
  }
  EXPECT_EQ(open_note(note + "\u2014 name AAAAAAA=\n", key), "text\n");
}

// A wrong signature of the key itself is not made good by a right one beside it.
TEST(Note, AWrongSignatureOfTheKeyIsRefused) {
  const sample::SigningKey signer("example.test/log", "seed");
  const std::string note = signer.sign("text\n");
  const std::string other = signer.sign("other text\n");
  EXPECT_THROW(
      open_note(note + other.substr(other.find("\n\n") + 2), read_key(signer.verifier_key())),
      Refusal);
}

TEST(Key, MustBeOne) {
  const std::string good = sample::SigningKey("name", "seed").verifier_key();
  EXPECT_EQ(read_key(good).name, "name");
  std::string hash = good;
  hash[5] = hash[5] == '0' ? '1' : '0';
  for (const std::string& bad :
       {std::string(), std::string("name"), good.substr(4), "x" + good, hash, good + "=",
        "na me" + good.substr(4), good.substr(0, good.size() - 4)}) {
    EXPECT_THROW(read_key(bad), Refusal) << bad;
  }
}

TEST(CommandLine, IsExplainedWhereItIsWrong) {
  const std::string key = sample::SigningKey("name", "seed").verifier_key();
  EXPECT_EQ(verified({"--help"}).code, 0);
  EXPECT_THAT(verified({"--help"}).text, HasSubstr("lawful-verify chain"));
  const std::vector<std::vector<std::string>> wrong = {{},
                                                       {"tree", "x"},
                                                       {"log"},
                                                       {"log", "x"},
                                                       {"log", "x", "--key"},
                                                       {"log", "x", "--key", "y"},
                                                       {"log", "x", "y", "--key", key},
                                                       {"log", "x", "--key", key, "--key", key},
                                                       {"log", "x", "--key", key, "--lang", "fr"},
                                                       {"proof", "x", "--key", key, "--since", "y"},
                                                       {"promise", "x", "--key", key}};
  for (const std::vector<std::string>& words : wrong) {
    EXPECT_EQ(verified(words).code, 64) << testing::PrintToString(words);
  }
  EXPECT_EQ(verified({"proof", "/nowhere", "--key", key}).code, 66);
}

TEST(CommandLine, SpeaksChinese) {
  const std::string key = sample::SigningKey("name", "seed").verifier_key();
  const Outcome outcome = verified({"log", "/nowhere", "--key", key, "--lang", "zh"});
  EXPECT_THAT(outcome.text, HasSubstr("缺少 `/nowhere/checkpoint`"));
  EXPECT_THAT(verified({"log", "/nowhere", "--key", key}).text,
              HasSubstr("`/nowhere/checkpoint` is missing"));
}

std::set<char> fields_of(std::string_view text) {
  std::set<char> fields;
  for (std::size_t at = 0; (at = text.find('{', at)) != std::string_view::npos; ++at) {
    fields.insert(text.at(at + 1));
  }
  return fields;
}

// Every text in the sources has a Chinese one with the same fields.
TEST(Chinese, IsComplete) {
  const std::regex call(R"re(say\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
  const std::regex literal(R"re("((?:[^"\\]|\\.)*)")re");
  int texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator("verify")) {
    if (entry.path().extension() != ".cc") continue;
    const std::string source = sample::read(entry.path());
    for (std::sregex_iterator i(source.begin(), source.end(), call), end; i != end; ++i) {
      const std::string literals = (*i)[1];
      std::string english;
      for (std::sregex_iterator part(literals.begin(), literals.end(), literal); part != end;
           ++part) {
        english += (*part)[1];
      }
      ++texts;
      EXPECT_FALSE(chinese(english).empty()) << english;
      EXPECT_EQ(fields_of(chinese(english)), fields_of(english)) << english;
    }
  }
  EXPECT_GT(texts, 80);
}

}  // namespace
}  // namespace verify
