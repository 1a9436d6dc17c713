#pragma once
// Text with signatures below it that anybody can check: C2SP signed-note, with
// Ed25519.
//
//   TRY(std::string note, sign_note("example.org/log\n...\n", signer));
//   TRY(OpenedNote opened, open_note(note, verifiers));    // only now read opened.text
//
//   text, which ends in a line feed
//                                               an empty line
//   — <key name> base64(key id (4) || signature)        one line a signature
//
// The last empty line divides text and signatures, so the text may have empty
// lines. A key is known by its name and its id together: the first 4 bytes of
// SHA-256(name || 0x0a || 0x01 || public key). Who checks is given both, as one
// line, the verifier key: `name+id in hexadecimal+base64(0x01 || public key)`.
//
// Signatures of keys that are not among the verifiers say nothing and are passed
// over, whatever their sort. One of a verifier that does not stand refuses the
// note, and so does the lack of any that stands. A key may sign twice: every one
// of its signatures must stand.
//
// Limits: kNoteMax bytes, which holds sixteen of the longest signatures that the
// format foresees; kNoteSignaturesMax of them, since each of a verifier costs a
// check.
//
// Errors
//   kInvalid   text or note has not this form: not UTF-8, a control character
//              other than a line feed, a name that is empty or has white space
//              or a plus, too long; a verifier key that is malformed or whose id
//              is not that of its key
//   kCorrupt   a verifier's signature does not stand, or none of one is there;
//              a signer whose signature does not stand under its own public key
//   kConflict  add_signature: that key has signed already
//   others     as the signer gives them
//
// Thread safety: values and free functions; a signer is used by one call at a time.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/signature.h"

namespace lawful {

inline constexpr std::size_t kNoteMax = std::size_t{128} << 10;
inline constexpr std::size_t kNoteSignaturesMax = 64;

// Whether the text may name a key.
bool is_key_name(std::string_view name);

// Whose signatures count. Invariant: is_key_name(name).
struct NoteVerifier {
  std::string name;
  PublicKey key;

  std::uint32_t key_id() const;
  std::string vkey() const;

  auto operator<=>(const NoteVerifier&) const = default;
};

[[nodiscard]] Result<NoteVerifier> parse_vkey(std::string_view text);

// Holds a key or knows who does. One signer has one name and one key for as long as it lives.
class NoteSigner {
 public:
  virtual ~NoteSigner() = default;
  virtual std::string name() const = 0;
  virtual PublicKey public_key() const = 0;
  virtual Result<Signature> sign(std::string_view text) = 0;
};

[[nodiscard]] Result<std::string> sign_note(std::string_view text, NoteSigner& signer);
// The note with one more signature below those it has, which are not checked.
[[nodiscard]] Result<std::string> add_signature(std::string_view note, NoteSigner& signer);

struct OpenedNote {
  std::string text;
  std::vector<std::size_t> signed_by;  // Places in the verifiers given, rising; never empty.
};

[[nodiscard]] Result<OpenedNote> open_note(std::string_view note,
                                           std::span<const NoteVerifier> verifiers);

}  // namespace lawful
