#include "crypto/raw.h"

#include <vector>

#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful::raw {
namespace {

struct GcmVector {
  const char* name;
  const char* key;
  const char* nonce;
  const char* associated;
  const char* plaintext;
  const char* ciphertext;
  const char* tag;
};

constexpr const char* kZeroKey = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr const char* kKey = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";

// The test cases with 256-bit keys and 96-bit nonces of the GCM specification
// that was submitted to NIST (McGrew and Viega, appendix B).
const GcmVector kGcm[] = {
    {"case 13", kZeroKey, "000000000000000000000000", "", "", "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {"case 14", kZeroKey, "000000000000000000000000", "", "00000000000000000000000000000000",
     "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"},
    {"case 15", kKey, "cafebabefacedbaddecaf888", "",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
     "b094dac5d93471bdec1a502270e3cc6c"},
    {"case 16", kKey, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
     "76fc6ece0f4e1768cddf8853bb2d551b"},
};

TEST(Gcm, EncryptsThePublishedVectors) {
  for (const GcmVector& vector : kGcm) {
    SCOPED_TRACE(vector.name);
    const std::string plaintext = bytes_from_hex(vector.plaintext);
    std::vector<std::uint8_t> out(plaintext.size() + kTagSize);
    gcm_encrypt(array_of<32>(bytes_from_hex(vector.key)),
                array_of<12>(bytes_from_hex(vector.nonce)),
                bytes_of(bytes_from_hex(vector.associated)), bytes_of(plaintext), out);
    EXPECT_EQ(text_of(out), bytes_from_hex(vector.ciphertext) + bytes_from_hex(vector.tag));
  }
}

TEST(Gcm, DecryptsThePublishedVectors) {
  for (const GcmVector& vector : kGcm) {
    SCOPED_TRACE(vector.name);
    const std::string sealed = bytes_from_hex(vector.ciphertext) + bytes_from_hex(vector.tag);
    std::vector<std::uint8_t> out(sealed.size() - kTagSize);
    EXPECT_TRUE(gcm_decrypt(array_of<32>(bytes_from_hex(vector.key)),
                            array_of<12>(bytes_from_hex(vector.nonce)),
                            bytes_of(bytes_from_hex(vector.associated)), bytes_of(sealed), out));
    EXPECT_EQ(text_of(out), bytes_from_hex(vector.plaintext));
  }
}

TEST(Gcm, LeavesZeroesWhereTheTagIsWrong) {
  const GcmVector& vector = kGcm[3];
  std::string sealed = bytes_from_hex(vector.ciphertext) + bytes_from_hex(vector.tag);
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  std::vector<std::uint8_t> out(sealed.size() - kTagSize, 0xee);
  EXPECT_FALSE(gcm_decrypt(array_of<32>(bytes_from_hex(vector.key)),
                           array_of<12>(bytes_from_hex(vector.nonce)),
                           bytes_of(bytes_from_hex(vector.associated)), bytes_of(sealed), out));
  EXPECT_EQ(text_of(out), std::string(out.size(), '\0'));
}

struct HmacVector {
  std::string key;
  std::string message;
  const char* digest;
};

// RFC 4231, section 4, all cases but the one of a truncated tag.
TEST(Hmac, OfThePublishedVectors) {
  const HmacVector vectors[] = {
      {std::string(20, '\x0b'), "Hi There",
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?",
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {counting(1, 25), std::string(50, '\xcd'),
       "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {std::string(131, '\xaa'),
       "This is a test using a larger than block-size key and a larger than block-size data. The "
       "key needs to be hashed before being used by the HMAC algorithm.",
       "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
  };
  for (const HmacVector& vector : vectors) {
    SCOPED_TRACE(vector.message);
    const Bytes message = bytes_of(vector.message);
    EXPECT_EQ(text_of(hmac(bytes_of(vector.key), {message})), bytes_from_hex(vector.digest));
    // In parts it is the same message.
    EXPECT_EQ(text_of(hmac(bytes_of(vector.key), {message.first(3), {}, message.subspan(3)})),
              bytes_from_hex(vector.digest));
  }
}

struct HkdfVector {
  std::string secret;
  std::string salt;
  std::string info;
  const char* out;
};

// RFC 5869, appendix A, the cases with SHA-256.
TEST(Hkdf, OfThePublishedVectors) {
  const HkdfVector vectors[] = {
      {std::string(22, '\x0b'), counting(0, 13), counting(0xf0, 10),
       "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
      {counting(0, 80), counting(0x60, 80), counting(0xb0, 80),
       "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
       "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
       "cc30c58179ec3e87c14c01d5c1f3434f1d87"},
      {std::string(22, '\x0b'), "", "",
       "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
  };
  for (const HkdfVector& vector : vectors) {
    SCOPED_TRACE(vector.out);
    std::vector<std::uint8_t> out(bytes_from_hex(vector.out).size());
    hkdf(bytes_of(vector.secret), bytes_of(vector.salt), bytes_of(vector.info), out);
    EXPECT_EQ(text_of(out), bytes_from_hex(vector.out));
  }
}

}  // namespace
}  // namespace lawful::raw
